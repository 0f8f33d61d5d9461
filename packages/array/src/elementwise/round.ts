import { type ArrayLikeInput, asArray } from "../create.js";
import { isComplexDType, kindOf } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import type { Inferred, Operation } from "../kernel.js";
import { dispatch } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { assign, astype, copy } from "../transfer.js";
import { divide, multiply } from "./arithmetic.js";
import { imag, real } from "./complex.js";
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
    if (!isComplexDType(a.dtype)) return rounded(a, decimals);
    const result = a.make(a.dtype, a.shape);
    assign(real(result), rounded(real(a), decimals));
    assign(imag(result), rounded(imag(a), decimals));
    return result;
  },
};

function rounded(a: NDArray, decimals: number): NDArray {
  const whole = kindOf(a.dtype) !== "float";
  if (whole && decimals >= 0) return copy(a);
  if (decimals === 0) return rint(a);
  const scale = 10 ** Math.abs(decimals);
  const scaled = decimals > 0 ? multiply(a, scale) : divide(a, scale);
  rint(scaled, { out: scaled });
  const result = decimals > 0 ? divide(scaled, scale) : multiply(scaled, scale);
  return whole ? astype(result, a.dtype) : result;
}

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
