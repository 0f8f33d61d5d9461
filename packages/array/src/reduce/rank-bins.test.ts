import { expect, test } from "vitest";
import { codeOf } from "../../../../tools/golden/golden.js";
import { fromData } from "../create.js";
import type { NDArray } from "../ndarray.js";
import { median, quantile } from "./quantile.js";
import { statistics } from "./statistics.js";

const orders: Record<string, (i: number) => number> = {
  mixed: (i) => ((i * 7919) % 10007) - 5000.5,
  rising: (i) => i,
  equal: () => 7,
  counts: (i) => (i * 7919) % 7,
  "counts and two far out": (i) => (i === 5 ? 1e300 : i === 70000 ? -1e300 : ((i * 7919) % 13) + 1),
  infinities: (i) => (i % 3 === 0 ? Infinity : i % 7 === 0 ? -Infinity : (i * 31) % 1009),
  huge: (i) => (i % 2 === 0 ? -1.7e308 : 1.7e308),
  denormals: (i) => (i % 5) * 5e-324,
  powers: (i) => Math.exp((i * 7919) % 700),
};

test.each(Object.keys(orders))("ranks of long lines of %s are those of the sorted line", (name) => {
  const order = orders[name] as (i: number) => number;
  for (const n of [65536, 65537, 150001]) {
    const numbers = Float64Array.from({ length: n }, (_, i) => order(i));
    for (const dtype of ["float64", "float32"] as const) {
      const a = fromData(numbers, [n]).astype(dtype) as NDArray;
      const before = a.copy();
      const sorted = Float64Array.from(a.data as Float64Array).sort();
      const q = [0, 1e-4, 0.25, 0.5, 0.75, 0.9999, 1];
      const found = quantile(a, q, { method: "lower" });
      expect([...found.data].map(Number)).toEqual(q.map((one) => sorted[Math.floor((n - 1) * one)]));
      const old = before.data as Float64Array;
      expect((a.data as Float64Array).every((x, i) => x === old[i])).toBe(true);
    }
    numbers[n >> 1] = Number.NaN;
    expect(median(fromData(numbers, [n]))).toBeNaN();
  }
});

test("statistics of whole numbers are exact, NaN is left out", () => {
  for (const n of [1, 2, 5, 4095, 4096, 4097, 20011]) {
    const numbers = Float64Array.from({ length: n }, (_, i) => ((i * 7919) % 101) - 50);
    const mean = numbers.reduce((sum, x) => sum + x, 0) / n;
    const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    for (const dtype of ["float64", "float32", "int8", "int16", "int32", "int64"] as const) {
      const own = statistics(fromData(numbers, [n]).astype(dtype) as NDArray);
      expect(own).toMatchObject({ count: n, min: Math.min(...numbers), max: Math.max(...numbers) });
      expect(own.mean).toBe(mean);
      expect(Math.abs(own.std - Math.sqrt(squares / n))).toBeLessThanOrEqual(1e-14 * own.std);
    }
    const gaps = new Float64Array(3 * n).fill(Number.NaN);
    for (let i = 0; i < n; i++) gaps[3 * i + 1] = numbers[i] as number;
    const own = statistics(fromData(gaps, [3, n]).T as NDArray);
    expect(own).toMatchObject({ count: n, min: Math.min(...numbers), max: Math.max(...numbers) });
    expect(own.mean).toBe(mean);
  }
});

test("statistics of far numbers, of infinities and of none", () => {
  // Exact: distances are 1, whatever is added to the numbers.
  const far = Float64Array.from({ length: 100_000 }, (_, i) => 1e9 + (i % 2) * 2);
  expect(statistics(fromData(far, [100_000]))).toEqual({
    count: 100_000,
    mean: 1e9 + 1,
    std: 1,
    min: 1e9,
    max: 1e9 + 2,
  });
  const infinite = statistics([1, Infinity, 3]);
  expect(infinite).toMatchObject({ count: 3, mean: Infinity, std: NaN, min: 1, max: Infinity });
  for (const none of [[], [NaN, NaN]])
    expect(statistics(none)).toEqual({ count: 0, mean: NaN, std: NaN, min: NaN, max: NaN });
  expect(codeOf(() => statistics([{ re: 1, im: 2 }]))).toBe("BAD_DTYPE");
});
