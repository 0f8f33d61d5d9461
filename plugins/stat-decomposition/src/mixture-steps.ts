import { fromData, matmul, type NDArray } from "@core/array";
import { gram } from "sci-linalg";
import { inverseFactor, singular } from "./cholesky.js";
import { float64Of } from "./input.js";
import { accumulate } from "./matrix-loops.js";
import type { CovarianceType } from "./mixture-types.js";

/** Observations by features, in C order. */
export interface Points {
  readonly values: Float64Array;
  readonly m: number;
  readonly n: number;
}

/** Numbers that densities are made of; see mixture-types. */
export interface Parameters {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly factors: Float64Array;
}

/** Parameters and the covariances that they come from. */
export interface Estimate extends Parameters {
  readonly covariances: Float64Array;
}

/** Columns of a triangle that are multiplied at a time. */
const band = 128;

/**
 * Logarithms of the shares of components in observations (m, k), and of the observations' densities (m,).
 * Differences from the means are taken first, so that far offsets cost no digits.
 */
export function expectation(
  points: Points,
  { weights, means, factors }: Parameters,
  type: CovarianceType,
): { readonly shares: Float64Array; readonly densities: Float64Array } {
  const { m, n } = points;
  const k = weights.length;
  const squares = new Float64Array(m * k);
  if (type === "tied") tiedSquares(points, means, factors, k, squares);
  else
    for (let t = 0; t < k; t++) {
      const mean = means.subarray(t * n, (t + 1) * n);
      if (type === "full") {
        const away = differences(points, mean);
        multiplyUpper(away, m, factors.subarray(t * n * n, (t + 1) * n * n), n, (y, columns) =>
          addSquares(y, m, columns, squares, k, t),
        );
      } else diagonalSquares(points, mean, scales(factors, type, t, n), squares, k, t);
    }
  const constants = Float64Array.from(
    weights,
    (weight, t) => Math.log(weight) + logDeterminant(factors, type, t, n) - 0.5 * n * Math.log(2 * Math.PI),
  );
  return normalised(squares, constants, m, k);
}

/** The inverse deviations of a component. */
function scales(factors: Float64Array, type: CovarianceType, t: number, n: number): Float64Array {
  return type === "diag" ? factors.subarray(t * n, (t + 1) * n) : new Float64Array(n).fill(factors[t]!);
}

/** The logarithm of the determinant of a component's factor. */
export function logDeterminant(factors: Float64Array, type: CovarianceType, t: number, n: number): number {
  if (type === "spherical") return n * Math.log(factors[t]!);
  const first = type === "tied" ? 0 : type === "full" ? t * n * n : t * n;
  const step = type === "diag" ? 1 : n + 1;
  let sum = 0;
  for (let j = 0; j < n; j++) sum += Math.log(factors[first + j * step]!);
  return sum;
}

function differences({ values, m, n }: Points, from: Float64Array): Float64Array {
  const away = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    const place = i * n;
    for (let j = 0; j < n; j++) away[place + j] = values[place + j]! - from[j]!;
  }
  return away;
}

function diagonalSquares(
  { values, m, n }: Points,
  mean: Float64Array,
  scale: Float64Array,
  squares: Float64Array,
  k: number,
  t: number,
): void {
  for (let i = 0; i < m; i++) {
    let s0 = 0;
    let s1 = 0;
    const place = i * n;
    let j = 0;
    for (; j + 2 <= n; j += 2) {
      const one = (values[place + j]! - mean[j]!) * scale[j]!;
      const other = (values[place + j + 1]! - mean[j + 1]!) * scale[j + 1]!;
      s0 += one * one;
      s1 += other * other;
    }
    if (j < n) {
      const one = (values[place + j]! - mean[j]!) * scale[j]!;
      s0 += one * one;
    }
    squares[i * k + t] = s0 + s1;
  }
}

