import { type ArrayLikeInput, fromData, isNDArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkFunction, checkKeys, numbersOf, realArray, vector, type WithArgs } from "../core/values.js";
import { lineFunction, type ScalarObjective } from "../scalar/bracket.js";
import { type RawRoot, type RootResults, rootOutput } from "./bracketing.js";

/** Options of {@link newton}. */
export interface NewtonOptions extends WithArgs {
  /** The derivative; without it the secant method is used. */
  readonly fprime?: ScalarObjective | null;
  /** The absolute tolerance of x; 1.48e-8. */
  readonly tol?: number;
  /** The most iterations; 50. */
  readonly maxiter?: number;
  /** The second derivative; with it Halley's method is used. */
  readonly fprime2?: ScalarObjective | null;
  /** The second point of the secant method. */
  readonly x1?: number | null;
  /** The relative tolerance of x; 0. */
  readonly rtol?: number;
  /** Whether to give `[x, result]`. */
  readonly fullOutput?: boolean;
  /** Whether a search that does not converge is an error; true. */
  readonly disp?: boolean;
}

/** Options of {@link newton} for many starting points; the functions then get and give arrays. */
export interface ArrayNewtonOptions extends WithArgs {
  readonly fprime?: ArrayFunction | null;
  readonly tol?: number;
  readonly maxiter?: number;
  readonly fprime2?: ArrayFunction | null;
  readonly fullOutput?: boolean;
}

/** A function of many numbers at once. */
export type ArrayFunction = (x: NDArray<"float64">, ...args: never[]) => unknown;

/** The roots for many starting points. */
export interface ArrayRoots {
  readonly root: NDArray<"float64">;
  readonly converged: NDArray<"bool">;
  /** Where the derivative was zero. */
  readonly zeroDer: NDArray<"bool">;
}

/**
 * A root near a starting point: by Newton's method with `fprime`, Halley's with `fprime2` too, by secants without. For an array of
 * starting points the function gets and gives arrays.
 *
 * @returns x, or with `fullOutput` `[x, result]`; for an array the roots, or with `fullOutput` `{ root, converged, zeroDer }`
 * @throws NOT_CONVERGED after `maxiter` iterations or where the derivative is 0, unless `disp` is false; BAD_VALUE for tolerances
 */
export function newton(
  func: ScalarObjective,
  x0: number,
  options: NewtonOptions & { readonly fullOutput: true },
): [number, RootResults];
export function newton(
  func: ScalarObjective,
  x0: number,
  options?: NewtonOptions & { readonly fullOutput?: false },
): number;
export function newton(
  func: ArrayFunction,
  x0: Exclude<ArrayLikeInput, number>,
  options: ArrayNewtonOptions & { readonly fullOutput: true },
): ArrayRoots;
export function newton(
  func: ArrayFunction,
  x0: Exclude<ArrayLikeInput, number>,
  options?: ArrayNewtonOptions & { readonly fullOutput?: false },
): NDArray<"float64">;
export function newton(func: unknown, x0: unknown, options: NewtonOptions | ArrayNewtonOptions = {}): unknown {
  checkFunction(func, "newton: func");
  checkKeys(options, ["args", "fprime", "tol", "maxiter", "fprime2", "x1", "rtol", "fullOutput", "disp"], "newton");
  const { tol = 1.48e-8, maxiter = 50 } = options;
  if (!(tol > 0)) throw coreError("BAD_VALUE", `tol too small (${tol} <= 0).`);
  if (!(Number.isInteger(maxiter) && maxiter >= 1))
    throw coreError("BAD_VALUE", `maxiter: got ${maxiter}, expected a whole number from 1.`);
  if (typeof x0 !== "number") {
    const start = realArray(x0, "x0");
    if (start.size !== 1 || isNDArray(x0))
      return many(func as ArrayFunction, start, options as ArrayNewtonOptions, tol, maxiter);
  }
  const start = typeof x0 === "number" ? x0 : numbersOf(x0, "x0")[0]!;
  const given = options as NewtonOptions;
  const f = lineFunction(func as ScalarObjective, options.args);
  const raw = given.fprime == null ? secant(f, start, given, tol, maxiter) : derivative(f, start, given, tol, maxiter);
  return rootOutput(raw, options);
}

function isClose(a: number, b: number, rtol: number, atol: number): boolean {
  return a === b || Math.abs(a - b) <= atol + rtol * Math.abs(b);
}

function failed(given: NewtonOptions, why: string, iterations: number, x: number, calls: number): RawRoot {
  if (given.disp ?? true)
    throw coreError("NOT_CONVERGED", `${why}Failed to converge after ${iterations} iterations, value is ${x}.`);
  return { x, calls, iterations, converged: false };
}

function derivative(f: (x: number) => number, x0: number, given: NewtonOptions, tol: number, maxiter: number): RawRoot {
  const { rtol = 0, args } = given;
  const first = lineFunction(given.fprime!, args);
  const second = given.fprime2 == null ? undefined : lineFunction(given.fprime2, args);
  let x = x0;
  let calls = 0;
  let next = x;
  for (let i = 0; i < maxiter; i++) {
    const value = f(x);
    calls++;
    if (value === 0) return { x, calls, iterations: i, converged: true };
    const slope = first(x);
    calls++;
    if (slope === 0) return failed(given, "Derivative was zero. ", i + 1, x, calls);
    let step = value / slope;
    if (second !== undefined) {
      const adjustment = (step * second(x)) / slope / 2;
      calls++;
      if (Math.abs(adjustment) < 1) step /= 1 - adjustment;
    }
    next = x - step;
    if (isClose(next, x, rtol, tol)) return { x: next, calls, iterations: i + 1, converged: true };
    x = next;
  }
  return failed(given, "", maxiter, next, calls);
}

