from common import Cases, np, rounded
from scipy import signal as s

c = Cases()
r = np.random.RandomState(5)


def data(shape, dtype="float64"):
    x = rounded(r.standard_normal(shape) * 3)
    if dtype.startswith("complex"):
        x = x + 1j * rounded(r.standard_normal(shape) * 3)
    return (np.round(x * 10) if dtype == "int16" else x).astype(dtype)


def near(dtype):
    # SciPy computes these, and whole numbers of up to 16 bits, in single precision.
    return dict(rtol=2e-4, atol=1e-5) if dtype in ("float32", "complex64", "int16") else dict(rtol=1e-10, atol=1e-12)


def real(t):
    return t


for dtype in ("float64", "float32", "int16", "complex128", "complex64"):
    for n in (16, 15) if dtype in ("float64", "complex128") else (15,):
        x = data((2, n), dtype)
        c.add(s.periodogram, x, **near(dtype))
        c.add(s.periodogram, x.T, axis=0, fs=10.0, scaling="spectrum", detrend=False, **near(dtype))
        c.add(s.welch, x, nperseg=6, **near(dtype))
        c.add(s.welch, x, nperseg=5, noverlap=2, nfft=8, detrend="linear", average="median", **near(dtype))
        c.add(s.csd, x, data((2, n), dtype), nperseg=6, fs=2.0, **near(dtype))
        c.add(s.stft, x, nperseg=6, **near(dtype))
        c.add(s.stft, x, nperseg=5, noverlap=3, boundary=None, padded=False, return_onesided=False, **near(dtype))
        c.add(s.spectrogram, x, nperseg=8, **near(dtype))
x = data(20)
for nfft in (10, 20, 32):
    c.add(s.periodogram, x, nfft=nfft, **near("float64"))
c.add(s.periodogram, x, window="hann", return_onesided=False, **near("float64"))
c.add(s.welch, x, window=np.hamming(7), **near("float64"))
c.add(s.welch, x, nperseg=256, **near("float64"))
c.add(s.welch, data((3, 4, 12)), nperseg=4, axis=1, **near("float64"))
c.add(s.welch, data((3, 14, 2)), nperseg=5, axis=1, average="median", **near("float64"))
c.add(s.csd, x, data(14), nperseg=6, **near("float64"))
c.add(s.csd, x, data((3, 20)), nperseg=6, average="median", **near("float64"))
c.add(s.coherence, x, data(20), nperseg=6, **near("float64"))
c.add(s.coherence, data((2, 20)), data((2, 20)), nperseg=6, **near("float64"))
c.add(s.coherence, data((20, 2)), data((20, 2)), nperseg=6, axis=0, **near("float64"))
for boundary in ("even", "odd", "constant", "zeros", None):
    c.add(s.stft, x, nperseg=6, boundary=boundary, fs=4.0, **near("float64"))
c.add(s.stft, x, nperseg=8, noverlap=6, window="hamming", scaling="psd", detrend="constant", nfft=12, **near("float64"))
c.add(s.stft, data((10, 2)), nperseg=4, axis=0, **near("float64"))
for mode in ("psd", "complex", "magnitude", "angle", "phase"):
    c.add(s.spectrogram, x, nperseg=8, noverlap=3, mode=mode, **near("float64"))
for n, nperseg, noverlap, window in ((20, 6, 3, "hann"), (21, 8, 6, "hamming"), (20, 5, 2, "boxcar")):
    for scaling in ("spectrum", "psd"):
        _, _, z = s.stft(data(n), nperseg=nperseg, noverlap=noverlap, window=window, scaling=scaling)
        c.add(s.istft, z, nperseg=nperseg, noverlap=noverlap, window=window, scaling=scaling, **near("float64"))
        c.add(s.istft, z, nperseg=nperseg, noverlap=noverlap, window=window, boundary=False, **near("float64"))
