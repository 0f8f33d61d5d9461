export { type BincountOptions, bincount } from "./bincount.js";
export type { BinRule } from "./bins.js";
export {
  type Ediff1dOptions,
  ediff1d,
  type GradientOptions,
  gradient,
  type Spacing,
  type TrapzOptions,
  trapz,
} from "./calculus.js";
export { type CorrelationOptions, type CovarianceOptions, corrcoef, cov } from "./covariance.js";
export {
  type Bins,
  type Histogram2dOptions,
  type HistogramOptions,
  histogram,
  histogram2d,
  histogramBinEdges,
} from "./histogram.js";
export { type InterpOptions, interp } from "./interp.js";
export { lexsort } from "./lexsort.js";
export { argwhere, flatnonzero, nonzero } from "./nonzero.js";
export { type DigitizeOptions, digitize, type SearchOptions, searchsorted } from "./search.js";
export { type IsInOptions, intersect1d, isin, setdiff1d, setxor1d, union1d } from "./sets.js";
export { argsort, type SortKind, type SortOptions, sort } from "./sort.js";
export { type UniqueOnly, type UniqueOptions, type UniqueResult, unique } from "./unique.js";
