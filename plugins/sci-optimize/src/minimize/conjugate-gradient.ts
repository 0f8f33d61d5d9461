import { messages, type OptimizeResult, report, show, type Writable, watched } from "../core/result.js";
import { vector } from "../core/values.js";
import { dot, hasNaN, minus, norm, normOf, plus, times } from "../core/vectors.js";
import { searchWolfe12 } from "../line-search/wolfe.js";
import { type BfgsOptions, functionOf, type GradientProblem } from "./bfgs.js";

/** Options of the method CG. */
export type ConjugateGradientOptions = Omit<BfgsOptions, "xrtol">;

interface Step {
  readonly alpha: number;
  readonly x: Float64Array;
  readonly p: Float64Array;
  readonly g: Float64Array;
  readonly size: number;
}

/** Minimisation by conjugate gradients with the rule of Polak and Ribière (Nocedal and Wright, section 5.2). */
export function minimizeConjugateGradient(problem: GradientProblem, options: ConjugateGradientOptions): OptimizeResult {
  const { x0 } = problem;
  const { gtol = 1e-5, norm: order = Number.POSITIVE_INFINITY, maxiter = x0.length * 200 } = options;
  const sf = functionOf(problem, options);
  let x: Float64Array = x0.slice();
  let f = sf.fun(x);
  let g = sf.grad(x);
  let fOld = f + norm(g) / 2;
  let p = times(-1, g);
  const points = [x];
  let status = 0;
  let k = 0;
  let size = normOf(g, order);
  while (size > gtol && k < maxiter) {
    const squared = dot(g, g);
    const [xNow, pNow, gNow] = [x, p, g];
    const stepTo = (alpha: number, given: Float64Array | undefined): Step => {
      const next = plus(xNow, alpha, pNow);
      const slope = given ?? sf.grad(next);
      const beta = Math.max(0, dot(minus(slope, gNow), slope) / squared);
      return { alpha, x: next, p: plus(times(-1, slope), beta, pNow), g: slope, size: normOf(slope, order) };
    };
    let cached: Step | undefined;
    const descends = (alpha: number, _: Float64Array, __: number, slope: Float64Array): boolean => {
      cached = stepTo(alpha, slope);
      return cached.size <= gtol || dot(cached.p, cached.g) <= -0.01 * dot(cached.g, cached.g);
    };
    const found = searchWolfe12(sf, x, p, g, f, fOld, { c2: 0.4, amin: 1e-100, amax: 1e100, extraCondition: descends });
    if (found === undefined) {
      status = 2;
      break;
    }
    fOld = found.fBefore;
    f = found.f;
    const step: Step =
      cached !== undefined && (cached as Step).alpha === found.alpha ? cached : stepTo(found.alpha, found.g);
    ({ x, p, g, size } = step);
    points.push(x);
    watched(problem, x);
    k++;
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
