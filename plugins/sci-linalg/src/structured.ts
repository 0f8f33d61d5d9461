import { type ArrayLikeInput, asArray, isComplexDType, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { fromBand } from "./eigen.js";
import { choleskyOf, triangularSolve } from "./factor.js";
import {
  arrayOf,
  type CheckOptions,
  commonDType,
  matrixArray,
  matrixOf,
  notPositiveDefinite,
  oneOf,
  partsOf,
  type ResultDType,
  requireFinite,
  shapeText,
  singularError,
  stackOf,
} from "./input.js";
import { divide } from "./kernels/quasi-vectors.js";
import { adjoint, type Matrix, matrix, product, zeroMatrix } from "./matrix.js";
import { rightSides, solutions } from "./solve.js";

/** A vector given directly, flattened. */
interface Line {
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
  readonly dtype: ResultDType;
  readonly source: NDArray;
}

function lineOf(value: ArrayLikeInput, name: string, checkFinite = true): Line {
  const source = asArray(value);
  const { re, im } = partsOf(source);
  if (checkFinite) {
    requireFinite(re, name);
    requireFinite(im, name);
  }
  return { re, im, dtype: commonDType(source.dtype), source };
}

/** The first column and first row of a Toeplitz matrix; without a row it is the conjugate of the column. */
export type ColumnAndRow = ArrayLikeInput | readonly [ArrayLikeInput, ArrayLikeInput];

function isPair(value: ColumnAndRow): value is readonly [ArrayLikeInput, ArrayLikeInput] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((one) => typeof one === "object" && one !== null && !("re" in one))
  );
}

function columnAndRow(value: ColumnAndRow, checkFinite: boolean): [Line, Line] {
  if (isPair(value)) return [lineOf(value[0], "c", checkFinite), lineOf(value[1], "r", checkFinite)];
  const c = lineOf(value as ArrayLikeInput, "c", checkFinite);
  return [c, { ...c, im: c.im?.map((x) => -x) }];
}

/** Element (i, j) of a Toeplitz matrix as a place: from the column where i >= j, else from the row. */
function toeplitzMatrix(c: Line, r: Line): Matrix {
  const [rows, columns] = [c.re.length, r.re.length];
  const complex = c.im !== undefined || r.im !== undefined;
  const result = zeroMatrix(rows, columns, complex);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const [from, at] = i >= j ? [c, i - j] : [r, j - i];
      result.re[i * columns + j] = from.re[at]!;
      if (result.im !== undefined) result.im[i * columns + j] = from.im?.[at] ?? 0;
    }
  }
  return result;
}

/**
 * Solves `T x = b` for a square Toeplitz matrix with the first column `c` and first row `r` (`cOrCr` is `c` or `[c, r]`; without `r` it is the
 * conjugate of `c`) by Levinson's recursion, which needs regular leading minors.
 * @throws SINGULAR when a leading minor is singular, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solveToeplitz(cOrCr: ColumnAndRow, b: ArrayLikeInput, options: CheckOptions = {}): NDArray {
  checkOptions("solveToeplitz", options, { checkFinite: "boolean" });
  const check = options.checkFinite !== false;
  const [c, r] = columnAndRow(cOrCr, check);
  const n = c.re.length;
  const right = lineOf(b, "b", check);
  const shape = right.source.shape;
  if (r.re.length !== n || shape[0] !== n)
    throw coreError(
      "BAD_SHAPE",
      `c, r and b: got ${n} and ${r.re.length} elements and shape ${shapeText(shape)}, expected n, n and (n, ...).`,
    );
  if (n === 0) throw coreError("BAD_SHAPE", "c, r and b: got no elements, expected one or more.");
  const columns = right.re.length / n;
  const complex = c.im !== undefined || r.im !== undefined || right.im !== undefined;
  const [re, im] = [new Float64Array(right.re.length), new Float64Array(complex ? right.re.length : 0)];
  // Diagonals from the last of the row to the last of the column.
  const diagonals = { re: new Float64Array(2 * n - 1), im: new Float64Array(2 * n - 1) };
  for (let i = 0; i < n; i++) {
    diagonals.re[n - 1 - i] = r.re[i]!;
    diagonals.im[n - 1 - i] = r.im?.[i] ?? 0;
  }
  for (let i = 0; i < n; i++) {
    diagonals.re[n - 1 + i] = c.re[i]!;
    diagonals.im[n - 1 + i] = c.im?.[i] ?? 0;
  }
  const solver = complex ? levinsonComplex : levinsonReal;
  solver(diagonals, n, right, columns, re, im);
  const dtype = commonDType(c.source.dtype, r.source.dtype, right.source.dtype);
  return arrayOf(
    right.source,
    shape,
    re,
    complex ? im : undefined,
    dtype === "float32" ? "float64" : dtype === "complex64" ? "complex128" : dtype,
  );
}

interface Diagonals {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Levinson's recursion: forward and backward vectors grow by one element at a time. */
function levinsonReal(t: Diagonals, n: number, b: Line, columns: number, x: Float64Array): void {
  const [f, g] = [new Float64Array(n), new Float64Array(n)];
  const [f2, g2] = [new Float64Array(n), new Float64Array(n)];
  if (n === 0) return;
  const first = t.re[n - 1]!;
  if (first === 0) throw singularError("solveToeplitz");
  f[0] = 1 / first;
  g[0] = 1 / first;
  for (let j = 0; j < columns; j++) x[j] = b.re[j]! / first;
  for (let m = 1; m < n; m++) {
    let [ef, eg] = [0, 0];
    for (let i = 0; i < m; i++) {
      ef += t.re[n - 1 + m - i]! * f[i]!;
      eg += t.re[n - 2 - i]! * g[i]!;
    }
    const d = 1 - ef * eg;
    if (d === 0 || !Number.isFinite(d)) throw singularError("solveToeplitz");
    for (let i = 0; i <= m; i++) {
      const [u, v] = [i < m ? f[i]! : 0, i > 0 ? g[i - 1]! : 0];
      f2[i] = (u - ef * v) / d;
      g2[i] = (v - eg * u) / d;
    }
    f.set(f2.subarray(0, m + 1));
    g.set(g2.subarray(0, m + 1));
    for (let j = 0; j < columns; j++) {
      let error = b.re[m * columns + j]!;
      for (let i = 0; i < m; i++) error -= t.re[n - 1 + m - i]! * x[i * columns + j]!;
      for (let i = 0; i <= m; i++) x[i * columns + j]! += error * g[i]!;
    }
  }
}

