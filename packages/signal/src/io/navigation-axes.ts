import { coreError, describeValue } from "@core/array";
import { checkKind } from "@core/array/runtime";

/**
 * The axes of an array that a reader's option `navigationAxes` names, counted from 0; the option may count from the end.
 * @param given the option as the caller set it; undefined names none
 * @param dimensions how many axes the array has
 * @throws BAD_ARGUMENT for anything but a list of axes
 */
export function readNavigationAxes(given: unknown, dimensions: number): number[] {
  checkKind("readNavigationAxes", "dimensions", dimensions, "number");
  const list = given === undefined ? [] : given;
  const axes = Array.isArray(list)
    ? list.map((axis: unknown) => (typeof axis === "number" && axis < 0 ? axis + dimensions : axis))
    : [undefined];
  if (axes.every((axis) => Number.isInteger(axis) && (axis as number) >= 0 && (axis as number) < dimensions))
    return axes as number[];
  throw coreError(
    "BAD_ARGUMENT",
    `navigationAxes: got ${describeValue(given)}, expected a list of axes of the array, ${-dimensions} to ${dimensions - 1}.`,
  );
}
