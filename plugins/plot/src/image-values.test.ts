import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/plot.json" with { type: "json" };
import { colormap } from "./colormap.js";
import { areaMean, colorize, percentile, readNorm } from "./image-values.js";

const nan = [1, 2, 3, 255] as const;

describe("colorize", () => {
  it.each(golden.places)("gives matplotlib's colours between $low and $high", ({ low, high, log, values, colors }) => {
    const pixels = colorize(values, { range: [low, high], log }, colormap("viridis"), nan);
    const found = values.map((_, i) =>
      [...pixels.subarray(4 * i, 4 * i + 3)].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    );
    expect(found).toEqual(colors);
  });

  it("shows NaN in its own colour, infinities and what is below a logarithm at the ends", () => {
    const gray = colormap("gray");
    const pixels = colorize([Number.NaN, Infinity, -Infinity, 0, -5], { range: [1, 10], log: true }, gray, nan);
    expect([...pixels]).toEqual([...nan, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
  });
});

describe("readNorm", () => {
  it("takes NumPy's percentiles of the finite values", () => {
    const { values, percents, expected } = golden.percentiles;
    percents.forEach((percent, i) => {
      expect(percentile(Float64Array.from(values), percent)).toBeCloseTo(expected[i] as number, 12);
    });
    const dirty = [Number.NaN, ...values, Infinity, -Infinity];
    const range = readNorm(dirty, { percentile: [1, 99] }).range;
    expect(range[0]).toBeCloseTo(expected[percents.indexOf(1)] as number, 12);
    expect(range[1]).toBeCloseTo(expected[percents.indexOf(99)] as number, 12);
  });

  it("takes the extremes, and widens where there are none", () => {
    expect(readNorm([3, Number.NaN, -1, Infinity], {}).range).toEqual([-1, 3]);
    expect(readNorm([0, -4, 100, 0.5], { norm: "log" }).range).toEqual([0.5, 100]);
    expect(readNorm([Number.NaN], {}).range).toEqual([0, 1]);
    const [low, high] = readNorm([7, 7], {}).range;
    expect(low).toBeLessThan(7);
    expect(high).toBeGreaterThan(7);
    expect(readNorm([0, 0], {}).range).toEqual([-0.5, 0.5]);
  });

  it.each([
    [{ range: [1, 1] }],
    [{ range: [0, Number.NaN] }],
    [{ range: [-1, 1], norm: "log" }],
    [{ percentile: [-1, 50] }],
    [{ percentile: [60, 40] }],
  ])("refuses %j", (input) => {
    expect(() => readNorm([1, 2], input as never)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
  });

  it("refuses a logarithm of nothing above 0", () => {
    expect(() => readNorm([0, -1], { norm: "log" })).toThrow(/above 0/);
  });
});

describe("areaMean", () => {
  it("averages blocks, leaving out NaN", () => {
    const data = [1, 2, 3, 4, 5, 6, 7, Number.NaN, 1, 1, 2, 2, 1, 1, 2, Number.NaN];
    expect([...areaMean(data, 4, 4, 2, 2)]).toEqual([3.5, 14 / 3, 1, 2]);
    expect(areaMean([Number.NaN, Number.NaN], 1, 2, 1, 1)[0]).toBeNaN();
  });

  it("shares pixels that lie over a border", () => {
    expect([...areaMean([0, 3, 6], 1, 3, 1, 2)].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([1, 5]);
  });

  it("keeps the mean and constants for any shape", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (rows, columns, a, b) => {
          const [newRows, newColumns] = [Math.min(rows, a), Math.min(columns, b)];
          const data = Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(i * 7.3));
          const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
          const small = areaMean(data, rows, columns, newRows, newColumns);
          expect(small).toHaveLength(newRows * newColumns);
          expect(mean(small)).toBeCloseTo(mean(data), 9);
          for (const value of areaMean(data.fill(4), rows, columns, newRows, newColumns))
            expect(value).toBeCloseTo(4, 9);
        },
      ),
    );
  });
});
