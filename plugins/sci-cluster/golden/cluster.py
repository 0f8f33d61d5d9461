"""Golden numbers of scipy.cluster: k-means and hierarchical clustering, with ties."""
import os
import sys
import warnings

import numpy as np
import scipy
import scipy.cluster.hierarchy as sh
import scipy.cluster.vq as sv
from scipy.spatial.distance import pdist

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(21)
cases = []


def add(name, module, arrays, **options):
    try:
        result = getattr(module, name)(*arrays, **options)
        if isinstance(result, tuple):
            result = list(result)
    except Exception as error:
        result = "error"
    cases.append({"name": name, "arrays": arrays, "options": options, "result": result})


blobs = np.round(np.concatenate([random.normal(size=(8, 2)), random.normal(size=(7, 2)) + 4, random.normal(size=(5, 2)) + [6, -3]]), 3)
line = np.round(random.uniform(0, 10, 15), 2)
wide = np.round(random.normal(size=(12, 6)), 3)
for x in (blobs, line, wide, blobs.astype("float32"), np.round(blobs).astype("int32"), np.array([[1.0, 2], [1, 3], [1, 5]])):
    add("whiten", sv, [x])
add("whiten", sv, [np.array([[1.0, np.nan]])])
for x in (blobs, line, wide, blobs.astype("float32")):
    add("vq", sv, [x, x[[0, 9, 11]]])
add("vq", sv, [blobs, wide])
add("vq", sv, [np.array([[0.0, 0], [1, 1]]), np.array([[1.0, 0], [0, 1]])])
for x in (blobs, line, wide):
    add("kmeans", sv, [x, x[[0, 9, 11]]])
    for k in (1, 2, 4):
        add("kmeans", sv, [x, k], seed=5)
        add("kmeans", sv, [x, k], seed=7, iter=1, thresh=1e-2)
        for minit in ("random", "points", "++"):
            # SciPy has no ++ for numbers; docs/differences.md.
            if x is line and minit == "++":
                continue
            if x is wide and minit == "random" and k == 4:
                continue
            add("kmeans2", sv, [x, k], minit=minit, seed=3)
            add("kmeans2", sv, [x, k], minit=minit, seed=11, iter=2)
    add("kmeans2", sv, [x, x[[0, 9, 11]]], minit="matrix")
    add("kmeans2", sv, [x, x[[0, 1]]], iter=1)
add("kmeans", sv, [blobs, 0])
add("kmeans", sv, [blobs, 30])
add("kmeans", sv, [blobs.astype("float32"), 3], seed=1)
add("kmeans2", sv, [np.array([[0.0, 0], [0, 1], [1, 0]]), np.array([[0.0, 0], [50, 50]])])
add("kmeans2", sv, [np.array([[0.0, 0], [0, 1], [1, 0]]), np.array([[0.0, 0], [50, 50]])], missing="raise")
add("kmeans2", sv, [np.array([0.0, 1, 5, 6]), np.array([0.0, 9.0])])
add("kmeans2", sv, [blobs, 2], minit="none")
add("kmeans2", sv, [blobs, 2], iter=0)
grid = np.array([[float(i), float(j)] for i in range(3) for j in range(4)])
methods = ["single", "complete", "average", "weighted", "centroid", "median", "ward"]
linkages = []
for method in methods:
    for x in (blobs, wide, grid, np.round(blobs), grid[:2], grid[:3], np.zeros((4, 2))):
        add("linkage", sh, [x], method=method)
        linkages.append(cases[-1]["result"])
    add("linkage", sh, [pdist(wide, "cityblock")], method=method)
    add("linkage", sh, [blobs], method=method, metric="cityblock")
    add(method, sh, [blobs])
    add("linkage", sh, [blobs[:9]], method=method, optimal_ordering=True)
add("linkage", sh, [blobs], metric="cosine", method="average")
add("linkage", sh, [blobs], method="none")
add("linkage", sh, [np.ones(4)])
add("linkage", sh, [np.array([1.0, np.nan, 2.0])])
add("linkage", sh, [blobs[:1]])
add("optimal_leaf_ordering", sh, [sh.linkage(wide, "ward"), wide])
trees = [sh.linkage(blobs, "average"), sh.linkage(wide, "single"), sh.linkage(blobs, "centroid"), sh.linkage(grid[:9], "complete"), sh.linkage(grid[:2]), sh.linkage(line[:, None], "ward")]
for Z in trees:
    n = len(Z) + 1
    add("cophenet", sh, [Z])
    add("cophenet", sh, [Z, pdist(random.normal(size=(n, 2)))])
    for d in (0, 1, 2, 4):
        add("inconsistent", sh, [Z], d=d)
    R = sh.inconsistent(Z)
    add("maxdists", sh, [Z])
    add("maxinconsts", sh, [Z, R])
    for i in range(4):
        add("maxRstat", sh, [Z, R, i])
    add("leaves_list", sh, [Z])
    add("is_monotonic", sh, [Z])
    add("is_valid_linkage", sh, [Z])
    add("num_obs_linkage", sh, [Z])
    for t in (0.0, 0.5, 0.7, 0.9, 1.2, 5.0):
        add("fcluster", sh, [Z, t])
        add("fcluster", sh, [Z, t], depth=3)
        add("fcluster", sh, [Z, t], criterion="distance")
        add("fcluster", sh, [Z, t], criterion="monocrit", monocrit=sh.maxdists(Z))
    for t in (1, 2, 3, 4):
        if t > n - 2:
            continue
        add("fcluster", sh, [Z, t], criterion="maxclust")
        add("fcluster", sh, [Z, t], criterion="maxclust_monocrit", monocrit=np.maximum.accumulate(sh.maxinconsts(Z, R)))
    T = sh.fcluster(Z, 2, "maxclust")
    add("leaders", sh, [Z, T])
    add("cut_tree", sh, [Z])
    add("cut_tree", sh, [Z], n_clusters=[2, 1] if n < 4 else [2, 3])
    add("cut_tree", sh, [Z], n_clusters=2)
    add("cut_tree", sh, [Z], height=[0.4, 1.5])
    for options in ({}, {"truncate_mode": "lastp", "p": 4}, {"truncate_mode": "level", "p": 2}, {"count_sort": True}, {"count_sort": "descending"}, {"distance_sort": "ascending"}, {"distance_sort": "descending"}, {"color_threshold": 1.0}, {"color_threshold": 0, "above_threshold_color": "k"}, {"labels": [f"p{i}" for i in range(n)]}, {"truncate_mode": "lastp", "p": 3, "show_leaf_counts": False}):
        add("dendrogram", sh, [Z], no_plot=True, **options)
        cases[-1]["options"].pop("no_plot")
add("fclusterdata", sh, [blobs, 1.0])
add("fclusterdata", sh, [blobs, 3], criterion="maxclust", method="ward")
add("fclusterdata", sh, [blobs, 2.0], criterion="distance", metric="cityblock", method="complete")
for T in ([1, 1, 2, 3], [2, 2, 3, 1], [1, 2, 2, 3]):
    add("is_isomorphic", sh, [np.array([1, 1, 2, 3]), np.array(T)])
broken = trees[3].copy()
broken[1, 0] = broken[0, 0]
add("is_valid_linkage", sh, [broken])
add("fcluster", sh, [broken, 1.0])
add("is_valid_linkage", sh, [trees[3][:, :3]])
add("is_valid_im", sh, [sh.inconsistent(trees[0])])
add("is_valid_im", sh, [-sh.inconsistent(trees[0])])
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cluster.json"), cases, scipy=scipy.__version__)