function secant(f: (x: number) => number, x0: number, given: NewtonOptions, tol: number, maxiter: number): RawRoot {
  const { rtol = 0 } = given;
  let p0 = x0;
  let p1 = x0 * (1 + 1e-4);
  p1 += p1 >= 0 ? 1e-4 : -1e-4;
  if (given.x1 != null) {
    if (given.x1 === x0) throw coreError("BAD_VALUE", `x1 and x0 must be different; both are ${x0}.`);
    p1 = given.x1;
  }
  let [q0, q1] = [f(p0), f(p1)];
  let calls = 2;
  if (Math.abs(q1) < Math.abs(q0)) [p0, p1, q0, q1] = [p1, p0, q1, q0];
  let p = p1;
  for (let i = 0; i < maxiter; i++) {
    if (q1 === q0) {
      if (p1 !== p0 && (given.disp ?? true))
        return failed(given, `Tolerance of ${p1 - p0} reached. `, i + 1, p1, calls);
      return { x: (p1 + p0) / 2, calls, iterations: i + 1, converged: true };
    }
    p = Math.abs(q1) > Math.abs(q0) ? ((-q0 / q1) * p1 + p0) / (1 - q0 / q1) : ((-q1 / q0) * p0 + p1) / (1 - q1 / q0);
    if (isClose(p, p1, rtol, tol)) return { x: p, calls, iterations: i + 1, converged: true };
    [p0, q0] = [p1, q1];
    p1 = p;
    q1 = f(p1);
    calls++;
  }
  return failed(given, "", maxiter, p, calls);
}

function many(
  func: ArrayFunction,
  start: NDArray<"float64">,
  options: ArrayNewtonOptions,
  tol: number,
  maxiter: number,
): NDArray<"float64"> | ArrayRoots {
  const { shape } = start;
  const n = start.size;
  const { args = [], fprime, fprime2 } = options;
  const at = (f: ArrayFunction, p: Float64Array): Float64Array => {
    const values = numbersOf(
      (f as (...all: unknown[]) => unknown)(vector(p.slice(), shape), ...args),
      "newton: the function",
    );
    if (values.length !== n)
      throw coreError("BAD_SHAPE", `newton: the function gives ${values.length} numbers, expected ${n}.`);
    return values;
  };
  let p: Float64Array = numbersOf(start, "x0");
  const failures = new Uint8Array(n).fill(1);
  let nonzero: Uint8Array = new Uint8Array(n).fill(1);
  if (fprime != null) {
    for (let i = 0; i < maxiter; i++) {
      const f = at(func, p);
      if (f.every((value) => value === 0)) {
        failures.fill(0);
        break;
      }
      const slope = at(fprime, p);
      nonzero = Uint8Array.from(slope, (value) => (value !== 0 ? 1 : 0));
      if (!nonzero.includes(1)) break;
      const second = fprime2 == null ? undefined : at(fprime2, p);
      let left = false;
      for (let k = 0; k < n; k++) {
        if (nonzero[k] === 0) continue;
        let step = f[k]! / slope[k]!;
        if (second !== undefined) step /= 1 - (0.5 * step * second[k]!) / slope[k]!;
        p[k]! -= step;
        failures[k] = Math.abs(step) >= tol ? 1 : 0;
        if (failures[k] === 1) left = true;
      }
      if (!left) break;
    }
  } else {
    const dx = (2 ** -52) ** 0.33;
    let p1: Float64Array = p.map((value) => value * (1 + dx) + (value >= 0 ? dx : -dx));
    let q0 = at(func, p);
    let q1 = at(func, p1);
    const active = new Uint8Array(n).fill(1);
    for (let i = 0; i < maxiter; i++) {
      nonzero = Uint8Array.from(q1, (value, k) => (value !== q0[k] ? 1 : 0));
      if (!nonzero.includes(1)) {
        p = p.map((value, k) => (p1[k]! + value) / 2);
        break;
      }
      let left = false;
      const next = p.slice();
      for (let k = 0; k < n; k++) {
        if (nonzero[k] === 1) {
          const step = (q1[k]! * (p1[k]! - p[k]!)) / (q1[k]! - q0[k]!);
          next[k] = p1[k]! - step;
          failures[k] = Math.abs(step) >= tol ? 1 : 0;
          if (failures[k] === 1) left = true;
        } else if (active[k] === 1) next[k] = (p1[k]! + p[k]!) / 2;
        if (nonzero[k] === 0) active[k] = 0;
      }
      p = next;
      if (!left) break;
      [p1, p] = [p, p1];
      q0 = q1;
      q1 = at(func, p1);
    }
  }
  const zeroDer = failures.map((failure, k) => (failure === 1 && nonzero[k] === 0 ? 1 : 0));
  if (!zeroDer.includes(1) && n > 0 && !failures.includes(0))
    throw coreError("NOT_CONVERGED", `newton: all failed to converge after ${maxiter} iterations.`);
  if (options.fullOutput !== true) return vector(p, shape);
  const flags = (values: Uint8Array): NDArray<"bool"> => fromData(values, shape, { dtype: "bool" });
  return { root: vector(p, shape), converged: flags(failures.map((one) => 1 - one)), zeroDer: flags(zeroDer) };
}
