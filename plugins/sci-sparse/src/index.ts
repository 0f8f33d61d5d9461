export * from "./construct.js";
export { type EigshOptions, eigsh, type SvdsOptions, svds, type Which } from "./eigen.js";
export {
  bellmanFord,
  breadthFirstOrder,
  connectedComponents,
  dijkstra,
  type GraphOptions,
  minimumSpanningTree,
  type PathOptions,
  type Paths,
  shortestPath,
} from "./graph.js";
export {
  asLinearOperator,
  bicgstab,
  cg,
  gmres,
  type LeastSquares,
  type LinearOperator,
  lsqr,
  minres,
  type Solved,
  type SolveOptions,
} from "./krylov.js";
export { type SparseLu, splu, spsolve } from "./lu.js";
export {
  add,
  asFormat,
  cooMatrix,
  cscMatrix,
  csrMatrix,
  diagonal,
  dot,
  element,
  eliminateZeros,
  entriesOf,
  getCol,
  getRow,
  isSparse,
  multiply,
  type SparseFormat,
  type SparseInput,
  SparseMatrix,
  type SparseOptions,
  subtract,
  sum,
  toArray,
  transpose,
} from "./matrix.js";
export { reverseCuthillMckee } from "./ordering.js";
