"""Writes analysis.json: what HyperSpy makes of elementwise functions, calculus, histograms, statistics, noise, colours and ragged signals.

Run with a Python that has HyperSpy 1.7.3: python3 analysis.py. Cases are as in cases.json (see README.md); `ragged` in `make` is a list of lists.
"""
import contextlib
import copy
import io
import os

import engine
import numpy as np
from engine import hs, number, write

HERE = os.path.dirname(os.path.abspath(__file__))

CASES = []
COUNT = {}
UNARY = ("exp exp2 expm1 log log2 log10 log1p sqrt cbrt square reciprocal sign conjugate sin cos tan arcsin arccos arctan sinh cosh tanh "
         "arcsinh arccosh arctanh degrees radians floor ceil trunc rint isnan isinf isfinite signbit logical_not").split()
BINARY = "maximum minimum fmax fmin arctan2 hypot copysign heaviside logical_and logical_or logical_xor".split()
OPERATORS = ("add subtract multiply divide floor_divide remainder power left_shift right_shift bitwise_and bitwise_or bitwise_xor equal "
             "not_equal less less_equal greater greater_equal").split()


def ragged(spec):
    items = spec["ragged"]
    depth = spec.get("depth", 1)
    shape = []
    level = items
    for _ in range(depth):
        shape.append(len(level))
        level = level[0]
    data = np.empty(shape, dtype=object)
    for index in np.ndindex(*shape):
        item = items
        for i in index:
            item = item[i]
        data[index] = np.array(item, dtype=float)
    kwargs = {}
    if "axes" in spec:
        kwargs["axes"] = [{"size": n, **engine.axis_kwargs(a)} for n, a in zip(shape, spec["axes"])]
    signal = hs.signals.BaseSignal(data, ragged=True, **kwargs)
    signal.metadata.General.title = spec.get("title", "")
    return signal


plain_make = engine.make
engine.make = lambda spec: ragged(spec) if "ragged" in spec else plain_make(spec)

INTEGRALS = {"diff": "diff", "derivative": "derivative", "integrateSimpson": "integrate_simpson", "integrate1D": "integrate1D",
             "sum": "sum", "mean": "mean", "max": "max", "std": "std", "valuemax": "valuemax", "indexmin": "indexmin", "nansum": "nansum"}


def calculus(subject, op, args, options):
    return getattr(subject, INTEGRALS[op])(*args, **options)


def step(subject, spec):
    op, options = spec["op"], dict(spec.get("options", {}))
    args = [engine.argument(a) if isinstance(a, dict) else a for a in spec.get("args", [])]
    if op == "ufunc":
        name, *others = args
        return getattr(np, name)(subject, *others)
    if op == "ufuncReversed":
        name, other = args
        return getattr(np, name)(other, subject)
    if op in INTEGRALS:
        return calculus(subject, op, [tuple(a) if isinstance(a, list) else a for a in args], options)
    if op == "into":
        name, *rest = args
        target = calculus(subject, name, rest, options)
        target.metadata.General.title = "target"
        if calculus(subject * 2, name, rest, {**options, "out": target}) is not None:
            raise RuntimeError("a result besides out")
        return target
    if op == "histogram":
        names = {"rangeBins": "range_bins", "maxNumBins": "max_num_bins"}
        return subject.get_histogram(**{names.get(k, k): v for k, v in options.items()})
    if op == "summary":
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            subject.print_summary_statistics(**options)
        return text.getvalue().rstrip("\n")
    if op == "setNoiseVariance":
        subject.set_noise_variance(args[0])
        return subject
    if op == "getNoiseVariance":
        return subject.get_noise_variance()
    if op == "noiseModel":
        tree = subject.metadata.get_item("Signal.Noise_properties.Variance_linear_model")
        return {k: number(v) for k, v in tree.as_dictionary().items()}
    if op == "estimate":
        names = {"expectedValue": "expected_value", "gainFactor": "gain_factor", "gainOffset": "gain_offset",
                 "correlationFactor": "correlation_factor"}
        subject.estimate_poissonian_noise_variance(**{names[k]: engine.argument(v) for k, v in options.items()})
        return subject
    if op == "poissonian":
        subject.add_poissonian_noise(keep_dtype=options.get("keepDtype", True), random_state=options["seed"])
        return subject
    if op == "gaussian":
        subject.add_gaussian_noise(args[0], random_state=options["seed"])
        return subject
    if op == "setSignalOrigin":
        subject.set_signal_origin(args[0])
        return subject
    if op == "origin":
        return subject.metadata.Signal.signal_origin
    if op == "setRagged":
        subject.ragged = args[0]
        return subject
    if op == "facts":
        return [bool(subject.ragged), subject.axes_manager.signal_dimension, subject.axes_manager.navigation_dimension]
    return engine.step(subject, spec)


