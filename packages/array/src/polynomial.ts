import { type ArrayLikeInput, array, asArray } from "./create.js";
import { zerosLike } from "./create-matrix.js";
import { kindOf, promoteTypes, type Scalar } from "./dtype.js";
import { add, multiply } from "./elementwise/index.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { unwrapped } from "./products/matmul.js";
import { astype } from "./transfer.js";

const mostDegree = 200;

/** Options of {@link polyfit}. */
export interface PolyfitOptions {
  /** Singular values below this part of the largest one are left out; the number of points times 2.2e-16 by default. */
  readonly rcond?: number;
  /** A weight for every point, which multiplies its residual. */
  readonly w?: ArrayLikeInput;
}

/** What {@link polyfit} found besides the coefficients. */
export interface PolynomialFit {
  /** Coefficients, highest power first; a column for every column of `y`. */
  readonly coefficients: NDArray<"float64">;
  /** The sum of squared residuals of every column; empty when the rank is too low or there are no more points than coefficients. */
  readonly residuals: NDArray<"float64">;
  /** The effective rank of the scaled matrix of powers; lower than degree + 1 when the fit is badly conditioned. */
  readonly rank: number;
  readonly singularValues: NDArray<"float64">;
  readonly rcond: number;
  /** The covariance of the coefficients, scaled by the residuals; one for every column of `y`. Empty without enough points. */
  readonly covariance: NDArray<"float64">;
}

/**
 * The polynomial of a degree with the least squared distances from points, by singular values of the matrix of powers whose columns
 * are scaled to length 1 (NumPy's `polyfit`).
 * @param x where the points are
 * @param y their values: a list, or a matrix with a column per set of values
 * @returns coefficients, highest power first
 * @throws BAD_SHAPE when x and y do not fit, BAD_VALUE for a bad degree or values that are not finite
 */
export function polyfit(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  degree: number,
  options: PolyfitOptions = {},
): NDArray<"float64"> {
  return polyfitFull(x, y, degree, options).coefficients;
}

