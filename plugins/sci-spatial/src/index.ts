export type { Metric, MetricOptions } from "./distance/choose.js";
export { directedHausdorff, type HausdorffOptions } from "./distance/hausdorff.js";
export { cdist, type MetricFunction, type PairOptions, pdist } from "./distance/pairs.js";
export {
  isValidDm,
  isValidY,
  numObsDm,
  numObsY,
  type SquareformOptions,
  squareform,
  type ValidMatrixOptions,
} from "./distance/squareform.js";
export {
  braycurtis,
  canberra,
  chebyshev,
  cityblock,
  correlation,
  cosine,
  dice,
  euclidean,
  hamming,
  jaccard,
  jensenshannon,
  kulczynski1,
  mahalanobis,
  minkowski,
  rogerstanimoto,
  russellrao,
  seuclidean,
  sokalmichener,
  sokalsneath,
  sqeuclidean,
  type WeightOptions,
  yule,
} from "./distance/vectors.js";
