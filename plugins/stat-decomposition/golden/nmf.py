"""Golden numbers of sklearn.decomposition.NMF."""
import os
import sys
import warnings

import numpy as np
import scipy
import sklearn
from sklearn.decomposition import NMF

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(7)
cases = []
names = {"solver": "solver", "init": "init", "tol": "tol", "maxIterations": "max_iter", "seed": "random_state",
         "alphaW": "alpha_W", "alphaH": "alpha_H", "l1Ratio": "l1_ratio", "shuffle": "shuffle"}


def add(x, k, w=None, h=None, transform=None, **options):
    own = {names[key]: value for key, value in {"seed": 0, **options}.items()}
    start = {} if w is None else {"w": w.copy(), "h": h.copy()}
    model = NMF(k, **own)
    result = {"w": model.fit_transform(x, W=None if w is None else w.copy(), H=None if h is None else h.copy())}
    result.update(h=model.components_, iterations=model.n_iter_, error=model.reconstruction_err_)
    case = {"x": x, "k": k, "options": options, "result": result}
    if w is not None:
        case["start"] = start
    if transform is not None:
        case["transform"] = {"x": transform, "w": model.transform(transform)}
    cases.append(case)


def mixed(m, n, k, noise=0.02):
    x = random.uniform(size=(m, k)) ** 3 @ random.uniform(size=(k, n)) ** 2
    return np.round(x + noise * random.uniform(size=(m, n)), 4)


a, b, c = mixed(20, 13, 3), mixed(9, 31, 4), mixed(17, 17, 2)
zeros = np.round(np.maximum(0, random.normal(size=(14, 11))), 3)
for init in ("nndsvd", "nndsvda", "nndsvdar", "random", None):
    for solver in ("cd", "mu"):
        if init == "nndsvd" and solver == "mu":
            continue
        for x, k in ((a, 3), (b, 2), (zeros, 4), (c, 1)):
            add(x, k, init=init, solver=solver, tol=1e-3, maxIterations=60, seed=5)
for x in (a, b, zeros):
    for solver in ("cd", "mu"):
        add(x, 3, solver=solver, transform=x[::2] + 0.1)
        add(x, 3, solver=solver, alphaW=0.01, transform=x[::2] + 0.1)
        add(x, 3, solver=solver, alphaW=0.01, alphaH=0.02, l1Ratio=0.6)
        add(x, 3, solver=solver, alphaW=0.0, alphaH=0.02, l1Ratio=1.0, init="random", seed=3)
        add(x, 3, solver=solver, tol=0.0, maxIterations=25)
    add(x, 3, shuffle=True, seed=11, maxIterations=50)
    add(x, 4, shuffle=True, seed=2, init="random", maxIterations=50)
    w, h = np.round(random.uniform(size=(x.shape[0], 2)), 3), np.round(random.uniform(size=(2, x.shape[1])), 3)
    for solver in ("cd", "mu"):
        add(x, 2, w, h, init="custom", solver=solver)
add(zeros, 14, init="random", maxIterations=30)
add(a.astype("float32"), 3, maxIterations=15)
add(np.ones((1, 5)), 1)
add(np.ones((5, 1)), 1)
add(np.round(a * 100).astype("int32"), 2)
add(a * 1e8, 3)
add(a * 1e-8, 3, init="random")
add(np.zeros((4, 3)), 2, init="random")
write(os.path.splitext(__file__)[0] + ".json", cases, scipy=scipy.__version__, sklearn=sklearn.__version__)
