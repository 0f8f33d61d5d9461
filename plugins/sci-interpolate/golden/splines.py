"""Golden numbers of the interpolants of one variable."""
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
random = np.random.RandomState(11)


def r(a):
    return np.round(a, 3)


def camel(options):
    names = {"bc_type": "bcType", "fill_value": "fillValue", "bounds_error": "boundsError", "assume_sorted": "assumeSorted"}
    return {names.get(k, k): v for k, v in options.items()}


cases = []
x = np.cumsum(r(random.uniform(0.2, 1.5, 9)))
shapes = {"line": r(random.normal(size=9)), "two": r(random.normal(size=(9, 2))), "last": r(random.normal(size=(2, 9))), "middle": r(random.normal(size=(2, 9, 2))),
          "complex": r(random.normal(size=9)) + 1j * r(random.normal(size=9)), "int": random.randint(-5, 6, 9), "float32": r(random.normal(size=9)).astype("float32"),
          "steps": np.array([0, 0, 1, 1, 1, 3, 3, 2, 2.0])}
axes = {"last": 1, "middle": 1}
inside = r(np.sort(random.uniform(x[0], x[-1], 6)))
beyond = np.array([x[0] - 0.7, x[0], x[3], x[-1], x[-1] + 1.1, np.nan])
grid = np.array([[inside[0], x[2]], [inside[3], x[-1]]])


def interp1d_case(name, at, xs=x, **options):
    y = shapes[name] if isinstance(name, str) else name
    axis = axes.get(name, -1) if isinstance(name, str) else -1
    case = {"call": "interp1d", "x": xs, "y": y, "at": at, "options": camel(options) | {"axis": axis}}
    try:
        case["result"] = np.asarray(si.interp1d(xs, y, axis=axis, **options)(at))
    except ValueError:
        case["result"] = "BAD"
    cases.append(case)


shuffled = np.array([3, 0, 5, 8, 1, 2, 7, 4, 6])
for kind in ("linear", "nearest", "nearest-up", "zero", "slinear", "quadratic", "cubic", "previous", "next", 0, 1, 5, 7):
    for name in shapes:
        interp1d_case(name, inside, kind=kind)
        if name in ("line", "middle", "float32"):
            interp1d_case(name, grid, kind=kind)
            interp1d_case(name, beyond, kind=kind, bounds_error=False)
            interp1d_case(name, beyond, kind=kind, bounds_error=False, fill_value=-7.5)
            interp1d_case(name, beyond, kind=kind, fill_value="extrapolate")
    interp1d_case("line", beyond, kind=kind, bounds_error=False, fill_value=(1.5, 2.5))
    interp1d_case("line", beyond[:5], kind=kind)
    interp1d_case("line", x, kind=kind)
    interp1d_case("line", (x[:-1] + x[1:]) / 2, kind=kind)
    interp1d_case(shapes["line"][shuffled], inside, xs=x[shuffled], kind=kind)
    with_nan = shapes["line"].copy()
    with_nan[4] = np.nan
    interp1d_case(with_nan, inside, kind=kind)
    interp1d_case("line", np.array([]), kind=kind)
duplicated = np.array([0, 1, 1, 2, 3.0])
for kind in ("linear", "nearest", "previous", "next"):
    interp1d_case(np.array([0, 1, 5, 2, 7.0]), np.array([0.5, 1, 1.5, 2, 3]), xs=duplicated, kind=kind)
    interp1d_case(np.array([0, 1, 5, 2, 7.0]), np.array([0.5, 1, 1.5, 2, 3]), xs=duplicated, kind=kind, fill_value="extrapolate")
interp1d_case(np.array([0, np.inf, 5, 2, np.inf]), np.array([0.5, 1, 1.5, 2, 3]), xs=np.arange(5.0))


