from common import Cases, np, rounded
from scipy import signal as s

c = Cases()
r = np.random.RandomState(11)
dtypes = ["float64", "float32", "int16", "uint8", "bool", "complex128", "complex64", "int64"]


def data(shape, dtype="float64"):
    x = rounded(r.standard_normal(shape) * 5)
    if dtype.startswith("complex"):
        x = x + 1j * rounded(r.standard_normal(shape))
    if dtype in ("uint8", "int64", "int16"):
        x = np.round(np.abs(x) * (1 if dtype == "uint8" else 10))
    if dtype == "bool":
        x = x > 2
    return x.astype(dtype)


def near(*names):
    return dict(rtol=1e-5, atol=1e-4) if any(n in ("float32", "complex64") for n in names) else dict(rtol=1e-11, atol=1e-11)


shapes = [((9,), (4,)), ((4,), (9,)), ((6,), (6,)), ((1,), (3,)), ((6, 7), (2, 3)), ((5, 4), (3, 4)), ((3, 4, 5), (2, 2, 2)), ((2, 6), (3, 2))]
for mode in ("full", "same", "valid"):
    for first, second in shapes:
        if mode == "valid" and (first, second) == ((2, 6), (3, 2)):
            continue
        for method in ("auto", "direct", "fft"):
            c.add(s.convolve, data(first), data(second), mode=mode, method=method, **near())
            if method != "auto":
                c.add(s.correlate, data(first), data(second), mode=mode, method=method, **near())
        x, y = data(first, "complex128"), data(second, "complex128")
        c.add(s.correlate, x, y, mode=mode, **near())
        c.add(s.convolve, x, y, mode=mode, method="direct", **near())
        c.add(s.fftconvolve, x, data(second), mode=mode, **near())
for one in dtypes:
    for other in dtypes:
        if {one, other} & {"bool"} and one != other:
            continue
        # SciPy's own "direct" sums of complex64 are made in single precision.
        c.add(s.convolve, data((7,), one), data((3,), other), mode="same", **near(one, other))
        if one != "bool" and dtypes.index(one) >= dtypes.index(other):
            c.add(s.convolve, data((5, 4), one), data((2, 3), other), **near(one, other))
for mode in ("full", "same", "valid"):
    c.add(s.fftconvolve, data((4, 9)), data((4, 3)), mode=mode, axes=1, **near())
    c.add(s.fftconvolve, data((4, 9)), data((1, 3)), mode=mode, axes=[1], **near())
    c.add(s.oaconvolve, data((2, 90)), data((2, 4)), mode=mode, axes=1, **near())
    c.add(s.oaconvolve, data(4, "complex128"), data(70), mode=mode, **near())
    c.add(s.oaconvolve, data((60, 3)), data((3, 2)), mode=mode, **near())
    for n, m in ((5, 3), (3, 5), (4, 4), (7, 2), (1, 1), (2, 7)):
        c.add(s.correlation_lags, n, m, mode=mode)
for mode in ("full", "same", "valid"):
    for boundary in ("fill", "wrap", "symm"):
        for first, second in (((5, 4), (3, 3)), ((4, 5), (2, 4)), ((3, 3), (1, 1)), ((3, 4), (7, 8))):
            c.add(s.convolve2d, data(first), data(second), mode=mode, boundary=boundary, **near())
            c.add(s.correlate2d, data(first), data(second), mode=mode, boundary=boundary, **near())
c.add(s.convolve2d, data((4, 5)), data((3, 3)), boundary="fill", fillvalue=2.5, **near())
c.add(s.correlate2d, data((4, 5)), data((2, 3)), mode="same", boundary="fill", fillvalue=-1, **near())
for dtype in ("float32", "int16", "complex128", "uint8"):
    c.add(s.convolve2d, data((4, 5), dtype), data((3, 2), dtype), mode="same", boundary="symm", **near(dtype))
    c.add(s.correlate2d, data((4, 5), dtype), data((3, 2), dtype), **near(dtype))
c.write("convolution")
