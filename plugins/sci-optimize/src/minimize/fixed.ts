import type { Limits } from "../core/bounds.js";
import type { OptimizeResult } from "../core/result.js";
import { gradientOf, type Objective } from "../core/scalar-function.js";
import { rowsOf, vector } from "../core/values.js";
import type { ConstraintLike, FunctionConstraint } from "./constraints.js";
import { readConstraints } from "./constraints.js";
import type { HessianProblem } from "./newton-cg.js";

/** A problem without the variables that their limits fix, since differences have no room there. */
export function withoutFixed(
  problem: HessianProblem,
  { low, high }: Limits,
  fixed: Float64Array,
  constraints: readonly ConstraintLike[],
): { readonly problem: HessianProblem; readonly constraints: readonly ConstraintLike[] } {
  const free = [...fixed.keys()].filter((i) => fixed[i] === 0);
  const only = (x: Float64Array): Float64Array => Float64Array.from(free, (i) => x[i]!);
  const whole = (x: Float64Array): Float64Array => {
    const all = low.slice();
    free.forEach((i, k) => {
      all[i] = x[k]!;
    });
    return all;
  };
  const call = problem.fun as (...all: unknown[]) => unknown;
  const { jac, callback } = problem;
  const smaller = readConstraints(constraints, problem.x0).map(
    ({ kind, fun, jac: rows }): FunctionConstraint => ({
      type: kind,
      fun: (x: Float64Array) => fun(whole(x)),
      jac:
        rows === undefined
          ? undefined
          : (x: Float64Array) => {
              const all = rows(whole(x));
              const n = fixed.length;
              return Array.from({ length: all.length / n }, (_, i) => free.map((j) => all[i * n + j]!));
            },
    }),
  );
  return {
    problem: {
      ...problem,
      fun: (x: Float64Array, ...args: never[]) => call(whole(x), ...args),
      x0: only(problem.x0),
      jac:
        typeof jac === "function"
          ? (((x: Float64Array, ...args: unknown[]) => only(gradientOf(jac, whole(x), args))) as Objective)
          : jac,
      callback: callback === undefined ? undefined : (x) => callback(whole(x)),
      limits: { low: only(low), high: only(high) },
    },
    constraints: smaller,
  };
}

/** A result with the fixed variables put back; the gradient by them is not known. */
export function widened(result: OptimizeResult, { low }: Limits, fixed: Float64Array): OptimizeResult {
  const x = low.slice();
  const slope = new Float64Array(low.length).fill(Number.NaN);
  const small = rowsOf(result.x, "x").data;
  const smallSlope = rowsOf(result.jac, "jac").data;
  let k = 0;
  for (let i = 0; i < x.length; i++)
    if (fixed[i] === 0) {
      x[i] = small[k]!;
      slope[i] = smallSlope[k]!;
      k++;
    }
  const { hessInv: _, ...rest } = result;
  return { ...rest, x: vector(x), jac: vector(slope) };
}
