import { type ArrayLikeInput, asArray, conj, flip, isComplexDType, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { convolve } from "../convolution/convolve.js";
import { checkLine, checkWhole, realList } from "../internal/checks.js";
import { makeArray, partsOf, realsOf, vector } from "../internal/signals.js";

/** A function that makes a wavelet: so many points, of a width in samples. */
export type Wavelet = (points: number, width: number) => NDArray;

/**
 * Ricker's wavelet ("Mexican hat"), the second derivative of a Gaussian.
 * @param a width: the standard deviation of the Gaussian, in samples
 * @throws BAD_VALUE unless `points` is a number from 0
 */
export function ricker(points: number, a: number): NDArray<"float64"> {
  checkKind("ricker", "points", points, "number");
  checkKind("ricker", "a", a, "number");
  checkCount(points);
  const scale = 2 / (Math.sqrt(3 * a) * Math.PI ** 0.25);
  return vector(
    Float64Array.from({ length: Math.ceil(points) }, (_, i) => {
      const square = (i - (points - 1) / 2) ** 2;
      return scale * (1 - square / a ** 2) * Math.exp(-square / (2 * a ** 2));
    }),
  );
}

/**
 * Morlet's complex wavelet over a given number of its periods.
 * @param m number of points
 * @param options `w` centre frequency (5), `s` scaling (1), `complete` whether its mean is taken off (`true`)
 */
export function morlet(
  m: number,
  options: { readonly w?: number; readonly s?: number; readonly complete?: boolean } = {},
): NDArray<"complex128"> {
  checkOptions("morlet", options, { w: "number", s: "number", complete: "boolean" });
  checkKind("morlet", "m", m, "number");
  const { w = 5, s = 1, complete = true } = options;
  checkWhole(m, "m", 0, 2 ** 28);
  const reach = s * 2 * Math.PI;
  const step = m > 1 ? (2 * reach) / (m - 1) : 0;
  const shift = complete ? Math.exp(-0.5 * w * w) : 0;
  return wave(m, (i) => {
    const x = i === m - 1 && m > 1 ? reach : i * step - reach;
    const height = Math.exp(-0.5 * x * x) * Math.PI ** -0.25;
    return [(Math.cos(w * x) - shift) * height, Math.sin(w * x) * height];
  });
}

/**
 * Morlet's complex wavelet for {@link cwt}.
 * @param m number of points
 * @param s width in samples
 * @param options `w` centre frequency (5)
 */
export function morlet2(m: number, s: number, options: { readonly w?: number } = {}): NDArray<"complex128"> {
  checkOptions("morlet2", options, { w: "number" });
  checkKind("morlet2", "m", m, "number");
  checkKind("morlet2", "s", s, "number");
  const { w = 5 } = options;
  checkCount(m);
  return wave(Math.ceil(m), (i) => {
    const x = (i - (m - 1) / 2) / s;
    const height = Math.sqrt(1 / s) * Math.exp(-0.5 * x * x) * Math.PI ** -0.25;
    return [Math.cos(w * x) * height, Math.sin(w * x) * height];
  });
}

function checkCount(points: number): void {
  if (!(points >= 0 && points <= 2 ** 28))
    throw coreError("BAD_VALUE", `points: got ${points}, expected a number from 0 to 2 ** 28.`);
}

function wave(m: number, value: (i: number) => [number, number]): NDArray<"complex128"> {
  const re = new Float64Array(m);
  const im = new Float64Array(m);
  for (let i = 0; i < m; i++) [re[i], im[i]] = value(i);
  return makeArray(vector([]), re, im, [m], "complex128") as NDArray<"complex128">;
}

/** What a function makes as a wavelet, as an array with one axis. */
function waveletOf(wavelet: Wavelet, points: number, width: number): NDArray {
  return checkLine(wavelet(points, width) as ArrayLikeInput, "the wavelet's result");
}

/**
 * Continuous wavelet transform: the line convolved with wavelets of several widths.
 * @param wavelet makes a wavelet of so many points and a width, for example {@link ricker} or {@link morlet2}
 * @param widths widths in samples
 * @returns shape (widths, samples), complex128 for complex wavelets, else float64
 */
export function cwt(data: ArrayLikeInput, wavelet: Wavelet, widths: ArrayLikeInput): NDArray {
  checkKind("cwt", "wavelet", wavelet, "function");
  const line = checkLine(data, "data");
  const sizes = realList(widths, "widths");
  const n = line.size;
  const first = sizes[0];
  const complex = first !== undefined && isComplexDType(waveletOf(wavelet, 1, first).dtype);
  const re = new Float64Array(sizes.length * n);
  const im = new Float64Array(complex ? re.length : 0);
  sizes.forEach((width, k) => {
    const shape = waveletOf(wavelet, Math.min(10 * width, n), width);
    const turned = flip(isComplexDType(shape.dtype) ? asArray(conj(shape)) : shape);
    const row = convolve(line, turned, { mode: "same" });
    const parts = partsOf(row);
    re.set(complex ? parts.re : realsOf(row), k * n);
    if (complex && parts.im !== undefined) im.set(parts.im, k * n);
  });
  return makeArray(line, re, complex ? im : undefined, [sizes.length, n], complex ? "complex128" : "float64");
}
