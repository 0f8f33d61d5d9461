from common import Cases, np, rounded
from scipy import signal as s

c = Cases()
r = np.random.RandomState(9)
x = np.linspace(-3, 3, 25)
for n in range(0, 6):
    c.add(s.bspline, x, n, rtol=1e-11, atol=1e-13)
    c.add(s.gauss_spline, x, n, rtol=1e-12)
c.add(s.cubic, x, rtol=1e-12, atol=1e-15)
c.add(s.quadratic, x, rtol=1e-12, atol=1e-15)
for n in (2, 3, 10, 31):
    y = rounded(r.standard_normal(n) * 4)
    c.add(s.cspline1d, y, rtol=1e-11, atol=1e-11)
    c.add(s.cspline1d, y, lamb=2.5, rtol=1e-10, atol=1e-10)
    c.add(s.qspline1d, y, rtol=1e-11, atol=1e-11)
    # The places are within one mirror image of the samples, further out SciPy mirrors again and again.
    c.add(s.cspline1d_eval, s.cspline1d(y), np.linspace(-n / 2, 1.4 * n - 1.4, 17), rtol=1e-10, atol=1e-10)
    c.add(s.qspline1d_eval, s.qspline1d(y), np.linspace(-n / 2, 1.4 * n - 1.4, 17), dx=1.0, x0=0.25, rtol=1e-10, atol=1e-10)
for dtype in ("float64", "float32"):
    for h, v in ((3, 5), (1, 3), (5, 1), (5, 5)):
        # SciPy's own sums of float32 are made in single precision.
        c.add(s.sepfir2d, rounded(r.standard_normal((7, 8))).astype(dtype), r.standard_normal(h).astype(dtype), r.standard_normal(v).astype(dtype),
              rtol=1e-4 if dtype == "float32" else 1e-10, atol=1e-5 if dtype == "float32" else 1e-11)
for period in (2.0, [1.0, 2.5, 3.0]):
    c.add(s.vectorstrength, rounded(r.uniform(0, 20, 15)), np.array(period) if isinstance(period, list) else period, rtol=1e-10, atol=1e-12)


def by_kind(t):
    r, p, k = t
    return (np.asarray(r, complex), np.asarray(p, complex), np.asarray(k))


expansions = [([1.0, 2], [1.0, 3, 2]), ([1.0, 0, 0, 5], [2.0, 3, 1]), ([1.0], [1.0, 6, 12, 8]), ([2.0, 1], [1.0, 4, 5, 2]), ([1.0, 2, 3], [1.0, -0.6, 0.25])]
for b, a in expansions:
    c.add(s.residue, b, a, rtol=1e-4, atol=1e-4, only=by_kind)
    c.add(s.residuez, b, a, rtol=1e-4, atol=1e-4, only=by_kind)
for rr, p, k in (([1.0, 2, 3], [-1.0, -2, -3], [4.0, 5]), ([1.0, 2, 3], [-1.0, -1, -2], []), ([1.0], [0.5], [2.0])):
    c.add(s.invres, rr, p, k, rtol=1e-11, atol=1e-12)
    c.add(s.invresz, rr, p, k, rtol=1e-11, atol=1e-12)
c.add(s.unique_roots, [0.0, 1.3, 1.31, 2.8, 1.25, 2.2, 10.3], tol=1e-1)
c.add(s.unique_roots, [0.0, 1.3, 1.31, 2.8, 1.25, 2.2, 10.3], tol=1e-1, rtype="avg", rtol=1e-13)
c.add(s.unique_roots, [0.0, 1.3, 1.31, 2.8, 1.25, 2.2, 10.3], tol=1e-1, rtype="max")
c.add(s.cmplx_sort, [3.0, -1, 2])
c.add(s.cmplx_sort, np.array([3.0 + 1j, -1j, 2]))
c.write("more")
