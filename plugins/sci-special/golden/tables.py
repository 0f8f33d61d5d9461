"""Makes src/scalar/tables-*.ts: polynomial coefficients computed with mpmath. Run once; the files are kept."""
import os

import mpmath as mp

mp.mp.dps = 60
here = os.path.dirname(os.path.abspath(__file__))


def chebyshev(f, a, b, eps=1e-17, least=8, most=60, scale=None):
    """Chebyshev coefficients of f on [a, b], cut where they fall below eps; the first one is halved."""
    a, b = mp.mpf(a), mp.mpf(b)
    n = most
    nodes = [mp.cos(mp.pi * (k + mp.mpf(1) / 2) / n) for k in range(n)]
    values = [f((b - a) / 2 * t + (a + b) / 2) for t in nodes]
    c = []
    for j in range(n):
        s = mp.fsum(v * mp.cos(mp.pi * j * (k + mp.mpf(1) / 2) / n) for k, v in enumerate(values))
        c.append(2 * s / n)
    c[0] /= 2
    size = scale or max(abs(x) for x in c)
    last = max([j for j in range(n) if abs(c[j]) > eps * size] + [least])
    return c[: last + 1]


def monomial(c):
    """Coefficients of powers, highest first, of a Chebyshev sum."""
    t0, t1 = [mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]
    out = [mp.mpf(0)] * len(c)
    for j, x in enumerate(c):
        t = t0 if j == 0 else t1
        if j > 1:
            t2 = [mp.mpf(0)] + [2 * v for v in t1]
            for i, v in enumerate(t0):
                t2[i] -= v
            t0, t1 = t1, t2
            t = t1
        for i, v in enumerate(t):
            out[i] += x * v
    return out[::-1]


def text(values):
    return "[" + ", ".join(repr(float(v)).replace("e-0", "e-").replace(".0", "", 1) if repr(float(v)).endswith(".0") else repr(float(v)).replace("e-0", "e-") for v in values) + "]"


def save(name, tables):
    path = os.path.join(here, "../src/scalar/tables-%s.ts" % name)
    with open(path, "w") as file:
        file.write("// Made by golden/tables.py with mpmath; not to be edited.\n\n")
        for key, (doc, values) in tables.items():
            nested = isinstance(values[0], list)
            body = "[" + ",\n".join(text(v) for v in values) + "]" if nested else text(values)
            kind = "readonly (readonly number[])[]" if nested else "readonly number[]"
            file.write("/** %s */\nexport const %s: %s = %s;\n\n" % (doc, key, kind, body))


def erfcx(x):
    return mp.exp(x * x) * mp.erfc(x)


def error_tables():
    pieces = 20
    table = []
    for i in range(pieces):
        lo, hi = mp.mpf(i) / pieces, mp.mpf(i + 1) / pieces

        def f(t):
            if t == 0:
                return mp.mpf(0)
            x = 4 / t - 4
            return erfcx(x) / t

        c = chebyshev(f, lo, hi, most=24, least=4)
        table.append(monomial(c))
    small = monomial(chebyshev(lambda u: mp.erf(mp.sqrt(u)) / mp.sqrt(u), 0, 1, most=24))
    daw = []
    for i in range(12):
        c = chebyshev(lambda u: mp.exp(-u * u) * mp.erfi(u) * mp.sqrt(mp.pi) / 2, mp.mpf(i) / 2, mp.mpf(i + 1) / 2, most=26)
        daw.append(monomial(c))
    save("error", {
        "erfcxPieces": ("erfcx(x) / t with t = 4 / (4 + x) on twentieths of t, in powers of -1..1, highest first.", table),
        "erfSmall": ("erf(x) / x for x * x from 0 to 1 mapped to -1..1, highest power first.", small),
        "dawsonPieces": ("Dawson's integral on halves from 0 to 6, in powers of -1..1, highest first.", daw),
    })


def gamma_tables():
    root = mp.findroot(mp.digamma, mp.mpf("1.4616"))
    negative = mp.findroot(mp.digamma, mp.mpf("-0.504"))
    taylor = lambda r: [mp.polygamma(k, r) / mp.factorial(k) for k in range(1, 26)]
    # Temme's expansion of the incomplete gamma function, DLMF 8.12.
    N = 44
    # lambda - 1 = mu(eta): mu' = eta (1 + mu) / mu, from which the series follows.
    alpha = [mp.mpf(0), mp.mpf(1)]
    for n in range(2, N + 3):
        # mu mu' = eta (1 + mu): coefficient of eta^n: sum_k (k) alpha_k alpha_{n+1-k} = [n==1] + alpha_{n-1}
        s = mp.fsum(k * alpha[k] * alpha[n + 1 - k] for k in range(2, n))
        alpha.append((alpha[n - 1] - s) / (n + 1))
    # 1/mu = (1/eta) * sum h_n eta^n
    g = alpha[1:]
    h = [mp.mpf(1)]
    for n in range(1, N + 1):
        h.append(-mp.fsum(g[k] * h[n - k] for k in range(1, n + 1)))
    # Stirling coefficients g_k of Gamma*(a)
    M = 12
    stirling = [mp.mpf(1)]
    logs = [mp.bernoulli(2 * k) / (2 * k * (2 * k - 1)) if True else 0 for k in range(1, M)]
    ell = [mp.mpf(0)] * (2 * M)
    for k in range(1, M):
        ell[2 * k - 1] = logs[k - 1]
    for n in range(1, M):
        stirling.append(mp.fsum(k * ell[k] * stirling[n - k] for k in range(1, n + 1)) / n)
    # c_0 = 1/mu - 1/eta as a series in eta (index shifted by 1)
    c = [h[n + 1] for n in range(N)]
    rows = [c]
    for k in range(1, 8):
        d = [(n + 1) * rows[-1][n + 1] for n in range(len(rows[-1]) - 1)]  # derivative
        # c_k = d/eta + (-1)^k g_k / mu
        series = {}
        for n, v in enumerate(d):
            series[n - 1] = series.get(n - 1, 0) + v
        for n, v in enumerate(h):
            series[n - 1] = series.get(n - 1, 0) + (-1) ** k * stirling[k] * v
        assert abs(series[-1]) < mp.mpf(10) ** -40, (k, series[-1])
        rows.append([series[n] for n in range(len(d) - 1)])
    save("gamma", {
        "digammaAtRoot": ("Taylor coefficients of digamma at its positive root, from the first power on.", taylor(root)),
        "digammaAtNegativeRoot": ("The same at the root between -1 and 0.", taylor(negative)),
        "digammaRoots": ("The two roots, each as a number and the rest that does not fit into it.",
                         [mp.mpf(float(root)), root - mp.mpf(float(root)), mp.mpf(float(negative)), negative - mp.mpf(float(negative))]),
        "temme": ("Coefficients of c_k(eta) in powers of eta, DLMF 8.12.", [row[:24] for row in rows]),
        "logGammaAtTwo": ("lgamma(x) / ((x - 1) (x - 2)) on 1.5..2.5, mapped to -1..1, highest power first.",
                          monomial(chebyshev(lambda x: mp.loggamma(x) / (x - 1) / (x - 2), mp.mpf(3) / 2, mp.mpf(5) / 2, most=30))),
        "gammaTwo": ("gamma(2 + x) for x in 0..1, mapped to -1..1, highest power first.",
                     monomial(chebyshev(lambda x: mp.gamma(2 + x), 0, 1, most=30))),
    })
    return root, negative


