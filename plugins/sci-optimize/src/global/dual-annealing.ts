import type { ArrayLikeInput } from "@core/array";
import type { RandomState, Seed } from "@core/array/random";
import { coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import type { BoundsLike, Limits } from "../core/bounds.js";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, describe, lineOf, scalarOf, vector, type WithArgs } from "../core/values.js";
import { allFinite } from "../core/vectors.js";
import { stateOf } from "../minimize/gradients.js";
import { type MinimizeOptions, minimize } from "../minimize/minimize.js";
import { finiteLimits, type GlobalResult } from "./differential-evolution.js";
import { visiting } from "./visiting.js";

/** Options of {@link dualAnnealing}. */
export interface DualAnnealingOptions extends WithArgs {
  /** The most iterations; 1000. */
  readonly maxiter?: number;
  /** Options of {@link minimize} for the local searches; L-BFGS-B inside the limits by default. */
  readonly minimizerKwargs?: MinimizeOptions;
  /** The temperature to begin with; 5230. */
  readonly initialTemp?: number;
  /** The share of it at which the search begins anew; 2e-5. */
  readonly restartTempRatio?: number;
  /** The parameter of the distribution of steps, between 1 and 3; 2.62. */
  readonly visit?: number;
  /** The parameter of acceptance; -5. */
  readonly accept?: number;
  /** The most calls of the function; 1e7. */
  readonly maxfun?: number;
  readonly seed?: Seed | RandomState;
  /** Whether to do without local searches. */
  readonly noLocalSearch?: boolean;
  /** Called for each new lowest value with the context 0 (annealing), 1 or 2 (local search); the search ends when it returns true. */
  readonly callback?: ((x: Float64Array, f: number, context: 0 | 1 | 2) => unknown) | null;
  /** Where to begin. */
  readonly x0?: ArrayLikeInput | null;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
  /** Told how many iterations are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What {@link dualAnnealing} found. */
export interface DualAnnealingResult extends Omit<GlobalResult, "message" | "jac"> {
  readonly message: readonly string[];
  readonly status: number;
  readonly njev: number;
  readonly nhev: number;
}

/**
 * The lowest minimum inside limits by generalised simulated annealing with local searches (Tsallis and Stariolo 1996, Xiang and others
 * 1997). With the same seed the steps are those of SciPy with the same `RandomState`.
 *
 * @throws BAD_VALUE for limits that are not finite or empty, and for a function that is nowhere finite
 */
export function dualAnnealing(
  func: Objective,
  bounds: BoundsLike,
  options: DualAnnealingOptions = {},
): DualAnnealingResult {
  checkFunction(func, "dualAnnealing: func");
  checkKeys(
    options,
    [
      ...["args", "maxiter", "minimizerKwargs", "initialTemp", "restartTempRatio", "visit", "accept", "maxfun", "seed"],
      ...["noLocalSearch", "callback", "x0", "signal", "onProgress"],
    ],
    "dualAnnealing",
  );
  const { args = [], maxiter = 1000, initialTemp = 5230, restartTempRatio = 2e-5, visit = 2.62, accept = -5 } = options;
  const { maxfun = 1e7, noLocalSearch = false, callback, signal, onProgress } = options;
  const limits = finiteLimits(bounds);
  const n = limits.low.length;
  if (limits.low.some((low, j) => !(low < limits.high[j]!)))
    throw coreError("BAD_VALUE", "Bounds are not consistent min < max.");
  if (!(restartTempRatio > 0 && restartTempRatio < 1))
    throw coreError("BAD_VALUE", "restartTempRatio has to be in range (0, 1).");
  if (!(initialTemp > 0 && Number.isFinite(initialTemp)))
    throw coreError("BAD_VALUE", `initialTemp: got ${initialTemp}, expected a positive number.`);
  if (!(visit > 1 && visit < 3))
    throw coreError("BAD_VALUE", `visit: got ${visit}, expected a number between 1 and 3.`);
  const x0 = options.x0 == null ? undefined : lineOf(options.x0, "x0");
  if (x0 !== undefined && x0.length !== n) throw coreError("BAD_SHAPE", `x0 has ${x0.length} numbers, expected ${n}.`);
  const random = stateOf(options.seed);
  const call = func as (...all: unknown[]) => unknown;
  const counts = { nfev: 0, njev: 0, nhev: 0 };
  const fun = (x: Float64Array): number => {
    counts.nfev++;
    return scalarOf(call(x.slice(), ...args), "func");
  };
  const anywhere = (): Float64Array => limits.low.map((low, j) => low + (limits.high[j]! - low) * random.random());
  let now: Float64Array = new Float64Array(n);
  let energy = 0;
  let best: Float64Array | undefined;
  let bestEnergy = 0;
  const reset = (start?: Float64Array): void => {
    now = start?.slice() ?? anywhere();
    for (let tries = 0; ; tries++) {
      energy = fun(now);
      if (best === undefined) {
        best = now.slice();
        bestEnergy = energy;
      }
      if (Number.isFinite(energy)) return;
      if (tries >= 1000)
        throw coreError(
          "BAD_VALUE",
          "Stopping algorithm because function create NaN or (+/-) infinity values even with trying new random parameters.",
        );
      now = anywhere();
    }
  };
  reset(x0);
  const visitFrom = visiting(limits, visit, random);
  const early = "Callback function requested to stop early by returning True";
  const updateBest = (e: number, x: Float64Array, context: 0 | 1 | 2): string | undefined => {
    bestEnergy = e;
    best = x.slice();
    return callback?.(x.slice(), e, context) ? early : undefined;
  };
  const search = localSearch(fun, limits, options.minimizerKwargs, counts);
  let lowest = energy;
  let lowestX = now.slice();
  let idle = 0;
  let idleMost = 1000;
  let improved = false;

  const anneal = (step: number, temperature: number): string | undefined => {
    const cooled = temperature / (step + 1);
    idle++;
    for (let j = 0; j < 2 * n; j++) {
      if (j === 0) improved = step === 0;
      const x = visitFrom(now, j, temperature);
      const e = fun(x);
      if (e < energy) {
        energy = e;
        now = x;
        if (e < bestEnergy) {
          const stop = updateBest(e, x, 0);
          if (stop !== undefined) return stop;
          improved = true;
          idle = 0;
        }
      } else {
        const r = random.random();
        const chance = 1 - ((1 - accept) * (e - energy)) / cooled;
        if (r <= (chance <= 0 ? 0 : Math.exp(Math.log(chance) / (1 - accept)))) {
          energy = e;
          now = x;
          lowestX = now.slice();
        }
        if (idle >= idleMost && (j === 0 || energy < lowest)) {
          lowest = energy;
          lowestX = now.slice();
        }
      }
      if (counts.nfev >= maxfun) return "Maximum number of function call reached during annealing";
    }
    return undefined;
  };
  const searchNow = (): string | undefined => {
    if (improved) {
      const [e, x] = search(best!, bestEnergy);
      if (e < bestEnergy) {
        idle = 0;
        const stop = updateBest(e, x, 1);
        if (stop !== undefined) return stop;
        energy = e;
        now = x.slice();
      }
      if (counts.nfev >= maxfun) return "Maximum number of function call reached during local search";
    }
    // SciPy compares 100 n with 90 n, so that its chance of a further search is never drawn.
    if (idle < idleMost) return undefined;
    const [e, x] = search(lowestX, lowest);
    lowestX = x.slice();
    lowest = e;
    idle = 0;
    idleMost = n;
    if (e < bestEnergy) {
      const stop = updateBest(e, x, 2);
      if (stop !== undefined) return stop;
      energy = e;
      now = x.slice();
    }
    return counts.nfev >= maxfun ? "Maximum number of function call reached during dual annealing" : undefined;
  };

  const t1 = Math.exp((visit - 1) * Math.log(2)) - 1;
  let iteration = 0;
  let message: string | undefined;
  let success = true;
  while (message === undefined) {
    for (let i = 0; i < maxiter && message === undefined; i++) {
      checkAborted(signal, "dualAnnealing");
      const t2 = Math.exp((visit - 1) * Math.log(i + 2)) - 1;
      const temperature = (initialTemp * t1) / t2;
      if (iteration >= maxiter) {
        message = "Maximum number of iteration reached";
        break;
      }
      if (temperature < initialTemp * restartTempRatio) {
        reset();
        break;
      }
      message = anneal(i, temperature);
      if (message === undefined && !noLocalSearch) message = searchNow();
      if (message !== undefined) success = false;
      else iteration++;
      onProgress?.(iteration, maxiter);
    }
    if (maxiter <= 0) message ??= "Maximum number of iteration reached";
  }
  return {
    x: vector(best!.slice()),
    fun: bestEnergy,
    nit: iteration,
    ...counts,
    message: [message],
    status: 0,
    success,
  };
}

type LocalSearch = (x: Float64Array, e: number) => [e: number, x: Float64Array];

function localSearch(
  fun: (x: Float64Array) => number,
  limits: Limits,
  given: MinimizeOptions | undefined,
  counts: { njev: number; nhev: number },
): LocalSearch {
  const { low, high } = limits;
  const most = Math.min(Math.max(low.length * 6, 100), 1000);
  const usual: MinimizeOptions = { method: "L-BFGS-B", options: { maxiter: most }, bounds: { lb: low, ub: high } };
  if (given !== undefined && (typeof given !== "object" || given === null))
    throw coreError("BAD_ARGUMENT", `minimizerKwargs: got ${describe(given)}, expected an object.`);
  const own = given === undefined || Object.keys(given).length === 0 ? usual : given;
  return (x, e) => {
    const found = minimize(fun, x, own);
    counts.njev += found.njev ?? 0;
    counts.nhev += found.nhev ?? 0;
    const at = lineOf(found.x, "x");
    const valid =
      allFinite(at) && Number.isFinite(found.fun) && at.every((value, j) => value >= low[j]! && value <= high[j]!);
    return valid && found.fun < e ? [found.fun, at] : [e, x.slice()];
  };
}
