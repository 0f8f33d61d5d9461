import type { Limits } from "../core/bounds.js";
import type { DifferenceMethod } from "../core/differences.js";
import {
  type Display,
  messages,
  type OptimizeResult,
  report,
  show,
  type Watch,
  type Writable,
  watched,
} from "../core/result.js";
import { type Objective, scalarFunction, stepsOf } from "../core/scalar-function.js";
import { vector } from "../core/values.js";
import { dot, hasNaN, minus, multiply, norm, normOf, plus, rootEpsilon, times, unitMatrix } from "../core/vectors.js";
import { searchWolfe12 } from "../line-search/wolfe.js";

/** What all methods that use a gradient get. */
export interface GradientProblem extends Watch {
  readonly fun: Objective;
  readonly x0: Float64Array;
  readonly args: readonly unknown[];
  /** The gradient, how to estimate it, or nothing: forward differences with the absolute step `eps`. */
  readonly jac: Objective | DifferenceMethod | undefined;
  readonly limits?: Limits;
}

/** Options of the methods BFGS and CG. */
export interface BfgsOptions {
  /** The norm of the gradient at which to stop; 1e-5. */
  readonly gtol?: number;
  /** The order of that norm; Infinity. */
  readonly norm?: number;
  /** The absolute step of forward differences; 1.4901161193847656e-8. */
  readonly eps?: number | readonly number[];
  /** The most iterations; 200 for each variable. */
  readonly maxiter?: number;
  readonly disp?: Display;
  readonly returnAll?: boolean;
  /** Steps relative to x for `jac: "2-point"` and `"3-point"`. */
  readonly finiteDiffRelStep?: number | readonly number[];
  /** The relative change of x at which to stop; 0 (BFGS only). */
  readonly xrtol?: number;
}

/** The function of a problem with its gradient. */
export function functionOf(
  { fun, x0, args, jac, limits }: GradientProblem,
  options: { readonly eps?: unknown; readonly finiteDiffRelStep?: unknown },
  defaultStep: number = rootEpsilon,
  hess?: Objective,
): ReturnType<typeof scalarFunction> {
  const n = x0.length;
  return scalarFunction(fun, x0, {
    args,
    jac: jac ?? "2-point",
    hess,
    relStep: stepsOf(options.finiteDiffRelStep, n, "finiteDiffRelStep"),
    absStep: jac === undefined ? stepsOf(options.eps ?? defaultStep, n, "eps") : undefined,
    limits,
  });
}

/** Minimisation by the method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright, chapter 6). */
export function minimizeBfgs(problem: GradientProblem, options: BfgsOptions): OptimizeResult {
  const { x0 } = problem;
  const n = x0.length;
  const { gtol = 1e-5, norm: order = Number.POSITIVE_INFINITY, maxiter = n * 200, xrtol = 0 } = options;
  const sf = functionOf(problem, options);
  let x: Float64Array = x0.slice();
  let f = sf.fun(x);
  let g = sf.grad(x);
  let fOld = f + norm(g) / 2;
  const inverse = unitMatrix(n);
  const points = [x];
  let status = 0;
  let k = 0;
  let size = normOf(g, order);
  while (size > gtol && k < maxiter) {
    const p = times(-1, multiply(inverse, g));
    const step = searchWolfe12(sf, x, p, g, f, fOld, { amin: 1e-100, amax: 1e100 });
    if (step === undefined) {
      status = 2;
      break;
    }
    fOld = step.fBefore;
    f = step.f;
    const s = times(step.alpha, p);
    x = plus(x, 1, s);
    points.push(x);
    const gNew = step.g ?? sf.grad(x);
    const y = minus(gNew, g);
    g = gNew;
    watched(problem, x);
    k++;
    size = normOf(g, order);
    if (size <= gtol) break;
    if (step.alpha * norm(p) <= xrtol * (xrtol + norm(x))) break;
    if (!Number.isFinite(f)) {
      status = 2;
      break;
    }
    const curvature = dot(y, s);
    if (curvature === 0) show(options.disp, () => "Divide-by-zero encountered: rhok assumed large");
    updateInverse(inverse, s, y, curvature === 0 ? 1000 : 1 / curvature);
  }
  let message: string = messages.success;
  if (status === 2) message = messages.precision;
  else if (k >= maxiter) {
    status = 1;
    message = messages.maxiter;
  } else if (Number.isNaN(size) || Number.isNaN(f) || hasNaN(x)) {
    status = 3;
    message = messages.nan;
  }
  const result: Writable<OptimizeResult> = {
    x: vector(x.slice()),
    fun: f,
    jac: vector(g.slice()),
    hessInv: vector(inverse, [n, n]),
    nfev: sf.nfev,
    njev: sf.njev,
    nit: k,
    status,
    success: status === 0,
    message,
  };
  if (options.returnAll === true) result.allvecs = points.map((point) => vector(point.slice()));
  show(options.disp, () => report(result));
  return result;
}

/** (I - rho s y') H (I - rho y s') + rho s s', in place. */
function updateInverse(h: Float64Array, s: Float64Array, y: Float64Array, rho: number): void {
  const n = s.length;
  const hy = multiply(h, y);
  const weight = rho * rho * dot(y, hy) + rho;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) h[i * n + j]! += weight * s[i]! * s[j]! - rho * (s[i]! * hy[j]! + hy[i]! * s[j]!);
}
