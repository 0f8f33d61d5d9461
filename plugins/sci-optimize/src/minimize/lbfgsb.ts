import { coreError } from "@core/array/runtime";
import { isBounded, type Limits, noLimits } from "../core/bounds.js";
import { type Display, type OptimizeResult, report, show, watched } from "../core/result.js";
import { vector } from "../core/values.js";
import { clip, dot, epsilon, minus, norm, plus, times, unitMatrix } from "../core/vectors.js";
import { beginSearch } from "../line-search/dcsrch.js";
import { functionOf, type GradientProblem } from "./bfgs.js";
import { cauchyPoint } from "./lbfgsb-cauchy.js";
import { emptyMemory, forget, inverseProduct, type Memory, remember } from "./lbfgsb-memory.js";
import { subspaceMinimum } from "./lbfgsb-subspace.js";

/** Options of the method L-BFGS-B. */
export interface LbfgsbOptions {
  readonly disp?: Display;
  /** How many corrections are kept; 10. */
  readonly maxcor?: number;
  /** The relative change of the function at which to stop; 2.220446049250313e-9. */
  readonly ftol?: number;
  /** The largest projected gradient at which to stop; 1e-5. */
  readonly gtol?: number;
  /** The absolute step of forward differences; 1e-8. */
  readonly eps?: number | readonly number[];
  /** The most calls of the function; 15000. */
  readonly maxfun?: number;
  /** The most iterations; 15000. */
  readonly maxiter?: number;
  /** The most steps of a line search; 20. */
  readonly maxls?: number;
  readonly finiteDiffRelStep?: number | readonly number[];
}

const ends = {
  gradient: "CONVERGENCE: NORM_OF_PROJECTED_GRADIENT_<=_PGTOL",
  reduction: "CONVERGENCE: REL_REDUCTION_OF_F_<=_FACTR*EPSMCH",
  search: "ABNORMAL_TERMINATION_IN_LNSRCH",
  iterations: "STOP: TOTAL NO. of ITERATIONS REACHED LIMIT",
  calls: "STOP: TOTAL NO. of f AND g EVALUATIONS EXCEEDS LIMIT",
} as const;

/** Minimisation inside limits with a limited memory (Byrd, Lu, Nocedal and Zhu 1995, version 3.0 of their program). */
export function minimizeLbfgsb(problem: GradientProblem, options: LbfgsbOptions): OptimizeResult {
  const n = problem.x0.length;
  const limits = problem.limits ?? noLimits(n);
  const {
    maxcor = 10,
    ftol = 2.220446049250313e-9,
    gtol = 1e-5,
    maxfun = 15000,
    maxiter = 15000,
    maxls = 20,
  } = options;
  if (!(maxls > 0)) throw coreError("BAD_VALUE", "maxls must be positive.");
  if (!(maxcor > 0)) throw coreError("BAD_VALUE", "maxcor must be positive.");
  const constrained = isBounded(limits);
  const boxed = n > 0 && limits.low.every((low, i) => Number.isFinite(low) && Number.isFinite(limits.high[i]!));
  let x = clip(problem.x0, limits.low, limits.high);
  const sf = functionOf({ ...problem, x0: x, limits }, options, 1e-8);
  const memory = emptyMemory(maxcor);
  let f = sf.fun(x);
  let g = sf.grad(x);
  let nit = 0;
  let message: string | undefined = projectedGradient(x, g, limits) <= gtol ? ends.gradient : undefined;
  while (message === undefined) {
    const target = trialPoint(x, g, limits, memory, constrained);
    if (target === undefined) {
      forget(memory);
      continue;
    }
    const d = minus(target, x);
    const length = norm(d);
    let longest = 1e10;
    if (constrained) longest = nit === 0 ? 1 : longestStep(x, d, limits);
    const first = nit === 0 && !boxed ? Math.min(1 / length, longest) : 1;
    // Rounding may leave a full step a little too long.
    longest = Math.max(longest, first);
    const slope0 = dot(g, d);
    const [x0, f0, g0] = [x, f, g];
    let slope = slope0;
    let searched = false;
    let tries = 0;
    const search = beginSearch(first, f, slope0, { ftol: 1e-3, gtol: 0.9, xtol: 0.1, stpmin: 0, stpmax: longest });
    if (slope0 < 0)
      for (;;) {
        if (search.task === "converged" || search.task === "warning") {
          searched = true;
          break;
        }
        if (search.task === "error" || tries > maxls) break;
        tries++;
        if (tries > maxls) break;
        const { stp } = search.interval;
        x = stp === 1 ? target.slice() : inside(plus(x0, stp, d), limits);
        f = sf.fun(x);
        g = sf.grad(x);
        slope = dot(g, d);
        search.next(f, slope);
      }
    if (!searched) {
      [x, f, g] = [x0, f0, g0];
      if (memory.s.length === 0) {
        message = ends.search;
        break;
      }
      forget(memory);
      continue;
    }
    nit++;
    watched(problem, x);
    if (nit >= maxiter) message = ends.iterations;
    else if (sf.nfev > maxfun) message = ends.calls;
    else if (projectedGradient(x, g, limits) <= gtol) message = ends.gradient;
    else if (f0 - f <= ftol * Math.max(Math.abs(f0), Math.abs(f), 1)) message = ends.reduction;
    else correct(memory, minus(g, g0), d, search.interval.stp, slope, slope0);
  }
  const status = message.startsWith("CONV") ? 0 : sf.nfev > maxfun || nit >= maxiter ? 1 : 2;
  const { s, y } = memory;
  let inverse: OptimizeResult["hessInv"];
  const result: OptimizeResult = {
    x: vector(x.slice()),
    fun: f,
    jac: vector(g.slice()),
    nfev: sf.nfev,
    njev: sf.njev,
    nit,
    status,
    success: status === 0,
    message,
    // Only who asks for n * n numbers gets them.
    get hessInv() {
      inverse ??= vector(inverseMatrix(s, y, n), [n, n]);
      return inverse;
    },
  };
  show(options.disp, () => report(result));
  return result;
}

