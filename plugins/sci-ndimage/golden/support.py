"""What the golden scripts of this package share."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
import numpy as np
import scipy
from golden import write

here = os.path.dirname(os.path.abspath(__file__))


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def image(rng, dtype, shape):
    """Random elements: small whole numbers for integers, so that sums stay in their range."""
    kind = np.dtype(dtype).kind
    if kind == "b":
        return rng.rand(*shape) > 0.5
    if kind == "u":
        return rng.randint(0, 100, shape).astype(dtype)
    if kind == "i":
        return rng.randint(-50, 50, shape).astype(dtype)
    if kind == "c":
        return (np.round(rng.randn(*shape), 3) + 1j * np.round(rng.randn(*shape), 3)).astype(dtype)
    return np.round(rng.randn(*shape), 3).astype(dtype)


class Cases:
    """Collects calls of one module's functions with their results."""

    def __init__(self, module):
        self.module = module
        self.cases = []

    def add(self, name, *args, only_if_finite=True, **options):
        function = getattr(self.module, name)
        result = function(*args, **options)
        self.cases.append(
            {
                "name": camel(name),
                "args": list(args),
                "options": {camel(k): (np.dtype(v).name if k == "output" else v) for k, v in options.items()},
                "expected": result,
            }
        )

    def write(self, topic):
        write(os.path.join(here, topic + ".json"), self.cases, scipy=scipy.__version__)
