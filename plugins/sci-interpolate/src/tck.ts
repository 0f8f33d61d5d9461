import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkChoice, checkOrder, checkRising, checkWhole, numbersOf, vectorOf } from "./arguments.js";
import { basisSplines, knotInterval } from "./basis.js";
import { antidifferentiateSpline, differentiateSpline, evaluateSpline, type SplineParts } from "./bspline-kernel.js";
import { type CurveData, fitCurve, fitOnKnots } from "./fitpack/curve.js";
import { knotTrouble } from "./fitpack/knots.js";
import { splineRoots } from "./fitpack/roots.js";
import { finish, type Interpolated, type Places, placesOf } from "./values.js";

/** Knots, coefficients and degree, as FITPACK and SciPy's `splrep` give them: as many coefficients as knots, zeros at the end. */
export type Tck = readonly [t: ArrayLikeInput, c: ArrayLikeInput, k: number];

/** A {@link Tck} of arrays. */
export type TckArrays = [t: NDArray, c: NDArray, k: number];

/** Options of {@link splrep}. */
export interface SplrepOptions {
  /** Weights. */
  readonly w?: ArrayLikeInput | undefined;
  /** The range of the spline: that of x if left out. */
  readonly xb?: number | undefined;
  readonly xe?: number | undefined;
  /** Degree, 1 to 5; 3 by default. */
  readonly k?: number;
  /** The sum of squared weighted residuals to allow: 0 without weights, otherwise m - √(2m). */
  readonly s?: number | undefined;
  /** Inner knots: the spline on these by least squares. */
  readonly t?: ArrayLikeInput | undefined;
  /** Whether to give the residual, the code and a message too. */
  readonly fullOutput?: boolean;
}

const fitMessages: Readonly<Record<number, string>> = {
  0: "The spline has a residual sum of squares fp such that abs(fp-s)/s<=0.001",
  [-1]: "The spline is an interpolating spline (fp=0)",
  [-2]: "The spline is weighted least-squares polynomial of degree k; fp gives the upper bound fp0 for the smoothing factor s",
  1: "There is no room or no place for further knots: s is too small (fp>s).",
  2: "A theoretically impossible result when finding a smoothing spline with fp = s: s is too small (abs(fp-s)/s>0.001).",
  3: "The 20 iterations allowed for finding a smoothing spline with fp=s are over: s is too small (abs(fp-s)/s>0.001).",
};

/**
 * The smoothing or interpolating spline of a curve y(x) (Dierckx; SciPy's `splrep`).
 * @param x places that do not fall, more than k of them
 * @returns `[t, c, k]`; with `fullOutput` `[[t, c, k], residual, code, message]`
 * @throws BAD_SHAPE, BAD_VALUE
 */
export function splrep(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: SplrepOptions & { readonly fullOutput: true },
): [tck: TckArrays, fp: number, ier: number, message: string];
export function splrep(x: ArrayLikeInput, y: ArrayLikeInput, options?: SplrepOptions): TckArrays;
export function splrep(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: SplrepOptions = {},
): TckArrays | [tck: TckArrays, fp: number, ier: number, message: string] {
  checkOptions("splrep", options, {
    w: "any",
    xb: "number",
    xe: "number",
    k: "number",
    s: "number",
    t: "any",
    fullOutput: "boolean",
  });
  const where = "splrep";
  const data = curveData(where, x, y, options.w, options.k ?? 3, options.xb, options.xe);
  const m = data.x.length;
  const s = options.s ?? (options.w === undefined ? 0 : m - Math.sqrt(2 * m));
  if (!(s >= 0)) throw coreError("BAD_VALUE", `splrep: s is ${s}, expected 0 or more.`);
  const fit =
    options.t === undefined
      ? fitCurve(data, s, Math.max(m + data.k + 1, 2 * data.k + 3))
      : fitOnKnots(data, wholeKnots(where, data, vectorOf(where, "t", options.t)));
  const tck = tckOf({ t: fit.t, c: fit.c, k: data.k, columns: 1 });
  if (options.fullOutput !== true) return tck;
  return [tck, fit.residual, fit.code, fitMessages[fit.code] ?? "An error occurred"];
}

/** Checks data for a curve. */
export function curveData(
  where: string,
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  w: ArrayLikeInput | undefined,
  degree: number,
  xb: number | undefined,
  xe: number | undefined,
): CurveData {
  const [places, values] = [vectorOf(where, "x", x), vectorOf(where, "y", y)];
  const weights = w === undefined ? new Float64Array(places.length).fill(1) : vectorOf(where, "w", w);
  if (places.length !== values.length || weights.length !== places.length)
    throw coreError(
      "BAD_SHAPE",
      `${where}: x has ${places.length} elements, y ${values.length} and w ${weights.length}.`,
    );
  const k = checkWhole(where, "k", degree, 1, 5);
  const m = places.length;
  if (m <= k) throw coreError("BAD_SHAPE", `${where}: ${m} data, degree ${k} needs ${k + 1} or more.`);
  checkRising(where, "x", places, false);
  const [begin, end] = [xb ?? places[0]!, xe ?? places[m - 1]!];
  if (!(begin <= places[0]!) || !(end >= places[m - 1]!))
    throw coreError("BAD_VALUE", `${where}: the range from ${begin} to ${end} leaves out data.`);
  return { x: places, y: values, w: weights, begin, end, k };
}

