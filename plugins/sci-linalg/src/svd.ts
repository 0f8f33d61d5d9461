import { type ArrayLikeInput, asArray, dispatch, type NDArray, type Scalar } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { eighOf, svdOf } from "./decompose.js";
import { luOf, luSolveMatrix } from "./factor.js";
import { productIn, svdIn } from "./in-runtime.js";
import {
  arrayOf,
  type CheckOptions,
  commonDType,
  epsilonOf,
  matrixArray,
  matrixOf,
  notConverged,
  oneOf,
  partsOf,
  type ResultDType,
  realPart,
  scalarOrArray,
  shapeText,
  stackArray,
  stackOf,
  vectorOf,
} from "./input.js";
import {
  adjoint,
  columnsOf,
  combine,
  copyMatrix,
  type Matrix,
  product,
  scaleColumns,
  unitMatrix,
  zeroMatrix,
} from "./matrix.js";
import { norm } from "./norm.js";
import { fromTriangle } from "./solve.js";
import { svdOperation } from "./svd-operation.js";

/** Options of {@link svd}. */
export interface SvdOptions extends CheckOptions {
  /** Whether `u` is (m, m) and `vh` (n, n), the default, or (m, k) and (k, n), k the smaller of m and n. */
  readonly fullMatrices?: boolean;
  /** Whether singular vectors are wanted; true by default. */
  readonly computeUv?: boolean;
  /** LAPACK's name of the method, "gesdd" or "gesvd": accepted, one method does both. */
  readonly lapackDriver?: "gesdd" | "gesvd";
}

/**
 * The singular value decomposition `a = u diag(s) vh` of a matrix (m, n), or of each matrix of a stack: `s` falling, singular vectors in
 * the columns of `u` and the rows of `vh`, whose signs (phases) are free in pairs. Householder bidiagonal form and QR iterations (Golub and
 * Reinsch; Demmel and Kahan 1990), after a blocked QR for tall matrices.
 * @returns [u, s, vh], or `s` with `computeUv: false`
 * @throws NOT_CONVERGED (also for NaN with `checkFinite: false`), BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function svd(a: ArrayLikeInput, options: SvdOptions & { readonly computeUv: false }): NDArray;
export function svd(
  a: ArrayLikeInput,
  options?: CheckOptions & {
    readonly fullMatrices?: boolean;
    readonly computeUv?: true;
    readonly lapackDriver?: "gesdd" | "gesvd";
  },
): [u: NDArray, s: NDArray, vh: NDArray];
export function svd(a: ArrayLikeInput, options: SvdOptions = {}): NDArray | NDArray[] {
  checkOptions("svd", options, {
    fullMatrices: "boolean",
    computeUv: "boolean",
    lapackDriver: "any",
    checkFinite: "boolean",
  });
  if (options.lapackDriver !== undefined) oneOf(options.lapackDriver, ["gesdd", "gesvd"], "lapackDriver");
  const stack = stackOf(a, "a", options);
  const computeUv = options.computeUv !== false;
  const parts = dispatch(svdOperation, [stack.source], { fullMatrices: options.fullMatrices !== false, computeUv });
  return computeUv ? parts : parts[0]!;
}

/** The singular values of a matrix, falling. See {@link svd}. */
export function svdvals(a: ArrayLikeInput, options: CheckOptions = {}): NDArray {
  checkOptions("svdvals", options, { checkFinite: "boolean" });
  return svd(a, { ...options, computeUv: false });
}

/**
 * The matrix (m, n) with singular values on its diagonal.
 * @throws BAD_SHAPE when `s` has neither m nor n values
 */
export function diagsvd(s: ArrayLikeInput, m: number, n: number): NDArray {
  checkKind("diagsvd", "m", m, "number");
  checkKind("diagsvd", "n", n, "number");
  const { re, im, dtype, source } = vectorOf(s, "s", { checkFinite: false });
  if (re.length !== m && re.length !== n)
    throw coreError("BAD_SHAPE", `s: got ${re.length} values, expected ${m} or ${n}.`);
  const result = zeroMatrix(m, n, im !== undefined);
  for (let i = 0; i < Math.min(m, n, re.length); i++) {
    result.re[i * n + i] = re[i]!;
    if (im !== undefined) result.im![i * n + i] = im[i]!;
  }
  return matrixArray(source, result, dtype);
}

/** Options of {@link pinv}. */
export interface PinvOptions extends CheckOptions {
  /** Singular values up to `atol + rtol * s[0]` count as 0; 0 by default. */
  readonly atol?: number;
  /** max(m, n) times the machine precision by default. */
  readonly rtol?: number;
  /** Gives [pinv, rank]. */
  readonly returnRank?: boolean;
}

