export {
  type FourierOptions,
  fourierEllipsoid,
  fourierGaussian,
  fourierShift,
  fourierUniform,
} from "./fourier.js";
export type { InterpolationOptions } from "./geometry-common.js";
export type { GeometryMode } from "./geometry-modes.js";
export { type RotateOptions, rotate } from "./geometry-rotate.js";
export {
  type AffineTransformOptions,
  affineTransform,
  type GeometricTransformOptions,
  geometricTransform,
  mapCoordinates,
  shift,
  type ZoomOptions,
  zoom,
} from "./geometry-transforms.js";
export {
  type SplineFilter1dOptions,
  type SplineFilterOptions,
  splineFilter,
  splineFilter1d,
} from "./spline-filter.js";
