import { add, allclose, array, asArray, fromData, multiply, type NDArray, ones, zeros } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numbersOf } from "../../../tools/golden/golden.js";
import * as s from "./index.js";

const values = (n: number, seed = 1): NDArray =>
  fromData(
    Float64Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898 * seed) * 3 + Math.cos(i * 0.7)),
    n,
  );
const cube = values(210).reshape([5, 6, 7]);
const [b, a] = s.butter(3, 0.3);

/** Functions of one array along an axis. */
const alongAxis: Readonly<Record<string, (x: NDArray, axis: number) => NDArray>> = {
  detrend: (x, axis) => s.detrend(x, { axis }),
  lfilter: (x, axis) => s.lfilter(b, a, x, { axis }),
  filtfilt: (x, axis) => s.filtfilt(b, a, x, { axis, padlen: 3 }),
  sosfilt: (x, axis) => s.sosfilt(s.butter(4, 0.3, { output: "sos" }), x, { axis }),
  savgolFilter: (x, axis) => s.savgolFilter(x, 5, 2, { axis }),
  hilbert: (x, axis) => s.hilbert(x, { axis }),
  resample: (x, axis) => s.resample(x, 9, { axis }),
  resamplePoly: (x, axis) => s.resamplePoly(x, 3, 2, { axis }),
  upfirdn: (x, axis) => s.upfirdn([1, 2, 1], x, { up: 2, axis }),
  decimate: (x, axis) => s.decimate(x, 2, { axis, ftype: "fir" }),
  welch: (x, axis) => asArray(s.welch(x, { nperseg: 4, axis })[1]),
  czt: (x, axis) => s.czt(x, { m: 4, axis }),
};

describe("arrays of any layout", () => {
  it.each(Object.entries(alongAxis))("%s is the same along any axis and for views", (_, call) => {
    const turned = cube.transpose([2, 0, 1]).slice("::-1", "...");
    for (let axis = 0; axis < 3; axis++) {
      const result = call(turned, axis);
      expect(numbersOf(result)).toEqual(numbersOf(call(turned.copy(), axis)));
      expect(numbersOf(call(turned, axis - 3))).toEqual(numbersOf(result));
      const one = turned.slice(...[0, 1, 2].map((k) => (k === axis ? "0:" : 1)).map((k) => k as never));
      const line = result.slice(...[0, 1, 2].map((k) => (k === axis ? "0:" : 1)).map((k) => k as never));
      expect(allclose(call(one, 0), line, { rtol: 1e-10, atol: 1e-12 })).toBe(true);
    }
  });
  it("keep float32 and count whole numbers as float64", () => {
    for (const call of Object.values(alongAxis).slice(0, 5)) {
      expect(call(cube.astype("int16"), 0).dtype).toBe("float64");
      expect(["float32", "float64"]).toContain(call(cube.astype("float32"), 0).dtype);
    }
    expect(s.detrend(cube.astype("float32")).dtype).toBe("float32");
    expect(s.savgolFilter(cube.astype("float32"), 5, 2).dtype).toBe("float32");
    expect(s.medfilt(cube.astype("uint8")).dtype).toBe("uint8");
  });
  it("may be empty or have one element", () => {
    expect(s.lfilter(b, a, zeros([0])).shape).toEqual([0]);
    expect(s.lfilter(b, a, zeros([2, 0])).shape).toEqual([2, 0]);
    expect(s.lfilter(b, a, zeros([0, 3])).shape).toEqual([0, 3]);
    expect(s.detrend(zeros([0, 3])).shape).toEqual([0, 3]);
    expect(s.medfilt(zeros([0, 3])).shape).toEqual([0, 3]);
    expect(s.findPeaks(zeros([0]))[0].shape).toEqual([0]);
    expect(s.fftconvolve(zeros([0]), [1]).shape).toEqual([0]);
    expect(numbersOf(s.medfilt([5]))).toEqual([0]);
    expect(numbersOf(s.savgolFilter([5], 1, 0))).toEqual([5]);
    expect(numbersOf(s.resample([5], 3))).toEqual([5, 5, 5]);
    expect(numbersOf(s.detrend([5]))).toEqual([0]);
  });
});