def pp_case(make, p, at, **case):
    one = {"call": make, "at": at, **case, "result": p(at), "d1": p(at, 1), "d2": p(at, 2), "inner": p(at, extrapolate=False), "periodic": p(at, extrapolate="periodic"),
           "derivative": p.derivative()(at), "second": p.derivative(2)(at), "antiderivative": p.antiderivative()(at), "twice": p.antiderivative(2)(at),
           "integral": p.integrate(x[1] + 0.1, x[6]), "whole": p.integrate(x[0] - 1, x[-1] + 2), "around": p.integrate(x[5], x[2], extrapolate="periodic"),
           "long": p.integrate(x[2], x[2] + 30.5, extrapolate="periodic"), "c": p.c}
    if case["y"].ndim > 1:
        for key in ("d2", "twice", "second", "long", "inner", "periodic", "d1"):
            del one[key]
    if not np.iscomplexobj(p.c):
        for key, value in (("roots", p.roots()), ("solve", p.solve(0.25)), ("innerRoots", p.roots(extrapolate=False))):
            one[key] = value if isinstance(value, np.ndarray) and value.dtype != object else list(np.ravel(value))
    cases.append(one)


for name, y in shapes.items():
    axis = axes.get(name, 0)
    common = {"x": x, "y": y, "axis": axis}
    n_rest = np.delete(np.array(y.shape), axis)
    for bc in ("not-a-knot", "natural", "clamped", "periodic", ("natural", "clamped"), ("not-a-knot", (1, 0.5)), ((2, -1.0), (1, 2.0))):
        if name == "steps" and bc != "natural":
            continue
        z = y.astype(y.dtype if y.dtype.kind in "fc" else float)
        if bc == "periodic":
            z = np.moveaxis(np.moveaxis(z, axis, 0).copy(), 0, axis)
            np.moveaxis(z, axis, 0)[-1] = np.moveaxis(z, axis, 0)[0]
        b = bc
        if isinstance(bc, tuple):
            b = tuple(c if isinstance(c, str) else (c[0], np.full(tuple(n_rest), c[1])) for c in bc)
        pp_case("cubicSpline", si.CubicSpline(x, z, axis=axis, bc_type=b), beyond if name == "line" else inside, x=x, y=z, axis=axis, bcType=b)
    if np.iscomplexobj(y):
        pp_case("cubicHermiteSpline", si.CubicHermiteSpline(x, y, y * 0.5, axis=axis), inside, dydx=y * 0.5, **common)
        continue
    pp_case("pchipInterpolator", si.PchipInterpolator(x, y, axis=axis), beyond, **common)
    pp_case("akima1DInterpolator", si.Akima1DInterpolator(x, y, axis=axis), inside, **common)
    pp_case("cubicHermiteSpline", si.CubicHermiteSpline(x, y, y * 0.5, axis=axis), inside, dydx=y * 0.5, **common)
for n in (2, 3, 4, 5):
    y = r(random.normal(size=n))
    for bc in ("not-a-knot", "natural", "clamped", "periodic", ("not-a-knot", "natural"), ("natural", "not-a-knot")):
        z = y.copy()
        if bc == "periodic":
            z[-1] = z[0]
        p = si.CubicSpline(x[:n], z, bc_type=bc)
        cases.append({"call": "cubicSpline", "x": x[:n], "y": z, "axis": 0, "bcType": bc, "at": inside[:3], "result": p(inside[:3]), "c": p.c})
    for name, cls in (("pchipInterpolator", si.PchipInterpolator), ("akima1DInterpolator", si.Akima1DInterpolator)):
        if n > 2 or name != "akima1DInterpolator":
            cases.append({"call": name, "x": x[:n], "y": y, "axis": 0, "at": inside[:3], "result": cls(x[:n], y)(inside[:3])})
