export {
  type ArgOptions,
  type ArgPartly,
  type ArgWhole,
  argmax,
  argmaxOperation,
  argmin,
  argminOperation,
  nanargmax,
  nanargmaxOperation,
  nanargmin,
  nanargminOperation,
} from "./arg.js";
export { type AverageOptions, average, averageWithWeights } from "./average.js";
export {
  type CumulativeOptions,
  cumprod,
  cumprodOperation,
  cumsum,
  cumsumOperation,
  nancumprod,
  nancumprodOperation,
  nancumsum,
  nancumsumOperation,
} from "./cumulative.js";
export {
  type ExtremeOptions,
  max,
  maxOperation,
  min,
  minOperation,
  type PtpOptions,
  ptp,
  ptpOperation,
} from "./extremes.js";
export type { ReduceAttributes, Reduction } from "./finish.js";
export {
  all,
  allOperation,
  any,
  anyOperation,
  countNonzero,
  countNonzeroOperation,
  type LogicOptions,
} from "./logic.js";
export {
  type MeanOptions,
  mean,
  meanOperation,
  std,
  stdOperation,
  type VarianceOptions,
  variance,
  varianceOperation,
} from "./mean.js";
export {
  nanmax,
  nanmaxOperation,
  nanmean,
  nanmeanOperation,
  nanmin,
  nanminOperation,
  nanprod,
  nanprodOperation,
  nanstd,
  nanstdOperation,
  nansum,
  nansumOperation,
  nanvariance,
  nanvarianceOperation,
} from "./nan.js";
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
  quantileOperation,
} from "./quantile.js";
export type { QuantileMethod } from "./quantile-methods.js";
export { type RankBins, type RankGroup, rankBins, rankGroups } from "./rank-bins.js";
export { blockStatisticsOperation, type Statistics, statistics } from "./statistics.js";
export { prod, prodOperation, type SumOptions, sum, sumOperation } from "./sum.js";
export type {
  ArrayInput,
  AxisOptions,
  Input as ReductionInput,
  MeanDType,
  MeanScalar,
  OutOptions,
  Partly as ToArray,
  SpreadDType,
  SumDType,
  SumScalar,
  WhereOptions,
  Whole as ToScalar,
} from "./types.js";
