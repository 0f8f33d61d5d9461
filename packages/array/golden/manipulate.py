"""Creation, indexing, joining, padding, products and polynomials as NumPy does them: manipulate.json."""
import numpy as np

from common import plain, write

rng = np.random.RandomState(3)
cases = []


def code(value):
    if isinstance(value, slice):
        return {"slice": [value.start, value.stop, value.step]}
    if value is Ellipsis:
        return {"text": "..."}
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, (list, tuple)):
        return {"list": [code(x) for x in value]}
    if isinstance(value, dict):
        return {"options": {k: code(v) for k, v in value.items()}}
    return plain(value)


def result_of(value):
    if isinstance(value, (list, tuple)):
        return {"list": [result_of(x) for x in value]}
    return plain(np.asarray(value))


def add(name, call, *args, close=False, **options):
    """`call` runs the reference; `args` and `options` are what the function of this project gets."""
    cases.append({"name": name, "args": [code(a) for a in args], "options": {k: code(v) for k, v in options.items()},
                  "close": close, "result": result_of(call())})


def same(name, f, *args, close=False, options=(), **kwargs):
    """Both take the same arguments; `options` renames keywords."""
    names = dict(options)
    add(name, lambda: f(*args, **kwargs), *args, close=close, **{names.get(k, k): v for k, v in kwargs.items()})


dtypes = ["bool", "int8", "uint8", "int16", "int32", "int64", "uint64", "float32", "float64", "complex64", "complex128"]

# creation
for args in [(4,), (0,), (-3,), (2, 7), (7, 2), (0, 20, 0.02), (0.0, 10.0, 0.1), (10, 0, -3), (1, 2, 0.3), (0, 1, 0.1), (5, 5), (0.5, 3), (-1, 1.1, 0.1), (1e10, 1e10 + 5)]:
    # The count is NumPy's; the elements are start + i * step, as docs/differences.md says: np.arange spreads the rounding error of its first step.
    full = (0, *args, 1)[:3] if len(args) == 1 else (*args, 1)[:3]
    add("arange", lambda: full[0] + np.arange(len(np.arange(*args))) * full[2] + 0.0, *args)
for dtype in ["int8", "uint16", "int64", "float32"]:
    add("arange", lambda: np.arange(2, 11, 3).astype(dtype), 2, 11, 3, dtype=dtype)
for args, kw in [((0, 1), {}), ((0, 1), {"num": 5}), ((-np.pi, np.pi), {"num": 5}), ((0, 1), {"num": 7, "endpoint": False}), ((3, 3), {"num": 4}), ((5, -5), {"num": 11}), ((0, 1), {"num": 1}),
                 ((0, 1), {"num": 0}), ((0, 10), {"num": 4, "dtype": "int32"}), ((-5, 5), {"num": 4, "dtype": "int64"}), ((0, 1), {"num": 1, "endpoint": False}), ((1e-300, 2e-300), {"num": 3}), ((0, 0.1), {"num": 11, "dtype": "float32"})]:
    same("linspace", np.linspace, *args, **kw)
same("linspace", np.linspace, np.array([0.0, 1.0]), np.array([10.0, 21.0]), num=5)
same("linspace", np.linspace, np.array([[0.0], [1.0]]), np.array([10.0, 21.0, 2.0]), num=4, axis=1, endpoint=False)
same("linspace", np.linspace, np.array([0.0, 1.0]), 10.0, num=3, axis=-1)
for args, kw in [((0, 3), {"num": 4}), ((0, 3), {"num": 4, "endpoint": False}), ((0, 4), {"num": 5, "base": 2.0}), ((-1, 1), {"num": 7})]:
    same("logspace", np.logspace, *args, close=True, **kw)
for args, kw in [((1, 1000), {"num": 4}), ((1, 256), {"num": 9}), ((1000, 1), {"num": 4}), ((-1000, -1), {"num": 4}), ((1, 1000), {"num": 3, "endpoint": False}), ((2, 3), {"num": 1})]:
    same("geomspace", np.geomspace, *args, close=True, **kw)
