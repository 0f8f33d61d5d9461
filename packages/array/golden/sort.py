"""Golden numbers of sorting, searching, counting and the functions of one variable that stand beside them."""
import numpy as np
from common import plain, write
from layouts import attempt, layout

random = np.random.RandomState(5)
arrays = {}
for dtype in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
    arrays[dtype] = random.randint(0 if dtype[0] == "u" else -20, 20, (3, 4, 5)).astype(dtype)
arrays["bool"] = random.randint(0, 2, (3, 4, 5)).astype(bool)
for dtype in ("float32", "float64"):
    arrays[dtype] = np.round(random.normal(scale=3, size=(3, 4, 5)), 1).astype(dtype)
for dtype in ("complex64", "complex128"):
    arrays[dtype] = (random.randint(-2, 3, (3, 4, 5)) + 1j * random.randint(-2, 3, (3, 4, 5))).astype(dtype)
nan, inf = np.nan, np.inf
arrays["special"] = np.array([[nan, 1.0, -inf, 0.0, -0.0, nan], [inf, -0.0, 0.0, -1.0, nan, inf]])
arrays["complexNaN"] = np.array([complex(nan, 1), complex(1, nan), 2 + 1j, complex(nan, nan), 1 + 5j, complex(0, nan), complex(nan, 0)])
arrays["big"] = np.array([2**63 - 1, -(2**63), 2**53 + 1, 2**53, 2**53 + 2, 0, 2**53 + 1])
arrays["bigUnsigned"] = np.array([2**64 - 1, 2**63, 3, 2**64 - 2], dtype="uint64")
arrays["line"] = np.array([3.0, 1.0, 2.0, 3.0, 1.0, 5.0, -4.0, 2.5])
arrays["sorted"] = np.array([-2.0, 0.0, 0.0, 1.5, 3.0, nan, nan])
arrays["sortedInts"] = np.array([1, 3, 3, 3, 8, 9], dtype="int32")
arrays["sortedBig"] = np.array([-(2**60), 5, 2**53 + 1, 2**62])
arrays["sortedComplex"] = np.array([1 + 0j, 1 + 2j, 2 - 1j])
arrays["edges"] = np.array([-3.0, -1.0, 0.0, 0.5, 4.0])
arrays["falling"] = np.array([4.0, 0.5, 0.0, -1.0])
arrays["counts"] = np.array([0, 1, 1, 3, 2, 1, 7, 3], dtype="uint8")
arrays["long"] = np.round(random.normal(size=600), 3)
arrays["long32"] = arrays["long"].astype("float32")
arrays["skewed"] = np.round(random.gamma(1.5, size=400), 3)
arrays["weights"] = np.round(random.uniform(size=600), 3)
arrays["weights8"] = np.array([0.5, 1.0, 2.0, 0.25, 1.0, 1.0, 0.0, 3.0])
arrays["whole8"] = np.array([1, 2, 1, 0, 1, 3, 1, 1], dtype="int32")
arrays["rows"] = np.array([[1, 2], [0, 5], [1, 2], [0, 4], [0, 5]], dtype="int16")
arrays["points"] = np.array([0.0, 1.0, 2.5, 4.0, 7.0])
arrays["values"] = np.array([1.0, -1.0, 3.0, 3.0, 0.5])
arrays["where"] = np.array([-1.0, 0.0, 0.3, 1.0, 2.4, 2.5, 3.9, 4.0, 6.0, 7.0, 8.5, nan])
arrays["empty"] = np.zeros((0,))
arrays["emptyRows"] = np.zeros((0, 3))
arrays["scalar"] = np.array(2.0)
arrays["plane"] = np.round(random.normal(size=(4, 5)), 3)
arrays["plane32"] = arrays["plane"].astype("float32")
arrays["planeInts"] = random.randint(-9, 9, (4, 5))
arrays["places5"] = np.array([0.0, 0.5, 2.0, 2.25, 4.0])
arrays["places4"] = np.array([1.0, 2.0, 3.0, 4.0])
arrays["weights4"] = np.array([1.0, 2.0, 0.5, 0.0])
arrays["none4"] = np.zeros(4)
arrays["x"] = np.round(random.normal(size=60), 2)
arrays["y"] = np.round(random.normal(size=60), 2)
arrays["weights60"] = np.round(random.uniform(size=60), 2)
cases = []


def case(operation, *arguments, how="plain", **options):
    def value(argument):
        return layout(arrays[argument], how) if isinstance(argument, str) and argument in arrays else argument

    python = {key: value(option) if key not in ("bins",) or option in arrays else option for key, option in options.items() if not isinstance(option, list)}
    python.update({key: [value(one) for one in option] if key not in ("axis",) else tuple(option) for key, option in options.items() if isinstance(option, list)})
    given = [[value(one) for one in argument] if isinstance(argument, list) else value(argument) for argument in arguments]
    spacing = python.pop("spacing", None)
    if spacing is not None:
        given += spacing if isinstance(spacing, list) else [spacing]
    expected = attempt(lambda: getattr(np, operation)(*given, **python))
    cases.append({"op": operation, "args": list(arguments), "layout": how, "options": options, "expected": expected})


