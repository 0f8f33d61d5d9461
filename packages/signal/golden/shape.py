"""Writes shape.json: what HyperSpy makes of rebin, unfold, fold, stack, split, map, iteration and regions of interest.

Run with a Python that has HyperSpy 1.7.3: python3 shape.py. Cases are as in cases.json (see README.md), but a result may be a list of
signals, and functions for map are named; `functions` in the test has the same ones.
"""
import contextlib
import copy
import io
import os

import engine
import numpy as np
from engine import hs, make, write

CASES = []
COUNT = {}
FUNCTIONS = {
    "double": lambda a: a * 2,
    "total": lambda a: a.sum(),
    "reverse": lambda a: a[::-1],
    "head": lambda a: a[:2],
    "outer": lambda a: np.outer(a, a[:3]),
    "rows": lambda a: a.sum(axis=1),
    "columns": lambda a: a.sum(axis=0),
    "plus": lambda a, k: a + k,
    "scaled": lambda a, k, m: a * k + m,
    "whole": lambda a, k: np.concatenate([a, k]),
    "ragged": lambda a: a[: int(a[0]) % 3 + 1],
    "square": lambda a: a**2,
    "exp": lambda a: np.exp(a),
    "stacked": lambda a: np.stack([a, a, a]),
}


def cumulated(a, axis):
    return np.cumsum(a, axis=axis)


def flipped(a, axes):
    return np.flip(a, axes)


FUNCTIONS["cumulated"] = cumulated
FUNCTIONS["flipped"] = flipped


def plain_argument(value):
    return engine.argument(value) if isinstance(value, dict) else value


def step(subject, spec):
    op, args, options = spec["op"], spec.get("args", []), dict(spec.get("options", {}))
    if op == "rebin":
        names = {"newShape": "new_shape"}
        kwargs = {names.get(k, k): v for k, v in options.items()}
        if kwargs.get("dtype") not in (None, "same"):
            kwargs["dtype"] = np.dtype(kwargs["dtype"])
        return subject.rebin(**kwargs)
    if op == "noise":
        subject.set_noise_variance(plain_argument(args[0]))
        return subject
    if op == "variance":
        return subject.get_noise_variance()
    if op in ("unfold", "unfoldNavigationSpace", "unfoldSignalSpace", "fold"):
        names = {"unfoldNavigation": "unfold_navigation", "unfoldSignal": "unfold_signal"}
        method = {"unfoldNavigationSpace": "unfold_navigation_space", "unfoldSignalSpace": "unfold_signal_space"}.get(op, op)
        getattr(subject, method)(**{names[k]: v for k, v in options.items()})
        return subject
    if op == "stack":
        names = {"newAxisName": "new_axis_name", "stackMetadata": "stack_metadata"}
        others = [plain_argument(a) for a in args]
        with contextlib.redirect_stdout(io.StringIO()):
            return hs.stack([subject, *others], **{names.get(k, k): v for k, v in options.items()})
    if op == "split":
        names = {"numberOfParts": "number_of_parts", "stepSizes": "step_sizes"}
        return subject.split(**{names.get(k, k): v for k, v in options.items()})
    if op in ("toSignal1D", "toSignal2D"):
        return getattr(subject, {"toSignal1D": "to_signal1D", "toSignal2D": "to_signal2D"}[op])()
    if op == "transposeSignals":
        return hs.transpose(subject, *[make(a["signal"]) for a in args], signal_axes=options["signalAxes"])
    if op == "iterate":
        subject.axes_manager.iterpath = args[0]
        return list(subject)
    if op == "map":
        names = {"outputSignalSize": "output_signal_size", "outputDtype": "output_dtype"}
        parameters = {k: plain_argument(v) for k, v in options.pop("parameters", {}).items()}
        kwargs = {names.get(k, k): v for k, v in options.items()}
        kwargs.pop("vectorized", None)
        if "output_signal_size" in kwargs:
            kwargs["output_signal_size"] = tuple(kwargs["output_signal_size"])
        kwargs.setdefault("inplace", False)
        result = subject.map(FUNCTIONS[args[0]], show_progressbar=False, **parameters, **kwargs)
        return subject if kwargs["inplace"] else result
    if op == "crop":
        axis, start, end = [plain_argument(a) for a in args]
        subject.crop(axis, start, end, convert_units=options.get("convertUnits", False))
        return subject
    if op == "roi":
        return roi(args[0])(subject, axes=options.get("axes"), **({"order": options["order"]} if "order" in options else {}))
    if op in ("isigRoi", "inavRoi"):
        return (subject.isig if op == "isigRoi" else subject.inav)[roi(args[0])]
    return engine.step(subject, spec)


