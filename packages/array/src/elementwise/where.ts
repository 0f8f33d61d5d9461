import { type ArrayLikeInput, asArray } from "../create.js";
import { coreError } from "../errors.js";
import { dispatch } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { nonzero } from "../sort/nonzero.js";
import { astype } from "../transfer.js";
import { whereOperation } from "./define.js";
import { operandArrays } from "./scalars.js";
import type { Promoted } from "./types.js";

/**
 * The elements of `a` where the condition is true (not 0), of `b` elsewhere. All three broadcast, dtypes of `a` and `b` promote.
 * With the condition alone: the indices of its true elements, one array per axis, as `nonzero` gives them.
 * @throws BAD_SHAPE where shapes do not fit, BAD_ARGUMENT when only one of `a` and `b` is given
 */
export function where(condition: ArrayLikeInput): NDArray<"int64">[];
export function where<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  condition: ArrayLikeInput,
  a: A,
  b: B,
): NDArray<Promoted<A, B>>;
export function where(condition: ArrayLikeInput, a?: ArrayLikeInput, b?: ArrayLikeInput): NDArray | NDArray<"int64">[] {
  if (a === undefined && b === undefined) return nonzero(asArray(condition));
  if (a === undefined || b === undefined)
    throw coreError("BAD_ARGUMENT", "where: expected the condition alone or both a and b.");
  const given = asArray(condition);
  const mask = given.dtype === "bool" ? given : astype(given, "bool");
  return dispatch(whereOperation, [mask, ...operandArrays([a, b])], {});
}
