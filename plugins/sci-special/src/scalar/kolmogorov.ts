import { gammaln } from "./gamma.js";

const { abs, exp, floor, log, log1p, sqrt } = Math;

/** The upper tail of Kolmogorov's limiting distribution. */
export function kolmogorov(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x <= 0) return 1;
  if (x <= 0.82) return 1 - kolmogorovLower(x);
  const first = exp(-2 * x * x);
  return 2 * (first - first ** 4 + first ** 9 - first ** 16);
}

function kolmogorovLower(x: number): number {
  if (x < 0.0406) return 0;
  const u = exp((-Math.PI * Math.PI) / (8 * x * x));
  return (sqrt(2 * Math.PI) / x) * (u + u ** 9 + u ** 25 + u ** 49);
}

/** The x whose upper tail is p. */
export function kolmogi(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 1) return 0;
  if (p === 0) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, 20];
  let x = p < 0.6 ? sqrt(-0.5 * log(p / 2)) : 0.7;
  const wanted = p <= 0.5 ? log(p) : log1p(-p);
  for (let i = 0; i < 100; i++) {
    const tail = kolmogorov(x);
    const value = p <= 0.5 ? log(tail) : log(x <= 0.82 ? kolmogorovLower(x) : 1 - tail);
    const miss = value - wanted;
    if (miss === 0) break;
    if (p <= 0.5 ? miss > 0 : miss < 0) low = x;
    else high = x;
    const density = kolmogorovDensity(x);
    const slope = p <= 0.5 ? -density / tail : density / exp(value);
    let next = x - miss / slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    const change = abs(next - x);
    x = next;
    if (change <= 2e-16 * x) break;
  }
  return x;
}

function kolmogorovDensity(x: number): number {
  if (x > 0.82) {
    let sum = 0;
    for (let k = 1; k < 8; k++) sum += (k & 1 ? 1 : -1) * k * k * exp(-2 * k * k * x * x);
    return 8 * x * sum;
  }
  let sum = 0;
  for (let k = 1; k < 9; k += 2) {
    const a = (k * k * Math.PI * Math.PI) / (8 * x * x);
    sum += exp(-a) * (2 * a - 1);
  }
  return (sqrt(2 * Math.PI) / (x * x)) * sum;
}

/** The upper tail of the one-sided statistic of n values (Birnbaum and Tingey 1951); every term is positive. */
export function smirnov(n: number, d: number): number {
  if (Number.isNaN(n) || Number.isNaN(d) || !(n > 0) || n !== floor(n) || d < 0 || d > 1) return Number.NaN;
  if (d === 0) return 1;
  if (d === 1) return 0;
  // The sum would be too long; the first terms of its expansion hold to 1e-8 there.
  if (n > 1e7) return exp(-((6 * n * d + 1) ** 2) / (18 * n));
  const last = floor(n * (1 - d));
  let sum = 0;
  const whole = gammaln(n + 1);
  for (let j = 0; j <= last; j++) {
    const a = d + j / n;
    const b = 1 - a;
    if (b <= 0 && j < n) continue;
    // C(n, j) a^(j - 1) b^(n - j)
    if (n < 150) {
      sum += term(n, j, a, b);
      continue;
    }
    const logs = whole - gammaln(j + 1) - gammaln(n - j + 1) + (j - 1) * log(a) + (n - j) * log1p(-a);
    sum += exp(logs);
  }
  return Math.min(1, d * sum);
}

function term(n: number, j: number, a: number, b: number): number {
  // Products in pairs, which neither overflow nor underflow early.
  let value = 1 / a;
  let power = n - j;
  for (let i = 1; i <= j; i++) {
    value *= ((n - j + i) / i) * a;
    while (value > 1 && power > 0) {
      value *= b;
      power--;
    }
  }
  return value * b ** power;
}

/** The d whose upper tail is p. */
export function smirnovi(n: number, p: number): number {
  if (!(p >= 0 && p <= 1) || !(n > 0) || n !== floor(n)) return Number.NaN;
  if (p === 1) return 0;
  if (p === 0) return 1;
  if (n === 1) return 1 - p;
  let [low, high] = [0, 1];
  for (let i = 0; i < 200 && high - low > 1e-17 + 2e-16 * low; i++) {
    const middle = 0.5 * (low + high);
    if (smirnov(n, middle) > p) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
