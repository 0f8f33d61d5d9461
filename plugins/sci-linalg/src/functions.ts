import { type ArrayLikeInput, asArray, type Complex, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { complex, exp, log, minus, over, plus, size, times } from "./complex.js";
import { permutedSchurOf, svdOf } from "./decompose.js";
import { exponential } from "./expm.js";
import { luOf, luSolveMatrix } from "./factor.js";
import { arrayOf, complexOf, matrixArray, matrixOf, notConverged, partsOf, type ResultDType } from "./input.js";
import { triangularLog } from "./log-triangle.js";
import {
  combine,
  complexMatrix,
  copyMatrix,
  type Matrix,
  matrix,
  norm1,
  product,
  scaled,
  unitMatrix,
} from "./matrix.js";
import { matrixPower, norm, powerOf } from "./norm.js";
import { complexSchur } from "./reorder.js";
import { triangularRoot } from "./root-triangle.js";

/** A matrix as it came in. */
type Given = Matrix & { readonly dtype: ResultDType; readonly source: NDArray };

/** Options of functions that can tell how far off they may be. */
export interface DispOptions {
  /** `false` gives the estimated error, too; nothing is ever printed. */
  readonly disp?: boolean;
}

function squareOf(a: ArrayLikeInput): Given {
  const given = asArray(a);
  return matrixOf(given.size === 1 && given.shape.length < 2 ? given.reshape([1, 1]) : given, "a", { square: true });
}

/** The Schur form as a complex triangle, or as a real one where it is. */
function triangleForm(a: Matrix): { readonly t: Matrix; readonly z: Matrix } {
  const found = permutedSchurOf(copyMatrix(a));
  if (found === undefined) throw notConverged("schur");
  const { t, z } = found;
  const n = t.rows;
  if (t.im !== undefined) return { t, z };
  for (let i = 1; i < n; i++) if (t.re[i * n + i - 1] !== 0) return complexSchur(t, z);
  return { t, z };
}

/** Drops imaginary parts that are rounding errors where the input was real. */
function maybeReal(given: Given, f: Matrix): NDArray {
  if (given.im !== undefined || f.im === undefined) return matrixArray(given.source, f, resultType(given, f));
  const single = given.dtype === "float32";
  const limit = single ? 1e3 * 2 ** -23 : 1e6 * 2 ** -52;
  const real = f.im.every((x) => Math.abs(x) <= limit);
  return matrixArray(
    given.source,
    real ? matrix(f.rows, f.columns, f.re) : f,
    real ? given.dtype : complexOf(given.dtype),
  );
}

function resultType(given: Given, f: Matrix): ResultDType {
  return f.im === undefined ? given.dtype : complexOf(given.dtype);
}

function back(z: Matrix, f: Matrix): Matrix {
  return product(product(z, f), z, "as it is", "adjoint");
}

/**
 * The principal square root of a square matrix, by its Schur form (Björck and Hammarling 1983; Higham 1987). Complex where the matrix has
 * complex or negative eigenvalues; NaN where no root is found.
 * @returns the root, with `disp: false` [root, squared error]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function sqrtm(
  a: ArrayLikeInput,
  options: DispOptions & { readonly disp: false },
): [root: NDArray, error: number];
export function sqrtm(a: ArrayLikeInput, options?: DispOptions & { readonly disp?: true }): NDArray;
export function sqrtm(a: ArrayLikeInput, options: DispOptions = {}): NDArray | [NDArray, number] {
  checkOptions("sqrtm", options, { disp: "boolean" });
  const given = matrixOf(a, "a", { square: true });
  const { t, z } = triangleForm(given);
  const r = triangularRoot(t);
  let f: Matrix;
  if (r === undefined) {
    f = copyMatrix(given);
    f.re.fill(Number.NaN);
  } else f = back(z, r);
  const result = matrixArray(given.source, f, resultType(given, f));
  if (options.disp !== false) return result;
  if (r === undefined) return [result, Infinity];
  return [result, norm2(combine(1, product(f, f), -1, given)) ** 2 / norm2(given)];
}

function norm2(a: Matrix): number {
  return norm(matrixArray(undefined, a, a.im === undefined ? "float64" : "complex128"), { checkFinite: false });
}

/**
 * The principal logarithm of a square matrix: Schur form, square roots and Padé approximants (Al-Mohy and Higham 2012). Eigenvalues that
 * are exactly 0 count as very small positive ones, as in SciPy.
 * @returns the logarithm, with `disp: false` [logarithm, relative error of expm(logm(a))]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function logm(a: ArrayLikeInput, options: DispOptions & { readonly disp: false }): [log: NDArray, error: number];
export function logm(a: ArrayLikeInput, options?: DispOptions & { readonly disp?: true }): NDArray;
export function logm(a: ArrayLikeInput, options: DispOptions = {}): NDArray | [NDArray, number] {
  checkOptions("logm", options, { disp: "boolean" });
  const given = squareOf(a);
  const { t, z } = triangleForm(given);
  const own = complexMatrix(copyMatrix(t));
  forceRegular(own);
  const u = triangularLog(own);
  const f = back(z, u);
  const result = maybeReal(given, f);
  if (options.disp !== false) return result;
  return [result, norm1(combine(1, exponential(f), -1, given)) / norm1(given)];
}

/** Zeros on the diagonal become very small numbers. */
function forceRegular(t: Matrix): void {
  const n = t.rows;
  let smallest = 1;
  for (let at = 0; at < n * n; at += n + 1) {
    const own = Math.hypot(t.re[at]!, t.im?.[at] ?? 0);
    if (own > 0 && own < smallest) smallest = own;
  }
  const least = Math.min(1e-20, 1e-20 * smallest);
  for (let at = 0; at < n * n; at += n + 1) {
    if (t.re[at] === 0 && (t.im === undefined || t.im[at] === 0)) t.re[at] = least;
  }
}

/**
 * A function of a square matrix, by the values of `func` at its eigenvalues: `func` gets the eigenvalues as a complex array and gives an array
 * of as many values (Schur form and Parlett's recurrence; inaccurate where eigenvalues are alike).
 * @returns the function, with `disp: false` [function, estimated error]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function funm(
  a: ArrayLikeInput,
  func: (eigenvalues: NDArray) => ArrayLikeInput,
  options: DispOptions & { readonly disp: false },
): [f: NDArray, error: number];
export function funm(
  a: ArrayLikeInput,
  func: (eigenvalues: NDArray) => ArrayLikeInput,
  options?: DispOptions & { readonly disp?: true },
): NDArray;
export function funm(
  a: ArrayLikeInput,
  func: (eigenvalues: NDArray) => ArrayLikeInput,
  options: DispOptions = {},
): NDArray | [NDArray, number] {
  checkOptions("funm", options, { disp: "boolean" });
  checkKind("funm", "func", func, "function");
  if (typeof func !== "function")
    throw coreError("BAD_ARGUMENT", `func: got ${describeValue(func)}, expected a function.`);
  const given = squareOf(a);
  const [f, error] = parlett(given, (re, im) => {
    const values = partsOf(asArray(func(arrayOf(given.source, [re.length], re, im, "complex128"))));
    if (values.re.length !== re.length)
      throw coreError("BAD_SHAPE", `func: gave ${values.re.length} values for ${re.length} eigenvalues.`);
    return { re: values.re, im: values.im ?? new Float64Array(re.length) };
  });
  const result = maybeReal(given, f);
  return options.disp === false ? [result, error] : result;
}

function parlett(
  given: Given,
  func: (re: Float64Array, im: Float64Array) => { readonly re: Float64Array; readonly im: Float64Array },
): [Matrix, number] {
  const form = triangleForm(given);
  const t = complexMatrix(form.t);
  const n = t.rows;
  const [re, im] = [new Float64Array(n * n), new Float64Array(n * n)];
  const f = matrix(n, n, re, im);
  const diagonal = (part: Float64Array): Float64Array => Float64Array.from({ length: n }, (_, i) => part[i * n + i]!);
  const values = func(diagonal(t.re), diagonal(t.im));
  for (let i = 0; i < n; i++) {
    re[i * n + i] = values.re[i]!;
    im[i * n + i] = values.im[i]!;
  }
  const at = (m: Matrix, i: number, j: number): Complex => complex(m.re[i * n + j]!, m.im![i * n + j]!);
  let smallest = n === 0 ? 0 : size(at(t, 0, 0));
  for (let p = 1; p < n; p++) {
    for (let i = 0; i + p < n; i++) {
      const j = i + p;
      let s = times(at(t, i, j), minus(at(f, j, j), at(f, i, i)));
      for (let k = i + 1; k < j; k++)
        s = plus(s, minus(times(at(t, i, k), at(f, k, j)), times(at(f, i, k), at(t, k, j))));
      const difference = minus(at(t, j, j), at(t, i, i));
      if (difference.re !== 0 || difference.im !== 0) s = over(s, difference);
      re[i * n + j] = s.re;
      im[i * n + j] = s.im;
      smallest = Math.min(smallest, size(difference));
    }
  }
  const tolerance = given.dtype === "float32" || given.dtype === "complex64" ? 2 ** -23 : 2 ** -52;
  const strict = copyMatrix(t);
  for (let i = 0; i < n; i++) {
    strict.re[i * n + i] = 0;
    strict.im![i * n + i] = 0;
  }
  const result = back(complexMatrix(form.z), f);
  const finite = result.re.every(Number.isFinite) && result.im!.every(Number.isFinite);
  const error = Math.min(1, Math.max(tolerance, (tolerance / (smallest === 0 ? tolerance : smallest)) * norm1(strict)));
  return [result, finite ? error : Infinity];
}

/**
 * The sign of a square matrix: 1 and -1 for eigenvalues with positive and negative real part; Newton's iteration where the matrix is
 * defective.
 * @returns the sign, with `disp: false` [sign, estimated error]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, SINGULAR
 */
export function signm(
  a: ArrayLikeInput,
  options: DispOptions & { readonly disp: false },
): [sign: NDArray, error: number];
export function signm(a: ArrayLikeInput, options?: DispOptions & { readonly disp?: true }): NDArray;
export function signm(a: ArrayLikeInput, options: DispOptions = {}): NDArray | [NDArray, number] {
  checkOptions("signm", options, { disp: "boolean" });
  const given = squareOf(a);
  const limit = given.dtype === "float32" || given.dtype === "complex64" ? 1e3 * 2 ** -23 : 1e3 * 2 ** -52;
  const [first, error] = parlett(given, (re) => {
    const least = limit * re.reduce((most, x) => Math.max(most, x), -Infinity);
    return { re: re.map((x) => (Math.abs(x) > least ? Math.sign(x) : 0)), im: new Float64Array(re.length) };
  });
  let [f, estimate] = [first, error];
  if (error >= limit) {
    const largest = svdOf(copyMatrix(given), "values")?.s[0] ?? 0;
    const n = given.rows;
    f = combine(1, given, 0.5 / largest, unitMatrix(n));
    for (let round = 0; round < 100; round++) {
      const factors = luOf(copyMatrix(f));
      if (factors.singular >= 0) throw coreError("SINGULAR", "signm: LinAlgError: singular matrix.");
      f = combine(0.5, f, 0.5, luSolveMatrix(factors, unitMatrix(n, f.im !== undefined)));
      const p = combine(0.5, product(f, f), 0.5, f);
      const next = norm1(combine(1, product(p, p), -1, p));
      const done = next < limit || next === estimate;
      estimate = next;
      if (done) break;
    }
  }
  const result = maybeReal(given, f);
  return options.disp === false ? [result, estimate] : result;
}

/**
 * A square matrix to a power that need not be whole: `exp(t log(a))`. A singular matrix gives NaN for negative powers and goes by its
 * eigenvalues for positive ones.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, SINGULAR for negative whole powers of singular matrices
 */
export function fractionalMatrixPower(a: ArrayLikeInput, t: number): NDArray {
  checkKind("fractionalMatrixPower", "t", t, "number");
  if (typeof t !== "number" || !Number.isFinite(t))
    throw coreError("BAD_VALUE", `t: got ${describeValue(t)}, expected a finite number.`);
  if (Number.isInteger(t)) return matrixPower(a, t);
  const given = squareOf(a);
  const s = svdOf(copyMatrix(given), "values")?.s;
  if (s === undefined) throw notConverged("fractionalMatrixPower");
  if (given.rows > 0 && s[given.rows - 1] === 0) {
    if (t < 0) {
      const result = copyMatrix(given);
      result.re.fill(Number.NaN);
      return matrixArray(given.source, result, given.dtype);
    }
    const whole = Math.floor(t);
    const [rest] = parlett(given, (re, im) => {
      const powers = Array.from(re, (x, i) => {
        const value = complex(x, im[i]!);
        return size(value) === 0 ? value : exp(times(log(value), complex(t - whole)));
      });
      return { re: Float64Array.from(powers, (one) => one.re), im: Float64Array.from(powers, (one) => one.im) };
    });
    return maybeReal(given, product(powerOf(given, whole), rest));
  }
  const form = triangleForm(given);
  const n = given.rows;
  let real = form.t.im === undefined;
  for (let i = 0; i < n && real; i++) real = form.t.re[i * n + i]! > 0;
  const power = exponential(scaled(triangularLog(complexMatrix(form.t)), t));
  const f = back(form.z, real ? matrix(n, n, power.re) : power);
  return matrixArray(given.source, f, resultType(given, f));
}

/** `exp(factor i a)` for a real factor. */
function turned(a: Matrix, factor: number): Matrix {
  const im = a.re.map((x) => factor * x);
  const re = a.im === undefined ? new Float64Array(im.length) : a.im.map((x) => -factor * x);
  return exponential(matrix(a.rows, a.columns, re, im));
}

function cosine(a: Matrix): Matrix {
  const one = turned(a, 1);
  return a.im === undefined ? matrix(a.rows, a.columns, one.re) : combine(0.5, one, 0.5, turned(a, -1));
}

function sine(a: Matrix): Matrix {
  const one = turned(a, 1);
  if (a.im === undefined) return matrix(a.rows, a.columns, one.im!);
  const difference = complexMatrix(combine(0.5, one, -0.5, turned(a, -1)));
  // divided by i
  return matrix(
    a.rows,
    a.columns,
    difference.im,
    difference.re.map((x) => -x),
  );
}

function hyperbolic(a: Matrix, sign: 1 | -1): Matrix {
  return combine(0.5, exponential(a), 0.5 * sign, exponential(scaled(a, -1)));
}

/** The cosine of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity */
export function cosm(a: ArrayLikeInput): NDArray {
  const given = squareOf(a);
  return matrixArray(given.source, cosine(given), given.dtype);
}

/** The sine of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity */
export function sinm(a: ArrayLikeInput): NDArray {
  const given = squareOf(a);
  return matrixArray(given.source, sine(given), given.dtype);
}

/** The tangent of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity */
export function tanm(a: ArrayLikeInput): NDArray {
  const given = squareOf(a);
  return matrixArray(given.source, luSolveMatrix(luOf(cosine(given)), sine(given)), given.dtype);
}

/** The hyperbolic cosine of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity */
export function coshm(a: ArrayLikeInput): NDArray {
  const given = squareOf(a);
  return matrixArray(given.source, hyperbolic(given, 1), given.dtype);
}

/** The hyperbolic sine of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity */
export function sinhm(a: ArrayLikeInput): NDArray {
  const given = squareOf(a);
  return matrixArray(given.source, hyperbolic(given, -1), given.dtype);
}

/** The hyperbolic tangent of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity */
export function tanhm(a: ArrayLikeInput): NDArray {
  const given = squareOf(a);
  return matrixArray(given.source, luSolveMatrix(luOf(hyperbolic(given, 1)), hyperbolic(given, -1)), given.dtype);
}
