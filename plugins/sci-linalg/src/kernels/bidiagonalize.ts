import type { Reflectors } from "./householder.js";
import { makeReflector } from "./reflector.js";

/** A matrix as `Q B Pᵀ` with B upper bidiagonal. */
export interface Bidiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly left: Reflectors;
  /** Those of P, its vectors standing in columns. */
  readonly right: Reflectors;
}

/**
 * Overwrites a matrix with at least as many rows as columns by its bidiagonal form (LAPACK's dgebd2). Each step changes the matrix and
 * adds up the next products in one go through the memory.
 */
export function bidiagonalize(a: Float64Array, m: number, n: number): Bidiagonal {
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const tau = new Float64Array(n);
  const tauRight = new Float64Array(Math.max(0, n - 1));
  const right = new Float64Array(n * n);
  const v = new Float64Array(m);
  const w = new Float64Array(n);
  const x = new Float64Array(m);
  const u = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const head = i * n + i;
    tau[i] = makeReflector(a, head, head + n, n, m - i);
    d[i] = a[head]!;
    if (i + 1 === n) break;
    v[i] = 1;
    for (let row = i + 1; row < m; row++) v[row] = a[row * n + i]!;
    sumRows(a, n, i, m, i + 1, v, tau[i]!, w);
    for (let k = i + 1; k < n; k++) a[i * n + k]! -= w[k]!;
    // The row reflector, from the row as it is now.
    const second = head + 1;
    tauRight[i] = makeReflector(a, second, second + 1, 1, n - i - 1);
    e[i] = a[second]!;
    u[i + 1] = 1;
    for (let k = i + 2; k < n; k++) u[k] = a[i * n + k]!;
    for (let k = i + 1; k < n; k++) right[k * n + i] = u[k]!;
    let both = 0;
    for (let k = i + 1; k < n; k++) both += w[k]! * u[k]!;
    multiplyRows(a, n, i + 1, m, u, v, both, tauRight[i]!, x);
    updateRows(a, n, i + 1, m, v, w, x, u);
  }
  return {
    d,
    e,
    left: { data: a, rows: m, columns: n, tau, shift: 0 },
    right: { data: right, rows: n, columns: n, tau: tauRight, shift: 1 },
  };
}

/** `w = tau Aᵀ v`, rows from `first`, columns from `from`. */
function sumRows(
  a: Float64Array,
  n: number,
  first: number,
  m: number,
  from: number,
  v: Float64Array,
  tau: number,
  w: Float64Array,
): void {
  w.fill(0, from);
  let row = first;
  for (; row + 4 <= m; row += 4) {
    const [v0, v1, v2, v3] = [v[row]!, v[row + 1]!, v[row + 2]!, v[row + 3]!];
    let at = row * n + from;
    for (let k = from; k < n; k++) {
      w[k]! += v0 * a[at]! + v1 * a[at + n]! + v2 * a[at + 2 * n]! + v3 * a[at + 3 * n]!;
      at++;
    }
  }
  for (; row < m; row++) for (let k = from; k < n; k++) w[k]! += v[row]! * a[row * n + k]!;
  for (let k = from; k < n; k++) w[k]! *= tau;
}

/** `x = tau (A - v wᵀ) u` with `wᵀ u` given, columns from `first`. */
function multiplyRows(
  a: Float64Array,
  n: number,
  first: number,
  m: number,
  u: Float64Array,
  v: Float64Array,
  both: number,
  tau: number,
  x: Float64Array,
): void {
  let row = first;
  for (; row + 4 <= m; row += 4) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let at = row * n + first;
    for (let k = first; k < n; k++) {
      const y = u[k]!;
      s0 += y * a[at]!;
      s1 += y * a[at + n]!;
      s2 += y * a[at + 2 * n]!;
      s3 += y * a[at + 3 * n]!;
      at++;
    }
    x[row] = tau * (s0 - v[row]! * both);
    x[row + 1] = tau * (s1 - v[row + 1]! * both);
    x[row + 2] = tau * (s2 - v[row + 2]! * both);
    x[row + 3] = tau * (s3 - v[row + 3]! * both);
  }
  for (; row < m; row++) {
    let sum = 0;
    for (let k = first; k < n; k++) sum += u[k]! * a[row * n + k]!;
    x[row] = tau * (sum - v[row]! * both);
  }
}

/** `A -= v wᵀ + x uᵀ`, rows and columns from `first`. */
function updateRows(
  a: Float64Array,
  n: number,
  first: number,
  m: number,
  v: Float64Array,
  w: Float64Array,
  x: Float64Array,
  u: Float64Array,
): void {
  for (let row = first; row < m; row++) {
    const [y, z] = [v[row]!, x[row]!];
    const line = row * n;
    for (let k = first; k < n; k++) a[line + k]! -= y * w[k]! + z * u[k]!;
  }
}
