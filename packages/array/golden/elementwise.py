"""Golden numbers of the elementwise operations: run with the NumPy that is the reference, from any folder.

Where NumPy computes small integers in float16, which the project does not have, the inputs are float32 here.
"""
import warnings

import numpy as np
from common import plain, write
from layouts import layout

warnings.simplefilter("ignore")
np.seterr(all="ignore")
nan, inf = np.nan, np.inf
dtypes = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "complex64", "complex128"]
arrays, cases = {}, []


def specials(dtype):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([False, True])
    if kind in "iu":
        info = np.iinfo(dtype)
        values = [0, 1, 3, 7, 100, info.max]
        return np.array(values + ([info.min, -1, -2, -7] if kind == "i" else []), dtype=dtype)
    if kind == "f":
        return np.array([0.0, -0.0, 0.5, -1.0, 2.5, -3.75, 100.25, -1e-3, 1e30, inf, -inf, nan], dtype=dtype)
    return np.array([0, 1, -1, 1j, -0.5 + 2j, 3 - 4j, -3 - 4j, 1e-3 + 1e-4j, complex(nan, 1), complex(1, nan)], dtype=dtype)


def small(dtype, start):
    return (np.arange(start, start + 4) % (2 if dtype == "bool" else 97)).astype(dtype)


for dtype in dtypes:
    arrays["special " + dtype] = specials(dtype)
    arrays["a " + dtype] = small(dtype, 3)
    arrays["b " + dtype] = small(dtype, 1)
    arrays["empty " + dtype] = np.zeros((0, 3), dtype=dtype)
random = np.random.RandomState(5)
for dtype in ["bool", "int16", "int64", "uint8", "float32", "float64", "complex64", "complex128"]:
    values = random.randint(1, 60, (3, 4, 6))
    arrays["block " + dtype] = (values % 2 if dtype == "bool" else values).astype(dtype)
    if np.dtype(dtype).kind == "c":
        arrays["block " + dtype] += np.asarray(1j, dtype) * values[::-1].astype(dtype)
arrays["row"] = np.array([1.5, -2.0, 0.25, 8.0, -1.0, 3.0])
arrays["column"] = np.array([[1], [2], [-3], [4]], dtype="int16")
arrays["point"] = np.array(2.5)
reals = np.concatenate([random.normal(size=30) * 3, random.normal(size=10) * 100, random.uniform(-1, 1, 30), [0.0, -0.0, 1.0, -1.0, nan, inf, -inf, 1e-9, -1e-9, 700.5, -745.0, 1e300, 1e-300]])
arrays["reals"] = reals
arrays["reals32"] = reals[:80].astype("float32")
arrays["partners"] = np.roll(reals, 7)
plane = (random.normal(size=40) * 2 + 1j * random.normal(size=40) * 2)
arrays["plane"] = np.concatenate([plane, random.uniform(-1, 1, 20) * 1e-3 + 1j * random.uniform(-1, 1, 20) * 1e-3, [1 + 0j, -1 + 0j, 0.5 + 0j, -0.5 + 0j, 1j, -1j, 0.999 + 0.03j, 1e-9 + 1e-12j]])
arrays["far plane"] = plane
arrays["planePartners"] = np.roll(arrays["plane"], 5)
arrays["halves"] = np.array([0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999999999999994, 2.675, 1.005, -1234.567, 1e16, 4503599627370497.5, nan, inf, -0.2, 0.0, -0.0, 15.0, 25.0, 35.0])
arrays["halves32"] = arrays["halves"][:16].astype("float32")
arrays["tens"] = np.array([5, 15, 25, -15, -25, 149, 250], dtype="int32")

numpy_names = {
    "floorDivide": "floor_divide", "notEqual": "not_equal", "lessEqual": "less_equal", "greaterEqual": "greater_equal",
    "logicalAnd": "logical_and", "logicalOr": "logical_or", "logicalXor": "logical_xor", "logicalNot": "logical_not",
    "bitwiseAnd": "bitwise_and", "bitwiseOr": "bitwise_or", "bitwiseXor": "bitwise_xor", "leftShift": "left_shift",
    "rightShift": "right_shift", "nanToNum": "nan_to_num",
}


def widened(result, arguments, call):
    """float16 stands for float32 here."""
    if isinstance(result, np.ndarray) and result.dtype == np.float16:
        return call(*[x.astype("float32") if isinstance(x, np.ndarray) and x.dtype.itemsize == 1 and x.dtype.kind in "biu" else x for x in arguments])
    return result


