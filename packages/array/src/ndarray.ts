import { astype, copy } from "./cast.js";
import { toDevice, toHost } from "./device.js";
import { type DataOf, type DType, makeData, type Scalar, type ScalarOf } from "./dtype.js";
import { elementPosition, readElement, writeElement } from "./element.js";
import { coreError } from "./errors.js";
import { formatArray } from "./format.js";
import type { Runtime } from "./plugin.js";
import { contiguousStrides, isContiguous, sizeOf } from "./shape.js";
import { type Device, hostStorage, type Storage } from "./storage.js";
import { assign, type Nested, toNested } from "./transfer.js";
import { reshape, type Selector, sliceArray, transpose } from "./views.js";

/**
 * An n-dimensional array: elements in a shared storage, seen through shape, strides and offset.
 * Strides and offset count elements. Views share memory with the array that they were taken from.
 */
export class NDArray<D extends DType = DType> {
  readonly storage: Storage;
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** The runtime whose kernels work on it; undefined in the bare runtime, which has the reference bodies only. */
  readonly runtime: Runtime | undefined;

  /** Use the creation functions; this constructor checks nothing and is for code that makes views. */
  constructor(
    storage: Storage,
    dtype: D,
    shape: readonly number[],
    strides: readonly number[] = contiguousStrides(shape),
    offset = 0,
    runtime: Runtime | undefined = undefined,
  ) {
    this.storage = storage;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.runtime = runtime;
  }

  get brand(): "@core/array/NDArray#1" {
    return "@core/array/NDArray#1";
  }

  /** The typed array under it, which may hold more than this view. An error on a device. */
  get data(): DataOf<D> {
    return this.storage.data as DataOf<D>;
  }

  /** The number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** The number of axes (NumPy's ndim). */
  get dimensions(): number {
    return this.shape.length;
  }

  /** Whether the elements stand one behind the other in C order. */
  get isContiguous(): boolean {
    return isContiguous(this.shape, this.strides);
  }

  /** The device that holds it; undefined on the host. */
  get device(): Device | undefined {
    return this.storage.device;
  }

  /** The transposed view. */
  get T(): NDArray<D> {
    return transpose(this);
  }

  /** One element. Negative indices count from the end. */
  get(...indices: number[]): ScalarOf<D> {
    return readElement(this, elementPosition(this, indices)) as ScalarOf<D>;
  }

  /** Sets one element, converted to the dtype as typed arrays do. */
  set(indices: readonly number[], value: Scalar): void {
    writeElement(this, elementPosition(this, indices), value);
  }

  /** The only element of an array of size 1. */
  item(): ScalarOf<D> {
    if (this.size !== 1)
      throw coreError("BAD_SHAPE", `item: the array has shape (${this.shape.join(", ")}), expected one element.`);
    return readElement(this, this.offset) as ScalarOf<D>;
  }

  /** A view on the same storage with other shape, strides and offset; checks nothing. */
  view(shape: readonly number[], strides: readonly number[], offset: number = this.offset): NDArray<D> {
    return new NDArray(this.storage, this.dtype, shape, strides, offset, this.runtime);
  }

  /** A new contiguous array in this array's runtime: zeros, or the elements of `storage`. */
  make<E extends DType>(
    dtype: E,
    shape: readonly number[],
    storage: Storage = hostStorage(makeData(dtype, sizeOf(shape))),
  ): NDArray<E> {
    return new NDArray(storage, dtype, shape, undefined, 0, this.runtime);
  }

  /** A view by indices, slices, `"1:10:2"`, `"..."` and `null` (a new axis), as in NumPy's basic indexing. */
  slice(...selectors: Selector[]): NDArray<D> {
    return sliceArray(this, ...selectors);
  }

  /** Writes an array or a scalar into this view, broadcast to its shape. */
  assign(value: NDArray | Scalar): this {
    return assign(this, value);
  }

  /** See {@link transpose}. */
  transpose(axes?: readonly number[]): NDArray<D> {
    return transpose(this, axes);
  }

  /** See {@link reshape}. */
  reshape(shape: number | readonly number[]): NDArray<D> {
    return reshape(this, shape);
  }

  /** A contiguous copy. */
  copy(): NDArray<D> {
    return copy(this);
  }

  /** A copy in another dtype. */
  astype<E extends DType>(dtype: E): NDArray<E> {
    return astype(this, dtype);
  }

  /** Nested plain arrays. */
  toNested(): Nested {
    return toNested(this);
  }

  /** The same text as NumPy's `str`. */
  toString(): string {
    return formatArray(this);
  }

  /** A copy on a device of this array's runtime. */
  to(device: string | Device): NDArray<D> {
    return toDevice(this, device);
  }

  /** A copy on the host; an array on the host is returned as it is. */
  toHost(): Promise<NDArray<D>> {
    return toHost(this);
  }

  /** The elements of an array with one axis, the sub-arrays along the first axis of others. */
  *[Symbol.iterator](): IterableIterator<ScalarOf<D> | NDArray<D>> {
    if (this.shape.length === 0) throw coreError("BAD_SHAPE", "iteration: the array has no axes.");
    const count = this.shape[0] as number;
    for (let i = 0; i < count; i++) yield this.shape.length === 1 ? this.get(i) : sliceArray(this, i);
  }
}

/** Whether a value is an array of this package, whichever copy of it made it. */
export function isNDArray(value: unknown): value is NDArray {
  return (value as NDArray | null | undefined)?.brand === "@core/array/NDArray#1";
}
