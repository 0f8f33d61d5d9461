import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  isComplexDType,
  type NDArray,
} from "@core/array";
import { coreError } from "@core/array/runtime";

/** The elements of an array as float64 in C order; they may be the array's own. */
export function float64Of(a: NDArray): Float64Array {
  return elementsOf(a.dtype === "float64" ? contiguous(a) : astype(a, "float64")) as Float64Array;
}

/** An input of real numbers with so many axes, or BAD_SHAPE or BAD_DTYPE. */
export function realArray(x: ArrayLikeInput, dimensions: number, name: string): NDArray {
  const a = asArray(x);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${name}: is ${a.dtype}, expected real numbers.`);
  // An empty list has one axis, whatever was meant.
  if (dimensions === 2 && a.shape.length === 1 && a.size === 0) return a.reshape([0, 0]);
  if (a.shape.length !== dimensions)
    throw coreError("BAD_SHAPE", `${name}: has shape (${a.shape.join(", ")}), expected ${dimensions} axes.`);
  return a;
}

/** BAD_VALUE unless all numbers are finite. */
export function checkFinite(numbers: Float64Array, name: string): void {
  for (let i = 0; i < numbers.length; i++)
    if (!Number.isFinite(numbers[i]))
      throw coreError("BAD_VALUE", `${name}: has ${numbers[i]}, expected finite numbers.`);
}