for n, m, k in [(3, None, 0), (3, 4, 1), (4, 2, -1), (2, 2, 5), (0, None, 0), (3, 3, -7)]:
    kw = {"k": k} if m is None else {"m": m, "k": k}
    add("eye", lambda: np.eye(n, m, k), n, **kw)
    add("tri", lambda: np.tri(n, m, k), n, **kw)
add("identity", lambda: np.identity(3, dtype="int16"), 3, dtype="int16")
for dtype in dtypes:
    add("eye", lambda: np.eye(2, dtype=dtype), 2, dtype=dtype)
    a = np.arange(12).reshape(3, 4).astype(dtype)
    for k in [0, 1, -2]:
        same("diag", np.diag, a, k=k)
        same("diag", np.diag, a[0], k=k)
        same("tril", np.tril, a, k=k)
        same("triu", np.triu, a, k=k)
    add("zerosLike", lambda: np.zeros_like(a), a)
    add("onesLike", lambda: np.ones_like(a), a)
    add("fullLike", lambda: np.full_like(a, 1), a, 1)
same("tril", np.tril, np.arange(24).reshape(2, 3, 4))
same("triu", np.triu, np.arange(24).reshape(2, 3, 4), k=-1)
same("diagflat", np.diagflat, np.array([[1, 2], [3, 4]]), k=1)
for shape in [(2, 3), (4,), (2, 0), (2, 2, 2)]:
    add("indices", lambda: np.indices(shape, dtype="float64"), list(shape))
    add("indices", lambda: np.indices(shape, dtype="int32", sparse=True), list(shape), dtype="int32", sparse=True)
for lists in [([1, 2, 3], [10, 20]), ([1.5],), ([1, 2], [3, 4, 5], [6, 7]), ([], [1, 2])]:
    arrays = [np.array(x, dtype="float64") for x in lists]
    for kw in [{}, {"indexing": "ij"}, {"sparse": True}, {"sparse": True, "indexing": "ij"}]:
        add("meshgrid", lambda: np.meshgrid(*arrays, **kw), arrays, **kw)