/** {@link polyfit} with its residuals, rank, singular values and covariance. */
export function polyfitFull(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  degree: number,
  options: PolyfitOptions = {},
): PolynomialFit {
  const [xs, ys] = [asArray(x), asArray(y)];
  if (!Number.isInteger(degree) || degree < 0 || degree > mostDegree)
    throw coreError(
      "BAD_VALUE",
      `degree: got ${describeValue(degree)}, expected a whole number from 0 to ${mostDegree}.`,
    );
  if (xs.shape.length !== 1 || xs.size === 0)
    throw coreError("BAD_SHAPE", `x: got shape (${xs.shape.join(", ")}), expected a list with at least one point.`);
  if (ys.shape.length < 1 || ys.shape.length > 2 || ys.shape[0] !== xs.size)
    throw coreError("BAD_SHAPE", `y: got shape (${ys.shape.join(", ")}) for ${xs.size} points.`);
  const points = xs.size;
  const terms = degree + 1;
  const sets = ys.shape.length === 1 ? 1 : (ys.shape[1] as number);
  const places = astype(xs, "float64").data;
  const values = astype(ys, "float64").data.slice();
  const weights = options.w === undefined ? undefined : weightsOf(asArray(options.w), points);
  if (!places.every(Number.isFinite) || !values.every(Number.isFinite))
    throw coreError("BAD_VALUE", "polyfit: x and y must be finite.");

  const columns = Array.from({ length: terms }, () => new Float64Array(points));
  for (let i = 0; i < points; i++) {
    let power = weights?.[i] ?? 1;
    for (let j = terms - 1; j >= 0; j--) {
      (columns[j] as Float64Array)[i] = power;
      power *= places[i] as number;
    }
    if (weights !== undefined)
      for (let s = 0; s < sets; s++) values[i * sets + s] = (values[i * sets + s] as number) * (weights[i] as number);
  }
  const scale = columns.map((column) => {
    const length = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));
    return length === 0 ? 1 : length;
  });
  columns.forEach((column, j) => {
    for (let i = 0; i < points; i++) column[i] = (column[i] as number) / (scale[j] as number);
  });
  if (!scale.every(Number.isFinite))
    throw coreError("BAD_VALUE", `degree: the powers up to ${degree} of x are too large.`);

  const rcond = options.rcond ?? points * Number.EPSILON;
  const targets = Array.from({ length: sets }, (_, s) =>
    Float64Array.from({ length: points }, (_, i) => values[i * sets + s] as number),
  );
  const { left, singular, right } = singularValues(triangular(columns, targets));
  const largest = Math.max(...singular);
  const used = singular.map((value) => value > rcond * largest && value > 0);
  const rank = used.filter(Boolean).length;
  const coefficients = new Float64Array(terms * sets);
  for (let s = 0; s < sets; s++) {
    singular.forEach((value, k) => {
      if (!used[k]) return;
      const column = left[k] as Float64Array;
      let along = 0;
      for (let i = 0; i < column.length; i++)
        along += (column[i] as number) * ((targets[s] as Float64Array)[i] as number);
      for (let j = 0; j < terms; j++)
        coefficients[j * sets + s] =
          (coefficients[j * sets + s] as number) +
          ((right[k] as Float64Array)[j] as number) * (along / (value * value));
    });
  }
  const residuals = new Float64Array(sets);
  for (let s = 0; s < sets; s++)
    for (let i = 0; i < points; i++) {
      let rest = values[i * sets + s] as number;
      for (let j = 0; j < terms; j++)
        rest -= ((columns[j] as Float64Array)[i] as number) * (coefficients[j * sets + s] as number);
      residuals[s] = (residuals[s] as number) + rest * rest;
    }
  for (let j = 0; j < terms; j++)
    for (let s = 0; s < sets; s++)
      coefficients[j * sets + s] = (coefficients[j * sets + s] as number) / (scale[j] as number);

  const order = singular.map((_, k) => k).sort((i, j) => (singular[j] as number) - (singular[i] as number));
  const flat = array(coefficients);
  return {
    coefficients: ys.shape.length === 1 ? flat : flat.reshape([terms, sets]),
    residuals: array(rank === terms && points > terms ? residuals : new Float64Array(0)),
    rank,
    singularValues: array(Float64Array.from(order.map((k) => singular[k] as number))),
    rcond,
    covariance:
      points > terms
        ? covarianceOf(singular, right, used, scale, residuals, points - terms, ys.shape.length === 1)
        : array(new Float64Array(0)),
  };
}

function weightsOf(w: NDArray, points: number): Float64Array {
  if (w.shape.length !== 1 || w.size !== points)
    throw coreError(
      "BAD_SHAPE",
      `w: got shape (${w.shape.join(", ")}), expected one weight for each of ${points} points.`,
    );
  const weights = astype(w, "float64").data;
  if (!weights.every(Number.isFinite)) throw coreError("BAD_VALUE", "w: the weights must be finite.");
  return weights;
}

function covarianceOf(
  singular: readonly number[],
  right: readonly Float64Array[],
  used: readonly boolean[],
  scale: readonly number[],
  residuals: Float64Array,
  freedom: number,
  isSingle: boolean,
): NDArray<"float64"> {
  const terms = scale.length;
  const sets = residuals.length;
  const data = new Float64Array(terms * terms * sets);
  for (let i = 0; i < terms; i++)
    for (let j = 0; j < terms; j++) {
      let sum = 0;
      singular.forEach((value, k) => {
        const one = right[k] as Float64Array;
        if (used[k]) sum += ((one[i] as number) * (one[j] as number)) / value ** 2;
      });
      const base = sum / (scale[i] as number) / (scale[j] as number);
      for (let s = 0; s < sets; s++) data[(i * terms + j) * sets + s] = (base * (residuals[s] as number)) / freedom;
    }
  return array(data).reshape(isSingle ? [terms, terms] : [terms, terms, sets]);
}

/**
 * The triangle R of columns = QR by Householder's reflections, which also turn the targets (in place); columns with fewer rows than
 * there are columns are returned as they are.
 */
