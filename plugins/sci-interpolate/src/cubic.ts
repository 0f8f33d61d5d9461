import { type ArrayLikeInput, asArray, isComplexDType, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkFinite, checkRising, shapeText, vectorOf } from "./arguments.js";
import { banded, bandedAt, solveBanded, solveFull } from "./linear.js";
import { type Extrapolate, makePPoly, type PPoly } from "./ppoly.js";
import { type Interpolated, type Values, valuesOf } from "./values.js";

/** Options of the cubic interpolants. */
export interface CubicOptions {
  /** The axis of y along which the places run; 0 by default. */
  readonly axis?: number;
  /** Whether to go on beyond the ends. */
  readonly extrapolate?: Extrapolate | undefined;
}

interface Nodes {
  readonly x: Float64Array;
  readonly y: Values;
}

function nodesOf(where: string, x: ArrayLikeInput, y: ArrayLikeInput, axis: number): Nodes {
  const places = vectorOf(where, "x", x);
  const values = valuesOf(where, y, axis);
  if (places.length < 2) throw coreError("BAD_SHAPE", `${where}: x has ${places.length} places, expected 2 or more.`);
  if (places.length !== values.rows)
    throw coreError("BAD_SHAPE", `${where}: x has ${places.length} places, y ${values.rows} along axis ${axis}.`);
  checkFinite(where, "x", places);
  checkFinite(where, "y", values.data);
  checkRising(where, "x", places, true);
  return { x: places, y: values };
}

/** Slopes between neighbouring places, a row for each interval. */
function slopesOf({ x, y }: Nodes): Float64Array {
  const { columns, data } = y;
  const out = new Float64Array((x.length - 1) * columns);
  for (let i = 0; i + 1 < x.length; i++)
    for (let j = 0; j < columns; j++)
      out[i * columns + j] = (data[(i + 1) * columns + j]! - data[i * columns + j]!) / (x[i + 1]! - x[i]!);
  return out;
}

/** The piecewise cubic with given values and derivatives. */
function hermite({ x, y }: Nodes, derivatives: Float64Array, extrapolate: Extrapolate): PPoly {
  const { columns, data } = y;
  const intervals = x.length - 1;
  const stride = intervals * columns;
  const slopes = slopesOf({ x, y });
  const c = new Float64Array(4 * stride);
  for (let i = 0; i < intervals; i++) {
    const dx = x[i + 1]! - x[i]!;
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      const slope = slopes[at]!;
      const d = derivatives[at]!;
      const t = (d + derivatives[at + columns]! - 2 * slope) / dx;
      c[at] = t / dx;
      c[stride + at] = (slope - d) / dx - t;
      c[2 * stride + at] = d;
      c[3 * stride + at] = data[at]!;
    }
  }
  return makePPoly({ pieces: { order: 4, intervals, columns, c, x }, layout: y, extrapolate });
}

/**
 * The piecewise cubic through values with given derivatives (SciPy's `CubicHermiteSpline`).
 * @param dydx derivatives, of the shape of y
 * @throws BAD_SHAPE, BAD_VALUE for places that do not rise or numbers that are not finite
 */
export function cubicHermiteSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  dydx: ArrayLikeInput,
  options: CubicOptions = {},
): PPoly {
  checkOptions("cubicHermiteSpline", options, { axis: "number", extrapolate: "boolean or string" });
  const axis = options.axis ?? 0;
  const [a, b] = [asArray(y), asArray(dydx)];
  if (a.shape.length !== b.shape.length || a.shape.some((size, i) => size !== b.shape[i]))
    throw coreError("BAD_SHAPE", `cubicHermiteSpline: y has shape ${shapeText(a)}, dydx ${shapeText(b)}.`);
  const complex = isComplexDType(a.dtype) || isComplexDType(b.dtype);
  const as = (one: NDArray): NDArray => (complex ? one.astype("complex128") : one);
  const nodes = nodesOf("cubicHermiteSpline", x, as(a), axis);
  const derivatives = valuesOf("cubicHermiteSpline", as(b), axis).data;
  checkFinite("cubicHermiteSpline", "dydx", derivatives);
  return hermite(nodes, derivatives, options.extrapolate ?? true);
}

