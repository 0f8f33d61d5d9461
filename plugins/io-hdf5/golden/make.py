"""Writes golden/file.json: an HDF5 file of h5py as base64, with what is in it.

Run from anywhere:  python3 golden/make.py
"""
import base64
import os
import sys

import h5py
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "tools", "golden"))
from golden import write  # noqa: E402

path = "/tmp/golden.h5"
arrays = {}
random = np.random.RandomState(2)
with h5py.File(path, "w", userblock_size=1024) as file:
    for dtype in ["?", "i1", "u1", "i2", "u2", ">i4", "u4", "i8", "u8", "f4", ">f8", "c8", "c16"]:
        a = (random.uniform(size=(3, 4)) * 100).astype(dtype)
        name = a.dtype.newbyteorder("=").name
        file[f"numbers/{name}"] = a
        arrays[f"numbers/{name}"] = a.astype(a.dtype.newbyteorder("="))
    file["half"] = np.array([0.5, 65504, np.inf, -0.0, 6e-8], dtype="f2")
    arrays["half"] = file["half"][()].astype("f4")
    file["number"] = 5.5
    arrays["number"] = np.array(5.5)
    file["empty"] = np.zeros((0, 3))
    arrays["empty"] = np.zeros((0, 3))
    file.create_dataset("packed", data=np.arange(600, dtype="i4").reshape(20, 30), chunks=(7, 9), compression="gzip", shuffle=True)
    arrays["packed"] = file["packed"][()]
    real = np.zeros((2, 2), dtype=[("real", "f8"), ("imag", "f8")])
    real["real"], real["imag"] = [[1, 2], [3, 4]], [[5, 6], [7, 8]]
    file["matlab"] = real
    arrays["matlab"] = real["real"] + 1j * real["imag"]
    file["texts"] = np.array([b"one", b"three"])
    file["vlen"] = "a text"
    file["points"] = np.array([(1, 2.5), (3, 4.5)], dtype=[("n", "i4"), ("x", "f8")])
    references = file.create_dataset("references", (3,), dtype=h5py.ref_dtype)
    references[0], references[1] = file["numbers/int8"].ref, file["packed"].ref
    file["packed"].attrs["scale"] = np.array([0.5, 2])
    words = np.empty(2, dtype=object)
    words[0], words[1] = np.array(list("first"), "S1"), np.array(list("second"), "S1")
    file["packed"].attrs.create("fields", words, dtype=h5py.vlen_dtype(np.dtype("S1")))
    file["packed"].attrs["name"] = "text"
    file["link"] = h5py.ExternalLink("/etc/passwd", "/")
with open(path, "rb") as file:
    data = file.read()
os.remove(path)
write(os.path.join(here, "file.json"), [{"bytes": base64.b64encode(data).decode(), "arrays": arrays}], h5py=h5py.__version__)