def describe(result):
    data = getattr(result, "data", None)
    if data is None:
        return {"result": result if isinstance(result, (str, dict, list)) else engine.plain(result)}
    if data.dtype.names:
        colours = np.stack([data[name] for name in data.dtype.names], axis=-1)
        shell = {"repr": repr(result), "class": type(result).__name__, "shape": list(colours.shape), "dtype": colours.dtype.name,
                 "data": engine.plain(colours), "title": result.metadata.General.title,
                 "signalType": result.metadata.Signal.signal_type, "rgb": len(data.dtype.names)}
        return {**shell, "axes": [engine.describe_axis(a) for a in result.axes_manager._axes]}
    if data.dtype == object:
        return {"repr": repr(result), "class": type(result).__name__, "items": [engine.plain(np.asarray(i)) for i in data.ravel()],
                "title": result.metadata.General.title, "axes": [engine.describe_axis(a) for a in result.axes_manager._axes]}
    return engine.describe(result)


def run(case):
    try:
        subject = engine.make(case["make"])
        for spec in case["steps"]:
            subject = step(subject, spec)
        return describe(subject)
    except Exception as error:  # the class of the error is the expectation
        return {"error": type(error).__name__, "message": str(error).split("\n")[0][:160]}


def follow(item):
    """The class follows the number of signal axes, also in histograms, integrals and signals that were ragged."""
    expect = item["expect"]
    name = expect.get("class", "")
    if name.replace("BaseSignal", "Signal1D") not in ("Signal1D", "Signal2D") or "items" in expect:
        return
    sizes = [axis["size"] for axis in expect["axes"] if not axis["navigate"]]
    right = {0: "BaseSignal", 1: "Signal1D", 2: "Signal2D"}[0 if sizes == [1] else len(sizes)]
    if right != name and not (sizes == [1] and "histogram" not in item["id"]):
        item["knownDifference"] = "BUG 9 the class follows the axes"
        item["corrected"] = {**copy.deepcopy(expect), "class": right, "repr": expect["repr"].replace(name, right)}


def case(group, spec, *steps, diff=None, corrected=None):
    COUNT[group] = COUNT.get(group, 0) + 1
    item = {"id": f"{group}/{COUNT[group]:03d}", "make": spec, "steps": list(steps)}
    item["expect"] = run(item)
    follow(item)
    if diff:
        item["knownDifference"] = diff
        item["corrected"] = corrected if "error" in corrected or "result" in corrected else {**copy.deepcopy(item["expect"]), **corrected}
    CASES.append(item)
    return item


def op(name, *args, **options):
    out = {"op": name}
    if args:
        out["args"] = list(args)
    if options:
        out["options"] = options
    return out


def spec(shape, dtype="float64", cls="Signal1D", fill="arange", title="", axes=None, **more):
    out = {"shape": list(shape), "dtype": dtype, "class": cls, "fill": fill, **more}
    if title:
        out["title"] = title
    if axes:
        out["axes"] = axes
    return out


def values(n, seed=0, low=-3.0, high=3.0):
    return [round(float(v), 4) for v in np.random.RandomState(seed).uniform(low, high, n)]


# ---- elementwise functions
for i, name in enumerate(UNARY):
    whole = name in ("arcsin", "arccos", "arctanh")
    limits = (-0.9, 0.9) if whole else (1.1, 4.0) if name == "arccosh" else (0.1, 4.0) if name.startswith(("log", "sqrt")) else (-3.0, 3.0)
    case("unary", spec([2, 3], fill=values(6, i, *limits), title="A" if i % 2 else ""), op("ufunc", name))
    if name not in ("conjugate", "floor", "ceil", "trunc", "rint"):
        case("unary-special", spec([6], fill=["nan", "inf", "-inf", 0.0, "-0.0", 0.5], title="S"), op("ufunc", name))
for name in "exp sqrt square sign floor isfinite logical_not conjugate degrees".split():
    for dtype in ["float32", "int32", "uint16", "int64"]:
        case("unary-dtype", spec([3, 2], dtype, "Signal1D", title="D"), op("ufunc", name))
