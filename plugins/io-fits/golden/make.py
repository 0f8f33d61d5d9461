"""Writes golden/files.json: FITS files of astropy as base64, with what astropy reads in them.

Run from anywhere:  python3 golden/make.py
"""
import base64
import gzip
import io
import os
import sys
import warnings

import astropy
import numpy as np
from astropy.io import fits

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "tools", "golden"))
from golden import write  # noqa: E402

warnings.simplefilter("ignore")
random = np.random.RandomState(3)
cases = []


def native(array):
    array = np.asarray(array)
    return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("="))).reshape(array.shape)


def column(values):
    if values.dtype == object or isinstance(values, fits.column._VLF):
        return [native(np.atleast_1d(v)) if not isinstance(v, str) else v for v in values]
    if values.dtype.kind in "US":
        return [str(v).rstrip() for v in values] if values.ndim == 1 else [[str(x).rstrip() for x in row] for row in values]
    return native(values)


def value(card):
    v = card.value
    if isinstance(v, fits.card.Undefined):
        return None
    if isinstance(v, int) and not isinstance(v, bool) and abs(v) > 2**53 - 1:
        return {"big": str(v)}
    return v


def add(name, hdus, packed=False, keep=lambda keyword: True):
    buffer = io.BytesIO()
    fits.HDUList(hdus).writeto(buffer, output_verify="ignore")
    data = buffer.getvalue()
    parts = []
    with fits.open(io.BytesIO(data)) as opened:
        for hdu in opened:
            header = [[c.keyword, value(c), c.comment] for c in hdu.header.cards if keep(c.keyword) and c.keyword not in ("COMMENT", "HISTORY", "")]
            part = {"name": hdu.name, "version": hdu.ver, "header": header}
            if hdu.is_image:
                part["data"] = None if hdu.data is None else native(hdu.data)
            else:
                part["columns"] = [{"name": c.name, "units": c.unit or "", "values": column(hdu.data[c.name])} for c in hdu.columns]
            parts.append(part)
    if packed:
        data = gzip.compress(data, mtime=0)
    cases.append({"name": name, "bytes": base64.b64encode(data).decode(), "hdus": parts})


for dtype in ["u1", "i2", "i4", "i8", "f4", "f8", "u2", "u4", "u8", "i1"]:
    kind = np.dtype(dtype)
    if kind.kind == "f":
        image = random.normal(size=(3, 4)).astype(kind)
        image[0, 0], image[1, 1], image[2, 2] = np.nan, np.inf, -0.0
    else:
        info = np.iinfo(kind)
        image = random.randint(0, 100, size=(3, 4)).astype(kind)
        image[0, 0], image[2, 3] = info.min, info.max
    add(f"image {dtype}", [fits.PrimaryHDU(image)])

for shape in [(1,), (5,), (2, 3, 4), (2, 1, 3, 2), (1, 1), (700, 3)]:
    add(f"shape {shape}", [fits.PrimaryHDU(np.arange(np.prod(shape), dtype="i2").reshape(shape))])
add("no data", [fits.PrimaryHDU()])
add("three images", [fits.PrimaryHDU(), fits.ImageHDU(np.eye(3, dtype="f4"), name="SCI"), fits.ImageHDU(np.eye(2, dtype="i2"), name="DQ", ver=2)])
add("gzip", [fits.PrimaryHDU(np.arange(12.0).reshape(3, 4))], packed=True)

for dtype, scale, zero, blank in [("u1", 0.5, 10.0, None), ("i2", 0.01, 100.0, -32768), ("i2", 1, 0, -1), ("i4", 2.5, -3.0, 7), ("i8", 1.0, 0.5, 12), ("f4", 2.0, 1.0, None), ("f8", 0.5, 0.0, None)]:
    hdu = fits.PrimaryHDU(np.arange(-3 if dtype[0] != "u" else 0, 9 if dtype[0] != "u" else 12).astype(dtype).reshape(3, 4))
    buffer = io.BytesIO()
    hdu.writeto(buffer)
    raw = buffer.getvalue()
    header = fits.Header.fromstring(raw[:2880].decode())
    header["BSCALE"], header["BZERO"] = scale, zero
    if blank is not None:
        header["BLANK"] = blank
    data = header.tostring().encode() + raw[2880:]
    with fits.open(io.BytesIO(data)) as opened:
        image = native(opened[0].data)
    cases.append({"name": f"scaled {dtype} {scale} {zero} {blank}", "bytes": base64.b64encode(data).decode(), "hdus": [{"name": "PRIMARY", "version": 1, "header": [], "data": image}]})

