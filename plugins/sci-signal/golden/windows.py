from common import Cases, np
from scipy.signal import get_window, windows as w

c = Cases()
close = dict(rtol=1e-13, atol=2e-15)
plainly = [w.boxcar, w.triang, w.parzen, w.bohman, w.blackman, w.nuttall, w.blackmanharris, w.flattop, w.bartlett, w.hann, w.hamming,
           w.barthann, w.cosine, w.lanczos, w.tukey, w.exponential, w.taylor]
for f in plainly:
    for m in (0, 1, 2, 3, 7, 12):
        for sym in (True, False):
            c.add(f, m, sym=sym, **close)
for m in (6, 9):
    for sym in (True, False):
        c.add(w.general_cosine, m, [0.4, 0.3, 0.2, 0.1], sym=sym, **close)
        c.add(w.general_hamming, m, 0.7, sym=sym, **close)
        for beta in (0, 2.5, 8.6, 14, 40):
            c.add(w.kaiser, m, beta, sym=sym, **close)
        c.add(w.gaussian, m, 2.3, sym=sym, **close)
        for p in (0.5, 1, 1.5):
            c.add(w.general_gaussian, m, p, 2.5, sym=sym, **close)
        for at in (30, 60, 100):
            c.add(w.chebwin, m, at, sym=sym, rtol=1e-12, atol=1e-14)
        for alpha in (-1, 0, 0.1, 0.25, 0.77, 1, 2):
            c.add(w.tukey, m, alpha=alpha, sym=sym, **close)
        c.add(w.exponential, m, tau=3.5, sym=sym, **close)
        for norm in (True, False):
            c.add(w.taylor, m, nbar=5, sll=45, norm=norm, sym=sym, **close)
        for norm in ("approximate", "subsample", 2):
            c.add(w.dpss, m, 2.1, norm=norm, sym=sym, rtol=1e-11, atol=1e-13)
c.add(w.exponential, 8, center=2.5, tau=2.0, sym=False, **close)
for m in (2, 8, 20):
    c.add(w.kaiser_bessel_derived, m, 5.0, **close)
for m, nw, k in ((16, 2.5, 4), (31, 4, 7), (64, 3, 5), (200, 2.5, 3)):
    for sym in (True, False):
        case = dict(rtol=1e-10, atol=1e-12)
        c.add(lambda m, nw, kmax, sym: w.dpss(m, nw, kmax, sym=sym), m, nw, name="dpss", kmax=k, sym=sym, **case)
c.add(lambda m, nw, kmax, return_ratios: w.dpss(m, nw, kmax, return_ratios=True), 40, 3, name="dpss", kmax=6, return_ratios=True, rtol=1e-9, atol=1e-12)
c.add(lambda m, nw, return_ratios: w.dpss(m, nw, return_ratios=True), 41, 3, name="dpss", return_ratios=True, rtol=1e-9, atol=1e-12)
specs = ["hann", "boxcar", "han", "ham", "bth", "brt", "blk", "bkh", "bman", "rect", "halfcosine", "poisson", "flt", "sinc", "nut",
         "parz", "taylor", "tri", "tuk", 8.6, ("kaiser", 4), ("cheb", 70), ("gauss", 3), ("general_cosine", [0.5, 0.4, 0.1]),
         ("ggs", 1.5, 2), ("general_hamming", 0.6), ("dpss", 2.5), ("tukey", 0.3), ("exponential", None, 2.0), ("taylor", 5, 40, False)]
for spec in specs:
    for fftbins in (True, False):
        c.add(get_window, spec, 11, fftbins=fftbins, rtol=1e-12, atol=2e-15)
c.add(get_window, ("kbd", 4), 12, fftbins=False, **close)
c.write("windows")