for order in (1, 2, 4, 6):
    for m in (1, 3):
        for rest in ((), (2,)):
            c = r(random.normal(size=(order, m) + rest))
            for breaks in (np.cumsum(r(random.uniform(0.2, 1, m + 1))), -np.cumsum(r(random.uniform(0.2, 1, m + 1)))):
                p = si.PPoly(c, breaks)
                at = r(np.linspace(breaks[0] - 0.3, breaks[-1] + 0.3, 7))
                value = {"call": "pPoly", "x": breaks, "pc": c, "at": at, "result": p(at), "d1": p(at, 1), "derivative": p.derivative(2)(at), "antiderivative": p.antiderivative()(at)}
                if breaks[-1] > breaks[0]:
                    value["integral"] = p.integrate(at[0], at[5])
                    # Column by column: SciPy forgets a jump where the column before has one too.
                    columns = [si.PPoly(one, breaks) for one in (np.moveaxis(c, -1, 0) if rest else [c])]
                    inner = [one.solve(0.1, extrapolate=False, discontinuity=False) for one in columns]
                    value["roots"] = [one.roots() for one in columns] if rest else p.roots()
                    value["innerRoots"] = inner if rest else inner[0]
                cases.append(value)
write(os.path.join(folder, "splines.json"), short(cases), scipy=scipy.__version__)
cases = []


def bs_case(call, s, at, **case):
    one = {"call": call, "at": at, **case, "t": s.t, "result": s(at), "inner": s(at, extrapolate=False), "periodic": s(at, extrapolate="periodic"),
           "antiderivative": s.antiderivative()(at), "integral": s.integrate(x[1], x[5] + 0.2), "whole": s.integrate(x[0] - 1, x[-1] + 1)}
    n = len(s.t) - s.k - 1
    one["c"] = s.c[:n]
    if s.k >= 1:  # SciPy 1.10 crashes beyond
        one["d1"] = s(at, 1)
    if s.k >= 1 and call != "bSpline":
        one["derivative"] = s.derivative()(at)
    if not np.iscomplexobj(s.c):
        one["around"] = s.integrate(x[2], x[2] + 21.3, extrapolate="periodic")
    if s.c.ndim > 1:
        for key in ("inner", "periodic", "derivative", "around", "antiderivative"):
            one.pop(key, None)
    elif call == "makeInterpSpline" and 1 <= s.k <= 3 and not np.iscomplexobj(s.c):  # SciPy 1.10 crashes for k 7 and drops imaginary parts
        one["clipped"] = s.integrate(x[0] - 1, x[-1] + 1, extrapolate=False)
    cases.append(one)


for name, y in shapes.items():
    axis = axes.get(name, 0)
    for k in (0, 1, 2, 3, 5, 7):
        bs_case("makeInterpSpline", si.make_interp_spline(x, y, k=k, axis=axis), beyond if name == "line" else inside, x=x, y=y, axis=axis, options={"k": k})
    z = y.astype(y.dtype if y.dtype.kind in "fc" else float)
    z = np.moveaxis(np.moveaxis(z, axis, 0).copy(), 0, axis)
    np.moveaxis(z, axis, 0)[-1] = np.moveaxis(z, axis, 0)[0]
    for k in (2, 3, 4, 5) if not np.iscomplexobj(y) else ():  # SciPy 1.10 drops imaginary parts
        bs_case("makeInterpSpline", si.make_interp_spline(x, z, k=k, axis=axis, bc_type="periodic"), inside, x=x, y=z, axis=axis, options={"k": k, "bcType": "periodic"})
    rest = tuple(np.delete(np.array(y.shape), axis))
    for bc in ("natural", "clamped", ([(1, np.zeros(rest))], [(2, np.ones(rest))]), ([(2, np.ones(rest)), ], [(1, np.ones(rest))])):
        bs_case("makeInterpSpline", si.make_interp_spline(x, y, k=3, axis=axis, bc_type=bc), inside, x=x, y=y, axis=axis, options={"k": 3, "bcType": bc})
    bs_case("makeInterpSpline", si.make_interp_spline(x, y, k=5, axis=axis, bc_type=([(1, np.zeros(rest)), (2, np.zeros(rest))], [(1, np.zeros(rest)), (2, np.zeros(rest))])), inside, x=x, y=y, axis=axis,
            options={"k": 5, "bcType": ([(1, np.zeros(rest)), (2, np.zeros(rest))], [(1, np.zeros(rest)), (2, np.zeros(rest))])})
    if y.ndim > 1:
        continue  # SciPy 1.10 fails there
    for k in (1, 2, 3):
        t = np.r_[[x[0]] * (k + 1), x[3] + 0.05, x[6] + 0.02, [x[-1]] * (k + 1)]
        bs_case("makeLsqSpline", si.make_lsq_spline(x, y, t, k=k, axis=axis), inside, x=x, y=y, axis=axis, knots=t, options={"k": k})
    w = r(random.uniform(0.5, 2, 9))
    bs_case("makeLsqSpline", si.make_lsq_spline(x, y, t, k=3, w=w, axis=axis), inside, x=x, y=y, axis=axis, knots=t, options={"k": 3, "w": w})
