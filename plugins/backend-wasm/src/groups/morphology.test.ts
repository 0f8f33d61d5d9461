import { type DType, type NDArray, withRuntime } from "@core/array";
import * as ndimage from "sci-ndimage";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["morphology"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => unknown;
const dtypes: readonly DType[] = ["bool", "float64", "uint8", "int32"];
const shapes = [[1500], [37, 41], [1, 1500], [1500, 1], [40, 64], [11, 13, 17], [5, 7, 6, 9]];

function compare(call: Call, a: NDArray, wanted: string | undefined): void {
  const before = a.copy();
  const expected = call(a);
  for (const { runtime, ran } of runtimes) {
    const got = call(withRuntime(runtime, a));
    const ids = ran();
    if (wanted === undefined) expect(ids).toEqual([]);
    else expect(ids).toContain(`sci-ndimage/${wanted}`);
    expectSame(got, expected);
  }
  expectSame(a, before);
}

/** Elements that are not 0 with a probability; NaN is one of them. */
function sparse(dtype: DType, shape: readonly number[], part: number, seed = 1): NDArray {
  const a = sampleArray(dtype, shape, 1);
  let state = seed;
  for (let i = 0; i < a.size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = dtype === "float64" && i % 5 === 0 ? Number.NaN : 1;
    a.data[i] = state / 2 ** 32 < part ? other : i % 2 === 0 ? -0 : 0;
  }
  return a;
}

test("connected parts", () => {
  for (const dtype of dtypes)
    for (const shape of shapes)
      for (const part of dtype === "bool" ? [0.2, 0.5, 0.62, 0.9, 0, 1] : [0.5])
        for (let connectivity = 1; connectivity <= shape.length; connectivity++) {
          const structure = ndimage.generateBinaryStructure(shape.length, connectivity);
          compare((a) => ndimage.label(a, { structure }), sparse(dtype, shape, part), "label");
        }
  const diagonal = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  compare((a) => ndimage.label(a, { structure: diagonal }), sparse("bool", [50, 60], 0.5), "label");
  compare((a) => ndimage.label(a, { output: "uint16" }), sparse("bool", [50, 60], 0.5), "label");
});

test("binary erosion and what is made of it", () => {
  for (const dtype of dtypes)
    for (const shape of shapes)
      for (const part of dtype === "bool" ? [0.3, 0.8, 0.95] : [0.8])
        for (const iterations of [1, 2, 5]) {
          const a = sparse(dtype, shape, part);
          const mask = sparse("bool", shape, 0.7, 5);
          const structure = ndimage.generateBinaryStructure(shape.length, 2);
          compare((x) => ndimage.binaryErosion(x, { iterations, borderValue: 1 }), a, "binary-erosion");
          compare((x) => ndimage.binaryDilation(x, { iterations, mask }), a, "binary-erosion");
          compare((x) => ndimage.binaryOpening(x, { iterations, structure }), a, "binary-erosion");
          const box = sparse(
            "float64",
            shape.map((_, axis) => 2 + (axis % 3)),
            0.7,
            3,
          );
          const origin = shape.map((_, axis) => (axis % 3 === 1 ? 1 : -1));
          if (ndimage.sum(box) === 0) continue;
          compare((x) => ndimage.binaryErosion(x, { iterations, structure: box, origin, mask }), a, "binary-erosion");
        }
});

test("layouts and threads", async () => {
  for (const layout of layouts) {
    const a = laidOut(sparse("bool", [41, 60], 0.6), layout);
    compare((x) => ndimage.label(x), a, "label");
    compare((x) => ndimage.binaryClosing(x), a, "binary-erosion");
  }
  for (let round = 0; round < 3; round++) {
    compare((x) => ndimage.binaryClosing(x, { iterations: 3 }), sparse("bool", [800, 757], 0.7), "binary-erosion");
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
});

test("small and empty arrays, endless iterations and 64-bit whole numbers are left to the reference body", () => {
  for (const shape of [[0], [1], [30, 0, 50], [10, 10]]) {
    compare((a) => ndimage.label(a), sparse("bool", shape, 0.5), undefined);
    compare((a) => ndimage.binaryErosion(a), sparse("bool", shape, 0.5), undefined);
  }
  compare((a) => ndimage.binaryErosion(a, { iterations: 0 }), sparse("bool", [40, 40], 0.5), undefined);
  compare((a) => ndimage.label(a), sampleArray("int64", [40, 40], 1), undefined);
});
