"""Opens the files that write.mjs wrote in HyperSpy and compares them with facts.json. Run: /usr/bin/python3 check.py FOLDER"""
import json
import logging
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import hyperspy
import hyperspy.api as hs

from facts import facts_of

here = pathlib.Path(__file__).parent
folder = pathlib.Path(sys.argv[1])
facts = json.loads((here / "facts.json").read_text())


def difference(found, expected, path=""):
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(set(expected) | set(found)):
            if key not in found or key not in expected:
                yield f"{path}.{key}: only {'expected' if key in expected else 'found'}"
            else:
                yield from difference(found[key], expected[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for i, (a, b) in enumerate(zip(found, expected)):
            yield from difference(a, b, f"{path}[{i}]")
    elif found != expected:
        yield f"{path}: {found!r} instead of {expected!r}"


def corrected(expected):
    """The differences that are meant: float16 is read as float32, no units are undefined, texts in tuples are texts."""
    expected = json.loads(json.dumps(expected))
    if expected["data"]["dtype"] == "float16":
        expected["data"]["dtype"] = "float32"
    for axis in expected["axes"]:
        axis["units"] = axis["units"] or None
    if "Everything" in expected["metadata"]:
        expected["metadata"]["Everything"]["text tuple"] = ["a", "b"]
        # HyperSpy sorts the keys of lists that are groups as texts; this one is read rightly here and misread there again.
        order = sorted(range(12), key=str)
        twelve = [[str(i), str(i)] for i in range(12)]
        expected["metadata"]["Everything"]["twelve"] = [twelve[i] for i in order]
    return expected


def ordered(facts):
    """HyperSpy keeps the elements of EELS signals in the order of a Python set, another one in each run."""
    sample = facts["metadata"].get("Sample", {})
    if "elements" in sample:
        sample["elements"] = sorted(sample["elements"])
    return facts


signals = wrong = 0
for name, all_expected in facts["files"].items():
    for i, expected in enumerate(all_expected):
        path = folder / f"{name}-{i}.hspy"
        found = facts_of(hs.load(str(path)))
        signals += 1
        lines = list(difference(ordered(found), ordered(corrected(expected))))
        if lines:
            wrong += 1
            print(path.name, expected["title"], *lines, sep="\n  ")
print(f"HyperSpy {hyperspy.__version__}: {signals} signals, {wrong} differ")
sys.exit(1 if wrong else 0)
