"""Reads the files that golden/write.mjs wrote with astropy and compares them with what stands beside them as JSON.

    node golden/write.mjs DIR && python3 golden/check.py DIR
"""
import glob
import json
import os
import sys
import warnings

import numpy as np
from astropy.io import fits

folder = sys.argv[1]
wrong = 0
files = sorted(glob.glob(os.path.join(folder, "*.json")))
for path in files:
    with open(path) as file:
        expected = json.load(file)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with fits.open(path[:-5]) as hdus:
                hdus.verify("exception")
                for hdu, want in zip(hdus, expected["hdus"], strict=True):
                    for keyword, value in want.get("header", {}).items():
                        assert hdu.header[keyword] == value, (keyword, hdu.header[keyword], value)
                    if want.get("data") is not None:
                        data = np.array([float(v) if isinstance(v, str) else v for v in want["data"]]).reshape(want["shape"])
                        assert hdu.data.dtype.newbyteorder("=").name == want["dtype"], hdu.data.dtype
                        np.testing.assert_array_equal(hdu.data.astype("f8"), data)
                    for name, values in want.get("columns", {}).items():
                        got = [list(map(float, v)) if isinstance(v, np.ndarray) else v for v in hdu.data[name].tolist()] if hdu.data[name].dtype == object else hdu.data[name].tolist()
                        assert got == values, (name, got, values)
        except Exception as error:  # noqa: BLE001
            wrong += 1
            print(os.path.basename(path), type(error).__name__, error)
print(len(files), "files,", wrong, "wrong")
sys.exit(wrong > 0)
