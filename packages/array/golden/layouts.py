"""Layouts in memory and failing calls, as the tests of reductions and sorting name them."""
import warnings

import numpy as np
from common import plain


def layout(array, name):
    """The same changes of layout as in layouts.ts."""
    if name == "plain":
        return array
    if name == "transposed":
        return array.T
    if name == "reversed":
        return array[tuple(slice(None, None, -1) for _ in array.shape)]
    if name == "stepped":
        return array[..., ::2]
    if name == "shifted":
        return array[1:]
    if name == "swapped":
        return np.swapaxes(array, 0, array.ndim - 1)[..., ::-1]
    if name == "broadcast":
        return np.broadcast_to(array[:1], array.shape)
    raise ValueError(name)


def attempt(call):
    """The result of a call, or the name of its error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = call()
        except Exception as error:
            return {"error": type(error).__name__}
    if isinstance(result, (tuple, list)):
        return {"results": [plain(np.asarray(one)) for one in result]}
    return plain(np.asarray(result))
