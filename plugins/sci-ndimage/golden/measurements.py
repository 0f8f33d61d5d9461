"""Measurements of scipy.ndimage: /usr/bin/python3 measurements.py"""
import warnings

import numpy as np
from scipy import ndimage
from support import Cases, image

warnings.simplefilter("ignore")
rng = np.random.RandomState(22)
SHAPES = [(11,), (1,), (5, 6), (1, 6), (6, 1), (3, 2, 4), (2, 3, 2, 3)]
DTYPES = ["bool", "uint8", "int64", "float64", "float32"]
cases = Cases(ndimage)


def pick(items):
    return items[rng.randint(len(items))]


def plain(value):
    """SciPy's tuples of slices, positions and scalars as numbers."""
    if isinstance(value, slice):
        return {"start": value.start, "stop": value.stop}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, np.ndarray) and value.dtype == object:
        return [plain(one) for one in value]
    if isinstance(value, (np.integer, np.floating, np.bool_)):
        return float(value)
    return value


class Plain(Cases):
    def add(self, name, *args, **options):
        super().add(name, *args, **options)
        self.cases[-1]["expected"] = plain(self.cases[-1]["expected"])


cases = Plain(ndimage)

for shape in SHAPES * 2:
    a = (rng.rand(*shape) < pick([0.3, 0.5, 0.7])).astype(pick(DTYPES))
    cases.add("label", a)
    n = len(shape)
    cases.add("label", a, structure=ndimage.generate_binary_structure(n, n))
    s = rng.rand(*[3] * n) > 0.5
    s |= s[tuple([slice(None, None, -1)] * n)]
    cases.add("label", a, structure=s, output=pick(["uint8", "int64", "float32"]))
    labels = ndimage.label(a)[0]
    labels[labels == 2] = 0
    cases.add("find_objects", labels)
    cases.add("find_objects", labels, max_label=3)

for dtype in DTYPES * 2:
    a = image(rng, dtype, pick(SHAPES[:6]))
    if rng.rand() < 0.4:
        # No ties, whose order SciPy leaves open.
        a = rng.permutation(a.size).reshape(a.shape).astype(dtype)
    labels = rng.randint(-1, 5, a.shape).astype(pick(["int32", "int64", "int16", "float64"]))
    labels.flat[0] = 1
    if rng.rand() < 0.2 and a.ndim > 1:
        labels = labels[:1]
        labels[0, 0] = 1
    single = int(labels.flat[-1])
    for name in ("sum", "mean", "variance", "standard_deviation", "minimum", "maximum", "median", "minimum_position", "maximum_position", "extrema", "center_of_mass"):
        small = a.size <= 16
        if dtype == "bool" and name in ("variance", "standard_deviation"):
            continue
        present = [int(x) for x in np.unique(labels)]
        for options in ({}, {"labels": labels})[rng.randint(2) :][:1] + ({"labels": labels, "index": single}, {"labels": labels, "index": [1, 3, 1, 40, -7]}, {"labels": labels, "index": np.array([[1, 2], [0, -1]])}):
            # The median of what does not occur is NaN here, and another element there.
            index = options.get("index")
            if name == "median" and isinstance(index, (list, np.ndarray)):
                options = {"labels": labels, "index": present}
            if name == "center_of_mass" and isinstance(index, np.ndarray):
                continue
            # Beyond 16 elements SciPy's order of equal ones is open.
            if name in ("minimum_position", "maximum_position", "extrema") and isinstance(index, (list, np.ndarray)) and not small:
                if len(np.unique(a)) < a.size:
                    continue
            if name == "center_of_mass" and (a.dtype == bool or labels.shape != a.shape):
                continue
            try:
                cases.add(name, a, **options)
            except (ValueError, IndexError):
                continue
    hist = {"labels": labels}
    cases.add("histogram", a, -20, 30.5, 7, labels=labels, index=[1, 2, 40])
    cases.add("histogram", a, 0, 10, 4, labels=labels)
    cases.add("histogram", a, 0, 10, 4)

a = np.round(rng.randn(4, 4), 2)
a[1, 2] = np.nan
a[3, 0] = np.inf
labels = np.array([[1, 1, 2, 2]] * 4)
for name in ("sum", "mean", "minimum", "maximum", "median"):
    for options in ({}, {"labels": labels})[rng.randint(2) :][:1] + ({"labels": labels, "index": 2}, {"labels": labels, "index": [1, 2]}):
        cases.add(name, a, **options)
cases.write("measurements")
