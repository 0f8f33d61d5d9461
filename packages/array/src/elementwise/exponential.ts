import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import {
  complexExp,
  complexExp2,
  complexExpm1,
  complexLog,
  complexLog1p,
  complexLog2,
  complexLog10,
  complexSqrt,
} from "./complex-math.js";
import {
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
  type UnaryLoop,
} from "./define.js";
import { pairwise } from "./pairs.js";
import { floatRule } from "./rules.js";
import type { Kept } from "./types.js";

const expNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.exp(a[i]!);
};

/** The operation of {@link exp}. */
export const expOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("exp", floatRule, {
  float: expNumbers,
  complex: /* @__PURE__ */ pairwise(complexExp),
});

/** e to the power `a`. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function exp<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function exp<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function exp(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(expOperation, [a], options);
}

const exp2Numbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = 2 ** a[i]!;
};

/** The operation of {@link exp2}. */
export const exp2Operation: ElementwiseOperation = /* @__PURE__ */ elementwise("exp2", floatRule, {
  float: exp2Numbers,
  complex: /* @__PURE__ */ pairwise(complexExp2),
});

/** 2 to the power `a`. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function exp2<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function exp2<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function exp2(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(exp2Operation, [a], options);
}

const expm1Numbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.expm1(a[i]!);
};

/** The operation of {@link expm1}. */
export const expm1Operation: ElementwiseOperation = /* @__PURE__ */ elementwise("expm1", floatRule, {
  float: expm1Numbers,
  complex: /* @__PURE__ */ pairwise(complexExpm1),
});

/** `exp(a) - 1`, exact near 0. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function expm1<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function expm1<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function expm1(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(expm1Operation, [a], options);
}

const logNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.log(a[i]!);
};

/** The operation of {@link log}. */
export const logOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("log", floatRule, {
  float: logNumbers,
  complex: /* @__PURE__ */ pairwise(complexLog),
});

/** The natural logarithm; 0 gives -Infinity, negative numbers NaN. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function log<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function log<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function log(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(logOperation, [a], options);
}

const log2Numbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.log2(a[i]!);
};

/** The operation of {@link log2}. */
export const log2Operation: ElementwiseOperation = /* @__PURE__ */ elementwise("log2", floatRule, {
  float: log2Numbers,
  complex: /* @__PURE__ */ pairwise(complexLog2),
});

/** The logarithm to base 2. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function log2<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function log2<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function log2(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(log2Operation, [a], options);
}

const log10Numbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.log10(a[i]!);
};

/** The operation of {@link log10}. */
export const log10Operation: ElementwiseOperation = /* @__PURE__ */ elementwise("log10", floatRule, {
  float: log10Numbers,
  complex: /* @__PURE__ */ pairwise(complexLog10),
});

/** The logarithm to base 10. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function log10<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function log10<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function log10(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(log10Operation, [a], options);
}

const log1pNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.log1p(a[i]!);
};

/** The operation of {@link log1p}. */
export const log1pOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("log1p", floatRule, {
  float: log1pNumbers,
  complex: /* @__PURE__ */ pairwise(complexLog1p),
});

/** `log(1 + a)`, exact near 0. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function log1p<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function log1p<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function log1p(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(log1pOperation, [a], options);
}

const sqrtNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.sqrt(a[i]!);
};

/** The operation of {@link sqrt}. */
export const sqrtOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("sqrt", floatRule, {
  float: sqrtNumbers,
  complex: /* @__PURE__ */ pairwise(complexSqrt),
});

/** The square root; negative numbers give NaN, complex ones the root with a real part from 0. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function sqrt<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function sqrt<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function sqrt(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(sqrtOperation, [a], options);
}

const cbrtNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.cbrt(a[i]!);
};

/** The operation of {@link cbrt}. */
export const cbrtOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("cbrt", floatRule, {
  float: cbrtNumbers,
});

/** The real cube root. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function cbrt<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function cbrt<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function cbrt(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(cbrtOperation, [a], options);
}
