"""What NumPy writes and reads: savetxt, loadtxt, genfromtxt, fromstring."""
import io
import os
import sys
import warnings

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../tools/golden"))
from golden import write  # noqa: E402

warnings.simplefilter("ignore")
rng = np.random.RandomState(5)


def result(a):
    """Structured arrays as columns, texts as lists."""
    if isinstance(a, np.ndarray) and a.dtype.names:
        a = np.atleast_1d(a)
        return {"names": list(a.dtype.names),
                "columns": {n: a[n].tolist() if a[n].dtype.kind == "U" else np.ascontiguousarray(a[n]) for n in a.dtype.names}}
    return np.array(a)


def saved():
    values = [0.0, -0.0, 1.0, -1.5, 0.5, 2.5, 3.5, 0.125, 0.375, 1e300, -1e-300, 5e-324, 1 / 3, 2 / 3, 12345.678901, 1e16, 123456789012345678.0,
              1e21, 1e22, 9.5, 0.95, 99.5, 999999.5, 1e-4, 9.9999e-5, 1e-5, 0.1, np.pi * 1e10, 4503599627370497.5, 2.0 ** 70, 1.5 * 2 ** -20,
              9.5367431640625e-07, 1e15, 99999999999999990.0, 8.5, 1.0000000000000002, np.nan, np.inf, -np.inf]
    a = np.array(values)
    for fmt in ["%.18e", "%e", "%.0e", "%.3e", "%E", "%f", "%.0f", "%.1f", "%.2f", "%.3f", "%.10f", "%.20f", "%g", "%.0g", "%.1g", "%.3g", "%.10g", "%.17g",
                "%G", "%#g", "%#.0f", "%s", "%r", "%10.4f", "%-12.3e|", "%+.3f", "% .3f", "%012.4e", "%+012.3g", "%8s", "%-8.3s|", "a%%b"[:1] + "%.2fx"]:
        yield {"array": a, "options": {"fmt": fmt}}
    finite = a[np.isfinite(a) & (np.abs(a) < 1e19)]
    for fmt in ["%d", "%i", "%5d", "%-6d|", "%+d", "%06d", "% d", "%.4d", "%8.4d"]:
        yield {"array": finite, "options": {"fmt": fmt}}
    random = (rng.normal(size=300) * 10.0 ** rng.randint(-12, 12, 300)).reshape(60, 5)
    for fmt in ["%.18e", "%g", "%.6f", "%s", "%.5g"]:
        yield {"array": random, "options": {"fmt": fmt, "delimiter": ","}}
    short = np.round(rng.normal(size=(40, 3)), 2)
    for fmt in ["%.1f", "%.0f", "%.2e", "%.1e", "%.3g", "%.2g", "%s"]:
        yield {"array": short, "options": {"fmt": fmt}}
    halves = (np.arange(-60, 60) / 8).reshape(-1, 4)
    for fmt in ["%.0f", "%.1f", "%.2f", "%.0e", "%.1e", "%.2e", "%.1g", "%.2g"]:
        yield {"array": halves, "options": {"fmt": fmt}}
    single = np.float32(rng.normal(size=(20, 2)) * 10.0 ** rng.randint(-8, 18, (20, 2)))
    for fmt in ["%s", "%r", "%.18e", "%g", "%.3f"]:
        yield {"array": single, "options": {"fmt": fmt}}
    for dtype in ["int8", "uint8", "int32", "int64", "uint64", "bool"]:
        whole = (rng.randint(-2 ** 40, 2 ** 40, (4, 3)) if dtype in ("int64",) else rng.randint(0, 100, (4, 3))).astype(dtype)
        for fmt in ["%d", "%.18e", "%s", "%5.1f", "%x" if dtype != "bool" else "%d", "%#X" if dtype != "bool" else "%d", "%#o" if dtype != "bool" else "%g", "%06d"]:
            yield {"array": whole, "options": {"fmt": fmt}}
    table = np.array([[1, 2.5, -3], [4, 5, 6e10]])
    yield {"array": table, "options": {"fmt": ["%d", "%10.3f", "%g"], "delimiter": "; "}}
    yield {"array": table, "options": {"fmt": "%d and %.2f or %e", "header": "a b\nc", "footer": "end\nof it", "comments": "// ", "newline": "\r\n"}}
    yield {"array": table, "options": {"header": "x y z", "delimiter": "\t"}}
    yield {"array": table[:0], "options": {"header": "none"}}
    yield {"array": table[:, :0], "options": {}}
    complex_ = (short[:5, :2] + 1j * short[5:10, :2])
    yield {"array": complex_, "options": {}}
    yield {"array": complex_, "options": {"fmt": "%.3f", "delimiter": ","}}
    yield {"array": complex_, "options": {"fmt": "%.1f%+.1fj %.1f %.1f"}}
    yield {"array": complex_, "options": {"fmt": ["%.1f%+.1fj", "%.3e (%g)"]}}


