"""Golden numbers of FITPACK's splines, of grids and scattered data, and of polynomials."""
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
import numpy as np
import scipy
import scipy.interpolate as si
from common import short
from golden import write

warnings.simplefilter("ignore")
folder = os.path.dirname(os.path.abspath(__file__))
random = np.random.RandomState(21)


def r(a, digits=3):
    return np.round(a, digits)


cases = []
sets = {}
for m in (8, 15, 40, 90):
    x = r(np.cumsum(r(random.uniform(0.05, 0.3, m))))
    sets["smooth%d" % m] = (x, r(np.sin(2 * x) + 0.05 * random.normal(size=m)), None)
    sets["noisy%d" % m] = (x, r(random.normal(size=m)), r(random.uniform(0.5, 2, m)))
x = np.sort(np.r_[np.arange(12.0), 3.0, 7.0, 7.0])
sets["repeated"] = (x, r(np.cos(x) + 0.1 * random.normal(size=15)), None)
sets["steps"] = (np.arange(30.0), np.r_[np.zeros(10), np.ones(12), np.zeros(8)], None)
for name, (x, y, w) in sets.items():
    m = len(x)
    at = r(np.linspace(x[0] - 0.2, x[-1] + 0.2, 9))
    total = float(np.sum((y * (1 if w is None else w)) ** 2))
    for k in (1, 2, 3, 4, 5):
        for s in (None, 0, 0.001 * total, 0.03 * total, 0.3 * total, 2 * total):
            if name == "repeated" and s is not None and s < 0.01 * total or m <= k:
                continue
            spline = si.UnivariateSpline(x, y, w=w, k=k, s=s)
            case = {"call": "univariateSpline", "set": name, "options": {"w": w is not None, "k": k, "s": s}, "at": at, "result": spline(at), "knots": spline.get_knots().copy(), "residual": spline.get_residual()}
            if m < 20 or (k == 3 and m < 50):
                case["coeffs"] = spline.get_coeffs()
                case["integral"] = spline.integral(x[1], x[-1] + 3)
                case["derivatives"] = spline.derivatives(x[2])
                case["d1"] = spline(at, 1)
                case["derivative"] = spline.derivative()(at)
                case["antiderivative"] = spline.antiderivative()(at)
                if k == 3 and name != "repeated":
                    case["roots"] = si.sproot(spline._eval_args, mest=200)  # SciPy 1.10 stops at 10 zeros otherwise
            cases.append(case)
    for k in (1, 3, 4):
        t = np.linspace(x[0], x[-1], 6)[1:-1]
        if m > 12:
            spline = si.LSQUnivariateSpline(x, y, t, w=w, k=k)
            cases.append({"call": "lsqUnivariateSpline", "set": name, "t": t, "options": {"w": w is not None, "k": k}, "at": at, "result": spline(at), "knots": spline.get_knots().copy(), "residual": spline.get_residual()})
    if name != "repeated":
        for k in (1, 2, 3, 5):
            spline = si.InterpolatedUnivariateSpline(x, y, k=k)
            cases.append({"call": "interpolatedUnivariateSpline", "set": name, "options": {"k": k}, "at": at, "result": spline(at), "knots": spline.get_knots().copy()})
        for s in (None, 0.02 * total):
            for k in (1, 3, 5):
                tck, fp, ier, msg = si.splrep(x, y, w=w, k=k, s=s, full_output=1)
                case = {"call": "splrep", "set": name, "options": {"w": w is not None, "k": k, "s": s}, "at": at, "t": tck[0], "c": tck[1], "fp": fp, "ier": ier}
                if m < 20:
                    for ext in (0, 1, 3):
                        case["ext%d" % ext] = si.splev(at, tck, ext=ext)
                    case["der1"] = si.splev(at[2:6], tck, der=1)
                    case["splint"] = si.splint(at[2], at[6], tck)
                    case["insert"] = list(si.insert(at[4], tck))[:2]
                    case["splder"] = si.splder(tck)[1]
                    case["splantider"] = si.splantider(tck)[1]
                    case["spalde"] = si.spalde(at[3], tck)
                    if k == 3:
                        case["sproot"] = si.sproot(tck, mest=50)
                cases.append(case)
x, y, _ = sets["smooth40"]
for ext in (1, 3, "zeros", "const", "extrapolate"):
    spline = si.UnivariateSpline(x, y, s=0.2, ext=ext)
    cases.append({"call": "univariateSpline", "set": "smooth40", "options": {"s": 0.2, "ext": ext}, "at": at, "result": spline(at), "derivative": spline.derivative()(at), "knots": spline.get_knots().copy(), "residual": spline.get_residual()})
