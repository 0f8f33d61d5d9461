import { copyStrided } from "./copy-strided.js";
import {
  bytesOf,
  type Complex,
  checkDType,
  type DataOf,
  type DType,
  isBigDType,
  isComplexDType,
  kindOf,
  realDType,
  type Scalar,
} from "./dtype.js";
import { isScalar, isTrue, readElement, toBigInt, writeElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { broadcastStrides, isContiguous, sizeOf } from "./shape.js";
import { hostStorage } from "./storage.js";
import { lowWord, putWholes, TileReader, tileSize, wordsOf } from "./tiles.js";
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
function transfer(target: NDArray, source: NDArray): void {
  if (sizeOf(target.shape) === 0) return;
  const [toComplex, fromComplex] = [isComplexDType(target.dtype), isComplexDType(source.dtype)];
  if (toComplex && fromComplex) {
    if (isContiguous(target.shape, target.strides) && isContiguous(source.shape, source.strides)) {
      (elementsOf(target) as Float64Array).set(elementsOf(source) as Float64Array);
      return;
    }
    for (const part of [0, 1] as const) transferReal(partOf(target, part), partOf(source, part));
  } else if (toComplex) {
    transferReal(partOf(target, 0), source);
    fill(partOf(target, 1), 0);
  } else if (fromComplex && target.dtype === "bool") transferEach(target, source);
  else transferReal(target, fromComplex ? partOf(source, 0) : source);
}

/** The real (0) or imaginary (1) parts of complex numbers, in the same memory. */
export function partOf(a: NDArray, which: 0 | 1): NDArray {
  const parts = a.make(realDType(a.dtype), a.shape, a.storage);
  const strides = a.strides.map((stride) => 2 * stride);
  return parts.view(a.shape, strides, 2 * a.offset + which);
}

function transferReal(target: NDArray, source: NDArray): void {
  const [to, from] = [target.dtype, source.dtype];
  const straight = isContiguous(target.shape, target.strides);
  const big = isBigDType(to);
  if (to === from || (big && isBigDType(from))) {
    if (straight && isContiguous(source.shape, source.strides)) {
      (elementsOf(target) as Float64Array).set(elementsOf(source) as Float64Array);
      return;
    }
    const { shape, strides } = mergeAxes(target.shape, [target.strides, source.strides]);
    const [steps, sourceSteps] = strides as [number[], number[]];
    copyStrided(target.data, source.data, shape, steps, sourceSteps, target.offset, source.offset);
  } else if (isBigDType(from) && isWhole(to)) transferReal(target, lowerHalves(source));
  else if (!straight) transferReal(target, astype(source, to));
  else if (to !== "bool" && !big && !isBigDType(from) && isContiguous(source.shape, source.strides))
    (elementsOf(target) as Float64Array).set(elementsOf(source) as Float64Array);
  else if (big && from === "float64" && isContiguous(source.shape, source.strides))
    putWholes(elementsOf(target) as BigInt64Array, elementsOf(source) as Float64Array);
  else convert(target, inOrder(source));
}

function isWhole(dtype: DType): boolean {
  return kindOf(dtype) === "int" || kindOf(dtype) === "uint";
}

/** The lower 32 bits of 64-bit whole numbers, which is all that narrower whole numbers keep of them. */
function lowerHalves(a: NDArray): NDArray {
  const words = a.make("int32", a.shape, hostStorage(wordsOf(a.data as BigInt64Array)));
  const strides = a.strides.map((stride) => 2 * stride);
  return words.view(a.shape, strides, 2 * a.offset + lowWord());
}

/** The same array, or a copy where reading it in C order would touch another cache line with every element. */
export function inOrder<D extends DType>(a: NDArray<D>): NDArray<D> {
  const { shape, strides } = mergeAxes(a.shape, [a.strides]);
  const own = strides[0] as number[];
  const last = Math.abs(own[own.length - 1] ?? 0);
  const crossed = last > 8 && own.some((stride) => stride !== 0 && Math.abs(stride) < last);
  return crossed && sizeOf(shape) > 16384 ? copy(a) : a;
}

/** Converts into contiguous memory where BigInts or booleans meet other dtypes. */
function convert(target: NDArray, source: NDArray): void {
  const size = sizeOf(target.shape);
  const { dtype } = target;
  const domain = isBigDType(dtype) ? dtype : "float64";
  const reader = new TileReader(source, target.shape, domain, 0);
  const data = elementsOf(target) as Uint8Array;
  for (let start = 0; start < size; start += tileSize) {
    const n = Math.min(tileSize, size - start);
    const tile = reader.next(n) as Float64Array;
    if (dtype === "bool") for (let i = 0; i < n; i++) data[start + i] = tile[i] !== 0 ? 1 : 0;
    else data.set(n === tile.length ? tile : tile.subarray(0, n), start);
  }
}

function transferEach(target: NDArray, source: NDArray): void {
  eachPosition(target.shape, target.strides, target.offset, source.strides, source.offset, (to, from) => {
    writeElement(target, to, readElement(source, from));
  });
}

function fill(target: NDArray, value: Scalar): void {
  const { data, dtype } = target;
  if (isComplexDType(dtype)) {
    const complex: Complex = typeof value === "object" ? value : { re: Number(value), im: 0 };
    fill(partOf(target, 0), complex.re);
    fill(partOf(target, 1), complex.im);
  } else if (isContiguous(target.shape, target.strides)) {
    const real: number | bigint | boolean = typeof value === "object" ? (value as Complex).re : value;
    const from = target.offset;
    const until = from + sizeOf(target.shape);
    if (isBigDType(dtype)) (data as BigInt64Array).fill(toBigInt(real), from, until);
    else (data as Float64Array).fill(dtype === "bool" ? (isTrue(value) ? 1 : 0) : Number(real), from, until);
  } else {
    const one = target.make(dtype, []);
    fill(one, value);
    transfer(
      target,
      one.view(
        target.shape,
        target.strides.map(() => 0),
      ),
    );
  }
}
