"""Golden results of `minimize` and its relatives: every method on functions that the tests know by name."""
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


def wave(x):
    return x[0] ** 2 + 10 * np.sin(x[0])


def wave_der(x):
    return np.array([2 * x[0] + 10 * np.cos(x[0])])


def camel(x):
    return (4 - 2.1 * x[0] ** 2 + x[0] ** 4 / 3) * x[0] ** 2 + x[0] * x[1] + (4 * x[1] ** 2 - 4) * x[1] ** 2


def camel_der(x):
    return np.array([8 * x[0] - 8.4 * x[0] ** 3 + 2 * x[0] ** 5 + x[1], x[0] + 16 * x[1] ** 3 - 8 * x[1]])


def bowl(x):
    return sum((i + 1) * (v - i) ** 2 for i, v in enumerate(x))


def bowl_der(x):
    return np.array([2 * (i + 1) * (v - i) for i, v in enumerate(x)])


def bowl_hess(x):
    return np.diag([2.0 * (i + 1) for i in range(len(x))])


def quartic(x):
    return sum((v - 1) ** 4 + 0.5 * v ** 2 for v in x) + x[0] * x[-1]


def quartic_der(x):
    g = np.array([4 * (v - 1) ** 3 + v for v in x])
    g[0] += x[-1]
    g[-1] += x[0]
    return g


def quartic_hess(x):
    h = np.diag([12 * (v - 1) ** 2 + 1 for v in x])
    h[0, -1] += 1
    h[-1, 0] += 1
    return h


def bad(x):
    return np.nan


def flat(x):
    return 3.0


def vee(x):
    return float(np.sum(np.abs(x - 0.3)))


def steep(x):
    return np.exp(x[0]) + 1e6 * x[1] ** 2 + np.exp(-x[0])


FUNCTIONS = {
    "wave": (wave, wave_der, None),
    "camel": (camel, camel_der, None),
    "bowl": (bowl, bowl_der, bowl_hess),
    "quartic": (quartic, quartic_der, quartic_hess),
    "rosen": (optimize.rosen, optimize.rosen_der, optimize.rosen_hess),
    "bad": (bad, None, None),
    "flat": (flat, None, None),
    "vee": (vee, None, None),
    "steep": (steep, None, None),
}
NAMES = {"maxiter": "maxiter", "return_all": "returnAll", "initial_simplex": "initialSimplex", "finite_diff_rel_step": "finiteDiffRelStep",
         "initial_trust_radius": "initialTrustRadius", "max_trust_radius": "maxTrustRadius"}
FIELDS = {"x": "x", "fun": "fun", "nit": "nit", "nfev": "nfev", "njev": "njev", "nhev": "nhev", "status": "status", "success": "success",
          "message": "message", "jac": "jac"}
cases = []


