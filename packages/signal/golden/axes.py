"""Writes axes.json: what HyperSpy's axes and its units library (pint) give.

Run with a Python that has HyperSpy 1.7.3: python3 axes.py
"""
import math
import os

import numpy as np
from engine import VERSIONS, axis_kwargs, create_axis, describe_axis, plain, write
from hyperspy.axes import _ureg
import pint

VERSIONS["pint"] = pint.__version__
CASES = []
COUNT = {}


def add(group, make, op, args, compute, **more):
    COUNT[group] = COUNT.get(group, 0) + 1
    item = {"id": f"{group}/{COUNT[group]:03d}", **({"axis": make} if make else {}), "op": op, "args": args}
    try:
        result = compute()
        item["expect"] = {"axis": describe_axis(result)} if hasattr(result, "is_binned") else {"result": plain(result)}
    except Exception as error:  # the class of the error is the expectation
        item["expect"] = {"error": type(error).__name__, "message": str(error).split("\n")[0][:160]}
    CASES.append({**item, **more})


def build(make):
    return create_axis(**axis_kwargs(make))


AXES = {
    "unit": {"size": 10},
    "half": {"size": 10, "scale": 0.5, "name": "E", "units": "eV"},
    "shifted": {"size": 9, "offset": -4.0},
    "falling": {"size": 5, "scale": -1.0, "offset": 2.0},
    "fallingHalf": {"size": 9, "scale": -0.5, "offset": 1.25},
    "tenth": {"size": 30, "scale": 0.1, "offset": 0.3},
    "third": {"size": 40, "scale": 1 / 3, "offset": -5.0},
    "negative": {"size": 12, "scale": 0.25, "offset": -2.9},
    "tiny": {"size": 2048, "scale": 1.3e-10, "offset": 4e-9, "units": "m"},
    "large": {"size": 4096, "scale": 0.05, "offset": 300.0, "units": "eV"},
    "squares": {"axis": [0, 1, 4, 9, 16, 25], "units": "eV"},
    "back": {"axis": [10, 8, 5, 1, -4]},
    "symmetric": {"axis": [-9, -4, -1, 0, 1, 4, 9]},
    "inverse": {"expression": "a / (x + 1) + b", "parameters": {"a": 100.0, "b": 10.0}, "size": 12, "name": "wave"},
    "functionOfX": {"expression": "1239.84 / x", "x": {"size": 8, "scale": 0.5, "offset": 1.0}},
    "substituted": {"expression": "k * y; y = x + c", "parameters": {"k": 2.0, "c": 0.5}, "size": 5},
}
REAL = {name: build(make) for name, make in AXES.items()}
ROUNDINGS = {"round": round, "floor": math.floor, "ceil": math.ceil}

for name, axis in REAL.items():
    make = AXES[name]
    values = np.asarray(axis.axis)
    between = [float((a + b) / 2) for a, b in zip(values[:6], values[1:7])]
    quarter = [float(a + 0.25 * (b - a)) for a, b in zip(values[:3], values[1:4])]
    step = float(values[1] - values[0])
    edges = [float(values[0] - 0.49 * step), float(values[0] - 0.51 * step), float(values[-1] + 0.49 * step), float(values[-1] + 0.51 * step), 1e9, -1e9]
    for rounding, function in ROUNDINGS.items():
        for value in [float(values[0]), float(values[2]), float(values[-1]), *between, *quarter, *edges]:
            add("valueToIndex", make, "valueToIndex", [value, rounding], lambda: int(axis.value2index(value, function)))
    add("valueToIndex", make, "valueToIndex", ["NaN", "round"], lambda: int(axis.value2index(math.nan)))
    for index in [0, 2, -1, len(values) - 1, len(values), -len(values) - 1]:
        add("indexToValue", make, "indexToValue", [index], lambda: float(axis.index2value(index)))
    for first, last in [(None, None), (float(values[1]), float(values[3])), (float(values[3]), float(values[1])), (float(values[0] - 3 * step), None), (None, float(values[-1] + 3 * step)),
                        (float(values[0]), float(values[-1])), (between[0], between[3]), (float(values[2]), float(values[2])), (1e12, None)]:
        more = {}
        if first == 1e12 and axis._is_increasing_order:
            more = {"knownDifference": "a range that begins beyond the end is its last point, not the whole axis", "corrected": {"result": [len(values) - 1] * 2}}
        add("valueRangeToIndices", make, "valueRangeToIndices", [first, last], lambda: [int(i) for i in axis.value_range_to_indices(first, last)], **more)
    add("facts", make, "facts", [], lambda: {"low": axis.low_value, "high": axis.high_value, "lowIndex": axis.low_index, "highIndex": axis.high_index, "increasing": axis._is_increasing_order,
                                           "values": np.asarray(axis.axis, dtype=float)[:50]})
    for parts in [(1, 4), (None, None, 2), (None, None, -1), (3, None, -2), (-3, None), (2, 2)]:
        def sliced():
            copy = axis.copy()
            copy._slice_me(slice(*parts))
            return copy
        add("slice", make, "slice", list(parts), sliced)
    def dictionary():
        d = axis.get_axis_dictionary()
        return {k: v for k, v in d.items() if k != "x"}
    add("dictionary", make, "dictionary", [], dictionary)

