import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import { checkKeys, choiceOf, numbersOf, startOf, vector } from "../core/values.js";
import { epsilon, norm, rootEpsilon } from "../core/vectors.js";
import { type FitSettings, type FitState, linearise, search, shifted, sumsOf } from "./fit.js";
import {
  back,
  modelOf,
  type OdrData,
  type OdrFunction,
  type OdrModel,
  type OdrProblem,
  perPoint,
  readProblem,
} from "./problem.js";
import { columnScales, noiseOf, observations, positive, scalesOf } from "./scales.js";
import { solveStep, stepCovariance } from "./step.js";

/** Options of {@link odr}. */
export interface OdrOptions {
  /**
   * `explicit`: errors of x and y; `implicit`: fcn = 0; `leastSquares`: x is exact. Explicit unless the model says that it is implicit.
   */
  readonly fitType?: "explicit" | "implicit" | "leastSquares";
  /** How derivatives that the model does not give are estimated; forward. */
  readonly deriv?: "forward" | "central";
  /** 0 where a parameter is fixed. */
  readonly ifixb?: ArrayLikeInput;
  /** 0 where x is exact: one for each component, or for each component and point. Goes before the data's `fix`. */
  readonly ifixx?: ArrayLikeInput;
  /** Errors of x to begin with, in the shape of x; 0. */
  readonly delta0?: ArrayLikeInput;
  /** The number of good digits of the model's values; estimated. */
  readonly ndigit?: number;
  /** The first step may be so many times the Gauss-Newton step; 1. */
  readonly taufac?: number;
  /** The search ends when the sum of squares changes by less than this fraction; the root of the machine's precision. */
  readonly sstol?: number;
  /** The search ends when the parameters change by less than this fraction; that precision to the power 2/3. */
  readonly partol?: number;
  /** The most iterations; 50. */
  readonly maxit?: number;
  /** Relative steps of differences: one for each parameter. */
  readonly stpb?: ArrayLikeInput;
  /** Relative steps of differences in x, in the forms of `ifixx`. */
  readonly stpd?: ArrayLikeInput;
  /** Scales of the parameters, about 1 / their sizes. */
  readonly sclb?: ArrayLikeInput;
  /** Scales of the errors of x, in the forms of `ifixx`. */
  readonly scld?: ArrayLikeInput;
  /** Stops the search. */
  readonly signal?: AbortSignal;
  /** Gets the iterations done and the most there may be. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Result of {@link odr}. */
export interface OdrResult {
  readonly beta: NDArray<"float64">;
  /** Standard errors: the root of `resVar` times the diagonal of `covBeta`; 0 where fixed. */
  readonly sdBeta: NDArray<"float64">;
  /** The covariance matrix of the parameters before it is multiplied by `resVar`, as SciPy gives it. */
  readonly covBeta: NDArray<"float64">;
  /** The sum of squares for each degree of freedom. */
  readonly resVar: number;
  readonly sumSquare: number;
  readonly sumSquareDelta: number;
  readonly sumSquareEps: number;
  /** Errors of x, in its shape. */
  readonly delta: NDArray<"float64">;
  /** Errors of y: the model less the data. */
  readonly eps: NDArray<"float64">;
  /** x + delta. */
  readonly xplus: NDArray<"float64">;
  /** The model at `xplus`. */
  readonly y: NDArray<"float64">;
  /** The relative error of the model's values. */
  readonly relError: number;
  /** The inverse of the condition number at the end. */
  readonly inverseConditionNumber: number;
  readonly nit: number;
  /** The last digit is 1 to 3 when it has converged and 4 at the limit of iterations; the one before is 1 when parameters depend on each other. */
  readonly info: number;
  readonly stopReason: readonly string[];
}

const keys = [
  "fitType",
  "deriv",
  "ifixb",
  "ifixx",
  "delta0",
  "ndigit",
  "taufac",
  "sstol",
  "partol",
  "maxit",
  "stpb",
  "stpd",
  "sclb",
  "scld",
  "signal",
  "onProgress",
] as const;

const reasons = [
  "Sum of squares convergence",
  "Parameter convergence",
  "Both sum of squares and parameter convergence",
  "Iteration limit reached",
] as const;

/**
 * Orthogonal distance regression: fits a model to points whose x and y both have errors. The sum of the weighted squares of both is made
 * smallest by Levenberg and Marquardt's method over the parameters and all errors of x; the work for each step grows with the number of
 * points, not with its square.
 *
 * @param model the model, or an object with its derivatives
 * @param data points with weights, standard deviations or covariances
 * @param beta0 the parameters to begin with; null takes the model's `estimate`
 * @returns SciPy's fields; a search that has not converged has `info` 4
 * @throws BAD_ARGUMENT, BAD_SHAPE and BAD_VALUE for input that does not fit
 */
export function odr(
  model: OdrModel | OdrFunction,
  data: OdrData,
  beta0?: ArrayLikeInput | null,
  options: OdrOptions = {},
): OdrResult {
  checkKeys(options, keys, "odr");
  const { signal, onProgress, maxit = 50, taufac = 1, ndigit } = options;
  const given = modelOf(model);
  const kinds = ["explicit", "implicit", "leastSquares"] as const;
  const fitType = choiceOf(
    options.fitType ?? (given.implicit === true ? "implicit" : "explicit"),
    kinds,
    "odr: fitType",
  );
  const implicit = fitType === "implicit";
  if (given.implicit !== undefined && given.implicit !== implicit)
    throw coreError("BAD_ARGUMENT", `odr: fitType is "${fitType}" but the model's implicit is ${given.implicit}.`);
  const problem = readProblem(given, data, implicit, {
    deriv: options.deriv ?? "forward",
    stpb: options.stpb,
    stpd: options.stpd,
  });
  const { n, m } = problem;
  const start = beta0 ?? given.estimate?.(data);
  if (start === undefined) throw coreError("BAD_ARGUMENT", "odr: beta0 is missing, and the model has no estimate.");
  const beta = startOf(start, "odr: beta0");
  for (const [name, value] of [["maxit", maxit] as const, ["taufac", taufac] as const])
    if (!(value >= 0))
      throw coreError("BAD_VALUE", `odr: ${name} is ${value}, expected a number that is not negative.`);
  const ifixb = options.ifixb === undefined ? beta.map(() => 1) : numbersOf(options.ifixb, "odr: ifixb");
  if (ifixb.length !== beta.length)
    throw coreError("BAD_SHAPE", `odr: ifixb has ${ifixb.length} numbers, beta0 has ${beta.length}.`);
  const free = Array.from(beta.keys()).filter((j) => ifixb[j] !== 0);
  const counted = observations(problem);
  if (free.length > counted)
    throw coreError("BAD_SHAPE", `odr: ${free.length} free parameters, but only ${counted} points with weight.`);
  const fix = options.ifixx ?? data.fix;
  const fixedX = new Uint8Array(n * m);
  if (fix !== undefined) fixedX.set(perPoint(fix, m, n, "odr: ifixx").map((value) => (value === 0 ? 1 : 0)));
  const orthogonal = fitType !== "leastSquares";
  const delta =
    options.delta0 === undefined || !orthogonal
      ? new Float64Array(n * m)
      : perPoint(options.delta0, m, n, "odr: delta0").map((value, i) => (fixedX[i] === 1 ? 0 : value));
  const settings: FitSettings = {
    free,
    fixedX,
    orthogonal,
    scaleBeta: scalesOf(options.sclb, beta, "odr: sclb"),
    scaleX:
      options.scld === undefined
        ? columnScales(problem)
        : positive(perPoint(options.scld, m, n, "odr: scld"), "odr: scld"),
    sstol: options.sstol ?? rootEpsilon,
    partol: options.partol ?? epsilon ** (implicit ? 1 / 3 : 2 / 3),
    taufac: taufac === 0 ? 1 : taufac,
    maxit,
    watch: (done) => {
      checkAborted(signal, "odr");
      onProgress?.(done, maxit);
    },
  };
  const state: FitState = { beta, delta, f: problem.values(beta, shifted(problem.x, delta)), iterations: 0, info: 4 };
  for (const value of state.f)
    if (!Number.isFinite(value))
      throw coreError("BAD_VALUE", `odr: the model gives ${value} at beta0, expected finite numbers.`);
  const noise = ndigit === undefined ? noiseOf(problem, state, free) : Math.max(epsilon, 10 ** -ndigit);
  if (implicit) searchImplicit(problem, settings, state);
  else search(problem, settings, state, 1);
  return finish(problem, settings, state, implicit, noise, Math.max(counted - free.length, 0));
}

function finish(
  problem: OdrProblem,
  settings: FitSettings,
  state: FitState,
  implicit: boolean,
  relError: number,
  freedom: number,
): OdrResult {
  const { m, q, n, shapeX, shapeY } = problem;
  const { free } = settings;
  const { delta, f } = state;
  const p = state.beta.length;
  // In the limit the equations hold, whatever the errors of x are.
  const lin = linearise(problem, settings, state, implicit ? 1e12 : 1);
  const step = solveStep(lin, 0);
  const small = stepCovariance(step, lin.ss);
  const [sumSquareDelta, sumSquareEps] = sumsOf(problem, delta, f, 1);
  const sumSquare = implicit ? sumSquareDelta : sumSquareDelta + sumSquareEps;
  const degrees = freedom + free.length - step.rank;
  const resVar = degrees > 0 ? sumSquare / degrees : sumSquare;
  const covBeta = new Float64Array(p * p);
  free.forEach((row, i) => {
    free.forEach((column, j) => {
      covBeta[row * p + column] = small[i * free.length + j]!;
    });
  });
  const deficient = step.rank < free.length;
  return {
    beta: vector(state.beta),
    sdBeta: vector(state.beta.map((_, j) => Math.sqrt(covBeta[j * p + j]! * resVar))),
    covBeta: vector(covBeta, [p, p]),
    resVar,
    sumSquare,
    sumSquareDelta,
    sumSquareEps: implicit ? 0 : sumSquareEps,
    delta: vector(back(delta, m, n), shapeX),
    eps: vector(
      back(
        f.map((value, i) => value - problem.y[i]!),
        q,
        n,
      ),
      shapeY,
    ),
    xplus: vector(back(shifted(problem.x, delta), m, n), shapeX),
    y: vector(back(f, q, n), shapeY),
    relError,
    inverseConditionNumber: step.inverseCondition,
    nit: state.iterations,
    info: state.info + (deficient ? 10 : 0),
    stopReason: [...(deficient ? ["Problem is not full rank at solution"] : []), reasons[state.info - 1]!],
  };
}

/**
 * Equations hold in the limit of large weights of y. Moving y by what is left over (the method of multipliers) gets there with weights
 * that still are numbers.
 */
function searchImplicit(problem: OdrProblem, settings: FitSettings, state: FitState): void {
  const { y } = problem;
  let penalty = 10;
  let before = Number.POSITIVE_INFINITY;
  const tight = { ...settings, sstol: Math.min(settings.sstol, 1e-10), partol: Math.min(settings.partol, 1e-8) };
  for (let round = 0; round < 40; round++) {
    search(problem, tight, state, penalty);
    const left = norm(state.f);
    const { v, delta, m, q } = linearise(problem, settings, state, 1);
    let size = 0;
    for (let e = 0; e < v.length; e += m) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += v[e + j]! * delta[Math.floor(e / (m * q)) * m + j]!;
      size += sum * sum;
    }
    if (state.info === 4 || left <= 1e-10 * Math.sqrt(size) || (round > 8 && left > 0.5 * before)) break;
    before = left;
    for (let i = 0; i < y.length; i++) {
      // Multipliers are penalty times y; they stay as the penalty grows.
      y[i] = (y[i]! - state.f[i]!) * (penalty < 1e8 ? 0.1 : 1);
    }
    if (penalty < 1e8) penalty *= 10;
  }
  y.fill(0);
}
