import { type ArrayLikeInput, asArray } from "./create.js";
import { type DType, resultType } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import { at, distancesOf, gather, indexNumbers, put } from "./indexing.js";
import { dispatch, type Operation } from "./kernel.js";
import type { NDArray } from "./ndarray.js";
import { broadcastShapes, checkAxis } from "./shape.js";
import { assign, astype } from "./transfer.js";
import { broadcastTo, ravel, reshape } from "./views.js";
import { wordsOf } from "./words.js";

/** What happens to indices out of range: an error, counting on from the other end, or the nearest one. */
export type IndexMode = "raise" | "wrap" | "clip";

/** Options of {@link take}. */
export interface TakeOptions {
  /** The axis to take along; without it the flattened array. */
  readonly axis?: number;
  /** `raise` by default. */
  readonly mode?: IndexMode;
}

const takeOperation: Operation<{ readonly axis: number; readonly mode: IndexMode }, NDArray> = {
  id: "@core/array/take",
  reference: ([a, index], { axis, mode }) => takeBody(a as NDArray, index as NDArray, axis, mode),
  infer: ([a, index], { axis }) => ({
    dtype: (a as NDArray).dtype,
    shape: takenShape(a as NDArray, index as NDArray, axis),
  }),
};

/**
 * The entries of `a` at these indices along an axis: shape (before the axis, ...indices, after the axis).
 * @throws BAD_INDEX for an index out of range in mode `raise`
 */
export function take<D extends DType>(a: NDArray<D>, indices: ArrayLikeInput, options: TakeOptions = {}): NDArray<D> {
  const source = options.axis === undefined ? ravel(a) : a;
  const axis = checkAxis(options.axis ?? 0, source.shape.length);
  const mode = checkMode(options.mode);
  return dispatch(takeOperation, [source, asArray(indices)], { axis, mode }) as NDArray<D>;
}

function takenShape(a: NDArray, index: NDArray, axis: number): number[] {
  return [...a.shape.slice(0, axis), ...index.shape, ...a.shape.slice(axis + 1)];
}

function takeBody(a: NDArray, index: NDArray, axis: number, mode: IndexMode): NDArray {
  const size = a.shape[axis] as number;
  const numbers = modeNumbers(index, size, axis, mode);
  const result = a.make(a.dtype, takenShape(a, index, axis));
  const stride = a.strides[axis] as number;
  for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) * stride;
  const { data, width } = wordsOf(a);
  gather(wordsOf(result).data, data, width, {
    outer: distancesOf(a.shape.slice(0, axis), a.strides.slice(0, axis), a.offset),
    middle: numbers,
    inner: distancesOf(a.shape.slice(axis + 1), a.strides.slice(axis + 1), 0),
  });
  return result;
}

function modeNumbers(index: NDArray, size: number, axis: number, mode: IndexMode): Float64Array {
  if (mode === "raise") return indexNumbers(index, size, axis);
  const numbers = astype(index, "float64").data;
  if (size === 0 && numbers.length > 0) throw coreError("BAD_INDEX", `index: axis ${axis} has no entries.`);
  for (let i = 0; i < numbers.length; i++) {
    const given = numbers[i] as number;
    if (!Number.isInteger(given)) throw coreError("BAD_INDEX", `index: got ${given}, expected whole numbers.`);
    numbers[i] = mode === "clip" ? Math.min(Math.max(given, 0), size - 1) : ((given % size) + size) % size;
  }
  return numbers;
}

function checkMode(mode: IndexMode | undefined): IndexMode {
  if (mode === undefined || mode === "raise" || mode === "wrap" || mode === "clip") return mode ?? "raise";
  throw coreError("BAD_VALUE", `mode: got ${describeValue(mode)}, allowed are "raise", "wrap" and "clip".`);
}

/** Index arrays that pick `indices` along an axis and keep the other axes, for {@link at} and {@link put}. */
function alongAxis(a: NDArray, indices: NDArray, axis: number): NDArray[] {
  if (indices.shape.length !== a.shape.length)
    throw coreError(
      "BAD_SHAPE",
      `indices: shape (${indices.shape.join(", ")}) has not as many axes as (${a.shape.join(", ")}).`,
    );
  const shape = a.shape.map((size, i) => (i === axis ? (indices.shape[i] as number) : size));
  return shape.map((size, i) => {
    if (i === axis) return indices;
    const along = a.make("float64", [size]);
    for (let k = 0; k < size; k++) along.data[k] = k;
    return reshape(
      along,
      shape.map((_, j) => (j === i ? size : 1)),
    );
  });
}

/**
 * For every line along an axis the entries at the indices of the same line, as argsort gives them.
 * @throws BAD_SHAPE when `indices` does not match `a` in its other axes
 */