def run_saved():
    for case in saved():
        file = io.StringIO()
        np.savetxt(file, case["array"], **case["options"])
        yield {"name": "savetxt", **case, "expected": file.getvalue()}


CAMEL = {"skip_header": "skipHeader", "skip_footer": "skipFooter", "missing_values": "missingValues", "filling_values": "fillingValues",
         "max_rows": "maxRows", "invalid_raise": "invalidRaise", "replace_space": "replaceSpace", "case_sensitive": "caseSensitive"}


def run(name, call, text, **options):
    keys = dict(options)
    if "dtype" in keys and isinstance(keys["dtype"], list):
        keys["dtype"] = [tuple(x) if isinstance(x, list) else x for x in keys["dtype"]]
        keys["dtype"] = [(n, "U40" if t == "str" else t) for n, t in keys["dtype"]]
    try:
        expected = {"expected": result(call(io.StringIO(text), **keys))}
    except Exception as error:
        print("refused:", name, repr(text)[:50], options, repr(error)[:80])
        expected = {"refused": True}
    return {"name": name, "text": text, "options": {CAMEL.get(k, k): v for k, v in options.items()}, **expected}


def loaded():
    def one(text, **options):
        return run("loadtxt", np.loadtxt, text, **options)

    yield one("1 2 3\n4 5 6\n")
    yield one("# c\n1 2 3 # x\n\n  4\t5 6  \r\n#\n7 8 9")
    yield one("1,2\n3,4\n", delimiter=",")
    yield one(" 1 , 2 \n 3,4", delimiter=",")
    yield one("1;2\n3;4", delimiter=";", ndmin=2)
    yield one("1\t2\n3\t4", delimiter="\t")
    yield one("1 2\n3 4", delimiter=" ")
    yield one("1  2\n3 4", delimiter=" ")
    yield one("1,2,\n3,4,", delimiter=",")
    yield one("1,2\n3\n", delimiter=",")
    yield one("1 2\n3\n")
    yield one("1 2\n3 x\n")
    yield one("1,,2", delimiter=",")
    for word in ["nan", "NaN", "inf", "-inf", "+Infinity", "1e5", "1E-5", "1.", ".5", "-.5e+3", "1e400", "5e-324", "1_0", "0x10", "1d5", "", "1e", "+", "--1", "1.2.3",
                 "9007199254740993", "0.1234567890123456789012345678901234567890", "179769313486231570000" + "0" * 289, "2.2250738585072014e-308",
                 "1.7976931348623157e308", "123456789012345678901234567890", "0.000000000000000000000000000001", "1e22", "1e23", "8.5e-23"]:
        yield one(f"{word} 1")
        yield one(f"{word},1", delimiter=",")
    for dtype in ["float32", "int32", "int64", "uint8", "bool", "complex128", "complex64", "int8"]:
        yield one("1 0\n3 4", dtype=dtype)
        yield one("1.0 2.7", dtype=dtype)
        if dtype not in ("int8", "uint8"):
            yield one("300 -5", dtype=dtype)
        if dtype not in ("int8", "uint8", "int32"):
            yield one("9223372036854775807 1", dtype=dtype)
    for word in ["1+2j", "(1+2j)", "1-2.5e-3j", "3j", "j", "-1e5+1e-5j", "nan+infj", "(3)", "1 + 2j", "2J", "1j2"]:
        yield one(f"{word},1", dtype="complex128", delimiter=",")
    yield one("1 2 3\n4 5 6", usecols=1)
    yield one("1 2 3\n4 5 6", usecols=[2, 0])
    yield one("1 2 3\n4 5 6", usecols=[-1, 0])
    yield one("1 2 3\n4 5", usecols=[0, 1])
    yield one("1 2 3\n4 5", usecols=[2])
    yield one("1 2 3\n4 5 6", unpack=True)
    yield one("a b\n1 2\n3 4", skiprows=1)
    yield one("# a\n# b\n1 2\n3 4\n5 6", skiprows=2, max_rows=2)
    yield one("1 2\n\n# x\n3 4\n5 6", max_rows=2)
    yield one("1 2", max_rows=0)
    for ndmin in (0, 1, 2):
        yield one("5", ndmin=ndmin)
        yield one("1 2 3", ndmin=ndmin)
        yield one("1\n2\n3", ndmin=ndmin)
        yield one("", ndmin=ndmin)
        yield one("# no", ndmin=ndmin, usecols=[0, 1])
        yield one("1\n2", ndmin=ndmin, unpack=True)
    yield one("1 % a\n2 // b\n3", comments=["%", "//"])
    yield one("1 # 2\n3", comments=None, max_rows=1, usecols=0)
    yield one('"1",2\n"3","4"', delimiter=",", quotechar='"')
    yield one('"1 0" 2', quotechar='"', dtype=[["a", "str"], ["b", "int64"]])
    yield one('a "b ""c"" d" 2\nx y 3', quotechar='"', dtype=[["a", "str"], ["b", "str"], ["c", "float64"]])
    yield one("x,1,2.5\ny,3,4", delimiter=",", dtype=[["n", "str"], ["i", "int32"], ["f", "float32"]])
    yield one("1 2\r\n3 4\r\n")
    for k in range(20):
        a = rng.normal(size=(rng.randint(1, 9), rng.randint(1, 6))) * 10.0 ** rng.randint(-30, 30)
        file = io.StringIO()
        np.savetxt(file, a, fmt=["%.18e", "%.17g", "%.6g", "%s"][k % 4], delimiter=[" ", ",", "\t"][k % 3], header="some text")
        yield one(file.getvalue(), **({} if k % 3 == 0 else {"delimiter": [" ", ",", "\t"][k % 3]}))


