import { coreError } from "@core/array/runtime";
import type { Limits } from "./bounds.js";
import { epsilon, rootEpsilon } from "./vectors.js";

/** How a derivative is estimated: forward or central differences. */
export type DifferenceMethod = "2-point" | "3-point";

/** The names of the estimates. */
export const differenceMethods: readonly DifferenceMethod[] = ["2-point", "3-point"];

/** How a Jacobian matrix is estimated. */
export interface DifferenceOptions {
  readonly method: DifferenceMethod;
  /** Steps relative to |x|; a default for the method where there are none. */
  readonly relStep?: Float64Array | undefined;
  /** Steps as they are. */
  readonly absStep?: Float64Array | undefined;
  /** Points outside are never taken. */
  readonly limits?: Limits | undefined;
}

const cubeRootEpsilon = 6.0554544523933395e-6;

/**
 * The Jacobian matrix of a function by finite differences, one column after the other (each holds the derivatives of all values by one
 * variable). The steps and their choice near limits are those of SciPy's `approx_derivative`.
 */
export function differentiate(
  fun: (x: Float64Array) => Float64Array,
  x0: Float64Array,
  f0: Float64Array,
  { method, relStep, absStep, limits }: DifferenceOptions,
): Float64Array {
  const n = x0.length;
  const m = f0.length;
  if (limits !== undefined)
    for (let i = 0; i < n; i++)
      if (x0[i]! < limits.low[i]! || x0[i]! > limits.high[i]!)
        throw coreError("BAD_VALUE", `x0 violates bound constraints: variable ${i} is ${x0[i]}.`);
  const columns = new Float64Array(n * m);
  const x = x0.slice();
  for (let i = 0; i < n; i++) {
    const at = x0[i]!;
    let h = stepOf(at, method, relStep, absStep, i);
    let oneSided = method === "2-point";
    if (!oneSided) h = Math.abs(h);
    const low = limits?.low[i] ?? Number.NEGATIVE_INFINITY;
    const high = limits?.high[i] ?? Number.POSITIVE_INFINITY;
    if (low > Number.NEGATIVE_INFINITY || high < Number.POSITIVE_INFINITY) {
      if (method === "2-point") h = forwardStep(at, h, low, high);
      else [h, oneSided] = centralStep(at, h, low, high);
    }
    const column = columns.subarray(i * m, (i + 1) * m);
    if (method === "2-point") {
      x[i] = at + h;
      const dx = x[i]! - at;
      const f = called(fun, x, m);
      for (let k = 0; k < m; k++) column[k] = (f[k]! - f0[k]!) / dx;
    } else if (oneSided) {
      x[i] = at + h;
      const f1 = called(fun, x, m);
      x[i] = at + 2 * h;
      const dx = x[i]! - at;
      const f2 = called(fun, x, m);
      for (let k = 0; k < m; k++) column[k] = (-3 * f0[k]! + 4 * f1[k]! - f2[k]!) / dx;
    } else {
      const left = at - h;
      const right = at + h;
      x[i] = left;
      const f1 = called(fun, x, m);
      x[i] = right;
      const f2 = called(fun, x, m);
      for (let k = 0; k < m; k++) column[k] = (f2[k]! - f1[k]!) / (right - left);
    }
    x[i] = at;
  }
  return columns;
}

function called(fun: (x: Float64Array) => Float64Array, x: Float64Array, m: number): Float64Array {
  const f = fun(x);
  if (f.length !== m)
    throw coreError("BAD_SHAPE", `the function returned ${f.length} values, where it returned ${m} before.`);
  return f;
}

function stepOf(
  at: number,
  method: DifferenceMethod,
  relStep: Float64Array | undefined,
  absStep: Float64Array | undefined,
  i: number,
): number {
  const sign = at >= 0 ? 1 : -1;
  const usual = (method === "2-point" ? rootEpsilon : cubeRootEpsilon) * sign * Math.max(1, Math.abs(at));
  const given = absStep !== undefined ? absStep[i]! : relStep !== undefined ? relStep[i]! * sign * Math.abs(at) : usual;
  return at + given - at === 0 ? usual : given;
}

/** A step that stays inside: turned round, or as long as there is room. */
function forwardStep(at: number, h: number, low: number, high: number): number {
  const below = at - low;
  const above = high - at;
  const x = at + h;
  const fits = Math.abs(h) <= Math.max(below, above);
  if (fits) return x < low || x > high ? -h : h;
  return above >= below ? above : -below;
}

/** A step to both sides, or two steps to the side where there is more room. */
function centralStep(at: number, h: number, low: number, high: number): [number, boolean] {
  const below = at - low;
  const above = high - at;
  if (below >= h && above >= h) return [h, false];
  const adjusted = above >= below ? Math.min(h, 0.5 * above) : -Math.min(h, 0.5 * below);
  const least = Math.min(above, below);
  return Math.abs(adjusted) <= least ? [least, false] : [adjusted, true];
}

/** The smallest step that MINPACK takes relative to |x|. */
export function minpackStep(given: number): number {
  return Math.sqrt(Math.max(given, epsilon));
}
