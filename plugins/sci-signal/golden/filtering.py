from common import Cases, np, rounded
from scipy import signal as s

c = Cases()
r = np.random.RandomState(7)
dtypes = ["float64", "float32", "int16", "uint8", "complex128", "complex64"]


def data(shape, dtype="float64"):
    x = rounded(r.standard_normal(shape) * 20)
    if dtype.startswith("complex"):
        x = x + 1j * rounded(r.standard_normal(shape) * 20)
    if dtype == "uint8":
        x = np.abs(x)
    return x.astype(dtype) if dtype != "int16" else np.round(x * 50).astype(dtype)


def near(dtype):
    return dict(rtol=2e-5, atol=1e-4) if dtype in ("float32", "complex64") else dict(rtol=1e-11, atol=1e-11)


for dtype in dtypes:
    if dtype != "uint8":
        for axis in (0, 1, -1):
            for type in ("linear", "constant"):
                c.add(s.detrend, data((7, 9), dtype), axis=axis, type=type, **near(dtype))
for bp in (0, [3], [2, 5, 9], [4, 4], [1, 2]):
    c.add(s.detrend, data(12), bp=bp, **near("float64"))
c.add(s.detrend, data((2, 3, 5)), axis=1, bp=[1], **near("float64"))

for dtype in ("float64", "float32", "int16", "uint8", "int64"):
    for k in (3, 5, [1, 3], [5, 3], 9) if dtype in ("float64", "float32") else (3, [5, 3]):
        c.add(s.medfilt, data((6, 7), dtype if dtype not in ("int64", "int32") else "int16").astype(dtype), kernel_size=k)
for k in (1, 3, 7, 21, 25):
    c.add(s.medfilt, data(30), kernel_size=k)
c.add(s.medfilt, data((4, 5, 6)))
c.add(s.medfilt, data((4, 5, 6)), kernel_size=[1, 3, 5])
c.add(s.medfilt2d, data((9, 8)), kernel_size=5)
c.add(s.medfilt2d, data((9, 8), "float32"), kernel_size=[3, 5])
c.add(s.medfilt, np.array([3.0, -np.inf, 2, 1, np.inf, -np.inf, np.inf, 6]), kernel_size=3)
for rank in (0, 1, 2, 3):
    c.add(s.order_filter, data((6, 7)), np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0]]), rank)
for rank in (0, 4):
    c.add(s.order_filter, data(11), np.array([1, 1, 0, 1, 1, 1, 0]), rank)

for dtype in ("float64", "float32", "int32"):
    for size in (3, 5, [3, 5], [1, 7], 4):
        # SciPy squares in the dtype of the image: float32 loses digits, whole numbers of 16 bits would wrap.
        x = data((8, 9), "int16").astype(dtype) if dtype == "int32" else data((8, 9), dtype)
        c.add(s.wiener, x, mysize=size, rtol=1e-5 if dtype == "float32" else 1e-9, atol=1e-4 if dtype == "float32" else 1e-9)
c.add(s.wiener, data((8, 9)), mysize=3, noise=300.0, rtol=1e-9, atol=1e-9)
c.add(s.wiener, data(25), mysize=6, rtol=1e-9, atol=1e-9)
c.add(s.wiener, data((4, 5, 6)), rtol=1e-9, atol=1e-9)

for n, p in ((5, 2), (7, 3), (11, 0), (11, 4), (3, 1), (1, 0), (6, 2), (4, 3), (51, 5)):
    for deriv in (0, 1, 2):
        for use in ("conv", "dot"):
            c.add(s.savgol_coeffs, n, p, deriv=deriv, delta=0.3, use=use, rtol=1e-8, atol=1e-10)
for pos in (0, 1.5, 4):
    c.add(s.savgol_coeffs, 5, 3, deriv=1, pos=pos, rtol=1e-10, atol=1e-11)
for dtype in ("float64", "float32", "int16"):
    for mode in ("interp", "mirror", "constant", "nearest", "wrap") if dtype == "float64" else ("interp", "mirror"):
        for axis in (0, 1):
            c.add(s.savgol_filter, data((8, 9), dtype), 7, 3, mode=mode, axis=axis, **near(dtype))
for mode in ("interp", "mirror", "constant", "nearest", "wrap"):
    for n, p, deriv in ((5, 2, 1), (6, 3, 0), (4, 2, 1), (11, 4, 2), (3, 1, 2), (13, 3, 0)):
        c.add(s.savgol_filter, data(14), n, p, deriv=deriv, delta=0.5, mode=mode, cval=1.5, rtol=1e-9, atol=1e-9)
