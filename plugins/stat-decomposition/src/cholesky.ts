import { coreError } from "@core/array/runtime";

/** The covariance of a component is not positive. */
export function singular(): Error {
  return coreError(
    "SINGULAR",
    "gaussianMixture: the covariance of a component is not positive definite (its observations are too few or lie in a plane); take fewer components or a larger regularization.",
  );
}

/**
 * The upper triangle u (n, n) with u uᵀ the inverse of a positive definite matrix: the transpose of the inverse of its lower Cholesky factor.
 * @throws SINGULAR
 */
export function inverseFactor(a: Float64Array, n: number): Float64Array {
  const lower = choleskyOf(a, n);
  // Row i of the inverse of l, in row i of its transpose's columns: solved forward, by rows, so that memory is read in order.
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const place = i * n;
    const factor = 1 / lower[place + i]!;
    for (let p = 0; p < i; p++) {
      const own = lower[place + p]!;
      if (own === 0) continue;
      const from = p * n;
      for (let j = 0; j <= p; j++) inverse[place + j] = inverse[place + j]! - own * inverse[from + j]!;
    }
    for (let j = 0; j < i; j++) inverse[place + j] = inverse[place + j]! * factor;
    inverse[place + i] = factor;
  }
  const upper = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) upper[j * n + i] = inverse[i * n + j]!;
  return upper;
}

/** The lower Cholesky factor of a positive definite matrix (n, n), or SINGULAR. */
export function choleskyOf(a: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      const value = (a[row + j]! - dot(lower, row, j * n, j)) / lower[j * n + j]!;
      lower[row + j] = value;
    }
    const pivot = a[row + i]! - dot(lower, row, row, i);
    if (!(pivot > 0) || pivot === Infinity) throw singular();
    lower[row + i] = Math.sqrt(pivot);
  }
  return lower;
}

function dot(a: Float64Array, i: number, j: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let p = 0;
  for (; p + 2 <= count; p += 2) {
    s0 += a[i + p]! * a[j + p]!;
    s1 += a[i + p + 1]! * a[j + p + 1]!;
  }
  if (p < count) s0 += a[i + p]! * a[j + p]!;
  return s0 + s1;
}

/** The same numbers with rows and columns in reverse order. */
export function turnedRound(a: Float64Array): Float64Array {
  return a.slice().reverse();
}
