import { type DType, fromData, type NDArray, withRuntime } from "@core/array";
import * as ndimage from "sci-ndimage";
import { medfilt, medfilt2d, orderFilter } from "sci-signal";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["windows"], threads, deterministic: true })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => NDArray;
const dtypes: readonly DType[] = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bool"];
const modes = ["reflect", "constant", "nearest", "mirror", "wrap"] as const;
const shapes = [[1031], [37, 41], [1, 1500], [700, 1], [33, 64], [11, 13, 17], [3, 7, 2, 64]];
/** Zeros of either sign are equal. */
const zeros = 1e-300;

function compare(call: Call, a: NDArray, wanted: string | undefined, tolerance = 0): void {
  const before = a.copy();
  const expected = call(a);
  let first: NDArray | undefined;
  for (const { runtime, ran } of runtimes) {
    const got = call(withRuntime(runtime, a));
    const ids = ran();
    if (wanted === undefined) expect(ids).toEqual([]);
    else expect(ids).toContain(wanted);
    expectSame(got, expected, tolerance);
    first ??= got;
    expectSame(got, first);
  }
  expectSame(a, before);
}

/** Without NaN; many equal numbers. */
function plain(dtype: DType, shape: readonly number[], seed: number): NDArray {
  const a = sampleArray(dtype, shape, seed);
  if (dtype.startsWith("float"))
    for (let i = 0; i < a.size; i++)
      a.data[i] = [0, -0, 1, -1, Infinity, -Infinity, 1e-40, 3.25, 7][(i * 7919 + (i >> 3) * seed) % 9] as number;
  return a;
}

test("medians of boxes of all sizes", () => {
  for (const dtype of dtypes)
    for (const shape of shapes)
      for (const size of [2, 3, 4, 5])
        for (const make of [sampleArray, plain]) {
          const count = size ** shape.length;
          if (count < 3 || count > 64) continue;
          const call: Call = (a) => ndimage.medianFilter(a, { size });
          compare(call, make(dtype, shape, size), "sci-ndimage/rank-filter", zeros);
        }
});

test.each(modes)("ranks of boxes and footprints: %s", (mode) => {
  const cross = [
    [0, 1, 0],
    [1, 1, 1],
    [0, 1, 0],
  ];
  const some = [[1, 0, 0, 1, 1, 1, 0]];
  for (const dtype of dtypes)
    for (const shape of [
      [37, 41],
      [1, 1500],
      [700, 1],
      [3, 200],
    ]) {
      const a = plain(dtype, shape, 3);
      for (const [footprint, rank] of [
        [cross, 1],
        [some, 2],
      ] as const)
        compare((x) => ndimage.rankFilter(x, rank, { footprint, mode, cval: 1 }), a, "sci-ndimage/rank-filter", zeros);
      for (const size of [
        [3, 3],
        [1, 9],
        [5, 2],
        [7, 7],
        [9, 9],
      ])
        compare(
          (x) => ndimage.percentileFilter(x, 30, { size, mode, cval: 1, origin: size[1] === 2 ? [1, 0] : 0 }),
          a,
          "sci-ndimage/rank-filter",
          zeros,
        );
    }
});

test.each(modes)("extremes of footprints: %s", (mode) => {
  for (const dtype of dtypes)
    for (const shape of [
      [37, 41],
      [1, 1500],
      [700, 1],
      [11, 13, 17],
    ]) {
      const footprint = ndimage.generateBinaryStructure(shape.length, 1);
      const a = sampleArray(dtype, shape, 3);
      compare((x) => ndimage.minimumFilter(x, { footprint, mode, cval: 1 }), a, "sci-ndimage/minimum-filter");
      compare((x) => ndimage.greyDilation(x, { footprint, mode, cval: 1 }), a, "sci-ndimage/maximum-filter");
    }
});

test.each(modes)("correlations with small arrays: %s", (mode) => {
  for (const dtype of dtypes)
    for (const shape of shapes) {
      const size = shape.length === 1 ? [9] : shape.map((_, axis) => 2 + (axis % 2));
      const weights = sampleArray("float64", size, 77);
      for (let i = 0; i < weights.size; i++) weights.data[i] = i % 4 === 0 ? 0 : Math.sin(i);
      compare(
        (x) => ndimage.correlate(x, weights, { mode, cval: 1.5 }),
        sampleArray(dtype, shape, 4),
        "sci-ndimage/correlate",
      );
      compare(
        (x) => ndimage.convolve(x, weights, { mode, output: "float32" }),
        sampleArray(dtype, shape, 4),
        "sci-ndimage/correlate",
      );
    }
});

