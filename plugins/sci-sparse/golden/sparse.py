"""Golden numbers of sci-sparse from SciPy. Run with the Python whose versions stand in the JSON file."""
import os
import sys
import warnings

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))

import numpy as np
import scipy
import scipy.sparse as sp
import scipy.sparse.csgraph as graphs
import scipy.sparse.linalg as spl
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(3)
cases = []


def plain(value):
    """Sparse matrices are stored dense, with their format."""
    if sp.issparse(value):
        return {"format": value.getformat(), "dense": value.toarray().astype(float)}
    if isinstance(value, (list, tuple)):
        return [plain(x) for x in value]
    if isinstance(value, np.matrix):
        return np.asarray(value).ravel()
    return value


def add(call, args, expected, options=None, tol=1e-12, method=False):
    cases.append({"call": call, "method": method, "args": plain(list(args)), "options": options or {}, "tol": tol, "expected": plain(expected)})


def matrix(m, n, share=0.4, format="csr"):
    a = np.where(random.rand(m, n) < share, random.randn(m, n).round(2), 0)
    return sp.csr_matrix(a).asformat(format)


for format in ("csr", "csc", "coo"):
    for m, n in ((1, 1), (3, 4), (6, 5), (7, 7), (0, 3)):
        a, b = matrix(m, n, format=format), matrix(m, n)
        c = matrix(n, 4)
        x, dense = random.randn(n).round(2), random.randn(n, 3).round(2)
        add("dot", [a, x], a.dot(x), method=True)
        add("dot", [a, dense], a.dot(dense), method=True)
        add("dot", [a, c], a.dot(c), method=True)
        add("add", [a, b], (a + b).asformat(format), method=True)
        add("subtract", [a, b], (a - b).asformat(format), method=True)
        add("multiply", [a, b], a.multiply(b).asformat(format), method=True)
        add("multiply", [a, 2.5], (a * 2.5).asformat(format), method=True)
        add("multiply", [a, x], a.multiply(x).asformat(format), method=True)
        add("maximum", [a, b], a.maximum(b).asformat(format), method=True)
        add("minimum", [a, b], a.minimum(b).asformat(format), method=True)
        add("power", [a, 2], a.power(2).asformat(format), method=True)
        add("divide", [a, 3.0], (a / 3).asformat(format), method=True)
        add("abs", [a], abs(a).asformat(format), method=True)
        add("transpose", [a], a.T.asformat(format), method=True)
        add("toArray", [a], a.toarray(), method=True)
        if m:
            add("sum", [a], float(a.sum()), method=True)
            add("mean", [a], float(a.mean()), method=True)
            for axis in (0, 1, -1):
                add("sum", [a], a.sum(axis=axis), {"axis": axis}, method=True)
                add("mean", [a], a.mean(axis=axis), {"axis": axis}, method=True)
            for k in (-1, 0, 1):
                if -m < k < n:
                    add("diagonal", [a], a.diagonal(k), {"k": k}, method=True)
            add("get", [a, m - 1, -1], float(a.tocsr()[m - 1, -1]), method=True)
            add("slice", [a, "1:", "::2"], a.tocsr()[1:, ::2].asformat(format), method=True)
            add("slice", [a, "::-1", 0], a.tocsr()[::-1, 0].asformat(format), method=True)
            add("slice", [a, [0, m - 1, 0], ":"], a.tocsr()[[0, m - 1, 0]].asformat(format), method=True)
            add("nonzero", [a], [x.astype(np.int32) for x in a.tocsr().nonzero()], method=True)
        for k in (-1, 0, 2):
            add("tril", [a], sp.tril(a, k, format=format), {"k": k})
            add("triu", [a], sp.triu(a, k, format=format), {"k": k})
        add("kron", [a, matrix(2, 3)], None)
        cases[-1]["expected"] = plain(sp.kron(a, sp.csr_matrix(cases[-1]["args"][1]["dense"]), format="csr"))
        if m:
            add("hstack", [[a, b]], sp.hstack([a, b], format="csr"))
            add("vstack", [[a, b]], sp.vstack([a, b], format="csr"))
            add("blockDiag", [[a, c]], sp.block_diag([a, c], format="csr"))
            add("find", [a], [x.astype(t) for x, t in zip(sp.find(sp.csr_matrix(a.toarray())), (np.int32, np.int32, float))] if format == "csc" else None)
            if format != "csc":
                cases.pop()
            else:
                row, col, value = sp.find(a)
                order = np.lexsort((col, row))
                cases[-1]["expected"] = [row[order].astype(np.int32), col[order].astype(np.int32), value[order]]
    add("kronsum", [matrix(3, 3), matrix(2, 2)], None)
    cases[-1]["expected"] = plain(sp.kronsum(*[sp.csr_matrix(x["dense"]) for x in cases[-1]["args"]], format="csr"))

