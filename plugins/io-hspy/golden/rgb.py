"""Writes rgb.json: files of HyperSpy with pictures in colours, and their numbers. Run: /usr/bin/python3 rgb.py
With a folder that holds ours-NAME.hspy, says what HyperSpy reads from them: /usr/bin/python3 rgb.py FOLDER"""
import base64
import gzip
import json
import logging
import pathlib
import sys
import tempfile
import warnings

import numpy as np

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import hyperspy
import hyperspy.api as hs

here = pathlib.Path(__file__).parent


def picture(kind, shape):
    samples = 4 if "a" in kind else 3
    dtype = "u2" if kind.endswith("16") else "u1"
    count = int(np.prod(shape)) * samples
    s = hs.signals.Signal1D((np.arange(count) * 777).astype(dtype).reshape(*shape, samples))
    s.change_dtype(kind)
    x = s.axes_manager.signal_axes[0]
    x.name, x.scale, x.units = "x", 0.5, "nm"
    s.metadata.General.title = kind
    return s


cases = {"rgb8": (2, 4, 5), "rgba8": (3, 2), "rgb16": (4, 5), "rgba16": (2, 2, 3, 2)}


def numbers(s):
    fields = s.data.dtype.names
    return np.stack([s.data[name] for name in fields], axis=-1)


if len(sys.argv) > 1:
    wrong = 0
    for kind, shape in cases.items():
        found = hs.load(str(pathlib.Path(sys.argv[1]) / f"ours-{kind}.hspy"))
        expected = picture(kind, shape)
        x, y = found.axes_manager.signal_axes[0], expected.axes_manager.signal_axes[0]
        same = (
            found.data.dtype == expected.data.dtype
            and np.array_equal(found.data, expected.data)
            and str(found) == str(expected)
            and (x.name, x.scale, x.units) == (y.name, y.scale, y.units)
        )
        wrong += not same
        print(kind, found, found.data.dtype, "as written" if same else "WRONG")
    sys.exit(wrong)

stored = []
scratch = pathlib.Path(tempfile.mkdtemp())
for kind, shape in cases.items():
    s = picture(kind, shape)
    path = scratch / f"{kind}.hspy"
    s.save(str(path))
    a = numbers(s)
    stored.append({
        "name": kind,
        "text": str(s),
        "bytes": base64.b64encode(gzip.compress(path.read_bytes(), mtime=0)).decode(),
        "data": {"dtype": a.dtype.name, "shape": list(a.shape), "data": a.ravel().tolist()},
    })
versions = {"python": sys.version.split()[0], "numpy": np.__version__, "hyperspy": hyperspy.__version__}
(here / "rgb.json").write_text(json.dumps({"versions": versions, "cases": stored}, indent=1) + "\n")
