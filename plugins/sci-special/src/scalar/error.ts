import { expOfMinusSquare, expOfSquare, polynomial } from "./sums.js";
import { dawsonPieces, erfcxPieces, erfSmall } from "./tables-error.js";

const { abs, exp, log, sqrt } = Math;
const rootPi = 1.772453850905516;

/** The scaled complementary error function exp(x^2) erfc(x). */
export function erfcx(x: number): number {
  if (x >= 0) {
    if (x > 1e8) return 1 / (rootPi * x);
    const t = 4 / (4 + x);
    const at = t * 20;
    const piece = at >= 20 ? 19 : at | 0;
    return t * polynomial(erfcxPieces[piece]!, 2 * (at - piece) - 1);
  }
  if (x < -26.7) return Number.POSITIVE_INFINITY;
  return !Number.isNaN(x) ? 2 * expOfSquare(x) - erfcx(-x) : x;
}

/** The error function. */
export function erf(x: number): number {
  const size = abs(x);
  if (size < 1) return x * polynomial(erfSmall, 2 * x * x - 1);
  if (Number.isNaN(x)) return x;
  if (size > 6) return x > 0 ? 1 : -1;
  const rest = expOfMinusSquare(size) * erfcx(size);
  return x > 0 ? 1 - rest : rest - 1;
}

/** 1 - erf(x) without cancellation; 0 as in SciPy where exp(-x^2) would be subnormal. */
export function erfc(x: number): number {
  if (x < 0.5) return x < -6 ? 2 : 1 - erf(x);
  if (x * x > 709.782712893384) return 0;
  return expOfMinusSquare(x) * erfcx(x);
}

/** Dawson's integral exp(-x^2) times the integral of exp(t^2) from 0 to x. */
export function dawsn(x: number): number {
  const size = abs(x);
  if (size < 0.1) {
    const u = x * x;
    return (
      x *
      (1 -
        u * (2 / 3) * (1 - u * 0.4 * (1 - u * (2 / 7) * (1 - u * (2 / 9) * (1 - u * (2 / 11) * (1 - u * (2 / 13)))))))
    );
  }
  if (size < 6) {
    const at = size * 2;
    const piece = at | 0;
    const value = polynomial(dawsonPieces[piece]!, 2 * (at - piece) - 1);
    return x < 0 ? -value : value;
  }
  if (Number.isNaN(x)) return x;
  if (size > 1e8) return 0.5 / x;
  const u = 1 / (2 * x * x);
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 60; k++) {
    const next = term * (2 * k - 1) * u;
    if (next > term || next < 1e-17) break;
    term = next;
    sum += term;
  }
  return sum / (2 * x);
}

/** The imaginary error function -i erf(i x). */
export function erfi(x: number): number {
  if (Number.isNaN(x)) return x;
  return abs(x) > 27
    ? x > 0
      ? Number.POSITIVE_INFINITY
      : Number.NEGATIVE_INFINITY
    : (2 / rootPi) * expOfSquare(x) * dawsn(x);
}

// Wichura, Algorithm AS 241 (1988).
const centre = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
] as const;
const middle = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;
const far = [
  [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
] as const;

/** The normal quantile whose lower tail is exp(-r^2), for r from sqrt(log 13.3) on; negative. */
function tailQuantile(r: number): number {
  if (r <= 5) return -polynomial(middle[0], r - 1.6) / polynomial(middle[1], r - 1.6);
  return -polynomial(far[0], r - 5) / polynomial(far[1], r - 5);
}

/** The quantile of the standard normal distribution. */
export function ndtri(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  const q = p - 0.5;
  if (abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centre[0], r)) / polynomial(centre[1], r);
  }
  return q < 0 ? tailQuantile(sqrt(-log(p))) : -tailQuantile(sqrt(-log(1 - p)));
}

/** The distribution function of the standard normal distribution. */
export function ndtr(x: number): number {
  return x < 1 ? 0.5 * erfc(-x * Math.SQRT1_2) : 1 - 0.5 * erfc(x * Math.SQRT1_2);
}

/** The logarithm of ndtr, also where ndtr underflows. */
export function logNdtr(x: number): number {
  if (x > 0) return Math.log1p(-0.5 * erfc(x * Math.SQRT1_2));
  if (x > -1) return log(ndtr(x));
  if (x < -1e150) return Number.NEGATIVE_INFINITY;
  return log(0.5 * erfcx(-x * Math.SQRT1_2)) - 0.5 * x * x;
}

/** The quantile of the normal distribution from the logarithm of the probability. */
export function ndtriExp(y: number): number {
  if (y >= 0) return y === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (y > -0.01) return -ndtri(-Math.expm1(y));
  if (y > -2) return ndtri(exp(y));
  let x = y > -700 ? tailQuantile(sqrt(-y)) : -sqrt(-2 * y);
  for (let i = 0; i < 8; i++) {
    const ratio = sqrt(2 / Math.PI) / erfcx(-x * Math.SQRT1_2);
    const step = (logNdtr(x) - y) / ratio;
    x -= step;
    if (abs(step) < 1e-15 * abs(x)) break;
  }
  return x;
}

/** The inverse of erfc. */
export function erfcinv(y: number): number {
  if (y === 0) return Number.POSITIVE_INFINITY;
  if (y > 0.5) return erfinv(1 - y);
  // With p = y / 2 the lower tail of the normal distribution.
  return y > 0 ? -ndtri(0.5 * y) * Math.SQRT1_2 : Number.NaN;
}

