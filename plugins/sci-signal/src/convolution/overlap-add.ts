import {
  type ArrayLikeInput,
  add,
  asArray,
  isComplexDType,
  multiply,
  type NDArray,
  promoteTypes,
  realDType,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { fftn, ifftn, irfftn, nextFastLen, rfftn } from "sci-fft";
import { makeArray } from "../internal/signals.js";
import { type FftConvolveOptions, fftconvolve, partOfFull, prepare } from "./fft-convolve.js";

/**
 * {@link fftconvolve} in blocks (overlap-add), for inputs of very different lengths along an axis.
 * @returns the same as `fftconvolve`
 * @throws BAD_SHAPE for inputs that do not fit together
 */
export function oaconvolve(in1: ArrayLikeInput, in2: ArrayLikeInput, options: FftConvolveOptions = {}): NDArray {
  checkOptions("oaconvolve", options, { mode: "any", axes: "numbers" });
  const prepared = prepare(in1, in2, options);
  if (!("axes" in prepared)) return prepared;
  const { first, second, axes } = prepared;
  const plan = blocksOf(first.shape, second.shape, axes);
  if (plan === undefined) return fftconvolve(in1, in2, options);
  const { axis, size, step } = plan;
  const swapped = (first.shape[axis] as number) < (second.shape[axis] as number);
  const [long, short] = swapped ? [second, first] : [first, second];
  const length = long.shape[axis] as number;
  const complex = isComplexDType(first.dtype) || isComplexDType(second.dtype);
  const shape = first.shape.map((one, k) =>
    axes.includes(k) ? one + (second.shape[k] as number) - 1 : Math.max(one, second.shape[k] as number),
  );
  const points = axes.map((k) => (k === axis ? size : nextFastLen(shape[k] as number, { real: !complex })));
  const grid = { s: points, axes };
  const kernel = complex ? fftn(short, grid) : rfftn(short, grid);
  const common = promoteTypes(first.dtype, second.dtype);
  const real = realDType(common) === "float32" ? "float32" : "float64";
  const dtype = complex ? (real === "float32" ? "complex64" : "complex128") : real;
  const total = shape.reduce((product, one) => product * one, 1);
  const result = makeArray(first, new Float64Array(total), undefined, shape, dtype);
  const along = (selector: string): string[] => shape.map((one, k) => (k === axis ? selector : `0:${one}`));
  for (let start = 0; start < length; start += step) {
    const block = long.slice(
      ...long.shape.map((one, k) => (k === axis ? `${start}:${Math.min(one, start + step)}` : `0:${one}`)),
    );
    const product = asArray(multiply(complex ? fftn(block, grid) : rfftn(block, grid), kernel));
    const part = complex ? ifftn(product, grid) : irfftn(product, grid);
    const width = Math.min(size, (shape[axis] as number) - start);
    const target = result.slice(...along(`${start}:${start + width}`));
    target.assign(asArray(add(target, part.slice(...along(`0:${width}`)))));
  }
  return partOfFull(result, prepared);
}

/** The axis along which the lengths differ most, and blocks for it; none where blocks do not pay. */
function blocksOf(
  first: readonly number[],
  second: readonly number[],
  axes: readonly number[],
): { axis: number; size: number; step: number } | undefined {
  let best: { axis: number; size: number; step: number } | undefined;
  let ratio = 2;
  for (const axis of axes) {
    const long = Math.max(first[axis] as number, second[axis] as number);
    const short = Math.min(first[axis] as number, second[axis] as number);
    if (long / short <= ratio) continue;
    const size = nextFastLen(Math.ceil(bestLength(short - 1)));
    if (size >= long) continue;
    best = { axis, size, step: size - short + 1 };
    ratio = long / short;
  }
  return best;
}

/** The block length of least work, `-overlap W(-1 / (2 e overlap))` with the lower branch of Lambert's function. */
function bestLength(overlap: number): number {
  const log = Math.log(2 * Math.E * overlap);
  let w = -log - Math.log(log + 1);
  for (let i = 0; i < 30; i++) w = -log - Math.log(-w);
  return -overlap * w;
}
