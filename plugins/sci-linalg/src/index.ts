export { solveBanded } from "./banded.js";
export {
  type EighOptions,
  type EigOptions,
  eig,
  eigBanded,
  eigh,
  eighTridiagonal,
  eigvals,
  eigvalsBanded,
  eigvalsh,
  eigvalshTridiagonal,
  type SelectOptions,
} from "./eigen.js";
export {
  type DiscreteLyapunovOptions,
  type RiccatiOptions,
  solveContinuousAre,
  solveContinuousLyapunov,
  solveDiscreteAre,
  solveDiscreteLyapunov,
  solveLyapunov,
  solveSylvester,
} from "./equations.js";
export { type ExpmFrechetOptions, expm, expmFrechet } from "./expm.js";
export {
  type CholeskyOptions,
  choFactor,
  cholesky,
  choSolve,
  type LuOptions,
  type LuSolveOptions,
  lu,
  luFactor,
  luSolve,
  type QrOptions,
  qr,
} from "./factorizations.js";
export {
  coshm,
  cosm,
  type DispOptions,
  fractionalMatrixPower,
  funm,
  logm,
  signm,
  sinhm,
  sinm,
  sqrtm,
  tanhm,
  tanm,
} from "./functions.js";
export type { CheckOptions } from "./input.js";
export { type LstsqOptions, lstsq } from "./lstsq.js";
export { gram, matrixPower, multiDot, type NormOptions, norm } from "./norm.js";
export type { QrMode } from "./qr-operation.js";
export { type RandomizedSvdOptions, randomizedSvd } from "./randomized.js";
export type { Wanted } from "./reorder.js";
export { type QrMultiplyOptions, qrMultiply, type RqOptions, rq } from "./rq.js";
export {
  cdf2rdf,
  hessenberg,
  type MatrixBalanceOptions,
  matrixBalance,
  rsf2csf,
  type SchurOptions,
  schur,
} from "./schur.js";
export {
  type ConditionOptions,
  det,
  inv,
  type RightSidesOptions,
  reciprocalCondition,
  type SolveOptions,
  type SolveTriangularOptions,
  slogdet,
  solve,
  solveTriangular,
} from "./solve.js";
export {
  blockDiag,
  type ConvolutionMatrixOptions,
  circulant,
  companion,
  convolutionMatrix,
  type DftOptions,
  dft,
  fiedler,
  fiedlerCompanion,
  hadamard,
  hankel,
  helmert,
  hilbert,
  invhilbert,
  invpascal,
  khatriRao,
  leslie,
  type PascalOptions,
  pascal,
  toeplitz,
  type VanderOptions,
  vander,
} from "./special.js";
export {
  type BandOptions,
  bandwidth,
  type ColumnAndRow,
  choleskyBanded,
  choSolveBanded,
  ishermitian,
  issymmetric,
  matmulToeplitz,
  type SolveCirculantOptions,
  type SymmetryOptions,
  solveCirculant,
  solvehBanded,
  solveToeplitz,
} from "./structured.js";
export {
  cond,
  diagsvd,
  type MatrixOrder,
  type MatrixRankOptions,
  matrixRank,
  nullSpace,
  orth,
  orthogonalProcrustes,
  type PinvhOptions,
  type PinvOptions,
  pinv,
  pinvh,
  polar,
  type SpaceOptions,
  type SvdOptions,
  subspaceAngles,
  svd,
  svdvals,
} from "./svd.js";
