import { coreError } from "@core/array/runtime";
import { checkFunction, checkKeys, type WithArgs } from "../core/values.js";
import { lineFunction, type ScalarObjective } from "../scalar/bracket.js";

/** Options of the methods that begin with a change of sign. */
export interface BracketingOptions extends WithArgs {
  /** The absolute tolerance of x; 2e-12. */
  readonly xtol?: number;
  /** The relative tolerance of x; 8.881784197001252e-16. */
  readonly rtol?: number;
  /** The most iterations; 100. */
  readonly maxiter?: number;
  /** Whether to give `[x, result]`. */
  readonly fullOutput?: boolean;
  /** Whether a search that does not converge is an error; true. */
  readonly disp?: boolean;
}

/** A root of a function of one variable, and how it was found. */
export interface RootResults {
  readonly root: number;
  readonly iterations: number;
  readonly functionCalls: number;
  readonly converged: boolean;
  /** `converged` or `convergence error`. */
  readonly flag: string;
}

/** What a method gives back, before the options are looked at. */
export interface RawRoot {
  readonly x: number;
  readonly calls: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A search between a and b. */
type Search = (f: (x: number) => number, a: number, b: number, limits: Limits) => RawRoot;

interface Limits {
  readonly xtol: number;
  readonly rtol: number;
  readonly maxiter: number;
}

/** The smallest relative tolerance: four times the distance from 1 to the next number. */
export const leastRtol: number = 4 * 2 ** -52;

/** The keys of {@link BracketingOptions}. */
export const bracketingKeys: readonly string[] = ["args", "xtol", "rtol", "maxiter", "fullOutput", "disp"];

/**
 * A root between a and b by halving the interval.
 *
 * @returns x, or with `fullOutput` `[x, result]`
 * @throws BAD_VALUE when f(a) and f(b) have the same sign, and for NaN; NOT_CONVERGED after `maxiter` iterations unless `disp` is false
 */
export function bisect(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions & { readonly fullOutput: true },
): [number, RootResults];
export function bisect(
  f: ScalarObjective,
  a: number,
  b: number,
  options?: BracketingOptions & { readonly fullOutput?: false },
): number;
export function bisect(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions = {},
): number | [number, RootResults] {
  return solved("bisect", f, a, b, options, halving);
}

/**
 * A root between a and b by Ridders' method: exponential interpolation (Ridders 1979).
 *
 * @returns x, or with `fullOutput` `[x, result]`
 * @throws BAD_VALUE when f(a) and f(b) have the same sign, and for NaN; NOT_CONVERGED after `maxiter` iterations unless `disp` is false
 */
export function ridder(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions & { readonly fullOutput: true },
): [number, RootResults];
export function ridder(
  f: ScalarObjective,
  a: number,
  b: number,
  options?: BracketingOptions & { readonly fullOutput?: false },
): number;
export function ridder(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions = {},
): number | [number, RootResults] {
  return solved("ridder", f, a, b, options, ridders);
}

/**
 * A root between a and b by Brent's method with inverse quadratic extrapolation: the usual choice.
 *
 * @returns x, or with `fullOutput` `[x, result]`
 * @throws BAD_VALUE when f(a) and f(b) have the same sign, and for NaN; NOT_CONVERGED after `maxiter` iterations unless `disp` is false
 */
export function brentq(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions & { readonly fullOutput: true },
): [number, RootResults];
export function brentq(
  f: ScalarObjective,
  a: number,
  b: number,
  options?: BracketingOptions & { readonly fullOutput?: false },
): number;
export function brentq(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions = {},
): number | [number, RootResults] {
  return solved("brentq", f, a, b, options, (fun, low, high, limits) => brents(fun, low, high, limits, false));
}

/**
 * A root between a and b by Brent's method with hyperbolic extrapolation (Bus and Dekker 1975).
 *
 * @returns x, or with `fullOutput` `[x, result]`
 * @throws BAD_VALUE when f(a) and f(b) have the same sign, and for NaN; NOT_CONVERGED after `maxiter` iterations unless `disp` is false
 */
export function brenth(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions & { readonly fullOutput: true },
): [number, RootResults];
export function brenth(
  f: ScalarObjective,
  a: number,
  b: number,
  options?: BracketingOptions & { readonly fullOutput?: false },
): number;
export function brenth(
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions = {},
): number | [number, RootResults] {
  return solved("brenth", f, a, b, options, (fun, low, high, limits) => brents(fun, low, high, limits, true));
}

/** A raw root as the caller wants it. */
export function rootOutput(raw: RawRoot, options: { readonly fullOutput?: boolean }): number | [number, RootResults] {
  return options.fullOutput === true ? [raw.x, rootResults(raw)] : raw.x;
}

/** A raw root under SciPy's names. */
export function rootResults({ x, calls, iterations, converged }: RawRoot): RootResults {
  return { root: x, iterations, functionCalls: calls, converged, flag: converged ? "converged" : "convergence error" };
}

function solved(
  name: string,
  f: ScalarObjective,
  a: number,
  b: number,
  options: BracketingOptions,
  search: Search,
): number | [number, RootResults] {
  checkFunction(f, `${name}: f`);
  checkKeys(options, bracketingKeys, name);
  const { xtol = 2e-12, rtol = leastRtol, maxiter = 100, disp = true } = options;
  if (!(xtol > 0)) throw coreError("BAD_VALUE", `xtol too small (${xtol} <= 0).`);
  if (!(rtol >= leastRtol)) throw coreError("BAD_VALUE", `rtol too small (${rtol} < ${leastRtol}).`);
  if (!(Number.isInteger(maxiter) && maxiter >= 0))
    throw coreError("BAD_VALUE", `maxiter: got ${maxiter}, expected a whole number from 0.`);
  const call = lineFunction(f, options.args);
  const checked = (x: number): number => {
    const value = call(x);
    if (Number.isNaN(value))
      throw coreError("BAD_VALUE", `The function value at x=${x} is NaN; solver cannot continue.`);
    return value;
  };
  const raw = search(checked, a, b, { xtol, rtol, maxiter });
  if (!raw.converged && disp)
    throw coreError("NOT_CONVERGED", `Failed to converge after ${raw.iterations} iterations; the value is ${raw.x}.`);
  return rootOutput(raw, options);
}

function negative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function checkSigns(fa: number, fb: number): void {
  if (negative(fa) === negative(fb))
    throw coreError("BAD_VALUE", `f(a) and f(b) must have different signs; they are ${fa} and ${fb}.`);
}

function halving(f: (x: number) => number, a: number, b: number, { xtol, rtol, maxiter }: Limits): RawRoot {
  let low = a;
  const first = f(a);
  const last = f(b);
  if (first === 0) return { x: a, calls: 2, iterations: 0, converged: true };
  if (last === 0) return { x: b, calls: 2, iterations: 0, converged: true };
  checkSigns(first, last);
  let width = b - a;
  for (let i = 1; i <= maxiter; i++) {
    width *= 0.5;
    const middle = low + width;
    const value = f(middle);
    if (negative(value) === negative(first)) low = middle;
    if (value === 0 || Math.abs(width) < xtol + rtol * Math.abs(middle))
      return { x: middle, calls: i + 2, iterations: i, converged: true };
  }
  return { x: low, calls: maxiter + 2, iterations: maxiter, converged: false };
}

function ridders(f: (x: number) => number, a: number, b: number, { xtol, rtol, maxiter }: Limits): RawRoot {
  let [xa, xb] = [a, b];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return { x: a, calls: 2, iterations: 0, converged: true };
  if (fb === 0) return { x: b, calls: 2, iterations: 0, converged: true };
  checkSigns(fa, fb);
  let tol = xtol + rtol * Math.min(Math.abs(xa), Math.abs(xb));
  let x = 0;
  for (let i = 1; i <= maxiter; i++) {
    const half = 0.5 * (xb - xa);
    const middle = xa + half;
    const fm = f(middle);
    const shift = ((fb - fa > 0 ? 1 : -1) * half * fm) / Math.sqrt(fm * fm - fa * fb);
    x = middle - (shift > 0 ? 1 : -1) * Math.min(Math.abs(shift), Math.abs(half) - 0.5 * tol);
    const fx = f(x);
    if (negative(fx) !== negative(fm)) [xa, fa, xb, fb] = [x, fx, middle, fm];
    else if (negative(fx) !== negative(fa)) [xb, fb] = [x, fx];
    else [xa, fa] = [x, fx];
    tol = xtol + rtol * x;
    if (fx === 0 || Math.abs(xb - xa) < tol) return { x, calls: 2 + 2 * i, iterations: i, converged: true };
  }
  return { x, calls: 2 + 2 * maxiter, iterations: maxiter, converged: false };
}

function brents(
  f: (x: number) => number,
  a: number,
  b: number,
  { xtol, rtol, maxiter }: Limits,
  hyperbolic: boolean,
): RawRoot {
  let [before, now] = [a, b];
  let [fBefore, fNow] = [f(a), f(b)];
  let [other, fOther, last, step] = [0, 0, 0, 0];
  if (fBefore === 0) return { x: a, calls: 2, iterations: 0, converged: true };
  if (fNow === 0) return { x: b, calls: 2, iterations: 0, converged: true };
  checkSigns(fBefore, fNow);
  for (let i = 1; i <= maxiter; i++) {
    if (fBefore !== 0 && fNow !== 0 && negative(fBefore) !== negative(fNow)) {
      [other, fOther] = [before, fBefore];
      step = now - before;
      last = step;
    }
    if (Math.abs(fOther) < Math.abs(fNow)) {
      [before, now, other] = [now, other, now];
      [fBefore, fNow, fOther] = [fNow, fOther, fNow];
    }
    const delta = (xtol + rtol * Math.abs(now)) / 2;
    const half = (other - now) / 2;
    if (fNow === 0 || Math.abs(half) < delta) return { x: now, calls: i + 1, iterations: i, converged: true };
    let trial = Number.NaN;
    if (Math.abs(last) > delta && Math.abs(fNow) < Math.abs(fBefore)) {
      if (before === other) trial = (-fNow * (now - before)) / (fNow - fBefore);
      else {
        const d1 = (fBefore - fNow) / (before - now);
        const d2 = (fOther - fNow) / (other - now);
        trial = hyperbolic
          ? (-fNow * (fOther - fBefore)) / (fOther * d1 - fBefore * d2)
          : (-fNow * (fOther * d2 - fBefore * d1)) / (d2 * d1 * (fOther - fBefore));
      }
    }
    if (2 * Math.abs(trial) < Math.min(Math.abs(last), 3 * Math.abs(half) - delta)) [last, step] = [step, trial];
    else [last, step] = [half, half];
    [before, fBefore] = [now, fNow];
    if (Math.abs(step) > delta) now += step;
    else now += half > 0 ? delta : -delta;
    fNow = f(now);
  }
  return { x: now, calls: maxiter + 2, iterations: maxiter, converged: false };
}
