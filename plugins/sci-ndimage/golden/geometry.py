"""Expected numbers of the geometric transforms, the spline filters and the filters in Fourier space."""
import os
import sys
import warnings

import numpy as np
import scipy
import scipy.ndimage as ndi

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))
from golden import write  # noqa: E402

warnings.simplefilter("ignore")
rng = np.random.RandomState(2026)
MODES = ["reflect", "grid-mirror", "constant", "grid-constant", "nearest", "mirror", "grid-wrap", "wrap"]
TYPES = ["float64", "float32", "uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "bool",
         "complex128", "complex64"]
# SciPy's filter for reflected ends is only right for long axes: see docs/differences.md.
LONG = 24


def elements(shape, dtype):
    base = rng.randint(-99, 100, size=shape) / 2
    if dtype.startswith("complex"):
        return (base + 1j * rng.randint(-99, 100, size=shape)).astype(dtype)
    if dtype == "bool":
        return base > 0
    return np.abs(base).astype(dtype) if dtype[0] == "u" else base.astype(dtype)


def numbers(count, scale, digits=1, around=0.0):
    return [float(x) + 0.0 for x in np.round(around + scale * rng.normal(size=count), digits)]


def shape_for(mode, order, dimensions=None):
    n = int(rng.choice([1, 2, 2, 3])) if dimensions is None else dimensions
    if mode in ("reflect", "grid-mirror", "nearest") and order > 1:
        return (LONG,) if n == 1 else (LONG, LONG + 1)
    return tuple(int(x) for x in rng.randint(1, 8 if n < 3 else 5, n))


def transforms():
    for name in ["shift", "zoom", "rotate", "diagonal", "matrix", "homogeneous", "mapCoordinates", "geometricTransform"]:
        for order in range(6):
            for mode in MODES:
                dtype = str(rng.choice(TYPES)) if rng.rand() < 0.5 else "float64"
                if dtype == "bool" and order > 1:
                    dtype = "int16"
                options = {"order": order, "mode": mode}
                if rng.rand() < 0.2 or (name == "rotate" and order != 3):
                    options["prefilter"] = False
                long = mode in ("reflect", "grid-mirror", "nearest") and order > 1 and "prefilter" not in options
                n = (2 if rng.rand() < 0.1 or name == "rotate" else 1) if long else None
                shape = shape_for(mode, order if long else 0, n)
                if name == "rotate" and len(shape) == 1:
                    shape = shape + (3,)
                a = elements(shape, dtype)
                n = len(shape)
                if rng.rand() < 0.5:
                    options["cval"] = float(rng.randint(1, 30)) if dtype[0] == "u" else numbers(1, 20)[0] + 1
                if rng.rand() < 0.25 and not dtype.startswith("complex"):
                    options["output"] = str(rng.choice(["float64", "float32", "uint8", "int16", "int64"]))
                argument, more, call = None, {}, None
                small = tuple(int(x) for x in rng.randint(1, 6, n))
                if name == "shift":
                    argument = numbers(n, 3, int(rng.randint(0, 3)))
                    call = ndi.shift
                elif name == "zoom":
                    argument = [float(x) for x in np.round(rng.uniform(0.3, 1.2 if long else 2.2, n), 1)]
                    argument = [z if round(s * z) > 0 else 1.0 for s, z in zip(shape, argument)]
                    if rng.rand() < 0.5 and not dtype.startswith("complex"):
                        more["grid_mode"] = True
                    call = ndi.zoom
                elif name == "rotate":
                    argument = float(rng.choice([0, 30, 45, 90, 180, 270, -90, -37.3, 12.5, 400]))
                    more["axes"] = [int(x) for x in rng.permutation(n)[:2]]
                    if long or rng.rand() < 0.4:
                        more["reshape"] = False
                    call = ndi.rotate
                elif name == "mapCoordinates":
                    argument = np.round(rng.uniform(-10, max(shape) + 8, (n,) + small[:2]), int(rng.randint(0, 3)))
                    call = ndi.map_coordinates
                elif name == "geometricTransform":
                    out = small[: int(rng.randint(1, n + 1))]
                    argument = np.round(rng.normal(size=(n, len(out))), 1)
                    more["output_shape"] = out

                    def call(image, matrix, **keys):
                        def mapping(place, offset):
                            return tuple(offset + float(np.dot(row, place)) for row in matrix)
                        return ndi.geometric_transform(image, mapping, extra_arguments=(0.3,), **keys)
                else:
                    call = ndi.affine_transform
                    more["output_shape"] = small
                    if name == "homogeneous":
                        argument = np.round(rng.normal(size=(n, n + 1)), 2)
                        if rng.rand() < 0.5:
                            argument = np.vstack([argument, [0] * n + [1]])
                    else:
                        more["offset"] = numbers(n, 2)
                        if name == "diagonal":
                            argument = np.array([x if x != 0 else 1.0 for x in numbers(n, 1, around=1.0)])
                        else:
                            out = small if rng.rand() < 0.5 or n == 1 else small[:-1]
                            more["output_shape"] = out
                            argument = np.round(rng.normal(size=(n, len(out))), 1)
                keys = {**options, **more}
                if "output" in keys:
                    keys["output"] = np.dtype(keys["output"])
                expected = call(a, argument, **keys)
                argument = argument + 0.0 if isinstance(argument, np.ndarray) else argument
                yield {"name": name, "args": [a, argument], "options": {**options, **camel(more)}, "expected": expected}


