import type { Objective } from "./scalar-function.js";
import { scalarOf } from "./values.js";

/** A function that counts its calls and stops when there were too many. */
export interface LimitedFunction {
  calls: number;
  /** The value, or undefined when no further call is allowed. */
  at(x: Float64Array): number | undefined;
}

/** Makes a {@link LimitedFunction}. */
export function limitedFunction(fun: Objective, args: readonly unknown[], most: number): LimitedFunction {
  const call = fun as (x: Float64Array, ...rest: readonly unknown[]) => unknown;
  const self: LimitedFunction = {
    calls: 0,
    at(x) {
      if (self.calls >= most) return undefined;
      self.calls++;
      return scalarOf(call(x.slice(), ...args), "the objective function");
    },
  };
  return self;
}

/** The most iterations and calls of the methods without gradients: one of them alone does not limit the other. */
export function limitsOfWork(
  maxiter: number | undefined,
  maxfev: number | undefined,
  usual: number,
): { readonly maxiter: number; readonly maxfev: number } {
  const none = Number.POSITIVE_INFINITY;
  if (maxiter === undefined && maxfev === undefined) return { maxiter: usual, maxfev: usual };
  if (maxiter === undefined) return { maxiter: maxfev === none ? usual : none, maxfev: maxfev as number };
  if (maxfev === undefined) return { maxiter, maxfev: maxiter === none ? usual : none };
  return { maxiter, maxfev };
}