/** The minimiser of the model inside the limits. */
function trialPoint(
  x: Float64Array,
  g: Float64Array,
  limits: Limits,
  memory: Memory,
  constrained: boolean,
): Float64Array | undefined {
  if (!constrained && memory.s.length > 0) return plus(x, -1, inverseProduct(memory.s, memory.y, 1 / memory.theta, g));
  const cauchy = cauchyPoint(x, g, limits, memory);
  if (cauchy.free.length === 0 || memory.s.length === 0) return cauchy.x;
  return subspaceMinimum(x, g, cauchy, limits, memory);
}

function correct(memory: Memory, y: Float64Array, d: Float64Array, stp: number, slope: number, slope0: number): void {
  const [curvature, expected] = stp === 1 ? [slope - slope0, -slope0] : [(slope - slope0) * stp, -slope0 * stp];
  if (curvature <= epsilon * expected) return;
  if (!remember(memory, times(stp, d), y, dot(y, y) / curvature)) forget(memory);
}

function projectedGradient(x: Float64Array, g: Float64Array, { low, high }: Limits): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const gi = g[i]! < 0 ? Math.max(x[i]! - high[i]!, g[i]!) : Math.min(x[i]! - low[i]!, g[i]!);
    if (Math.abs(gi) > largest || Number.isNaN(gi)) largest = Math.abs(gi);
  }
  return largest;
}

function longestStep(x: Float64Array, d: Float64Array, { low, high }: Limits): number {
  let longest = 1e10;
  for (let i = 0; i < x.length; i++) {
    const di = d[i]!;
    if (di < 0 && low[i] !== Number.NEGATIVE_INFINITY) {
      const room = low[i]! - x[i]!;
      if (room >= 0) longest = 0;
      else if (di * longest < room) longest = room / di;
    } else if (di > 0 && high[i] !== Number.POSITIVE_INFINITY) {
      const room = high[i]! - x[i]!;
      if (room <= 0) longest = 0;
      else if (di * longest > room) longest = room / di;
    }
  }
  return longest;
}

// Rounding must not carry a point over its limit.
function inside(x: Float64Array, { low, high }: Limits): Float64Array {
  return clip(x, low, high);
}

/** The dense estimate of the inverse Hessian as SciPy gives it: from the unit matrix, without the scale theta. */
function inverseMatrix(s: readonly Float64Array[], y: readonly Float64Array[], n: number): Float64Array {
  const unit = unitMatrix(n);
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = inverseProduct(s, y, 1, unit.subarray(j * n, (j + 1) * n));
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
  }
  return inverse;
}
