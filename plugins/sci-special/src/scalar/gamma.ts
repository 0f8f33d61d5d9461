import { cosPi, polynomial, sinPi } from "./sums.js";
import { digammaAtNegativeRoot, digammaAtRoot, digammaRoots, gammaTwo, logGammaAtTwo } from "./tables-gamma.js";

const { abs, exp, floor, log, sqrt } = Math;
export const halfLogTwoPi: number = 0.9189385332046728;

/** The rest of Stirling's formula: lgamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2), for x from 10 on. */
export function stirlingRest(x: number): number {
  const u = 1 / (x * x);
  return (
    (((((((((-1.3924322169059011 * u + 0.17964437236883057) * u - 0.029550653594771242) * u + 0.00641025641025641) * u -
      0.0019175269175269176) *
      u +
      0.0008417508417508417) *
      u -
      0.0005952380952380953) *
      u +
      0.0007936507936507937) *
      u -
      0.002777777777777778) /
      x) *
      u +
    0.08333333333333333 / x
  );
}

/** The gamma function. */
export function gamma(x: number): number {
  if (x > 171.7) return Number.POSITIVE_INFINITY;
  if (Number.isNaN(x) || x === Number.NEGATIVE_INFINITY) return Number.NaN;
  if (x <= 0 && floor(x) === x) return x === 0 ? 1 / x : Number.NaN;
  if (abs(x) > 30) {
    const size = abs(x);
    const half = size ** (0.5 * size - 0.25);
    const rest = 2.5066282746310007 * exp(stirlingRest(size) - size);
    if (x > 0) return half * rest * half;
    const sine = sinPi(size) * size;
    return -Math.PI / sine / half / rest / half;
  }
  let factor = 1;
  let z = x;
  while (z >= 3) {
    z -= 1;
    factor *= z;
  }
  while (z < 2) {
    if (abs(z) < 1e-9) return factor / (z * (1 + 0.5772156649015329 * z));
    factor /= z;
    z += 1;
  }
  return factor * polynomial(gammaTwo, 2 * (z - 2) - 1);
}

/** The sign of the gamma function: 1, -1, or 0 at its poles. */
export function gammasgn(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 0 || x === Number.NEGATIVE_INFINITY) return 1;
  if (floor(x) === x) return 0;
  return floor(x) % 2 === 0 ? 1 : -1;
}

/** The logarithm of the size of the gamma function. */
export function gammaln(x: number): number {
  if (Number.isNaN(x)) return x;
  if (abs(x) === Number.POSITIVE_INFINITY) return x;
  if (x <= 0) {
    if (floor(x) === x) return Number.POSITIVE_INFINITY;
    if (x < -34) return log(Math.PI / (-x * abs(sinPi(x)))) - gammaln(-x);
  }
  if (x < 13) {
    let product = 1;
    let z = x;
    let shift = 0;
    while (z >= 2.5) {
      shift -= 1;
      z = x + shift;
      product *= z;
    }
    while (z < 1.5) {
      if (z === 0) return Number.POSITIVE_INFINITY;
      product /= z;
      shift += 1;
      z = x + shift;
    }
    const near = x + (shift - 2);
    const rest = near * (near + 1) * polynomial(logGammaAtTwo, 2 * near);
    if (product === 1) return rest;
    return Number.isFinite(product) ? log(abs(product)) + rest : -log(abs(x));
  }
  if (x > 1e300) return x * (log(x) - 1);
  return (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingRest(x);
}

/** 1 / gamma(x), 0 at the poles. */
export function rgamma(x: number): number {
  if (x === Number.NEGATIVE_INFINITY) return Number.NaN;
  if (x <= 0 && floor(x) === x) return 0;
  if (x > 171) return exp(-gammaln(x));
  const value = gamma(x);
  return abs(value) > 1e-305 ? 1 / value : gammasgn(x) * exp(-gammaln(x));
}

function atRoot(c: readonly number[], t: number): number {
  let sum = 0;
  for (let i = c.length - 1; i >= 0; i--) sum = (sum + c[i]!) * t;
  return sum;
}

/** The logarithmic derivative of the gamma function. */
export function digamma(x: number): number {
  if (Number.isNaN(x) || x === Number.NEGATIVE_INFINITY) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x === 0) return -1 / x;
  if (abs(x + 0.504) < 0.1) return atRoot(digammaAtNegativeRoot, x - digammaRoots[2]! - digammaRoots[3]!);
  if (x < 0) {
    if (floor(x) === x) return Number.NaN;
    return digamma(1 - x) - (Math.PI * cosPi(x)) / sinPi(x);
  }
  if (x > 1.17 && x < 1.76) return atRoot(digammaAtRoot, x - digammaRoots[0]! - digammaRoots[1]!);
  if (x <= 1) return digamma(x + 1) - 1 / x;
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += 1 / z;
    z += 1;
  }
  const u = 1 / (z * z);
  const rest =
    u *
    (1 / 12 -
      u *
        (1 / 120 -
          u * (1 / 252 - u * (1 / 240 - u * (1 / 132 - u * (691 / 32760 - u * (1 / 12 - u * (3617 / 8160))))))));
  return log(z) - 0.5 / z - rest - shift;
}

