export { type BincountOptions, bincount, bincountOperation } from "./bincount.js";
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
export { type CorrelationOptions, type CovarianceOptions, corrcoef, cov, covOperation } from "./covariance.js";
export {
  type Bins,
  type Histogram2dOptions,
  type HistogramOptions,
  histogram,
  histogram2d,
  histogram2dOperation,
  histogramBinCount,
  histogramBinEdges,
  histogramOperation,
} from "./histogram.js";
export { type InterpOptions, interp, interpOperation } from "./interp.js";
export { lexsort, lexsortOperation } from "./lexsort.js";
export {
  argwhere,
  argwhereOperation,
  flatnonzero,
  flatnonzeroOperation,
  nonzero,
  nonzeroOperation,
} from "./nonzero.js";
export { type DigitizeOptions, digitize, type SearchOptions, searchsorted, searchsortedOperation } from "./search.js";
export { type IsInOptions, intersect1d, isin, setdiff1d, setxor1d, union1d } from "./sets.js";
export { argsort, argsortOperation, type SortKind, type SortOptions, sort, sortOperation } from "./sort.js";
export { type UniqueOnly, type UniqueOptions, type UniqueResult, unique, uniqueOperation } from "./unique.js";