/** Bands of columns of a (m, n) times an upper triangle (n, n). */
function multiplyUpper(
  a: Float64Array,
  m: number,
  upper: Float64Array,
  n: number,
  take: (y: Float64Array, columns: number, first: number) => void,
): void {
  const [left, right] = [fromData(a, [m, n]), fromData(upper, [n, n])];
  for (let first = 0; first < n; first += band) {
    const last = Math.min(n, first + band);
    const product = matmul(left.slice(":", `:${last}`), right.slice(`:${last}`, `${first}:${last}`));
    take(float64Of(product as NDArray), last - first, first);
  }
}

function addSquares(y: Float64Array, m: number, columns: number, squares: Float64Array, k: number, t: number): void {
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += y[i * columns + j]! * y[i * columns + j]!;
    squares[i * k + t] = squares[i * k + t]! + sum;
  }
}

/** With one matrix for all, observations and means are multiplied once. */
function tiedSquares(
  points: Points,
  means: Float64Array,
  factor: Float64Array,
  k: number,
  squares: Float64Array,
): void {
  const { m, n } = points;
  const centre = columnMeans(points);
  const away = differences(points, centre);
  const meansAway = differences({ values: means, m: k, n }, centre);
  const projected = new Float64Array(k * n);
  multiplyUpper(meansAway, k, factor, n, (y, columns, first) => {
    for (let t = 0; t < k; t++) projected.set(y.subarray(t * columns, (t + 1) * columns), t * n + first);
  });
  multiplyUpper(away, m, factor, n, (y, columns, first) => {
    for (let i = 0; i < m; i++)
      for (let t = 0; t < k; t++) {
        let sum = 0;
        for (let j = 0; j < columns; j++) {
          const own = y[i * columns + j]! - projected[t * n + first + j]!;
          sum += own * own;
        }
        squares[i * k + t] = squares[i * k + t]! + sum;
      }
  });
}

/** The means of the features. */
export function columnMeans({ values, m, n }: Points): Float64Array {
  const sums = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    const place = i * n;
    for (let j = 0; j < n; j++) sums[j] = sums[j]! + values[place + j]!;
  }
  return sums.map((sum) => sum / m);
}

function normalised(
  squares: Float64Array,
  constants: Float64Array,
  m: number,
  k: number,
): { readonly shares: Float64Array; readonly densities: Float64Array } {
  const densities = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    let largest = -Infinity;
    for (let t = 0; t < k; t++) {
      const own = constants[t]! - 0.5 * squares[i * k + t]!;
      squares[i * k + t] = own;
      if (own > largest) largest = own;
    }
    const base = Number.isFinite(largest) ? largest : 0;
    let sum = 0;
    for (let t = 0; t < k; t++) sum += Math.exp(squares[i * k + t]! - base);
    const density = Math.log(sum) + base;
    densities[i] = density;
    for (let t = 0; t < k; t++) squares[i * k + t] = squares[i * k + t]! - density;
  }
  return { shares: squares, densities };
}

/** Weights (not divided by m), means, covariances and factors from the shares of components (m, k). */
export function maximization(
  points: Points,
  shares: Float64Array,
  k: number,
  type: CovarianceType,
  regularization: number,
  scatter?: Float64Array,
): Estimate {
  const { values, m, n } = points;
  const weights = new Float64Array(k).fill(10 * Number.EPSILON);
  for (let i = 0; i < m; i++) for (let t = 0; t < k; t++) weights[t] = weights[t]! + shares[i * k + t]!;
  const means = new Float64Array(k * n);
  accumulate(values, shares, n, k, 0, m, means);
  for (let t = 0; t < k; t++) for (let j = 0; j < n; j++) means[t * n + j] = means[t * n + j]! / weights[t]!;
  const covariances =
    type === "full"
      ? fullCovariances(points, shares, weights, means, k)
      : type === "tied"
        ? tiedCovariance(points, weights, means, k, scatter ?? scatterOf(points))
        : variances(points, shares, weights, means, k, type);
  const step = type === "full" || type === "tied" ? n + 1 : 1;
  for (let first = 0; first < covariances.length; first += step === 1 ? covariances.length : n * n)
    for (let at = first; at < (step === 1 ? covariances.length : first + n * n); at += step)
      covariances[at] = covariances[at]! + regularization;
  return { weights, means, covariances, factors: factorsOf(covariances, type, n) };
}

