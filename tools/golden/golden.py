"""What the golden scripts of all packages share: `sys.path.insert(0, <this folder>)`, then `from golden import write`."""
import json
import os
import platform

import numpy as np


def plain(value):
    """A value as JSON: non-finite numbers and -0 as strings, complex as {re, im}, 64-bit integers as {big}."""
    if isinstance(value, np.ndarray):
        return {"dtype": value.dtype.name, "shape": list(value.shape), "data": [plain(x) for x in value.ravel()]}
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (np.int64, np.uint64)):
        return {"big": str(int(value))}
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (complex, np.complexfloating)):
        return {"re": plain(float(value.real)), "im": plain(float(value.imag))}
    if isinstance(value, (float, np.floating)):
        value = float(value)
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "Infinity" if value > 0 else "-Infinity"
        if value == 0 and np.signbit(value):
            return "-0"
        return value
    if isinstance(value, (list, tuple)):
        return [plain(x) for x in value]
    if isinstance(value, dict):
        return {key: plain(x) for key, x in value.items()}
    return value


def write(path, cases, **versions):
    """Writes cases, one on each line, with the versions of Python, NumPy and whatever else made them."""
    made = {"python": platform.python_version(), "numpy": np.__version__, **versions}
    lines = ",\n".join(json.dumps(plain(case)) for case in cases)
    with open(path, "w") as file:
        file.write('{\n"versions": %s,\n"cases": [\n%s\n]\n}\n' % (json.dumps(made), lines))
    print(os.path.basename(path), len(cases), "cases")
