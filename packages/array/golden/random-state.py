"""Streams of numpy.random.RandomState: random-state.json. Each case is one seed and a list of calls on the same stream."""
import numpy as np

from common import write

cases = []


def call(state, name, args, kwargs):
    result = getattr(state, name)(*args, **kwargs)
    return {"name": name, "args": [list(a) if isinstance(a, tuple) else a for a in args], "kwargs": kwargs, "result": np.asarray(result)}


def run(seed, *calls):
    state = np.random.RandomState(seed)
    cases.append({"seed": seed, "calls": [call(state, name, args, kwargs) for name, args, kwargs in calls]})


for seed in [0, 1, 42, 123456789, 2**31, 2**32 - 1, [1, 2, 3], [2**32 - 1], list(range(700))]:
    run(seed, ("random_sample", (), {"size": 5}), ("normal", (), {"size": 5}), ("randint", (10,), {"size": 6}), ("uniform", (), {"size": (2, 3)}))
run(0, ("random_sample", (), {"size": 1000}))
run(3, ("uniform", (-5.0, 12.5), {"size": 8}), ("uniform", ([0.0, 10.0, 20.0], [1.0, 20.0, 21.0]), {"size": (2, 3)}), ("uniform", (), {}))
run(4, ("normal", (10.0, 2.5), {"size": 9}), ("normal", ([[0.0], [100.0]], [1.0, 2.0, 3.0]), {}), ("standard_normal", (), {"size": 3}), ("random_sample", (), {"size": 2}), ("normal", (), {}))
for lam in [0, 0.1, 1, 5, 9.999, 10, 12.5, 30, 100, 1000.5, 1e6, 1e12]:
    run(5, ("poisson", (lam,), {"size": 40}))
run(6, ("poisson", ([0.0, 0.5, 5.0, 15.0, 150.0],), {"size": (20, 5)}))
for low, high, dtype in [(0, 1, "int64"), (0, 2, "int64"), (-5, 5, "int64"), (0, 2**32, "int64"), (0, 2**32 + 1, "int64"), (-2**63, 2**63 - 1, "int64"), (0, 2**40, "int64"),
                         (0, 255, "uint8"), (0, 256, "uint8"), (-128, 128, "int8"), (3, 7, "int8"), (0, 1000, "int16"), (0, 65536, "uint16"), (0, 2, "bool"),
                         (-2**31, 2**31, "int32"), (0, 2**32, "uint32"), (0, 17, "uint32"), (0, 2**64, "uint64"), (2**63, 2**63 + 1000, "uint64")]:
    state = np.random.RandomState(8)
    cases.append({"seed": 8, "calls": [{"name": "randint", "args": [{"big": str(low)}, {"big": str(high)}], "kwargs": {"size": 21, "dtype": dtype},
                                        "result": state.randint(low, high, size=21, dtype=dtype)}]})
run(9, ("permutation", (12,), {}), ("permutation", ([5.0, 6.0, 7.0],), {}), ("permutation", ([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]],), {}), ("random_sample", (), {}))
for a in [np.arange(10.0), np.arange(12.0).reshape(4, 3), np.arange(1.0), np.arange(0.0)]:
    state = np.random.RandomState(10)
    shuffled = a.copy()
    state.shuffle(shuffled)
    cases.append({"seed": 10, "calls": [{"name": "shuffle", "args": [a], "kwargs": {}, "result": shuffled}]})
run(11, ("choice", (7,), {"size": 10}), ("choice", ([10.0, 20.0, 30.0],), {"size": (2, 4)}), ("choice", (9,), {"size": 5, "replace": False}),
    ("choice", (4,), {"size": 12, "p": [0.1, 0.0, 0.3, 0.6]}), ("choice", (5,), {"size": 4, "replace": False, "p": [0.1, 0.2, 0.3, 0.4, 0.0]}), ("choice", (100,), {}))
run(12, ("exponential", (2.5,), {"size": 20}), ("gamma", (0.5, 2.0), {"size": 12}), ("gamma", (1.0,), {"size": 5}), ("gamma", (7.5, 0.1), {"size": 12}), ("gamma", (0.0,), {"size": 2}))

write("random-state.json", cases)
