import { coreError } from "@core/array/runtime";
import { checkFunction, checkKeys, describe } from "../core/values.js";
import { lineFunction, type ScalarObjective } from "../scalar/bracket.js";
import {
  type BracketingOptions,
  bracketingKeys,
  leastRtol,
  type RawRoot,
  type RootResults,
  rootOutput,
} from "./bracketing.js";

/** Options of {@link toms748}. */
export interface Toms748Options extends BracketingOptions {
  /** How many Newton steps are made in each iteration; 1. */
  readonly k?: number;
}

/**
 * A root between a and b by algorithm 748: inverse cubic interpolation and Newton-quadratic steps (Alefeld, Potra and Shi 1995).
 *
 * @returns x, or with `fullOutput` `[x, result]`
 * @throws BAD_VALUE when f(a) and f(b) have the same sign, for values that are not finite, and unless a < b; NOT_CONVERGED after `maxiter`
 *   iterations unless `disp` is false
 */
export function toms748(
  f: ScalarObjective,
  a: number,
  b: number,
  options: Toms748Options & { readonly fullOutput: true },
): [number, RootResults];
export function toms748(
  f: ScalarObjective,
  a: number,
  b: number,
  options?: Toms748Options & { readonly fullOutput?: false },
): number;
export function toms748(
  f: ScalarObjective,
  a: number,
  b: number,
  options: Toms748Options = {},
): number | [number, RootResults] {
  checkFunction(f, "toms748: f");
  checkKeys(options, [...bracketingKeys, "k"], "toms748");
  const { k = 1, xtol = 2e-12, rtol = leastRtol, maxiter = 100 } = options;
  if (!(xtol > 0)) throw coreError("BAD_VALUE", `xtol too small (${xtol} <= 0).`);
  if (!(rtol >= leastRtol / 4)) throw coreError("BAD_VALUE", `rtol too small (${rtol} < ${leastRtol / 4}).`);
  if (!(maxiter >= 1)) throw coreError("BAD_VALUE", `maxiter: got ${maxiter}, expected a whole number from 1.`);
  if (!Number.isFinite(a) || !Number.isFinite(b))
    throw coreError("BAD_VALUE", `a and b must be finite; they are ${describe(a)} and ${describe(b)}.`);
  if (a >= b) throw coreError("BAD_VALUE", `a and b are not an interval [${a}, ${b}].`);
  if (!(k >= 1)) throw coreError("BAD_VALUE", `k too small (${k} < 1).`);
  const raw = search(lineFunction(f, options.args), a, b, Math.min(k, 100), xtol, rtol, maxiter);
  if (!raw.converged && (options.disp ?? true))
    throw coreError(
      "NOT_CONVERGED",
      `Failed to converge after ${raw.iterations + 1} iterations; the value is ${raw.x}.`,
    );
  return rootOutput(raw, options);
}

