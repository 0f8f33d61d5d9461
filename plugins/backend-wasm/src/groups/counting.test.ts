import * as core from "@core/array";
import { type DType, dtypes, type NDArray } from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["counting"], ...own })));
const runtimes = backends.map((backend) => ({ backend, ...watchedRuntime(backend.plugin) }));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (...inputs: NDArray[]) => unknown;

/** Compares a call in all runtimes, on plain and on resident arrays, with the reference body. */
function compare(call: Call, inputs: readonly NDArray[], operation: string | undefined): void {
  const before = inputs.map((input) => input.copy());
  const expected = call(...inputs);
  for (const { backend, runtime, ran } of runtimes) {
    ran();
    const own = inputs.map((input) => core.withRuntime(runtime, input));
    expectSame(call(...own), expected);
    expect([...new Set(ran())]).toEqual(operation === undefined ? [] : [operation]);
    backend.scope(() => expectSame(call(...own.map((input) => backend.resident(input))), expected));
    expect(backend.used).toBe(0);
  }
  for (const [i, one] of before.entries()) expectSame(inputs[i], one);
}

const real = dtypes.filter((dtype) => !["bool", "complex64", "complex128"].includes(dtype));
const wholes = real.filter((dtype) => !dtype.startsWith("float"));

test("statistics of blocks, of all dtypes and layouts", () => {
  const call: Call = (a) => Object.values(core.statistics(a as NDArray));
  for (const dtype of real) {
    for (const shape of [[1024], [4095], [4096], [4097], [3, 7, 1009], [300007]])
      compare(call, [sampleArray(dtype, shape, 1)], "@core/array/blockStatistics");
    for (const layout of layouts)
      compare(call, [laidOut(sampleArray(dtype, [61, 97], 2), layout)], "@core/array/blockStatistics");
    compare(call, [sampleArray(dtype, [1023], 3)], undefined);
    compare(call, [sampleArray(dtype, [0], 3)], undefined);
  }
});

test("statistics without NaN, with many and with nothing else", () => {
  const call: Call = (a) => Object.values(core.statistics(a as NDArray));
  for (const dtype of ["float32", "float64"] as const)
    for (const gap of [1, 2, 3, 5000]) {
      const a = finite(dtype, 12289, 7);
      const data = a.data as Float64Array;
      if (gap < 5000) for (let i = 0; i < data.length; i += gap) data[i] = Number.NaN;
      compare(call, [a], "@core/array/blockStatistics");
    }
});

function finite(dtype: DType, size: number, seed: number): NDArray {
  const numbers = Float64Array.from({ length: size }, (_, i) => 100 + 50 * Math.sin(i * 1.7 + seed) + (i % 13));
  return core.fromData(numbers, [size]).astype(dtype) as NDArray;
}

test("pairs in equal bins", () => {
  const operation = "@core/array/histogram2d";
  for (const dtype of ["float32", "float64"] as const)
    for (const size of [2048, 16385, 40009]) {
      const [x, y] = [finite(dtype, size, 1), finite(dtype, size, 2)];
      const call =
        (options: core.Histogram2dOptions): Call =>
        (a, b) =>
          core.histogram2d(a as NDArray, b as NDArray, options);
      for (const bins of [1, 10, 255]) compare(call({ bins }), [x, y], operation);
      compare(call({ bins: [7, 64] }), [x, core.rint(y)], operation);
      const range = [
        [100, 120],
        [60.5, 150],
      ] as const;
      compare(call({ bins: [20, 8], range }), [core.rint(x), y], operation);
      compare(call({ bins: 12, range, density: true }), [x, y], operation);
      compare(call({ bins: [[50, 100, 170], 8] }), [x, y], undefined);
      compare(call({ bins: 5, weights: y }), [x, y], undefined);
      const [p, q] = [x.copy(), y.copy()];
      for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 5e-324].entries()) {
        (p.data as Float64Array)[31 * i] = value;
        (q.data as Float64Array)[31 * i + 7] = value;
      }
      compare(call({ bins: 16, range }), [p, q], operation);
    }
  const line = finite("float64", 9000, 5);
  for (const step of ["::2", "::-2", "::3"])
    compare(
      (a) => core.histogram2d((a as NDArray).slice(step), (a as NDArray).slice("::-1").slice(step)),
      [line],
      operation,
    );
  const small = [1, 2].map((seed) => core.multiply(finite("float64", 3000, seed), 5e-324) as NDArray);
  compare((a, b) => core.histogram2d(a as NDArray, b as NDArray, { bins: 9 }), small, operation);
  const equal = [1, 2].map((value) => core.full([3000], value) as NDArray);
  compare((a, b) => core.histogram2d(a as NDArray, b as NDArray), equal, operation);
  for (const layout of layouts)
    compare(
      (a, b) => core.histogram2d(core.ravel(a as NDArray), core.ravel(b as NDArray)),
      [1, 2].map((seed) => laidOut(finite("float64", 6000, seed).reshape([60, 100]) as NDArray, layout)),
      operation,
    );
});

test("counts of whole numbers, and sums of their weights", () => {
  const operation = "@core/array/bincount";
  for (const dtype of wholes)
    for (const size of [4096, 16385, 50021]) {
      const numbers = Float64Array.from({ length: size }, (_, i) => (i * 7919) % 101);
      const x = core.fromData(numbers, [size]).astype(dtype) as NDArray;
      const weights = sampleArray("float64", [size], 3);
      compare((a) => core.bincount(a as NDArray), [x], operation);
      compare((a) => core.bincount(a as NDArray, { minlength: 300 }), [x], operation);
      compare((a, b) => core.bincount(a as NDArray, { weights: b as NDArray }), [x, weights], operation);
      compare((a) => core.bincount(a as NDArray), [x.slice("::-1")], operation);
    }
  const wrong = core.full([5000], -1, { dtype: "int32" }) as NDArray;
  for (const { runtime } of runtimes)
    expect(() => core.bincount(core.withRuntime(runtime, wrong))).toThrow(
      expect.objectContaining({ code: "BAD_VALUE" }),
    );
  compare((a) => core.bincount(a as NDArray), [core.full([100], 3, { dtype: "int32" }) as NDArray], undefined);
});

test("places among sorted numbers, and bins", () => {
  const operation = "@core/array/searchsorted";
  const floats = ["float32", "float64"] as const;
  for (const dtype of floats)
    for (const other of floats)
      for (const length of [0, 1, 2, 7, 1000]) {
        const table = core.sort(core.rint(finite(other, length, 3))) as NDArray;
        const withNaN = core.sort(sampleArray(other, [Math.max(length, 20)], 3)) as NDArray;
        for (const values of [core.rint(finite(dtype, 1024, 1)), sampleArray(dtype, [7, 3001], 2)])
          for (const sorted of [table, withNaN])
            for (const side of ["left", "right"] as const)
              compare(
                (a, v) => core.searchsorted(a as NDArray, v as NDArray, { side }),
                [sorted, values as NDArray],
                operation,
              );
      }
  const edges = core.arange(60, 150, 10, { dtype: "float64" }) as NDArray;
  for (const layout of layouts) {
    const values = laidOut(finite("float64", 6000, 1).reshape([60, 100]) as NDArray, layout);
    compare((e, v) => core.digitize(v as NDArray, e as NDArray), [edges, values], operation);
    compare((e, v) => core.digitize(v as NDArray, core.flip(e as NDArray)), [edges, values], operation);
  }
  compare((e, v) => core.searchsorted(e as NDArray, v as NDArray), [edges, finite("float64", 100, 1)], undefined);
});
