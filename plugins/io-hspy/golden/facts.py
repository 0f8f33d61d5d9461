"""What HyperSpy says of a signal, as plain values for JSON."""
import numpy as np
from traits.api import Undefined


def plain(value):
    if value is None or value is Undefined:
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, bytes):
        return {"bytes": list(value)}
    if isinstance(value, (complex, np.complexfloating)):
        return {"array": {"dtype": np.asarray(value).dtype.name, "shape": [], "values": [plain(value.real), plain(value.imag)]}}
    if isinstance(value, (int, np.integer)):
        return {"integer": str(value)} if abs(int(value)) > 2**53 else int(value)
    if isinstance(value, (float, np.floating)):
        value = float(value)
        return value if np.isfinite(value) and not (value == 0 and np.signbit(value)) else {"float": str(value)}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, np.ndarray):
        if value.dtype.kind in "SUO":
            return [plain(v.decode() if isinstance(v, bytes) else v) for v in value.tolist()]
        return {"array": array(value)}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if hasattr(value, "axes_manager"):
        return {"signal": facts_of(value)}
    if hasattr(value, "as_dictionary"):
        return plain(value.as_dictionary())
    raise TypeError(repr(value))


def array(a):
    flat = a.ravel()
    if a.dtype.kind == "c":
        values = [plain(part) for v in flat.tolist() for part in (v.real, v.imag)]
    else:
        values = [plain(v) for v in flat.tolist()]
    return {"dtype": a.dtype.newbyteorder("=").name, "shape": list(a.shape), "values": values}


def axis_of(axis):
    own = {
        "kind": type(axis).__name__,
        "name": plain(axis.name),
        "units": plain(axis.units),
        "size": int(axis.size),
        "navigate": bool(axis.navigate),
        "is_binned": bool(axis.is_binned),
        "values": [plain(v) for v in np.asarray(axis.axis).tolist()],
    }
    if hasattr(axis, "scale"):
        own["scale"] = plain(axis.scale)
        own["offset"] = plain(axis.offset)
    return own


def branch(tree):
    """A tree with its signals as signals: as_dictionary would turn them into dictionaries."""
    result = {}
    for key, item in tree.__dict__.items():
        if not isinstance(item, dict) or "_dtb_value_" not in item:
            continue
        value = item["_dtb_value_"]
        result[item["key"]] = branch(value) if type(value).__name__ == "DictionaryTreeBrowser" else plain(value)
    return result


def facts_of(s):
    metadata = branch(s.metadata)
    metadata.pop("_HyperSpy", None)
    metadata.get("General", {}).pop("FileIO", None)
    return {
        "class": type(s).__name__,
        "type": s.metadata.Signal.signal_type,
        "title": s.metadata.General.title,
        "axes": [axis_of(axis) for axis in s.axes_manager._axes],
        "data": array(s.data),
        "metadata": metadata,
        "original_metadata": branch(s.original_metadata),
    }
