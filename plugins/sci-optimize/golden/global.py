"""Golden results of global searches, linear programs, assignments and helper functions."""
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
cases = []


def bumps(x):
    # Many minima, of products alone, so that values are the same in every last digit.
    s = 0.0
    for v in x:
        s += v * v * (v - 1.5) * (v - 1.5) + 0.3 * v
    return s


def bowl(x):
    return sum((i + 1) * (v - i * 0.5) * (v - i * 0.5) for i, v in enumerate(x))


def rosen(x):
    return sum(100.0 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]) for i in range(len(x) - 1))


F = {"bumps": bumps, "bowl": bowl, "rosen": rosen}
for seed in (0, 1, 42):
    for name, x0, options in (("bumps", [1.0, -1.0], {}), ("bumps", [2.0], {"T": 0.5, "stepsize": 1.0}), ("bowl", [3.0, 3.0, 3.0], {"niter": 10}), ("bumps", [1.0, 2.0], {"niter_success": 8}),
                              ("bumps", [1.0], {"niter": 120, "interval": 10, "target_accept_rate": 0.3, "stepwise_factor": 0.8}), ("bumps", [0.4, 0.4], {"T": 0, "niter": 20})):
        res = optimize.basinhopping(F[name], x0, seed=np.random.RandomState(seed), minimizer_kwargs={"method": "Nelder-Mead"}, **options)
        cases.append({"kind": "basinhopping", "function": name, "x0": x0, "seed": seed, "options": {{"niter_success": "niterSuccess", "target_accept_rate": "targetAcceptRate", "stepwise_factor": "stepwiseFactor"}.get(k, k): v for k, v in options.items()},
                      "expected": {"x": res.x, "fun": float(res.fun), "nit": int(res.nit), "nfev": int(res.nfev), "minimizationFailures": int(res.minimization_failures), "message": res.message, "success": bool(res.success)}})
strategies = ["best1bin", "best1exp", "rand1bin", "rand1exp", "rand2bin", "rand2exp", "randtobest1bin", "randtobest1exp", "currenttobest1bin", "currenttobest1exp", "best2bin", "best2exp"]
for i, strategy in enumerate(strategies):
    for name, bounds, options in (("bumps", [[-1.0, 3.0], [-2.0, 2.0]], {"maxiter": 6}), ("rosen", [[-2.0, 2.0]] * 3, {"maxiter": 4, "updating": "deferred", "popsize": 5})):
        res = optimize.differential_evolution(F[name], bounds, strategy=strategy, seed=np.random.RandomState(i), polish=False, **options)
        cases.append({"kind": "evolution", "function": name, "bounds": bounds, "seed": i, "options": {"strategy": strategy, "polish": False, **options},
                      "expected": {"x": res.x, "fun": float(res.fun), "nit": int(res.nit), "nfev": int(res.nfev), "message": res.message, "success": bool(res.success)}})
for options in ({}, {"init": "random"}, {"mutation": 0.7, "recombination": 0.9}, {"tol": 1e-6}, {"x0": [1.0, 1.0]}, {"polish": False}, {"integrality": [True, False]}, {"atol": 1e-2, "popsize": 4}):
    res = optimize.differential_evolution(bumps, [[-1.0, 3.0], [-2.0, 2.0]], seed=np.random.RandomState(7), maxiter=60, **options)
    cases.append({"kind": "evolution", "function": "bumps", "bounds": [[-1.0, 3.0], [-2.0, 2.0]], "seed": 7, "polished": options.get("polish", True), "options": {**options, "maxiter": 60},
                  "expected": {"x": res.x, "fun": float(res.fun), "nit": int(res.nit), "nfev": int(res.nfev), "message": res.message, "success": bool(res.success)}})
for seed in (0, 5):
    for name, bounds, options in (("bumps", [[-1.0, 3.0], [-2.0, 2.0]], {"maxiter": 20, "no_local_search": True}), ("bowl", [[-5.0, 5.0]] * 3, {"maxiter": 30}), ("bumps", [[-3.0, 3.0]], {"maxiter": 15, "visit": 2.2, "accept": -3.0, "initial_temp": 500.0}),
                                  ("bumps", [[-1.0, 3.0]], {"maxiter": 100, "maxfun": 50, "no_local_search": True}), ("bumps", [[-1.0, 3.0]], {"maxiter": 40, "restart_temp_ratio": 0.1, "x0": [2.0], "no_local_search": True})):
        res = optimize.dual_annealing(F[name], bounds, seed=np.random.RandomState(seed), **options)
        names = {"no_local_search": "noLocalSearch", "initial_temp": "initialTemp", "restart_temp_ratio": "restartTempRatio"}
        cases.append({"kind": "annealing", "function": name, "bounds": bounds, "seed": seed, "options": {names.get(k, k): v for k, v in options.items()},
                      "expected": {"x": res.x, "fun": float(res.fun), "nit": int(res.nit), "nfev": int(res.nfev), "message": res.message, "success": bool(res.success)}})
