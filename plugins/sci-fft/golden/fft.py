"""Golden numbers of scipy.fft: every transform over dtypes, sizes, axes, norms, cut and padded, and from views."""
import os
import sys
import warnings

import numpy as np
import scipy
import scipy.fft as sf

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
random = np.random.RandomState(11)
names = {"norm": "norm", "n": "n", "axis": "axis", "s": "s", "axes": "axes", "type": "type", "orthogonalize": "orthogonalize"}
cases = []


def make(shape, dtype):
    x = random.normal(size=shape)
    if dtype.startswith("complex"):
        x = x + 1j * random.normal(size=shape)
    elif dtype == "bool":
        return x > 0
    elif "int" in dtype:
        x = np.round(50 + 20 * x)
    else:
        x = np.round(x, 4)
    return np.round(x, 4).astype(dtype) if "int" not in dtype else x.astype(dtype)


views = {
    "": lambda x: x,
    "transpose": lambda x: x.T,
    "reverse": lambda x: x[..., ::-1],
    "step": lambda x: x[..., ::2],
}


def add(name, x, view="", **options):
    given = views[view](x)
    # Here docs/differences.md speaks of errors.
    if "dst" in name and options.get("type") in (2, 3) and (options.get("norm") == "ortho" or options.get("orthogonalize")):
        return
    if name in ("irfft", "hfft") and options.get("n") == 0:
        return
    if name in ("irfft2", "hfft2", "irfftn", "hfftn") and x.shape[-1] == 1:
        return
    try:
        result = getattr(sf, name)(given, **options)
    except (ValueError, TypeError, IndexError, RuntimeError):
        result = "error"
    cases.append({"name": name, "x": x, "view": view, "options": options, "result": result})


lines = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
grids = ["fft2", "ifft2", "rfft2", "irfft2", "hfft2", "ihfft2", "fftn", "ifftn", "rfftn", "irfftn", "hfftn", "ihfftn"]
real = {"rfft", "ihfft", "rfft2", "ihfft2", "rfftn", "ihfftn"}
norms = ["backward", "ortho", "forward"]
count = 0


def some(values):
    global count
    count += 1
    return values[count % len(values)]


for name in lines:
    for n in (1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 16, 21, 30):
        dtype = some(["float64", "complex128", "float64"]) if name not in real else "float64"
        add(name, make((n,), dtype), norm=some(norms))
    for dtype in ("float32", "complex64", "int16", "uint8", "bool", "int64", "complex128"):
        if name in real and dtype.startswith("complex"):
            add(name, make((3,), dtype))
            continue
        add(name, make((2, 6), dtype))
        add(name, make((5, 3), dtype), axis=0, norm=some(norms))
    for n in (1, 4, 9, 10):
        add(name, make((2, 7), some(["float64", "float32"] if name in real else ["float64", "complex128", "complex64"])), n=n, norm=some(norms))
        add(name, make((6, 2, 2), some(["float64", "float32"] if name in real else ["float64", "complex128"])), n=n, axis=0, norm=some(norms))
    for view in ("transpose", "reverse", "step"):
        for axis in (0, 1, -1):
            add(name, make((3, 6), "float64" if name in real else some(["float64", "complex128", "complex64"])), view, axis=axis)
    add(name, make((2, 3, 4), "float64"), axis=1)
    add(name, make((0, 3), "float64"))
    add(name, make((0, 3), "float64"), axis=0)
    add(name, make((0, 3), "float64"), axis=0, n=2)
    add(name, make((4,), "float64"), n=0)
    add(name, make((4,), "float64"), n=-3)
    add(name, make((4,), "float64"), axis=1)
    add(name, make((4,), "float64"), norm="none")
