import { array, type DType, elementsOf, type NDArray, withRuntime } from "@core/array";
import { BaseSignal, rebin } from "@core/signal";
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

/** The same on all numbers of threads, plain and resident, as from the reference body. */
function compare(apply: (a: NDArray) => unknown, a: NDArray, operation: string | undefined): void {
  const expected = apply(a);
  const before = a.copy();
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const own = withRuntime(runtime, a);
    ran();
    expectSame(apply(own), expected);
    expect(ran(), `${a.dtype} (${a.shape})`).toEqual(operation === undefined ? [] : [operation]);
    const backend = backends[i];
    if (backend === undefined || i === 1) continue;
    const there = backend.resident(own);
    backend.scope(() => {
      expectSame((apply(there) as NDArray).copy(), expected);
      return undefined;
    });
    there.storage.dispose?.();
    ran();
  }
  expectSame(a, before);
}

const binned = "@core/signal/rebin";
const scaled =
  (scale: readonly number[], more: object = {}) =>
  (x: NDArray) =>
    rebin(new BaseSignal(x), { scale: [...scale].reverse(), ...more }).data;

const floats: readonly DType[] = ["float32", "float64"];
const wholes: readonly DType[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32"];

const cases: readonly (readonly [shape: readonly number[], scale: readonly number[]])[] = [
  [
    [12, 14, 40],
    [2, 2, 4],
  ],
  [
    [12, 14, 40],
    [3, 1, 1],
  ],
  [
    [12, 14, 40],
    [1, 1, 5],
  ],
  [
    [12, 14, 40],
    [1, 7, 1],
  ],
  [
    [13, 17, 41],
    [2, 3, 4],
  ],
  [
    [15, 18, 41],
    [1.5, 1.5, 3.3],
  ],
  [
    [13, 17, 41],
    [1, 2.5, 2],
  ],
  [
    [13, 17, 41],
    [2, 1, 0.7],
  ],
  [
    [13, 17, 64],
    [1.7, 2, 1],
  ],
  [
    [5, 7, 100, 3],
    [2, 3, 2, 1],
  ],
  [
    [5, 7, 11, 3, 2],
    [2, 2, 2, 1.5, 1],
  ],
  [
    [5, 1, 7, 9, 11],
    [2, 1, 3, 3, 2],
  ],
  [[2001], [3]],
  [[2001], [2001]],
  [[2001], [2.5]],
  [[2001], [333.3]],
  [[60000], [7]],
  [[70000], [1.5]],
  [
    [3, 70001],
    [2, 2],
  ],
  [
    [3, 70001],
    [1.5, 10.5],
  ],
  [
    [4, 40000],
    [2, 1],
  ],
  [
    [4, 562, 24],
    [3, 293, 1],
  ],
  [
    [600, 500],
    [2, 2],
  ],
  [
    [300, 500],
    [1.25, 3],
  ],
  [
    [2, 300, 700],
    [1, 3, 1.5],
  ],
  [
    [30, 300, 40],
    [2, 2, 8],
  ],
];

test("sums of bins of floats", () => {
  for (const dtype of floats)
    for (const [shape, scale] of cases) {
      const a = sampleArray(dtype, shape, 1);
      // Cut bins of five axes take several passes of the reference body.
      for (const more of shape.length === 5 || a.size > 10000 ? [{}] : [{}, { crop: false }])
        compare(scaled(scale, more), a, binned);
    }
});

test("sums of bins of whole numbers", () => {
  for (const dtype of wholes)
    for (const [shape, scale] of dtype.startsWith("u") ? cases : cases.slice(0, 12))
      compare(scaled(scale), sampleArray(dtype, shape, 2), binned);
});

test("dtypes of results", () => {
  for (const dtype of wholes) {
    const a = sampleArray(dtype, [13, 17, 40], 3);
    for (const wanted of ["same", "float32", "float64", "int8", "uint8", "uint16", "int32", "uint64"] as const)
      compare(scaled([1, 17, 4], { dtype: wanted }), a, binned);
    compare(scaled([1.5, 1, 4], { dtype: "float32" }), a, binned);
  }
  const floating = sampleArray("float32", [13, 17, 40], 3);
  compare(scaled([2, 2, 2], { dtype: "float64" }), floating, binned);
  compare(scaled([13, 1, 2], { dtype: "int32" }), sampleArray("bool", [13, 17, 40], 3), binned);
  compare(scaled([13, 1, 2]), sampleArray("bool", [13, 17, 40], 3), binned);
});

test("complex numbers", () => {
  for (const dtype of ["complex64", "complex128"] as const) {
    const a = sampleArray(dtype, [13, 17, 20], 5);
    for (const scale of [
      [2, 2, 4],
      [1, 1, 5],
      [2, 1, 1],
      [1, 1.5, 1.2],
    ])
      compare(scaled(scale), a, binned);
  }
});

test("any layout", () => {
  for (const layout of layouts)
    for (const dtype of ["float32", "uint16"] as const) {
      const a = laidOut(sampleArray(dtype, [60, 70], 1), layout);
      compare(scaled([2, 3]), a, binned);
      compare(scaled([1, 1.5]), a, binned);
    }
});

test("whole numbers beyond 32 bits", () => {
  for (const dtype of ["int32", "uint32", "uint16", "int16"] as const) {
    const a = sampleArray(dtype, [40, 4000], 1);
    (elementsOf(a) as Float64Array).fill(dtype === "int32" || dtype === "int16" ? -32768 * 65536 : 4294967295);
    if (dtype === "int16") (elementsOf(a) as Float64Array).fill(-32768);
    compare(scaled([40, 4000]), a, binned);
    compare(scaled([40, 1]), a, binned);
  }
});

test("what is left to the reference body", () => {
  compare(scaled([2, 2]), sampleArray("float32", [20, 20], 1), undefined);
  compare(scaled([2, 2]), sampleArray("int64", [60, 70], 1), undefined);
  compare(scaled([0.3, 0.3]), sampleArray("float64", [60, 70], 1), undefined);
  compare(scaled([2, 2], { dtype: "complex128" }), sampleArray("float64", [60, 70], 1), undefined);
  compare(scaled([2, 1]), array([[1], [2]]), undefined);
});

test("narrow images, and many of them", () => {
  for (const dtype of ["float32", "uint8"] as const) {
    compare(scaled([1, 1, 2, 2]), sampleArray(dtype, [50, 60, 16, 16], 1), binned);
    compare(scaled([2, 2, 1, 1]), sampleArray(dtype, [50, 60, 16, 16], 1), binned);
    compare(scaled([1, 1, 4]), sampleArray(dtype, [300, 500, 4], 1), binned);
    compare(scaled([3, 2, 1]), sampleArray(dtype, [31, 50, 200], 1), binned);
  }
});
