export { type GaussianMixture, type GaussianMixtureOptions, gaussianMixture, type MixtureInit } from "./mixture.js";
export type { CovarianceType, MixtureParameters } from "./mixture-types.js";
export {
  mixtureAic,
  mixtureBic,
  mixtureLabels,
  mixturePrecisions,
  mixtureProbabilities,
  mixtureScores,
} from "./mixture-use.js";
export { type FactorOptions, type NmfOptions, type NmfResult, nmf, nmfTransform } from "./nmf.js";
export type { NmfInit } from "./nmf-start.js";
