import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { checkChoice, checkFinite, checkOrder, checkRising, checkWhole, vectorOf } from "./arguments.js";
import type { SplineParts } from "./bspline-kernel.js";
import { type CurveData, type CurveFit, type CurveState, fitCurve, fitOnKnots } from "./fitpack/curve.js";
import { splineRoots } from "./fitpack/roots.js";
import { allDerivatives, curveData, derivativeParts, evaluateExt, integralOf, wholeKnots } from "./tck.js";
import { finish, type InterpolatedAt, placesOf } from "./values.js";

const univariateKinds: OptionKinds<UnivariateOptions> = {
  w: "any",
  bbox: "list",
  k: "number",
  ext: "any",
  checkFinite: "boolean",
};

/** What places outside give: the outer pieces, zeros, an error, or the value at the end. */
export type UnivariateExt = 0 | 1 | 2 | 3 | "extrapolate" | "zeros" | "raise" | "const";

/** Options of the splines of one variable. */
export interface UnivariateOptions {
  /** Weights: 1 by default. */
  readonly w?: ArrayLikeInput | undefined;
  /** The range of the spline: that of x where undefined or null. */
  readonly bbox?: readonly [number | null | undefined, number | null | undefined];
  /** Degree, 1 to 5; 3 by default. */
  readonly k?: number;
  readonly ext?: UnivariateExt;
  /** Whether to look for numbers that are not finite; false by default. */
  readonly checkFinite?: boolean;
}

/** A spline of one variable: call it with places; a number gives a number. */
export interface UnivariateSpline {
  <X extends ArrayLikeInput>(
    x: X,
    options?: { readonly nu?: number; readonly ext?: UnivariateExt | undefined },
  ): InterpolatedAt<X>;
  /** The inner knots with the ends of the range, and the coefficients. */
  getKnots(): NDArray;
  getCoeffs(): NDArray;
  /** The sum of squared weighted residuals; undefined for derivatives. */
  getResidual(): number | undefined;
  /** The integral from a to b; outside the range the spline counts as 0. */
  integral(a: number, b: number): number;
  /** The value and all derivatives at a place of the range. */
  derivatives(x: number): NDArray;
  /** The zeros, for cubic splines. */
  roots(): NDArray;
  derivative(n?: number): UnivariateSpline;
  antiderivative(n?: number): UnivariateSpline;
  /** The spline of the same data with another smoothing factor, going on from the knots of this one. */
  withSmoothingFactor(s: number): UnivariateSpline;
}

const extNames: readonly UnivariateExt[] = [0, 1, 2, 3, "extrapolate", "zeros", "raise", "const"];

function extOf(where: string, ext: UnivariateExt): number {
  checkChoice(where, "ext", ext, extNames);
  return typeof ext === "number" ? ext : extNames.indexOf(ext) - 4;
}

interface Parts {
  readonly parts: SplineParts;
  readonly ext: number;
  readonly fit: CurveFit | undefined;
  readonly data: CurveData | undefined;
  /** The most knots that were tried. */
  readonly room: number;
}

function make(p: Parts): UnivariateSpline {
  const { parts, fit } = p;
  const { t, c, k } = parts;
  const n = t.length;
  const where = "spline";
  const call = <X extends ArrayLikeInput>(
    x: X,
    options: { readonly nu?: number; readonly ext?: UnivariateExt | undefined } = {},
  ): InterpolatedAt<X> => {
    checkOptions(where, options, { nu: "number", ext: "any" });
    const nu = checkWhole(where, "nu", options.nu ?? 0, 0, k);
    const ext = options.ext === undefined ? p.ext : extOf(where, options.ext);
    const places = placesOf(where, x);
    const values = evaluateExt(where, parts, places, nu, ext);
    const layout = { rest: [], axis: 0, complex: false };
    return finish(values, places.shape, layout, places.runtime) as InterpolatedAt<X>;
  };
  return Object.assign(call, {
    getKnots: () => fromData(t.slice(k, n - k), [n - 2 * k]),
    getCoeffs: () => fromData(c.slice(0, n - k - 1), [n - k - 1]),
    getResidual: () => fit?.residual,
    integral: (a: number, b: number) => integralOf(parts, a, b),
    derivatives: (x: number) => {
      checkKind("derivatives", "x", x, "number");
      return fromData(allDerivatives(where, parts, Float64Array.of(x)), [k + 1]);
    },
    roots: () => roots(parts),
    derivative: (order = 1) =>
      // Where the value stays constant outside, the derivative is 0.
      make({
        parts: derivativeParts(where, parts, order),
        ext: p.ext === 3 ? 1 : p.ext,
        fit: undefined,
        data: undefined,
        room: 0,
      }),
    antiderivative: (order = 1) =>
      make({
        parts: derivativeParts(where, parts, -checkOrder("antiderivative", "n", order)),
        ext: p.ext,
        fit: undefined,
        data: undefined,
        room: 0,
      }),
    withSmoothingFactor: (s: number) => again(p, s),
  });
}

