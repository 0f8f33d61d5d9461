import { dot, plus } from "../core/vectors.js";
import { beginSearch } from "./dcsrch.js";

/** The function and the gradient that a line search looks at. */
export interface LineFunctions {
  readonly fun: (x: Float64Array) => number;
  readonly grad: (x: Float64Array) => Float64Array;
}

/** What a line search found. */
export interface LineResult {
  readonly alpha: number;
  readonly f: number;
  /** The value where the search began. */
  readonly fBefore: number;
  /** The gradient at the new point, where it is known. */
  readonly g: Float64Array | undefined;
}

/** A further condition on a step. */
export type ExtraCondition = (alpha: number, x: Float64Array, f: number, g: Float64Array) => boolean;

/** Where a search begins and how hard it tries. */
export interface LineOptions {
  readonly c1?: number;
  readonly c2?: number;
  readonly amin?: number;
  readonly amax?: number;
  readonly extraCondition?: ExtraCondition;
}

/** The search of Moré and Thuente along p; undefined when it found no step. */
export function searchWolfe1(
  { fun, grad }: LineFunctions,
  x: Float64Array,
  p: Float64Array,
  g0: Float64Array,
  f0: number,
  fOld: number | undefined,
  { c1 = 1e-4, c2 = 0.9, amin = 1e-8, amax = 50 }: LineOptions,
): LineResult | undefined {
  const slope = dot(g0, p);
  const search = beginSearch(firstStep(f0, fOld, slope), f0, slope, {
    ftol: c1,
    gtol: c2,
    xtol: 1e-14,
    stpmin: amin,
    stpmax: amax,
  });
  let f = f0;
  let g = g0;
  for (let i = 0; i < 100 && search.task === "evaluate"; i++) {
    const at = plus(x, search.interval.stp, p);
    f = fun(at);
    g = grad(at);
    if (i < 99) search.next(f, dot(g, p));
  }
  return search.task === "converged" ? { alpha: search.interval.stp, f, fBefore: f0, g } : undefined;
}

/** The search of Nocedal and Wright (algorithms 3.5 and 3.6) along p; undefined when it found no step. */
export function searchWolfe2(
  { fun, grad }: LineFunctions,
  x: Float64Array,
  p: Float64Array,
  g0: Float64Array,
  f0: number,
  fOld: number | undefined,
  options: LineOptions & { readonly maxiter?: number } = {},
): LineResult | undefined {
  const { c1 = 1e-4, c2 = 0.9, amax, extraCondition, maxiter = 10 } = options;
  let g: Float64Array | undefined;
  let gAlpha: number | undefined;
  const phi = (alpha: number): number => fun(plus(x, alpha, p));
  const slopeAt = (alpha: number): number => {
    g = grad(plus(x, alpha, p));
    gAlpha = alpha;
    return dot(g, p);
  };
  const accepts = (alpha: number, f: number): boolean => {
    if (extraCondition === undefined) return true;
    if (gAlpha !== alpha) slopeAt(alpha);
    return extraCondition(alpha, plus(x, alpha, p), f, g!);
  };
  const slope0 = dot(g0, p);
  const line: Line = { phi, slopeAt, accepts, f0, slope0, c1, c2 };
  let a0 = 0;
  let a1 = Math.min(firstStep(f0, fOld, slope0), amax ?? Number.POSITIVE_INFINITY);
  let fa0 = f0;
  let fa1 = phi(a1);
  let slopeA0 = slope0;
  for (let i = 0; i < maxiter; i++) {
    if (a1 === 0 || (amax !== undefined && a0 === amax)) return undefined;
    if (fa1 > f0 + c1 * a1 * slope0 || (fa1 >= fa0 && i > 0)) {
      const found = zoom(line, a0, a1, fa0, fa1, slopeA0);
      return found && { ...found, fBefore: f0, g };
    }
    const slopeA1 = slopeAt(a1);
    if (Math.abs(slopeA1) <= -c2 * slope0 && accepts(a1, fa1)) return { alpha: a1, f: fa1, fBefore: f0, g };
    if (slopeA1 >= 0) {
      const found = zoom(line, a1, a0, fa1, fa0, slopeA1);
      return found && { ...found, fBefore: f0, g };
    }
    const a2 = Math.min(2 * a1, amax ?? Number.POSITIVE_INFINITY);
    a0 = a1;
    a1 = a2;
    fa0 = fa1;
    fa1 = phi(a1);
    slopeA0 = slopeA1;
  }
  return { alpha: a1, f: fa1, fBefore: f0, g: undefined };
}

