from common import Cases, np
from scipy import signal as s

c = Cases()
near = dict(rtol=1e-9, atol=1e-12)


def zpk(t):
    """Complex lists, also where SciPy has real or empty ones."""
    return (np.asarray(t[0], complex), np.asarray(np.atleast_1d(t[1]), complex), float(t[2]))


def form(output):
    return zpk if output == "zpk" else None



for output in ("ba", "zpk", "sos"):
    for n in (0, 1, 2, 3, 5, 8):
        for btype, wn in (("low", 0.3), ("high", 0.6), ("bandpass", [0.2, 0.5]), ("bandstop", [0.1, 0.45])):
            if n == 0 and output == "sos":
                continue
            extra = dict(btype=btype, output=output, only=form(output))
            c.add(s.butter, n, wn, **extra, **near)
            if n in (3, 8) and output != "ba" or n == 2:
                c.add(s.cheby1, n, 0.7, wn, **extra, **near)
                c.add(s.cheby2, n, 35, wn, **extra, **near)
                c.add(s.ellip, n, 0.7, 35, wn, **extra, **near)
                c.add(s.bessel, n, wn, **extra, **near)
for n in (1, 4, 5):
    for btype, wn in (("low", 3.0), ("high", 0.6), ("bp", [0.2, 5]), ("stop", [1, 4.5])):
        for output in ("ba", "sos", "zpk"):
            c.add(s.butter, n, wn, btype=btype, analog=True, output=output, **near, only=form(output))
    for output in ("ba", "zpk"):
        c.add(s.ellip, n, 1, 40, 2.5, analog=True, output=output, **near, only=form(output))
        c.add(s.cheby2, n, 40, 2.5, btype="high", analog=True, output=output, **near, only=form(output))
c.add(s.butter, 4, 100, fs=1000, **near)
c.add(s.butter, 4, [100, 200], btype="band", fs=1000, output="sos", **near)
for norm in ("phase", "delay", "mag"):
    for n in (1, 2, 5, 10):
        c.add(s.bessel, n, 0.25, norm=norm, output="zpk", **near, only=zpk)
        c.add(s.besselap, n, norm=norm, **near, only=zpk)
c.add(s.besselap, 25, rtol=1e-10, only=zpk)
for n in (0, 1, 2, 3, 6, 7):
    c.add(s.buttap, n, **near, only=zpk)
    c.add(s.cheb1ap, n, 1.5, **near, only=zpk)
    c.add(s.cheb2ap, n, 30, **near, only=zpk)
    c.add(s.ellipap, n, 1.5, 30, **near, only=zpk)
for ftype in ("butter", "cheby1", "bessel_mag"):
    c.add(s.iirfilter, 3, [0.2, 0.6], rp=1, ftype=ftype, **near)
single = [(0.2, 0.3), (0.3, 0.2), ([0.2, 0.5], [0.14, 0.6]), ([0.1, 0.6], [0.2, 0.5])]
for f in (s.buttord, s.cheb1ord, s.cheb2ord, s.ellipord):
    for wp, ws in single:
        for gpass, gstop in ((3, 40), (0.5, 60)):
            # The minimum over the edges of a band-stop is found to 1e-5.
            wide = dict(rtol=1e-4) if (np.size(wp) == 2 and wp[0] < ws[0]) else dict(rtol=1e-10)
            c.add(f, wp, ws, gpass, gstop, **wide)
            c.add(f, np.array(wp) * 10, np.array(ws) * 10, gpass, gstop, fs=20, **wide)
        c.add(f, wp, ws, 1, 30, analog=True, rtol=1e-3 if np.size(wp) == 2 and wp[0] < ws[0] else 1e-10)
for ftype in ("ellip", "butter", "cheby1", "cheby2"):
    for wp, ws in single[:3]:
        c.add(s.iirdesign, wp, ws, 1, 40, ftype=ftype, output="sos", rtol=1e-8, atol=1e-10)
for f in (s.iirnotch, s.iirpeak):
    c.add(f, 0.3, 20, **near)
    c.add(f, 60, 30, fs=400, **near)
for ftype in ("notch", "peak"):
    for pass_zero in (True, False):
        c.add(s.iircomb, 20, 30, ftype=ftype, fs=200, pass_zero=pass_zero, **near)
c.add(s.gammatone, 440, "iir", fs=16000, rtol=1e-8, only=lambda t: (np.array(t[0]), np.array(t[1])))
c.add(s.gammatone, 440, "fir", fs=4000, rtol=1e-9, atol=1e-15, only=lambda t: (np.array(t[0]), np.array(t[1])))
c.add(s.gammatone, 440, "fir", fs=4000, order=3, numtaps=20, rtol=1e-9, atol=1e-15, only=lambda t: (np.array(t[0]), np.array(t[1])))

