import { type DType, type NDArray, withRuntime } from "@core/array";
import * as ndimage from "sci-ndimage";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["filters", "windows"], threads, deterministic: true })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => NDArray;
const dtypes: readonly DType[] = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bool"];
const modes = ["reflect", "constant", "nearest", "mirror", "wrap"] as const;
const shapes = [[1031], [37, 41], [1, 1500], [1500, 1], [33, 64], [11, 13, 17], [3, 7, 2, 64]];

/** The same with and without kernels, for any number of threads; `wanted` operations ran at least once. */
function compare(call: Call, a: NDArray, wanted: string | undefined, tolerance = 0): void {
  const before = a.copy();
  const expected = call(a);
  let first: NDArray | undefined;
  for (const { runtime, ran } of runtimes) {
    const got = call(withRuntime(runtime, a));
    const ids = ran();
    if (wanted === undefined) expect(ids).toEqual([]);
    else expect(ids.join()).toContain(`sci-ndimage/${wanted}`);
    expectSame(got, expected, tolerance);
    first ??= got;
    expectSame(got, first);
  }
  expectSame(a, before);
}

const symmetric = [0.1, -0.2, 0.5, -0.2, 0.1];
const antisymmetric = [-0.3, -0.1, 0, 0.1, 0.3];

test.each(modes)("correlations along each axis: %s", (mode) => {
  for (const dtype of dtypes)
    for (const shape of shapes)
      for (const axis of shape.keys())
        for (const weights of [symmetric, antisymmetric, [1, 2, -3, 0.5], [0.25]]) {
          if ((shape[axis] as number) === 1 && shape.length > 2) continue;
          const call: Call = (a) =>
            ndimage.correlate1d(a, weights, { mode, axis, cval: 1.5, origin: weights.length > 2 ? 1 : 0 });
          compare(call, sampleArray(dtype, shape, 3), "correlate1d");
        }
});

test.each(modes)("correlations along two axes: %s", (mode) => {
  const calls: readonly [Call, boolean][] = [
    [(a) => ndimage.gaussianFilter(a, [2, 0.8], { mode, cval: 1.5 }), true],
    [(a) => ndimage.gaussianFilter(a, [0.6, 5], { mode: ["wrap", mode], order: [1, 2] }), false],
    [(a) => ndimage.sobel(a, { mode, cval: 2 }), false],
    [(a) => ndimage.prewitt(a, { mode, axis: 0 }), false],
  ];
  for (const dtype of ["float64", "float32"] as const)
    for (const shape of [
      [37, 41],
      [2, 700],
      [150, 9],
      [3, 33, 64],
      [100, 203],
    ])
      for (const [call, smooth] of calls)
        compare(
          (a) => call(shape.length === 2 ? a : a.slice(1)),
          sampleArray(dtype, shape, 4),
          dtype === "float64" || smooth ? "correlate-axes" : "correlate1d",
          dtype === "float64" ? 0 : 4e-7,
        );
});

test("smoothing of float32 is in float32", () => {
  for (const shape of shapes)
    for (const sigma of [0.4, 1, 3, 9])
      compare(
        (a) => ndimage.gaussianFilter(a, sigma),
        sampleArray("float32", shape, 5),
        shape.length > 1 ? "correlate-axes" : "correlate1d",
        4e-7,
      );
  const huge = sampleArray("float32", [40, 60], 1);
  for (let i = 0; i < huge.size; i++) huge.data[i] = i % 7 === 0 ? 3e38 : 1;
  compare((a) => ndimage.gaussianFilter(a, 2), huge, "correlate-axes", 4e-7);
});

test("filters that are made of correlations", () => {
  const calls: Call[] = [
    (a) => ndimage.sobel(a),
    (a) => ndimage.prewitt(a, { axis: 0, mode: "wrap" }),
    (a) => ndimage.laplace(a),
    (a) => ndimage.gaussianLaplace(a, 1.5),
    (a) => ndimage.gaussianGradientMagnitude(a, 1),
    (a) => ndimage.gaussianFilter(a, 2, { order: 1, output: "float64" }),
    (a) => ndimage.correlate1d(a, [1, 1, 1], { output: "uint8" }),
    (a) => ndimage.correlate1d(a, [1e10, 3e15, 7], { output: "int32" }),
  ];
  for (const dtype of dtypes)
    for (const call of calls)
      if (dtype !== "bool") compare(call, sampleArray(dtype, [45, 53], 7), "correlate", dtype === "float32" ? 4e-7 : 0);
});

