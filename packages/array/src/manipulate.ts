import { type ArrayLikeInput, asArray } from "./create.js";
import type { DType, Scalar } from "./dtype.js";
import { readElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import { indexNumbers } from "./indexing.js";
import { concatenate } from "./join.js";
import { isNDArray, type NDArray } from "./ndarray.js";
import { checkAxes, checkAxis, checkShape, contiguousStrides } from "./shape.js";
import { isSlice, parseSlice, type Slice, sliceIndices } from "./slice.js";
import { take } from "./take.js";
import { assign, astype } from "./transfer.js";
import { broadcastTo, flip, moveAxis, ravel, reshape, sliceArray, swapAxes } from "./views.js";

/**
 * The array repeated as a whole: `reps[i]` times along axis i.
 * @throws BAD_VALUE for repetitions that are not whole numbers from 0
 */
export function tile<D extends DType>(a: NDArray<D>, reps: number | readonly number[]): NDArray<D>;
export function tile(a: ArrayLikeInput, reps: number | readonly number[]): NDArray;
export function tile(a: ArrayLikeInput, reps: number | readonly number[]): NDArray {
  const source = asArray(a);
  const given = typeof reps === "number" ? [reps] : reps;
  checkCounts(given, "reps");
  const dimensions = Math.max(given.length, source.shape.length);
  const times = [...new Array<number>(dimensions - given.length).fill(1), ...given];
  const shape = [...new Array<number>(dimensions - source.shape.length).fill(1), ...source.shape];
  const strides = [...new Array<number>(dimensions - source.strides.length).fill(0), ...source.strides];
  const total = checkShape(shape.map((size, i) => size * (times[i] as number)));
  const result = source.make(source.dtype, total);
  const own = contiguousStrides(total);
  const split = result.view(
    shape.flatMap((size, i) => [times[i] as number, size]),
    own.flatMap((stride, i) => [stride * (shape[i] as number), stride]),
  );
  assign(
    split,
    source.view(
      shape.flatMap((size) => [1, size]),
      strides.flatMap((stride) => [0, stride]),
    ),
  );
  return result;
}

/**
 * Every entry along an axis repeated: all alike, or each its own number of times. Without an axis the array is flattened.
 * @throws BAD_SHAPE when there is not one number per entry
 */
export function repeat<D extends DType>(
  a: NDArray<D>,
  repeats: number | ArrayLikeInput,
  options?: { readonly axis?: number },
): NDArray<D>;
export function repeat(
  a: ArrayLikeInput,
  repeats: number | ArrayLikeInput,
  options?: { readonly axis?: number },
): NDArray;
export function repeat(
  a: ArrayLikeInput,
  repeats: number | ArrayLikeInput,
  options: { readonly axis?: number } = {},
): NDArray {
  const source = options.axis === undefined ? ravel(asArray(a)) : asArray(a);
  const axis = checkAxis(options.axis ?? 0, source.shape.length);
  const size = source.shape[axis] as number;
  const counts = Array.from(astype(ravel(asArray(repeats)), "float64").data);
  checkCounts(counts, "repeats");
  if (counts.length !== 1 && counts.length !== size)
    throw coreError("BAD_SHAPE", `repeats: got ${counts.length} numbers for axis ${axis} of size ${size}.`);
  if (counts.length === 1) {
    const times = counts[0] as number;
    const shape = checkShape(source.shape.map((length, i) => (i === axis ? length * times : length)));
    const result = source.make(source.dtype, shape);
    const strides = contiguousStrides(shape);
    const insert = (list: readonly number[], own: number, added: number): number[] => [
      ...list.slice(0, axis),
      own,
      added,
      ...list.slice(axis + 1),
    ];
    const stride = strides[axis] as number;
    assign(
      result.view(insert(shape, size, times), insert(strides, stride * times, stride)),
      source.view(insert(source.shape, size, 1), insert(source.strides, source.strides[axis] as number, 0)),
    );
    return result;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  checkShape(source.shape.map((length, i) => (i === axis ? total : length)));
  const places = source.make("float64", [total]);
  let n = 0;
  counts.forEach((count, i) => {
    places.data.fill(i, n, n + count);
    n += count;
  });
  return take(source, places, { axis });
}

function checkCounts(counts: readonly number[], name: string): void {
  for (const count of counts) {
    if (!Number.isSafeInteger(count) || count < 0)
      throw coreError("BAD_VALUE", `${name}: got ${describeValue(count)}, expected whole numbers from 0.`);
  }
}

/**
 * The elements moved along axes by whole numbers, those that leave at one end coming in at the other.
 * Without an axis the flattened array is rolled.
 */
export function roll<D extends DType>(
  a: NDArray<D>,
  shift: number | readonly number[],
  options: { readonly axis?: number | readonly number[] } = {},
): NDArray<D> {
  if (options.axis === undefined) {
    const total = typeof shift === "number" ? shift : shift.reduce((sum, one) => sum + one, 0);
    return reshape(roll(ravel(a), total, { axis: 0 }), a.shape);
  }
  const axes = (typeof options.axis === "number" ? [options.axis] : options.axis).map((axis) =>
    checkAxis(axis, a.shape.length),
  );
  const shifts = typeof shift === "number" ? axes.map(() => shift) : shift;
  const places = shifts.length === 1 && axes.length > 1 ? axes.map(() => shifts[0] as number) : shifts;
  const along = axes.length === 1 && places.length > 1 ? places.map(() => axes[0] as number) : axes;
  if (along.length !== places.length)
    throw coreError("BAD_SHAPE", `shift: got ${places.length} shifts for ${along.length} axes.`);
  const moves = a.shape.map(() => 0);
  along.forEach((axis, i) => {
    const one = places[i] as number;
    if (!Number.isSafeInteger(one))
      throw coreError("BAD_VALUE", `shift: got ${describeValue(one)}, expected whole numbers.`);
    const size = a.shape[axis] as number;
    moves[axis] = size === 0 ? 0 : ((((moves[axis] as number) + one) % size) + size) % size;
  });
  const result = a.make(a.dtype, a.shape);
  const move = (to: NDArray, from: NDArray, axis: number): void => {
    if (axis === a.shape.length) {
      assign(to, from);
      return;
    }
    const by = moves[axis] as number;
    if (by === 0) {
      move(to, from, axis + 1);
      return;
    }
    const lead = new Array<string>(axis).fill(":");
    const cut = (a.shape[axis] as number) - by;
    move(sliceArray(to, ...lead, `${by}:`), sliceArray(from, ...lead, `:${cut}`), axis + 1);
    move(sliceArray(to, ...lead, `:${by}`), sliceArray(from, ...lead, `${cut}:`), axis + 1);
  };
  move(result, a, 0);
  return result;
}

/** The view turned by quarters in the plane of two axes, from the first towards the second. */
export function rot90<D extends DType>(
  m: NDArray<D>,
  options: { readonly k?: number; readonly axes?: readonly [number, number] } = {},
): NDArray<D> {
  const [first, second] = checkAxes(options.axes ?? [0, 1], m.shape.length, "axes") as [number, number];
  const k = options.k ?? 1;
  if (!Number.isSafeInteger(k)) throw coreError("BAD_VALUE", `k: got ${describeValue(k)}, expected a whole number.`);
  const turns = ((k % 4) + 4) % 4;
  if (turns === 0) return m;
  if (turns === 2) return flip(m, { axis: [first, second] });
  return turns === 1
    ? swapAxes(flip(m, { axis: second }), first, second)
    : flip(swapAxes(m, first, second), { axis: second });
}

/** The view with the second axis reversed. */
export function fliplr<D extends DType>(m: NDArray<D>): NDArray<D> {
  return flip(m, { axis: checkAxis(1, m.shape.length) });
}

/** The view with the first axis reversed. */
export function flipud<D extends DType>(m: NDArray<D>): NDArray<D> {
  return flip(m, { axis: checkAxis(0, m.shape.length) });
}

/** What names entries along one axis. */
export type Entries = number | Slice | string | ArrayLikeInput;

/**
 * The array without the entries that are named along an axis; without an axis the array is flattened.
 * @throws BAD_INDEX for an index out of range
 */
export function deleteItems<D extends DType>(
  a: NDArray<D>,
  entries: Entries,
  options: { readonly axis?: number } = {},
): NDArray<D> {
  const source = options.axis === undefined ? ravel(a) : a;
  const axis = checkAxis(options.axis ?? 0, source.shape.length);
  const size = source.shape[axis] as number;
  const gone = new Set(namedEntries(entries, size, axis, size));
  return take(source, Float64Array.from(Array.from({ length: size }, (_, i) => i).filter((i) => !gone.has(i))), {
    axis,
  });
}

/** The positions that are named, counted from 0; `limit` is one more than the highest allowed. */
function namedEntries(entries: Entries, size: number, axis: number, limit: number): number[] {
  if (typeof entries === "string" || isSlice(entries)) {
    const { start, length, step } = sliceIndices(typeof entries === "string" ? parseSlice(entries) : entries, size);
    return Array.from({ length }, (_, i) => start + i * step);
  }
  const index = asArray(entries as ArrayLikeInput);
  if (index.dtype === "bool") {
    if (index.shape.length !== 1 || index.size !== size)
      throw coreError("BAD_INDEX", `index: the mask has shape (${index.shape.join(", ")}), axis ${axis} has ${size}.`);
    return Array.from({ length: size }, (_, i) => i).filter((i) => index.get(i) === true);
  }
  const counted = Array.from(astype(ravel(index), "float64").data, (value) => (value < 0 ? value + size : value));
  const below = counted.findIndex((value) => value < 0);
  if (below >= 0)
    throw coreError(
      "BAD_INDEX",
      `index: got ${(counted[below] as number) - size} on axis ${axis}, which has size ${size}.`,
    );
  const shifted = index.make("float64", [counted.length]);
  shifted.data.set(counted);
  return Array.from(indexNumbers(shifted, limit, axis));
}

/**
 * The array with values inserted before the entries that are named along an axis; without an axis the array is flattened.
 * One value, or one entry, for every position; values are converted to the dtype of the array.
 * @throws BAD_INDEX for a position out of range, BAD_SHAPE when the values do not fit
 */
export function insert<D extends DType>(
  a: NDArray<D>,
  entries: Entries,
  values: ArrayLikeInput,
  options: { readonly axis?: number } = {},
): NDArray<D> {
  const source = options.axis === undefined ? ravel(a) : a;
  const axis = checkAxis(options.axis ?? 0, source.shape.length);
  const size = source.shape[axis] as number;
  const positions = namedEntries(entries, size, axis, size + 1);
  let added = asArray(values);
  const single = positions.length === 1;
  if (single) {
    // A single position takes all values; their first axis runs along the axis of insertion where the position is a number.
    const missing = source.shape.length - added.shape.length;
    if (missing > 0)
      added = added.view(
        [...new Array<number>(missing).fill(1), ...added.shape],
        [...new Array<number>(missing).fill(0), ...added.strides],
      );
    const isNumber = typeof entries === "number" || (isNDArray(entries) && entries.shape.length === 0);
    if (isNumber) added = moveAxis(added, 0, axis);
  }
  const count = single ? (added.shape[axis] as number) : positions.length;
  const shape = source.shape.map((length, i) => (i === axis ? count : length));
  const filled = source.make(source.dtype, shape);
  assign(filled, broadcastTo(added, shape));
  const places = single ? new Array<number>(count).fill(positions[0] as number) : positions;
  const order = places.map((_, i) => i).sort((i, j) => (places[i] as number) - (places[j] as number) || i - j);
  const from: number[] = [];
  let next = 0;
  for (let i = 0; i <= size; i++) {
    while (next < order.length && places[order[next] as number] === i) from.push(size + (order[next++] as number));
    if (i < size) from.push(i);
  }
  return take(concatenate([source, filled], { axis, dtype: source.dtype }), Float64Array.from(from), { axis });
}

/** A list without the zeros at its front (`f`), its back (`b`) or both, which is the default. */
export function trimZeros<D extends DType>(a: NDArray<D>, options: { readonly trim?: string } = {}): NDArray<D> {
  const trim = (options.trim ?? "fb").toLowerCase();
  if (a.shape.length !== 1)
    throw coreError("BAD_SHAPE", `trimZeros: got shape (${a.shape.join(", ")}), expected a list.`);
  if (!/^(?:f|b|fb|bf)$/.test(trim))
    throw coreError("BAD_VALUE", `trim: got ${describeValue(options.trim)}, allowed are "f", "b" and "fb".`);
  const isZero = (i: number): boolean => {
    const value: Scalar = readElement(a, a.offset + i * (a.strides[0] as number));
    return typeof value === "object" ? value.re === 0 && value.im === 0 : !value && !Number.isNaN(value);
  };
  let start = 0;
  let stop = a.shape[0] as number;
  while (trim.includes("f") && start < stop && isZero(start)) start++;
  while (trim.includes("b") && stop > start && isZero(stop - 1)) stop--;
  return sliceArray(a, `${start}:${stop}`);
}

/** A copy in another shape, its elements repeated in C order as often as needed (NumPy's resize). */
export function resize<D extends DType>(a: NDArray<D>, shape: number | readonly number[]): NDArray<D> {
  const target = checkShape(shape);
  const result = a.make(a.dtype, target);
  if (a.size === 0 || result.size === 0) return result;
  const flat = ravel(a);
  for (let at = 0; at < result.size; at += flat.size) {
    const length = Math.min(flat.size, result.size - at);
    assign(result.view([length], [1], at), sliceArray(flat, `:${length}`));
  }
  return result;
}
