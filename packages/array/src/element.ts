import { type Complex, type DataOf, isBigDType, isComplexDType, type Scalar } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";

/** The element at a position of the storage, counted in elements. */
export function readElement(a: NDArray, position: number): Scalar {
  const data = a.data;
  if (a.dtype === "bool") return data[position] !== 0;
  if (isComplexDType(a.dtype)) return { re: data[2 * position] as number, im: data[2 * position + 1] as number };
  return data[position] as number | bigint;
}

/** Writes the element at a position of the storage, counted in elements. */
export function writeElement(a: NDArray, position: number, value: Scalar): void {
  const data = a.data as DataOf<"float64">;
  if (isComplexDType(a.dtype)) {
    const complex = typeof value === "object" ? value : { re: Number(value), im: 0 };
    data[2 * position] = complex.re;
    data[2 * position + 1] = complex.im;
    return;
  }
  if (a.dtype === "bool") {
    data[position] = isTrue(value) ? 1 : 0;
    return;
  }
  const real: number | bigint | boolean = typeof value === "object" ? value.re : value;
  if (isBigDType(a.dtype)) (a.data as unknown as BigInt64Array)[position] = toBigInt(real);
  else data[position] = Number(real);
}

/** Whether an element is anything but 0; NaN is true. */
export function isTrue(value: Scalar): boolean {
  return typeof value === "object" ? value.re !== 0 || value.im !== 0 : Number(value) !== 0;
}

/** A whole number as a BigInt: fractions are cut off, NaN and infinities become 0. */
export function toBigInt(value: number | bigint | boolean): bigint {
  return typeof value === "number" ? (Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n) : BigInt(value);
}

/** Whether a value is an element: number, bigint, boolean or `{ re, im }`. */
export function isScalar(value: unknown): value is Scalar {
  const type = typeof value;
  return type === "number" || type === "bigint" || type === "boolean" || isComplex(value);
}

/** Whether a value is `{ re, im }`. */
export function isComplex(value: unknown): value is Complex {
  const candidate = value as Partial<Complex> | null;
  return (
    typeof value === "object" &&
    candidate !== null &&
    typeof candidate.re === "number" &&
    typeof candidate.im === "number"
  );
}

/** Where an element stands in the storage, counted in elements. */
export function elementPosition(a: NDArray, indices: readonly number[]): number {
  if (indices.length !== a.shape.length)
    throw coreError(
      "BAD_INDEX",
      `index: got ${indices.length} indices for an array with shape (${a.shape.join(", ")}).`,
    );
  let position = a.offset;
  for (let i = 0; i < indices.length; i++)
    position += checkIndex(indices[i] as number, a.shape[i] as number, i) * (a.strides[i] as number);
  return position;
}

/** An index counted from 0, from one that may count from the end. */
export function checkIndex(index: number, size: number, axis: number): number {
  const counted = index < 0 ? index + size : index;
  if (!Number.isInteger(index) || counted < 0 || counted >= size) {
    throw coreError("BAD_INDEX", `index: got ${describeValue(index)} on axis ${axis}, which has size ${size}.`);
  }
  return counted;
}
