export * from "./arithmetic.js";
export * from "./bits.js";
export * from "./classify.js";
export * from "./close.js";
export * from "./comparison.js";
export * from "./complex.js";
export {
  callElementwise,
  type ElementwiseAttributes,
  type ElementwiseOperation,
  type ElementwiseOptions,
  whereOperation,
} from "./define.js";
export * from "./division.js";
export * from "./exponential.js";
export * from "./extremes.js";
export * from "./hyperbolic.js";
export * from "./logic.js";
export * from "./nan-to-num.js";
export * from "./planar.js";
export * from "./power.js";
export * from "./round.js";
export * from "./rounding.js";
export * from "./trigonometric.js";
export * from "./unary.js";
export * from "./where.js";