header = fits.Header()
header["OBJECT"] = ("O'Neill's galaxy", "a quote")
header["EMPTY"] = ""
header["LONG"] = ("a very long string that does not fit into one card because it goes on and on & on, with 'quotes', " * 2, "its comment")
header["ESO INS FILT1 NAME"] = ("u'", "a hierarchical keyword")
header["HIERARCH ESO DET OUT1 GAIN"] = 1.75
header["TRUTH"], header["LIE"] = True, False
header["WHOLE"], header["NEG"], header["BIG"] = 42, -17, 2**60
header["REAL"], header["SMALL"], header["HUGE"] = 3.14159, -1.5e-300, 6.02214076e23
header["CPLX"] = 1.5 - 2.5j
header["NOTHING"] = None
header["SLASH"] = ("a / b", "c / d")
header["COMMENT"] = "first comment"
header["COMMENT"] = "second comment"
header["HISTORY"] = "a step"
add("header", [fits.PrimaryHDU(header=header)])
text = "SIMPLE  =                    T".ljust(80) + "BITPIX  =                    8".ljust(80) + "NAXIS   =                    0".ljust(80)
text += "DOUBLE  = 1.5D-3 / Fortran".ljust(80) + "PLUS    = +7".ljust(80) + "POINT   = .5".ljust(80) + "NOSPACE = 'x'/no space".ljust(80) + "END".ljust(80)
data = text.ljust(2880).encode()
with fits.open(io.BytesIO(data)) as opened:
    cases.append({"name": "free format", "bytes": base64.b64encode(data).decode(), "hdus": [{"name": "PRIMARY", "version": 1, "data": None, "header": [[c.keyword, value(c), c.comment] for c in opened[0].header.cards]}]})

rows = 4
columns = [
    fits.Column("logical", "L", array=np.array([True, False, True, True])),
    fits.Column("bits", "11X", array=random.randint(0, 2, size=(rows, 11)).astype(bool)),
    fits.Column("bytes", "3B", array=random.randint(0, 255, size=(rows, 3)).astype("u1")),
    fits.Column("i16", "I", unit="counts", array=np.array([-32768, 0, 5, 32767], "i2")),
    fits.Column("i32", "2J", array=random.randint(-9, 9, size=(rows, 2)).astype("i4")),
    fits.Column("i64", "K", array=np.array([2**62, -(2**62), 0, 1], "i8")),
    fits.Column("text", "6A", array=np.array(["a", "bc", "", "sixsix"])),
    fits.Column("f32", "E", unit="nm", array=random.normal(size=rows).astype("f4")),
    fits.Column("f64", "D", array=np.array([np.nan, 1.5, -np.inf, 0])),
    fits.Column("matrix", "6D", dim="(3,2)", array=random.normal(size=(rows, 2, 3))),
    fits.Column("c64", "C", array=(random.normal(size=rows) + 1j).astype("c8")),
    fits.Column("c128", "2M", array=random.normal(size=(rows, 2)) - 2j),
    fits.Column("u16", "I", bzero=2**15, array=np.array([0, 1, 40000, 65535], "u2")),
    fits.Column("u32", "J", bzero=2**31, array=np.array([0, 1, 3 * 10**9, 2**32 - 1], "u4")),
]
add("binary table", [fits.PrimaryHDU(), fits.BinTableHDU.from_columns(columns, name="EVENTS")])
lists = np.empty(3, object)
lists[:] = [np.array([1, 2, 3], "i4"), np.array([], "i4"), np.array([7], "i4")]
floats = np.empty(3, object)
floats[:] = [np.array([0.5, 1.5]), np.array([2.5]), np.array([3.5, 4.5, 5.5])]
add("lists", [fits.PrimaryHDU(), fits.BinTableHDU.from_columns([fits.Column("a", "PJ()", array=lists), fits.Column("b", "QD()", array=floats)])])
add("words", [fits.PrimaryHDU(), fits.BinTableHDU.from_columns([fits.Column("w", "12A", dim="(4,3)", array=np.array([["ab", "c", "defg"], ["", "x", "yz"]]))])])
table = fits.BinTableHDU.from_columns([fits.Column("s", "I", array=np.array([0, 1, 4, -99], "i2")), fits.Column("t", "E", array=np.array([1.0, 2.0, 3.0, 4.0], "f4")), fits.Column("n", "J", null=7, array=np.array([5, 7, 9, 7], "i4"))])
buffer = io.BytesIO()
fits.HDUList([fits.PrimaryHDU(), table]).writeto(buffer)
raw = buffer.getvalue()
header = fits.Header.fromstring(raw[2880:5760].decode())
header["TSCAL1"], header["TZERO1"], header["TNULL1"], header["TSCAL2"] = 0.5, 10.0, -5, 2.0
data = raw[:2880] + header.tostring().encode() + raw[5760:]
with fits.open(io.BytesIO(data)) as opened:
    values = [{"name": c.name, "units": "", "values": column(opened[1].data[c.name])} for c in opened[1].columns]
