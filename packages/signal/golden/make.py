"""Writes cases.json: what HyperSpy makes of slices, arithmetic, reductions, transpositions and signal types.

Run with a Python that has HyperSpy 1.7.3: python3 make.py
"""
import copy
import os

import numpy as np
import yaml
from engine import hs, plain, run, write

CASES = []
COUNT = {}


def case(group, spec, *steps, diff=None, right=None, corrected=None, observe=None):
    """`right`: steps (and perhaps another signal) that give the right result in HyperSpy; `corrected`: changes to the result."""
    COUNT[group] = COUNT.get(group, 0) + 1
    item = {"id": f"{group}/{COUNT[group]:03d}", "make": spec, "steps": list(steps)}
    if observe:
        item["observe"] = observe
    item["expect"] = run(item)
    if diff:
        item["knownDifference"] = diff
        fixed = run({"make": right[0], "steps": right[1], "observe": observe}) if right else copy.deepcopy(item["expect"])
        assert "error" not in fixed or not right, (item, fixed)
        fixed.update(corrected or {})
        if "error" in (corrected or {}):
            fixed = corrected
        item["corrected"] = fixed
    CASES.append(item)
    return item


FOLLOWS = "BUG 9 the class follows the dtype"


def unbinned(item):
    """The signal axis keeps what it was, where HyperSpy makes every signal axis of an EELS spectrum binned."""
    item["knownDifference"] = "BUG 8 is_binned stays with its axis"
    item["corrected"] = copy.deepcopy(item["expect"])
    item["corrected"]["axes"][-1]["isBinned"] = False


def sl(*parts):
    return {"slice": list(parts) + [None] * (3 - len(parts))}


def v(x):
    return {"value": x}


def op(name, *args, **options):
    out = {"op": name}
    if args:
        out["args"] = list(args)
    if options:
        out["options"] = options
    return out


def s1(n=10, nav=(), dtype="float64", **axis):
    return {"shape": [*nav, n], "dtype": dtype, "class": "Signal1D",
            "axes": [{"name": "zyx"[-len(nav) + i] if nav else "", "navigate": True} for i in range(len(nav))]
            + [{"name": "E", **axis}]}


CLIP = "2.17 slices by index are cut as in Python"
SCALAR_TEXT = "2.17 a single text is a place on the axis"
MIRROR = "values beyond an end are cut on the side where the slice runs, also on falling axes and with negative steps"

# ---- indexing: indices
plain10 = s1()
for index in [0, 3, 9, -1, -10, 10, -11]:
    case("isig-index", plain10, op("isig", index))
for parts in [(2, 5), (None, 4), (6,), (2, 20), (-3, None), (None, -2), (3, 3), (0, 10, 3), (1, None, 2), (None, None, 2), (None, None, 3),
              (5, None, -1), (None, None, -1), (None, None, -3), (8, 2, -2), (-1, -5, -1), (None, 4, -1), (0, 0), (9,), (-10, -5), (7, 3)]:
    case("isig-slice", plain10, op("isig", sl(*(parts if len(parts) > 1 else (parts[0], None)))))
case("isig-slice", plain10, op("isig", sl(None, None, 0)))
empty = run({"make": plain10, "steps": [op("isig", sl(9, 9))]})
for parts in [(20, None), (10, None)]:
    fixed = copy.deepcopy(empty)
    fixed["axes"][0]["offset"] = 10.0
    case("isig-clip", plain10, op("isig", sl(*parts)), diff=CLIP, right=(plain10, [op("isig", sl(9, 9))]), corrected={"axes": fixed["axes"]})
case("isig-clip", plain10, op("isig", sl(-20, 3)), diff=CLIP, right=(plain10, [op("isig", sl(0, 3))]))
case("isig-clip", plain10, op("isig", sl(20, None, -1)), diff=CLIP, right=(plain10, [op("isig", sl(9, None, -1))]))
case("isig-clip", plain10, op("isig", sl(5, -20, -1)), op("sum", 0))

# ---- indexing: values
half = s1(scale=0.5, units="µm")
for parts in [(v(0.5), v(4.0)), (v(0.5), 4), (v(0.5), 4, 2), (v(0.5), v(4.0), v(1.0)), (None, v(4.6)), (v(-3.0), v(2.0)), (v(1.0), v(99.0)),
              (v(5.0), None), (None, v(-1.0)), (v(4.74), None), (v(4.76), None), (v(1.25), None), (v(1.75), None), (1, v(2.0)), (v(1.0), -1),
              (None, None, v(1.0)), (v(1.24999999999999), None), (v(1.2500000000001), None)]:
    case("isig-value", half, op("isig", sl(*(parts if len(parts) > 1 else (parts[0], None)))))