# indexing
a1 = np.arange(7) * 10
a2 = np.arange(20).reshape(4, 5)
a3 = np.arange(60.0).reshape(3, 4, 5)
a4 = np.arange(120, dtype="int16").reshape(2, 3, 4, 5)
i2 = np.array([[0, 1], [2, 0]])
mask2 = a2 % 3 == 0
selections = [
    (a1, (np.array([2, 0, -1]),)), (a1, ([2, 0, 2],)), (a1, (a1 > 25,)), (a1, (i2,)), (a1, (np.array([], dtype="int64"),)), (a1, (np.zeros(7, dtype=bool),)), (a1, (None, np.array([1, 2]))), (a1, (np.array([1, 2]), None)),
    (a2, ([2, 0, 2], 1)), (a2, (1, [2, 0])), (a2, (slice(None), [2, 0])), (a2, ([2, 0],)), (a2, ([2, 0], slice(None, None, -1))), (a2, ([0, 1, 2], [4, 3, 2])), (a2, (np.array([[0], [2]]), np.array([1, 3]))),
    (a2, (mask2,)), (a2, (mask2[:, 0],)), (a2, (slice(None), mask2[0])), (a2, (mask2[:, 0], [1, 2])), (a2, (mask2[:, 0], slice(1, 3))), (a2, (np.array([True, False, False, True]), np.array([True, False, True, False, False]))),
    (a2, (Ellipsis, [1, 1])), (a2, (np.array([1, 2], dtype="uint8"), Ellipsis)), (a2, (np.array(2), np.array(3))), (a2, (None, [0, 1], None, slice(2))),
    (a3, ([0, 2],)), (a3, (slice(None), [0, 2])), (a3, (slice(None), slice(None), [0, 2])), (a3, ([0, 2], [1, 1])), (a3, ([0, 2], slice(None), [1, 3])), (a3, (slice(None), [1, 3], [0, 4])), (a3, (0, slice(None), [1, 3])), (a3, (slice(None), 0, [1, 3])),
    (a3, ([0, 1], None, [1, 3])), (a3, (slice(None), None, [1, 3], [0, 4])), (a3, (a3 > 30,)), (a3, (a3[:, :, 0] > 30,)), (a3, (slice(None), a3[0] > 7)), (a3, (a3[:, 0, 0] > 10, slice(None), [0, 1])), (a3, (Ellipsis, a3[0, 0] > 2)),
    (a3, (i2, slice(1, 3), [0, 1])), (a3, (i2, [0, 1])), (a3, (slice(None), i2, slice(None, None, 2))), (a3, ([1], Ellipsis, [2])), (a3, (slice(None), [0, 1], Ellipsis, [2, 3])), (a3, (slice(5, 2), [0])), (a3[::-1, :, ::2], ([0, 1], slice(None), [2, 1])),
    (a3.T, ([0, 4], [1, 1])), (a3.T, (a3.T > 20,)), (a4, (0, [1, 2], slice(None), [0, 4])), (a4, (slice(None), [1, 2], [0, 3], slice(1, 4))), (a4, (slice(None), [1, 2], slice(None), [0, 3])), (a4, (a4[0, :, :, 0] > 20,) if False else (slice(None), a4[0, :, :, 0] > 20)),
    (a4, (slice(None), a4[0, :, :, 0] > 20, [0, 1, 2, 3, 4, 0, 1] if False else slice(None))), (a3 + 1j, (slice(None), [0, 2], slice(1, 3))), ((a3 + 1j).astype("complex64"), (a3 > 50,)), (a2.astype("uint64"), ([1, 2], [3, 4])), (mask2, ([0, 3],)),
]
for a, index in selections:
    add("at", lambda: a[index], a, list(index))
    target = a.copy()
    value = (np.arange(target[index].size).reshape(target[index].shape) + 100).astype(a.dtype)
    target[index] = value
    add("put", lambda: target, a, list(index), value)
    again = a.copy()
    again[index] = 7
    add("put", lambda: again, a, list(index), 7)
for index, value in [((slice(1, 3),), np.arange(5)), (([0, 2],), np.arange(5)), (([0, 2],), np.array([[1], [2]])), ((mask2,), np.array([5])), (([0, 2], slice(None)), np.array([[[1], [2]]])), ((slice(None), [1, 1]), np.array([8, 9]))]:
    target = a2.copy()
    target[index] = value
    add("put", lambda: target, a2, list(index), value)
target = a2.copy()
target[[0, 1], :] = 2.9
add("put", lambda: target, a2, [[0, 1], slice(None)], 2.9)
for axis in [0, 1, 2, -1, None]:
    kw = {} if axis is None else {"axis": axis}
    same("take", np.take, a3, np.array([0, 2, -1]), **kw)
    same("take", np.take, a3, np.array([[0, 1], [2, 2]]), **kw)
    same("take", np.take, a3, np.array([7, -9, 2]), mode="wrap", **kw)
    same("take", np.take, a3, np.array([70, -90, 2]), mode="clip", **kw)
    same("take", np.take, a3, np.array(1), **kw)