def roi(spec):
    kind, *numbers = spec
    names = {"point1D": "Point1DROI", "point2D": "Point2DROI", "span": "SpanROI", "rectangle": "RectangularROI",
             "circle": "CircleROI", "line": "Line2DROI"}
    return getattr(hs.roi, names[kind])(*map(float, numbers))


def describe(result):
    if isinstance(result, (list, tuple)) and result and isinstance(result[0], engine.BaseSignal):
        return {"signals": [describe(one) for one in result]}
    if isinstance(result, engine.BaseSignal) and result.data.dtype == object:
        return {"repr": repr(result), "items": [engine.plain(np.asarray(one)) for one in result.data.ravel()],
                "axes": [engine.describe_axis(a) for a in result.axes_manager._axes]}
    out = engine.describe(result)
    for axis in out.get("axes", []):
        # Units of several axes that have none are none here.
        if set(axis.get("units", "x").split(",")) == {"<undefined>"}:
            del axis["units"]
    return out


def run(item):
    try:
        subject = make(item["make"])
        for spec in item["steps"]:
            subject = step(subject, spec)
        return describe(subject)
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error).split("\n")[0][:120]}


def case(group, spec, *steps, diff=None, right=None, change=None, error=None):
    """`right`: other steps (or a signal and steps) that give the right result; `change`: a function that corrects the result."""
    COUNT[group] = COUNT.get(group, 0) + 1
    item = {"id": f"{group}/{COUNT[group]:03d}", "make": spec, "steps": list(steps)}
    item["expect"] = run(item)
    if diff:
        item["knownDifference"] = diff
        fixed = copy.deepcopy(item["expect"])
        if right:
            fixed = run({"make": right[0], "steps": right[1]})
            assert "error" not in fixed, (item, fixed)
        if change:
            change(fixed)
        if error:
            fixed = {"error": error}
        item["corrected"] = fixed
    CASES.append(item)


def op(name, *args, **options):
    out = {"op": name}
    if args:
        out["args"] = list(args)
    if options:
        out["options"] = options
    return out


def sig(cls, *shape, dtype="float64", nav=None, fill=None, title="A", units=None, **more):
    """A signal with calibrated, named axes."""
    dimension = {"Signal1D": 1, "Signal2D": 2, "BaseSignal": len(shape)}[cls.replace("Complex", "")]
    split = len(shape) - dimension if nav is None else nav
    axes = [{"name": "abcdef"[i], "scale": 0.5 * (i + 1), "offset": i - 1.0, "navigate": i < split} for i in range(len(shape))]
    if units:
        for axis, unit in zip(axes, units):
            axis["units"] = unit
    out = {"shape": list(shape), "dtype": dtype, "class": cls, "axes": axes, "title": title, **more}
    if fill is not None:
        out["fill"] = fill
    return out


def listed(spec, place, points):
    spec = copy.deepcopy(spec)
    axis = spec["axes"][place]
    spec["axes"][place] = {"name": axis["name"], "navigate": axis["navigate"], "axis": points}
    return spec


def noise(*shape, seed=0):
    return [float(v) for v in np.random.default_rng(seed).integers(-40, 90, int(np.prod(shape))) / 8]


# ---- rebin: whole bins
for dtype in ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64", "complex64", "complex128"]:
    cls = "ComplexSignal1D" if dtype.startswith("complex") else "Signal1D"
    case("rebin-dtype", sig(cls, 10, dtype=dtype), op("rebin", scale=[2]))
    case("rebin-dtype", sig(cls, 4, 6, dtype=dtype), op("rebin", scale=[2, 3]))
    case("rebin-dtype-same", sig(cls, 10, dtype=dtype), op("rebin", scale=[5], dtype="same"))
    if dtype != "bool":
        case("rebin-dtype-linear", sig(cls, 10, dtype=dtype), op("rebin", scale=[2.5]))
        if "int" in dtype:
            case("rebin-dtype-linear", sig(cls, 10, dtype=dtype), op("rebin", scale=[2.5], dtype="same"))
            case("rebin-dtype-linear", sig(cls, 10, dtype=dtype), op("rebin", scale=[2.5], dtype="int32"))
    case("rebin-one", sig(cls, 5, dtype=dtype), op("rebin", scale=[1]))