for value in [0.0, 0.5, 0.25, 0.75, 1.25, 1.75, 4.5, 4.74, 4.75, 4.76, -0.24, -0.25, -0.26, -1.0, 100.0]:
    case("isig-value-scalar", half, op("isig", v(value)))
for value in ["NaN", "Infinity"]:
    case("isig-value-scalar", half, op("isig", v(value)))
ties = s1(9, offset=-4.0)
for value in [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, -3.5, -4.0, 4.0, -4.5, 4.4]:
    case("isig-ties", ties, op("isig", v(value)))
thirds = s1(12, scale=0.1, offset=0.3)
for value in [0.35, 0.45, 0.55, 0.65, 0.75, 0.3, 0.7, 1.4]:
    case("isig-ties", thirds, op("isig", v(value)))
falling = s1(5, scale=-1.0, offset=2.0)
for parts in [(v(1.0), v(-1.0)), (v(2.0), None), (None, v(0.0)), (None, None, -1), (1, 3), (v(1.5), None), (v(0.5), None), (v(-0.5), None)]:
    case("isig-falling", falling, op("isig", sl(*(parts if len(parts) > 1 else (parts[0], None)))))
case("isig-falling", falling, op("isig", sl(v(5.0), v(0.0))), diff=MIRROR, right=(falling, [op("isig", sl(None, v(0.0)))]))
case("isig-falling", falling, op("isig", sl(v(1.0), v(-9.0))), diff=MIRROR, right=(falling, [op("isig", sl(v(1.0), None))]))
case("isig-falling", falling, op("isig", sl(v(-9.0), None)), diff=MIRROR, corrected={"error": "IndexError"})
case("isig-falling", half, op("isig", sl(v(99.0), None, -1)), diff=MIRROR, right=(half, [op("isig", sl(None, None, -1))]))
case("isig-falling", half, op("isig", sl(v(2.0), v(-5.0), -1)), diff=MIRROR, right=(half, [op("isig", sl(v(2.0), None, -1))]))

# ---- indexing: texts
for parts in [(None, "2000 nm"), ("1 um", None), ("500 nm", "3 µm"), (None, "rel0.5"), ("rel0.25", "rel0.75"), ("rel0", "rel1"), (None, "20000 nm"),
              ("rel1.5", None), ("rel-0.1", None), ("relx", None), ("2000", None), ("2000 eV", None), ("2000 foo", None), ("", None), ("abc", None)]:
    case("isig-text", half, op("isig", sl(*parts)))
minus = s1(scale=0.5, offset=-2.0, units="nm")
case("isig-text", minus, op("isig", sl("-1 nm", None)), diff="a quantity may be negative", right=(minus, [op("isig", sl(v(-1.0), None))]))
case("isig-text", plain10, op("isig", sl("2 nm", None)))
case("isig-text", half, op("isig", "rel0.5"), diff=SCALAR_TEXT, right=(half, [op("isig", v(2.25))]))
case("isig-text", half, op("isig", "1000 nm"), diff=SCALAR_TEXT, right=(half, [op("isig", v(1.0))]))

# ---- indexing: several axes, classes
image = {"shape": [2, 3, 4, 5], "class": "Signal2D", "dtype": "int32", "title": "A",
         "axes": [{"name": "y", "scale": 2.0}, {"name": "x", "offset": 1.0}, {"name": "v", "scale": 0.5, "units": "nm"}, {"name": "u", "scale": 0.25, "units": "nm"}]}
for args in [(1,), (0, 2), (sl(1, 3),), (sl(1, 3), 2), ("...", 1), (1, "..."), ("...",), (sl(None), sl(None, None, -1)), (v(0.5),), (v(0.5), v(1.0)), (0, 0, 0),
             (sl(0, 1), sl(0, 1)), (sl(0, 1), 1), (5,), (-6,), (sl("0.25 nm", "1 nm"), sl("rel0.5", None))]:
    case("isig-2d", image, op("isig", *args))
for args in [(1,), (2, 1), (sl(1, None), 0), ("...", 1), (v(2.0), v(2.0)), (sl(None, None, -1),), (3,), (0, 0, 0), (sl(0, 1), sl(0, 1)), (-1, -1), (v(9.0),)]:
    case("inav", image, op("inav", *args))
