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

/** The elements of an array as float64 in C order; they may be the array's own. */
export function float64Of(a: NDArray): Float64Array {
  return elementsOf(a.dtype === "float64" ? contiguous(a) : astype(a, "float64")) as Float64Array;
}

/** An input of real numbers, or BAD_DTYPE. */
export function realArray(x: ArrayLikeInput, name: string): NDArray {
  const a = asArray(x);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${name}: is ${a.dtype}, expected real numbers.`);
  return a;
}

/** BAD_VALUE unless all numbers are finite. */
export function checkFinite(numbers: Float64Array, name: string): void {
  let wrong = 0;
  while (wrong < numbers.length && Number.isFinite(numbers[wrong])) wrong++;
  if (wrong < numbers.length)
    throw coreError("BAD_VALUE", `${name}: element ${wrong} is ${numbers[wrong]}, expected finite numbers.`);
}

/** A whole number from `least` on, or BAD_VALUE. */
export function checkWhole(value: unknown, least: number, name: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a whole number from ${least} on.`);
}
