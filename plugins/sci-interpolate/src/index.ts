export { type BSpline, basisElement, bSpline, designMatrix, pPolyFromSpline } from "./bspline.js";
export {
  akima1DInterpolator,
  type CubicCondition,
  type CubicOptions,
  type CubicSplineOptions,
  cubicHermiteSpline,
  cubicSpline,
  pchipInterpolate,
  pchipInterpolator,
} from "./cubic.js";
export { type Interp1d, type Interp1dKind, type Interp1dOptions, interp1d } from "./interp1d.js";
export { type InterpSplineOptions, makeInterpSpline, makeLsqSpline, type SplineCondition } from "./make-spline.js";
export { type EvaluateOptions, type Extrapolate, type PPoly, pPoly, type RootOptions } from "./ppoly.js";
export type { Interpolated } from "./values.js";