line = s1(4, (2, 3))
for args in [(0,), (sl(0, 1),), (sl(None, None, 2),), (-1,), (sl(3, 3),)]:
    case("isig-nav", line, op("isig", *args))
for args in [(0,), (0, 0), (sl(0, 1), 0), (2, 1), (sl(None), 1)]:
    case("inav", line, op("inav", *args))
case("isig-nav", line, op("isig", 0), op("inav", 1))
case("isig-nav", line, op("inav", 1), op("isig", sl(1, 3)))
case("isig-nav", line, op("isig", 0), op("isig", 0))
case("inav", plain10, op("inav", 0))
case("inav", {**s1(4, (3,)), "signalType": "EELS", "title": "core loss"}, op("inav", 0))
case("inav", {**s1(4, (3,)), "signalType": "EELS"}, op("isig", 0))
cube = {"shape": [3, 2, 4], "class": "BaseSignal", "dtype": "uint8"}
for args in [(0,), (0, 1), (sl(0, 2), 1, 0), (1, 1, 1)]:
    case("isig-base", cube, op("isig", *args))

# ---- indexing: other axes
squares = {"shape": [6], "class": "Signal1D", "axes": [{"axis": [0, 1, 4, 9, 16, 25], "name": "E", "units": "eV"}]}
back = {"shape": [5], "class": "Signal1D", "axes": [{"axis": [10, 8, 5, 1, -4]}]}
func = {"shape": [6], "class": "Signal1D", "axes": [{"expression": "a / (x + 1) + b", "parameters": {"a": 100.0, "b": 10.0}, "size": 6}]}
for spec in (squares, back, func):
    for args in [(1,), (-1,), (sl(1, 4),), (sl(None, None, 2),), (sl(None, None, -1),), (v(4.0),), (sl(v(3.0), v(17.0)),), (v(2.5),), (v(6.5),), (v(99.0),), (sl("rel0.5", None),)]:
        if spec is not squares and args[0] == sl(v(3.0), v(17.0)):
            args = (sl(v(17.0), v(3.0)),)
        if spec is func and args[0] == v(99.0):
            args = (v(999.0),)
        fix = {}
        if args == (sl(v(17.0), v(3.0)),) and spec is back:
            fix = {"diff": MIRROR, "right": (spec, [op("isig", sl(None, v(3.0)))])}
        case("isig-nonuniform", spec, op("isig", *args), **fix)
    case("isig-nonuniform", spec, op("isig", sl(None, None, v(2.0))))
    fix = {"diff": "quantities work on every axis that has units", "right": (spec, [op("isig", sl(None, v(4.0)))])}
    case("isig-nonuniform", spec, op("isig", sl(None, "4 eV")), **(fix if spec is squares else {}))

# ---- set through isig and inav; views
grid = s1(4, (2, 3), "int64")
for steps in [(op("setInav", [0, 0], 7),), (op("setInav", [sl(1, None)], -1),), (op("setIsig", [sl(1, 3)], 5),), (op("setIsig", [v(2.0)], 9),),
              (op("setIsig", [0], {"array": {"shape": [2, 3], "dtype": "int64"}}),), (op("setInav", [1, 1], {"array": {"shape": [4], "dtype": "int64"}}),),
              (op("setInav", [0, 0], {"signal": s1(4, (), "int64")}),), (op("setIsig", [sl(None, None, -1)], {"array": {"shape": [4], "dtype": "int64"}}),),
              (op("setInav", [9, 0], 1),), (op("setIsig", [sl(0, 2)], {"array": {"shape": [3], "dtype": "int64"}}),), (op("setInav", [0, 0], 2.75),)]:
    case("set", grid, *steps)
for steps in [(op("isig", sl(None, None, 2)), op("fillData", 10)), (op("isig", sl(3, 0, -1)), op("fillData", 10)), (op("inav", 1, 1), op("fillData", 10)),
              (op("isig", 0), op("fillData", 10)), (op("T"), op("fillData", 10)), (op("deepcopy"), op("fillData", 10)), (op("setIndices", [1, 0]), op("getCurrentSignal"), op("fillData", 3))]:
    case("view", grid, *steps, observe="original")