spline = si.UnivariateSpline(x, y, s=0.2, bbox=[x[0] - 1, x[-1] + 2])
cases.append({"call": "univariateSpline", "set": "smooth40", "options": {"s": 0.2, "bbox": [x[0] - 1, x[-1] + 2]}, "at": at, "result": spline(at), "knots": spline.get_knots().copy(), "residual": spline.get_residual()})
for s in (0.1, 0.05, 1.0, 0.0, 0.3):
    spline.set_smoothing_factor(s)
    cases.append({"call": "again", "set": "smooth40", "options": {"s": s, "bbox": [x[0] - 1, x[-1] + 2]}, "at": at, "result": spline(at), "knots": spline.get_knots().copy(), "residual": spline.get_residual()})
cases.insert(0, {"call": "data", "sets": {name: list(one) for name, one in sets.items()}})
write(os.path.join(folder, "curves.json"), short(cases), scipy=scipy.__version__)

cases = []
gx = r(np.cumsum(random.uniform(0.2, 1, 9)))
gy = r(np.cumsum(random.uniform(0.2, 1, 7)))
z = r(np.sin(gx)[:, None] * np.cos(gy) + 0.05 * random.normal(size=(9, 7)))
px = r(np.sort(random.uniform(gx[0] - 0.3, gx[-1] + 0.3, 5)))
py = r(np.sort(random.uniform(gy[0] - 0.3, gy[-1] + 0.3, 4)))
for kx, ky in ((3, 3), (1, 1), (2, 3), (5, 4), (1, 5)):
    for s in (0, 0.02, 0.1, 1.0, 20.0):
        spline = si.RectBivariateSpline(gx, gy, z, kx=kx, ky=ky, s=s)
        case = {"call": "rectBivariateSpline", "kx": kx, "ky": ky, "s": s, "result": spline(px, py), "ev": spline.ev(px[:4], py), "tx": spline.get_knots()[0], "ty": spline.get_knots()[1],
                "residual": spline.get_residual(), "integral": spline.integral(gx[1], gx[6], gy[0], gy[4] + 0.1)}
        if kx > 1 and ky > 1:
            case["d11"] = spline(px, py, dx=1, dy=1)
            case["evd"] = spline.ev(px[:4], py, dy=1)
            case["partial"] = spline.partial_derivative(1, 0)(px, py)
        cases.append(case)
for kind in ("linear", "cubic", "quintic"):
    for options in ({}, {"fill_value": -1.0}):
        f = si.interp2d(gx, gy, z.T, kind=kind, **options)
        cases.append({"call": "interp2d", "kind": kind, "fill": options.get("fill_value"), "result": f(px[::-1], py), "row": f(px, py[1]), "d": f(px, py, dx=1) if kind != "linear" else None})
data = {"gx": gx, "gy": gy, "z": z, "px": px, "py": py}
g3 = [r(np.cumsum(random.uniform(0.2, 1, n))) for n in (7, 6, 8)]
values = {"real": r(random.normal(size=(7, 6, 8))), "complex": r(random.normal(size=(7, 6, 8))) + 1j * r(random.normal(size=(7, 6, 8))), "trailing": r(random.normal(size=(7, 6, 8, 2))),
          "int": random.randint(-9, 9, (7, 6, 8)), "float32": r(random.normal(size=(7, 6, 8))).astype("float32")}
pts = r(np.array([[random.uniform(g[0], g[-1]) for g in g3] for _ in range(5)]))
out = np.vstack([pts[:2], [[g[0] - 0.4 for g in g3], [g3[0][0], g3[1][-1] + 0.2, g3[2][2]], [np.nan, g3[1][1], g3[2][1]], [g[-1] for g in g3]]])
for name, v in values.items():
    for method in ("linear", "nearest", "slinear", "cubic", "quintic", "pchip"):
        if name in ("complex", "float32") and method not in ("linear", "nearest", "cubic"):
            continue
        f = si.RegularGridInterpolator(g3, v, method=method)
        case = {"call": "regularGrid", "values": name, "method": method, "result": f(pts), "shaped": f(pts.reshape(5, 1, 3))}
        if method != "pchip":
            case["filled"] = si.RegularGridInterpolator(g3, v, method=method, bounds_error=False, fill_value=-3.0)(out) if name != "int" or True else None
            case["extrapolated"] = si.RegularGridInterpolator(g3, v, method=method, bounds_error=False, fill_value=None)(out[[0, 1, 2, 3, 5]])
        cases.append(case)
f = si.RegularGridInterpolator((gx[::-1], gy), z, method="linear")
cases.append({"call": "falling", "result": f(np.c_[r(gx[2:6] + 0.01), gy[1:5]])})
for method in ("linear", "nearest", "cubic", "splinef2d"):
    cases.append({"call": "interpn", "method": method, "result": si.interpn((gx, gy), z, np.c_[px[:4], py], method=method, bounds_error=False, fill_value=9.0)})
