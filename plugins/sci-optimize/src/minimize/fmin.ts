import type { NDArray } from "@core/array";
import type { BoundsLike } from "../core/bounds.js";
import type { Display, OptimizeResult } from "../core/result.js";
import type { Objective } from "../core/scalar-function.js";
import { checkKeys, type WithArgs } from "../core/values.js";
import { type MethodOptions, minimize } from "./minimize.js";
import type { HessianProduct } from "./newton-cg.js";

/** What the functions named `fmin…` share. */
export interface FminCommon extends WithArgs {
  /** The most iterations. */
  readonly maxiter?: number;
  /** Whether to give a list with all that is known instead of x alone. */
  readonly fullOutput?: boolean;
  /** Where SciPy's report goes: `true` to the console, a function gets the text. Nothing is shown by default. */
  readonly disp?: Display;
  /** Whether to give the points on the way too. */
  readonly retall?: boolean;
  /** Called with the point after each iteration. */
  readonly callback?: (x: Float64Array) => unknown;
}

type X = NDArray<"float64">;
type Points = readonly X[];

/** x alone, the full list, or either with all points behind, as the options say. */
export type FminOutput<O, Full extends readonly unknown[]> = O extends { readonly fullOutput: true }
  ? O extends { readonly retall: true }
    ? [...Full, allvecs: Points]
    : Full
  : O extends { readonly retall: true }
    ? [x: X, allvecs: Points]
    : X;

const commonKeys = ["args", "maxiter", "fullOutput", "disp", "retall", "callback"];

/** Options of {@link fmin}. */
export interface FminOptions extends FminCommon {
  /** The absolute size of the simplex at which to stop; 1e-4. */
  readonly xtol?: number;
  /** The absolute spread of the values at which to stop; 1e-4. */
  readonly ftol?: number;
  readonly maxfun?: number;
  readonly initialSimplex?: unknown;
}

/**
 * A minimum by the simplex of Nelder and Mead.
 *
 * @returns x, or with `fullOutput` `[xopt, fopt, iter, funcalls, warnflag]`
 */
export function fmin<const O extends FminOptions = Record<never, never>>(
  func: Objective,
  x0: unknown,
  options?: O & FminOptions,
): FminOutput<O, [xopt: X, fopt: number, iter: number, funcalls: number, warnflag: number]> {
  const given: FminOptions = options ?? {};
  checkKeys(given, [...commonKeys, "xtol", "ftol", "maxfun", "initialSimplex"], "fmin");
  const { xtol = 1e-4, ftol = 1e-4, maxfun, initialSimplex } = given;
  const found = run("Nelder-Mead", func, x0, given, {
    xatol: xtol,
    fatol: ftol,
    ...(maxfun === undefined ? {} : { maxfev: maxfun }),
    ...(initialSimplex === undefined ? {} : { initialSimplex }),
  });
  return output(found, given, [found.x, found.fun, found.nit, found.nfev, found.status]) as never;
}

/** Options of {@link fminPowell}. */
export interface FminPowellOptions extends FminCommon {
  /** The relative tolerance of x along a line; 1e-4. */
  readonly xtol?: number;
  /** The relative change of the function at which to stop; 1e-4. */
  readonly ftol?: number;
  readonly maxfun?: number;
  /** The directions to begin with. */
  readonly direc?: unknown;
}

/**
 * A minimum by Powell's method.
 *
 * @returns x, or with `fullOutput` `[xopt, fopt, direc, iter, funcalls, warnflag]`
 */
export function fminPowell<const O extends FminPowellOptions = Record<never, never>>(
  func: Objective,
  x0: unknown,
  options?: O & FminPowellOptions,
): FminOutput<O, [xopt: X, fopt: number, direc: X, iter: number, funcalls: number, warnflag: number]> {
  const given: FminPowellOptions = options ?? {};
  checkKeys(given, [...commonKeys, "xtol", "ftol", "maxfun", "direc"], "fminPowell");
  const { xtol = 1e-4, ftol = 1e-4, maxfun, direc } = given;
  const found = run("Powell", func, x0, given, {
    xtol,
    ftol,
    ...(maxfun === undefined ? {} : { maxfev: maxfun }),
    ...(direc === undefined ? {} : { direc }),
  });
  return output(found, given, [found.x, found.fun, found.direc, found.nit, found.nfev, found.status]) as never;
}

