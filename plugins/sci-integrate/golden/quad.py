"""Golden numbers of quad, its weights and nested integrals."""
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
import math

import numpy as np
import scipy
from golden import write
from scipy.integrate import dblquad, nquad, quad, quad_vec, tplquad

warnings.simplefilter("ignore")
inf = math.inf
functions = {
    "sin": lambda x, p: math.sin(p * x),
    "gauss": lambda x, p: math.exp(-p * x * x),
    "decay": lambda x, p: math.exp(-p * abs(x)),
    "root": lambda x, p: 1 / math.sqrt(abs(x)) if x else 0.0,
    "log": lambda x, p: math.log(abs(x)) if x else 0.0,
    "power": lambda x, p: abs(x) ** p if x else 0.0,
    "kink": lambda x, p: abs(x - p),
    "step": lambda x, p: 1.0 if x > p else 0.0,
    "lorentz": lambda x, p: 1 / (p * p + x * x),
    "wave": lambda x, p: math.sin(p * x) / (1 + x * x),
    "spike": lambda x, p: 1 / math.sqrt(abs(x - p)) if x != p else 0.0,
    "zero": lambda x, p: 0.0,
    "poly": lambda x, p: ((x - p) * x + 1) * x - 2,
    "divergent": lambda x, p: 1 / x if x else 0.0,
    "nan": lambda x, p: math.nan,
}
cases = []


def add(name, a, b, p=1.0, **options):
    result = quad(functions[name], a, b, args=(p,), full_output=1, **options)
    info = result[2]
    case = {"fun": name, "a": a, "b": b, "p": p, "options": options, "value": result[0], "error": result[1],
            "neval": info["neval"], "message": len(result) > 3}
    if "last" in info and info["last"] > 0 and "weight" not in options:
        last = info["last"]
        case["last"] = last
        if last < 12:
            case["alist"] = info["alist"][:last]
            case["rlist"] = info["rlist"][:last]
            limit = options.get("limit", 50)
            kept = last if last <= limit // 2 + 2 else max(limit + 1 - last, 0)
            case["iord"] = info["iord"][:kept] - 1
    if "lst" in info:
        case["lst"] = info["lst"]
        case["ierlst"] = info["ierlst"][:info["lst"]]
    cases.append(case)


for name, p in [("sin", 1), ("sin", 30), ("gauss", 1), ("decay", 2), ("root", 0), ("log", 0), ("power", -0.5), ("power", -0.9), ("power", 0.1),
                ("kink", 0.3), ("step", 0.7), ("lorentz", 0.1), ("wave", 20), ("spike", 0.4), ("zero", 0), ("poly", 2.5)]:
    for a, b in [(0, 1), (1, 0), (-1, 2), (0.5, 0.5), (0, 1e-3), (-3, 100)]:
        add(name, a, b, float(p))
    add(name, 0, 1, float(p), epsabs=1e-3, epsrel=1e-3)
    add(name, 0, 2, float(p), epsabs=0, epsrel=1e-12)
    add(name, -1, 1, float(p), limit=3)
    add(name, -1, 1, float(p), limit=1)
    if p >= 0:  # negative powers end in the last digits of the C library
        add(name, -1, 1, float(p), limit=200, epsabs=1e-14, epsrel=1e-14)
    if name in ("kink", "step", "spike", "root", "log", "sin"):
        add(name, -1, 2, float(p), points=[0, p if -1 < p < 2 else 0.5, 0.9])
        add(name, -1, 1, float(p), points=[0, 0.25, -0.25, 0.25, 5])
        add(name, -1, 1, float(p), points=[])
        add(name, -1, 1, float(p), points=[0.1], limit=2)
for name, p in [("gauss", 1), ("gauss", 0.01), ("decay", 3), ("lorentz", 0.1), ("lorentz", 2), ("wave", 3), ("zero", 0), ("decay", 0.01)]:
    for a, b in [(0, inf), (-inf, inf), (-inf, 1), (2, inf), (inf, 0), (inf, -inf), (-inf, -3)]:
        add(name, a, b, float(p))
    add(name, 0, inf, float(p), limit=2)
    add(name, -inf, inf, float(p), epsabs=1e-12, epsrel=1e-12)
add("divergent", 0, 1)
add("divergent", -1, 1)
add("divergent", 1, inf)
add("nan", 0, 1)
add("nan", 0, inf)
for weight in ("cos", "sin"):
    for name, p in [("sin", 1), ("gauss", 1), ("root", 0), ("kink", 0.3), ("power", 0.1), ("lorentz", 0.2), ("zero", 0)]:
        for w in (0.3, 2.0, 10.0, -7.0, 100.0, 1000.0, 0.0):
            add(name, 0, 1, float(p), weight=weight, wvar=w)
            add(name, -1, 5, float(p), weight=weight, wvar=w)
        add(name, -1, 5, float(p), weight=weight, wvar=12.0, limit=2)
    for name, p in [("gauss", 1), ("decay", 0.5), ("lorentz", 1)]:
        for w in (0.5, 1.0, 3.0, -3.0, 20.0):
            add(name, 0, inf, float(p), weight=weight, wvar=w)
            add(name, 1, inf, float(p), weight=weight, wvar=w)
            add(name, -inf, 2, float(p), weight=weight, wvar=w)
        add(name, 1, inf, float(p), weight=weight, wvar=2.0, limlst=3)
        add(name, 1, inf, float(p), weight=weight, wvar=2.0, epsabs=1e-12)