for name in "exp sqrt square conjugate sin log isfinite".split():
    case("unary-complex", spec([2, 3], "complex128", "ComplexSignal1D", title="C"), op("ufunc", name))
case("unary", spec([2, 3, 4], title="T"), op("T"), op("ufunc", "exp"), op("ufunc", "log1p"))
case("unary", spec([2, 3, 4], cls="Signal2D"), op("isig", {"slice": [None, None, -1]}, 1), op("ufunc", "sqrt"))
case("unary", spec([5], cls="BaseSignal", title="E"), op("setNoiseVariance", 3.0), op("ufunc", "square"), op("getNoiseVariance"))
A, B = {"shape": [2, 3], "class": "Signal1D", "title": "B"}, {"shape": [2, 3], "class": "Signal1D"}
for i, name in enumerate(BINARY):
    mine = spec([2, 3], fill=values(6, 50 + i), title="A" if i % 3 else "")
    for other in [{"signal": {**B, "fill": values(6, 90 + i)}}, {"signal": {**A, "fill": values(6, 70 + i)}}, 0.5, {"array": spec([2, 3])}]:
        case("binary", mine, op("ufunc", name, other))
    case("binary", mine, op("ufuncReversed", name, 2))
for i, name in enumerate(OPERATORS):
    whole = name.startswith(("left", "right", "bitwise"))
    mine = spec([2, 3], "int64", fill=[1, 2, 3, 4, 5, 6], title="A" if i % 2 else "") if whole else spec([2, 3], fill=[1, 2, 3, 4, 5, 6], title="Q")
    case("operator-title", mine, op("ufunc", name, {"signal": {**B, "dtype": "int64", "fill": [2, 2, 2, 3, 3, 1]}}))
    case("operator-title", mine, op("ufunc", name, 2))
for value in [2, -0.1, 1e-7, 1e17, 12345.678, True]:
    case("title", spec([3], title="A"), op("ufunc", "multiply", value))
for array in [spec([3]), spec([3], fill=[0.1, 2, 3e10]), spec([3], "int32"), spec([3], "float32", fill=[0.1, 2, 3])]:
    case("title", spec([3], title="A"), op("ufunc", "add", {"array": array}))
case("title", spec([2, 3], title="A"), op("ufunc", "add", {"array": spec([2, 3])}))
for name in "negative positive absolute".split():
    case("title", spec([3], title="A"), op("ufunc", name))

# ---- calculus
X = [{"name": "y", "scale": 3, "navigate": True}, {"name": "x", "scale": 0.5, "offset": 1, "navigate": True}, {"name": "E", "units": "eV", "scale": 0.25, "offset": -2}]
cube = spec([3, 4, 6], fill=values(72, 5), axes=X, title="C")
for name in ["diff", "derivative", "integrateSimpson", "integrate1D"]:
    for axis in [0, 1, 2, -1, "x", "E"]:
        case("calculus", cube, op(name, axis))
    case("calculus", cube, op(name, 7))
    case("calculus", cube, op(name, "z"))
for order in [0, 1, 2, 3, 5, 6, 7]:
    case("calculus-order", cube, op("diff", -1, order=order))
    if order < 5:
        case("calculus-order", cube, op("derivative", -1, order=order))
        case("calculus-order", cube, op("derivative", 0, order=order))
for n in [1, 2, 3, 4, 5, 6, 7, 10, 11]:
    line = spec([2, n], fill=values(2 * n, n), axes=[{"name": "y", "navigate": True}, {"name": "E", "scale": 0.5}])
    case("calculus-size", line, op("integrateSimpson", -1))
    case("calculus-size", line, op("integrateSimpson", 0))
    if n > 1:
        case("calculus-size", line, op("derivative", -1))
    case("calculus-size", line, op("diff", -1))
    points = [round(float(v), 3) for v in np.cumsum(np.random.RandomState(n).uniform(0.2, 2, n))]
    for sign in (1, -1):
        listed = spec([2, n], fill=values(2 * n, n), axes=[{"name": "y", "navigate": True}, {"name": "E", "axis": [sign * p for p in points]}])
        case("calculus-nonuniform", listed, op("integrateSimpson", -1))
        if n > 1:
            case("calculus-nonuniform", listed, op("derivative", -1))
            case("calculus-nonuniform", listed, op("derivative", 1, order=2))
