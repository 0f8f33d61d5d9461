import { luOf, luSolveMatrix } from "./factor.js";
import { factorQr, formQ } from "./kernels/householder.js";
import { standardize2 } from "./kernels/two-by-two.js";
import { type Matrix, matrix, zeroMatrix } from "./matrix.js";

/** Whether an eigenvalue is wanted at the top. */
export type Wanted = (re: number, im: number) => boolean;

/**
 * Brings the wanted eigenvalues of a Schur form to the top by swapping neighbours (Bai and Demmel, Linear Algebra Appl. 186, 73 (1993));
 * changes `t` and `z`.
 * @returns how many eigenvalues are wanted
 */
export function reorderSchur(t: Matrix, z: Matrix, wanted: Wanted): number {
  const n = t.rows;
  let top = 0;
  for (let i = 0; i < n; ) {
    const size = blockSize(t, i);
    const [re, im] = eigenvalueAt(t, i, size);
    const chosen = wanted(re, im) || (size === 2 && wanted(re, -im));
    if (!chosen) {
      i += size;
      continue;
    }
    let at = i;
    while (at > top) {
      const above = at >= 2 && blockSize(t, at - 2) === 2 && at - 2 >= top ? 2 : 1;
      if (t.im === undefined) swapBlocks(t, z, at - above, above, size);
      else swapComplex(t, z, at - 1);
      at -= above;
    }
    top += size;
    i += size;
  }
  return top;
}

function blockSize(t: Matrix, i: number): number {
  return t.im === undefined && i + 1 < t.rows && t.re[(i + 1) * t.rows + i] !== 0 ? 2 : 1;
}

function eigenvalueAt(t: Matrix, i: number, size: number): [number, number] {
  const n = t.rows;
  const at = i * n + i;
  if (size === 1) return [t.re[at]!, t.im === undefined ? 0 : t.im[at]!];
  return [t.re[at]!, Math.sqrt(Math.abs(t.re[at + 1]!)) * Math.sqrt(Math.abs(t.re[at + n]!))];
}

/** Swaps the diagonal blocks of p and q rows that stand at row i. */
function swapBlocks(t: Matrix, z: Matrix, i: number, p: number, q: number): void {
  const n = t.rows;
  const size = p + q;
  // A11 X - X A22 = A12.
  const system = zeroMatrix(p * q, p * q);
  const right = zeroMatrix(p * q, 1);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < q; b++) {
      const row = a * q + b;
      right.re[row] = t.re[(i + a) * n + i + p + b]!;
      for (let k = 0; k < p; k++) system.re[row * p * q + k * q + b]! += t.re[(i + a) * n + i + k]!;
      for (let k = 0; k < q; k++) system.re[row * p * q + a * q + k]! -= t.re[(i + p + k) * n + i + p + b]!;
    }
  }
  const x = luSolveMatrix(luOf(system), right).re;
  if (!x.every(Number.isFinite)) return;
  const basis = new Float64Array(size * q);
  for (let a = 0; a < p; a++) for (let b = 0; b < q; b++) basis[a * q + b] = -x[a * q + b]!;
  for (let b = 0; b < q; b++) basis[(p + b) * q + b] = 1;
  const turn = formQ(factorQr(basis, size, q), size);
  turnRows(t, i, size, turn);
  turnColumns(t, i, size, turn);
  turnColumns(z, i, size, turn);
  for (let a = 0; a < p; a++) for (let b = 0; b < q; b++) t.re[(i + q + a) * n + i + b] = 0;
  if (q === 2) standardize(t, z, i);
  if (p === 2) standardize(t, z, i + q);
}

/** Rows i to i + size become `Qᵀ` times themselves. */
function turnRows(t: Matrix, i: number, size: number, q: Float64Array): void {
  const n = t.columns;
  const kept = new Float64Array(size);
  for (let column = 0; column < n; column++) {
    for (let a = 0; a < size; a++) kept[a] = t.re[(i + a) * n + column]!;
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += q[b * size + a]! * kept[b]!;
      t.re[(i + a) * n + column] = sum;
    }
  }
}

function turnColumns(t: Matrix, i: number, size: number, q: Float64Array): void {
  const n = t.columns;
  const kept = new Float64Array(size);
  for (let row = 0; row < t.rows; row++) {
    for (let a = 0; a < size; a++) kept[a] = t.re[row * n + i + a]!;
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += kept[b]! * q[b * size + a]!;
      t.re[row * n + i + a] = sum;
    }
  }
}

function standardize(t: Matrix, z: Matrix, i: number): void {
  const n = t.rows;
  const at = i * n + i;
  const { a, b, c, d, cos, sin } = standardize2(t.re[at]!, t.re[at + 1]!, t.re[at + n]!, t.re[at + n + 1]!);
  const turn = Float64Array.of(cos, -sin, sin, cos);
  turnRows(t, i, 2, turn);
  turnColumns(t, i, 2, turn);
  turnColumns(z, i, 2, turn);
  [t.re[at], t.re[at + 1], t.re[at + n], t.re[at + n + 1]] = [a, b, c, d];
}

