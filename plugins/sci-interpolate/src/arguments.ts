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

/** The elements of anything real as float64 in C order; not a copy where none is needed. */
export function numbersOf(where: string, name: string, values: ArrayLikeInput): Float64Array {
  const a = asArray(values);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${where}: ${name} is ${a.dtype}, expected real numbers.`);
  return elementsOf(contiguous(a.dtype === "float64" ? a : astype(a, "float64"))) as Float64Array;
}

/** A list of real numbers along one axis, as a copy. */
export function vectorOf(where: string, name: string, values: ArrayLikeInput): Float64Array {
  const a = asArray(values);
  if (a.shape.length !== 1)
    throw coreError("BAD_SHAPE", `${where}: ${name} has shape (${a.shape.join(", ")}), expected one axis.`);
  return numbersOf(where, name, a).slice();
}

/** Checks that all elements are finite. */
export function checkFinite(where: string, name: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]!))
      throw coreError("BAD_VALUE", `${where}: ${name} has ${values[i]} at ${i}, expected finite numbers.`);
}

/** Checks that elements rise: strictly, or at least do not fall. */
export function checkRising(where: string, name: string, values: Float64Array, strict: boolean): void {
  for (let i = 1; i < values.length; i++) {
    const step = values[i]! - values[i - 1]!;
    if (strict ? !(step > 0) : !(step >= 0))
      throw coreError(
        "BAD_VALUE",
        `${where}: ${name} must ${strict ? "rise strictly" : "not fall"}, but ${values[i]} follows ${values[i - 1]} at ${i}.`,
      );
  }
}

/** Checks a whole number within limits. */
export function checkWhole(where: string, name: string, value: unknown, least: number, most: number = 2 ** 31): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
    throw coreError(
      "BAD_VALUE",
      `${where}: ${name} is ${describeValue(value)}, expected a whole number of at least ${least}${most < 2 ** 31 ? ` and at most ${most}` : ""}.`,
    );
  return value;
}

/** Checks a choice among words or numbers. */
export function checkChoice<T extends string | number>(
  where: string,
  name: string,
  value: unknown,
  allowed: readonly T[],
): T {
  if (!allowed.includes(value as T))
    throw coreError(
      "BAD_ARGUMENT",
      `${where}: ${name} is ${describeValue(value)}, expected one of ${allowed.map((one) => JSON.stringify(one)).join(", ")}.`,
    );
  return value as T;
}

/** Checks how to go on beyond the ends. */
export function checkExtrapolate(where: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean" && value !== "periodic")
    throw coreError(
      "BAD_ARGUMENT",
      `${where}: extrapolate is ${describeValue(value)}, expected true, false or "periodic".`,
    );
}

/** Checks the order of a derivative, or of an antiderivative where it is negative; beyond 100 the factorials overflow soon. */
export function checkOrder(where: string, name: string, value: unknown, least: number = -100): number {
  return checkWhole(where, name, value, least, 100);
}

/** A shape for messages. */
export function shapeText(a: NDArray): string {
  return `(${a.shape.join(", ")})`;
}
