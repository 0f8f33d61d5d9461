import {
  type ArrayLikeInput,
  asArray,
  checkAxis,
  type DType,
  dispatch,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkKind, checkOptions, type OptionKinds } from "@core/array/runtime";
import { type Border, type BorderMode, checkMode } from "./border.js";
import { filterLines } from "./lines.js";
import {
  arrayOf,
  checkConstant,
  checkOrigin,
  checkWhole,
  delivered,
  float64Values,
  type Output,
  outputDType,
  refuseComplex,
} from "./values.js";

const realLineKinds: OptionKinds<RealLineOptions> = {
  axis: "number",
  output: "any",
  mode: "any",
  cval: "number",
  origin: "number",
};

/** Options of the filters of real numbers along one axis. */
export interface RealLineOptions {
  /** The axis that is filtered; -1 by default. */
  readonly axis?: number;
  /** A dtype for the result, or an array to write it into; the dtype of the input by default. */
  readonly output?: Output;
  /** How the array goes on beyond its border; `reflect` by default. */
  readonly mode?: BorderMode;
  /** The value outside for `constant`; 0 by default. */
  readonly cval?: number;
  /** Shifts the filter: positive to the left, negative to the right; 0 by default. */
  readonly origin?: number;
}

interface Attributes {
  readonly size: number;
  readonly axis: number;
  readonly border: Border;
  readonly cval: number;
  readonly origin: number;
  readonly dtype: DType;
}

const minimumOperation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/minimum-filter1d",
  reference: ([a], attributes) => extremes(a as NDArray, attributes, minimumLine),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

const maximumOperation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/maximum-filter1d",
  reference: ([a], attributes) => extremes(a as NDArray, attributes, maximumLine),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/**
 * The least of `size` neighbours along one axis. Comparisons with NaN are false, so that a NaN counts only while it comes first.
 * @throws BAD_VALUE for a wrong size, origin or mode, BAD_AXIS, BAD_DTYPE for complex numbers
 */
export function minimumFilter1d(input: ArrayLikeInput, size: number, options: RealLineOptions = {}): NDArray {
  checkOptions("minimumFilter1d", options, realLineKinds);
  checkKind("minimumFilter1d", "size", size, "number");
  return filterWith("minimumFilter1d", minimumOperation, input, size, options);
}

/**
 * The greatest of `size` neighbours along one axis. Comparisons with NaN are false, so that a NaN counts only while it comes first.
 * @throws BAD_VALUE for a wrong size, origin or mode, BAD_AXIS, BAD_DTYPE for complex numbers
 */
export function maximumFilter1d(input: ArrayLikeInput, size: number, options: RealLineOptions = {}): NDArray {
  checkOptions("maximumFilter1d", options, realLineKinds);
  checkKind("maximumFilter1d", "size", size, "number");
  return filterWith("maximumFilter1d", maximumOperation, input, size, options);
}

function filterWith(
  name: string,
  operation: Operation<Attributes, NDArray>,
  input: ArrayLikeInput,
  size: number,
  options: RealLineOptions,
): NDArray {
  const a = asArray(input);
  refuseComplex(name, a);
  const axis = checkAxis(options.axis ?? -1, a.shape.length);
  checkWhole(size, "size", 1);
  const origin = checkOrigin(options.origin ?? 0, size);
  const border = checkMode(options.mode ?? "reflect");
  const cval = checkConstant(options.cval ?? 0);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  const result = dispatch(operation, [a], { size, axis, border, cval, origin, dtype });
  return delivered(result, options.output, dtype);
}

type Extreme = (
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  size: number,
  queue: Queue,
) => void;

/** Values that may still become the extreme, and until where in the line each counts. A ring. */
interface Queue {
  readonly values: Float64Array;
  readonly ends: Int32Array;
}

function extremes(a: NDArray, { size, axis, border, cval, origin, dtype }: Attributes, extreme: Extreme): NDArray {
  const before = Math.floor(size / 2) + origin;
  const ends = { before, after: size - 1 - before, border, cval };
  if (size === 1) return arrayOf(float64Values(a.copy()), dtype, a.shape, a);
  const queue = { values: new Float64Array(size + 1), ends: new Int32Array(size + 1) };
  const values = filterLines(float64Values(a), a.shape, axis, ends, (line, start, length, result, at) =>
    extreme(line, start, length, result, at, size, queue),
  );
  return arrayOf(values, dtype, a.shape, a);
}

/** R. Harter's ascending minima: each value enters and leaves the queue once. */
function minimumLine(
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  size: number,
  { values, ends }: Queue,
): void {
  const ring = values.length;
  let [head, tail] = [0, 0];
  values[0] = line[start] as number;
  ends[0] = size;
  for (let i = 1; i < length + size - 1; i++) {
    const value = line[start + i] as number;
    if (ends[head] === i) head = head + 1 === ring ? 0 : head + 1;
    if (value <= (values[head] as number)) tail = head;
    else {
      while ((values[tail] as number) >= value) tail = tail === 0 ? ring - 1 : tail - 1;
      tail = tail + 1 === ring ? 0 : tail + 1;
    }
    values[tail] = value;
    ends[tail] = i + size;
    if (i >= size - 1) result[at + i - size + 1] = values[head] as number;
  }
}

function maximumLine(
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  size: number,
  { values, ends }: Queue,
): void {
  const ring = values.length;
  let [head, tail] = [0, 0];
  values[0] = line[start] as number;
  ends[0] = size;
  for (let i = 1; i < length + size - 1; i++) {
    const value = line[start + i] as number;
    if (ends[head] === i) head = head + 1 === ring ? 0 : head + 1;
    if (value >= (values[head] as number)) tail = head;
    else {
      while ((values[tail] as number) <= value) tail = tail === 0 ? ring - 1 : tail - 1;
      tail = tail + 1 === ring ? 0 : tail + 1;
    }
    values[tail] = value;
    ends[tail] = i + size;
    if (i >= size - 1) result[at + i - size + 1] = values[head] as number;
  }
}
