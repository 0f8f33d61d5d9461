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

describe("what HyperSpy takes over from Python and SciPy", () => {
  test("integrates booleans and large whole numbers as they are", () => {
    const truths = new api.Signal1D(array([true, true, true, true]).reshape([2, 2]), { axes: [{ scale: 0.1 }, {}] });
    expect(truths.integrate1D(-1).data.toNested()).toEqual([1, 1]);
    const large = new api.Signal1D(fromData(new BigUint64Array(4).fill(2n ** 63n), [4]));
    expect(large.integrateSimpson(0).data.get(0)).toBeCloseTo(3 * 2 ** 63, -5);
  });

  test("comparisons keep the title and the axes of the first signal, whatever its class", () => {
    const first = new api.BaseSignal([3], { title: "A", axes: [{ name: "a" }] });
    const compared = first.greater(new api.Signal1D([1], { title: "B", axes: [{ name: "b" }] }));
    expect(compared.title).toBe("A");
    expect(compared.axes[0]?.name).toBe("a");
  });

  test("units of an unfolded axis are those of all axes", () => {
    const s = new api.Signal1D(fromData(new Float64Array(8), [2, 2, 2, 1]), {
      axes: [{ units: "s" }, { units: "nm" }, { units: "um" }, {}],
    });
    expect(s.unfoldNavigationSpace().axes[0]?.units).toBe("um,s,nm");
  });
});

describe("pictures in colours", () => {
  const bytes = (): api.Signal1D => new api.Signal1D(fromData(new Uint8Array(120), [2, 4, 5, 3]));
  const picture = (): api.SignalLike => bytes().changeDtype("rgb8");

  test("are stacked with their like only", () => {
    const stacked = api.stack([picture(), picture()]);
    expect(stacked.data.shape).toEqual([2, 2, 4, 5, 3]);
    const grey = new api.Signal2D(fromData(new Uint8Array(40), [2, 4, 5]));
    const wide = new api.Signal1D(fromData(new Uint16Array(120), [2, 4, 5, 3])).changeDtype("rgb16");
    for (const other of [3, grey, wide]) {
      expect(codeOf(() => api.stack([picture(), other]))).toBe("UNSUPPORTED");
      expect(codeOf(() => api.stack([other, picture()]))).toBe("UNSUPPORTED");
    }
  });

  test("have their axis of colours at the end and nowhere else", () => {
    expect(codeOf(() => api.withAxis(picture(), 0, { isColour: true }))).toBe("BAD_ARGUMENT");
    const axes = (place: number): object[] => [0, 1, 2].map((one) => (one === place ? { isColour: true } : {}));
    expect(codeOf(() => new api.BaseSignal(fromData(new Uint8Array(36), [3, 4, 3]), { axes: axes(0) }))).toBe(
      "BAD_SHAPE",
    );
    expect(codeOf(() => new api.BaseSignal(fromData(new Uint8Array(24), [3, 4, 2]), { axes: axes(2) }))).toBe(
      "BAD_SHAPE",
    );
    expect(api.rgbDtype(new api.BaseSignal(fromData(new Uint8Array(36), [3, 4, 3]), { axes: axes(2) }))).toBe("rgb8");
  });

  test("a rule that counts no bin gives one", () => {
    const far = new api.Signal1D([1e300, -1e300, 1e299]);
    expect(far.getHistogram({ bins: "scott" }).data.toNested()).toEqual([3n]);
  });
});