add("bmat", [[[matrix(2, 2), None], [None, matrix(3, 1)]]], None)
blocks = cases[-1]["args"][0]
cases[-1]["expected"] = plain(sp.bmat([[sp.csr_matrix(blocks[0][0]["dense"]), None], [None, sp.csr_matrix(blocks[1][1]["dense"])]], format="csr"))
for n, k in ((4, 0), (4, 2), (4, -1)):
    add("eye", [n], sp.eye(n, 6, k, format="csr"), {"n": 6, "k": k})
add("identity", [3], sp.identity(3, format="csr"))
add("diags", [[[1.0, 2, 3], [4.0, 5]]], sp.diags([[1, 2, 3], [4, 5]], [0, 1], format="csr"), {"offsets": [0, 1]})
add("diags", [[1.0, -2, 1]], sp.diags([1, -2, 1], [-1, 0, 1], shape=(4, 4), format="csr"), {"offsets": [-1, 0, 1], "shape": [4, 4]})
add("diags", [[1.0, 2, 3]], sp.diags([1.0, 2, 3], format="csr"))
add("diags", [[1.0, 2]], sp.diags([1.0, 2], -2, format="csc"), {"offsets": -2, "format": "csc"})
add("spdiags", [np.arange(12.0).reshape(3, 4), [0, -1, 2], 4, 4], sp.spdiags(np.arange(12.0).reshape(3, 4), [0, -1, 2], 4, 4, format="csr"))
for seed in (0, 7):
    add("random", [6, 5], sp.random(6, 5, 0.3, random_state=seed), {"density": 0.3, "seed": seed})

# Systems.
for n in (1, 2, 5, 20):
    a = matrix(n, n, 0.3) + sp.diags(3 + random.rand(n)).tocsr()
    symmetric = (a + a.T).tocsr()
    positive = (a @ a.T + sp.eye(n)).tocsr()
    b, c = random.randn(n).round(2), random.randn(n, 2).round(2)
    add("spsolve", [a, b], spl.spsolve(a, b), tol=1e-10)
    add("spsolve", [a, c], spl.spsolve(a, c), {"permcSpec": "NATURAL"}, tol=1e-10)
    add("inv", [a], np.linalg.inv(a.toarray()), tol=1e-9)
    lower = sp.tril(a, format="csr")
    add("spsolveTriangular", [lower, b], spl.spsolve_triangular(lower, b), tol=1e-10)
    add("spsolveTriangular", [lower.T.tocsr(), c], spl.spsolve_triangular(lower.T.tocsr(), c, lower=False), {"lower": False}, tol=1e-10)
    tight = {"tol": 1e-12, "atol": 0}
    for name, one in (("cg", positive), ("bicg", a), ("bicgstab", a), ("cgs", a), ("gmres", a)):
        add(name, [one, b], [np.linalg.solve(one.toarray(), b), 0], {"tol": 1e-12, "atol": 0}, tol=1e-8)
    add("cg", [positive, b], [spl.cg(positive, b, tol=1e-12, atol=0, maxiter=2)[0], 2 if n > 2 else 0], {"tol": 1e-12, "maxiter": 2}, tol=1e-9)
    x, info = spl.minres(symmetric, b, tol=1e-12)
    add("minres", [symmetric, b], [np.linalg.solve(symmetric.toarray(), b), 0], {"tol": 1e-13}, tol=1e-7)
    tall = matrix(n + 3, n, 0.6) + sp.eye(n + 3, n)
    right = random.randn(n + 3).round(2)
    add("lsqr", [tall, right], list(spl.lsqr(tall, right, atol=1e-12, btol=1e-12)[:5]), {"atol": 1e-12, "btol": 1e-12}, tol=1e-7)
    add("lsqr", [tall, right], list(spl.lsqr(tall, right, damp=0.5, iter_lim=3)[:9]), {"damp": 0.5, "iterLim": 3}, tol=1e-9)