for weight in ("alg", "alg-logb", "alg-log"):
    for name, p in [("sin", 1), ("gauss", 1), ("kink", 0.3), ("poly", 1), ("power", 0.5)]:
        for wvar in [(0, 0), (-0.5, -0.5), (0.5, -0.3), (2, 0), (0, 1.5), (-0.9, 0.2)]:
            add(name, 0, 1, float(p), weight=weight, wvar=wvar)
            add(name, -1, 3, float(p), weight=weight, wvar=wvar)
    add("kink", -1, 3, 0.3, weight=weight, wvar=(0.5, 0.5), limit=2)
for name, p in [("sin", 1), ("gauss", 1), ("kink", 0.3), ("poly", 1), ("step", 1.5)]:
    for c in (0.3, 0.01, -2.0, 7.0, 0.99):
        add(name, -1, 1, float(p), weight="cauchy", wvar=c)
        add(name, 0, 5, float(p), weight="cauchy", wvar=c)
    add(name, 0, 5, float(p), weight="cauchy", wvar=2.0, limit=3)
folder = os.path.dirname(os.path.abspath(__file__))
write(os.path.join(folder, "quad.json"), cases, scipy=scipy.__version__)

cases = []


def nested(kind, result, **case):
    cases.append({"kind": kind, "value": result[0], "error": result[1], "neval": result[2]["neval"] if len(result) > 2 else None, **case})


nested("dblquad", dblquad(lambda y, x: x * y ** 2, 0, 2, 0, 1), id="box")
nested("dblquad", dblquad(lambda y, x: math.exp(-x * x - y * y), -inf, inf, -inf, inf), id="plane")
nested("dblquad", dblquad(lambda y, x: math.sin(x + y), 0, 1, lambda x: x, lambda x: 2 - x, epsabs=1e-10), id="triangle")
nested("dblquad", dblquad(lambda y, x, a: a * x * y, 0, 1, lambda x: x ** 2, 1, args=(3,)), id="args")
nested("tplquad", tplquad(lambda z, y, x: x * y * z, 1, 2, 2, 3, 0, 1), id="cube")
nested("tplquad", tplquad(lambda z, y, x: x + y * z, 0, 1, lambda x: x, 1, lambda x, y: x * y, lambda x, y: 1 + y), id="curved")
nested("nquad", nquad(lambda x0, x1, x2, x3: x0 ** 2 + x1 * x2 - x3 ** 3 + math.sin(x0) + (1 if x0 - 0.2 * x3 - 0.5 - 0.25 * x1 > 0 else 0),
                      [[0, 1], [-1, 1], [0.13, 0.8], [-0.15, 1]],
                      opts=[lambda x1, x2, x3: {"points": [0.2 * x3 + 0.5 + 0.25 * x1]}, {"epsabs": 1e-3}, {"epsabs": 1e-3}, {"epsabs": 1e-3}], full_output=True), id="four")
nested("nquad", nquad(lambda x, y, a: a * x * y, [lambda y, a: (0, y * a), (0, 2)], args=(0.5,), full_output=True), id="ranges")
for quadrature in (None, "gk21", "gk15", "trapezoid"):
    for norm in ("2", "max"):
        for a, b in [(0, 2), (2, 0), (0, inf), (-inf, inf), (-inf, 1)]:
            if quadrature == "trapezoid" and math.isinf(b - a):
                continue
            rel = 1e-4 if quadrature == "trapezoid" else 1e-8
            r = quad_vec(lambda x: np.array([[math.exp(-x * x), x * math.exp(-abs(x))], [1 / (1 + x * x), math.sqrt(abs(x)) * math.exp(-abs(x))]]), a, b,
                         epsrel=rel, norm=norm, quadrature=quadrature, points=None if a else [0.5], full_output=True)
            cases.append({"kind": "quadVec", "a": a, "b": b, "norm": norm, "quadrature": quadrature, "epsrel": rel, "points": None if a else [0.5],
                          "value": r[0], "error": r[1], "neval": r[2].neval, "status": r[2].status, "count": len(r[2].errors)})
r = quad_vec(lambda x: math.sin(x), 0, 3, full_output=True)
cases.append({"kind": "quadVecScalar", "value": r[0], "error": r[1], "neval": r[2].neval})
write(os.path.join(folder, "nested.json"), cases, scipy=scipy.__version__)
