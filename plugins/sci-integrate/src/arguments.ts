import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  isComplexDType,
  type NDArray,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

/** The elements of anything array-like as float64, in C order; not a copy where none is needed. */
export function numbersOf(name: string, values: ArrayLikeInput): Float64Array {
  const a = asArray(values);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${name}: got ${a.dtype}, expected real numbers.`);
  return elementsOf(contiguous(a.dtype === "float64" ? a : astype(a, "float64"))) as Float64Array;
}

/** A list of numbers along one axis, as a copy. */
export function vectorOf(where: string, name: string, values: ArrayLikeInput): Float64Array {
  const a = asArray(values);
  if (a.shape.length > 1)
    throw coreError("BAD_SHAPE", `${where}: ${name} has shape (${a.shape.join(", ")}), expected one axis.`);
  return numbersOf(`${where}: ${name}`, a).slice();
}

/** An array of whatever has elements, as float64. */
export function realArray(where: string, name: string, values: ArrayLikeInput): NDArray<"float64"> {
  const a = asArray(values);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${where}: ${name} is ${a.dtype}, expected real numbers.`);
  return (a.dtype === "float64" ? a : astype(a, "float64")) as NDArray<"float64">;
}

/** Checks a number. */
export function checkNumber(where: string, name: string, value: unknown): number {
  if (typeof value !== "number")
    throw coreError("BAD_ARGUMENT", `${where}: ${name} is ${describeValue(value)}, expected a number.`);
  return value;
}

/** Checks a whole number of at least `least`. */
export function checkCount(
  where: string,
  name: string,
  value: unknown,
  least: number,
  most: number = Number.POSITIVE_INFINITY,
): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw coreError(
      "BAD_VALUE",
      `${where}: ${name} is ${describeValue(value)}, expected a whole number of at least ${least}${most < Number.POSITIVE_INFINITY ? ` and at most ${most}` : ""}.`,
    );
  return value;
}

/** Checks that something can be called. */
export function checkFunction(where: string, name: string, value: unknown): void {
  if (typeof value !== "function")
    throw coreError("BAD_ARGUMENT", `${where}: ${name} is ${describeValue(value)}, expected a function.`);
}

/** Checks a choice among words. */
export function checkChoice<T extends string>(where: string, name: string, value: unknown, allowed: readonly T[]): T {
  if (!allowed.includes(value as T))
    throw coreError(
      "BAD_ARGUMENT",
      `${where}: ${name} is ${describeValue(value)}, expected one of ${allowed.map((one) => `"${one}"`).join(", ")}.`,
    );
  return value as T;
}

/** Throws when a signal says to stop. */
export function checkSignal(where: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw coreError("ABORTED", `${where}: stopped by the signal.`, { cause: signal.reason });
}

/** Writes what a function of the user gave into a vector: a number, a list or an array of as many numbers. */
export function takeVector(where: string, name: string, given: unknown, out: Float64Array): void {
  const n = out.length;
  if (given instanceof Float64Array) {
    if (given.length === n) {
      out.set(given);
      return;
    }
  } else if (typeof given === "number") {
    if (n === 1) {
      out[0] = given;
      return;
    }
  } else if (Array.isArray(given) && given.length === n) {
    let plain = true;
    for (let i = 0; i < n; i++) {
      const value: unknown = given[i];
      if (typeof value !== "number") {
        plain = false;
        break;
      }
      out[i] = value;
    }
    if (plain) return;
  } else if (given === undefined || given === null)
    throw coreError("BAD_ARGUMENT", `${where}: ${name} returned ${describeValue(given)}, expected ${n} numbers.`);
  const values = numbersOf(`${where}: ${name}`, given as ArrayLikeInput);
  if (values.length !== n)
    throw coreError("BAD_SHAPE", `${where}: ${name} returned ${values.length} numbers, expected ${n}.`);
  out.set(values);
}
