"""Golden results of systems of equations, least squares and curve fits."""
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
t = np.arange(15) / 5.0
counts = np.array([2.1, 2.9, 4.2, 6.8, 9.9, 12.2, 13.4, 12.1, 9.2, 6.9, 4.4, 3.1, 2.2, 2.05, 1.9])
outlier = counts.copy()
outlier[3] += 9

# Systems of equations: as many functions as variables.
SYSTEMS = {
    "pair": (lambda x: [x[0] * np.cos(x[1]) - 4, x[1] * x[0] - x[1] - 5],
             lambda x: [[np.cos(x[1]), -x[0] * np.sin(x[1])], [x[1], x[0] - 1]]),
    "wave": (lambda x: [x[0] * x[0] + 10 * np.sin(x[0])], lambda x: [[2 * x[0] + 10 * np.cos(x[0])]]),
    "circle": (lambda x: [x[0] * x[0] + x[1] * x[1] - 4, x[0] - x[1]], lambda x: [[2 * x[0], 2 * x[1]], [1.0, -1.0]]),
    "chain": (lambda x: [(3 - 2 * v) * v - (x[i - 1] if i > 0 else 0) - 2 * (x[i + 1] if i + 1 < len(x) else 0) + 1 for i, v in enumerate(x)], None),
    "none": (lambda x: [x[0] * x[0] + 1], lambda x: [[2 * x[0]]]),
    "linear": (lambda x: [2 * x[0] + x[1] - 3, x[0] - x[1]], lambda x: [[2.0, 1.0], [1.0, -1.0]]),
}


# Residuals.
def gauss(p, y):
    return p[0] * np.exp(-((t - p[1]) * (t - p[1])) / (2 * p[2] * p[2])) + p[3] - y


def gauss_jac(p):
    e = np.exp(-((t - p[1]) * (t - p[1])) / (2 * p[2] * p[2]))
    return np.array([e, p[0] * e * (t - p[1]) / (p[2] * p[2]), p[0] * e * (t - p[1]) * (t - p[1]) / (p[2] * p[2] * p[2]), np.ones_like(t)]).T


RESIDUALS = {
    "rosen": (lambda x: np.array([10 * (x[1] - x[0] * x[0]), 1 - x[0]]), lambda x: np.array([[-20 * x[0], 10.0], [-1.0, 0.0]])),
    "gauss": (lambda p: gauss(p, counts), gauss_jac),
    "outlier": (lambda p: gauss(p, outlier), gauss_jac),
    "powell": (lambda x: np.array([x[0] + 10 * x[1], 5 ** 0.5 * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, 10 ** 0.5 * (x[0] - x[3]) ** 2]), None),
    "line": (lambda p: p[0] + p[1] * t - counts, lambda p: np.array([np.ones_like(t), t]).T),
    "twice": (lambda p: (p[0] + p[1]) * t - counts, lambda p: np.array([t, t]).T),
    "decay": (lambda p: p[0] * np.exp(-p[1] * t) - counts, None),
}
NAMES = {"epsfcn": "epsfcn", "x_scale": "xScale", "f_scale": "fScale", "diff_step": "diffStep", "max_nfev": "maxNfev", "absolute_sigma": "absoluteSigma",
         "check_finite": "checkFinite"}
cases = []


def camel(options):
    return {NAMES.get(k, k): v.tolist() if isinstance(v, np.ndarray) else v for k, v in options.items()}


def near(call, x0, keys):
    """Whether counts depend on the last digits of the start."""
    first = call(x0)
    for seed in range(8):
        e = np.random.RandomState(seed).uniform(-6e-15, 6e-15, len(x0))
        other = call([v * (1 + d) + (d if v == 0 else 0) for v, d in zip(x0, e)])
        if any(other[k] != first[k] for k in keys):
            return True
        if "x" in first and not np.allclose(first["x"], other["x"], rtol=1e-6, atol=1e-9):
            return True
    return False


