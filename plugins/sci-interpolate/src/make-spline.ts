import { type ArrayLikeInput, asArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkFinite, checkRising, checkWhole, shapeText, vectorOf } from "./arguments.js";
import { basisSplines, knotInterval } from "./basis.js";
import { type BSpline, makeBSpline } from "./bspline.js";
import { banded, bandedAt, solveBanded, solveFull } from "./linear.js";
import type { Extrapolate } from "./ppoly.js";
import { type Values, valuesOf } from "./values.js";

/** Derivatives at an end: orders and values, a word, or nothing. */
export type SplineCondition =
  | "clamped"
  | "natural"
  | readonly (readonly [order: number, value: ArrayLikeInput])[]
  | null;

/** Options of {@link makeInterpSpline}. */
export interface InterpSplineOptions {
  /** Degree, 3 by default. */
  readonly k?: number;
  /** Knots; chosen after the places if left out. */
  readonly t?: ArrayLikeInput | undefined;
  /** Conditions at the ends, in place of those that leave out knots ("not-a-knot"). */
  readonly bcType?:
    | "not-a-knot"
    | "periodic"
    | "clamped"
    | "natural"
    | readonly [SplineCondition, SplineCondition]
    | null
    | undefined;
  readonly axis?: number;
  /** Whether to look for numbers that are not finite; true by default. */
  readonly checkFinite?: boolean;
}

/**
 * The spline of a degree through values (SciPy's `make_interp_spline`).
 * @throws BAD_SHAPE, BAD_VALUE for places out of order and knots that do not fit, BAD_ARGUMENT for other conditions, SINGULAR
 */
export function makeInterpSpline(x: ArrayLikeInput, y: ArrayLikeInput, options: InterpSplineOptions = {}): BSpline {
  checkOptions("makeInterpSpline", options, {
    k: "number",
    t: "any",
    bcType: "any",
    axis: "number",
    checkFinite: "boolean",
  });
  const where = "makeInterpSpline";
  const places = vectorOf(where, "x", x);
  const values = valuesOf(where, y, options.axis ?? 0);
  if (options.checkFinite !== false) {
    checkFinite(where, "x", places);
    checkFinite(where, "y", values.data);
  }
  if (values.rows !== places.length)
    throw coreError("BAD_SHAPE", `${where}: x has ${places.length} places, y ${values.rows} along the axis.`);
  if (places.length === 0) throw coreError("BAD_SHAPE", `${where}: there are no places.`);
  const k = checkWhole(where, "k", options.k ?? 3, 0, 200);
  const bcType = options.bcType ?? "not-a-knot";
  const ends = conditionsOf(bcType, values);
  const none = ends.every((one) => one.length === 0);
  if (bcType === "periodic") checkPeriodic(values);
  checkRising(where, "x", places, true);
  const finishWith = (t: Float64Array, c: Float64Array, extrapolate: Extrapolate = true): BSpline =>
    makeBSpline({ parts: { t, c, k, columns: values.columns }, layout: values, extrapolate });
  const [first, last] = [places[0]!, places[places.length - 1]!];
  if (k < 2 && options.t === undefined) {
    if (!none) throw coreError("BAD_VALUE", `${where}: degree ${k} leaves no room for derivatives in bcType.`);
    const t = k === 0 ? [...places, last] : [first, ...places, last];
    return finishWith(Float64Array.from(t), values.data);
  }
  if (k === 0) throw coreError("BAD_VALUE", `${where}: degree 0 takes no knots t.`);
  if (bcType === "periodic") {
    if (options.t !== undefined)
      throw coreError("UNSUPPORTED", `${where}: periodic splines choose their knots themselves.`);
    const t = periodicKnots(places, k);
    return finishWith(t, periodicCoefficients(places, values, t, k), "periodic");
  }
  const t = options.t === undefined ? chooseKnots(places, k, none) : vectorOf(where, "t", options.t);
  checkKnots(where, t, places, k);
  const count = t.length - k - 1;
  const [left, right] = ends;
  if (count - places.length !== left.length + right.length)
    throw coreError(
      "BAD_VALUE",
      `${where}: ${count - places.length} derivatives at the ends are needed, ${left.length} and ${right.length} were given.`,
    );
  return finishWith(t, collocate(places, values, t, k, left, right));
}

