import { coreError } from "@core/array/runtime";
import { type Display, messages, type OptimizeResult, report, show, type Writable, watched } from "../core/result.js";
import { vector } from "../core/values.js";
import { dot, multiply, norm, plus } from "../core/vectors.js";
import { functionOf } from "./bfgs.js";
import { type HessianProblem, hessianProduct } from "./newton-cg.js";

/** Options of the methods dogleg, trust-ncg, trust-krylov and trust-exact. */
export interface TrustRegionOptions {
  /** The radius to begin with; 1. */
  readonly initialTrustRadius?: number;
  /** The largest radius; 1000. */
  readonly maxTrustRadius?: number;
  /** The least ratio of real and predicted gain for a step to be taken; 0.15. */
  readonly eta?: number;
  /** The length of the gradient at which to stop; 1e-4. */
  readonly gtol?: number;
  /** The most iterations; 200 for each variable. */
  readonly maxiter?: number;
  readonly disp?: Display;
  readonly returnAll?: boolean;
}

/** The quadratic model of the function around a point. */
export interface Model {
  readonly g: Float64Array;
  readonly size: number;
  /** The product of the Hessian with a vector. */
  product(p: Float64Array): Float64Array;
  /** The Hessian in rows. */
  hess(): Float64Array;
  /** The value of the model for a step. */
  value(p: Float64Array): number;
}

/** A step inside a radius and whether it ends on the border; undefined when the equations cannot be solved. */
export type Subproblem = (
  model: Model,
  radius: number,
) => { readonly p: Float64Array; readonly hits: boolean } | undefined;

/** Minimisation with steps of a quadratic model that is trusted inside a radius (Nocedal and Wright, chapter 4). */
export function minimizeTrustRegion(
  problem: HessianProblem,
  options: TrustRegionOptions,
  method: string,
  makeSubproblem: () => Subproblem,
): OptimizeResult {
  const { x0, hess, hessp, args, jac } = problem;
  if (typeof jac !== "function")
    throw coreError("BAD_ARGUMENT", `Jacobian is required for ${method}: give jac as a function.`);
  const productOnly = method === "trust-ncg" || method === "trust-krylov";
  if (hess === undefined && (hessp === undefined || !productOnly))
    throw coreError(
      "BAD_ARGUMENT",
      `${productOnly ? "Either the Hessian or the Hessian-vector product" : "The Hessian matrix"} is required for ${method}.`,
    );
  const { initialTrustRadius = 1, maxTrustRadius = 1000, eta = 0.15, gtol = 1e-4, maxiter = x0.length * 200 } = options;
  if (!(eta >= 0 && eta < 0.25))
    throw coreError("BAD_VALUE", `eta: got ${eta}, expected a number from 0 and below 0.25.`);
  if (!(initialTrustRadius > 0 && initialTrustRadius < maxTrustRadius))
    throw coreError(
      "BAD_VALUE",
      `initialTrustRadius: got ${initialTrustRadius}, expected a number above 0 and below maxTrustRadius (${maxTrustRadius}).`,
    );
  const sf = functionOf(problem, {}, undefined, hess);
  if (hess !== undefined) sf.hess(x0);
  let products = 0;
  // Derivatives are computed when they are asked for: steps that are not taken need none.
  const modelAt = (x: Float64Array): Model & { readonly f: number } => {
    const f = sf.fun(x);
    let slope: Float64Array | undefined;
    let matrix: Float64Array | undefined = method === "trust-exact" ? sf.hess(x) : undefined;
    const model: Model & { readonly f: number } = {
      f,
      get g() {
        slope ??= sf.grad(x);
        return slope;
      },
      get size() {
        return norm(model.g);
      },
      hess: () => {
        matrix ??= sf.hess(x);
        return matrix;
      },
      product: (p) => {
        if (hess !== undefined) return multiply(model.hess(), p);
        products++;
        return hessianProduct(hessp!, x, p, args);
      },
      value: (p) => f + dot(model.g, p) + 0.5 * dot(p, model.product(p)),
    };
    return model;
  };
  const solve = { current: makeSubproblem() };
  let radius = initialTrustRadius;
  let x: Float64Array = x0.slice();
  let model = modelAt(x);
  const points = [x];
  let k = 0;
  let status = 0;
  while (model.size >= gtol) {
    const step = solve.current(model, radius);
    if (step === undefined) {
      status = 3;
      break;
    }
    const predicted = model.value(step.p);
    const proposed = plus(x, 1, step.p);
    const next = modelAt(proposed);
    const gain = model.f - next.f;
    const expected = model.f - predicted;
    if (expected <= 0) {
      status = 2;
      break;
    }
    const ratio = gain / expected;
    if (ratio < 0.25) radius *= 0.25;
    else if (ratio > 0.75 && step.hits) radius = Math.min(2 * radius, maxTrustRadius);
    if (ratio > eta) {
      x = proposed;
      model = next;
      solve.current = makeSubproblem();
    }
    points.push(x);
    watched(problem, x);
    k++;
    if (model.size < gtol) break;
    if (k >= maxiter) {
      status = 1;
      break;
    }
  }
  const texts = [
    messages.success,
    messages.maxiter,
    "A bad approximation caused failure to predict improvement.",
    "A linalg error occurred, such as a non-psd Hessian.",
  ];
  const result: Writable<OptimizeResult> = {
    x: vector(x.slice()),
    fun: model.f,
    jac: vector(model.g.slice()),
    nfev: sf.nfev,
    njev: sf.njev,
    // SciPy counts an empty Hessian of the start too.
    nhev: (hess === undefined ? 1 : sf.nhev) + products,
    nit: k,
    status,
    success: status === 0,
    message: texts[status]!,
  };
  if (hess !== undefined) result.hess = vector(model.hess().slice(), [x.length, x.length]);
  if (options.returnAll === true) result.allvecs = points.map((point) => vector(point.slice()));
  show(options.disp, () => report(result));
  return result;
}

/** Where the line z + t d meets the border of the radius: both t, the smaller first. */
export function borderCrossings(z: Float64Array, d: Float64Array, radius: number): [number, number] {
  const a = dot(d, d);
  const b = 2 * dot(z, d);
  const c = dot(z, z) - radius ** 2;
  const root = Math.sqrt(b * b - 4 * a * c);
  const sum = b + (b < 0 || Object.is(b, -0) ? -root : root);
  const ta = -sum / (2 * a);
  const tb = (-2 * c) / sum;
  return ta < tb ? [ta, tb] : [tb, ta];
}
