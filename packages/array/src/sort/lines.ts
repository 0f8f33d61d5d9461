import type { NDArray } from "../ndarray.js";
import { checkAxis, sizeOf } from "../shape.js";
import { copy } from "../transfer.js";
import { moveAxis, ravel } from "../views.js";

/** A contiguous copy of an array whose lines along one axis stand one behind the other. */
export interface Lines {
  readonly array: NDArray;
  readonly count: number;
  readonly length: number;
  /** The axis in the array as given; the last one of the flattened array for `null`. */
  readonly axis: number;
}

/** Copies an array so that its lines along an axis are contiguous; `null` flattens it first. */
export function linesAlong(a: NDArray, axis: number | null): Lines {
  const given = axis === null ? ravel(a) : a;
  const at = checkAxis(axis ?? 0, given.shape.length);
  const array = copy(moveAxis(given, at, -1));
  const length = given.shape[at] as number;
  return { array, length, count: length === 0 ? 0 : sizeOf(array.shape) / length, axis: at };
}

/** Results for lines, moved back to where the axis was, in C order. */
export function linesBack(lines: Lines, result: NDArray): NDArray {
  const last = result.shape.length - 1;
  return lines.axis === last ? result : copy(moveAxis(result, last, lines.axis));
}