interface EndDerivative {
  readonly order: number;
  readonly value: Float64Array;
}

function conditionsOf(bcType: unknown, values: Values): readonly [readonly EndDerivative[], readonly EndDerivative[]] {
  if (bcType === "not-a-knot" || bcType === "periodic") return [[], []];
  const pair = typeof bcType === "string" ? [bcType, bcType] : bcType;
  if (!Array.isArray(pair) || pair.length !== 2)
    throw coreError("BAD_ARGUMENT", `makeInterpSpline: bcType is ${describeValue(bcType)}, expected a word or a pair.`);
  return pair.map((one: unknown): EndDerivative[] => {
    if (one === null || one === undefined) return [];
    if (one === "clamped") return [{ order: 1, value: new Float64Array(values.columns) }];
    if (one === "natural") return [{ order: 2, value: new Float64Array(values.columns) }];
    if (!Array.isArray(one))
      throw coreError(
        "BAD_ARGUMENT",
        `makeInterpSpline: bcType has ${describeValue(one)}, expected "clamped", "natural", null or a list of [order, value].`,
      );
    return one.map((given: unknown) => {
      if (!Array.isArray(given) || given.length !== 2)
        throw coreError(
          "BAD_ARGUMENT",
          `makeInterpSpline: bcType has ${describeValue(given)}, expected [order, value].`,
        );
      const order = checkWhole("makeInterpSpline", "the order of a derivative", given[0], 0);
      const value = asArray(given[1] as ArrayLikeInput);
      if (value.size * (values.complex ? 2 : 1) !== values.columns)
        throw coreError(
          "BAD_SHAPE",
          `makeInterpSpline: a derivative has shape ${shapeText(value)}, expected (${values.rest.join(", ")}).`,
        );
      const whole = value.astype(values.complex ? "complex128" : "float64").reshape([1, ...values.rest]);
      return { order, value: valuesOf("makeInterpSpline", whole, 0).data };
    });
  }) as [EndDerivative[], EndDerivative[]];
}

function checkPeriodic({ data, rows, columns }: Values): void {
  for (let j = 0; j < columns; j++) {
    const [a, b] = [data[j]!, data[(rows - 1) * columns + j]!];
    if (!(Math.abs(a - b) <= 1e-15 + 1e-5 * Math.abs(b)))
      throw coreError(
        "BAD_VALUE",
        `makeInterpSpline: the first and last y must be the same for "periodic", but they are ${a} and ${b}.`,
      );
  }
}

function chooseKnots(x: Float64Array, k: number, plain: boolean): Float64Array {
  const [first, last] = [x[0]!, x[x.length - 1]!];
  const repeat = (value: number, times: number): number[] => new Array<number>(times).fill(value);
  if (!plain) return Float64Array.from([...repeat(first, k), ...x, ...repeat(last, k)]);
  let inner: number[];
  if (k === 2) {
    inner = [];
    for (let i = 1; i + 2 < x.length; i++) inner.push((x[i]! + x[i + 1]!) / 2);
  } else {
    if (k % 2 === 0)
      throw coreError(
        "UNSUPPORTED",
        `makeInterpSpline: degree ${k} is even; knots are chosen for degree 2 and odd ones, or give t.`,
      );
    const m = (k - 1) / 2;
    inner = Array.from(x.slice(m + 1, Math.max(m + 1, x.length - m - 1)));
  }
  return Float64Array.from([...repeat(first, k + 1), ...inner, ...repeat(last, k + 1)]);
}

function checkKnots(where: string, t: Float64Array, x: Float64Array, k: number): void {
  checkRising(where, "t", t, false);
  if (t.length < x.length + k + 1)
    throw coreError(
      "BAD_SHAPE",
      `${where}: ${t.length} knots for ${x.length} places, degree ${k} needs ${x.length + k + 1} or more.`,
    );
  if (x[0]! < t[k]! || x[x.length - 1]! > t[t.length - k - (k === 0 ? 1 : 0)]!)
    throw coreError(
      "BAD_VALUE",
      `${where}: places are outside the base of the knots, ${t[k]} to ${t[t.length - k - 1]}.`,
    );
}

