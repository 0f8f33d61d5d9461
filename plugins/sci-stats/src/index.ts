export * from "./binned.js";
export * from "./bootstrap.js";
export * from "./circular.js";
export * from "./contingency.js";
export type { Alternative, AlternativeOption, AxisOption, NanOption, NanPolicy, TestResult } from "./core/lines.js";
export * from "./correlation.js";
export * from "./descriptive.js";
export * from "./distances.js";
export type { Continuous, FrozenContinuous } from "./distribution/continuous.js";
export type { Discrete, FrozenDiscrete } from "./distribution/discrete.js";
export type { FitOptions } from "./distribution/fit.js";
export type {
  Common,
  Curve,
  DrawOptions,
  ExpectOptions,
  Loc,
  LocScale,
  MomentsOption,
  Numbers,
  Shape,
  Summary,
} from "./distribution/types.js";
export * from "./distributions/index.js";
export * from "./entropy.js";
export * from "./kde.js";
export * from "./kolmogorov.js";
export * from "./normality.js";
export {
  type CenterOptions,
  fligner,
  friedmanchisquare,
  kruskal,
  type MannWhitneyOptions,
  type MoodOptions,
  mannwhitneyu,
  mood,
  ranksums,
  type WilcoxonOptions,
  wilcoxon,
} from "./rank-tests.js";
export * from "./ranks.js";
export * from "./scores.js";
export * from "./t-tests.js";
export * from "./transforms.js";
export * from "./trimmed.js";
export * from "./variance-tests.js";
