export type { BorderMode } from "./border.js";
export { type CorrelateOptions, convolve, correlate } from "./correlate.js";
export { convolve1d, correlate1d, type LineFilterOptions } from "./correlate1d.js";
export {
  type Derivative,
  type DerivativeOptions,
  type DerivativeRequest,
  type EdgeOptions,
  gaussianGradientMagnitude,
  gaussianLaplace,
  genericGradientMagnitude,
  genericLaplace,
  laplace,
  prewitt,
  sobel,
} from "./derivatives.js";
export { type FootprintOptions, maximumFilter, minimumFilter, type StructureOptions } from "./extremum.js";
export { maximumFilter1d, minimumFilter1d, type RealLineOptions } from "./extremum1d.js";
export { type GaussianLineOptions, type GaussianOptions, gaussianFilter, gaussianFilter1d } from "./gaussian.js";
export { type GenericFilterOptions, genericFilter, genericFilter1d } from "./generic.js";
export { medianFilter, percentileFilter, rankFilter } from "./rank.js";
export { type UniformOptions, uniformFilter, uniformFilter1d } from "./uniform.js";
export type { Output } from "./values.js";
