"""Writes files/*.gz with HyperSpy, and facts.json with what HyperSpy reads from them. Run: /usr/bin/python3 make.py"""
import gzip
import json
import logging
import pathlib
import sys
import tempfile
import warnings

import h5py
import numpy as np

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import hyperspy
import hyperspy.api as hs

from hyperspy.io_plugins.hspy import get_signal_chunks

from facts import facts_of

here = pathlib.Path(__file__).parent
files = here / "files"
files.mkdir(exist_ok=True)
for path in files.iterdir():
    path.unlink()
scratch = pathlib.Path(tempfile.mkdtemp())


def slim(group):
    """Leaves out what is the same in every file and makes them large."""
    for name in ("learning_results", "metadata/General/FileIO", "metadata/_HyperSpy"):
        if name in group:
            del group[name]


def join(target, signals, keep=False, **options):
    """Saves signals one by one and copies their groups into one file."""
    with h5py.File(files / target, "w", **options) as out:
        for i, signal in enumerate(signals):
            path = scratch / f"{i}.hspy"
            signal.save(path, overwrite=True)
            with h5py.File(path) as one:
                if i == 0:
                    out.attrs.update(one.attrs)
                    out.create_group("Experiments")
                for name, group in one["Experiments"].items():
                    out["Experiments"].create_group(name)
                    del out["Experiments"][name]
                    one.copy(group, out["Experiments"], name)
                    if not keep:
                        slim(out["Experiments"][name])


def titled(signal, title):
    signal.metadata.General.title = title
    return signal


ends = {
    "bool": [True, False, True],
    "int8": [-128, 127, 0], "uint8": [0, 255, 1],
    "int16": [-(2**15), 2**15 - 1, 5], "uint16": [0, 2**16 - 1, 5],
    "int32": [-(2**31), 2**31 - 1, 5], "uint32": [0, 2**32 - 1, 5],
    "int64": [-(2**63), 2**63 - 1, 5], "uint64": [0, 2**64 - 1, 5],
    "float16": [0.1, -65504, 6e-8], "float32": [0.1, -3.4e38, np.nan], "float64": [0.1, -1.7e308, np.inf],
    "complex64": [0.1 + 2j, -1.5j, 3], "complex128": [0.1 + 2j, complex(0, np.nan), 3],
    ">u2": [1, 2, 515], ">i4": [1, -2, 515], ">f8": [1.5, -2.25, 1e100], ">c16": [1 + 2j, 3.5, -1j], ">f4": [1, 2, 3.5],
}
join(
    "dtypes.hspy",
    [titled(hs.signals.BaseSignal(np.array(v, dtype=t)), t.replace(">", "big ")) for t, v in ends.items()],
)


def ramp(*shape):
    return np.arange(np.prod(shape), dtype="f4").reshape(shape)


def calibrated(signal, title):
    for i, axis in enumerate(signal.axes_manager._axes):
        axis.name = "abcdef"[i]
        axis.scale = 0.5 + i
        axis.offset = -i
        axis.units = ["nm", "eV", "µm", "1 / nm", "Å", "s"][i]
    return titled(signal, title)


join(
    "navigation.hspy",
    [
        calibrated(hs.signals.Signal1D(ramp(5)), "0 of 1"),
        calibrated(hs.signals.Signal1D(ramp(2, 5)), "1 of 2"),
        calibrated(hs.signals.Signal2D(ramp(2, 3, 4)), "1 of 3"),
        calibrated(hs.signals.Signal2D(ramp(2, 3, 4, 5)), "2 of 4"),
        calibrated(hs.signals.Signal1D(ramp(2, 3, 2, 5)), "3 of 4"),
        calibrated(hs.signals.Signal2D(ramp(2, 1, 3, 2, 2, 3)), "4 of 6"),
        calibrated(hs.signals.BaseSignal(ramp(2, 3)).T, "2 of 2"),
        titled(hs.signals.BaseSignal(ramp(2, 3, 2)), "0 of 3"),
        titled(hs.signals.Signal1D(ramp(2, 3, 4)).transpose(signal_axes=(0, 2)), "1 of 3, first axis is a signal axis"),
    ],
)

