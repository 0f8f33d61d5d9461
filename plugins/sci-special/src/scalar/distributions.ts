import { ndtri } from "./error.js";
import { betaincinvPair, betaincPair } from "./incomplete-beta.js";
import { gammainc, gammaincc, gammainccinv, gammaincinv } from "./incomplete-gamma.js";

const { abs, floor, sqrt } = Math;

/** Student's t distribution function. */
export function stdtr(df: number, t: number): number {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  if (abs(t) === Number.POSITIVE_INFINITY) return t > 0 ? 1 : 0;
  if (df === Number.POSITIVE_INFINITY || df > 1e300) return Number.NaN;
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return t > 0 ? 1 : 0.5 * betaincPair(0.5 * df, 0.5, df / t / t, 1);
  // The smaller of the two arguments is exact.
  const x = df / (df + square);
  const y = square / (df + square);
  const tail = 0.5 * betaincPair(0.5 * df, 0.5, x, y);
  return t > 0 ? 1 - tail : tail;
}

/** The quantile of Student's t distribution. */
export function stdtrit(df: number, p: number): number {
  if (!(df > 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  if (df > 1e20) return ndtri(p);
  return p < 0.5 ? lowerT(df, p) : -lowerT(df, 1 - p);
}

/** The t whose lower tail is p, for p below 0.5. */
function lowerT(df: number, p: number): number {
  if (p > 0.25) {
    // Around the middle, from the probability between 0 and t.
    const [y, x] = betaincinvPair(0.5, 0.5 * df, 1 - 2 * p, 2 * p);
    return -sqrt((df * y) / x);
  }
  const [x, y] = betaincinvPair(0.5 * df, 0.5, 2 * p, 1 - 2 * p);
  return -sqrt(df * y) / sqrt(x);
}

/** The chi-squared distribution function. */
export function chdtr(v: number, x: number): number {
  return x < 0 ? 0 : gammainc(0.5 * v, 0.5 * x);
}

/** Its upper tail. */
export function chdtrc(v: number, x: number): number {
  return x < 0 ? 1 : gammaincc(0.5 * v, 0.5 * x);
}

/** The x whose upper tail is p. */
export function chdtri(v: number, p: number): number {
  return p < 0 || p > 1 || v < 0 ? Number.NaN : 2 * gammainccinv(0.5 * v, p);
}

/** The F distribution function. */
export function fdtr(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const ax = a * x;
  return betaincPair(0.5 * a, 0.5 * b, ax / (b + ax), b / (b + ax));
}

/** Its upper tail. */
export function fdtrc(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const ax = a * x;
  return betaincPair(0.5 * b, 0.5 * a, b / (b + ax), ax / (b + ax));
}

/** The quantile of the F distribution. */
export function fdtri(a: number, b: number, p: number): number {
  if (!(a > 0 && b > 0 && p > 0 && p <= 1)) return p === 0 ? 0 : Number.NaN;
  const [x, y] = betaincinvPair(0.5 * a, 0.5 * b, p, 1 - p);
  return (b * x) / (a * y);
}

/** The x whose upper tail of the F distribution is q. */
export function fdtrci(a: number, b: number, q: number): number {
  if (!(a > 0 && b > 0 && q >= 0 && q <= 1)) return Number.NaN;
  const [y, x] = betaincinvPair(0.5 * b, 0.5 * a, q, 1 - q);
  return (b * x) / (a * y);
}

/** The sum of the binomial probabilities from 0 to k of n. */
export function bdtr(k: number, n: number, p: number): number {
  const fk = floor(k);
  if (!(p >= 0 && p <= 1 && fk >= 0 && n >= fk)) return Number.NaN;
  if (fk === n) return 1;
  return fk === 0 ? (1 - p) ** n : betaincPair(n - fk, fk + 1, 1 - p, p);
}

/** The sum of those above k. */
export function bdtrc(k: number, n: number, p: number): number {
  const fk = floor(k);
  if (!(p >= 0 && p <= 1) || Number.isNaN(n) || n < fk) return Number.NaN;
  if (fk < 0) return 1;
  if (fk === n) return 0;
  if (fk === 0) return p < 0.01 ? -Math.expm1(n * Math.log1p(-p)) : 1 - (1 - p) ** n;
  return betaincPair(fk + 1, n - fk, p, 1 - p);
}

/** The p for which bdtr(k, n, p) is y. */
export function bdtri(k: number, n: number, y: number): number {
  const fk = floor(k);
  if (!(y >= 0 && y <= 1 && fk >= 0 && n > fk)) return Number.NaN;
  if (fk === 0) return y > 0.8 ? -Math.expm1(Math.log1p(y - 1) / n) : 1 - y ** (1 / n);
  return betaincinvPair(fk + 1, n - fk, 1 - y, y)[0];
}

/** The sum of the Poisson probabilities from 0 to k of mean m. */
export function pdtr(k: number, m: number): number {
  if (!(k >= 0 && m >= 0)) return Number.NaN;
  return m === 0 ? 1 : gammaincc(floor(k) + 1, m);
}

/** The sum of those above k. */
export function pdtrc(k: number, m: number): number {
  if (!(k >= 0 && m >= 0)) return Number.NaN;
  return m === 0 ? 0 : gammainc(floor(k) + 1, m);
}

/** The mean for which pdtr(k, m) is y. */
export function pdtri(k: number, y: number): number {
  return k < 0 || !(y >= 0 && y < 1) ? Number.NaN : gammainccinv(floor(k) + 1, y);
}

/** The sum of the negative binomial probabilities from 0 to k failures before n successes. */
export function nbdtr(k: number, n: number, p: number): number {
  return !(p >= 0 && p <= 1 && k >= 0) ? Number.NaN : betaincPair(floor(n), floor(k) + 1, p, 1 - p);
}

/** The sum of those above k. */
export function nbdtrc(k: number, n: number, p: number): number {
  return !(p >= 0 && p <= 1 && k >= 0) ? Number.NaN : betaincPair(floor(k) + 1, floor(n), 1 - p, p);
}

/** The gamma distribution function of rate a and shape b. */
export function gdtr(a: number, b: number, x: number): number {
  return x < 0 ? Number.NaN : gammainc(b, a * x);
}

/** Its upper tail. */
export function gdtrc(a: number, b: number, x: number): number {
  return x < 0 ? Number.NaN : gammaincc(b, a * x);
}

/** The x where gdtr(a, b, x) is p. */
export function gdtrix(a: number, b: number, p: number): number {
  return gammaincinv(b, p) / a;
}