order = np.argsort(rng.uniform(size=(4, 5)), axis=1)
same("takeAlongAxis", np.take_along_axis, a2, order, 1)
same("takeAlongAxis", np.take_along_axis, a2, order[:1, :5] % 4, 0)
target = a2.copy()
np.put_along_axis(target, order[:, :2], np.array([[-1], [-2], [-3], [-4]]), 1)
add("putAlongAxis", lambda: target, a2, order[:, :2], np.array([[-1], [-2], [-3], [-4]]), 1)
add("compress", lambda: np.compress([True, False, True], a2, axis=0), np.array([True, False, True]), a2, axis=0)
add("compress", lambda: np.compress([0, 1, 1], a2), np.array([0, 1, 1]), a2)
add("extract", lambda: np.extract(a2 % 4 == 0, a2), a2 % 4 == 0, a2)
target = a2.copy()
np.place(target, a2 > 11, [1, 2, 3])
add("place", lambda: target, a2, a2 > 11, np.array([1, 2, 3]))
add("choose", lambda: np.choose([2, 0, 1, 0], [[0, 1, 2, 3], [10, 11, 12, 13], [20, 21, 22, 23]]), np.array([2, 0, 1, 0]), [np.arange(4), np.arange(4) + 10, np.arange(4) + 20])
add("choose", lambda: np.choose([5, -1, 1], [[0, 1, 2], [10, 11, 12]], mode="wrap"), np.array([5, -1, 1]), [np.arange(3), np.arange(3) + 10], mode="wrap")
add("choose", lambda: np.choose([[0], [1]], [-10, np.arange(3)], mode="clip"), np.array([[0], [1]]), [np.array(-10), np.arange(3)], mode="clip")
x = np.arange(6)
add("select", lambda: np.select([x < 3, x > 3], [x, x**2], 42), [x < 3, x > 3], [x, x**2], default=np.array(42))
add("select", lambda: np.select([x < 3, x < 5], [x * 0.5, x]), [x < 3, x < 5], [x * 0.5, x])

# joining and splitting
for names in [("float64", "float64"), ("uint8", "int8"), ("float32", "int32"), ("bool", "uint8"), ("int64", "uint64"), ("complex64", "float64"), ("float32", "int16")]:
    parts = [np.arange(6).reshape(2, 3).astype(names[0]), np.arange(6).reshape(2, 3).astype(names[1])]
    for axis in [0, 1, -1]:
        same("concatenate", np.concatenate, parts, axis=axis)
    for axis in [0, 1, 2]:
        same("stack", np.stack, parts, axis=axis)
    add("concatenate", lambda: np.concatenate(parts, axis=None), parts, axis=None)
    for name, f in [("vstack", np.vstack), ("hstack", np.hstack), ("dstack", np.dstack), ("columnStack", np.column_stack)]:
        same(name, f, parts)
        same(name, f, [p[0] for p in parts])
same("concatenate", np.concatenate, [a3[::-1], a3[:, ::-1][:1]])
same("concatenate", np.concatenate, [a2[:0], a2[:2], a2[3:]])
same("concatenate", np.concatenate, [a2, a2], dtype="float32")
same("hstack", np.hstack, [np.array(1), np.array(2)])
same("dstack", np.dstack, [np.array(1), np.array(2)])
for shape in [(), (3,), (2, 3), (2, 3, 4)]:
    one = np.arange(int(np.prod(shape))).reshape(shape)
    add("atLeast1d", lambda: np.atleast_1d(one), one)
    add("atLeast2d", lambda: np.atleast_2d(one), one)
    add("atLeast3d", lambda: np.atleast_3d(one), one)
add("broadcastArrays", lambda: np.broadcast_arrays(np.arange(3), np.array([[1], [2]])), np.arange(3), np.array([[1], [2]]))
same("append", np.append, np.arange(3), np.array([[7, 8]]))
same("append", np.append, a2, np.ones((1, 5)), axis=0)
add("block", lambda: np.block([[np.eye(2), np.zeros((2, 3))], [np.ones((1, 2)), np.full((1, 3), 5.0)]]), [[np.eye(2), np.zeros((2, 3))], [np.ones((1, 2)), np.full((1, 3), 5.0)]])
add("block", lambda: np.block([np.arange(2), np.arange(3)]), [np.arange(2), np.arange(3)])
add("block", lambda: np.block([[np.arange(2)], [np.arange(2)]]), [[np.arange(2)], [np.arange(2)]])
for sections in [2, [1, 3], [3, 1], [0, 4, 9], [-1]]:
    same("split", np.split, a2, sections)
for sections in [3, 7, [2]]:
    same("arraySplit", np.array_split, np.arange(8), sections)
    same("arraySplit", np.array_split, a2, sections, axis=1)
same("vsplit", np.vsplit, a2, 2)
same("hsplit", np.hsplit, a2, 5)
same("hsplit", np.hsplit, np.arange(6), 3)
same("dsplit", np.dsplit, a3, [2])