function levinsonComplex(t: Diagonals, n: number, b: Line, columns: number, re: Float64Array, im: Float64Array): void {
  const make = (): Diagonals => ({ re: new Float64Array(n), im: new Float64Array(n) });
  let [f, g, f2, g2] = [make(), make(), make(), make()];
  if (n === 0) return;
  const [px, py] = [t.re[n - 1]!, t.im[n - 1]!];
  if (px === 0 && py === 0) throw singularError("solveToeplitz");
  [f.re[0], f.im[0]] = divide(1, 0, px, py);
  [g.re[0], g.im[0]] = [f.re[0]!, f.im[0]!];
  for (let j = 0; j < columns; j++) [re[j], im[j]] = divide(b.re[j]!, b.im?.[j] ?? 0, px, py);
  for (let m = 1; m < n; m++) {
    let [ax, ay, bx, by] = [0, 0, 0, 0];
    for (let i = 0; i < m; i++) {
      const [k, l] = [n - 1 + m - i, n - 2 - i];
      ax += t.re[k]! * f.re[i]! - t.im[k]! * f.im[i]!;
      ay += t.re[k]! * f.im[i]! + t.im[k]! * f.re[i]!;
      bx += t.re[l]! * g.re[i]! - t.im[l]! * g.im[i]!;
      by += t.re[l]! * g.im[i]! + t.im[l]! * g.re[i]!;
    }
    const [dx, dy] = [1 - (ax * bx - ay * by), -(ax * by + ay * bx)];
    if ((dx === 0 && dy === 0) || !Number.isFinite(dx + dy)) throw singularError("solveToeplitz");
    for (let i = 0; i <= m; i++) {
      const [ux, uy] = i < m ? [f.re[i]!, f.im[i]!] : [0, 0];
      const [vx, vy] = i > 0 ? [g.re[i - 1]!, g.im[i - 1]!] : [0, 0];
      [f2.re[i], f2.im[i]] = divide(ux - (ax * vx - ay * vy), uy - (ax * vy + ay * vx), dx, dy);
      [g2.re[i], g2.im[i]] = divide(vx - (bx * ux - by * uy), vy - (bx * uy + by * ux), dx, dy);
    }
    [f, g, f2, g2] = [f2, g2, f, g];
    for (let j = 0; j < columns; j++) {
      let [ex, ey] = [b.re[m * columns + j]!, b.im?.[m * columns + j] ?? 0];
      for (let i = 0; i < m; i++) {
        const [k, at] = [n - 1 + m - i, i * columns + j];
        ex -= t.re[k]! * re[at]! - t.im[k]! * im[at]!;
        ey -= t.re[k]! * im[at]! + t.im[k]! * re[at]!;
      }
      for (let i = 0; i <= m; i++) {
        re[i * columns + j]! += ex * g.re[i]! - ey * g.im[i]!;
        im[i * columns + j]! += ex * g.im[i]! + ey * g.re[i]!;
      }
    }
  }
}

