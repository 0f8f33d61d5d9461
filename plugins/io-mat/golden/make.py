"""Writes golden/files.json: MATLAB files of SciPy and h5py as base64, with what is in them.

Run from anywhere:  python3 golden/make.py
"""
import base64
import io
import os
import sys
import warnings

import h5py
import numpy as np
import scipy
import scipy.io
import scipy.sparse

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "tools", "golden"))
from golden import write  # noqa: E402

warnings.simplefilter("ignore")
random = np.random.RandomState(5)
cases = []


def described(value):
    """What stands in a file, as golden.test.ts compares it."""
    if isinstance(value, scipy.io.matlab.MatlabFunction):
        return {"kind": "opaque"}
    if scipy.sparse.issparse(value):
        value = value.tocsc()
        value.sort_indices()
        return {"kind": "sparse", "shape": list(value.shape), "rows": value.indices.tolist(), "columns": value.indptr.tolist(), "values": value.data}
    if value.dtype.kind in "US":
        texts = [str(one) for one in value.ravel()]
        return {"kind": "text", "texts": texts}
    if value.dtype.names is not None or (value.dtype.kind == "O" and value.size == 1 and value.ravel()[0] is None):
        fields = list(value.dtype.names or [])
        return {"kind": "struct", "shape": list(value.shape), "fields": fields, "elements": [[described(one[name]) for name in fields] for one in value.ravel()]}
    if value.dtype.kind == "O":
        return {"kind": "cell", "shape": list(value.shape), "elements": [described(one) for one in value.ravel()]}
    return np.ascontiguousarray(value.astype(value.dtype.newbyteorder("=")))


def add(name, variables, **options):
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, variables, **options)
    read = {key: described(value) for key, value in scipy.io.loadmat(buffer, chars_as_strings=True).items() if not key.startswith("__")}
    buffer.seek(0)
    who = [[key, list(shape), kind] for key, shape, kind in scipy.io.whosmat(buffer)]
    cases.append({"name": name, "bytes": base64.b64encode(buffer.getvalue()).decode(), "options": options, "values": read, "whos": who})


def numbers(shape, dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == "c":
        return (random.standard_normal(shape) + 1j * random.standard_normal(shape)).astype(dtype)
    if dtype.kind == "f":
        return random.standard_normal(shape).astype(dtype)
    if dtype.kind == "b":
        return random.standard_normal(shape) > 0
    info = np.iinfo(dtype)
    return random.randint(max(info.min, -(2**62)), min(info.max, 2**62), shape).astype(dtype)


real = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"]
for dtype in real + ["c8", "c16"]:
    for shape in [(), (1,), (5,), (3, 4), (2, 3, 4), (0, 3), (1, 1)]:
        add(f"{dtype} {shape}", {"a": numbers(shape, dtype)})
    add(f"{dtype} compressed", {"a": numbers((4, 5), dtype), "b": numbers((3,), dtype)}, do_compression=True)
    add(f"{dtype} column", {"a": numbers((4,), dtype)}, oned_as="column")
    add(f"{dtype} transposed", {"a": numbers((4, 3), dtype).T})
    if dtype not in ("?",):
        for shape in [(), (5,), (3, 4), (1, 1)]:
            add(f"level 4 {dtype} {shape}", {"a": numbers(shape, dtype)}, format="4")
add("big endian", {"a": numbers((2, 3), "f8").astype(">f8"), "b": numbers((2, 3), "i4").astype(">i4")})
add("special numbers", {"a": np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324])})
add("5 axes", {"a": numbers((2, 1, 3, 1, 2), "f8")})
add("trailing axes", {"a": numbers((2, 3, 1, 1), "i2")})
add("several", {"x": 1.5, "y": np.arange(3), "name": "text", "flag": True, "a_long_name_with_more_than_thirty_one_letters": 2})

texts = ["abc", "a", "", "it's", "äöü", "Ω≈ç√", "日本語", "𝄞 clef", "tab\tand\nline", "a" * 300, "   "]
for i, text in enumerate(texts):
    add(f"text {i}", {"a": text})
add("texts compressed", {f"t{i}": text for i, text in enumerate(texts)}, do_compression=True)
add("text level 4", {"a": "abc", "b": "with blanks  "}, format="4")
add("texts level 4", {"a": np.array(["abc", "de", ""])}, format="4")
add("rows of text", {"a": np.array(["abc", "de", "f"]), "b": np.array(["Ω", "xyz"]), "c": np.array(["one"])})
add("matrix of texts", {"a": np.array([["a", "bb"], ["c", "dd"], ["e", "ff"]])})


def cell(*shape):
    made = np.empty(shape, dtype=object)
    return made


one = cell(3)
one[:] = ["text", np.arange(3.0), 7]
add("cell", {"a": one})
add("cell column", {"a": one}, oned_as="column")
two = cell(2, 3)
for k in range(6):
    two.ravel()[k] = np.arange(k + 1, dtype="i2")
