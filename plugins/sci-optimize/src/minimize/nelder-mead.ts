import { coreError } from "@core/array/runtime";
import type { Limits } from "../core/bounds.js";
import { limitedFunction, limitsOfWork } from "../core/limited-function.js";
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
import type { Objective } from "../core/scalar-function.js";
import { rowsOf, vector } from "../core/values.js";
import { clip } from "../core/vectors.js";

/** What the methods without gradients get. */
export interface PlainProblem extends Watch {
  readonly fun: Objective;
  readonly x0: Float64Array;
  readonly args: readonly unknown[];
  readonly limits?: Limits | undefined;
}

/** Options of the method Nelder-Mead. */
export interface NelderMeadOptions {
  /** The most iterations; 200 for each variable. */
  readonly maxiter?: number;
  /** The most calls of the function; 200 for each variable. */
  readonly maxfev?: number;
  readonly disp?: Display;
  readonly returnAll?: boolean;
  /** The corners to begin with, of shape (N + 1, N); x0 does not count then. */
  readonly initialSimplex?: unknown;
  /** The absolute size of the simplex at which to stop; 1e-4. */
  readonly xatol?: number;
  /** The absolute spread of the values at which to stop; 1e-4. */
  readonly fatol?: number;
  /** Whether the factors follow the number of variables (Gao and Han 2012), good for many variables. */
  readonly adaptive?: boolean;
}

interface Corner {
  x: Float64Array;
  f: number;
}

/** Minimisation by the simplex of Nelder and Mead (1965), without gradients. */
export function minimizeNelderMead(problem: PlainProblem, options: NelderMeadOptions): OptimizeResult {
  const { limits } = problem;
  const { xatol = 1e-4, fatol = 1e-4, adaptive = false } = options;
  const inside = (x: Float64Array): Float64Array => (limits === undefined ? x : clip(x, limits.low, limits.high));
  const points = startingCorners(inside(problem.x0), options.initialSimplex).map(inside);
  const n = points.length - 1;
  const work = limitsOfWork(options.maxiter, options.maxfev, n * 200);
  const chi = adaptive ? 1 + 2 / n : 2;
  const psi = adaptive ? 0.75 - 1 / (2 * n) : 0.5;
  const sigma = adaptive ? 1 - 1 / n : 0.5;
  const fun = limitedFunction(problem.fun, problem.args, work.maxfev);
  let corners: Corner[] = points.map((x) => ({ x, f: Number.POSITIVE_INFINITY }));
  for (const corner of corners) {
    const f = fun.at(corner.x);
    if (f === undefined) break;
    corner.f = f;
  }
  corners = sorted(corners);
  const visited = [points[0]!];
  let iterations = 1;
  while (fun.calls < work.maxfev && iterations < work.maxiter) {
    if (spread(corners) <= xatol && corners.every(({ f }) => Math.abs(corners[0]!.f - f) <= fatol)) {
      // SciPy sorts, calls back and notes the point before it leaves the loop.
      visited.push(corners[0]!.x);
      watched(problem, corners[0]!.x);
      break;
    }
    if (stepped(corners, inside, fun.at, chi, psi, sigma)) iterations++;
    corners = sorted(corners);
    visited.push(corners[0]!.x);
    watched(problem, corners[0]!.x);
  }
  const best = corners[0]!;
  const fun0 = corners.reduce((least, { f }) => (f < least || Number.isNaN(f) ? f : least), best.f);
  let status = 0;
  let message: string = messages.success;
  if (fun.calls >= work.maxfev) {
    status = 1;
    message = messages.maxfev;
  } else if (iterations >= work.maxiter) {
    status = 2;
    message = messages.maxiter;
  }
  const simplex = new Float64Array(n * (n + 1));
  corners.forEach(({ x }, i) => {
    simplex.set(x, i * n);
  });
  const result: Writable<OptimizeResult> = {
    x: vector(best.x.slice()),
    fun: fun0,
    nit: iterations,
    nfev: fun.calls,
    status,
    success: status === 0,
    message,
    finalSimplex: [vector(simplex, [n + 1, n]), vector(Float64Array.from(corners, ({ f }) => f))],
  };
  if (options.returnAll === true) result.allvecs = visited.map((x) => vector(x.slice()));
  show(options.disp, () => report(result));
  return result;
}