/** 2^-k times what Euler and Maclaurin's formula needs: (2k)! / B_2k. */
const maclaurin = [
  12, -720, 30240, -1209600, 47900160, -1892437580.3183792, 7.47242496e10, -2950130727918.164, 116467828143500.67,
  -4597978722407473, 1.8152105401943546e17, -7.166165256175667e18,
] as const;

/** Hurwitz' zeta function, the sum of (k + q)^-x over k from 0. Euler and Maclaurin's formula. */
export function zeta2(x: number, q: number): number {
  if (Number.isNaN(x) || Number.isNaN(q)) return Number.NaN;
  if (x === 1) return Number.POSITIVE_INFINITY;
  if (x < 1) return Number.NaN;
  if (q <= 0) {
    if (q === floor(q)) return Number.POSITIVE_INFINITY;
    if (x !== floor(x)) return Number.NaN;
  }
  if (q > 1e8) return (1 / (x - 1) + 1 / (2 * q)) * q ** (1 - x);
  let sum = q ** -x;
  let a = q;
  let b = 0;
  for (let i = 0; i < 9 || a <= 9; i++) {
    if (i > 1e6) return Number.NaN;
    a += 1;
    b = a ** -x;
    sum += b;
    if (abs(b / sum) < 1.1e-16) return sum;
  }
  const w = a;
  sum += (b * w) / (x - 1);
  sum -= 0.5 * b;
  let factor = 1;
  let k = 0;
  for (let i = 0; i < 12; i++) {
    factor *= x + k;
    b /= w;
    const t = (factor * b) / maclaurin[i]!;
    sum += t;
    if (abs(t / sum) < 1.1e-16) return sum;
    k += 1;
    factor *= x + k;
    b /= w;
    k += 1;
  }
  return sum;
}

/** Riemann's zeta function. */
export function zeta1(x: number): number {
  if (Number.isNaN(x) || x === Number.NEGATIVE_INFINITY) return Number.NaN;
  if (x === 1) return Number.POSITIVE_INFINITY;
  if (x >= 56) return 1 + 2 ** -x + 3 ** -x;
  if (x >= 0) return nearOne(x);
  // Riemann's functional equation.
  const sine = sinPi(0.5 * x);
  if (sine === 0) return 0;
  const s = 1 - x;
  const size = s < 140 ? gamma(s) * (2 * Math.PI) ** -s : exp(gammaln(s) - s * log(2 * Math.PI));
  return 2 * size * nearOne(s) * sine;
}

/** Borwein's alternating sums would do as well; Euler and Maclaurin's formula holds for all x > -20 but 1. */
function nearOne(x: number): number {
  if (x >= 56) return 1 + 2 ** -x + 3 ** -x;
  let sum = 1;
  const n = 12;
  for (let k = 2; k < n; k++) sum += k ** -x;
  const b = n ** -x;
  sum += (b * n) / (x - 1) + 0.5 * b;
  let factor = x;
  let power = b / n;
  for (let i = 0; i < 12; i++) {
    const t = (factor * power) / maclaurin[i]!;
    sum += t;
    if (abs(t) < 1e-18 * abs(sum)) break;
    factor *= (x + 2 * i + 1) * (x + 2 * i + 2);
    power /= n * n;
  }
  return sum;
}

/** Riemann's zeta function less 1. */
export function zetac(x: number): number {
  if (x < 1.5) return zeta1(x) - 1;
  if (!(x < 127)) return !Number.isNaN(x) ? 0 : x;
  return zeta2(x, 2);
}

/** The n-th derivative of digamma for whole n from 0. */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (n !== floor(n) || n < 0) return Number.NaN;
  return (n % 2 === 1 ? 1 : -1) * gamma(n + 1) * zeta2(n + 1, x);
}

/** The logarithm of the size of the beta function. */
export function betaln(a: number, b: number): number {
  if (abs(a) < abs(b)) return betaln(b, a);
  if (b <= 0 || a <= 0) {
    const value = beta(a, b);
    if (value !== 0 && Number.isFinite(value)) return log(abs(value));
    if (!Number.isFinite(value)) return !Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    return gammaln(a) + gammaln(b) - gammaln(a + b);
  }
  if (a > 10) {
    // gamma(b) (a)^-b with the rests of Stirling's formula, which do not cancel.
    const sum = a + b;
    const rest = stirlingRest(a) - stirlingRest(sum);
    if (b > 10)
      return (
        halfLogTwoPi - 0.5 * log(b) + stirlingRest(b) + rest + (a - 0.5) * -Math.log1p(b / a) - b * Math.log1p(a / b)
      );
    return gammaln(b) + rest - (a - 0.5) * Math.log1p(b / a) - b * log(sum) + b;
  }
  const value = beta(a, b);
  return Number.isFinite(value) && value > 0 ? log(value) : gammaln(a) + gammaln(b) - gammaln(a + b);
}

