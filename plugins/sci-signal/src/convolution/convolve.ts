import {
  type ArrayLikeInput,
  asArray,
  astype,
  conj,
  flip,
  isBigDType,
  isComplexDType,
  kindOf,
  multiply,
  type NDArray,
  resultType,
  round,
} from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, checkWord } from "../internal/checks.js";
import { indexVector, realsOf } from "../internal/signals.js";
import { convolveDirect } from "./direct.js";
import { fftconvolve } from "./fft-convolve.js";
import { type ConvolutionMode, checkSameAxes, convolutionModes, mustSwap, resultPart } from "./modes.js";

/** What {@link convolve} and {@link correlate} take. */
export interface ConvolveOptions {
  /** "full" by default. */
  readonly mode?: ConvolutionMode;
  /** "direct" by sums, "fft" through Fourier transforms, "auto" (default) what is faster. */
  readonly method?: "auto" | "direct" | "fft";
}

/**
 * Convolution of two arrays with the same number of axes.
 * @returns an array of their common dtype; whole numbers stay and wrap, float32 is added up in float64 by "direct"
 * @throws BAD_SHAPE for other numbers of axes, empty arrays, or sizes that "valid" cannot take
 */
export function convolve(in1: ArrayLikeInput, in2: ArrayLikeInput, options: ConvolveOptions = {}): NDArray {
  checkOptions("convolve", options, { mode: "any", method: "any" });
  const mode = checkWord(options.mode ?? "full", "mode", convolutionModes);
  const wanted = checkWord(options.method ?? "auto", "method", ["auto", "direct", "fft"]);
  let [volume, kernel] = [asArray(in1), asArray(in2)];
  checkSameAxes(volume, kernel);
  if (volume.shape.length === 0) return asArray(multiply(volume, kernel));
  if (mustSwap(mode, volume.shape, kernel.shape)) [volume, kernel] = [kernel, volume];
  if (volume.size === 0 || kernel.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `in1, in2: got shapes (${volume.shape.join(", ")}) and (${kernel.shape.join(", ")}); empty arrays have no convolution.`,
    );
  const method = wanted === "auto" ? fasterMethod(volume, kernel, mode) : wanted;
  if (method === "direct") return convolveDirect(volume, kernel, mode);
  const dtype = resultType(volume.dtype, kernel.dtype);
  const result = fftconvolve(volume, kernel, { mode });
  const kind = kindOf(dtype);
  const whole = kind === "int" || kind === "uint" || kind === "bool" ? asArray(round(result)) : result;
  return whole.dtype === dtype ? whole : astype(whole, dtype);
}

/**
 * Correlation of two arrays with the same number of axes: `Σ in1[n + lag] conj(in2[n])`. {@link correlationLags} tells the lags.
 * @returns an array of their common dtype, as {@link convolve}
 * @throws BAD_SHAPE for other numbers of axes, empty arrays, or sizes that "valid" cannot take
 */
export function correlate(in1: ArrayLikeInput, in2: ArrayLikeInput, options: ConvolveOptions = {}): NDArray {
  checkOptions("correlate", options, { mode: "any", method: "any" });
  return convolve(in1, reversed(asArray(in2)), options);
}

function reversed(x: NDArray): NDArray {
  const turned = x.shape.length === 0 ? x : flip(x);
  return isComplexDType(x.dtype) ? asArray(conj(turned)) : turned;
}

/**
 * The lags that belong to the numbers of a correlation of two lines.
 * @param in1Len length of the first, `in2Len` of the second input
 * @returns whole numbers (int64)
 */
export function correlationLags(
  in1Len: number,
  in2Len: number,
  options: { readonly mode?: ConvolutionMode } = {},
): NDArray<"int64"> {
  checkOptions("correlationLags", options, { mode: "any" });
  checkKind("correlationLags", "in1Len", in1Len, "number");
  checkKind("correlationLags", "in2Len", in2Len, "number");
  const mode = checkWord(options.mode ?? "full", "mode", convolutionModes);
  checkWhole(in1Len, "in1Len", 0, 2 ** 28);
  checkWhole(in2Len, "in2Len", 0, 2 ** 28);
  const range = (start: number, stop: number): number[] =>
    Array.from({ length: Math.max(0, stop - start) }, (_, i) => start + i);
  if (mode === "valid") {
    const bound = in1Len - in2Len;
    return indexVector(bound >= 0 ? range(0, bound + 1) : range(bound, 1));
  }
  const lags = range(1 - in2Len, in1Len);
  if (mode === "full") return indexVector(lags);
  const middle = Math.floor(lags.length / 2);
  const bound = Math.floor(in1Len / 2);
  return indexVector(lags.slice(middle - bound, middle + bound + (in1Len % 2)));
}

/**
 * Which method `convolve` takes for "auto": sums unless Fourier transforms are faster by count. Sums also where transforms would lose
 * digits of whole numbers, and for truths.
 */
export function chooseConvMethod(
  in1: ArrayLikeInput,
  in2: ArrayLikeInput,
  options: { readonly mode?: ConvolutionMode } = {},
): "direct" | "fft" {
  checkOptions("chooseConvMethod", options, { mode: "any" });
  const mode = checkWord(options.mode ?? "full", "mode", convolutionModes);
  const [first, second] = [asArray(in1), asArray(in2)];
  checkSameAxes(first, second);
  return mustSwap(mode, first.shape, second.shape)
    ? fasterMethod(second, first, mode)
    : fasterMethod(first, second, mode);
}

// Measured here: nanoseconds for one multiplication of the sums, and for one point of a transform and its logarithm.
const directCost = 0.9;
const fftCost = 3.5;
const fftStart = 2e4;

function fasterMethod(x: NDArray, kernel: NDArray, mode: ConvolutionMode): "direct" | "fft" {
  if (x.dtype === "bool" && kernel.dtype === "bool") return "direct";
  const complex = (isComplexDType(x.dtype) ? 2 : 1) * (isComplexDType(kernel.dtype) ? 2 : 1);
  const { shape } = resultPart(mode, x.shape, kernel.shape);
  const sums =
    shape.reduce((product, size, k) => product * Math.min(size, x.shape[k] as number), 1) * kernel.size * complex;
  const points = x.shape.reduce((product, size, k) => product * (size + (kernel.shape[k] as number) - 1), 1);
  const transforms = fftStart + fftCost * points * Math.log2(points + 1) * (complex > 1 ? 2 : 1);
  if (directCost * sums <= transforms) return "direct";
  return isExact(x, kernel) ? "fft" : "direct";
}

/** Whether transforms give the whole numbers that sums give. */
function isExact(x: NDArray, kernel: NDArray): boolean {
  const whole = (a: NDArray): boolean => kindOf(a.dtype) === "int" || kindOf(a.dtype) === "uint";
  if (!whole(x) && !whole(kernel)) return true;
  if (isBigDType(x.dtype) || isBigDType(kernel.dtype) || (whole(x) && whole(kernel))) {
    const largest = (a: NDArray): number => realsOf(a).reduce((top, one) => Math.max(top, Math.abs(one)), 0);
    return largest(x) * largest(kernel) * Math.min(x.size, kernel.size) <= 2 ** 51;
  }
  return true;
}
