import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { complexRint } from "./complex-math.js";
import {
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
  type UnaryLoop,
} from "./define.js";
import { roundHalfEven } from "./numbers.js";
import { pairwise } from "./pairs.js";
import { floatRule } from "./rules.js";
import type { Kept } from "./types.js";

const floorNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.floor(a[i]!);
};

/** The operation of {@link floor}. */
export const floorOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("floor", floatRule, {
  float: floorNumbers,
});

/** The largest whole number not above `a`, as a float. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function floor<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function floor<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function floor(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(floorOperation, [a], options);
}

const ceilNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.ceil(a[i]!);
};

/** The operation of {@link ceil}. */
export const ceilOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("ceil", floatRule, {
  float: ceilNumbers,
});

/** The smallest whole number not below `a`, as a float. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function ceil<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function ceil<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function ceil(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(ceilOperation, [a], options);
}

const truncNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.trunc(a[i]!);
};

/** The operation of {@link trunc}. */
export const truncOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("trunc", floatRule, {
  float: truncNumbers,
});

/** `a` without its fraction, as a float. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function trunc<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function trunc<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function trunc(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(truncOperation, [a], options);
}

const rintNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = roundHalfEven(a[i]!);
};

/** The operation of {@link rint}. */
export const rintOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("rint", floatRule, {
  float: rintNumbers,
  complex: /* @__PURE__ */ pairwise(complexRint),
});

/** The nearest whole number, halves to the even one, as a float. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function rint<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function rint<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function rint(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(rintOperation, [a], options);
}