/**
 * The product of a Toeplitz matrix (`cOrCr` as in {@link solveToeplitz}, `r` may have another length) with a vector or a matrix.
 * @throws BAD_SHAPE when the sizes do not fit
 */
export function matmulToeplitz(cOrCr: ColumnAndRow, x: ArrayLikeInput, options: CheckOptions = {}): NDArray {
  checkOptions("matmulToeplitz", options, { checkFinite: "boolean" });
  const check = options.checkFinite === true;
  const [c, r] = columnAndRow(cOrCr, check);
  const right = lineOf(x, "x", check);
  const shape = right.source.shape;
  if (shape.length < 1 || shape.length > 2 || shape[0] !== r.re.length)
    throw coreError("BAD_SHAPE", `x: got shape ${shapeText(shape)}, expected ${r.re.length} rows.`);
  const columns = shape[1] ?? 1;
  const result = product(toeplitzMatrix(c, r), matrix(r.re.length, columns, right.re, right.im));
  const dtype = commonDType(c.source.dtype, r.source.dtype, right.source.dtype);
  return arrayOf(right.source, [c.re.length, ...shape.slice(1)], result.re, result.im, dtype);
}

/** Options of {@link solveCirculant}. */
export interface SolveCirculantOptions {
  /** What to do with a matrix that is nearly singular: "raise" (the default) an error, "lstsq" the least squares solution. */
  readonly singular?: "raise" | "lstsq";
  /** Eigenvalues up to this in size count as 0; by default the largest one times n times the machine precision. */
  readonly tol?: number;
}

/**
 * Solves `C x = b` for the circulant matrix with the first column `c`, and `b` of shape (n,) or (n, k), by its eigenvalues, which are the
 * discrete Fourier transform of `c`.
 * @throws SINGULAR when an eigenvalue is 0, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solveCirculant(c: ArrayLikeInput, b: ArrayLikeInput, options: SolveCirculantOptions = {}): NDArray {
  checkOptions("solveCirculant", options, { singular: "any", tol: "number" });
  const line = lineOf(c, "c");
  const right = lineOf(b, "b");
  const n = line.re.length;
  const singular = oneOf(options.singular ?? "raise", ["raise", "lstsq"], "singular");
  const shape = right.source.shape;
  if (line.source.shape.length !== 1 || shape.length < 1 || shape.length > 2 || shape[0] !== n)
    throw coreError(
      "BAD_SHAPE",
      `c and b: got shapes ${shapeText(line.source.shape)} and ${shapeText(shape)}, expected (n,) and (n,) or (n, k).`,
    );
  const columns = shape[1] ?? 1;
  const f = fourier(n);
  const values = product(f, matrix(n, 1, line.re, line.im));
  const coefficients = product(f, matrix(n, columns, right.re, right.im));
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.hypot(values.re[i]!, values.im![i]!));
  const dtype = commonDType(line.source.dtype, right.source.dtype);
  const limit = options.tol ?? largest * n * (dtype === "float32" || dtype === "complex64" ? 2 ** -23 : 2 ** -52);
  for (let i = 0; i < n; i++) {
    const small = Math.hypot(values.re[i]!, values.im![i]!) <= limit;
    if (small && singular === "raise")
      throw coreError("SINGULAR", "solveCirculant: LinAlgError: near singular circulant matrix.");
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      const [x, y] = small
        ? [0, 0]
        : divide(coefficients.re[at]!, coefficients.im![at]!, values.re[i]!, values.im![i]!);
      coefficients.re[at] = x / n;
      coefficients.im![at] = y / n;
    }
  }
  const x = product(f, coefficients, "adjoint");
  const real = !isComplexDType(dtype);
  return arrayOf(right.source, shape, x.re, real ? undefined : x.im, dtype);
}

/** The matrix of the discrete Fourier transform. */
export function fourier(n: number): Matrix & { readonly im: Float64Array } {
  const [re, im] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((i * j) % n)) / n;
      re[i * n + j] = Math.cos(angle);
      im[i * n + j] = Math.sin(angle);
    }
  }
  return { rows: n, columns: n, re, im };
}

/** Options of functions for Hermitian bands. */
export interface BandOptions extends CheckOptions {
  /** Whether the band is in lower form, `ab[i - j, j]`; the upper form `ab[u + i - j, j]` by default. */
  readonly lower?: boolean;
}

/** The lower Cholesky factor of a band, as a full matrix. */
function bandFactor(ab: Matrix, lower: boolean, name: string): Matrix {
  const factor = choleskyOf(fromBand(ab, lower));
  if (typeof factor === "number") throw notPositiveDefinite(name, factor);
  return factor;
}

