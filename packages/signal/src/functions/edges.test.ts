import { array, fromData, isCoreError } from "@core/array";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : `uncoded ${String(error)}`;
  }
  return "no error";
}

describe("rebin with a dtype", () => {
  test("converts what was added up, also where no bin changes", () => {
    const halves = new api.Signal1D([0.5, 0.5, -1.75, -0.75]);
    expect(halves.rebin({ scale: [2], dtype: "int32" }).data.toNested()).toEqual([1, -2]);
    expect(halves.rebin({ scale: [1], dtype: "float32" }).data.dtype).toBe("float32");
  });
});

describe("single precision and complex numbers", () => {
  test("integrals are double, histograms of complex numbers are refused", () => {
    for (const size of [3, 4, 5]) {
      const single = new api.Signal1D(fromData(new Float32Array(size).fill(0.1), [size]));
      const exact = Math.fround(0.1) * (size - 1);
      expect(single.integrateSimpson(0).data.dtype).toBe("float64");
      expect(Number(single.integrateSimpson(0).data.get(0))).toBeCloseTo(exact, 14);
    }
    const complex = new api.Signal1D(array([{ re: 1, im: 2 }]));
    expect(complex.integrateSimpson(0).data.dtype).toBe("complex128");
    expect(codeOf(() => complex.getHistogram())).toBe("BAD_DTYPE");
  });
});
