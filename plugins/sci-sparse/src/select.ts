import { type ArrayLikeInput, isSlice, type NDArray, parseSlice, type Slice, sliceIndices } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { type Compressed, canonical } from "./compressed.js";
import { placesOf, realOf } from "./input.js";

/** What {@link SparseMatrix.slice} takes for an axis: a place, a slice as an object or text, or a list of places. */
export type AxisSelector = number | string | Slice | readonly number[] | NDArray;

/** A place on an axis; negative ones count from the end. @throws BAD_INDEX */
export function placeOn(index: number, size: number): number {
  const at = index < 0 ? index + size : index;
  if (Number.isInteger(at) && at >= 0 && at < size) return at;
  throw coreError("BAD_INDEX", `index ${describeValue(index)} is out of bounds for an axis of size ${size}.`);
}

/** The places that a selector means. */
export function selected(selector: AxisSelector, size: number): Int32Array {
  if (typeof selector === "number") return Int32Array.of(placeOn(selector, size));
  if (typeof selector === "string" || isSlice(selector)) {
    const { start, step, length } = sliceIndices(typeof selector === "string" ? parseSlice(selector) : selector, size);
    return Int32Array.from({ length }, (_, i) => start + i * step);
  }
  const { data, array } = realOf(selector as ArrayLikeInput, "selector");
  if (array.dtype === "bool") {
    if (data.length !== size)
      throw coreError("BAD_SHAPE", `selector: got ${data.length} truths for an axis of size ${size}.`);
    return Int32Array.from(Array.from(data.keys()).filter((i) => data[i] !== 0));
  }
  return Int32Array.from(data, (index) => placeOn(index, size));
}

/** One of two axes. @throws BAD_AXIS */
export function axisOf(axis: number): 0 | 1 {
  if (axis === 0 || axis === -2) return 0;
  if (axis === 1 || axis === -1) return 1;
  throw coreError("BAD_AXIS", `axis: got ${describeValue(axis)}, allowed are 0, 1, -1 and -2.`);
}

/** Rows as they are given, sorted and checked. @throws BAD_SHAPE, BAD_VALUE */
export function checkedLines(
  data: ArrayLikeInput,
  indices: ArrayLikeInput,
  indptr: ArrayLikeInput,
  lines: number,
  width: number,
): Compressed {
  const values = realOf(data, "data").data.slice();
  const places = placesOf(indices, width, "indices");
  const starts = placesOf(indptr, values.length + 1, "indptr");
  let rising = starts.length === lines + 1 && starts[0] === 0 && places.length === values.length;
  for (let i = 0; i < lines && rising; i++) rising = starts[i]! <= starts[i + 1]!;
  if (!rising || starts[lines] !== values.length)
    throw coreError(
      "BAD_SHAPE",
      `indptr: got ${starts.length} numbers for ${lines} lines and ${values.length} elements, expected ${lines + 1} rising ones from 0 to ${values.length}.`,
    );
  return canonical({ lines, width, data: values, indices: places, indptr: starts });
}