/** Swaps two neighbouring eigenvalues of a complex triangle by one rotation (LAPACK's ztrexc). */
function swapComplex(t: Matrix, z: Matrix, i: number): void {
  const n = t.rows;
  const im = t.im!;
  const at = i * n + i;
  // The eigenvector of the second eigenvalue: (t12, t22 - t11).
  const [x, y] = [t.re[at + 1]!, im[at + 1]!];
  const [dx, dy] = [t.re[at + n + 1]! - t.re[at]!, im[at + n + 1]! - im[at]!];
  const length = Math.hypot(x, y, dx, dy);
  if (length === 0) return;
  const [ax, ay, bx, by] = [x / length, y / length, dx / length, dy / length];
  // Columns (a, b) and (-conj b, conj a).
  for (const one of [t, z]) {
    for (let row = 0; row < n; row++) {
      const k = row * n + i;
      const [px, py, qx, qy] = [one.re[k]!, one.im![k]!, one.re[k + 1]!, one.im![k + 1]!];
      one.re[k] = px * ax - py * ay + qx * bx - qy * by;
      one.im![k] = px * ay + py * ax + qx * by + qy * bx;
      one.re[k + 1] = -px * bx - py * by + qx * ax + qy * ay;
      one.im![k + 1] = px * by - py * bx + qy * ax - qx * ay;
    }
  }
  for (let column = i; column < n; column++) {
    const k = i * n + column;
    const [px, py, qx, qy] = [t.re[k]!, im[k]!, t.re[k + n]!, im[k + n]!];
    t.re[k] = ax * px + ay * py + bx * qx + by * qy;
    im[k] = ax * py - ay * px + bx * qy - by * qx;
    t.re[k + n] = -bx * px + by * py + ax * qx - ay * qy;
    im[k + n] = -bx * py - by * px + ax * qy + ay * qx;
  }
  t.re[at + n] = 0;
  im[at + n] = 0;
}

/** A real Schur form as a complex one: each 2×2 block becomes a triangle by one rotation (as in SciPy's rsf2csf). */
export function complexSchur(
  t: Matrix,
  z: Matrix,
): { readonly t: Matrix & { im: Float64Array }; readonly z: Matrix & { im: Float64Array } } {
  const n = t.rows;
  const copyOf = (a: Matrix): Matrix & { im: Float64Array } => ({
    ...matrix(n, n, a.re.slice()),
    im: a.im?.slice() ?? new Float64Array(n * n),
  });
  const [own, vectors] = [copyOf(t), copyOf(z)];
  for (let m = n - 1; m > 0; m--) {
    const at = m * n + m;
    const sum = Math.abs(own.re[at - n - 1]!) + Math.abs(own.re[at]!);
    if (Math.abs(own.re[at - 1]!) > 2 ** -52 * sum) rotate(own, vectors, m);
    own.re[at - 1] = 0;
    own.im[at - 1] = 0;
  }
  return { t: own, z: vectors };
}

function rotate(t: Matrix & { im: Float64Array }, z: Matrix & { im: Float64Array }, m: number): void {
  const n = t.rows;
  const at = m * n + m;
  const [a, b, c, d] = [t.re[at - n - 1]!, t.re[at - n]!, t.re[at - 1]!, t.re[at]!];
  // The eigenvalue of the block with positive imaginary part (or the first of two real ones), less d.
  const half = (a - d) / 2;
  const determinant = half * half + b * c;
  const [muX, muY] = determinant >= 0 ? [half + Math.sqrt(determinant), 0] : [half, Math.sqrt(-determinant)];
  const r = Math.hypot(muX, muY, c);
  const [cx, cy, s] = [muX / r, muY / r, c / r];
  // G = [[conj c, s], [-s, c]]
  for (let column = m - 1; column < n; column++) {
    const [i, j] = [(m - 1) * n + column, m * n + column];
    const [px, py, qx, qy] = [t.re[i]!, t.im[i]!, t.re[j]!, t.im[j]!];
    t.re[i] = cx * px + cy * py + s * qx;
    t.im[i] = cx * py - cy * px + s * qy;
    t.re[j] = -s * px + cx * qx - cy * qy;
    t.im[j] = -s * py + cx * qy + cy * qx;
  }
  for (const [one, last] of [
    [t, m],
    [z, n - 1],
  ] as const) {
    for (let row = 0; row <= last; row++) {
      const [i, j] = [row * n + m - 1, row * n + m];
      const [px, py, qx, qy] = [one.re[i]!, one.im[i]!, one.re[j]!, one.im[j]!];
      // times Gᴴ = [[c, -s], [s, conj c]]
      one.re[i] = px * cx - py * cy + s * qx;
      one.im[i] = px * cy + py * cx + s * qy;
      one.re[j] = -s * px + qx * cx + qy * cy;
      one.im[j] = -s * py + qy * cx - qx * cy;
    }
  }
}
