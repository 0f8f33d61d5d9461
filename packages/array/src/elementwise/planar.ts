import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import {
  type BinaryLoop,
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
} from "./define.js";
import { hypotenuse, withSign } from "./numbers.js";
import { floatRule } from "./rules.js";
import type { KeptBoth } from "./types.js";

const hypotNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = hypotenuse(a[i]!, b[i]!);
};

/** The operation of {@link hypot}. */
export const hypotOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("hypot", floatRule, {
  float: hypotNumbers,
});

/** `sqrt(a² + b²)` without overflow on the way. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function hypot<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function hypot<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function hypot(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(hypotOperation, [a, b], options);
}

const arctan2Numbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan2(a[i]!, b[i]!);
};

/** The operation of {@link arctan2}. */
export const arctan2Operation: ElementwiseOperation = /* @__PURE__ */ elementwise("arctan2", floatRule, {
  float: arctan2Numbers,
});

/** The angle of the point (b, a) in radians, from -pi to pi. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arctan2<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function arctan2<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function arctan2(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arctan2Operation, [a, b], options);
}

const copysignNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = withSign(a[i]!, b[i]!);
};

/** The operation of {@link copysign}. */
export const copysignOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("copysign", floatRule, {
  float: copysignNumbers,
});

/** `a` with the sign of `b`, also that of -0. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function copysign<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function copysign<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function copysign(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(copysignOperation, [a, b], options);
}

const heavisideNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! < 0 ? 0 : a[i]! > 0 ? 1 : a[i] === 0 ? b[i]! : Number.NaN;
};

/** The operation of {@link heaviside}. */
export const heavisideOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("heaviside", floatRule, {
  float: heavisideNumbers,
});

/** 0 below 0, 1 above, `b` at 0. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function heaviside<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function heaviside<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function heaviside(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(heavisideOperation, [a, b], options);
}