for name, starts in (("pair", [[1.0, 1.0], [5.0, 2.0]]), ("wave", [[1.0], [-2.5], [3.0]]), ("circle", [[1.0, 2.0], [-1.0, -5.0], [0.0, 0.0]]),
                     ("chain", [[-1.0] * 9, [0.5] * 4]), ("none", [[1.0], [0.3]]), ("linear", [[0.0, 0.0], [7.0, -3.0]])):
    fun, jac = SYSTEMS[name]
    for x0 in starts:
        for options in ({}, {"xtol": 1e-4}, {"maxfev": 5}, {"factor": 1.0}, {"diag": [1.0 + i for i in range(len(x0))]}, {"epsfcn": 1e-8},
                        *([{"band": [1, 1]}] if name == "chain" else [])):
            for own in (False, True) if jac else (False,):
                kwargs = dict(options)
                if own:
                    if "epsfcn" in options:
                        continue
                    kwargs["fprime"] = jac
                def solve(start):
                    x, info, ier, mesg = optimize.fsolve(fun, start, full_output=True, **kwargs)
                    return {"x": x, "info": info, "ier": int(ier), "mesg": mesg, "nfev": int(info["nfev"])}
                out = solve(x0)
                loose = near(solve, x0, ("ier", "nfev"))
                info = out["info"]
                cases.append({"kind": "fsolve", "function": name, "x0": x0, "own": own, "options": options, "loose": loose,
                              "expected": {"x": out["x"], "nfev": out["nfev"], "njev": int(info["njev"]) if own else None, "ier": out["ier"], "mesg": out["mesg"], "fvec": info["fvec"],
                                           **({"fjac": info["fjac"], "r": info["r"], "qtf": info["qtf"]} if not options else {})}})
for name, starts in (("rosen", [[-1.2, 1.0], [2.0, 2.0]]), ("gauss", [[10.0, 1.0, 0.5, 1.0], [5.0, 2.0, 1.0, 0.0]]), ("powell", [[3.0, -1.0, 0.0, 1.0]]), ("line", [[0.0, 0.0]]),
                     ("decay", [[10.0, 0.1]]), ("outlier", [[10.0, 1.0, 0.5, 1.0]]), ("twice", [[1.0, 2.0]])):
    fun, jac = RESIDUALS[name]
    for x0 in starts:
        n = len(x0)
        for options in ({}, {"ftol": 1e-4}, {"xtol": 1e-3, "ftol": 1e-14}, {"gtol": 1e-3}, {"maxfev": 7}, {"factor": 1.0}, {"diag": [1.0 + i for i in range(n)]}, {"epsfcn": 1e-8}):
            for own in (False, True) if jac else (False,):
                kwargs = dict(options)
                if own:
                    if "epsfcn" in options:
                        continue
                    kwargs["Dfun"] = jac
                def solve(start):
                    x, cov, info, mesg, ier = optimize.leastsq(fun, start, full_output=True, **kwargs)
                    return {"x": x, "cov": cov, "info": info, "mesg": mesg, "ier": int(ier), "nfev": int(info["nfev"])}
                out = solve(x0)
                cov = out["cov"] if name not in ("powell", "twice") else None
                info = out["info"]
                cases.append({"kind": "leastsq", "function": name, "x0": x0, "own": own, "options": options, "loose": name == "twice" or near(solve, x0, ("ier", "nfev")),
                              "expected": {"x": out["x"], "covX": cov, "nfev": out["nfev"], "njev": int(info["njev"]) if own else None, "ier": out["ier"], "mesg": out["mesg"]}})
        some = [(-np.inf, np.inf)]
        if n == 4 and name != "powell":
            some += [([0, 0, 0, 0], np.inf), ([0, 0, 0.1, -1], [12, 1.1, 5, 1.5]), ([-np.inf, -np.inf, 0.2, -np.inf], [np.inf, 3, np.inf, np.inf])]
        elif n == 2:
            some += [([-5, -5], [1.9, 5]), ([-np.inf, -3], [0.5 if name == "rosen" and x0[0] < 0 else 20, np.inf])]
        for bounds in some:
            lo, hi = (np.broadcast_to(b, n) for b in bounds)
            if np.any(np.array(x0) < lo) or np.any(np.array(x0) > hi):
                continue
            for method in ("trf", "dogbox", "lm"):
                if method == "lm" and (bounds[0] is not -np.inf or name in ("powell",)):
                    if bounds[0] is not -np.inf:
                        continue
                for options in ({}, {"x_scale": "jac"}, {"x_scale": [1.0 + i for i in range(n)]}, {"ftol": 1e-4, "xtol": 1e-12, "gtol": 1e-12}, {"max_nfev": 4}, {"jac": "3-point"}, {"jac": "own"},
                                {"diff_step": 1e-5}, *([{"loss": loss, "f_scale": 0.5} for loss in ("soft_l1", "huber", "cauchy", "arctan")] if method != "lm" else [])):
                    kwargs = dict(options)
                    if kwargs.get("jac") == "own":
                        if not jac:
                            continue
                        kwargs["jac"] = jac
                    def solve(start):
                        return optimize.least_squares(fun, start, bounds=bounds, method=method, **kwargs)
                    try:
                        res = solve(x0)
                        loose = near(lambda s: solve(np.clip(s, lo, hi)), x0, ("nfev", "status")) or name == "twice"
                    except (ValueError, KeyError) as error:
                        cases.append({"kind": "leastSquares", "function": name, "x0": x0, "bounds": [np.asarray(b, float) for b in bounds], "method": method, "options": camel(options), "error": str(error)})
                        continue
                    cases.append({"kind": "leastSquares", "function": name, "x0": x0, "bounds": [np.asarray(b, float) for b in bounds], "method": method, "options": camel(options), "loose": loose,
                                  "expected": {"x": res.x, "cost": float(res.cost), "nfev": int(res.nfev), "njev": None if res.njev is None else int(res.njev), "status": int(res.status), "message": res.message, "success": bool(res.success),
                                               "activeMask": [int(v) for v in res.active_mask], "optimality": float(res.optimality)}})
