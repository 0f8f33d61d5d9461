import type { NDArray } from "@core/array";
import * as core from "@core/array";
import { filledArray } from "@core/conformance";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-reductions.js";

const backends = await testTable(table);

test("lines of NaN alone have no largest, and axes must be there", () => {
  for (const { runtime } of backends) {
    const a = core.withRuntime(runtime, core.full([4, 20000], Number.NaN) as NDArray);
    expect(() => core.nanargmax(a, { axis: 1 })).toThrow("BAD_VALUE");
    expect(() => core.sum(a, { axis: 2 })).toThrow("BAD_AXIS");
  }
});

test("axes in another order are reduced where they lie", () => {
  const a = filledArray("float64", [9, 41, 52], (i) => ((i * 7919) % 1000) / 8 - 30);
  for (const { runtime, ran } of backends) {
    const own = core.withRuntime(runtime, a);
    ran();
    expect(core.sum(own.transpose([1, 0, 2]))).toBe(core.sum(a));
    expect(ran()).toEqual(["@core/array/sum"]);
  }
});

test("the variance of numbers far from 0 keeps its digits", () => {
  for (const n of [2000, 100003]) {
    const a = filledArray("float64", [n], (i) => 1e9 + (i % 2));
    const rest = n % 2 === 0 ? 0.25 : 0.25 - 1 / (4 * n * n);
    const outliers = a.copy();
    for (const i of [0, 500, 1000]) (outliers.data as Float64Array)[i] = -1e12;
    for (const { runtime } of backends) {
      expect(Math.abs((core.variance(core.withRuntime(runtime, a)) as number) / rest - 1)).toBeLessThan(1e-12);
      const got = core.variance(core.withRuntime(runtime, outliers)) as number;
      expect(Math.abs(got / (core.variance(outliers) as number) - 1)).toBeLessThan(1e-13);
    }
  }
  for (const { runtime } of backends)
    for (const value of [0.1, 1e300, -7.7])
      expect(core.variance(core.withRuntime(runtime, core.full([50001], value) as NDArray))).toBe(0);
});