energy = np.array([400.0, 401.5, 404, 410])
data_axis = {"axis": energy, "name": "E", "units": "eV", "navigate": False}
functional = {
    "expression": "a / (x + b)", "a": 1240.0, "b": 2.0, "name": "Wavelength", "units": "nm", "navigate": False, "size": 4,
}
functional_x = {
    "expression": "1e3 * x ** 2", "x": {"size": 4, "scale": 0.5, "offset": 1.0}, "navigate": False,
}
binned = hs.signals.Signal1D(ramp(2, 4))
binned.axes_manager[-1].is_binned = True
join(
    "axes.hspy",
    [
        titled(hs.signals.Signal1D(ramp(2, 4), axes=[{"size": 2, "navigate": True}, data_axis]), "data axis"),
        titled(hs.signals.Signal1D(ramp(4), axes=[functional]), "functional axis"),
        titled(hs.signals.Signal1D(ramp(4), axes=[functional_x]), "functional axis of x"),
        titled(binned, "binned"),
        titled(hs.signals.Signal1D(ramp(4), axes=[{"size": 4, "name": "", "units": "", "scale": -0.25, "offset": 1e-9}]), "empty names"),
        titled(hs.signals.Signal1D(ramp(4), axes=[{"size": 4, "name": "Größe 大きさ", "units": "µm"}]), "Tïtle 電子 / \U0001f52c"),
        hs.signals.Signal1D(ramp(4)),
    ],
)

eels = hs.signals.EELSSpectrum(np.round(1000 * np.random.default_rng(1).random((2, 3, 6))).astype("u4"))
titled(eels, "Core loss")
eels.set_microscope_parameters(beam_energy=200.0, convergence_angle=21.5, collection_angle=12)
eels.add_elements(["C", "O"])
eels.metadata.Signal.signal_origin = "experimental"
join("eels.hspy", [eels], keep=True)

meta = hs.signals.Signal1D(ramp(3))
titled(meta, "metadata")
everything = {
    "flag": True, "off": False, "none": None, "whole": 5, "negative": -7, "large": 2**40, "larger": 2**62, "fraction": 2.5,
    "tiny": 5e-324, "infinite": float("inf"), "text": "plain", "unicode": "Grüße 電子", "empty text": "", "long text": "é" * 5000,
    "list": [1, 2, 3], "fractions": [0.5, 1.5], "texts": ["a", "bé", ""], "flags": [True, False], "empty list": [],
    "nested list": [[1, 2], [3, 4]], "ragged list": [[1], [2, 3]], "mixed": [1, "a", None, 2.5, [1.5, "b"], True],
    "tuple": (1, 2), "text tuple": ("a", "b"), "empty tuple": (), "bytes": b"a\x00b", "complex": 1 + 2j,
    "f4 scalar": np.float32(0.1), "u1 scalar": np.uint8(200), "array": np.arange(3, dtype="f4"), "matrix": np.arange(4).reshape(2, 2),
    "bools": np.array([True, False]), "array of texts": np.array(["ab", "c"]), "dots.in.key": 1,
    "twelve": [[i, str(i)] for i in range(12)],
}
meta.metadata.add_dictionary({"Everything": everything, "Deep": {"a": {"b": {"c": {"d": 1}}}}})
meta.metadata.set_item("Signal.Noise_properties.variance", titled(hs.signals.Signal1D(np.arange(3.0)), "inner"))
meta.original_metadata.add_dictionary({"Tags": {"ImageList": {"0": {"Name": "x", "Value": 3}}}, "constructor": 1, "__proto__": {"polluted": True}})
join("metadata.hspy", [meta])

join("latest.hspy", [titled(hs.signals.Signal1D(ramp(2, 5)), "latest")], libver="latest", userblock_size=512)


def old(name, version, change):
    """A file of an older format: made of today's by undoing what later versions changed."""
    signal = calibrated(hs.signals.Signal1D(ramp(2, 3, 4)), "old")
    signal.metadata.add_dictionary(
        {"Acquisition_instrument": {"TEM": {"beam_energy": 100.0}}, "Sample": {"elements": ["Fe"]}}
    )
    join(name, [signal])
    with h5py.File(files / name, "a") as f:
        if version is None:
            del f.attrs["file_format_version"]
        else:
            f.attrs["file_format_version"] = version
        change(f["Experiments/old"])


def without_navigate(group):
    for name in [n for n in group if n.startswith("axis-")]:
        for key in ("navigate", "is_binned", "_type"):
            del group[name].attrs[key]
        group[name].attrs["index_in_array"] = int(name[5:])


def v30(group):
    for name in [n for n in group if n.startswith("axis-")]:
        for key in ("is_binned", "_type"):
            del group[name].attrs[key]
    group["metadata/Signal"].attrs["binned"] = True


