"""Filters of scipy.ndimage over dtypes, axes, modes, origins, sizes and footprints: /usr/bin/python3 filters.py"""
import warnings

import numpy as np
from scipy import ndimage
from support import Cases, image

warnings.simplefilter("ignore")
rng = np.random.RandomState(20)
MODES = ["reflect", "constant", "nearest", "mirror", "wrap", "grid-mirror", "grid-constant", "grid-wrap"]
DTYPES = ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"]
SHAPES = [(7,), (1,), (2,), (5, 6), (1, 4), (4, 1), (3, 2, 4), (2, 1, 3, 2)]
cases = Cases(ndimage)


def pick(items):
    return items[rng.randint(len(items))]


def shape_of(dims=None):
    return pick([s for s in SHAPES if dims is None or len(s) == dims])


def origin_of(size):
    return int(rng.randint(-(size // 2), (size - 1) // 2 + 1))


def border(options, several=None):
    options["mode"] = pick(MODES)
    if several and rng.rand() < 0.4:
        options["mode"] = [pick(MODES) for _ in range(several)]
    if rng.rand() < 0.5:
        options["cval"] = float(pick([0.0, 1.5, 3.0]))
    return options


def output(options, dtype, narrow=True):
    if rng.rand() < 0.3:
        options["output"] = pick(["float64", "float32"] + (["int32", "int16"] if narrow else []))
    return options


# Each dtype with each filter along an axis.
for dtype in DTYPES + ["complex64", "complex128"]:
    for _ in range(2):
        a = image(rng, dtype, shape_of())
        complex_input = a.dtype.kind == "c"
        size = int(rng.randint(1, 6))
        axis = int(rng.randint(-a.ndim, a.ndim))
        weights = np.round(rng.randn(size) * 2, 2)
        kind = rng.randint(4)
        if kind == 1:
            weights = weights + weights[::-1]
        elif kind == 2:
            weights = weights - weights[::-1]
        elif kind == 3 and dtype[0] in "cf":
            weights = weights + 1j * np.round(rng.randn(size), 2)
        options = border({"axis": axis, "origin": origin_of(size)})
        if not complex_input and weights.dtype.kind != "c":
            output(options, dtype)
        if dtype[0] == "u":
            weights = np.abs(weights)
        cases.add("correlate1d", a, weights, **options)
        if size % 2 == 1 or options["origin"] < (size - 1) // 2:
            options["origin"] = 0 if size % 2 else 0
            cases.add("convolve1d", a, weights, **options)
        options = border({"axis": axis, "origin": origin_of(size)})
        if not complex_input:
            output(options, dtype)
        cases.add("uniform_filter1d", a, size, **options)
        if complex_input:
            continue
        for name in ("minimum_filter1d", "maximum_filter1d"):
            cases.add(name, a, size, **output(border({"axis": axis, "origin": origin_of(size)}), dtype))

# Gaussians and derivatives. Whole numbers are cut, so that they need an output of floats to be comparable beyond rounding errors.
for dtype in DTYPES + ["complex64", "complex128"]:
    floats = dtype[0] in "fc"
    for _ in range(2):
        a = image(rng, dtype, shape_of())
        extra = {} if floats else {"output": "float64"}
        axis = int(rng.randint(-a.ndim, a.ndim))
        cases.add("gaussian_filter1d", a, float(pick([0.4, 1.0, 2.3])), **border({"axis": axis, "order": int(rng.randint(4)), "truncate": float(pick([2.0, 4.0, 3.3])), **extra}))
        options = border({"order": [int(x) for x in rng.randint(0, 3, a.ndim)], **extra}, a.ndim)
        if rng.rand() < 0.4:
            options["radius"] = [int(x) for x in rng.randint(1, 4, a.ndim)]
        cases.add("gaussian_filter", a, [float(x) for x in pick([[0.7, 1.5, 0.0, 1.0], [1.0, 2.0, 0.5, 0.3]])[: a.ndim]], **options)
        cases.add("gaussian_laplace", a, 1.1, **border(dict(extra), a.ndim))
        cases.add("gaussian_gradient_magnitude", a, 0.9, **border({"truncate": 3.0, **extra}, a.ndim))
        for name in ("sobel", "prewitt"):
            cases.add(name, a, **border({"axis": axis}, a.ndim))
        cases.add("laplace", a, **border({}, a.ndim))

# Boxes and footprints.
for dtype in DTYPES:
    for _ in range(2):
        a = image(rng, dtype, shape_of())
        sizes = [int(x) for x in rng.randint(1, 4, a.ndim)]
        origins = [origin_of(n) for n in sizes]
        footprint = rng.rand(*sizes) > 0.4
        footprint.flat[rng.randint(footprint.size)] = True
        weights = np.round(rng.randn(*sizes), 2)
        if dtype[0] == "u":
            weights = np.abs(weights)
        cases.add("correlate", a, weights, **output(border({"origin": origins}), dtype))
        odd = [0 if n % 2 else -1 for n in sizes]
        cases.add("convolve", a, weights, **border({"origin": odd if rng.rand() < 0.5 else 0}))
        cases.add("uniform_filter", a, size=sizes, **output(border({"origin": origins}, a.ndim), dtype))
        for name in ("minimum_filter", "maximum_filter"):
            cases.add(name, a, size=sizes, **output(border({"origin": origins}, a.ndim), dtype))
            cases.add(name, a, footprint=footprint, **border({"origin": origins}))
        cases.add("median_filter", a, size=sizes, **border({"origin": origins}))
        cases.add("median_filter", a, footprint=footprint, **border({"origin": origins}))
        cases.add("percentile_filter", a, float(pick([-20, 0, 33.3, 50, 80, 100])), size=3 if a.ndim < 3 else 2, **border({}))
        count = int(footprint.sum())
        cases.add("rank_filter", a, int(rng.randint(-count, count)), footprint=footprint, **output(border({"origin": origins}), dtype))

# Lines that are taken together, and filters that are longer than a few elements.
for dtype in ["float64", "int16", "float32"]:
    a = image(rng, dtype, (5, 19))
    for axis in (0, 1):
        cases.add("correlate1d", a, [1.0, 2.0, -3.0, 0.5], axis=axis, mode=pick(MODES))
        cases.add("gaussian_filter1d", a, 1.7, axis=axis, mode=pick(MODES), output="float64")
        cases.add("uniform_filter1d", a, 4, axis=axis, mode=pick(MODES))
        cases.add("minimum_filter1d", a, 4, axis=axis, mode=pick(MODES))

# Larger windows, also wider than the array, for the methods that depend on the size.
for dtype in ["uint8", "int16", "uint16", "float32", "float64", "int8"]:
    a = image(rng, dtype, (6, 9))
    for size in (5, [3, 9], [11, 2], 13):
        cases.add("median_filter", a, size=size, mode=pick(MODES))
        cases.add("rank_filter", a, int(rng.randint(1, 20)), size=size, mode=pick(MODES), cval=2.0)
for dtype in ["complex64", "complex128"]:
    a = image(rng, dtype, (4, 5))
    w = image(rng, "complex128", (3, 2))
    cases.add("correlate", a, w, mode="wrap")
    cases.add("convolve", a, w, mode="constant", cval=1 + 2j)
    cases.add("correlate", a.real.copy(), w)
    cases.add("uniform_filter", a, size=3)

# NaN and infinities.
a = np.round(rng.randn(6, 7), 2)
a[2, 3] = np.nan
a[4, 1] = np.inf
a[0, 5] = -np.inf
for name, args, options in [
    ("correlate1d", ([1.0, 0.0, -1.0],), {}),
    ("correlate", (np.array([[0, 1.0], [2, 0]]),), {}),
    ("uniform_filter", (), {"size": 3}),
    ("minimum_filter", (), {"size": 3}),
    ("maximum_filter", (), {"size": [2, 3]}),
    ("minimum_filter", (), {"footprint": np.array([[0, 1], [1, 1]])}),
    ("maximum_filter", (), {"footprint": np.array([[0, 1], [1, 1]])}),
    ("median_filter", (), {"size": 3}),
    ("median_filter", (), {"size": 2}),
    ("rank_filter", (5,), {"size": 3}),
    ("gaussian_filter", (0.5,), {}),
]:
    cases.add(name, a, *args, **options)
cases.write("filters")
