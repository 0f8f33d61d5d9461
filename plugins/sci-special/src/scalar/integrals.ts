import { gamma } from "./gamma.js";

const { abs, cos, exp, log, sin } = Math;
const euler = 0.5772156649015329;

/** The exponential integral E_n(x) for whole n from 0. */
export function expn(n: number, x: number): number {
  if (Number.isNaN(n) || Number.isNaN(x) || n < 0 || x < 0 || n !== Math.floor(n)) return Number.NaN;
  if (x === 0) return n < 2 ? Number.POSITIVE_INFINITY : 1 / (n - 1);
  if (x > 746) return 0;
  if (n === 0) return exp(-x) / x;
  if (n > 5000) {
    const u = x + n;
    const v = 1 / (u * u);
    const sum = 1 + n * v + n * v * v * (n - 2 * x) + n * v * v * v * (6 * x * x - 8 * n * x + n * n);
    return (exp(-x) / u) * sum;
  }
  if (x > 1) {
    // Lentz's continued fraction.
    let b = x + n;
    let c = 1e300;
    let d = 1 / b;
    let h = d;
    for (let i = 1; i < 5000; i++) {
      const a = -i * (n - 1 + i);
      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      const step = c * d;
      h *= step;
      if (abs(step - 1) < 1.2e-16) break;
    }
    return h * exp(-x);
  }
  let harmonic = -euler - log(x);
  for (let i = 1; i < n; i++) harmonic += 1 / i;
  let term = 1;
  let sum = n === 1 ? 0 : 1 / (1 - n);
  for (let k = 1; k < 200; k++) {
    term *= -x / k;
    if (k !== n - 1) sum += term / (k - n + 1);
    if (k > n && abs(term) < 1e-18 * abs(sum)) break;
  }
  return ((-x) ** (n - 1) * harmonic) / gamma(n) - sum;
}

/** The exponential integral E1(x) of x >= 0. */
export function exp1(x: number): number {
  if (x < 0) return Number.NaN;
  return expn(1, x);
}

/** The exponential integral Ei(x). */
export function expi(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x < 0) return -expn(1, -x);
  if (x > 720) return x > 1e300 ? x : (exp(x / 2) / x) * exp(x / 2);
  if (x > 40) {
    let [sum, term] = [1, 1];
    for (let k = 1; k < 100; k++) {
      const next = (term * k) / x;
      if (next > term || next < 1e-17) break;
      term = next;
      sum += term;
    }
    return (exp(x) / x) * sum;
  }
  // The root of Ei lies here, where the series cancels.
  const root = 0.3725074107813666;
  if (abs(x - root) < 0.1) return expiAtRoot(x - root - 1.3140183414386028e-17);
  let sum = 0;
  let term = 1;
  for (let k = 1; k < 300; k++) {
    term *= x / k;
    sum += term / k;
    if (term / k < 1e-17 * abs(sum)) break;
  }
  return euler + log(x) + sum;
}

function expiAtRoot(t: number): number {
  const root = 0.3725074107813666;
  // The integral of exp(u) / u from the root on, by Gauss and Legendre in ten points.
  const half = 0.5 * t;
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    for (const side of [-1, 1]) {
      const u = root + half * (1 + side * nodes[i]!);
      sum += (weights[i]! * exp(u)) / u;
    }
  }
  return half * sum;
}

const nodes = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717,
] as const;
const weights = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
] as const;

/** The sine and cosine integrals. */
export function sici(x: number): [number, number] {
  if (Number.isNaN(x)) return [x, x];
  const size = abs(x);
  if (size === 0) return [0, Number.NEGATIVE_INFINITY];
  if (size === Number.POSITIVE_INFINITY) return x > 0 ? [Math.PI / 2, 0] : [-Math.PI / 2, Number.NaN];
  const [si, ci] = size <= 4 ? siciSeries(size) : siciFraction(size);
  return [x < 0 ? -si : si, ci];
}

function siciSeries(x: number): [number, number] {
  const u = -x * x;
  let [si, ci] = [x, 0];
  let term = 1;
  for (let k = 1; k < 60; k++) {
    term *= u / ((2 * k - 1) * (2 * k));
    ci += term / (2 * k);
    const odd = (term * x) / ((2 * k + 1) * (2 * k + 1));
    si += odd;
    if (abs(odd) < 1e-18 * abs(si) && abs(term) < 1e-18) break;
  }
  return [si, euler + log(x) + ci];
}

/** E1(i x) by Lentz's continued fraction in complex numbers. */
function siciFraction(x: number): [number, number] {
  if (x > 1e9) return [Math.PI / 2 - cos(x) / x, sin(x) / x];
  let [br, bi] = [1, x];
  let [cr, ci] = [1e300, 0];
  let den = br * br + bi * bi;
  let [dr, di] = [br / den, -bi / den];
  let [hr, hi] = [dr, di];
  for (let i = 1; i < 5000; i++) {
    const a = -i * i;
    br += 2;
    let [tr, ti] = [a * dr + br, a * di + bi];
    den = tr * tr + ti * ti;
    dr = tr / den;
    di = -ti / den;
    den = cr * cr + ci * ci;
    tr = br + (a * cr) / den;
    ti = bi - (a * ci) / den;
    cr = tr;
    ci = ti;
    const sr = cr * dr - ci * di;
    const si = cr * di + ci * dr;
    const next = hr * sr - hi * si;
    hi = hr * si + hi * sr;
    hr = next;
    if (abs(sr - 1) + abs(si) < 2.3e-16) break;
  }
  const [c, s] = [cos(x), -sin(x)];
  const re = hr * c - hi * s;
  const im = hr * s + hi * c;
  return [Math.PI / 2 + im, -re];
}

