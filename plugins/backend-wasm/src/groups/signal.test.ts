import { type DType, type NDArray, withRuntime } from "@core/array";
import * as signal from "sci-signal";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["signal"], threads, deterministic: true })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => NDArray | readonly NDArray[];
const dtypes: readonly DType[] = ["float64", "float32", "int16", "uint8", "int32"];

function compare(call: Call, a: NDArray, wanted: string | undefined): void {
  const before = a.copy();
  const expected = call(a);
  for (const { runtime, ran } of runtimes) {
    const got = call(withRuntime(runtime, a));
    const ids = ran();
    if (wanted === undefined) expect(ids).toEqual([]);
    else expect(ids).toContain(`sci-signal/${wanted}`);
    expectSame(got, expected);
  }
  expectSame(a, before);
}

/** Without NaN and infinities, which spread along lines. */
function plain(dtype: DType, shape: readonly number[], seed: number): NDArray {
  const a = sampleArray(dtype, shape, seed);
  if (dtype.startsWith("float"))
    for (let i = 0; i < a.size; i++) a.data[i] = 100 * Math.sin(i * 0.37 + seed) + (i % 11);
  return a;
}

const filters: readonly [number[], number[]][] = [
  [
    [0.2, 0.3],
    [1, -0.5],
  ],
  [
    [0.1, 0.2, 0.1],
    [2, -0.8, 0.3],
  ],
  [
    [0.1, 0.2],
    [1, -0.8, 0.3, 0.05, -0.01],
  ],
  [[0.1, 0.2, 0.3], [1]],
  [
    [0.5, 0.1, 0, 0.2, 0.1, 0.3],
    [1, 0.1, 0.05, -0.1],
  ],
];

test("recursive filters of many lines", () => {
  for (const [b, a] of filters)
    for (const dtype of dtypes)
      for (const make of [plain, sampleArray])
        for (const shape of [
          [9, 200],
          [200, 9],
          [64, 33],
          [5, 61, 7],
        ])
          for (const axis of shape.keys()) {
            const order = Math.max(b.length, a.length) - 1;
            const zi = sampleArray(
              "float64",
              shape.map((size, k) => (k === axis ? order : size)),
              5,
            );
            for (let i = 0; i < zi.size; i++) zi.data[i] = Math.cos(i);
            compare((x) => signal.lfilter(b, a, x, { axis }), make(dtype, shape, 2), "lfilter");
            compare((x) => signal.lfilter(b, a, x, { axis, zi }), make(dtype, shape, 2), "lfilter");
          }
});

test("sections of second order", () => {
  for (const order of [1, 2, 5, 8]) {
    const sos = signal.butter(order, 0.2, { output: "sos" }) as NDArray;
    const sections = sos.shape[0] as number;
    for (const dtype of dtypes)
      for (const shape of [
        [9, 200],
        [200, 9],
        [5, 61, 7],
      ])
        for (const axis of shape.keys()) {
          const zi = sampleArray("float64", [sections, ...shape.map((size, k) => (k === axis ? 2 : size))], 5);
          for (let i = 0; i < zi.size; i++) zi.data[i] = Math.cos(i);
          compare((x) => signal.sosfilt(sos, x, { axis }), plain(dtype, shape, 2), "sosfilt");
          compare((x) => signal.sosfilt(sos, x, { axis, zi }), plain(dtype, shape, 2), "sosfilt");
        }
  }
});

test("filters there and back", () => {
  const sos = signal.butter(5, 0.2, { output: "sos" }) as NDArray;
  for (const padtype of ["odd", "even", "constant", null] as const)
    for (const dtype of dtypes)
      for (const shape of [
        [9, 200],
        [200, 9],
        [5, 61, 7],
      ])
        for (const [axis, size] of shape.entries()) {
          if (size < 20) continue;
          compare((x) => signal.sosfiltfilt(sos, x, { axis, padtype, padlen: 6 }), plain(dtype, shape, 2), "filtfilt");
          for (const [b, a] of filters)
            compare((x) => signal.filtfilt(b, a, x, { axis, padtype, padlen: 8 }), plain(dtype, shape, 2), "filtfilt");
        }
});

test("polyphase filters and Savgol's, whose sums are in the same order", () => {
  const taps = Float64Array.from({ length: 23 }, (_, i) => Math.sin(i));
  for (const dtype of dtypes)
    for (const shape of [
      [9, 200],
      [200, 9],
      [5, 61, 7],
    ])
      for (const [axis, size] of shape.entries()) {
        for (const [up, down] of [
          [1, 1],
          [3, 2],
          [2, 7],
          [30, 4],
        ] as const)
          for (const mode of ["constant", "edge", "wrap", "symmetric", "reflect"] as const) {
            if (size === 1) continue;
            const h = dtype === "float32" ? Float32Array.from(taps) : taps;
            compare((x) => signal.upfirdn(h, x, { up, down, axis, mode, cval: 2 }), plain(dtype, shape, 3), "upfirdn");
          }
        for (const mode of ["interp", "mirror", "constant", "nearest", "wrap"] as const)
          for (const window of [3, 4, 11])
            if (window <= size)
              compare(
                (x) => signal.savgolFilter(x, window, 2, { axis, mode, cval: 1 }),
                plain(dtype, shape, 3),
                "convolveLines",
              );
      }
});

test("convolutions by their sums", () => {
  for (const dtype of ["float64", "float32"] as const)
    for (const mode of ["full", "same", "valid"] as const)
      for (const make of [plain, sampleArray])
        for (const [shape, size] of [
          [[1031], [40]],
          [[9001], [7]],
          [
            [60, 70],
            [5, 8],
          ],
          [
            [20, 21, 22],
            [3, 2, 4],
          ],
          [
            [3, 700],
            [3, 20],
          ],
        ] as const) {
          const kernel = plain(dtype, size, 9);
          compare(
            (x) => signal.convolve(x, kernel, { mode, method: "direct" }),
            make(dtype, shape, 2),
            "convolveDirect",
          );
        }
  compare(
    (x) =>
      signal.convolve2d(x, [
        [1, 2, 0.5],
        [0, 1, -3],
      ]),
    plain("float64", [80, 90], 1),
    "convolveDirect",
  );
});

test("layouts and threads", async () => {
  for (const layout of layouts) {
    const a = laidOut(plain("float64", [41, 60], 4), layout);
    compare((x) => signal.lfilter([1, 2], [1, 0.5], x, { axis: 0 }), a, "lfilter");
    compare((x) => signal.convolve(x, plain("float64", [3, 5], 1), { method: "direct" }), a, "convolveDirect");
  }
  const large = plain("float64", [300, 257], 4);
  for (let round = 0; round < 3; round++) {
    compare((x) => signal.lfilter([1, 2], [1, 0.5], x), large, "lfilter");
    compare((x) => signal.convolve(x, plain("float64", [3, 5], 1), { method: "direct" }), large, "convolveDirect");
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
});

test("small arrays and kernels that are not finite are left to the reference body", () => {
  compare((x) => signal.lfilter([1, 2], [1, 0.5], x), plain("float64", [10, 10], 1), undefined);
  compare((x) => signal.convolve(x, [1, 2, 3], { method: "direct" }), plain("float64", [100], 1), undefined);
  compare((x) => signal.convolve(x, [1, Infinity, 3], { method: "direct" }), plain("float64", [9000], 1), undefined);
});
