import { describe, expect, it } from "vitest";
import { array, mean, multiply, round } from "./index.js";

describe("small differences from NumPy", () => {
  it("means in a narrow dtype are added up in float64 and do not wrap on the way", () => {
    expect(mean(array([100, 100, 100]), { dtype: "int8" })).toBe(100);
  });
  it("rounding of whole numbers to tens stays in their dtype", () => {
    expect(round(array([2 ** 31 - 1]).astype("int32"), { decimals: -1 }).get(0)).toBe(-(2 ** 31) + 2);
  });
  it("products of complex64 that overflow are those of float64, rounded", () => {
    const z = array([{ re: 1e30, im: 1e30 }]).astype("complex64");
    expect(multiply(z, z).get(0)).toEqual({ re: 0, im: Number.POSITIVE_INFINITY });
  });
});
