import { power, series, temmeGammas } from "./bessel-shared.js";
import { j0, j1, y0, y1 } from "./bessel-whole.js";
import { gammasgn } from "./gamma.js";
import { cosPi, sinPi } from "./sums.js";

const { abs, cos, cosh, exp, floor, log, sin, sinh, sqrt } = Math;
const most = 200000;

/** Two neighbouring orders of two functions: at mu and mu + 1. */
type Quad = [j: number, j1: number, y: number, y1: number];

/** Hankel's expansions P and Q of DLMF 10.17 (for sign 1) or the sum of the modified functions, 10.40. */
function hankel(v: number, x: number): [number, number] {
  const m = 4 * v * v;
  let term = 1;
  let [p, q] = [1, 0];
  for (let k = 1; k < 400; k++) {
    const next = (term * (m - (2 * k - 1) ** 2)) / (k * 8 * x);
    if (abs(next) > abs(term) && k > v) break;
    term = next;
    const sign = k & 2 ? -1 : 1;
    if (k & 1) q += sign * term;
    else p += sign * term;
    if (abs(term) < 1e-18) break;
  }
  return [p, q];
}

function jyHankel(v: number, x: number): [number, number] {
  const [p, q] = hankel(v, x);
  const turn = 0.5 * v + 0.25;
  const [ct, st] = [cosPi(turn), sinPi(turn)];
  const [c, s] = [cos(x), sin(x)];
  const cw = c * ct + s * st;
  const sw = s * ct - c * st;
  const scale = sqrt(2 / (Math.PI * x));
  return [scale * (p * cw - q * sw), scale * (p * sw + q * cw)];
}

/** Temme's series (1976) for Y_mu and Y_(mu + 1), x up to 2. */
function yTemme(mu: number, x: number): [number, number] {
  const [minus, plus, gamma1, gamma2] = temmeGammas(mu);
  const b = 2 / x;
  const d = -log(0.5 * x);
  const e = mu * d;
  const pimu = Math.PI * mu;
  const fact = abs(pimu) < 1e-15 ? 1 : pimu / sin(pimu);
  const fact2 = abs(e) < 1e-15 ? 1 : sinh(e) / e;
  let ff = (2 / Math.PI) * fact * (gamma1 * cosh(e) + gamma2 * fact2 * d);
  const ee = exp(e);
  let p = ee / (plus * Math.PI);
  let q = 1 / (ee * Math.PI * minus);
  const half = 0.5 * pimu;
  const fact3 = abs(half) < 1e-15 ? 1 : sin(half) / half;
  const r = Math.PI * half * fact3 * fact3;
  let c = 1;
  const u = -0.25 * x * x;
  let sum = ff + r * q;
  let sum1 = p;
  for (let i = 1; i < 500; i++) {
    ff = (i * ff + p + q) / (i * i - mu * mu);
    c *= u / i;
    p /= i - mu;
    q /= i + mu;
    const del = c * (ff + r * q);
    sum += del;
    sum1 += c * p - i * del;
    if (abs(del) < 1e-17 * (1 + abs(sum))) break;
  }
  return [-sum, -sum1 * b];
}

