import { ndtri } from "./error.js";
import { beta, betaln, stirlingRest } from "./gamma.js";
import { log1pLess } from "./incomplete-gamma.js";

const { abs, exp, log, sqrt } = Math;

/** x^a y^b / B(a, b) with y = 1 - x; for large a and b by the deviance from the mean (Loader 2000), where the powers cancel. */
export function betaFactor(a: number, b: number, x: number, y: number): number {
  if (x === 0 || y === 0) return 0;
  const sum = a + b;
  if (a > 10 && b > 10) {
    const rest = stirlingRest(sum) - stirlingRest(a) - stirlingRest(b);
    // How far x is from the mean, from whichever of x and y is more exact.
    const off = x < y ? x * sum - a : b - y * sum;
    const deviance = a * log1pLess(off / a) + b * log1pLess(-off / b);
    return sqrt(a / sum) * sqrt(b / (2 * Math.PI)) * exp(deviance + rest);
  }
  const logs = a * (x > 0.5 ? Math.log1p(-y) : log(x)) + b * (y > 0.5 ? Math.log1p(-x) : log(y));
  const whole = beta(a, b);
  if (sum < 170 && logs > -700 && whole > 1e-290 && whole < 1e290) {
    if (abs(logs) < 2) return exp(logs) / whole;
    const value = x ** a * (y > 0.5 && b > 1 ? exp(b * Math.log1p(-x)) : y ** b);
    if (value > 1e-290) return value / whole;
  }
  return exp(logs - betaln(a, b));
}

/** The power series for small b x, with x up to 0.95. */
function series(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 0;
  const first = 1 / a;
  for (let n = 1; n < 10000; n++) {
    term *= ((n - b) * x) / n;
    const t = term / (a + n);
    sum += t;
    if (abs(t) <= 1.1e-17 * (abs(sum) + first)) break;
  }
  const whole = beta(a, b);
  const power = a * log(x);
  // sum + 1 / a times x^a / B(a, b)
  if (power > -700 && whole > 1e-290 && whole < 1e290) return (x ** a / (a * whole)) * (1 + a * sum);
  return exp(power - betaln(a, b) - log(a)) * (1 + a * sum);
}

/** The continued fraction DLMF 8.17.22, by modified Lentz steps. */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const sum = a + b;
  let c = 1;
  let d = 1 - (sum * x) / (a + 1);
  if (abs(d) < tiny) d = tiny;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 200000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (abs(d) < tiny) d = tiny;
    c = 1 + even / c;
    if (abs(c) < tiny) c = tiny;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (sum + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (abs(d) < tiny) d = tiny;
    c = 1 + odd / c;
    if (abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (abs(step - 1) <= 2.3e-16) break;
  }
  return h;
}

/** I_x(a, b) for x with y = 1 - x given apart, so that neither is rounded. */
export function betaincPair(a: number, b: number, x: number, y: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (y === 0) return 1;
  if (a === Number.POSITIVE_INFINITY) return b === a ? Number.NaN : 0;
  if (b === Number.POSITIVE_INFINITY) return 1;
  if (b * x <= 1 && x <= 0.95) return series(a, b, x);
  const swap = x > (a + 1) / (a + b + 2);
  if (!swap) return (betaFactor(a, b, x, y) * fraction(a, b, x)) / a;
  if (a * y <= 1 && y <= 0.95) return 1 - series(b, a, y);
  return 1 - (betaFactor(b, a, y, x) * fraction(b, a, y)) / b;
}

/** The regularised incomplete beta function I_x(a, b). */
export function betainc(a: number, b: number, x: number): number {
  return betaincPair(a, b, x, 1 - x);
}

/** The x where I_x(a, b) is p, and 1 - x. */
export function betaincinvPair(a: number, b: number, p: number, q: number): [number, number] {
  if (!(a > 0 && b > 0 && p >= 0 && q >= 0)) return [Number.NaN, Number.NaN];
  if (p === 0) return [0, 1];
  if (q === 0) return [1, 0];
  const lower = p <= q;
  const wanted = log(lower ? p : q);
  // Solved in t = log(x / y), where both ends are far away.
  let t = startOf(a, b, p, q);
  let [low, high] = [-1e5, 1e5];
  let [x, y] = [0, 1];
  for (let i = 0; i < 200; i++) {
    x = t > 0 ? 1 / (1 + exp(-t)) : exp(t) / (1 + exp(t));
    y = t > 0 ? exp(-t) / (1 + exp(-t)) : 1 / (1 + exp(t));
    if (x < 1e-300 && t < -690) {
      // Only the first term of the series is left.
      const logx = (log(p) + log(a) + betaln(a, b)) / a;
      return [exp(logx), 1];
    }
    if (y < 1e-300 && t > 690) {
      const logy = (log(q) + log(b) + betaln(a, b)) / b;
      return [1, exp(logy)];
    }
    const value = lower ? betaincPair(a, b, x, y) : betaincPair(b, a, y, x);
    const slope = ((lower ? 1 : -1) * betaFactor(a, b, x, y)) / value;
    const miss = value > 0 ? log(value) - wanted : -1e3;
    if (lower ? miss > 0 : miss < 0) high = t;
    else low = t;
    if (miss === 0) break;
    let next = Number.NaN;
    if (value > 0 && slope !== 0) {
      const step = miss / slope;
      const curve = a * y - b * x - slope;
      const correction = 1 - 0.5 * step * curve;
      next = t - step / (correction > 0.5 && correction < 2 ? correction : 1);
    }
    if (!(next > low && next < high)) {
      if (low === -1e5) next = high - Math.max(1, 2 * abs(high));
      else if (high === 1e5) next = low + Math.max(1, 2 * abs(low));
      else next = 0.5 * (low + high);
    }
    const change = abs(next - t);
    t = next;
    if (change <= 1e-16 * Math.max(1, abs(t)) || (i > 60 && change < 1e-15 * abs(t))) {
      x = t > 0 ? 1 / (1 + exp(-t)) : exp(t) / (1 + exp(t));
      y = t > 0 ? exp(-t) / (1 + exp(-t)) : 1 / (1 + exp(t));
      break;
    }
  }
  return [x, y];
}

function startOf(a: number, b: number, p: number, q: number): number {
  if (a > 1 && b > 1) {
    // Abramowitz and Stegun 26.5.22.
    const z = p < q ? ndtri(p) : -ndtri(q);
    const lambda = (z * z - 3) / 6;
    const [ia, ib] = [1 / (2 * a - 1), 1 / (2 * b - 1)];
    const h = 2 / (ia + ib);
    if (h + lambda > 0) {
      const w = (z * sqrt(h + lambda)) / h - (ib - ia) * (lambda + 5 / 6 - 2 / (3 * h));
      return log(a / b) + 2 * w;
    }
    return log(a / b) + z * sqrt(1 / a + 1 / b);
  }
  // The first terms at either end.
  const logB = betaln(a, b);
  const left = (log(p) + log(a) + logB) / a;
  const right = (log(q) + log(b) + logB) / b;
  if (left < -1 && left <= right) return left;
  if (right < -1) return -right;
  return log(a / b);
}

/** The x where I_x(a, b) is p. */
export function betaincinv(a: number, b: number, p: number): number {
  return betaincinvPair(a, b, p, 1 - p)[0];
}