test.each(modes)("running means: %s", (mode) => {
  for (const dtype of dtypes)
    for (const shape of shapes)
      for (const size of [1, 2, 3, 5, 20]) {
        for (const axis of shape.keys())
          compare(
            (a) => ndimage.uniformFilter1d(a, size, { mode, axis, cval: 2.5, origin: size > 2 ? -1 : 0 }),
            sampleArray(dtype, shape, 9),
            "uniform-filter1d",
          );
      }
});

test.each(["minimum", "maximum"] as const)("the %s of windows", (name) => {
  const line = name === "minimum" ? ndimage.minimumFilter1d : ndimage.maximumFilter1d;
  for (const mode of modes)
    for (const dtype of dtypes)
      for (const shape of shapes)
        for (const size of mode === "reflect" ? [2, 3, 4, 7, 16, 33] : [5])
          for (const axis of shape.keys())
            compare(
              (a) => line(a, size, { mode, axis, cval: 1, origin: size > 2 ? 1 : 0 }),
              sampleArray(dtype, shape, size),
              `${name}-filter1d`,
            );
});

test("numbers without NaN, with zeros of both signs", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of shapes) {
      const a = sampleArray(dtype, shape, 2);
      for (let i = 0; i < a.size; i++)
        a.data[i] = [0, -0, 1, -1, Infinity, -Infinity, 1e-40][(i * 7919 + (i >> 3)) % 7] as number;
      for (const size of [2, 3, 5, 9])
        for (const call of [ndimage.minimumFilter, ndimage.maximumFilter, ndimage.greyErosion, ndimage.greyClosing])
          compare(
            (x) => call(x, { size }),
            a,
            call === ndimage.maximumFilter ? "maximum-filter1d" : "minimum-filter1d",
          );
    }
});

test("threads share large arrays", async () => {
  const a = sampleArray("float64", [420, 311], 8);
  const calls: readonly [Call, string][] = [
    [(x) => ndimage.gaussianFilter(x, 2), "correlate-axes"],
    [(x) => ndimage.uniformFilter(x, { size: 5 }), "uniform-filter1d"],
    [(x) => ndimage.greyOpening(x, { size: 7 }), "minimum-filter1d"],
  ];
  for (let round = 0; round < 3; round++) {
    for (const [call, id] of calls) compare(call, a, id);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
});

test("layouts", () => {
  for (const layout of layouts)
    for (const dtype of ["float64", "uint16"] as const) {
      const a = laidOut(sampleArray(dtype, [41, 60], 4), layout);
      compare((x) => ndimage.correlate1d(x, antisymmetric, { axis: 0 }), a, "correlate1d");
      compare((x) => ndimage.uniformFilter(x, { size: 4 }), a, "uniform-filter1d");
      compare((x) => ndimage.maximumFilter(x, { size: 5 }), a, "maximum-filter1d");
    }
});

test("small and empty arrays, 64-bit whole numbers and constants that do not fit are left to the reference body", () => {
  for (const shape of [[0], [1], [7], [30, 0, 50]]) {
    compare((a) => ndimage.correlate1d(a, [1, 2, 1]), sampleArray("float64", shape, 1), undefined);
    compare((a) => ndimage.minimumFilter1d(a, 3), sampleArray("float64", shape, 1), undefined);
  }
  compare((a) => ndimage.uniformFilter1d(a, 3), sampleArray("int64", [40, 50], 1), undefined);
  compare(
    (a) => ndimage.minimumFilter1d(a, 3, { mode: "constant", cval: 0.5 }),
    sampleArray("uint8", [40, 50], 1),
    undefined,
  );
});

test("arrays in WebAssembly memory stay there", () => {
  for (const [i, backend] of backends.entries()) {
    const { runtime } = runtimes[i] as (typeof runtimes)[number];
    const a = backend.resident(withRuntime(runtime, sampleArray("float64", [50, 70], 1)));
    const got = ndimage.correlate1d(a, symmetric, { axis: 0 });
    expect(got.storage.pointer).toBeDefined();
    expectSame(got, ndimage.correlate1d(sampleArray("float64", [50, 70], 1), symmetric, { axis: 0 }));
    got.storage.dispose?.();
    a.storage.dispose?.();
    expect(backend.used).toBe(0);
  }
});
