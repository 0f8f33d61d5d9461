import { asArray } from "../create.js";
import { type DType, isComplexDType, kindOf, type TypedArray } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import type { Input } from "../reduce/types.js";
import { sizeOf } from "../shape.js";
import { lowWord } from "../tiles.js";
import { linesAlong, linesBack } from "./lines.js";
import { orderOf } from "./order.js";

/** The names of NumPy's algorithms. All give the same result here: the sort is stable. */
export type SortKind = "quicksort" | "heapsort" | "mergesort" | "stable";

/** Options of {@link sort} and {@link argsort}. */
export interface SortOptions {
  /** The axis to sort along, -1 by default; `null` sorts the flattened array. */
  readonly axis?: number | null;
  readonly kind?: SortKind;
}

interface Attributes {
  readonly axis: number | null;
}

/** The operation of {@link sort}, for kernels and `explain`. */
export const sortOperation: Operation<Attributes> = {
  id: "@core/array/sort",
  infer: ([a], { axis }) => ({ dtype: (a as NDArray).dtype, shape: shapeOf(a as NDArray, axis) }),
  reference: sortBody,
};
/** The operation of {@link argsort}, for kernels and `explain`. */
export const argsortOperation: Operation<Attributes> = {
  id: "@core/array/argsort",
  infer: ([a], { axis }) => ({ dtype: "int64", shape: shapeOf(a as NDArray, axis) }),
  reference: argsortBody,
};

/**
 * A sorted copy (NumPy's `sort`): ascending, NaN last, complex numbers by real, then imaginary part.
 * @throws BAD_AXIS for an axis that the array does not have
 */
export function sort<D extends DType = "float64">(a: Input<D>, options: SortOptions = {}): NDArray<D> {
  return dispatch(sortOperation, [asArray(a as NDArray)], checkOptions(options)) as NDArray<D>;
}

/**
 * The indices that sort an array (NumPy's `argsort`), stable, NaN last.
 * @throws BAD_AXIS for an axis that the array does not have
 */
export function argsort(a: Input, options: SortOptions = {}): NDArray<"int64"> {
  return dispatch(argsortOperation, [asArray(a as NDArray)], checkOptions(options)) as NDArray<"int64">;
}

function checkOptions({ axis = -1, kind = "stable" }: SortOptions): Attributes {
  if (!["quicksort", "heapsort", "mergesort", "stable"].includes(kind))
    throw coreError(
      "BAD_ARGUMENT",
      `kind: got ${describeValue(kind)}, allowed are quicksort, heapsort, mergesort and stable.`,
    );
  return { axis };
}

function shapeOf(a: NDArray, axis: number | null): readonly number[] {
  return axis === null ? [sizeOf(a.shape)] : a.shape;
}

function sortBody([given]: readonly NDArray[], { axis }: Attributes): NDArray {
  const lines = linesAlong(given as NDArray, axis);
  const { array: a, count, length } = lines;
  for (let line = 0; line < count; line++) {
    if (isComplexDType(a.dtype)) sortPairs(a, line * length, length);
    else sortLine((a.data as Float64Array).subarray(line * length, (line + 1) * length), kindOf(a.dtype) === "float");
  }
  return linesBack(lines, a);
}

function sortLine(data: TypedArray, isFloat: boolean): void {
  if (!isFloat) {
    data.sort();
    return;
  }
  const numbers = data as Float64Array;
  const zeros = zerosOf(numbers);
  numbers.sort();
  if (zeros === undefined) return;
  // The engine's sort puts -0 before 0; they are equal and keep their order.
  let at = 0;
  while (numbers[at] !== 0) at++;
  for (const zero of zeros) numbers[at++] = zero;
}

/** The zeros of a line in their order, where there are both kinds. */
function zerosOf(numbers: Float64Array): readonly number[] | undefined {
  let [positive, negative] = [false, false];
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] !== 0) continue;
    if (Object.is(numbers[i], -0)) negative = true;
    else positive = true;
  }
  return positive && negative ? Array.from(numbers.filter((value) => value === 0)) : undefined;
}

function sortPairs(a: NDArray, start: number, length: number): void {
  const data = a.data as Float64Array;
  const order = orderOf(a, start, length);
  const pairs = data.slice(2 * start, 2 * (start + length));
  for (let i = 0; i < length; i++) {
    const from = 2 * (order[i] as number);
    data[2 * (start + i)] = pairs[from] as number;
    data[2 * (start + i) + 1] = pairs[from + 1] as number;
  }
}

function argsortBody([given]: readonly NDArray[], { axis }: Attributes): NDArray {
  const lines = linesAlong(given as NDArray, axis);
  const { array: a, count, length } = lines;
  const result = a.make("int64", a.shape);
  const words = new Int32Array(result.data.buffer);
  const lower = lowWord();
  for (let line = 0; line < count; line++) {
    const order = orderOf(a, line * length, length);
    for (let i = 0; i < length; i++) words[2 * (line * length + i) + lower] = order[i] as number;
  }
  return linesBack(lines, result);
}
