export type { BvpSolution } from "./bvp/spline.js";
export type {
  BvpArrayFunction,
  BvpConditions,
  BvpConditionsJacobian,
  BvpFunction,
  BvpJacobian,
} from "./bvp/system.js";
export type { OdeSolution } from "./ivp/solution.js";
export type { IvpFunction } from "./ivp/system.js";
export { newtonCotes } from "./newton-cotes.js";
export {
  type Bound,
  dblquad,
  type MultipleFunction,
  type MultipleOptions,
  type NquadInnerOptions,
  type NquadOptions,
  type NquadRange,
  nquad,
  tplquad,
} from "./nquad.js";
export { type OdeintFunction, type OdeintInfo, type OdeintOptions, odeint } from "./odeint.js";
export {
  type QuadComplexFullResult,
  type QuadComplexResult,
  type QuadFullResult,
  type QuadFunction,
  type QuadInfo,
  type QuadOptions,
  type QuadResult,
  type QuadWeight,
  quad,
} from "./quad.js";
export { type QuadVecInfo, type QuadVecOptions, quadVec } from "./quad-vec.js";
export {
  fixedQuad,
  type QuadratureOptions,
  quadrature,
  type RombergOptions,
  type RuleFunction,
  type RuleOptions,
  romberg,
} from "./rules.js";
export { cumulativeTrapezoid, romb, type SampleOptions, type Show, simpson, trapezoid } from "./samples.js";
export { type BvpResult, type SolveBvpOptions, solveBvp } from "./solve-bvp.js";
export { type IvpEvent, type IvpMethod, type OdeResult, type SolveIvpOptions, solveIvp } from "./solve-ivp.js";
