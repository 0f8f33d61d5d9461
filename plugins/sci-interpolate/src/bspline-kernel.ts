import { dispatch, elementsOf, fromData, type NDArray, type Operation, type Runtime } from "@core/array";
import { basisSplines, knotInterval } from "./basis.js";
import { inRuntime } from "./values.js";

/** A spline in basis splines: coefficients by rows, at least as many as there are basis splines. */
export interface SplineParts {
  readonly t: Float64Array;
  readonly c: Float64Array;
  readonly k: number;
  readonly columns: number;
}

interface EvaluateAttributes {
  readonly k: number;
  readonly nu: number;
  readonly extrapolate: boolean;
}

const operation: Operation<EvaluateAttributes, NDArray> = {
  id: "sci-interpolate/basisSplines",
  reference: ([t, c, at], attributes) => {
    const places = elementsOf(at as NDArray) as Float64Array;
    const columns = (c as NDArray).shape[1]!;
    const parts = {
      t: elementsOf(t as NDArray) as Float64Array,
      c: elementsOf(c as NDArray) as Float64Array,
      k: attributes.k,
      columns,
    };
    return fromData(evaluateAt(parts, places, attributes), [places.length, columns]);
  },
  infer: ([, c, at]) => ({ dtype: "float64", shape: [(at as NDArray).shape[0]!, (c as NDArray).shape[1]!] }),
};

/** Values or derivatives at places, a row for each; NaN outside the base unless extrapolating. */
export function evaluateSpline(
  s: SplineParts,
  places: Float64Array,
  nu: number,
  extrapolate: boolean,
  runtime?: Runtime,
): Float64Array {
  const rows = s.columns === 0 ? 0 : s.c.length / s.columns;
  if (s.columns === 0) return new Float64Array(0);
  const result = dispatch(
    operation,
    [
      fromData(s.t, [s.t.length]),
      fromData(s.c, [rows, s.columns]),
      fromData(places, [places.length], inRuntime(runtime)),
    ],
    { k: s.k, nu, extrapolate },
  );
  return elementsOf(result) as Float64Array;
}

function evaluateAt(s: SplineParts, places: Float64Array, { nu, extrapolate }: EvaluateAttributes): Float64Array {
  const { t, c, k, columns } = s;
  const out = new Float64Array(places.length * columns);
  const n = t.length - k - 1;
  const [first, last] = [t[k]!, t[n]!];
  const basis = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  let left = k;
  for (let i = 0; i < places.length; i++) {
    const x = places[i]!;
    if (Number.isNaN(x) || (!extrapolate && (x < first || x > last))) {
      out.fill(Number.NaN, i * columns, (i + 1) * columns);
      continue;
    }
    left = knotInterval(t, k, x, left);
    basisSplines(t, k, x, left, nu, basis, work);
    const base = (left - k) * columns;
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let a = 0; a <= k; a++) sum += c[base + a * columns + j]! * basis[a]!;
      out[i * columns + j] = sum;
    }
  }
  return out;
}

/** Coefficients padded with zeros to as many as there are knots. */
function padded({ t, c, columns }: SplineParts): Float64Array {
  const out = new Float64Array(t.length * columns);
  out.set(c.subarray(0, Math.min(c.length, out.length)));
  return out;
}

/** The spline of the derivative; undefined where knots coincide too often for one. */
export function differentiateSpline(s: SplineParts, nu: number): SplineParts | undefined {
  let { t, k } = s;
  let c = padded(s);
  const { columns } = s;
  for (let order = 0; order < nu; order++) {
    const rows = t.length - k - 2;
    const next = new Float64Array((t.length - 2) * columns);
    for (let i = 0; i < rows; i++) {
      const span = t[i + k + 1]! - t[i + 1]!;
      for (let j = 0; j < columns; j++) {
        const value = ((c[(i + 1) * columns + j]! - c[i * columns + j]!) * k) / span;
        if (!Number.isFinite(value) && span === 0) return undefined;
        next[i * columns + j] = value;
      }
    }
    c = next;
    t = t.slice(1, -1);
    k--;
  }
  return { t, c, k, columns };
}

/** The spline of the antiderivative that is 0 at the first knot. */
export function antidifferentiateSpline(s: SplineParts, nu: number): SplineParts {
  let { t, k } = s;
  let c = padded(s);
  const { columns } = s;
  for (let order = 0; order < nu; order++) {
    const rows = t.length - k - 1;
    const next = new Float64Array((t.length + 2) * columns);
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        sum += c[i * columns + j]! * (t[i + k + 1]! - t[i]!);
        next[(i + 1) * columns + j] = sum / (k + 1);
      }
      for (let i = rows + 1; i < t.length + 2; i++) next[i * columns + j] = next[rows * columns + j]!;
    }
    c = next;
    t = Float64Array.of(t[0]!, ...t, t[t.length - 1]!);
    k++;
  }
  return { t, c, k, columns };
}
