import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as stats from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = stats as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["bartlett", [undefined], "BAD_ARGUMENT"],
  ["levene", ["text"], "BAD_ARGUMENT"],
  ["fOneway", [[]], "BAD_ARGUMENT"],
  ["kruskal", [5], "BAD_ARGUMENT"],
  ["fligner", [[[1, 2]]], "BAD_ARGUMENT"],
  [
    "friedmanchisquare",
    [
      [
        [1, 2],
        [2, 3],
      ],
    ],
    "BAD_ARGUMENT",
  ],
  ["bootstrap", [[[1, 2, 3]], undefined], "BAD_ARGUMENT"],
  ["bootstrap", [5, Math.max], "BAD_ARGUMENT"],
  ["bootstrap", [[[1, 2, 3]], Math.max, { nResamples: 1e9 }], "BAD_ARGUMENT"],
  ["bootstrap", [[[1, 2, 3]], Math.max, { batch: 0 }], "BAD_ARGUMENT"],
  ["ks1samp", [[1, 2], "norm"], "BAD_ARGUMENT"],
  ["iqr", [[1, 2, 3], { rng: 5 }], "BAD_ARGUMENT"],
  ["tmean", [[1, 2, 3], { limits: 5 }], "BAD_ARGUMENT"],
  ["tmean", [[1, 2, 3], { limits: [1] }], "BAD_ARGUMENT"],
  ["binomtest", [1, 1e300], "BAD_VALUE"],
  ["binomtest", [undefined, 5], "BAD_ARGUMENT"],
  ["binomtest", [5, 3], "BAD_VALUE"],
  ["skew", [[1, 2, 3], { nanPolicy: "ignore" }], "BAD_ARGUMENT"],
  ["skew", [[1, 2, 3], { axis: 4 }], "BAD_AXIS"],
  ["rankdata", [[1, 2], { method: "avg" }], "BAD_ARGUMENT"],
  ["ttestInd", [[1, 2], [2, 3], { alternative: "more" }], "BAD_ARGUMENT"],
  ["mannwhitneyu", [[1, 2], [2, 3], { method: "fast" }], "BAD_ARGUMENT"],
  ["gmean", [{}], "BAD_ARGUMENT"],
  ["zscore", [["a"]], "BAD_ARGUMENT"],
  [
    "pearsonr",
    [
      [1, 2],
      [1, 2, 3],
    ],
    "BAD_SHAPE",
  ],
  ["skew", [[1, 2, 3], null], "BAD_ARGUMENT"],
  ["skew", [[1, 2, 3], { axes: 0 }], "BAD_ARGUMENT"],
  ["describe", [[1, 2, 3], "axis"], "BAD_ARGUMENT"],
];

describe("sci-stats: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
  it("methods of distributions refuse what they cannot take", () => {
    expect(codeOf(() => stats.norm.moment(1e9))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => stats.poisson.moment(1e9, 2))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => stats.norm.expect(undefined as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => stats.poisson.expect("x" as never, 2))).toBe("BAD_ARGUMENT");
  });
  it("no percentiles give no scores", () => {
    expect(stats.scoreatpercentile([[4, 1]], [])).toHaveProperty("shape", [0]);
  });
  it("pearsonr of what is not finite is NaN", () => {
    expect(stats.pearsonr([1, 2, Number.POSITIVE_INFINITY], [1, 2, 3]).statistic).toBeNaN();
    expect(stats.pearsonr([1, 2, 3], [1, Number.NaN, 3]).pvalue).toBeNaN();
  });
});
