import {
  array,
  type CumulativeOptions,
  cumprod,
  cumsum,
  type DType,
  elementsOf,
  type NDArray,
  nancumprod,
  nancumsum,
  withRuntime,
  zeros,
} from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["binning"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Running = (a: NDArray, options: CumulativeOptions) => NDArray;
const functions: Readonly<Record<string, Running>> = { cumsum, cumprod, nancumsum, nancumprod };

/** The same on all numbers of threads, plain and resident, as from the reference body. */
function compare(name: string, a: NDArray, options: CumulativeOptions, served = true): void {
  const apply = functions[name] as Running;
  const expected = apply(a, options);
  const before = a.copy();
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const own = withRuntime(runtime, a);
    expectSame(apply(own, options), expected);
    expect(ran(), `${a.dtype} (${a.shape}) ${JSON.stringify(options)}`).toEqual(served ? [`@core/array/${name}`] : []);
    if (i === 1 || !served) continue;
    const there = (backends[i] as (typeof backends)[0]).resident(own);
    const result = apply(there, options);
    expectSame(result.copy(), expected);
    result.storage.dispose?.();
    there.storage.dispose?.();
    ran();
  }
  expectSame(a, before);
}

const floats: readonly DType[] = ["float32", "float64"];
const wholes: readonly DType[] = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"];
const shapes: readonly (readonly number[])[] = [
  [1000],
  [17, 61],
  [5, 7, 53],
  [3, 1, 500],
  [40000],
  [3, 20000],
  [20000, 3],
  [3, 9000, 2],
  [7, 2500],
  [9, 5, 1030],
];

test("running sums and products of floats", () => {
  for (const dtype of floats)
    for (const shape of dtype === "float32" ? shapes : shapes.slice(0, 7)) {
      const a = sampleArray(dtype, shape, 1);
      const tame = a.copy();
      const data = elementsOf(tame) as Float64Array;
      for (let i = 0; i < data.length; i++) data[i] = i % 97 === 0 ? Number.NaN : 1 + Math.sin(i) / 7;
      data[0] = -0;
      for (const axis of [undefined, ...shape.keys()])
        for (const name of Object.keys(functions)) {
          if (name.endsWith("sum")) compare(name, a, { axis });
          compare(name, tame, { axis });
        }
    }
});

test("running sums and products of whole numbers wrap", () => {
  for (const dtype of wholes)
    for (const shape of [[1000], [5, 7, 53], [2, 9000]]) {
      const a = sampleArray(dtype, shape, 2);
      for (const axis of [undefined, ...shape.keys()])
        for (const name of ["cumsum", "cumprod", "nancumsum"]) compare(name, a, { axis });
    }
});

test("dtypes of results", () => {
  for (const dtype of wholes)
    for (const wanted of ["int8", "uint16", "int32", "uint64", "float32", "float64"] as const)
      for (const name of ["cumsum", "cumprod"])
        compare(name, sampleArray(dtype, [6, 80], 3), { axis: 1, dtype: wanted });
  compare("cumsum", sampleArray("float32", [6, 80], 3), { axis: 0, dtype: "float64" });
  compare("cumsum", sampleArray("float64", [6, 80], 3), { axis: -1, dtype: "float32" });
});

test("any layout", () => {
  for (const layout of layouts)
    for (const axis of [undefined, 0, 1]) {
      compare("cumsum", laidOut(sampleArray("float32", [60, 70], 1), layout), { axis });
      compare("cumprod", laidOut(sampleArray("int16", [60, 70], 1), layout), { axis });
    }
});

test("what is left to the reference body", () => {
  compare("cumsum", array([1, 2, 3]), {}, false);
  compare("cumsum", zeros([0]), {}, false);
  compare("cumsum", sampleArray("complex64", [600], 1), {}, false);
  compare("cumsum", sampleArray("uint8", [600], 1), { dtype: "bool" }, false);
  compare("cumsum", sampleArray("uint8", [600], 1), { dtype: "complex128" }, false);
  const a = zeros([600], { dtype: "float64" });
  compare("cumsum", a, { dtype: "int32" }, false);
  for (const { runtime } of runtimes) expect(() => cumsum(withRuntime(runtime, a), { axis: 1 })).toThrow("axis");
});