# manipulation
for reps in [2, 0, [2], [1, 2], [2, 1], [2, 2, 1], [1, 1, 1, 1]]:
    same("tile", np.tile, a2[:2, :2], reps)
same("tile", np.tile, np.array(3.5), [2, 2])
for axis in [None, 0, 1]:
    kw = {} if axis is None else {"axis": axis}
    same("repeat", np.repeat, a2[:3, :4], 2, **kw)
    same("repeat", np.repeat, a2[:3, :4], 0, **kw)
same("repeat", np.repeat, a2[:3], np.array([1, 0, 2]), axis=0)
same("repeat", np.repeat, (a2 + 1j)[:, ::-1], np.array([1, 0, 2, 1, 1]), axis=1)
for shift, axis in [(2, None), (-3, None), (1, 0), (-1, 1), (7, 1), ([1, 2], [0, 1]), (1, [0, 1]), ([1, 2], 0), (0, 0)]:
    same("roll", np.roll, a2, shift, **({} if axis is None else {"axis": axis}))
same("roll", np.roll, np.zeros((0, 3)), 1, axis=0)
for k in [-1, 0, 1, 2, 3, 4, 5]:
    same("rot90", np.rot90, a2, k=k)
    same("rot90", np.rot90, a3, k=k, axes=[2, 0])
same("fliplr", np.fliplr, a2)
same("flipud", np.flipud, a2)
for entries in [1, -1, [0, 2], [2, -1], slice(None, None, 2), np.array([True, False, False, True])]:
    same("deleteItems", np.delete, a2, entries, axis=0)
same("deleteItems", np.delete, a2, [1, 3, 3])
same("deleteItems", np.delete, a2, slice(1, 4), axis=1)
for entries, values, kw in [(1, 99, {}), (1, 99, {"axis": 1}), (1, np.array([1, 2, 3, 4]), {"axis": 1}), ([1], np.array([[1], [2], [3], [4]]), {"axis": 1}), ([1, 3], 99, {"axis": 0}), ([0, 4, 0], np.array([[1], [2], [3]]), {"axis": 0}),
                            (-1, 7, {}), (np.array([2, 2]), np.array([5, 6]), {}), (slice(0, 3), 8, {}), (20, 1, {}), (2, np.array([7, 8]), {}), (1, 2.7, {"axis": 0})]:
    same("insert", np.insert, a2, entries, values, **kw)
for values in [[0, 0, 1, 2, 0, 3, 0], [0, 0], [], [1.0, 0.0]]:
    for trim in ["fb", "f", "b"]:
        same("trimZeros", np.trim_zeros, np.array(values), trim=trim)
for shape in [[2, 3], [7], [0], [3, 2, 2]]:
    same("resize", np.resize, np.arange(5), shape)
for dtype in ["bool", "uint8", "int32", "int64", "float32", "complex128"]:
    d = np.array([1, 2, 4, 7, 0], dtype=dtype)
    same("diff", np.diff, d)
    same("diff", np.diff, d, n=2)
same("diff", np.diff, a3 ** 2, axis=0)
same("diff", np.diff, a3 ** 2, n=3, axis=1)
same("diff", np.diff, a2, n=9)
same("diff", np.diff, a2.astype(float), axis=1, prepend=0.0, append=np.array([[1.0], [2.0], [3.0], [4.0]]))
camel = {"constant_values": "constantValues", "end_values": "endValues", "stat_length": "statLength", "reflect_type": "reflectType"}
p1 = np.array([1.0, 2.0, 4.0, 8.0])
p2 = np.array([[1, 5, 2], [7, 3, 9]])
for p in [p1, p2, p2.astype("uint8"), p2 * 1.5 + 1j, p2.astype("float32") / 3]:
    for mode in ["constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum", "reflect", "symmetric", "wrap"]:
        if p.dtype.kind == "c" and mode in ("linear_ramp", "maximum", "minimum", "median"):
            continue
        same("pad", np.pad, p, 1, mode=mode, close=mode in ("mean", "linear_ramp"))
        same("pad", np.pad, p, [2, 1], mode=mode, close=mode in ("mean", "linear_ramp"))
        if p.ndim == 2:
            same("pad", np.pad, p, [[1, 0], [0, 2]], mode=mode, close=mode in ("mean", "linear_ramp"))
