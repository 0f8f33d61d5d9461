import { expect } from "vitest";
import { isCoreError, isNDArray, kindOf, type NDArray, type Scalar } from "../src/index.js";
import { type StoredArray, storedScalar } from "./golden.js";

/** A result of the reference, or that it failed. */
export type Expected = StoredArray | { readonly error: string };

/** The elements of a result in C order. */
export function elementsOf(result: NDArray | Scalar): Scalar[] {
  if (!isNDArray(result)) return [result];
  const flat = result.reshape(-1);
  return Array.from({ length: flat.size }, (_, i) => flat.get(i));
}

/** Elements as numbers, complex ones as two. */
export function numbersOf(elements: readonly Scalar[]): number[] {
  return elements.flatMap((value) => (typeof value === "object" ? [value.re, value.im] : [Number(value)]));
}

/**
 * Expects dtype, shape and elements of the reference: whole numbers and truths exactly, floats but for the last bits.
 * @param scale the size of the numbers that were added up, where sums may cancel
 */
export function expectSame(actual: NDArray | Scalar, expected: StoredArray, scale: number, label: string): void {
  if (isNDArray(actual)) expect([actual.dtype, ...actual.shape], label).toEqual([expected.dtype, ...expected.shape]);
  else expect(expected.shape, label).toEqual([]);
  const elements = elementsOf(actual);
  const stored = expected.data.map(storedScalar);
  const kind = kindOf(expected.dtype);
  if (kind !== "float" && kind !== "complex") {
    expect(elements, label).toEqual(typeof actual === "number" ? stored.map(Number) : stored);
    return;
  }
  const [got, want] = [numbersOf(elements), numbersOf(stored)];
  expect(got.length, label).toBe(want.length);
  const single = expected.dtype === "float32" || expected.dtype === "complex64";
  const relative = single ? 2 ** -23 : 4e-15;
  for (let i = 0; i < got.length; i++) {
    const [x, y] = [got[i] as number, want[i] as number];
    if (Object.is(x, y) || x === y) continue;
    const partner = kind === "complex" ? (want[i ^ 1] as number) : 0;
    // Which number stands beside a NaN in a complex one is not said anywhere.
    if (kind === "complex" && Number.isNaN(y + partner) && Number.isNaN(x + (got[i ^ 1] as number))) continue;
    const allowed = relative * (Math.hypot(y, partner) + scale);
    expect(Math.abs(x - y), `${label} [${i}]: ${x} against ${y}`).toBeLessThanOrEqual(allowed);
  }
}

/** Expects a coded error where the reference fails, else the same result. */
export function expectLike(run: () => NDArray | Scalar, expected: Expected, scale: number, label: string): void {
  if (!("error" in expected)) {
    expectSame(run(), expected, scale, label);
    return;
  }
  let error: unknown;
  try {
    run();
  } catch (caught) {
    error = caught;
  }
  expect(isCoreError(error), `${label} throws: ${String(error)}`).toBe(true);
}
