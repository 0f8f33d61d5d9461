export type { BoundPair, Bounds, BoundsLike } from "./core/bounds.js";
export { type Display, type OptimizeResult, report, type Watch } from "./core/result.js";
export type { Objective } from "./core/scalar-function.js";
export type { BatchComponent, Evaluate } from "./fit/batch-components.js";
export { type CurveFitInfo, type CurveFitOptions, curveFit, type Model } from "./fit/curve-fit.js";
export {
  type BatchModel,
  type BatchModelLike,
  type CurveFitBatchOptions,
  type CurveFitBatchResult,
  curveFitBatch,
} from "./fit/curve-fit-batch.js";
export {
  type BasinhoppingOptions,
  type BasinhoppingResult,
  basinhopping,
  type Hop,
  type TakeStep,
} from "./global/basinhopping.js";
export { type BruteOptions, type BruteRange, brute, type Finish } from "./global/brute.js";
export {
  type DifferentialEvolutionOptions,
  differentialEvolution,
  type EvolutionStrategy,
  type GlobalResult,
} from "./global/differential-evolution.js";
export { type DualAnnealingOptions, type DualAnnealingResult, dualAnnealing } from "./global/dual-annealing.js";
export {
  type LeastSquaresMethod,
  type LeastSquaresOptions,
  type LeastSquaresResult,
  leastSquares,
} from "./least-squares/least-squares.js";
export { type LeastsqInfo, type LeastsqOptions, leastsq } from "./least-squares/leastsq.js";
export type { LossFunction, LossName } from "./least-squares/loss.js";
export { type LsqLinearOptions, type LsqLinearResult, lsqLinear } from "./least-squares/lsq-linear.js";
export { type NnlsOptions, nnls } from "./least-squares/nnls.js";
export { type AssignmentOptions, linearSumAssignment } from "./linear-programming/assignment.js";
export { type LinprogOptions, type LinprogResult, linprog, type Sensitivity } from "./linear-programming/linprog.js";
export type {
  ConstraintLike,
  FunctionConstraint,
  LinearConstraint,
  NonlinearConstraint,
} from "./minimize/constraints.js";
export {
  type FminBfgsOptions,
  type FminCgOptions,
  type FminLBfgsBOptions,
  type FminNcgOptions,
  type FminOptions,
  type FminOutput,
  type FminPowellOptions,
  fmin,
  fminBfgs,
  fminCg,
  fminLBfgsB,
  fminNcg,
  fminPowell,
  type LBfgsBInfo,
} from "./minimize/fmin.js";
export {
  type ApproxFprimeOptions,
  approxFprime,
  type CheckGradOptions,
  checkGrad,
  type LineSearchOptions,
  lineSearch,
} from "./minimize/gradients.js";
export { type HessianCheckOptions, type HessianCheckResult, hessianCheck } from "./minimize/hessian-check.js";
export { type MethodOptions, type MinimizeMethod, type MinimizeOptions, minimize } from "./minimize/minimize.js";
export { odrExponential, odrMultilinear, odrPolynomial, odrQuadratic, odrUnilinear } from "./odr/models.js";
export { type OdrOptions, type OdrResult, odr } from "./odr/odr.js";
export type { OdrData, OdrFunction, OdrModel } from "./odr/problem.js";
export { type BracketingOptions, bisect, brenth, brentq, type RootResults, ridder } from "./roots/bracketing.js";
export { type FixedPointOptions, fixedPoint } from "./roots/fixed-point.js";
export { type FsolveOptions, fsolve, type HybridInfo, type RootResult } from "./roots/fsolve.js";
export { type ArrayNewtonOptions, type ArrayRoots, type NewtonOptions, newton } from "./roots/newton.js";
export { type RootMethod, type RootOptions, root } from "./roots/root.js";
export { type RootScalarMethod, type RootScalarOptions, rootScalar } from "./roots/root-scalar.js";
export { type Toms748Options, toms748 } from "./roots/toms748.js";
export { rosen, rosenDer, rosenHess, rosenHessProd } from "./rosen.js";
export { type FminboundOptions, fminbound } from "./scalar/bounded.js";
export { type Bracketed, type BracketOptions, bracket, type ScalarObjective } from "./scalar/bracket.js";
export { type BrentOptions, brent } from "./scalar/brent.js";
export { golden } from "./scalar/golden.js";
export { type MinimizeScalarOptions, minimizeScalar, type ScalarMethod } from "./scalar/minimize-scalar.js";
export type { ScalarResult } from "./scalar/result.js";
