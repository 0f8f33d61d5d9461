import { type DType, fromData, isComplexDType, isNDArray, makeData, type NDArray, type Scalar } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { expect } from "vitest";

/** An array as `golden.py` stores it: non-finite numbers and -0 are strings, 64-bit integers `{ big }`, complex numbers `{ re, im }`. */
export interface StoredArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}

/** A stored file: the versions that made it, and its cases. */
export interface Golden<Case> {
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** How far numbers may be off. */
export interface Close {
  /** Relative to the expected number, for complex ones to its size; 1e-13 by default. */
  readonly rtol?: number;
  /** 0 by default. */
  readonly atol?: number;
}

/** A stored number, truth or text as a value. */
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
  const { dtype, shape, data } = stored;
  const values = data.map(storedScalar);
  if (isComplexDType(dtype)) {
    const flat = (values as { re: number; im: number }[]).flatMap(({ re, im }) => [re, im]);
    const elements = makeData(dtype, data.length) as Float64Array;
    elements.set(flat);
    return fromData(elements, shape, { dtype });
  }
  const elements = makeData(dtype, data.length) as { [index: number]: unknown };
  values.forEach((value, i) => {
    elements[i] = typeof value === "boolean" ? Number(value) : value;
  });
  return fromData(elements as never, shape, { dtype });
}

/** Whether a value is a stored array. */
export function isStoredArray(value: unknown): value is StoredArray {
  return typeof value === "object" && value !== null && "dtype" in value && "shape" in value && "data" in value;
}

/** Elements in C order as plain numbers: truths are 0 and 1, a complex number is two. */
export function numbersOf(values: NDArray | Scalar | ArrayLike<number>): number[] {
  if (typeof values !== "object") return [Number(values)];
  if ("re" in values) return [values.re, values.im];
  if (!isNDArray(values)) return Array.from(values as ArrayLike<number>, Number);
  const flat = values.reshape(-1);
  return Array.from({ length: flat.size }, (_, i) => flat.get(i)).flatMap((value) => numbersOf(value as Scalar));
}

/**
 * Expects a result to be the stored one: dtype and shape, whole numbers and truths exactly, floats within a tolerance. A stored number
 * is compared with a number, or with the only element of an array. NaN is equal to NaN.
 */
export function expectStored(actual: unknown, stored: unknown, close: Close, label: string): void {
  if (isStoredArray(stored)) {
    const result = actual as NDArray;
    expect(isNDArray(result), `${label} is an array`).toBe(true);
    expect([result.dtype, ...result.shape], label).toEqual([stored.dtype, ...stored.shape]);
    expectNumbers(
      numbersOf(result),
      stored.data.flatMap((one) => numbersOf(storedScalar(one))),
      close,
      label,
    );
  } else if (Array.isArray(stored)) {
    expect((actual as unknown[]).length, label).toBe(stored.length);
    stored.forEach((one, i) => {
      expectStored((actual as unknown[])[i], one, close, `${label}[${i}]`);
    });
  } else if (stored === null || stored === undefined) {
    expect(actual ?? null, label).toBe(null);
  } else if (typeof stored === "object" && !("big" in stored) && !("re" in stored)) {
    for (const [key, one] of Object.entries(stored))
      expectStored((actual as Record<string, unknown>)[key], one, close, `${label}.${key}`);
  } else if (typeof stored === "string" && Number.isNaN(Number(stored)) && stored !== "NaN") {
    expect(actual, label).toBe(stored);
  } else expectNumbers(numbersOf(actual as Scalar), numbersOf(storedScalar(stored)), close, label);
}

/** Expects numbers to be near others; for complex numbers give both parts one behind the other. */
export function expectNumbers(actual: ArrayLike<number>, wanted: ArrayLike<number>, close: Close, label: string): void {
  expect(actual.length, label).toBe(wanted.length);
  const { rtol = 1e-13, atol = 0 } = close;
  for (let i = 0; i < wanted.length; i++) {
    const [x, y] = [actual[i] as number, wanted[i] as number];
    if (Object.is(x, y) || x === y) continue;
    if (!(Math.abs(x - y) <= atol + rtol * Math.abs(y))) expect.fail(`${label}, element ${i}: ${x} against ${y}`);
  }
}

/** The code of the error that a call throws, the error itself when it has none, or what the call returned. */
export function codeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return isCoreError(error) ? error.code : error;
  }
}
