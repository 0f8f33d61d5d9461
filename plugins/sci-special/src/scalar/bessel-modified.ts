import { power, series, temmeGammas } from "./bessel-shared.js";
import { i0e, i1e, k0, k0e, k1, k1e, scaled } from "./bessel-whole.js";
import { gammasgn } from "./gamma.js";
import { sinPi } from "./sums.js";

const { abs, cosh, exp, floor, log, sin, sinh, sqrt } = Math;
const most = 200000;

/** exp(x) K_mu and K_(mu + 1) for x up to 2 by Temme's series, else by Steed's continued fraction. */
function startK(mu: number, x: number): [number, number] {
  if (x <= 2) {
    const [minus, plus, gamma1, gamma2] = temmeGammas(mu);
    const d = -log(0.5 * x);
    const e = mu * d;
    const pimu = Math.PI * mu;
    const fact = abs(pimu) < 1e-15 ? 1 : pimu / sin(pimu);
    const fact2 = abs(e) < 1e-15 ? 1 : sinh(e) / e;
    let ff = fact * (gamma1 * cosh(e) + gamma2 * fact2 * d);
    let sum = ff;
    const ee = exp(e);
    let p = (0.5 * ee) / plus;
    let q = 0.5 / (ee * minus);
    let c = 1;
    const u = 0.25 * x * x;
    let sum1 = p;
    for (let i = 1; i < 500; i++) {
      ff = (i * ff + p + q) / (i * i - mu * mu);
      c *= u / i;
      p /= i - mu;
      q /= i + mu;
      const del = c * ff;
      sum += del;
      sum1 += c * (p - i * ff);
      if (abs(del) < 1e-17 * abs(sum)) break;
    }
    return [sum * exp(x), (sum1 * 2 * exp(x)) / x];
  }
  let b = 2 * (1 + x);
  let d = 1 / b;
  let h = d;
  let delh = d;
  let q1 = 0;
  let q2 = 1;
  const a1 = 0.25 - mu * mu;
  let q = a1;
  let c = a1;
  let a = -a1;
  let s = 1 + q * delh;
  for (let i = 2; i < 10000; i++) {
    a -= 2 * (i - 1);
    c = (-a * c) / i;
    const qnew = (q1 - b * q2) / a;
    q1 = q2;
    q2 = qnew;
    q += c * qnew;
    b += 2;
    d = 1 / (b + a * d);
    delh = (b * d - 1) * delh;
    h += delh;
    const dels = q * delh;
    s += dels;
    if (abs(dels / s) < 1e-17) break;
  }
  h *= a1;
  const k = sqrt(Math.PI / (2 * x)) / s;
  return [k, (k * (mu + x + 0.5 - h)) / x];
}

/** exp(x) K_v(x), and the same of v + 1, for v >= 0 and x > 0. */
function besselK(v: number, x: number): [number, number] {
  if (v > most) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const n = floor(v + 0.5);
  const mu = v - n;
  let [k, kn] = mu === 0 ? [k0e(x), k1e(x)] : startK(mu, x);
  for (let i = 1; i <= n; i++) {
    [k, kn] = [kn, ((2 * (mu + i)) / x) * kn + k];
    if (k === Number.POSITIVE_INFINITY) break;
  }
  return [k, kn];
}

/** exp(x) K_v(x). */
export function kve(v: number, x: number): number {
  if (Number.isNaN(v) || !(x >= 0)) return Number.NaN;
  if (x === 0) return Number.POSITIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return besselK(abs(v), x)[0];
}

/** The modified Bessel function of the second kind of real order v. */
export function kv(v: number, x: number): number {
  if (v === 0) return k0(x);
  if (v === 1) return k1(x);
  return x > 1e300 ? 0 : scaled(kve(v, x), -x);
}

/** exp(-x) I_v(x) for v >= 0 and x > 0. */
function besselI(v: number, x: number): number {
  if (v === 0) return i0e(x);
  if (v === 1) return i1e(x);
  if (x < 20 || 0.25 * x * x < v + 1) return scaled(power(v, x) * series(v, x, 1), -x);
  if (x > 0.5 * v * v) {
    const m = 4 * v * v;
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 500; k++) {
      const next = (-term * (m - (2 * k - 1) ** 2)) / (k * 8 * x);
      if (abs(next) > abs(term) && k > v) break;
      term = next;
      sum += term;
      if (abs(term) < 1e-18 * abs(sum)) break;
    }
    return sum / sqrt(2 * Math.PI * x);
  }
  if (v > most) return Number.NaN;
  // I_(v + 1) / I_v by its continued fraction, and the Wronskian.
  let b = (2 * (v + 1)) / x;
  let f = b;
  let c = f;
  let d = 0;
  for (let i = 1; i < most; i++) {
    b += 2 / x;
    d = 1 / (b + d);
    c = b + 1 / c;
    const step = c * d;
    f *= step;
    if (abs(step - 1) < 1.2e-16) break;
  }
  const [k, kn] = besselK(v, x);
  return 1 / (x * (kn + k / f));
}

/** exp(-|x|) I_v(x). */
export function ive(v: number, x: number): number {
  if (Number.isNaN(v) || Number.isNaN(x)) return Number.NaN;
  const whole = v === floor(v);
  if (x < 0) return whole ? (v % 2 === 0 ? 1 : -1) * ive(v, -x) : Number.NaN;
  if (x === 0) return v === 0 ? 1 : v > 0 || whole ? 0 : (gammasgn(v + 1) || 1) * Number.POSITIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (v >= 0) return besselI(v, x);
  if (whole) return besselI(-v, x);
  return besselI(-v, x) - (2 / Math.PI) * sinPi(v) * scaled(besselK(-v, x)[0], -2 * x);
}

/** The modified Bessel function of the first kind of real order v. */
export function iv(v: number, x: number): number {
  if (Number.isNaN(v) || Number.isNaN(x)) return Number.NaN;
  const size = abs(x);
  if (size === Number.POSITIVE_INFINITY && x > 0) return x;
  if (v > 1 && size > 0 && (size < 20 || 0.25 * x * x < v + 1)) {
    if (x < 0 && v !== floor(v)) return Number.NaN;
    return (x < 0 && v % 2 !== 0 ? -1 : 1) * power(v, size) * series(v, size, 1);
  }
  const value = ive(v, x);
  return Number.isFinite(value) ? scaled(value, size) : value;
}
