import { type ArrayLikeInput, asArray, checkAxes, fromData, isComplexDType, multiply, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { fftn, ifftn, irfftn, nextFastLen, rfftn } from "sci-fft";
import { checkWord } from "../internal/checks.js";
import { type ConvolutionMode, checkSameAxes, convolutionModes, mustSwap } from "./modes.js";

/** What {@link fftconvolve} and {@link oaconvolve} take. */
export interface FftConvolveOptions {
  /** "full" by default. */
  readonly mode?: ConvolutionMode;
  /** The axes over which is convolved, the others are broadcast; all by default. */
  readonly axes?: number | readonly number[] | undefined;
}

/** Two inputs of a convolution over some axes, in their order. */
export interface Prepared {
  readonly first: NDArray;
  readonly second: NDArray;
  readonly axes: readonly number[];
  readonly mode: ConvolutionMode;
}

/**
 * Convolution through Fourier transforms.
 * @returns float64 or complex128, in single precision for float32 and complex64
 * @throws BAD_SHAPE for inputs that do not fit together
 */
export function fftconvolve(in1: ArrayLikeInput, in2: ArrayLikeInput, options: FftConvolveOptions = {}): NDArray {
  checkOptions("fftconvolve", options, { mode: "any", axes: "numbers" });
  const prepared = prepare(in1, in2, options);
  if (!("axes" in prepared)) return prepared;
  const { first, second, axes } = prepared;
  const shape = first.shape.map((size, k) =>
    axes.includes(k) ? size + (second.shape[k] as number) - 1 : Math.max(size, second.shape[k] as number),
  );
  return partOfFull(multiplySpectra(first, second, axes, shape), prepared);
}

/** Checks the inputs of a convolution over axes; products without axes and empty inputs are done at once. */
export function prepare(in1: ArrayLikeInput, in2: ArrayLikeInput, options: FftConvolveOptions): Prepared | NDArray {
  const mode = checkWord(options.mode ?? "full", "mode", convolutionModes);
  const [first, second] = [asArray(in1), asArray(in2)];
  checkSameAxes(first, second);
  if (first.shape.length === 0) return asArray(multiply(first, second));
  if (first.size === 0 || second.size === 0) return fromData(new Float64Array(0), 0);
  const wanted = checkAxes(options.axes, first.shape.length, "axes");
  if (wanted.length === 0) throw coreError("BAD_AXIS", "axes: got none, expected at least one.");
  const axes = wanted.filter((k) => first.shape[k] !== 1 && second.shape[k] !== 1);
  first.shape.forEach((size, k) => {
    const other = second.shape[k] as number;
    if (!axes.includes(k) && size !== other && size !== 1 && other !== 1)
      throw coreError(
        "BAD_SHAPE",
        `in1, in2: shapes (${first.shape.join(", ")}) and (${second.shape.join(", ")}) do not fit along axis ${k}.`,
      );
  });
  return mustSwap(mode, first.shape, second.shape, axes)
    ? { first: second, second: first, axes, mode }
    : { first, second, axes, mode };
}

function multiplySpectra(first: NDArray, second: NDArray, axes: readonly number[], shape: readonly number[]): NDArray {
  if (axes.length === 0) return asArray(multiply(first, second));
  const complex = isComplexDType(first.dtype) || isComplexDType(second.dtype);
  const s = axes.map((k) => nextFastLen(shape[k] as number, { real: !complex }));
  const options = { s, axes };
  const product = complex
    ? ifftn(asArray(multiply(fftn(first, options), fftn(second, options))), options)
    : irfftn(asArray(multiply(rfftn(first, options), rfftn(second, options))), options);
  return product.slice(...shape.map((size) => `0:${size}`));
}

/** The part of a full convolution that the mode wants, as an array of its own. */
export function partOfFull(full: NDArray, { first, second, axes, mode }: Prepared): NDArray {
  if (mode === "full") return full.copy();
  const shape = full.shape.map((size, k) => {
    if (mode === "same") return first.shape[k] as number;
    return axes.includes(k) ? (first.shape[k] as number) - (second.shape[k] as number) + 1 : size;
  });
  const parts = shape.map((size, k) => {
    const start = Math.floor(((full.shape[k] as number) - size) / 2);
    return `${start}:${start + size}`;
  });
  return full.slice(...parts).copy();
}
