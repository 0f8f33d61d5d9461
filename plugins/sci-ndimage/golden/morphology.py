"""Morphology of scipy.ndimage: /usr/bin/python3 morphology.py"""
import warnings

import numpy as np
from scipy import ndimage
from support import Cases, image

warnings.simplefilter("ignore")
rng = np.random.RandomState(21)
SHAPES = [(9,), (1,), (6, 7), (1, 5), (4, 1), (4, 3, 5), (2, 3, 2, 3)]
DTYPES = ["bool", "uint8", "int16", "int32", "float64", "float32"]
MODES = ["reflect", "constant", "nearest", "mirror", "wrap"]
cases = Cases(ndimage)


def pick(items):
    return items[rng.randint(len(items))]


def origin_of(size):
    return int(rng.randint(-(size // 2), (size - 1) // 2 + 1))


for rank in range(-1, 5):
    for connectivity in range(0, 5):
        cases.add("generate_binary_structure", rank, connectivity)
for structure in [np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]]), np.array([[1, 1], [0, 1]]), np.array([1, 1, 0, 1]), rng.rand(2, 3, 2) > 0.4]:
    for n in (0, 1, 2, 4):
        cases.add("iterate_structure", structure, n)
    cases.add("iterate_structure", structure, 3, origin=-1)

for dtype in DTYPES * 2:
    a = image(rng, dtype, pick(SHAPES))
    if rng.rand() < 0.5:
        a = (rng.rand(*a.shape) < pick([0.15, 0.7, 0.9])).astype(dtype)
    box = [int(x) for x in rng.randint(1, 4, a.ndim)]
    for name in ("binary_erosion", "binary_dilation", "binary_opening", "binary_closing"):
        options = {}
        if rng.rand() < 0.7:
            structure = rng.rand(*box) > 0.35
            structure.flat[rng.randint(structure.size)] = True
            origin = [origin_of(n) for n in box]
            if "opening" in name or "closing" in name:
                origin = [0 if n % 2 else int(rng.randint(-1, 0)) for n in box]
                if any(n % 2 == 0 for n in box):
                    origin = None
            options["structure"] = structure
            if origin is not None and rng.rand() < 0.5:
                options["origin"] = origin
        centred = True
        if "structure" in options:
            o = options.get("origin", [0] * a.ndim)
            if "dilation" in name:
                o = [-x - (0 if n % 2 else 1) for x, n in zip(o, box)]
                s = options["structure"][tuple([slice(None, None, -1)] * a.ndim)]
            else:
                s = options["structure"]
            centred = bool(s[tuple(n // 2 + x for n, x in zip(box, o))])
        options["iterations"] = int(pick([1, 1, 2, 3, 0, -1] if centred and "opening" not in name and "closing" not in name else [1, 2, 3]))
        if rng.rand() < 0.4:
            options["mask"] = rng.rand(*a.shape) > 0.3
        if rng.rand() < 0.5:
            options["border_value"] = 1
        if rng.rand() < 0.2 and options["iterations"] > 0:
            options["brute_force"] = True
        cases.add(name, a.copy(), **options)
    cases.add("binary_hit_or_miss", a)
    cases.add("binary_hit_or_miss", a, structure1=rng.rand(*box) > 0.5, structure2=rng.rand(*box) > 0.5)
    options = {}
    if rng.rand() < 0.5:
        options["structure"] = np.ones([3] * a.ndim)
    seeds = rng.rand(*a.shape) < 0.1
    cases.add("binary_propagation", seeds, mask=a if a.dtype.kind in "bui" else a != 0, **options)
    cases.add("binary_fill_holes", a, **options)

for dtype in ["uint8", "int8", "int16", "uint16", "int32", "float32", "float64", "int64"] * 2:
    a = image(rng, dtype, pick(SHAPES[:6]))
    box = [int(x) for x in rng.randint(1, 4, a.ndim)]
    footprint = rng.rand(*box) > 0.3
    footprint.flat[rng.randint(footprint.size)] = True
    structure = rng.randint(0, 3, box).astype("float64")
    if dtype[0] == "f":
        structure = np.round(rng.randn(*box), 2)
    for name in ("grey_erosion", "grey_dilation", "grey_opening", "grey_closing", "morphological_gradient", "morphological_laplace", "white_tophat", "black_tophat"):
        options = {"mode": pick(MODES)}
        if rng.rand() < 0.5:
            options["cval"] = 2.0
        kind = rng.randint(4)
        if kind == 0:
            options["size"] = box
        elif kind == 1:
            options["footprint"] = footprint
        elif kind == 2:
            options["structure"] = structure
        else:
            options["structure"] = structure
            options["footprint"] = footprint
        if rng.rand() < 0.3 and all(n % 2 for n in box):
            options["origin"] = [origin_of(n) for n in box]
        cases.add(name, a, **options)
a = rng.rand(5, 6) > 0.5
for name in ("grey_erosion", "grey_dilation", "white_tophat", "black_tophat"):
    cases.add(name, a, size=[2, 3])

for shape in [(9,), (1,), (8, 11), (1, 6), (6, 1), (4, 5, 6), (3, 3, 2, 3), (12, 9)]:
    for density in (0.5, 0.9):
        a = rng.rand(*shape) < density
        a.flat[rng.randint(a.size)] = False
        b = a.astype(pick(["bool", "int32", "float64"]))
        cases.add("distance_transform_edt", b)
        cases.add("distance_transform_edt", b, return_indices=True)
        sampling = [float(x) for x in np.round(rng.rand(len(shape)) * 3 + 0.2, 2)]
        cases.add("distance_transform_edt", b, sampling=sampling, return_indices=True)
        cases.add("distance_transform_edt", b, sampling=2.5, return_distances=False, return_indices=True)
        for metric in ("chessboard", "taxicab"):
            cases.add("distance_transform_cdt", b, metric=metric, return_indices=True)
        cases.add("distance_transform_cdt", b)
        if a.size <= 60:
            for metric in ("euclidean", "cityblock", "chessboard"):
                cases.add("distance_transform_bf", b, metric=metric, return_indices=True)
            cases.add("distance_transform_bf", b, sampling=sampling)
cases.add("distance_transform_cdt", np.ones((2, 3)))
cases.add("distance_transform_bf", np.ones((2, 3)), metric="taxicab")

# Watersheds away from the border, over which SciPy's neighbours wrap.
for dtype in ("uint8", "uint16"):
    for density in (0.05, 0.2, 0.1, 0.3):
        for negative in (0, 1):
            a = rng.randint(0, 6, (9, 10)).astype(dtype)
            a[[0, -1]] = 250
            a[:, [0, -1]] = 250
            markers = np.zeros((9, 10), "int32")
            inner = rng.rand(7, 8) < density
            markers[1:-1, 1:-1][inner] = np.arange(1, inner.sum() + 1)
            markers[4, 4] = 7
            if negative:
                markers[1:-1, 1:-1] *= np.where(rng.rand(7, 8) < 0.5, -1, 1)
            markers[0, :] = -1 if negative else 99
            markers[-1, :] = markers[0, 0]
            markers[:, [0, -1]] = markers[0, 0]
            for structure in (None, np.ones((3, 3))):
                cases.add("watershed_ift", a, markers, **({} if structure is None else {"structure": structure}))
cases.write("morphology")
