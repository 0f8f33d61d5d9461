import {
  type ArrayLikeInput,
  asArray,
  type Complex,
  checkAxis,
  type DType,
  dispatch,
  flip,
  isComplexDType,
  type NDArray,
  type Operation,
  promoteTypes,
} from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { type Border, type BorderMode, checkMode } from "./border.js";
import { withRealParts } from "./complex-parts.js";
import { filterLines, type LineFilter } from "./lines.js";
import { arrayOf, checkOrigin, delivered, float64Values, type Output, outputDType } from "./values.js";

const lineFilterKinds: OptionKinds<LineFilterOptions> = {
  axis: "number",
  output: "any",
  mode: "any",
  cval: "any",
  origin: "number",
};

/** Options of the filters along one axis. */
export interface LineFilterOptions {
  /** The axis that is filtered; -1 by default. */
  readonly axis?: number;
  /** A dtype for the result, or an array to write it into; the dtype of the input by default. */
  readonly output?: Output;
  /** How the array goes on beyond its border; `reflect` by default. */
  readonly mode?: BorderMode;
  /** The value outside for `constant`; 0 by default. Complex numbers are for complex input. */
  readonly cval?: number | Complex;
  /** Shifts the filter: positive to the left, negative to the right; 0 by default. */
  readonly origin?: number;
}

interface Attributes {
  readonly axis: number;
  readonly border: Border;
  readonly cval: number;
  readonly origin: number;
  readonly dtype: DType;
}

const operation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/correlate1d",
  reference: ([a, weights], attributes) => correlateLines(a as NDArray, weights as NDArray, attributes),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/**
 * Correlates along one axis: result i is the sum of `weights[k] * input[i + k - floor(n / 2) - origin]`. Sums are float64, in the
 * order of SciPy's, and are converted to the dtype of the result as C does: whole numbers are cut and wrap. Complex input and weights
 * are taken by their parts; weights are conjugated.
 * @param weights numbers along one axis, at least one
 * @returns the shape of the input, in its dtype (complex when input or weights are)
 * @throws BAD_SHAPE for other weights, BAD_AXIS, BAD_VALUE for a wrong mode or origin, BAD_DTYPE for a real output of complex numbers
 */
export function correlate1d(input: ArrayLikeInput, weights: ArrayLikeInput, options: LineFilterOptions = {}): NDArray {
  checkOptions("correlate1d", options, lineFilterKinds);
  const w = checkWeights(weights);
  return filterWith(asArray(input), w, options, checkOrigin(options.origin ?? 0, w.size), true);
}

/**
 * Convolves along one axis: {@link correlate1d} with the weights reversed, and not conjugated.
 * @throws as {@link correlate1d}
 */
export function convolve1d(input: ArrayLikeInput, weights: ArrayLikeInput, options: LineFilterOptions = {}): NDArray {
  checkOptions("convolve1d", options, lineFilterKinds);
  const w = checkWeights(weights);
  const origin = checkOrigin(0 - (options.origin ?? 0) - (w.size % 2 === 0 ? 1 : 0), w.size);
  return filterWith(asArray(input), flip(w), options, origin, false);
}

function filterWith(a: NDArray, w: NDArray, options: LineFilterOptions, origin: number, conjugate: boolean): NDArray {
  const axis = checkAxis(options.axis ?? -1, a.shape.length);
  const border = checkMode(options.mode ?? "reflect");
  const complex = isComplexDType(a.dtype) || isComplexDType(w.dtype);
  const usual = complex ? promoteTypes(a.dtype, "complex64") : a.dtype;
  const dtype = outputDType(options.output, a.shape, usual, complex);
  const result = withRealParts(a, w, options.cval ?? 0, dtype, conjugate, (part, weight, cval, own) =>
    dispatch(operation, [part, weight], { axis, border, cval, origin, dtype: own }),
  );
  return delivered(result, options.output, dtype);
}