/** Inner knots with those at the ends, checked against the data. */
export function wholeKnots(where: string, { x, k, begin, end }: CurveData, inner: Float64Array): Float64Array {
  const edge = (value: number): number[] => new Array<number>(k + 1).fill(value);
  const t = Float64Array.from([...edge(begin), ...inner, ...edge(end)]);
  const trouble = knotTrouble(x, t, k);
  if (trouble !== undefined) throw coreError("BAD_VALUE", `${where}: the knots do not fit: ${trouble}.`);
  return t;
}

function partsOf(where: string, tck: Tck): SplineParts {
  if (!Array.isArray(tck) || tck.length !== 3)
    throw coreError("BAD_ARGUMENT", `${where}: tck must be [t, c, k], as splrep gives it.`);
  const t = vectorOf(where, "t", tck[0]);
  const c = vectorOf(where, "c", tck[1]);
  const k = checkWhole(where, "k", tck[2], 0, 20);
  if (t.length < 2 * k + 2 || c.length < t.length - k - 1)
    throw coreError(
      "BAD_SHAPE",
      `${where}: ${t.length} knots and ${c.length} coefficients do not make a spline of degree ${k}.`,
    );
  return { t, c, k, columns: 1 };
}

function tckOf({ t, c, k }: SplineParts): TckArrays {
  return [fromData(t, [t.length]), fromData(c, [c.length]), k];
}

/**
 * Values or derivatives of a spline at places (SciPy's `splev`).
 * @param options `der` the order of the derivative, up to k; `ext` what places outside give: 0 the outer pieces, 1 zeros, 2 an error, 3
 * the value at the end
 */
export function splev(
  x: ArrayLikeInput,
  tck: Tck,
  options: { readonly der?: number; readonly ext?: 0 | 1 | 2 | 3 } = {},
): Interpolated {
  checkOptions("splev", options, { der: "number", ext: "number" });
  const parts = partsOf("splev", tck);
  const der = checkWhole("splev", "der", options.der ?? 0, 0, parts.k);
  const ext = checkChoice("splev", "ext", options.ext ?? 0, [0, 1, 2, 3]);
  const places = placesOf("splev", x);
  return finish(
    evaluateExt("splev", parts, places, der, ext),
    places.shape,
    { rest: [], axis: 0, complex: false },
    places.runtime,
  );
}

/** Values at places, with FITPACK's ways to treat those outside. */
export function evaluateExt(
  where: string,
  parts: SplineParts,
  { data: places, runtime }: Places,
  der: number,
  ext: number,
): Float64Array {
  const [first, last] = [parts.t[parts.k]!, parts.t[parts.t.length - parts.k - 1]!];
  if (ext === 2) {
    const outside = places.find((x) => x < first || x > last);
    if (outside !== undefined)
      throw coreError(
        "BAD_VALUE",
        `${where}: x has ${outside}, which is outside the spline's range, ${first} to ${last}.`,
      );
  }
  const at = ext === 3 ? places.map((x) => (x < first ? first : x > last ? last : x)) : places;
  const out = evaluateSpline(parts, at, der, true, runtime);
  if (ext === 1) for (let i = 0; i < at.length; i++) if (at[i]! < first || at[i]! > last) out[i] = 0;
  return out;
}

/** The integral of a spline from a to b; outside its range it counts as 0 (SciPy's `splint`). */
export function splint(a: number, b: number, tck: Tck): number {
  return integralOf(partsOf("splint", tck), a, b);
}

/** The integral of a spline within its range. */
export function integralOf(parts: SplineParts, a: number, b: number): number {
  checkKind("integral", "a", a, "number");
  checkKind("integral", "b", b, "number");
  const [first, last] = [parts.t[parts.k]!, parts.t[parts.t.length - parts.k - 1]!];
  const clip = (x: number): number => Math.min(Math.max(x, first), last);
  const ends = evaluateSpline(antidifferentiateSpline(parts, 1), Float64Array.of(clip(a), clip(b)), 0, true);
  return ends[1]! - ends[0]!;
}

/** The spline of a derivative of order n, 1 by default; negative orders are antiderivatives (SciPy's `splder`). */
export function splder(tck: Tck, options: { readonly n?: number } = {}): TckArrays {
  checkOptions("splder", options, { n: "number" });
  return tckOf(derivativeParts("splder", partsOf("splder", tck), options.n ?? 1));
}