function tolerances(options: PinvOptions, rows: number, columns: number, dtype: ResultDType): [number, number] {
  const atol = options.atol ?? 0;
  const rtol = options.rtol ?? Math.max(rows, columns) * epsilonOf(dtype);
  if (!(atol >= 0) || !(rtol >= 0))
    throw coreError("BAD_VALUE", `atol and rtol: got ${atol} and ${rtol}, expected numbers from 0.`);
  return [atol, rtol];
}

/**
 * The Moore-Penrose pseudo-inverse (n, m) of a matrix (m, n), by its singular values. Also of stacks.
 * @throws BAD_VALUE for NaN, infinity and negative tolerances, NOT_CONVERGED
 */
export function pinv(
  a: ArrayLikeInput,
  options: PinvOptions & { readonly returnRank: true },
): [pinv: NDArray, rank: number | NDArray];
export function pinv(a: ArrayLikeInput, options?: PinvOptions & { readonly returnRank?: false }): NDArray;
export function pinv(a: ArrayLikeInput, options: PinvOptions = {}): NDArray | [NDArray, NDArray | Scalar] {
  checkOptions("pinv", options, { atol: "number", rtol: "number", returnRank: "boolean", checkFinite: "boolean" });
  const stack = stackOf(a, "a", options);
  const [m, n] = [stack.rows, stack.columns];
  const [atol, rtol] = tolerances(options, m, n, stack.dtype);
  const found: Matrix[] = [];
  const ranks = new Float64Array(stack.count);
  for (let i = 0; i < stack.count; i++) {
    const parts = svdIn(stack.source.runtime, stack.at(i), "thin");
    if (parts === undefined) throw notConverged("pinv");
    const { s, u, v } = parts;
    const limit = atol + (s[0] ?? 0) * rtol;
    const rank = s.reduce((count, x) => (x > limit ? count + 1 : count), 0);
    ranks[i] = rank;
    const right = scaleColumns(
      columnsOf(v, 0, rank),
      Array.from(s.subarray(0, rank), (x) => 1 / x),
    );
    found.push(productIn(stack.source.runtime, right, columnsOf(u, 0, rank), "as it is", "adjoint"));
  }
  const result = stackArray(stack, found, n, m);
  return options.returnRank === true ? [result, scalarOrArray(stack, ranks, undefined, "float64")] : result;
}

/** Options of {@link pinvh}. */
export interface PinvhOptions extends PinvOptions {
  /** Whether the lower triangle of `a` counts, the default, or the upper one. */
  readonly lower?: boolean;
}

/**
 * The pseudo-inverse of a Hermitian matrix, by its eigenvalues. Also of stacks.
 * @throws BAD_SHAPE, BAD_VALUE for NaN, infinity and negative tolerances, NOT_CONVERGED
 */
export function pinvh(
  a: ArrayLikeInput,
  options: PinvhOptions & { readonly returnRank: true },
): [pinv: NDArray, rank: number | NDArray];
export function pinvh(a: ArrayLikeInput, options?: PinvhOptions & { readonly returnRank?: false }): NDArray;
export function pinvh(a: ArrayLikeInput, options: PinvhOptions = {}): NDArray | [NDArray, NDArray | Scalar] {
  checkOptions("pinvh", options, {
    lower: "boolean",
    atol: "number",
    rtol: "number",
    returnRank: "boolean",
    checkFinite: "boolean",
  });
  const stack = stackOf(a, "a", { ...options, square: true });
  const n = stack.rows;
  const [atol, rtol] = tolerances(options, n, n, stack.dtype);
  const found: Matrix[] = [];
  const ranks = new Float64Array(stack.count);
  for (let i = 0; i < stack.count; i++) {
    const parts = eighOf(fromTriangle(stack.at(i), options.lower !== false, true), true);
    if (parts?.vectors === undefined) throw notConverged("pinvh");
    const { values, vectors } = parts;
    const limit = atol + values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) * rtol;
    ranks[i] = values.reduce((count, x) => (Math.abs(x) > limit ? count + 1 : count), 0);
    const inverse = Array.from(values, (x) => (Math.abs(x) > limit ? 1 / x : 0));
    found.push(product(scaleColumns(vectors, inverse), vectors, "as it is", "adjoint"));
  }
  const result = stackArray(stack, found, n, n);
  return options.returnRank === true ? [result, scalarOrArray(stack, ranks, undefined, "float64")] : result;
}

/** Options of {@link matrixRank}. */
export interface MatrixRankOptions {
  /** Singular values up to this count as 0; `s[0] max(m, n)` times the machine precision by default. */
  readonly tol?: number;
  /** Whether the matrix is Hermitian, which is quicker. */
  readonly hermitian?: boolean;
}