/** One reflection, expansion, contraction or shrinking; false when the function must not be called again. */
function stepped(
  corners: Corner[],
  inside: (x: Float64Array) => Float64Array,
  at: (x: Float64Array) => number | undefined,
  chi: number,
  psi: number,
  sigma: number,
): boolean {
  const n = corners.length - 1;
  const last = corners[n]!;
  const centre = new Float64Array(n);
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) centre[i]! += corners[k]!.x[i]!;
  for (let i = 0; i < n; i++) centre[i]! /= n;
  const mixed = (a: number, b: number): Float64Array => inside(centre.map((value, i) => a * value + b * last.x[i]!));
  const reflected = mixed(2, -1);
  const fReflected = at(reflected);
  if (fReflected === undefined) return false;
  const replace = (x: Float64Array, f: number): true => {
    corners[n] = { x, f };
    return true;
  };
  if (fReflected < corners[0]!.f) {
    const expanded = mixed(1 + chi, -chi);
    const f = at(expanded);
    if (f === undefined) return false;
    return f < fReflected ? replace(expanded, f) : replace(reflected, fReflected);
  }
  if (fReflected < corners[n - 1]!.f) return replace(reflected, fReflected);
  if (fReflected < last.f) {
    const contracted = mixed(1 + psi, -psi);
    const f = at(contracted);
    if (f === undefined) return false;
    if (f <= fReflected) return replace(contracted, f);
  } else {
    const contracted = mixed(1 - psi, psi);
    const f = at(contracted);
    if (f === undefined) return false;
    if (f < last.f) return replace(contracted, f);
  }
  const [best] = corners;
  for (let k = 1; k <= n; k++) {
    const corner = corners[k]!;
    const x = inside(best!.x.map((value, i) => value + sigma * (corner.x[i]! - value)));
    corners[k] = { x, f: corner.f };
    const f = at(x);
    if (f === undefined) return false;
    corners[k] = { x, f };
  }
  return true;
}

function startingCorners(x0: Float64Array, given: unknown): Float64Array[] {
  const n = x0.length;
  if (given === undefined || given === null)
    return Array.from({ length: n + 1 }, (_, k) => {
      const corner = x0.slice();
      if (k > 0) corner[k - 1] = corner[k - 1] !== 0 ? 1.05 * corner[k - 1]! : 0.00025;
      return corner;
    });
  const { data, rows, columns } = rowsOf(given, "initialSimplex");
  if (rows !== columns + 1 || columns !== n)
    throw coreError("BAD_SHAPE", `initialSimplex has shape (${rows}, ${columns}), expected (${n + 1}, ${n}).`);
  return Array.from({ length: rows }, (_, k) => data.slice(k * n, (k + 1) * n));
}

function spread(corners: readonly Corner[]): number {
  let largest = 0;
  const first = corners[0]!.x;
  for (const { x } of corners)
    for (let i = 0; i < x.length; i++) {
      const distance = Math.abs(x[i]! - first[i]!);
      if (!(distance <= largest)) largest = distance;
    }
  return largest;
}

/** Corners by value, NaN last; equal ones keep their order. */
function sorted(corners: readonly Corner[]): Corner[] {
  return [...corners].sort((a, b) => {
    if (Number.isNaN(a.f)) return Number.isNaN(b.f) ? 0 : 1;
    if (Number.isNaN(b.f)) return -1;
    return a.f < b.f ? -1 : a.f > b.f ? 1 : 0;
  });
}
