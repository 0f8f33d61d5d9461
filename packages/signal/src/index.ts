export * from "./axes/index.js";
export { resolveClass } from "./classes/resolve.js";
export { asClass, BaseSignal, createSignal, genericTypes, Signal1D, Signal2D } from "./classes/signals.js";
export type * from "./contract.js";
export {
  createEvents,
  createLive,
  type Emitter,
  type Event,
  type Listener,
  type Live,
  suppressEvents,
} from "./events.js";
export {
  absolute,
  add,
  bitwiseAnd,
  bitwiseOr,
  bitwiseXor,
  divide,
  divmod,
  floorDivide,
  invert,
  leftShift,
  mod,
  multiply,
  negative,
  positive,
  power,
  rightShift,
  subtract,
} from "./functions/arithmetic.js";
export {
  type AxisChoice,
  arrayIndex,
  arrayIndices,
  dimensionsText,
  placesOf,
  signalDimension,
  withoutColours,
} from "./functions/axes.js";
export { aligned, type Broadcast, broadcastSignals } from "./functions/broadcast.js";
export {
  type DerivativeOptions,
  type DifferenceOptions,
  derivative,
  diff,
  type IntegrateOptions,
  integrate1D,
  integrateSimpson,
} from "./functions/calculus.js";
export { type RgbDType, refuseColours, rgbDtype, rgbDtypes } from "./functions/colours.js";
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from "./functions/compare.js";
export { changeDtype, copy, deepCopy } from "./functions/copy.js";
export { type CropOptions, crop } from "./functions/crop.js";
export { toDevice, toHost } from "./functions/devices.js";
export {
  arccos,
  arccosh,
  arcsin,
  arcsinh,
  arctan,
  arctanh,
  cbrt,
  ceil,
  conjugate,
  cos,
  cosh,
  degrees,
  exp,
  exp2,
  expm1,
  floor,
  isfinite,
  isinf,
  isnan,
  log,
  log1p,
  log2,
  log10,
  logicalNot,
  radians,
  reciprocal,
  rint,
  sign,
  signbit,
  sin,
  sinh,
  sqrt,
  square,
  tan,
  tanh,
  trunc,
} from "./functions/elementwise.js";
export {
  arctan2,
  copysign,
  fmax,
  fmin,
  heaviside,
  hypot,
  logicalAnd,
  logicalOr,
  logicalXor,
  maximum,
  minimum,
} from "./functions/elementwise-pairs.js";
export { type ExtremaOptions, indexmax, indexmin, valuemax, valuemin } from "./functions/extrema.js";
export { isUnfolded } from "./functions/folding.js";
export { getHistogram, type HistogramOptions } from "./functions/histogram.js";
export { inav, isig, setInav, setIsig, type Writable } from "./functions/indexing.js";
export { type AnyEvent, type Interactive, type InteractiveOptions, interactive } from "./functions/interactive.js";
export type { Listed } from "./functions/listed.js";
export { type AxisInput, makeParts, makeSignal, type SignalOptions } from "./functions/make.js";
export {
  type MapFunction,
  type MapOptions,
  type MapResult,
  map,
  type PositionData,
} from "./functions/map.js";
export { type MapAsyncOptions, type MapWorker, type ModuleFunction, mapAsync } from "./functions/map-async.js";
export { serveMap } from "./functions/map-worker.js";
export {
  addGaussianNoise,
  addPoissonianNoise,
  estimatePoissonianNoiseVariance,
  getNoiseVariance,
  type NoiseOptions,
  type NoiseVariance,
  type PoissonianNoiseOptions,
  type PoissonianVarianceOptions,
  setNoiseVariance,
} from "./functions/noise.js";
export type { Operand, OperateOptions, SignalOf } from "./functions/operate.js";
export { type CurrentSignalOptions, getCurrentSignal, iterateSignals } from "./functions/position.js";
export {
  median,
  nanmedian,
  nanpercentile,
  nanquantile,
  percentile,
  quantile,
  type SignalQuantileOptions,
} from "./functions/quantiles.js";
export { isRagged, raggedItems, raggedParts, refuseRagged, setRagged } from "./functions/ragged.js";
export { type RebinOptions, rebin } from "./functions/rebin.js";
export { isSignal, metadataWithoutNoise, partsOf, rebuild, titleOf } from "./functions/rebuild.js";
export type { ReduceOptions } from "./functions/reduce.js";
export {
  max,
  mean,
  min,
  nanmax,
  nanmean,
  nanmin,
  nanstd,
  nansum,
  nanvariance,
  std,
  sum,
  variance,
} from "./functions/reductions.js";
export { clip, type NanToNumOptions, nanToNum, type RoundOptions, round } from "./functions/rounding.js";
export type { SignalSelector, SliceSelector } from "./functions/select.js";
export { type SplitOptions, split } from "./functions/split.js";
export { squeeze } from "./functions/squeeze.js";
export { type StackOptions, stack } from "./functions/stack.js";
export {
  type PrintStatisticsOptions,
  printSummaryStatistics,
  type SummaryStatistics,
  summaryStatistics,
} from "./functions/statistics.js";
export { signalText } from "./functions/text.js";
export { functionTitle } from "./functions/titles.js";
export { toSignal1D, toSignal2D, transposeSignals } from "./functions/to-signal.js";
export {
  type AsSignalOptions,
  asSignal1D,
  asSignal2D,
  type LayoutOptions,
  rollAxis,
  swapAxes,
  type TransposeOptions,
  transpose,
} from "./functions/transpose.js";
export { setSignalOrigin, setSignalType, withAxis, withTitle } from "./functions/type.js";
export {
  fold,
  type UnfoldOptions,
  unfold,
  unfolded,
  unfoldNavigationSpace,
  unfoldSignalSpace,
} from "./functions/unfold.js";
export { type LoadOptions, load, loadAll } from "./io/load.js";
export { readNavigationAxes } from "./io/navigation-axes.js";
export { encode, type SaveOptions, save } from "./io/save.js";
export { bytesFile, extensionOf, type LoadSource, openSource, type SourceOptions } from "./io/source.js";
export { writeBytes } from "./io/write-bytes.js";
export * from "./metadata/index.js";
export { signalCore } from "./plugin.js";
export { call, methodsFor } from "./points/call.js";
export { coreMethods } from "./points/core-methods.js";
export { type Readers, readerPoint, type Writers, writerPoint } from "./points/files.js";
export { packageOfExtension, packageOfType } from "./points/hints.js";
export { loadLazy } from "./points/lazy.js";
export { type Methods, methodPoint } from "./points/methods.js";
export { type SignalTypes, signalTypePoint } from "./points/types.js";
export * from "./roi/index.js";
export * from "./units/index.js";
