import { erfc, ndtri } from "./error.js";
import { gamma, gammaln, rootTwoPi, stirlingRest } from "./gamma.js";
import { temme } from "./tables-gamma.js";

const { abs, exp, log, sqrt } = Math;
const steps = 20000;

/** log(1 + t) - t without cancellation near 0. */
export function log1pLess(t: number): number {
  if (t < -0.4 || t > 0.6) return Math.log1p(t) - t;
  if (abs(t) < 1e-16) return -0.5 * t * t;
  // With s = t / (2 + t): log(1 + t) = 2 s (1 + s^2 / 3 + s^4 / 5 + ...), t = 2 s / (1 - s).
  const s = t / (2 + t);
  const u = s * s;
  let sum = 0;
  let power = u;
  for (let k = 3; k < 80; k += 2) {
    const term = power / k;
    sum += term;
    if (term < 1e-18 * sum) break;
    power *= u;
  }
  return 2 * s * sum - s * t;
}

/** x^a exp(-x) / gamma(a + 1), accurate also for large a. */
export function gammaFactor(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a < 20 || x < 0.1 * a || x > 10 * a) {
    if (a < 100 && x < 600) {
      const power = x ** a;
      if (power > 1e-290 && power < 1e290) return (power * exp(-x)) / gamma(a + 1);
    }
    return exp(a * log(x) - x - gammaln(a + 1));
  }
  return exp(a * log1pLess((x - a) / a) - stirlingRest(a)) / (rootTwoPi * sqrt(a));
}

/** The series of P(a, x) for x up to about a. */
function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  let r = a;
  for (let i = 0; i < steps; i++) {
    r += 1;
    term *= x / r;
    sum += term;
    if (term <= 1.1e-16 * sum) break;
  }
  return sum * gammaFactor(a, x);
}

/** The series of Q(a, x) for small x, where P is near 1 for small a. */
function upperSeries(a: number, x: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < steps; n++) {
    term *= -x / n;
    const t = term / (a + n);
    sum += t;
    if (abs(t) <= 1.1e-16 * abs(sum)) break;
  }
  const logx = log(x);
  const first = -Math.expm1(a * logx - lgam1p(a));
  return first - exp(a * logx - gammaln(a)) * sum;
}

/** lgamma(1 + a), accurate near 0. */
export function lgam1p(a: number): number {
  return abs(a) < 0.5 ? gammaln(1 + a) + small1p(a) : gammaln(a + 1);
}

function small1p(a: number): number {
  // What rounding 1 + a took away, times digamma(1).
  return (a - (1 + a - 1)) * -0.5772156649015329;
}

/** Legendre's continued fraction of Q(a, x), by modified Lentz steps. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / (b === 0 ? tiny : b);
  let h = d;
  for (let i = 1; i < steps; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (abs(step - 1) <= 2.3e-16) break;
  }
  return gammaFactor(a, x) * a * h;
}

/** Temme's uniform expansion (DLMF 8.12): P for sign -1, Q for sign 1. */
function uniform(a: number, x: number, sign: 1 | -1): number {
  const mu = (x - a) / a;
  const half = -log1pLess(mu);
  const eta = (mu < 0 ? -1 : 1) * sqrt(2 * half);
  let sum = 0;
  let scale = 1;
  for (const row of temme) {
    let value = 0;
    for (let n = row.length - 1; n >= 0; n--) value = value * eta + row[n]!;
    const term = value * scale;
    sum += term;
    scale /= a;
    if (scale < 1e-18) break;
  }
  return 0.5 * erfc(sign * eta * sqrt(a / 2)) + (sign * exp(-a * half) * sum) / (rootTwoPi * sqrt(a));
}

function isUniform(a: number, x: number): boolean {
  return a > 200 && abs(x - a) < 0.3 * a;
}

/** The regularised lower incomplete gamma function P(a, x). */
export function gammainc(a: number, x: number): number {
  if (!(a >= 0 && x >= 0)) return Number.NaN;
  if (a === 0) return x > 0 ? 1 : Number.NaN;
  if (x === 0) return 0;
  if (a === Number.POSITIVE_INFINITY) return x === Number.POSITIVE_INFINITY ? Number.NaN : 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  if (isUniform(a, x)) return uniform(a, x, -1);
  return x > 1 && x > a ? 1 - gammaincc(a, x) : lowerSeries(a, x);
}

/** The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x). */
export function gammaincc(a: number, x: number): number {
  if (!(a >= 0 && x >= 0)) return Number.NaN;
  if (a === 0) return x > 0 ? 0 : Number.NaN;
  if (x === 0) return 1;
  if (a === Number.POSITIVE_INFINITY) return x === Number.POSITIVE_INFINITY ? Number.NaN : 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (isUniform(a, x)) return uniform(a, x, 1);
  if (x > 1.1) return x < a ? 1 - lowerSeries(a, x) : upperFraction(a, x);
  if (x <= 0.5) return -0.4 / log(x) < a ? 1 - lowerSeries(a, x) : upperSeries(a, x);
  return x * 1.1 < a ? 1 - lowerSeries(a, x) : upperSeries(a, x);
}

/** The x where P(a, x) is p. */
export function gammaincinv(a: number, p: number): number {
  if (!(a >= 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || a === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  return inverse(a, p, 1 - p);
}

/** The x where Q(a, x) is q. */
export function gammainccinv(a: number, q: number): number {
  if (!(a >= 0 && q >= 0 && q <= 1)) return Number.NaN;
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q === 1 || a === 0) return 0;
  return inverse(a, 1 - q, q);
}

/** Solves for the smaller of the two tails: a start by Wilson and Hilferty, then Halley's steps in log x kept in a bracket. */
function inverse(a: number, p: number, q: number): number {
  const lower = p < q;
  const wanted = log(lower ? p : q);
  const z = lower ? ndtri(p) : -ndtri(q);
  const cube = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
  let x = a * cube * cube * cube;
  const first = exp((log(p) + lgam1p(a)) / a);
  if (!(cube > 0.3) || first < 0.1 * a || a < 0.5) x = lower || a < 0.5 ? first : x;
  if (a < 0.5 && !lower) x = Math.max(x < 1 ? x : 0, -log(q * gamma(a)) > 1 ? -log(q * gamma(a)) : 0) || first;
  if (x === 0 || !(x > 1e-300)) return lower ? (first < 1e-300 ? first : 1e-300) : 1e-300;
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < 100; i++) {
    const value = lower ? gammainc(a, x) : gammaincc(a, x);
    const density = (gammaFactor(a, x) * a) / x;
    const miss = value > 0 ? log(value) - wanted : lower ? -50 : -50;
    // Whether x is too large.
    const above = lower ? miss > 0 : miss < 0;
    if (above) high = x;
    else low = x;
    if (miss === 0) return x;
    // Newton's step for log(value) as a function of x, with Halley's correction.
    const slope = (lower ? density : -density) / value;
    let next = Number.NaN;
    if (value > 0 && density > 0) {
      const step = miss / slope;
      const curve = (a - 1) / x - 1 - slope;
      const correction = 1 - 0.5 * step * curve;
      next = x - step / (correction > 0.5 && correction < 2 ? correction : 1);
    }
    if (!(next > low && next < high))
      next = high === Number.POSITIVE_INFINITY ? 2 * x + 1 : low > 0 ? 0.5 * (low + high) : high / 4;
    if (abs(next - x) <= 2.3e-16 * x) return next;
    if (i > 4 && abs(miss) < 2e-16) return next;
    x = next;
  }
  return x;
}
