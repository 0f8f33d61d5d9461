import { type Balance, balance, unbalance } from "./kernels/balance.js";
import { hermitianEigen } from "./kernels/complex-eigen.js";
import { schurComplex, triangularVectors } from "./kernels/complex-schur.js";
import { svdComplex } from "./kernels/complex-svd.js";
import { quasiVectors } from "./kernels/quasi-vectors.js";
import { schurReal } from "./kernels/schur-real.js";
import { type SvdParts, svdReal } from "./kernels/svd.js";
import { symmetricEigen } from "./kernels/symmetric-eigen.js";
import { adjoint, complexMatrix, copyMatrix, largestOf, type Matrix, matrix, product, scaled } from "./matrix.js";

/** A power of two that brings the elements of a matrix near 1 where they are so large or small that their products are not numbers. */
function safeScale(a: Matrix): number {
  const largest = largestOf(a);
  if (!(largest > 0) || !Number.isFinite(largest) || (largest > 1e-130 && largest < 1e130)) return 1;
  return 2 ** -Math.max(-1000, Math.min(1000, Math.round(Math.log2(largest))));
}

/** A singular value decomposition: `u diag(s) vᴴ`, singular vectors in the columns of `u` and `v`. */
export interface SvdOf {
  readonly s: Float64Array;
  readonly u: Matrix;
  readonly v: Matrix;
}

/** The singular value decomposition; undefined when it does not converge. `a` may be overwritten. */
export function svdOf(given: Matrix, parts: SvdParts): SvdOf | undefined {
  const scale = safeScale(given);
  const a = scale === 1 ? given : scaled(given, scale);
  const { rows: m, columns: n } = a;
  const k = Math.min(m, n);
  const back = (s: Float64Array): Float64Array => (scale === 1 ? s : s.map((x) => x / scale));
  const widthU = parts === "full" ? m : parts === "thin" ? k : 0;
  const widthV = parts === "full" ? n : parts === "thin" ? k : 0;
  if (a.im === undefined) {
    const found = svdReal(a.re, m, n, parts);
    if (found === undefined) return undefined;
    const empty = new Float64Array(0);
    return { s: back(found.s), u: matrix(m, widthU, found.u ?? empty), v: matrix(n, widthV, found.v ?? empty) };
  }
  const found = svdComplex({ re: a.re, im: a.im }, m, n, parts);
  if (found === undefined) return undefined;
  const empty = { re: new Float64Array(0), im: new Float64Array(0) };
  const [u, v] = [found.u ?? empty, found.v ?? empty];
  return { s: back(found.s), u: matrix(m, widthU, u.re, u.im), v: matrix(n, widthV, v.re, v.im) };
}

/** Eigenvalues in rising order and eigenvectors in columns. */
export interface EighOf {
  readonly values: Float64Array;
  readonly vectors: Matrix | undefined;
}

/** Eigenvalues of a Hermitian matrix by its lower triangle, which may be overwritten; undefined when it does not converge. */
export function eighOf(given: Matrix, vectors: boolean): EighOf | undefined {
  const scale = safeScale(given);
  const a = scale === 1 ? given : scaled(given, scale);
  const n = a.rows;
  const found =
    a.im === undefined ? symmetricEigen(a.re, n, vectors) : hermitianEigen({ re: a.re, im: a.im }, n, vectors);
  if (found === undefined) return undefined;
  const values = scale === 1 ? found.values : found.values.map((x) => x / scale);
  const v = found.vectors;
  if (v === undefined) return { values, vectors: undefined };
  return { values, vectors: v instanceof Float64Array ? matrix(n, n, v) : matrix(n, n, v.re, v.im) };
}

/** A Schur form `Z T Zᴴ` with the eigenvalues. */
export interface SchurOf {
  readonly t: Matrix;
  readonly z: Matrix | undefined;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The Schur form, real for real matrices; undefined when it does not converge. `a` may be overwritten. */
export function schurOf(a: Matrix, vectors: boolean, how?: Balance): SchurOf | undefined {
  const n = a.rows;
  const [low, high] = [how?.low ?? 0, how?.high ?? n - 1];
  if (a.im === undefined) {
    const found = schurReal(a.re, n, low, high, vectors);
    if (found === undefined) return undefined;
    const { t, z, re, im } = found;
    return { t: matrix(n, n, t), z: z === undefined ? undefined : matrix(n, n, z), re, im };
  }
  const found = schurComplex({ re: a.re, im: a.im }, n, low, high, vectors);
  if (found === undefined) return undefined;
  const { t, z } = found;
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    re[i] = t.re[i * n + i]!;
    im[i] = t.im[i * n + i]!;
  }
  return { t: matrix(n, n, t.re, t.im), z: z === undefined ? undefined : matrix(n, n, z.re, z.im), re, im };
}

/** The Schur form of a matrix whose rows and columns were permuted first (LAPACK's dgees). */
export function permutedSchurOf(given: Matrix): (SchurOf & { readonly z: Matrix }) | undefined {
  const scale = safeScale(given);
  const a = scale === 1 ? given : scaled(given, scale);
  const how = balance(a, a.rows, true, false);
  const found = schurOf(a, true, how);
  if (found?.z === undefined) return undefined;
  unbalance(how, found.z, a.rows, a.rows);
  return { ...found, t: scale === 1 ? found.t : scaled(found.t, 1 / scale), z: found.z };
}

/** Eigenvalues and normalised eigenvectors in columns. */
export interface EigOf {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly right: Matrix | undefined;
  readonly left: Matrix | undefined;
}

