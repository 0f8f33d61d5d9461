import { type NDArray, withRuntime } from "@core/array";
import { filledArray } from "@core/conformance";
import { curveFitBatch } from "sci-optimize";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-fits.js";

const backends = await testTable(table);
const places = Array.from({ length: 61 }, (_, i) => i / 6);
const peaks = (count: number): NDArray =>
  filledArray("float64", [count, 61], (i) => 3 * Math.exp(-0.5 * (((i % 61) / 6 - 5) / 0.9) ** 2));

test("spectra are fitted 256 at a time", () => {
  for (const { runtime, ran } of backends)
    for (const [count, runs] of [
      [256, 1],
      [257, 2],
      [600, 3],
    ] as const) {
      ran();
      expect(curveFitBatch("gaussian", places, withRuntime(runtime, peaks(count))).success.size).toBe(count);
      expect(ran().length).toBe(runs);
    }
});

test("limits hold, and what cannot be fitted says so", () => {
  const y = peaks(3);
  y.set([1, 7], Number.NaN);
  y.set([2, 40], Number.POSITIVE_INFINITY);
  for (const { runtime } of backends) {
    const own = withRuntime(runtime, y);
    const { success, params } = curveFitBatch("gaussian", places, own, { p0: [3, 5, 1] });
    expect([0, 1, 2].map((k) => success.get(k))).toEqual([true, false, false]);
    expect(params.get(1, 0)).toBeNaN();
    const bounds: [number[], number[]] = [
      [0, 5.5, 0],
      [2.5, 9, 1],
    ];
    const limited = curveFitBatch("gaussian", places, own, { bounds, p0: [2, 6, 0.9] });
    expect(limited.params.get(0, 0)).toBeLessThanOrEqual(2.5);
    expect(limited.params.get(0, 1)).toBeGreaterThanOrEqual(5.5);
    expect(curveFitBatch("gaussian", places, own, { maxiter: 2, p0: [1, 3, 2] }).success.get(0)).toBe(false);
  }
});