/**
 * The cubic interpolant that keeps the data's monotonicity (Fritsch and Butland 1984; SciPy's `PchipInterpolator`).
 * @throws as {@link cubicHermiteSpline}; BAD_DTYPE for complex y
 */
export function pchipInterpolator(x: ArrayLikeInput, y: ArrayLikeInput, options: CubicOptions = {}): PPoly {
  checkOptions("pchipInterpolator", options, { axis: "number", extrapolate: "boolean or string" });
  const nodes = nodesOf("pchipInterpolator", x, y, options.axis ?? 0);
  if (nodes.y.complex)
    throw coreError("BAD_DTYPE", "pchipInterpolator: y is complex; complex numbers do not rise or fall.");
  return hermite(nodes, pchipDerivatives(nodes.x, nodes.y.data, nodes.y.columns), options.extrapolate ?? true);
}

/** Derivatives that keep monotonicity: weighted harmonic means of the neighbouring slopes, three-point formulas at the ends. */
export function pchipDerivatives(x: Float64Array, y: Float64Array, columns: number): Float64Array {
  const n = x.length;
  const out = new Float64Array(n * columns);
  const width = (i: number): number => x[i + 1]! - x[i]!;
  for (let j = 0; j < columns; j++) {
    const slope = (i: number): number => (y[(i + 1) * columns + j]! - y[i * columns + j]!) / width(i);
    if (n === 2) {
      out[j] = slope(0);
      out[columns + j] = slope(0);
      continue;
    }
    for (let i = 1; i < n - 1; i++) {
      const [before, after] = [slope(i - 1), slope(i)];
      if (Math.sign(before) !== Math.sign(after) || before === 0 || after === 0) continue;
      const w1 = 2 * width(i) + width(i - 1);
      const w2 = width(i) + 2 * width(i - 1);
      out[i * columns + j] = 1 / ((w1 / before + w2 / after) / (w1 + w2));
    }
    out[j] = endDerivative(width(0), width(1), slope(0), slope(1));
    out[(n - 1) * columns + j] = endDerivative(width(n - 2), width(n - 3), slope(n - 2), slope(n - 3));
  }
  return out;
}

function endDerivative(h0: number, h1: number, m0: number, m1: number): number {
  const d = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1);
  if (Math.sign(d) !== Math.sign(m0)) return 0;
  return Math.sign(m0) !== Math.sign(m1) && Math.abs(d) > 3 * Math.abs(m0) ? 3 * m0 : d;
}

/** Values or derivatives of {@link pchipInterpolator} at places; a list of orders gives a list. */
export function pchipInterpolate(
  xi: ArrayLikeInput,
  yi: ArrayLikeInput,
  x: ArrayLikeInput,
  options: { readonly der?: number | readonly number[]; readonly axis?: number } = {},
): Interpolated | Interpolated[] {
  checkOptions("pchipInterpolate", options, { der: "numbers", axis: "number" });
  const { der = 0, axis = 0 } = options;
  const p = pchipInterpolator(xi, yi, { axis });
  return typeof der === "number" ? p(x, { nu: der }) : der.map((nu) => p(x, { nu }));
}

/**
 * Akima's interpolant (J. ACM 17, 589 (1970); SciPy's `Akima1DInterpolator`); NaN outside.
 * @throws as {@link cubicHermiteSpline}; BAD_DTYPE for complex y
 */