def case(operation, *operands, how=("plain", "plain", "plain"), loose=False, **options):
    """Operands are names of arrays, or scalars as {"scalar": value}."""
    arguments = [layout(arrays[x], how[i]) if isinstance(x, str) else x["scalar"] for i, x in enumerate(operands)]
    function = getattr(np, numpy_names.get(operation, operation))
    entry = {"operation": operation, "operands": [x if isinstance(x, str) else {"scalar": plain(x["scalar"])} for x in operands]}
    if any(name != "plain" for name in how):
        entry["how"] = list(how)
    if options:
        entry["options"] = options
    if loose:
        entry["loose"] = 2e-15 if loose is True else loose
    try:
        result = widened(np.asarray(function(*arguments, **options)), arguments, lambda *a: np.asarray(function(*a, **options)))
        if isinstance(result, np.ndarray) and result.dtype == np.float16:
            raise AssertionError(operation)
        entry["result"] = plain(result)
    except (TypeError, ValueError) as error:
        entry["error"] = "TypeError" if isinstance(error, TypeError) else "ValueError"
    cases.append(entry)


arithmetic = ["add", "subtract", "multiply", "divide", "floorDivide", "mod", "maximum", "minimum", "fmax", "fmin"]
comparisons = ["equal", "notEqual", "less", "lessEqual", "greater", "greaterEqual", "logicalAnd", "logicalOr", "logicalXor"]
bits = ["bitwiseAnd", "bitwiseOr", "bitwiseXor", "leftShift", "rightShift"]
for dtype in dtypes:
    name = "special " + dtype
    arrays["column " + dtype] = specials(dtype)[:, None]
    # Which of 0 and -0 is the greater depends on NumPy's vector instructions.
    if np.dtype(dtype).kind == "f":
        arrays["unsigned zero " + dtype] = specials(dtype) + np.zeros((), dtype)
        arrays["unsigned zero column " + dtype] = specials(dtype)[:, None] + np.zeros((), dtype)
    for operation in arithmetic + comparisons + bits:
        if dtype in ["int16", "uint16", "int32"] and operation not in ["multiply", "floorDivide"]:
            continue
        if dtype in ["float32", "uint32", "int8"] and operation in comparisons:
            continue
        if dtype == "complex64" and operation not in ["add", "multiply", "divide", "less"]:
            continue
        if operation in ["maximum", "minimum", "fmax", "fmin"] and np.dtype(dtype).kind == "f":
            case(operation, "unsigned zero column " + dtype, "unsigned zero " + dtype)
            continue
        # NumPy multiplies and divides complex64 in single precision throughout.
        case(operation, "column " + dtype, name, loose=dtype == "complex64" and operation in ["multiply", "divide"])
    for operation in ["negative", "positive", "absolute", "sign", "square", "conjugate", "invert", "logicalNot", "isnan", "isinf", "isfinite", "signbit"]:
        case(operation, name)
    if np.dtype(dtype).kind in "fc":
        case("reciprocal", name, loose=dtype == "complex64")
    case("add", "empty " + dtype, "special bool" if False else {"scalar": 1})
    case("power", "special " + dtype if np.dtype(dtype).kind in "biu" else "a " + dtype, {"scalar": 3})
    for other in dtypes:
        for operation in ["add", "subtract", "divide", "floorDivide", "power", "less", "bitwiseAnd", "leftShift"]:
            if operation in ["less", "power", "subtract"] and (len(dtype) + len(other)) % 2 == 0 and dtype != other:
                continue
            if operation in ["bitwiseAnd", "leftShift"] and {"float64", "complex128", "complex64"} & {dtype, other}:
                continue
            case(operation, "a " + dtype, "b " + other, loose=operation == "power" or (operation == "divide" and "complex" in dtype + other))
        if np.dtype(dtype).kind not in "c" and np.dtype(other).kind not in "c":
            case("arctan2", "a " + dtype, "b " + other, loose=True)

for dtype in dtypes:
    for scalar in [True, 2, -1, 200, 300, 40000, -200, 3_000_000_000, 2.5, -0.5, 1e300, inf, nan, 1 + 2j]:
        # A JavaScript number that is whole may be meant as a float: beside floats it is one here, while NumPy 1.24 looks at its size.
        if np.dtype(dtype).kind in "fc" and isinstance(scalar, int) and abs(scalar) > 30000:
            continue
        case("multiply", "a " + dtype, {"scalar": scalar})
    for scalar in [2, 300, -1, 2.5]:
        case("less", "a " + dtype, {"scalar": scalar})
        case("subtract", {"scalar": scalar}, "a " + dtype)

unary = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "degrees", "radians", "floor", "ceil", "trunc", "rint"]
exact = ["sqrt", "floor", "ceil", "trunc", "rint"]
for operation in unary:
    case(operation, "reals", loose=operation not in exact)
    case(operation, "reals32", loose=operation not in exact)
    # NumPy's log1p of a complex number near 0 is the logarithm of a rounded 1 + z.
    case(operation, "plane" if operation != "log1p" else "far plane", loose=operation != "rint")
    for dtype in ["bool", "int8", "uint16", "int32", "int64", "complex64"]:
        case(operation, "a " + dtype, loose=operation not in exact)
for operation in ["hypot", "arctan2", "copysign", "heaviside", "power"]:
    case(operation, "reals", "partners", loose=True)
    case(operation, "reals32", {"scalar": 1.5}, loose=True)
    case(operation, "special int32", "special float32", loose=True)