ways = ["plain", "transposed", "reversed", "stepped", "swapped", "shifted"]
names = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "complex64", "complex128"]
for number, name in enumerate(names):
    for operation in ("sort", "argsort"):
        kind = {"kind": "stable"}
        case(operation, name, **kind)
        case(operation, name, axis=0, **kind)
        case(operation, name, how=ways[number % 6], axis=1, **kind)
        case(operation, name, how=ways[(number + 3) % 6], axis=None, **kind)
    case("unique", name)
    case("unique", name, how=ways[(number + 1) % 6], return_index=True, return_inverse=True, return_counts=True)
    case("nonzero", name)
    case("argwhere", name, how=ways[(number + 2) % 6])
    case("flatnonzero", name, how=ways[(number + 4) % 6])
for name in ("special", "complexNaN", "big", "bigUnsigned", "empty", "emptyRows", "line", "long", "long32"):
    case("sort", name, kind="stable")
    case("argsort", name, kind="stable")
    case("argsort", name, axis=0, kind="stable")
    case("nonzero", name)
    case("argwhere", name)
    if name != "complexNaN":
        case("unique", name, return_index=True, return_inverse=True, return_counts=True)
case("sort", "float64", axis=3)
case("sort", "float64", kind="fast")
case("sort", "scalar")
case("sort", "scalar", axis=None)
case("argwhere", "scalar")
case("flatnonzero", "scalar")
case("unique", "special", equal_nan=False, return_counts=True)
case("unique", "rows", axis=0, return_index=True, return_inverse=True, return_counts=True)
case("unique", "rows", axis=1, return_index=True, return_inverse=True, return_counts=True)
case("unique", "float64", axis=1)
for side in ("left", "right"):
    for v in ("float64", "special", "int32", "where", 0.0, 1, 99, nan if False else -7.5):
        case("searchsorted", "sorted", v, side=side)
        case("searchsorted", "sortedInts", v, side=side)
    case("searchsorted", "sortedBig", "big", side=side)
    case("searchsorted", "sortedComplex", "complex128", side=side)
    case("searchsorted", "empty", "line", side=side)
case("searchsorted", "plane", "line")
for right in (False, True):
    for bins in ("edges", "falling", "sortedInts"):
        case("digitize", "float64", bins, right=right)
        case("digitize", 0.5, bins, right=right)
case("digitize", "float64", "line")
case("bincount", "counts")
case("bincount", "counts", minlength=12)
case("bincount", "counts", weights="weights8")
case("bincount", "sortedInts", minlength=2)
case("bincount", "rows")
case("bincount", "big")
case("bincount", "weights8")
case("histogram", "float64")
for name in names[:11]:
    case("histogram", name, bins=7)
    case("histogram", name, bins="edges")
for name in ("long", "long32", "skewed", "int16", "line", "scalar"):
    for bins in ("auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges"):
        case("histogram", name, bins=bins)
    case("histogram", name, bins=13, range=[-1, 2.5])
    case("histogram", name, bins=6, density=True)
    case("histogram", name, bins="edges", density=True)
    case("histogram", name, bins="fd", range=[0, 1])
    case("histogram_bin_edges", name, bins=5)
case("histogram", "long", weights="weights")
case("histogram", "long", bins="edges", weights="weights", density=True)
case("histogram", "long", bins=4, weights="long32")
case("histogram", "line", bins=4, weights="whole8")
case("histogram", "line", bins="auto", weights="whole8")
case("histogram", "line", weights="weights")
case("histogram", "empty")
case("histogram", "empty", bins="auto")
case("histogram", "special")
case("histogram", "special", range=[-1, 1], bins=4)
case("histogram", "long", bins=0)
case("histogram", "long", bins="falling")
case("histogram", "long", range=[2, 1])
case("histogram", "long", bins="best")
case("histogram2d", "x", "y")
case("histogram2d", "x", "y", bins=[4, 6])
case("histogram2d", "x", "y", bins=["edges", 5], density=True)
case("histogram2d", "x", "y", bins=5, range=[[-1, 1], [-2, 0.5]])
case("histogram2d", "x", "y", bins=3, weights="weights60", density=True)
case("interp", "where", "points", "values")
case("interp", "where", "points", "values", left=-9, right=9)
case("interp", 1.75, "points", "values")
case("interp", "where", "values", "points", period=3)
case("interp", "plane", "points", "values", period=-2.5)
case("interp", "plane", "points", "values", how="transposed")
case("interp", "where", "points", "weights8")
case("interp", "where", "empty", "empty")
case("interp", "where", "points", "values", period=0)
case("lexsort", ["whole8", "counts"])
case("lexsort", ["counts", "whole8", "weights8"])
case("lexsort", ["where", "where"])
for first, second in (("int32", "int8"), ("float64", "line"), ("counts", "whole8"), ("special", "float32"), ("big", "sortedBig"), ("empty", "line"), ("line", "empty"), ("complex64", "sortedComplex"), ("bool", "counts")):
    for operation in ("intersect1d", "union1d", "setdiff1d", "setxor1d", "isin"):
        if operation != "setxor1d" or first != "special":
            case(operation, first, second)
    case("isin", second, first, invert=True)
