"""Golden results of the functions of one variable: minima and roots."""
import os
import sys
import warnings

import numpy as np
import scipy
from scipy import optimize

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tools", "golden"))
from golden import write

warnings.simplefilter("ignore")
np.seterr(all="ignore")

# Functions whose values are the same in every last digit here and there.
F = {
    "wave": lambda x: x * x + 10 * np.sin(x),
    "cubic": lambda x: (x - 2) * x * (x + 2) * (x + 2),
    "quartic": lambda x: (x - 1) * (x - 1) * (x - 1) * (x - 1) + 0.1 * x,
    "exp": lambda x: 1 / (1 + x * x) - 0.3 * x,
    "abs": lambda x: abs(x - 0.7),
    "flat": lambda x: 2.0,
    "line": lambda x: 3 * x - 1,
    "cos": lambda x: (1 - x * x / 2 + x * x * x * x / 24) - x,
    "tanh": lambda x: (x - 0.3) / (0.2 + abs(x - 0.3)),
    "root5": lambda x: x * x * x * x * x - 0.5,
    "jump": lambda x: -1.0 if x < 0.123 else 1.0,
    "cubert": lambda x: np.sqrt(abs(x - 0.25)) * (1.0 if x > 0.25 else -1.0),
}
D = {"wave": lambda x: 2 * x + 10 * np.cos(x), "cubic": lambda x: 4 * x * x * x + 6 * x * x - 8 * x - 8, "exp": lambda x: -2 * x / ((1 + x * x) * (1 + x * x)) - 0.3,
     "cos": lambda x: -x + x * x * x / 6 - 1, "root5": lambda x: 5 * x * x * x * x, "line": lambda x: 3.0, "tanh": lambda x: 0.2 / ((0.2 + abs(x - 0.3)) * (0.2 + abs(x - 0.3)))}
D2 = {"wave": lambda x: 2 - 10 * np.sin(x), "cubic": lambda x: 12 * x * x + 12 * x - 8, "cos": lambda x: -1 + x * x / 2,
      "root5": lambda x: 20 * x * x * x, "line": lambda x: 0.0}
# Where an end is a root, SciPy leaves the iterations undefined: None.
cases = []


def flat(res):
    out = {}
    for key, value in res.items():
        out[key] = float(value) if key in ("x", "fun") else int(value) if key in ("nit", "nfev", "status") else bool(value) if key == "success" else value
    return out


def attempt(call):
    try:
        return call()
    except (ValueError, RuntimeError) as error:
        return {"error": type(error).__name__}


for name in ("wave", "cubic", "quartic", "exp", "abs"):
    for method in ("brent", "golden"):
        for bracket in (None, (-1.0, 1.0), (3.0, 2.0), (-3.0, -1.3, 1.0), (-1.0, 0.5, 2.0), (2.0, 1.0, -1.0)):
            for options in ({}, {"xtol": 1e-4}, {"maxiter": 5}):
                kwargs = {"method": method, **({"bracket": bracket} if bracket else {}), **({"options": options} if options else {})}
                cases.append({"kind": "minimum", "function": name, "options": kwargs, "expected": attempt(lambda: flat(optimize.minimize_scalar(F[name], **kwargs)))})
    for bounds in ((-3, 2), (0, 10), (2, 5), (1, 1)):
        for options in ({}, {"xatol": 1e-9}, {"maxiter": 4}):
            kwargs = {"bounds": bounds, "method": "bounded", "options": options}
            cases.append({"kind": "minimum", "function": name, "options": kwargs, "expected": attempt(lambda: flat(optimize.minimize_scalar(F[name], **kwargs)))})
    for a, b in ((0.0, 1.0), (2.0, 1.0), (-5.0, 5.0), (3.0, 3.5)):
        cases.append({"kind": "bracket", "function": name, "options": {"xa": a, "xb": b}, "expected": [float(v) for v in optimize.bracket(F[name], a, b)]})
cases.append({"kind": "minimum", "function": "flat", "options": {"method": "brent"}, "expected": flat(optimize.minimize_scalar(F["flat"], method="brent"))})
for name, a, b in (("wave", -4, -1), ("wave", 3, -1), ("cubic", 1, 5), ("cubic", -1, 1.5), ("exp", 0, 1), ("line", 0, 1), ("cos", 0, 1), ("cos", -100, 1000),
                   ("tanh", -3, 10), ("root5", 0, 30), ("jump", -1, 1), ("cubert", -2, 5), ("wave", 1, 2), ("line", 1 / 3, 5), ("wave", 0, 1), ("cos", 1e-300, 3)):
    for method in ("bisect", "brentq", "brenth", "ridder", "toms748"):
        for options in ({}, {"xtol": 1e-5}, {"rtol": 1e-6, "xtol": 1e-3}, {"maxiter": 6}, *([{"k": 2}, {"k": 3, "xtol": 1e-9}] if method == "toms748" else [])):
            def run():
                x, r = getattr(optimize, method)(F[name], a, b, full_output=True, disp=False, **options)
                return {"root": float(x), "iterations": int(r.iterations) if r.iterations < 1000 else None, "functionCalls": int(r.function_calls), "converged": bool(r.converged), "flag": r.flag}
            cases.append({"kind": "root", "method": method, "function": name, "a": a, "b": b, "options": options, "expected": attempt(run)})
for name, starts in (("wave", (1, -2.5, 0.1, 6)), ("cubic", (3, -1.0, 0.5, -5)), ("exp", (0, 2, -1)), ("cos", (0, 5, -3)), ("root5", (1, 2, -1)), ("line", (4, 1 / 3)), ("tanh", (0.2, 0.5))):
    for x0 in starts:
        for kind in ("secant", "newton", "halley"):
            if kind == "halley" and name not in D2:
                continue
            for options in ({}, {"tol": 1e-3}, {"rtol": 1e-3}, {"maxiter": 3}, *([{"x1": x0 + 0.7}] if kind == "secant" else [])):
                own = {**({"fprime": D[name]} if kind != "secant" else {}), **({"fprime2": D2[name]} if kind == "halley" else {})}
                def run():
                    x, r = optimize.newton(F[name], x0, full_output=True, disp=False, **own, **options)
                    return {"root": float(x), "iterations": int(r.iterations) if r.iterations < 1000 else None, "functionCalls": int(r.function_calls), "converged": bool(r.converged), "flag": r.flag}
                cases.append({"kind": "newton", "method": kind, "function": name, "x0": x0, "options": options, "expected": attempt(run)})
x0 = np.array([[0.5, -2.0, 6.0], [1.0, -4.0, 2.9]])
for kind in ("secant", "newton", "halley"):
    own = {**({"fprime": D["wave"]} if kind != "secant" else {}), **({"fprime2": D2["wave"]} if kind == "halley" else {})}
    root, converged, zero = optimize.newton(F["wave"], x0, full_output=True, maxiter=60, **own)
    cases.append({"kind": "many", "method": kind, "function": "wave", "x0": x0.tolist(), "expected": {"root": root, "converged": converged, "zeroDer": zero}})
for name, x0 in (("cosine", 0.5), ("sqrt", 3.0), ("array", [0.5, 1.5])):
    fun = {"cosine": np.cos, "sqrt": lambda x: np.sqrt(x + 1), "array": np.cos}[name]
    for method in ("del2", "iteration"):
        cases.append({"kind": "fixed", "function": name, "x0": x0, "method": method, "expected": np.asarray(optimize.fixed_point(fun, x0, method=method))})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "scalar.json"), cases, scipy=scipy.__version__)
