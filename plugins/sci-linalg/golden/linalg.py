"""Golden numbers of sci-linalg: whatever is unique, from SciPy and NumPy. Run with the Python whose versions stand in the JSON file."""
import contextlib
import io
import os
import sys
import warnings

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))

import numpy as np
import scipy
import scipy.linalg as sl
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(20)
cases = []


def numbers(*shape, complex=False):
    a = random.randn(*shape).round(2)
    return a + 1j * random.randn(*shape).round(2) if complex else a


def add(name, args, result, options=None, tol=1e-11, part=None):
    """One call with its result; `part` names the parts of a tuple that are unique."""
    case = {"call": name, "args": list(args), "options": options or {}, "tol": tol, "expected": result}
    if part is not None:
        case["part"] = part
    cases.append(case)


def quiet(function, *args, **options):
    with contextlib.redirect_stdout(io.StringIO()):
        return function(*args, **options)


def tuples(result):
    return [x for x in result]


for n in (1, 2, 3, 6):
    for twofold in (False, True):
        a = numbers(n, n, complex=twofold) + 2 * np.eye(n)
        b, v = numbers(n, 2, complex=twofold), numbers(n, complex=twofold)
        tall, wide = numbers(n + 2, n, complex=twofold), numbers(n, n + 1, complex=twofold)
        hermitian = a + a.conj().T
        positive = a @ a.conj().T + np.eye(n)
        half = a / (2 * np.abs(a).max())
        add("det", [a], sl.det(a))
        add("slogdet", [a], tuples(np.linalg.slogdet(a)))
        add("inv", [a], sl.inv(a))
        add("solve", [a, b], sl.solve(a, b))
        add("solve", [a, v], sl.solve(a, v))
        for lower in (False, True):
            add("solve", [positive, v], sl.solve(positive, v, assume_a="pos", lower=lower), {"assumeA": "pos", "lower": lower})
            add("solve", [a, v], sl.solve(a, v, assume_a="sym", lower=lower), {"assumeA": "sym", "lower": lower})
            add("solve", [hermitian, v], sl.solve(hermitian, v, assume_a="her", lower=lower), {"assumeA": "her", "lower": lower})
            add("cholesky", [positive], sl.cholesky(positive, lower=lower), {"lower": lower})
            add("choFactor", [positive], tuples(sl.cho_factor(positive, lower=lower)), {"lower": lower})
            c = sl.cho_factor(positive, lower=lower)
            add("choSolve", [list(c), b], sl.cho_solve(c, b))
            for trans in (0, 1, 2):
                add("solveTriangular", [a, b], sl.solve_triangular(a, b, trans=trans, lower=lower), {"trans": trans, "lower": lower})
            add("solveTriangular", [a, b], sl.solve_triangular(a, b, lower=lower, unit_diagonal=True), {"lower": lower, "unitDiagonal": True})
            add("pinvh", [hermitian], sl.pinvh(hermitian, lower=lower), {"lower": lower}, tol=1e-9)
            for kind in (1, 2, 3):
                w = sl.eigh(hermitian, positive, type=kind, lower=lower, eigvals_only=True)
                add("eigvalsh", [hermitian], w, {"b": positive, "type": kind, "lower": lower}, tol=1e-9)
            add("eigvalsh", [a], sl.eigvalsh(a, lower=lower), {"lower": lower})
        add("luFactor", [a], tuples(sl.lu_factor(a)))
        for trans in (0, 1, 2):
            add("luSolve", [list(sl.lu_factor(a)), b], sl.lu_solve(sl.lu_factor(a), b, trans=trans), {"trans": trans})
        for one in (a, tall, wide):
            add("lu", [one], tuples(sl.lu(one)))
            add("lu", [one], tuples(sl.lu(one, permute_l=True)), {"permuteL": True})
            for mode in ("full", "economic"):
                add("qr", [one], tuples(sl.qr(one, mode=mode)), {"mode": mode})
                add("rq", [one], tuples(sl.rq(one, mode=mode)), {"mode": mode})
            add("qr", [one], tuples(sl.qr(one, mode="r")), {"mode": "r"})
            add("qr", [one], tuples(sl.qr(one, pivoting=True)), {"pivoting": True})
            add("rq", [one], [sl.rq(one, mode="r")], {"mode": "r"})
            add("svdvals", [one], sl.svdvals(one))
            add("pinv", [one], sl.pinv(one), tol=1e-10)
            add("matrixRank", [one], int(np.linalg.matrix_rank(one)))
            add("polar", [one], tuples(sl.polar(one)), tol=1e-10)
            add("polar", [one], tuples(sl.polar(one, "left")), {"side": "left"}, tol=1e-10)
            for right in (numbers(one.shape[0], complex=twofold), numbers(one.shape[0], 2, complex=twofold)):
                add("lstsq", [one, right], tuples(sl.lstsq(one, right)), tol=1e-10)
        for order in (None, "fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf):
            options = {} if order is None else {"ord": order}
            add("norm", [wide], float(sl.norm(wide, order)), options)
            add("norm", [wide], sl.norm(wide, order, axis=(1, 0), keepdims=True), {**options, "axis": [1, 0], "keepdims": True})
            add("cond", [a], float(np.linalg.cond(a, order)), {} if order is None else {"p": order}, tol=1e-9)
            if order not in ("fro", "nuc"):
                add("norm", [v], float(sl.norm(v, order)), options)
                add("norm", [wide], sl.norm(wide, order, axis=1), {**options, "axis": 1})
        for order in (0, 3, 0.5):
            add("norm", [v], float(sl.norm(v, order)), {"ord": order})
        add("hessenberg", [a if n > 2 else numbers(3, 3)], tuples(sl.hessenberg(a if n > 2 else cases[-1]["args"][0], calc_q=True)), {"calcQ": True}) if n > 2 else None
        add("matrixBalance", [a * 10.0 ** np.arange(n)], tuples(sl.matrix_balance(a * 10.0 ** np.arange(n))))
        for scale in (0.01, 0.5, 3, 20):
            add("expm", [half * scale], sl.expm(half * scale), tol=1e-10)
        add("expm", [np.triu(a) * 3], sl.expm(np.triu(a) * 3), tol=1e-11)
        add("expmFrechet", [half, a], tuples(sl.expm_frechet(half, a)), tol=1e-10)
        for name in ("cosm", "sinm", "tanm", "coshm", "sinhm", "tanhm"):
            add(name, [half], getattr(sl, name)(half), tol=1e-10)
        if n > 1:
            add("logm", [a], quiet(sl.logm, a), tol=1e-9)
            add("logm", [positive], quiet(sl.logm, positive), tol=1e-10)
            add("sqrtm", [positive], sl.sqrtm(positive).astype(positive.dtype), tol=1e-10)
            add("sqrtm", [np.triu(a)], sl.sqrtm(np.triu(a)).astype(complex if twofold or np.diag(a).min() < 0 else float), tol=1e-10)
            add("signm", [a], quiet(sl.signm, a), tol=1e-8)
            for power in (0.5, -0.3, 2.7):
                add("fractionalMatrixPower", [a, power], sl.fractional_matrix_power(a, power), tol=1e-9)
            add("companion", [v], sl.companion(v))
            add("leslie", [v, v[1:]], sl.leslie(v, v[1:]))
        for power in (0, 1, 5, -3):
            add("matrixPower", [a, power], np.linalg.matrix_power(a, power), tol=1e-10)
        q = numbers(n, n + 1, complex=twofold)
        add("solveSylvester", [a, numbers(n + 1, n + 1, complex=twofold), q], None, tol=1e-9)
        cases[-1]["expected"] = sl.solve_sylvester(*cases[-1]["args"])
        add("solveContinuousLyapunov", [a, hermitian], sl.solve_continuous_lyapunov(a, hermitian), tol=1e-9)
        for method in ("direct", "bilinear"):
            add("solveDiscreteLyapunov", [half, hermitian], sl.solve_discrete_lyapunov(half, hermitian, method), {"method": method}, tol=1e-9)
        control = numbers(n, 2, complex=twofold)
        add("solveContinuousAre", [a, control, positive, np.eye(2)], sl.solve_continuous_are(a, control, positive, np.eye(2)), tol=1e-8)
        add("solveDiscreteAre", [a, control, positive, np.eye(2)], sl.solve_discrete_are(a, control, positive, np.eye(2)), tol=1e-8)
        add("subspaceAngles", [tall, numbers(n + 2, max(1, n - 1), complex=twofold)], None, tol=1e-9)
        cases[-1]["expected"] = sl.subspace_angles(*cases[-1]["args"])
        add("gram", [tall], tall.conj().T @ tall)
        add("toeplitz", [v], sl.toeplitz(v))
        add("toeplitz", [v, tall[:, 0]], sl.toeplitz(v, tall[:, 0]))
        add("hankel", [v], sl.hankel(v))
        add("hankel", [v, tall[:, 0]], sl.hankel(v, tall[:, 0]))
        add("circulant", [v], sl.circulant(v))
        add("vander", [v], np.vander(v))
        add("vander", [v], np.vander(v, 3, increasing=True), {"n": 3, "increasing": True})
        add("blockDiag", [a, wide, v], sl.block_diag(a, wide, v))
        add("khatriRao", [a, wide[:, :n]], sl.khatri_rao(a, wide[:, :n]))
        for mode in ("full", "same", "valid"):
            add("convolutionMatrix", [v, 3], sl.convolution_matrix(v, 3, mode), {"mode": mode})
        if n > 2:
            c, r = numbers(n, complex=twofold), numbers(n, complex=twofold)
            c[0] = r[0] = 6
            add("solveToeplitz", [[c, r], v], sl.solve_toeplitz((c, r), v), tol=1e-10)
            add("solveToeplitz", [c, b], sl.solve_toeplitz(c, b), tol=1e-10)
            add("matmulToeplitz", [[c, tall[:, 0]], tall], sl.matmul_toeplitz((c, tall[:, 0]), tall), tol=1e-10)
            add("solveCirculant", [c, v], sl.solve_circulant(c, v), tol=1e-10)
            band = numbers(4, n, complex=twofold)
            add("solveBanded", [[1, 2], band, v], sl.solve_banded((1, 2), band, v), tol=1e-9)
            add("solveBanded", [[2, 1], band, b], sl.solve_banded((2, 1), band, b), tol=1e-9)
            for lower in (False, True):
                band = numbers(3, n, complex=twofold)
                band[0 if lower else 2] = np.abs(band[0 if lower else 2]) + 6
                add("eigvalsBanded", [band], sl.eigvals_banded(band, lower=lower), {"lower": lower})
                add("solvehBanded", [band, b], sl.solveh_banded(band, b, lower=lower), {"lower": lower}, tol=1e-10)
            add("eigvalshTridiagonal", [v.real, v.real[1:]], sl.eigvalsh_tridiagonal(v.real, v.real[1:]))
            add("eigh", [hermitian], sl.eigh(hermitian, subset_by_index=[1, 2], eigvals_only=True), {"subsetByIndex": [1, 2], "eigvalsOnly": True})
            add("eigh", [hermitian], sl.eigh(hermitian, subset_by_value=[-1, 3], eigvals_only=True), {"subsetByValue": [-1, 3], "eigvalsOnly": True})
        if not twofold:
            add("solve", [a, v], sl.solve(a, v, transposed=True), {"transposed": True})
            add("orthogonalProcrustes", [tall, 2 * tall + 0.1], tuples(sl.orthogonal_procrustes(tall, 2 * tall + 0.1)), tol=1e-9)
            add("fiedler", [v], sl.fiedler(v))
            if n > 2:
                add("fiedlerCompanion", [v], sl.fiedler_companion(v))
                w, x = np.linalg.eig(np.array([[1.0, 2], [-3, 1]]))
                add("cdf2rdf", [w, x], tuples(sl.cdf2rdf(w, x)))

for n in (1, 2, 5, 8):
    add("hilbert", [n], sl.hilbert(n))
    add("invhilbert", [n], sl.invhilbert(n))
    add("helmert", [n + 1], sl.helmert(n + 1))
    add("helmert", [n + 1], sl.helmert(n + 1, full=True), {"full": True})
    add("dft", [n], sl.dft(n))
    for scale in ("sqrtn", "n"):
        add("dft", [n], sl.dft(n, scale), {"scale": scale})
    for kind in ("symmetric", "lower", "upper"):
        add("pascal", [n], sl.pascal(n, kind).astype(float), {"kind": kind})
        add("invpascal", [n], sl.invpascal(n, kind).astype(float), {"kind": kind})
    if n != 5:
        add("hadamard", [n], sl.hadamard(n).astype(float))

# Matrices that are not of full rank, and whole numbers.
deficient = np.array([[1.0, 2, 3], [2, 4, 6], [1, 0, 1], [0, 2, 2]])
for name in ("pinv", "svdvals"):
    add(name, [deficient], getattr(sl, name)(deficient), tol=1e-10)
add("lstsq", [deficient, [1.0, 2, 3, 4]], [x for x in sl.lstsq(deficient, [1.0, 2, 3, 4])], tol=1e-10)
add("lstsq", [deficient.T, [1.0, 2, 3]], [x for x in sl.lstsq(deficient.T, [1.0, 2, 3])], tol=1e-10)
add("lstsq", [deficient, [1.0, 2, 3, 4]], [x for x in sl.lstsq(deficient, [1.0, 2, 3, 4], cond=0.3)], {"cond": 0.3}, tol=1e-10)
add("pinv", [deficient], sl.pinv(deficient, atol=1.0, rtol=0.1), {"atol": 1.0, "rtol": 0.1}, tol=1e-10)
add("pinv", [deficient], [sl.pinv(deficient), 2], {"returnRank": True}, tol=1e-10)
add("matrixRank", [deficient], int(np.linalg.matrix_rank(deficient)))
add("matrixRank", [deficient], int(np.linalg.matrix_rank(deficient, tol=4)), {"tol": 4})

# Stacks, as in numpy.linalg.
for twofold in (False, True):
    a = numbers(2, 3, 3, 3, complex=twofold)
    positive = a @ np.conj(np.swapaxes(a, -1, -2)) + np.eye(3)
    add("det", [a], np.linalg.det(a))
    add("slogdet", [a], tuples(np.linalg.slogdet(a)))
    add("inv", [a], np.linalg.inv(a), tol=1e-10)
    add("cholesky", [positive], np.linalg.cholesky(positive), {"lower": True})
    add("eigvalsh", [positive], np.linalg.eigvalsh(positive))
    add("solve", [a, numbers(2, 3, 3, 2, complex=twofold)], None, tol=1e-10)
    cases[-1]["expected"] = np.linalg.solve(*cases[-1]["args"])
    add("solve", [a, numbers(2, 3, 3, complex=twofold)], None, tol=1e-10)
    cases[-1]["expected"] = np.linalg.solve(*cases[-1]["args"])
    b = numbers(3, 2, 4, complex=twofold)
    add("svdvals", [b], np.linalg.svd(b, compute_uv=False))
    add("pinv", [b], np.linalg.pinv(b), tol=1e-10)
    add("qr", [b], tuples(np.stack(x) for x in zip(*[np.linalg.qr(one) for one in b])), {"mode": "economic"})
    add("norm", [b], np.linalg.norm(b, 2, axis=(1, 2)), {"ord": 2, "axis": [1, 2]})
    add("norm", [b], float(np.linalg.norm(b)))
    add("matrixPower", [a, 3], np.linalg.matrix_power(a, 3))
    add("cond", [a], np.linalg.cond(a), tol=1e-9)
    add("expm", [a / 4], sl.expm(a / 4), tol=1e-10)

# float32 and complex64 stay what they are.
for dtype in ("float32", "complex64"):
    a = (numbers(4, 4, complex=dtype == "complex64") + 3 * np.eye(4)).astype(dtype)
    for name in ("inv", "pinv", "svdvals", "expm", "cosm"):
        add(name, [a], getattr(sl, name)(a), tol=1e-5)
    add("qr", [a], tuples(sl.qr(a)), tol=1e-5)
    add("lu", [a], tuples(sl.lu(a)), tol=1e-5)
    add("eigvalsh", [a], sl.eigvalsh(a), tol=1e-5)
    add("solve", [a, a[:, 0]], sl.solve(a, a[:, 0]), tol=1e-5)

write(os.path.join(here, "linalg.json"), cases, scipy=scipy.__version__)