for name in ("plane", "plane32", "planeInts"):
    case("trapz", name)
    case("trapz", name, axis=0, dx=0.5)
    case("trapz", name, x="places5")
    case("trapz", name, x="places4", axis=0)
    case("trapz", name, x="planeInts", how="transposed")
    for order in (1, 2):
        case("gradient", name, edge_order=order)
        case("gradient", name, axis=1, spacing=0.5, edge_order=order)
        case("gradient", name, axis=1, spacing=["places5"], edge_order=order)
        case("gradient", name, spacing=["places4", "places5"], edge_order=order)
        case("gradient", name, axis=[1, 0], spacing=[2.0, "places4"], edge_order=order)
    case("ediff1d", name)
    case("cov", name)
    case("cov", name, rowvar=False)
    case("cov", name, bias=True)
    case("cov", name, ddof=2)
    case("cov", name, y=name)
    case("corrcoef", name)
    case("corrcoef", name, rowvar=False)
    case("average", name)
    case("average", name, axis=0, weights="weights4")
    case("average", name, axis=0, weights="places4", keepdims=True)
    case("average", name, weights="planeInts")
    case("average", name, axis=1, weights=name)
    case("average", name, axis=1, weights="weights4")
    case("average", name, weights="weights4")
    case("average", name, axis=0, weights="none4")
    case("average", name, axis=1)
case("average", "complex128", axis=0, weights="float32")
case("average", "bool", weights="uint8")
case("trapz", "line")
case("trapz", "line", x="weights8")
case("trapz", "complex128", axis=1)
case("gradient", "line")
case("gradient", "complex64", axis=2)
case("gradient", "scalar")
case("gradient", "rows", axis=1, edge_order=2)
case("gradient", "line", edge_order=3)
case("ediff1d", "line", to_begin="points", to_end=[7.0, 8.0])
case("ediff1d", "empty")
case("ediff1d", "uint8")
case("cov", "line")
case("cov", "line", y="counts")
case("cov", "line", fweights="whole8")
case("cov", "line", aweights="weights8", y="counts")
case("cov", "line", aweights="weights8", fweights="whole8", y="counts", ddof=0)
case("cov", "line", aweights="weights8", fweights="whole8", y="counts")
case("cov", "line", y="points")
case("cov", "float64")
case("corrcoef", "line", y="counts")
case("corrcoef", "line")
arrays["x32"], arrays["y32"] = arrays["x"].astype("float32"), arrays["y"].astype("float32")
case("histogram2d", "x32", "y32")
case("histogram2d", "x32", "y", bins=[3, 4], density=True)
arrays["constant"] = np.full((2, 6), [[16], [7]], dtype="uint16")
case("cov", "constant")
case("corrcoef", "constant")

# equal infinities
arrays["farComplex"] = np.array([complex(-2.5, -inf), complex(1, inf), complex(-2.5, -inf), complex(inf, inf), complex(-2.5, inf), complex(inf, -inf), complex(inf, inf), complex(1, inf), complex(-2.5, -inf), 0, complex(nan, inf), complex(inf, nan)])
arrays["farFinite"] = arrays["farComplex"][:10]
case("sort", "farComplex")
case("argsort", "farComplex", kind="stable")
case("unique", "farFinite")
case("unique", "farFinite", return_index=True, return_inverse=True, return_counts=True)
case("union1d", "farFinite", "farFinite")
case("isin", "farFinite", "farFinite")
case("intersect1d", "farFinite", "farFinite")

arrays["noColumns"] = np.zeros((4, 0, 2), "int16")
for axis in (0, 1, 2):
    case("unique", "noColumns", axis=axis)
    case("unique", "noColumns", axis=axis, return_index=True, return_inverse=True, return_counts=True)

arrays["sortedComplexNaN"] = np.sort(arrays["complexNaN"])
arrays["someNaN"] = np.array([nan, -3.0, 2.0, inf])
for side in ("left", "right"):
    case("searchsorted", "sortedComplexNaN", "someNaN", side=side)
    case("searchsorted", "sortedComplexNaN", "complexNaN", side=side)

write("sort.json", cases, arrays={k: plain(v) for k, v in arrays.items()})