for dtype in ["uint8", "int32", "float32", "float64", "uint64"]:
    case("rebin-as", sig("Signal1D", 12, dtype="uint8"), op("rebin", scale=[3], dtype=dtype))
    case("rebin-as", sig("Signal1D", 12), op("rebin", scale=[3], dtype=dtype))
case("rebin-as", sig("Signal1D", 10, dtype="uint8", fill={"constant": 200}), op("rebin", scale=[2], dtype="same"))
case("rebin-as", sig("Signal1D", 10), op("rebin", scale=[2.5], dtype="same"), diff="dtype \"same\" holds for broken bins too",
     right=(sig("Signal1D", 10), [op("rebin", scale=[2.5])]))
for scale in [[2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 3, 4], [1, 3, 2], [4, 6, 8]]:
    case("rebin-whole", sig("Signal1D", 6, 4, 8), op("rebin", scale=scale))
    case("rebin-whole-2D", sig("Signal2D", 6, 4, 8, fill=noise(6, 4, 8)), op("rebin", scale=[scale[2], scale[1], scale[0]]))
case("rebin-wide", sig("Signal1D", 4, 4, 128, dtype="float32"), op("rebin", scale=[2, 2, 1]))
case("rebin-wide", sig("Signal1D", 4, 6, 66, dtype="float32"), op("rebin", scale=[3, 2, 1]))
case("rebin-base", sig("BaseSignal", 4, 6, nav=2), op("rebin", scale=[2, 2]))
case("rebin-transposed", sig("Signal1D", 4, 6, 8), op("T"), op("rebin", scale=[2, 3, 2]))
case("rebin-sliced", sig("Signal1D", 4, 6, 8), op("isig", {"slice": [None, None, -1]}), op("rebin", scale=[2, 2, 4]))

# ---- rebin: broken bins
for scale in [[3], [2.5], [0.5], [1.5], [0.3], [7], [9.5], [1.1], [4 / 3], [0.75]]:
    for crop in [True, False]:
        case("rebin-linear", sig("Signal1D", 10), op("rebin", scale=scale, crop=crop))
for shape in [[3], [20], [9], [1], [10], [4], [5], [15], [6]]:
    case("rebin-shape", sig("Signal1D", 10, fill=noise(10)), op("rebin", newShape=shape))
for scale in [[1.5, 1, 1], [1, 1.5, 1], [1, 1, 1.5], [1.5, 2.5, 3.5], [0.5, 2, 1.25], [0.4, 0.5, 0.6], [1.1, 1.1, 1.1]]:
    case("rebin-linear-3d", sig("Signal1D", 5, 4, 7, fill=noise(5, 4, 7, seed=1)), op("rebin", scale=scale))
    case("rebin-linear-3d", sig("Signal2D", 5, 4, 7, dtype="int16"), op("rebin", scale=scale, crop=False))
for shape in [[3, 2, 5], [8, 8, 8], [4, 2, 7]]:
    case("rebin-shape-3d", sig("Signal1D", 5, 4, 7, fill=noise(5, 4, 7, seed=2)), op("rebin", newShape=shape))
LOST = "BUG 1 no bin is lost to rounding"
for size, points in [(9, 7), (18, 14), (21, 19), (23, 15), (25, 11)]:
    data = noise(size, seed=size)
    cumulated = np.interp(np.arange(points + 1) * size / points, np.arange(size + 1), np.concatenate([[0], np.cumsum(data)]))
    right = [float(v) for v in np.diff(cumulated)]

    def change(fixed, right=right, points=points, size=size):
        fixed["shape"], fixed["data"] = [points], right
        fixed["repr"] = f"<Signal1D, title: A, dimensions: (|{points})>"
        fixed["axes"][0]["size"] = points

    case("rebin-lost", sig("Signal1D", size, fill=data), op("rebin", newShape=[points]), diff=LOST, change=change)
case("rebin-nan", sig("Signal1D", 10, fill=[0, 1, 2, "NaN", 4, 5, 6, "Infinity", 8, 9]), op("rebin", scale=[2]))
case("rebin-nan", sig("Signal1D", 10, fill=[0, 1, 2, "NaN", 4, 5, 6, 7, 8, 9]), op("rebin", scale=[2.5]))
for options in [{}, {"scale": [1, 1]}, {"scale": [1, 1, 2], "newShape": [3, 2, 2]}, {"scale": [0, 1, 1]}, {"scale": [20, 1, 1]}, {"newShape": [3, 2, 0]}]:
    case("rebin-errors", sig("Signal1D", 2, 3, 4), op("rebin", **options))