b, a = [1.0, 2, 3], [1.0, 0.5, 0.25, 2]
for f in (s.lp2lp, s.lp2hp):
    for wo in (1.0, 2.5):
        c.add(f, b, a, wo=wo, **near)
        c.add(f, a, b, wo=wo, **near)
for f in (s.lp2bp, s.lp2bs):
    c.add(f, b, a, wo=2.5, bw=0.7, **near)
    c.add(f, [1.0], [1.0, 1.4, 1], **near)
c.add(s.bilinear, b, a, fs=3.0, **near)
c.add(s.bilinear, a, b, **near)
c.add(s.normalize, [0, 2.0, 4], [0, 2.0, 1], **near)
z, p, k = [0.5, -0.3], [0.1 + 0.2j, 0.1 - 0.2j, -0.4], 2.0


c.add(s.bilinear_zpk, z, p, k, 3.0, **near, only=zpk)
c.add(s.lp2lp_zpk, z, p, k, wo=2.0, **near, only=zpk)
c.add(s.lp2hp_zpk, z, p, k, wo=2.0, **near, only=zpk)
c.add(s.lp2bp_zpk, z, p, k, wo=2.0, bw=0.6, **near, only=zpk)
c.add(s.lp2bs_zpk, np.asarray(z, complex), np.asarray(p), k, wo=2.0, bw=0.6, **near, only=zpk)
c.add(s.zpk2tf, z, p, k, **near)
c.add(s.zpk2tf, [1j], [0.5, 0.2], 2.0, **near)
c.add(s.zpk2tf, [], [], 2.0, **near)
sos = s.ellip(7, 1, 40, 0.3, output="sos")
c.add(s.sos2tf, sos, **near)
zs = [(s.ellip(7, 1, 40, 0.3, output="zpk")), s.butter(6, [0.2, 0.4], "band", output="zpk"), s.cheby2(5, 30, 0.5, "high", output="zpk"),
      (np.array([-1.0, 0.5, 0.2]), np.array([0.5 + 0.1j, 0.5 - 0.1j, 0.3, 0.9]), 3.0),
      (np.array([-1.0, 0.5j, -0.5j]), np.array([0.2, 0.1]), 1.0), (np.array([]), np.array([0.5 + 0.5j, 0.5 - 0.5j]), 1.0), ([], [], 3.0)]
for z, p, k in zs:
    for pairing in ("nearest", "keep_odd", "minimal"):
        if pairing == "minimal" and len(p) < len(z):
            continue
        c.add(s.zpk2sos, np.asarray(z), np.asarray(p), float(k), pairing=pairing, **near)
z, p, k = s.cheby1(5, 1, 2.0, analog=True, output="zpk")
c.add(s.zpk2sos, z + 0j, p, k, analog=True, **near)
c.add(s.tf2sos, [1.0, 0.5, 0.2, 0.1], [1.0, -0.3, 0.2, -0.1], **near)

b, a = s.butter(4, 0.3)
for n in (None, 7, 16, [0.1, 0.2, 3.0]):
    kw = {} if n is None else dict(worN=n if np.isscalar(n) else np.array(n))
    c.add(lambda b, a=1, **o: s.freqz(b, a, **o), b, name="freqz", a=a, **kw, **near) if n is not None else None
    c.add(lambda z, p, k, **o: s.freqz_zpk(z, p, k, **o), *s.butter(4, 0.3, output="zpk"), name="freqzZpk", **kw, **near) if n is not None else None
    c.add(s.sosfreqz, sos, **kw, **near) if n is not None else None
for whole in (True, False):
    c.add(lambda b, **o: s.freqz(b, **o), [1.0, 2, 3, 4.5], name="freqz", worN=8, whole=whole, fs=100.0, **near)
c.add(lambda b, **o: s.freqz(b, **o), [1.0, 2, 3, 4.5], name="freqz", worN=13, include_nyquist=True, **near)
c.add(lambda b, **o: s.freqz(b, **o), np.array([1.0, 2j, 3]), name="freqz", worN=8, **near)
analog = s.butter(3, 10.0, analog=True)
c.add(s.freqs, *analog, worN=12, **near)
c.add(s.freqs, *analog, worN=np.array([1.0, 5, 20]), **near)
c.add(s.freqs_zpk, [], [-1.0, -2 + 1j, -2 - 1j], 3.0, worN=10, **near)
c.add(s.findfreqs, [1.0, 0], [1.0, 8, 25], 9, **near)
c.add(s.findfreqs, [1.0, 0], [-1.0, -8, -25], 9, kind="zp", **near)
c.add(lambda system, **o: s.group_delay(system, **o), [b, a], name="groupDelay", w=9, rtol=1e-8, atol=1e-9)
c.add(lambda system, **o: s.group_delay(system, **o), [np.array([1.0, 2, 1]), np.array([1.0])], name="groupDelay", w=5, whole=True, fs=10.0, rtol=1e-8, atol=1e-9)

