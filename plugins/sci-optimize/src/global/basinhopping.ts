import type { NDArray } from "@core/array";
import type { RandomState, Seed } from "@core/array/random";
import { checkKind, coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import type { OptimizeResult } from "../core/result.js";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, lineOf, startOf, vector } from "../core/values.js";
import { stateOf } from "../minimize/gradients.js";
import { type MinimizeOptions, minimize } from "../minimize/minimize.js";

/** A step from one point to another; one with a `stepsize` has it adapted. */
export type TakeStep = ((x: Float64Array) => unknown) & { stepsize?: number };

/** What a test of acceptance looks at. */
export interface Hop {
  readonly fNew: number;
  readonly xNew: Float64Array;
  readonly fOld: number;
  readonly xOld: Float64Array;
}

/** Options of {@link basinhopping}. */
export interface BasinhoppingOptions {
  /** The number of hops; 100. */
  readonly niter?: number;
  /** The temperature: how much higher a minimum may be and still be accepted; 1. */
  readonly T?: number;
  /** The longest step of each variable to begin with; 0.5. */
  readonly stepsize?: number;
  /** Options of {@link minimize} for the local searches. */
  readonly minimizerKwargs?: MinimizeOptions;
  /** Another kind of step. */
  readonly takeStep?: TakeStep | null;
  /** A further test: false refuses a hop, `"force accept"` accepts it whatever the others say. */
  readonly acceptTest?: ((hop: Hop) => boolean | "force accept") | null;
  /** Called for each minimum; the search ends when it returns true. */
  readonly callback?: ((x: Float64Array, f: number, accept: boolean) => unknown) | null;
  /** How often the step size is adapted; each 50 hops. */
  readonly interval?: number;
  /** A function that gets a line of text for each hop. */
  readonly disp?: (text: string) => void;
  /** End after so many hops without a new lowest minimum. */
  readonly niterSuccess?: number | null;
  readonly seed?: Seed | RandomState;
  /** The share of accepted hops to aim at; 0.5. */
  readonly targetAcceptRate?: number;
  /** The factor of the step size; 0.9. */
  readonly stepwiseFactor?: number;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
  /** Told how many hops are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What {@link basinhopping} found. */
export interface BasinhoppingResult {
  readonly x: NDArray<"float64">;
  readonly fun: number;
  readonly nit: number;
  readonly nfev: number;
  readonly njev?: number;
  readonly nhev?: number;
  readonly minimizationFailures: number;
  readonly lowestOptimizationResult: OptimizeResult;
  readonly message: readonly string[];
  readonly success: boolean;
}

/**
 * The lowest of many minima: a random step, a local minimisation, and a test that accepts lower minima and by chance also higher ones
 * (Wales and Doye 1997). With the same seed the steps are those of SciPy with the same `RandomState`.
 *
 * @throws BAD_VALUE for rates outside of 0 to 1, BAD_ARGUMENT for a test that returns nothing
 */
export function basinhopping(func: Objective, x0: unknown, options: BasinhoppingOptions = {}): BasinhoppingResult {
  checkFunction(func, "basinhopping: func");
  checkKeys(
    options,
    [
      ...["niter", "T", "stepsize", "minimizerKwargs", "takeStep", "acceptTest", "callback", "interval", "disp"],
      ...["niterSuccess", "seed", "targetAcceptRate", "stepwiseFactor", "signal", "onProgress"],
    ],
    "basinhopping",
  );
  const {
    niter = 100,
    T = 1,
    interval = 50,
    targetAcceptRate = 0.5,
    stepwiseFactor = 0.9,
    minimizerKwargs = {},
  } = options;
  const { acceptTest, callback, disp, signal, onProgress } = options;
  if (disp !== undefined) checkKind("basinhopping", "disp", disp, "function");
  if (!(targetAcceptRate > 0 && targetAcceptRate < 1))
    throw coreError("BAD_VALUE", "targetAcceptRate has to be in range (0, 1).");
  if (!(stepwiseFactor > 0 && stepwiseFactor < 1))
    throw coreError("BAD_VALUE", "stepwiseFactor has to be in range (0, 1).");
  const start = startOf(x0);
  const state = stateOf(options.seed);
  const beta = T === 0 ? Number.POSITIVE_INFINITY : 1 / T;
  const take: TakeStep = options.takeStep ?? randomStep(state, options.stepsize ?? 0.5);
  let steps = 0;
  let accepted = 0;
  const step = (x: Float64Array): Float64Array => {
    if (take.stepsize !== undefined) {
      steps++;
      if (steps % interval === 0) {
        if (accepted / steps > targetAcceptRate) take.stepsize /= stepwiseFactor;
        else take.stepsize *= stepwiseFactor;
      }
    }
    return lineOf(take(x.slice()), "takeStep");
  };
  const counts = { nfev: 0, njev: 0, nhev: 0, failures: 0 };
  const quench = (x: Float64Array): OptimizeResult => {
    checkAborted(signal, "basinhopping");
    const found = minimize(func, x, minimizerKwargs);
    counts.nfev += found.nfev;
    counts.njev += found.njev ?? 0;
    counts.nhev += found.nhev ?? 0;
    if (!found.success) counts.failures++;
    return found;
  };
  const accepts = (hop: Hop): boolean => {
    let accept = true;
    if (acceptTest != null) {
      const answer = acceptTest(hop);
      if (answer === "force accept") return true;
      if (answer === undefined || answer === null)
        throw coreError("BAD_ARGUMENT", 'acceptTest must return true, false, or "force accept".');
      accept = answer;
    }
    const product = -(hop.fNew - hop.fOld) * beta;
    const weight = Math.exp(product < 0 ? product : 0);
    return weight >= state.random() && accept;
  };
  let lowest = quench(start);
  let current = lowest;
  let place = lineOf(current.x, "x");
  callback?.(place.slice(), current.fun, true);
  disp?.(`basinhopping step 0: f ${current.fun}`);
  let message = "requested number of basinhopping iterations completed successfully";
  let since = 0;
  let nit = 0;
  const patience = options.niterSuccess ?? niter + 2;
  for (let i = 0; i < niter; i++) {
    nit = i + 1;
    const trial = quench(step(place));
    const xNew = lineOf(trial.x, "x");
    const accept = accepts({ fNew: trial.fun, xNew, fOld: current.fun, xOld: place.slice() });
    if (accept && take.stepsize !== undefined) accepted++;
    let better = false;
    if (accept) {
      current = trial;
      place = xNew;
      if (trial.fun < lowest.fun) {
        lowest = trial;
        better = true;
      }
    }
    disp?.(
      `basinhopping step ${nit}: f ${current.fun} trial_f ${trial.fun} accepted ${Number(accept)}  lowest_f ${lowest.fun}`,
    );
    onProgress?.(nit, niter);
    if (callback?.(xNew.slice(), trial.fun, accept)) {
      message = "callback function requested stop early byreturning True";
      break;
    }
    since++;
    if (better) since = 0;
    else if (since > patience) {
      message = "success condition satisfied";
      break;
    }
  }
  return {
    x: vector(lineOf(lowest.x, "x")),
    fun: lowest.fun,
    nit: Math.max(nit, 1),
    nfev: counts.nfev,
    ...(lowest.njev === undefined ? {} : { njev: counts.njev }),
    ...(lowest.nhev === undefined ? {} : { nhev: counts.nhev }),
    minimizationFailures: counts.failures,
    lowestOptimizationResult: lowest,
    message: [message],
    success: lowest.success,
  };
}

function randomStep(state: RandomState, stepsize: number): TakeStep {
  const take: TakeStep = (x) => x.map((value) => value + (-take.stepsize! + 2 * take.stepsize! * state.random()));
  take.stepsize = stepsize;
  return take;
}