/** The first search, and where it fails the second one. */
export function searchWolfe12(
  functions: LineFunctions,
  x: Float64Array,
  p: Float64Array,
  g0: Float64Array,
  f0: number,
  fOld: number | undefined,
  options: LineOptions = {},
): LineResult | undefined {
  const { extraCondition } = options;
  const found = searchWolfe1(functions, x, p, g0, f0, fOld, options);
  if (found !== undefined && (extraCondition?.(found.alpha, plus(x, found.alpha, p), found.f, found.g!) ?? true))
    return found;
  return searchWolfe2(functions, x, p, g0, f0, fOld, options);
}

interface Line {
  readonly phi: (alpha: number) => number;
  readonly slopeAt: (alpha: number) => number;
  readonly accepts: (alpha: number, f: number) => boolean;
  readonly f0: number;
  readonly slope0: number;
  readonly c1: number;
  readonly c2: number;
}

function firstStep(f0: number, fOld: number | undefined, slope: number): number {
  if (fOld === undefined || slope === 0) return 1;
  const step = (1.01 * 2 * (f0 - fOld)) / slope;
  const alpha = step < 1 ? step : 1;
  return alpha < 0 ? 1 : alpha;
}

function zoom(
  { phi, slopeAt, accepts, f0, slope0, c1, c2 }: Line,
  low: number,
  high: number,
  fLowStart: number,
  fHighStart: number,
  slopeStart: number,
): { readonly alpha: number; readonly f: number } | undefined {
  let [aLow, aHigh, fLow, fHigh, slopeLow] = [low, high, fLowStart, fHighStart, slopeStart];
  let fBefore = f0;
  let aBefore = 0;
  for (let i = 0; i <= 10; i++) {
    const width = aHigh - aLow;
    const [left, right] = width < 0 ? [aHigh, aLow] : [aLow, aHigh];
    let trial = i > 0 ? cubicMinimum(aLow, fLow, slopeLow, aHigh, fHigh, aBefore, fBefore) : undefined;
    if (trial === undefined || trial > right - 0.2 * width || trial < left + 0.2 * width) {
      trial = quadraticMinimum(aLow, fLow, slopeLow, aHigh, fHigh);
      if (trial === undefined || trial > right - 0.1 * width || trial < left + 0.1 * width) trial = aLow + 0.5 * width;
    }
    const f = phi(trial);
    if (f > f0 + c1 * trial * slope0 || f >= fLow) {
      fBefore = fHigh;
      aBefore = aHigh;
      aHigh = trial;
      fHigh = f;
    } else {
      const slope = slopeAt(trial);
      if (Math.abs(slope) <= -c2 * slope0 && accepts(trial, f)) return { alpha: trial, f };
      if (slope * (aHigh - aLow) >= 0) {
        fBefore = fHigh;
        aBefore = aHigh;
        aHigh = aLow;
        fHigh = fLow;
      } else {
        fBefore = fLow;
        aBefore = aLow;
      }
      aLow = trial;
      fLow = f;
      slopeLow = slope;
    }
  }
  return undefined;
}

function cubicMinimum(
  a: number,
  fa: number,
  slope: number,
  b: number,
  fb: number,
  c: number,
  fc: number,
): number | undefined {
  const db = b - a;
  const dc = c - a;
  const scale = (db * dc) ** 2 * (db - dc);
  const rb = fb - fa - slope * db;
  const rc = fc - fa - slope * dc;
  const A = (dc ** 2 * rb - db ** 2 * rc) / scale;
  const B = (-(dc ** 3) * rb + db ** 3 * rc) / scale;
  const at = a + (-B + Math.sqrt(B * B - 3 * A * slope)) / (3 * A);
  return Number.isFinite(at) ? at : undefined;
}

function quadraticMinimum(a: number, fa: number, slope: number, b: number, fb: number): number | undefined {
  const db = b - a;
  const at = a - slope / (2 * ((fb - fa - slope * db) / (db * db)));
  return Number.isFinite(at) ? at : undefined;
}
