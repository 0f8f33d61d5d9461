import { coreError } from "@core/array/runtime";
import { type Display, messages, type OptimizeResult, report, show, type Writable, watched } from "../core/result.js";
import { gradientOf, type Objective } from "../core/scalar-function.js";
import { vector } from "../core/values.js";
import { dot, epsilon, hasNaN, minus, multiply, plus, rootEpsilon, times } from "../core/vectors.js";
import { searchWolfe12 } from "../line-search/wolfe.js";
import { functionOf, type GradientProblem } from "./bfgs.js";

/** A problem with second derivatives: the Hessian, or its product with a vector. */
export interface HessianProblem extends GradientProblem {
  readonly hess: Objective | undefined;
  readonly hessp: HessianProduct | undefined;
}

/** The product of the Hessian at x with a vector p. */
export type HessianProduct = (x: Float64Array, p: Float64Array, ...args: never[]) => unknown;

/** Options of the method Newton-CG. */
export interface NewtonCgOptions {
  /** The mean change of x at which to stop; 1e-5. */
  readonly xtol?: number;
  /** The step of the differences of gradients that stand for a missing Hessian. */
  readonly eps?: number;
  /** The most iterations; 200 for each variable. */
  readonly maxiter?: number;
  readonly disp?: Display;
  readonly returnAll?: boolean;
}

/** The product of the Hessian with a vector, checked. */
export function hessianProduct(
  hessp: HessianProduct,
  x: Float64Array,
  p: Float64Array,
  args: readonly unknown[],
): Float64Array {
  return gradientOf(
    ((at: Float64Array) => (hessp as (...all: unknown[]) => unknown)(at, p.slice(), ...args)) as Objective,
    x,
    [],
  );
}

/** Minimisation by Newton's method, its equations solved by conjugate gradients (Nocedal and Wright, algorithm 7.1). */
export function minimizeNewtonCg(problem: HessianProblem, options: NewtonCgOptions): OptimizeResult {
  const { x0, hess, hessp, args, jac } = problem;
  if (typeof jac !== "function")
    throw coreError("BAD_ARGUMENT", "Jacobian is required for Newton-CG method: give jac as a function.");
  const n = x0.length;
  const { xtol = 1e-5, eps = rootEpsilon, maxiter = n * 200 } = options;
  const sf = functionOf(problem, {}, eps, hess);
  let calls = 0;
  let x: Float64Array = x0.slice();
  let f = sf.fun(x);
  let fOld: number | undefined;
  let g = sf.grad(x);
  let change = 2 * n * xtol;
  let update: Float64Array = new Float64Array();
  const points = [x];
  let k = 0;
  const finish = (status: number, message: string): OptimizeResult => {
    const result: Writable<OptimizeResult> = {
      x: vector(x.slice()),
      fun: f,
      jac: vector(g.slice()),
      nfev: sf.nfev,
      njev: sf.njev,
      nhev: calls,
      nit: k,
      status,
      success: status === 0,
      message,
    };
    if (options.returnAll === true) result.allvecs = points.map((point) => vector(point.slice()));
    show(options.disp, () => report(result));
    return result;
  };
  while (change > n * xtol) {
    if (k >= maxiter) return finish(1, `Warning: ${messages.maxiter}`);
    const slope = sf.grad(x);
    const b = times(-1, slope);
    const size = absoluteSum(b);
    const limit = Math.min(0.5, Math.sqrt(size)) * size;
    let p: Float64Array = new Float64Array(n);
    let r: Float64Array = times(-1, b);
    let direction: Float64Array = b.slice();
    let squared = dot(r, r);
    let matrix: Float64Array | undefined;
    if (hess !== undefined) {
      matrix = sf.hess(x);
      calls++;
    }
    let solved = false;
    for (let i = 0; i < 20 * n && !solved; i++) {
      if (absoluteSum(r) <= limit) {
        solved = true;
        break;
      }
      let product: Float64Array;
      if (matrix !== undefined) product = multiply(matrix, direction);
      else if (hessp !== undefined) {
        product = hessianProduct(hessp, x, direction, args);
        calls++;
      } else {
        const before = sf.grad(x);
        product = times(1 / eps, minus(sf.grad(plus(x, eps, direction)), before));
      }
      const curvature = dot(direction, product);
      if (curvature >= 0 && curvature <= 3 * epsilon) solved = true;
      else if (curvature < 0) {
        if (i === 0) p = times(squared / -curvature, b);
        solved = true;
      } else {
        const alpha = squared / curvature;
        p = plus(p, alpha, direction);
        r = plus(r, alpha, product);
        const next = dot(r, r);
        direction = plus(times(-1, r), next / squared, direction);
        squared = next;
      }
    }
    if (!solved) return finish(3, "Warning: CG iterations didn't converge. The Hessian is not positive definite.");
    g = times(-1, b);
    const found = searchWolfe12(sf, x, p, g, f, fOld);
    if (found === undefined) return finish(2, `Warning: ${messages.precision}`);
    fOld = found.fBefore;
    f = found.f;
    update = times(found.alpha, p);
    x = plus(x, 1, update);
    points.push(x);
    watched(problem, x);
    change = absoluteSum(update);
    k++;
  }
  return Number.isNaN(f) || hasNaN(update) ? finish(3, messages.nan) : finish(0, messages.success);
}

function absoluteSum(a: Float64Array): number {
  let sum = 0;
  for (const value of a) sum += Math.abs(value);
  return sum;
}