case("calculus-nonuniform", spec([3], axes=[{"axis": [1, 2, 4]}]), op("diff", 0))
case("calculus-nonuniform", spec([2, 6], fill=values(12, 8), axes=[{"navigate": True}, {"expression": "a*x**2", "parameters": {"a": 2}, "x": {"size": 6, "offset": 1}}]), op("derivative", -1))
case("calculus-nonuniform", spec([2, 6], fill=values(12, 8), axes=[{"navigate": True}, {"expression": "a*x**2", "parameters": {"a": 2}, "x": {"size": 6, "offset": 1}}]), op("integrate1D", -1))
for dtype in ["uint8", "int16", "int32", "int64", "float32", "complex64", "complex128", "bool"]:
    kind = "ComplexSignal1D" if dtype.startswith("c") else "Signal1D"
    body = spec([2, 6], dtype, kind, fill=[0, 1, 4, 9, 16, 25, 1, 2, 3, 4, 5, 0])
    for name in ["diff", "derivative", "integrateSimpson"]:
        item = case("calculus-dtype", body, op(name, -1))
        if dtype == "bool" and name == "integrateSimpson":
            item["knownDifference"] = "booleans are added up as numbers"
            item["corrected"] = run({"make": {**body, "dtype": "uint8", "fill": [int(bool(v)) for v in body["fill"]]}, "steps": item["steps"]})
for binned in [True, False]:
    for axis in [0, 1]:
        both = spec([4, 6], fill=values(24, 3), axes=[{"name": "y", "navigate": True, "isBinned": binned}, {"name": "E", "scale": 0.5, "isBinned": binned}])
        case("calculus-binned", both, op("integrate1D", axis))
        case("calculus-binned", both, op("derivative", axis))
        case("calculus-binned", both, op("diff", axis))
case("calculus", spec([3, 4, 5], cls="Signal2D", fill=values(60, 6)), op("T"), op("derivative", 0))
case("calculus", spec([3, 4, 5], cls="Signal2D", fill=values(60, 6)), op("isig", {"slice": [None, None, -1]}, {"slice": [None, None, 2]}), op("derivative", 1))
case("calculus", spec([3, 4, 5], cls="Signal2D", fill=values(60, 6)), op("isig", {"slice": [None, None, -2]}), op("integrateSimpson", 1), op("integrateSimpson", 0))
case("calculus", spec([6], fill=[1, 2, "inf", 4, "nan", 6]), op("derivative", 0))
case("calculus", spec([7], fill=[1, 2, 3, 4, "nan", 6, 5]), op("integrateSimpson", 0))
case("calculus", cube, op("setNoiseVariance", 2.0), op("derivative", 0), op("getNoiseVariance"))
for name, rest in [("diff", [-1]), ("derivative", [0]), ("integrateSimpson", [1]), ("integrate1D", ["E"]), ("sum", ["x"]), ("mean", [[0, 1]]),
                   ("max", [2]), ("std", [0]), ("valuemax", [-1]), ("indexmin", [1]), ("nansum", [0])]:
    case("out", cube, op("into", name, *rest))

# ---- histograms
rng = np.random.RandomState(1)
normals = [round(float(v), 3) for v in rng.normal(size=200)]
peaks = [round(float(v), 2) for v in np.concatenate([rng.normal(0, 1, 80), rng.normal(8, 0.3, 60), rng.uniform(-5, 12, 40)])]
LEFT = "bins of several widths have their left edges as axis"


def left_edges(item):
    """HyperSpy calibrates such histograms as if all bins had the width of the first (blocks: 1)."""
    item["knownDifference"] = LEFT
    bins = item["steps"][-1]["options"]["bins"]
    if bins == "blocks":
        from hyperspy.misc.hist_tools import histogram

        signal = engine.make(item["make"])
        data = signal.data[~np.isnan(signal.data)]
        edges = histogram(data, bins="blocks")[1]
    else:
        edges = np.array(bins, dtype=float)
    item["corrected"] = copy.deepcopy(item["expect"])
    axis = item["corrected"]["axes"][0]
    del axis["scale"], axis["offset"]
    axis["axis"] = engine.plain(edges[:-1])


