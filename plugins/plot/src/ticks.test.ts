import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../golden/plot.json" with { type: "json" };
import { decade, linearTicks, logTicks, minusSign, plainNumber } from "./ticks.js";

const near = (values: readonly number[], expected: readonly number[]): void => {
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => {
    const wanted = expected[i] as number;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-11 * Math.max(Math.abs(wanted), 1e-12));
  });
};

describe("linearTicks", () => {
  it.each(golden.linear)("stands where matplotlib does between $low and $high", ({ low, high, ticks }) => {
    const step = (ticks[1] as number) - (ticks[0] as number);
    near(linearTicks(low, high, (high - low) / step).values, ticks);
  });

  it.each([
    [0, 1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], ""],
    [-1, 1, 4, ["−1.0", "−0.5", "0.0", "0.5", "1.0"], ""],
    [0, 3e6, 3, ["0", "1", "2", "3"], "×10⁶"],
    [0, 2.5e5, 5, ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"], "×10⁵"],
    [0, 50_000, 5, ["0", "10000", "20000", "30000", "40000", "50000"], ""],
    [0, 5e-9, 5, ["0", "1", "2", "3", "4", "5"], "×10⁻⁹"],
    [0.001, 0.003, 2, ["0.001", "0.002", "0.003"], ""],
    [12_345.6, 12_346, 2, ["0.6", "0.8", "1.0"], "+12345"],
    [-100_004, -100_000, 2, ["−4", "−2", "0"], "−100000"],
  ])("writes %d to %d as short numbers", (low, high, count, labels, note) => {
    const ticks = linearTicks(low, high, count);
    expect(ticks.labels).toEqual(labels);
    expect(ticks.note).toBe(note);
  });

  it("writes labels that say their values, whatever the range", () => {
    const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    const read = (text: string): number => Number(text.replace("−", "-"));
    const power = (note: string): number => {
      const raised = /×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/.exec(note)?.[1] ?? "⁰";
      return Number([...raised].map((one) => (one === "⁻" ? "-" : digits.indexOf(one))).join(""));
    };
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 1, max: 1e3, noNaN: true }),
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: 2, max: 12 }),
        (start, width, scale, count) => {
          const [low, high] = [start * 10 ** scale, (start + width) * 10 ** scale];
          const ticks = linearTicks(low, high, count);
          if (/[+]|−\d/.test(ticks.note)) return;
          const step = (high - low) / count;
          ticks.values.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual(low - 1e-9 * step);
            expect(value).toBeLessThanOrEqual(high + 1e-9 * step);
            const said = read(ticks.labels[i] as string) * 10 ** power(ticks.note);
            expect(Math.abs(said - value)).toBeLessThan(1e-6 * step + 1e-12 * Math.abs(value));
            expect(ticks.labels[i]).not.toMatch(/\d{8,}|-|e/);
          });
          expect(new Set(ticks.labels).size).toBe(ticks.labels.length);
        },
      ),
    );
  });

  it("takes a reversed range and the ends of what numbers can say", () => {
    expect(linearTicks(10, 0, 5).values).toEqual([0, 2, 4, 6, 8, 10]);
    for (const [low, high] of [
      [0, 5e-300],
      [-1e300, 1e300],
      [1, 1 + 1e-12],
      [1e15, 1e15 + 4],
    ] as const) {
      const ticks = linearTicks(low, high, 5);
      expect(ticks.values.length).toBeGreaterThan(1);
      expect(ticks.values.length).toBeLessThan(20);
      expect(ticks.values.every(Number.isFinite)).toBe(true);
    }
  });

  it("puts small ticks between the marks only", () => {
    const ticks = linearTicks(0, 1, 5);
    expect(ticks.minor).toHaveLength(15);
    near(ticks.minor.slice(0, 4), [0.05, 0.1, 0.15, 0.25]);
  });
});

describe("logTicks", () => {
  it.each(golden.log)("stands where matplotlib does between $low and $high", ({ low, high, major, minor }) => {
    const ticks = logTicks(low, high, 20);
    near(ticks.values, major);
    near(ticks.minor, minor);
  });

  it("raises powers, and writes out small ranges", () => {
    expect(logTicks(1, 1e5, 10).labels).toEqual(["1", "10", "10²", "10³", "10⁴", "10⁵"]);
    expect(logTicks(0.01, 10, 10).labels).toEqual(["0.01", "0.1", "1", "10"]);
    expect(logTicks(1e-30, 1e30, 6).values.length).toBeLessThan(8);
    expect(logTicks(2, 8, 4).values).toEqual([2, 4, 6, 8]);
    const short = logTicks(4.2e4, 5.1e5, 8);
    expect(short.values).toEqual([5e4, 1e5, 2e5, 5e5]);
    expect(short.labels).toEqual(["0.5", "1", "2", "5"]);
    expect(short.note).toBe("×10⁵");
    expect(short.minor).toEqual([6e4, 7e4, 8e4, 9e4, 3e5, 4e5]);
  });
});

describe("numbers as text", () => {
  it("has true minus signs, no negative zero, raised powers", () => {
    expect(minusSign("-0.00")).toBe("0.00");
    expect(minusSign("-2")).toBe("−2");
    expect(plainNumber(0.1 + 0.2)).toBe("0.3");
    expect(plainNumber(2e9)).toBe("2×10⁹");
    expect(plainNumber(-1e-7)).toBe("−10⁻⁷");
    expect(decade(1000)).toBe(3);
    expect(decade(9.99e-5)).toBe(-5);
  });
});
