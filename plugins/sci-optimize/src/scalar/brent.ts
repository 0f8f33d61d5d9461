import { coreError } from "@core/array/runtime";
import { checkKeys, type WithArgs } from "../core/values.js";
import { lineFunction, type ScalarObjective, startingBracket } from "./bracket.js";
import type { ScalarResult } from "./result.js";
import { scalarResult } from "./result.js";

/** Options of {@link brent} and {@link golden}. */
export interface BrentOptions extends WithArgs {
  /** Two points to begin the search downhill with, or three around a minimum. */
  readonly brack?: readonly number[];
  /** The relative tolerance of x: 1.48e-8 for `brent`, 1.4901161193847656e-8 for `golden`. */
  readonly tol?: number;
  /** Whether to give `[x, fval, iterations, funcalls]` (`golden`: `[x, fval, funcalls]`). */
  readonly fullOutput?: boolean;
  /** The most iterations: 500 for `brent`, 5000 for `golden`. */
  readonly maxiter?: number;
}

/** The names in {@link BrentOptions}. */
export const brentKeys = ["args", "brack", "tol", "fullOutput", "maxiter"] as const;

/**
 * The minimum of a function of one variable by Brent's method: parabolas, and golden sections where they do not help
 * (R. P. Brent, Algorithms for Minimization without Derivatives, chapter 5).
 *
 * @returns x, or with `fullOutput` `[x, fval, iterations, funcalls]`
 * @throws BAD_VALUE for a bracket that is not one
 */
export function brent(
  func: ScalarObjective,
  options: BrentOptions & { readonly fullOutput: true },
): [x: number, fval: number, iterations: number, funcalls: number];
export function brent(func: ScalarObjective, options?: BrentOptions & { readonly fullOutput?: false }): number;
export function brent(func: ScalarObjective, options: BrentOptions = {}): number | [number, number, number, number] {
  checkKeys(options, brentKeys, "brent");
  const { x, fun, nit, nfev } = minimizeBrent(lineFunction(func, options.args), options.brack, {
    xtol: options.tol,
    maxiter: options.maxiter,
  });
  return options.fullOutput === true ? [x, fun, nit, nfev] : x;
}

/** Tolerance and limit of the methods `brent` and `golden`. */
export interface BracketMethodOptions {
  readonly xtol?: number | undefined;
  readonly maxiter?: number | undefined;
}

/** Brent's method of a function that gives numbers. */
export function minimizeBrent(
  f: (x: number) => number,
  brack: readonly number[] | undefined | null,
  { xtol = 1.48e-8, maxiter = 500 }: BracketMethodOptions,
): ScalarResult {
  if (xtol < 0) throw coreError("BAD_VALUE", `tolerance should be >= 0, got ${xtol}.`);
  const [xa, xb, xc, , fb, , calls] = startingBracket(f, brack);
  const section = 0.381966;
  let [x, w, v] = [xb, xb, xb];
  let [fx, fw, fv] = [fb, fb, fb];
  let [a, b] = xa < xc ? [xa, xc] : [xc, xa];
  let change = 0;
  let rat = 0;
  let nfev = calls;
  let nit = 0;
  while (nit < maxiter) {
    const tol1 = xtol * Math.abs(x) + 1e-11;
    const tol2 = 2 * tol1;
    const middle = 0.5 * (a + b);
    if (Math.abs(x - middle) < tol2 - 0.5 * (b - a)) break;
    let parabola = false;
    if (Math.abs(change) > tol1) {
      const t1 = (x - w) * (fx - fv);
      let t2 = (x - v) * (fx - fw);
      let p = (x - v) * t2 - (x - w) * t1;
      t2 = 2 * (t2 - t1);
      if (t2 > 0) p = -p;
      t2 = Math.abs(t2);
      const before = change;
      change = rat;
      if (p > t2 * (a - x) && p < t2 * (b - x) && Math.abs(p) < Math.abs(0.5 * t2 * before)) {
        parabola = true;
        rat = p / t2;
        const u = x + rat;
        if (u - a < tol2 || b - u < tol2) rat = middle - x >= 0 ? tol1 : -tol1;
      }
    }
    if (!parabola) {
      change = x >= middle ? a - x : b - x;
      rat = section * change;
    }
    const u = Math.abs(rat) < tol1 ? (rat >= 0 ? x + tol1 : x - tol1) : x + rat;
    const fu = f(u);
    nfev++;
    if (fu > fx) {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, w, fv, fw] = [w, u, fw, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    } else {
      if (u >= x) a = x;
      else b = x;
      [v, w, x, fv, fw, fx] = [w, x, u, fw, fx, fu];
    }
    nit++;
  }
  return scalarResult(x, fx, nit, nfev, maxiter, xtol);
}
