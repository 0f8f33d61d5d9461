"""Writes arrays.json: npy and npz files as NumPy writes them, with what they hold. Run: /usr/bin/python3 make.py"""
import base64
import io
import json
import pathlib
import sys
import warnings
import zipfile

import numpy as np
from numpy.lib import format as npy

warnings.simplefilter("ignore")
here = pathlib.Path(__file__).parent


def number(value):
    if isinstance(value, complex):
        return [number(value.real), number(value.imag)]
    if isinstance(value, float):
        return value if np.isfinite(value) and not (value == 0 and np.signbit(value)) else str(value)
    if isinstance(value, bool):
        return value
    return str(value) if abs(value) > 2**53 else value


def values(a):
    return [number(v) for v in a.ravel().tolist()]


def saved(a, version=None):
    out = io.BytesIO()
    npy.write_array(out, a, version=version)
    return base64.b64encode(out.getvalue()).decode()


arrays = []


def add(name, a, version=None, dtype=None):
    arrays.append(
        {
            "name": name,
            "dtype": dtype or a.dtype.newbyteorder("=").name,
            "shape": list(a.shape),
            "version": (version or (1, 0))[0],
            "fortranOrder": bool(a.flags.f_contiguous and not a.flags.c_contiguous),
            "byteOrder": "big" if a.dtype.str[0] == ">" else "little",
            "values": values(a),
            "npy": saved(a, version),
        }
    )


plain = [0, 1, 2, 100, 7, 3]
ends = {
    "?": [True, False, True, True, False, False],
    "i1": [-128, 127, *plain[2:]], "u1": [0, 255, *plain[2:]],
    "i2": [-(2**15), 2**15 - 1, *plain[2:]], "u2": [0, 2**16 - 1, *plain[2:]],
    "i4": [-(2**31), 2**31 - 1, *plain[2:]], "u4": [0, 2**32 - 1, *plain[2:]],
    "i8": [-(2**63), 2**63 - 1, *plain[2:]], "u8": [0, 2**64 - 1, *plain[2:]],
    "f2": [0.1, -65504, 6e-8, np.inf, -0.0, 3], "f4": [0.1, -3.4e38, 1e-45, np.inf, np.nan, -0.0],
    "f8": [0.1, -1.7e308, 5e-324, -np.inf, np.nan, -0.0],
    "c8": [0.1 + 2j, -1j, 3, complex(np.inf, 1), 5, 6 - 0.5j], "c16": [0.1 + 2j, -1j, 3, complex(1, np.nan), 5, 6 - 0.5j],
}
for code, list_ in ends.items():
    for order in "<>":
        if code in ("?", "i1", "u1") and order == ">":
            continue
        a = np.array(list_).astype(order + code if code != "?" else "?").reshape(2, 3)
        dtype = "float32" if code == "f2" else None
        add(f"{a.dtype.str} C", a, dtype=dtype)
        add(f"{a.dtype.str} Fortran", np.asfortranarray(a), dtype=dtype)

f8 = np.arange(24.0)
add("0-d", np.array(1.5))
add("0-d int64", np.array(-5))
add("one", f8[:1])
add("1-d", f8[:5])
add("3-d", f8.reshape(2, 3, 4))
add("3-d Fortran", np.asfortranarray(f8.reshape(2, 3, 4)))
add("4-d with sizes of 1", f8.reshape(1, 2, 12, 1))
add("8-d", np.arange(256, dtype="u1").reshape((2,) * 8))
add("empty", np.zeros((0,)))
add("empty 3-d", np.zeros((2, 0, 3), "i2"))
add("transposed view", f8.reshape(2, 12).T)
add("view that is in no order", f8.reshape(2, 3, 4).transpose(1, 0, 2))
add("every second", f8[::2])
add("reversed", f8[::-1].reshape(4, 6))
add("version 2", f8.reshape(4, 6), (2, 0))
add("version 3", f8.reshape(4, 6), (3, 0))
add("12345 elements", np.zeros(12345, "u1")[:0].reshape(0, 12345))

refused = []


def refuse(name, a, code="UNSUPPORTED"):
    out = io.BytesIO()
    npy.write_array(out, a, allow_pickle=True)
    refused.append({"name": name, "code": code, "npy": base64.b64encode(out.getvalue()).decode()})


refuse("objects", np.array([{"a": 1}, None], dtype=object))
refuse("fields", np.zeros(2, dtype=[("x", "<f8"), ("y", "<i4", (2,))]))
refuse("nested fields", np.zeros(2, dtype=[("x", [("a", "u1"), ("b", "<f4")])]))
refuse("unicode field", np.zeros(1, dtype=[("\u00e9\u4e2d", "<f8")]))
refuse("texts", np.array(["abc", "d"]))
refuse("byte strings", np.array([b"abc", b"d"]))
refuse("dates", np.array(["2020-01-01"], dtype="M8[D]"))
refuse("time spans", np.array([5], dtype="m8[ns]"))
refuse("void", np.zeros(2, "V3"))
refuse("long double", np.zeros(2, np.longdouble))
refuse("long complex", np.zeros(2, np.clongdouble))

archives = []


def archive(name, compress, **members):
    out = io.BytesIO()
    (np.savez_compressed if compress else np.savez)(out, **members)
    archives.append(
        {
            "name": name,
            "compress": compress,
            "npz": base64.b64encode(out.getvalue()).decode(),
            "arrays": [
                {"name": key, "dtype": a.dtype.name, "shape": list(a.shape), "values": values(a)} for key, a in members.items()
            ],
        }
    )


small = {"a": f8[:3], "b": np.eye(2, dtype="i4"), "f": np.asfortranarray(f8[:6].reshape(2, 3))}
archive("stored", False, **small)
archive("deflated", True, **small)
archive("one", False, arr_0=np.array(3.5))
archive("none", False)
archive("hostile names", False, **{"../x": f8[:1], "__proto__": f8[:2], "C:\\y": f8[:3], "": f8[:4], "\u00e9\u4e2d": f8[:5]})
archive("deflated ramp", True, ramp=np.arange(500, dtype="u2") % 251, zeros=np.zeros((50, 50), "i2"))


def descriptor(name):
    """An archive that was written to a pipe: sizes stand behind the members."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.bytes = b""

        def writable(self):
            return True

        def write(self, chunk):
            self.bytes += bytes(chunk)
            return len(chunk)

    pipe = Pipe()
    member = io.BytesIO()
    np.save(member, f8[:3])
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a.npy", member.getvalue())
        z.writestr("readme.txt", "not an array")
    archives.append(
        {
            "name": name,
            "compress": None,
            "npz": base64.b64encode(pipe.bytes).decode(),
            "arrays": [{"name": "a", "dtype": "float64", "shape": [3], "values": values(f8[:3])}],
        }
    )


descriptor("from a pipe, with another file")

(here / "arrays.json").write_text(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "python": sys.version.split()[0]},
            "arrays": arrays,
            "refused": refused,
            "archives": archives,
        },
        separators=(",", ":"),
        ensure_ascii=True,
    ).replace('{"name"', '\n{"name"')
    + "\n"
)