MODELS = {
    "gauss": lambda x, a, b, c, d: a * np.exp(-((x - b) * (x - b)) / (2 * c * c)) + d,
    "line": lambda x, a, b: a + b * x,
    "decay": lambda x, a, b: a * np.exp(-b * x),
    "plane": lambda x, a, b, c: a + b * x[0] + c * x[1],
    "constant": lambda x, a: a,
}
xs = {"gauss": t, "line": t, "decay": t, "plane": np.array([t, np.cos(3 * t)]), "constant": t}
starts = {"gauss": [10.0, 1.0, 0.5, 1.0], "line": None, "decay": [10.0, 0.5], "plane": None, "constant": None}
sigma = 0.2 + 0.05 * np.arange(15)
full = np.diag(sigma ** 2) + 0.01
for name, model in MODELS.items():
    for options in ({}, {"sigma": sigma}, {"sigma": sigma, "absolute_sigma": True}, {"sigma": full}, {"sigma": full, "absolute_sigma": True}, {"method": "trf"}, {"method": "dogbox"},
                    {"method": "trf", "sigma": sigma, "loss": "soft_l1"}, {"maxfev": 4}, {"bounds": "some"}, {"bounds": "some", "sigma": full, "absolute_sigma": True}, {"jac": "own"}, {"jac": "own", "sigma": full}, {"jac": "own", "method": "trf"},
                    {"xtol": 1e-3, "ftol": 1e-3}):
        kwargs = dict(options)
        if kwargs.get("jac") == "own":
            if name not in ("gauss", "line"):
                continue
            kwargs["jac"] = (lambda x, *p: gauss_jac(p)) if name == "gauss" else (lambda x, a, b: np.array([np.ones_like(x), x]).T)
        n = {"gauss": 4, "line": 2, "decay": 2, "plane": 3, "constant": 1}[name]
        if kwargs.get("bounds") == "some":
            kwargs["bounds"] = ([0.0] * n, [11.0] + [np.inf] * (n - 1))
        def solve(start):
            popt, pcov, info, mesg, ier = optimize.curve_fit(model, xs[name], counts, p0=start, full_output=True, **kwargs)
            return {"popt": popt, "pcov": pcov, "nfev": int(info["nfev"]), "mesg": mesg, "ier": int(ier)}
        try:
            out = solve(starts[name])
            loose = near(solve, starts[name] or [1.0] * n, ("nfev", "mesg")) if "bounds" not in kwargs else True
        except RuntimeError as error:
            cases.append({"kind": "curveFit", "function": name, "options": camel(options), "error": str(error)})
            continue
        cases.append({"kind": "curveFit", "function": name, "options": camel(options), "loose": loose, "expected": out})
random = np.random.RandomState(3)
for m, n in ((5, 3), (3, 5), (10, 10), (20, 4), (1, 1), (4, 1), (12, 8)):
    for _ in range(3):
        A, b = random.normal(size=(m, n)).round(3), random.normal(size=m).round(3)
        x, rnorm = optimize.nnls(A, b)
        cases.append({"kind": "nnls", "A": A, "b": b, "expected": {"x": x, "rnorm": float(rnorm)}})
        for bounds in ((-np.inf, np.inf), (0.0, np.inf), (-0.1, 0.3), (np.full(n, -0.2), np.linspace(0.1, 1, n))):
            for method in ("trf", "bvls"):
                res = optimize.lsq_linear(A, b, bounds=bounds, method=method)
                if m < n and bounds[0] is not -np.inf and False:
                    continue
                cases.append({"kind": "lsqLinear", "A": A, "b": b, "bounds": [np.asarray(v, float) for v in bounds], "method": method,
                              "expected": {"x": res.x if m >= n else None, "cost": float(res.cost), "nit": int(res.nit), "status": int(res.status), "message": res.message, "success": bool(res.success), "activeMask": [int(v) for v in res.active_mask]}})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "fit.json"), cases, scipy=scipy.__version__)