cases.append({"name": "scaled table", "bytes": base64.b64encode(data).decode(), "hdus": [{"name": "PRIMARY", "version": 1, "header": [], "data": None}, {"name": "", "version": 1, "header": [], "columns": values}]})
add("no rows", [fits.PrimaryHDU(), fits.BinTableHDU.from_columns([fits.Column("a", "D", array=np.zeros(0)), fits.Column("b", "4A", array=np.zeros(0, "S4"))])])
add("ascii table", [fits.PrimaryHDU(), fits.TableHDU.from_columns([fits.Column("name", "A8", array=np.array(["one", "two", "three"])), fits.Column("whole", "I9", array=np.array([1, -22, 333])), fits.Column("real", "F10.3", array=np.array([1.5, -2.25, 1000.125])), fits.Column("power", "E15.7", array=np.array([1e-5, 2.5e10, -1.0])), fits.Column("double", "D25.17", array=np.array([np.pi, 1e-300, 0]))])])

smooth = (1000 + 100 * np.sin(np.arange(16)[:, None] / 5) * np.cos(np.arange(21) / 7)).astype("f8")
noisy = smooth + random.normal(size=smooth.shape)
for codec in ["RICE_1", "GZIP_1", "GZIP_2", "PLIO_1"]:
    for dtype in ["u1", "i2", "i4", "f4"]:
        if codec == "PLIO_1" and dtype in ("f4",):
            continue
        source = np.abs(noisy) % 200 if dtype == "u1" or codec == "PLIO_1" else noisy - 1000 if dtype == "i2" else noisy
        for tile in [None, (8, 5)]:
            hdu = fits.CompImageHDU(source.astype(dtype), compression_type=codec, **({} if tile is None else {"tile_size": tile}))
            add(f"compressed {codec} {dtype} {tile}", [fits.PrimaryHDU(), hdu], keep=lambda k: False)
for method in [1, 2]:
    source = noisy.astype("f4")
    source[3, :5] = 0
    source[7, 7] = np.nan
    add(f"dithered {method}", [fits.PrimaryHDU(), fits.CompImageHDU(source, compression_type="RICE_1", quantize_method=method, dither_seed=12)], keep=lambda k: False)
add("lossless floats", [fits.PrimaryHDU(), fits.CompImageHDU(noisy, compression_type="GZIP_2", quantize_level=0)], keep=lambda k: False)
add("compressed cube", [fits.PrimaryHDU(), fits.CompImageHDU(random.randint(0, 500, size=(3, 5, 7)).astype("i2"), compression_type="RICE_1", tile_size=(4, 2, 2))], keep=lambda k: False)
add("compressed unsigned", [fits.PrimaryHDU(), fits.CompImageHDU(random.randint(0, 65535, size=(6, 7)).astype("u2"), compression_type="RICE_1")], keep=lambda k: False)

write(os.path.join(here, "files.json"), cases, astropy=astropy.__version__)