c.add(s.savgol_filter, data(5), 9, 2, mode="mirror", **near("float64"))
c.add(s.savgol_filter, data(5), 15, 2, mode="wrap", **near("float64"))

filters = [([1.0], [1.0, -0.5]), ([0.2, 0.3], [1.0]), ([0.5, 0.25, 0.1], [2.0, -0.3, 0.2]), ([1.0, 2.0], [1.0, 0.1, 0.2, -0.1, 0.05]),
           ([0.1, 0.2, 0.3, 0.2, 0.1], [1.0, -0.4]), ([3.0], [2.0])]
for dtype in dtypes:
    if dtype in ("int16", "uint8"):
        continue
    for b, a in filters:
        c.add(s.lfilter, b, a, data((3, 8), dtype), rtol=1e-11, atol=1e-10)
    c.add(s.lfilter, np.array([0.5, 0.2], dtype), np.array([1, -0.3, 0.1], dtype), data((8, 3), dtype), axis=0, **near(dtype))
for b, a in filters[:-1]:
    order = max(len(a), len(b)) - 1
    c.add(s.lfilter, b, a, data((4, 9)), zi=data((4, order)), rtol=1e-11, atol=1e-10)
    c.add(s.lfilter, b, a, data((9, 4)), axis=0, zi=data((order, 1)), rtol=1e-11, atol=1e-10)
    c.add(s.lfilter_zi, b, a, rtol=1e-12, atol=1e-13)
    c.add(s.lfiltic, np.array(b), np.array(a), data(5), rtol=1e-12, atol=1e-12)
    c.add(s.lfiltic, np.array(b), np.array(a), data(2), x=data(3), rtol=1e-12, atol=1e-12)
c.add(s.lfilter, np.array([1 + 1j, 0.5]), np.array([1, 0.2j]), data((2, 7), "complex128"), rtol=1e-12, atol=1e-11)
c.add(s.lfilter, np.array([1 + 1j, 0.5]), np.array([1, 0.2j]), data((2, 7)), zi=data((2, 1), "complex128"), rtol=1e-12, atol=1e-11)
c.add(s.lfilter_zi, np.array([1 + 1j, 0.5, 0.1]), np.array([1, 0.2j, 0.1]), rtol=1e-12, atol=1e-13)
c.add(s.deconvolve, [0, 1, 1, 0, 0, 2, 1.5], [2.0, 1], rtol=1e-12, atol=1e-13)
c.add(s.deconvolve, [1.0, 2], [2.0, 1, 3, 4], rtol=1e-12, atol=1e-13, only=lambda t: (np.array(t[0]), t[1]))

