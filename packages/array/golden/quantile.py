"""Golden numbers of medians, quantiles and percentiles."""
import numpy as np
from common import plain, write
from layouts import attempt, layout

random = np.random.RandomState(11)
arrays = {
    "float64": np.round(random.normal(scale=10, size=(3, 4, 5)), 3),
    "float32": np.round(random.normal(scale=10, size=(3, 4, 5)), 3).astype("float32"),
    "uint8": random.randint(0, 120, (3, 4, 5)).astype("uint8"),
    "int16": random.randint(-9000, 9000, (3, 4, 5)).astype("int16"),
    "int32": random.randint(-9000, 9000, (3, 4, 5)).astype("int32"),
    "int64": random.randint(-(2**40), 2**40, (3, 4, 5)),
    "uint64": random.randint(0, 2**60, (3, 4, 5), dtype="uint64"),
    "bool": random.randint(0, 2, (3, 4, 5)).astype(bool),
    "ties": random.randint(0, 3, (4, 30)).astype("uint16"),
    "long": np.round(random.normal(size=(2, 400)), 3),
    "one": np.array([4.25]),
    "two": np.array([7, 2], dtype="int32"),
    "scalar": np.array(3.5),
    "empty": np.zeros((0, 3)),
    "infinite": np.array([[-np.inf, 1.0, np.inf], [np.inf, np.inf, np.nan], [-np.inf, -np.inf, 2.0]]),
}
holes = arrays["float64"].copy()
holes[random.uniform(size=holes.shape) < 0.3] = np.nan
holes[0, :, 1] = np.nan
arrays["holes"] = holes
arrays["holes32"] = holes.astype("float32")
methods = [
    "inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull",
    "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest",
]
layouts = ["plain", "transposed", "reversed", "stepped", "swapped"]
cases = []


def case(operation, name, q=None, how="plain", **options):
    array = layout(arrays[name], how)
    python = dict(options)
    if isinstance(python.get("axis"), list):
        python["axis"] = tuple(python["axis"])
    arguments = (array,) if q is None else (array, q)
    result = attempt(lambda: getattr(np, operation)(*arguments, **python))
    if array.dtype == "float32" and "dtype" in result:
        # NumPy takes differences in float32; the expected value is NumPy's own of the same numbers in float64, rounded once.
        wide = (array.astype("float64"), *arguments[1:])
        result = attempt(lambda: np.asarray(getattr(np, operation)(*wide, **python)).astype(result["dtype"]))
    cases.append({"op": operation, "a": name, "layout": how, "q": q, "options": options, "expected": result})


for operation in ("median", "nanmedian"):
    for number, name in enumerate(arrays):
        case(operation, name)
        for axis in range(-1, arrays[name].ndim - 1):
            if arrays[name].ndim > 0:
                case(operation, name, None, layouts[number % 5 if arrays[name].ndim > 1 else 0], axis=axis)
        if arrays[name].ndim == 3:
            case(operation, name, axis=[0, 2], keepdims=True)
            case(operation, name, None, "transposed", keepdims=True)
for number, method in enumerate(methods):
    for name in ("float64", "float32", "uint8", "int16", "int32", "int64", "uint64", "ties", "long", "one", "two"):
        case("quantile", name, 0.3, method=method)
        case("quantile", name, [0, 0.25, 0.5, 0.9, 1], layouts[number % 5 if arrays[name].ndim > 1 else 0], axis=-1, method=method)
    case("percentile", "float64", [12.5, 50, 99], axis=[0, 1], keepdims=True, method=method)
    case("nanpercentile", "holes", [10, 50, 75], axis=0, method=method)
    case("nanquantile", "holes", 0.6, "transposed", axis=1, method=method)
    case("percentile", "holes", 40, axis=2, method=method)
    for q in (0.1, 0.2, 0.3, 0.35, 0.55, 0.7, 0.95):
        case("quantile", "one", q, method=method)
        case("quantile", "two", q, method=method)
for name in ("float64", "int32", "holes", "holes32", "bool"):
    for operation in ("percentile", "nanpercentile"):
        if name != "bool":
            case(operation, name, 35)
            case(operation, name, [35], axis=1)
            case(operation, name, [], axis=1)
            case(operation, name, list(range(0, 101, 4)), axis=-1)
        case(operation, name, 50, method="lower")
for q in (-1, 100.5, [50, 101]):
    case("percentile", "float64", q)
case("quantile", "float64", 1.01)
case("quantile", "float64", 0.5, method="middle")
case("quantile", "float64", 0.5, axis=3)
case("quantile", "empty", 0.5, axis=1)
case("nanquantile", "empty", 0.5, axis=0)
case("quantile", "scalar", 0.5)
write("quantile.json", cases, arrays={k: plain(v) for k, v in arrays.items()})