/** Coefficients by a row for each condition: derivatives at the left end, values, derivatives at the right one. */
function collocate(
  x: Float64Array,
  values: Values,
  t: Float64Array,
  k: number,
  left: readonly EndDerivative[],
  right: readonly EndDerivative[],
): Float64Array {
  const n = t.length - k - 1;
  const { columns, data } = values;
  const m = banded(n, k, k);
  const b = new Float64Array(n * columns);
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  let interval = k;
  const fill = (row: number, at: number, nu: number, source: Float64Array, from: number): void => {
    interval = knotInterval(t, k, at, interval);
    basisSplines(t, k, at, interval, nu, basis, work);
    for (let a = 0; a <= k; a++) {
      const column = interval - k + a;
      if (Math.abs(column - row) <= k) m.values[bandedAt(m, row, column)] = basis[a]!;
      else if (basis[a] !== 0)
        throw coreError(
          "SINGULAR",
          "makeInterpSpline: the places do not fit the knots (Schoenberg and Whitney's condition).",
        );
    }
    for (let j = 0; j < columns; j++) b[row * columns + j] = source[from + j]!;
  };
  for (const [row, one] of left.entries()) fill(row, x[0]!, one.order, one.value, 0);
  for (let i = 0; i < x.length; i++) fill(left.length + i, x[i]!, 0, data, i * columns);
  for (const [row, one] of right.entries())
    fill(left.length + x.length + row, x[x.length - 1]!, one.order, one.value, 0);
  if (columns > 0) solveBanded("makeInterpSpline", m, b, columns);
  return b;
}

/** Knots on a circle. */
function periodicKnots(x: Float64Array, k: number): Float64Array {
  const n = x.length;
  const inner = x.slice();
  if (k % 2 === 0) for (let i = 1; i < n - 1; i++) inner[i] = x[i]! - (x[i]! - x[i - 1]!) / 2;
  const t = new Float64Array(n + 2 * k);
  t.set(inner, k);
  const step = (i: number): number => inner[i + 1]! - inner[i]!;
  for (let i = 0; i < k; i++) {
    const turn = i % (n - 1);
    t[k - i - 1] = t[k - i]! - step(n - 2 - turn);
    t[n + k + i] = t[n + k + i - 1]! + step(turn);
  }
  return t;
}

/** Coefficients that repeat after n - 1: values at all places but the last. */
function periodicCoefficients(x: Float64Array, values: Values, t: Float64Array, k: number): Float64Array {
  const { columns, data } = values;
  const unknowns = x.length - 1;
  if (unknowns < 1) throw coreError("BAD_SHAPE", "makeInterpSpline: periodic splines need 2 places or more.");
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  const matrix = new Float64Array(unknowns * unknowns);
  let interval = k;
  for (let i = 0; i < unknowns; i++) {
    interval = knotInterval(t, k, x[i]!, interval);
    basisSplines(t, k, x[i]!, interval, 0, basis, work);
    for (let a = 0; a <= k; a++) {
      const at = i * unknowns + ((interval - k + a) % unknowns);
      matrix[at] = matrix[at]! + basis[a]!;
    }
  }
  const b = data.slice(0, unknowns * columns);
  // Cyclic and banded: full elimination for few places, else by the band and its corners.
  if (columns > 0) solveCyclic(matrix, unknowns, b, columns);
  const out = new Float64Array((x.length + k - 1) * columns);
  for (let i = 0; i < x.length + k - 1; i++)
    out.set(b.subarray((i % unknowns) * columns, ((i % unknowns) + 1) * columns), i * columns);
  return out;
}

function solveCyclic(matrix: Float64Array, n: number, b: Float64Array, columns: number): void {
  solveFull("makeInterpSpline", matrix, n, b, columns);
}

/**
 * The spline on given knots that is nearest to values in the sense of least squares (SciPy's `make_lsq_spline`).
 * @param t knots, with k + 1 at or beyond each end
 * @param options weights `w` multiply the differences
 * @throws BAD_SHAPE, BAD_VALUE, SINGULAR where the places do not fit the knots
 */
