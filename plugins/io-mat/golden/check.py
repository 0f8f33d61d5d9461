"""Reads the files that golden/write.mjs wrote with SciPy and compares them with what stands beside them as JSON.

    node golden/write.mjs DIR && python3 golden/check.py DIR
"""
import glob
import json
import os
import sys

import numpy as np
import scipy.io


def number(value):
    if isinstance(value, dict):
        return int(value["big"]) if "big" in value else complex(float(value["re"]), float(value["im"]))
    return float(value) if isinstance(value, str) else value


def compare(got, want, where):
    if isinstance(want, str):
        assert [str(one) for one in got] == ([want] if want else []), (where, got)
    elif isinstance(want, list) and all(isinstance(one, str) for one in want):
        assert [str(one).rstrip() for one in got] == want, (where, got)
    elif isinstance(want, list):
        assert got.dtype == object and got.shape == (1, len(want)), (where, got)
        for i, one in enumerate(want):
            compare(got[0, i], one, f"{where}[{i}]")
    elif "dtype" in want:
        values = np.array([number(one) for one in want["data"]], dtype=want["dtype"]).reshape(want["shape"])
        if values.ndim < 2:
            values = values.reshape(1, -1)
        assert got.dtype.name == want["dtype"].replace("bool", "uint8"), (where, got.dtype)
        np.testing.assert_array_equal(got, values)
        np.testing.assert_array_equal(np.signbit(got.real), np.signbit(values.real)) if values.dtype.kind in "fc" else None
    else:
        assert got.shape == (1, 1) and list(got.dtype.names) == list(want), (where, got)
        for key, one in want.items():
            compare(got[0, 0][key], one, f"{where}.{key}")


folder = sys.argv[1]
files = sorted(glob.glob(os.path.join(folder, "*.json")))
wrong = 0
for path in files:
    with open(path) as file:
        wanted = json.load(file)
    try:
        read = scipy.io.loadmat(path[:-5])
        assert sorted(key for key in read if not key.startswith("__")) == sorted(wanted)
        for key, want in wanted.items():
            compare(read[key], want, key)
    except Exception as error:  # noqa: BLE001
        wrong += 1
        print(os.path.basename(path), type(error).__name__, error)
print(len(files), "files,", wrong, "wrong")
sys.exit(wrong > 0)
