import { betaFactor, betaincPair, gammaln, xlog1py, zeta2 } from "sci-special/scalar";
import { type Discrete, discrete } from "../distribution/discrete.js";
import type { Shape } from "../distribution/types.js";

const { exp, expm1, floor, log, log1p, sqrt } = Math;

/** The number of trials up to the first success of chance p. SciPy's `geom`. */
export const geom: Discrete<[p: Shape]> = /* @__PURE__ */ discrete<[p: Shape]>({
  name: "geom",
  shapes: ["p"],
  valid: (p) => p > 0 && p <= 1,
  lower: 1,
  pmf: (k, p) => (1 - p) ** (k - 1) * p,
  logpmf: (k, p) => xlog1py(k - 1, -p) + log(p),
  cdf: (k, p) => -expm1(log1p(-p) * k),
  sf: (k, p) => exp(k * log1p(-p)),
  logsf: (k, p) => k * log1p(-p),
  ppf: (q, p) => {
    const k = Math.ceil(log1p(-q) / log1p(-p));
    const before = -expm1(log1p(-p) * (k - 1));
    return before >= q && k - 1 > 0 ? k - 1 : k;
  },
  stats: (p) => [1 / p, (1 - p) / p / p, (2 - p) / sqrt(1 - p), (p * p - 6 * p + 6) / (1 - p)],
  entropy: (p) => -log(p) - ((1 - p) / p) * log1p(-p),
  draw: (random, p) => {
    const u = random.random();
    if (p < 0.3333333333333333) return Math.ceil(log1p(-u) / log(1 - p));
    let [k, product, sum] = [1, p, p];
    while (u > sum) {
      product *= 1 - p;
      sum += product;
      k++;
    }
    return k;
  },
});

/** The number of failures before n successes of chance p. SciPy's `nbinom`. */
export const nbinom: Discrete<[n: Shape, p: Shape]> = /* @__PURE__ */ discrete<[n: Shape, p: Shape]>({
  name: "nbinom",
  shapes: ["n", "p"],
  valid: (n, p) => n > 0 && p > 0 && p <= 1,
  pmf: (k, n, p) => {
    if (k === 0) return p ** n;
    return p === 1 ? 0 : betaFactor(n, k + 1, p, 1 - p) / ((n + k) * (1 - p));
  },
  logpmf: (k, n, p) => gammaln(n + k) - gammaln(k + 1) - gammaln(n) + n * log(p) + xlog1py(k, -p),
  cdf: (k, n, p) => betaincPair(n, k + 1, p, 1 - p),
  sf: (k, n, p) => betaincPair(k + 1, n, 1 - p, p),
  stats: (n, p) => {
    const mean = (n * (1 - p)) / p;
    return [mean, mean / p, (2 - p) / sqrt(n * (1 - p)), 6 / n + (p * p) / (n * (1 - p))];
  },
  draw: (random, n, p) => random.poisson({ lam: random.gamma(n) * ((1 - p) / p) }),
});

/** Whole numbers from low up to but without high. SciPy's `randint`. */
export const randint: Discrete<[low: Shape, high: Shape]> = /* @__PURE__ */ discrete<[low: Shape, high: Shape]>({
  name: "randint",
  shapes: ["low", "high"],
  valid: (low, high) => high > low && low === floor(low) && high === floor(high),
  lower: (low) => low,
  upper: (_, high) => high - 1,
  pmf: (_, low, high) => 1 / (high - low),
  cdf: (k, low, high) => (k - low + 1) / (high - low),
  sf: (k, low, high) => (high - 1 - k) / (high - low),
  stats: (low, high) => {
    const d = high - low;
    return [(high + low - 1) / 2, (d * d - 1) / 12, 0, ((-6 / 5) * (d * d + 1)) / (d * d - 1)];
  },
  entropy: (low, high) => log(high - low),
  draw: (random, low, high) => random.randint(low, { high }) as number,
});

/** Zipf's distribution k^-a / zeta(a). SciPy's `zipf`. */
export const zipf: Discrete<[a: Shape]> = /* @__PURE__ */ discrete<[a: Shape]>({
  name: "zipf",
  shapes: ["a"],
  valid: (a) => a > 1,
  lower: 1,
  pmf: (k, a) => 1 / zeta2(a, 1) / k ** a,
  cdf: (k, a) => 1 - zeta2(a, k + 1) / zeta2(a, 1),
  sf: (k, a) => zeta2(a, k + 1) / zeta2(a, 1),
  entropy: (a) => {
    // log(zeta(a)) + a E(log k), the sum by Euler and Maclaurin from 200 on.
    const n = 200;
    const log = Math.log(n);
    let sum = (n ** (1 - a) * ((a - 1) * log + 1)) / (a - 1) ** 2 + 0.5 * n ** -a * log;
    sum -= (n ** (-a - 1) * (1 - a * log)) / 12;
    sum += (n ** (-a - 3) * (3 * a * a + 6 * a + 2 - a * (a + 1) * (a + 2) * log)) / 720;
    for (let k = 2; k < n; k++) sum += k ** -a * Math.log(k);
    const whole = zeta2(a, 1);
    return Math.log(whole) + (a * sum) / whole;
  },
  stats: (a) => {
    const whole = zeta2(a, 1);
    const raw = (n: number): number => (a > n + 1 ? zeta2(a - n, 1) / whole : Number.POSITIVE_INFINITY);
    const [m1, m2, m3, m4] = [raw(1), raw(2), raw(3), raw(4)];
    const variance = m2 - m1 * m1;
    return [
      m1,
      a > 3 ? variance : Number.POSITIVE_INFINITY,
      a > 4 ? (m3 - 3 * m1 * m2 + 2 * m1 ** 3) / variance ** 1.5 : Number.POSITIVE_INFINITY,
      a > 5 ? (m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 ** 4) / variance ** 2 - 3 : Number.POSITIVE_INFINITY,
    ];
  },
  draw: (random, a) => {
    const am1 = a - 1;
    const b = 2 ** am1;
    for (;;) {
      const u = 1 - random.random();
      const v = random.random();
      const x = floor(u ** (-1 / am1));
      if (x > Number.MAX_SAFE_INTEGER || x < 1) continue;
      const t = (1 + 1 / x) ** am1;
      if ((v * x * (t - 1)) / (b - 1) <= t / b) return x;
    }
  },
});
