import { enorm } from "../minpack/enorm.js";

/** The thin singular value decomposition of an m by n matrix: U' f, the singular values (largest first) and V column by column. */
export interface Singular {
  readonly s: Float64Array;
  /** One column of n numbers for each singular value. */
  readonly v: Float64Array;
  /** U' times each right side that was given. */
  readonly uf: Float64Array;
  /** How many singular values there are: min(m, n). */
  readonly k: number;
}

/**
 * Singular values of a matrix given row by row, and U' f: the matrix is brought to a triangle first where it is tall, then its
 * columns are made orthogonal (one-sided Jacobi, accurate also for small singular values).
 */
export function singularValues(rows: Float64Array, m: number, n: number, f: Float64Array): Singular {
  if (m < n) return wide(rows, m, n, f);
  const a = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) a[j * m + i] = rows[i * n + j]!;
  const right = f.slice();
  triangulate(a, m, n, right);
  const triangle = new Float64Array(n * n);
  for (let j = 0; j < n; j++) for (let i = 0; i <= j; i++) triangle[j * n + i] = a[j * m + i]!;
  const v = new Float64Array(n * n);
  for (let j = 0; j < n; j++) v[j * n + j] = 1;
  orthogonalise(triangle, v, n, n);
  const order = sortedByLength(triangle, n, n);
  const s = new Float64Array(n);
  const uf = new Float64Array(n);
  const sorted = new Float64Array(n * n);
  order.forEach(([j, length], k) => {
    s[k] = length;
    sorted.set(v.subarray(j * n, (j + 1) * n), k * n);
    if (length > 0) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += triangle[j * n + i]! * right[i]!;
      uf[k] = sum / length;
    }
  });
  return { s, v: sorted, uf, k: n };
}

function wide(rows: Float64Array, m: number, n: number, f: Float64Array): Singular {
  // The columns of the transposed matrix are the rows; what is turned along are the columns of U.
  const a = rows.slice();
  const u = new Float64Array(m * m);
  for (let j = 0; j < m; j++) u[j * m + j] = 1;
  orthogonalise(a, u, n, m);
  const s = new Float64Array(m);
  const uf = new Float64Array(m);
  const v = new Float64Array(n * m);
  sortedByLength(a, n, m).forEach(([j, length], k) => {
    s[k] = length;
    for (let i = 0; i < m; i++) uf[k]! += u[j * m + i]! * f[i]!;
    if (length > 0) for (let i = 0; i < n; i++) v[k * n + i] = a[j * n + i]! / length;
  });
  return { s, v, uf, k: m };
}

function sortedByLength(a: Float64Array, rows: number, columns: number): [number, number][] {
  return Array.from({ length: columns }, (_, j): [number, number] => [j, enorm(a, j * rows, (j + 1) * rows)]).sort(
    (x, y) => y[1] - x[1],
  );
}

/** Turns pairs of columns until all are orthogonal, and the columns of `v` with them. */
function orthogonalise(a: Float64Array, v: Float64Array, rows: number, columns: number): void {
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let p = 0; p < columns - 1; p++)
      for (let q = p + 1; q < columns; q++) {
        let alpha = 0;
        let beta = 0;
        let gamma = 0;
        for (let i = 0; i < rows; i++) {
          const x = a[p * rows + i]!;
          const y = a[q * rows + i]!;
          alpha += x * x;
          beta += y * y;
          gamma += x * y;
        }
        if (!(Math.abs(gamma) > 1e-16 * Math.sqrt(alpha * beta)) || gamma === 0) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        turn(a, p * rows, q * rows, rows, c, c * t);
        turn(v, p * columns, q * columns, columns, c, c * t);
      }
    if (!turned) return;
  }
}

function turn(a: Float64Array, p: number, q: number, count: number, c: number, s: number): void {
  for (let i = 0; i < count; i++) {
    const x = a[p + i]!;
    const y = a[q + i]!;
    a[p + i] = c * x - s * y;
    a[q + i] = s * x + c * y;
  }
}

/** Householder's triangle of a matrix column by column, in place; the right side is turned with it. */
function triangulate(a: Float64Array, m: number, n: number, right: Float64Array): void {
  for (let j = 0; j < n && j < m - 1; j++) {
    const at = j * m;
    const length = enorm(a, at + j, at + m);
    if (length === 0) continue;
    const alpha = a[at + j]! > 0 ? -length : length;
    const v0 = a[at + j]! - alpha;
    const scale = -1 / (alpha * v0);
    a[at + j] = v0;
    for (let k = j + 1; k < n; k++) {
      let sum = 0;
      for (let i = j; i < m; i++) sum += a[at + i]! * a[k * m + i]!;
      sum *= scale;
      for (let i = j; i < m; i++) a[k * m + i]! -= sum * a[at + i]!;
    }
    let sum = 0;
    for (let i = j; i < m; i++) sum += a[at + i]! * right[i]!;
    sum *= scale;
    for (let i = j; i < m; i++) right[i]! -= sum * a[at + i]!;
    a[at + j] = alpha;
  }
}

/** The least squares solution of smallest length; singular values below `rcond` times the largest count as 0. */
export function leastSquaresSolution(
  rows: Float64Array,
  m: number,
  n: number,
  b: Float64Array,
  rcond: number,
): { readonly x: Float64Array; readonly rank: number; readonly s: Float64Array } {
  const { s, v, uf, k } = singularValues(rows, m, n, b);
  const x = new Float64Array(n);
  let rank = 0;
  for (let i = 0; i < k; i++) {
    if (!(s[i]! > rcond * s[0]!) || s[i] === 0) continue;
    rank++;
    const weight = uf[i]! / s[i]!;
    for (let j = 0; j < n; j++) x[j]! += weight * v[i * n + j]!;
  }
  return { x, rank, s };
}