function triangular(columns: readonly Float64Array[], targets: readonly Float64Array[]): Float64Array[] {
  const turned = columns.map((column) => column.slice());
  const rows = columns[0]?.length ?? 0;
  if (rows <= columns.length) return turned;
  turned.forEach((column, j) => {
    let square = 0;
    for (let i = j; i < rows; i++) square += (column[i] as number) ** 2;
    const length = Math.sqrt(square);
    const head = column[j] as number;
    if (length === 0) return;
    const alpha = head > 0 ? -length : length;
    const v = column.slice(j);
    v[0] = head - alpha;
    const norm = square - head * alpha;
    for (const other of [...turned.slice(j), ...targets]) {
      let along = 0;
      for (let i = 0; i < v.length; i++) along += (v[i] as number) * (other[j + i] as number);
      const factor = along / norm;
      for (let i = 0; i < v.length; i++) other[j + i] = (other[j + i] as number) - factor * (v[i] as number);
    }
  });
  return turned.map((column, j) => {
    const triangle = column.slice(0, columns.length);
    return triangle.fill(0, j + 1);
  });
}

/**
 * Singular values by one-sided Jacobi rotations (Hestenes 1958): columns are turned until they are at right angles.
 * `left[k]` is the k-th turned column, whose length is the singular value; `right[k]` says how it is made of the given columns.
 */
function singularValues(columns: readonly Float64Array[]): {
  left: Float64Array[];
  singular: number[];
  right: Float64Array[];
} {
  const count = columns.length;
  const left = columns.map((column) => column.slice());
  const turns = columns.map((_, k) => Float64Array.from({ length: count }, (_, i) => (i === k ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let largest = 0;
    for (let i = 0; i < count - 1; i++)
      for (let j = i + 1; j < count; j++)
        largest = Math.max(largest, rotate(left[i] as Float64Array, left[j] as Float64Array, turns, i, j));
    if (largest < 1e-15) break;
  }
  const singular = left.map((column) => Math.sqrt(column.reduce((sum, value) => sum + value * value, 0)));
  return { left, singular, right: turns };
}

/**
 * Turns two columns to a right angle; returns how much of the larger one lay along the smaller one, which is in units of the largest
 * column: what is smaller than its rounding errors need not be turned.
 */
function rotate(a: Float64Array, b: Float64Array, turns: readonly Float64Array[], i: number, j: number): number {
  let [aa, bb, ab] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k] as number, b[k] as number];
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  const smaller = Math.sqrt(Math.min(aa, bb));
  const error = smaller === 0 ? 0 : Math.abs(ab) / smaller;
  if (error < 1e-16) return error;
  const zeta = (bb - aa) / (2 * ab);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + tangent * tangent);
  const s = c * tangent;
  const turn = (x: Float64Array, y: Float64Array): void => {
    for (let k = 0; k < x.length; k++) {
      const [one, other] = [x[k] as number, y[k] as number];
      x[k] = c * one - s * other;
      y[k] = s * one + c * other;
    }
  };
  turn(a, b);
  turn(turns[i] as Float64Array, turns[j] as Float64Array);
  return error;
}

/**
 * The values of a polynomial by Horner's scheme.
 * @param p coefficients, highest power first
 * @returns a scalar for a number, else an array in the shape of `x`
 */
export function polyval(p: ArrayLikeInput, x: NDArray): NDArray;
export function polyval(p: ArrayLikeInput, x: number): number;
export function polyval(p: ArrayLikeInput, x: ArrayLikeInput): NDArray | Scalar;
export function polyval(p: ArrayLikeInput, x: ArrayLikeInput): NDArray | Scalar {
  const coefficients = asArray(p);
  if (coefficients.shape.length !== 1)
    throw coreError("BAD_SHAPE", `p: got shape (${coefficients.shape.join(", ")}), expected a list of coefficients.`);
  const at = asArray(x);
  const [own, other] = [kindOf(at.dtype), kindOf(coefficients.dtype)];
  const keeps = own === "complex" || (own === "float" && other !== "complex");
  const dtype = keeps ? at.dtype : promoteTypes(at.dtype, coefficients.dtype);
  let value: NDArray = multiply(zerosLike(at, { dtype }), at);
  for (let i = 0; i < coefficients.size; i++) value = add(multiply(value, at), coefficients.get(i) as Scalar);
  return unwrapped(value);
}