/** Eigenvalues and eigenvectors of a square matrix, which may be overwritten (LAPACK's dgeev and zgeev); undefined when it does not converge. */
export function eigOf(given: Matrix, right: boolean, left: boolean): EigOf | undefined {
  const scale = safeScale(given);
  const a = scale === 1 ? given : scaled(given, scale);
  const n = a.rows;
  const how = balance(a, n, true, true);
  const found = schurOf(a, right || left, how);
  if (found === undefined) return undefined;
  const { t, z, re, im } = found;
  let rightVectors: Matrix | undefined;
  let leftVectors: Matrix | undefined;
  if (z !== undefined && right) {
    const inner = vectorsOf(t, re, im);
    rightVectors = product(z, inner);
    unbalance(how, rightVectors, n, n);
    rightVectors = normalised(rightVectors, im);
  }
  if (z !== undefined && left) {
    const inner = vectorsOf(
      reversedTranspose(t),
      reversed(re),
      t.im === undefined ? reversed(im) : negated(reversed(im)),
    );
    leftVectors = product(z, turnedBack(inner, t.im === undefined ? im : undefined));
    unbalance(how, leftVectors, n, n, true);
    leftVectors = normalised(leftVectors, im);
  }
  if (scale !== 1) {
    for (let i = 0; i < n; i++) {
      re[i]! /= scale;
      im[i]! /= scale;
    }
  }
  return { re, im, right: rightVectors, left: leftVectors };
}

function vectorsOf(t: Matrix, re: Float64Array, im: Float64Array): Matrix {
  const n = t.rows;
  if (t.im === undefined) return matrix(n, n, quasiVectors(t.re, n, re, im));
  const found = triangularVectors({ re: t.re, im: t.im }, n);
  return matrix(n, n, found.re, found.im);
}

function reversed(values: Float64Array): Float64Array {
  return values.slice().reverse();
}

function negated(values: Float64Array): Float64Array {
  return values.map((x) => -x);
}

/** `J Tᴴ J` with J turning the order round: triangular again, its right eigenvectors are the left ones of T, turned round. */
function reversedTranspose(t: Matrix): Matrix {
  const other = adjoint(t);
  return matrix(t.rows, t.columns, other.re.reverse(), other.im?.reverse());
}

/** Turns vectors of the reversed transpose back; the columns of a real pair stay real part, imaginary part, of the conjugate. */
function turnedBack(v: Matrix, im: Float64Array | undefined): Matrix {
  const n = v.rows;
  const result = matrix(n, n, v.re.slice().reverse(), v.im?.slice().reverse());
  if (im === undefined) return result;
  for (let k = 0; k < n; k++) {
    if (im[k] === 0) continue;
    // Reversing put the imaginary part first.
    for (let i = 0; i < n; i++) {
      const kept = result.re[i * n + k]!;
      result.re[i * n + k] = result.re[i * n + k + 1]!;
      result.re[i * n + k + 1] = -kept;
    }
    k++;
  }
  return result;
}

/** Columns of length 1, the largest element of complex ones real. Packed pairs of real matrices become complex where there are any. */
function normalised(v: Matrix, im: Float64Array): Matrix {
  const n = v.rows;
  const pairs = v.im === undefined && im.some((x) => x !== 0);
  if (v.im === undefined && !pairs) {
    const result = copyMatrix(v);
    for (let k = 0; k < n; k++) normaliseColumn(result.re, undefined, n, k, false);
    return result;
  }
  const result = complexMatrix(copyMatrix(v));
  for (let k = 0; k < n; k++) {
    if (v.im !== undefined) normaliseColumn(result.re, result.im, n, k, true);
    else if (im[k] === 0) normaliseColumn(result.re, undefined, n, k, false);
    else {
      for (let i = 0; i < n; i++) result.im[i * n + k] = v.re[i * n + k + 1]!;
      normaliseColumn(result.re, result.im, n, k, false);
      for (let i = 0; i < n; i++) {
        result.re[i * n + k + 1] = result.re[i * n + k]!;
        result.im[i * n + k + 1] = -result.im[i * n + k]!;
      }
      k++;
    }
  }
  return result;
}

function normaliseColumn(
  re: Float64Array,
  im: Float64Array | undefined,
  n: number,
  k: number,
  positive: boolean,
): void {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const size = Math.max(Math.abs(re[i * n + k]!), im === undefined ? 0 : Math.abs(im[i * n + k]!));
    if (size > largest) largest = size;
  }
  if (!(largest > 0)) return;
  let sum = 0;
  let place = k;
  let best = -1;
  for (let i = 0; i < n; i++) {
    const x = re[i * n + k]! / largest;
    const y = im === undefined ? 0 : im[i * n + k]! / largest;
    const square = x * x + y * y;
    sum += square;
    if (square > best) {
      best = square;
      place = i * n + k;
    }
  }
  const length = largest * Math.sqrt(sum);
  let [x, y] = [1, 0];
  if (im !== undefined) {
    const size = Math.hypot(re[place]!, im[place]!);
    [x, y] = [re[place]! / size, -im[place]! / size];
    // LAPACK keeps the sign of the real part for pairs of real matrices.
    if (!positive && re[place]! < 0) [x, y] = [-x, -y];
  }
  for (let i = 0; i < n; i++) {
    const at = i * n + k;
    const u = re[at]! / length;
    const v = im === undefined ? 0 : im[at]! / length;
    re[at] = u * x - v * y;
    if (im !== undefined) im[at] = at === place ? 0 : u * y + v * x;
  }
}
