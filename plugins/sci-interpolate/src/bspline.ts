import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkExtrapolate, checkFinite, checkOrder, checkRising, checkWhole, vectorOf } from "./arguments.js";
import { basisSplines, knotInterval } from "./basis.js";
import { antidifferentiateSpline, differentiateSpline, evaluateSpline, type SplineParts } from "./bspline-kernel.js";
import {
  checkRange,
  type EvaluateOptions,
  type Extrapolate,
  evaluateKinds,
  makePPoly,
  type PPoly,
  periodicIntegral,
} from "./ppoly.js";
import { wrap } from "./search.js";
import {
  asWhole,
  finish,
  type Interpolated,
  type InterpolatedAt,
  type Layout,
  placesOf,
  restArray,
  valuesOf,
} from "./values.js";

/** A spline in basis splines: call it with places; a number gives a number where the values are numbers. */
export interface BSpline {
  <X extends ArrayLikeInput>(x: X, options?: EvaluateOptions): InterpolatedAt<X>;
  /** Knots, coefficients (the axis of basis splines first) and degree. */
  readonly t: NDArray;
  readonly c: NDArray;
  readonly k: number;
  readonly tck: readonly [t: NDArray, c: NDArray, k: number];
  readonly extrapolate: Extrapolate;
  readonly axis: number;
  /** The derivative of an order, 1 by default. */
  derivative(nu?: number): BSpline;
  antiderivative(nu?: number): BSpline;
  /** The integral from a to b; without extrapolation only over the base. */
  integrate(a: number, b: number, options?: { readonly extrapolate?: Extrapolate | undefined }): Interpolated;
}

/** What a spline is made of. */
export interface SplineWithLayout {
  readonly parts: SplineParts;
  readonly layout: Layout;
  readonly extrapolate: Extrapolate;
}

/**
 * A spline of knots, coefficients and degree (SciPy's `BSpline`).
 * @param t knots, at least 2k + 2, that do not fall
 * @param c coefficients, at least as many along `axis` as there are basis splines, t.length - k - 1
 * @param k degree
 * @throws BAD_SHAPE, BAD_VALUE
 */
export function bSpline(
  t: ArrayLikeInput,
  c: ArrayLikeInput,
  k: number,
  options: { readonly extrapolate?: Extrapolate | undefined; readonly axis?: number } = {},
): BSpline {
  checkOptions("bSpline", options, { extrapolate: "boolean or string", axis: "number" });
  checkKind("bSpline", "k", k, "number");
  const knots = vectorOf("bSpline", "t", t);
  checkWhole("bSpline", "k", k, 0);
  const values = valuesOf("bSpline", c, options.axis ?? 0);
  const n = knots.length - k - 1;
  if (n < k + 1)
    throw coreError("BAD_SHAPE", `bSpline: t has ${knots.length} knots, degree ${k} needs ${2 * k + 2} or more.`);
  checkFinite("bSpline", "t", knots);
  checkRising("bSpline", "t", knots, false);
  if (knots[k] === knots[n]) throw coreError("BAD_VALUE", "bSpline: the base is a point; two inner knots must differ.");
  if (values.rows < n)
    throw coreError("BAD_SHAPE", `bSpline: c has ${values.rows} coefficients, expected ${n} or more.`);
  return makeBSpline({
    parts: { t: knots, c: values.data, k, columns: values.columns },
    layout: values,
    extrapolate: options.extrapolate ?? true,
  });
}

/** A callable of its parts. */
export function makeBSpline(s: SplineWithLayout): BSpline {
  const { parts, layout, extrapolate } = s;
  checkExtrapolate("spline", extrapolate);
  const t = fromData(parts.t, [parts.t.length]);
  const rows = parts.columns === 0 ? parts.t.length - parts.k - 1 : parts.c.length / parts.columns;
  const c = asWhole(parts.c, [rows], layout);
  return Object.assign(
    <X extends ArrayLikeInput>(x: X, options?: EvaluateOptions) => evaluate(s, x, options) as InterpolatedAt<X>,
    {
      t,
      c,
      k: parts.k,
      tck: [t, c, parts.k] as const,
      extrapolate,
      axis: layout.axis,
      derivative: (nu = 1) => derivative(s, nu),
      antiderivative: (nu = 1) => derivative(s, -checkOrder("antiderivative", "nu", nu)),
      integrate: (a: number, b: number, options?: { readonly extrapolate?: Extrapolate | undefined }) =>
        integrate(s, a, b, options),
    },
  );
}

