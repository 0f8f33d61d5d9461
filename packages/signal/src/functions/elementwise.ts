import {
  arccos as arccosArrays,
  arccosh as arccoshArrays,
  arcsin as arcsinArrays,
  arcsinh as arcsinhArrays,
  arctan as arctanArrays,
  arctanh as arctanhArrays,
  cbrt as cbrtArrays,
  ceil as ceilArrays,
  conjugate as conjugateArrays,
  cos as cosArrays,
  cosh as coshArrays,
  degrees as degreesArrays,
  exp2 as exp2Arrays,
  exp as expArrays,
  expm1 as expm1Arrays,
  floor as floorArrays,
  isfinite as isfiniteArrays,
  isinf as isinfArrays,
  isnan as isnanArrays,
  log1p as log1pArrays,
  log2 as log2Arrays,
  log10 as log10Arrays,
  log as logArrays,
  logicalNot as logicalNotArrays,
  radians as radiansArrays,
  reciprocal as reciprocalArrays,
  rint as rintArrays,
  sign as signArrays,
  signbit as signbitArrays,
  sin as sinArrays,
  sinh as sinhArrays,
  sqrt as sqrtArrays,
  square as squareArrays,
  tan as tanArrays,
  tanh as tanhArrays,
  trunc as truncArrays,
} from "@core/array";
import type { SignalLike } from "../contract.js";
import { applyFunction, type OperateOptions } from "./operate.js";

/**
 * e to the power of the elements, one by one; dtypes and special values are NumPy's. The result is like the signal, without noise properties, and is titled
 * `exp(A)` after one of the title A, unless `autoTitle` is false or it is written in place.
 * @throws BAD_DTYPE, UNSUPPORTED for signals that are ragged or in colours
 */
export function exp<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("exp", expArrays, signal, options);
}

/** 2 to the power of the elements. See {@link exp}. */
export function exp2<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("exp2", exp2Arrays, signal, options);
}

/** `exp(x) - 1`, exact near 0. See {@link exp}. */
export function expm1<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("expm1", expm1Arrays, signal, options);
}

/** The natural logarithm of the elements. See {@link exp}. */
export function log<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("log", logArrays, signal, options);
}

/** The logarithm to base 2. See {@link exp}. */
export function log2<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("log2", log2Arrays, signal, options);
}

/** The logarithm to base 10. See {@link exp}. */
export function log10<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("log10", log10Arrays, signal, options);
}

/** `log(1 + x)`, exact near 0. See {@link exp}. */
export function log1p<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("log1p", log1pArrays, signal, options);
}

/** The square root of the elements. See {@link exp}. */
export function sqrt<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("sqrt", sqrtArrays, signal, options);
}

/** The cube root of the elements. See {@link exp}. */
export function cbrt<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("cbrt", cbrtArrays, signal, options);
}

/** The square of the elements. See {@link exp}. */
export function square<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("square", squareArrays, signal, options);
}

/** One divided by the elements. See {@link exp}. */
export function reciprocal<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("reciprocal", reciprocalArrays, signal, options);
}

/** -1, 0 or 1 by the sign of the elements. See {@link exp}. */
export function sign<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("sign", signArrays, signal, options);
}

/** The complex conjugate of the elements. See {@link exp}. */
export function conjugate<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("conjugate", conjugateArrays, signal, options);
}

/** The sine of the elements, in radians. See {@link exp}. */
export function sin<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("sin", sinArrays, signal, options);
}

/** The cosine of the elements, in radians. See {@link exp}. */
export function cos<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("cos", cosArrays, signal, options);
}

/** The tangent of the elements, in radians. See {@link exp}. */
export function tan<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("tan", tanArrays, signal, options);
}

/** The inverse sine, in radians. See {@link exp}. */
export function arcsin<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("arcsin", arcsinArrays, signal, options);
}

/** The inverse cosine, in radians. See {@link exp}. */
export function arccos<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("arccos", arccosArrays, signal, options);
}

/** The inverse tangent, in radians. See {@link exp}. */
export function arctan<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("arctan", arctanArrays, signal, options);
}

/** The hyperbolic sine. See {@link exp}. */
export function sinh<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("sinh", sinhArrays, signal, options);
}

/** The hyperbolic cosine. See {@link exp}. */
export function cosh<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("cosh", coshArrays, signal, options);
}

/** The hyperbolic tangent. See {@link exp}. */
export function tanh<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("tanh", tanhArrays, signal, options);
}

/** The inverse hyperbolic sine. See {@link exp}. */
export function arcsinh<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("arcsinh", arcsinhArrays, signal, options);
}

/** The inverse hyperbolic cosine. See {@link exp}. */
export function arccosh<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("arccosh", arccoshArrays, signal, options);
}

/** The inverse hyperbolic tangent. See {@link exp}. */
export function arctanh<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("arctanh", arctanhArrays, signal, options);
}

/** Radians in degrees. See {@link exp}. */
export function degrees<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("degrees", degreesArrays, signal, options);
}

/** Degrees in radians. See {@link exp}. */
export function radians<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("radians", radiansArrays, signal, options);
}

/** The next whole number below. See {@link exp}. */
export function floor<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("floor", floorArrays, signal, options);
}

/** The next whole number above. See {@link exp}. */
export function ceil<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("ceil", ceilArrays, signal, options);
}

/** The whole number next to 0. See {@link exp}. */
export function trunc<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("trunc", truncArrays, signal, options);
}

/** The nearest whole number, the even one of two. See {@link exp}. */
export function rint<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("rint", rintArrays, signal, options);
}

/** Whether elements are NaN, as a signal of booleans. See {@link exp}. */
export function isnan<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("isnan", isnanArrays, signal, options);
}

/** Whether elements are infinite, as a signal of booleans. See {@link exp}. */
export function isinf<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("isinf", isinfArrays, signal, options);
}

/** Whether elements are neither infinite nor NaN, as a signal of booleans. See {@link exp}. */
export function isfinite<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("isfinite", isfiniteArrays, signal, options);
}

/** Whether elements are negative, with -0 among them, as a signal of booleans. See {@link exp}. */
export function signbit<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("signbit", signbitArrays, signal, options);
}

/** Whether elements are 0, as a signal of booleans. See {@link exp}. */
export function logicalNot<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return applyFunction("logicalNot", logicalNotArrays, signal, options);
}