/** The hyperbolic sine and cosine integrals. */
export function shichi(x: number): [number, number] {
  if (Number.isNaN(x)) return [x, x];
  const size = abs(x);
  if (size === 0) return [0, Number.NEGATIVE_INFINITY];
  if (size === Number.POSITIVE_INFINITY) return [x, size];
  let [shi, chi] = [0, 0];
  if (size < 20) {
    const u = size * size;
    shi = size;
    let term = 1;
    for (let k = 1; k < 200; k++) {
      term *= u / ((2 * k - 1) * (2 * k));
      chi += term / (2 * k);
      const odd = (term * size) / ((2 * k + 1) * (2 * k + 1));
      shi += odd;
      if (odd < 1e-18 * shi) break;
    }
    chi += euler + log(size);
  } else {
    const [up, down] = [expi(size), expn(1, size)];
    shi = 0.5 * (up + down);
    chi = 0.5 * (up - down);
  }
  return [x < 0 ? -shi : shi, chi];
}

/** Spence's function, the dilogarithm of 1 - x: the integral of log(t) / (1 - t) from 1 to x. */
export function spence(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 1) return 0;
  const sixth = (Math.PI * Math.PI) / 6;
  if (x === 0) return sixth;
  if (x > 2) return -spence(1 / x) - 0.5 * log(x) ** 2;
  if (x < 0.5) return sixth - log(x) * Math.log1p(-x) - dilog(x);
  if (x > 1.5) return -0.5 * log(x) ** 2 - dilog(1 - 1 / x);
  return dilog(1 - x);
}

/** The dilogarithm near 0, by its series in u = -log(1 - z) with Bernoulli's numbers. */
function dilog(z: number): number {
  const u = -Math.log1p(-z);
  const v = u * u;
  let sum = 0;
  for (let i = bernoulli.length - 1; i >= 0; i--) sum = (sum + bernoulli[i]!) * v;
  return u * (1 + sum) - 0.25 * v;
}

/** B_2k / (2k + 1)! */
const bernoulli = [
  1 / 36,
  -1 / 3600,
  1 / 211680,
  -1 / 10886400,
  1 / 526901760,
  -4.0647616451442256e-11,
  8.921691020456452e-13,
  -1.9939295860721074e-14,
  4.518980029619918e-16,
  -1.035651761218247e-17,
] as const;

/** The Fresnel integrals S and C. */
export function fresnel(x: number): [number, number] {
  if (Number.isNaN(x)) return [x, x];
  const size = abs(x);
  const sign = x < 0 ? -1 : 1;
  if (size === Number.POSITIVE_INFINITY) return [0.5 * sign, 0.5 * sign];
  if (size < 1.6) {
    const t = (Math.PI / 2) * size * size;
    let [c, s] = [size, 0];
    let term = size;
    for (let k = 1; k < 60; k++) {
      term *= t / k;
      const value = term / (2 * k + 1);
      const way = k % 4 === 0 || k % 4 === 1 ? 1 : -1;
      if (k & 1) s += way * value;
      else c += way * value;
      if (value < 1e-18) break;
    }
    return [sign * s, sign * c];
  }
  if (size > 1e8) return [0.5 * sign, 0.5 * sign];
  // Lentz's continued fraction of erfc((1 - i) sqrt(pi) x / 2).
  const p = Math.PI * size * size;
  let [br, bi] = [1, -p];
  let [cr, ci] = [1e300, 0];
  let den = br * br + bi * bi;
  let [dr, di] = [br / den, -bi / den];
  let [hr, hi] = [dr, di];
  let n = -1;
  for (let k = 2; k < 5000; k++) {
    n += 2;
    const a = -n * (n + 1);
    br += 4;
    let [tr, ti] = [a * dr + br, a * di + bi];
    den = tr * tr + ti * ti;
    dr = tr / den;
    di = -ti / den;
    den = cr * cr + ci * ci;
    tr = br + (a * cr) / den;
    ti = bi - (a * ci) / den;
    cr = tr;
    ci = ti;
    const sr = cr * dr - ci * di;
    const si = cr * di + ci * dr;
    const next = hr * sr - hi * si;
    hi = hr * si + hi * sr;
    hr = next;
    if (abs(sr - 1) + abs(si) < 2.3e-16) break;
  }
  // (1 + i) / 2 (1 - exp(i p / 2) (x - i x) h), with the angle reduced.
  const turn = 0.5 * ((size * size) % 4);
  const [gr, gi] = [size * hr + size * hi, size * hi - size * hr];
  const [c, s] = [cos(Math.PI * turn), sin(Math.PI * turn)];
  const er = 1 - (c * gr - s * gi);
  const ei = -(c * gi + s * gr);
  return [sign * 0.5 * (er + ei), sign * 0.5 * (er - ei)];
}