def number(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def case(function, x0, method=None, jac=None, hess=None, loose=None, **more):
    fun, der, second = FUNCTIONS[function]
    kwargs = dict(more)
    if method:
        kwargs["method"] = method
    if jac == "own":
        kwargs["jac"] = der
    elif jac == "both":
        base = fun
        fun = lambda x: (base(x), der(x))
        kwargs["jac"] = True
    elif jac:
        kwargs["jac"] = jac
    if hess == "own":
        kwargs["hess"] = second
    elif hess == "product":
        kwargs["hessp"] = lambda x, p: second(x) @ p
    def run(start):
        own = {k: np.copy(v) if isinstance(v, np.ndarray) else v for k, v in more.get("options", {}).items()}
        return optimize.minimize(fun, start, **{**kwargs, "options": own})

    res = run(x0)
    # Where SciPy itself takes another way when the start is changed in its last digits, counts say nothing.
    worst = res.fun
    shifts = np.random.RandomState(0)
    for _ in range(20):
        other = run([v * (1 + e) + (e if v == 0 else 0) for v, e in zip(x0, shifts.uniform(-6e-15, 6e-15, len(x0)))])
        worst = float(np.fmax(worst, other.fun))
        if loose is None and any(other.get(field) != res.get(field) for field in ("nit", "nfev", "njev", "nhev", "message")):
            loose = "rounding"
    options = {NAMES.get(k, k): number(v) for k, v in more.get("options", {}).items()}
    given = {k: v for k, v in more.items() if k != "options"}
    out = {FIELDS[k]: (float(v) if k == "fun" else int(v) if k in ("nit", "nfev", "njev", "nhev", "status") else bool(v) if k == "success" else v) for k, v in res.items() if k in FIELDS}
    if jac == "own" and method in ("BFGS", "L-BFGS-B") and not given.get("bounds"):
        # After more than 10 corrections SciPy takes those of L-BFGS-B in the wrong order.
        if method == "BFGS" or res.nit <= 10:
            out["hessInv"] = np.asarray(res.hess_inv if method == "BFGS" else res.hess_inv.todense(), float)
    if method == "Powell" or method == "Nelder-Mead":
        out.pop("jac", None)
    cases.append({"function": function, "x0": x0, "method": method, "jac": jac, "hess": hess, "given": given, "options": options, "loose": loose, "worst": worst, "expected": out})


starts = {"wave": [[0.0], [3.0], [-2.5]], "camel": [[0.5, 0.5], [-1.5, 0.8], [0.0, 0.0]], "bowl": [[5.0], [1.0, 1.0, 1.0], [0.0] * 6],
          "quartic": [[2.0, -1.0], [0.1, 0.2, 0.3, 0.4]], "rosen": [[-1.2, 1.0], [-1.2, 1.0, 1.5], [1.3, 0.7, 0.8, 1.9, 1.2]]}
for function, points in starts.items():
    for x0 in points:
        for method in ("BFGS", "CG", "L-BFGS-B", "SLSQP"):
            case(function, x0, method)
            case(function, x0, method, "own")
            case(function, x0, method, "2-point")
            case(function, x0, method, "3-point")
        case(function, x0)
        case(function, x0, "BFGS", "both")
        case(function, x0, "Nelder-Mead")
        case(function, x0, "Powell")
        case(function, x0, "Newton-CG", "own")
        if FUNCTIONS[function][2] and not (function == "rosen" and len(x0) < 3 and False):
            for method in ("Newton-CG", "trust-ncg", "trust-exact", "dogleg"):
                case(function, x0, method, "own", "own")
            for method in ("Newton-CG", "trust-ncg"):
                case(function, x0, method, "own", "product")
for method in ("BFGS", "CG", "L-BFGS-B", "SLSQP", "Nelder-Mead", "Powell"):
    case("rosen", [-1.2, 1.0, 1.5], method, options={"maxiter": 3})
    case("rosen", [-1.2, 1.0, 1.5], method, tol=1e-3)
    case("rosen", [-1.2, 1.0, 1.5], method, tol=1e-9, loose="rounding" if method in ("BFGS", "CG", "SLSQP", "L-BFGS-B") else None)
    case("flat", [1.0, 2.0], method)
for method in ("Nelder-Mead", "Powell"):
    case("rosen", [-1.2, 1.0], method, options={"maxfev": 30})
    case("rosen", [-1.2, 1.0], method, options={"maxfev": 30, "maxiter": 1000})
    case("vee", [2.0, -1.0], method)
    case("steep", [2.0, -1.0], method)
    for bounds in ([[0, 2], [0, 2]], [[None, 0.5], [-1, None]], [[-2, 0.5], [None, None]], [[1.5, 3], [-1, 3]]):
        case("rosen", [-0.9, 1.1] if bounds[0][0] is None or bounds[0][0] < 0 else [1.6, 1.1], method, bounds=bounds)
case("rosen", [1.3, 0.7, 0.8, 1.9, 1.2], "Nelder-Mead", options={"adaptive": True, "xatol": 1e-8, "fatol": 1e-8})
case("rosen", [1.0, 2.0], "Nelder-Mead", options={"initial_simplex": np.array([[0.0, 0.0], [1.0, 0.5], [0.3, 1.0]])})
case("bowl", [1.0, 1.0], "Nelder-Mead", options={"xatol": 1e-2, "fatol": 1e-2})
case("rosen", [-1.2, 1.0], "Powell", options={"direc": np.array([[1.0, 1.0], [1.0, -1.0]])})
case("rosen", [-1.2, 1.0], "Powell", options={"xtol": 1e-8, "ftol": 1e-8})
case("rosen", [-1.2, 1.0], "BFGS", options={"norm": 2, "gtol": 1e-3})
case("rosen", [-1.2, 1.0], "BFGS", options={"norm": 1, "gtol": 1e-2})
case("rosen", [-1.2, 1.0], "BFGS", loose="rough", options={"xrtol": 1e-3})
case("rosen", [-1.2, 1.0], "BFGS", options={"eps": 1e-6})
case("rosen", [-1.2, 1.0], "BFGS", "2-point", options={"finite_diff_rel_step": 1e-6})
case("rosen", [-1.2, 1.0], "L-BFGS-B", options={"maxcor": 2})
case("rosen", [-1.2, 1.0, 1.5, 0.5], "L-BFGS-B", "own", options={"maxcor": 3, "ftol": 1e-15, "gtol": 1e-8})
case("rosen", [-1.2, 1.0], "L-BFGS-B", options={"maxfun": 20})
for jac in (None, "own", "3-point"):
    for bounds in ([[0, 2], [0, 2], [0, 2]], [[None, 0.5], [-1, None], [None, None]], [[-3, 0.5], [1.2, 3], [0, 1]], [[0.3, 0.3], [0, 2], [None, 0.8]], [[2, 3], [2, 3], [2, 3]]):
        for method in ("L-BFGS-B", "SLSQP"):
            case("rosen", [0.3, 1.4, 0.7], method, jac, bounds=bounds)
            case("bowl", [0.3, 1.4, 0.7], method, jac, bounds=bounds)
            case("quartic", [0.3, 1.4, 0.7], method, jac, bounds=bounds)
case("rosen", [0.3, 1.4], "L-BFGS-B", bounds=[[0.5, 0.5], [2, 2]])
case("bowl", [0.3, 1.4, 3.0, -1.0, 2.0], None, bounds=[[0, 1], [0, 2], [None, 1], [None, None], [4, 9]])
for function in ("steep", "vee"):
    for method in ("BFGS", "CG", "L-BFGS-B"):
        case(function, [2.0, -1.0], method, loose="rough")
for method in ("BFGS", "CG", "Nelder-Mead", "Powell"):
    case("bad", [1.0, 2.0], method, loose="nan")
for options in ({"initial_trust_radius": 0.1}, {"eta": 0.2, "gtol": 1e-8}, {"maxiter": 2}):
    for method in ("trust-ncg", "trust-exact", "dogleg"):
        case("rosen", [1.3, 0.7, 0.8], method, "own", "own", options=options)
case("camel", [0.5, 0.5], "Newton-CG", "own", options={"xtol": 1e-8})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "minimize.json"), cases, scipy=scipy.__version__)