for fill, n in [(normals, 200), (peaks, 180)]:
    sample = spec([n], fill=fill, title="H")
    for bins in ["auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges", "knuth", 1, 7, 50]:
        case("histogram", sample, op("histogram", bins=bins))
    single = case("histogram", spec([10, n // 10], "float32", fill=fill), op("histogram"))
    double = [float(np.float32(v)) for v in fill]
    single["knownDifference"] = "edges are float64 whatever the data are"
    single["corrected"] = run({"make": spec([10, n // 10], fill=double), "steps": [op("histogram")]})
    left_edges(case("histogram", sample, op("histogram", bins="blocks")))
    for bins in ["fd", 10, "sqrt"]:
        case("histogram-range", sample, op("histogram", bins=bins, rangeBins=[-1, 1.5]))
left_edges(case("histogram", spec([200], fill=normals), op("histogram", bins=[-3, -1, 0, 1, 3.0])))
case("histogram", spec([200], fill=normals), op("histogram", bins=[-3, -2, -1, 0]))
case("histogram", spec([200], fill=normals), op("histogram", bins=[0, 1]))
case("histogram", spec([200], fill=normals), op("histogram", bins="foo"))
case("histogram", spec([200], fill=normals), op("histogram", bins=0))
case("histogram", spec([200], fill=normals), op("histogram", bins=2.5))
case("histogram", spec([200], fill=normals), op("histogram", bins=[1, 0]))
case("histogram", spec([200], fill=normals), op("histogram", bins=400))
case("histogram", spec([200], fill=normals), op("histogram", maxNumBins=5))
item = case("histogram-cap", spec([200], fill=normals), op("histogram", bins=40, maxNumBins=10, rangeBins=[-1, 1]))
right = run({"make": item["make"], "steps": [op("histogram", bins=10, rangeBins=[-1, 1])]})
item["knownDifference"], item["corrected"] = "BUG 20 the cap keeps the range", right
for fill in [[1, "nan", 2, 3, 3, 3], [1, "inf", 2], [5, 5, 5], ["nan", "nan"], [1], [0, 1, 1, 2, 2, 2, 3, 3, 4, 10]]:
    case("histogram-special", spec([len(fill)], fill=fill), op("histogram"))
for dtype in ["uint8", "int32", "bool", "float32", "int64", "uint16"]:
    case("histogram-dtype", spec([3, 10], dtype, fill=[i % 7 for i in range(30)]), op("histogram"))
    case("histogram-dtype", spec([3, 10], dtype, fill=[i % 7 for i in range(30)]), op("histogram", bins=4))
case("histogram", spec([2, 3, 4], cls="Signal2D", title="I"), op("T"), op("histogram", bins=5))
repeated = [float(v) for v in np.random.RandomState(4).poisson(3, 60)]
left_edges(case("histogram-blocks", spec([60], fill=repeated), op("histogram", bins="blocks")))
for seed in range(4):
    r = np.random.RandomState(seed)
    fill = [round(float(v), 3) for v in np.concatenate([r.normal(0, 1, 30 + 20 * seed), r.normal(4, 0.2, 25)])]
    left_edges(case("histogram-blocks", spec([len(fill)], fill=fill), op("histogram", bins="blocks")))
    case("histogram-knuth", spec([len(fill)], fill=fill), op("histogram", bins="knuth"))

# ---- statistics
for body in [spec([200], fill=normals), spec([4, 5], "uint8"), spec([3, 4], "float32", fill=values(12, 2)), spec([4], fill=[1, 2, "nan", 4e6]),
             spec([1], fill=[3]), spec([6], fill=[1e-8, 2e-8, 3.5e-8, 1, 2, 3]), spec([2, 3, 4], "int64", "Signal2D")]:
    case("summary", body, op("summary"))
case("summary", spec([3, 10], fill=values(30, 9)), op("T"), op("summary"))

# ---- noise
counts = spec([3, 4], fill=[20.0 * i for i in range(12)], title="N", axes=[{"name": "y", "navigate": True}, {"name": "E", "scale": 0.5}])
for value in [3, 3.5, -1, 0]:
    case("variance", counts, op("setNoiseVariance", value), op("getNoiseVariance"))
for value in ["a", {"array": spec([3, 4])}, {"signal": spec([4])}, {"signal": spec([4, 4])}]:
    case("variance", counts, op("setNoiseVariance", value), op("getNoiseVariance"))
case("variance", counts, op("setNoiseVariance", {"signal": spec([3, 4], title="V")}), op("getNoiseVariance"))
CLASS = "the variance has the class that its axes ask for"
AFTER = "what was used for the model is stored"
for options in [{}, {"gainFactor": 2.0, "gainOffset": 1.0, "correlationFactor": 0.5}, {"gainOffset": 3.0}, {"gainFactor": 0.0, "gainOffset": 1.5},
                {"correlationFactor": 2.0}, {"expectedValue": {"signal": spec([3, 4], fill=values(12, 7), title="M")}},
                {"expectedValue": {"signal": spec([3, 4], fill=values(12, 8), title="M")}, "gainFactor": 2.0, "gainOffset": 1.0}]:
    wanted = case("estimate", counts, op("estimate", **options), op("getNoiseVariance"))
    wanted["knownDifference"] = CLASS
    wanted["corrected"] = {**copy.deepcopy(wanted["expect"]), "class": "Signal1D"}
    wanted["corrected"]["repr"] = wanted["expect"]["repr"].replace("BaseSignal", "Signal1D")
    model = {"correlation_factor": 1, "gain_factor": 1, "gain_offset": 0}
    model.update({k: v for k, v in {"gain_factor": options.get("gainFactor"), "gain_offset": options.get("gainOffset"),
                                    "correlation_factor": options.get("correlationFactor")}.items() if v is not None})
    case("estimate-model", counts, op("estimate", **options), op("noiseModel"), diff=AFTER, corrected={"result": model})
for options in [{"gainFactor": -1}, {"gainOffset": -1}, {"correlationFactor": -1}]:
    case("estimate", counts, op("estimate", **options))
for dtype in ["float32", "uint8", "int32"]:
    wanted = case("estimate", spec([2, 5], dtype), op("estimate", gainFactor=2.0, gainOffset=1.0), op("getNoiseVariance"))
    wanted["knownDifference"] = CLASS
    wanted["corrected"] = {**copy.deepcopy(wanted["expect"]), "class": "Signal1D"}
    wanted["corrected"]["repr"] = wanted["expect"]["repr"].replace("BaseSignal", "Signal1D")
for dtype in ["float64", "float32", "int32", "uint16", "int64"]:
    for seed in [0, 5]:
        case("poissonian", spec([3, 4], dtype, fill=[20 * i for i in range(12)], title="P"), op("poissonian", seed=seed))
for dtype in ["uint8", "float32"]:
    case("poissonian", spec([3, 4], dtype), op("poissonian", seed=3, keepDtype=False))
case("poissonian", spec([3, 4], cls="Signal2D"), op("T"), op("poissonian", seed=7))
case("poissonian", spec([3], fill=[1, -1, 2]), op("poissonian", seed=7))
case("poissonian", spec([3], fill=[1, "nan", 2]), op("poissonian", seed=7))
case("poissonian", spec([4, 3], fill=values(12, 3, 0, 2)), op("setNoiseVariance", 2.0), op("poissonian", seed=7), op("getNoiseVariance"))
for dtype in ["float64", "float32", "complex64", "complex128", "int32", "bool"]:
    kind = "ComplexSignal1D" if dtype.startswith("c") else "Signal1D"
    case("gaussian", spec([2, 5], dtype, kind), op("gaussian", 2.0, seed=5))
case("gaussian", spec([3, 4], cls="Signal2D"), op("T"), op("gaussian", 0.1, seed=7))
case("gaussian", spec([3, 4]), op("gaussian", {"array": spec([4])}, seed=11))
case("gaussian", spec([3, 4]), op("gaussian", 0, seed=11))
case("gaussian", spec([3, 4]), op("gaussian", -1, seed=11))
case("origin", counts, op("setSignalOrigin", "simulation"), op("origin"))

# ---- colours
RGB = [{"name": "y", "scale": 2, "navigate": True}, {"name": "x", "scale": 0.5, "navigate": True}, {"name": "c", "scale": 7, "units": "q"}]
photo, stack = spec([4, 5, 3], "uint8", axes=RGB, title="P"), spec([6, 4, 5, 3], "uint8")
for body, dtype in [(photo, "rgb8"), (stack, "rgb8"), (spec([4, 5, 4], "uint8"), "rgba8"), (spec([4, 5, 3], "uint16"), "rgb16"),
                    (spec([4, 5, 4], "uint16"), "rgba16"), (spec([2, 3, 4, 5, 3], "uint8"), "rgb8")]:
    case("colours", body, op("changeDtype", dtype))
    case("colours", body, op("changeDtype", dtype), op("changeDtype", body["dtype"]))
for body, dtype in [(spec([4, 5, 3], "uint16"), "rgb8"), (spec([4, 5, 3]), "rgb8"), (spec([4, 5, 3], "int8"), "rgb8"), (spec([4, 5, 2], "uint8"), "rgb8"),
                    (spec([4, 5, 3], "uint8", "Signal2D"), "rgb8"), (spec([5, 3], "uint8"), "rgb8"), (spec([4, 5, 3], "uint8"), "rgb32"),
                    (spec([4, 5, 3], "uint8"), "rgb16")]:
    case("colours-refused", body, op("changeDtype", dtype))
for body, dtype in [(spec([4, 5, 4], "uint8"), "rgb8"), (spec([4, 5, 3], "uint8"), "rgba8")]:
    case("colours-refused", body, op("changeDtype", dtype), diff="the name says how many samples there are", corrected={"error": "ValueError"})
case("colours-refused", spec([3], "uint8"), op("changeDtype", "rgb8"), diff="pictures have two axes", corrected={"error": "ValueError"})
to = op("changeDtype", "rgb8")
for dtype in ["uint16", "float64", "rgba8", "rgb8"]:
    case("colours-refused", photo, to, op("changeDtype", dtype))
sl = lambda *p: {"slice": list(p)}
for steps in [[op("inav", 0)], [op("isig", 0)], [op("isig", 0), op("isig", 0)], [op("isig", sl(1, 3), sl(None, None, 2))], [op("T")],
              [op("inav", sl(1, 3)), op("isig", sl(None, None, -1))], [op("swapAxes", 0, 1)], [op("rollaxis", 0, 1)],
              [op("squeeze")], [op("deepcopy")], [op("asSignal1D", 0)], [op("asSignal2D", [0, 1])], [op("transpose")],
              [op("isig", 0), op("changeDtype", "uint8")], [op("crop", 1, 1, 3)], [op("T"), op("T")], [op("isig", {"value": 2.0}, sl(None, {"value": 2.0}))],
              [op("T"), op("changeDtype", "uint8")]]:
    case("colours-moved", stack, to, *steps)
for steps in [[op("T")], [op("T"), op("T")], [op("isig", 0)], [op("isig", 0, 0)], [op("isig", sl(None, {"value": 1.0}))], [op("squeeze")]]:
    case("colours-moved", photo, to, *steps)
for steps in [[op("sum")], [op("max")], [op("+", 1)], [op("ufunc", "exp")], [op("diff", 0)], [op("negative")], [op("indexmin", 0)], [op("histogram")]]:
    case("colours-refused", stack, to, *steps)

# ---- ragged signals
lists = {"ragged": [[1, 2, 3], [1], [4, 5]], "title": "R", "axes": [{"name": "x", "scale": 0.5, "navigate": True}]}
square = {"ragged": [[[0], [0, 1], [0, 1, 2]], [[3], [3, 4], [3, 4, 5]]], "depth": 2}
for body in [lists, square]:
    for steps in [[], [op("facts")], [op("axesTable")], [op("inav", sl(None, 1))], [op("inav", sl(None, None, -1))], [op("deepcopy")], [op("isig", 0)],
                  [op("T")], [op("transpose")], [op("setRagged", False)], [op("setRagged", True)]]:
        case("ragged", body, *steps)
case("ragged", lists, op("inav", 0))
case("ragged", lists, op("inav", {"value": 0.5}))
case("ragged", lists, op("inav", 5))
case("ragged", lists, op("inav", sl({"value": 0.5}, None)))
case("ragged", square, op("inav", 0))
case("ragged", square, op("inav", -1))
case("ragged", square, op("inav", sl(1, None), 1))
case("ragged", square, op("swapAxes", 0, 1))
case("ragged", square, op("rollaxis", 0, 1))
case("ragged", square, op("squeeze"))
case("ragged", square, op("inav", sl(0, 1)), op("squeeze"))
case("ragged", square, op("crop", 0, 0, 2))
case("ragged", {"ragged": [[1, 2], [3, 4], [5, 6]]}, op("setRagged", False))
case("ragged", {"ragged": [[[1, 2], [3, 4]]], "depth": 2}, op("setRagged", False))
case("ragged", {"ragged": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}, op("setRagged", False))
case("ragged", spec([3], cls="BaseSignal"), op("setRagged", True))

write(os.path.join(HERE, "analysis.json"), CASES)
