"""Golden numbers of odeint and solve_ivp."""
import os
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
import numpy as np
import scipy
from golden import write
from scipy.integrate import odeint, solve_ivp

warnings.simplefilter("ignore")
folder = os.path.dirname(os.path.abspath(__file__))


def brusselator(t, y):
    n = len(y) // 2
    out = np.zeros(len(y))
    for i in range(n):
        u, v = y[2 * i], y[2 * i + 1]
        ul = y[2 * i - 2] if i > 0 else 1.0
        ur = y[2 * i + 2] if i < n - 1 else 1.0
        vl = y[2 * i - 1] if i > 0 else 3.0
        vr = y[2 * i + 3] if i < n - 1 else 3.0
        c = 0.02 * (n + 1) ** 2
        out[2 * i] = 1 + u * u * v - 4 * u + c * (ul - 2 * u + ur)
        out[2 * i + 1] = 3 * u - u * u * v + c * (vl - 2 * v + vr)
    return out


problems = {
    "decay": (lambda t, y: [-2 * y[0]], [1.0], lambda t, y: [[-2.0]]),
    "oscillator": (lambda t, y: [y[1], -y[0] - 0.1 * y[1]], [1.0, 0.0], lambda t, y: [[0, 1], [-1, -0.1]]),
    "lotka": (lambda t, y: [1.5 * y[0] - y[0] * y[1], -3 * y[1] + y[0] * y[1]], [10.0, 5.0], lambda t, y: [[1.5 - y[1], -y[0]], [y[1], -3 + y[0]]]),
    "vdp": (lambda t, y: [y[1], 50 * (1 - y[0] ** 2) * y[1] - y[0]], [2.0, 0.0], lambda t, y: [[0, 1], [-100 * y[0] * y[1] - 1, 50 * (1 - y[0] ** 2)]]),
    "stiff2": (lambda t, y: [-1000 * (y[0] - np.cos(t)), y[0] - y[1]], [0.0, 1.0], lambda t, y: [[-1000, 0], [1, -1]]),
    "forced": (lambda t, y: [np.cos(3 * t) - 0.2 * y[0]], [0.5], lambda t, y: [[-0.2]]),
    "growth": (lambda t, y: [y[0]], [1e-3], lambda t, y: [[1.0]]),
    "constant": (lambda t, y: [0.0, 1.0], [1.0, 0.0], lambda t, y: [[0, 0], [0, 0]]),
    "lorenz": (lambda t, y: [10 * (y[1] - y[0]), y[0] * (28 - y[2]) - y[1], y[0] * y[1] - 8 / 3 * y[2]], [1.0, 1.0, 1.0], None),
    "robertson": (lambda t, y: [-0.04 * y[0] + 1e4 * y[1] * y[2], 0.04 * y[0] - 1e4 * y[1] * y[2] - 3e7 * y[1] ** 2, 3e7 * y[1] ** 2], [1.0, 0.0, 0.0], None),
    "brusselator": (brusselator, list(np.ones(20)), None),
}
cases = []


def run_odeint(name, t, exact=True, jac=False, y0=None, **options):
    f, start, jacobian = problems[name]
    if jac:
        options["Dfun"] = jacobian
    y, info = odeint(f, start if y0 is None else y0, t, tfirst=True, full_output=True, **options)
    if jac:
        del options["Dfun"]
    ok = info["message"] == "Integration successful."
    case = {"kind": "odeint", "problem": name, "t": list(map(float, t)), "jac": jac, "options": options, "y0": y0, "exact": exact, "message": info["message"], "ok": ok}
    if ok:
        case["y"] = y
        for key in ("nfe", "nje", "nst", "nqu", "mused"):
            case[key] = info[key]
        for key in ("hu", "tcur", "tsw"):
            case[key] = info[key]
        case["lenrw"], case["leniw"], case["imxer"] = info["lenrw"], info["leniw"], info["imxer"]
    cases.append(case)


line = np.linspace
# Not exact: where a change of the function by 1e-16 changes SciPy's own counts.
for name in ("decay", "oscillator", "lotka", "forced", "growth", "constant"):
    run_odeint(name, line(0, 4, 40))
    run_odeint(name, line(0, 20, 6), exact=name != "forced")
    run_odeint(name, line(5, -3, 9))
    run_odeint(name, [0, 1, 1, 1, 2])
    run_odeint(name, line(0, 10, 11), rtol=1e-4, atol=1e-4)
    run_odeint(name, line(0, 10, 11), rtol=1e-11, atol=1e-13, exact=False)
    run_odeint(name, line(0, 10, 4), hmax=0.3, h0=0.01)
    run_odeint(name, line(0, 10, 4), mxordn=3)
    run_odeint(name, line(0, 10, 6), tcrit=[3.5, 8.1])
    run_odeint(name, line(0, 10, 4), jac=True)
for name in ("vdp", "stiff2"):
    run_odeint(name, line(0, 100, 12), exact=name != "vdp")
    run_odeint(name, line(0, 100, 12), jac=True, exact=name != "vdp")
    run_odeint(name, line(0, 100, 5), mxords=2, mxstep=5000)
    run_odeint(name, line(0, 50, 5), rtol=1e-5, atol=1e-7, exact=name != "stiff2")
    run_odeint(name, line(0, 3, 5), ml=1, mu=1)
    run_odeint(name, line(0, 3, 5), ml=1, mu=0)
