import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import {
  complexArccosh,
  complexArcsinh,
  complexArctanh,
  complexCosh,
  complexSinh,
  complexTanh,
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

const sinhNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.sinh(a[i]!);
};

/** The operation of {@link sinh}. */
export const sinhOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("sinh", floatRule, {
  float: sinhNumbers,
  complex: /* @__PURE__ */ pairwise(complexSinh),
});

/** The hyperbolic sine. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function sinh<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function sinh<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function sinh(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(sinhOperation, [a], options);
}

const coshNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.cosh(a[i]!);
};

/** The operation of {@link cosh}. */
export const coshOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("cosh", floatRule, {
  float: coshNumbers,
  complex: /* @__PURE__ */ pairwise(complexCosh),
});

/** The hyperbolic cosine. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function cosh<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function cosh<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function cosh(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(coshOperation, [a], options);
}

const tanhNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.tanh(a[i]!);
};

/** The operation of {@link tanh}. */
export const tanhOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("tanh", floatRule, {
  float: tanhNumbers,
  complex: /* @__PURE__ */ pairwise(complexTanh),
});

/** The hyperbolic tangent. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function tanh<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function tanh<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function tanh(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(tanhOperation, [a], options);
}

const arcsinhNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.asinh(a[i]!);
};

/** The operation of {@link arcsinh}. */
export const arcsinhOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("arcsinh", floatRule, {
  float: arcsinhNumbers,
  complex: /* @__PURE__ */ pairwise(complexArcsinh),
});

/** The inverse hyperbolic sine. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arcsinh<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function arcsinh<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function arcsinh(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arcsinhOperation, [a], options);
}

const arccoshNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.acosh(a[i]!);
};

/** The operation of {@link arccosh}. */
export const arccoshOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("arccosh", floatRule, {
  float: arccoshNumbers,
  complex: /* @__PURE__ */ pairwise(complexArccosh),
});

/** The inverse hyperbolic cosine; NaN below 1. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arccosh<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function arccosh<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function arccosh(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arccoshOperation, [a], options);
}

const arctanhNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atanh(a[i]!);
};

/** The operation of {@link arctanh}. */
export const arctanhOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("arctanh", floatRule, {
  float: arctanhNumbers,
  complex: /* @__PURE__ */ pairwise(complexArctanh),
});

/** The inverse hyperbolic tangent; NaN outside of [-1, 1]. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arctanh<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function arctanh<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function arctanh(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arctanhOperation, [a], options);
}