case("rebin-errors", sig("Signal1D", 2, 3, 4), op("rebin", scale=[-1, 1, 1]), diff="a negative scale is an error", error="ValueError")
case("rebin-variance", sig("Signal1D", 4, 6), op("noise", {"signal": sig("Signal1D", 4, 6)}), op("rebin", scale=[2, 2]), op("variance"),
     diff="a variance keeps its class", change=lambda fixed: fixed.update({"class": "Signal1D"}, repr=fixed["repr"].replace("BaseSignal", "Signal1D")))
case("rebin-variance", sig("Signal1D", 4, 6), op("noise", 2.0), op("rebin", scale=[3, 2]), op("variance"),
     diff="BUG 11 a number as variance is added up too", change=lambda fixed: fixed.update(result=12.0))

# ---- unfold and fold
SHAPES = [("Signal1D", 4), ("Signal1D", 3, 4), ("Signal1D", 2, 3, 4), ("Signal2D", 2, 3, 4), ("Signal2D", 2, 3, 4, 5), ("Signal1D", 2, 1, 3, 2),
          ("Signal2D", 3, 4), ("BaseSignal", 2, 3, 4), ("Signal2D", 2, 3, 2, 2, 2)]
for cls, *shape in SHAPES:
    spec = sig(cls, *shape)
    for name in ["unfold", "unfoldNavigationSpace", "unfoldSignalSpace"]:
        case("unfold", spec, op(name))
        case("fold", spec, op(name), op("fold"))
        case("fold-changed", spec, op(name), op("*", 2), op("fold"))
    case("unfold-partly", spec, op("unfold", unfoldNavigation=False))
    case("unfold-partly", spec, op("unfold", unfoldSignal=False))
    case("unfold-twice", spec, op("unfoldNavigationSpace"), op("unfoldSignalSpace"), op("fold"))
case("unfold-view", sig("Signal1D", 2, 3, 4), op("transpose", signalAxes=["b"]), op("unfold"))
case("unfold-view", sig("Signal1D", 2, 3, 4), op("transpose", signalAxes=["b"]), op("unfold"), op("fold"))
case("unfold-view", sig("Signal1D", 2, 3, 4), op("isig", {"slice": [None, None, -1]}), op("unfold"))
case("unfold-units", sig("Signal1D", 2, 3, 4, units=["nm", "nm", "eV"]), op("unfold"))
case("unfold-reduced", sig("Signal1D", 2, 3, 4), op("unfold"), op("sum", 0))
case("unfold-reduced", sig("Signal1D", 2, 3, 4), op("unfold"), op("sum", -1), op("fold"), diff="what came of a reduction of the other space folds",
     right=(sig("Signal1D", 2, 3, 4), [op("sum", -1)]))
case("unfold-reduced", sig("Signal1D", 2, 3, 4), op("unfold"), op("isig", {"slice": [None, 2]}), op("fold"), diff="what came of a crop of the other space folds",
     right=(sig("Signal1D", 2, 3, 4), [op("isig", {"slice": [None, 2]})]))
case("unfold-reduced", sig("Signal1D", 2, 3, 4), op("unfold"), op("inav", {"slice": [None, 2]}), op("fold"))

# ---- stack
A, B, C = sig("Signal1D", 3, 4), sig("Signal1D", 3, 4, fill=noise(3, 4), title="B"), sig("Signal1D", 2, 4, title="C")
for options in [{}, {"axis": 0}, {"axis": 1}, {"axis": "a"}, {"axis": -1}, {"newAxisName": "n"}, {"newAxisName": "a"}, {"axis": 0, "stackMetadata": False},
                {"stackMetadata": 1}, {"stackMetadata": False}]:
    case("stack", A, op("stack", {"signal": B}, **options))
    case("stack-3", A, op("stack", {"signal": B}, {"signal": A}, **options))
    case("stack-split", A, op("stack", {"signal": B}, **options), op("split"))
case("stack-numbers", A, op("stack", 5.0, {"signal": B}))
case("stack-numbers", A, op("stack", 2.5))
case("stack-numbers", A, op("stack", 2.5, axis=0))
case("stack-numbers", A, op("stack", 2.5, {"signal": B}, axis=0))
for others in [[], [{"signal": B}]]:
    case("stack-numbers", A, op("stack", 2.5, *others, axis=1), diff="numbers are joined along all axes",
         right=(A, [op("stack", {"signal": sig("Signal1D", 3, 1, fill=[2.5] * 3)}, *others, axis=1)]))
