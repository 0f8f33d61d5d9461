"""Runs cases, which are plain data, through HyperSpy and writes down what comes out."""
import json
import logging
import math
import operator
import platform
import warnings

import numpy as np

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import hyperspy  # noqa: E402
import hyperspy.api as hs  # noqa: E402
import traits.api as traits  # noqa: E402
from hyperspy import _signals  # noqa: E402,F401
from hyperspy.axes import DataAxis, FunctionalDataAxis, UniformDataAxis, create_axis  # noqa: E402
from hyperspy.signal import BaseSignal  # noqa: E402

hs.preferences.General.show_progressbar = False

VERSIONS = {"hyperspy": hyperspy.__version__, "numpy": np.__version__, "python": platform.python_version()}
OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_,
    "|": operator.or_, "^": operator.xor, "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne,
    ">=": operator.ge, ">": operator.gt, "+=": operator.iadd, "-=": operator.isub, "*=": operator.imul,
    "/=": operator.itruediv, "//=": operator.ifloordiv, "**=": operator.ipow,
}
UNARY = {"negative": operator.neg, "positive": operator.pos, "abs": abs, "invert": operator.invert}
REDUCTIONS = {
    name: name for name in (
        "sum mean std var min max nansum nanmean nanstd nanvar nanmin nanmax indexmin indexmax valuemin valuemax"
    ).split()
}
KEYS = {"is_binned": "isBinned"}


def array(spec):
    """{shape, dtype, fill}: fill is "arange", {"constant": x} or a flat list (complex numbers as pairs, non-finite ones as texts)."""
    shape, dtype = spec["shape"], np.dtype(spec.get("dtype", "float64"))
    fill = spec.get("fill", "arange")
    if isinstance(fill, dict):
        data = np.full(int(np.prod(shape)), fill["constant"])
    elif fill == "arange":
        data = np.arange(int(np.prod(shape)))
        data = data * (1 - 1j) if dtype.kind == "c" else data
    else:
        data = np.array([complex(*v) if isinstance(v, list) else float(v) if isinstance(v, str) else v for v in fill])
    return data.astype(dtype).reshape(shape)


def axis_kwargs(spec):
    out = {}
    for key, value in spec.items():
        if key == "isBinned":
            out["is_binned"] = value
        elif key == "x":
            out["x"] = create_axis(**axis_kwargs(value))
        elif key == "parameters":
            out.update(value)
        elif key == "axis":
            out["axis"] = np.array(value, dtype=float)
        else:
            out[key] = value
    return out


def make(spec):
    if "metadata" in spec and "shape" not in spec:
        from hyperspy.misc.utils import DictionaryTreeBrowser

        return DictionaryTreeBrowser(spec["metadata"], lazy=False)
    if "axisOf" in spec:
        return create_axis(**axis_kwargs(spec["axisOf"]))
    data = array(spec)
    kwargs = {}
    if "axes" in spec:
        kwargs["axes"] = [{"size": n, **axis_kwargs(a)} if "axis" not in a and "x" not in a else axis_kwargs(a)
                          for n, a in zip(data.shape, spec["axes"])]
    signal = getattr(hs.signals, spec["class"])(data, **kwargs)
    if spec.get("title"):
        signal.metadata.General.title = spec["title"]
    if spec.get("signalType"):
        signal.set_signal_type(spec["signalType"])
    return signal


def argument(arg):
    """A number is an index, {"value": v} a float, {"slice": [...]} a slice, {"signal": spec}, {"array": spec}."""
    if isinstance(arg, dict):
        if "value" in arg:
            return float(arg["value"])
        if "slice" in arg:
            return slice(*[argument(a) for a in arg["slice"]])
        if "signal" in arg:
            return make(arg["signal"])
        if "array" in arg:
            return array(arg["array"])
        if "complex" in arg:
            return complex(*arg["complex"])
        if "scalar" in arg:
            return np.dtype(arg["dtype"]).type(arg["scalar"])
    if isinstance(arg, list):
        return tuple(argument(a) for a in arg)
    return Ellipsis if arg == "..." else arg


SNAKE = {
    "signalAxes": "signal_axes", "navigationAxes": "navigation_axes", "optimize": "optimize", "units": "units",
    "axes": "axes", "sameUnits": "same_units", "factor": "factor", "rounding": "rounding", "convertUnits": "convert_units",
    "fullPath": "full_path", "wild": "wild", "returnPath": "return_path",
}


