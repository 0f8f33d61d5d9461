import { coreError } from "@core/array/runtime";
import { messages } from "../core/result.js";
import { checkKeys, describe, type WithArgs } from "../core/values.js";
import { lineFunction, type ScalarObjective } from "./bracket.js";
import type { ScalarResult } from "./result.js";

/** Options of {@link fminbound}. */
export interface FminboundOptions extends WithArgs {
  /** The absolute tolerance of x; 1e-5. */
  readonly xtol?: number;
  /** The most calls of the function; 500. */
  readonly maxfun?: number;
  /** Whether to give `[x, fval, ierr, numfunc]`. */
  readonly fullOutput?: boolean;
}

/**
 * The minimum of a function of one variable between two limits, by Brent's method.
 *
 * @returns x, or with `fullOutput` `[x, fval, ierr, numfunc]`: ierr is 0 when it converged, 1 after too many calls, 2 for NaN
 * @throws BAD_VALUE for limits that are not finite or not in order
 */
export function fminbound(
  func: ScalarObjective,
  x1: number,
  x2: number,
  options: FminboundOptions & { readonly fullOutput: true },
): [x: number, fval: number, ierr: number, numfunc: number];
export function fminbound(
  func: ScalarObjective,
  x1: number,
  x2: number,
  options?: FminboundOptions & { readonly fullOutput?: false },
): number;
export function fminbound(
  func: ScalarObjective,
  x1: number,
  x2: number,
  options: FminboundOptions = {},
): number | [number, number, number, number] {
  checkKeys(options, ["args", "xtol", "maxfun", "fullOutput"], "fminbound");
  const found = minimizeBounded(lineFunction(func, options.args), [x1, x2], {
    xatol: options.xtol,
    maxiter: options.maxfun,
  });
  return options.fullOutput === true ? [found.x, found.fun, found.status!, found.nfev] : found.x;
}

/** Brent's method between limits, of a function that gives numbers. */
export function minimizeBounded(
  f: (x: number) => number,
  bounds: readonly number[],
  { xatol = 1e-5, maxiter = 500 }: { readonly xatol?: number | undefined; readonly maxiter?: number | undefined },
): ScalarResult {
  if (bounds.length !== 2) throw coreError("BAD_SHAPE", `bounds: got ${describe(bounds)}, expected two numbers.`);
  let [a, b] = bounds as [number, number];
  if (!Number.isFinite(a) || !Number.isFinite(b))
    throw coreError("BAD_VALUE", `bounds: (${describe(a)}, ${describe(b)}) must be finite.`);
  if (a > b) throw coreError("BAD_VALUE", `bounds: the lower limit ${a} exceeds the upper limit ${b}.`);
  const root = Math.sqrt(2.2e-16);
  const section = 0.5 * (3 - Math.sqrt(5));
  let fulc = a + section * (b - a);
  let [nfc, xf] = [fulc, fulc];
  let rat = 0;
  let e = 0;
  let x = xf;
  let fx = f(x);
  let num = 1;
  let fu = Number.POSITIVE_INFINITY;
  let [ffulc, fnfc] = [fx, fx];
  let middle = 0.5 * (a + b);
  let tol1 = root * Math.abs(xf) + xatol / 3;
  let tol2 = 2 * tol1;
  let status = 0;
  while (Math.abs(xf - middle) > tol2 - 0.5 * (b - a)) {
    let golden = true;
    if (Math.abs(e) > tol1) {
      let r = (xf - nfc) * (fx - ffulc);
      let q = (xf - fulc) * (fx - fnfc);
      let p = (xf - fulc) * q - (xf - nfc) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      r = e;
      e = rat;
      if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (a - xf) && p < q * (b - xf)) {
        golden = false;
        rat = p / q;
        x = xf + rat;
        if (x - a < tol2 || b - x < tol2) rat = middle - xf >= 0 ? tol1 : -tol1;
      }
    }
    if (golden) {
      e = xf >= middle ? a - xf : b - xf;
      rat = section * e;
    }
    x = xf + (rat >= 0 ? 1 : -1) * Math.max(Math.abs(rat), tol1);
    fu = f(x);
    num++;
    if (fu <= fx) {
      if (x >= xf) a = xf;
      else b = xf;
      [fulc, ffulc, nfc, fnfc, xf, fx] = [nfc, fnfc, xf, fx, x, fu];
    } else {
      if (x < xf) a = x;
      else b = x;
      if (fu <= fnfc || nfc === xf) [fulc, ffulc, nfc, fnfc] = [nfc, fnfc, x, fu];
      else if (fu <= ffulc || fulc === xf || fulc === nfc) [fulc, ffulc] = [x, fu];
    }
    middle = 0.5 * (a + b);
    tol1 = root * Math.abs(xf) + xatol / 3;
    tol2 = 2 * tol1;
    if (num >= maxiter) {
      status = 1;
      break;
    }
  }
  if (Number.isNaN(xf) || Number.isNaN(fx) || Number.isNaN(fu)) status = 2;
  const texts = ["Solution found.", "Maximum number of function calls reached.", messages.nan];
  return { x: xf, fun: fx, nit: num, nfev: num, status, success: status === 0, message: texts[status]! };
}