case("power", "plane", "planePartners", loose=2e-14)
case("power", "plane", {"scalar": 2}, loose=True)
case("power", "plane", {"scalar": -3}, loose=True)
case("power", "plane", {"scalar": 0.5}, loose=True)
case("power", "a int32", {"scalar": -1})
case("power", "a int64", "special int64")
case("power", "special uint32", "a uint8")
case("power", "special int64", {"scalar": 5})
case("angle", "plane", loose=True)
case("angle", "plane", loose=True, deg=True)
case("angle", "special float64")
case("angle", "a int32")
case("real", "plane")
case("imag", "plane")
case("imag", "a int32")
case("absolute", "plane", loose=True)
case("rint", "halves")
for decimals in [0, 1, 2, 3, -1, -2]:
    case("round", "halves", decimals=decimals)
    case("round", "halves32", decimals=decimals)
    case("round", "tens", decimals=decimals)
    case("round", "plane", decimals=decimals)

# Layouts: views of every kind as either operand.
hows = ["plain", "reversed", "stepped", "shifted", "swapped", "broadcast"]
for dtype in ["bool", "int16", "int64", "uint8", "float32", "float64", "complex64", "complex128"]:
    block = "block " + dtype
    for how in hows:
        case("add", block, block, how=[how, how])
        case("multiply", block, "row", how=[how, "stepped" if how == "stepped" else "swapped" if False else "plain"]) if how not in ["swapped"] else case("multiply", block, {"scalar": 3}, how=[how, "plain"])
        case("equal", block, block, how=[how, how])
        case("logicalNot", block, how=[how])
    case("subtract" if dtype != "bool" else "maximum", block, "column", how=["reversed", "plain"])
    case("add", block, "column", how=["plain", "reversed"])
    # An array without axes takes part in promotion like any other here, as in NumPy 2.
    case("add", block, "point" if dtype not in ["float32", "complex64"] else {"scalar": 2.5})
    case("sqrt", block, how=["swapped"], loose=True)
    case("add", block, block, how=["transposed", "transposed"])
    case("where", "block bool", block, {"scalar": 0}, how=["reversed", "swapped" if False else "reversed", "plain"])
    case("where", block, block, "column", how=["plain", "reversed", "plain"])
case("where", "block bool", "block float32", "block int16", how=["reversed", "plain", "broadcast"])
case("where", "special float64", {"scalar": 1.5}, {"scalar": 2.5})
case("where", "special complex128", "special complex128", {"scalar": 7})
case("add", "row", "column")
case("multiply", "column", "row", how=["reversed", "reversed"])
case("add", "point", "point")
case("add", "row", "b int32")
case("arctan2", "plane", "plane")
case("floor", "plane")
case("mod", "plane", "plane")
case("bitwiseAnd", "reals", "reals")
case("leftShift", "reals", {"scalar": 1})
case("negative", "special bool")

for low, high in [(2, 5), (-1, 4), (2.5, 4.5), (None, 4), (3, None), (300, 400)]:
    for dtype in ["uint8", "int16", "int64", "float32", "float64"]:
        operands = ["a " + dtype, {"scalar": low}, {"scalar": high}]
        case("clip", *operands)
case("clip", "special float64", {"scalar": -1.0}, {"scalar": 1.0})
case("clip", "block float64", "row", {"scalar": 40.0})

for options in [{}, {"nan": 5.0}, {"nan": -1.0, "posinf": 10.0}, {"posinf": 3.0, "neginf": -3.0}]:
    for name in ["special float64", "special float32", "special complex128", "special int32"]:
        case("nanToNum", name, **options)
for options in [{}, {"rtol": 0.1}, {"atol": 0.5}, {"rtol": 0.0, "atol": 0.0}, {"equal_nan": True}]:
    case("isclose", "column float64", "special float64", **options)
    case("isclose", "reals", "reals", **options)
    case("allclose", "reals", "partners", **options)
    case("allclose", "reals", "reals", **options)
    case("allclose", "row", "row", **options)
    case("isclose", "column complex128", "special complex128", **options)
    case("isclose", "special int32", {"scalar": 7}, **options)
    case("isclose", "special int64", "special int64", **options)

# where squares overflow, one factor of a product is 0 and the other infinite, or a part is infinite
arrays["far"] = np.array([2e9j, -2e9j, 2e9, -2e9, complex(-inf, -inf), complex(inf, 1), complex(-50, -inf), complex(-inf, -0.0), complex(9e15, -inf), 1.7e308 + 0.5j, -1.7e308 - 1.7e308j, 1e200 - 3e199j, 2e-300 + 1e160j])
for operation in ["log", "log10", "sin", "cos", "sinh", "cosh", "arcsin", "arctan", "arcsinh", "arctanh", "sqrt"]:
    case(operation, "far", loose=True)
case("power", "far", {"scalar": 1.0})
case("power", "a uint64", "special int16")
case("power", "empty uint32", {"scalar": -1})

stored = {name: plain(array) for name, array in arrays.items()}
write("elementwise.json", cases, arrays=stored)