add("cell matrix", {"a": two})
deep = cell(2)
inner = cell(1, 2)
inner[0, 0], inner[0, 1] = "deep", np.array([[1 + 2j]])
deep[0], deep[1] = inner, cell(0, 0)
add("cell in cell", {"a": deep}, do_compression=True)
three = cell(2, 2, 2)
for k in range(8):
    three.ravel()[k] = float(k)
add("cell of three axes", {"a": three})

add("struct", {"s": {"x": np.arange(6).reshape(2, 3), "name": "abc", "z": 1 + 2j, "c": one, "nested": {"flag": np.array([True, False]), "e": np.zeros((0, 0))}}})
add("struct compressed", {"s": {"x": 1.0, "t": {"u": {"v": {"w": "deep"}}}}}, do_compression=True)
add("struct without fields", {"s": {}})
many = np.zeros((2, 3), dtype=[("x", object), ("name", object)])
for k in range(6):
    many.ravel()[k]["x"] = np.arange(k)
    many.ravel()[k]["name"] = "n" * k
add("array of structs", {"s": many})
row = np.zeros(2, dtype=[("a", "f8"), ("b", "i4")])
row["a"], row["b"] = [1.5, 2.5], [3, 4]
add("row of structs", {"s": row})
add("no structs", {"s": np.zeros((0, 0), dtype=[("a", object)])})
add("long fields", {"s": {"f" * 60: 1, "short": 2}}, long_field_names=True)

for dtype in ["f8", "?", "c16"]:
    dense = numbers((4, 5), dtype) * (random.uniform(size=(4, 5)) < 0.4)
    add(f"sparse {dtype}", {"a": scipy.sparse.csc_matrix(dense)})
    add(f"sparse {dtype} compressed", {"a": scipy.sparse.csr_matrix(dense)}, do_compression=True)
    if dtype != "?":
        add(f"sparse {dtype} level 4", {"a": scipy.sparse.csc_matrix(dense)}, format="4")
add("sparse without values", {"a": scipy.sparse.csc_matrix((3, 4))})
add("sparse of one column", {"a": scipy.sparse.csc_matrix(np.array([[0.0], [2.0], [0.0]]))})


# Files of version 7.3 in MATLAB's layout, made with h5py: SciPy cannot write them.
class Hdf5:
    def __init__(self, file):
        self.file = file
        self.count = 0

    def reference(self, value):
        group = self.file.require_group("#refs#")
        self.count += 1
        name = f"r{self.count}"
        self.put(group, name, value)
        return group[name].ref

    def references(self, values):
        made = np.empty(values.shape, dtype=h5py.ref_dtype)
        for at in np.ndindex(*values.shape):
            made[at] = self.reference(values[at])
        return made.T

    def fields(self, item, names):
        made = np.empty(len(names), dtype=object)
        for i, name in enumerate(names):
            made[i] = np.array(list(name), dtype="S1")
        item.attrs.create("MATLAB_fields", made, dtype=h5py.vlen_dtype(np.dtype("S1")))

    def put(self, group, name, value):
        if isinstance(value, dict):
            made = group.create_group(name)
            made.attrs["MATLAB_class"] = np.bytes_("struct")
            self.fields(made, list(value))
            for key, one in value.items():
                self.put(made, key, one)
            return
        if scipy.sparse.issparse(value):
            made = group.create_group(name)
            value = value.tocsc()
            made.attrs["MATLAB_class"] = np.bytes_("logical" if value.dtype == bool else "double")
            made.attrs["MATLAB_sparse"] = np.uint64(value.shape[0])
            made["jc"] = value.indptr.astype("u8")
            if value.nnz > 0:
                made["ir"] = value.indices.astype("u8")
                made["data"] = value.data.astype("u1") if value.dtype == bool else value.data
            return
        if isinstance(value, str):
            value = np.array([[value]]) if value == "" else np.array([list(value)])
        value = np.zeros((0, 0), value.dtype) if np.shape(value) == (0,) else np.atleast_2d(value)
        names = {"b": "logical", "U": "char", "O": "cell", "V": "struct"}
        kinds = {"float64": "double", "float32": "single", "complex128": "double", "complex64": "single"}
        className = names.get(value.dtype.kind, kinds.get(value.dtype.name, value.dtype.name))
        if value.dtype.names is not None and value.size > 0:
            made = group.create_group(name)
            made.attrs["MATLAB_class"] = np.bytes_("struct")
            self.fields(made, value.dtype.names)
            for key in value.dtype.names:
                made.create_dataset(key, data=self.references(value[key]), dtype=h5py.ref_dtype)
            return
        if value.size == 0 or (className == "char" and value[0, 0] == ""):
            shape = (0, 0) if className == "char" else value.shape
            made = group.create_dataset(name, data=np.array(shape, dtype="u8"))
            made.attrs["MATLAB_empty"] = np.uint8(1)
            if value.dtype.names is not None:
                self.fields(made, value.dtype.names)
        elif className == "cell":
            made = group.create_dataset(name, data=self.references(value), dtype=h5py.ref_dtype)
        elif className == "char":
            units = [[ord(one) for one in line] for line in value]
            made = group.create_dataset(name, data=np.array(units, dtype="u2").T)
            made.attrs["MATLAB_int_decode"] = np.int32(2)
        elif className == "logical":
            made = group.create_dataset(name, data=value.T.astype("u1"))
            made.attrs["MATLAB_int_decode"] = np.int32(1)
        elif value.dtype.kind == "c":
            part = "f8" if value.dtype.name == "complex128" else "f4"
            both = np.empty(value.T.shape, dtype=[("real", part), ("imag", part)])
            both["real"], both["imag"] = value.T.real, value.T.imag
            made = group.create_dataset(name, data=both)
        else:
            big = value.size > 1000
            made = group.create_dataset(name, data=value.T, **({"compression": "gzip", "chunks": True} if big else {}))
        made.attrs["MATLAB_class"] = np.bytes_(className)


