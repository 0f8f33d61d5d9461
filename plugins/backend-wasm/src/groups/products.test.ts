import { type DType, elementsOf, matmul, type NDArray, withRuntime, zeros } from "@core/array";
import { gram } from "sci-linalg";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["products"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

function sample(dtype: DType, shape: readonly number[], seed = 1): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = 10 * Math.sin(i * 1.7 + seed) + Math.cos(i * i * 0.013);
  return a;
}

/**
 * Sums of k products are off by no more than the rounding of each step: a few units in the last place times the root of k, of the
 * largest result of random numbers; reference bodies add float32 up in float64.
 */
function compare(call: (...inputs: NDArray[]) => NDArray, inputs: readonly NDArray[], k: number, wanted = true): void {
  const expected = call(...inputs);
  const unit = expected.dtype === "float32" ? 6e-8 : 1.2e-16;
  let first: Float64Array | undefined;
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const got = call(...inputs.map((input) => withRuntime(runtime, input)));
    expect(ran().length).toBe(wanted ? 1 : 0);
    expectSame(got, expected, unit * 4 * Math.sqrt(k + 4));
    const data = elementsOf(got) as Float64Array;
    first ??= data;
    if (i < 3) expect(data.every((value, j) => Object.is(value, first?.[j]))).toBe(true);
  }
}

test.each(["float32", "float64"] as const)("matrices of %s of all sizes", (dtype) => {
  for (const [m, k, n] of [
    [64, 64, 64],
    [65, 257, 33],
    [3, 700, 5],
    [129, 31, 7],
    [1000, 3, 9],
    [2, 4100, 2],
    [77, 91, 300],
    [128, 513, 64],
    [130, 1, 130],
  ] as const)
    compare(matmul, [sample(dtype, [m, k]), sample(dtype, [k, n], 2)], k);
});

test("vectors on either side, of matrices as they are and turned round", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const [m, k] of [
      [100, 101],
      [7, 5003],
      [5003, 7],
      [1, 9000],
      [9000, 1],
    ] as const) {
      const [a, x, y] = [sample(dtype, [m, k]), sample(dtype, [k], 2), sample(dtype, [m], 3)];
      const worth = m * k >= 8192;
      compare(matmul, [a, x], k, worth);
      compare(matmul, [y, a], m, worth);
      compare(matmul, [sample(dtype, [k, m]).T, x], k, worth);
      compare(matmul, [y, sample(dtype, [k, m]).T], m, worth);
      compare(matmul, [laidOut(sample(dtype, [k]), "reversed"), sample(dtype, [k, m])], k, worth);
    }
});

test("any layout, and stacks whose axes repeat", () => {
  for (const dtype of ["float32", "float64"] as const) {
    for (const one of layouts)
      for (const other of layouts)
        compare(matmul, [laidOut(sample(dtype, [40, 50]), one), laidOut(sample(dtype, [50, 30], 2), other)], 50);
    compare(matmul, [sample(dtype, [6, 20, 30]), sample(dtype, [6, 30, 11], 2)], 30);
    compare(matmul, [sample(dtype, [6, 70, 30]), sample(dtype, [30, 11], 2)], 30);
    compare(matmul, [sample(dtype, [70, 30]), sample(dtype, [5, 30, 11], 2)], 30);
    compare(matmul, [sample(dtype, [4, 1, 20, 30]), sample(dtype, [3, 30, 11], 2)], 30);
    compare(matmul, [sample(dtype, [4, 20, 30]), sample(dtype, [4, 30, 1], 2)], 30, false);
    compare(matmul, [sample(dtype, [4, 90, 30]), sample(dtype, [4, 30, 1], 2)], 30);
    compare(matmul, [sample(dtype, [200]), sample(dtype, [3, 200, 50], 2)], 200);
  }
});

test("NaN and infinity, and what is left to the reference body", () => {
  const [a, b] = [sampleArray("float64", [70, 60], 1), sampleArray("float64", [60, 50], 2)];
  compare(matmul, [a, b], 60);
  compare(matmul, [sample("float32", [5, 5]), sample("float32", [5, 5])], 5, false);
  compare(matmul, [sample("float32", [0, 500]), sample("float32", [500, 50])], 5, false);
  compare(matmul, [sample("float32", [50, 0]), sample("float32", [0, 50])], 5, false);
  compare(matmul, [sample("int32", [50, 50]), sample("int32", [50, 50])], 5, false);
});

test("Gram matrices are symmetric", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of [
      [300, 70],
      [5, 200],
      [4000, 3],
    ] as const)
      for (const layout of ["contiguous", "transposed", "reversed"] as const) {
        compare(gram, [laidOut(sample(dtype, shape), layout)], shape[0]);
        const g = gram(withRuntime(runtimes[1]?.runtime, sample(dtype, shape)));
        expect(matmulSame(g)).toBe(true);
        runtimes[1]?.ran();
      }
});

function matmulSame(g: NDArray): boolean {
  const [own, other] = [elementsOf(g) as Float64Array, elementsOf(g.T.copy()) as Float64Array];
  return own.every((value, i) => value === other[i]);
}

test("arrays that live in the memory", () => {
  const [a, b] = [sample("float32", [80, 90]), sample("float32", [90, 70])];
  for (const [i, backend] of backends.entries()) {
    const own = backend.resident(withRuntime(runtimes[i]?.runtime, a));
    const got = backend.scope(() => matmul(own, withRuntime(runtimes[i]?.runtime, b)));
    expect(got.storage.pointer).toBeDefined();
    expectSame(got, matmul(a, b), 1e-6);
    got.storage.dispose?.();
    own.storage.dispose?.();
    expect(backend.used).toBe(0);
  }
});
