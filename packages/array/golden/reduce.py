"""Golden numbers of the reductions: run with the NumPy that is the reference, from any folder."""
import numpy as np
from common import plain as encode
from common import write
from layouts import attempt, layout

random = np.random.RandomState(7)
dtypes = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "complex64", "complex128"]
arrays = {}
cases = []


def values(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return random.randint(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return random.randint(info.min // 3 if info.min < 0 else 0, info.max // 2, shape, dtype=dtype)
    if dtype.kind == "c":
        return (np.round(random.normal(size=shape), 3) + 1j * np.round(random.normal(size=shape), 3)).astype(dtype)
    return np.round(random.normal(scale=10, size=shape), 3).astype(dtype)


for dtype in dtypes:
    arrays[dtype] = values(dtype, (2, 3, 4))
arrays["small"] = np.array([[3, 1, 2], [2, 2, 5]], dtype="int64")
holes = np.round(random.normal(scale=10, size=(2, 3, 4)), 3)
holes[random.uniform(size=holes.shape) < 0.25] = np.nan
holes[1, 2, :] = np.nan
arrays["holes64"] = holes
arrays["holes32"] = holes.astype("float32")
arrays["holesComplex"] = holes + 1j * holes[::-1]
special = np.array([[np.nan, np.inf, -np.inf, 0.0], [1.0, -0.0, np.inf, 2.0], [-np.inf, 3.0, 3.0, -np.inf]])
arrays["special"] = special
arrays["empty"] = np.zeros((0, 3))
arrays["empty32"] = np.zeros((3, 0), dtype="int32")
arrays["none"] = np.zeros((0,), dtype="uint8")
arrays["scalar"] = np.array(4.5)
arrays["one"] = np.array([[[7]]], dtype="uint16")
arrays["long"] = np.round(random.normal(loc=1e6, scale=1.0, size=(2, 4500)), 1)
arrays["offset32"] = (10000 + random.uniform(size=(9000, 2))).astype("float32")
arrays["ties"] = np.array([[2, 1, 2, 1], [1, 2, 2, 1], [0, 0, 2, 2]], dtype="uint8")
arrays["big"] = np.array([[2**62, 2**62, 5], [-(2**63), -1, 2**53 + 1]], dtype="int64")
arrays["bigUnsigned"] = np.array([[2**63 + 1, 2**63], [7, 2**64 - 1]], dtype="uint64")
arrays["zeros"] = np.zeros((2, 3))
masks = {"mask": random.uniform(size=(2, 3, 4)) < 0.6, "row": np.array([True, False, True, True])}

plain = ["sum", "prod", "mean", "std", "var", "min", "max", "ptp", "any", "all", "count_nonzero", "argmin", "argmax"]
skipping = ["nansum", "nanprod", "nanmean", "nanstd", "nanvar", "nanmin", "nanmax", "nanargmin", "nanargmax"]
running = ["cumsum", "cumprod", "nancumsum", "nancumprod"]

wide = {"float32": "float64", "complex64": "complex128"}


def case(operation, name, how="plain", **options):
    array = layout(arrays[name], how)
    given = dict(options)
    python = dict(options)
    if isinstance(python.get("axis"), list):
        python["axis"] = tuple(python["axis"])
    if "where" in python:
        python["where"] = masks[python["where"]]
    result = attempt(lambda: getattr(np, operation)(array, **python))
    if str(array.dtype) in wide and "dtype" not in options and "dtype" in result and "arg" not in operation:
        # NumPy adds float32 up in float32; the expected value is NumPy's own of the same numbers in float64, rounded once.
        better = attempt(lambda: np.asarray(getattr(np, operation)(array.astype(wide[str(array.dtype)]), **python)).astype(result["dtype"]))
        result = better
    cases.append({"op": operation, "a": name, "layout": how, "options": given, "expected": result})


layouts = ["transposed", "reversed", "stepped", "shifted", "swapped", "broadcast"]
for number, operation in enumerate(plain):
    for index, dtype in enumerate(dtypes):
        case(operation, dtype)
        case(operation, dtype, axis=(number + index) % 3)
        case(operation, dtype, layouts[(number + index) % 6], axis=-1 - (index % 3))
        case(operation, dtype, layouts[(number + 3 * index + 1) % 6])
        if operation not in ("argmin", "argmax"):
            case(operation, dtype, layouts[index % 6], axis=[0, 2], keepdims=True)
            case(operation, dtype, layouts[(index + 2) % 6], axis=[2, 1])
    for name in ("special", "empty", "empty32", "none", "scalar", "one", "long", "offset32", "ties", "big", "bigUnsigned", "small"):
        case(operation, name)
        if name == "long":
            case(operation, name, axis=1)
        elif name == "offset32":
            case(operation, name, axis=0)
        elif arrays[name].ndim > 0:
            case(operation, name, axis=0)
            case(operation, name, axis=-1, keepdims=True)
            case(operation, name, "transposed", axis=0)
for operation in skipping:
    for name in ("holes64", "holes32", "holesComplex", "special", "int32", "uint8", "bool"):
        case(operation, name)
        for axis in (0, 1, 2):
            if axis < arrays[name].ndim:
                case(operation, name, layouts[(axis + len(name)) % 6], axis=axis)
        if "arg" not in operation:
            case(operation, name, "transposed", axis=[0, 1], keepdims=True)
    for name in ("empty", "none", "scalar"):
        case(operation, name)
for operation in running:
    for name in dtypes + ["holes64", "special", "empty", "scalar", "big", "ties"]:
        case(operation, name)
        if arrays[name].ndim > 0:
            case(operation, name, layouts[len(name) % 6], axis=0)
            case(operation, name, "transposed", axis=-1)
for operation in ("sum", "prod", "mean", "std", "var", "any", "all", "nansum", "nanmean", "nanstd", "nanvar"):
    for name in ("float64", "int32", "float32", "holes64", "complex128"):
        case(operation, name, where="mask")
        case(operation, name, axis=1, where="row")
        case(operation, name, "reversed", axis=[0, 1], where="mask", keepdims=True)
for operation in ("min", "max"):
    for name in ("float64", "int32", "uint8", "int64", "holes64"):
        case(operation, name, where="mask", initial=5)
        case(operation, name, axis=2, where="row", initial=0)
        case(operation, name, axis=0, initial=100)
    case(operation, "float64", where="mask")
    case(operation, "empty", axis=0, initial=3)
for operation in ("sum", "prod"):
    for name in ("float64", "int32", "uint8", "int64", "complex64", "bool"):
        case(operation, name, axis=0, initial=3)
    for name, dtype in (("float32", "float64"), ("uint8", "uint8"), ("int16", "int16"), ("float64", "int32"), ("int32", "float32"), ("int64", "float64"), ("bool", "uint8"), ("float64", "complex128"), ("uint8", "int64"), ("ties", "bool")):
        case(operation, name, axis=1, dtype=dtype)
for operation in ("mean", "std", "var"):
    for name, dtype in (("float32", "float64"), ("int32", "float32"), ("float64", "float32"), ("uint8", "float64")):
        case(operation, name, axis=1, dtype=dtype)
for operation in ("cumsum", "cumprod"):
    for name, dtype in (("float32", "float64"), ("uint8", "uint8"), ("int16", "int16"), ("uint8", "float64"), ("bool", "int32")):
        case(operation, name, axis=1, dtype=dtype)
for operation in ("std", "var", "nanstd", "nanvar"):
    for ddof in (1, 2, 3, 6, 7):
        case(operation, "float64", axis=2, ddof=ddof)
        case(operation, "holes64", axis=0, ddof=ddof)
        case(operation, "complex64", axis=2, ddof=ddof)
for operation in ("sum", "mean", "max", "argmax", "cumsum", "any"):
    for axis in (3, -4):
        case(operation, "float64", axis=axis)
    case(operation, "float64", axis=[0, 0])
for operation in ("sum", "any", "max", "mean", "std"):
    case(operation, "float64", axis=[])

# products beyond 2 ** 53 that wrap in the dtype that is asked for
arrays["odd"] = np.array([[251, 7, 199, 33, 85], [9, 101, 243, 255, 3], [77, 5, 1, 201, 9]], dtype="int32")
for dtype in ("uint8", "int8", "uint16", "int32", "uint32", "float32"):
    case("prod", "odd", dtype=dtype)
    case("prod", "odd", axis=1, dtype=dtype)
    case("cumprod", "odd", dtype=dtype)
    case("sum", "odd", dtype=dtype)
for operation in ("nanstd", "nanvar"):
    case(operation, "int32", axis=0, ddof=2)
    case(operation, "ties", ddof=12)

write("reduce.json", cases, arrays={k: encode(v) for k, v in arrays.items()}, masks={k: encode(v) for k, v in masks.items()})