def step(subject, spec):
    op = spec["op"]
    args = [argument(a) for a in spec.get("args", [])]
    options = {SNAKE.get(k, k): argument(v) if not isinstance(v, list) else [argument(x) for x in v]
               for k, v in spec.get("options", {}).items()}
    if op in OPERATORS:
        return OPERATORS[op](subject, args[0])
    if op.startswith("reflected"):
        return OPERATORS[op[9:]](args[0], subject)
    if op in UNARY:
        return UNARY[op](subject)
    if op in REDUCTIONS:
        return getattr(subject, op)(*args)
    if op == "isig":
        return subject.isig[tuple(args) if len(args) != 1 else args[0]]
    if op == "inav":
        return subject.inav[tuple(args) if len(args) != 1 else args[0]]
    if op in ("setIsig", "setInav"):
        selectors, value = args
        target = subject.isig if op == "setIsig" else subject.inav
        target[selectors if len(selectors) != 1 else selectors[0]] = value
        return subject
    if op == "fillData":
        subject.data[...] = args[0]
        return subject
    if op == "setIndices":
        subject.axes_manager.indices = args[0]
        return subject
    names = {
        "transpose": "transpose", "swapAxes": "swap_axes", "rollaxis": "rollaxis", "asSignal1D": "as_signal1D",
        "asSignal2D": "as_signal2D", "squeeze": "squeeze", "deepcopy": "deepcopy", "getCurrentSignal": "get_current_signal",
    }
    if op in names:
        return getattr(subject, names[op])(*args, **options)
    if op == "T":
        return subject.T
    if op in ("setSignalType", "changeDtype", "crop", "unfold"):
        getattr(subject, {"setSignalType": "set_signal_type", "changeDtype": "change_dtype"}.get(op, op))(*args, **options)
        return subject
    if op == "convertUnitsOfAxes":
        subject.axes_manager.convert_units(**options)
        return subject
    if op == "axesTable":
        return repr(subject.axes_manager)
    if op == "axesFacts":
        am = subject.axes_manager
        return {
            "navigationShape": list(am.navigation_shape), "signalShape": list(am.signal_shape), "shape": list(am.shape),
            "navigationSize": int(am.navigation_size), "signalSize": int(am.signal_size),
            "navigationDimension": am.navigation_dimension, "signalDimension": am.signal_dimension,
            "navigationExtent": plain(list(am.navigation_extent)), "signalExtent": plain(list(am.signal_extent)),
            "navigationIndicesInArray": list(am.navigation_indices_in_array),
            "signalIndicesInArray": list(am.signal_indices_in_array),
            "allUniform": bool(am.all_uniform), "axesAreAlignedWithData": bool(am.axes_are_aligned_with_data),
            "labels": [str(a) for a in am._get_axes_in_natural_order()],
        }
    if op == "positions":
        subject.axes_manager.iterpath = args[0]
        return [list(i) for i in subject.axes_manager]
    raise KeyError(op)


def number(value):
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (complex, np.complexfloating)):
        return [number(float(value.real)), number(float(value.imag))]
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) <= 2**53 else f"{int(value)}n"
    value = float(value)
    return value if math.isfinite(value) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.ndarray):
        return [number(v) for v in value.ravel()]
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if value is None or isinstance(value, str):
        return value
    if value is traits.Undefined:
        return None
    return number(value)


def describe_axis(axis):
    out = {}
    if axis.name is not traits.Undefined:
        out["name"] = axis.name
    if axis.units is not traits.Undefined and axis.units is not None:
        out["units"] = axis.units
    out["navigate"] = bool(axis.navigate) if axis.navigate is not traits.Undefined else False
    out["isBinned"] = bool(axis.is_binned) if axis.is_binned is not traits.Undefined else False
    out["size"] = int(axis.size)
    if isinstance(axis, UniformDataAxis):
        out["scale"], out["offset"] = number(axis.scale), number(axis.offset)
    elif isinstance(axis, FunctionalDataAxis):
        out["expression"] = axis._expression
        out["x"] = describe_axis(axis.x)
        out["parameters"] = {k: float(getattr(axis, k)) for k in axis.parameters_list}
        out["values"] = plain(axis.axis)
    elif isinstance(axis, DataAxis):
        out["axis"] = plain(np.asarray(axis.axis, dtype=float))
    return out


def describe(result):
    if isinstance(result, BaseSignal):
        return {
            "repr": repr(result), "class": type(result).__name__, "shape": list(result.data.shape),
            "dtype": result.data.dtype.name, "data": plain(result.data), "title": result.metadata.General.title,
            "signalType": result.metadata.Signal.signal_type,
            "axes": [describe_axis(a) for a in result.axes_manager._axes],
        }
    if isinstance(result, (DataAxis, UniformDataAxis, FunctionalDataAxis)):
        return {"axis": describe_axis(result)}
    return {"result": plain(result)}


def run(case, stepper=step):
    """What comes out of a case: the description of the last result, or of the subject where it says "observe": "original"."""
    try:
        subject = original = make(case["make"])
        for spec in case["steps"]:
            subject = stepper(subject, spec)
        return describe(original if case.get("observe") == "original" else subject)
    except Exception as error:  # the class of the error is the expectation
        return {"error": type(error).__name__, "message": str(error).split("\n")[0][:160]}


def write(path, cases, **more):
    ids = [case["id"] for case in cases]
    assert len(set(ids)) == len(ids), [i for i in ids if ids.count(i) > 1]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for case in cases)
    head = json.dumps({"versions": VERSIONS, **more}, ensure_ascii=False, separators=(",", ":"))[:-1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'{head},"cases":[\n{lines}\n]}}\n')
    known = [case for case in cases if "knownDifference" in case]
    print(f"{path}: {len(cases)} cases, {sum('error' in c['expect'] for c in cases)} errors, {len(known)} known differences")
