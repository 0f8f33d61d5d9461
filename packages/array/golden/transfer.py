"""Golden numbers of conversions between dtypes: run with the NumPy that is the reference, from any folder."""
import warnings

import numpy as np
from common import plain, write
from layouts import layout

warnings.simplefilter("ignore")
dtypes = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "complex64", "complex128"]
cases = []
for source in dtypes:
    kind = np.dtype(source).kind
    # Floats beyond the range of whole numbers are undefined in C; here they wrap as typed arrays do.
    values = {
        "b": [0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1],
        "i": [0, 1, -1, 127, -128, 100, 5, -7, 3, 2, 77, -100],
        "u": [0, 1, 2, 127, 200, 255, 5, 7, 3, 2, 77, 100],
        "f": [0.0, 1.5, 2.99, 126.5, 0.25, 100.0, 5.0, 7.75, 3.0, 2.5, 77.0, 99.999],
        "c": [0, 1.5 + 1j, 2.99 - 4j, 126.5, 2j, 100.0, 5 + 5j, 7.75, 3, 2.5, 77j, 99.999],
    }[kind]
    array = np.array(values).astype(source).reshape(3, 4)
    wide = array
    if kind in "iu" and np.dtype(source).itemsize > 1:
        info = np.iinfo(source)
        wide = array.copy()
        wide[0, 0], wide[1, 1], wide[2, 2] = info.max, info.min, info.max // 3
    for target in dtypes:
        for how in ["plain", "swapped"]:
            given = wide if np.dtype(target).kind != "b" or kind != "f" else array
            cases.append({"source": plain(given), "how": how, "target": target, "result": plain(layout(given, how).astype(target))})
special = np.array([np.nan, np.inf, -np.inf, -0.0, 1e300, -1e300, 1e-300])
for target in ["bool", "float32", "complex64", "complex128"]:
    cases.append({"source": plain(special), "how": "plain", "target": target, "result": plain(special.astype(target))})
write("transfer.json", cases)
