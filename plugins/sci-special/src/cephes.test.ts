import { describe, expect, it } from "vitest";
import { hyp1f1, hyp2f1, plancki, polylog, struve } from "./cephes.js";

describe("the functions of cephes", () => {
  // Values of SciPy 1.10 (polylog: the dilogarithm of 1/2 in closed form).
  it.each([
    ["hyp1f1", hyp1f1(1.5, 2.5, 3), 7.931662465149578],
    ["hyp1f1 at 0", hyp1f1(1.5, 2.5, 0), 1],
    ["hyp2f1", hyp2f1(0.5, 1.5, 2.5, 0.4), 1.1551479387364685],
    ["struve", struve(0, 2), 0.7908588495080959],
    ["struve of a negative number", struve(0, -2), -0.7908588495080959],
    ["polylog", polylog(2, 0.5), Math.PI ** 2 / 12 - Math.log(2) ** 2 / 2],
  ])("%s", (_, value, wanted) => {
    expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-12);
  });

  it("take arrays", () => {
    expect(hyp2f1([1, 1], 1, 2, [0, 0.5]).shape).toEqual([2]);
    expect(plancki([1e-6, 2e-6], 5000).shape).toEqual([2]);
  });

  it("give infinities at poles and NaN for NaN", () => {
    expect(hyp2f1(1, 1, -2, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(hyp2f1(1, 1, 2, 1.5)).toBe(Number.POSITIVE_INFINITY);
    expect(hyp1f1(1, -2, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(struve(0.5, -1)).toBeNaN();
    expect(hyp1f1(Number.NaN, 1, 1)).toBeNaN();
  });
});