# ---- arithmetic: scalars and arrays
floats = {**s1(4), "fill": [0, 1.5, -2.5, 3], "title": "left"}
ints = {**s1(4, (), "int32"), "fill": [7, -7, 0, 2], "title": "ints"}
for name in ["+", "-", "*", "/", "//", "%", "**", "<", "<=", "==", "!=", ">=", ">"]:
    case("scalar", floats, op(name, 2))
    case("scalar", ints, op(name, 3))
    case("scalar", ints, op(name, v(2.5)))
for name in ["<<", ">>", "&", "|", "^"]:
    case("scalar", {**ints, "fill": [7, 1, 0, 2]}, op(name, 3))
case("scalar", floats, op("&", 1))
case("scalar", ints, op("/", 0))
case("scalar", ints, op("//", 0))
case("scalar", ints, op("%", 0))
case("scalar", floats, op("/", 0))
case("scalar", floats, op("**", -1))
case("scalar", ints, op("**", -1))
for dtype, value in [("uint8", 300), ("uint8", {"value": 2.5}), ("uint8", 1), ("float32", {"value": 2.0}), ("float32", 2), ("int8", 200), ("bool", 1), ("int64", {"value": 0.5}),
                     ("uint16", -1), ("complex64", {"value": 2.0})]:
    case("scalar-dtype", {**s1(3, (), dtype), "fill": [1, 0, 1]}, op("+", value))
    case("scalar-dtype", {**s1(3, (), dtype), "fill": [1, 0, 1]}, op("*", value))
case("scalar-complex", floats, op("*", {"complex": [0, 1]}), diff=FOLLOWS, corrected={"class": "ComplexSignal1D", "repr": "<ComplexSignal1D, title: left, dimensions: (|4)>"})
case("scalar-complex", {"shape": [4], "dtype": "complex128", "class": "ComplexSignal1D"}, op("abs"), diff=FOLLOWS,
     corrected={"class": "Signal1D", "repr": "<Signal1D, title: , dimensions: (|4)>"})
for arr in [{"shape": [4]}, {"shape": [2, 3, 4]}, {"shape": [2, 1, 1]}, {"shape": [3, 4], "dtype": "int8"}, {"shape": [5]}, {"shape": []}, {"shape": [2, 1]}]:
    if arr["shape"] == []:
        arr = {"shape": [1], "fill": [3.0]}
    case("array", s1(4, (2, 3)), op("+", {"array": arr}))
for name in ["negative", "positive", "abs", "invert"]:
    case("unary", {**ints, "fill": [7, -7, 0, 2]}, op(name))
    case("unary", floats, op(name))
case("unary", {**s1(3, (), "bool"), "fill": [1, 0, 1]}, op("invert"))
case("unary", {"shape": [3], "class": "ComplexSignal1D", "dtype": "complex128"}, op("negative"))
case("unary", {**s1(3, (), "uint8"), "fill": [1, 2, 0]}, op("negative"))

REFLECTED = "2.17 a number may stand on the left"
values = np.array([0, 1.5, -2.5, 3])
with np.errstate(all="ignore"):
    for name, result in [("+", 2 + values), ("-", 2 - values), ("*", 2 * values), ("/", 2 / values), ("**", 2**values)]:
        case("reflected", floats, op("reflected" + name, 2), diff=REFLECTED, right=(floats, [op("+", 0)]), corrected={"data": plain(result)})

# ---- arithmetic: two signals
def sig(nav, signal, dtype="float64", **more):
    cls = {0: "BaseSignal", 1: "Signal1D", 2: "Signal2D"}[len(signal)]
    shape = list(nav)[::-1] + list(signal)[::-1]
    return {"shape": shape, "dtype": dtype, "class": cls, "axes": [{"navigate": i < len(nav)} for i in range(len(shape))], **more}


def both(nav_a, sig_a, nav_b, sig_b, group="signals", **more):
    for name, x, y in (("+", (nav_a, sig_a), (nav_b, sig_b)), ("-", (nav_b, sig_b), (nav_a, sig_a))):
        case(group, sig(*x, title="left", **more), op(name, {"signal": sig(*y, title="right", **more)}))