/** The ratio J_v' / J_v by its continued fraction, and the sign of J_v. */
function jRatio(v: number, x: number): [f: number, sign: number] {
  const tiny = 1e-300;
  let sign = 1;
  let h = v / x;
  if (abs(h) < tiny) h = tiny;
  let b = (2 * v) / x;
  let d = 0;
  let c = h;
  for (let i = 1; i < most; i++) {
    b += 2 / x;
    d = b - d;
    if (abs(d) < tiny) d = tiny;
    c = b - 1 / c;
    if (abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = c * d;
    h *= step;
    if (d < 0) sign = -sign;
    if (abs(step - 1) < 1.2e-16) return [h, sign];
  }
  return [h, sign];
}

/** p + i q = (J' + i Y') / (J + i Y) by Steed's continued fraction, x from 2 on. */
function steed(mu: number, x: number): [number, number] {
  let a = 0.25 - mu * mu;
  let p = -0.5 / x;
  let q = 1;
  const br = 2 * x;
  let bi = 2;
  let f = a / x / (p * p + q * q);
  let cr = br + q * f;
  let ci = bi + p * f;
  let den = br * br + bi * bi;
  let dr = br / den;
  let di = -bi / den;
  let lr = cr * dr - ci * di;
  let li = cr * di + ci * dr;
  let t = p * lr - q * li;
  q = p * li + q * lr;
  p = t;
  for (let i = 2; i < 10000; i++) {
    a += 2 * (i - 1);
    bi += 2;
    dr = a * dr + br;
    di = a * di + bi;
    if (abs(dr) + abs(di) < 1e-300) dr = 1e-300;
    f = a / (cr * cr + ci * ci);
    cr = br + cr * f;
    ci = bi - ci * f;
    if (abs(cr) + abs(ci) < 1e-300) cr = 1e-300;
    den = dr * dr + di * di;
    dr /= den;
    di /= -den;
    lr = cr * dr - ci * di;
    li = cr * di + ci * dr;
    t = p * lr - q * li;
    q = p * li + q * lr;
    p = t;
    if (abs(lr - 1) + abs(li) < 2e-16) break;
  }
  return [p, q];
}

/** J and Y at mu and mu + 1, x from 2 on. */
function startJY(mu: number, x: number): Quad {
  if (x > 25) {
    const [j, y] = jyHankel(mu, x);
    const [jn, yn] = jyHankel(mu + 1, x);
    return [j, jn, y, yn];
  }
  const [f, sign] = jRatio(mu, x);
  const [p, q] = steed(mu, x);
  const w = 2 / (Math.PI * x);
  const g = (p - f) / q;
  const j = sign * sqrt(w / ((p - f) * g + q));
  const y = abs(g) > 1e-300 ? j * g : 0;
  const yd = j * (p * g + q);
  return [j, (mu / x) * j - f * j, y, (mu / x) * y - yd];
}

/** J_v and Y_v for v >= 0 and x > 0. */
function besselJY(v: number, x: number): [number, number] {
  if (x > 25 && x > 0.5 * v * v) return jyHankel(v, x);
  const small = 0.25 * x * x < v + 1 || x < 2;
  if (v > most) return small ? [power(v, x) * series(v, x, -1), Number.NEGATIVE_INFINITY] : [Number.NaN, Number.NaN];
  const n = floor(v + 0.5);
  const mu = v - n;
  let j = 0;
  let jn = 0;
  let y: number;
  let yn: number;
  if (x < 2) [y, yn] = yTemme(mu, x);
  else [j, jn, y, yn] = startJY(mu, x);
  const up = !small && v < x;
  for (let k = 1; k <= n; k++) {
    const factor = (2 * (mu + k)) / x;
    [y, yn] = [yn, factor * yn - y];
    if (up) [j, jn] = [jn, factor * jn - j];
    if (yn === Number.NEGATIVE_INFINITY && k < n) {
      y = k + 1 < n ? Number.NEGATIVE_INFINITY : y;
      if (k + 1 < n || !Number.isFinite(y)) break;
    }
  }
  if (Number.isNaN(y)) y = Number.NEGATIVE_INFINITY;
  if (small) j = power(v, x) * series(v, x, -1);
  else if (!up) {
    const [f] = jRatio(v, x);
    // The Wronskian with Y' = v / x Y - Y_(v + 1).
    const yd = (v / x) * y - yn;
    j = Number.isFinite(yd) ? 2 / (Math.PI * x) / (yd - f * y) : 0;
  }
  return [j, y];
}

/** The Bessel function of the first kind of real order v. */
export function jv(v: number, x: number): number {
  if (Number.isNaN(v) || Number.isNaN(x)) return Number.NaN;
  const whole = v === floor(v);
  if (x < 0) return whole ? (v % 2 === 0 ? 1 : -1) * jv(v, -x) : Number.NaN;
  if (v === 0) return j0(x);
  if (v === 1) return j1(x);
  if (x === 0) return v > 0 || whole ? 0 : (gammasgn(v + 1) || 1) * Number.POSITIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (v >= 0) return 0.25 * x * x < v + 1 ? power(v, x) * series(v, x, -1) : besselJY(v, x)[0];
  if (whole) return (v % 2 === 0 ? 1 : -1) * jv(-v, x);
  if (0.25 * x * x < abs(v + Math.round(-v)) * 0.5) return power(v, x) * series(v, x, -1);
  const [j, y] = besselJY(-v, x);
  const turn = cosPi(v);
  return (turn === 0 ? 0 : turn * j) + sinPi(v) * y;
}

/** The Bessel function of the second kind of real order v. */
export function yv(v: number, x: number): number {
  if (Number.isNaN(v) || Number.isNaN(x) || x < 0) return Number.NaN;
  if (v === 0) return y0(x);
  if (v === 1) return y1(x);
  if (x === 0) {
    if (v >= 0) return Number.NEGATIVE_INFINITY;
    return cosPi(v) === 0 ? 0 : -cosPi(v) * Number.POSITIVE_INFINITY;
  }
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (v >= 0) return besselJY(v, x)[1];
  if (v === floor(v)) return (v % 2 === 0 ? 1 : -1) * yv(-v, x);
  const [j, y] = besselJY(-v, x);
  const turn = cosPi(v);
  return (turn === 0 ? 0 : turn * y) - sinPi(v) * j;
}