for n, cut, kw in ((7, 0.3, {}), (8, 0.3, {}), (9, 0.3, dict(pass_zero=False)), (9, [0.2, 0.6], {}), (9, [0.2, 0.6], dict(pass_zero="bandpass")),
                   (12, [0.2, 0.6], dict(pass_zero=False)), (9, [0.1, 0.4, 0.7], {}), (9, 0.3, dict(scale=False)), (9, 0.3, dict(window="hann")),
                   (21, 0.3, dict(width=0.2)), (9, 30.0, dict(fs=200.0)), (9, 0.3, dict(window=("kaiser", 5.0))), (1, 0.4, {}), (9, 0.5, dict(pass_zero="highpass"))):
    c.add(s.firwin, n, cut, **kw, rtol=1e-11, atol=1e-15)
for n, freq, gain, kw in ((15, [0, 0.5, 1], [1, 1, 0], {}), (16, [0, 0.5, 0.5, 1], [1, 1, 0, 0], {}), (15, [0, 0.5, 1], [0, 1, 0], dict(antisymmetric=True)),
                          (16, [0, 0.5, 1], [0, 1, 1], dict(antisymmetric=True)), (15, [0, 10, 50], [1, 0.5, 0], dict(fs=100, nfreqs=33, window=None)),
                          (15, [0, 0.3, 1], [1, 1, 0], dict(window="hann"))):
    c.add(s.firwin2, n, np.array(freq, float), np.array(gain, float), **kw, rtol=1e-9, atol=1e-13)
c.add(s.firls, 11, [0, 0.2, 0.3, 1], [1.0, 1, 0, 0], rtol=1e-8, atol=1e-11)
c.add(s.firls, 13, np.array([[0, 0.2], [0.4, 0.5], [0.6, 1]]), np.array([[1.0, 1], [0.5, 0.2], [0, 0]]), weight=[1.0, 2, 10], rtol=1e-8, atol=1e-11)
c.add(s.firls, 1, [0, 0.5], [1.0, 1], rtol=1e-8, atol=1e-11)
c.add(s.firls, 21, [0, 20, 30, 50], [1.0, 1, 0, 0], fs=100, rtol=1e-8, atol=1e-11)
for n, bands, gains, kw in ((21, [0, 0.1, 0.2, 0.5], [1, 0], {}), (20, [0, 0.1, 0.2, 0.5], [1, 0], {}), (33, [0, 0.1, 0.2, 0.3, 0.4, 0.5], [0, 1, 0], dict(weight=[1, 2, 3])),
                            (25, [0.05, 0.45], [1], dict(type="hilbert")), (24, [0.05, 0.5], [1], dict(type="hilbert")),
                            (25, [0, 0.4], [1], dict(type="differentiator")), (24, [0, 0.5], [1], dict(type="differentiator")),
                            (21, [0, 10, 20, 50], [1, 0], dict(fs=100)), (61, [0, 0.2, 0.23, 0.5], [1, 0], dict(grid_density=20)), (5, [0, 0.1, 0.3, 0.5], [1, 0], {})):
    c.add(s.remez, n, np.array(bands, float), np.array(gains, float), **kw, rtol=1e-6, atol=2e-7)
h = s.remez(31, [0, 0.1, 0.2, 0.5], [1, 0])
for method in ("homomorphic", "hilbert"):
    for taps in (h, s.firwin(20, 0.3)):
        # SciPy's own numbers of "hilbert" change by 1e-4 with the last digit of the taps, through the logarithm of a response that touches 0.
        wide = method == "hilbert"
        c.add(s.minimum_phase, taps, method=method, rtol=1e-3 if wide else 1e-6, atol=1e-4 if wide else 1e-8)
c.add(s.minimum_phase, h, n_fft=256, rtol=1e-8, atol=1e-10)
for a_ in (10, 30, 70):
    c.add(s.kaiser_beta, a_, rtol=1e-14)
    c.add(s.kaiserord, a_, 0.1, rtol=1e-14)
    c.add(s.kaiser_atten, a_, 0.1, rtol=1e-14)
c.write("design")