same("pad", np.pad, p1, [3, 2], options=camel.items(), mode="constant", constant_values=[7, 9])
same("pad", np.pad, p2, 2, options=camel.items(), mode="constant", constant_values=[[1, 2], [3, 4]])
same("pad", np.pad, p1, [3, 2], options=camel.items(), mode="linear_ramp", end_values=[-4, 20])
same("pad", np.pad, p2, 3, options=camel.items(), mode="linear_ramp", end_values=[[0, 10], [-5, 5]])
for mode in ["maximum", "mean", "median", "minimum"]:
    same("pad", np.pad, p1, 2, options=camel.items(), mode=mode, stat_length=2)
    same("pad", np.pad, p2, 1, options=camel.items(), mode=mode, stat_length=[1, 2])
for mode in ["reflect", "symmetric"]:
    for width in [2, [3, 1], 3, [9, 0] if mode == "reflect" else [8, 0], [0, 9] if mode == "reflect" else [0, 8]]:
        same("pad", np.pad, p1, width, options=camel.items(), mode=mode, reflect_type="odd")
        same("pad", np.pad, p1, width, mode=mode)
same("pad", np.pad, p1, [8, 4], mode="wrap")
same("pad", np.pad, np.array([3.0]), 2, mode="reflect")
same("pad", np.pad, p1, 0, mode="reflect")
same("pad", np.pad, np.zeros((0, 2)), [[1, 1], [0, 0]], mode="constant")
same("pad", np.pad, a3[::-1, :, ::-2], 1, mode="reflect")

# products
for dtype in dtypes:
    l = (np.arange(12).reshape(3, 4) % 5).astype(dtype)
    r = (np.arange(20).reshape(4, 5) % 3).astype(dtype)
    same("matmul", np.matmul, l, r)
    same("matmul", np.matmul, r.T, l.T)
    same("matmul", np.matmul, l[::-1, ::-1], r[::-1])
    same("matmul", np.matmul, l[0], r)
    same("matmul", np.matmul, l, r[:, 0])
    same("matmul", np.matmul, l[0], r[:, 1])
    same("dot", np.dot, l, r)
    same("dot", np.dot, l[0], r[:, 1])
    same("inner", np.inner, l, l)
    same("outer", np.outer, l[0], r[0])
    same("vdot", np.vdot, l, l)
    same("trace", np.trace, l) if dtype != "bool" else None
    same("kron", np.kron, l[:2, :2], r[:2, :3])
same("matmul", np.matmul, np.array([100, 100, 100], dtype="int8"), np.array([3, 3, 3], dtype="int8"))
same("matmul", np.matmul, np.array([[2**31 - 1, 5]], dtype="int32"), np.array([[3], [7]], dtype="int32"))
same("matmul", np.matmul, np.array([[2**63 - 1, 5]], dtype="int64"), np.array([[3], [7]], dtype="int64"))
same("matmul", np.matmul, np.array([[2**32 - 1, 5]], dtype="uint32"), np.array([[3], [7]], dtype="uint32"))
same("matmul", np.matmul, np.array([[1.5, 2]]), np.array([[3], [7]], dtype="uint8"))
for sl, sr in [((2, 3, 4), (2, 4, 5)), ((2, 3, 4), (4, 5)), ((3, 4), (2, 4, 5)), ((2, 1, 3, 4), (5, 4, 2)), ((4,), (2, 4, 5)), ((2, 3, 4), (4,)), ((0, 4), (4, 3)), ((3, 0), (0, 2)), ((2, 0, 4), (2, 4, 3))]:
    l, r = rng.randint(-9, 9, size=sl).astype(float), rng.randint(-9, 9, size=sr).astype(float)
    same("matmul", np.matmul, l, r)
