import { array, fromData, type NDArray, withRuntime } from "@core/array";
import { correlate, correlate1d, gaussianFilter, sobel } from "sci-ndimage";
import { convolve, savgolFilter, upfirdn } from "sci-signal";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, sampleArray, watchedRuntime } from "../testing.js";

// These kernels round sums of products once where the relaxed instructions are there; their own tests take the base binaries.
const backend = await wasmBackend({ groups: ["filters", "windows", "signal"], threads: 2 });
const { runtime, ran } = watchedRuntime(backend.plugin);
afterAll(() => backend.dispose());

const weights = [0.1, -0.2, 0.5, 0.3, 0.7];
const small = array([
  [0.1, 0.2, -0.3],
  [0.4, 0.9, 0.6],
  [-0.7, 0.8, 0.1],
]);
const calls: Readonly<Record<string, (a: NDArray) => NDArray>> = {
  correlate1d: (a) => correlate1d(a, weights, { axis: 0 }),
  gaussianFilter: (a) => gaussianFilter(a, 2),
  sobel: (a) => sobel(a),
  correlate: (a) => correlate(a, small),
  savgolFilter: (a) => savgolFilter(a, 7, 2),
  upfirdn: (a) => upfirdn(weights, a, { up: 2, down: 3 }),
  convolve: (a) => convolve(a, small, { mode: "same", method: "direct" }),
};

test.each(Object.keys(calls))("%s is that of the reference body to rounding, with NaN and infinities", (name) => {
  expect(backend.variant).toBe("relaxed");
  const call = calls[name] as (a: NDArray) => NDArray;
  for (const dtype of ["float32", "float64"] as const) {
    const smooth = fromData(
      Float64Array.from({ length: 97 * 131 }, (_, i) => Math.sin(i / 7) * 100 + ((i * 7919) % 101)),
      [97, 131],
    ).astype(dtype);
    const rough = sampleArray(dtype, [97, 131], 5);
    ran();
    for (const a of [smooth, rough]) {
      const got = call(withRuntime(runtime, a));
      const expected = call(a);
      // Where the largest number is 1e38 nothing but NaN, infinities and sizes can be compared.
      expectSame(got, expected, dtype === "float32" ? 1e-6 : 1e-14);
    }
    expect(ran().length).toBeGreaterThan(0);
  }
});
