import { type ArrayLikeInput, isComplexDType, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkSignal, checkWhole, sizesOf } from "../internal/checks.js";
import { makeArray, realsOf } from "../internal/signals.js";

/** What {@link wiener} takes. */
export interface WienerOptions {
  /** Size of the box, for all axes or one for each; 3 by default. */
  readonly mysize?: number | ArrayLikeInput;
  /** Variance of the noise; the mean of the local variances by default. */
  readonly noise?: number | undefined;
}

/**
 * Wiener's filter with the mean and variance of a box around each element; outside of the array are zeros.
 * @returns a float64 array of the shape of `im`
 * @throws BAD_DTYPE for complex numbers, BAD_VALUE for sizes below 1
 * Source: Lim, Two-Dimensional Signal and Image Processing, p. 548.
 */
export function wiener(im: ArrayLikeInput, options: WienerOptions = {}): NDArray {
  checkOptions("wiener", options, { mysize: "any", noise: "number" });
  const x = checkSignal(im, "im");
  if (isComplexDType(x.dtype)) throw coreError("BAD_DTYPE", `im: got ${x.dtype}, expected real numbers.`);
  const sizes = sizesOf(options.mysize ?? 3, x.shape.length, "mysize");
  for (const size of sizes) checkWhole(size, "mysize", 1);
  const count = sizes.reduce((product, size) => product * size, 1);
  const data = realsOf(x);
  const mean = boxSums(data, x.shape, sizes);
  const squares = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) squares[i] = (data[i] as number) * (data[i] as number);
  const variance = boxSums(squares, x.shape, sizes);
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    const own = (mean[i] as number) / count;
    mean[i] = own;
    variance[i] = (variance[i] as number) / count - own * own;
    sum += variance[i] as number;
  }
  const noise = options.noise ?? sum / data.length;
  for (let i = 0; i < data.length; i++) {
    const own = mean[i] as number;
    const spread = variance[i] as number;
    // Without noise and without variance there is nothing to weigh.
    if (spread < noise || (spread === 0 && noise === 0)) data[i] = own;
    else data[i] = ((data[i] as number) - own) * (1 - noise / spread) + own;
  }
  return makeArray(x, data, undefined, x.shape, "float64");
}

/** Sums over a box around each element, axis by axis. */
function boxSums(data: Float64Array, shape: readonly number[], sizes: readonly number[]): Float64Array {
  let from = data;
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] as number;
    from = sumAlong(from, length, step, sizes[axis] as number);
    step *= length;
  }
  return from;
}

function sumAlong(from: Float64Array, length: number, step: number, size: number): Float64Array {
  const after = Math.floor((size - 1) / 2);
  const before = size - 1 - after;
  if (size === 1) return from.slice();
  const result = new Float64Array(from.length);
  if (step === 1) {
    for (let start = 0; start < from.length; start += length) sumLine(from, result, start, length, before, after);
    return result;
  }
  for (let block = 0; block < from.length; block += length * step) {
    for (let i = 0; i < length; i++) {
      const target = block + i * step;
      const last = Math.min(length - 1, i + after);
      for (let k = Math.max(0, i - before); k <= last; k++) addRow(result, target, from, block + k * step, step);
    }
  }
  return result;
}

function addRow(result: Float64Array, target: number, from: Float64Array, source: number, count: number): void {
  for (let j = 0; j < count; j++) result[target + j] = (result[target + j] as number) + (from[source + j] as number);
}

function sumLine(
  from: Float64Array,
  result: Float64Array,
  start: number,
  length: number,
  before: number,
  after: number,
): void {
  for (let i = 0; i < length; i++) {
    const end = start + Math.min(length - 1, i + after);
    let sum = 0;
    for (let k = start + Math.max(0, i - before); k <= end; k++) sum += from[k] as number;
    result[start + i] = sum;
  }
}