function baseOf({ t, k }: SplineParts): [number, number] {
  return [t[k]!, t[t.length - k - 1]!];
}

function evaluate(s: SplineWithLayout, x: ArrayLikeInput, options: EvaluateOptions = {}): Interpolated {
  checkOptions("spline", options, evaluateKinds);
  checkExtrapolate("spline", options.extrapolate);
  const nu = checkWhole("spline", "nu", options.nu ?? 0, 0);
  const places = placesOf("spline", x);
  const extrapolate = options.extrapolate ?? s.extrapolate;
  const [first, last] = baseOf(s.parts);
  const at = extrapolate === "periodic" ? places.data.map((one) => wrap(one, first, last)) : places.data;
  return finish(
    evaluateSpline(s.parts, at, nu, extrapolate === true, places.runtime),
    places.shape,
    s.layout,
    places.runtime,
  );
}

function derivative(s: SplineWithLayout, nu: number): BSpline {
  checkOrder("derivative", "nu", nu);
  if (nu < 0) {
    const extrapolate = s.extrapolate === "periodic" ? false : s.extrapolate;
    return makeBSpline({ ...s, parts: antidifferentiateSpline(s.parts, -nu), extrapolate });
  }
  if (nu > s.parts.k)
    throw coreError("BAD_VALUE", `derivative: nu is ${nu}, expected at most the degree, ${s.parts.k}.`);
  const parts = differentiateSpline(s.parts, nu);
  if (parts === undefined)
    throw coreError("BAD_VALUE", `derivative: inner knots coincide; the spline cannot be differentiated ${nu} times.`);
  return makeBSpline({ ...s, parts });
}

function integrate(
  s: SplineWithLayout,
  from: number,
  to: number,
  options: { readonly extrapolate?: Extrapolate | undefined } = {},
): Interpolated {
  checkRange(from, to, options);
  const { extrapolate = s.extrapolate } = options;
  const [low, high] = to < from ? [to, from] : [from, to];
  const sign = to < from ? -1 : 1;
  const { columns } = s.parts;
  const whole = antidifferentiateSpline(s.parts, 1);
  const within = (a: number, b: number): Float64Array => {
    const ends = evaluateSpline(whole, Float64Array.of(a, b), 0, extrapolate !== "periodic");
    return Float64Array.from({ length: columns }, (_, j) => ends[columns + j]! - ends[j]!);
  };
  const [first, last] = baseOf(s.parts);
  let out: Float64Array;
  if (extrapolate === "periodic") out = periodicIntegral(Float64Array.of(first, last), low, high, columns, within);
  else if (extrapolate) out = within(low, high);
  else {
    const [a, b] = [Math.max(low, first), Math.min(high, last)];
    // A range wholly outside the base has nothing to add up.
    out = a < b ? within(a, b) : new Float64Array(columns);
  }
  return restArray(
    out.map((value) => sign * value),
    s.layout,
  );
}

/** The single basis spline of a list of knots, as a spline (SciPy's `BSpline.basis_element`). */
export function basisElement(
  t: ArrayLikeInput,
  options: { readonly extrapolate?: Extrapolate | undefined } = {},
): BSpline {
  checkOptions("basisElement", options, { extrapolate: "boolean or string" });
  const inner = vectorOf("basisElement", "t", t);
  const k = inner.length - 2;
  if (k < 0) throw coreError("BAD_SHAPE", `basisElement: t has ${inner.length} knots, expected 2 or more.`);
  checkRising("basisElement", "t", inner, false);
  const knots = Float64Array.of(
    ...new Array<number>(k).fill(inner[0]! - 1),
    ...inner,
    ...new Array<number>(k).fill(inner[k + 1]! + 1),
  );
  const c = new Float64Array(knots.length);
  c[k] = 1;
  return makeBSpline({
    parts: { t: knots, c, k, columns: 1 },
    layout: { rest: [], axis: 0, complex: false },
    extrapolate: options.extrapolate ?? true,
  });
}

