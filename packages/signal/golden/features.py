"""Writes features.json: options of the guide's tools that the other files leave out, and medians and percentiles.

Run with a Python that has HyperSpy 1.7.3: python3 features.py. Cases are as in cases.json (see README.md). HyperSpy has no medians and
percentiles: their axes are those of its mean, their numbers NumPy's.
"""
import os

import numpy as np
from engine import describe, make, write

CASES = []
COUNT = {}
NUMPY = "median nanmedian percentile nanpercentile quantile nanquantile".split()


def step(subject, spec):
    op, args, options = spec["op"], spec.get("args", []), dict(spec.get("options", {}))
    if op == "derivative":
        return subject.derivative(args[0], order=options.get("order", 1), edge_order=options["edgeOrder"])
    if op in ("asSignal1DInto", "asSignal2DInto"):
        method = {"asSignal1DInto": "as_signal1D", "asSignal2DInto": "as_signal2D"}[op]
        result = getattr(subject, method)(args[0])
        out = result.deepcopy()
        out.data = np.zeros_like(out.data)
        out.metadata.General.title = "out"
        getattr(subject, method)(args[0], out=out)
        return out
    if op == "T":
        return subject.T
    if op in NUMPY:
        axis = options.get("axis")
        result = subject.mean(axis=tuple(axis) if isinstance(axis, list) else axis)
        chosen = subject.axes_manager.navigation_axes if axis is None else [
            subject.axes_manager[a] for a in (axis if isinstance(axis, list) else [axis])]
        places = tuple(a.index_in_array for a in chosen)
        more = {"method": options["method"]} if "method" in options else {}
        data = getattr(np, op)(subject.data, *args, axis=places, **more) if places else subject.data
        result.data = np.atleast_1d(data)
        return result
    raise KeyError(op)


def run(item):
    try:
        subject = make(item["make"])
        for spec in item["steps"]:
            subject = step(subject, spec)
        return describe(subject)
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error).split("\n")[0][:120]}


def case(group, spec, *steps):
    COUNT[group] = COUNT.get(group, 0) + 1
    item = {"id": f"{group}/{COUNT[group]:03d}", "make": spec, "steps": list(steps)}
    item["expect"] = run(item)
    if spec["dtype"] == "float32" and "edge" in group:
        item["knownDifference"] = "computed in float64 and rounded once"
        right = run({**item, "make": {**spec, "dtype": "float64"}})
        item["corrected"] = {**right, "dtype": "float32", "data": [float(np.float32(v)) for v in right["data"]]}
    CASES.append(item)


def op(name, *args, **options):
    out = {"op": name}
    if args:
        out["args"] = list(args)
    if options:
        out["options"] = options
    return out


def spec(cls, *shape, dtype="float64", fill=None, nav=None, axes=None, title="A"):
    dimension = {"Signal1D": 1, "Signal2D": 2, "BaseSignal": len(shape)}[cls.replace("Complex", "")]
    split = len(shape) - dimension if nav is None else nav
    own = axes or [{"name": "abcd"[i], "scale": 0.5 * (i + 1), "offset": i - 1.0, "navigate": i < split} for i in range(len(shape))]
    out = {"shape": list(shape), "dtype": dtype, "class": cls, "axes": own, "title": title}
    if fill is not None:
        out["fill"] = fill
    return out


def values(n, seed, nan=False):
    list_ = [float(v) / 4 for v in np.random.RandomState(seed).randint(-40, 40, n)]
    if nan:
        list_[1::5] = ["nan"] * len(list_[1::5])
    return list_


# ---- derivatives with parabolas at the ends
for dtype in ["float64", "float32", "int32", "uint8", "complex128"]:
    cls = "ComplexSignal1D" if dtype.startswith("c") else "Signal1D"
    for axis in [0, "c", -1]:
        for edge in [1, 2]:
            case("edge-order", spec(cls, 3, 4, 5, dtype=dtype), op("derivative", axis, edgeOrder=edge))
for order in [0, 1, 2, 3]:
    case("edge-order", spec("Signal1D", 3, 6, fill=values(18, 1)), op("derivative", -1, order=order, edgeOrder=2))
UNEVEN = [{"name": "a", "navigate": True}, {"name": "E", "axis": [1, 2, 4, 4.5, 9]}]
for order in [1, 2]:
    for edge in [1, 2]:
        case("edge-order-uneven", spec("Signal1D", 2, 5, fill=values(10, 2), axes=UNEVEN), op("derivative", "E", order=order, edgeOrder=edge))
FALLING = [{"name": "a", "navigate": True}, {"name": "E", "scale": -0.5, "offset": 3}]
case("edge-order", spec("Signal1D", 2, 5, fill=values(10, 3), axes=FALLING), op("derivative", "E", edgeOrder=2))
case("edge-order", spec("Signal1D", 4, 3, fill=values(12, 4)), op("T"), op("derivative", 0, edgeOrder=2))
case("edge-order-short", spec("Signal1D", 4, 2), op("derivative", -1, edgeOrder=2))
case("edge-order-short", spec("Signal1D", 4, 5), op("derivative", -1, edgeOrder=3))

# ---- the result of as_signal1D and as_signal2D in another signal
for shape in [(3, 4), (2, 3, 4)]:
    for axis in range(len(shape)):
        case("as-signal-out", spec("Signal1D", *shape), op("asSignal1DInto", axis))
for axes in [[0, 1], [1, 0], [0, 2], [2, 1]]:
    case("as-signal-out", spec("Signal2D", 2, 3, 4), op("asSignal2DInto", axes))
    case("as-signal-out", spec("Signal1D", 2, 3, 4, dtype="int16"), op("asSignal2DInto", axes))

# ---- medians and percentiles
for name in NUMPY:
    q = [] if "median" in name else [30] if "percentile" in name else [0.3]
    for axis in [None, 0, "b", -1, [0, 1], [0, 1, 2]]:
        options = {} if axis is None else {"axis": axis}
        case("median", spec("Signal1D", 3, 4, 5, fill=values(60, 5)), op(name, *q, **options))
        case("median-nan", spec("Signal2D", 3, 4, 5, fill=values(60, 6, nan=True)), op(name, *q, **options))
    for dtype in ["int16", "uint8", "float32"]:
        case("median-dtype", spec("Signal1D", 4, 6, dtype=dtype, fill=[abs(int(v)) for v in values(24, 7)]), op(name, *q))
    case("median-space", spec("BaseSignal", 6, fill=values(6, 8)), op(name, *q))
    case("median-space", spec("Signal1D", 4, 5, fill=values(20, 9)), op("T"), op(name, *q))
for method in ["lower", "higher", "nearest", "midpoint", "hazen", "weibull", "median_unbiased", "inverted_cdf"]:
    for q in [0, 25, 62.5, 100]:
        case("percentile-method", spec("Signal1D", 5, 4, fill=values(20, 10)), op("percentile", q, method=method))
case("percentile-error", spec("Signal1D", 5, 4), op("percentile", 101))
case("percentile-error", spec("Signal1D", 5, 4), op("quantile", -0.1))
case("percentile-error", spec("Signal1D", 5, 4), op("median", axis=4))

write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "features.json"), CASES)
print(COUNT)
