import { checkKeys } from "../core/values.js";
import { rootEpsilon } from "../core/vectors.js";
import { lineFunction, type ScalarObjective, startingBracket } from "./bracket.js";
import { type BracketMethodOptions, type BrentOptions, brentKeys } from "./brent.js";
import { type ScalarResult, scalarResult } from "./result.js";

/**
 * The minimum of a function of one variable by golden sections.
 *
 * @returns x, or with `fullOutput` `[x, fval, funcalls]`
 * @throws BAD_VALUE for a bracket that is not one
 */
export function golden(
  func: ScalarObjective,
  options: BrentOptions & { readonly fullOutput: true },
): [x: number, fval: number, funcalls: number];
export function golden(func: ScalarObjective, options?: BrentOptions & { readonly fullOutput?: false }): number;
export function golden(func: ScalarObjective, options: BrentOptions = {}): number | [number, number, number] {
  checkKeys(options, brentKeys, "golden");
  const { x, fun, nfev } = minimizeGolden(lineFunction(func, options.args), options.brack, {
    xtol: options.tol,
    maxiter: options.maxiter,
  });
  return options.fullOutput === true ? [x, fun, nfev] : x;
}

/** Golden sections of a function that gives numbers. */
export function minimizeGolden(
  f: (x: number) => number,
  brack: readonly number[] | undefined | null,
  { xtol = rootEpsilon, maxiter = 5000 }: BracketMethodOptions,
): ScalarResult {
  const [xa, xb, xc, , , , calls] = startingBracket(f, brack);
  const r = 0.61803399;
  const c = 1 - r;
  let [x0, x3] = [xa, xc];
  let [x1, x2] = Math.abs(xc - xb) > Math.abs(xb - xa) ? [xb, xb + c * (xc - xb)] : [xb - c * (xb - xa), xb];
  let f1 = f(x1);
  let f2 = f(x2);
  let nfev = calls + 2;
  let nit = 0;
  while (nit < maxiter && !(Math.abs(x3 - x0) <= xtol * (Math.abs(x1) + Math.abs(x2)))) {
    if (f2 < f1) {
      x0 = x1;
      x1 = x2;
      x2 = r * x1 + c * x3;
      f1 = f2;
      f2 = f(x2);
    } else {
      x3 = x2;
      x2 = x1;
      x1 = r * x2 + c * x0;
      f2 = f1;
      f1 = f(x1);
    }
    nfev++;
    nit++;
  }
  return f1 < f2 ? scalarResult(x1, f1, nit, nfev, maxiter, xtol) : scalarResult(x2, f2, nit, nfev, maxiter, xtol);
}