def camel(options):
    names = {"grid_mode": "gridMode", "output_shape": "outputShape"}
    return {names.get(key, key): value for key, value in options.items()}


def splines():
    for name in ["splineFilter", "splineFilter1d"]:
        for order in range(2 if name == "splineFilter" else 0, 6):
            for mode in MODES:
                dtype = str(rng.choice(TYPES))
                long = mode in ("reflect", "grid-mirror", "nearest")
                shape = shape_for(mode, order, 1 if long and rng.rand() < 0.7 else None)
                a = elements(shape, dtype)
                options = {"order": order, "mode": mode}
                if rng.rand() < 0.3 and not dtype.startswith("complex"):
                    options["output"] = str(rng.choice(["float64", "float32", "uint8", "int16"]))
                if name == "splineFilter1d":
                    options["axis"] = int(rng.randint(-len(shape), len(shape)))
                keys = dict(options)
                if "output" in keys:
                    keys["output"] = np.dtype(keys["output"])
                call = ndi.spline_filter if name == "splineFilter" else ndi.spline_filter1d
                yield {"name": name, "args": [a], "options": options, "expected": call(a, **keys)}
    long = elements((700,), "float64")
    yield {"name": "splineFilter1d", "args": [long], "options": {"order": 5},
           "expected": ndi.spline_filter1d(long, order=5)}


def fourier():
    calls = {"fourierGaussian": ndi.fourier_gaussian, "fourierUniform": ndi.fourier_uniform,
             "fourierEllipsoid": ndi.fourier_ellipsoid, "fourierShift": ndi.fourier_shift}
    for name, call in calls.items():
        for k in range(30):
            n = 1 + k % 3
            shape = tuple(int(x) for x in rng.randint(1, 7, n))
            dtype = TYPES[k % len(TYPES)]
            a = elements(shape, dtype)
            argument = [abs(x) for x in numbers(n, 4)] if name != "fourierShift" else numbers(n, 4)
            if k % 4 == 0:
                argument = argument[0]
            axis = int(rng.randint(-n, n))
            options = {"axis": axis}
            if k % 2 == 0:
                options["n"] = int(max(1, 2 * shape[axis] - rng.randint(1, 3)))
            keys = dict(options)
            if k % 3 == 0:
                complex_only = name == "fourierShift" or dtype.startswith("complex")
                options["output"] = ["complex64", "complex128"][k % 2] if complex_only else ["float32", "float64"][k % 2]
                keys["output"] = np.dtype(options["output"]).type
            yield {"name": name, "args": [a, argument], "options": options,
                   "expected": call(a, argument, **keys)}


write(os.path.join(here, "geometry.json"), list(transforms()), scipy=scipy.__version__)
write(os.path.join(here, "spline.json"), list(splines()), scipy=scipy.__version__)
write(os.path.join(here, "fourier.json"), list(fourier()), scipy=scipy.__version__)