/** The beta function gamma(a) gamma(b) / gamma(a + b). */
export function beta(a: number, b: number): number {
  if (abs(a) < abs(b)) return beta(b, a);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  if (a <= 0 && a === floor(a)) return betaOfPole(a, b);
  if (b <= 0 && b === floor(b)) return betaOfPole(b, a);
  if (a > 10 && b > 0) return exp(betaln(a, b));
  if (abs(a) > 1e6 * abs(b) && a > 1e6) return exp(gammaln(b) - b * log(a)) * gammasgn(b);
  const sum = a + b;
  if (abs(sum) > 171 || abs(a) > 171 || abs(b) > 171)
    return gammasgn(sum) * gammasgn(a) * gammasgn(b) * exp(gammaln(a) + gammaln(b) - gammaln(sum));
  const denominator = gamma(sum);
  const [ga, gb] = [gamma(a), gamma(b)];
  if (denominator === 0) return Number.POSITIVE_INFINITY;
  if (sum <= 0 && sum === floor(sum)) return 0;
  return abs(abs(ga) - abs(denominator)) > abs(abs(gb) - abs(denominator))
    ? (gb / denominator) * ga
    : (ga / denominator) * gb;
}

function betaOfPole(a: number, b: number): number {
  if (b === floor(b) && 1 - a - b > 0) return (b % 2 === 0 ? 1 : -1) * beta(1 - a - b, b);
  return Number.POSITIVE_INFINITY;
}

/** Pochhammer's symbol gamma(z + m) / gamma(z). */
export function poch(z: number, m: number): number {
  let r = 1;
  let rest = m;
  let a = z;
  if (!(abs(m) < 1e9)) return exp(gammaln(a + m) - gammaln(a)) * gammasgn(a + m) * gammasgn(a);
  while (rest >= 1 && rest < 1e4) {
    if (a + rest === 1) break;
    rest -= 1;
    r *= a + rest;
    if (!Number.isFinite(r) || r === 0) break;
  }
  while (rest <= -1 && rest > -1e4) {
    if (a + rest === 0) break;
    r /= a + rest;
    rest += 1;
    if (!Number.isFinite(r) || r === 0) break;
  }
  if (rest === 0) return r;
  if (a > 1e4 && abs(rest) <= 1) {
    return (
      r *
      a ** rest *
      (1 +
        (rest * (rest - 1)) / (2 * a) +
        (rest * (rest - 1) * (rest - 2) * (3 * rest - 1)) / (24 * a * a) +
        (rest * rest * (rest - 1) * (rest - 1) * (rest - 2) * (rest - 3)) / (48 * a * a * a))
    );
  }
  const pole = (v: number): boolean => v <= 0 && v === floor(v);
  if (pole(a + rest) && !pole(a) && a + rest - rest !== 0) return Number.POSITIVE_INFINITY;
  if (!pole(a + rest) && pole(a)) return 0;
  a += 0;
  return r * exp(gammaln(a + rest) - gammaln(a)) * gammasgn(a + rest) * gammasgn(a);
}

/** The binomial coefficient of real numbers. */
export function binom(n: number, k: number): number {
  if (Number.isNaN(n) || Number.isNaN(k)) return Number.NaN;
  if (n < 0 && n === floor(n)) return Number.NaN;
  const whole = k === floor(k);
  if (whole && (abs(n) > 1e-8 || n === 0)) {
    const nx = floor(n);
    let kx = k;
    if (nx === n && kx > nx / 2 && nx > 0) kx = nx - kx;
    if (kx >= 0 && kx < 20) {
      let [num, den] = [1, 1];
      for (let i = 1; i < 1 + kx; i++) {
        num *= i + n - kx;
        den *= i;
        if (abs(num) > 1e50) {
          num /= den;
          den = 1;
        }
      }
      return num / den;
    }
  }
  if (n >= 1e10 * k && k > 0) return exp(-betaln(1 + n - k, 1 + k) - log(n + 1));
  if (k > 1e8 * abs(n)) {
    let num = gamma(1 + n) / abs(k) + (gamma(1 + n) * n) / (2 * k * k);
    num /= Math.PI * abs(k) ** n;
    if (k > 0) {
      const kx = floor(k);
      const dk = kx === Math.trunc(kx) ? k - kx : k;
      const sign = kx % 2 === 0 ? 1 : -1;
      return num * sinPi(dk - n) * sign;
    }
    return whole ? 0 : num * sinPi(k);
  }
  if (n > 10 && n - k > 0 && k > 0) return exp(-betaln(1 + n - k, 1 + k)) / (n + 1);
  return 1 / (n + 1) / beta(1 + n - k, 1 + k);
}

/** The square root of 2 pi. */
export const rootTwoPi: number = /* @__PURE__ */ sqrt(2 * Math.PI);