case("stack-one", A, op("stack"))
case("stack-broadcast", A, op("stack", {"signal": sig("Signal1D", 4)}))
case("stack-broadcast", sig("Signal1D", 4), op("stack", {"signal": A}))
case("stack-broadcast", sig("Signal1D", 1, 4), op("stack", {"signal": A}))
case("stack-broadcast", A, op("stack", {"signal": sig("Signal1D", 5)}))
case("stack-broadcast", A, op("stack", {"signal": sig("Signal2D", 3, 4)}))
case("stack-broadcast", sig("Signal1D", 2, 3, 4), op("stack", {"signal": A}))
case("stack-broadcast", sig("Signal1D", 2, 3, 4), op("stack", {"signal": sig("Signal1D", 2, 1, 4)}))
case("stack-sizes", A, op("stack", {"signal": C}, axis=0))
case("stack-sizes", A, op("stack", {"signal": C}, axis=0), op("split"))
case("stack-sizes", A, op("stack", {"signal": C}, axis=1))
case("stack-sizes", A, op("stack", {"signal": C}))
case("stack-sizes", A, op("stack", {"signal": sig("Signal1D", 3, 5)}, axis="b"))
case("stack-2D", sig("Signal2D", 4, 3), op("stack", {"signal": sig("Signal2D", 4, 3)}))
case("stack-2D", sig("Signal2D", 4, 3), op("stack", {"signal": sig("Signal2D", 4, 3)}, {"signal": sig("Signal2D", 4, 3)}, axis=0))
case("stack-2D", sig("Signal2D", 4, 3), op("stack", {"signal": sig("Signal2D", 2, 3)}, axis=1))
for first, second in [("float64", "int64"), ("uint8", "int16"), ("float32", "uint8"), ("float32", "int32"), ("uint8", "uint8"), ("bool", "uint8"), ("uint8", "int8")]:
    case("stack-dtypes", sig("Signal1D", 4, dtype=first), op("stack", {"signal": sig("Signal1D", 4, dtype=second)}))
case("stack-dtypes", sig("Signal1D", 4), op("stack", {"signal": sig("ComplexSignal1D", 4, dtype="complex128")}))
case("stack-maps", sig("BaseSignal", 3, nav=1), op("stack", {"signal": sig("BaseSignal", 3, nav=1)}))
case("stack-twice", A, op("stack", {"signal": B}), op("stack", {"signal": sig("Signal1D", 2, 3, 4)}))
case("stack-twice", A, op("stack", {"signal": B}), op("stack", {"signal": A}))
LISTED = listed(sig("Signal1D", 2, 4), 1, [0.0, 1.0, 4.0, 9.0])
case("stack-listed", LISTED, op("stack", {"signal": LISTED}))
case("stack-listed", LISTED, op("stack", {"signal": LISTED}, axis=0))
case("stack-listed", LISTED, op("stack", {"signal": LISTED}, axis=1))
case("stack-listed", LISTED, op("stack", {"signal": listed(sig("Signal1D", 2, 3), 1, [10.0, 12.0, 20.0])}, axis=1))

# ---- split
def profile(fixed):
    """Classes follow the number of signal axes."""
    signal, old = [axis for axis in fixed["axes"] if not axis["navigate"]], fixed["class"]
    fixed["class"] = {1: "Signal1D", 2: "Signal2D"}.get(len(signal), "BaseSignal") if fixed["shape"] != [1] else "BaseSignal"
    fixed["repr"] = fixed["repr"].replace(old, fixed["class"])


KIND = "the class follows the number of signal axes"


T = sig("Signal1D", 4, 5, 6)
REST = "what a division leaves over belongs to the parts"
for options in [{}, {"axis": 0}, {"axis": -1}, {"axis": "a", "numberOfParts": 2}, {"axis": "c", "numberOfParts": 3}, {"axis": "c", "stepSizes": 2},
                {"axis": "c", "stepSizes": [1, 3]}, {"axis": "c", "stepSizes": [1, 5]}, {"axis": "c", "stepSizes": [1, 1]}, {"axis": "c", "numberOfParts": 7},
                {"axis": "c", "numberOfParts": 2, "stepSizes": 3}, {"numberOfParts": 2}, {"stepSizes": 1}, {"axis": "c", "numberOfParts": 1}]:
    bare = options == {"axis": -1}
    case("split", T, op("split", **options), **({"diff": KIND, "change": lambda fixed: [profile(one) for one in fixed["signals"]]} if bare else {}))
    case("split-2D", sig("Signal2D", 4, 5, 6, dtype="uint8"), op("split", **options))