b, a = s.butter(3, 0.2)
sos = s.butter(5, [0.1, 0.4], "band", output="sos")
for dtype in dtypes:
    for padtype in ("odd", "even", "constant", None) if dtype in ("float64", "complex128") else ("odd",):
        x = data((16, 2), dtype) if dtype != "uint8" else data((16, 2)).astype("float64")
        if dtype == "uint8":
            continue
        if dtype == "int16":
            x = (x // 50).astype("int16")
        # SciPy continues float32 lines in float32.
        single = dtype in ("float32", "complex64")
        c.add(s.filtfilt, b, a, x, axis=0, padtype=padtype, rtol=1e-6 if single else 1e-9, atol=2e-5 if single else 1e-8)
        c.add(s.sosfiltfilt, sos, data(35, "complex128" if dtype.startswith("complex") else "float64"), padtype=padtype, rtol=1e-9, atol=1e-8)
c.add(s.filtfilt, b, a, data((2, 30)), padlen=5, rtol=1e-9, atol=1e-8)
c.add(s.filtfilt, [1.0, 2], [1.0], data((2, 30)), rtol=1e-9, atol=1e-8)
for irlen in (100, 12, 5):
    c.add(s.filtfilt, b, a, data((2, 40)), method="gust", irlen=irlen, rtol=1e-7, atol=1e-7)
c.add(s.filtfilt, b, a, data((40, 2)), axis=0, method="gust", rtol=1e-7, atol=1e-7)
c.add(s.filtfilt, [2.0], [4.0], data((3, 4)), method="gust", rtol=1e-12, atol=1e-12)
for dtype in ("float64", "float32", "complex128"):
    c.add(s.sosfilt, sos, data((2, 30), dtype), rtol=1e-10, atol=1e-9)
    c.add(s.sosfilt, sos, data((30, 2), dtype), axis=0, zi=data((5, 2, 2), dtype), rtol=1e-10, atol=1e-9)
c.add(s.sosfilt, sos.astype("float32"), data((2, 30), "float32"), rtol=1e-3, atol=1e-2)
c.add(s.sosfilt_zi, sos, rtol=1e-9, atol=1e-11)
c.add(s.sosfilt_zi, s.cheby1(7, 1, 0.3, output="sos"), rtol=1e-9, atol=1e-11)

for dtype in ("float64", "float32", "int16"):
    for n in (None, 5, 12):
        c.add(s.hilbert, data((3, 8), dtype), **({} if n is None else {"N": n}), **near(dtype))
        c.cases[-1]["options"] = {} if n is None else {"n": n}
    c.add(s.hilbert, data((7, 3), dtype), axis=0, **near(dtype))
    c.add(s.hilbert2, data((5, 6), dtype), **near(dtype))
for dtype in ("float64", "float32", "int16", "complex128", "complex64"):
    for n in (12, 11) if dtype in ("float64", "complex128") else (8,):
        for num in (1, 3, 4, 9, 11, 12, 13, 20):
            c.add(s.resample, data(n, dtype), num, **near(dtype))
c.add(s.resample, data((2, 10)), 6, axis=1, window="hamming", **near("float64"))
c.add(s.resample, data((2, 11)), 16, axis=1, window=("kaiser", 3), **near("float64"))
c.add(s.resample, data(10, "complex128"), 6, window="hann", **near("float64"))
c.add(s.resample, data(10), 7, t=np.arange(10) * 0.5 + 3, **near("float64"))
c.add(s.resample, data(10, "complex128"), 7, domain="freq", **near("float64"))
c.add(s.resample, data(10), 7, domain="freq", **near("float64"))
h = r.standard_normal(7)
modes = ["constant", "symmetric", "reflect", "edge", "wrap", "smooth", "antisymmetric", "antireflect", "line"]
for mode in modes:
    for up, down, taps, n in ((1, 1, 7, 10), (3, 2, 7, 6), (2, 5, 4, 9), (1, 3, 15, 4), (5, 1, 12, 3)):
        c.add(s.upfirdn, rounded(r.standard_normal(taps)), data(n), up=up, down=down, mode=mode, rtol=1e-11, atol=1e-10)
c.add(s.upfirdn, h, data(10), up=2, down=3, mode="constant", cval=4.0, rtol=1e-11, atol=1e-10)
for dtype in dtypes:
    c.add(s.upfirdn, h, data((6, 2), dtype), up=2, down=3, axis=0, rtol=1e-5, atol=1e-4)
c.add(s.upfirdn, h + 1j * r.standard_normal(7), data(6, "complex128"), up=2, rtol=1e-11, atol=1e-10)
for up, down in ((2, 3), (3, 2), (1, 4), (5, 1), (6, 4), (2, 2)):
    for padtype in ("constant", "line", "mean", "median", "minimum", "maximum", "edge"):
        c.add(s.resample_poly, data((9, 2)), up, down, padtype=padtype, **near("float64"))
c.add(s.resample_poly, data((2, 14), "float32"), 3, 2, axis=1, **near("float32"))
c.add(s.resample_poly, data(15, "complex128"), 3, 2, **near("float64"))
c.add(s.resample_poly, data(15), 3, 2, window="hann", **near("float64"))
c.add(s.resample_poly, data(15), 3, 2, window=h, **near("float64"))
c.add(s.resample_poly, data(15), 3, 2, cval=3.0, **near("float64"))
for dtype in ("float64", "float32", "int16"):
    c.add(s.decimate, data((2, 61), dtype), 3, rtol=1e-3 if dtype == "float32" else 1e-8, atol=1e-2 if dtype == "float32" else 1e-6)
    c.add(s.decimate, data((61, 2), dtype), 2, ftype="fir", axis=0, **near(dtype))
c.add(s.decimate, data(80), 4, zero_phase=False, rtol=1e-8, atol=1e-8)
c.add(s.decimate, data(80), 4, n=3, rtol=1e-8, atol=1e-8)
c.add(s.decimate, data(80), 4, ftype="fir", zero_phase=False, **near("float64"))
c.write("filtering")
