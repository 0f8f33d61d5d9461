"""Golden numbers of sklearn.mixture.GaussianMixture."""
import os
import sys
import warnings

import numpy as np
import scipy
import sklearn
from sklearn.mixture import GaussianMixture

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(3)
cases = []
names = {"covarianceType": "covariance_type", "tol": "tol", "regCovar": "reg_covar", "maxIterations": "max_iter", "initCount": "n_init",
         "initParams": "init_params", "seed": "random_state", "weights": "weights_init", "means": "means_init", "precisions": "precisions_init"}


def add(x, k, **options):
    own = {names[key]: value for key, value in {"seed": 0, **options}.items()}
    case = {"x": x, "k": k, "options": options}
    try:
        model = GaussianMixture(k, **own).fit(x)
    except ValueError:
        cases.append({**case, "result": None})
        return
    result = {"weights": model.weights_, "means": model.means_, "covariances": model.covariances_, "precisions": model.precisions_,
              "precisionsCholesky": model.precisions_cholesky_, "converged": model.converged_, "iterations": model.n_iter_,
              "lowerBound": model.lower_bound_, "aic": model.aic(x), "bic": model.bic(x), "labels": model.predict(x).astype("int32"),
              "probabilities": model.predict_proba(x[::3]), "scores": model.score_samples(x[::3])}
    if model.precisions_init is not None:
        del result["precisionsCholesky"]
    cases.append({**case, "result": result})


def blobs(counts, n):
    parts = [random.normal(size=(count, n)) @ random.normal(size=(n, n)) + random.normal(size=n) * 4 for count in counts]
    return np.round(np.concatenate(parts), 3)


a, b, c, d = blobs([20, 15, 10], 3), blobs([25, 20], 2), blobs([12, 9, 7, 9], 5), blobs([30], 1)
kinds = ("full", "tied", "diag", "spherical")
for kind in kinds:
    for init in ("kmeans", "k-means++", "random", "random_from_data"):
        for x, k in ((a, 3), (b, 2), (c, 4), (d, 2)):
            add(x, k, covarianceType=kind, initParams=init, seed=4)
    add(a, 1, covarianceType=kind)
    add(a, 5, covarianceType=kind, seed=8, regCovar=1e-2)
    add(b, 3, covarianceType=kind, initParams="random", initCount=4, tol=1e-5, seed=1)
    add(c, 3, covarianceType=kind, initCount=3, seed=2)
    add(a, 2, covarianceType=kind, maxIterations=3, tol=0.0)
    add(a, 2, covarianceType=kind, maxIterations=0)
    add(a, 3, covarianceType=kind, means=a[[0, 25, 40]], weights=[0.5, 0.25, 0.25])
    spread = {"full": np.array([np.diag([1.0, 2, 3]) + 0.2, np.eye(3), np.eye(3) * 0.5]), "tied": np.diag([1.0, 2, 3]) + 0.2,
              "diag": np.array([[1.0, 2, 3], [1, 1, 1], [0.5, 0.5, 0.5]]), "spherical": np.array([1.0, 2, 0.5])}[kind]
    add(a, 3, covarianceType=kind, means=a[[0, 25, 40]], precisions=spread)
    add(a, 3, covarianceType=kind, precisions=spread, initParams="random")
    add(np.round(b * 10).astype("int32"), 2, covarianceType=kind)
    add(a + 1000, 3, covarianceType=kind)
add(np.repeat(a[:2], 5, axis=0), 3, covarianceType="full")
for kind in ("full", "tied"):
    add(np.zeros((6, 2)), 2, covarianceType=kind, regCovar=0.0)
add(np.round(random.normal(size=(20, 30)), 2), 2, covarianceType="full", regCovar=1e-3)
add(np.round(random.normal(size=(20, 30)), 2), 2, covarianceType="tied", regCovar=1e-3)
write(os.path.splitext(__file__)[0] + ".json", cases, scipy=scipy.__version__, sklearn=sklearn.__version__)
