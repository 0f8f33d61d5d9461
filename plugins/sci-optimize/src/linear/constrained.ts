import { norm } from "../core/vectors.js";
import { solveNonNegative } from "./nnls.js";

/** Matrices are given row by row. */
export interface ConstrainedProblem {
  /** Minimise |E x - f|, E square or tall. */
  readonly e: Float64Array;
  readonly f: Float64Array;
  /** C x = d. */
  readonly c: Float64Array;
  readonly d: Float64Array;
  /** G x >= h. */
  readonly g: Float64Array;
  readonly h: Float64Array;
  readonly n: number;
}

/** How the solution ended: 1 solved, 3 too many iterations, 4 the inequalities contradict, 5 E and 6 C are singular. */
export interface ConstrainedSolution {
  readonly mode: 1 | 3 | 4 | 5 | 6;
  readonly x: Float64Array;
  /** The multipliers of the equalities, then of the inequalities. */
  readonly multipliers: Float64Array;
}

/**
 * Least squares with linear equalities and inequalities (Lawson and Hanson, chapters 20 to 23): the equalities are eliminated, the
 * rest becomes a problem of least distance, and that one of non-negative least squares.
 */
export function solveConstrained(problem: ConstrainedProblem): ConstrainedSolution {
  const first = solveOnce(problem);
  return first.mode === 1 ? sharpened(problem, first) : first;
}

/**
 * The least distance loses half of the digits where the residual is long. With the inequalities known that hold as equalities, they
 * are solved as such.
 */
function sharpened(problem: ConstrainedProblem, rough: ConstrainedSolution): ConstrainedSolution {
  const { c, d, g, h, n } = problem;
  const equal = d.length;
  const active = Array.from(h.keys()).filter((i) => rough.multipliers[equal + i]! > 0);
  if (active.length === 0) return rough;
  const sharp = solveOnce({
    ...problem,
    c: Float64Array.from([...c, ...active.flatMap((i) => Array.from(g.subarray(i * n, (i + 1) * n)))]),
    d: Float64Array.from([...d, ...active.map((i) => h[i]!)]),
    g: new Float64Array(),
    h: new Float64Array(),
  });
  if (sharp.mode !== 1) return rough;
  const multipliers = new Float64Array(equal + h.length);
  multipliers.set(sharp.multipliers.subarray(0, equal));
  active.forEach((i, k) => {
    multipliers[equal + i] = sharp.multipliers[equal + k]!;
  });
  if (multipliers.subarray(equal).some((value) => value < 0)) return rough;
  for (let i = 0; i < h.length; i++) {
    let left = -h[i]!;
    let size = Math.abs(h[i]!) + 1;
    for (let j = 0; j < n; j++) {
      left += g[i * n + j]! * sharp.x[j]!;
      size += Math.abs(g[i * n + j]! * sharp.x[j]!);
    }
    if (left < -1e-12 * size) return rough;
  }
  return { mode: 1, x: sharp.x, multipliers };
}

function solveOnce({ e, f, c, d, g, h, n }: ConstrainedProblem): ConstrainedSolution {
  const equal = d.length;
  const unequal = h.length;
  const rows = f.length;
  const fail = (mode: 3 | 4 | 5 | 6): ConstrainedSolution => ({
    mode,
    x: new Float64Array(n),
    multipliers: new Float64Array(equal + unequal),
  });
  if (equal > n) return fail(6);
  const q = orthogonal(c, equal, n);
  if (q === undefined) return fail(6);
  const { basis, triangle } = q;
  // y1 from the equalities: x = basis' y, C basis' = [triangle, 0].
  const y = new Float64Array(n);
  for (let i = 0; i < equal; i++) {
    let sum = d[i]!;
    for (let k = 0; k < i; k++) sum -= triangle[i * equal + k]! * y[k]!;
    y[i] = sum / triangle[i * equal + i]!;
  }
  const turned = timesTransposed(e, basis, rows, n);
  const left = n - equal;
  const rest = f.slice();
  for (let i = 0; i < rows; i++) for (let k = 0; k < equal; k++) rest[i]! -= turned[i * n + k]! * y[k]!;
  const upper = triangular(turned, rest, rows, n, equal);
  if (upper === undefined) return fail(5);
  const turnedG = timesTransposed(g, basis, unequal, n);
  const limits = h.slice();
  for (let i = 0; i < unequal; i++) for (let k = 0; k < equal; k++) limits[i]! -= turnedG[i * n + k]! * y[k]!;
  // z = R y2 - rest: least distance with (G2 R^-1) z >= h - G2 R^-1 rest.
  const distance = new Float64Array(unequal * left);
  for (let i = 0; i < unequal; i++)
    for (let k = 0; k < left; k++) {
      let sum = turnedG[i * n + equal + k]!;
      for (let l = 0; l < k; l++) sum -= distance[i * left + l]! * upper.r[l * left + k]!;
      distance[i * left + k] = sum / upper.r[k * left + k]!;
    }
  for (let i = 0; i < unequal; i++)
    for (let k = 0; k < left; k++) limits[i]! -= distance[i * left + k]! * upper.right[k]!;
  const nearest = leastDistance(distance, limits, left);
  if (nearest.mode !== 1) return fail(nearest.mode);
  for (let k = left - 1; k >= 0; k--) {
    let sum = nearest.z[k]! + upper.right[k]!;
    for (let l = k + 1; l < left; l++) sum -= upper.r[k * left + l]! * y[equal + l]!;
    y[equal + k] = sum / upper.r[k * left + k]!;
  }
  const x = new Float64Array(n);
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) x[i]! += basis[k * n + i]! * y[k]!;
  return { mode: 1, x, multipliers: allMultipliers(e, f, g, x, nearest.multipliers, basis, triangle, equal, n) };
}

