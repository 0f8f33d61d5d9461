"""Golden results of orthogonal distance regression, searched by SciPy with tolerances so small that only its rounding is left."""
import os
import sys
import warnings

import numpy as np
import scipy
from scipy import odr
from scipy.optimize import least_squares

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tools", "golden"))
from golden import write

warnings.simplefilter("ignore")
np.seterr(all="ignore")
random = np.random.RandomState(20)

MODELS = {
    "unilinear": odr.unilinear,
    "quadratic": odr.quadratic,
    "exponential": odr.exponential,
    "multilinear": odr.multilinear,
    "polynomial3": odr.polynomial(3),
    "polynomial135": odr.polynomial([1, 3, 5]),
    "gaussian": odr.Model(lambda b, x: b[0] * np.exp(-((x - b[1]) ** 2) / (2 * b[2] ** 2)) + b[3]),
    "gaussianJac": odr.Model(
        lambda b, x: b[0] * np.exp(-((x - b[1]) ** 2) / (2 * b[2] ** 2)) + b[3],
        fjacb=lambda b, x: np.vstack([(e := np.exp(-((x - b[1]) ** 2) / (2 * b[2] ** 2))), b[0] * e * (x - b[1]) / b[2] ** 2,
                                      b[0] * e * (x - b[1]) ** 2 / b[2] ** 3, np.ones_like(x)]),
        fjacd=lambda b, x: -b[0] * np.exp(-((x - b[1]) ** 2) / (2 * b[2] ** 2)) * (x - b[1]) / b[2] ** 2),
    "decay": odr.Model(lambda b, x: b[0] * np.exp(-b[1] * x) + b[2]),
    "power": odr.Model(lambda b, x: b[0] * x ** -b[1]),
    "surface": odr.Model(lambda b, x: b[0] * np.exp(-b[1] * x[0]) + b[2] * np.sin(x[1])),
    "pair": odr.Model(lambda b, x: np.vstack([b[0] * np.exp(-b[1] * x), b[1] * x + b[0]])),
    "pairOfTwo": odr.Model(lambda b, x: np.vstack([b[0] * x[0] + b[1] * x[1] ** 2, b[2] * np.exp(-b[1] * x[0])])),
    "circle": odr.Model(lambda b, x: (x[0] - b[0]) ** 2 + (x[1] - b[1]) ** 2 - b[2] ** 2, implicit=1),
    "ellipse": odr.Model(lambda b, x: b[2] * (x[0] - b[0]) ** 2 + 2 * b[3] * (x[0] - b[0]) * (x[1] - b[1]) + b[4] * (x[1] - b[1]) ** 2 - 1, implicit=1),
}


def noisy(model, beta, x, sx, sy):
    x = np.asarray(x, float)
    y = MODELS[model].fcn(np.asarray(beta, float), x, *(MODELS[model].extra_args or ()))
    return x + sx * random.normal(size=x.shape), y + sy * random.normal(size=y.shape)


CASES = []


def case(model, x, y, beta0, real=False, fit=0, deriv=1, delta0=None, **options):
    """One case; options of the data and of the search are told apart by name."""
    names = ("sx", "sy", "covx", "covy") if real else ("wd", "we")
    data = {key: options.pop(key) for key in names if key in options}
    made = (odr.RealData if real else odr.Data)(x, y, **data)
    exact = MODELS[model].fjacb is not None
    tight = {} if "maxit" in options else {"partol": 1e-12, "maxit": 1000} if MODELS[model].implicit else {"sstol": 1e-15, "partol": 1e-14, "maxit": 2000}
    job = odr.ODR(made, MODELS[model], beta0=beta0, delta0=delta0, **tight, **options)
    job.set_job(fit_type=1 if MODELS[model].implicit else fit, deriv=3 if exact else deriv, del_init=0 if delta0 is None else 1)
    out = job.run()
    CASES.append({
        "model": model, "x": x, "y": y, "beta0": beta0, "data": data, "options": options, "delta0": delta0,
        "fit": ["explicit", "implicit", "leastSquares"][1 if MODELS[model].implicit else fit],
        "info": out.info,
        "expected": {"beta": out.beta, "sdBeta": out.sd_beta, "covBeta": out.cov_beta, "resVar": out.res_var, "sumSquare": out.sum_square,
                     "sumSquareDelta": out.sum_square_delta, "sumSquareEps": out.sum_square_eps, "delta": out.delta, "eps": out.eps,
                     "xplus": out.xplus, "y": out.y, "inverseConditionNumber": out.inv_condnum},
        "relError": out.rel_error, "stopReason": out.stopreason,
    })
    print(len(CASES) - 1, model, out.info, out.beta)