def changed(make, change):
    axis = build(make)
    change(axis)
    return axis

for name in ("half", "squares", "back", "inverse", "unit"):
    make = AXES[name]
    add("convert", make, "convertToNonUniformAxis", [], lambda: changed(make, lambda a: a.convert_to_non_uniform_axis()) if name not in ("squares", "back") else build(make))
mended = "the scale of HyperSpy's convert_to_uniform_axis is too small by one point"
add("convert", {"axis": [0, 1, 2, 3, 4]}, "convertToUniformAxis", [], lambda: changed({"axis": [0, 1, 2, 3, 4]}, lambda a: a.convert_to_uniform_axis()), knownDifference=mended,
    corrected={"axis": {"navigate": False, "isBinned": False, "size": 5, "scale": 1.0, "offset": 0.0}})
add("convert", {"axis": [8, 6, 4, 2]}, "convertToUniformAxis", [], lambda: changed({"axis": [8, 6, 4, 2]}, lambda a: a.convert_to_uniform_axis()), knownDifference=mended + ", and it turns a falling axis round",
    corrected={"axis": {"navigate": False, "isBinned": False, "size": 4, "scale": -2.0, "offset": 8.0}})
for expression, parameters in [("x ** 2", {}), ("a * x + b", {"a": 2.0, "b": -1.0}), ("-x ** 2 + 2 ** -x", {}), ("sqrt(x + 1) * exp(-x / 3) - log(x + 2)", {}), ("2 ** 3 ** 2 / x ** -1 + pi - E", {}),
                               ("sin(x) ** 2 + cos(x) ** 2 * tan(x / 9) + atan(x) + asin(x / 20) + Abs(x - 3)", {}), ("x ^ 2 - (x - 1) * (x + 1) / 4", {}), ("sinh(x / 5) + cosh(x / 5) - tanh(x) + floor(x / 2) + ceiling(x / 3)", {}),
                               ("a * x; a = b + 1", {"b": 2.0}), ("1e-3 * x + .5", {}), ("- - x + + 2", {}), ("sign(x - 1)", {}), ("log(x + 2, 10)", {}), ("atan2(x, 2)", {}), ("1 / (x - 1)", {}),
                               ("a * x", {}), ("x +", {}), ("x", {"a": 1.0}), ("cbrt(x)", {}), ("x**0.5", {})]:
    make = {"size": 6, "scale": 1.0, "name": "n", "units": "nm"}
    add("expression", make, "convertToFunctionalDataAxis", [expression, parameters], lambda: changed(make, lambda a: a.convert_to_functional_data_axis(expression, **parameters)))
for points, indices in [((0.0, 10.0), (0, 5)), ((-1.5, 3.0), (2, 9)), ((5.0, 1.0), (1, 3))]:
    add("calibrate", AXES["half"], "calibrate", [list(points), list(indices)], lambda: changed(AXES["half"], lambda a: a.calibrate(points, indices)))
add("calibrate", AXES["squares"], "calibrate", [[0, 1], [0, 1]], lambda: changed(AXES["squares"], lambda a: a.calibrate((0, 1), (0, 1))))

# ---- units
for units, scale, size, offset in [("m", 1e-9, 1000, 0.0), ("nm", 0.002, 128, 5.0), ("um", 1.0, 10, -3.0), ("eV", 0.5, 2048, 200.0), ("eV", 0.1, 10, 0.0), ("keV", 0.01, 1024, 0.0), ("1/nm", 0.05, 256, -6.4), ("1 / µm", 5.0, 256, 0.0),
                                 ("Å", 0.1, 100, 0.0), ("mrad", 0.5, 64, 0.0), ("s", 1e-6, 100, 0.0), ("kHz", 1.0, 10, 0.0), ("eV / nm", 1.0, 10, 0.0), ("px", 1.0, 512, 0.0), ("nm ** 2", 0.5, 10, 0.0), ("deg", 0.1, 10, 0.0), (None, 1.0, 10, 0.0), ("foo", 1.0, 10, 0.0), ("A", 1e-12, 10, 0.0),
                                 ("cm", 1.0, 10, 0.0), ("m", 1e5, 1000, 0.0), ("1/m", 1e9, 10, 0.0), ("nm", -0.5, 100, 3.0), ("min", 1.0, 10, 0.0), ("h", 1.0, 10, 0.0)]:
    make = {"size": size, "scale": scale, "offset": offset, **({"units": units} if units else {})}
    add("convertUnits", make, "convertUnits", [None], lambda: changed(make, lambda a: a.convert_to_units()))
    for target in ["nm", "um", "meV", "1/Å", "mm", "ms"]:
        more = {}
        if units in (None, "foo"):
            more = {"knownDifference": "asking for units of an axis that has none is an error, HyperSpy warns and does nothing", "corrected": {"error": "ValueError"}}
        if units == "px" and target in ("nm", "um", "mm"):
            more = {"knownDifference": "a pixel is no length, pint takes it for 1/96 inch", "corrected": {"error": "DimensionalityError"}}
        add("convertUnits", make, "convertUnits", [target], lambda: changed(make, lambda a: a.convert_to_units(target)), **more)