case("split-rest", T, op("split", axis="b", numberOfParts=2), diff=REST, right=(T, [op("split", axis="b", stepSizes=[3, 2])]))
case("split-rest", T, op("split", axis="c", stepSizes=4), diff=REST, right=(T, [op("split", axis="c", stepSizes=[4, 2])]))
case("split-rest", T, op("split", axis="c", stepSizes=[1, 3, 9]), diff="parts must lie on the axis", error="ValueError")
case("split-rest", T, op("split", axis="c", numberOfParts=0), diff="no parts are an error with a name", error="ValueError")
case("split-one", sig("Signal1D", 4), op("split"))
case("split-one", sig("Signal1D", 4), op("split", axis=0))
case("split-one", sig("Signal2D", 4, 5), op("split", axis=1))
case("split-history", A, op("stack", {"signal": B}, {"signal": A}), op("T"), op("split"), diff="the axis of a stack is found by its name",
     right=(A, [op("stack", {"signal": B}, {"signal": A}), op("T"), op("split", axis="stack_element")]),
     change=lambda fixed: [one.update(title=t, repr=one["repr"].replace("Stack of A", t)) for one, t in zip(fixed["signals"], "ABA")])
case("split-listed", LISTED, op("split", axis=0))

# ---- other layouts
for cls, *shape in [("Signal1D", 4), ("Signal1D", 3, 4), ("Signal1D", 2, 3, 4), ("Signal1D", 2, 3, 4, 5)]:
    case("toSignal2D", sig(cls, *shape), op("toSignal2D"))
for cls, *shape in [("Signal2D", 3, 4), ("Signal2D", 2, 3, 4), ("Signal2D", 2, 3, 4, 5)]:
    case("toSignal1D", sig(cls, *shape), op("toSignal1D"))
case("toSignal", sig("Signal1D", 2, 3, 4), op("toSignal2D"), op("toSignal1D"))
case("transposeSignals", sig("BaseSignal", 2, 2), op("transposeSignals", {"signal": sig("BaseSignal", 3, 3, 3)}, {"signal": sig("BaseSignal", 2, 3, 2, 3)}, signalAxes=2))
case("transposeSignals", sig("BaseSignal", 2, 2), op("transposeSignals", {"signal": sig("BaseSignal", 3, 3, 3)}, signalAxes=1))
for path in ["flyback", "serpentine", [[0, 0], [2, 1], [1, 0]], [[2, 1]]]:
    case("iterate", sig("Signal1D", 2, 3, 4), op("iterate", path))
case("iterate", sig("Signal2D", 3, 2, 2), op("iterate", "flyback"), diff="a title ends with (0), not with Python's (0,)",
     change=lambda fixed: [one.update(title=one["title"].replace(",)", ")"), repr=one["repr"].replace(",)", ")")) for one in fixed["signals"]])
for args in [[0, 1, 3], [0, None, 2], ["b", {"value": 1.0}, None], [0, -2, None], [0, 3, 1], ["c", {"value": 2.5}, {"value": 4.0}], [0, 2, 2], [-1, {"value": 99.0}, None]]:
    case("crop", sig("Signal1D", 4, 5, 6), op("crop", *args))
NM = sig("Signal2D", 3, 4, 5, units=["nm", "um", "um"])
for axis in NM["axes"]:
    axis["scale"] *= 1e-4
    axis["offset"] = 0.0
for args in [[0, 1, 3], [1, 1, 3], ["c", None, 2], ["b", 1, None]]:
    case("crop-units", NM, op("crop", *args, convertUnits=True))

# ---- map
M1, M2 = sig("Signal1D", 2, 3, 4, fill=noise(2, 3, 4, seed=3)), sig("Signal2D", 2, 3, 4, 5)
for name in ["double", "total", "reverse", "head", "outer", "square", "exp", "stacked"]:
    case("map", M1, op("map", name))
    case("map-0", sig("Signal1D", 4), op("map", name))
