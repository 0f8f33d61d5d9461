import { type DType, fromData, type NDArray, withRuntime } from "@core/array";
import * as ndimage from "sci-ndimage";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["geometry"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => NDArray;
const dtypes: readonly DType[] = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bool"];
const modes = ["reflect", "constant", "grid-constant", "nearest", "mirror", "grid-wrap", "wrap"] as const;

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

/** Without NaN and infinities, which spread along all lines. */
function plain(dtype: DType, shape: readonly number[], seed: number): NDArray {
  const a = sampleArray(dtype, shape, seed);
  if (dtype.startsWith("float"))
    for (let i = 0; i < a.size; i++) a.data[i] = 100 * Math.sin(i * 0.37 + seed) + (i % 11);
  return a;
}

test.each(modes)("spline filters: %s", (mode) => {
  for (const dtype of dtypes)
    for (const shape of [[1031], [37, 41], [2, 700], [700, 2], [11, 13, 17]])
      for (const order of [2, 3, 4, 5])
        for (const axis of shape.keys())
          for (const make of [plain, sampleArray])
            compare((a) => ndimage.splineFilter1d(a, { order, axis, mode }), make(dtype, shape, 3), "spline-filter1d");
});

test.each(modes)("affine transforms, shifts and zooms: %s", (mode) => {
  const matrix = [
    [0.9, 0.3],
    [-0.25, 1.1],
  ];
  const calls: readonly Call[] = [0, 1, 2, 3, 4, 5].flatMap((order): Call[] => [
    (a) => ndimage.affineTransform(a, matrix, { order, mode, cval: 7.5, offset: [-3.25, 4] }),
    (a) => ndimage.affineTransform(a, [1, 1], { order, mode, cval: 7.5, offset: [0.5, -70] }),
    (a) => ndimage.shift(a, [2.75, -3.5], { order, mode, cval: 7.5 }),
    (a) => ndimage.zoom(a, [1.3, 0.7], { order, mode, cval: 7.5 }),
    (a) => ndimage.zoom(a, 2, { order, mode, cval: 7.5, gridMode: true }),
    (a) => ndimage.rotate(a, 33, { order, mode, cval: 7.5 }),
    (a) => ndimage.rotate(a, 90, { order, mode, reshape: false, output: "uint8" }),
  ]);
  for (const dtype of dtypes)
    for (const call of calls) compare(call, (mode === "nearest" ? sampleArray : plain)(dtype, [37, 41], 5), "affine");
});

test("lines and cubes", () => {
  for (const order of [0, 1, 2, 3, 5])
    for (const mode of modes) {
      compare((a) => ndimage.shift(a, 2.3, { order, mode }), plain("float64", [1031], 1), "affine");
      compare((a) => ndimage.zoom(a, 0.8, { order, mode }), plain("float32", [11, 13, 17], 1), "affine");
      compare(
        (a) =>
          ndimage.affineTransform(
            a,
            [
              [1, 0.1, 0],
              [0, 0.9, 0.2],
              [0.1, 0, 1],
            ],
            { order, mode },
          ),
        plain("uint16", [11, 13, 17], 1),
        "affine",
      );
      compare((a) => ndimage.rotate(a, 20, { order, mode, axes: [0, 2] }), plain("float64", [40, 3, 45], 1), "affine");
    }
});

test("values at coordinates, also far outside and NaN", () => {
  const count = 1500;
  for (const shape of [[1031], [37, 41], [9, 12, 15]]) {
    const places = Float64Array.from({ length: shape.length * count }, (_, i) => {
      const size = shape[Math.floor(i / count)] as number;
      const special = [
        Number.NaN,
        Infinity,
        -Infinity,
        1e300,
        -1e300,
        0,
        -0,
        size - 1,
        -0.5,
        size - 0.5,
        -1e-16,
        1e9 + 0.5,
      ];
      return i % 29 < special.length ? (special[i % 29] as number) : ((i * 7919) % (3 * size * 100)) / 100 - size;
    });
    for (const order of [0, 1, 2, 3, 4, 5])
      for (const mode of modes)
        for (const dtype of ["float64", "float32", "uint8"] as const) {
          const at = fromData(places, [shape.length, count]);
          compare(
            (a) => ndimage.mapCoordinates(a, at, { order, mode, cval: 3 }),
            plain(dtype, shape, 2),
            "map-coordinates",
          );
        }
  }
});

test("layouts and threads", async () => {
  for (const layout of layouts) {
    const a = laidOut(plain("float64", [41, 60], 4), layout);
    compare((x) => ndimage.rotate(x, 12), a, "affine");
    compare((x) => ndimage.zoom(x, 1.5), a, "affine");
  }
  for (let round = 0; round < 3; round++) {
    compare((x) => ndimage.rotate(x, 12), plain("float64", [300, 257], 4), "affine");
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
});

test("small and empty arrays and 64-bit whole numbers are left to the reference body", () => {
  for (const shape of [[1], [7], [10, 10]])
    compare((a) => ndimage.shift(a, 1.5), plain("float64", shape, 1), undefined);
  compare((a) => ndimage.shift(a, 1.5, { order: 1 }), plain("int64", [40, 50], 1), undefined);
});
