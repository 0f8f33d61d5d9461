"""Values of scipy.special for src/special.golden.test.ts."""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))
import numpy as np
import scipy
import scipy.special as sp
from golden import write

np.seterr(all="ignore")
R = np.random.RandomState(7)
N = 40
x = np.r_[R.uniform(-6, 6, N), R.uniform(-30, 30, 20), 0.0, 1.0, -1.0, 0.5, np.nan]
u = np.r_[R.uniform(0, 1, N), 10 ** R.uniform(-20, 0, 20), 0.0, 1.0, 0.5]
pos = np.r_[10 ** R.uniform(-4, 2.3, 60)]
a, b = 10 ** R.uniform(-2, 2.5, 60), 10 ** R.uniform(-2, 2.5, 60)
n = R.randint(0, 25, 60).astype(float)
n2 = n + R.randint(1, 25, 60)
v = np.r_[R.uniform(-15, 15, 40), R.randint(-20, 20, 20)]
p = R.uniform(0.001, 0.999, 60)
z = R.uniform(-1, 1, 60)
whole = lambda f: lambda k, *rest: f(k.astype(int), *rest)

table = [
    ("erf", sp.erf, [x]), ("erfc", sp.erfc, [x]), ("erfcx", sp.erfcx, [x[x > -26]]), ("erfi", sp.erfi, [x]), ("dawsn", sp.dawsn, [x]),
    ("erfinv", sp.erfinv, [np.r_[u, -u]]), ("erfcinv", sp.erfcinv, [np.r_[u, 2 - u]]), ("ndtr", sp.ndtr, [x]),
    ("ndtri", sp.ndtri, [u]), ("logNdtr", sp.log_ndtr, [x[x < 3]]), ("ndtriExp", sp.ndtri_exp, [-pos]),
    ("voigtProfile", sp.voigt_profile, [x[:60], np.abs(x[1:61]), np.abs(x[2:62])]),
    ("gamma", sp.gamma, [np.r_[x[x != -1], 171.5, 172, 100.5]]), ("gammaln", sp.gammaln, [np.r_[x, pos, 1e10, 1e300]]),
    ("gammasgn", sp.gammasgn, [x]), ("rgamma", sp.rgamma, [x]), ("digamma", sp.digamma, [np.r_[x, pos]]), ("psi", sp.psi, [pos]),
    ("polygamma", whole(sp.polygamma), [n, pos]), ("beta", sp.beta, [a, b]), ("betaln", sp.betaln, [a, b]),
    ("poch", sp.poch, [a, n]), ("binom", sp.binom, [np.r_[n2, a], np.r_[n, n]]), ("zetac", sp.zetac, [np.r_[x, pos]]),
    ("gammainc", sp.gammainc, [a, a * np.exp(z)]), ("gammaincc", sp.gammaincc, [a, a * np.exp(z)]),
    ("gammainc", sp.gammainc, [[300.0, 1e4, 1e6, 250, 0, 1, 1], [310.0, 1.01e4, 1e6, 0, 1, np.inf, np.nan]]),
    ("gammaincc", sp.gammaincc, [[300.0, 1e4, 1e6, 250, 0, 1, 1], [310.0, 1.01e4, 1e6, 0, 1, np.inf, np.nan]]),
    ("gammaincinv", sp.gammaincinv, [a, p]), ("betainc", sp.betainc, [a[a < 50][:30], b[b < 50][:30], p[:30]]),
    ("betaincinv", sp.betaincinv, [[2.0, 0.5, 10, 3], [3.0, 0.5, 20, 1], [0.2, 0.5, 0.9, 1e-5]]),
    ("stdtr", sp.stdtr, [n + 1, x[:60]]), ("chdtr", sp.chdtr, [n + 1, pos]), ("chdtrc", sp.chdtrc, [n + 1, pos]),
    ("chdtri", sp.chdtri, [n + 1, p]), ("fdtr", sp.fdtr, [n + 1, n2, pos]), ("fdtrc", sp.fdtrc, [n + 1, n2, pos]),
    ("bdtr", whole(lambda k, m, q: sp.bdtr(k, m.astype(int), q)), [n, n2, p]), ("bdtrc", whole(lambda k, m, q: sp.bdtrc(k, m.astype(int), q)), [n, n2, p]),
    ("pdtr", sp.pdtr, [n, pos]), ("pdtrc", sp.pdtrc, [n, pos]), ("pdtri", whole(sp.pdtri), [n, p]),
    ("nbdtr", whole(lambda k, m, q: sp.nbdtr(k, m.astype(int), q)), [n, n2, p]), ("gdtr", sp.gdtr, [b[:30], a[:30], p[:30]]),
    ("kolmogorov", sp.kolmogorov, [pos]), ("kolmogi", sp.kolmogi, [u]), ("smirnov", whole(sp.smirnov), [n + 1, p]),
    ("expit", sp.expit, [x]), ("logExpit", sp.log_expit, [x]), ("logit", sp.logit, [u]), ("xlogy", sp.xlogy, [x[:60], pos]),
    ("xlog1py", sp.xlog1py, [x[:60], pos]), ("entr", sp.entr, [x]), ("relEntr", sp.rel_entr, [x[:60], pos]),
    ("klDiv", sp.kl_div, [np.abs(x[:60]), pos]), ("huber", sp.huber, [pos, x[:60]]), ("pseudoHuber", sp.pseudo_huber, [pos, x[:60]]),
    ("exprel", sp.exprel, [x]), ("boxcox", sp.boxcox, [pos, z]), ("boxcox1p", sp.boxcox1p, [pos, z]),
    ("invBoxcox", sp.inv_boxcox, [pos, p]), ("invBoxcox1p", sp.inv_boxcox1p, [pos, p]), ("exp2", sp.exp2, [x]), ("exp10", sp.exp10, [x]), ("cosm1", sp.cosm1, [x]),
    ("sindg", sp.sindg, [x * 20]), ("cosdg", sp.cosdg, [x * 20]), ("diric", lambda t, k: sp.diric(t, k.astype(int)), [x[:60], n + 1]),
    ("expn", whole(sp.expn), [n, pos]), ("exp1", sp.exp1, [pos]), ("expi", sp.expi, [np.r_[x, pos]]), ("sici", sp.sici, [np.r_[x, pos]]),
    ("shichi", sp.shichi, [np.r_[x, pos]]), ("spence", sp.spence, [pos]), ("fresnel", sp.fresnel, [np.r_[x, pos]]),
    ("agm", sp.agm, [a, b]), ("ellipk", sp.ellipk, [np.r_[u, -pos]]), ("ellipkm1", sp.ellipkm1, [u]), ("ellipe", sp.ellipe, [np.r_[u, -pos]]),
    ("ellipkinc", sp.ellipkinc, [x[:60], u[:60]]), ("ellipeinc", sp.ellipeinc, [x[:60], -pos]), ("ellipj", sp.ellipj, [x[:60], u[:60]]),
    ("jv", sp.jv, [v, pos]), ("yv", sp.yv, [v, pos]), ("iv", sp.iv, [v, pos]), ("ive", sp.ive, [v, pos]), ("kv", sp.kv, [v, pos]), ("kve", sp.kve, [v, pos]),
    ("jn", sp.jn, [n, -pos]), ("airy", sp.airy, [x]), ("zeta", sp.zeta, [np.r_[x, pos]]),
    *[(k, getattr(sp, k), [np.r_[x[:40], pos]]) for k in "j0 j1 i0 i1 i0e i1e".split()],
    *[(k, getattr(sp, k), [np.r_[pos, 0]]) for k in "y0 y1 k0 k1 k0e k1e".split()],
    ("evalLegendre", whole(sp.eval_legendre), [n, z]), ("evalChebyt", whole(sp.eval_chebyt), [n, z * 1.2]),
    ("evalChebyu", whole(sp.eval_chebyu), [n, z * 1.2]), ("evalHermite", whole(sp.eval_hermite), [n, z * 3]),
    ("evalHermitenorm", whole(sp.eval_hermitenorm), [n, z * 3]), ("evalLaguerre", whole(sp.eval_laguerre), [n, p * 10]),
    ("evalGenlaguerre", whole(sp.eval_genlaguerre), [n, p * 3, p * 10]), ("evalJacobi", whole(sp.eval_jacobi), [n, p * 3, p[::-1] * 2, z]),
    ("evalGegenbauer", whole(sp.eval_gegenbauer), [n, p * 3, z]), ("lpmv", sp.lpmv, [np.minimum(n, 9), n2, z]),
    ("sphericalJn", whole(sp.spherical_jn), [n, pos]), ("sphericalYn", whole(sp.spherical_yn), [n, pos]),
    ("sphericalIn", whole(sp.spherical_in), [n, pos]), ("sphericalKn", whole(sp.spherical_kn), [n, pos]),
    ("comb", sp.comb, [n2, n]), ("perm", sp.perm, [n2, n]), ("factorial", sp.factorial, [np.r_[n, 170, 171, -1, 0.5]]),
    ("factorial2", lambda k: np.array([sp.factorial2(int(i), exact=False) for i in k]), [n]),
    ("wofz", lambda re, im: sp.wofz(re + 1j * im), [x[:60] / 2, x[3:63] / 5]), ("loggammaComplex", lambda re, im: sp.loggamma(re + 1j * im), [x[:60], x[3:63]]),
    ("sphHarm", lambda m, k, t, f: sp.sph_harm(m.astype(int), k.astype(int), t, f), [np.minimum(n, 6) * np.sign(z)  // 1, n2, p * 6, p[::-1] * 3]),
    ("lambertw", lambda t: sp.lambertw(t).real, [np.r_[pos, -u[:40] / np.e]]),
]

cases = []
for name, f, args in table:
    args = [np.asarray(t, dtype=float) for t in args]
    k = min(len(t) for t in args)
    args = [t[:k] for t in args]
    cases.append({"name": name, "args": args, "result": f(*args)})
for name, f in [("rootsLegendre", sp.roots_legendre), ("rootsHermite", sp.roots_hermite), ("rootsHermitenorm", sp.roots_hermitenorm), ("rootsLaguerre", sp.roots_laguerre), ("rootsChebyt", sp.roots_chebyt), ("rootsChebyu", sp.roots_chebyu)]:
    for count in (1, 2, 5, 12, 31):
        cases.append({"name": name, "numbers": [count], "result": f(count)})
cases.append({"name": "rootsJacobi", "numbers": [7, 0.5, 1.25], "result": sp.roots_jacobi(7, 0.5, 1.25)})
cases.append({"name": "rootsGenlaguerre", "numbers": [6, 1.5], "result": sp.roots_genlaguerre(6, 1.5)})
cases.append({"name": "rootsGegenbauer", "numbers": [6, 1.5], "result": sp.roots_gegenbauer(6, 1.5)})
for name, f in [("jnZeros", sp.jn_zeros), ("jnpZeros", sp.jnp_zeros), ("ynZeros", sp.yn_zeros), ("ynpZeros", sp.ynp_zeros)]:
    for order in (0, 1, 5, 20):
        cases.append({"name": name, "numbers": [order, 8], "result": f(order, 8)})
grid = R.normal(0, 5, (3, 4, 2))
weights = R.normal(0, 1, (3, 4, 2))
for dtype in ("float64", "float32"):
    g = grid.astype(dtype)
    for axis in (None, 0, 1, -1, (0, 2)):
        js = list(axis) if isinstance(axis, tuple) else axis
        cases.append({"name": "logsumexp", "input": g, "options": {"axis": js}, "result": sp.logsumexp(g, axis=axis)})
        cases.append({"name": "logsumexp", "input": g, "options": {"axis": js, "keepdims": True}, "result": sp.logsumexp(g, axis=axis, keepdims=True)})
        cases.append({"name": "softmax", "input": g, "options": {"axis": js}, "result": sp.softmax(g, axis=axis)})
        cases.append({"name": "logSoftmax", "input": g, "options": {"axis": js}, "result": sp.log_softmax(g, axis=axis)})
cases.append({"name": "logsumexp", "input": grid, "options": {"axis": 1, "b": weights, "returnSign": True}, "result": sp.logsumexp(grid, axis=1, b=weights, return_sign=True)})
write(os.path.join(here, "special.json"), cases, scipy=scipy.__version__)
