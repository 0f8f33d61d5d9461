"""Golden numbers of the rules for samples and functions."""
import math
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from fractions import Fraction

import numpy as np
import scipy
from golden import write
from scipy.integrate import cumulative_trapezoid, fixed_quad, newton_cotes, quadrature, romb, romberg, simpson, trapezoid

warnings.simplefilter("ignore")
folder = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(3)
cases = []


def camel(options):
    return {("divmax" if k == "divmax" else k): v for k, v in options.items()}


for dtype in ("float64", "float32", "int32", "complex128", "uint8"):
    for shape in [(2,), (3,), (4,), (5,), (8,), (9,), (1,), (4, 5), (3, 6), (2, 3, 4), (5, 0)]:
        y = np.round(random.uniform(0, 9, shape), 2)
        if dtype == "complex128":
            y = y + 1j * np.round(random.uniform(-1, 1, shape), 2)
        y = y.astype(dtype)
        for axis in range(-1, len(shape) - 1):
            n = shape[axis]
            xs = [None, np.cumsum(np.round(random.uniform(0.1, 1, n), 2))]
            if len(shape) == 2 and n > 0:
                xs.append(np.cumsum(np.round(random.uniform(0.1, 1, shape), 2), axis=axis))
            if n == 5:
                xs.append(np.array([0.0, 0.5, 0.5, 1.0, 2.0]))
            for x in xs:
                for dx in ((1.0, 0.25) if x is None else (1.0,)):
                    options = {"axis": axis, "dx": dx} if x is None else {"axis": axis, "x": x}
                    case = {"y": y, "options": options}
                    if n > 0:
                        cases.append({"fun": "trapezoid", **case, "result": trapezoid(y, **options)})
                        cases.append({"fun": "cumulativeTrapezoid", **case, "result": cumulative_trapezoid(y, **options)})
                        if dtype == "float64":
                            cases.append({"fun": "cumulativeTrapezoid", "y": y, "options": {**options, "initial": 0.5}, "result": cumulative_trapezoid(y, initial=0.5, **options)})
                        if dtype == "float32" and x is not None and n < 5:
                            continue  # a single pair of intervals has scalar widths there, and scalars do not widen float32
                        for even in ("avg", "first", "last") if n % 2 == 0 and dtype == "float64" else ("avg",):
                            cases.append({"fun": "simpson", "y": y, "options": {**options, "even": even}, "result": simpson(y, even=even, **options)})
                    if x is None and n in (2, 3, 5, 9):
                        cases.append({"fun": "romb", **case, "result": romb(y, **options)})
functions = {
    "sin": lambda x: np.sin(x), "runge": lambda x: 1 / (1 + 25 * x * x), "root": lambda x: np.sqrt(np.abs(x)),
    "poly": lambda x: x ** 5 - 2 * x ** 2 + 1, "exp": lambda x: np.exp(-x),
}
for name, f in functions.items():
    for a, b in [(0, np.pi / 2), (-1, 1), (2, 0.5), (1, 1)]:
        for n in (1, 2, 5, 12, 31):
            cases.append({"fun": "fixedQuad", "f": name, "a": a, "b": b, "options": {"n": n}, "result": fixed_quad(f, a, b, n=n)[0]})
        for options in ({}, {"tol": 1e-3, "rtol": 1e-3}, {"maxiter": 4}, {"miniter": 6}):
            cases.append({"fun": "quadrature", "f": name, "a": a, "b": b, "options": options, "result": list(quadrature(f, a, b, **options))})
        for options in ({}, {"tol": 1e-3, "rtol": 1e-3}, {"divmax": 4}):
            cases.append({"fun": "romberg", "f": name, "a": a, "b": b, "options": options, "result": romberg(f, a, b, **options)})
def exact(n):
    """Weights and error by fractions: SciPy's error coefficients are off by 1e-4 from n = 15 on."""
    weights = []
    for i in range(n + 1):
        p = [Fraction(1)]
        for j in range(n + 1):
            if j != i:
                q = [Fraction(0)] * (len(p) + 1)
                for k, c in enumerate(p):
                    q[k] += c * Fraction(-j, i - j)
                    q[k + 1] += c * Fraction(1, i - j)
                p = q
        weights.append(sum(c * Fraction(n) ** (k + 1) / (k + 1) for k, c in enumerate(p)))
    power = n + 2 if n % 2 == 0 else n + 1
    missed = Fraction(n, power + 1) - sum(Fraction(i, n) ** power * weights[i] for i in range(n + 1))
    return np.array([float(w) for w in weights]), float(missed * Fraction(n) ** power / math.factorial(power))


for rn in list(range(1, 19)) + [[0, 0.5, 2], [0, 1.2, 2.9, 3], [0, 1, 2, 3], [0, 1.5, 2.2, 3.1, 4]]:
    w, e = newton_cotes(np.array(rn) if isinstance(rn, list) else rn) if not isinstance(rn, int) or rn < 15 else exact(rn)
    cases.append({"fun": "newtonCotes", "rn": rn, "options": {}, "weights": w, "error": e})
w, e = newton_cotes([0, 9, 2], equal=1)
cases.append({"fun": "newtonCotes", "rn": [0, 9, 2], "options": {"equal": True}, "weights": w, "error": e})
write(os.path.join(folder, "samples.json"), cases, scipy=scipy.__version__)