both((2, 3), (4,), (2, 3), (4,))
both((2, 3), (4, 2), (2,), (4, 2))
both((2, 3), (4, 2), (3,), (4, 2))
both((2, 3), (4, 2), (2, 3), (4,))
both((3, 2), (4,), (3,), ())
both((3, 2), (4,), (2,), ())
both((3,), (4,), (3,), ())
both((3,), (4,), (), (3,))
both((3,), (4,), (), (4,))
both((3, 2), (4,), (1, 2), (4,))
both((3, 2), (4,), (3, 2), (1,))
both((3, 1), (4,), (1, 2), (4,))
both((3,), (4,), (5,), (4,))
both((), (4,), (), (4,))
both((), (4,), (), (5,))
both((), (4, 3), (), (4,))
both((2,), (), (2,), ())
both((2,), (), (), (4,))
both((2, 2, 2), (3,), (2,), (3,))
case("signals", sig((3,), (4,)), op("*", {"signal": sig((3,), ())}))
for a, b in [("int32", "float32"), ("uint8", "uint8"), ("uint8", "int8"), ("float32", "float64"), ("int64", "uint64"), ("bool", "bool"), ("float32", "complex64"), ("int16", "float32")]:
    fix = {}
    if b == "complex64":
        fix = {"diff": FOLLOWS, "corrected": {"class": "ComplexSignal1D", "repr": "<ComplexSignal1D, title: , dimensions: (|3)>"}}
    right = {**s1(3, (), b), "fill": [2, 3, 1]}
    if b == "complex64":
        right["class"] = "ComplexSignal1D"
    case("signals-dtype", {**s1(3, (), a), "fill": [1, 2, 3]}, op("-", {"signal": right}), **fix)
for name in ["*", "/", "//", "%", "**", "<", "<=", "==", "!=", ">=", ">"]:
    case("signals-op", {**s1(4), "fill": [1, 5, -3, 2]}, op(name, {"signal": {**s1(4), "fill": [2, 3, 2, 2]}}))
for name in ["&", "|", "^", "<<", ">>"]:
    case("signals-op", {**s1(4, (), "uint8"), "fill": [1, 5, 3, 2]}, op(name, {"signal": {**s1(4, (), "uint8"), "fill": [2, 3, 2, 2]}}))
scaled = [{**sig((2,), (3,)), "axes": [{"navigate": True, "scale": sc, "name": n}, {"name": n, "scale": sc, "units": "eV"}]} for sc, n in [(0.1, "a"), (0.2, "b")]]
case("signals-axes", scaled[0], op("+", {"signal": scaled[1]}))
case("signals-axes", scaled[1], op("+", {"signal": scaled[0]}))
spectrum = {**sig((), (3,)), "axes": [{"name": "c", "scale": 5.0}]}
case("signals-axes", spectrum, op("+", {"signal": scaled[0]}))
case("signals-axes", scaled[0], op("+", {"signal": spectrum}))
one = {**sig((), (1,)), "axes": [{"name": "one", "scale": 7.0}]}
case("signals-axes", scaled[0], op("+", {"signal": one}))
case("signals-axes", one, op("+", {"signal": scaled[0]}))
eels = {**s1(3), "signalType": "EELS"}
case("signals-type", eels, op("+", {"signal": s1(3)}))
case("signals-type", s1(3), op("+", {"signal": eels}))
case("signals-type", {**s1(3, (2,)), "signalType": "EELS"}, op("/", {"signal": sig((2,), ())}))

# ---- arithmetic in place
for name in ["+=", "-=", "*=", "/=", "//=", "**="]:
    case("inplace", floats, op(name, 2), observe="original")
    case("inplace", ints, op(name, 2), observe="original")
case("inplace", ints, op("+=", v(0.5)), observe="original")
case("inplace", {**s1(3, (), "uint8"), "fill": [250, 1, 2]}, op("+=", 10), observe="original")
case("inplace", sig((2, 3), (4,)), op("+=", {"signal": sig((2, 3), (4,))}), observe="original")
case("inplace", sig((2, 3), (4,)), op("+=", {"signal": sig((), (4,))}), observe="original")
case("inplace", sig((), (4,)), op("+=", {"signal": sig((2, 3), (4,))}))
case("inplace", sig((2, 3), (4,)), op("+=", {"signal": sig((5,), (4,))}))

# ---- reductions
names = "sum mean std var min max nansum nanmean nanstd nanvar nanmin nanmax".split()
stack = {**s1(4, (2, 3)), "title": "R", "axes": [{"name": "y", "navigate": True, "scale": 2.0}, {"name": "x", "navigate": True, "units": "nm"}, {"name": "E", "scale": 0.5, "offset": 1.0, "units": "eV"}]}
for name in names:
    case("reduce", stack, op(name))
    case("reduce", stack, op(name, -1))
for axis in [0, 1, 2, -3, "x", "E", [0, 1], [0, 2], ["x", "y"], [0, "E"], [0, 1, 2], 3, "nope"]:
    case("reduce-axis", stack, op("sum", axis))
    case("reduce-axis", image, op("max", axis))
