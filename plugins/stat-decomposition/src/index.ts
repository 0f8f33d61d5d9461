export { type FactorOptions, type NmfOptions, type NmfResult, nmf, nmfTransform } from "./nmf.js";
export type { NmfInit } from "./nmf-start.js";