/** The inverse of erf. */
export function erfinv(y: number): number {
  if (abs(y) <= 0.85) {
    const q = 0.5 * y;
    const r = 0.180625 - q * q;
    return (Math.SQRT1_2 * q * polynomial(centre[0], r)) / polynomial(centre[1], r);
  }
  if (!(abs(y) < 1)) return abs(y) === 1 ? y / 0 : Number.NaN;
  const size = -tailQuantile(sqrt(-log(0.5 * (1 - abs(y))))) * Math.SQRT1_2;
  return y < 0 ? -size : size;
}

/** 2a / pi and the numbers a^2 n^2, a n of the sums in {@link faddeeva}. */
const spacing = 0.518321480430086;

/**
 * The Faddeeva function w(z) = exp(-z^2) erfc(-i z). By Laplace's continued fraction far from 0 (Gautschi 1970; Poppe and Wijers 1990)
 * and Zaghloul and Ali's Algorithm 916 (2011) elsewhere.
 */
export function faddeeva(x: number, y: number): [number, number] {
  if (Number.isNaN(x) || Number.isNaN(y)) return [Number.NaN, Number.NaN];
  if (x === 0) return [erfcx(y), 0];
  if (y === 0) return [exp(-x * x), (2 / rootPi) * dawsn(x)];
  if (y < 0) {
    const [re, im] = faddeeva(-x, -y);
    const scale = exp((y - x) * (y + x));
    if (scale === 0) return [-re, -im];
    const angle = 2 * x * y;
    return [scale * (2 * Math.cos(angle)) - re, -scale * (2 * Math.sin(angle)) - im];
  }
  const size = abs(x);
  if (size + y > 4000) return faraway(x, y);
  const far = y > 7 || (size > 6 && (y > 0.1 || (size > 8 && y > 1e-10) || size > 28));
  return far ? continued(x, y) : summed(x, y);
}

function faraway(x: number, y: number): [number, number] {
  const size = abs(x);
  if (size + y > 1e7) {
    if (size > y) {
      const ratio = y / x;
      const scale = 1 / (rootPi * (x + ratio * y));
      return [ratio * scale, scale];
    }
    const ratio = x / y;
    const scale = 1 / (rootPi * (ratio * x + y));
    return [scale, ratio * scale];
  }
  const dr = x * x - y * y - 0.5;
  const di = 2 * x * y;
  const scale = 1 / (rootPi * (dr * dr + di * di));
  // i z / (sqrt(pi) (z^2 - 1/2))
  return [scale * (x * di - y * dr), scale * (x * dr + y * di)];
}

function continued(x: number, y: number): [number, number] {
  const size = abs(x);
  const terms = Math.floor(4 + 12 / (0.08 * size + 0.14 * y));
  let wr = size;
  let wi = y;
  for (let nu = 0.5 * (terms - 1); nu > 0.4; nu -= 0.5) {
    const scale = nu / (wr * wr + wi * wi);
    wr = size - wr * scale;
    wi = y + wi * scale;
  }
  const scale = 1 / (rootPi * (wr * wr + wi * wi));
  return [scale * wi, x < 0 ? -scale * wr : scale * wr];
}

function summed(given: number, y: number): [number, number] {
  const x = abs(given);
  const a = spacing;
  const c = (2 * a) / Math.PI;
  const gauss = expOfMinusSquare(x);
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let sum4 = 0;
  let sum5 = 0;
  const last = Math.ceil((x + 6.2) / a) + 1;
  for (let n = 1; n <= last; n++) {
    const an = a * n;
    const weight = 1 / (an * an + y * y);
    const plus = exp(-(an + x) * (an + x)) * weight;
    const minus = exp(-(an - x) * (an - x)) * weight;
    sum1 += exp(-an * an) * weight;
    sum2 += plus;
    sum3 += minus;
    sum4 += an * plus;
    sum5 += an * minus;
  }
  sum1 *= gauss;
  const first = gauss * erfcx(y);
  const sin = Math.sin(x * y);
  const sinc = x * y === 0 ? 1 : sin / (x * y);
  const sin2 = Math.sin(2 * x * y);
  const sinc2 = x * y === 0 ? 1 : sin2 / (2 * x * y);
  const re = (first - c * y * sum1) * Math.cos(2 * x * y) + c * x * gauss * sin * sinc + 0.5 * c * y * (sum2 + sum3);
  // For small x the difference of the sums cancels.
  const odd = x > 1e-3 ? 0.5 * c * (sum5 - sum4) : c * oddSum(x, y);
  const im = (c * y * sum1 - first) * sin2 + c * x * gauss * sinc2 + odd;
  return [re, given < 0 ? -im : im];
}

/** Half the difference of the two odd sums where x is small: exp(-a^2 n^2 - x^2) sinh(2 a n x). */
function oddSum(x: number, y: number): number {
  let sum = 0;
  for (let n = 1; n <= 13; n++) {
    const an = spacing * n;
    sum += (an * exp(-an * an - x * x) * Math.sinh(2 * an * x)) / (an * an + y * y);
  }
  return sum;
}

/** The Voigt profile: a normal distribution of deviation sigma convolved with a Cauchy distribution of half width gamma. */
export function voigtProfile(x: number, sigma: number, gamma: number): number {
  if (sigma === 0) {
    if (gamma === 0) return x === 0 ? Number.POSITIVE_INFINITY : !Number.isNaN(x) ? 0 : x;
    return gamma / (Math.PI * (x * x + gamma * gamma));
  }
  if (gamma === 0) return exp(-0.5 * (x / sigma) ** 2) / (sigma * sqrt(2 * Math.PI));
  const scale = Math.SQRT1_2 / sigma;
  return faddeeva(x * scale, gamma * scale)[0] / (sigma * sqrt(2 * Math.PI));
}
