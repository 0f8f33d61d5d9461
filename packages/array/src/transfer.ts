import {
  bytesOf,
  type Complex,
  checkDType,
  type DataOf,
  type DType,
  isBigDType,
  isComplexDType,
  type Scalar,
  type TypedArray,
} from "./dtype.js";
import { isScalar, isTrue, readElement, toBigInt, writeElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { broadcastStrides, isContiguous, sizeOf } from "./shape.js";
import { hostStorage } from "./storage.js";
import { eachPosition, mergeAxes } from "./walk.js";

export { eachPosition, mergeAxes };

/** Nested plain arrays of elements; a single element for an array without axes. */
export type Nested = Scalar | Nested[];

/** A contiguous copy of its own. */
export function copy<D extends DType>(a: NDArray<D>): NDArray<D> {
  if (isContiguous(a.shape, a.strides)) return a.make(a.dtype, a.shape, hostStorage(elementsOf(a).slice()));
  const result = a.make(a.dtype, a.shape);
  transfer(result, a);
  return result;
}

/** The array itself when it is contiguous, else a contiguous copy. */
export function contiguous<D extends DType>(a: NDArray<D>): NDArray<D> {
  return isContiguous(a.shape, a.strides) ? a : copy(a);
}

/** The typed array with just the elements of a contiguous array, sharing its memory. */
export function elementsOf<D extends DType>(a: NDArray<D>): DataOf<D> {
  const width = isComplexDType(a.dtype) ? 2 : 1;
  const data = a.data as Float64Array;
  const start = a.offset * width;
  const length = sizeOf(a.shape) * width;
  return (start === 0 && data.length === length ? data : data.subarray(start, start + length)) as DataOf<D>;
}

/**
 * A copy in another dtype. Floats are cut to whole numbers and wrap as typed arrays do, complex numbers lose their imaginary part,
 * everything but 0 is true.
 */
export function astype<E extends DType>(a: NDArray, dtype: E): NDArray<E> {
  checkDType(dtype);
  if ((a.dtype as DType) === dtype) return copy(a) as NDArray as NDArray<E>;
  const result = a.make(dtype, a.shape);
  transfer(result, a);
  return result;
}

/**
 * Writes an array or a scalar into a view, broadcast to its shape and converted to its dtype. Memory that overlaps is read first.
 * @throws BAD_SHAPE when the shapes do not fit, BAD_ARGUMENT for what is neither an array nor a scalar
 */
export function assign<A extends NDArray>(target: A, value: NDArray | Scalar): A {
  if (isScalar(value)) {
    fill(target, value);
    return target;
  }
  if ((value as NDArray | undefined)?.shape === undefined)
    throw coreError("BAD_ARGUMENT", `assign: got ${describeValue(value)}, expected an array or a scalar.`);
  const strides = broadcastStrides(value.shape, value.strides, target.shape);
  const shares = overlaps(value, target);
  const source = shares ? copy(value) : value;
  transfer(
    target,
    source.view(target.shape, shares ? broadcastStrides(source.shape, source.strides, target.shape) : strides),
  );
  return target;
}

/** Whether the elements of two arrays may share memory: their byte ranges in one buffer meet. */
export function overlaps(a: NDArray, b: NDArray): boolean {
  if (a.data.buffer !== b.data.buffer) return false;
  const [firstA, lastA] = byteRange(a);
  const [firstB, lastB] = byteRange(b);
  return firstA < lastB && firstB < lastA;
}

function byteRange(a: NDArray): [number, number] {
  const bytes = bytesOf(a.dtype);
  let first = a.offset;
  let last = a.offset;
  for (let i = 0; i < a.shape.length; i++) {
    const size = a.shape[i] as number;
    if (size === 0) return [0, 0];
    const reach = (size - 1) * (a.strides[i] as number);
    if (reach < 0) first += reach;
    else last += reach;
  }
  return [a.data.byteOffset + first * bytes, a.data.byteOffset + (last + 1) * bytes];
}

/** Nested plain arrays of an array's elements. */
export function toNested(a: NDArray): Nested {
  const build = (axis: number, position: number): Nested => {
    if (axis === a.shape.length) return readElement(a, position);
    const stride = a.strides[axis] as number;
    return Array.from({ length: a.shape[axis] as number }, (_, i) => build(axis + 1, position + i * stride));
  };
  return build(0, a.offset);
}

/** Copies elements between two arrays of one shape, converting dtypes. The caller makes sure that they do not overlap. */
export function transfer(target: NDArray, source: NDArray): void {
  const size = sizeOf(target.shape);
  if (size === 0) return;
  const plain = sameElements(target.dtype, source.dtype);
  if (plain && isContiguous(target.shape, target.strides) && isContiguous(source.shape, source.strides)) {
    (elementsOf(target) as Float64Array).set(elementsOf(source) as Float64Array);
    return;
  }
  if (plain && !isComplexDType(target.dtype)) {
    const { shape, strides } = mergeAxes(target.shape, [target.strides, source.strides]);
    copyStrided(
      target.data,
      source.data,
      shape,
      strides[0] as number[],
      strides[1] as number[],
      target.offset,
      source.offset,
    );
    return;
  }
  if (plain) {
    for (const part of [0, 1]) {
      const { shape, strides } = mergeAxes(target.shape, [
        target.strides.map((s) => 2 * s),
        source.strides.map((s) => 2 * s),
      ]);
      copyStrided(
        target.data,
        source.data,
        shape,
        strides[0] as number[],
        strides[1] as number[],
        2 * target.offset + part,
        2 * source.offset + part,
      );
    }
    return;
  }
  convertStrided(target, source);
}

/** Whether a typed array's own `set` converts one dtype into the other rightly. */
function sameElements(target: DType, source: DType): boolean {
  if (target === source) return true;
  if (isBigDType(target) || isBigDType(source)) return isBigDType(target) && isBigDType(source);
  if (target === "bool") return false;
  return isComplexDType(target) === isComplexDType(source);
}

function convertStrided(target: NDArray, source: NDArray): void {
  eachPosition(target.shape, target.strides, target.offset, source.strides, source.offset, (to, from) => {
    writeElement(target, to, readElement(source, from) as Scalar);
  });
}

function fill(target: NDArray, value: Scalar): void {
  const { data, dtype } = target;
  if (!isContiguous(target.shape, target.strides) || isComplexDType(dtype)) {
    const none = target.strides.map(() => 0);
    eachPosition(target.shape, target.strides, target.offset, none, 0, (to) => writeElement(target, to, value));
    return;
  }
  const real: number | bigint | boolean = typeof value === "object" ? (value as Complex).re : value;
  const from = target.offset;
  const until = from + sizeOf(target.shape);
  if (isBigDType(dtype)) (data as BigInt64Array).fill(toBigInt(real), from, until);
  else (data as Float64Array).fill(dtype === "bool" ? (isTrue(value) ? 1 : 0) : Number(real), from, until);
}

/** Copies between typed arrays that convert into one another by plain assignment. */
function copyStrided(
  target: TypedArray,
  source: TypedArray,
  shape: readonly number[],
  to: readonly number[],
  from: readonly number[],
  offsetTo: number,
  offsetFrom: number,
): void {
  const dimensions = shape.length;
  if (dimensions === 0) {
    (target as Float64Array)[offsetTo] = (source as Float64Array)[offsetFrom] as number;
    return;
  }
  if (dimensions === 1) {
    copyLine(
      target as Float64Array,
      source as Float64Array,
      shape[0] as number,
      to[0] as number,
      from[0] as number,
      offsetTo,
      offsetFrom,
    );
    return;
  }
  const inner = dimensions - 1;
  const fast = from.findIndex(
    (stride, axis) => axis < inner && Math.abs(stride) < Math.abs(from[inner] as number) && stride !== 0,
  );
  if (fast < 0) {
    const rest = shape.slice(0, -1);
    eachPosition(rest, to, offsetTo, from, offsetFrom, (a, b) =>
      copyLine(
        target as Float64Array,
        source as Float64Array,
        shape[inner] as number,
        to[inner] as number,
        from[inner] as number,
        a,
        b,
      ),
    );
    return;
  }
  // Reading along the fast axis of the source and writing along the last one would each touch a new cache line every element: go by blocks.
  let best = fast;
  for (let axis = 0; axis < inner; axis++)
    if (from[axis] !== 0 && Math.abs(from[axis] as number) < Math.abs(from[best] as number)) best = axis;
  const rest = shape.map((_, axis) => axis).filter((axis) => axis !== best && axis !== inner);
  eachPosition(
    rest.map((axis) => shape[axis] as number),
    rest.map((axis) => to[axis] as number),
    offsetTo,
    rest.map((axis) => from[axis] as number),
    offsetFrom,
    (a, b) =>
      copyBlocks(
        target as Float64Array,
        source as Float64Array,
        shape[best] as number,
        shape[inner] as number,
        to[best] as number,
        to[inner] as number,
        from[best] as number,
        from[inner] as number,
        a,
        b,
      ),
  );
}

function copyLine(
  target: Float64Array,
  source: Float64Array,
  length: number,
  to: number,
  from: number,
  offsetTo: number,
  offsetFrom: number,
): void {
  if (to === 1 && from === 1) {
    target.set(source.subarray(offsetFrom, offsetFrom + length), offsetTo);
    return;
  }
  for (let i = 0; i < length; i++) target[offsetTo + i * to] = source[offsetFrom + i * from] as number;
}

const block = 32;

function copyBlocks(
  target: Float64Array,
  source: Float64Array,
  rows: number,
  columns: number,
  toRow: number,
  toColumn: number,
  fromRow: number,
  fromColumn: number,
  offsetTo: number,
  offsetFrom: number,
): void {
  for (let row = 0; row < rows; row += block) {
    const rowEnd = Math.min(rows, row + block);
    for (let column = 0; column < columns; column += block) {
      const columnEnd = Math.min(columns, column + block);
      for (let i = row; i < rowEnd; i++) {
        let a = offsetTo + i * toRow + column * toColumn;
        let b = offsetFrom + i * fromRow + column * fromColumn;
        for (let j = column; j < columnEnd; j++) {
          target[a] = source[b] as number;
          a += toColumn;
          b += fromColumn;
        }
      }
    }
  }
}