/** Options of {@link fminCg}. */
export interface FminCgOptions extends FminCommon {
  /** The gradient. */
  readonly fprime?: Objective | null;
  /** The norm of the gradient at which to stop; 1e-5. */
  readonly gtol?: number;
  /** The order of that norm; Infinity. */
  readonly norm?: number;
  /** The absolute step of forward differences. */
  readonly epsilon?: number | readonly number[];
}

/** Options of {@link fminBfgs}. */
export interface FminBfgsOptions extends FminCgOptions {
  /** The relative change of x at which to stop; 0. SciPy 1.10 takes it and passes it over. */
  readonly xrtol?: number;
}

const gradientKeys = [...commonKeys, "fprime", "gtol", "norm", "epsilon"];

/**
 * A minimum by the method of Broyden, Fletcher, Goldfarb and Shanno.
 *
 * @returns x, or with `fullOutput` `[xopt, fopt, gopt, Bopt, funcCalls, gradCalls, warnflag]`; `Bopt` is the inverse Hessian
 */
export function fminBfgs<const O extends FminBfgsOptions = Record<never, never>>(
  f: Objective,
  x0: unknown,
  options?: O & FminBfgsOptions,
): FminOutput<O, [xopt: X, fopt: number, gopt: X, Bopt: X, funcCalls: number, gradCalls: number, warnflag: number]> {
  const given: FminBfgsOptions = options ?? {};
  checkKeys(given, [...gradientKeys, "xrtol"], "fminBfgs");
  const found = run(
    "BFGS",
    f,
    x0,
    given,
    {
      ...gradientOptions(given),
      ...(given.xrtol === undefined ? {} : { xrtol: given.xrtol }),
    },
    given.fprime,
  );
  const { x, fun, jac, hessInv, nfev, njev, status } = found;
  return output(found, given, [x, fun, jac, hessInv, nfev, njev, status]) as never;
}

/**
 * A minimum by conjugate gradients.
 *
 * @returns x, or with `fullOutput` `[xopt, fopt, funcCalls, gradCalls, warnflag]`
 */
export function fminCg<const O extends FminCgOptions = Record<never, never>>(
  f: Objective,
  x0: unknown,
  options?: O & FminCgOptions,
): FminOutput<O, [xopt: X, fopt: number, funcCalls: number, gradCalls: number, warnflag: number]> {
  const given: FminCgOptions = options ?? {};
  checkKeys(given, gradientKeys, "fminCg");
  const found = run("CG", f, x0, given, gradientOptions(given), given.fprime);
  return output(found, given, [found.x, found.fun, found.nfev, found.njev, found.status]) as never;
}

/** Options of {@link fminNcg}. */
export interface FminNcgOptions extends FminCommon {
  /** The product of the Hessian with a vector. */
  readonly fhessP?: HessianProduct | null;
  /** The Hessian. */
  readonly fhess?: Objective | null;
  /** The mean change of x at which to stop; 1e-5. */
  readonly avextol?: number;
  /** The step of the differences of gradients. */
  readonly epsilon?: number;
}

/**
 * A minimum by Newton's method with conjugate gradients.
 *
 * @returns x, or with `fullOutput` `[xopt, fopt, fcalls, gcalls, hcalls, warnflag]`
 */
export function fminNcg<const O extends FminNcgOptions = Record<never, never>>(
  f: Objective,
  x0: unknown,
  fprime: Objective,
  options?: O & FminNcgOptions,
): FminOutput<O, [xopt: X, fopt: number, fcalls: number, gcalls: number, hcalls: number, warnflag: number]> {
  const given: FminNcgOptions = options ?? {};
  checkKeys(given, [...commonKeys, "fhessP", "fhess", "avextol", "epsilon"], "fminNcg");
  const { fhess, fhessP, avextol = 1e-5, epsilon } = given;
  const found = run(
    "Newton-CG",
    f,
    x0,
    given,
    { xtol: avextol, ...(epsilon === undefined ? {} : { eps: epsilon }) },
    fprime,
    { ...(fhess == null ? {} : { hess: fhess }), ...(fhessP == null ? {} : { hessp: fhessP }) },
  );
  return output(found, given, [found.x, found.fun, found.nfev, found.njev, found.nhev, found.status]) as never;
}

