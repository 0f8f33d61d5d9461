export type { Metric, MetricOptions } from "./distance/choose.js";
export { directedHausdorff, type HausdorffOptions } from "./distance/hausdorff.js";
export { type DistanceMatrixOptions, distanceMatrix } from "./distance/matrix.js";
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
export { Delaunay, type FindSimplexOptions, findSimplex, vertexNeighborVertices } from "./geometry/delaunay.js";
export { ConvexHull } from "./geometry/hull.js";
export { procrustes } from "./geometry/procrustes.js";
export type { Triangles } from "./geometry/triangulate.js";
export { Voronoi } from "./geometry/voronoi.js";
export { type BallOptions, type BallPointOptions, type BallResult, queryBallPoint } from "./kdtree/ball.js";
export type { Nodes } from "./kdtree/build.js";
export { type CountOptions, countNeighbors } from "./kdtree/count.js";
export { type QueryOptions, query } from "./kdtree/nearest.js";
export type { PointTree } from "./kdtree/point-tree.js";
export { KDTree, type KDTreeOptions } from "./kdtree/tree.js";
export { type Pair, queryBallTree, queryPairs, type SparseDistances, sparseDistanceMatrix } from "./kdtree/trees.js";
