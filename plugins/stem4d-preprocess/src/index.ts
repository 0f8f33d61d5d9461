export { type BinFactor, type BinOptions, binDiffraction, binReal } from "./bin.js";
export { type CountElectronsOptions, countElectrons, type ElectronEvents } from "./count-electrons.js";
export {
  type BackgroundStreaksOptions,
  type DarkReferenceOptions,
  getBackgroundStreaks,
  getBackgroundSubtractedPattern,
  getDarkReference,
  type Side,
} from "./dark-reference.js";
export type { FrameInput, Same } from "./frames.js";
export { type GetMaxima2dOptions, type GetMaximaOptions, getMaxima2d, getMaximaOfPatterns } from "./get-maxima.js";
export { type FilterHotPixelsOptions, filterHotPixels } from "./hot-pixels.js";
export { type FilterMaximaOptions, filterMaxima2d, type Maxima } from "./maxima-list.js";
export { type MedianFilterMaskedPixelsOptions, medianFilterMaskedPixels } from "./repair.js";
export { type ShiftDiffractionOptions, shiftDiffraction } from "./shift.js";
export { type CalculateThresholdsOptions, calculateThresholds, type Thresholds } from "./thresholds.js";