run_odeint("oscillator", line(0, 10, 4), rtol=[1e-6, 1e-4], atol=[1e-8, 1e-6])
run_odeint("lorenz", line(0, 2, 9))
run_odeint("robertson", [0, 0.4, 4, 40])
run_odeint("robertson", [0, 0.4, 4, 40, 400, 4000, 4e4, 4e5], exact=False)
run_odeint("brusselator", line(0, 5, 6), exact=False)
run_odeint("brusselator", line(0, 5, 6), exact=False, ml=2, mu=2)
run_odeint("decay", [1.0])
run_odeint("vdp", line(0, 300, 3), mxstep=20)
run_odeint("vdp", line(0, 100, 3), hmin=0.5)
run_odeint("decay", line(0, 1, 3), rtol=1e-20, atol=1e-30)
write(os.path.join(folder, "odeint.json"), cases, scipy=scipy.__version__)

cases = []


def event_y0(t, y):
    return y[0] - 0.3


def rising(t, y):
    return y[0]


rising.direction = 1


def falling(t, y):
    return y[0]


falling.direction = -1


def last(t, y):
    return y[0] + 0.5


last.terminal = True


def late(t, y):
    return t - 2.5


events = {"y0": event_y0, "rising": rising, "falling": falling, "last": last, "late": late}


def run_ivp(name, span, exact=True, jac=False, sparsity=False, event=None, sample=None, **options):
    f, start, jacobian = problems[name]
    given = dict(options)
    if jac:
        given["jac"] = jacobian
    if sparsity:
        n = len(start)
        given["jac_sparsity"] = np.array([[1 if abs(i - j) <= 2 else 0 for j in range(n)] for i in range(n)])
    if event:
        given["events"] = [events[e] for e in event]
    r = solve_ivp(f, span, start, dense_output=sample is not None, **given)
    case = {"kind": "solveIvp", "problem": name, "span": list(map(float, span)), "jac": jac, "sparsity": sparsity, "event": event, "exact": exact,
            "options": {k: (v if not callable(v) else None) for k, v in options.items()},
            "status": r.status, "message": r.message, "nfev": r.nfev, "njev": r.njev, "nlu": r.nlu}
    keep = exact and len(r.t) < 60
    if keep:
        case["t"] = r.t
        case["y"] = r.y
    else:
        case["steps"] = len(r.t)
        case["end"] = r.y[:, -1]
    if event:
        case["tEvents"] = r.t_events
        case["yEvents"] = r.y_events
    if sample is not None:
        case["sample"] = sample
        case["solution"] = r.sol(np.array(sample))
    cases.append(case)


for method in ("RK45", "RK23", "DOP853", "Radau", "BDF", "LSODA"):
    o = {"method": method}
    for name in ("decay", "oscillator", "lotka", "forced", "constant"):
        if name == "constant" and method == "Radau":
            continue  # the errors are nothing but rounding
        run_ivp(name, [0, 5], **o)
        run_ivp(name, [3, -1], **o, sample=[3.0, -1.0, 1.234, -0.5])
        run_ivp(name, [0, 5], **o, rtol=1e-6, atol=1e-9)
        run_ivp(name, [0, 5], **o, t_eval=[0, 0.5, 1.25, 3, 5])
        if method in ("Radau", "BDF", "LSODA"):
            run_ivp(name, [0, 5], **o, jac=True)
    run_ivp("oscillator", [0, 5], **o, max_step=0.2)
    run_ivp("oscillator", [0, 5], **o, first_step=0.01)
    run_ivp("oscillator", [0, 0], **o)
    run_ivp("oscillator", [4, 0], **o, t_eval=[4, 2, 1.9, 0.5])
    run_ivp("oscillator", [0, 20], **o, event=["y0", "rising", "falling"], rtol=1e-5)
    run_ivp("oscillator", [0, 20], **o, event=["y0", "last", "late"], rtol=1e-5, t_eval=[0, 1, 2, 3, 4.0])
    run_ivp("oscillator", [10, 0], **o, event=["y0", "last"], rtol=1e-5, sample=[9.9, 9.0])
    run_ivp("oscillator", [0, 3], **o, rtol=1e-5, atol=[1e-6, 1e-8])
    run_ivp("lotka", [0, 15], **o, sample=[0.0, 0.1, 7.7, 15.0, 14.99])
    run_ivp("lorenz", [0, 1.5], **o)
    if method in ("Radau", "BDF", "LSODA"):
        run_ivp("vdp", [0, 100], **o)
        run_ivp("vdp", [0, 100], **o, jac=True)
        run_ivp("stiff2", [0, 5], **o, sample=[0.001, 1.0, 4.5])
        run_ivp("stiff2", [0, 5], **o, jac=True, rtol=1e-6, atol=1e-8)
        run_ivp("robertson", [0, 1e4], **o, exact=False, rtol=1e-5, atol=1e-8)
        run_ivp("brusselator", [0, 2], **o, exact=False)
        if method != "LSODA":
            run_ivp("brusselator", [0, 2], **o, exact=False, sparsity=True)
        else:
            run_ivp("brusselator", [0, 2], **o, exact=False, lband=2, uband=2)
    else:
        run_ivp("stiff2", [0, 0.2], **o)
for method in ("RK45", "RK23", "DOP853"):
    r = solve_ivp(lambda t, y: [1j * y[0], -y[1] + 1j], [0, 4], [1 + 0j, 2 - 1j], method=method, dense_output=True)
    cases.append({"kind": "complex", "options": {"method": method}, "t": r.t, "y": r.y, "nfev": r.nfev, "solution": r.sol(np.array([0.3, 2.5]))})
write(os.path.join(folder, "solve-ivp.json"), cases, scipy=scipy.__version__)