def v20(group):
    without_navigate(group)
    group["metadata/Signal"].attrs["record_by"] = "image"
    group["metadata/Signal"].attrs["binned"] = False
    tem = group["metadata/Acquisition_instrument/TEM"]
    tem.attrs["tilt_stage"] = 12.5
    tem.attrs["exposure"] = 0.25


def v13(group):
    without_navigate(group)
    group["metadata/General"].attrs["_datetime_date"] = "datetime.date(2013, 2, 1)"
    group["metadata/General"].attrs["_datetime_time"] = "datetime.time(16, 5, 9)"


def renamed(group):
    group.move("metadata", "mapped_parameters")
    group.move("original_metadata", "original_parameters")
    m = group["mapped_parameters"]
    del m["General"], m["Signal"]
    m.move("Acquisition_instrument/TEM", "TEM")
    del m["Acquisition_instrument"]
    m.attrs["title"] = "Old title"
    m.attrs["record_by"] = "spectrum"
    m.attrs["signal_origin"] = "simulation"
    m.attrs["original_filename"] = "old.dm3"
    eels = m["TEM"].create_group("EELS")
    eels.attrs["collection_angle"] = 3.5
    m["TEM"].attrs["exposure"] = 0.5
    m["TEM"].attrs["dwell_time"] = 0.1
    m["TEM"].attrs["tilt_stage"] = 3.0
    m.create_group("_internal_parameters/folding").attrs["unfolded"] = False
    m.create_group("Variance_estimation").attrs["gain_factor"] = 2.0
    without_navigate(group)


def v11(group):
    renamed(group)
    group["mapped_parameters"].attrs["signal_type"] = "EELS"


def v10(group):
    renamed(group)
    m = group["mapped_parameters"]
    del m.attrs["title"]
    m.attrs["name"] = "Named"
    m.attrs["signal"] = "EELS"
    axes = group.create_group("_list_3_axes")
    for i in range(3):
        group.move(f"axis-{i}", f"_list_3_axes/{i}")


old("version-3.0.hspy", "3.0", v30)
old("version-2.0.hdf5", "2.0", v20)
old("version-1.3.hdf5", 1.3, v13)
old("version-1.1.hdf5", "1.1", v11)
old("version-1.0.hdf5", None, v10)

facts = {
    "versions": {"hyperspy": hyperspy.__version__, "numpy": np.__version__, "h5py": h5py.__version__, "python": sys.version.split()[0]},
    "files": {},
    "refused": {},
}
for path in sorted(files.iterdir()):
    if path.name.startswith("refused"):
        continue
    loaded = hs.load(str(path))
    facts["files"][path.name] = [facts_of(s) for s in (loaded if isinstance(loaded, list) else [loaded])]

ragged = np.empty(2, dtype=object)
ragged[:] = [np.arange(2.0), np.arange(3.0)]
join("refused-ragged.hspy", [titled(hs.signals.BaseSignal(ragged, ragged=True), "ragged")])
with h5py.File(files / "refused-texts.hspy", "w") as f:
    f.attrs["file_format_version"] = "3.1"
    f.create_group("Experiments/x").create_dataset("data", data=[b"a", b"b"])
with h5py.File(files / "refused-foreign.hspy", "w") as f:
    f.create_group("4DSTEM").create_dataset("data", data=[1, 2])
codes = {"ragged": "UNSUPPORTED", "texts": "UNSUPPORTED", "foreign": "BAD_FILE"}


def hostile(name, change, code="BAD_FILE"):
    """A file that was made to harm: a good one, changed."""
    path = files / f"refused-{name}.hspy"
    join(path.name, [calibrated(hs.signals.Signal1D(ramp(2, 4)), "x")])
    with h5py.File(path, "a") as f:
        change(f, f["Experiments/x"])
    codes[name] = code


def replace(group, name, **options):
    del group[name]
    group.create_dataset(name, **options)


def attribute(group, name, value):
    group.attrs[name] = value


def deep(f, x):
    g = x["metadata"]
    for _ in range(100):
        g = g.create_group("a")


def cycle(f, x):
    x["metadata/a"] = h5py.SoftLink("/Experiments/x/metadata")
    x["metadata/b"] = x["metadata"]


def virtual(f, x):
    layout = h5py.VirtualLayout(shape=(2, 4), dtype="f4")
    layout[0] = h5py.VirtualSource("/etc/other.h5", "data", shape=(4,))
    del x["data"]
    x.create_virtual_dataset("data", layout)


