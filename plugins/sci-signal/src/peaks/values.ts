import { type ArrayLikeInput, asArray, isComplexDType, isNDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkWhole } from "../internal/checks.js";
import { realsOf } from "../internal/signals.js";

/** A line of real numbers. */
export function lineOf(x: ArrayLikeInput): Float64Array {
  const given = asArray(x);
  if (given.shape.length !== 1)
    throw coreError("BAD_SHAPE", `x: got shape (${given.shape.join(", ")}), expected one axis.`);
  if (isComplexDType(given.dtype)) throw coreError("BAD_DTYPE", `x: got ${given.dtype}, expected real numbers.`);
  return realsOf(given);
}

/** Indices of peaks. */
export function peaksOf(peaks: ArrayLikeInput, length: number): Int32Array {
  const given = asArray(peaks);
  if (given.shape.length !== 1)
    throw coreError("BAD_SHAPE", `peaks: got shape (${given.shape.join(", ")}), expected one axis.`);
  return Int32Array.from(realsOf(given), (peak) => checkWhole(peak, "peaks", 0, length - 1));
}

/** A window length in samples, -1 for none. */
export function wlenOf(wlen: number | undefined | null): number {
  if (wlen === undefined || wlen === null) return -1;
  if (!(wlen > 1)) throw coreError("BAD_VALUE", `wlen: got ${wlen}, must be larger than 1.`);
  return Math.ceil(wlen);
}

/** A border of a condition: a number, or one number for each sample. */
export type Border = number | null | undefined | ArrayLikeInput;

/** A condition: the least value, or [least, largest], either of which may be left open with `null`. */
export type Condition = Border | readonly [Border, Border];

/** A border for each peak, or none. */
export type Borders = ((k: number) => number) | undefined;

/** Both borders of a condition, at the peaks. */
export function bordersOf(condition: Condition, length: number, peaks: Int32Array, name: string): [Borders, Borders] {
  const pair = (Array.isArray(condition) && condition.length === 2) || (isNDArray(condition) && condition.size === 2);
  const [low, high] = pair ? [...(condition as Iterable<Border>)] : [condition as Border, undefined];
  return [borderOf(low, length, peaks, name), borderOf(high, length, peaks, name)];
}

function borderOf(border: Border, length: number, peaks: Int32Array, name: string): Borders {
  if (border === null || border === undefined) return undefined;
  if (typeof border === "number") return () => border;
  const values = realsOf(asArray(border as ArrayLikeInput));
  if (values.length === 1) return () => values[0] as number;
  if (values.length !== length)
    throw coreError("BAD_SHAPE", `${name}: a border for each sample has ${length} numbers, got ${values.length}.`);
  return (k) => values[peaks[k] as number] as number;
}
