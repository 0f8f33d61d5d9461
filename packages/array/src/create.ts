import type { DTypeOf, DTypeOfScalar } from "./create-types.js";
import {
  checkDType,
  type DataOf,
  type DType,
  dtypeOfData,
  isBigDType,
  isComplexDType,
  makeData,
  promoteTypes,
  type Scalar,
  type TypedArray,
} from "./dtype.js";
import { isScalar, writeElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import { isNDArray, NDArray } from "./ndarray.js";
import type { Runtime } from "./plugin.js";
import { checkShape, contiguousStrides, sizeOf } from "./shape.js";
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

/** Options without a dtype: it follows the values. */
export type UntypedOptions = Omit<CreateOptions, "dtype"> & { readonly dtype?: never };

/**
 * An array of nested lists, a scalar, a typed array or another array (copied); lists may hold typed arrays and arrays.
 * Without `dtype`: numbers give float64, booleans bool, bigints int64, `{ re, im }` complex128; typed arrays and arrays keep theirs,
 * mixtures are promoted.
 * @throws BAD_SHAPE for ragged lists, BAD_ARGUMENT for elements that are not numbers
 */
export function array<D extends DType>(
  values: ArrayLikeInput,
  options: CreateOptions<D> & { readonly dtype: D },
): NDArray<D>;
export function array<T extends ArrayLikeInput>(values: T, options?: UntypedOptions): NDArray<DTypeOf<T>>;
export function array<D extends DType>(values: ArrayLikeInput, options?: CreateOptions<D>): NDArray;
export function array(values: ArrayLikeInput, options: CreateOptions = {}): NDArray {
  if (options.dtype !== undefined) checkDType(options.dtype);
  if (isNDArray(values)) {
    const made = options.dtype === undefined ? copy(values) : astype(values, options.dtype);
    return bindTo(made, options.runtime ?? values.runtime);
  }
  if (ArrayBuffer.isView(values)) {
    const typed = overTypedArray(values as TypedArray);
    return bindTo(options.dtype === undefined ? copy(typed) : astype(typed, options.dtype), options.runtime);
  }
  return fromNested(values as Nested, options);
}

/** An array of nested lists of elements. See {@link array}. */
export function fromNested<D extends DType>(
  values: Nested | readonly unknown[],
  options: CreateOptions<D> & { readonly dtype: D },
): NDArray<D>;
export function fromNested<T extends Nested | readonly unknown[]>(
  values: T,
  options?: UntypedOptions,
): NDArray<DTypeOf<T>>;
export function fromNested<D extends DType>(values: Nested | readonly unknown[], options?: CreateOptions<D>): NDArray;
export function fromNested(values: Nested | readonly unknown[], options: CreateOptions = {}): NDArray {
  const shape: number[] = [];
  for (let level: unknown = values; ; level = level[0]) {
    if (isNDArray(level)) shape.push(...level.shape);
    else if (ArrayBuffer.isView(level)) shape.push((level as TypedArray).length);
    if (shape.length > 32) throw coreError("BAD_SHAPE", "array: the lists are nested deeper than 32 levels.");
    if (!Array.isArray(level)) break;
    shape.push(level.length);
  }
  const leaves = leavesOf(values, shape);
  const dtype = options.dtype === undefined ? leaves.dtype() : checkDType(options.dtype);
  const result = new NDArray(
    hostStorage(makeData(dtype, sizeOf(shape))),
    dtype,
    shape,
    undefined,
    0,
    options.runtime ?? leaves.runtime,
  );
  leaves.write(result);
  return result;
}

interface Leaves {
  readonly runtime: Runtime | undefined;
  dtype(): DType;
  write(target: NDArray): void;
}

/** The elements of nested lists in C order; typed arrays and arrays among them are kept whole. */
function leavesOf(values: unknown, shape: readonly number[]): Leaves {
  const scalars: Scalar[] = [];
  const arrays: { readonly before: number; readonly array: NDArray }[] = [];
  const visit = (value: unknown, depth: number): void => {
    const whole = isNDArray(value)
      ? value
      : ArrayBuffer.isView(value)
        ? overTypedArray(value as TypedArray)
        : undefined;
    if (whole !== undefined) {
      const expected = shape.slice(depth);
      if (whole.shape.length !== expected.length || whole.shape.some((size, i) => size !== expected[i]))
        throw ragged(expected, depth, `shape (${whole.shape.join(", ")})`);
      arrays.push({ before: scalars.length, array: whole });
      return;
    }
    if (depth === shape.length) {
      if (!isScalar(value))
        throw coreError(
          Array.isArray(value) ? "BAD_SHAPE" : "BAD_ARGUMENT",
          `array: got ${describeValue(value)} as an element at depth ${depth}, expected a number, bigint, boolean or { re, im }.`,
        );
      scalars.push(value);
      return;
    }
    if (!Array.isArray(value) || value.length !== shape[depth])
      throw ragged(shape.slice(depth), depth, describeValue(value));
    if (depth === shape.length - 1 && value.every(isNumber)) {
      for (let i = 0; i < value.length; i++) scalars.push(value[i] as number);
      return;
    }
    for (let i = 0; i < value.length; i++) visit(value[i], depth + 1);
  };
  visit(values, 0);
  return {
    runtime: arrays.find((one) => one.array.runtime !== undefined)?.array.runtime,
    dtype: () => {
      const kinds = arrays.map((one) => one.array.dtype);
      if (scalars.length > 0 || kinds.length === 0) kinds.push(dtypeOfElements(scalars));
      return kinds.reduce(promoteTypes);
    },
    write: (target) => {
      const real = !isComplexDType(target.dtype) && !isBigDType(target.dtype) && target.dtype !== "bool";
      if (arrays.length === 0 && real && scalars.every(isNumber)) {
        (target.data as Float64Array).set(scalars as number[]);
        return;
      }
      let at = 0;
      let done = 0;
      const put = (until: number): void => {
        for (; done < until; done++) writeElement(target, at++, scalars[done] as Scalar);
      };
      for (const { before, array: one } of arrays) {
        put(before);
        assign(target.view(one.shape, contiguousStrides(one.shape), at), one);
        at += one.size;
      }
      put(scalars.length);
    },
  };
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function ragged(expected: readonly number[], depth: number, given: string): Error {
  return coreError(
    "BAD_SHAPE",
    `array: the lists are ragged: expected shape (${expected.join(", ")}) at depth ${depth}, got ${given}.`,
  );
}

function overTypedArray(values: TypedArray): NDArray {
  const dtype = dtypeOfData(values);
  // A clamped array would clamp instead of wrap.
  const data = dtype === "uint8" ? new Uint8Array(values.buffer, values.byteOffset, values.length) : values;
  return new NDArray(hostStorage(data), dtype, [values.length]);
}

function dtypeOfElements(flat: readonly Scalar[]): DType {
  let [numbers, bigints, booleans] = [false, false, false];
  for (const value of flat) {
    if (typeof value === "number") numbers = true;
    else if (typeof value === "bigint") bigints = true;
    else if (typeof value === "boolean") booleans = true;
    else return "complex128";
  }
  return numbers ? "float64" : bigints ? "int64" : booleans ? "bool" : "float64";
}

/**
 * An array over existing data, which is not copied.
 * @param shape sizes whose product is the number of elements in `data`
 * @throws BAD_SHAPE when they do not fit, BAD_DTYPE when `data` cannot hold the dtype
 */
export function fromData<T extends TypedArray>(
  data: T,
  shape: number | readonly number[],
  options?: { readonly dtype?: undefined; readonly runtime?: Runtime },
): NDArray<TypedArray extends T ? DType : DTypeOf<T>>;
export function fromData<D extends DType>(
  data: DataOf<D>,
  shape: number | readonly number[],
  options?: CreateOptions<D>,
): NDArray<D>;
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
export function full<D extends DType>(
  shape: number | readonly number[],
  value: Scalar,
  options: CreateOptions<D> & { readonly dtype: D },
): NDArray<D>;
export function full<V extends Scalar>(
  shape: number | readonly number[],
  value: V,
  options?: UntypedOptions,
): NDArray<DTypeOfScalar<V>>;
export function full<D extends DType>(
  shape: number | readonly number[],
  value: Scalar,
  options?: CreateOptions<D>,
): NDArray;
export function full(shape: number | readonly number[], value: Scalar, options: CreateOptions = {}): NDArray {
  if (!isScalar(value))
    throw coreError(
      "BAD_ARGUMENT",
      `value: got ${describeValue(value)}, expected a number, bigint, boolean or { re, im }.`,
    );
  return assign(zeros(shape, { ...options, dtype: options.dtype ?? dtypeOfElements([value]) }), value);
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
  return isNDArray(value) ? value : array(value as Nested, runtime === undefined ? {} : { runtime });
}

function bindTo<D extends DType>(a: NDArray<D>, runtime: Runtime | undefined): NDArray<D> {
  return a.runtime === runtime ? a : new NDArray(a.storage, a.dtype, a.shape, a.strides, a.offset, runtime);
}