def bessel_tables():
    two = mp.mpf(2)
    P = lambda v: lambda u: phase(v, u)[0]
    Q = lambda v: lambda u: phase(v, u)[1]

    def phase(v, u):
        # u = 25 / x^2
        if u == 0:
            return mp.mpf(1), (4 * v * v - 1) / mp.mpf(8)
        x = 5 / mp.sqrt(u)
        w = x - v * mp.pi / 2 - mp.pi / 4
        s = mp.sqrt(mp.pi * x / 2)
        j, y = mp.besselj(v, x), mp.bessely(v, x)
        return s * (j * mp.cos(w) + y * mp.sin(w)), x * s * (y * mp.cos(w) - j * mp.sin(w))

    tables = {}
    for v in (0, 1):
        tables["phaseP%d" % v] = ("P of order %d against 25 / x^2 on 0..1, a Chebyshev sum." % v, chebyshev(P(v), 0, 1, most=40))
        tables["phaseQ%d" % v] = ("x Q of order %d against 25 / x^2 on 0..1, a Chebyshev sum." % v, chebyshev(Q(v), 0, 1, most=40))
        power = lambda x, v=v: x ** v if v else mp.mpf(1)

        def jsmall(u, v=v):
            x = mp.sqrt(u)
            return mp.besselj(v, x) / x ** v if u else (mp.mpf(1) / 2) ** v

        tables["smallJ%d" % v] = ("J%d(x) / x^%d against x^2 on 0..25, a Chebyshev sum." % (v, v), chebyshev(jsmall, 0, 25, most=40))

        def ysmall(u, v=v):
            x = mp.sqrt(u) if u else mp.mpf(10) ** -25
            r = mp.bessely(v, x) - 2 / mp.pi * mp.log(x) * mp.besselj(v, x)
            if v == 1:
                return (r + 2 / (mp.pi * x)) / x
            return r

        tables["smallY%d" % v] = ("Y%d less its logarithm and pole against x^2 on 0..25, a Chebyshev sum." % v,
                                  chebyshev(ysmall, mp.mpf(10) ** -30, 25, most=40))

        def ismall(x, v=v):
            return mp.exp(-x) * mp.besseli(v, x) / x ** v if x else (mp.mpf(1) / 2) ** v

        tables["smallI%d" % v] = ("exp(-x) I%d(x) / x^%d on 0..8, a Chebyshev sum." % (v, v), chebyshev(ismall, 0, 8, most=50))

        def ilarge(u, v=v):
            x = 8 / u if u else mp.mpf(10) ** 30
            return mp.sqrt(x) * mp.exp(-x) * mp.besseli(v, x) if u else 1 / mp.sqrt(2 * mp.pi)

        tables["largeI%d" % v] = ("sqrt(x) exp(-x) I%d(x) against 8 / x on 0..1, a Chebyshev sum." % v, chebyshev(ilarge, 0, 1, most=50))

        def ksmall(u, v=v):
            x = mp.sqrt(u)
            k = mp.besselk(v, x) + (-1) ** v * mp.log(x / 2) * mp.besseli(v, x)
            return (k - 1 / x) / x if v else k

        tables["smallK%d" % v] = ("K%d less its logarithm and pole against x^2 on 0..4, a Chebyshev sum." % v,
                                  chebyshev(ksmall, mp.mpf(10) ** -30, 4, most=30))

        def klarge(u, v=v):
            x = 2 / u if u else mp.mpf(10) ** 30
            return mp.sqrt(x) * mp.exp(x) * mp.besselk(v, x) if u else mp.sqrt(mp.pi / 2)

        tables["largeK%d" % v] = ("sqrt(x) exp(x) K%d(x) against 2 / x on 0..1, a Chebyshev sum." % v, chebyshev(klarge, 0, 1, most=50))
    save("bessel", tables)


if __name__ == "__main__":
    error_tables()
    root, negative = gamma_tables()
    print("digamma roots", mp.nstr(root, 40), mp.nstr(negative, 40))
    bessel_tables()
