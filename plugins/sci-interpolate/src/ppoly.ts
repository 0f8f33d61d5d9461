import { type ArrayLikeInput, asArray, fromData, moveAxis, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { checkExtrapolate, checkOrder, checkWhole, shapeText, vectorOf } from "./arguments.js";
import {
  antidifferentiate,
  differentiate,
  evaluatePieces,
  integratePieces,
  type Pieces,
  pieceAt,
} from "./ppoly-kernel.js";
import { realRoots } from "./real-roots.js";
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

/** Whether to go on beyond the ends: by the last pieces, not at all (NaN), or periodically. */
export type Extrapolate = boolean | "periodic";

/** How to evaluate. */
export interface EvaluateOptions {
  /** The order of the derivative; 0 by default. */
  readonly nu?: number;
  /** As when the interpolant was made if left out. */
  readonly extrapolate?: Extrapolate | undefined;
}

/** A piecewise polynomial: call it with places; a number gives a number where the values are numbers. */
export interface PPoly {
  <X extends ArrayLikeInput>(x: X, options?: EvaluateOptions): InterpolatedAt<X>;
  /** Coefficients, shape (order, intervals, …): highest power of x - breakpoint first. */
  readonly c: NDArray;
  /** Breakpoints. */
  readonly x: NDArray;
  readonly extrapolate: Extrapolate;
  readonly axis: number;
  /** The derivative of an order, 1 by default; negative orders are antiderivatives. */
  derivative(nu?: number): PPoly;
  /** The antiderivative that is 0 at the first breakpoint. */
  antiderivative(nu?: number): PPoly;
  /** The integral from a to b. */
  integrate(a: number, b: number, options?: { readonly extrapolate?: Extrapolate | undefined }): Interpolated;
  /**
   * Places where it is y, in order. Where it is y on a whole interval, its beginning and NaN. Values that are arrays give one list for
   * each element in C order.
   */
  solve(y?: number, options?: RootOptions): NDArray | NDArray[];
  /** Places where it is 0; see `solve`. */
  roots(options?: RootOptions): NDArray | NDArray[];
  /** This polynomial with further intervals behind or before it. */
  extend(c: ArrayLikeInput, x: ArrayLikeInput): PPoly;
}

/** The kinds of {@link EvaluateOptions}. */
export const evaluateKinds: OptionKinds<EvaluateOptions> = { nu: "number", extrapolate: "boolean or string" };

/** How to look for roots. */
export interface RootOptions {
  /** Whether jumps across the value count; true by default. */
  readonly discontinuity?: boolean;
  readonly extrapolate?: Extrapolate | undefined;
}

/** What a piecewise polynomial is made of. */
export interface PiecesWithLayout {
  readonly pieces: Pieces;
  readonly layout: Layout;
  readonly extrapolate: Extrapolate;
}

/**
 * A piecewise polynomial of its coefficients (SciPy's `PPoly`): on interval i the value is Σ c[m, i] (x - x[i])^(k - m).
 *
 * @param c coefficients of shape (order, intervals, …), with the axis of intervals after `axis` others
 * @param x breakpoints, rising or falling
 * @throws BAD_SHAPE for what does not fit, BAD_VALUE for breakpoints out of order
 */
export function pPoly(
  c: ArrayLikeInput,
  x: ArrayLikeInput,
  options: { readonly extrapolate?: Extrapolate | undefined; readonly axis?: number } = {},
): PPoly {
  checkOptions("pPoly", options, { extrapolate: "boolean or string", axis: "number" });
  const axis = checkWhole("pPoly", "axis", options.axis ?? 0, 0);
  const given = asArray(c);
  if (given.shape.length < 2 || axis >= given.shape.length - 1)
    throw coreError("BAD_SHAPE", `pPoly: c has shape ${shapeText(given)}, expected at least ${axis + 2} axes.`);
  const lead = moveAxis(moveAxis(given, axis + 1, 0), axis + 1, 0);
  const breaks = vectorOf("pPoly", "x", x);
  const { pieces, layout } = piecesOf("pPoly", lead, breaks);
  return makePPoly({ pieces, layout: { ...layout, axis }, extrapolate: options.extrapolate ?? true });
}

function piecesOf(where: string, c: NDArray, x: Float64Array): { readonly pieces: Pieces; readonly layout: Layout } {
  const [order, intervals] = c.shape as [number, number];
  if (x.length < 2) throw coreError("BAD_SHAPE", `${where}: x has ${x.length} breakpoints, expected 2 or more.`);
  if (order === 0 || intervals !== x.length - 1)
    throw coreError(
      "BAD_SHAPE",
      `${where}: c has shape ${shapeText(c)}, expected an order of 1 or more and ${x.length - 1} intervals.`,
    );
  checkBreaks(where, x);
  const values = valuesOf(where, c.reshape([order * intervals, ...c.shape.slice(2)]), 0);
  return { pieces: { order, intervals, columns: values.columns, c: values.data, x }, layout: values };
}

function checkBreaks(where: string, x: Float64Array): void {
  let [rising, falling] = [true, true];
  for (let i = 1; i < x.length; i++) {
    if (!(x[i]! >= x[i - 1]!)) rising = false;
    if (!(x[i]! <= x[i - 1]!)) falling = false;
  }
  if (!rising && !falling)
    throw coreError("BAD_VALUE", `${where}: the breakpoints x neither rise nor fall throughout.`);
}

/** A callable of its parts. */
export function makePPoly(p: PiecesWithLayout): PPoly {
  const { pieces, layout, extrapolate } = p;
  checkExtrapolate("interpolant", extrapolate);
  return Object.assign(
    <X extends ArrayLikeInput>(x: X, options?: EvaluateOptions) => evaluate(p, x, options) as InterpolatedAt<X>,
    {
      c: asWhole(pieces.c, [pieces.order, pieces.intervals], layout),
      x: fromData(pieces.x, [pieces.x.length]),
      extrapolate,
      axis: layout.axis,
      derivative: (nu = 1) => derivative(p, nu),
      antiderivative: (nu = 1) => derivative(p, -checkOrder("antiderivative", "nu", nu)),
      integrate: (a: number, b: number, options?: { readonly extrapolate?: Extrapolate | undefined }) =>
        integrate(p, a, b, options),
      solve: (y = 0, options?: RootOptions) => solve(p, y, options),
      roots: (options?: RootOptions) => solve(p, 0, options),
      extend: (c: ArrayLikeInput, x: ArrayLikeInput) => extend(p, c, x),
    },
  );
}

function evaluate(p: PiecesWithLayout, x: ArrayLikeInput, options: EvaluateOptions = {}): Interpolated {
  const { pieces, layout } = p;
  checkOptions("interpolant", options, evaluateKinds);
  checkExtrapolate("interpolant", options.extrapolate);
  const nu = checkWhole("interpolant", "nu", options.nu ?? 0, 0);
  const places = placesOf("interpolant", x);
  const extrapolate = options.extrapolate ?? p.extrapolate;
  const breaks = pieces.x;
  const at =
    extrapolate === "periodic"
      ? places.data.map((one) => wrap(one, breaks[0]!, breaks[breaks.length - 1]!))
      : places.data;
  return finish(
    evaluatePieces(pieces, at, nu, extrapolate === true, places.runtime),
    places.shape,
    layout,
    places.runtime,
  );
}

function derivative(p: PiecesWithLayout, nu: number): PPoly {
  checkWhole("derivative", "nu", nu, -100);
  if (nu >= 0) return makePPoly({ ...p, pieces: differentiate(p.pieces, nu) });
  const extrapolate = p.extrapolate === "periodic" ? false : p.extrapolate;
  return makePPoly({ ...p, pieces: antidifferentiate(p.pieces, -nu), extrapolate });
}

function integrate(
  { pieces, layout, extrapolate: own }: PiecesWithLayout,
  from: number,
  to: number,
  options: { readonly extrapolate?: Extrapolate | undefined } = {},
): Interpolated {
  checkRange(from, to, options);
  const { extrapolate = own } = options;
  const [a, b] = to < from ? [to, from] : [from, to];
  const sign = to < from ? -1 : 1;
  const out =
    extrapolate === "periodic"
      ? periodicIntegral(pieces.x, a, b, pieces.columns, (low, high) => integratePieces(pieces, low, high, false))
      : integratePieces(pieces, a, b, extrapolate);
  return restArray(
    out.map((value) => sign * value),
    layout,
  );
}

/** Checks the ends and the options of an integral. */
export function checkRange(from: number, to: number, options: { readonly extrapolate?: unknown }): void {
  checkOptions("integrate", options, { extrapolate: "boolean or string" });
  checkExtrapolate("integrate", options.extrapolate);
  checkKind("integrate", "a", from, "number");
  checkKind("integrate", "b", to, "number");
}

/** An integral over a range of any length of something periodic: whole periods and the rest. */
export function periodicIntegral(
  breaks: Float64Array,
  a: number,
  b: number,
  columns: number,
  within: (low: number, high: number) => Float64Array,
): Float64Array {
  const [start, end] = [breaks[0]!, breaks[breaks.length - 1]!];
  const period = end - start;
  const periods = Math.floor((b - a) / period);
  const left = b - a - periods * period;
  const total = new Float64Array(columns);
  const add = (part: Float64Array, times: number): void => {
    for (let j = 0; j < columns; j++) total[j] = total[j]! + times * part[j]!;
  };
  if (periods > 0) add(within(start, end), periods);
  const low = wrap(a, start, end);
  const high = low + left;
  if (high <= end) add(within(low, high), 1);
  else {
    add(within(low, end), 1);
    add(within(start, start + high - end), 1);
  }
  return total;
}

function solve(p: PiecesWithLayout, y: number, options: RootOptions = {}): NDArray | NDArray[] {
  checkOptions("solve", options, { discontinuity: "boolean", extrapolate: "boolean or string" });
  checkExtrapolate("solve", options.extrapolate);
  checkKind("solve", "y", y, "number");
  const { pieces, layout } = p;
  if (layout.complex) throw coreError("BAD_DTYPE", "solve: roots of complex polynomials cannot be found.");
  const extrapolate = (options.extrapolate ?? p.extrapolate) !== false;
  const lists = Array.from({ length: pieces.columns }, (_, column) =>
    columnRoots(pieces, column, y, options.discontinuity ?? true, extrapolate),
  ).map((roots) => fromData(Float64Array.from(roots), [roots.length]));
  return layout.rest.length === 0 ? lists[0]! : lists;
}

function columnRoots(p: Pieces, column: number, y: number, jumps: boolean, extrapolate: boolean): number[] {
  const { x, intervals, order } = p;
  const roots: number[] = [];
  let last = Number.NaN;
  const keep = (root: number): void => {
    if (root !== last) {
      last = root;
      roots.push(root);
    }
  };
  for (let i = 0; i < intervals; i++) {
    if (i > 0 && jumps) {
      const before = pieceAt(p, i - 1, column, x[i]! - x[i - 1]!, 0) - y;
      const after = pieceAt(p, i, column, 0, 0) - y;
      if ((before < 0 && after > 0) || (before > 0 && after < 0)) keep(x[i]!);
    }
    const c = Array.from(
      { length: order },
      (_, k) => p.c[((order - 1 - k) * intervals + i) * p.columns + column]! - (k === 0 ? y : 0),
    );
    const found = realRoots(c);
    if (found === undefined) {
      if (x[i] === x[i + 1]) keep(x[i]!);
      else {
        roots.push(x[i]!, Number.NaN);
        last = x[i]!;
      }
      continue;
    }
    const [low, high] = x[i]! <= x[i + 1]! ? [x[i]!, x[i + 1]!] : [x[i + 1]!, x[i]!];
    const rising = x[intervals]! >= x[0]!;
    const openLow = extrapolate && (rising ? i === 0 : i === intervals - 1);
    const openHigh = extrapolate && (rising ? i === intervals - 1 : i === 0);
    for (const s of found) {
      const root = x[i]! + s;
      if ((openLow || root >= low) && (openHigh || root <= high)) keep(root);
    }
  }
  return roots;
}

function extend(p: PiecesWithLayout, c: ArrayLikeInput, x: ArrayLikeInput): PPoly {
  const { pieces, layout } = p;
  const given = asArray(c);
  const breaks = vectorOf("extend", "x", x);
  if (given.shape.length < 2 || given.shape[1] !== breaks.length)
    throw coreError(
      "BAD_SHAPE",
      `extend: c has shape ${shapeText(given)} and x ${breaks.length} breakpoints, expected as many intervals.`,
    );
  const [order, added] = given.shape as [number, number];
  const values = valuesOf("extend", given.reshape([order * added, ...given.shape.slice(2)]), 0);
  if (values.columns !== pieces.columns || values.rest.some((size, i) => size !== layout.rest[i]))
    throw coreError(
      "BAD_SHAPE",
      `extend: c has shape ${shapeText(given)}, expected values of shape (${layout.rest.join(", ")}).`,
    );
  checkBreaks("extend", breaks);
  const [first, last] = [breaks[0]!, breaks[breaks.length - 1]!];
  const [start, end] = [pieces.x[0]!, pieces.x[pieces.x.length - 1]!];
  const rising = end >= start;
  const append = rising ? first >= end : first <= end;
  const prepend = rising ? last <= start : last >= start;
  if ((!append && !prepend) || (breaks.length > 1 && last >= first !== rising && last !== first))
    throw coreError("BAD_VALUE", "extend: x is neither before nor behind the breakpoints, in their order.");
  const most = Math.max(order, pieces.order);
  const intervals = pieces.intervals + added;
  const { columns } = pieces;
  const merged = new Float64Array(most * intervals * columns);
  const put = (from: Float64Array, rows: number, count: number, offset: number): void => {
    for (let k = 0; k < rows; k++)
      merged.set(
        from.subarray(k * count * columns, (k + 1) * count * columns),
        ((most - rows + k) * intervals + offset) * columns,
      );
  };
  put(pieces.c, pieces.order, pieces.intervals, append ? 0 : added);
  put(values.data, order, added, append ? pieces.intervals : 0);
  const all = append ? [...pieces.x, ...breaks] : [...breaks, ...pieces.x];
  return makePPoly({
    ...p,
    pieces: { order: most, intervals, columns, c: merged, x: Float64Array.from(all) },
  });
}
