import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { complexArccos, complexArcsin, complexArctan, complexCos, complexSin, complexTan } from "./complex-math.js";
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

const sinNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.sin(a[i]!);
};

/** The operation of {@link sin}. */
export const sinOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("sin", floatRule, {
  float: sinNumbers,
  complex: /* @__PURE__ */ pairwise(complexSin),
});

/** The sine of angles in radians. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function sin<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function sin<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function sin(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(sinOperation, [a], options);
}

const cosNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.cos(a[i]!);
};

/** The operation of {@link cos}. */
export const cosOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("cos", floatRule, {
  float: cosNumbers,
  complex: /* @__PURE__ */ pairwise(complexCos),
});

/** The cosine of angles in radians. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function cos<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function cos<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function cos(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(cosOperation, [a], options);
}

const tanNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.tan(a[i]!);
};

/** The operation of {@link tan}. */
export const tanOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("tan", floatRule, {
  float: tanNumbers,
  complex: /* @__PURE__ */ pairwise(complexTan),
});

/** The tangent of angles in radians. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function tan<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function tan<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function tan(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(tanOperation, [a], options);
}

const arcsinNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.asin(a[i]!);
};

/** The operation of {@link arcsin}. */
export const arcsinOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("arcsin", floatRule, {
  float: arcsinNumbers,
  complex: /* @__PURE__ */ pairwise(complexArcsin),
});

/** The inverse sine, in radians; NaN outside of [-1, 1]. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arcsin<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function arcsin<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function arcsin(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arcsinOperation, [a], options);
}

const arccosNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.acos(a[i]!);
};

/** The operation of {@link arccos}. */
export const arccosOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("arccos", floatRule, {
  float: arccosNumbers,
  complex: /* @__PURE__ */ pairwise(complexArccos),
});

/** The inverse cosine, in radians; NaN outside of [-1, 1]. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arccos<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function arccos<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function arccos(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arccosOperation, [a], options);
}

const arctanNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = Math.atan(a[i]!);
};

/** The operation of {@link arctan}. */
export const arctanOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("arctan", floatRule, {
  float: arctanNumbers,
  complex: /* @__PURE__ */ pairwise(complexArctan),
});

/** The inverse tangent, in radians. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function arctan<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function arctan<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function arctan(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(arctanOperation, [a], options);
}

const degreesNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! * (180 / Math.PI);
};

/** The operation of {@link degrees}. */
export const degreesOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("degrees", floatRule, {
  float: degreesNumbers,
});

/** Radians as degrees. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function degrees<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function degrees<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function degrees(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(degreesOperation, [a], options);
}

const radiansNumbers: UnaryLoop = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i]! * (Math.PI / 180);
};

/** The operation of {@link radians}. */
export const radiansOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("radians", floatRule, {
  float: radiansNumbers,
});

/** Degrees as radians. Whole numbers of up to 16 bits give float32, wider ones float64. */
export function radians<const A extends ArrayLikeInput>(a: A): NDArray<Kept<A>>;
export function radians<D extends DType>(a: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function radians(a: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(radiansOperation, [a], options);
}