case("reduce-axis", {**cube, "axes": [{"name": "a"}, {"name": "b"}, {"name": "E"}]}, op("sum", [0, 1, "E", 0]))
case("reduce-axis", stack, op("sum", [0, 0]))
for name in ["indexmin", "indexmax", "valuemin", "valuemax"]:
    for axis in [0, -1, "E", "x"]:
        case("reduce-index", {**stack, "fill": [float((i * 7) % 11) for i in range(24)]}, op(name, axis))
    case("reduce-index", falling, op(name, 0))
    case("reduce-index", squares, op(name, 0))
    case("reduce-index", {**s1(4), "fill": [1, "nan", 5, 5]}, op(name, 0))
holes = {**s1(4, (2,)), "fill": [1, "nan", 3, "inf", 5, 6, "nan", -8]}
for name in names:
    case("reduce-nan", holes, op(name))
    case("reduce-nan", holes, op(name, -1))
for dtype in ["bool", "uint8", "int16", "int32", "uint64", "float32", "complex64", "complex128"]:
    spec = {**s1(3, (2,), dtype), "fill": [1, 0, 2, 3, 1, 2]}
    if dtype.startswith("complex"):
        spec["class"] = "ComplexSignal1D"
    for name in ["sum", "mean", "max", "std"]:
        fix = {}
        if name == "std" and dtype.startswith("complex"):
            fix = {"diff": FOLLOWS, "corrected": {"class": "Signal1D", "repr": "<Signal1D, title: , dimensions: (|3)>"}}
        case("reduce-dtype", spec, op(name), **fix)
case("reduce-none", floats, op("sum"))
case("reduce-none", floats, op("sum", 0))
case("reduce-none", {**cube}, op("max", [0, 1, 2]))
case("reduce-none", sig((3,), ()), op("mean"))
case("reduce-none", {**eels}, op("mean", 0))
case("reduce-none", {**s1(3, (2,)), "signalType": "EELS", "title": "T"}, op("sum"))
case("reduce-none", {**s1(3, (2,)), "signalType": "EELS", "title": "T"}, op("sum", "E"))
case("reduce-none", image, op("sum", [2, 3]))
case("reduce-none", image, op("sum", "u"))
tenth = {"shape": [100000, 2], "dtype": "float32", "class": "Signal1D", "fill": {"constant": 0.1}}
exact = float(np.float32(np.float64(np.float32(0.1)) * 100000))
case("reduce-float32", tenth, op("sum"), diff="BUG 25 float32 is summed in float64", corrected={"data": [exact, exact]})
case("reduce-float32", tenth, op("mean"), diff="BUG 25 float32 is summed in float64", corrected={"data": [float(np.float32(0.1))] * 2})
case("reduce-float32", tenth, op("var"), diff="BUG 25 float32 is summed in float64", corrected={"data": [0.0, 0.0]})
case("reduce-none", {**s1(6), "axes": [{"axis": [0, 1, 4, 9, 16, 25]}]}, op("sum", 0))

# ---- transpose
nine = {"shape": [1] * 3 + [2] * 3 + [1] * 3, "class": "BaseSignal", "dtype": "int8"}
nine["shape"] = [2, 1, 3, 1, 2, 1, 1, 2, 1]
for options in [{"signalAxes": 5}, {"navigationAxes": 3}, {"signalAxes": [0, 2, 6]}, {"navigationAxes": [0, 2, 6]}, {}, {"signalAxes": 0}, {"signalAxes": []}, {"signalAxes": [0, 1], "navigationAxes": [2, 3, 4, 5, 6, 7, 8]},
                {"signalAxes": [0, 1], "navigationAxes": [2, 3]}, {"signalAxes": [0, 1], "navigationAxes": [1, 2, 3, 4, 5, 6, 7, 8]}, {"signalAxes": 10}, {"signalAxes": [0, 0]}, {"signalAxes": [12]}]:
    case("transpose", nine, op("transpose", **options))
for spec in (stack, image):
    for options in [{}, {"signalAxes": 1}, {"signalAxes": 2}, {"signalAxes": 3}, {"signalAxes": 0}, {"signalAxes": [0]}, {"signalAxes": [1, 0]}, {"navigationAxes": [0]}, {"navigationAxes": 1}, {"signalAxes": ["x"]}, {"signalAxes": ["nope"]},
                    {"signalAxes": -1}, {"signalAxes": 1, "navigationAxes": 2}]:
        case("transpose", spec, op("transpose", **options))