/** The spline of an antiderivative, n times, 1 by default (SciPy's `splantider`). */
export function splantider(tck: Tck, options: { readonly n?: number } = {}): TckArrays {
  checkOptions("splantider", options, { n: "number" });
  return tckOf(derivativeParts("splantider", partsOf("splantider", tck), -(options.n ?? 1)));
}

/** A derivative or antiderivative. */
export function derivativeParts(where: string, parts: SplineParts, n: number): SplineParts {
  checkOrder(where, "n", n);
  if (n < 0) return antidifferentiateSpline(parts, -n);
  if (n > parts.k) throw coreError("BAD_VALUE", `${where}: n is ${n}, expected at most the degree, ${parts.k}.`);
  const result = differentiateSpline(parts, n);
  if (result === undefined)
    throw coreError("BAD_VALUE", `${where}: inner knots coincide; the spline cannot be differentiated ${n} times.`);
  return result;
}

/**
 * The zeros of a cubic spline, in order (SciPy's `sproot`).
 * @param options `mest` the most zeros to give; 10 by default
 * @throws BAD_VALUE for another degree, or knots that do not rise strictly
 */
export function sproot(tck: Tck, options: { readonly mest?: number } = {}): NDArray {
  checkOptions("sproot", options, { mest: "number" });
  const parts = partsOf("sproot", tck);
  if (parts.k !== 3)
    throw coreError("BAD_VALUE", `sproot: the spline has degree ${parts.k}; zeros are found for cubic splines only.`);
  const zeros = splineRoots("sproot", parts.t, parts.c, checkWhole("sproot", "mest", options.mest ?? 10, 0));
  return fromData(Float64Array.from(zeros), [zeros.length]);
}

/** All derivatives, from the value on, at a place, or a row of them for each of several (SciPy's `spalde`). */
export function spalde(x: ArrayLikeInput, tck: Tck): NDArray {
  const parts = partsOf("spalde", tck);
  const places = asArray(x);
  const at = numbersOf("spalde", "x", places);
  const rows = allDerivatives("spalde", parts, at);
  return fromData(rows, at.length === 1 ? [parts.k + 1] : [at.length, parts.k + 1]);
}

/** A row of k + 1 derivatives for each place. */
export function allDerivatives(where: string, parts: SplineParts, at: Float64Array): Float64Array {
  const { t, k, c } = parts;
  const n = t.length - k - 1;
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  const out = new Float64Array(at.length * (k + 1));
  for (let i = 0; i < at.length; i++) {
    const x = at[i]!;
    if (!(x >= t[k]! && x <= t[n]!))
      throw coreError("BAD_VALUE", `${where}: x has ${x}, which is outside the spline's range, ${t[k]} to ${t[n]}.`);
    const left = knotInterval(t, k, x, k);
    for (let nu = 0; nu <= k; nu++) {
      basisSplines(t, k, x, left, nu, basis, work);
      let sum = 0;
      for (let a = 0; a <= k; a++) sum += c[left - k + a]! * basis[a]!;
      out[i * (k + 1) + nu] = sum;
    }
  }
  return out;
}

/**
 * The same spline with a knot more, `m` times (SciPy's `insert`).
 * @throws BAD_VALUE for places outside the range
 */
export function insertKnot(x: number, tck: Tck, options: { readonly m?: number } = {}): TckArrays {
  checkOptions("insertKnot", options, { m: "number" });
  checkKind("insertKnot", "x", x, "number");
  const where = "insertKnot";
  const parts = partsOf(where, tck);
  const m = checkWhole(where, "m", options.m ?? 1, 0, 1000);
  const { k } = parts;
  let { t, c } = parts;
  if (!(x >= t[k]! && x <= t[t.length - k - 1]!))
    throw coreError(
      "BAD_VALUE",
      `${where}: x is ${x}, which is outside the spline's range, ${t[k]} to ${t[t.length - k - 1]}.`,
    );
  for (let time = 0; time < m; time++) {
    const n = t.length - k - 1;
    const left = knotInterval(t, k, x, k);
    const knots = new Float64Array(t.length + 1);
    knots.set(t.subarray(0, left + 1));
    knots[left + 1] = x;
    knots.set(t.subarray(left + 1), left + 2);
    const next = new Float64Array(knots.length);
    for (let i = 0; i <= n; i++) {
      if (i <= left - k) next[i] = c[i]!;
      else if (i > left) next[i] = c[i - 1]!;
      else {
        const part = (x - knots[i]!) / (knots[i + k + 1]! - knots[i]!);
        next[i] = part * c[i]! + (1 - part) * c[i - 1]!;
      }
    }
    t = knots;
    c = next;
  }
  return tckOf({ t, c, k, columns: 1 });
}
