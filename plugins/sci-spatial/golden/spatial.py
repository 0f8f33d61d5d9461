"""Golden numbers of scipy.spatial: searches in trees, triangulations, hulls, Voronoi diagrams and procrustes."""
import os
import sys
import warnings

import numpy as np
import scipy
import scipy.spatial as ss

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(8)
cases = []
sets = {
    "line": np.round(random.uniform(0, 4, (23, 1)), 3),
    "plane": np.round(random.uniform(0, 4, (40, 2)), 3),
    "space": np.round(random.uniform(0, 4, (30, 3)), 3),
    "five": np.round(random.uniform(0, 4, (25, 5)), 3),
    "twice": np.round(np.repeat(random.uniform(0, 4, (4, 2)), 5, axis=0), 2),
    "one": np.array([[1.0, 2.0]]),
}
for name, data in sets.items():
    m = data.shape[1]
    x = np.round(random.uniform(-1, 5, (4, m)), 3)
    other = np.round(random.uniform(0, 4, (12, m)), 3)
    for box in (None, 4.5):
        for p in (1, 2, 3.5, np.inf):
            tree = ss.cKDTree(data, leafsize=3, boxsize=box)
            friend = ss.cKDTree(other, leafsize=2, boxsize=box)
            options = {"p": p}
            case = {"set": name, "data": data, "x": x, "other": other, "boxsize": box, "p": p}
            case["query"] = [tree.query(x, k=k, p=p, distance_upper_bound=bound)[0] for k, bound in ((1, np.inf), (3, np.inf), ([2, 4], np.inf), (60, 1.5))]
            case["single"] = tree.query(x[0], p=p)[0]
            case["missing"] = tree.query(x, k=60, p=p, distance_upper_bound=1.5)[1].max(axis=1)
            case["ball"] = [sorted(one) for one in tree.query_ball_point(x, 1.2, p=p)]
            case["length"] = tree.query_ball_point(x, [0.5, 1.0, 2.0, 0.0], p=p, return_length=True)
            case["ballTree"] = [sorted(one) for one in tree.query_ball_tree(friend, 0.9, p=p)]
            case["pairs"] = sorted(tree.query_pairs(0.8, p=p))
            case["count"] = tree.count_neighbors(friend, [0.1, 0.5, 1.0, 2.5, 9.0], p=p)
            case["steps"] = tree.count_neighbors(friend, [0.1, 0.5, 1.0, 2.5, 9.0], p=p, cumulative=False)
            weights = (np.arange(len(data)) * 0.25, np.linspace(-1, 1, len(other)))
            case["weights"] = list(weights)
            case["weighted"] = tree.count_neighbors(friend, [0.5, 2.0], p=p, weights=weights)
            sparse = tree.sparse_distance_matrix(friend, 1.1, p=p, output_type="ndarray")
            sparse = np.sort(sparse, order=["i", "j"])
            case["sparse"] = [sparse["i"], sparse["j"], sparse["v"]]
            if p in (2, np.inf) or name == "plane":
                cases.append(case)
geometry = []
for n in (3, 4, 7, 20, 60):
    points = np.round(random.normal(size=(n, 2)), 4)
    inside = np.round(random.normal(size=(8, 2)), 3)
    d, h, v = ss.Delaunay(points), ss.ConvexHull(points), ss.Voronoi(points)
    geometry.append({
        "points": points,
        "simplices": d.simplices, "convexHull": d.convex_hull,
        "inside": inside, "found": d.find_simplex(inside),
        "hull": h.vertices, "area": h.area, "volume": h.volume, "equations": h.equations,
        "vertices": v.vertices, "ridgePoints": v.ridge_points, "ridgeVertices": v.ridge_vertices, "regions": v.regions, "pointRegion": v.point_region,
    })
grid = np.array([[float(i), float(j)] for i in range(4) for j in range(3)])
h, v = ss.ConvexHull(grid), ss.Voronoi(grid)
geometry.append({
    "points": grid, "hull": h.vertices, "area": h.area, "volume": h.volume, "equations": h.equations,
    "vertices": v.vertices, "ridgePoints": v.ridge_points, "ridgeVertices": v.ridge_vertices, "regions": v.regions, "pointRegion": v.point_region,
})
fits = []
for m, n in ((5, 2), (8, 3), (6, 1), (4, 5)):
    a, b = np.round(random.normal(size=(m, n)), 3), np.round(random.normal(size=(m, n)), 3)
    fits.append({"a": a, "b": b, "result": list(ss.procrustes(a, b))})
fits.append({"a": a[:, :2], "b": -3 * a[:, :2][:, ::-1] + 1, "result": list(ss.procrustes(a[:, :2], -3 * a[:, :2][:, ::-1] + 1))})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "spatial.json"), [{"trees": cases, "geometry": geometry, "fits": fits}], scipy=scipy.__version__)
