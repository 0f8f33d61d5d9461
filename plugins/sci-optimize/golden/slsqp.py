"""Golden results of minimisation with constraints."""
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
rosen = lambda x: 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1 - x[0]) * (1 - x[0])
P = {
    "tutorial": (lambda x: -(2 * x[0] * x[1] + 2 * x[0] - x[0] * x[0] - 2 * x[1] * x[1]), lambda x: -np.array([-2 * x[0] + 2 * x[1] + 2, 2 * x[0] - 4 * x[1]]),
                 [("eq", lambda x: x[0] * x[0] * x[0] - x[1], lambda x: [3 * x[0] * x[0], -1.0]), ("ineq", lambda x: x[1] - 1, lambda x: [0.0, 1.0])]),
    "disk": (rosen, lambda x: np.array([-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])]), [("ineq", lambda x: 1 - x[0] * x[0] - x[1] * x[1], lambda x: [-2 * x[0], -2 * x[1]])]),
    "hs071": (lambda x: x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2], None,
              [("ineq", lambda x: x[0] * x[1] * x[2] * x[3] - 25, None), ("eq", lambda x: x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3] - 40, None)]),
    "plane": (lambda x: x[0] * x[0] + 2 * x[1] * x[1] + 3 * x[2] * x[2], None, [("eq", lambda x: np.array([x[0] + x[1] + x[2] - 1, x[0] - x[1]]), lambda x: np.array([[1.0, 1.0, 1.0], [1.0, -1.0, 0.0]]))]),
    "corner": (lambda x: (x[0] - 1) * (x[0] - 1) + (x[1] - 2.5) * (x[1] - 2.5), None,
               [("ineq", lambda x: x[0] - 2 * x[1] + 2, None), ("ineq", lambda x: -x[0] - 2 * x[1] + 6, None), ("ineq", lambda x: -x[0] + 2 * x[1] + 2, None)]),
    "empty": (lambda x: x[0] * x[0] + x[1] * x[1], None, [("ineq", lambda x: x[0] - 1, None), ("ineq", lambda x: -x[0] - 1, None)]),
    "twice": (lambda x: x[0] * x[0] + x[1] * x[1], None, [("eq", lambda x: np.array([x[0] + x[1] - 1, 2 * x[0] + 2 * x[1] - 2]), None)]),
    "many": (lambda x: x[0] * x[0] + x[1] * x[1], None, [("eq", lambda x: np.array([x[0], x[1], x[0] + x[1] - 1]), None)]),
}
STARTS = {"tutorial": [[-1.0, 1.0], [0.5, 2.0]], "disk": [[0.5, 0.0], [-0.5, 0.5], [3.0, 3.0]], "hs071": [[1.0, 5.0, 5.0, 1.0]], "plane": [[0.0, 0.0, 0.0], [5.0, -3.0, 2.0]], "corner": [[2.0, 0.0]],
          "empty": [[0.0, 0.0]], "twice": [[3.0, 1.0]], "many": [[1.0, 1.0]]}
BOUNDS = {"hs071": [[1.0, 5.0]] * 4, "corner": [[0.0, None], [0.0, None]]}
cases = []
for name, (fun, jac, cons) in P.items():
    for x0 in STARTS[name]:
        for own in (False, True):
            for bounded in ((False, True) if name in BOUNDS else (False,)):
                for options in ({}, {"ftol": 1e-10}, {"maxiter": 3}):
                    if own and jac is None and all(c[2] is None for c in cons):
                        continue
                    constraints = [{"type": t, "fun": f, **({"jac": j} if own and j else {})} for t, f, j in cons]
                    kwargs = {"method": "SLSQP", "constraints": constraints, "options": options, **({"jac": jac} if own and jac else {}), **({"bounds": BOUNDS[name]} if bounded else {})}
                    res = optimize.minimize(fun, x0, **kwargs)
                    loose = False
                    for seed in range(10):
                        e = np.random.RandomState(seed).uniform(-6e-15, 6e-15, len(x0))
                        other = optimize.minimize(fun, [v * (1 + d) + (d if v == 0 and not bounded else 0) for v, d in zip(x0, e)], **kwargs)
                        loose = loose or other.nfev != res.nfev or other.nit != res.nit or other.status != res.status
                    cases.append({"function": name, "x0": x0, "own": own, "bounds": BOUNDS[name] if bounded else None, "options": options, "loose": loose,
                                  "expected": {"x": res.x, "fun": float(res.fun), "nit": int(res.nit), "nfev": int(res.nfev), "njev": int(res.njev), "status": int(res.status), "message": res.message, "success": bool(res.success)}})
for name, con in (("linear", optimize.LinearConstraint([[1.0, 2.0], [1.0, -1.0]], [-np.inf, 0.3], [1.0, 0.3])), ("nonlinear", optimize.NonlinearConstraint(lambda x: [x[0] * x[0] + x[1], x[0] - x[1] * x[1]], [-np.inf, -0.5], [1.0, 2.0]))):
    res = optimize.minimize(rosen, [0.5, 0.2], constraints=con)
    cases.append({"function": name, "x0": [0.5, 0.2], "own": False, "bounds": None, "options": {}, "loose": False,
                  "expected": {"x": res.x, "fun": float(res.fun), "nit": int(res.nit), "nfev": int(res.nfev), "njev": int(res.njev), "status": int(res.status), "message": res.message, "success": bool(res.success)}})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "slsqp.json"), cases, scipy=scipy.__version__)
