import { dispatch, elementsOf, fromData, type NDArray, type Operation, type Runtime } from "@core/array";
import { intervalOf } from "./search.js";
import { inRuntime } from "./values.js";

/** Polynomials of one degree on intervals: coefficient (power from the highest, interval, column). */
export interface Pieces {
  readonly order: number;
  readonly intervals: number;
  readonly columns: number;
  readonly c: Float64Array;
  readonly x: Float64Array;
}

interface EvaluateAttributes {
  readonly nu: number;
  readonly extrapolate: boolean;
}

const operation: Operation<EvaluateAttributes, NDArray> = {
  id: "sci-interpolate/piecewisePolynomial",
  reference: ([c, x, at], attributes) => {
    const [order, intervals, columns] = (c as NDArray).shape as [number, number, number];
    const places = elementsOf(at as NDArray) as Float64Array;
    const pieces = {
      order,
      intervals,
      columns,
      c: elementsOf(c as NDArray) as Float64Array,
      x: elementsOf(x as NDArray) as Float64Array,
    };
    return fromData(evaluateAt(pieces, places, attributes), [places.length, columns]);
  },
  infer: ([c, , at]) => ({ dtype: "float64", shape: [(at as NDArray).shape[0]!, (c as NDArray).shape[2]!] }),
};

/** Values or derivatives at places, a row for each. */
export function evaluatePieces(
  p: Pieces,
  places: Float64Array,
  nu: number,
  extrapolate: boolean,
  runtime?: Runtime,
): Float64Array {
  const c = fromData(p.c, [p.order, p.intervals, p.columns]);
  const result = dispatch(
    operation,
    [c, fromData(p.x, [p.x.length]), fromData(places, [places.length], inRuntime(runtime))],
    {
      nu,
      extrapolate,
    },
  );
  return elementsOf(result) as Float64Array;
}

function evaluateAt(p: Pieces, places: Float64Array, { nu, extrapolate }: EvaluateAttributes): Float64Array {
  const { order, intervals, columns, c, x } = p;
  const out = new Float64Array(places.length * columns);
  const stride = intervals * columns;
  let interval = 0;
  for (let i = 0; i < places.length; i++) {
    const found = intervalOf(x, places[i]!, extrapolate, interval);
    if (found < 0) {
      out.fill(Number.NaN, i * columns, (i + 1) * columns);
      continue;
    }
    interval = found;
    const s = places[i]! - x[interval]!;
    const base = interval * columns;
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      let power = 1;
      for (let k = nu; k < order; k++) {
        let factor = 1;
        for (let d = k; d > k - nu; d--) factor *= d;
        sum += c[(order - 1 - k) * stride + base + j]! * power * factor;
        power *= s;
      }
      out[i * columns + j] = sum;
    }
  }
  return out;
}

/** The derivative (nu above 0) or the antiderivative without a constant (nu -1) of one piece at a distance from its beginning. */
export function pieceAt(p: Pieces, interval: number, column: number, s: number, nu: number): number {
  const { order, intervals, columns, c } = p;
  let sum = 0;
  let power = nu < 0 ? s : 1;
  for (let k = Math.max(nu, 0); k < order; k++) {
    let factor = 1;
    for (let d = k; d > k - nu; d--) factor *= d;
    if (nu < 0) factor /= k + 1;
    sum += c[(order - 1 - k) * intervals * columns + interval * columns + column]! * power * factor;
    power *= s;
  }
  return sum;
}

/** Integrals of all columns from a to b (a ≤ b for rising breakpoints); NaN where the range leaves the intervals. */
export function integratePieces(p: Pieces, a: number, b: number, extrapolate: boolean): Float64Array {
  const out = new Float64Array(p.columns);
  const first = intervalOf(p.x, a, extrapolate, 0);
  const last = intervalOf(p.x, b, extrapolate, first);
  if (first < 0 || last < 0) return out.fill(Number.NaN);
  const [low, high] = first <= last ? [first, last] : [last, first];
  const [from, to] = first <= last ? [a, b] : [b, a];
  const sign = first <= last ? 1 : -1;
  for (let j = 0; j < p.columns; j++) {
    let sum = 0;
    for (let i = low; i < high; i++) sum += pieceAt(p, i, j, p.x[i + 1]! - p.x[i]!, -1);
    sum -= pieceAt(p, low, j, from - p.x[low]!, -1);
    sum += pieceAt(p, high, j, to - p.x[high]!, -1);
    out[j] = sign * sum;
  }
  return out;
}

/** Pieces of the derivative. */
export function differentiate(p: Pieces, nu: number): Pieces {
  const order = Math.max(p.order - nu, 1);
  const stride = p.intervals * p.columns;
  const c = new Float64Array(order * stride);
  for (let row = 0; row < p.order - nu; row++) {
    const power = p.order - 1 - row;
    let factor = 1;
    for (let d = power; d > power - nu; d--) factor *= d;
    for (let i = 0; i < stride; i++) c[row * stride + i] = p.c[row * stride + i]! * factor;
  }
  return { ...p, order, c };
}

/** Pieces of an antiderivative that is 0 at the first breakpoint, with its derivatives up to that one, and continuous. */
export function antidifferentiate(p: Pieces, nu: number): Pieces {
  const order = p.order + nu;
  const stride = p.intervals * p.columns;
  const c = new Float64Array(order * stride);
  for (let row = 0; row < p.order; row++) {
    const power = p.order - 1 - row;
    let factor = 1;
    for (let d = power + 1; d <= power + nu; d++) factor *= d;
    for (let i = 0; i < stride; i++) c[row * stride + i] = p.c[row * stride + i]! / factor;
  }
  const result = { ...p, order, c };
  for (let i = 1; i < p.intervals; i++) {
    const width = p.x[i]! - p.x[i - 1]!;
    for (let j = 0; j < p.columns; j++)
      for (let d = nu - 1; d >= 0; d--) {
        let value = pieceAt(result, i - 1, j, width, d);
        for (let f = 2; f <= d; f++) value /= f;
        c[(order - 1 - d) * stride + i * p.columns + j] = value;
      }
  }
  return result;
}
