export {
  type BivariateSpline,
  bisplev,
  type Interp2d,
  type Interp2dOptions,
  interp2d,
  type RectBivariateOptions,
  rectBivariateSpline,
  type SurfaceOptions,
  type Tck2,
} from "./bivariate.js";
export { type BSpline, basisElement, bSpline, designMatrix, pPolyFromSpline } from "./bspline.js";
export type { PointsInput } from "./coordinates.js";
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
export { lagrange, pade } from "./pade.js";
export {
  approximateTaylorPolynomial,
  type BarycentricInterpolator,
  barycentricInterpolate,
  barycentricInterpolator,
  type KroghInterpolator,
  kroghInterpolate,
  kroghInterpolator,
} from "./polyint.js";
export { type EvaluateOptions, type Extrapolate, type PPoly, pPoly, type RootOptions } from "./ppoly.js";
export { type RbfKernel, type RbfOptions, rbfInterpolator } from "./rbf.js";
export {
  type GridMethod,
  type GridOptions,
  interpn,
  type RegularGridInterpolator,
  regularGridInterpolator,
} from "./rgi.js";
export {
  cloughTocher2DInterpolator,
  griddata,
  linearNDInterpolator,
  nearestNDInterpolator,
  type ScatteredInterpolator,
  type ScatteredOptions,
} from "./scattered.js";
export { makeSmoothingSpline } from "./smoothing-spline.js";
export {
  insertKnot,
  type SplrepOptions,
  spalde,
  splantider,
  splder,
  splev,
  splint,
  splrep,
  sproot,
  type Tck,
  type TckArrays,
} from "./tck.js";
export {
  interpolatedUnivariateSpline,
  lsqUnivariateSpline,
  type UnivariateExt,
  type UnivariateOptions,
  type UnivariateSpline,
  univariateSpline,
} from "./univariate.js";
export type { Interpolated, InterpolatedAt } from "./values.js";