def external(f, x):
    del x["data"]
    x["data"] = h5py.ExternalLink("/etc/other.h5", "/data")


def raw(f, x):
    del x["data"]
    x.create_dataset("data", shape=(2, 4), dtype="f4", external=[("/etc/passwd", 0, 32)])


huge = {"dtype": "f8", "chunks": True, "compression": "gzip"}
hostile("1-TiB", lambda f, x: replace(x, "data", shape=(2**27, 2**10), **huge))
hostile("2-to-60", lambda f, x: replace(x, "data", shape=(2**30, 2**30), dtype="u1", chunks=(1024, 1024)))
hostile("shape-without-room", lambda f, x: replace(x, "data", shape=(2**20, 2**20), dtype="u1"))
hostile("no-dataset", lambda f, x: (x.__delitem__("data"), x.create_group("data")))
hostile("empty-dataspace", lambda f, x: replace(x, "data", data=h5py.Empty("f4")))
hostile("references", lambda f, x: replace(x, "data", data=[x.ref, x.ref], dtype=h5py.ref_dtype), "UNSUPPORTED")
hostile("lists", lambda f, x: replace(x, "data", shape=(2, 4), dtype=h5py.vlen_dtype("f4")), "UNSUPPORTED")
hostile("virtual", virtual, "UNSUPPORTED")
hostile("external-link", external)
hostile("external-bytes", raw)
hostile("cycle", cycle)
hostile("deep", deep)
hostile("axis-size", lambda f, x: attribute(x["axis-1"], "size", 5))
hostile("axis-size-huge", lambda f, x: attribute(x["axis-1"], "size", 2**60))
hostile("axis-size-negative", lambda f, x: attribute(x["axis-1"], "size", -4))
hostile("axis-size-text", lambda f, x: attribute(x["axis-1"], "size", "four"))
hostile("scale-nan", lambda f, x: attribute(x["axis-1"], "scale", np.nan))
hostile("offset-infinite", lambda f, x: attribute(x["axis-1"], "offset", np.inf))
hostile("navigate-text", lambda f, x: attribute(x["axis-1"], "navigate", "maybe"))
hostile("units-number", lambda f, x: attribute(x["axis-1"], "units", 5))
hostile("axis-type", lambda f, x: attribute(x["axis-1"], "_type", "__import__('os')"))
hostile("axis-missing", lambda f, x: x.__delitem__("axis-1"))
hostile("axis-dataset", lambda f, x: replace(x, "axis-1", data=[1, 2]))
hostile("axis-not-rising", lambda f, x: (attribute(x["axis-1"], "_type", "DataAxis"), x["axis-1"].create_dataset("axis", data=[1.0, 3, 2, 4])))
hostile("expression", lambda f, x: (attribute(x["axis-1"], "_type", "FunctionalDataAxis"), attribute(x["axis-1"], "expression", "__import__('os').system('true')")))
hostile("version", lambda f, x: attribute(f, "file_format_version", "new"))
hostile("no-experiments", lambda f, x: f.__delitem__("Experiments"))
facts["refused"] = {f"refused-{name}.hspy": code for name, code in codes.items()}

chunks = []
for shape, signal in [
    ((64, 64, 1024), [2]), ((64, 64, 992), [2]), ((10, 512), [1]), ((1024,), [0]), ((512, 512), [0, 1]), ((100, 512, 512), [1, 2]),
    ((3, 300, 7, 100), [3]), ((256, 256, 16), [2]), ((256, 256, 128, 128), [2, 3]), ((2, 1000, 3, 50), [3]), ((5, 4, 3, 2), [3]),
    ((1000, 1000), []), ((7, 1000, 1000), []), ((30, 20, 4000), [2]), ((1, 5000, 100), [2]), ((17, 1024), [1]), ((2, 3), [0]),
    ((2000, 100, 30), [0]), ((300, 5, 200, 11, 13), [3, 4]),
]:
    for dtype in ("u1", "f4", "c16"):
        sizes = get_signal_chunks(shape, np.dtype(dtype), tuple(signal))
        chunks.append({"shape": shape, "signal": signal, "bytes": np.dtype(dtype).itemsize, "chunks": [int(n) for n in sizes]})
facts["chunks"] = chunks

for path in sorted(files.iterdir()):
    # HDF5 leaves much room empty: packed, the files are a few kB each.
    (files / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    path.unlink()
(here / "facts.json").write_text(json.dumps(facts, indent=1, ensure_ascii=True) + "\n")
