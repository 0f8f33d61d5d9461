"""PNG and TIFF files in base64 with the numbers that Pillow, tifffile and matplotlib read from them."""
import base64
import io
import os
import struct
import sys
import zlib

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import PIL
import tifffile
from PIL import Image

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))
from golden import write  # noqa: E402

rng = np.random.RandomState(8)


def packed(data):
    return base64.b64encode(data).decode()


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def scan_lines(a, depth):
    """Filtered rows of an array (h, w, samples), each row with another filter."""
    h, w, samples = a.shape
    if depth == 16:
        rows = a.astype(">u2").reshape(h, -1).view(np.uint8)
    elif depth == 8:
        rows = a.astype(np.uint8).reshape(h, -1)
    else:
        bits = ((a[..., 0, None] >> np.arange(depth - 1, -1, -1)) & 1).reshape(h, -1).astype(np.uint8)
        rows = np.packbits(bits, axis=1)
    step = max(1, samples * depth // 8)
    out, before = b"", [0] * rows.shape[1]
    for i, row in enumerate(rows.tolist()):
        kind, line = i % 5, []
        for j, x in enumerate(row):
            left = row[j - step] if j >= step else 0
            corner = before[j - step] if j >= step else 0
            guess = [0, left, before[j], (left + before[j]) // 2, paeth(left, before[j], corner)][kind]
            line.append((x - guess) & 255)
        out += bytes([kind] + line)
        before = row
    return out


def make_png(a, depth, colour, interlace=False, palette=None, alpha=None, pieces=1):
    h, w = a.shape[:2]
    a = a.reshape(h, w, -1)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    body = b""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    for x, y, dx, dy in passes if interlace else [(0, 0, 1, 1)]:
        part = a[y::dy, x::dx]
        if part.size:
            body += scan_lines(part, depth)
    data = zlib.compress(body)
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, int(interlace)))
    out += chunk(b"tEXt", b"Title\0a picture")
    if palette is not None:
        out += chunk(b"PLTE", bytes(palette))
    if alpha is not None:
        out += chunk(b"tRNS", bytes(alpha))
    step = -(-len(data) // pieces)
    for i in range(0, len(data), step):
        out += chunk(b"IDAT", data[i:i + step])
    return out + chunk(b"IEND", b"")


def pngs():
    for colour, depths in {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}.items():
        for depth in depths:
            for interlace in (False, True):
                for h, w in [(7, 9), (1, 1), (3, 2)] if interlace else [(7, 9), (1, 3)]:
                    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
                    a = rng.randint(0, min(2 ** depth, 20 if colour == 3 else 2 ** 16), (h, w, samples))
                    palette = rng.randint(0, 256, 3 * min(2 ** depth, 20)).tolist() if colour == 3 else None
                    alpha = [7, 200] if colour == 3 and interlace else None
                    data = make_png(a, depth, colour, interlace, palette, alpha, 1 + h % 3)
                    image = Image.open(io.BytesIO(data))
                    raw = a.astype(np.uint16 if depth == 16 else np.uint8)
                    raw = raw[..., 0] if samples == 1 else raw
                    expected = raw
                    if depth < 16:
                        # What scipy.misc.imread did.
                        if image.mode == "1":
                            image = image.convert("L")
                        if image.mode == "P":
                            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
                        expected = np.asarray(image)
                    case = {"name": f"colour {colour} depth {depth} {h}x{w}{' interlaced' if interlace else ''}",
                            "file": packed(data), "raw": raw, "expected": expected}
                    # matplotlib divides 2 and 4 bits, which Pillow has spread, once more, and loses half of 16-bit colours.
                    if depth in (8, 1) or (depth == 16 and colour == 0) or colour == 3:
                        case["scaled"] = plt.imread(io.BytesIO(data))
                    yield case


def elements(dtype, shape):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.rand(*shape) > 0.5
    if kind == "c":
        return (rng.normal(size=shape) + 1j * rng.normal(size=shape)).astype(dtype)
    if kind == "f":
        return rng.normal(size=shape).astype(dtype)
    info = np.iinfo(dtype)
    return rng.randint(max(info.min, -2 ** 40), min(info.max, 2 ** 40), shape, dtype=np.int64).astype(dtype)


def tiffs():
    def case(name, a, **options):
        file = io.BytesIO()
        tifffile.imwrite(file, a, **options)
        read = tifffile.imread(io.BytesIO(file.getvalue()))
        return {"name": name, "file": packed(file.getvalue()),
                "expected": read.astype(np.float32) if read.dtype == np.float16 else np.ascontiguousarray(read)}

    for dtype in ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32",
                  "float64", "complex64", "complex128"]:
        for order in "<>":
            yield case(f"{dtype} {order}", elements(dtype, (5, 9)), byteorder=order, metadata=None)
    for dtype in ["uint8", "uint16", "float32"]:
        yield case(f"stack {dtype}", elements(dtype, (3, 4, 5)), photometric="minisblack", metadata=None)
        yield case(f"big {dtype}", elements(dtype, (3, 4, 5)), photometric="minisblack", bigtiff=True, byteorder=">")
        yield case(f"tiles {dtype}", elements(dtype, (37, 21)), tile=(16, 16), metadata=None)
        yield case(f"strips {dtype}", elements(dtype, (7, 5)), rowsperstrip=3, metadata=None)
        yield case(f"deflate {dtype}", elements(dtype, (7, 5)), compression="zlib", rowsperstrip=3, metadata=None)
    for dtype in ["uint8", "uint16"]:
        yield case(f"rgb {dtype}", elements(dtype, (5, 6, 3)), photometric="rgb", metadata=None)
        yield case(f"rgba {dtype}", elements(dtype, (5, 6, 4)), photometric="rgb", metadata=None)
        yield case(f"rgb tiles {dtype}", elements(dtype, (19, 18, 3)), photometric="rgb", tile=(16, 16), metadata=None)
        yield case(f"rgb stack {dtype}", elements(dtype, (2, 5, 6, 3)), photometric="rgb", metadata=None)
    planar = elements("uint8", (3, 5, 6))
    made = case("rgb planes", planar, photometric="rgb", planarconfig="separate", metadata=None)
    yield {**made, "expected": np.ascontiguousarray(np.moveaxis(planar, 0, -1))}
    yield case("shaped", elements("uint16", (2, 3, 4, 5)), photometric="minisblack")
    yield case("shaped one", elements("uint16", (1, 1, 4, 5)), photometric="minisblack")
    yield case("imagej", elements("uint16", (2, 3, 4, 5)), imagej=True, resolution=(20, 10),
               metadata={"axes": "TZYX", "spacing": 2.5, "unit": "nm", "finterval": 0.5})
    yield case("imagej 5d", elements("uint8", (2, 3, 2, 4, 5)), imagej=True, metadata={"axes": "TZCYX"})
    yield case("imagej rgb", elements("uint8", (3, 4, 5, 3)), imagej=True, photometric="rgb", metadata={"axes": "ZYXS"})

    def pillow(name, image, **options):
        file = io.BytesIO()
        image.save(file, "TIFF", **options)
        return {"name": f"{name} {options.get('compression', '')}", "file": packed(file.getvalue()),
                "expected": np.asarray(Image.open(io.BytesIO(file.getvalue())))}

    smooth = (np.add.outer(np.arange(40) * 3, np.arange(50) * 2) % 250).astype(np.uint8)
    noise = rng.randint(0, 256, (60, 70)).astype(np.uint8)
    for compression in ["tiff_lzw", "packbits", "tiff_adobe_deflate", "raw"]:
        yield pillow("L smooth", Image.fromarray(smooth), compression=compression)
        yield pillow("RGB", Image.fromarray(np.stack([smooth, smooth.T[:40, :40].repeat(2, 1)[:, :50], 255 - smooth], -1)),
                     compression=compression)
        yield pillow("1", Image.fromarray(smooth > 100), compression=compression)
    yield pillow("L noise", Image.fromarray(noise), compression="tiff_lzw")
    yield pillow("L long", Image.fromarray((np.add.outer(np.arange(200), np.arange(100)) // 7 % 9).astype(np.uint8)),
                 compression="tiff_lzw")
    wide = np.add.outer(np.arange(20) * 300, np.arange(30) * 200).astype(np.uint16)
    yield pillow("I;16", Image.fromarray(wide), compression="tiff_lzw")
    for compression in ["tiff_lzw", "tiff_adobe_deflate"]:
        yield pillow("L predictor 2", Image.fromarray(smooth), compression=compression, tiffinfo={317: 2})
        yield pillow("RGB predictor 2", Image.fromarray(np.stack([smooth] * 3, -1)), compression=compression, tiffinfo={317: 2})
        yield pillow("I;16 predictor 2", Image.fromarray(wide), compression=compression, tiffinfo={317: 2})
        yield pillow("F predictor 3", Image.fromarray(np.sin(wide / 1000).astype(np.float32)), compression=compression,
                     tiffinfo={317: 3})
        yield pillow("I predictor 2", Image.fromarray(wide.astype(np.int32) - 5000), compression=compression,
                     tiffinfo={317: 2})


versions = {"pillow": PIL.__version__, "tifffile": tifffile.__version__, "matplotlib": matplotlib.__version__}
write(os.path.join(here, "png.json"), list(pngs()), **versions)
write(os.path.join(here, "tiff.json"), list(tiffs()), **versions)