for text in ["5 nm", "2e-3 mm", "3 eV", "0.5 µm"]:
    make = {"size": 10, "scale": 0.5, "offset": 2.0, "units": "µm"}
    add("quantity", make, "withScaleQuantity", [text], lambda: changed(make, lambda a: setattr(a, "scale_as_quantity", text)))
    add("quantity", make, "withOffsetQuantity", [text], lambda: changed(make, lambda a: setattr(a, "offset_as_quantity", text)))
bare = {"size": 10, "scale": 0.5, "offset": 2.0}
add("quantity", bare, "withScaleQuantity", ["5 nm"], lambda: changed(bare, lambda a: setattr(a, "scale_as_quantity", "5 nm")))

NAMES = ["um", "µm", "1/nm", "nm^-1", "1 / nm", "nm**-1", "eV/nm", "deg", "rad", "mrad", "pixel", "pixels", "min", "h", "hour", "Å", "angstrom", "A", "Hz", "kHz", "counts", "cps", "1/Å", "nm*nm", "nm^2", "nm²", "m/s^2", "s*m",
         "W/m^2/K", "mm·s", "K", "keV", "MeV", "C", "T", "mol", "kg", "bar", "mbar", "torr", "ohm", "F", "H", "V/m", "day", "cm", "dm", "dam", "hm", "Mm", "pm", "fm", "ps", "fs", "sr", "J", "Pa", "N", "cd", "inch", "foo",
         "1/um", "nanometer", "electron_volt", "eV", "EV", "ev", "1/s", "Intensity", "arcsec", "mdeg", "S", "Bq", "Da", "(nm)", "nm/px", "µs", "ms", "seconds", "meters", "nA", "pA", "kV", "kilovolt", "millimeter", "1/(nm*s)", "nm/(s*A)", "g"]
for text in NAMES:
    add("normalizeUnits", None, "normalizeUnits", [text], lambda: "{:~}".format(_ureg.parse_expression(text).units))
    add("inverseUnits", None, "inverseUnits", [text], lambda: "{:~}".format((1 / _ureg.parse_expression(text)).units))
for value, source, target in [(2000.0, "nm", "µm"), (1.0, "eV", "J"), (1.0, "keV", "eV"), (1.0, "nm", "Å"), (1.0, "1/nm", "1/Å"), (180.0, "deg", "rad"), (1.0, "h", "s"), (1.0, "min", "s"), (1.0, "d", "h"), (1.0, "torr", "Pa"), (1.0, "bar", "kPa"),
                              (1.0, "J", "eV"), (3.0, "W * s", "J"), (5.0, "V * A", "W"), (1.0, "T", "Wb / m^2"), (1.0, "N * m", "J"), (1.0, "C / s", "A"), (1.0, "F * V", "C"), (1.0, "ohm * A", "V"), (1.0, "S * V", "A"), (1.0, "H * A", "Wb"), (2.5, "nm ** 2", "Å^2"),
                              (1.0, "kg", "g"), (1.0, "Da", "kg"), (7.0, "1/s", "Hz"), (1.0, "inch", "mm"), (1.0, "l", "dm^3"), (1.0, "arcsec", "deg"), (1.0, "arcmin", "deg"), (-4.0, "mV", "V"), (1.0, "eV / nm", "keV / µm"), (1.0, "nm", "eV"), (1.0, "foo", "nm"), (1e-9, "m", "nm")]:
    add("convertQuantity", None, "convert", [value, source, target], lambda: float(_ureg.Quantity(value, source).to(target).magnitude))
for value, units in [(0.002, "mm"), (2000.0, "nm"), (1.0, "nm"), (0.5, "nm"), (999.0, "eV"), (1000.0, "eV"), (1e-30, "m"), (1e40, "m"), (0.0, "nm"), (5e6, "1/m"), (0.2, "1/nm"), (1500.0, "eV / nm"), (-2e-7, "s"), (3e4, "nm ** 2"), (12.0, "min"), (1.0, "kg"), (0.004, "cm")]:
    def compact():
        q = (value * _ureg(units)).to_compact()
        return [float(q.magnitude), "{:~}".format(q.units)]
    add("compactPrefix", None, "compactPrefix", [value, units], compact)

write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "axes.json"), CASES)
