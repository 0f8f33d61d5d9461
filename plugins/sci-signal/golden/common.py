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
        case = {"f": camel(name or function.__name__), "args": [shorter(one) if isinstance(one, np.ndarray) else one for one in args]}
        if options:
            case["options"] = {camel(key): value for key, value in options.items()}
        if rtol is not None:
            case["rtol"] = rtol
        if atol is not None:
            case["atol"] = atol
        if isinstance(result, tuple):
            result = [keyed(one) for one in result]
        case["out"] = keyed(result) if rtol is None else shorter(keyed(result), max(6, int(2 - np.log10(rtol))))
        self.cases.append(case)

    def write(self, topic):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), topic + ".json")
        write(path, self.cases, scipy=scipy.__version__)


def keyed(value):
    return {camel(key): one for key, one in value.items()} if isinstance(value, dict) else value


def shorter(value, digits=17):
    """An array as it is stored, with as many digits as are compared, and those of float32 as short as they can be."""
    if isinstance(value, (list, tuple)):
        return [shorter(one, digits) for one in value]
    if isinstance(value, dict):
        return {key: shorter(one, digits) for key, one in value.items()}
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "fc" or not np.all(np.isfinite(value)):
        return value
    single = value.dtype in (np.float32, np.complex64)

    def short(x):
        return "-0" if x == 0 and np.signbit(x) else float(str(np.float32(x)) if single else "%.*g" % (digits, x))

    def both(x):
        return {"re": short(x.real), "im": short(x.imag)} if value.dtype.kind == "c" else short(x)

    return {"dtype": value.dtype.name, "shape": list(value.shape), "data": [both(x) for x in value.ravel()]}


def rounded(x):
    """Input of few digits."""
    return np.round(x, 2)
