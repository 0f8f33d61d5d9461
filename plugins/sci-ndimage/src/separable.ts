import { copy, type DType, type NDArray } from "@core/array";
import { delivered, type Output, outputDType } from "./values.js";

/**
 * Filters axis after axis; the results in between have the dtype of the output. Booleans are whole numbers in between, as in SciPy:
 * what is not 0 at the end is true.
 */
export function filterAxes(
  a: NDArray,
  axes: readonly number[],
  output: Output | undefined,
  filter: (current: NDArray, axis: number, output: DType) => NDArray,
): NDArray {
  const dtype = outputDType(output, a.shape, a.dtype);
  const between = dtype === "bool" ? "uint8" : dtype;
  let current = a;
  for (const axis of axes) current = filter(current, axis, between);
  return delivered(axes.length === 0 && output === undefined ? copy(a) : current, output, dtype);
}