# Eigenvalues and singular values.
n = 40
a = matrix(n, n, 0.1)
symmetric = (a + a.T + sp.diags(np.arange(n) * 0.7)).tocsr()
values = np.linalg.eigvalsh(symmetric.toarray())
for which in ("LM", "LA", "SA", "BE"):
    add("eigsh", [symmetric], spl.eigsh(symmetric, 4, which=which, return_eigenvectors=False)[np.argsort(spl.eigsh(symmetric, 4, which=which, return_eigenvectors=False))],
        {"k": 4, "which": which, "returnEigenvectors": False}, tol=1e-9)
add("eigsh", [symmetric], np.sort(values[np.argsort(abs(values - 5.3))[:3]]), {"k": 3, "sigma": 5.3, "returnEigenvectors": False}, tol=1e-9)
add("eigsh", [symmetric], np.sort(values[np.argsort(abs(values))[:2]]), {"k": 2, "which": "SM", "returnEigenvectors": False}, tol=1e-9)
for m, n in ((30, 12), (12, 30)):
    a = matrix(m, n, 0.4)
    s = np.linalg.svd(a.toarray(), compute_uv=False)
    add("svds", [a], s[:5][::-1], {"k": 5, "returnSingularVectors": False}, tol=1e-9)
    add("svds", [a], s[-2:][::-1], {"k": 2, "which": "SM", "returnSingularVectors": False}, tol=1e-6)

# Graphs.
for n in (1, 4, 9, 15):
    for share in (0.15, 0.4):
        ways = np.where(random.rand(n, n) < share, (random.rand(n, n) * 9 + 1).round(5), 0)
        np.fill_diagonal(ways, 0)
        graph = sp.csr_matrix(ways)
        for directed in (True, False):
            for unweighted in (False, True):
                options = {"directed": directed, "unweighted": unweighted}
                distances = graphs.shortest_path(graph, directed=directed, unweighted=unweighted)
                for method in ("auto", "D", "BF", "J", "FW"):
                    add("shortestPath", [graph], distances, {**options, "method": method}, tol=1e-12)
            add("dijkstra", [graph], graphs.dijkstra(graph, directed=directed, indices=[0, n - 1], limit=6), {"directed": directed, "indices": [0, n - 1], "limit": 6})
            add("dijkstra", [graph], graphs.dijkstra(graph, directed=directed, indices=0), {"directed": directed, "indices": 0})
            add("dijkstra", [graph], graphs.dijkstra(graph, directed=directed, indices=[0, n - 1], min_only=True), {"directed": directed, "indices": [0, n - 1], "minOnly": True})
            add("shortestPath", [graph], [x.astype(t) for x, t in zip(graphs.shortest_path(graph, method="D", directed=directed, return_predecessors=True), (float, np.int32))],
                {"directed": directed, "returnPredecessors": True})
            for kind in ("breadth", "depth"):
                add(f"{kind}FirstOrder", [graph, 0], [x.astype(np.int32) for x in getattr(graphs, f"{kind}_first_order")(graph, 0, directed=directed)] if kind == "breadth" or directed else None, {"directed": directed})
                if cases[-1]["expected"] is None:
                    cases.pop()
        count, labels = graphs.connected_components(graph)
        add("connectedComponents", [graph], [count, labels.astype(np.int32)])
        add("connectedComponents", [graph], graphs.connected_components(graph, connection="strong", return_labels=False), {"connection": "strong", "returnLabels": False})
        add("minimumSpanningTree", [graph], graphs.minimum_spanning_tree(graph))
        for normed in (False, True):
            add("laplacian", [graph], graphs.laplacian(graph, normed=normed).tocsr(), {"normed": normed})
            add("laplacian", [graph], graphs.laplacian(graph, normed=normed, use_out_degree=True).tocsr(), {"normed": normed, "useOutDegree": True})
negative = sp.csr_matrix(np.array([[0, -1.0, 4, 0, 0], [0, 0, 3, 2, 2], [0, 0, 0, 0, 0], [0, 1, 5, 0, 0], [0, 0, 0, -3, 0]]))
for method in ("auto", "BF", "J", "FW"):
    add("shortestPath", [negative], graphs.shortest_path(negative, method="J"), {"method": method})

write(os.path.join(here, "sparse.json"), cases, scipy=scipy.__version__)
