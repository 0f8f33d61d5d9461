import { type ArrayLikeInput, asArray } from "../create.js";
import { type DType, isComplexDType, realDType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { checkNames } from "../option-names.js";
import { partOf } from "../transfer.js";
import { copyNumbers, copyWholes } from "./copies.js";
import {
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
  type UnaryLoop,
} from "./define.js";
import { anglePairs, conjugatePairs } from "./pairs.js";
import { floatRule, numberRule } from "./rules.js";
import type { Kept, Real } from "./types.js";

/** The real parts: a view that shares memory with a complex array; a real array itself. */
export function real<const A extends ArrayLikeInput>(a: A): NDArray<Real<A>>;
export function real(a: ArrayLikeInput): NDArray {
  const given = asArray(a);
  return isComplexDType(given.dtype) ? partOf(given, 0) : given;
}

/** The imaginary parts: a view that shares memory with a complex array; new zeros for a real one. */
export function imag<const A extends ArrayLikeInput>(a: A): NDArray<Real<A>>;
export function imag(a: ArrayLikeInput): NDArray {
  const given = asArray(a);
  return isComplexDType(given.dtype) ? partOf(given, 1) : given.make(given.dtype, given.shape);
}

/** The operation of {@link conjugate}. */
export const conjugateOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("conjugate", numberRule, {
  int: copyNumbers,
  float: copyNumbers,
  big: copyWholes,
  complex: conjugatePairs,
});

/** The complex conjugate; real numbers are copied. */
export function conjugate<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function conjugate<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function conjugate(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(conjugateOperation, [a], options);
}

/** The same function as {@link conjugate}. */
export { conjugate as conj };

const angleNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan2(0, a[i]!);
};

const angleRule = (dtypes: readonly DType[]): { compute: DType; result: DType } => {
  const { compute } = floatRule(dtypes);
  return { compute, result: realDType(compute) };
};

/** The operation of {@link angle}. */
export const angleOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("angle", angleRule, {
  float: angleNumbers,
  complex: anglePairs,
});

const degreeNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan2(0, a[i]!) * (180 / Math.PI);
};

const degreePairs: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan2(a[2 * i + 1]!, a[2 * i]!) * (180 / Math.PI);
};

/** The operation of {@link angle} in degrees. */
export const angleInDegreesOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("angleInDegrees", angleRule, {
  float: degreeNumbers,
  complex: degreePairs,
});

/** The angle of complex numbers from -pi to pi, in radians, or in degrees with `deg`. Real numbers give 0 or pi. */
export function angle(a: ArrayLikeInput, options: ElementwiseOptions & { readonly deg?: boolean } = {}): NDArray {
  checkNames("angle", options, ["deg", "out", "dtype", "where"]);
  const { deg, ...rest } = options;
  return callElementwise(deg === true ? angleInDegreesOperation : angleOperation, [a], rest);
}