export function akima1DInterpolator(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: { readonly axis?: number } = {},
): PPoly {
  checkOptions("akima1DInterpolator", options, { axis: "number" });
  const nodes = nodesOf("akima1DInterpolator", x, y, options.axis ?? 0);
  if (nodes.y.complex) throw coreError("BAD_DTYPE", "akima1DInterpolator: y is complex, expected real numbers.");
  const { columns } = nodes.y;
  const n = nodes.x.length;
  const slopes = slopesOf(nodes);
  // Slopes of all intervals, with two more on each side; the largest weight of all columns decides what is too small.
  const m = new Float64Array((n + 3) * columns);
  m.set(slopes, 2 * columns);
  const at = (i: number, j: number): number => m[i * columns + j]!;
  for (let j = 0; j < columns; j++) {
    // With a single interval the slopes beyond it are all its own.
    const next = n > 2 ? at(3, j) : at(2, j);
    m[columns + j] = 2 * at(2, j) - next;
    m[j] = 2 * at(1, j) - at(2, j);
    const before = n > 2 ? at(n - 1, j) : at(n, j);
    m[(n + 1) * columns + j] = 2 * at(n, j) - before;
    m[(n + 2) * columns + j] = 2 * at(n + 1, j) - at(n, j);
  }
  let largest = Number.NEGATIVE_INFINITY;
  const weight = (i: number, j: number): [number, number] => [
    Math.abs(at(i + 3, j) - at(i + 2, j)),
    Math.abs(at(i + 1, j) - at(i, j)),
  ];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < columns; j++) {
      const [f1, f2] = weight(i, j);
      largest = Math.max(largest, f1 + f2);
    }
  const t = new Float64Array(n * columns);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < columns; j++) {
      const [f1, f2] = weight(i, j);
      t[i * columns + j] =
        f1 + f2 > 1e-9 * largest
          ? (f1 * at(i + 1, j) + f2 * at(i + 2, j)) / (f1 + f2)
          : 0.5 * (at(i + 3, j) + at(i, j));
    }
  return hermite(nodes, t, false);
}

/** A condition at an end: a word, or a derivative of order 1 or 2 with its value, of the shape of one value of y. */
export type CubicCondition = "not-a-knot" | "clamped" | "natural" | readonly [order: 1 | 2, value: ArrayLikeInput];

/** Options of {@link cubicSpline}. */
export interface CubicSplineOptions extends CubicOptions {
  /** One word for both ends, or a pair; "periodic" needs equal first and last values. "not-a-knot" by default. */
  readonly bcType?: "not-a-knot" | "periodic" | "clamped" | "natural" | readonly [CubicCondition, CubicCondition];
}

type Condition = "not-a-knot" | "periodic" | { readonly order: 1 | 2; readonly value: Float64Array };

/**
 * The cubic spline, twice continuously differentiable, through values (SciPy's `CubicSpline`).
 * @throws as {@link cubicHermiteSpline}; BAD_ARGUMENT for other conditions, SINGULAR
 */
export function cubicSpline(x: ArrayLikeInput, y: ArrayLikeInput, options: CubicSplineOptions = {}): PPoly {
  checkOptions("cubicSpline", options, { bcType: "any", axis: "number", extrapolate: "boolean or string" });
  const given = asArray(y);
  const { bcType = "not-a-knot" } = options;
  const complex =
    isComplexDType(given.dtype) ||
    (typeof bcType !== "string" &&
      Array.isArray(bcType) &&
      bcType.some((one: unknown) => Array.isArray(one) && isComplexDType(asArray(one[1] as ArrayLikeInput).dtype)));
  const nodes = nodesOf("cubicSpline", x, complex ? given.astype("complex128") : given, options.axis ?? 0);
  const [start, end] = conditionsOf(bcType, nodes);
  const extrapolate = options.extrapolate ?? (start === "periodic" ? "periodic" : true);
  return hermite(nodes, splineDerivatives(nodes, start, end), extrapolate);
}

