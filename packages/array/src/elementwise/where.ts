import { type ArrayLikeInput, asArray } from "../create.js";
import { dispatch } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { astype } from "../transfer.js";
import { whereOperation } from "./define.js";
import { operandArrays } from "./scalars.js";

/**
 * The elements of `a` where the condition is true (not 0), of `b` elsewhere. All three broadcast, dtypes of `a` and `b` promote.
 * For the indices of true elements alone see `nonzero`.
 */
export function where(condition: ArrayLikeInput, a: ArrayLikeInput, b: ArrayLikeInput): NDArray {
  const given = asArray(condition);
  const mask = given.dtype === "bool" ? given : astype(given, "bool");
  return dispatch(whereOperation, [mask, ...operandArrays([a, b])], {});
}
