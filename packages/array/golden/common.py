"""What the golden scripts of this package share. Run them with the Python whose versions stand in the JSON files."""
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


def write(name, cases, **more):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    document = {"versions": {"python": platform.python_version(), "numpy": np.__version__}, **more, "cases": cases}
    with open(path, "w") as file:
        file.write("{\n" + ",\n".join(
            f"{json.dumps(key)}: " + ("[\n" + ",\n".join(json.dumps(plain(c)) for c in value) + "\n]" if key == "cases" else json.dumps(value))
            for key, value in document.items()) + "\n}\n")
    print(name, len(cases), "cases")