function allMultipliers(
  e: Float64Array,
  f: Float64Array,
  g: Float64Array,
  x: Float64Array,
  inner: Float64Array,
  basis: Float64Array,
  triangle: Float64Array,
  equal: number,
  n: number,
): Float64Array {
  const all = new Float64Array(equal + inner.length);
  all.set(inner, equal);
  const gradient = new Float64Array(n);
  for (let i = 0; i < f.length; i++) {
    let residual = -f[i]!;
    for (let j = 0; j < n; j++) residual += e[i * n + j]! * x[j]!;
    for (let j = 0; j < n; j++) gradient[j]! += e[i * n + j]! * residual;
  }
  for (let i = 0; i < inner.length; i++) for (let j = 0; j < n; j++) gradient[j]! -= g[i * n + j]! * inner[i]!;
  for (let k = equal - 1; k >= 0; k--) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += basis[k * n + j]! * gradient[j]!;
    for (let l = k + 1; l < equal; l++) sum -= triangle[l * equal + k]! * all[l]!;
    all[k] = sum / triangle[k * equal + k]!;
  }
  return all;
}

/** Orthonormal rows with C basis' lower triangular; undefined when the rows of C depend on each other. */
function orthogonal(
  c: Float64Array,
  rows: number,
  n: number,
): { basis: Float64Array; triangle: Float64Array } | undefined {
  const a = c.slice();
  const basis = new Float64Array(n * n);
  for (let i = 0; i < n; i++) basis[i * n + i] = 1;
  const v = new Float64Array(n);
  for (let k = 0; k < rows; k++) {
    const row = a.subarray(k * n, (k + 1) * n);
    const length = norm(row.subarray(k));
    const whole = norm(row);
    if (!(length > whole * 1e-15 * n) || whole === 0) return undefined;
    const alpha = row[k]! > 0 ? -length : length;
    v.fill(0);
    for (let j = k; j < n; j++) v[j] = row[j]!;
    v[k]! -= alpha;
    let squared = 0;
    for (let j = k; j < n; j++) squared += v[j]! * v[j]!;
    if (squared === 0) continue;
    for (let i = k; i < rows; i++) mirror(a, i * n, 1, v, k, n, squared);
    // The basis is the product of the reflections: its columns are mirrored from the left.
    for (let j = 0; j < n; j++) mirror(basis, j, n, v, k, n, squared);
  }
  const triangle = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j <= i; j++) triangle[i * rows + j] = a[i * n + j]!;
  return { basis, triangle };
}

function mirror(
  a: Float64Array,
  at: number,
  step: number,
  v: Float64Array,
  from: number,
  n: number,
  squared: number,
): void {
  let sum = 0;
  for (let j = from; j < n; j++) sum += a[at + j * step]! * v[j]!;
  sum *= 2 / squared;
  for (let j = from; j < n; j++) a[at + j * step]! -= sum * v[j]!;
}

/** A basis'. */
function timesTransposed(a: Float64Array, basis: Float64Array, rows: number, n: number): Float64Array {
  const product = new Float64Array(rows * n);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += a[i * n + j]! * basis[k * n + j]!;
      product[i * n + k] = sum;
    }
  return product;
}

/** The upper triangle of the columns from `skip` on, and the right side turned with it; undefined when it is singular. */
function triangular(
  a: Float64Array,
  right: Float64Array,
  rows: number,
  n: number,
  skip: number,
): { readonly r: Float64Array; readonly right: Float64Array } | undefined {
  const left = n - skip;
  if (rows < left) return undefined;
  const b = new Float64Array(rows * left);
  for (let i = 0; i < rows; i++) for (let k = 0; k < left; k++) b[i * left + k] = a[i * n + skip + k]!;
  const v = new Float64Array(rows);
  for (let k = 0; k < left; k++) {
    for (let i = k; i < rows; i++) v[i] = b[i * left + k]!;
    const length = norm(v.subarray(k));
    if (!(length > 0)) return undefined;
    v[k]! -= v[k]! > 0 ? -length : length;
    let squared = 0;
    for (let i = k; i < rows; i++) squared += v[i]! * v[i]!;
    if (squared > 0) {
      for (let j = k; j < left; j++) mirror(b, j, left, v, k, rows, squared);
      mirror(right, 0, 1, v, k, rows, squared);
    }
    if (Math.abs(b[k * left + k]!) < 2 ** -52) return undefined;
  }
  return { r: b.subarray(0, left * left), right };
}

/** min |z| with G z >= h. */
function leastDistance(
  g: Float64Array,
  h: Float64Array,
  n: number,
): { readonly mode: 1 | 3 | 4; readonly z: Float64Array; readonly multipliers: Float64Array } {
  const m = h.length;
  const z = new Float64Array(n);
  if (m === 0) return { mode: 1, z, multipliers: new Float64Array() };
  const columns = new Float64Array(m * (n + 1));
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) columns[i * (n + 1) + j] = g[i * n + j]!;
    columns[i * (n + 1) + n] = h[i]!;
  }
  const right = new Float64Array(n + 1);
  right[n] = 1;
  const { x: u, rnorm, converged } = solveNonNegative(columns, right, m, 3 * m);
  if (!converged) return { mode: 3, z, multipliers: u };
  let factor = 1;
  for (let i = 0; i < m; i++) factor -= h[i]! * u[i]!;
  if (rnorm <= 0 || 1 + factor - 1 <= 0) return { mode: 4, z, multipliers: u };
  for (let i = 0; i < m; i++) {
    const weight = u[i]! / factor;
    u[i] = weight;
    for (let j = 0; j < n; j++) z[j]! += g[i * n + j]! * weight;
  }
  return { mode: 1, z, multipliers: u };
}