def generated():
    def one(text, **options):
        return run("genfromtxt", lambda f, **k: np.genfromtxt(f, encoding=None, **k), text, **options)

    yield one("1 2 3\n4 5 6\n")
    yield one("1,2,3\n4,,6\n", delimiter=",")
    yield one("1,x,3\n4,N/A,6\n", delimiter=",")
    yield one("1,x,3\n4,N/A,6\n", delimiter=",", loose=False)
    yield one("1,,3\n4,N/A,6\n", delimiter=",", loose=False, missing_values="N/A")
    yield one("1,2\n3,4,5\n6,7", delimiter=",")
    yield one("1,2\n3,4,5\n6,7", delimiter=",", invalid_raise=False)
    yield one("1,2\n3,4,5\n6,7", delimiter=",", usecols=[0, 1])
    yield one("1,2\n3,4,5\n6", delimiter=",", skip_footer=1, invalid_raise=False)
    yield one("1,2\n3,4\nsum,6,7,8", delimiter=",", skip_footer=1)
    yield one("a b c\n1 2 3\n4 5 6", names=True)
    yield one("# a b c\n1 2 3\n4 5 6", names=True)
    yield one("#a, b b,c!\n1,2,3", names=True, delimiter=",")
    yield one("skip\n\na,b,a\n1,2,3\n4,5,6", names=True, delimiter=",", skip_header=1)
    yield one("a,print,\n1,2,3\n4,5,6", names=True, delimiter=",", excludelist=["a"])
    yield one("A,Bc\n1,2\n4,5", names=True, delimiter=",", case_sensitive="lower")
    yield one("A,Bc\n1,2\n4,5", names=True, delimiter=",", case_sensitive=False)
    yield one("1 2\n3 4", names="x, y")
    yield one("1 2 3\n3 4 5", names=["x", "y", "z"], usecols=["z", "x"])
    yield one("1 2 3\n3 4 5", names="x,y,z", usecols=(0, 2))
    yield one("a-b,c d\n1,2", names=True, delimiter=",", deletechars="x", replace_space=".")
    yield one("1,2.5,x\n3,4,y", delimiter=",", dtype=None)
    yield one("1,2\n3,4", delimiter=",", dtype=None)
    yield one("1,2.5\n3,4", delimiter=",", dtype=None)
    yield one("1.5,2.5\n3,4", delimiter=",", dtype=None)
    yield one("true,False\nTRUE,false", delimiter=",", dtype=None)
    yield one("1+2j,2\n3,4", delimiter=",", dtype=None)
    yield one("1,,x\n,2.5,\n3,,", delimiter=",", dtype=None)
    yield one(",1\n,2", delimiter=",", dtype=None)
    yield one("a,b,c\n1,2.5,x\n,4,", delimiter=",", dtype=None, names=True)
    yield one("a,b\n99999999999999999999,1\n2,3", delimiter=",", dtype=None, names=True)
    yield one("1,-,x\n-,2,y", delimiter=",", dtype=None, missing_values="-", filling_values=7)
    yield one("1,-,x\n-,2,y", delimiter=",", dtype=None, missing_values=["-", "-"], filling_values=[5, 6, "none"])
    yield one("a,b\n1,?\nNA,2", delimiter=",", names=True, missing_values={"a": "NA", "b": "?"}, filling_values={"a": -9, "b": 0.5})
    yield one("1,?\nNA,2", delimiter=",", missing_values="NA,?", filling_values=0)
    yield one("1,,3\n,5,6", delimiter=",", filling_values=-1, usecols=(0, 1))
    for dtype in ["int32", "int64", "float32", "bool", "complex128", "uint8"]:
        yield one("1 2\n3 4", dtype=dtype)
        yield one("1,2.7\n3,", dtype=dtype, delimiter=",")
        yield one("True,x\nfalse,1", dtype=dtype, delimiter=",")
    yield one("1 2.5 a\n3 4 b", dtype=[["x", "int32"], ["y", "float64"], ["z", "str"]])
    yield one("1 2.5 7\n3 4 8", dtype=[["x", "int32"], ["y", "float64"], ["z", "int64"]], usecols=(0, 1, 2))
    yield one("12345678\n87654321", delimiter=3)
    yield one("  1  2 3\n 4  567", delimiter=[3, 3, 2], dtype=None, autostrip=True)
    yield one("1, a \n2, b", delimiter=",", dtype=None, autostrip=True)
    yield one("1, a \n2, b", delimiter=",", dtype=None)
    yield one("1 2 # c\n# d\n3 4", comments="#")
    yield one("1 2 % c\n3 4", comments="%", dtype=None)
    yield one("1 2\n3 4\n5 6\n7 8", max_rows=2)
    yield one("1 2\n3 4\n5 6\n7 8", skip_header=1, skip_footer=1)
    yield one("1 2\n3 4", unpack=True)
    for ndmin in (0, 1, 2):
        yield one("5", ndmin=ndmin)
        yield one("1 2 3", ndmin=ndmin)
        yield one("1\n2", ndmin=ndmin)
    yield one("")
    yield one("1_0 nan -inf 1e5")
    yield one("1::2\n3::4", delimiter="::")
    yield one("gender age weight\nM 21 72.1\nF 35 58.3\nM 33 21.99", names=True, dtype=None)
    yield run("recfromcsv", lambda f, **k: np.asarray(np.recfromcsv(f, encoding=None, **k)), "Name,Age X,W\nA,21,72.5\nB,,58\n")
    yield run("recfromcsv", lambda f, **k: np.asarray(np.recfromcsv(f, encoding=None, **k)), "a;b\n1;2\n3;4\n", delimiter=";")


def strings():
    for text, options in [("1 2 3", {}), (" 1\n2\t3 ", {}), ("1, 2,3", {"sep": ","}), ("1,2,3,", {"sep": ","}), ("", {}), ("1 2 3", {"count": 2}),
                          ("1;2", {"sep": ";", "dtype": "int32"}), ("1 2", {"dtype": "float32"}), ("nan inf -1e5", {})]:
        yield {"name": "fromstring", "text": text, "options": options, "expected": np.fromstring(text, **{"sep": " ", **options})}


write(os.path.join(here, "text.json"), [*run_saved(), *loaded(), *generated(), *strings()])
