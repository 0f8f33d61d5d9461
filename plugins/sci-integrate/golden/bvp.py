"""Golden numbers of boundary value problems."""
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
import numpy as np
import scipy
from golden import write
from scipy.integrate import solve_bvp

warnings.simplefilter("ignore")
folder = os.path.dirname(os.path.abspath(__file__))
cases = []


def bratu(x, y):
    return np.vstack((y[1], -np.exp(y[0])))


def sturm(x, y, p):
    return np.vstack((y[1], -(p[0] ** 2) * y[0]))


def layer(x, y):
    return np.vstack((y[1], 1000 * y[0]))


def emden(x, y):
    return np.vstack((y[1], -(y[0] ** 5)))


def line(x, y):
    return -2 * y + x


def measles(x, y):
    b, e, eta = 1575 * (1 + np.cos(2 * np.pi * x)), 0.01, 0.0279
    g = b * y[0] * y[2]
    return np.vstack((0.02 - g, g - y[1] / 0.0279, y[1] / eta - y[2] / e))


def none(x, y):
    return np.vstack((y[1], 0 * y[0]))


def steep(x, y):
    return np.vstack((y[1], 50 * y[0] * y[1] - y[0]))


def sturm_jac(x, y, p):
    m = x.size
    df = np.zeros((2, 2, m))
    df[0, 1] = 1
    df[1, 0] = -(p[0] ** 2)
    dp = np.zeros((2, 1, m))
    dp[1, 0] = -2 * p[0] * y[0]
    return df, dp


def sturm_bc_jac(ya, yb, p):
    return np.array([[1, 0], [0, 0], [0, 1.0]]), np.array([[0, 0], [1, 0], [0, 0.0]]), np.array([[0], [0], [-1.0]])


problems = {
    "bratu": (bratu, lambda a, b: np.array([a[0], b[0]])),
    "sturm": (sturm, lambda a, b, p: np.array([a[0], b[0], a[1] - p[0]])),
    "layer": (layer, lambda a, b: np.array([a[0] - 1, b[0]])),
    "emden": (emden, lambda a, b: np.array([a[1], b[0] - (3 / 4) ** 0.5])),
    "line": (line, lambda a, b: np.array([b[0] - 1])),
    "measles": (measles, lambda a, b: a - b),
    "none": (none, lambda a, b: np.array([a[1], b[1] - 1])),
    "steep": (steep, lambda a, b: np.array([a[0] - 1, b[0] + 2])),
}


def case(name, x, y, **options):
    fun, bc = problems[name]
    call = dict(options)
    if call.pop("jac", False):
        call |= {"fun_jac": sturm_jac, "bc_jac": sturm_bc_jac}
    r = solve_bvp(fun, bc, x, np.array(y, dtype=float), **call)
    at = np.linspace(x[0] - 0.05, x[-1] + 0.05, 7)
    names = {"max_nodes": "maxNodes", "bc_tol": "bcTol"}
    cases.append({"problem": name, "x": x, "y": y, "options": {names.get(k, k): v for k, v in options.items()}, "at": at, "sol": r.sol(at), "slope": r.sol(at, 1), "p": r.p, "nodes": len(r.x),
                  "middle": r.y[:, len(r.x) // 2], "mesh": r.x[:: max(1, len(r.x) // 10)], "rms": np.max(r.rms_residuals), "niter": r.niter, "status": r.status, "message": r.message})


five = np.linspace(0, 1, 5)
case("bratu", five, np.zeros((2, 5)))
case("bratu", five, np.array([[3.0] * 5, [0.0] * 5]))
case("bratu", five, np.zeros((2, 5)), tol=1e-9)
case("bratu", np.array([0, 0.1, 1.0]), np.zeros((2, 3)), tol=1e-6, bc_tol=1e-10)
case("bratu", five, np.zeros((2, 5)), tol=1e-9, max_nodes=20)
case("bratu", np.array([0, 1.0]), np.zeros((2, 2)))
guess = np.zeros((2, 5))
guess[0, 1], guess[0, 3] = 1, -1
for tol in (1e-3, 1e-6):
    for jac in (False, True):
        case("sturm", five, guess, p=[6.0], tol=tol, jac=jac)
case("layer", five, np.zeros((2, 5)))
case("layer", five, np.zeros((2, 5)), tol=1e-7)
case("emden", five, np.full((2, 5), 0.5), S=np.array([[0, 0], [0, -2.0]]))
case("emden", five, np.full((2, 5), 0.5), S=np.array([[0, 0], [0, -2.0]]), tol=1e-8)
case("line", five, np.zeros((1, 5)), tol=1e-6)
case("line", np.linspace(-1, 2, 4), np.ones((1, 4)))
case("none", five, np.zeros((2, 5)))
case("steep", five, np.zeros((2, 5)))
case("measles", np.linspace(0, 1, 21), np.full((3, 21), 0.01), tol=1e-5)
write(os.path.join(folder, "bvp.json"), cases, scipy=scipy.__version__)