/**
 * The number of singular values above `tol` (NumPy's matrix_rank), also of stacks; of a vector 0 or 1.
 * @throws BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function matrixRank(a: ArrayLikeInput, options: MatrixRankOptions = {}): number | NDArray {
  checkOptions("matrixRank", options, { tol: "number", hermitian: "boolean" });
  const given = asArray(a);
  if (given.shape.length < 2) {
    const { re, im } = partsOf(given);
    return re.some((x) => x !== 0) || im?.some((x) => x !== 0) === true ? 1 : 0;
  }
  const stack = stackOf(given, "a", options.hermitian === true ? { square: true } : {});
  const ranks = new Float64Array(stack.count);
  for (let i = 0; i < stack.count; i++) {
    const s =
      options.hermitian === true
        ? eighOf(stack.at(i), false)?.values.map(Math.abs)
        : svdIn(stack.source.runtime, stack.at(i), "values")?.s;
    if (s === undefined) throw notConverged("matrixRank");
    const largest = s.reduce((most, x) => Math.max(most, x), 0);
    const limit = options.tol ?? largest * Math.max(stack.rows, stack.columns) * epsilonOf(stack.dtype);
    ranks[i] = s.reduce((count, x) => (x > limit ? count + 1 : count), 0);
  }
  return scalarOrArray(stack, ranks, undefined, "float64") as number | NDArray;
}

/** Options of {@link nullSpace} and {@link orth}. */
export interface SpaceOptions {
  /** Singular values up to `rcond * s[0]` count as 0; max(m, n) times the machine precision by default. */
  readonly rcond?: number;
}

function rankOf(s: Float64Array, rows: number, columns: number, dtype: ResultDType, rcond: number | undefined): number {
  const limit = (s[0] ?? 0) * (rcond ?? epsilonOf(dtype) * Math.max(rows, columns));
  return s.reduce((count, x) => (x > limit ? count + 1 : count), 0);
}

/**
 * An orthonormal basis, in columns (n, n - rank), of what a matrix (m, n) turns to zero.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function nullSpace(a: ArrayLikeInput, options: SpaceOptions = {}): NDArray {
  checkOptions("nullSpace", options, { rcond: "number" });
  const one = matrixOf(a, "a");
  const found = svdIn(one.source.runtime, one, "full");
  if (found === undefined) throw notConverged("nullSpace");
  const rank = rankOf(found.s, one.rows, one.columns, one.dtype, options.rcond);
  return matrixArray(one.source, columnsOf(found.v, rank, one.columns), one.dtype);
}

/** The orthonormal basis of the columns of a matrix. */
function basisOf(a: Matrix, dtype: ResultDType, rcond?: number): Matrix {
  const [rows, columns] = [a.rows, a.columns];
  const found = svdOf(a, "thin");
  if (found === undefined) throw notConverged("orth");
  return columnsOf(found.u, 0, rankOf(found.s, rows, columns, dtype, rcond));
}

/**
 * An orthonormal basis, in columns (m, rank), of what the columns of a matrix (m, n) span.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function orth(a: ArrayLikeInput, options: SpaceOptions = {}): NDArray {
  checkOptions("orth", options, { rcond: "number" });
  const one = matrixOf(a, "a");
  return matrixArray(one.source, basisOf(one, one.dtype, options.rcond), one.dtype);
}

/** Orders of matrix norms. */
export type MatrixOrder = 1 | -1 | 2 | -2 | "fro" | "nuc" | number;

/**
 * The condition number (NumPy's cond): for the orders 2 (the default) and -2 the ratio of the outer singular values, for others
 * `norm(a, p) norm(inv(a), p)`. Infinity for singular matrices; NaN where the matrix has one. Also of stacks.
 * @throws BAD_SHAPE, BAD_VALUE for an unknown order
 */