t = np.r_[x[0], x[0], x[0], x[0], x[2], x[4] + 0.1, x[5], x[-1], x[-1], x[-1], x[-1]]
bs_case("makeInterpSpline", si.make_interp_spline(x[:7], shapes["line"][:7], t=np.r_[x[0], x[0], x[0], x[0], x[2], x[3], x[4], x[6], x[6], x[6], x[6]]), inside, x=x[:7], y=shapes["line"][:7], axis=0,
        options={"t": np.r_[x[0], x[0], x[0], x[0], x[2], x[3], x[4], x[6], x[6], x[6], x[6]]})
for k in (0, 1, 2, 3, 4):
    for rest in ((), (2,)):
        knots = np.sort(r(random.uniform(0, 9, 2 * k + 7)))
        c = r(random.normal(size=(len(knots) - k - 1,) + rest))
        bs_case("bSpline", si.BSpline(knots, c, k), np.r_[inside, knots[k], knots[-k - 1], 4.5], knots=knots, bc=c, k=k)
for k in (1, 2, 3):
    knots = np.r_[[x[0]] * k, x, [x[-1]] * k]
    cases.append({"call": "designMatrix", "at": inside, "knots": knots, "k": k, "result": si.BSpline.design_matrix(inside, knots, k).toarray()})
    b = si.BSpline.basis_element(x[: k + 2])
    cases.append({"call": "basisElement", "at": beyond, "knots": x[: k + 2], "result": b(beyond), "inner": b(beyond, extrapolate=False), "t": b.t})
    s = si.make_interp_spline(x, shapes["line"], k=k)
    p = si.PPoly.from_spline(s)
    cases.append({"call": "pPolyFromSpline", "x": x, "y": shapes["line"], "k": k, "at": inside, "result": p(inside), "c": p.c})
xs = np.cumsum(r(random.uniform(0.1, 0.4, 30)))
ys = r(np.sin(xs) + 0.1 * random.normal(size=30))
w = r(random.uniform(0.5, 2, 30))
for lam in (None, 0, 0.01, 1.0, 100.0):
    for weights in (None, w):
        s = si.make_smoothing_spline(xs, ys, w=weights, lam=lam)
        cases.append({"call": "makeSmoothingSpline", "x": xs, "y": ys, "options": {"lam": lam, "w": weights}, "at": xs[::4] + 0.03, "result": s(xs[::4] + 0.03), "c": s.c})
s = si.make_smoothing_spline(xs[:5], ys[:5], lam=0.3)
cases.append({"call": "makeSmoothingSpline", "x": xs[:5], "y": ys[:5], "options": {"lam": 0.3}, "at": xs[:4] + 0.03, "result": s(xs[:4] + 0.03), "c": s.c})
write(os.path.join(folder, "bsplines.json"), short(cases), scipy=scipy.__version__)
