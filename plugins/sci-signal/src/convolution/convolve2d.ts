import {
  type ArrayLikeInput,
  asArray,
  conj,
  flip,
  isComplex,
  isComplexDType,
  type NDArray,
  resultType,
  type Scalar,
} from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkWord } from "../internal/checks.js";
import { makeArray, partsOf } from "../internal/signals.js";
import { convolveDirect } from "./direct.js";
import { type ConvolutionMode, convolutionModes, mustSwap } from "./modes.js";

/** What {@link convolve2d} and {@link correlate2d} take. */
export interface Convolve2dOptions {
  /** "full" by default. */
  readonly mode?: ConvolutionMode;
  /** What is around the first input: "fill" with `fillvalue` (default), "wrap" or "symm". */
  readonly boundary?: "fill" | "pad" | "wrap" | "circular" | "symm" | "symmetric";
  /** 0 by default. */
  readonly fillvalue?: Scalar;
}

/**
 * Convolution of two images by sums, with a choice of what is around the first one.
 * @returns an array of their common dtype
 * @throws BAD_SHAPE unless both have two axes that the mode can take
 */
export function convolve2d(in1: ArrayLikeInput, in2: ArrayLikeInput, options: Convolve2dOptions = {}): NDArray {
  checkOptions("convolve2d", options, { mode: "any", boundary: "any", fillvalue: "any" });
  const { first, second, mode } = images(in1, in2, options);
  const swap = mustSwap(mode, first.shape, second.shape);
  const [image, kernel] = swap ? [second, first] : [first, second];
  return bounded(image, kernel, mode, options, (size) => Math.floor((size - 1) / 2));
}

/**
 * Correlation of two images by sums. See {@link convolve2d}; the middle of an even second input in "same" is the right one of two.
 */
export function correlate2d(in1: ArrayLikeInput, in2: ArrayLikeInput, options: Convolve2dOptions = {}): NDArray {
  checkOptions("correlate2d", options, { mode: "any", boundary: "any", fillvalue: "any" });
  const { first, second, mode } = images(in1, in2, options);
  const swap = mustSwap(mode, first.shape, second.shape);
  const [image, kernel] = swap ? [second, first] : [first, second];
  const turned = flip(isComplexDType(kernel.dtype) ? asArray(conj(kernel)) : kernel);
  const result = bounded(image, turned, mode, options, (size) => size - 1 - Math.floor((size - 1) / 2));
  return swap ? flip(result).copy() : result;
}

function images(
  in1: ArrayLikeInput,
  in2: ArrayLikeInput,
  options: Convolve2dOptions,
): { first: NDArray; second: NDArray; mode: ConvolutionMode } {
  const mode = checkWord(options.mode ?? "full", "mode", convolutionModes);
  const [first, second] = [asArray(in1), asArray(in2)];
  for (const [name, x] of [
    ["in1", first],
    ["in2", second],
  ] as const) {
    if (x.shape.length !== 2 || x.size === 0)
      throw coreError("BAD_SHAPE", `${name}: got shape (${x.shape.join(", ")}), expected two axes that are not empty.`);
  }
  return { first, second, mode };
}

type Boundary = "fill" | "wrap" | "symm";
const words = { fill: "fill", pad: "fill", wrap: "wrap", circular: "wrap", symm: "symm", symmetric: "symm" } as const;

/** The image with what is around it, as far as the kernel reaches, and of its convolution the part where the kernel fits in. */
function bounded(
  image: NDArray,
  kernel: NDArray,
  mode: ConvolutionMode,
  options: Convolve2dOptions,
  middle: (size: number) => number,
): NDArray {
  const boundary: Boundary =
    words[checkWord(options.boundary ?? "fill", "boundary", Object.keys(words) as (keyof typeof words)[])];
  if (mode === "valid") return convolveDirect(image, kernel, "valid");
  const reach = kernel.shape.map((size) => {
    const before = size - 1 - (mode === "full" ? 0 : middle(size));
    return { before, after: mode === "full" ? size - 1 : middle(size) };
  });
  const wide = surrounded(image, kernel, reach, boundary, options.fillvalue ?? 0);
  return convolveDirect(wide, kernel, "valid");
}

interface Reach {
  readonly before: number;
  readonly after: number;
}

function surrounded(
  image: NDArray,
  kernel: NDArray,
  reach: readonly Reach[],
  boundary: Boundary,
  fillvalue: Scalar,
): NDArray {
  const [rows, columns] = image.shape as [number, number];
  const [vertical, horizontal] = reach as [Reach, Reach];
  const shape = [rows + vertical.before + vertical.after, columns + horizontal.before + horizontal.after] as const;
  if (!isComplex(fillvalue) && !["number", "bigint", "boolean"].includes(typeof fillvalue))
    throw coreError("BAD_ARGUMENT", `fillvalue: got ${describeValue(fillvalue)}, expected a number, real or complex.`);
  const fill = typeof fillvalue === "object" ? fillvalue : { re: Number(fillvalue), im: 0 };
  const dtype = fill.im !== 0 ? resultType(image.dtype, kernel.dtype, "complex64") : image.dtype;
  const { re, im } = partsOf(image);
  const sources = [rows, columns].map((size, k) =>
    Int32Array.from({ length: shape[k] as number }, (_, i) => sourceOf(i - (reach[k] as Reach).before, size, boundary)),
  ) as [Int32Array, Int32Array];
  const gather = (part: Float64Array, value: number): Float64Array => {
    const wide = new Float64Array(shape[0] * shape[1]).fill(value);
    for (let i = 0; i < shape[0]; i++) {
      const row = sources[0][i] as number;
      if (row < 0) continue;
      for (let j = 0; j < shape[1]; j++) {
        const column = sources[1][j] as number;
        if (column >= 0) wide[i * shape[1] + j] = part[row * columns + column] as number;
      }
    }
    return wide;
  };
  const imaginary = isComplexDType(dtype) ? gather(im ?? new Float64Array(re.length), fill.im) : undefined;
  return makeArray(image, gather(re, fill.re), imaginary, shape, dtype);
}

function sourceOf(index: number, size: number, boundary: Boundary): number {
  if (index >= 0 && index < size) return index;
  if (boundary === "fill") return -1;
  const period = boundary === "wrap" ? size : 2 * size;
  const place = ((index % period) + period) % period;
  return place < size ? place : period - 1 - place;
}