def add73(name, variables, expected=None, prepare=None):
    path = os.path.join("/tmp", "golden73.mat")
    with h5py.File(path, "w", userblock_size=512) as file:
        writer = Hdf5(file)
        for key, value in variables.items():
            writer.put(file, key, value)
        if prepare is not None:
            prepare(file)
    with open(path, "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64 HDF5 schema 1.00 .".ljust(116) + b"\0" * 8 + b"\x00\x02IM")
    with open(path, "rb") as file:
        data = file.read()
    os.remove(path)
    # What SciPy reads of the same variables in a file of level 5.
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, variables)
    read = {key: described(value) for key, value in scipy.io.loadmat(buffer).items() if not key.startswith("__")}
    buffer.seek(0)
    who = [[key, list(shape), kind] for key, shape, kind in scipy.io.whosmat(buffer)]
    if expected is not None:
        read.update(expected)
        who = None
    cases.append({"name": f"7.3 {name}", "bytes": base64.b64encode(data).decode(), "options": None, "values": read, "whos": who})


add73("numbers", {f"a_{dtype.strip('?') or 'b1'}": numbers((2, 3), dtype) for dtype in real + ["c8", "c16"]})
add73("three axes", {"a": numbers((2, 3, 4), "f8"), "z": numbers((2, 3, 2), "c16")})
add73("packed", {"a": np.arange(3000.0).reshape(50, 60)})
add73("empty", {"a": np.zeros((0, 3)), "b": np.zeros((0, 0), dtype="i2"), "t": "", "c": cell(0, 0), "f": np.zeros((2, 0), dtype=bool)})
add73("texts", {"a": "abc", "b": "Ω≈ç√", "c": "日本語"})
add73("cells", {"a": one.reshape(1, 3), "b": two, "c": deep.reshape(1, 2)})
add73("structs", {"s": {"z": 1.5, "name": "abc", "a": np.arange(3.0), "nested": {"y": 2.0, "c": one.reshape(1, 3)}}})
add73("arrays of structs", {"s": many, "none": np.zeros((0, 0), dtype=[("a", object)])})
add73("sparse", {"a": scipy.sparse.csc_matrix(numbers((4, 5), "f8") * (random.uniform(size=(4, 5)) < 0.4)), "none": scipy.sparse.csc_matrix((3, 4))})


def others(file):
    both = np.empty((3, 2), dtype=[("real", "i2"), ("imag", "i2")])
    both["real"], both["imag"] = np.arange(6).reshape(3, 2), -np.arange(6).reshape(3, 2)
    file["ints"] = both
    file["ints"].attrs["MATLAB_class"] = np.bytes_("int16")
    file["plain"] = np.arange(3.0)
    file["number"] = 5.0
    handle = file.create_group("handle")
    handle.attrs["MATLAB_class"] = np.bytes_("function_handle")
    file["object"] = np.arange(6, dtype="u4").reshape(1, 6)
    file["object"].attrs["MATLAB_class"] = np.bytes_("table")
    file["object"].attrs["MATLAB_object_decode"] = np.int32(3)


add73(
    "other things",
    {"a": 1.0},
    {
        "ints": np.arange(6).reshape(3, 2).T * (1 - 1j),
        "plain": np.array([[0.0, 1.0, 2.0]]),
        "number": np.array([[5.0]]),
        "handle": {"kind": "opaque"},
        "object": {"kind": "opaque"},
    },
    others,
)


def cycle(file):
    made = file.create_dataset("loop", (1, 2), dtype=h5py.ref_dtype)
    made.attrs["MATLAB_class"] = np.bytes_("cell")
    made[0, 0] = made.ref
    made[0, 1] = made.ref


add73("a cell that contains itself", {"a": 1.0}, {"loop": "BAD_FILE"}, cycle)


def strings(file):
    file["texts"] = np.array([b"one", b"two"])


add73("texts of HDF5", {"a": 1.0}, {"texts": "UNSUPPORTED"}, strings)

write(os.path.join(here, "files.json"), cases, scipy=scipy.__version__, h5py=h5py.__version__)