function conditionsOf(bcType: unknown, { y }: Nodes): [Condition, Condition] {
  const { columns, data, rows } = y;
  if (bcType === "periodic") {
    for (let j = 0; j < columns; j++) {
      const [a, b] = [data[j]!, data[(rows - 1) * columns + j]!];
      if (!(Math.abs(a - b) <= 1e-15 + 1e-15 * Math.abs(b)))
        throw coreError(
          "BAD_VALUE",
          `cubicSpline: the first and last y must be the same for "periodic", but they are ${a} and ${b}.`,
        );
    }
    return ["periodic", "periodic"];
  }
  const pair: readonly unknown[] = typeof bcType === "string" ? [bcType, bcType] : (bcType as readonly unknown[]);
  if (!Array.isArray(pair) || pair.length !== 2)
    throw coreError("BAD_ARGUMENT", `cubicSpline: bcType is ${describeValue(bcType)}, expected a word or a pair.`);
  return pair.map((one): Condition => {
    if (one === "not-a-knot") return one;
    if (one === "clamped") return { order: 1, value: new Float64Array(columns) };
    if (one === "natural") return { order: 2, value: new Float64Array(columns) };
    if (!Array.isArray(one) || one.length !== 2 || (one[0] !== 1 && one[0] !== 2))
      throw coreError(
        "BAD_ARGUMENT",
        `cubicSpline: bcType has ${describeValue(one)}, expected "not-a-knot", "clamped", "natural", [1, value] or [2, value]` +
          `${one === "periodic" ? '; "periodic" holds for both ends' : ""}.`,
      );
    const value = asArray(one[1] as ArrayLikeInput);
    if (value.shape.length !== y.rest.length || value.shape.some((size, i) => size !== y.rest[i]))
      throw coreError(
        "BAD_SHAPE",
        `cubicSpline: a derivative of bcType has shape ${shapeText(value)}, expected (${y.rest.join(", ")}).`,
      );
    const whole = valuesOf(
      "cubicSpline",
      value.astype(y.complex ? "complex128" : "float64").reshape([1, ...y.rest]),
      0,
    );
    return { order: one[0], value: whole.data };
  }) as [Condition, Condition];
}

/** The derivatives at the places that make the second derivative continuous. */
function splineDerivatives(nodes: Nodes, first: Condition, last: Condition): Float64Array {
  const { x, y } = nodes;
  const { columns } = y;
  const n = x.length;
  const slopes = slopesOf(nodes);
  if (n === 2) {
    const line: Condition = { order: 1, value: slopes };
    return system(nodes, slopes, typeof first === "string" ? line : first, typeof last === "string" ? line : last);
  }
  if (n === 3 && first === "not-a-knot" && last === "not-a-knot") return parabola(nodes, slopes);
  if (first === "periodic") {
    if (n === 3) {
      const out = new Float64Array(3 * columns);
      const [h0, h1] = [x[1]! - x[0]!, x[2]! - x[1]!];
      for (let j = 0; j < columns; j++) {
        const t = (slopes[j]! / h0 + slopes[columns + j]! / h1) / (1 / h0 + 1 / h1);
        for (let i = 0; i < 3; i++) out[i * columns + j] = t;
      }
      return out;
    }
    return periodicDerivatives(nodes, slopes);
  }
  return system(nodes, slopes, first, last);
}

function parabola({ x, y }: Nodes, slopes: Float64Array): Float64Array {
  const { columns } = y;
  const [h0, h1] = [x[1]! - x[0]!, x[2]! - x[1]!];
  const a = Float64Array.of(1, 1, 0, h1, 2 * (h0 + h1), h0, 0, 1, 1);
  const b = new Float64Array(3 * columns);
  for (let j = 0; j < columns; j++) {
    const [s0, s1] = [slopes[j]!, slopes[columns + j]!];
    b[j] = 2 * s0;
    b[columns + j] = 3 * (h0 * s1 + h1 * s0);
    b[2 * columns + j] = 2 * s1;
  }
  solveFull("cubicSpline", a, 3, b, columns);
  return b;
}