f = si.RegularGridInterpolator((gx,), z[:, 0])
cases.append({"call": "regular1", "result": f(gx[1:4] + 0.05)})
n = 30
sites = r(random.uniform(size=(n, 2)), 4)
field = r(np.sin(5 * sites[:, 0]) + sites[:, 1] ** 2)
two = np.c_[field, r(random.normal(size=n))]
where = r(random.uniform(-0.1, 1.1, size=(12, 2)), 4)
for name, d in (("field", field), ("two", two), ("complex", field + 1j * two[:, 1])):
    for rescale in (False, True):
        p = sites * [1, 100] if rescale else sites
        q = where * [1, 100] if rescale else where
        cases.append({"call": "linearND", "d": name, "rescale": rescale, "result": si.LinearNDInterpolator(p, d, rescale=rescale)(q)})
        cases.append({"call": "cloughTocher", "d": name, "rescale": rescale, "result": si.CloughTocher2DInterpolator(p, d, rescale=rescale, fill_value=-2.0, tol=1e-12)(q)})
        cases.append({"call": "nearestND", "d": name, "rescale": rescale, "result": si.NearestNDInterpolator(p, d, rescale=rescale)(q)})
    for kernel in ("linear", "thin_plate_spline", "cubic", "quintic", "multiquadric", "inverse_multiquadric", "inverse_quadratic", "gaussian"):
        for options in ({}, {"smoothing": 0.1}, {"neighbors": 9}, {"degree": 2}):
            if name != "field" and options:
                continue
            f = si.RBFInterpolator(sites, d, kernel=kernel, epsilon=2.0, **options)
            cases.append({"call": "rbf", "d": name, "kernel": kernel, "options": options, "result": f(where)})
cases.append({"call": "rbf", "d": "field", "kernel": "thin_plate_spline", "options": {"smoothing": r(random.uniform(0, 1, n)), "degree": 1}, "result": None})
cases[-1]["result"] = si.RBFInterpolator(sites, field, smoothing=cases[-1]["options"]["smoothing"], degree=1, epsilon=2.0)(where)
for method in ("linear", "nearest", "cubic"):
    cases.append({"call": "griddata", "method": method, "result": si.griddata(sites, field, (where[:, 0].reshape(4, 3), where[:, 1].reshape(4, 3)), method=method)})
    cases.append({"call": "griddata1", "method": method, "result": si.griddata(sites[:, 0], field, np.sort(where[:, 0]), method=method)})
data |= {"g3": g3, "v": values, "pts": pts, "out": out, "sites": sites, "field": field, "two": two, "where": where}
xs = np.array([0.0, 0.3, 1.0, 1.4, 2.0, 2.2])
at = np.array([0.1, 0.3, 1.7, 2.5])
for y in (r(random.normal(size=6)), r(random.normal(size=(6, 2))), r(random.normal(size=6)) + 1j):
    k = si.KroghInterpolator(xs, y)
    cases.append({"call": "krogh", "x": xs, "y": y, "at": at, "result": k(at), "derivative": k.derivative(at, 2), "derivatives": k.derivatives(at), "few": k.derivatives(at, 3)})
    cases.append({"call": "barycentric", "x": xs, "y": y, "at": at, "result": si.BarycentricInterpolator(xs, y)(at)})
y = r(random.normal(size=6))
k = si.KroghInterpolator([0, 0, 1, 1, 1, 2], y)
cases.append({"call": "krogh", "x": np.array([0, 0, 1, 1, 1, 2.0]), "y": y, "at": at, "result": k(at), "derivative": k.derivative(at, 1), "derivatives": k.derivatives(at), "few": k.derivatives(at, 3)})
cases.append({"call": "lagrange", "x": xs, "y": y, "result": si.lagrange(xs, y).coeffs})
for an, m, n in (([1, 1, 0.5, 1 / 6, 1 / 24, 1 / 120], 2, None), ([1, 1, 0.5, 1 / 6, 1 / 24, 1 / 120], 3, 1), ([1, -0.5, 0.3, 0.2], 1, 1), ([2, 1.0], 0, None)):
    p, q = si.pade(an, m, n)
    cases.append({"call": "pade", "an": an, "m": m, "n": n, "p": p.coeffs, "q": q.coeffs})
for degree, order in ((5, None), (3, 8)):
    p = si.approximate_taylor_polynomial(np.sin, 0.3, degree, 1, order=order)
    cases.append({"call": "taylor", "degree": degree, "order": order, "result": p.coeffs})
cases.insert(0, {"call": "data", **data})
write(os.path.join(folder, "grids.json"), short(cases), scipy=scipy.__version__)
