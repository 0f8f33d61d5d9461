import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as stats from "./index.js";

type Any = (...given: unknown[]) => unknown;
const loose = stats as unknown as Record<string, Any & Record<string, Any>>;
const call = (name: string, ...given: unknown[]): unknown => codeOf(() => (loose[name] as Any)(...given));
const method = (name: string, key: string, ...given: unknown[]): unknown =>
  codeOf(() => ((loose[name] as Record<string, Any>)[key] as Any)(...given));

describe("wrong calls", () => {
  it("name the argument", () => {
    expect(method("norm", "pdf", 1, { loc: 0, sclae: 2 })).toBe("BAD_ARGUMENT");
    expect(method("gamma", "pdf", 1)).toBe("BAD_ARGUMENT");
    expect(method("gamma", "pdf", 1, { loc: 2 })).toBe("BAD_ARGUMENT");
    expect(method("norm", "fit", [1, 2, Number.NaN])).toBe("BAD_VALUE");
    expect(method("norm", "fit", [])).toBe("BAD_SHAPE");
    expect(method("norm", "fit", [1, 2], { floc: 0, fscale: 1 })).toBe("BAD_ARGUMENT");
    expect(method("norm", "fit", [1, 2], { method: "MAP" })).toBe("BAD_ARGUMENT");
    expect(method("gamma", "fit", [1, 2], { fb: 2 })).toBe("BAD_ARGUMENT");
    expect(method("gamma", "fit", [-1, 2], { floc: 0 })).toBe("BAD_VALUE");
    expect(method("gamma", "rvs", -1, { size: 3 })).toBe("BAD_VALUE");
    expect(method("gamma", "stats", 2, { moments: "mx" })).toBe("BAD_ARGUMENT");
    expect(method("poisson", "pmf", 1, 3, { scale: 2 })).toBe("BAD_ARGUMENT");
    expect(call("ttestInd", [1, 2], [3, 4], { alternative: "both" })).toBe("BAD_ARGUMENT");
    expect(call("ttestInd", [1, 2], [3, 4], { trim: 0.5 })).toBe("BAD_VALUE");
    expect(call("ttestRel", [1, 2], [3, 4, 5])).toBe("BAD_SHAPE");
    expect(call("ttest1samp", [1, 2], 0, { axis: 1 })).toBe("BAD_AXIS");
    expect(call("skew", [1, Number.NaN], { nanPolicy: "raise" })).toBe("BAD_VALUE");
    expect(call("skew", [1, 2], { nanPolicy: "drop" })).toBe("BAD_ARGUMENT");
    expect(call("skew", [{ re: 1, im: 0 }])).toBe("BAD_DTYPE");
    expect(
      call("chi2Contingency", [
        [1, -2],
        [3, 4],
      ]),
    ).toBe("BAD_VALUE");
    expect(call("chisquare", [1, 2], { fExp: [5, 6] })).toBe("BAD_VALUE");
    expect(call("fisherExact", [[1, 2, 3]])).toBe("BAD_SHAPE");
    expect(call("linregress", [1, 1], [1, 2])).toBe("BAD_VALUE");
    expect(call("pearsonr", [1], [2])).toBe("BAD_SHAPE");
    expect(call("boxcox", [1, -1])).toBe("BAD_VALUE");
    expect(
      call("gaussianKde", [
        [1, 2, 3],
        [1, 2, 3],
      ]),
    ).toBe("SINGULAR");
    expect(call("scoreatpercentile", [1, 2], 101)).toBe("BAD_VALUE");
    expect(call("binnedStatistic", [1, 2], [1, 2], { statistic: "mode" })).toBe("BAD_ARGUMENT");
    expect(call("anderson", [1, 2, 3], { dist: "gamma" })).toBe("BAD_ARGUMENT");
    expect(call("shapiro", [1, 2])).toBe("BAD_SHAPE");
    expect(call("bootstrap", [[1, 2, 3]], () => 0, { nResamples: 0 })).toBe("BAD_ARGUMENT");
    const stopped = new AbortController();
    stopped.abort();
    expect(call("bootstrap", [[1, 2, 3]], () => 0, { signal: stopped.signal })).toBe("ABORTED");
  });
});

describe("where the project differs from SciPy 1.10", () => {
  it("quantiles of t and tails are exact", () => {
    expect(stats.t.ppf(0.7156090680682906, 25.428385887565206)).toBeCloseTo(0.5773475429046844, 14);
    expect(stats.halfnorm.sf(10)).toBeGreaterThan(1.5e-23);
    expect(stats.maxwell.isf(1e-12)).toBeCloseTo(7.675920510479649, 12);
    expect(stats.cauchy.ppf(1e-12) / -318309886183.7907).toBeCloseTo(1, 14);
  });

  it("densities at infinity are 0, and moments that diverge infinite", () => {
    expect(stats.gamma.pdf(Number.POSITIVE_INFINITY, 2)).toBe(0);
    expect(stats.gumbelR.logpdf(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(stats.pareto.moment(3, 2.5)).toBe(Number.POSITIVE_INFINITY);
    expect(stats.lognorm.moment(5, 2) / Math.exp(50)).toBeCloseTo(1, 12);
  });

  it("statistics of what is left of nothing are NaN", () => {
    expect(stats.tmin([1, 2], { lowerlimit: 5 })).toBeNaN();
    expect(stats.sem([1, Number.NaN], { nanPolicy: "omit" })).toBeNaN();
  });

  it("takes and gives streams", () => {
    expect(stats.norm.rvs({ seed: 3 })).toBe(stats.norm.rvs({ seed: [3][0] as number }));
    expect(stats.norm.rvs({ size: [2, 2] }).shape).toEqual([2, 2]);
  });
});
