import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkFunction, checkKeys, choiceOf, numbersOf, realArray, vector, type WithArgs } from "../core/values.js";

/** Options of {@link fixedPoint}. */
export interface FixedPointOptions extends WithArgs {
  /** The relative change at which to stop; 1e-8. */
  readonly xtol?: number;
  /** The most iterations; 500. */
  readonly maxiter?: number;
  /** `del2` (Steffensen's acceleration) or `iteration`. */
  readonly method?: "del2" | "iteration" | (string & {});
}

/**
 * A point x with func(x) = x, for a number or for each element of an array.
 *
 * @throws NOT_CONVERGED after `maxiter` iterations
 */
export function fixedPoint(
  func: (x: number, ...args: never[]) => unknown,
  x0: number,
  options?: FixedPointOptions,
): number;
export function fixedPoint(
  func: (x: NDArray<"float64">, ...args: never[]) => unknown,
  x0: Exclude<ArrayLikeInput, number>,
  options?: FixedPointOptions,
): NDArray<"float64">;
export function fixedPoint(func: unknown, x0: unknown, options: FixedPointOptions = {}): number | NDArray<"float64"> {
  checkFunction(func, "fixedPoint: func");
  checkKeys(options, ["args", "xtol", "maxiter", "method"], "fixedPoint");
  const { args = [], xtol = 1e-8, maxiter = 500 } = options;
  const method = choiceOf(options.method ?? "del2", ["del2", "iteration"] as const, "fixedPoint: method");
  const start = realArray(x0, "x0");
  const single = typeof x0 === "number";
  const call = func as (...all: unknown[]) => unknown;
  const at = (p: Float64Array): Float64Array => {
    const values = numbersOf(call(single ? p[0]! : vector(p.slice(), start.shape), ...args), "fixedPoint: func");
    if (values.length !== p.length)
      throw coreError("BAD_SHAPE", `fixedPoint: func gives ${values.length} numbers, expected ${p.length}.`);
    return values;
  };
  let p0 = numbersOf(start, "x0");
  for (let i = 0; i < maxiter; i++) {
    const p1 = at(p0);
    let p = p1;
    if (method === "del2") {
      const p2 = at(p1);
      p = p2.map((value, k) => {
        const d = value - 2 * p1[k]! + p0[k]!;
        return d === 0 ? value : p0[k]! - (p1[k]! - p0[k]!) ** 2 / d;
      });
    }
    const before = p0;
    if (p.every((value, k) => Math.abs(before[k] === 0 ? value : (value - before[k]!) / before[k]!) < xtol))
      return single ? p[0]! : vector(p, start.shape);
    p0 = p;
  }
  throw coreError(
    "NOT_CONVERGED",
    `fixedPoint: failed to converge after ${maxiter} iterations, value is ${p0.join(", ")}.`,
  );
}
