import { epsilon } from "../core/vectors.js";
import { qrfac } from "../minpack/qrfac.js";
import { triangleCondition } from "./condition.js";
import type { Blocks } from "./weights.js";

/** The weighted problem, linear about the present parameters and errors, point by point. */
export interface Linearised {
  readonly n: number;
  /** Components of x; 0 when its errors are not fitted. */
  readonly m: number;
  /** Components of y. */
  readonly q: number;
  /** Free parameters. */
  readonly p: number;
  /** Weighted residuals, q for each point. */
  readonly r: Float64Array;
  /** Derivatives of r by the free parameters, a row of p for each residual. */
  readonly jb: Float64Array;
  /** Derivatives of r by the point's own x, a row of m for each residual; 0 where x is fixed. */
  readonly v: Float64Array;
  /** The errors of x, m for each point. */
  readonly delta: Float64Array;
  /** Their weights. */
  readonly wx: Blocks;
  /** Whether an error of x is fixed, as `delta`. */
  readonly fixed: Uint8Array;
  /** Scales of the free parameters. */
  readonly ss: Float64Array;
  /** Scales of the errors of x, as `delta`. */
  readonly tt: Float64Array;
}

/** A step, and the triangle from which it came. */
export interface Step {
  readonly s: Float64Array;
  readonly t: Float64Array;
  /** The triangle of the reduced problem, in columns of `rows`. */
  readonly triangle: Float64Array;
  readonly rows: number;
  readonly diagonal: Float64Array;
  readonly order: Int32Array;
  readonly rank: number;
  readonly inverseCondition: number;
}

/**
 * The step (s, t) that makes |r + J s + V t|^2 + |delta + t|^2 (weighted) + alpha (|ss s|^2 + |tt t|^2) smallest. Each point's t depends
 * on s alone, by matrices as small as the point's components: they are eliminated, and a problem of p parameters is left (Boggs, Byrd
 * and Schnabel, SIAM J. Sci. Stat. Comput. 8 (1987) 1052).
 */
export function solveStep(lin: Linearised, alpha: number): Step {
  const { n, m, q, p, r, jb, v, delta, wx, fixed, ss, tt } = lin;
  const rows = n * q + (alpha > 0 ? p : 0);
  const a = new Float64Array(rows * p);
  const b = new Float64Array(rows);
  // For each point: E = C C', g = C^-1 W delta, k = C^-1 V', I + k' k = L L'.
  const c = new Float64Array(n * m * m);
  const g = new Float64Array(n * m);
  const k = new Float64Array(n * q * m);
  const l = new Float64Array(m > 0 ? n * q * q : 0);
  for (let i = 0; i < n; i++) {
    const [c0, m0, q0, k0, l0] = [i * m * m, i * m, i * q, i * q * m, i * q * q];
    if (m === 0) {
      for (let e = 0; e < q; e++) {
        b[q0 + e] = r[q0 + e]!;
        for (let j = 0; j < p; j++) a[j * rows + q0 + e] = jb[(q0 + e) * p + j]! / ss[j]!;
      }
      continue;
    }
    const w0 = i * wx.stride;
    for (let x = 0; x < m; x++)
      for (let y = 0; y <= x; y++) {
        const off = fixed[m0 + x] === 1 || fixed[m0 + y] === 1;
        let sum = off ? (x === y ? 1 : 0) : wx.data[w0 + x * m + y]!;
        if (x === y && !off) sum += alpha * tt[m0 + x]! ** 2;
        for (let z = 0; z < y; z++) sum -= c[c0 + x * m + z]! * c[c0 + y * m + z]!;
        c[c0 + x * m + y] = x === y ? Math.sqrt(sum) : sum / c[c0 + y * m + y]!;
      }
    for (let x = 0; x < m; x++) {
      let sum = 0;
      if (fixed[m0 + x] === 0) for (let y = 0; y < m; y++) sum += wx.data[w0 + x * m + y]! * delta[m0 + y]!;
      for (let z = 0; z < x; z++) sum -= c[c0 + x * m + z]! * g[m0 + z]!;
      g[m0 + x] = sum / c[c0 + x * m + x]!;
    }
    for (let e = 0; e < q; e++) {
      let right = r[q0 + e]!;
      for (let x = 0; x < m; x++) {
        let sum = v[(q0 + e) * m + x]!;
        for (let z = 0; z < x; z++) sum -= c[c0 + x * m + z]! * k[k0 + e * m + z]!;
        k[k0 + e * m + x] = sum / c[c0 + x * m + x]!;
        right -= k[k0 + e * m + x]! * g[m0 + x]!;
      }
      for (let f = 0; f <= e; f++) {
        let sum = e === f ? 1 : 0;
        for (let x = 0; x < m; x++) sum += k[k0 + e * m + x]! * k[k0 + f * m + x]!;
        for (let z = 0; z < f; z++) sum -= l[l0 + e * q + z]! * l[l0 + f * q + z]!;
        l[l0 + e * q + f] = e === f ? Math.sqrt(sum) : sum / l[l0 + f * q + f]!;
      }
      const pivot = l[l0 + e * q + e]!;
      for (let z = 0; z < e; z++) right -= l[l0 + e * q + z]! * b[q0 + z]!;
      b[q0 + e] = right / pivot;
      for (let j = 0; j < p; j++) {
        let sum = jb[(q0 + e) * p + j]! / ss[j]!;
        for (let z = 0; z < e; z++) sum -= l[l0 + e * q + z]! * a[j * rows + q0 + z]!;
        a[j * rows + q0 + e] = sum / pivot;
      }
    }
  }
  if (alpha > 0) for (let j = 0; j < p; j++) a[j * rows + n * q + j] = Math.sqrt(alpha);
  const reduced = a.slice();
  const found = leastSquaresOf(a, b.slice(), rows, p, alpha === 0);
  const { solution } = found;
  const s = solution.map((value, j) => value / ss[j]!);
  const t = new Float64Array(n * m);
  const h = new Float64Array(q);
  for (let i = 0; i < n && m > 0; i++) {
    const [c0, m0, q0, k0, l0] = [i * m * m, i * m, i * q, i * q * m, i * q * q];
    for (let e = q - 1; e >= 0; e--) {
      let sum = b[q0 + e]!;
      for (let j = 0; j < p; j++) sum += reduced[j * rows + q0 + e]! * solution[j]!;
      for (let f = e + 1; f < q; f++) sum -= l[l0 + f * q + e]! * h[f]!;
      h[e] = sum / l[l0 + e * q + e]!;
    }
    for (let x = m - 1; x >= 0; x--) {
      let sum = -g[m0 + x]!;
      for (let e = 0; e < q; e++) sum -= k[k0 + e * m + x]! * h[e]!;
      for (let z = x + 1; z < m; z++) sum -= c[c0 + z * m + x]! * t[m0 + z]!;
      t[m0 + x] = sum / c[c0 + x * m + x]!;
    }
  }
  return { s, t, triangle: a, rows, ...found };
}