_, _, z = s.stft(data(20, "complex128"), nperseg=6)
c.add(s.istft, z, input_onesided=False, **near("float64"))
_, _, z = s.stft(data((2, 20)), nperseg=6)
c.add(s.istft, z, only=lambda t: (np.arange(t[1].shape[-1]) * 1.0, t[1]), **near("float64"))
c.add(s.istft, np.moveaxis(z, -1, 0).copy(), time_axis=0, freq_axis=-1, **near("float64"))
for window, n, o in (("hann", 8, 4), ("hann", 8, 3), ("boxcar", 9, 3), ("hamming", 10, 5), ("hann", 64, 48)):
    c.add(s.check_COLA, window, n, o, only=bool)
    c.add(s.check_NOLA, window, n, o, only=bool)
t = np.sort(rounded(r.uniform(0, 10, 25)))
y = np.sin(2 * t) + 0.3
for kw in ({}, dict(precenter=True), dict(normalize=True)):
    c.add(s.lombscargle, t, y, np.linspace(0.5, 5, 12), **kw, rtol=1e-10, atol=1e-12)

t = np.linspace(-7, 12, 41)
for width in (0, 0.3, 1, 1.5):
    c.add(s.sawtooth, t, width=width, rtol=1e-10, atol=1e-12)
    c.add(s.square, t, duty=width)
c.add(s.sawtooth, t, width=np.linspace(0, 1, 41), rtol=1e-10, atol=1e-12)
t = np.linspace(-0.01, 0.01, 11)
c.add(s.gausspulse, t, fc=100, rtol=1e-11, atol=1e-14)
c.add(s.gausspulse, t, fc=100, bw=0.3, retquad=True, retenv=True, rtol=1e-11, atol=1e-14)
c.add(s.gausspulse, t, fc=100, retenv=True, rtol=1e-11, atol=1e-14)
c.add(s.gausspulse, "cutoff", fc=5, rtol=1e-13)
t = np.linspace(0, 5, 11)
for method in ("linear", "quadratic", "logarithmic", "hyperbolic", "lin", "q", "lo", "hyp"):
    c.add(s.chirp, t, 6, 5, 1, method=method, phi=30, rtol=1e-10, atol=1e-11)
    c.add(s.chirp, t, 2, 5, 2, method=method, rtol=1e-10, atol=1e-11)
c.add(s.chirp, t, 6, 5, 1, method="quadratic", vertex_zero=False, rtol=1e-10, atol=1e-11)
c.add(s.sweep_poly, t, [0.025, -0.36, 1.25, 2.0], phi=10, rtol=1e-9, atol=1e-10)
for shape, kw in ((5, {}), ([3, 4], dict(idx="mid")), ([3, 4], dict(idx=[1, 2])), ([3, 3], dict(idx=2)), (4, dict(idx=1))):
    args = tuple(shape) if isinstance(shape, list) else shape
    own = {k: tuple(v) if isinstance(v, list) else v for k, v in kw.items()}
    c.add(lambda shape, **o: s.unit_impulse(args, **own), shape, name="unitImpulse", **kw)
for n in range(2, 9):
    c.add(s.max_len_seq, n)
c.add(s.max_len_seq, 5, length=70)
c.add(s.max_len_seq, 5, length=7, state=[1, 0, 0, 1, 1])
c.add(s.max_len_seq, 5, taps=[4, 3, 2])
x = data((2, 9))
for m in (None, 5, 12):
    kw = {} if m is None else dict(m=m)
    c.add(s.czt, x, **kw, **near("float64"))
    c.add(s.czt, data(9, "complex128"), **kw, w=np.exp(-0.3j) * 0.98, a=0.9 + 0.2j, **near("float64"))
    c.add(s.zoom_fft, x, [0.2, 0.7], **kw, **near("float64"))
    c.add(s.zoom_fft, data((9, 2)), 0.5, **kw, endpoint=True, axis=0, fs=3.0, **near("float64"))
c.add(s.czt_points, 6, rtol=1e-13, atol=1e-15)
c.add(s.czt_points, 6, w=0.9 * np.exp(0.3j), a=2.0, rtol=1e-13, atol=1e-15)
c.write("spectral")
