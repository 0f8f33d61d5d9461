import { type ArrayLikeInput, asArray } from "../create.js";
import { kindOf } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import type { Inferred, Operation } from "../kernel.js";
import { dispatch } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { astype, copy } from "../transfer.js";
import { divide, multiply } from "./arithmetic.js";
import { rint } from "./rounding.js";

/** What {@link round} takes. */
export interface RoundOptions {
  /** Places behind the decimal point; negative ones round to tens, hundreds, … */
  readonly decimals?: number;
}

/** The operation of {@link round}. */
export const roundOperation: Operation<RoundOptions> = {
  id: "@core/array/round",
  infer: ([a]): Inferred => ({ dtype: (a as NDArray).dtype, shape: (a as NDArray).shape }),
  reference: ([given], { decimals = 0 }) => {
    const a = given as NDArray;
    const kind = kindOf(a.dtype);
    const whole = kind !== "float" && kind !== "complex";
    if (whole && decimals >= 0) return copy(a);
    if (decimals === 0) return rint(a);
    const scale = 10 ** Math.abs(decimals);
    const scaled = decimals > 0 ? multiply(a, scale) : divide(a, scale);
    const rounded = rint(scaled, { out: scaled });
    const result = decimals > 0 ? divide(rounded, scale) : multiply(rounded, scale);
    return whole ? astype(result, a.dtype) : result;
  },
};

/**
 * Rounds to a number of decimals, halves to the even neighbour, in the array's own dtype: by scaling, as NumPy does.
 * @throws BAD_ARGUMENT when `decimals` is not a whole number, BAD_DTYPE for booleans
 */
export function round(a: ArrayLikeInput, options: RoundOptions = {}): NDArray {
  const { decimals = 0 } = options;
  if (!Number.isInteger(decimals) || Math.abs(decimals) > 300)
    throw coreError("BAD_ARGUMENT", `round: decimals is ${describeValue(decimals)}, expected a whole number.`);
  return dispatch(roundOperation, [asArray(a)], { decimals });
}
