export { lilMatrix, MatrixBuilder } from "./builder.js";
export {
  blockDiag,
  bmat,
  type Coordinates,
  cooMatrix,
  cscMatrix,
  csrMatrix,
  type DiagsOptions,
  diags,
  eye,
  type FormatOptions,
  find,
  hstack,
  identity,
  kron,
  kronsum,
  type Lines,
  type ShapeOptions,
  type SparseInput,
  spdiags,
  tril,
  triu,
  vstack,
} from "./construct.js";
export {
  type DirectOptions,
  factorized,
  inv,
  type Ordering,
  type SparseLu,
  splu,
  spsolve,
  spsolveTriangular,
} from "./direct.js";
export {
  type EigshOptions,
  type EigsOptions,
  eigs,
  eigsh,
} from "./eigen.js";
export {
  breadthFirstOrder,
  type ComponentsOptions,
  connectedComponents,
  depthFirstOrder,
  type Graph,
  type LaplacianOptions,
  laplacian,
  minimumSpanningTree,
  type OrderOptions,
  reverseCuthillMckee,
} from "./graph.js";
export {
  bicg,
  bicgstab,
  cg,
  cgs,
  type GmresOptions,
  gmres,
  type IterativeOptions,
  type IterativeResult,
  type MinresOptions,
  minres,
} from "./iterative.js";
export type { KrylovOptions } from "./lanczos.js";
export { type LsqrOptions, type LsqrResult, lsqr } from "./lsqr.js";
export {
  CooMatrix,
  CscMatrix,
  CsrMatrix,
  type Format,
  issparse,
  SparseMatrix,
} from "./matrix.js";
export type { LinearOperator, OperatorInput } from "./operator.js";
export { type RandomOptions, random } from "./random.js";
export type { AxisSelector } from "./select.js";
export {
  bellmanFord,
  type DijkstraOptions,
  dijkstra,
  floydWarshall,
  type PathOptions,
  type ShortestPathOptions,
  shortestPath,
} from "./shortest.js";
export { type SvdsOptions, svds } from "./svds.js";
