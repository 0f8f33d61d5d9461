import { coreError } from "@core/array/runtime";
import type { NumberLike, WithArgs } from "../core/values.js";
import { checkFunction, checkKeys, describe, scalarOf } from "../core/values.js";

/** A function of one variable as users write it. */
export type ScalarObjective = (x: number, ...args: never[]) => NumberLike;

/** Options of {@link bracket}. */
export interface BracketOptions extends WithArgs {
  /** The first point; 0. */
  readonly xa?: number;
  /** The second point; 1. */
  readonly xb?: number;
  /** How far one step may go; 110. */
  readonly growLimit?: number;
  /** The most steps; 1000. */
  readonly maxiter?: number;
}

/** Three points around a minimum, the values there, and how often the function was called. */
export type Bracketed = [xa: number, xb: number, xc: number, fa: number, fb: number, fc: number, funcalls: number];

/** A user's function of one variable with its further arguments, checked. */
export function lineFunction(func: ScalarObjective, args: readonly unknown[] = []): (x: number) => number {
  checkFunction(func, "the function");
  if (!Array.isArray(args)) throw coreError("BAD_ARGUMENT", `args: got ${describe(args)}, expected a list.`);
  const call = func as (x: number, ...rest: readonly unknown[]) => unknown;
  if (args.length === 0) return (x) => scalarOf(call(x), "the function");
  return (x) => scalarOf(call(x, ...args), "the function");
}

/**
 * Three points with the middle one lowest, found by going downhill from two points in growing steps (Numerical Recipes' `mnbrak`).
 *
 * @returns `[xa, xb, xc, fa, fb, fc, funcalls]`
 * @throws NOT_CONVERGED after `maxiter` steps
 */
export function bracket(func: ScalarObjective, options: BracketOptions = {}): Bracketed {
  checkKeys(options, ["args", "xa", "xb", "growLimit", "maxiter"], "bracket");
  return bracketed(lineFunction(func, options.args), options);
}

/** {@link bracket} of a function that gives numbers. */
export function bracketed(f: (x: number) => number, options: Omit<BracketOptions, "args">): Bracketed {
  const { growLimit = 110, maxiter = 1000 } = options;
  const gold = 1.618034;
  let [xa, xb] = [options.xa ?? 0, options.xb ?? 1];
  let fa = f(xa);
  let fb = f(xb);
  if (fa < fb) [xa, xb, fa, fb] = [xb, xa, fb, fa];
  let xc = xb + gold * (xb - xa);
  let fc = f(xc);
  let calls = 3;
  for (let steps = 0; fc < fb; steps++) {
    const t1 = (xb - xa) * (fb - fc);
    const t2 = (xb - xc) * (fb - fa);
    const difference = t2 - t1;
    const scale = Math.abs(difference) < 1e-21 ? 2e-21 : 2 * difference;
    let w = xb - ((xb - xc) * t2 - (xb - xa) * t1) / scale;
    const farthest = xb + growLimit * (xc - xb);
    if (steps > maxiter) throw coreError("NOT_CONVERGED", `bracket: no minimum within ${maxiter} steps.`);
    let fw: number;
    calls++;
    if ((w - xc) * (xb - w) > 0) {
      fw = f(w);
      if (fw < fc) return [xb, w, xc, fb, fw, fc, calls];
      if (fw > fb) return [xa, xb, w, fa, fb, fw, calls];
      w = xc + gold * (xc - xb);
      fw = f(w);
      calls++;
    } else if ((w - farthest) * (farthest - xc) >= 0) {
      w = farthest;
      fw = f(w);
    } else if ((w - farthest) * (xc - w) > 0) {
      fw = f(w);
      if (fw < fc) {
        [xb, xc] = [xc, w];
        w = xc + gold * (xc - xb);
        [fb, fc] = [fc, fw];
        fw = f(w);
        calls++;
      }
    } else {
      w = xc + gold * (xc - xb);
      fw = f(w);
    }
    [xa, xb, xc, fa, fb, fc] = [xb, xc, w, fb, fc, fw];
  }
  return [xa, xb, xc, fa, fb, fc, calls];
}

/** The three points to begin with: searched for, or those given, which must lie around a lower value. */
export function startingBracket(f: (x: number) => number, given: readonly number[] | undefined | null): Bracketed {
  if (given === undefined || given === null) return bracketed(f, {});
  if (given.length === 2) return bracketed(f, { xa: given[0]!, xb: given[1]! });
  if (given.length !== 3) throw coreError("BAD_SHAPE", `bracket: got ${given.length} numbers, expected 2 or 3.`);
  let [xa, xb, xc] = given as [number, number, number];
  if (xa > xc) [xa, xc] = [xc, xa];
  if (!(xa < xb && xb < xc))
    throw coreError("BAD_VALUE", `bracket: (${given.join(", ")}) must be in order: (xa < xb) and (xb < xc).`);
  const [fa, fb, fc] = [f(xa), f(xb), f(xc)];
  if (!(fb < fa && fb < fc))
    throw coreError(
      "BAD_VALUE",
      `bracket: the values (${fa}, ${fb}, ${fc}) must have the middle one lowest: (f(xb) < f(xa)) and (f(xb) < f(xc)).`,
    );
  return [xa, xb, xc, fa, fb, fc, 3];
}
