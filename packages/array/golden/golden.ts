import type { DType, Scalar } from "../src/dtype.js";
import { fromData, makeData, type NDArray, zeros } from "../src/index.js";

/** An array as the golden files store it. */
export interface StoredArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}

/** A golden file: the versions of the reference and its cases. */
export interface Golden<Case> {
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** A stored element: non-finite numbers and -0 are strings, 64-bit integers `{ big }`, complex numbers `{ re, im }`. */
export function storedScalar(value: unknown): Scalar {
  if (typeof value === "string") return value === "-0" ? -0 : Number(value);
  if (typeof value === "object" && value !== null) {
    const parts = value as { big?: string; re?: unknown; im?: unknown };
    return parts.big === undefined
      ? { re: storedScalar(parts.re) as number, im: storedScalar(parts.im) as number }
      : BigInt(parts.big);
  }
  return value as Scalar;
}

/** A stored array as an array. */
export function storedArray(stored: StoredArray): NDArray {
  const result = zeros([stored.data.length], { dtype: stored.dtype });
  stored.data.forEach((value, i) => {
    result.set([i], storedScalar(value));
  });
  return result.reshape(stored.shape);
}

/** Whether a value is a stored array. */
export function isStoredArray(value: unknown): value is StoredArray {
  return typeof value === "object" && value !== null && "dtype" in value && "shape" in value;
}

/** An array of multiples of a step, for cases too large to be stored. */
export function multiples(dtype: DType, shape: readonly number[], step: number): NDArray {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = makeData("float64", size);
  for (let i = 0; i < size; i++) data[i] = i * step;
  return fromData(data, shape).astype(dtype);
}

/** What is compared: dtype, shape and elements as text that tells -0 and NaN apart. */
export function picture(a: NDArray): { dtype: string; shape: readonly number[]; elements: string[] } {
  const flat = a.reshape(-1);
  return {
    dtype: a.dtype,
    shape: [...a.shape],
    elements: Array.from({ length: flat.size }, (_, i) => text(flat.get(i))),
  };
}

function text(value: Scalar): string {
  if (typeof value === "object") return `${text(value.re)} ${text(value.im)}`;
  return Object.is(value, -0) ? "-0" : String(value);
}