t = np.linspace(0.5, 6, 14)
line = noisy("unilinear", [2, 1], t, 0.2, 0.3)
bend = noisy("quadratic", [0.5, -1, 2], t, 0.1, 0.2)
for fit in (0, 2):
    case("unilinear", *line, [1.0, 1.0], fit=fit)
    case("quadratic", *bend, [1.0, 1.0, 1.0], fit=fit)
    case("exponential", *noisy("exponential", [-3, 0.4], t, 0.05, 0.1), [1.0, 0.1], fit=fit)
    case("polynomial3", *noisy("polynomial3", [1, -1, 0.5, -0.1], t, 0.05, 0.05), [1.0, 1, 1, 1], fit=fit)
    case("polynomial135", *noisy("polynomial135", [1, -1, 0.5, -0.1], np.linspace(-2, 2, 15), 0.03, 0.05), [1.0, 1, 1, 1], fit=fit)
    case("gaussian", *noisy("gaussian", [10, 3, 0.8, 1], t, 0.05, 0.2), [8.0, 2.8, 1, 0], fit=fit)
    case("gaussianJac", *noisy("gaussian", [10, 3, 0.8, 1], t, 0.05, 0.2), [8.0, 2.8, 1, 0], fit=fit)
    case("gaussian", *noisy("gaussian", [1e5, 3, 0.8, 1e3], t, 0.02, 300), [8e4, 2.8, 1, 0], fit=fit, sx=0.02, sy=300.0, real=True)
    case("decay", *noisy("decay", [5, 0.7, 1], t, 0.1, 0.1), [4.0, 1, 0.5], fit=fit)
    case("power", *noisy("power", [100, 1.7], t + 1, 0.02, 0.1), [80.0, 1.5], fit=fit)
# Weights.
w = np.linspace(0.5, 3, 14)
case("unilinear", *line, [1.0, 1.0], wd=2.0, we=3.0)
case("unilinear", *line, [1.0, 1.0], wd=w, we=1 / w)
case("unilinear", *line, [1.0, 1.0], we=np.where(np.arange(14) == 3, 0, w))
case("unilinear", *line, [1.0, 1.0], sx=0.2, sy=0.3, real=True)
case("unilinear", *line, [1.0, 1.0], sx=0.1 * w, sy=0.4 / w, real=True)
case("quadratic", *bend, [1.0, 1.0, 1.0], sx=0.1 * w, sy=0.4 / w, real=True)
case("decay", *noisy("decay", [5, 0.7, 1], t, 0.1, 0.1), [4.0, 1, 0.5], sx=0.1 * w, sy=0.1, real=True)
# Fixed parameters and fixed x.
case("unilinear", *line, [2.5, 1.0], ifixb=[1, 0])
case("quadratic", *bend, [0.4, 1.0, 1.0], ifixb=[0, 1, 1])
case("gaussian", *noisy("gaussian", [10, 3, 0.8, 1], t, 0.05, 0.2), [8.0, 2.8, 1, 1.0], ifixb=[1, 1, 1, 0])
case("unilinear", *line, [1.0, 1.0], ifixx=[0])
case("unilinear", *line, [1.0, 1.0], ifixx=(np.arange(14) % 3 > 0).astype(int))
case("decay", *noisy("decay", [5, 0.7, 1], t, 0.1, 0.1), [4.0, 1, 0.5], ifixx=(np.arange(14) % 2).astype(int), wd=w)
# Scales, steps and starts.
case("decay", *noisy("decay", [5, 0.7, 1], t, 0.1, 0.1), [4.0, 1, 0.5], sclb=[0.2, 1, 2], scld=[0.5])
case("decay", *noisy("decay", [5, 0.7, 1], t, 0.1, 0.1), [1.0, 3, 0.5], taufac=0.1)
case("gaussian", *noisy("gaussian", [10, 3, 0.8, 1], t, 0.05, 0.2), [3.0, 2, 2, 0])
case("unilinear", *line, [1.0, 1.0], delta0=np.full(14, 0.1))
case("unilinear", line[0][:2], line[1][:2], [1.0, 1.0])
# Several components of x and y.
x2 = np.vstack([t, np.cos(t)])
flat = noisy("multilinear", [1, 2, -3], x2, 0.1, 0.1)
waves = noisy("surface", [3, 0.5, 2], np.vstack([t, 3 * np.sin(t)]), 0.05, 0.1)
both = noisy("pair", [2, 0.3], t, 0.05, 0.05)
two = noisy("pairOfTwo", [1, 0.5, 2], np.vstack([t, np.cos(2 * t)]), 0.05, 0.05)
cov2 = np.array([[0.02, 0.01], [0.01, 0.03]])
covs = np.stack([cov2 * s for s in w], axis=2)
for fit in (0, 2):
    case("multilinear", *flat, [1.0, 1, 1], fit=fit)
    case("surface", *waves, [2.0, 1, 1], fit=fit)
    case("pair", *both, [1.5, 0.5], fit=fit)
    case("pairOfTwo", *two, [1.0, 1, 1], fit=fit)
