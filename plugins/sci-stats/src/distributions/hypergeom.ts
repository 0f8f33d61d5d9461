import { betaln } from "sci-special/scalar";
import { type Discrete, discrete } from "../distribution/discrete.js";
import type { Shape } from "../distribution/types.js";

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

/** The number of marked things among N drawn of M, of which n are marked. SciPy's `hypergeom`. */
export const hypergeom: Discrete<[M: Shape, n: Shape, N: Shape]> = /* @__PURE__ */ discrete<
  [M: Shape, n: Shape, N: Shape]
>({
  name: "hypergeom",
  shapes: ["M", "n", "N"],
  valid: (M, n, N) => [M, n, N].every((x) => x >= 0 && x === Math.floor(x)) && n <= M && N <= M,
  lower: (M, n, N) => Math.max(N - (M - n), 0),
  upper: (_, n, N) => Math.min(n, N),
  pmf: (k, M, n, N) => Math.exp(logMass(k, M, n, N)),
  logpmf: logMass,
  cdf: (k, M, n, N) => {
    const low = Math.max(N - (M - n), 0);
    let sum = 0;
    for (let i = low; i <= k; i++) sum += Math.exp(logMass(i, M, n, N));
    return Math.min(1, sum);
  },
  sf: (k, M, n, N) => {
    const high = Math.min(n, N);
    let sum = 0;
    for (let i = high; i > k; i--) sum += Math.exp(logMass(i, M, n, N));
    return Math.min(1, sum);
  },
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
        u -= Math.exp(logMass(k, M, n, N));
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
