import { coreError } from "@core/array/runtime";
import type { Limits } from "./bounds.js";
import { type DifferenceMethod, differentiate } from "./differences.js";
import { checkFunction, lineOf, numbersOf, rowsOf, scalarOf } from "./values.js";
import { same } from "./vectors.js";

/** A function of several variables as users write it. x is a copy and may be kept. */
export type Objective = (x: Float64Array, ...args: never[]) => unknown;

/** How the function, its gradient and its Hessian are to be had. */
export interface ScalarFunctionOptions {
  readonly args: readonly unknown[];
  /** The gradient, or how to estimate it. */
  readonly jac: Objective | DifferenceMethod;
  readonly hess?: Objective | undefined;
  readonly relStep?: Float64Array | undefined;
  readonly absStep?: Float64Array | undefined;
  readonly limits?: Limits | undefined;
}

/**
 * A function with its gradient and Hessian, each computed once for each point, and the calls counted. Function and gradient are
 * evaluated at the starting point at once, as SciPy does.
 */
export interface ScalarFunction {
  nfev: number;
  njev: number;
  nhev: number;
  fun(x: Float64Array): number;
  grad(x: Float64Array): Float64Array;
  /** The Hessian in rows. */
  hess(x: Float64Array): Float64Array;
}

/** Makes a {@link ScalarFunction}. */
export function scalarFunction(fun: Objective, x0: Float64Array, options: ScalarFunctionOptions): ScalarFunction {
  const n = x0.length;
  const call = fun as (x: Float64Array, ...args: readonly unknown[]) => unknown;
  let at = x0.slice();
  let value: number | undefined;
  let slope: Float64Array | undefined;
  let curvature: Float64Array | undefined;
  const counted = (x: Float64Array): number => {
    self.nfev++;
    return scalarOf(call(x.slice(), ...options.args), "the objective function");
  };
  const inLine = (x: Float64Array): Float64Array => Float64Array.of(counted(x));
  const move = (x: Float64Array): void => {
    if (same(x, at)) return;
    at = x.slice();
    value = undefined;
    slope = undefined;
    curvature = undefined;
  };
  const self: ScalarFunction = {
    nfev: 0,
    njev: 0,
    nhev: 0,
    fun(x) {
      move(x);
      value ??= counted(at);
      return value;
    },
    grad(x) {
      move(x);
      if (slope !== undefined) return slope;
      const { jac, relStep, absStep, limits } = options;
      if (typeof jac === "function") {
        self.njev++;
        slope = gradientOf(jac, at, options.args);
      } else {
        value ??= counted(at);
        self.njev++;
        slope = differentiate(inLine, at, Float64Array.of(value), { method: jac, relStep, absStep, limits });
      }
      return slope;
    },
    hess(x) {
      move(x);
      if (curvature !== undefined) return curvature;
      if (options.hess === undefined) throw coreError("BAD_ARGUMENT", "the method needs hess, the Hessian matrix.");
      self.nhev++;
      curvature = hessianOf(options.hess, at, options.args, n);
      return curvature;
    },
  };
  self.fun(at);
  self.grad(at);
  return self;
}

/** Calls a gradient and checks its length. */
export function gradientOf(jac: Objective, x: Float64Array, args: readonly unknown[]): Float64Array {
  checkFunction(jac, "the gradient (jac)");
  const slope = lineOf((jac as (...all: unknown[]) => unknown)(x.slice(), ...args), "the gradient (jac)");
  if (slope.length !== x.length)
    throw coreError("BAD_SHAPE", `the gradient (jac) has ${slope.length} numbers, expected ${x.length}.`);
  return slope;
}

function hessianOf(hess: Objective, x: Float64Array, args: readonly unknown[], n: number): Float64Array {
  const { data, rows, columns } = rowsOf(
    (hess as (...all: unknown[]) => unknown)(x.slice(), ...args),
    "the Hessian (hess)",
  );
  if (rows !== n || columns !== n)
    throw coreError("BAD_SHAPE", `the Hessian (hess) has shape (${rows}, ${columns}), expected (${n}, ${n}).`);
  return data;
}

/** A function that gives its value and its gradient together, as two functions that call it once for each point. */
export function separated(fun: Objective): { readonly fun: Objective; readonly jac: Objective } {
  let at: Float64Array | undefined;
  let both: readonly [unknown, unknown] | undefined;
  const once = (x: Float64Array, args: readonly unknown[]): readonly [unknown, unknown] => {
    if (both === undefined || at === undefined || !same(x, at)) {
      at = x.slice();
      const result = (fun as (...all: unknown[]) => unknown)(x, ...args);
      if (!Array.isArray(result) || result.length !== 2)
        throw coreError("BAD_ARGUMENT", "with jac: true the function must return [value, derivative].");
      both = [result[0], numbersIfTyped(result[1])];
    }
    return both;
  };
  return {
    fun: (x: Float64Array, ...args: never[]) => once(x, args)[0],
    jac: (x: Float64Array, ...args: never[]) => once(x, args)[1],
  };
}

// Users may fill one typed array again and again.
function numbersIfTyped(value: unknown): unknown {
  return value instanceof Float64Array ? numbersOf(value, "the derivative") : value;
}

/** A step for each variable from one for all or a list. */
export function stepsOf(value: unknown, n: number, name: string): Float64Array | undefined {
  if (value === undefined || value === null) return undefined;
  const list = lineOf(value, name);
  if (list.length === n) return list;
  if (list.length === 1) return new Float64Array(n).fill(list[0]!);
  throw coreError("BAD_SHAPE", `${name} has ${list.length} numbers, expected ${n} or 1.`);
}