for name in grids:
    for shape in ((3, 4), (4, 5), (1, 1), (2, 1), (5, 6)):
        add(name, make(shape, "float64" if name in real else some(["float64", "complex128", "complex64", "float32"])), norm=some(norms))
    dtype = lambda: some(["float64", "float32", "int32"] if name in real else ["float64", "complex128", "complex64"])
    add(name, make((2, 3, 4), dtype()))
    add(name, make((2, 3, 4), dtype()), axes=[0, 2], norm="ortho")
    add(name, make((2, 3, 4), dtype()), axes=[1, 0])
    add(name, make((2, 3, 4), dtype()), axes=[-1, -3], s=[5, 3])
    add(name, make((3, 3, 4), dtype()), axes=[0, 1, 2], s=[2, -1, 6], norm="forward")
    add(name, make((4, 4), dtype()), s=[3, 5])
    add(name, make((4, 4), dtype()), s=[-1, 2])
    add(name, make((2, 2, 5), dtype()), axes=[1])
    add(name, make((3, 4), dtype()), "transpose")
    add(name, make((3, 4), dtype()), "reverse")
    add(name, make((3, 8), dtype()), "step")
    add(name, make((3, 4), "float64"), axes=[])
    add(name, make((3, 4), "float64"), axes=[0, 0])
    add(name, make((3, 4), "float64"), axes=[0, 2])
    add(name, make((3, 4), "float64"), s=[1])
    add(name, make((3, 4), "float64"), s=[2, 0])
    add(name, make((3, 4), "float64"), s=[2, 2, 2])
    add(name, make((0, 4), "float64"))
    add(name, make((4,), "float64"))
    add(name, make((2, 3), "complex128"))
for name in ("dct", "idct", "dst", "idst"):
    for type in (1, 2, 3, 4):
        for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15):
            add(name, make((n,), "float64"), type=type, norm=some(norms))
        for orthogonalize in (True, False):
            add(name, make((5,), "float64"), type=type, norm=some(norms), orthogonalize=orthogonalize)
            add(name, make((4,), "float64"), type=type, norm=some(norms), orthogonalize=orthogonalize)
        add(name, make((2, 6), "float32"), type=type)
        add(name, make((3, 5), "complex128"), type=type, axis=0)
        add(name, make((3, 4), "complex64"), type=type)
        add(name, make((3, 4), "uint8"), type=type, axis=0)
        add(name, make((3, 4), "float64"), type=type, n=6)
        add(name, make((3, 4), "float64"), type=type, n=2, axis=0, norm="ortho")
        add(name, make((4, 6), "float64"), "transpose", type=type, axis=0)
        add(name, make((2, 9), "float64"), "step", type=type)
    add(name, make((4,), "float64"), type=5)
    add(name, make((0,), "float64"))
    for f in (name + "n",):
        for type in (1, 2, 3, 4):
            add(f, make((3, 4), "float64"), type=type, norm=some(norms))
            add(f, make((2, 3, 4), "float32"), type=type, axes=[0, 2], norm=some(norms))
            add(f, make((2, 3, 3), "complex128"), type=type, s=[3, 4], norm=some(norms))
            add(f, make((3, 2), "float64"), "transpose", type=type, orthogonalize=True)
        add(f, make((3, 2), "float64"), axes=[])
for n in list(range(1, 8)) + [20]:
    for d in (1.0, 0.1, -2.0):
        cases.append({"name": "fftfreq", "n": n, "d": d, "result": sf.fftfreq(n, d)})
        cases.append({"name": "rfftfreq", "n": n, "d": d, "result": sf.rfftfreq(n, d)})
for name in ("fftshift", "ifftshift"):
    for shape in ((1,), (4,), (5,), (3, 4), (2, 3, 5), (0, 2)):
        add(name, make(shape, some(["float64", "int16", "complex64"])))
    add(name, make((3, 4), "float64"), axes=0)
    add(name, make((2, 3, 5), "float64"), axes=[-1, 0])
    add(name, make((3, 4), "float64"), "transpose", axes=1)
targets = list(range(0, 260)) + [999, 1000, 1001, 4097, 7919, 10007, 65537, 99999, 131073, 1000003, 2**24 + 1, 10**9 + 7, 2**31 + 11]
cases.append({"name": "nextFastLen", "targets": targets, "result": [sf.next_fast_len(n) for n in targets], "real": [sf.next_fast_len(n, real=True) for n in targets]})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "fft.json"), cases, scipy=scipy.__version__)