describe("identities", () => {
  it("sums and transforms convolve alike", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom("full", "same", "valid"),
        fc.integer({ min: 1, max: 5 }),
        (shape, mode, size) => {
          const x = values(shape.reduce((product, one) => product * one, 1)).reshape(shape);
          const kernelShape = shape.map((one) => (mode === "valid" ? Math.min(one, size) : size));
          const kernel = values(
            kernelShape.reduce((product, one) => product * one, 1),
            2,
          ).reshape(kernelShape);
          const options = { mode: mode as "full" };
          const direct = s.convolve(x, kernel, { ...options, method: "direct" });
          for (const other of [s.fftconvolve(x, kernel, options), s.oaconvolve(x, kernel, options)]) {
            expect(other.shape).toEqual(direct.shape);
            expect(allclose(direct, other, { rtol: 1e-10, atol: 1e-10 })).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  it("convolution adds and multiplies as numbers do", () => {
    const [x, y, z] = [values(20), values(7, 2), values(7, 3)];
    expect(allclose(s.convolve(x, add(y, z)), add(s.convolve(x, y), s.convolve(x, z)))).toBe(true);
    expect(allclose(s.convolve(x, y), s.convolve(y, x))).toBe(true);
    const [quotient, remainder] = s.deconvolve(s.convolve(x, y), y);
    expect(allclose(quotient, x, { atol: 1e-6 })).toBe(true);
    expect(allclose(remainder, zeros(remainder.shape), { atol: 1e-6 })).toBe(true);
  });
  it("whole numbers of 64 bits convolve exactly", () => {
    const large = array([2n ** 60n, 3n, -(2n ** 61n)]);
    expect(s.convolve(large, array([1n, 2n])).toNested()).toEqual([
      2n ** 60n,
      2n ** 61n + 3n,
      6n - 2n ** 61n,
      -(2n ** 62n),
    ]);
    expect(s.medfilt(large).toNested()).toEqual([3n, 3n, 0n]);
  });
  it("the short-time transform has an inverse", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 90 }), fc.integer({ min: 4, max: 16 }), (n, nperseg) => {
        const x = values(n);
        const [, , z] = s.stft(x, { nperseg });
        const [, y] = s.istft(z, { nperseg });
        expect(allclose(y.slice(`0:${n}`), x, { atol: 1e-10 })).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
  it("savgolFilter leaves polynomials of its degree alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 20 }), (degree, more) => {
        const x = Float64Array.from({ length: 50 }, (_, i) => ((i - 25) / 10) ** degree + 1);
        const odd = degree + more + ((degree + more + 1) % 2);
        expect(allclose(s.savgolFilter(x, odd, degree), x, { atol: 1e-8 })).toBe(true);
      }),
    );
  });
  it("resampling there and back gives the signal", () => {
    const x = values(31);
    expect(allclose(s.resample(s.resample(x, 70), 31), x, { atol: 1e-10 })).toBe(true);
  });
  it("complex lines resample to two samples with both signs of the highest frequency", () => {
    // SciPy 1.10 loses the negative one when two samples are left.
    const x = array([
      { re: 1, im: 0 },
      { re: 0, im: 1 },
      { re: 2, im: 0 },
      { re: 0, im: 3 },
    ]);
    const real = s.resample([1, 0, 2, 0], 2);
    const both = s.resample(multiply(x, 1), 2);
    expect(numbersOf(both).filter((_, i) => i % 2 === 0)).toEqual(numbersOf(real));
  });
  it("filters in sections, by zeros and poles and by coefficients respond alike", () => {
    for (const btype of ["low", "high"] as const) {
      const options = { btype };
      const [h1, h2, h3] = [
        s.freqz(s.ellip(5, 1, 40, 0.3, options)[0], { a: s.ellip(5, 1, 40, 0.3, options)[1], worN: 33 })[1],
        s.freqzZpk(...s.ellip(5, 1, 40, 0.3, { ...options, output: "zpk" }), { worN: 33 })[1],
        s.sosfreqz(s.ellip(5, 1, 40, 0.3, { ...options, output: "sos" }), { worN: 33 })[1],
      ];
      expect(allclose(h1, h2, { atol: 1e-9 })).toBe(true);
      expect(allclose(h2, h3, { atol: 1e-10 })).toBe(true);
    }
  });
  it("freqz tells the response at the Nyquist frequency", () => {
    // SciPy 1.10 takes the frequencies without it when the number of points is fast to transform.
    const [w, h] = s.freqz([1, 2, 3], { worN: 9, includeNyquist: true });
    expect(w.get(8)).toBeCloseTo(Math.PI, 12);
    expect(h.get(8).re).toBeCloseTo(2, 12);
  });
  it("NaN are larger than all numbers in medians, and stay where they are in Wiener's filter", () => {
    expect(numbersOf(s.medfilt([1, Number.NaN, 3, 2, 5]))).toEqual([1, 3, 3, 3, 2]);
    const image = values(900).reshape([30, 30]);
    image.set([3, 3], Number.NaN);
    const filtered = numbersOf(s.wiener(image, { noise: 1 }));
    expect(filtered.filter(Number.isNaN)).toHaveLength(9);
  });
  it("a flat image has nothing to filter", () => {
    expect(numbersOf(s.wiener(zeros([4, 4])))).toEqual(new Array(16).fill(0));
    expect(numbersOf(s.wiener(ones([6]), { noise: 0 })).every(Number.isFinite)).toBe(true);
  });
  it("whole numbers resample by polyphase filters", () => {
    const x = array([1, 5, 2, 8, 3, 9, 4, 7]);
    expect(numbersOf(s.resamplePoly(x.astype("int16"), 3, 2))).toEqual(numbersOf(s.resamplePoly(x, 3, 2)));
  });
  it("of peaks of one height the later ones stay", () => {
    expect(s.findPeaks([0, 1, 0, 1, 0, 1, 0], { distance: 3 })[0].toNested()).toEqual([1n, 5n]);
  });
  it("the times of istft belong to its axis of time", () => {
    const [, , z] = s.stft(values(40).reshape([2, 20]), { nperseg: 6 });
    const [t, y] = s.istft(z);
    expect(t.size).toBe(y.shape[1]);
  });
});
