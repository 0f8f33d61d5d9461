import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { copyNumbers, copyPairs, copyTruths, copyWholes } from "./copies.js";
import {
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
  type UnaryLoop,
  type UnaryWholeLoop,
} from "./define.js";
import { absolutePairs, negativePairs, reciprocalPairs, signPairs, squarePairs } from "./pairs.js";
import { keepRule, magnitudeRule, numberRule } from "./rules.js";
import type { Kept, Real } from "./types.js";

const negativeNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = -a[i]!;
};

const negativeWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = -a[i]!;
};

const absoluteNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.abs(a[i]!);
};

const absoluteWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! < 0n ? -a[i]! : a[i]!;
};

const signNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! > 0 ? 1 : a[i]! < 0 ? -1 : a[i]! + 0;
};

const signWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! > 0n ? 1n : a[i]! < 0n ? -1n : 0n;
};

const squareNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! * a[i]!;
};

const squareInts: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.imul(a[i]!, a[i]!);
};

const squareWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! * a[i]!;
};

const reciprocalNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = 1 / a[i]!;
};

const reciprocalInts: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] === 0 ? 0 : Math.trunc(1 / a[i]!);
};

const reciprocalWholes: UnaryWholeLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] === 0n ? 0n : 1n / a[i]!;
};

/** The operation of {@link negative}. */
export const negativeOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("negative", keepRule, {
  int: negativeNumbers,
  float: negativeNumbers,
  big: negativeWholes,
  complex: negativePairs,
});

/** The operation of {@link positive}. */
export const positiveOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("positive", keepRule, {
  int: copyNumbers,
  float: copyNumbers,
  big: copyWholes,
  complex: copyPairs,
});

/** The operation of {@link absolute}. */
export const absoluteOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("absolute", magnitudeRule, {
  bool: copyTruths,
  int: absoluteNumbers,
  float: absoluteNumbers,
  big: absoluteWholes,
  complex: absolutePairs,
});

/** The operation of {@link sign}. */
export const signOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("sign", keepRule, {
  int: signNumbers,
  float: signNumbers,
  big: signWholes,
  complex: signPairs,
});

/** The operation of {@link square}. */
export const squareOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("square", numberRule, {
  int: squareInts,
  float: squareNumbers,
  big: squareWholes,
  complex: squarePairs,
});

/** The operation of {@link reciprocal}. */
export const reciprocalOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("reciprocal", numberRule, {
  int: reciprocalInts,
  float: reciprocalNumbers,
  big: reciprocalWholes,
  complex: reciprocalPairs,
});

/** `-a`; unsigned numbers wrap, booleans are a BAD_DTYPE as in NumPy. */
export function negative<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function negative<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function negative(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(negativeOperation, [a], options);
}

/** A copy of `a`; booleans are a BAD_DTYPE as in NumPy. */
export function positive<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function positive<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function positive(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(positiveOperation, [a], options);
}

/** The absolute value; complex numbers give their modulus as real numbers. */
export function absolute<const A extends ArrayLikeInput>(a: A): NDArray<Real<A>>;
export function absolute<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function absolute(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(absoluteOperation, [a], options);
}

/** The same function as {@link absolute}. */
export { absolute as abs };

/** -1, 0 or 1 by the sign; NaN stays. Complex numbers give the sign of their real part, or of the imaginary one where that is 0 (NumPy 1). */
export function sign<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function sign<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function sign(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(signOperation, [a], options);
}

/** `a * a`; whole numbers wrap, booleans give int8. */
export function square<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function square<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function square(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(squareOperation, [a], options);
}

/** `1 / a`; whole numbers are cut (and 0 gives 0, where NumPy's result is undefined). */
export function reciprocal<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function reciprocal<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function reciprocal(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(reciprocalOperation, [a], options);
}
