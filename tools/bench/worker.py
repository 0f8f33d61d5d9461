"""Runs Python statements for the benchmark: one JSON request a line on stdin, one JSON answer a line on stdout."""
import gc
import json
import sys
import time

answers = sys.stdout
sys.stdout = sys.stderr
scope = {}


def versions():
    found = {"python": sys.version.split()[0]}
    for name in ("numpy", "scipy", "hyperspy"):
        try:
            found[name] = __import__(name).__version__
        except ImportError:
            pass
    blas = set()
    try:
        import numpy  # loads the BLAS

        numpy.dot(numpy.ones((2, 2)), numpy.ones((2, 2)))
        with open("/proc/self/maps") as maps:
            blas = {line.split("/")[-1].strip() for line in maps if "blas" in line.lower()}
    except (ImportError, OSError):
        pass
    found["blas"] = ", ".join(sorted(blas)) or "not known"
    return found


def sample(code, seconds, repeat=1):
    """
    The times of one call, of the clock and of the processor: medians over a batch that takes about `seconds`. A first call of less than a second
    does not count: memory that this process has not used for a while comes back slowly.
    """
    times, works = [], []
    begun = time.perf_counter()
    warm = False
    while True:
        start, work = time.perf_counter(), time.process_time()
        exec(code, scope)
        now = time.perf_counter()
        if warm or now - start >= 1:
            works.append((time.process_time() - work) / repeat)
            times.append((now - start) / repeat)
        else:
            begun = now
        warm = True
        if times and now - begun >= seconds:
            break
    times.sort()
    works.sort()
    return {"seconds": times[len(times) // 2], "cpu": works[len(works) // 2]}


def batch(statement, repeat, seconds):
    """The same for statements of microseconds: `repeat` of them in one timed loop."""
    return sample(compile(f"for _ in range({repeat}):\n    {statement}", "<bench>", "exec"), seconds, repeat)


def status(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def taken(statement):
    """The most memory that one call takes beyond what this process holds already, in bytes; None where the system does not tell."""
    scope.pop("r", None)
    gc.collect()
    try:
        with open("/proc/self/clear_refs", "w") as marks:
            marks.write("5")
        held = status("VmRSS")
        exec(compile(statement, "<bench>", "exec"), scope)
        return max(0, status("VmHWM") - held)
    except OSError:
        return None


for line in sys.stdin:
    request = json.loads(line)
    try:
        if "versions" in request:
            answer = versions()
        elif "setup" in request:
            scope.clear()
            exec(request["setup"], scope)
            answer = {}
        elif "value" in request:
            answer = {"value": float(eval(request["value"], scope))}
        elif "memory" in request:
            answer = {"bytes": taken(request["memory"])}
        elif request.get("repeat", 1) > 1:
            answer = batch(request["run"], request["repeat"], request["budget"])
        else:
            answer = sample(compile(request["run"], "<bench>", "exec"), request["budget"])
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