function system({ x, y }: Nodes, slopes: Float64Array, first: Condition, last: Condition): Float64Array {
  const { columns, data } = y;
  const n = x.length;
  const m = banded(n, 1, 1);
  const b = new Float64Array(n * columns);
  const set = (i: number, j: number, value: number): void => {
    m.values[bandedAt(m, i, j)] = value;
  };
  const width = (i: number): number => x[i + 1]! - x[i]!;
  for (let i = 1; i < n - 1; i++) {
    const [before, after] = [width(i - 1), width(i)];
    set(i, i - 1, after);
    set(i, i, 2 * (before + after));
    set(i, i + 1, before);
    for (let j = 0; j < columns; j++)
      b[i * columns + j] = 3 * (after * slopes[(i - 1) * columns + j]! + before * slopes[i * columns + j]!);
  }
  // Both ends alike: the place, its neighbour, and the intervals next to them.
  const end = (i: number, next: number, near: number, far: number, sign: 1 | -1, condition: Condition): void => {
    const h = width(near);
    if (condition === "not-a-knot" || condition === "periodic") {
      const d = h + width(far);
      set(i, i, width(far));
      set(i, next, d);
      for (let j = 0; j < columns; j++)
        b[i * columns + j] =
          ((h + 2 * d) * width(far) * slopes[near * columns + j]! + h ** 2 * slopes[far * columns + j]!) / d;
    } else if (condition.order === 1) {
      set(i, i, 1);
      set(i, next, 0);
      for (let j = 0; j < columns; j++) b[i * columns + j] = condition.value[j]!;
    } else {
      set(i, i, 2 * h);
      set(i, next, h);
      for (let j = 0; j < columns; j++)
        b[i * columns + j] =
          -sign * 0.5 * condition.value[j]! * h ** 2 + 3 * sign * (data[next * columns + j]! - data[i * columns + j]!);
    }
  };
  end(0, 1, 0, 1, 1, first);
  end(n - 1, n - 2, n - 2, n - 3, -1, last);
  solveBanded("cubicSpline", m, b, columns);
  return b;
}

/** The cyclic system, condensed by its last unknown. */
function periodicDerivatives({ x, y }: Nodes, slopes: Float64Array): Float64Array {
  const { columns } = y;
  const n = x.length;
  const size = n - 2;
  const width = (i: number): number => x[i + 1]! - x[i]!;
  const before = (i: number): number => width(i === 0 ? n - 2 : i - 1);
  const right = (i: number, j: number): number =>
    3 * (width(i) * slopes[(i === 0 ? n - 2 : i - 1) * columns + j]! + before(i) * slopes[i * columns + j]!);
  const m = banded(size, 1, 1);
  const all = columns + 1;
  const b = new Float64Array(size * all);
  for (let i = 0; i < size; i++) {
    m.values[bandedAt(m, i, i)] = 2 * (before(i) + width(i));
    if (i > 0) m.values[bandedAt(m, i, i - 1)] = width(i);
    if (i + 1 < size) m.values[bandedAt(m, i, i + 1)] = before(i);
    for (let j = 0; j < columns; j++) b[i * all + j] = right(i, j);
  }
  b[columns] = -width(0);
  b[(size - 1) * all + columns] = b[(size - 1) * all + columns]! - width(n - 4);
  solveBanded("cubicSpline", m, b, all);
  const [toFirst, toBefore, own] = [width(n - 3), width(n - 2), 2 * (width(n - 2) + width(n - 3))];
  const out = new Float64Array(n * columns);
  const [first2, last2] = [b[columns]!, b[(size - 1) * all + columns]!];
  for (let j = 0; j < columns; j++) {
    const unknown =
      (right(n - 2, j) - toFirst * b[j]! - toBefore * b[(size - 1) * all + j]!) /
      (own + toFirst * first2 + toBefore * last2);
    for (let i = 0; i < size; i++) out[i * columns + j] = b[i * all + j]! + unknown * b[i * all + columns]!;
    out[(n - 2) * columns + j] = unknown;
    out[(n - 1) * columns + j] = out[j]!;
  }
  return out;
}
