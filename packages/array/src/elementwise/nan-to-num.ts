import { type ArrayLikeInput, asArray } from "../create.js";
import { kindOf, realDType } from "../dtype.js";
import type { Inferred, Operation } from "../kernel.js";
import { dispatch } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { copy, elementsOf } from "../transfer.js";

/** What {@link nanToNum} writes in place of what is not finite. */
export interface NanToNumOptions {
  /** In place of NaN; 0 by default. */
  readonly nan?: number;
  /** In place of Infinity; by default the largest number of the dtype. */
  readonly posinf?: number;
  /** In place of -Infinity; by default the least number of the dtype. */
  readonly neginf?: number;
}

/** The operation of {@link nanToNum}. */
export const nanToNumOperation: Operation<NanToNumOptions> = {
  id: "@core/array/nanToNum",
  infer: ([a]): Inferred => ({ dtype: (a as NDArray).dtype, shape: (a as NDArray).shape }),
  reference: ([a], options) => {
    const result = copy(a as NDArray);
    const parts = realDType(result.dtype);
    if (kindOf(parts) !== "float") return result;
    const data = elementsOf(result) as Float64Array;
    const largest = parts === "float32" ? 3.4028234663852886e38 : Number.MAX_VALUE;
    const { nan = 0, posinf = largest, neginf = -largest } = options;
    for (let i = 0; i < data.length; i++) {
      const x = data[i]!;
      if (!Number.isFinite(x)) data[i] = x > 0 ? posinf : x < 0 ? neginf : nan;
    }
    return result;
  },
};

/** A copy with NaN and infinities replaced by numbers; of complex numbers each part for itself. */
export function nanToNum(a: ArrayLikeInput, options: NanToNumOptions = {}): NDArray {
  return dispatch(nanToNumOperation, [asArray(a)], options);
}
