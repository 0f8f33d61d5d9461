"""Texts of arrays as NumPy prints them: format.json."""
import numpy as np

from common import write

rng = np.random.RandomState(7)
nan, inf = np.nan, np.inf
cases = []


def add(a, **options):
    a = np.asarray(a)
    names = {"linewidth": "linewidth", "precision": "precision", "suppress": "suppress", "threshold": "threshold",
             "edgeitems": "edgeitems", "sign": "sign", "floatmode": "floatmode", "nanstr": "nanstr", "infstr": "infstr"}
    with np.printoptions(**{names[k]: v for k, v in options.items()}):
        case = {"options": options, "str": str(a), "repr": repr(a)}
    if a.size > 120:
        step = a.ravel()
        assert np.array_equal(step, np.arange(a.size).astype(a.dtype) * step[1]), "large cases are multiples of their step"
        case["large"] = {"dtype": a.dtype.name, "shape": list(a.shape), "step": float(step[1].real)}
    else:
        case["array"] = a
    cases.append(case)


f8 = [
    [1, 2, 3], [1.5, -2.25, 3], [0.1, 0.2, 0.30000000000000004], [1e-5, 1], [1e8, 1], [99999999.0, 1], [1e-4, 0.1], [9.9e-5, 0.01],
    [1000, 1], [1001, 1], [1e16, 1], [1e300, 1e-300], [5e-324, 1.7976931348623157e308], [nan, 1], [inf, 1], [-inf, 1], [nan, inf, -inf],
    [nan, 1e10, -inf], [-0.0, 0.0], [-0.0, 1.5], [0, 0], [nan], [-nan, 123456.789], [1 / 3, 2 / 3, 10 / 3], [123456789.123, 0.001],
    [0.001953125, 2.0], [0.00048828125 + 1, 3], [2.5, 3.5], [1e-20, 1], [3.14159265358979, 2.71828182845905], [100, 10, 1, 0.1, 0.01],
    [1e22, 1e23], [4.35, 4.349999999999999], [1.0000000001, 2], [1.000000005, 2], [999999.99999999], [0.99999999999], [-1e-9, 1e-9],
    [1234567.125, 0.5], [5.684341886080802e-14], [1e15, 1e16], [123456.5, 1.25, nan, -inf],
]
for values in f8:
    add(np.array(values, dtype="float64"))
    add(np.array(values, dtype="float32"))
for value in [0.0, -0.0, 1.0, 0.1, 1e15, 1e16, 1e17, 123456789.0, 1e-4, 9.999e-5, 1e-5, nan, inf, -inf, 1 / 3, 1e22, 5e-324, 12345678.9]:
    add(np.float64(value))
    add(np.array(value, dtype="float32"))
for values in [[1 + 2j, 3 - 4j], [1j, -1j], [0.5, 1e-10j], [nan + 1j, 1 + nan * 1j], [complex(inf, -inf), 1], [1e10 + 1e-10j, 1],
               [1.25 - 0.0j, -0.0 + 3j], [123.456 + 0.001j, 1 + 1000j], [0j]]:
    add(np.array(values, dtype="complex128"))
    add(np.array(values, dtype="complex64"))
for value in [1 + 2j, 1j, -1j, 0j, complex(-0.0, 1), 1.5, 1e16 + 1e-5j, complex(nan, 1), complex(1, -inf), complex(0, nan), 0.1 - 0.2j, -2.5j]:
    add(np.complex128(value))
    add(np.array(value, dtype="complex64"))
for dtype in ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "float32", "float64", "complex64", "complex128"]:
    add(np.zeros(0, dtype))
    add(np.zeros((0, 3), dtype))
    add(np.ones((2, 3), dtype))
    add(np.array(1, dtype))
    add(np.arange(6).reshape(1, 2, 3).astype(dtype))
add(np.array([[-1, 10], [100, -1000]]))
add(np.array([2**63 - 1, -2**63]))
add(np.array([2**64 - 1, 0], dtype="uint64"))
add(np.array([[True, False], [False, True]]))
add(np.arange(24).reshape(2, 3, 4))
add(np.arange(24.0).reshape(2, 3, 4) / 7)
add(np.arange(16).reshape(2, 2, 2, 2))
add(np.arange(30))
add(np.arange(60) * 1.0)
add(np.arange(40) % 2 == 0)
add(rng.normal(size=20))
add(rng.normal(size=(3, 9)))
add(rng.normal(size=(4, 4)).astype("float32"))
add(rng.normal(size=20) * 10.0 ** rng.randint(-12, 12, 20))
add((rng.normal(size=20) * 10.0 ** rng.randint(-12, 12, 20)).astype("float32"))
add(rng.normal(size=10) + 1j * rng.normal(size=10))
add((rng.normal(size=10) * 1e5).astype("complex64"))
add(np.float32(2.0) ** np.arange(-40, 40, 4, dtype="float32"))
add(2.0 ** np.arange(-60, 60, 7))
add(rng.uniform(size=12).astype("float32"))
add(np.array([1.1e-10, 1.23456789e-5, 0.123456789], dtype="float32"))
for n in [1000, 1001, 5000]:
    add(np.arange(n))
    add(np.arange(n) * 0.5)
add(np.arange(1200).reshape(30, 40))
add(np.arange(1200).reshape(30, 40).astype("uint16"))
add(np.arange(2000).reshape(10, 10, 20) * 0.25)
add(np.arange(1001, dtype="complex128"))
add(np.arange(1200.0).reshape(2, 600))
add(np.arange(1200.0).reshape(600, 2))
add(np.arange(1100).reshape(1100, 1))
base = rng.normal(size=9) * np.array([1, 10, 100] * 3)
for options in [
    {"precision": 3}, {"precision": 0}, {"precision": 15}, {"suppress": True}, {"linewidth": 20}, {"linewidth": 1}, {"threshold": 5}, {"threshold": 5, "edgeitems": 1},
    {"threshold": 0, "edgeitems": 2}, {"sign": "+"}, {"sign": " "}, {"floatmode": "fixed"}, {"floatmode": "unique"}, {"floatmode": "maxprec_equal"},
    {"floatmode": "fixed", "precision": 2}, {"precision": 2, "suppress": True, "sign": " "}, {"nanstr": "missing", "infstr": "endless"},
]:
    add(base, **options)
    add(np.array([1e-10, 1.5, 1234.5]), **options)
    add(np.array([0.5, 1.5, 2.5, nan, inf]), **options)
    add(np.array([0.125, 2.5, 1e-5], dtype="float32"), **options)
    add(np.arange(12.0).reshape(3, 4) - 5, **options)
    add(np.array([1.5 - 2j, 1e-3 + 3j]), **options)

write("format.json", cases)
