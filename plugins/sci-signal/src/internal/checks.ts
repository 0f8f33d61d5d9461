import { type ArrayLikeInput, asArray, isComplexDType, type NDArray } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { realsOf } from "./signals.js";

/** A whole number within limits, or BAD_VALUE. */
export function checkWhole(
  value: number,
  name: string,
  lowest: number,
  highest: number = Number.MAX_SAFE_INTEGER,
): number {
  if (!Number.isInteger(value) || value < lowest || value > highest)
    throw coreError(
      "BAD_VALUE",
      `${name}: got ${describeValue(value)}, expected a whole number ${highest === Number.MAX_SAFE_INTEGER ? `from ${lowest}` : `from ${lowest} to ${highest}`}.`,
    );
  return value;
}

/** One of some words, or BAD_VALUE with what is allowed. */
export function checkWord<W extends string>(value: unknown, name: string, allowed: readonly W[]): W {
  if ((allowed as readonly unknown[]).includes(value)) return value as W;
  throw coreError(
    "BAD_VALUE",
    `${name}: got ${describeValue(value)}, allowed are ${allowed.map((one) => `"${one}"`).join(", ")}.`,
  );
}

/** The array that is meant, with at least one axis. */
export function checkSignal(x: ArrayLikeInput, name: string): NDArray {
  const given = asArray(x);
  if (given.shape.length === 0)
    throw coreError("BAD_SHAPE", `${name}: got a single number, expected an array with an axis.`);
  return given;
}

/** An array with one axis (a number counts as a list of one). */
export function checkLine(x: ArrayLikeInput, name: string): NDArray {
  const given = asArray(x);
  if (given.shape.length > 1)
    throw coreError("BAD_SHAPE", `${name}: got shape (${given.shape.join(", ")}), expected one axis.`);
  return given.shape.length === 0 ? given.reshape([1]) : given;
}

/** Real numbers of a list or an array with one axis. */
export function realList(x: ArrayLikeInput, name: string): Float64Array {
  const given = checkLine(x, name);
  if (isComplexDType(given.dtype)) throw coreError("BAD_DTYPE", `${name}: got ${given.dtype}, expected real numbers.`);
  return realsOf(given);
}

/** Sizes for each axis from one number or a list. */
export function sizesOf(given: number | readonly number[] | ArrayLikeInput, axes: number, name: string): number[] {
  const list =
    typeof given === "number" ? new Array<number>(axes).fill(given) : [...realList(given as ArrayLikeInput, name)];
  if (list.length !== axes)
    throw coreError(
      "BAD_SHAPE",
      `${name}: got ${list.length} sizes for ${axes} axes; give one number or one size for each axis.`,
    );
  return list;
}