/**
 * The Cholesky factor of a Hermitian positive definite band, in the form of the band.
 * @throws NOT_POSITIVE_DEFINITE, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function choleskyBanded(ab: ArrayLikeInput, options: BandOptions = {}): NDArray {
  checkOptions("choleskyBanded", options, { lower: "boolean", checkFinite: "boolean" });
  const band = matrixOf(ab, "ab", options);
  const lower = options.lower === true;
  const factor = bandFactor(band, lower, "choleskyBanded");
  const { rows, columns: n } = band;
  const result = zeroMatrix(rows, n, band.im !== undefined);
  for (let offset = 0; offset < rows; offset++) {
    for (let j = 0; j + offset < n; j++) {
      const from = (j + offset) * n + j;
      const to = lower ? offset * n + j : (rows - 1 - offset) * n + j + offset;
      result.re[to] = factor.re[from]!;
      if (result.im !== undefined) result.im[to] = (lower ? 1 : -1) * factor.im![from]!;
    }
  }
  return matrixArray(band.source, result, band.dtype);
}

/**
 * Solves `a x = b` from what {@link choleskyBanded} gave: `cbAndLower` is [cb, lower].
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function choSolveBanded(
  cbAndLower: readonly [ArrayLikeInput, boolean],
  b: ArrayLikeInput,
  options: CheckOptions = {},
): NDArray {
  checkOptions("choSolveBanded", options, { checkFinite: "boolean" });
  if (!Array.isArray(cbAndLower) || cbAndLower.length !== 2)
    throw coreError("BAD_ARGUMENT", `cbAndLower: got ${describeValue(cbAndLower)}, expected a factor and a truth.`);
  checkKind("choSolveBanded", "cbAndLower[1]", cbAndLower[1], "boolean");
  const stack = stackOf(cbAndLower[0], "cb", options);
  const right = rightSides(b, stack, stack.columns, options);
  const factor = fromBand(stack.at(0), cbAndLower[1]);
  const x = triangularSolve(factor, triangularSolve(factor, right.at(0), "lower"), "lower", false, "C");
  return solutions(stack, right, [x], stack.columns);
}

/**
 * Solves `a x = b` for a Hermitian positive definite band.
 * @throws NOT_POSITIVE_DEFINITE, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solvehBanded(ab: ArrayLikeInput, b: ArrayLikeInput, options: BandOptions = {}): NDArray {
  checkOptions("solvehBanded", options, { lower: "boolean", checkFinite: "boolean" });
  const stack = stackOf(ab, "ab", options);
  const right = rightSides(b, stack, stack.columns, options);
  const factor = bandFactor(stack.at(0), options.lower === true, "solvehBanded");
  const x = triangularSolve(factor, triangularSolve(factor, right.at(0), "lower"), "lower", false, "C");
  return solutions(stack, right, [x], stack.columns);
}

/** The number of diagonals below and above the main one that are not all 0: [lower, upper]. @throws BAD_SHAPE */
export function bandwidth(a: ArrayLikeInput): [lower: number, upper: number] {
  const one = matrixOf(a, "a", { checkFinite: false });
  let [lower, upper] = [0, 0];
  for (let i = 0; i < one.rows; i++) {
    for (let j = 0; j < one.columns; j++) {
      const at = i * one.columns + j;
      if (one.re[at] === 0 && (one.im === undefined || one.im[at] === 0)) continue;
      lower = Math.max(lower, i - j);
      upper = Math.max(upper, j - i);
    }
  }
  return [lower, upper];
}

/** Options of {@link issymmetric} and {@link ishermitian}. */
export interface SymmetryOptions {
  readonly atol?: number;
  readonly rtol?: number;
}

function equalsOwn(a: ArrayLikeInput, conjugate: boolean, options: SymmetryOptions): boolean {
  const one = matrixOf(a, "a", { square: true, checkFinite: false });
  const other = adjoint(one, conjugate);
  const { atol = 0, rtol = 0 } = options;
  const exact = options.atol === undefined && options.rtol === undefined;
  for (let at = 0; at < one.re.length; at++) {
    const [x, y, u, v] = [one.re[at]!, one.im?.[at] ?? 0, other.re[at]!, other.im?.[at] ?? 0];
    const same = exact ? x === u && y === v : Math.hypot(x - u, y - v) <= atol + rtol * Math.hypot(u, v);
    if (!same) return false;
  }
  return true;
}

/** Whether a square matrix is equal to its transpose, exactly unless tolerances are given. @throws BAD_SHAPE */
export function issymmetric(a: ArrayLikeInput, options: SymmetryOptions = {}): boolean {
  checkOptions("issymmetric", options, { atol: "number", rtol: "number" });
  return equalsOwn(a, false, options);
}

/** Whether a square matrix is equal to its conjugate transpose, exactly unless tolerances are given. @throws BAD_SHAPE */
export function ishermitian(a: ArrayLikeInput, options: SymmetryOptions = {}): boolean {
  checkOptions("ishermitian", options, { atol: "number", rtol: "number" });
  return equalsOwn(a, true, options);
}
