export { type Align1DOptions, align1D } from "./align.js";
export { type CalibrateOptions, calibrate } from "./calibrate.js";
export { type CropSignal1DOptions, cropSignal1D } from "./crop.js";
export { type EstimateShift1DOptions, estimateShift1D } from "./estimate-shift.js";
export {
  type ButterworthOptions,
  filterButterworth,
  gaussianFilter,
  type SavitzkyGolayOptions,
  smoothSavitzkyGolay,
} from "./filters.js";
export { type InterpolateInBetweenOptions, interpolateInBetween } from "./interpolate-in-between.js";
export { type LowessOptions, smoothLowess } from "./lowess.js";
export type { PerPosition } from "./parameters.js";
export { type EstimatePeakWidthOptions, estimatePeakWidth } from "./peak-width.js";
export { type FindPeaks1DOhaverOptions, findPeaks1DOhaver, type Peak, type Peaks } from "./peaks.js";
export { signal1d } from "./plugin.js";
export { type Shift1DOptions, shift1D } from "./shift.js";
export type { ToolOptions } from "./spectra.js";
export { type SpikesDiagnosisOptions, type SpikesMasks, spikesDiagnosis } from "./spikes-diagnosis.js";
export { type SpikesRemovalOptions, spikesRemoval } from "./spikes-removal.js";
export { type HanningTaperOptions, hanningTaper } from "./taper.js";
export { smoothTv, type TotalVariationOptions } from "./total-variation.js";
