export { eels } from "./plugin.js";
export { estimatePowerLaw, type PowerLaw } from "./power-law.js";
export { rebin } from "./rebin.js";
export {
  type RemoveBackgroundOptions,
  removeBackground,
  type SeparatedBackground,
  separateBackground,
} from "./remove-background.js";
export { EELSSpectrum } from "./spectrum.js";
export { estimateZeroLossPeakCentre, type ZeroLossOptions } from "./zero-loss.js";
