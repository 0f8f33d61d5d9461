import { coreError } from "@core/array/runtime";
import type { Limits } from "../core/bounds.js";
import { limitedFunction, limitsOfWork } from "../core/limited-function.js";
import { type Display, messages, type OptimizeResult, report, show, type Writable, watched } from "../core/result.js";
import { rowsOf, vector } from "../core/values.js";
import { hasNaN, minus, plus, times, unitMatrix } from "../core/vectors.js";
import { minimizeBounded } from "../scalar/bounded.js";
import { minimizeBrent } from "../scalar/brent.js";
import type { PlainProblem } from "./nelder-mead.js";

/** Options of the method Powell. */
export interface PowellOptions {
  /** The relative tolerance of x along a line; 1e-4. */
  readonly xtol?: number;
  /** The relative change of the function at which to stop; 1e-4. */
  readonly ftol?: number;
  /** The most iterations; 1000 for each variable. */
  readonly maxiter?: number;
  /** The most calls of the function; 1000 for each variable. */
  readonly maxfev?: number;
  readonly disp?: Display;
  readonly returnAll?: boolean;
  /** The directions to begin with, in rows; the axes by default. */
  readonly direc?: unknown;
}

const tooManyCalls: unique symbol = /* @__PURE__ */ Symbol("too many calls");

/** Minimisation along changing directions, without gradients (Powell 1964). */
export function minimizePowell(problem: PlainProblem, options: PowellOptions): OptimizeResult {
  const { x0, limits } = problem;
  const n = x0.length;
  const { xtol = 1e-4, ftol = 1e-4 } = options;
  const work = limitsOfWork(options.maxiter, options.maxfev, n * 1000);
  if (!(work.maxfev >= 1)) throw coreError("BAD_VALUE", `maxfev: got ${work.maxfev}, expected a number from 1.`);
  const counted = limitedFunction(problem.fun, problem.args, work.maxfev);
  const fun = (x: Float64Array): number => {
    const f = counted.at(x);
    if (f === undefined) throw tooManyCalls;
    return f;
  };
  const directions = startingDirections(options.direc, n);
  const row = (i: number): Float64Array => directions.subarray(i * n, (i + 1) * n);
  let x: Float64Array = x0.slice();
  const points = [x];
  let f = fun(x);
  let x1: Float64Array = x.slice();
  let iterations = 0;
  const search = (direction: Float64Array): Float64Array => {
    const found = alongLine(fun, x, direction, xtol * 100, limits, f);
    [f, x] = [found.f, found.x];
    return found.step;
  };
  try {
    for (;;) {
      const fBefore = f;
      let biggest = 0;
      let delta = 0;
      for (let i = 0; i < n; i++) {
        const before = f;
        search(row(i).slice());
        if (before - f > delta) {
          delta = before - f;
          biggest = i;
        }
      }
      iterations++;
      points.push(x);
      watched(problem, x);
      if (2 * (fBefore - f) <= ftol * (Math.abs(fBefore) + Math.abs(f)) + 1e-20) break;
      if (counted.calls >= work.maxfev || iterations >= work.maxiter) break;
      if (Number.isNaN(fBefore) && Number.isNaN(f)) break;
      const direction = minus(x, x1);
      x1 = x.slice();
      const longest = limits === undefined ? 1 : reach(x, direction, limits)[1];
      const fBeyond = fun(plus(x, Math.min(longest, 1), direction));
      if (fBefore > fBeyond) {
        const gain = fBefore - f - delta;
        const t = 2 * (fBefore + fBeyond - 2 * f) * gain * gain - delta * (fBefore - fBeyond) ** 2;
        if (t < 0) {
          const step = search(direction);
          if (step.some((value) => value !== 0)) {
            row(biggest).set(row(n - 1));
            row(n - 1).set(step);
          }
        }
      }
    }
  } catch (error) {
    if (error !== tooManyCalls) throw error;
  }
  let status = 0;
  let message: string = messages.success;
  if (limits !== undefined && x.some((value, i) => value < limits.low[i]! || value > limits.high[i]!)) {
    status = 4;
    message = messages.outside;
  } else if (counted.calls >= work.maxfev) {
    status = 1;
    message = messages.maxfev;
  } else if (iterations >= work.maxiter) {
    status = 2;
    message = messages.maxiter;
  } else if (Number.isNaN(f) || hasNaN(x)) {
    status = 3;
    message = messages.nan;
  }
  const result: Writable<OptimizeResult> = {
    x: vector(x.slice()),
    fun: f,
    direc: vector(directions, [n, n]),
    nit: iterations,
    nfev: counted.calls,
    status,
    success: status === 0,
    message,
  };
  if (options.returnAll === true) result.allvecs = points.map((point) => vector(point.slice()));
  show(options.disp, () => report(result));
  return result;
}

interface Found {
  readonly f: number;
  readonly x: Float64Array;
  readonly step: Float64Array;
}

function alongLine(
  fun: (x: Float64Array) => number,
  x: Float64Array,
  direction: Float64Array,
  tol: number,
  limits: Limits | undefined,
  f: number,
): Found {
  if (direction.every((value) => value === 0)) return { f, x, step: direction };
  const along = (alpha: number): number => fun(plus(x, alpha, direction));
  const moved = (alpha: number, value: number): Found => {
    const step = times(alpha, direction);
    return { f: value, x: plus(x, 1, step), step };
  };
  const [low, high] =
    limits === undefined ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : reach(x, direction, limits);
  if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) {
    const found = minimizeBrent(along, undefined, { xtol: tol });
    return moved(found.x, found.fun);
  }
  if (low !== Number.NEGATIVE_INFINITY && high !== Number.POSITIVE_INFINITY) {
    const found = minimizeBounded(along, [low, high], { xatol: tol / 100 });
    return moved(found.x, found.fun);
  }
  const found = minimizeBounded((angle) => along(Math.tan(angle)), [Math.atan(low), Math.atan(high)], {
    xatol: tol / 100,
  });
  return moved(Math.tan(found.x), found.fun);
}

/** How far a line may be followed to both sides until a limit is met. */
function reach(x: Float64Array, direction: Float64Array, { low, high }: Limits): [number, number] {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    const d = direction[i]!;
    if (d === 0) continue;
    const a = (low[i]! - x[i]!) / d;
    const b = (high[i]! - x[i]!) / d;
    least = Math.max(least, d > 0 ? a : b);
    most = Math.min(most, d > 0 ? b : a);
  }
  return most >= least ? [least, most] : [0, 0];
}

function startingDirections(given: unknown, n: number): Float64Array {
  if (given === undefined || given === null) return unitMatrix(n);
  const { data, rows, columns } = rowsOf(given, "direc");
  if (rows !== n || columns !== n)
    throw coreError("BAD_SHAPE", `direc has shape (${rows}, ${columns}), expected (${n}, ${n}).`);
  return data;
}
