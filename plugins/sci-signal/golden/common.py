"""What the golden scripts of sci-signal share: cases are calls with SciPy's own result."""
import os
import re
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "tools", "golden"))
import numpy as np
import scipy
from golden import write

warnings.simplefilter("ignore")
np.seterr(all="ignore")


def camel(name):
    return re.sub(r"_(\w)", lambda m: m.group(1).upper(), name)


class Cases:
    def __init__(self):
        self.cases = []

    def add(self, function, *args, name=None, rtol=None, atol=None, only=None, **options):
        """Calls SciPy with positional arguments and options; the case has the same call in camelCase."""
        result = function(*args, **options)
        if only is not None:
            result = only(result)
        case = {"f": camel(name or function.__name__), "args": list(args)}
        if options:
            case["options"] = {camel(key): value for key, value in options.items()}
        if rtol is not None:
            case["rtol"] = rtol
        if atol is not None:
            case["atol"] = atol
        if isinstance(result, tuple):
            result = [keyed(one) for one in result]
        case["out"] = shorter(keyed(result)) if rtol else keyed(result)
        self.cases.append(case)

    def write(self, topic):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), topic + ".json")
        write(path, self.cases, scipy=scipy.__version__)


def keyed(value):
    return {camel(key): one for key, one in value.items()} if isinstance(value, dict) else value


def shorter(value):
    """Numbers to 14 digits, where the tolerance is wider than that."""
    if isinstance(value, np.ndarray) and value.dtype in (np.float64, np.complex128) and value.size > 0:
        flat = value.view(np.float64) if value.flags.c_contiguous else np.ascontiguousarray(value).view(np.float64)
        return np.array([float("%.14g" % x) for x in flat.ravel()]).view(value.dtype).reshape(value.shape)
    return value


def rounded(x):
    """Input of few digits."""
    return np.round(x, 2)