function search(
  f: (x: number) => number,
  a: number,
  b: number,
  k: number,
  xtol: number,
  rtol: number,
  maxiter: number,
): RawRoot {
  const ab: [number, number] = [a, b];
  const fab: [number, number] = [0, 0];
  let calls = 0;
  let iterations = 0;
  const call = (x: number): number => {
    const value = f(x);
    calls++;
    if (!Number.isFinite(value)) throw coreError("BAD_VALUE", `Invalid function value: f(${x}) -> ${value}.`);
    return value;
  };
  const done = (x: number, converged = true): RawRoot => ({ x, calls, iterations, converged });
  /** Puts a new end into the interval and gives the one that goes. */
  const narrow = (c: number, fc: number): [number, number] => {
    const side = Math.sign(fab[0]) * Math.sign(fc) > 0 ? 0 : 1;
    const gone: [number, number] = [ab[side], fab[side]];
    ab[side] = c;
    fab[side] = fc;
    return gone;
  };
  fab[0] = call(a);
  if (fab[0] === 0) return done(a);
  fab[1] = call(b);
  if (fab[1] === 0) return done(b);
  if (Math.sign(fab[0]) * Math.sign(fab[1]) > 0)
    throw coreError("BAD_VALUE", `a, b must bracket a root f(${a})=${fab[0]}, f(${b})=${fab[1]}.`);
  const middle = (): number => (ab[0] + ab[1]) / 2;
  let c = secant(ab, fab);
  if (!(ab[0] < c && c < ab[1])) c = middle();
  let fc = call(c);
  if (fc === 0) return done(c);
  let [d, fd] = narrow(c, fc);
  let [e, fe] = [Number.NaN, Number.NaN];
  iterations = 1;
  for (;;) {
    iterations++;
    const width = ab[1] - ab[0];
    let trial: number | undefined;
    for (let steps = 2; steps < k + 2; steps++) {
      if (apart([fab[0], fab[1], fd, fe])) {
        const c0 = inversePolynomial([ab[0], ab[1], d, e], [fab[0], fab[1], fd, fe]);
        if (ab[0] < c0 && c0 < ab[1]) trial = c0;
      }
      trial ??= newtonQuadratic(ab, fab, d, fd, steps);
      fc = call(trial);
      if (fc === 0) return done(trial);
      [e, fe] = [d, fd];
      [d, fd] = narrow(trial, fc);
    }
    const near = Math.abs(fab[0]) < Math.abs(fab[1]) ? 0 : 1;
    const u = ab[near];
    const slope = (fab[1] - fab[0]) / (ab[1] - ab[0]);
    c = u - (2 * fab[near]) / slope;
    if (Math.abs(c - u) > 0.5 * (ab[1] - ab[0])) c = middle();
    else if (c === u || Math.abs(c - u) <= 2 ** -52 * Math.abs(u)) {
      if (exponent(fab[near]) < exponent(fab[1 - near]!) - 50) c = (31 * ab[near] + ab[1 - near]!) / 32;
      else {
        const sign = near === 0 ? 1 : -1;
        c = u + sign * Math.abs(c) * rtol + sign * xtol;
      }
      if (!(ab[0] < c && c < ab[1])) c = middle();
    }
    fc = call(c);
    if (fc === 0) return done(c);
    [e, fe] = [d, fd];
    [d, fd] = narrow(c, fc);
    if (ab[1] - ab[0] > 0.5 * width) {
      [e, fe] = [d, fd];
      const z = middle();
      const fz = call(z);
      if (fz === 0) return done(z);
      [d, fd] = narrow(z, fz);
    }
    if (ab[0] === ab[1] || Math.abs(ab[0] - ab[1]) <= xtol + rtol * Math.abs(ab[1])) return done(middle());
    if (iterations >= maxiter) return done(middle(), false);
  }
}

function secant([x0, x1]: readonly [number, number], [f0, f1]: readonly [number, number]): number {
  if (f0 === f1) return Number.NaN;
  return Math.abs(f1) > Math.abs(f0) ? ((-f0 / f1) * x1 + x0) / (1 - f0 / f1) : ((-f1 / f0) * x0 + x1) / (1 - f1 / f0);
}

/** Whether all values are finite, not 0 and different from each other. */
function apart(values: readonly number[]): boolean {
  return values.every(
    (value, i) =>
      value !== 0 &&
      Number.isFinite(value) &&
      values.every((other, j) => j <= i || Math.abs(value - other) > 32 * 2 ** -52),
  );
}

/** The value at 0 of the polynomial through points whose places are the function's values (Neville). */
function inversePolynomial(values: readonly number[], places: readonly number[]): number {
  const n = places.length;
  let q = [...values];
  let d = [...values];
  let sum = 0;
  for (let k = 1; k < n; k++) {
    const [qNext, dNext] = [q.slice(), d.slice()];
    for (let i = k; i < n; i++) {
      const alpha = d[i]! - q[i - 1]!;
      const difference = places[i - k]! - places[i]!;
      qNext[i] = (places[i]! / difference) * alpha;
      dNext[i] = (places[i - k]! / difference) * alpha;
    }
    [q, d] = [qNext, dNext];
    sum += q[n - 1]!;
  }
  return sum + values[n - 1]!;
}

function newtonQuadratic(
  [a, b]: readonly [number, number],
  [fa, fb]: readonly [number, number],
  d: number,
  fd: number,
  steps: number,
): number {
  const B = (fb - fa) / (b - a);
  const A = ((fd - fb) / (d - b) - B) / (d - a);
  if (A === 0) return a - fa / B;
  let r = Math.sign(A) * Math.sign(fa) > 0 ? a : b;
  for (let i = 0; i < steps; i++) {
    const value = (A * (r - b) + B) * (r - a) + fa;
    const next = r - value / (B + A * (2 * r - a - b));
    if (!(a < next && next < b)) return a < r && r < b ? r : (a + b) / 2;
    r = next;
  }
  return r;
}

/** The binary exponent of a number. */
function exponent(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
}