export function takeAlongAxis<D extends DType>(a: NDArray<D>, indices: ArrayLikeInput, axis: number): NDArray<D> {
  return at(a, ...alongAxis(a, asArray(indices), checkAxis(axis, a.shape.length)));
}

/** Writes values to the indices of every line along an axis; changes `a`. See {@link takeAlongAxis}. */
export function putAlongAxis<A extends NDArray>(
  a: A,
  indices: ArrayLikeInput,
  values: ArrayLikeInput,
  axis: number,
): A {
  return put(a, alongAxis(a, asArray(indices), checkAxis(axis, a.shape.length)), values);
}

/**
 * The entries along an axis where a list of conditions is true (of the flattened array without an axis).
 * @throws BAD_INDEX when the list is longer than the axis and true there
 */
export function compress<D extends DType>(
  condition: ArrayLikeInput,
  a: NDArray<D>,
  options: { readonly axis?: number } = {},
): NDArray<D> {
  const mask = astype(asArray(condition), "bool");
  if (mask.shape.length !== 1)
    throw coreError("BAD_SHAPE", `condition: got shape (${mask.shape.join(", ")}), expected a list.`);
  const places: number[] = [];
  mask.data.forEach((value, i) => {
    if (value !== 0) places.push(i);
  });
  return take(a, places, options);
}

/** The elements where a condition of the same size is true, as a list. */
export function extract<D extends DType>(condition: ArrayLikeInput, a: NDArray<D>): NDArray<D> {
  return compress(ravel(asArray(condition)), ravel(a));
}

/**
 * Writes values, one after the other and from the start again, where a mask is true; changes `a`.
 * @throws BAD_SHAPE for a mask of another shape, BAD_VALUE without values
 */
export function place<A extends NDArray>(a: A, mask: ArrayLikeInput, values: ArrayLikeInput): A {
  const where = astype(asArray(mask), "bool");
  if (where.size !== a.size)
    throw coreError("BAD_SHAPE", `mask: shape (${where.shape.join(", ")}) does not fit (${a.shape.join(", ")}).`);
  const list = ravel(asArray(values));
  const count = where.data.reduce((sum, value) => sum + value, 0);
  if (count === 0) return a;
  if (list.size === 0) throw coreError("BAD_VALUE", "values: there is none to place.");
  const order = Float64Array.from({ length: count }, (_, i) => i % list.size);
  return put(a, [reshape(where, a.shape)], take(list, order));
}

/**
 * For every element the one of the choice that its index names.
 * @throws BAD_INDEX for an index without a choice in mode `raise`
 */
export function choose(
  index: ArrayLikeInput,
  choices: readonly ArrayLikeInput[],
  options: { readonly mode?: IndexMode } = {},
): NDArray {
  if (choices.length === 0) throw coreError("BAD_VALUE", "choices: there is none.");
  const which = asArray(index);
  const arrays = choices.map((one) => asArray(one));
  const shape = broadcastShapes(which.shape, ...arrays.map((one) => one.shape));
  const dtype = resultType(...arrays.map((one) => one.dtype));
  const numbers = modeNumbers(broadcastTo(which, shape), arrays.length, 0, checkMode(options.mode));
  const result = (arrays.find((one) => one.runtime !== undefined) ?? which).make(dtype, shape);
  arrays.forEach((one, k) => {
    const mask = result.make("bool", shape);
    for (let i = 0; i < numbers.length; i++) mask.data[i] = numbers[i] === k ? 1 : 0;
    put(result, [mask], at(broadcastTo(one, shape), mask));
  });
  return result;
}

/**
 * For every element that of the first choice whose condition is true there, or the default (0).
 * @throws BAD_SHAPE when there are not as many choices as conditions
 */
export function select(
  conditions: readonly ArrayLikeInput[],
  choices: readonly ArrayLikeInput[],
  options: { readonly default?: ArrayLikeInput } = {},
): NDArray {
  if (conditions.length !== choices.length || conditions.length === 0)
    throw coreError("BAD_SHAPE", `select: got ${conditions.length} conditions and ${choices.length} choices.`);
  const masks = conditions.map((one) => astype(asArray(one), "bool"));
  const arrays = choices.map((one) => asArray(one));
  const rest = asArray(options.default ?? 0);
  const all = [...masks, ...arrays, rest];
  const shape = broadcastShapes(...all.map((one) => one.shape));
  const weak = options.default === undefined || !(typeof options.default === "object");
  const dtype = resultType(...(weak ? arrays : [...arrays, rest]).map((one) => one.dtype));
  const result = (all.find((one) => one.runtime !== undefined) ?? rest).make(dtype, shape);
  assign(result, rest);
  for (let k = masks.length - 1; k >= 0; k--) {
    const mask = broadcastTo(masks[k] as NDArray<"bool">, shape);
    put(result, [mask], at(broadcastTo(arrays[k] as NDArray, shape), mask));
  }
  return result;
}
