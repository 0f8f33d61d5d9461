import type { DType } from "../src/dtype.js";
import { fromData, makeData, type NDArray, type Scalar } from "../src/index.js";

export {
  type Golden,
  isStoredArray,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";

/** An array of multiples of a step, for cases too large to be stored. */
export function multiples(dtype: DType, shape: readonly number[], step: number): NDArray {
  const size = shape.reduce((product, length) => product * length, 1);
  const data = makeData("float64", size);
  for (let i = 0; i < size; i++) data[i] = i * step;
  return fromData(data, shape).astype(dtype);
}

/** What is compared: dtype, shape and elements as text that tells -0 and NaN apart. */
export function picture(a: NDArray): { dtype: string; shape: readonly number[]; elements: string[] } {
  const flat = a.reshape(-1);
  return {
    dtype: a.dtype,
    shape: [...a.shape],
    elements: Array.from({ length: flat.size }, (_, i) => text(flat.get(i))),
  };
}

function text(value: Scalar): string {
  if (typeof value === "object") return `${text(value.re)} ${text(value.im)}`;
  return Object.is(value, -0) ? "-0" : String(value);
}
