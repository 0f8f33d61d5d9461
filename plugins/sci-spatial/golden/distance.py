"""Golden numbers of scipy.spatial.distance: all metrics over pairs, with weights and parameters, and the condensed form."""
import os
import sys
import warnings

import numpy as np
import scipy
import scipy.spatial.distance as sd

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(3)
cases = []
X = np.round(random.normal(size=(6, 3)), 3)
Y = np.round(random.normal(size=(4, 3)), 3)
P = np.round(random.uniform(size=(5, 4)), 3)
Q = np.round(random.uniform(size=(3, 4)), 3)
Z = np.array([[0.0, 0, 0], [1, 0, 2], [0, 0, 0], [-1, 2, 0], [1, 0, 2]])
B = random.uniform(size=(6, 8)) > 0.5
C = np.array([[False] * 3, [True] * 3, [True, False, False], [False] * 3])
I = random.randint(-3, 4, (5, 4)).astype("int16")
w3, w4, w8 = np.array([0.5, 2.0, 1.25]), np.array([1.0, 0.0, 3.0, 0.5]), np.round(random.uniform(size=8), 2)


def add(name, arrays, **options):
    call = {key: value for key, value in options.items()}
    try:
        result = getattr(sd, name)(*arrays, **call)
    except (ValueError, TypeError) as error:
        result = "error"
    cases.append({"name": name, "arrays": arrays, "options": options, "result": result})


numeric = ["braycurtis", "canberra", "chebyshev", "cityblock", "correlation", "cosine", "euclidean", "hamming", "jaccard", "sqeuclidean", "minkowski"]
truths = ["dice", "kulczynski1", "kulsinski", "rogerstanimoto", "russellrao", "sokalmichener", "sokalsneath", "yule"]
for metric in numeric + ["seuclidean", "mahalanobis"]:
    add("pdist", [X], metric=metric)
    add("cdist", [X, Y], metric=metric)
for metric in numeric + ["seuclidean"]:
    add("pdist", [X.T.copy().T], metric=metric)
    if metric not in ("correlation", "seuclidean"):
        add("pdist", [Z], metric=metric)
    add("pdist", [I], metric=metric)
    add("pdist", [X.astype("float32")], metric=metric)
for metric in numeric:
    add("pdist", [X], metric=metric, w=w3)
    add("cdist", [X, Y], metric=metric, w=w3)
    add("cdist", [P, Q], metric=metric, w=w4)
for metric in truths + ["hamming", "jaccard"]:
    add("pdist", [B], metric=metric)
    add("cdist", [B[:2], B[1:]], metric=metric)
    add("pdist", [C], metric=metric)
    add("pdist", [I], metric=metric)
    add("pdist", [B], metric=metric, w=w8)
for p in (0.5, 1, 1.5, 3, np.inf):
    add("pdist", [X], metric="minkowski", p=p)
    add("cdist", [X, Y], metric="minkowski", p=p, w=w3)
add("pdist", [P], metric="jensenshannon")
add("cdist", [P, Q], metric="jensenshannon")
add("pdist", [X], metric="seuclidean", V=w3)
add("cdist", [X, Y], metric="seuclidean", V=w3)
VI = np.linalg.inv(np.cov(random.normal(size=(9, 3)).T))
add("pdist", [X], metric="mahalanobis", VI=VI)
add("cdist", [X, Y], metric="mahalanobis", VI=VI)
add("pdist", [X[:3]], metric="mahalanobis")
for alias in ("sqe", "E", "CB", "matching", "cos", "js"):
    add("pdist", [P], metric=alias)
add("pdist", [X], metric="nothing")
add("pdist", [X[0]])
add("pdist", [X[:1]])
add("pdist", [X[:0]])
add("cdist", [X[:0], Y])
add("cdist", [X, P])
add("pdist", [np.array([[1.0, np.nan], [2, 3], [np.inf, 1], [np.inf, 2]])])
for metric in ("chebyshev", "cityblock", "canberra", "cosine", "hamming", "jaccard"):
    add("pdist", [np.array([[1.0, np.nan], [2, 3], [np.inf, 1], [np.inf, 2]])], metric=metric)
add("squareform", [np.arange(1.0, 7)])
add("squareform", [np.arange(1, 4).astype("int16")])
add("squareform", [np.zeros(0)])
add("squareform", [np.zeros(4)])
add("squareform", [sd.squareform(np.arange(1.0, 11))])
add("squareform", [np.zeros((1, 1))])
add("squareform", [np.arange(9.0).reshape(3, 3)])
add("squareform", [np.arange(9.0).reshape(3, 3)], checks=False)
add("squareform", [np.zeros((2, 3))])
add("squareform", [np.zeros(3)], force="tovector")
add("squareform", [np.zeros((3, 3))], force="tomatrix")
add("directed_hausdorff", [X, Y])
add("directed_hausdorff", [Y, X])
add("directed_hausdorff", [X[:, :2], P[:, :2]], seed=5)
vectors = {name: name for name in numeric}
for name in numeric:
    add(name, [X[0], X[1]])
    add(name, [X[0], X[1]], w=w3)
for name in [t for t in truths if t != "kulsinski"]:
    add(name, [B[0], B[1]])
    add(name, [B[0], B[1]], w=w8)
add("seuclidean", [X[0], X[1], w3])
add("mahalanobis", [X[0], X[1], VI])
add("jensenshannon", [P[0], P[1]])
add("jensenshannon", [P[0], P[1]], base=2)
add("jensenshannon", [np.array([1.0, 0.0]), np.array([0.0, 1.0])], base=2)
add("minkowski", [X[0], X[1]], p=3)
add("euclidean", [X[0], P[0]])
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "distance.json"), cases, scipy=scipy.__version__)