export function cond(a: ArrayLikeInput, options: { readonly p?: MatrixOrder } = {}): number | NDArray {
  checkOptions("cond", options, { p: "any" });
  const p = options.p ?? 2;
  const stack = stackOf(a, "a", { checkFinite: false, square: p !== 2 && p !== -2 });
  if (stack.rows === 0 || stack.columns === 0) throw coreError("BAD_SHAPE", "a: cond is not defined on empty arrays.");
  const result = new Float64Array(stack.count);
  for (let i = 0; i < stack.count; i++) {
    const one = stack.at(i);
    if (one.re.some((x) => Number.isNaN(x)) || one.im?.some((x) => Number.isNaN(x)) === true) {
      result[i] = Number.NaN;
      continue;
    }
    let value: number;
    if (p === 2 || p === -2) {
      const s = svdOf(one, "values")?.s;
      if (s === undefined) throw notConverged("cond");
      value = p === 2 ? s[0]! / s[s.length - 1]! : s[s.length - 1]! / s[0]!;
    } else {
      const first = Number(norm(matrixArray(undefined, one, stack.complex ? "complex128" : "float64"), { ord: p }));
      const factors = luOf(one);
      const inverse = factors.singular >= 0 ? undefined : luSolveMatrix(factors, unitMatrix(stack.rows, stack.complex));
      value =
        inverse === undefined
          ? Infinity
          : first *
            Number(
              norm(matrixArray(undefined, inverse, stack.complex ? "complex128" : "float64"), {
                ord: p,
                checkFinite: false,
              }),
            );
    }
    result[i] = Number.isNaN(value) ? Infinity : value;
  }
  return scalarOrArray(stack, result, undefined, realPart(stack.dtype)) as number | NDArray;
}

/**
 * The angles between two subspaces, spanned by columns, in radians and falling (Knyazev and Argentati, SIAM J. Sci. Comput. 23, 2008 (2002)).
 * @throws BAD_SHAPE when the columns differ in length, BAD_VALUE for NaN and infinity
 */
export function subspaceAngles(a: ArrayLikeInput, b: ArrayLikeInput): NDArray {
  const [first, second] = [matrixOf(a, "a"), matrixOf(b, "b")];
  if (first.rows !== second.rows)
    throw coreError("BAD_SHAPE", `a and b: got ${first.rows} and ${second.rows} rows, expected as many.`);
  const dtype = commonDType(first.source.dtype, second.source.dtype);
  const [qa, qb] = [basisOf(first, dtype), basisOf(second, dtype)];
  const cross = product(qa, qb, "adjoint");
  const cosines = svdOf(copyMatrix(cross), "values")!.s;
  const [wide, narrow, mixed] = qa.columns >= qb.columns ? [qa, qb, cross] : [qb, qa, adjoint(cross)];
  const sines = svdOf(combine(1, narrow, -1, product(wide, mixed)), "values")!.s;
  const count = cosines.length;
  const angles = Float64Array.from({ length: count }, (_, i) => {
    const cosine = cosines[count - 1 - i]!;
    return cosine * cosine >= 0.5 ? Math.asin(Math.min(1, sines[i]!)) : Math.acos(Math.min(1, cosine));
  });
  return arrayOf(first.source, [count], angles, undefined, realPart(dtype));
}

/**
 * `a = u p` (`side: "right"`, the default) or `a = p u` ("left"): U with orthonormal columns or rows, P Hermitian and not negative.
 * @returns [u, p]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, BAD_ARGUMENT for an unknown side
 */
export function polar(a: ArrayLikeInput, options: { readonly side?: "left" | "right" } = {}): [u: NDArray, p: NDArray] {
  checkOptions("polar", options, { side: "any" });
  const side = oneOf(options.side ?? "right", ["left", "right"], "side");
  const one = matrixOf(a, "a");
  const found = svdOf(one, "thin");
  if (found === undefined) throw notConverged("polar");
  const { s, u, v } = found;
  const own = side === "right" ? v : u;
  const p = product(scaleColumns(own, s), own, "as it is", "adjoint");
  return [
    matrixArray(one.source, product(u, v, "as it is", "adjoint"), one.dtype),
    matrixArray(one.source, p, one.dtype),
  ];
}

/**
 * The orthogonal matrix R that brings `a` nearest to `b`: the smallest `norm(a R - b)` (Schönemann, Psychometrika 31, 1 (1966)).
 * @returns [R, scale], scale the sum of the singular values of `aᴴ b`
 * @throws BAD_SHAPE when the shapes differ, BAD_VALUE for NaN and infinity
 */
export function orthogonalProcrustes(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: CheckOptions = {},
): [r: NDArray, scale: number] {
  checkOptions("orthogonalProcrustes", options, { checkFinite: "boolean" });
  const [first, second] = [matrixOf(a, "a", options), matrixOf(b, "b", options)];
  if (first.rows !== second.rows || first.columns !== second.columns)
    throw coreError(
      "BAD_SHAPE",
      `a and b: got ${shapeText(first.source.shape)} and ${shapeText(second.source.shape)}, expected one shape.`,
    );
  const found = svdOf(product(first, second, "adjoint"), "thin");
  if (found === undefined) throw notConverged("orthogonalProcrustes");
  const dtype = commonDType(first.source.dtype, second.source.dtype);
  const rotation = product(found.u, found.v, "as it is", "adjoint");
  return [matrixArray(first.source, rotation, dtype), found.s.reduce((sum, x) => sum + x, 0)];
}
