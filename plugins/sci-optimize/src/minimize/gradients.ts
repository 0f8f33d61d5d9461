import type { ArrayLikeInput, NDArray } from "@core/array";
import { type RandomState, randomState, type Seed } from "@core/array/random";
import { coreError } from "@core/array/runtime";
import { differentiate } from "../core/differences.js";
import { gradientOf, type Objective, stepsOf } from "../core/scalar-function.js";
import {
  checkFunction,
  checkKeys,
  choiceOf,
  lineOf,
  scalarOf,
  startOf,
  vector,
  type WithArgs,
} from "../core/values.js";
import { dot, plus, rootEpsilon } from "../core/vectors.js";
import { type ExtraCondition, searchWolfe2 } from "../line-search/wolfe.js";

/** Options of {@link approxFprime}. */
export interface ApproxFprimeOptions extends WithArgs {
  /** Absolute steps, one or one for each variable; 1.4901161193847656e-8. */
  readonly epsilon?: ArrayLikeInput;
}

/**
 * The gradient of a function, or the Jacobian matrix of one that gives several numbers, by forward differences.
 *
 * @param xk the point
 * @returns shape (n) for one number, (m, n) for m of them
 */
export function approxFprime(xk: ArrayLikeInput, f: Objective, options: ApproxFprimeOptions = {}): NDArray<"float64"> {
  checkFunction(f, "approxFprime: f");
  checkKeys(options, ["args", "epsilon"], "approxFprime");
  const x = startOf(xk, "xk");
  const { args = [], epsilon = rootEpsilon } = options;
  const call = f as (...all: unknown[]) => unknown;
  const fun = (at: Float64Array): Float64Array => lineOf(call(at.slice(), ...args), "f");
  const f0 = fun(x);
  const columns = differentiate(fun, x, f0, { method: "2-point", absStep: stepsOf(epsilon, x.length, "epsilon") });
  const [m, n] = [f0.length, x.length];
  if (m === 1) return vector(columns);
  const rows = new Float64Array(m * n);
  for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) rows[i * n + j] = columns[j * m + i]!;
  return vector(rows, [m, n]);
}

/** Options of {@link checkGrad}. */
export interface CheckGradOptions extends WithArgs {
  /** The step of the differences; 1.4901161193847656e-8. */
  readonly epsilon?: number;
  /** Whether to compare all components, or the slope in one random direction. */
  readonly direction?: "all" | "random" | (string & {});
  /** For the random direction. */
  readonly seed?: Seed | RandomState;
}

/** How far a gradient is from forward differences: the length of the difference. */
export function checkGrad(
  func: Objective,
  grad: Objective,
  x0: ArrayLikeInput,
  options: CheckGradOptions = {},
): number {
  checkFunction(func, "checkGrad: func");
  checkKeys(options, ["args", "epsilon", "direction", "seed"], "checkGrad");
  const { args = [], epsilon = rootEpsilon } = options;
  const direction = choiceOf(options.direction ?? "all", ["all", "random"] as const, "checkGrad: direction");
  const x = startOf(x0);
  const own = gradientOf(grad, x, args);
  if (direction === "all") {
    const estimate = lineOf(approxFprime(x, func, { args, epsilon }), "f");
    let sum = 0;
    for (let j = 0; j < own.length; j++) sum += (own[j]! - estimate[j]!) ** 2;
    return Math.sqrt(sum);
  }
  const state = stateOf(options.seed);
  const v = Float64Array.from(x, () => state.normal());
  const call = func as (...all: unknown[]) => unknown;
  const along = (w: Float64Array): number => scalarOf(call(plus(x, w[0]!, v), ...args), "func");
  const slope = lineOf(approxFprime([0], along, { epsilon }), "slope")[0]!;
  return Math.abs(dot(own, v) - slope);
}

/** A random stream from a seed, or the one that is given. */
export function stateOf(seed: Seed | RandomState | undefined): RandomState {
  return typeof seed === "object" && seed !== null && "stream" in seed ? seed : randomState(seed as Seed | undefined);
}

/** Options of {@link lineSearch}. */
export interface LineSearchOptions extends WithArgs {
  /** The gradient at xk. */
  readonly gfk?: ArrayLikeInput | null;
  /** The value at xk. */
  readonly oldFval?: number | null;
  /** The value at the point before. */
  readonly oldOldFval?: number | null;
  /** The least decrease; 1e-4. */
  readonly c1?: number;
  /** The largest slope left; 0.9. */
  readonly c2?: number;
  /** The longest step. */
  readonly amax?: number | null;
  /** A further condition on the step. */
  readonly extraCondition?: ExtraCondition | null;
  /** The most trials; 10. */
  readonly maxiter?: number;
}

/**
 * A step along a direction that keeps the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and 3.6).
 *
 * @returns `[alpha, fc, gc, newFval, oldFval, newSlope]`: the step (null when none was found), the calls of function and gradient, the
 *   values at the new and the old point, and the gradient at the new one
 */
export function lineSearch(
  f: Objective,
  myfprime: Objective,
  xk: ArrayLikeInput,
  pk: ArrayLikeInput,
  options: LineSearchOptions = {},
): [
  alpha: number | null,
  fc: number,
  gc: number,
  newFval: number | null,
  oldFval: number,
  newSlope: NDArray<"float64"> | null,
] {
  checkFunction(f, "lineSearch: f");
  checkKeys(
    options,
    ["args", "gfk", "oldFval", "oldOldFval", "c1", "c2", "amax", "extraCondition", "maxiter"],
    "lineSearch",
  );
  const { args = [], c1 = 1e-4, c2 = 0.9, maxiter = 10 } = options;
  const [x, p] = [startOf(xk, "xk"), startOf(pk, "pk")];
  if (x.length !== p.length) throw coreError("BAD_SHAPE", `pk has ${p.length} numbers, expected ${x.length}.`);
  const call = f as (...all: unknown[]) => unknown;
  let [fc, gc] = [0, 0];
  const fun = (at: Float64Array): number => {
    fc++;
    return scalarOf(call(at, ...args), "f");
  };
  const grad = (at: Float64Array): Float64Array => {
    gc++;
    return gradientOf(myfprime, at, args);
  };
  const g0 = options.gfk == null ? gradientOf(myfprime, x, args) : lineOf(options.gfk, "gfk");
  const f0 = options.oldFval ?? fun(x);
  const found = searchWolfe2({ fun, grad }, x, p, g0, f0, options.oldOldFval ?? undefined, {
    c1,
    c2,
    maxiter,
    ...(options.amax == null ? {} : { amax: options.amax }),
    ...(options.extraCondition == null ? {} : { extraCondition: options.extraCondition }),
  });
  if (found === undefined) return [null, fc, gc, null, f0, null];
  return [found.alpha, fc, gc, found.f, f0, found.g === undefined ? null : vector(found.g.slice())];
}