case("multilinear", *flat, [1.0, 1, 1], wd=np.array([1.0, 4.0]), we=w)
case("multilinear", *flat, [1.0, 1, 1], wd=np.vstack([w, 1 / w]))
case("multilinear", *flat, [1.0, 1, 1], covx=cov2, sy=0.1, real=True)
case("surface", *waves, [2.0, 1, 1], covx=covs, sy=0.1 * w, real=True)
case("surface", *waves, [2.0, 1, 1], ifixx=[1, 0])
case("surface", *waves, [2.0, 1, 1], ifixx=np.vstack([np.arange(14) % 2, np.ones(14)]).astype(int), wd=np.array([2.0, 0.5]))
case("surface", *waves, [2.0, 1, 1], wd=np.array([[2.0, 0.5], [0.5, 1.0]]))
case("pair", *both, [1.5, 0.5], we=np.array([1.0, 5.0]))
case("pair", *both, [1.5, 0.5], covy=cov2, sx=0.05, real=True)
case("pair", *both, [1.5, 0.5], covy=covs, sx=0.05 * w, real=True)
case("pair", *both, [1.5, 0.5], we=np.vstack([w, 1 / w]))
case("pairOfTwo", *two, [1.0, 1, 1], covx=covs, covy=cov2, real=True)
# Equations.
a = np.linspace(0, 5.5, 16)
ring = np.vstack([1 + 2 * np.cos(a), 2 * np.sin(a) - 0.5]) + 0.05 * random.normal(size=(2, 16))
oval = np.vstack([1 + 3 * np.cos(a), 0.5 + 1.5 * np.sin(a) + 0.5 * np.cos(a)]) + 0.03 * random.normal(size=(2, 16))
case("circle", ring, 1, [0.5, 0.0, 1.5])
case("circle", ring, 1, [0.5, 0.0, 1.5], wd=np.array([1.0, 4.0]))
case("circle", ring, 1, [0.5, -0.5, 1.5], ifixb=[1, 0, 1])
case("ellipse", oval, 1, [0.8, 0.4, 0.1, -0.03, 0.4])
# Ends that are not convergence.
case("decay", *noisy("decay", [5, 0.7, 1], t, 0.1, 0.1), [4.0, 1, 0.5], maxit=1)

# ODRPACK moves what is fixed where weights are matrices: here the whole problem is solved as one of least squares.
weights, moving = np.array([[2.0, 0.5], [0.5, 1.0]]), np.vstack([np.arange(14) % 2, np.ones(14)]).astype(int)
root = np.linalg.cholesky(weights).T


def unpacked(v):
    delta = np.zeros((2, 14))
    delta[moving > 0] = v[3:]
    return delta


def residuals(v):
    return np.concatenate([MODELS["surface"].fcn(v[:3], waves[0] + unpacked(v)) - waves[1], (root @ unpacked(v)).ravel()])


best = least_squares(residuals, np.concatenate([[2, 1, 1], np.zeros(moving.sum())]), "3-point", xtol=1e-15, ftol=1e-15, gtol=1e-15)
CASES.append({"model": "surface", "x": waves[0], "y": waves[1], "beta0": [2.0, 1, 1], "data": {"wd": weights}, "options": {"ifixx": moving},
              "delta0": None, "fit": "explicit", "info": 1, "relError": 0, "stopReason": [],
              "expected": {"beta": best.x[:3], "delta": unpacked(best.x), "sumSquare": 2 * best.cost}})
print(best.x[:3])

write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "odr.json"), CASES, scipy=scipy.__version__)