test("order filters and medians of sci-signal, where NaN are the greatest", () => {
  for (const dtype of dtypes) {
    if (dtype === "bool") continue;
    for (const shape of [[1031], [37, 41], [11, 13, 17]])
      for (const make of [sampleArray, plain]) {
        const a = make(dtype, shape, 3);
        for (const kernelSize of [3, 5]) compare((x) => medfilt(x, { kernelSize }), a, "sci-signal/orderFilter", zeros);
        const domain = fromData(
          new Float64Array(3 ** shape.length).fill(1).map((_, i) => +(i % 3 !== 1)),
          shape.map(() => 3),
        );
        for (const rank of [0, 1]) compare((x) => orderFilter(x, domain, rank), a, "sci-signal/orderFilter", zeros);
      }
  }
  compare(
    (x) => medfilt2d(x, { kernelSize: [3, 7] }),
    sampleArray("float32", [50, 60], 1),
    "sci-signal/orderFilter",
    zeros,
  );
});

test("medians of 3 x 3: borders, constants that are NaN, NaN in some lines, boxes of many axes", () => {
  for (const dtype of ["float32", "float64", "uint8", "uint16", "int16", "int32"] as const)
    for (const shape of [
      [40, 37],
      [3, 400],
      [400, 3],
      [1, 1024],
    ])
      for (const mode of modes)
        for (const origin of [0, [1, -1], [-1, 1]]) {
          const a = plain(dtype, shape, 6);
          if (dtype.startsWith("float") && shape[0] === 40) a.data[777] = Number.NaN;
          for (const cval of dtype.startsWith("float") ? [3.5, Number.NaN] : [3])
            compare(
              (x) => ndimage.medianFilter(x, { size: 3, mode, cval, origin }),
              a,
              "sci-ndimage/rank-filter",
              zeros,
            );
        }
  const a = plain("float32", [5, 9, 31, 17], 2);
  compare((x) => ndimage.medianFilter(x, { size: [1, 3, 1, 3] }), a, "sci-ndimage/rank-filter", zeros);
});

test("layouts", () => {
  for (const layout of layouts)
    for (const dtype of ["float64", "uint16"] as const) {
      const a = laidOut(plain(dtype, [41, 60], 4), layout);
      compare((x) => ndimage.medianFilter(x, { size: 3 }), a, "sci-ndimage/rank-filter", zeros);
      compare(
        (x) =>
          ndimage.correlate(x, [
            [1, 2],
            [3, 4],
          ]),
        a,
        "sci-ndimage/correlate",
      );
    }
});

test("threads share large arrays", async () => {
  const a = plain("float32", [420, 311], 8);
  for (let round = 0; round < 3; round++) {
    compare((x) => ndimage.medianFilter(x, { size: 3 }), a, "sci-ndimage/rank-filter", zeros);
    compare((x) => ndimage.medianFilter(x, { size: 5 }), a, "sci-ndimage/rank-filter", zeros);
    compare(
      (x) =>
        ndimage.correlate(x, [
          [1, 2],
          [3, 4],
        ]),
      a,
      "sci-ndimage/correlate",
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
});

test("small and empty arrays, large windows and 64-bit whole numbers are left to the reference body", () => {
  for (const shape of [[0], [1], [7], [30, 0, 50], [10, 10]])
    compare((a) => ndimage.medianFilter(a, { size: 3 }), sampleArray("float64", shape, 1), undefined);
  compare((a) => ndimage.medianFilter(a, { size: 3 }), sampleArray("int64", [40, 50], 1), undefined);
  compare((a) => ndimage.medianFilter(a, { size: 25 }), plain("uint8", [40, 50], 1), undefined);
  compare(
    (a) =>
      ndimage.correlate(a, [
        [1, 2],
        [3, 4],
      ]),
    sampleArray("uint64", [40, 50], 1),
    undefined,
  );
});
