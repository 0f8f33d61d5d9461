import { betaln } from "sci-special/scalar";
import { type Discrete, discrete } from "../distribution/discrete.js";
import type { Shape } from "../distribution/types.js";
import { hypergeometricMass } from "./binom-mass.js";

function logMass(k: number, M: number, n: number, N: number): number {
  const bad = M - n;
  return (
    betaln(n + 1, 1) +
    betaln(bad + 1, 1) +
    betaln(M - N + 1, N + 1) -
    betaln(k + 1, n - k + 1) -
    betaln(N - k + 1, bad - N + k + 1) -
    betaln(M + 1, 1)
  );
}

/** The sum of the probabilities up to k, below the mean, from k downwards until terms no longer count. */
function lower(k: number, M: number, n: number, N: number): number {
  let term = hypergeometricMass(k, M, n, N);
  let sum = term;
  for (let i = k; i > Math.max(N - (M - n), 0) && term > 1e-18 * sum; i--) {
    term *= (i * (M - n - N + i)) / ((n - i + 1) * (N - i + 1));
    sum += term;
  }
  return sum;
}

/** The sum of those above k, above the mean. */
function upper(k: number, M: number, n: number, N: number): number {
  let term = k + 1 > Math.min(n, N) ? 0 : hypergeometricMass(k + 1, M, n, N);
  let sum = term;
  for (let i = k + 1; i < Math.min(n, N) && term > 1e-18 * sum; i++) {
    term *= ((n - i) * (N - i)) / ((i + 1) * (M - n - N + i + 1));
    sum += term;
  }
  return sum;
}

/** The number of marked things among N drawn of M, of which n are marked. SciPy's `hypergeom`. */
export const hypergeom: Discrete<[M: Shape, n: Shape, N: Shape]> = /* @__PURE__ */ discrete<
  [M: Shape, n: Shape, N: Shape]
>({
  name: "hypergeom",
  shapes: ["M", "n", "N"],
  valid: (M, n, N) => [M, n, N].every((x) => x >= 0 && x === Math.floor(x)) && n <= M && N <= M,
  lower: (M, n, N) => Math.max(N - (M - n), 0),
  upper: (_, n, N) => Math.min(n, N),
  pmf: (k, M, n, N) => hypergeometricMass(k, M, n, N),
  logpmf: logMass,
  cdf: (k, M, n, N) => (k < (N * n) / M ? lower(k, M, n, N) : 1 - upper(k, M, n, N)),
  sf: (k, M, n, N) => (k < (N * n) / M ? 1 - lower(k, M, n, N) : upper(k, M, n, N)),
  stats: (M, n, N) => {
    const m = M - n;
    const p = n / M;
    const mean = N * p;
    const variance = (m * n * N * (M - N)) / (M * M * (M - 1));
    const skew = (((m - n) * (M - 2 * N)) / (M - 2)) * Math.sqrt((M - 1) / (m * n * N * (M - N)));
    let kurtosis = M * (M + 1) - 6 * N * (M - N) - 6 * n * m;
    kurtosis *= (M - 1) * M * M;
    kurtosis += 6 * n * N * (M - N) * m * (5 * M - 6);
    kurtosis /= n * N * (M - N) * m * (M - 2) * (M - 3);
    return [mean, variance, skew, kurtosis];
  },
  // NumPy's HYP for few drawn; for more than ten by inversion of the distribution function.
  draw: (random, M, n, N) => {
    const bad = M - n;
    if (N > 10) {
      let u = random.random();
      const [low, high] = [Math.max(N - bad, 0), Math.min(n, N)];
      for (let k = low; k < high; k++) {
        u -= hypergeometricMass(k, M, n, N);
        if (u <= 0) return k;
      }
      return high;
    }
    const least = Math.min(bad, n);
    let y = least;
    for (let k = N; y > 0 && k > 0; k--) y -= Math.floor(random.random() + y / (bad + n - N + k));
    const z = least - y;
    return n > bad ? N - z : z;
  },
});
