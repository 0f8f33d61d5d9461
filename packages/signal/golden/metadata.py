"""Writes metadata.json: what HyperSpy's tree of metadata holds and prints.

Run with a Python that has HyperSpy 1.7.3: python3 metadata.py
"""
import os

import numpy as np
from engine import plain, write
from hyperspy.misc.utils import DictionaryTreeBrowser

CASES = []
WILD = "a wild search passes over the case of the whole path, HyperSpy only over that of the last key"


def typed(value):
    if isinstance(value, dict) and "int32Array" in value:
        return np.array(value["int32Array"], dtype=np.int32)
    if isinstance(value, dict) and "float64Array" in value:
        return np.array(value["float64Array"], dtype=float)
    if isinstance(value, dict):
        return {k: typed(v) for k, v in value.items()}
    return value


def answer(value):
    if isinstance(value, DictionaryTreeBrowser):
        return {"tree": plain(value.as_dictionary())}
    return plain(value)


def step(tree, name, *args):
    args = [typed(a) for a in args]
    if name == "set":
        tree.set_item(*args)
    elif name == "addNode":
        tree.add_node(*args)
    elif name == "addDictionary":
        tree.add_dictionary(*args)
    elif name == "get":
        return answer(tree.get_item(*args))
    elif name == "has":
        return tree.has_item(*args)
    elif name == "find":
        path, wild = args
        found = tree.get_item(path, default=None, full_path=False, wild=wild, return_path=True)
        if found is None:
            return []
        values, paths = found
        return [[p, answer(v)] for p, v in zip(*((paths, values) if isinstance(paths, list) else ([paths], [values])))]
    elif name == "keys":
        return tree.keys()
    elif name == "size":
        return len(tree)
    return None


def case(name, start, *steps, print_it=True, **more):
    tree = DictionaryTreeBrowser(typed(start), lazy=False)
    results = []
    item = {"id": name, "start": start, "steps": [list(s) for s in steps]}
    for one in steps:
        try:
            results.append(step(tree, *one))
        except Exception as error:  # the class of the error is the expectation
            results.append({"error": type(error).__name__})
    expect = {"results": results}
    if print_it:
        expect["text"] = repr(tree)
    if not any(isinstance(v, (list, dict)) and ("Array" in str(v)) for v in start.values()):
        expect["dictionary"] = plain(tree.as_dictionary())
    CASES.append({**item, "expect": expect, **more})


BASIC = {"General": {"title": "A", "date": "2020-01-01"}, "Signal": {"signal_type": "EELS"}, "_HyperSpy": {"Folding": {"unfolded": False}},
         "Acquisition_instrument": {"TEM": {"beam_energy": 200, "Detector": {"EELS": {"collection_angle": 12.5, "OffSet": 3}}, "camera_length": 0.5}, "offset": 7}}
case("basic", BASIC)
case("empty", {})
case("branches", {"Branch": {"Leaf1": {"color": "green", "caterpillar": False}, "Leaf2": {"color": "brown", "caterpillar": True}}, "z": None, "a": {}})
case("values", {"i": 3, "f": 0.1, "e": 1.5e-7, "E": 2.5e20, "n": -3.25, "s": "text", "t": True, "N": None, "l": [1, 2, "x", None, True, 0.5], "ll": [[1, 2], [3]], "empty": [], "quote": ["it's", 'say "x"'], "uni": "µ Å 日本", "line": "a\nb"})
case("special-floats", {"small": 0.0001, "smaller": 0.00001, "big": 123456789.125, "bigger": 1.5e16})
case("long-text", {"text": "abcdefghij" * 20, "exact": "x" * 156, "more": "x" * 157, "after": 1})
case("long-list", {"before": 1, "list": [i + 0.5 for i in range(40)], "short": list(range(20))})
case("long-list-of-dictionaries", {"list": [{"name": f"element number {i}", "value": i} for i in range(5)], "last": 1})
case("long-nested-list", {"deep": {"list": [list(range(30)), "text" * 45, 7], "z": 1}})
case("keys", {"with space/x": 1, "Éa": 2, "9z": 3, "B": 4, "a": 5, "_hidden": 6, "b_c": 7, "B-d": 8, "10": 9, "a.b": 10})
case("hidden", {"_all": 1, "shown": {"_inner": 2}, "x": 3}, ["get", "_all"], ["get", "shown._inner"], ["has", "_all"], ["keys"], ["size"])
case("arrays", {"ints": {"int32Array": [1, 20, 300]}, "floats": {"float64Array": [1.0, 0.5, -2.25]}, "whole": {"float64Array": [1.0, 2.0]}}, )
case("set", {}, ["set", "First.Second.Third", 3], ["set", "First.Other", "x"], ["set", "First.Second.Third", 4], ["set", "top", 1.5], ["get", "First"], ["get", "First.Second.Third"], ["get", "First.Nope"], ["get", "First.Nope", "d"], ["get", "top.below", "d"])
case("set-branch-over-leaf", {"a": 1}, ["set", "a.b", 2])
case("set-leaf-over-branch", {"a": {"b": 1}}, ["set", "a", 2])
case("set-dictionary", {"a": {"b": 1, "c": {"d": 2}}}, ["set", "a", {"e": 3, "c": {"f": 4}}])
case("set-dictionary-new", {}, ["set", "x.y", {"e": 3, "c": {"f": 4}}])
case("set-dictionary-over-leaf", {"a": 1}, ["addDictionary", {"a": {"b": 2}}])
case("merge", BASIC, ["addDictionary", {"General": {"title": "B", "notes": "n"}, "New": {"x": {"y": 1}}}])
case("add-node", {"a": {"b": 1}}, ["addNode", "a.c.d"], ["addNode", "a"], ["addNode", "z"], ["get", "a.c"])
case("has", BASIC, ["has", "General"], ["has", "General.title"], ["has", "General.title.x"], ["has", "Nope"], ["has", "Acquisition_instrument.TEM.Detector"], ["has", "title"])
case("find", BASIC, ["find", "title", False], ["find", "beam_energy", False], ["find", "TEM.beam_energy", False], ["find", "nope", False], ["find", "TEM", False], ["find", "offset", False], ["find", "energy", False])
case("find-wild", BASIC, ["find", "energy", True], ["find", "angle", True], ["find", "_", True], ["find", "a", True], ["find", "nope", True])
case("find-wild-case", BASIC, ["find", "offset", True], knownDifference=WILD, corrected=[[["Acquisition_instrument.TEM.Detector.EELS.OffSet", 3], ["Acquisition_instrument.offset", 7]]])
case("size", BASIC, ["size"], ["keys"])
case("words", {"constructor": 1, "prototype": {"x": 2}, "toString": 3, "hasOwnProperty": 4}, ["get", "constructor"], ["get", "prototype.x"], ["has", "valueOf"])

write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metadata.json"), [{**c, "expect": c["expect"]} for c in CASES])