for spec in (stack, image):
    case("transpose", spec, op("T"))
    case("transpose", spec, op("T"), op("T"))
    case("transpose", spec, op("swapAxes", 0, 1))
    case("transpose", spec, op("swapAxes", 0, 2))
    case("transpose", spec, op("swapAxes", "x", -1))
    case("transpose", spec, op("rollaxis", 2, 0))
    case("transpose", spec, op("rollaxis", 0, 3))
    case("transpose", spec, op("rollaxis", -1, 0))
    case("transpose", spec, op("asSignal1D", 0))
    case("transpose", spec, op("asSignal2D", [0, 1]))
    case("transpose", spec, op("asSignal2D", [2, 0]))
    case("transpose", spec, op("transpose", signalAxes=[0], optimize=True))
unbinned(case("transpose", {**s1(4, (3,)), "signalType": "EELS"}, op("T")))
case("transpose", {**s1(4, (3, 2)), "signalType": "EELS"}, op("transpose", signalAxes=2))
unbinned(case("transpose", {**s1(4, (3, 2)), "signalType": "EELS"}, op("transpose", signalAxes=2), op("transpose", signalAxes=[2])))
case("transpose", plain10, op("T"))
case("transpose", plain10, op("T"), op("T"))
case("transpose", {"shape": [1, 3, 1], "class": "Signal1D"}, op("squeeze"), diff="the class follows the dimension",
     corrected={"class": "BaseSignal", "repr": "<BaseSignal, title: , dimensions: (3|)>"})
case("transpose", {"shape": [1, 1], "class": "Signal1D"}, op("squeeze"))

# ---- class resolution
for dtype in ["float64", "int32", "bool", "complex128", "complex64"]:
    for name, shape in [("BaseSignal", [3]), ("Signal1D", [2, 3]), ("Signal2D", [2, 3])]:
        cls = {"BaseSignal": "ComplexSignal", "Signal1D": "ComplexSignal1D", "Signal2D": "ComplexSignal2D"}[name] if dtype.startswith("c") else name
        for kind in ["", "EELS", "TEM EELS", "EDS_TEM", "EDS_SEM", "DielectricFunction", "dielectric function", "hologram", "VELD"]:
            if dtype in ("int32", "bool", "complex64") and kind not in ("", "EELS"):
                continue
            case("resolve", {"shape": shape, "dtype": dtype, "class": cls}, op("setSignalType", kind))
CASELESS = "2.17 names of signal types are found whatever their case"
for kind in ["eels", "Tem Eels", "EELS "]:
    right = ({"shape": [2, 3], "class": "Signal1D"}, [op("setSignalType", "EELS")]) if kind != "EELS " else None
    case("resolve", {"shape": [2, 3], "class": "Signal1D"}, op("setSignalType", kind), **({"diff": CASELESS, "right": right} if right else {}))
case("resolve", {"shape": [2, 3], "class": "EELSSpectrum"}, op("setSignalType", ""))
case("resolve", {"shape": [2, 3], "class": "EELSSpectrum"}, op("changeDtype", "complex64"))
case("resolve", {"shape": [2, 3], "class": "Signal1D"}, op("changeDtype", "complex64"))
case("resolve", {"shape": [2, 3], "class": "Signal1D"}, op("changeDtype", "uint8"))
case("resolve", {"shape": [3], "class": "Signal1D", "fill": [-1.0, 256.0, 300.5]}, op("changeDtype", "uint8"))
case("resolve", {"shape": [2, 3], "class": "ComplexSignal1D", "dtype": "complex128"}, op("changeDtype", "float64"))
case("resolve", {"shape": [2, 3], "class": "Signal1D"}, op("setSignalType", "nope"), op("inav", 0))
unbinned(case("resolve", {"shape": [2, 2, 3], "class": "Signal2D"}, op("setSignalType", "EELS"), op("isig", 0)))
case("resolve", {"shape": [2, 2, 3], "class": "Signal1D"}, op("setSignalType", "EELS"), op("transpose", signalAxes=0))
case("resolve", {"shape": [2, 2, 3], "class": "Signal1D"}, op("setSignalType", "EELS"), op("transpose", signalAxes=0), op("transpose", signalAxes=1))
case("resolve", {"shape": [3, 1], "class": "Signal1D"}, op("setSignalType", "EELS"))
case("resolve", {"shape": [3, 1], "class": "Signal1D"})
for shape in ([], [1], [3], [2, 3], [2, 3, 4]):
    for cls in ("BaseSignal", "Signal1D", "Signal2D"):
        spec = {"shape": shape, "class": cls} if shape else {"shape": [], "fill": [3.0], "class": cls}
        case("construct", spec)