for m, k, n in [(17, 33, 19), (33, 300, 21), (2, 5000, 3), (300, 7, 263)]:
    l, r = np.arange(m * k).reshape(m, k) % 7 - 3.0, np.arange(k * n).reshape(k, n) % 5 - 2.0
    cases.append({"name": "matmulLarge", "args": [m, k, n], "options": {}, "close": False, "result": plain(np.array([(l @ r).sum(), (l @ r)[-1, -1], (l @ r)[m // 2, n // 2], np.abs(l @ r).sum()]))})
same("dot", np.dot, a3, np.arange(5.0))
same("dot", np.dot, a3, np.arange(40.0).reshape(2, 5, 4))
same("dot", np.dot, np.array(3.0), np.arange(3.0))
same("vdot", np.vdot, np.array([1 + 2j, 3 - 1j]), np.array([2 - 1j, 1j]))
same("inner", np.inner, a3, np.arange(10.0).reshape(2, 5))
for axes in [0, 1, 2]:
    l, r = (np.arange(24.0).reshape(2, 3, 4), np.arange(60.0).reshape(3, 4, 5)) if axes == 2 else (np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4))
    same("tensordot", np.tensordot, l, r, axes=axes)
add("tensordot", lambda: np.tensordot(a3, a3, axes=([0, 1], [0, 1])), a3, a3, axes=[[0, 1], [0, 1]])
add("tensordot", lambda: np.tensordot(a3, a3, axes=([2, 0, 1], [2, 0, 1])), a3, a3, axes=[[2, 0, 1], [2, 0, 1]])
add("tensordot", lambda: np.tensordot(a3, np.arange(20.0).reshape(5, 4), axes=([1, 2], [1, 0])), a3, np.arange(20.0).reshape(5, 4), axes=[[1, 2], [1, 0]])
add("tensordot", lambda: np.tensordot(np.eye(3), a3, axes=(1, 0)), np.eye(3), a3, axes=[1, 0])
same("kron", np.kron, np.array([1, 2]), np.array([[1], [3]]))
v = rng.randint(-5, 5, size=(2, 4, 3)).astype(float)
w = rng.randint(-5, 5, size=(4, 3)).astype(float)
same("cross", np.cross, v, w)
same("cross", np.cross, w[0], w[1])
same("cross", np.cross, w[:, :2], w)
same("cross", np.cross, w, w[:, :2])
same("cross", np.cross, w[:, :2], w[::-1, :2])
same("cross", np.cross, w[0, :2], w[1, :2])
same("cross", np.cross, w.T, w[::-1].T, axis=0)
for kw in [{}, {"offset": 1}, {"offset": -1}]:
    same("trace", np.trace, a2, **kw)
    same("trace", np.trace, a3, **kw)
same("trace", np.trace, a3, axis1=1, axis2=2)
same("trace", np.trace, a3, axis1=-1, axis2=0, offset=1)
same("trace", np.trace, np.eye(3, dtype="uint8") * 200)
A, B, C, V = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4), np.arange(8.0).reshape(4, 2), np.arange(3.0)
S, T = np.arange(9.0).reshape(3, 3), np.arange(24.0).reshape(2, 3, 4)
for text, *ops in [("ij,jk->ik", A, B), ("ij,jk", A, B), ("ij,jk->ki", A, B), ("ij,jk,kl->il", A, B, C), ("ij,jk,kl", A, B, C), ("ij,jk,ki->", A, B, C), ("ii", S), ("ii->i", S), ("ij->ji", A), ("ji", A), ("ij->", A), ("ij->j", A), ("ij->i", A), ("i,i", V, V), ("i,i->i", V, V),
                   ("i,j->ij", V, V), ("i,j", V, V), ("bij,bjk->bik", T, T.transpose(0, 2, 1)), ("...ij,...jk->...ik", T, T.transpose(0, 2, 1)), ("...j,j", T.transpose(0, 2, 1), V), ("...ij->...ji", T), ("...", T), ("i...->...", T), ("ij,...j->i...", A, V),
                   ("ij,ij->ij", A, A), ("ij,ij->", A, A), ("ij,kj->ik", A, A), ("iij->ij", np.arange(18.0).reshape(3, 3, 2)), ("iii->", np.arange(8.0).reshape(2, 2, 2)), ("ijk,k->ij", T, np.arange(4.0)), ("ijk,jk,k->i", T, B, np.arange(4.0)), ("ijk->k", T), (" i j , j k -> i k ", A, B),
                   ("i,ij,j->", np.arange(2.0), A, V), ("ab,cd->abcd", A, B), ("ij,jk->ik", A.astype("int32"), B.astype("uint8")), ("ij,jk->ik", A + 1j, B), ("ij->j", A.astype("uint8") * 100), ("ij,j->i", A > 2, V > 0), ("ij->i", A > 2), ("i,->i", V, np.array(2.0)), (",", np.array(2.0), np.array(3.0)), ("i->", V), ("ij,kj->", A, A)]:
    add("einsum", lambda: np.einsum(text, *ops), text, *ops)

# polynomials
x = np.linspace(-2, 3, 12)
y = np.array([1.0, -0.5, 2.0, 3.5, 1.0, 0.0, -2.0, -1.5, 4.0, 8.0, 9.5, 20.0])
for degree in [0, 1, 2, 3, 5]:
    same("polyfit", np.polyfit, x, y, degree, close=True)
    same("polyfit", np.polyfit, x, np.stack([y, y**2], 1), degree, close=True)
    same("polyfit", np.polyfit, x, y, degree, close=True, w=np.arange(1.0, 13.0))
    full = np.polyfit(x, y, degree, full=True)
    add("polyfitFull", lambda: [full[0], full[1], full[3], np.polyfit(x, y, degree, cov=True)[1]], x, y, degree, close=True)
for p, at in [([1.0, 2.0, 3.0], np.array([0.0, 1.0, -2.0])), ([2.5], a2), ([1.0, 0.0, 2.0], a2), ([1.0, -1.0], np.float64(3.0)), ([1.5, 2.0], np.array([1.0, 2.0], dtype="float32")), ([], np.array([1.0, 2.0]))]:
    add("polyval", lambda: np.polyval(p, at), np.array(p), at)

# sums of one operand, and of two of three, in the dtype of all
small, wide = (np.arange(6).reshape(2, 3) * 50).astype("uint8"), np.arange(6).reshape(3, 2).astype("int32") * 100 - 70
for text, *ops in [("ij,kl->k", small, wide), ("ij,jk,kl->il", small, small.T, wide.T.copy()[:, :2]), ("ij,jk,k->i", small, small.T, np.array([1.5, 2.5], "float32")), ("ij,k->k", small > 3, wide[0])]:
    add("einsum", lambda: np.einsum(text, *ops), text, *ops)
for array in [a2, a3, a4[::-1, :, ::2], np.zeros((2, 0, 3))]:
    for kw in [{}, {"offset": 1}, {"offset": -2}, {"offset": 1, "axis1": 1, "axis2": 0}, {"axis1": -1, "axis2": 0, "offset": -1}]:
        same("diagonal", np.diagonal, array, **kw)
target = np.arange(6.0).reshape(2, 3)
for index, value in [((1,), np.array([[[7.0, 8.0, 9.0]]])), ((Ellipsis,), np.array([[[[5.0], [6.0]]]])), ((0, 1), np.array([[3.0]]))]:
    changed = target.copy()
    changed[index] = value
    add("put", lambda: changed, target, list(index), value)

# floats go before whole numbers, whatever the order
mixed = [np.array([1, 2], dtype) for dtype in ("int16", "uint16", "float32")]
for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
    parts = [mixed[i] for i in order]
    same("concatenate", np.concatenate, parts)
    add("einsum", lambda: np.einsum("i,i,i->i", *parts), "i,i,i->i", *parts)
for order in (["uint64", "int64", "float32"], ["int8", "uint8", "complex64"]):
    same("concatenate", np.concatenate, [np.array([1, 2], dtype) for dtype in order])

write("manipulate.json", cases)
