export { type Dendrogram, type DendrogramOptions, dendrogram } from "./dendrogram.js";
export {
  type Criterion,
  type FclusterdataOptions,
  type FclusterOptions,
  fcluster,
  fclusterdata,
  isIsomorphic,
  leaders,
} from "./fcluster.js";
export { type KmeansOptions, kmeans } from "./kmeans.js";
export { type Kmeans2Options, kmeans2 } from "./kmeans2.js";
export type { Method } from "./lance-williams.js";
export {
  average,
  centroid,
  complete,
  type LinkageOptions,
  linkage,
  median,
  optimalLeafOrdering,
  single,
  ward,
  weighted,
} from "./linkage.js";
export {
  cophenet,
  type InconsistentOptions,
  inconsistent,
  maxdists,
  maxinconsts,
  maxRstat,
} from "./statistics.js";
export { type ClusterNode, type CutTreeOptions, cutTree, leavesList, toTree } from "./tree.js";
export { correspond, isMonotonic, isValidIm, isValidLinkage, numObsLinkage } from "./valid.js";
export { type FiniteOptions, vq, whiten } from "./vq.js";
