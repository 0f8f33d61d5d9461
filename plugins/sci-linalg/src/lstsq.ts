import { type ArrayLikeInput, asArray, type NDArray, type Runtime } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { qrOf } from "./factor.js";
import { productIn, svdIn, triangleIn } from "./in-runtime.js";
import {
  arrayOf,
  type CheckOptions,
  commonDType,
  epsilonOf,
  matrixOf,
  notConverged,
  oneOf,
  partsOf,
  realPart,
  requireFinite,
  shapeText,
} from "./input.js";
import { blockOf, columnsOf, copyMatrix, type Matrix, matrix, scaleColumns, triangleOf } from "./matrix.js";

/** Options of {@link lstsq}. */
export interface LstsqOptions extends CheckOptions {
  /** Singular values up to `cond * s[0]` count as 0; the machine precision by default. */
  readonly cond?: number;
  /** LAPACK's name of the method: "gelsd" (the default), "gelss", or "gelsy", which gives neither residues nor singular values. One method does all. */
  readonly lapackDriver?: "gelsd" | "gelss" | "gelsy";
}

/**
 * The least squares solution of `a x = b` with the smallest length, for `a` (m, n) of any rank and `b` (m,) or (m, k).
 * @returns [x, residues, rank, s]: the sum of squared residues (a number for a vector `b`, else an array; an empty array when the rank is
 *   less than n or m is not above n), the rank, and the singular values of `a` (null for "gelsy")
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function lstsq(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: LstsqOptions = {},
): [x: NDArray, residues: NDArray | number, rank: number, s: NDArray | null] {
  checkOptions("lstsq", options, { cond: "number", lapackDriver: "any", checkFinite: "boolean" });
  const one = matrixOf(a, "a", options);
  const driver = oneOf(options.lapackDriver ?? "gelsd", ["gelsd", "gelss", "gelsy"], "lapackDriver");
  const given = asArray(b);
  const { rows: m, columns: n } = one;
  if (given.shape.length < 1 || given.shape.length > 2 || given.shape[0] !== m)
    throw coreError("BAD_SHAPE", `b: got shape ${shapeText(given.shape)}, expected ${m} rows as a has.`);
  const parts = partsOf(given);
  if (options.checkFinite !== false) {
    requireFinite(parts.re, "b");
    requireFinite(parts.im, "b");
  }
  const k = given.shape[1] ?? 1;
  const vector = given.shape.length === 1;
  const right = matrix(m, k, parts.re, parts.im);
  const dtype = commonDType(one.source.dtype, given.dtype);
  const real = realPart(dtype);
  const like = one.source.runtime === undefined ? given : one.source;
  const empty = arrayOf(like, [0], new Float64Array(0), undefined, dtype);
  const shape = vector ? [n] : [n, k];
  if (m === 0 || n === 0) {
    const size = n * k;
    const complex = one.im !== undefined || parts.im !== undefined;
    const x = arrayOf(like, shape, new Float64Array(size), complex ? new Float64Array(size) : undefined, dtype);
    const sums = squaresOf(right, 0);
    return [x, n > 0 ? empty : vector ? sums[0]! : arrayOf(like, [k], sums, undefined, real), 0, empty];
  }
  const { x, s, rank, residues } = leastSquares(one, right, options.cond ?? epsilonOf(dtype), one.source.runtime);
  const solution = arrayOf(like, shape, x.re, x.im, dtype);
  if (driver === "gelsy") return [solution, empty, rank, null];
  const values = arrayOf(like, [s.length], s, undefined, real);
  if (residues === undefined) return [solution, empty, rank, values];
  return [solution, vector ? residues[0]! : arrayOf(like, [k], residues, undefined, real), rank, values];
}

/** Sums of squares of each column, from a row on. */
function squaresOf(a: Matrix, from: number): Float64Array {
  const sums = new Float64Array(a.columns);
  for (let i = from; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) {
      const at = i * a.columns + j;
      sums[j]! += a.re[at]! * a.re[at]! + (a.im === undefined ? 0 : a.im[at]! * a.im[at]!);
    }
  }
  return sums;
}

/** Both matrices in one, whose rows are those of `a` and then those of `b`. */
function sideBySide(a: Matrix, b: Matrix): Matrix {
  const width = a.columns + b.columns;
  const both = new Float64Array(a.rows * width);
  for (let i = 0; i < a.rows; i++) {
    both.set(a.re.subarray(i * a.columns, (i + 1) * a.columns), i * width);
    both.set(b.re.subarray(i * b.columns, (i + 1) * b.columns), i * width + a.columns);
  }
  return matrix(a.rows, width, both);
}

function leastSquares(
  a: Matrix,
  b: Matrix,
  rcond: number,
  runtime: Runtime | undefined,
): {
  readonly x: Matrix;
  readonly s: Float64Array;
  readonly rank: number;
  readonly residues: Float64Array | undefined;
} {
  const { rows: m, columns: n } = a;
  let [inner, right]: Matrix[] = [copyMatrix(a), b];
  let rest: Float64Array | undefined;
  const joined =
    m > n && a.im === undefined && b.im === undefined && runtime !== undefined
      ? triangleIn(runtime, sideBySide(a, b))
      : undefined;
  if (joined !== undefined) {
    // R of both together has Qᵀ b beside R.
    rest = squaresOf(blockOf(joined, 0, joined.rows, n, n + b.columns), n);
    right = blockOf(joined, 0, n, n, n + b.columns);
    inner = blockOf(joined, 0, n, 0, n);
  } else if (m > n) {
    const factors = qrOf(inner!);
    const turned = factors.apply(b, true);
    rest = squaresOf(turned, n);
    right = blockOf(turned, 0, n, 0, b.columns);
    inner = triangleOf(blockOf(factors.packed, 0, n, 0, n), "upper");
  }
  const found = svdIn(runtime, inner!, "thin");
  if (found === undefined) throw notConverged("lstsq");
  const { s, u, v } = found;
  const limit = (rcond < 0 ? 2 ** -52 : rcond) * (s[0] ?? 0);
  const rank = s.reduce((count, x) => (x > limit ? count + 1 : count), 0);
  const inverse = Array.from(s.subarray(0, rank), (x) => 1 / x);
  const part = productIn(runtime, columnsOf(u, 0, rank), right!, "adjoint");
  const x = productIn(runtime, scaleColumns(columnsOf(v, 0, rank), inverse), part);
  return { x, s, rank, residues: rank === n ? rest : undefined };
}
