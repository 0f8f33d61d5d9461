import {
  checkDType,
  type DataOf,
  type DType,
  dtypeOfData,
  isComplexDType,
  makeData,
  type Scalar,
  type TypedArray,
} from "./dtype.js";
import { isComplex, isScalar, writeElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import { isNDArray, NDArray } from "./ndarray.js";
import type { Runtime } from "./plugin.js";
import { checkShape, sizeOf } from "./shape.js";
import { hostStorage } from "./storage.js";
import { assign, astype, copy, type Nested } from "./transfer.js";

/** Where a new array lives and of what type it is. */
export interface CreateOptions<D extends DType = DType> {
  readonly dtype?: D;
  /** The runtime that it belongs to; the bare one by default. */
  readonly runtime?: Runtime;
}

/** What an array can be made of. */
export type ArrayLikeInput = Nested | TypedArray | Uint8ClampedArray | readonly unknown[] | NDArray;

/**
 * An array of nested lists, a scalar, a typed array or another array (copied).
 * Without `dtype`: numbers give float64, booleans bool, bigints int64, `{ re, im }` complex128; typed arrays and arrays keep theirs.
 * @throws BAD_SHAPE for ragged lists, BAD_ARGUMENT for elements that are not numbers
 */
export function array<D extends DType = "float64">(values: ArrayLikeInput, options: CreateOptions<D> = {}): NDArray<D> {
  if (isNDArray(values)) {
    const made = options.dtype === undefined ? copy(values) : astype(values, options.dtype);
    return bindTo(made as NDArray as NDArray<D>, options.runtime ?? values.runtime);
  }
  if (ArrayBuffer.isView(values)) {
    const data = (values as TypedArray).slice();
    const typed = new NDArray(hostStorage(data), dtypeOfData(data), [data.length]);
    return bindTo(
      (options.dtype === undefined ? typed : astype(typed, options.dtype)) as NDArray as NDArray<D>,
      options.runtime,
    );
  }
  return fromNested(values as Nested, options);
}

/** An array of nested lists of elements. See {@link array}. */
export function fromNested<D extends DType = "float64">(
  values: Nested | readonly unknown[],
  options: CreateOptions<D> = {},
): NDArray<D> {
  const shape: number[] = [];
  for (let level: unknown = values; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > 32) throw coreError("BAD_SHAPE", "array: the lists are nested deeper than 32 levels.");
  }
  const flat: Scalar[] = [];
  flatten(values, shape, 0, flat);
  const dtype = (options.dtype === undefined ? dtypeOfElements(flat) : checkDType(options.dtype)) as D;
  const result = new NDArray(hostStorage(makeData(dtype, flat.length)), dtype, shape, undefined, 0, options.runtime);
  for (let i = 0; i < flat.length; i++) writeElement(result, i, flat[i] as Scalar);
  return result;
}

function flatten(value: unknown, shape: readonly number[], depth: number, flat: Scalar[]): void {
  if (depth === shape.length) {
    if (!isScalar(value))
      throw coreError(
        Array.isArray(value) ? "BAD_SHAPE" : "BAD_ARGUMENT",
        `array: got ${describeValue(value)} as an element at depth ${depth}, expected a number, bigint, boolean or { re, im }.`,
      );
    flat.push(value);
    return;
  }
  if (!Array.isArray(value) || value.length !== shape[depth]) {
    throw coreError(
      "BAD_SHAPE",
      `array: the lists are ragged: expected ${shape[depth]} entries at depth ${depth}, got ${describeValue(value)}.`,
    );
  }
  for (const entry of value) flatten(entry, shape, depth + 1, flat);
}

function dtypeOfElements(flat: readonly Scalar[]): DType {
  if (flat.some(isComplex)) return "complex128";
  if (flat.length > 0 && flat.every((value) => typeof value === "boolean")) return "bool";
  return flat.length > 0 && flat.every((value) => typeof value === "bigint") ? "int64" : "float64";
}

/**
 * An array over existing data, which is not copied.
 * @param shape sizes whose product is the number of elements in `data`
 * @throws BAD_SHAPE when they do not fit, BAD_DTYPE when `data` cannot hold the dtype
 */
export function fromData<D extends DType>(
  data: DataOf<D>,
  shape: number | readonly number[],
  options: CreateOptions<D> = {},
): NDArray<D> {
  const own = dtypeOfData(data);
  const dtype = (options.dtype === undefined ? own : checkDType(options.dtype)) as D;
  if (dtypeOfData(makeData(dtype, 0)) !== own)
    throw coreError("BAD_DTYPE", `data: a ${own} typed array cannot hold ${dtype}.`);
  const sizes = checkShape(shape);
  const length = sizeOf(sizes) * (isComplexDType(dtype) ? 2 : 1);
  if (data.length !== length)
    throw coreError(
      "BAD_SHAPE",
      `data: has ${data.length} numbers, shape (${sizes.join(", ")}) of ${dtype} needs ${length}.`,
    );
  return new NDArray(hostStorage(data), dtype, sizes, undefined, 0, options.runtime);
}

/** Zeros. */
export function zeros<D extends DType = "float64">(
  shape: number | readonly number[],
  options: CreateOptions<D> = {},
): NDArray<D> {
  const sizes = checkShape(shape);
  const dtype = checkDType(options.dtype ?? "float64") as D;
  return new NDArray(hostStorage(makeData(dtype, sizeOf(sizes))), dtype, sizes, undefined, 0, options.runtime);
}

/** One value everywhere; the dtype follows the value as in {@link array}. */
export function full<D extends DType = "float64">(
  shape: number | readonly number[],
  value: Scalar,
  options: CreateOptions<D> = {},
): NDArray<D> {
  return assign(zeros(shape, { ...options, dtype: (options.dtype ?? dtypeOfElements([value])) as D }), value);
}

/** Ones. */
export function ones<D extends DType = "float64">(
  shape: number | readonly number[],
  options: CreateOptions<D> = {},
): NDArray<D> {
  return assign(zeros(shape, options), 1);
}

/** An array when given one, else an array of the value. */
export function asArray(value: ArrayLikeInput, runtime?: Runtime): NDArray {
  return isNDArray(value) ? value : (array(value, runtime === undefined ? {} : { runtime }) as NDArray);
}

function bindTo<D extends DType>(a: NDArray<D>, runtime: Runtime | undefined): NDArray<D> {
  return a.runtime === runtime ? a : new NDArray(a.storage, a.dtype, a.shape, a.strides, a.offset, runtime);
}