for name in ["double", "total", "reverse", "head", "rows", "columns", "square"]:
    case("map-2D", M2, op("map", name))
    case("map-2D-int", sig("Signal2D", 3, 3, 4, dtype="int32"), op("map", name))
for name in ["double", "square", "exp"]:
    case("map-points", sig("BaseSignal", 2, 3, nav=2), op("map", name), diff="points stay points, without an axis that the data do not have",
         change=lambda fixed: (fixed["axes"].pop(), fixed.update(repr=fixed["repr"].replace("|1)", "|)"))))
    case("map-inplace", M1, op("map", name, inplace=True))
case("map-parameters", M1, op("map", "plus", parameters={"k": 2.5}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"signal": sig("BaseSignal", 2, 3, nav=2)}}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"signal": sig("Signal1D", 2, 3, 4)}}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"signal": sig("Signal1D", 2, 3, 1)}}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"signal": sig("Signal1D", 4)}}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"signal": sig("Signal1D", 1, 4)}}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"signal": sig("Signal1D", 3, 4)}}))
case("map-parameters", M1, op("map", "plus", parameters={"k": {"array": {"shape": [4]}}}))
case("map-parameters", M1, op("map", "scaled", parameters={"k": {"signal": sig("BaseSignal", 2, 3, nav=2)}, "m": {"signal": sig("Signal1D", 4)}}))
case("map-parameters", M1, op("map", "whole", parameters={"k": {"signal": sig("Signal1D", 2, 3, 2)}}))
case("map-parameters", M2, op("map", "plus", parameters={"k": {"signal": sig("BaseSignal", 2, 3, nav=2)}}))
case("map-parameters", sig("Signal1D", 4), op("map", "plus", parameters={"k": {"signal": sig("Signal1D", 4)}}))
case("map-output", M1, op("map", "head", outputSignalSize=[2], outputDtype="float32"))
case("map-output", M1, op("map", "double", outputSignalSize=[4], outputDtype="float64"))
case("map-ragged", sig("Signal1D", 2, 3, 4), op("map", "ragged", ragged=True))
case("map-ragged", sig("Signal1D", 5, 4), op("map", "ragged", ragged=True))
case("map-ragged", sig("Signal1D", 5, 4), op("map", "ragged", ragged=True), op("map", "total"))
for shape in [(4,), (3, 4), (2, 3, 4)]:
    case("map-axis", sig("Signal1D", *shape), op("map", "cumulated", vectorized=True))
    case("map-axes", sig("Signal2D", 2, *shape), op("map", "flipped", vectorized=True))

# ---- regions of interest
IMAGE = {"shape": [10, 10], "class": "Signal2D", "axes": [{"name": "y", "scale": 0.5}, {"name": "x", "scale": 0.5}], "title": "I"}
ANISO = {"shape": [8, 10], "class": "Signal2D", "axes": [{"name": "y", "scale": 1.0, "units": "um"}, {"name": "x", "scale": 0.5, "offset": 1.0, "units": "nm"}]}
CUBE = {"shape": [5, 6, 4], "class": "Signal1D", "axes": [{"name": "y", "scale": 0.5, "navigate": True}, {"name": "x", "scale": 0.5, "navigate": True}, {"name": "E", "scale": 0.5}]}
FOUR = {"shape": [3, 4, 5, 6], "class": "Signal2D", "axes": [{"name": n, "navigate": i < 2} for i, n in enumerate("yxvu")]}
BYTES = {"shape": [6, 6], "class": "Signal2D", "dtype": "uint8"}
WHOLE = {"shape": [4, 4], "class": "Signal2D", "axes": [{"name": "y"}, {"name": "x"}]}
for numbers in [(1, 0.5, 2.5, 2), (-1, -1, 100, 1), (0, 0, 4.5, 4.5), (0.6, 0.6, 1.4, 1.3), (2, 2, 2.1, 2.1)]:
    for spec in [IMAGE, ANISO, CUBE]:
        case("roi-rectangle", spec, op("roi", ["rectangle", *numbers]))
for axes in [["u", "v"], ["x", "y"], ["v", "u"], ["u", "y"], ["y", "x"], [0, 1], [2, 3]]:
    case("roi-axes", FOUR, op("roi", ["rectangle", 1, 1, 3, 3], axes=axes))
for numbers in [(0.5, 1.5), (0.6, 1.3), (-9, 9), (0.51, 0.6), (50, 51), (-5, -1)]:
    case("roi-span", CUBE, op("roi", ["span", *numbers]))
    case("roi-span", CUBE, op("roi", ["span", *numbers], axes=["E"]))
    case("roi-span", CUBE, op("roi", ["span", *numbers], axes=[1]))