function roots({ t, c, k }: SplineParts): NDArray {
  if (k !== 3)
    throw coreError("UNSUPPORTED", `roots: the spline has degree ${k}; zeros are found for cubic splines only.`);
  const zeros = splineRoots("roots", t, c, Number.POSITIVE_INFINITY);
  return fromData(Float64Array.from(zeros), [zeros.length]);
}

function again(p: Parts, s: number): UnivariateSpline {
  if (p.data === undefined || p.fit === undefined || (p.fit.state.counts.length === 0 && p.fit.code !== -1))
    throw coreError("UNSUPPORTED", "withSmoothingFactor: this spline has fixed knots or no data.");
  checkKind("withSmoothingFactor", "s", s, "number");
  if (!(s >= 0)) throw coreError("BAD_VALUE", `withSmoothingFactor: s is ${s}, expected 0 or more.`);
  return fitted(p.data, s, p.room, p.ext, p.fit.state);
}

/** Fits with little room for knots first, then with all there can be, as SciPy does. */
function fitted(data: CurveData, s: number, room: number, ext: number, from?: CurveState): UnivariateSpline {
  const most = data.x.length + data.k + 1;
  const first = fitCurve(data, s, room, from);
  if (first.code !== 1 || first.t.length === most) return made(data, first, ext, room);
  return made(data, fitCurve(data, s, most, first.state), ext, most);
}

function made(data: CurveData, fit: CurveFit, ext: number, room: number): UnivariateSpline {
  return make({ parts: { t: fit.t, c: fit.c, k: data.k, columns: 1 }, ext, fit, data, room });
}

function dataOf(
  where: string,
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: UnivariateOptions,
  strict: boolean,
): CurveData {
  const [begin, end] = options.bbox ?? [];
  checkKind(where, "bbox[0]", begin ?? null, "number or null");
  checkKind(where, "bbox[1]", end ?? null, "number or null");
  const data = curveData(where, x, y, options.w, options.k ?? 3, begin ?? undefined, end ?? undefined);
  if (strict) checkRising(where, "x", data.x, true);
  if (options.checkFinite === true)
    for (const [name, values] of [
      ["x", data.x],
      ["y", data.y],
      ["w", data.w],
    ] as const)
      checkFinite(where, name, values);
  return data;
}

/**
 * The smoothing spline of a curve y(x), with as few knots as keep the sum of squared weighted residuals at `s` (SciPy's
 * `UnivariateSpline`; Dierckx 1975).
 * @param x places that do not fall; strictly rising for s = 0
 * @param options `s` is m by default; 0 goes through all data
 * @throws BAD_SHAPE, BAD_VALUE, BAD_ARGUMENT for another `ext`
 */
export function univariateSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: UnivariateOptions & { readonly s?: number | undefined } = {},
): UnivariateSpline {
  checkOptions("univariateSpline", options, {
    w: "any",
    bbox: "list",
    k: "number",
    ext: "any",
    checkFinite: "boolean",
    s: "number",
  });
  const where = "univariateSpline";
  const { s } = options;
  if (s !== undefined && !(s >= 0)) throw coreError("BAD_VALUE", `${where}: s is ${s}, expected 0 or more.`);
  const data = dataOf(where, x, y, options, s === 0);
  const ext = extOf(where, options.ext ?? 0);
  const m = data.x.length;
  const factor = s ?? m;
  const most = m + data.k + 1;
  const room = factor === 0 ? most : Math.max(Math.floor(m / 2), 2 * (data.k + 1));
  return fitted(data, factor, room, ext);
}

/** The spline through all data (SciPy's `InterpolatedUnivariateSpline`). */
export function interpolatedUnivariateSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: UnivariateOptions = {},
): UnivariateSpline {
  checkOptions("interpolatedUnivariateSpline", options, univariateKinds);
  const where = "interpolatedUnivariateSpline";
  const data = dataOf(where, x, y, options, true);
  const most = data.x.length + data.k + 1;
  return made(data, fitCurve(data, 0, most), extOf(where, options.ext ?? 0), most);
}

/**
 * The spline on given inner knots that is nearest in the sense of least squares (SciPy's `LSQUnivariateSpline`).
 * @throws BAD_VALUE for knots that do not fit the data
 */
export function lsqUnivariateSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  t: ArrayLikeInput,
  options: UnivariateOptions = {},
): UnivariateSpline {
  checkOptions("lsqUnivariateSpline", options, univariateKinds);
  const where = "lsqUnivariateSpline";
  const data = dataOf(where, x, y, options, false);
  const knots = wholeKnots(where, data, vectorOf(where, "t", t));
  return made(data, fitOnKnots(data, knots), extOf(where, options.ext ?? 0), 0);
}
