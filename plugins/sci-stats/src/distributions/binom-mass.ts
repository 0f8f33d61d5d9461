import { betaFactor } from "sci-special/scalar";

/** C(n, k) p^k (1 - p)^(n - k), without the cancellation of large logarithms. */
export function binomialMass(k: number, n: number, p: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return p ** n;
  // x^a y^b / B(a, b) with a = k + 1, b = n - k + 1 holds all but a simple factor.
  return betaFactor(k + 1, n - k + 1, p, 1 - p) / ((n + 1) * p * (1 - p));
}

/** The hypergeometric probability as a ratio of binomial ones (Loader 2000), without the cancellation of large logarithms. */
export function hypergeometricMass(k: number, total: number, marked: number, drawn: number): number {
  if (total === 0) return k === 0 ? 1 : 0;
  const p = drawn / total;
  return (binomialMass(k, marked, p) * binomialMass(drawn - k, total - marked, p)) / binomialMass(drawn, total, p);
}
