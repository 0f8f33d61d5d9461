"""What the golden scripts of this package share."""
import numpy as np


def short(value):
    """Values with 13 significant digits, which is more than the tests look at."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc" and value.size:
        return np.array([short_one(x) for x in value.ravel()]).reshape(value.shape).astype(value.dtype)
    if isinstance(value, float):
        return short_one(value)
    if isinstance(value, dict):
        return {key: short(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [short(one) for one in value]
    return value


def short_one(x):
    if isinstance(x, (complex, np.complexfloating)):
        return complex(float("%.13g" % x.real), float("%.13g" % x.imag))
    return float("%.13g" % x)
