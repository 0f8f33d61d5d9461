import { coreError } from "@core/array/runtime";
import { type BoundsLike, type Limits, limitsOf } from "../core/bounds.js";
import { type DifferenceMethod, differenceMethods } from "../core/differences.js";
import type { OptimizeResult, Watch } from "../core/result.js";
import { type Objective, separated } from "../core/scalar-function.js";
import { checkFunction, checkKeys, choiceOf, scalarOf, startOf, vector } from "../core/values.js";
import { type BfgsOptions, type GradientProblem, minimizeBfgs } from "./bfgs.js";
import { minimizeConjugateGradient } from "./conjugate-gradient.js";
import { type ConstraintLike, readConstraints } from "./constraints.js";
import { widened, withoutFixed } from "./fixed.js";
import { type LbfgsbOptions, minimizeLbfgsb } from "./lbfgsb.js";
import { minimizeNelderMead, type NelderMeadOptions } from "./nelder-mead.js";
import { type HessianProblem, type HessianProduct, minimizeNewtonCg, type NewtonCgOptions } from "./newton-cg.js";
import { minimizePowell, type PowellOptions } from "./powell.js";
import { minimizeSlsqp, type SlsqpOptions } from "./slsqp.js";
import { minimizeTrustRegion, type TrustRegionOptions } from "./trust-region.js";
import { doglegStep, nearlyExactStep, steihaugStep } from "./trust-steps.js";

/** The methods of {@link minimize}. */
export type MinimizeMethod =
  | "Nelder-Mead"
  | "Powell"
  | "CG"
  | "BFGS"
  | "Newton-CG"
  | "L-BFGS-B"
  | "SLSQP"
  | "dogleg"
  | "trust-ncg"
  | "trust-exact";

/** The options of all methods; each takes its own only. */
export type MethodOptions = NelderMeadOptions &
  PowellOptions &
  BfgsOptions &
  NewtonCgOptions &
  LbfgsbOptions &
  SlsqpOptions &
  TrustRegionOptions;

/** Options of {@link minimize}. */
export interface MinimizeOptions extends Watch {
  /** Further arguments for `fun`, `jac`, `hess` and `hessp`. */
  readonly args?: readonly unknown[];
  /** `SLSQP` with constraints, `L-BFGS-B` with bounds, otherwise `BFGS`. */
  readonly method?: MinimizeMethod | (string & {});
  /** The gradient; `true` when `fun` gives `[value, gradient]`; or how to estimate it. */
  readonly jac?: Objective | boolean | DifferenceMethod | (string & {}) | null;
  /** The Hessian matrix (Newton-CG, dogleg, trust-ncg, trust-exact). */
  readonly hess?: Objective;
  /** The product of the Hessian with a vector (Newton-CG, trust-ncg). */
  readonly hessp?: HessianProduct;
  /** Limits of the variables (Nelder-Mead, Powell, L-BFGS-B, SLSQP). */
  readonly bounds?: BoundsLike | null;
  /** Constraints (SLSQP). */
  readonly constraints?: ConstraintLike | readonly ConstraintLike[];
  /** The tolerance; which of the method's own it sets depends on the method, as in SciPy. */
  readonly tol?: number;
  /** Options of the method. */
  readonly options?: MethodOptions;
}

const trustKeys = ["initialTrustRadius", "maxTrustRadius", "eta", "gtol", "maxiter", "disp", "returnAll"];
const bfgsKeys = ["gtol", "norm", "eps", "maxiter", "disp", "returnAll", "finiteDiffRelStep"];

interface MethodFacts {
  readonly keys: readonly string[];
  readonly tolerances: readonly string[];
  readonly bounds?: boolean;
  readonly constraints?: boolean;
}

const facts: Readonly<Record<MinimizeMethod, MethodFacts>> = {
  "Nelder-Mead": {
    keys: ["maxiter", "maxfev", "disp", "returnAll", "initialSimplex", "xatol", "fatol", "adaptive"],
    tolerances: ["xatol", "fatol"],
    bounds: true,
  },
  Powell: {
    keys: ["xtol", "ftol", "maxiter", "maxfev", "disp", "returnAll", "direc"],
    tolerances: ["xtol", "ftol"],
    bounds: true,
  },
  CG: { keys: bfgsKeys, tolerances: ["gtol"] },
  BFGS: { keys: [...bfgsKeys, "xrtol"], tolerances: ["gtol"] },
  "Newton-CG": { keys: ["xtol", "eps", "maxiter", "disp", "returnAll"], tolerances: ["xtol"] },
  "L-BFGS-B": {
    keys: ["disp", "maxcor", "ftol", "gtol", "eps", "maxfun", "maxiter", "maxls", "finiteDiffRelStep"],
    tolerances: ["ftol", "gtol"],
    bounds: true,
  },
  SLSQP: {
    keys: ["ftol", "eps", "disp", "maxiter", "finiteDiffRelStep"],
    tolerances: ["ftol"],
    bounds: true,
    constraints: true,
  },
  dogleg: { keys: trustKeys, tolerances: ["gtol"] },
  "trust-ncg": { keys: trustKeys, tolerances: ["gtol"] },
  "trust-exact": { keys: trustKeys, tolerances: ["gtol"] },
};

const missing = ["TNC", "COBYLA", "trust-constr", "trust-krylov"];

/**
 * A local minimum of a function of several variables.
 *
 * @param fun the function: it gets x as a Float64Array (a copy) and `args`, and gives a number
 * @param x0 where to begin; a number is one variable, several axes are flattened
 * @returns SciPy's result object. A method that did not converge says so with `success: false`, `status` and `message`
 * @throws BAD_ARGUMENT for unknown methods and options and for a missing gradient or Hessian, BAD_SHAPE for sizes that do not match,
 *   UNSUPPORTED for methods of SciPy that are not here. What the functions throw comes through unchanged
 */