for ranges, Ns in (([[-1.0, 3.0]], 7), ([[-1.0, 3.0], [-2.0, 2.0]], 5), ([[-1.0, 3.0, 0.5], [-2.0, 2.0, 1.0]], 20), ([[0.0, 1.0, 0.3]], 20)):
    for finish in (None, optimize.fmin):
        x0, fval, grid, J = optimize.brute(bumps, tuple(tuple(r) for r in ranges), Ns=Ns, full_output=True, finish=finish)
        cases.append({"kind": "brute", "ranges": ranges, "Ns": Ns, "finish": finish is not None, "expected": [x0, float(fval), grid, J]})
random = np.random.RandomState(11)
for m, n in ((3, 3), (2, 5), (6, 4), (8, 8), (1, 1), (20, 25)):
    for whole in (False, True):
        C = random.randint(0, 6, (m, n)).astype(float) if whole else random.normal(size=(m, n)).round(2)
        for maximize in (False, True):
            rows, cols = optimize.linear_sum_assignment(C, maximize)
            cases.append({"kind": "assignment", "C": C, "maximize": maximize, "expected": [rows.astype(float), cols.astype(float)]})
for trial in range(60):
    n, mu, me = random.randint(1, 7), random.randint(0, 6), random.randint(0, 3)
    c = random.normal(size=n).round(2)
    A_ub, b_ub = random.normal(size=(mu, n)).round(2), (random.normal(size=mu) + 1).round(2)
    A_eq, b_eq = random.normal(size=(min(me, n), n)).round(2), random.normal(size=min(me, n)).round(2)
    bounds = [[None if random.rand() < 0.2 else round(float(random.normal() - 2), 2), None if random.rand() < 0.4 else round(float(random.normal() + 2.5), 2)] for _ in range(n)]
    bounds = [[lo, hi] if lo is None or hi is None or lo <= hi else [hi, lo] for lo, hi in bounds]
    res = optimize.linprog(c, A_ub if mu else None, b_ub if mu else None, A_eq if len(b_eq) else None, b_eq if len(b_eq) else None, bounds)
    expected = {"status": int(res.status), "success": bool(res.success)}
    if res.status == 0:
        expected.update(fun=float(res.fun), x=res.x, ineqlin=res.ineqlin.marginals, eqlin=res.eqlin.marginals, lower=res.lower.marginals, upper=res.upper.marginals, slack=res.slack)
    cases.append({"kind": "linprog", "c": c, "Aub": A_ub if mu else None, "bub": b_ub if mu else None, "Aeq": A_eq if len(b_eq) else None, "beq": b_eq if len(b_eq) else None, "bounds": bounds, "expected": expected})
for x in ([1.0, 2.0], [0.0, -1.5, 3.0, 0.3]):
    cases.append({"kind": "rosen", "x": x, "expected": [float(optimize.rosen(x)), optimize.rosen_der(x), optimize.rosen_hess(x), optimize.rosen_hess_prod(x, np.arange(len(x)) + 1.0)]})
    cases.append({"kind": "gradient", "x": x, "expected": [optimize.approx_fprime(x, rosen), optimize.approx_fprime(x, rosen, 1e-4), float(optimize.check_grad(rosen, optimize.rosen_der, x, epsilon=1e-5)),
                  float(optimize.check_grad(rosen, optimize.rosen_der, x, epsilon=1e-5, direction="random", seed=np.random.RandomState(4))), optimize.approx_fprime(x, lambda v: np.array([rosen(v), bowl(v)]))]})
    for options in ({}, {"c2": 0.1}, {"amax": 1e-4}, {"maxiter": 2}):
        p = -optimize.rosen_der(x)
        out = optimize.line_search(rosen, optimize.rosen_der, np.array(x), p, **options)
        cases.append({"kind": "search", "x": x, "p": p, "options": options, "expected": [None if v is None else v if isinstance(v, np.ndarray) else float(v) for v in out]})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "global.json"), cases, scipy=scipy.__version__)
