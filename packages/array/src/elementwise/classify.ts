import type { ArrayLikeInput } from "../create.js";
import type { NDArray } from "../ndarray.js";
import {
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
  type UnaryTest,
} from "./define.js";
import { floatRule, testRule } from "./rules.js";

const nanNumbers: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Number.isNaN(a[i]) ? 1 : 0;
};

const nanPairs: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Number.isNaN(a[2 * i]) || Number.isNaN(a[2 * i + 1]) ? 1 : 0;
};

const isInfinite = (x: number): boolean => Math.abs(x) === Number.POSITIVE_INFINITY;

const infiniteNumbers: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = isInfinite(a[i]!) ? 1 : 0;
};

const infinitePairs: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = isInfinite(a[2 * i]!) || isInfinite(a[2 * i + 1]!) ? 1 : 0;
};

const finiteNumbers: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! - a[i]! === 0 ? 1 : 0;
};

const finitePairs: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[2 * i]! - a[2 * i]! === 0 && a[2 * i + 1]! - a[2 * i + 1]! === 0 ? 1 : 0;
};

const signNumbers: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! < 0 || Object.is(a[i], -0) ? 1 : 0;
};

/** The operation of {@link isnan}. */
export const isnanOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("isnan", testRule, {
  float: nanNumbers,
  complex: nanPairs,
});

/** Where `a` is NaN (of complex numbers: one of the parts). Gives bool. */
export function isnan(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(isnanOperation, [a], options) as NDArray<"bool">;
}

/** The operation of {@link isinf}. */
export const isinfOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("isinf", testRule, {
  float: infiniteNumbers,
  complex: infinitePairs,
});

/** Where `a` is infinite (of complex numbers: one of the parts). Gives bool. */
export function isinf(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(isinfOperation, [a], options) as NDArray<"bool">;
}

/** The operation of {@link isfinite}. */
export const isfiniteOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("isfinite", testRule, {
  float: finiteNumbers,
  complex: finitePairs,
});

/** Where `a` is neither NaN nor infinite. Gives bool. */
export function isfinite(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(isfiniteOperation, [a], options) as NDArray<"bool">;
}

/** The operation of {@link signbit}. */
export const signbitOperation: ElementwiseOperation = /* @__PURE__ */ elementwise(
  "signbit",
  (dtypes) => ({ compute: floatRule(dtypes).compute, result: "bool" }),
  { float: signNumbers },
);

/** Where the sign is negative, -0 included. Gives bool; complex numbers are a BAD_DTYPE. */
export function signbit(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray<"bool"> {
  return callElementwise(signbitOperation, [a], options) as NDArray<"bool">;
}