for number in [0.5, 1.1, 50, -1]:
    wrong = {"diff": "a point below the axis is an error, not one from the end", "error": "ValueError"} if number == -1 else {}
    case("roi-point1D", CUBE, op("roi", ["point1D", number]), **wrong)
    case("roi-point1D", CUBE, op("roi", ["point1D", number], axes=["E"]), **wrong)
for numbers in [(0.5, 1.0), (1.1, 0.3), (50, 0)]:
    case("roi-point2D", CUBE, op("roi", ["point2D", *numbers]))
    case("roi-point2D", IMAGE, op("roi", ["point2D", *numbers]))
    case("roi-point2D", FOUR, op("roi", ["point2D", *numbers], axes=["u", "v"]))
for numbers in [(2, 2, 1), (0, 0, 1), (2, 2, 1, 0.6), (2.2, 1.9, 1.3), (3, 4, 1.2), (3, 4, 0.1), (50, 50, 1), (2, 1, 5), (2, 2, 1.1, 0.4)]:
    for spec in [IMAGE, ANISO, CUBE, BYTES]:
        case("roi-circle", spec, op("roi", ["circle", *numbers]))
case("roi-circle-axes", FOUR, op("roi", ["circle", 2, 2, 1.5], axes=["u", "v"]))
case("roi-circle-axes", FOUR, op("roi", ["circle", 1, 1, 1.2]))
case("roi-circle-axes", ANISO, op("roi", ["circle", 3, 4, 1], axes=["y", "x"]))
for dtype in ["float32", "complex64", "int64"]:
    case("roi-circle-dtype", {"shape": [6, 6], "class": "ComplexSignal2D" if "c" in dtype else "Signal2D", "dtype": dtype}, op("roi", ["circle", 2, 2, 1.5]))

for numbers in [(0, 0, 4, 0), (0, 0, 3, 4), (1, 1, 1, 1), (0, 4, 4, 0), (0.3, 0.2, 3.7, 1.9), (4, 3, 1, 0), (0.5, 4.5, 0.5, 0)]:
    for spec in [IMAGE, CUBE]:
        case("roi-line", spec, op("roi", ["line", *numbers]), diff=KIND, change=profile)
for numbers in [(1.1, 0.3, 3.3, 1.6), (1, 0, 4, 3), (1.5, 1, 5, 6)]:
    for order in [0, 1]:
        case("roi-line-order", ANISO, op("roi", ["line", *numbers], order=order), diff=KIND, change=profile)
for numbers in [(1.6, 1.2, 4.1, 3.1, 1.5), (3.1, 1.1, 3.1, 5.1, 1.5), (3.1, 1.1, 3.1, 5.1, 1.2), (3.1, 1.1, 3.1, 5.1, 0.3), (1.6, 3.1, 4.6, 3.1, 2),
                (3.1, 1.1, 3.1, 5.1, 1.4), (3.1, 1.1, 3.1, 5.1, 1.25), (3.1, 1.1, 3.1, 5.1, 1.75), (4.1, 5.2, 2.2, 1.1, 1.0)]:
    case("roi-line-width", ANISO, op("roi", ["line", *numbers]), diff=KIND, change=profile)
    case("roi-line-width", ANISO, op("roi", ["line", *numbers], order=1), diff=KIND, change=profile)
for numbers in [(0, 0, 3, 3), (-2, 0, 6, 0), (-0.9, 0, 6, 0), (0, 1, 9, 1)]:
    case("roi-line-edge", WHOLE, op("roi", ["line", *numbers]), diff=KIND, change=profile)
for axes in [["u", "v"], ["x", "y"], ["v", "u"]]:
    case("roi-line-axes", FOUR, op("roi", ["line", 0, 0, 2, 2], axes=axes), diff=KIND, change=profile)
for name in ["isigRoi", "inavRoi"]:
    case("roi-slices", FOUR, op(name, ["rectangle", 1, 1, 3, 3]))
    case("roi-slices", CUBE, op(name, ["span", 0.5, 1.5]))
    case("roi-slices", FOUR, op(name, ["point2D", 1, 2]))

for item in CASES:
    # What does not differ after all is no difference.
    if item.get("corrected") == item["expect"]:
        del item["corrected"], item["knownDifference"]

write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "shape.json"), CASES)
