import { asArray } from "../create.js";
import { type DType, isComplexDType, type Scalar } from "../dtype.js";
import { readElement } from "../element.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { isNaNScalar } from "../reduce/compare.js";
import type { Input } from "../reduce/types.js";
import { checkAxis, sizeOf } from "../shape.js";
import { hostStorage } from "../storage.js";
import { copy } from "../transfer.js";
import { moveAxis, ravel } from "../views.js";
import { compareWithNaN, orderOf } from "./order.js";
import { positions, takeElements } from "./positions.js";

/** What {@link unique} gives besides the elements. */
export interface UniqueOptions {
  /** Gives `index`: where each element stands first in the flattened array, or along `axis`. */
  readonly returnIndex?: boolean;
  /** Gives `inverse`: which element stands where, flattened. */
  readonly returnInverse?: boolean;
  /** Gives `counts`: how often each element occurs. */
  readonly returnCounts?: boolean;
  /** Compares whole slices along an axis; by default the elements of the flattened array. */
  readonly axis?: number | undefined;
  /** Whether all NaN are one element, as by default. */
  readonly equalNaN?: boolean;
}

/** The options with which {@link unique} gives only the elements. */
export interface UniqueOnly {
  readonly returnIndex?: false;
  readonly returnInverse?: false;
  readonly returnCounts?: false;
}

/** The elements and what was asked for besides; index, inverse and counts are int64. */
export interface UniqueResult<D extends DType = DType> {
  readonly values: NDArray<D>;
  readonly index: NDArray<"int64">;
  readonly inverse: NDArray<"int64">;
  readonly counts: NDArray<"int64">;
}

interface Wanted extends Pick<UniqueOptions, "axis" | "equalNaN"> {
  /** Whether only the elements are wanted, which is faster. */
  readonly only: boolean;
}

/** The operation of {@link unique}, for kernels and `explain`. */
export const uniqueOperation: Operation<Wanted, NDArray[]> = { id: "@core/array/unique", reference: uniqueBody };

/**
 * The sorted different elements, or slices along an axis (NumPy's `unique`).
 * @returns an array; with one of the `return…` options an object with `values` and all of `index`, `inverse` and `counts`
 */
export function unique<D extends DType = "float64">(a: Input<D>, options?: UniqueOptions & UniqueOnly): NDArray<D>;
export function unique<D extends DType = "float64">(a: Input<D>, options: UniqueOptions): UniqueResult<D>;
export function unique(a: Input, options: UniqueOptions = {}): NDArray | UniqueResult {
  const { returnIndex, returnInverse, returnCounts, ...wanted } = options;
  const only = returnIndex !== true && returnInverse !== true && returnCounts !== true;
  const [values, index, inverse, counts] = dispatch(uniqueOperation, [asArray(a as NDArray)], { ...wanted, only }) as [
    NDArray,
    ...NDArray<"int64">[],
  ];
  if (only) return values;
  return { values, index, inverse, counts } as UniqueResult;
}

function uniqueBody([given]: readonly NDArray[], { axis, equalNaN = true, only }: Wanted): NDArray[] {
  const a = given as NDArray;
  if (axis !== undefined && a.shape.length > 1) return uniqueSlices(a, checkAxis(axis, a.shape.length));
  if (axis !== undefined) checkAxis(axis, a.shape.length);
  const flat = copy(ravel(a));
  const length = flat.size;
  if (only && !isComplexDType(flat.dtype)) return [uniqueElements(flat, equalNaN)];
  const order = orderOf(flat, 0, length);
  const same = sameAs(flat, equalNaN);
  const starts: number[] = [];
  for (let i = 0; i < length; i++) if (i === 0 || !same(order[i - 1] as number, order[i] as number)) starts.push(i);
  return describe(flat, order, starts, (places) => takeElements(flat, places));
}

/** The different elements of a real array of its own, which is sorted in place. */
function uniqueElements(flat: NDArray, equalNaN: boolean): NDArray {
  const data = (flat.data as Float64Array).sort();
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const [value, before] = [data[i] as number, data[count - 1] as number];
    // biome-ignore lint/suspicious/noSelfCompare: NaN is what differs from itself, for numbers and BigInts alike.
    if (count > 0 && (value === before || (equalNaN && value !== value && before !== before))) continue;
    data[count++] = value;
  }
  return flat.make(flat.dtype, [count], hostStorage(data.slice(0, count)));
}

/** How the elements at two places of a flat array compare. */
function sameAs(flat: NDArray, equalNaN: boolean): (i: number, j: number) => boolean {
  if (isComplexDType(flat.dtype)) {
    return (i, j) => {
      const [x, y] = [readElement(flat, i), readElement(flat, j)];
      if (isNaNScalar(x) && isNaNScalar(y)) return equalNaN;
      return compareWithNaN(x as Scalar, y as Scalar) === 0;
    };
  }
  const data = flat.data as Float64Array;
  return (i, j) => {
    const [x, y] = [data[i] as number, data[j] as number];
    // biome-ignore lint/suspicious/noSelfCompare: NaN is what differs from itself, for numbers and BigInts alike.
    return x === y || (equalNaN && x !== x && y !== y);
  };
}

function describe(
  a: NDArray,
  order: Uint32Array,
  starts: readonly number[],
  take: (places: readonly number[]) => NDArray,
): NDArray[] {
  const length = order.length;
  const first = starts.map((start) => order[start] as number);
  const inverse = new Float64Array(length);
  starts.forEach((start, k) => {
    for (let i = start; i < (starts[k + 1] ?? length); i++) inverse[order[i] as number] = k;
  });
  const counts = starts.map((start, k) => (starts[k + 1] ?? length) - start);
  return [take(first), positions(a, first), positions(a, inverse), positions(a, counts)];
}

function uniqueSlices(a: NDArray, axis: number): NDArray[] {
  const moved = copy(moveAxis(a, axis, 0));
  const count = moved.shape[0] as number;
  const width = sizeOf(moved.shape.slice(1));
  // Arrays without elements may have any number of slices at no cost; a list of them has a cost.
  if (width === 0 && count > 2 ** 24)
    throw coreError("BAD_SHAPE", `unique: (${a.shape.join(", ")}) has ${count} empty slices, allowed are ${2 ** 24}.`);
  const compare = (i: number, j: number): number => {
    for (let k = 0; k < width; k++) {
      const order = compareWithNaN(
        readElement(moved, i * width + k) as Scalar,
        readElement(moved, j * width + k) as Scalar,
      );
      if (order !== 0) return order;
    }
    return 0;
  };
  const order = Uint32Array.from(Array.from({ length: count }, (_, i) => i).sort(compare));
  const starts: number[] = [];
  for (let i = 0; i < count; i++)
    if (i === 0 || compare(order[i - 1] as number, order[i] as number) !== 0) starts.push(i);
  return describe(a, order, starts, (places) => {
    const rows = places.flatMap((place) => Array.from({ length: width }, (_, k) => place * width + k));
    const flat = takeElements(ravel(moved), rows);
    const shape = [places.length, ...moved.shape.slice(1)];
    return copy(moveAxis(flat.view(shape, moved.strides), 0, axis));
  });
}
