import type { RandomState } from "@core/array/random";
import { betaincPair, gammaln, xlog1py, xlogy } from "sci-special/scalar";
import { type Discrete, discrete } from "../distribution/discrete.js";
import type { Shape } from "../distribution/types.js";
import { binomialMass } from "./binom-mass.js";

const { abs, exp, floor, log, sqrt } = Math;

/** The number of successes in n trials of chance p. SciPy's `binom`. */
export const binom: Discrete<[n: Shape, p: Shape]> = /* @__PURE__ */ discrete<[n: Shape, p: Shape]>({
  name: "binom",
  shapes: ["n", "p"],
  valid: (n, p) => n >= 0 && n === floor(n) && p >= 0 && p <= 1,
  upper: (n) => n,
  pmf: binomialMass,
  logpmf: (k, n, p) => gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) + xlogy(k, p) + xlog1py(n - k, -p),
  cdf: (k, n, p) => (p === 0 ? 1 : p === 1 ? (k >= n ? 1 : 0) : betaincPair(n - k, k + 1, 1 - p, p)),
  sf: (k, n, p) => (p === 0 ? 0 : p === 1 ? (k >= n ? 0 : 1) : betaincPair(k + 1, n - k, p, 1 - p)),
  stats: binomStats,
  draw: (random, n, p) => drawBinomial(random, n, p),
});

function binomStats(n: number, p: number): [number, number, number, number] {
  const variance = n * p * (1 - p);
  return [n * p, variance, (1 - 2 * p) / sqrt(variance), (1 - 6 * p * (1 - p)) / variance];
}

/** One trial of chance p. SciPy's `bernoulli`. */
export const bernoulli: Discrete<[p: Shape]> = /* @__PURE__ */ discrete<[p: Shape]>({
  name: "bernoulli",
  shapes: ["p"],
  valid: (p) => p >= 0 && p <= 1,
  upper: 1,
  pmf: (k, p) => (k === 1 ? p : 1 - p),
  cdf: (_, p) => 1 - p,
  sf: (_, p) => p,
  stats: (p) => binomStats(1, p),
  entropy: (p) => (p === 0 || p === 1 ? 0 : -p * log(p) - (1 - p) * Math.log1p(-p)),
  draw: (random, p) => drawBinomial(random, 1, p),
});

/** A binomial number as NumPy's `RandomState` draws it: by inversion, for many successes BTPE (Kachitvichyanukul and Schmeiser 1988). */
export function drawBinomial(random: RandomState, n: number, p: number): number {
  if (n === 0 || p === 0) return 0;
  if (p > 0.5) return n - smaller(random, n, 1 - p);
  return smaller(random, n, p);
}

function smaller(random: RandomState, n: number, p: number): number {
  if (p * n > 30) return btpe(random, n, p);
  const q = 1 - p;
  const first = exp(n * log(q));
  const bound = floor(Math.min(n, n * p + 10 * sqrt(n * p * q + 1)));
  let count = 0;
  let px = first;
  let u = random.random();
  while (u > px) {
    count++;
    if (count > bound) {
      count = 0;
      px = first;
      u = random.random();
    } else {
      u -= px;
      px = ((n - count + 1) * p * px) / (count * q);
    }
  }
  return count;
}

function btpe(random: RandomState, n: number, r: number): number {
  const q = 1 - r;
  const fm = n * r + r;
  const m = floor(fm);
  const p1 = floor(2.195 * sqrt(n * r * q) - 4.6 * q) + 0.5;
  const xm = m + 0.5;
  const xl = xm - p1;
  const xr = xm + p1;
  const c = 0.134 + 20.5 / (15.3 + m);
  let a = (fm - xl) / (fm - xl * r);
  const left = a * (1 + a / 2);
  a = (xr - fm) / (xr * q);
  const right = a * (1 + a / 2);
  const p2 = p1 * (1 + 2 * c);
  const p3 = p2 + c / left;
  const p4 = p3 + c / right;
  const nrq = n * r * q;
  for (;;) {
    const u = random.random() * p4;
    let v = random.random();
    let y: number;
    if (u <= p1) return floor(xm - p1 * v + u);
    if (u <= p2) {
      const x = xl + (u - p1) / c;
      v = v * c + 1 - abs(m - x + 0.5) / p1;
      if (v > 1) continue;
      y = floor(x);
    } else if (u <= p3) {
      y = floor(xl + log(v) / left);
      if (y < 0 || v === 0) continue;
      v = v * (u - p2) * left;
    } else {
      y = floor(xr - log(v) / right);
      if (y > n || v === 0) continue;
      v = v * (u - p3) * right;
    }
    if (accepted(y, v, n, r, q, m, nrq, xm)) return y;
  }
}

function accepted(y: number, v: number, n: number, r: number, q: number, m: number, nrq: number, xm: number): boolean {
  const k = abs(y - m);
  if (k <= 20 || k >= nrq / 2 - 1) {
    const s = r / q;
    const a = s * (n + 1);
    let f = 1;
    for (let i = m + 1; i <= y; i++) f *= a / i - s;
    for (let i = y + 1; i <= m; i++) f /= a / i - s;
    return v <= f;
  }
  const rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5);
  const t = (-k * k) / (2 * nrq);
  const logs = log(v);
  if (logs < t - rho) return true;
  if (logs > t + rho) return false;
  const x1 = y + 1;
  const f1 = m + 1;
  const z = n + 1 - m;
  const w = n - y + 1;
  const rest = (d: number): number => {
    const square = d * d;
    return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / d / 166320;
  };
  return (
    logs <=
    xm * log(f1 / x1) +
      (n - m + 0.5) * log(z / w) +
      (y - m) * log((w * r) / (x1 * q)) +
      rest(f1) +
      rest(z) +
      rest(x1) +
      rest(w)
  );
}
