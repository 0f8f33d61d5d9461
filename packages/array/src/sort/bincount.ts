import { asArray } from "../create.js";
import { isComplexDType, kindOf } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { loadAll } from "../reduce/load.js";
import type { ArrayInput, Input } from "../reduce/types.js";
import { contiguous } from "../transfer.js";
import { writePositions } from "./positions.js";

/** Options of {@link bincount}. */
export interface BincountOptions {
  /** What each element counts; the result is float64 then. */
  readonly weights?: ArrayInput;
  /** The least length of the result. */
  readonly minlength?: number;
}

const mostCounts = 2 ** 28;
/** The operation of {@link bincount}, for kernels and `explain`. */
export const bincountOperation: Operation<{ readonly minlength: number }> = {
  id: "@core/array/bincount",
  reference: bincountBody,
};

/**
 * How often each whole number from 0 to the largest occurs (NumPy's `bincount`).
 * @param x whole numbers from 0, one axis
 * @returns int64, or float64 sums of the weights
 * @throws BAD_DTYPE for other dtypes, BAD_VALUE for negative numbers or some beyond 2 ** 28
 */
export function bincount(x: ArrayInput, options: BincountOptions & { weights?: undefined }): NDArray<"int64">;
export function bincount(x: ArrayInput, options?: BincountOptions): NDArray;
export function bincount(x: Input, options: BincountOptions = {}): NDArray {
  const { minlength = 0 } = options;
  if (!Number.isInteger(minlength) || minlength < 0 || minlength > mostCounts)
    throw coreError("BAD_VALUE", `minlength: got ${describeValue(minlength)}, expected a whole number from 0.`);
  const input = asArray(x as NDArray);
  if (input.shape.length !== 1)
    throw coreError("BAD_SHAPE", `x: has shape (${input.shape.join(", ")}), expected one axis.`);
  const weights = options.weights === undefined ? undefined : asArray(options.weights as NDArray);
  if (weights !== undefined && (weights.shape.join() !== input.shape.join() || isComplexDType(weights.dtype)))
    throw coreError(
      "BAD_SHAPE",
      `weights: got ${weights.dtype} of shape (${weights.shape.join(", ")}), expected real ones of (${input.size}).`,
    );
  return dispatch(bincountOperation, weights === undefined ? [input] : [input, weights], { minlength });
}

function bincountBody(inputs: readonly NDArray[], { minlength }: { readonly minlength: number }): NDArray {
  const [x, weights] = inputs.map(contiguous) as [NDArray, NDArray?];
  const values = loadAll(x, x.offset, x.size);
  const kind = kindOf(x.dtype);
  // A list of JavaScript numbers is float64; whole ones are meant as they are.
  const whole = kind !== "complex" && (kind !== "float" || values.every(Number.isInteger));
  if (!whole) throw coreError("BAD_DTYPE", `x: got ${x.dtype}, expected whole numbers.`);
  let largest = -1;
  for (const value of values) {
    if (value < 0 || value > mostCounts)
      throw coreError("BAD_VALUE", `x: has ${value}, allowed are whole numbers from 0 to ${mostCounts}.`);
    if (value > largest) largest = value;
  }
  const counts = new Float64Array(Math.max(minlength, largest + 1));
  const own = weights === undefined ? undefined : loadAll(weights, weights.offset, weights.size);
  for (let i = 0; i < values.length; i++) {
    const at = values[i] as number;
    counts[at] = (counts[at] as number) + (own === undefined ? 1 : (own[i] as number));
  }
  if (own !== undefined) {
    const result = x.make("float64", [counts.length]);
    result.data.set(counts);
    return result;
  }
  const result = x.make("int64", [counts.length]);
  writePositions(result, counts);
  return result;
}
