export { type ArgOptions, type ArgPartly, type ArgWhole, argmax, argmin, nanargmax, nanargmin } from "./arg.js";
export { type AverageOptions, average, averageWithWeights } from "./average.js";
export { type CumulativeOptions, cumprod, cumsum, nancumprod, nancumsum } from "./cumulative.js";
export { type ExtremeOptions, max, min, type PtpOptions, ptp } from "./extremes.js";
export { all, any, countNonzero, type LogicOptions } from "./logic.js";
export { type MeanOptions, mean, std, type VarianceOptions, variance } from "./mean.js";
export { nanmax, nanmean, nanmin, nanprod, nanstd, nansum, nanvariance } from "./nan.js";
export {
  type MedianOptions,
  median,
  nanmedian,
  nanpercentile,
  nanquantile,
  percentile,
  type QuantileOptions,
  type Quantiles,
  quantile,
} from "./quantile.js";
export type { QuantileMethod } from "./quantile-methods.js";
export { prod, type SumOptions, sum } from "./sum.js";
export type {
  AxisOptions,
  Input,
  MeanDType,
  MeanScalar,
  OutOptions,
  Partly,
  SpreadDType,
  SumDType,
  SumScalar,
  WhereOptions,
  Whole,
} from "./types.js";