/** Options of {@link fminLBfgsB}. */
export interface FminLBfgsBOptions extends WithArgs {
  /** The gradient; without it and without `approxGrad` the function gives `[value, gradient]`. */
  readonly fprime?: Objective | null;
  /** Whether to estimate the gradient. */
  readonly approxGrad?: boolean | number;
  readonly bounds?: BoundsLike | null;
  /** How many corrections are kept; 10. */
  readonly m?: number;
  /** The relative change of the function at which to stop, in units of 2.2e-16; 1e7. */
  readonly factr?: number;
  /** The largest projected gradient at which to stop; 1e-5. */
  readonly pgtol?: number;
  /** The absolute step of forward differences; 1e-8. */
  readonly epsilon?: number;
  readonly maxfun?: number;
  readonly maxiter?: number;
  readonly disp?: Display;
  readonly callback?: (x: Float64Array) => unknown;
  readonly maxls?: number;
}

/** What {@link fminLBfgsB} knows beside x and the value. */
export interface LBfgsBInfo {
  readonly grad: X;
  readonly task: string;
  readonly funcalls: number;
  readonly nit: number;
  /** 0 converged, 1 too many calls or iterations, 2 another reason. */
  readonly warnflag: number;
}

/**
 * A minimum inside limits by L-BFGS-B.
 *
 * @returns `[x, f, info]`
 */
export function fminLBfgsB(
  func: Objective,
  x0: unknown,
  options: FminLBfgsBOptions = {},
): [x: X, f: number, d: LBfgsBInfo] {
  checkKeys(
    options,
    [
      "args",
      "fprime",
      "approxGrad",
      "bounds",
      "m",
      "factr",
      "pgtol",
      "epsilon",
      "maxfun",
      "maxiter",
      "disp",
      "callback",
      "maxls",
    ],
    "fminLBfgsB",
  );
  const {
    fprime,
    approxGrad = false,
    bounds,
    m = 10,
    factr = 1e7,
    pgtol = 1e-5,
    epsilon = 1e-8,
    args,
    callback,
  } = options;
  const { maxfun, maxiter, disp, maxls } = options;
  const found = minimize(func, x0, {
    method: "L-BFGS-B",
    jac: approxGrad ? null : (fprime ?? true),
    ...(args === undefined ? {} : { args }),
    ...(callback === undefined ? {} : { callback }),
    ...(bounds === undefined ? {} : { bounds }),
    options: {
      maxcor: m,
      ftol: factr * 2 ** -52,
      gtol: pgtol,
      eps: epsilon,
      ...(maxfun === undefined ? {} : { maxfun }),
      ...(maxiter === undefined ? {} : { maxiter }),
      ...(disp === undefined ? {} : { disp }),
      ...(maxls === undefined ? {} : { maxls }),
    },
  });
  const info = { grad: found.jac!, task: found.message, funcalls: found.nfev, nit: found.nit, warnflag: found.status };
  return [found.x, found.fun, info];
}

function gradientOptions({ gtol, norm, epsilon }: FminCgOptions): MethodOptions {
  return {
    ...(gtol === undefined ? {} : { gtol }),
    ...(norm === undefined ? {} : { norm }),
    ...(epsilon === undefined ? {} : { eps: epsilon as number }),
  };
}

function run(
  method: string,
  func: Objective,
  x0: unknown,
  { args, maxiter, disp, retall, callback }: FminCommon,
  own: MethodOptions,
  jac?: Objective | null,
  second: { readonly hess?: Objective; readonly hessp?: HessianProduct } = {},
): OptimizeResult {
  return minimize(func, x0, {
    method,
    jac: jac ?? null,
    ...second,
    ...(args === undefined ? {} : { args }),
    ...(callback === undefined ? {} : { callback }),
    options: {
      ...own,
      ...(maxiter === undefined ? {} : { maxiter }),
      ...(disp === undefined ? {} : { disp }),
      ...(retall === undefined ? {} : { returnAll: retall }),
    },
  });
}

function output(found: OptimizeResult, { fullOutput, retall }: FminCommon, full: readonly unknown[]): unknown {
  if (fullOutput === true) return retall === true ? [...full, found.allvecs] : full;
  return retall === true ? [found.x, found.allvecs] : found.x;
}