for shape in ([1, 1], [1, 4], [4, 1], [2, 1, 3]):
    for cls in ("BaseSignal", "Signal1D", "Signal2D"):
        case("construct", {"shape": shape, "class": cls})

wrong = {"shape": [3, 4], "class": "Signal1D", "axes": [{"size": 10}, {"size": 20}]}
case("construct", wrong, op("axesFacts"), diff="2.17 the sizes of axes must fit the data", corrected={"error": "ValueError"})

# ---- crop, current signal, tables
for args in [(0, 1, 3), (0, v(1.0), v(3.0)), ("E", None, -1), ("E", 2, None), (0, 3, 3), (0, 5, 2), (0, v(-5.0), None), (0, v(1.0), 99), (0, None, None), (3, 0, 1)]:
    case("crop", half, op("crop", *args))
case("crop", stack, op("crop", "x", 1, 2))
case("crop", squares, op("crop", 0, 1, 4))
case("crop", squares, op("crop", 0, v(1.0), v(16.0)))
case("crop", func, op("crop", 0, 1, 4))
for spec, indices in [(stack, [2, 1]), (image, [0, 1]), (plain10, [])]:
    case("current", spec, op("setIndices", indices), op("getCurrentSignal"))
case("current", stack, op("setIndices", [3, 0]))
case("current", {**stack, "title": ""}, op("getCurrentSignal"))
wide = {**s1(4, (2,)), "axes": [{"name": "A very long name of an axis", "scale": 123456.789, "offset": -0.000012345, "navigate": True}, {"scale": 1e-9, "offset": 1e10, "units": "µm"}]}
for spec in (stack, image, plain10, squares, func, wide, cube, sig((3, 2), ()), {"shape": [2, 3, 4], "class": "BaseSignal", "axes": [{"navigate": False}, {"navigate": True}, {"navigate": False}]}):
    case("axes", spec, op("axesTable"))
    case("axes", spec, op("axesFacts"))
case("axes", stack, op("setIndices", [2, 1]), op("axesTable"))
for spec in (stack, image, plain10, sig((2, 2, 2), (1,))):
    case("axes", spec, op("positions", "flyback"))
    case("axes", spec, op("positions", "serpentine")) if spec is not plain10 else None
metres = {"shape": [2, 1000], "class": "Signal1D", "axes": [{"navigate": True, "scale": 1e-3, "units": "um"}, {"scale": 1e-9, "units": "m", "offset": 1e-6}]}
metres["shape"] = [2, 3]
for options in [{}, {"axes": "signal"}, {"axes": "navigation"}, {"units": "µm"}, {"axes": "signal", "units": "mm"}, {"sameUnits": False}, {"axes": "signal", "units": "eV"}, {"units": ["nm", "mm"], "sameUnits": False}, {"units": ["nm"]}]:
    case("units", metres, op("convertUnitsOfAxes", **options))
pixels = {"shape": [4, 5], "class": "Signal2D", "axes": [{"scale": 0.05, "units": "nm"}, {"scale": 0.05, "units": "µm"}]}
for options in [{}, {"units": "pm"}, {"sameUnits": False}]:
    case("units", pixels, op("convertUnitsOfAxes", **options))
case("units", {"shape": [4, 5], "class": "Signal2D", "axes": [{"scale": 0.05, "units": "1/nm"}, {"scale": 0.05, "units": "1/nm"}]}, op("convertUnitsOfAxes"))
case("units", {"shape": [4, 5], "class": "Signal2D", "axes": [{"scale": 0.05}, {"scale": 0.05, "units": "nm"}]}, op("convertUnitsOfAxes"))

with open(os.path.join(os.path.dirname(hs.__file__), "hyperspy_extension.yaml"), encoding="utf-8") as file:
    rows = yaml.safe_load(file)["signals"]
classes = [{"name": name, "type": row["signal_type"], "aliases": row.get("signal_type_aliases", []),
            "dimension": "any" if row["signal_dimension"] == -1 else row["signal_dimension"], "kind": row["dtype"]}
           for name, row in rows.items() if not row["lazy"]]
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.json"), CASES, classes=classes)