/**
 * The values of all basis splines at places: a matrix of shape (places, basis splines) (SciPy's `BSpline.design_matrix`, which is
 * sparse).
 * @throws BAD_VALUE for places outside the base unless extrapolating
 */
export function designMatrix(
  x: ArrayLikeInput,
  t: ArrayLikeInput,
  k: number,
  options: { readonly extrapolate?: Extrapolate } = {},
): NDArray {
  checkOptions("designMatrix", options, { extrapolate: "boolean or string" });
  checkKind("designMatrix", "k", k, "number");
  const places = vectorOf("designMatrix", "x", x);
  const knots = vectorOf("designMatrix", "t", t);
  checkWhole("designMatrix", "k", k, 0);
  checkFinite("designMatrix", "x", places);
  checkFinite("designMatrix", "t", knots);
  checkRising("designMatrix", "t", knots, false);
  if (knots.length < 2 * k + 2)
    throw coreError("BAD_SHAPE", `designMatrix: t has ${knots.length} knots, degree ${k} needs ${2 * k + 2} or more.`);
  const n = knots.length - k - 1;
  const [first, last] = [knots[k]!, knots[n]!];
  const { extrapolate = false } = options;
  checkExtrapolate("designMatrix", extrapolate);
  const out = new Float64Array(places.length * n);
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  for (let i = 0; i < places.length; i++) {
    const at = extrapolate === "periodic" ? wrap(places[i]!, first, last) : places[i]!;
    if (extrapolate === false && (at < first || at > last))
      throw coreError("BAD_VALUE", `designMatrix: x has ${at}, which is not within the base, ${first} to ${last}.`);
    const left = knotInterval(knots, k, at, k);
    basisSplines(knots, k, at, left, 0, basis, work);
    for (let a = 0; a <= k; a++) out[i * n + left - k + a] = basis[a]!;
  }
  return fromData(out, [places.length, n]);
}

function isTck(value: unknown): value is readonly [t: ArrayLikeInput, c: ArrayLikeInput, k: number] {
  return Array.isArray(value) && value.length === 3;
}

/** A spline as a piecewise polynomial (SciPy's `PPoly.from_spline`): of a {@link BSpline}, or of knots, coefficients and degree. */
export function pPolyFromSpline(
  spline: BSpline | readonly [t: ArrayLikeInput, c: ArrayLikeInput, k: number],
  options: { readonly extrapolate?: Extrapolate | undefined } = {},
): PPoly {
  checkOptions("pPolyFromSpline", options, { extrapolate: "boolean or string" });
  const given: unknown = Array.isArray(spline) ? spline : (spline as Partial<BSpline> | null | undefined)?.tck;
  if (!isTck(given))
    throw coreError(
      "BAD_ARGUMENT",
      `pPolyFromSpline: spline is ${describeValue(spline)}, expected a spline or [t, c, k].`,
    );
  const knots = vectorOf("pPolyFromSpline", "t", given[0]);
  const k = checkWhole("pPolyFromSpline", "k", given[2], 0);
  const values = valuesOf("pPolyFromSpline", asArray(given[1]), 0);
  const own = Array.isArray(spline) ? true : (spline as BSpline).extrapolate;
  const intervals = knots.length - 1;
  const parts = { t: knots, c: values.data, k, columns: values.columns };
  const c = new Float64Array((k + 1) * intervals * values.columns);
  let factorial = 1;
  for (let power = 0; power <= k; power++) {
    if (power > 0) factorial *= power;
    const derivatives = evaluateSpline(parts, knots.slice(0, -1), power, true);
    c.set(
      derivatives.map((value) => value / factorial),
      (k - power) * intervals * values.columns,
    );
  }
  return makePPoly({
    pieces: { order: k + 1, intervals, columns: values.columns, c, x: knots },
    layout: values,
    extrapolate: options.extrapolate ?? own,
  });
}