/** The solution of a x = -b in the sense of least squares, where columns that depend on others are left out. */
function leastSquaresOf(a: Float64Array, b: Float64Array, rows: number, p: number, pivot: boolean) {
  const { diagonal, order } = qrfac(a, rows, p, pivot);
  for (let j = 0; j < Math.min(rows, p); j++) {
    const start = j * rows;
    if (a[start + j] === 0) continue;
    let sum = 0;
    for (let i = j; i < rows; i++) sum += a[start + i]! * b[i]!;
    const factor = -sum / a[start + j]!;
    for (let i = j; i < rows; i++) b[i]! += a[start + i]! * factor;
  }
  let rank = Math.min(rows, p);
  let inverseCondition = rank === 0 ? 1 : triangleCondition(a, rows, diagonal, rank);
  if (pivot)
    while (rank > 0 && !(inverseCondition > 10 * epsilon)) {
      rank--;
      if (rank > 0) inverseCondition = triangleCondition(a, rows, diagonal, rank);
    }
  const solution = new Float64Array(p);
  for (let j = rank - 1; j >= 0; j--) {
    let sum = -b[j]!;
    for (let i = j + 1; i < rank; i++) sum -= a[i * rows + j]! * solution[order[i]!]!;
    solution[order[j]!] = sum / diagonal[j]!;
  }
  return { solution, diagonal, order, rank, inverseCondition };
}

/** The inverse of J' J of the reduced problem, without scales; 0 for parameters that were left out. */
export function stepCovariance(step: Step, ss: Float64Array): Float64Array {
  const { triangle, rows, diagonal, order, rank } = step;
  const p = ss.length;
  const inverse = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    inverse[j * rank + j] = 1 / diagonal[j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum -= triangle[k * rows + i]! * inverse[k * rank + j]!;
      inverse[i * rank + j] = sum / diagonal[i]!;
    }
  }
  const result = new Float64Array(p * p);
  for (let i = 0; i < rank; i++)
    for (let j = 0; j < rank; j++) {
      let sum = 0;
      for (let k = Math.max(i, j); k < rank; k++) sum += inverse[i * rank + k]! * inverse[j * rank + k]!;
      const [row, column] = [order[i]!, order[j]!];
      result[row * p + column] = sum / (ss[row]! * ss[column]!);
    }
  return result;
}