export function minimize(fun: Objective, x0: unknown, options: MinimizeOptions = {}): OptimizeResult {
  checkFunction(fun, "minimize: fun");
  checkKeys(
    options,
    ["args", "method", "jac", "hess", "hessp", "bounds", "constraints", "tol", "callback", "options", "signal"],
    "minimize",
  );
  const { hess, hessp, callback, signal, args = [] } = options;
  const start = startOf(x0);
  const n = start.length;
  const given = options.constraints;
  const constraints =
    given === undefined ? [] : Array.isArray(given) ? (given as ConstraintLike[]) : [given as ConstraintLike];
  const method = methodOf(
    options.method ?? (constraints.length > 0 ? "SLSQP" : options.bounds != null ? "L-BFGS-B" : "BFGS"),
  );
  const { keys, tolerances, bounds: takesBounds = false, constraints: takesConstraints = false } = facts[method];
  const own: Record<string, unknown> = { ...options.options };
  checkKeys(own, keys, `minimize: options of ${method}`);
  if (options.tol !== undefined) for (const key of tolerances) own[key] ??= options.tol;
  if (options.bounds != null && !takesBounds)
    throw coreError("BAD_ARGUMENT", `minimize: method ${method} cannot handle bounds.`);
  if (constraints.length > 0 && !takesConstraints)
    throw coreError("BAD_ARGUMENT", `minimize: method ${method} cannot handle constraints; SLSQP can.`);
  const [objective, jac] = withGradient(fun, options.jac);
  const limits = options.bounds == null ? undefined : limitsOf(options.bounds, n);
  const problem: HessianProblem = {
    fun: objective,
    x0: start,
    args,
    jac,
    hess,
    hessp,
    callback,
    signal,
    ...(limits === undefined ? {} : { limits }),
  };
  if (limits !== undefined && (method === "L-BFGS-B" || method === "SLSQP")) {
    const fixed = limits.low.map((low, i) => (low === limits.high[i] ? 1 : 0));
    if (fixed.every((one) => one === 1)) return allFixed(problem, limits, constraints, start);
    const estimated =
      typeof jac !== "function" || constraints.some((one) => typeof (one as { jac?: unknown }).jac !== "function");
    if (fixed.includes(1) && estimated) {
      const smaller = withoutFixed(problem, limits, fixed, constraints);
      return widened(run(method, smaller.problem, own, smaller.constraints), limits, fixed);
    }
  }
  return run(method, problem, own, constraints);
}

function run(
  method: MinimizeMethod,
  problem: HessianProblem,
  own: MethodOptions,
  constraints: readonly ConstraintLike[],
): OptimizeResult {
  switch (method) {
    case "Nelder-Mead":
      return minimizeNelderMead(problem, own);
    case "Powell":
      return minimizePowell(problem, own);
    case "CG":
      return minimizeConjugateGradient(problem, own);
    case "BFGS":
      return minimizeBfgs(problem, own);
    case "Newton-CG":
      return minimizeNewtonCg(problem, own);
    case "L-BFGS-B":
      return minimizeLbfgsb(problem, own);
    case "SLSQP":
      return minimizeSlsqp(problem, own, constraints);
    case "dogleg":
      return minimizeTrustRegion(problem, own, method, doglegStep);
    case "trust-ncg":
      return minimizeTrustRegion(problem, own, method, steihaugStep);
    default:
      return minimizeTrustRegion(problem, own, method, nearlyExactStep);
  }
}

function methodOf(value: unknown): MinimizeMethod {
  if (typeof value === "string" && missing.some((one) => one.toLowerCase() === value.toLowerCase()))
    throw coreError(
      "UNSUPPORTED",
      `minimize: method ${value} is not here; use L-BFGS-B for bounds, SLSQP for constraints, trust-exact or trust-ncg with a Hessian.`,
    );
  return choiceOf(value, Object.keys(facts) as MinimizeMethod[], "minimize: method");
}

function withGradient(fun: Objective, jac: MinimizeOptions["jac"]): [Objective, GradientProblem["jac"]] {
  if (jac === undefined || jac === null || jac === false) return [fun, undefined];
  if (jac === true) {
    const both = separated(fun);
    return [both.fun, both.jac];
  }
  if (typeof jac === "function") return [fun, jac];
  return [fun, choiceOf(jac, differenceMethods, "minimize: jac")];
}

/** The value where all variables are fixed by their limits. */
function allFixed(
  { fun, args }: HessianProblem,
  { low }: Limits,
  constraints: readonly ConstraintLike[],
  x0: Float64Array,
): OptimizeResult {
  const value = scalarOf((fun as (...all: unknown[]) => unknown)(low.slice(), ...args), "the objective function");
  let message = "All independent variables were fixed by bounds.";
  let worst = 0;
  if (constraints.length > 0) {
    message = "All independent variables were fixed by bounds at values that satisfy the constraints.";
    for (const { fun: constraint, kind } of readConstraints(constraints, x0))
      for (const c of constraint(low)) worst = Math.max(worst, kind === "eq" ? Math.abs(c) : -c);
    if (worst > 0)
      message = `All independent variables were fixed by bounds, but the independent variables do not satisfy the constraints exactly. (Maximum violation: ${worst}).`;
  }
  const success = worst <= 0;
  return {
    x: vector(low.slice()),
    fun: value,
    success,
    status: success ? 0 : 1,
    message,
    nit: 0,
    nfev: 1,
    njev: 0,
    nhev: 0,
  };
}
