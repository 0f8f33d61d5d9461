import type { ArrayLikeInput } from "../create.js";
import { type DType, isBigDType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { callElementwise, type ElementwiseOperation, type ElementwiseOptions, elementwise } from "./define.js";
import type { Rule } from "./rules.js";
import { bothTrue, eitherTrue, notTrue, oneTrue, truths } from "./truths.js";

/** Reads each input in its own dtype: the truth of a fraction is not that of its whole part. */
function truthRule(dtypes: readonly DType[]): Rule {
  return { compute: "bool", result: "bool", inputs: dtypes.map((dtype) => (isBigDType(dtype) ? "float64" : dtype)) };
}

/** The operation of {@link logicalAnd}. */
export const logicalAndOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("logicalAnd", truthRule, {
  bool: bothTrue,
});

/** Whether both are true, that is not 0; NaN is true. Gives bool; broadcasts. */
export function logicalAnd(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(logicalAndOperation, [truths(a), truths(b)], options) as NDArray<"bool">;
}

/** The operation of {@link logicalOr}. */
export const logicalOrOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("logicalOr", truthRule, {
  bool: eitherTrue,
});

/** Whether one of the two is true, that is not 0; NaN is true. Gives bool; broadcasts. */
export function logicalOr(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(logicalOrOperation, [truths(a), truths(b)], options) as NDArray<"bool">;
}

/** The operation of {@link logicalXor}. */
export const logicalXorOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("logicalXor", truthRule, {
  bool: oneTrue,
});

/** Whether just one of the two is true, that is not 0; NaN is true. Gives bool; broadcasts. */
export function logicalXor(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(logicalXorOperation, [truths(a), truths(b)], options) as NDArray<"bool">;
}

/** The operation of {@link logicalNot}. */
export const logicalNotOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("logicalNot", truthRule, {
  bool: notTrue,
});

/** Whether `a` is 0. Gives bool. */
export function logicalNot(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(logicalNotOperation, [truths(a)], options) as NDArray<"bool">;
}