/** Factors of the inverses of covariances, or SINGULAR. */
export function factorsOf(covariances: Float64Array, type: CovarianceType, n: number): Float64Array {
  if (type === "diag" || type === "spherical")
    return covariances.map((variance) => {
      if (!(variance > 0)) throw singular();
      return 1 / Math.sqrt(variance);
    });
  const factors = new Float64Array(covariances.length);
  for (let at = 0; at < covariances.length; at += n * n)
    factors.set(inverseFactor(covariances.subarray(at, at + n * n), n), at);
  return factors;
}

function variances(
  { values, m, n }: Points,
  shares: Float64Array,
  weights: Float64Array,
  means: Float64Array,
  k: number,
  type: CovarianceType,
): Float64Array {
  const sums = new Float64Array(k * n);
  for (let i = 0; i < m; i++)
    for (let t = 0; t < k; t++) {
      const share = shares[i * k + t]!;
      if (share === 0) continue;
      const [from, to] = [i * n, t * n];
      for (let j = 0; j < n; j++) {
        const away = values[from + j]! - means[to + j]!;
        sums[to + j] = sums[to + j]! + share * (away * away);
      }
    }
  for (let t = 0; t < k; t++) for (let j = 0; j < n; j++) sums[t * n + j] = sums[t * n + j]! / weights[t]!;
  if (type === "diag") return sums;
  return Float64Array.from({ length: k }, (_, t) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += sums[t * n + j]!;
    return sum / n;
  });
}

/** Only observations that have a share count: in many dimensions they are few. */
function fullCovariances(
  { values, m, n }: Points,
  shares: Float64Array,
  weights: Float64Array,
  means: Float64Array,
  k: number,
): Float64Array {
  const covariances = new Float64Array(k * n * n);
  for (let t = 0; t < k; t++) {
    const rows: number[] = [];
    for (let i = 0; i < m; i++) if (shares[i * k + t] !== 0) rows.push(i);
    const scaled = new Float64Array(rows.length * n);
    for (const [row, i] of rows.entries()) {
      const root = Math.sqrt(shares[i * k + t]! / weights[t]!);
      for (let j = 0; j < n; j++) scaled[row * n + j] = root * (values[i * n + j]! - means[t * n + j]!);
    }
    if (rows.length > 0) covariances.set(float64Of(gram(fromData(scaled, [rows.length, n]))), t * n * n);
  }
  return covariances;
}

/** The products of all differences from the mean of all observations, the same whatever the shares. */
export function scatterOf(points: Points): Float64Array {
  return float64Of(gram(fromData(differences(points, columnMeans(points)), [points.m, points.n])));
}

/**
 * The sum of all products of observations less what the means explain. First shares may leave observations out: then, as in scikit-learn,
 * these count as well.
 */
function tiedCovariance(
  points: Points,
  weights: Float64Array,
  means: Float64Array,
  k: number,
  scatter: Float64Array,
): Float64Array {
  const { m, n } = points;
  const centre = columnMeans(points);
  const between = new Float64Array(k * n);
  const shift = new Float64Array(n);
  let total = 0;
  for (let t = 0; t < k; t++) {
    const weight = weights[t]!;
    total += weight;
    for (let j = 0; j < n; j++) {
      const away = means[t * n + j]! - centre[j]!;
      shift[j] = shift[j]! + weight * away;
      between[t * n + j] = Math.sqrt(weight) * away;
    }
  }
  const explained = float64Of(gram(fromData(between, [k, n])));
  const covariance = scatter.map((value, at) => value - explained[at]!);
  if (Math.abs(total - m) > 1e-6 * m)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        covariance[i * n + j] =
          covariance[i * n + j]! +
          (m - total) * centre[i]! * centre[j]! -
          centre[i]! * shift[j]! -
          shift[i]! * centre[j]!;
  return covariance.map((value) => value / total);
}