function checkWeights(weights: ArrayLikeInput): NDArray {
  const w = asArray(weights);
  if (w.shape.length !== 1 || w.size < 1)
    throw coreError(
      "BAD_SHAPE",
      `weights: has shape (${w.shape.join(", ")}), expected one axis with at least one number.`,
    );
  return w;
}

function correlateLines(a: NDArray, weights: NDArray, { axis, border, cval, origin, dtype }: Attributes): NDArray {
  const w = float64Values(weights);
  const before = Math.floor(w.length / 2) + origin;
  const after = w.length - 1 - before;
  const values = filterLines(float64Values(a), a.shape, axis, { before, after, border, cval }, lineFilter(w));
  return arrayOf(values, dtype, a.shape, a);
}

function lineFilter(w: Float64Array): LineFilter {
  const sign = symmetryOf(w);
  if (sign === 1) return (line, start, length, result, at) => symmetric(line, start, length, result, at, w);
  if (sign === -1) return (line, start, length, result, at) => antisymmetric(line, start, length, result, at, w);
  return (line, start, length, result, at) => general(line, start, length, result, at, w);
}

/** 1 for weights that are the same from both ends, -1 for those that change sign, else 0. */
function symmetryOf(w: Float64Array): number {
  if (w.length % 2 === 0) return 0;
  const half = (w.length - 1) / 2;
  let largest = 0;
  for (let i = 0; i < w.length; i++) largest = Math.max(largest, Math.abs(w[i] as number));
  const limit = Number.EPSILON * Math.min(1, largest);
  let [even, odd] = [true, true];
  for (let k = 1; k <= half; k++) {
    const [left, right] = [w[half - k] as number, w[half + k] as number];
    if (!(Math.abs(right - left) <= limit)) even = false;
    if (!(Math.abs(right + left) <= limit)) odd = false;
  }
  return even ? 1 : odd ? -1 : 0;
}

function symmetric(
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  w: Float64Array,
): void {
  const half = (w.length - 1) / 2;
  const middle = w[half] as number;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const centre = start + half + i;
    let s0 = (line[centre] as number) * middle;
    let s1 = (line[centre + 1] as number) * middle;
    let s2 = (line[centre + 2] as number) * middle;
    let s3 = (line[centre + 3] as number) * middle;
    let left = start + i;
    let right = centre + half;
    for (let k = 0; k < half; k++) {
      const weight = w[k] as number;
      s0 += ((line[left] as number) + (line[right] as number)) * weight;
      s1 += ((line[left + 1] as number) + (line[right + 1] as number)) * weight;
      s2 += ((line[left + 2] as number) + (line[right + 2] as number)) * weight;
      s3 += ((line[left + 3] as number) + (line[right + 3] as number)) * weight;
      left++;
      right--;
    }
    result[at + i] = s0;
    result[at + i + 1] = s1;
    result[at + i + 2] = s2;
    result[at + i + 3] = s3;
  }
  for (; i < length; i++) {
    const centre = start + half + i;
    let sum = (line[centre] as number) * middle;
    for (let k = 0; k < half; k++)
      sum += ((line[start + i + k] as number) + (line[centre + half - k] as number)) * (w[k] as number);
    result[at + i] = sum;
  }
}

function antisymmetric(
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  w: Float64Array,
): void {
  const half = (w.length - 1) / 2;
  const middle = w[half] as number;
  for (let i = 0; i < length; i++) {
    const centre = start + half + i;
    let sum = (line[centre] as number) * middle;
    for (let k = 0; k < half; k++)
      sum += ((line[start + i + k] as number) - (line[centre + half - k] as number)) * (w[k] as number);
    result[at + i] = sum;
  }
}

function general(
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  w: Float64Array,
): void {
  const last = w.length - 1;
  const weight = w[last] as number;
  for (let i = 0; i < length; i++) {
    const from = start + i;
    let sum = (line[from + last] as number) * weight;
    for (let k = 0; k < last; k++) sum += (line[from + k] as number) * (w[k] as number);
    result[at + i] = sum;
  }
}