export function makeLsqSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  t: ArrayLikeInput,
  options: {
    readonly k?: number;
    readonly w?: ArrayLikeInput | undefined;
    readonly axis?: number;
    readonly checkFinite?: boolean;
  } = {},
): BSpline {
  checkOptions("makeLsqSpline", options, { k: "number", w: "any", axis: "number", checkFinite: "boolean" });
  const where = "makeLsqSpline";
  const places = vectorOf(where, "x", x);
  const values = valuesOf(where, y, options.axis ?? 0);
  const knots = vectorOf(where, "t", t);
  const weights = options.w === undefined ? new Float64Array(places.length).fill(1) : vectorOf(where, "w", options.w);
  const k = checkWhole(where, "k", options.k ?? 3, 0, 200);
  if (options.checkFinite !== false)
    for (const [name, one] of [
      ["x", places],
      ["y", values.data],
      ["t", knots],
      ["w", weights],
    ] as const)
      checkFinite(where, name, one);
  checkRising(where, "x", places, true);
  checkRising(where, "t", knots, false);
  if (places.length < k + 1)
    throw coreError("BAD_SHAPE", `${where}: ${places.length} places, degree ${k} needs ${k + 1} or more.`);
  if (values.rows !== places.length || weights.length !== places.length)
    throw coreError("BAD_SHAPE", `${where}: x has ${places.length} places, y ${values.rows} and w ${weights.length}.`);
  const n = knots.length - k - 1;
  if (n < k + 1)
    throw coreError("BAD_SHAPE", `${where}: ${knots.length} knots, degree ${k} needs ${2 * k + 2} or more.`);
  if (k > 0 && (places[0]! < knots[k]! || places[places.length - 1]! > knots[n]!))
    throw coreError("BAD_VALUE", `${where}: places are outside the base of the knots, ${knots[k]} to ${knots[n]}.`);
  const { columns, data } = values;
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  // The lower triangle of the normal equations: element (i, i - d) at i * (k + 1) + d.
  const normal = new Float64Array(n * (k + 1));
  const b = new Float64Array(n * columns);
  let interval = k;
  for (let i = 0; i < places.length; i++) {
    interval = knotInterval(knots, k, places[i]!, interval);
    basisSplines(knots, k, places[i]!, interval, 0, basis, work);
    const square = weights[i]! ** 2;
    for (let a = 0; a <= k; a++) {
      const row = interval - k + a;
      for (let d = 0; d <= a; d++) {
        const at = row * (k + 1) + d;
        normal[at] = normal[at]! + basis[a]! * basis[a - d]! * square;
      }
      for (let j = 0; j < columns; j++)
        b[row * columns + j] = b[row * columns + j]! + basis[a]! * data[i * columns + j]! * square;
    }
  }
  solveCholesky(where, normal, n, k, b, columns);
  return makeBSpline({ parts: { t: knots, c: b, k, columns }, layout: values, extrapolate: true });
}

/** Solves a banded, symmetric, positive definite system in place. */
function solveCholesky(where: string, a: Float64Array, n: number, k: number, b: Float64Array, columns: number): void {
  const width = k + 1;
  for (let i = 0; i < n; i++)
    for (let d = Math.min(i, k); d >= 0; d--) {
      const j = i - d;
      let sum = a[i * width + d]!;
      for (let m = Math.max(0, i - k); m < j; m++) sum -= a[i * width + i - m]! * a[j * width + j - m]!;
      if (d > 0) a[i * width + d] = sum / a[j * width]!;
      else {
        if (!(sum > 0)) throw coreError("SINGULAR", `${where}: the places do not determine the spline on these knots.`);
        a[i * width] = Math.sqrt(sum);
      }
    }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < columns; j++) {
      let sum = b[i * columns + j]!;
      for (let m = Math.max(0, i - k); m < i; m++) sum -= a[i * width + i - m]! * b[m * columns + j]!;
      b[i * columns + j] = sum / a[i * width]!;
    }
  for (let i = n - 1; i >= 0; i--)
    for (let j = 0; j < columns; j++) {
      let sum = b[i * columns + j]!;
      for (let m = i + 1; m <= Math.min(n - 1, i + k); m++) sum -= a[m * width + m - i]! * b[m * columns + j]!;
      b[i * columns + j] = sum / a[i * width]!;
    }
}
