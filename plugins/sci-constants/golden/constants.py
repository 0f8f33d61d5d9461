"""Golden numbers of scipy.constants: every name, every physical constant, and the conversions."""
import os
import sys
import warnings

import numpy as np
import scipy
import scipy.constants as sc

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../tools/golden"))
from golden import write

warnings.simplefilter("ignore")
cases = [{"name": "names", "result": {n: float(getattr(sc, n)) for n in sc.__all__ if isinstance(getattr(sc, n), (int, float))}}]
cases.append({"name": "table", "result": {k: [v[0], v[1], v[2], sc.precision(k)] for k, v in sc.physical_constants.items()}})
for sub in ("boltzmann", "RADIUS", "electron-muon", "nothing of that kind", ""):
    cases.append({"name": "find", "sub": sub, "result": sc.find(sub)})
scales = ["Celsius", "kelvin", "F", "r"]
for old in scales:
    for new in scales:
        cases.append({"name": "temperature", "old": old, "new": new, "x": np.array([-40.0, 0.0, 37.5, np.nan]), "result": sc.convert_temperature(np.array([-40.0, 0.0, 37.5, np.nan]), old, new)})
        cases.append({"name": "temperature", "old": old, "new": new, "x": np.array([[1.5], [2.25]], "float32"), "result": sc.convert_temperature(np.array([[1.5], [2.25]], "float32"), old, new)})
for name in ("lambda2nu", "nu2lambda"):
    for x in (np.array([5e-7, 1.0, np.inf]), np.array([2, 4], "int32"), np.array([0.5], "float32")):
        cases.append({"name": name, "x": x, "result": getattr(sc, name)(x)})
write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "constants.json"), cases, scipy=scipy.__version__)
