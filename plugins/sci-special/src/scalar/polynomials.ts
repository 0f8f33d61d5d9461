import { binom, gamma, gammaln, poch } from "./gamma.js";

const { abs, floor, sqrt } = Math;

function badDegree(n: number): boolean {
  return n !== floor(n) || abs(n) > 1e6;
}

/** Legendre's polynomial P_n. */
export function legendre(n: number, x: number): number {
  if (badDegree(n) || Number.isNaN(x)) return Number.NaN;
  const m = n < 0 ? -n - 1 : n;
  if (m === 0) return 1;
  if (abs(x) < 1e-5) return legendreNearZero(m, x);
  let d = x - 1;
  let p = x;
  for (let k = 1; k < m; k++) {
    d = ((2 * k + 1) / (k + 1)) * (x - 1) * p + (k / (k + 1)) * d;
    p += d;
  }
  return p;
}

function legendreNearZero(n: number, x: number): number {
  const half = floor(n / 2);
  let sign = half % 2 === 0 ? 1 : -1;
  let term = sign;
  if (n === 2 * half) term *= -2 / betaOf(half + 1, -0.5);
  else term *= (2 * x) / betaOf(half + 1, 0.5);
  let sum = 0;
  for (let k = 0; k <= half; k++) {
    sum += term;
    sign = -2 * x * x * (half - k) * (2 * n + 1 - 2 * half + 2 * k);
    term *= sign / ((n + 1 - 2 * half + 2 * k) * (n + 2 - 2 * half + 2 * k));
    if (abs(term) <= 1e-20 * abs(sum)) break;
  }
  return sum;
}

function betaOf(a: number, b: number): number {
  return a + b > 170
    ? Math.exp(gammaln(a) + gammaln(b) - gammaln(a + b)) * (b < 0 ? -1 : 1)
    : (gamma(a) / gamma(a + b)) * gamma(b);
}

/** Chebyshev's polynomial of the first kind. */
export function chebyt(n: number, x: number): number {
  if (badDegree(n)) return Number.NaN;
  const m = abs(n);
  let [b0, b1, b2] = [0, -1, 0];
  const twice = 2 * x;
  for (let k = 0; k <= m; k++) {
    b2 = b1;
    b1 = b0;
    b0 = twice * b1 - b2;
  }
  return (b0 - b2) / 2;
}

/** Chebyshev's polynomial of the second kind. */
export function chebyu(n: number, x: number): number {
  if (badDegree(n)) return Number.NaN;
  if (n === -1) return 0;
  const m = n < -1 ? -n - 2 : n;
  let [b0, b1, b2] = [0, -1, 0];
  const twice = 2 * x;
  for (let k = 0; k <= m; k++) {
    b2 = b1;
    b1 = b0;
    b0 = twice * b1 - b2;
  }
  return n < -1 ? -b0 : b0;
}

/** Hermite's polynomial H_n of the physicists. */
export function hermite(n: number, x: number): number {
  if (badDegree(n)) return Number.NaN;
  return 2 ** (n / 2) * hermitenorm(n, Math.SQRT2 * x);
}

/** Hermite's polynomial He_n of the probabilists. */
export function hermitenorm(n: number, x: number): number {
  if (badDegree(n) || n < 0 || Number.isNaN(x)) return Number.isNaN(x) || n >= 0 || badDegree(n) ? Number.NaN : 0;
  if (n === 0) return 1;
  if (n === 1) return x;
  let [above, y] = [0, 1];
  let next = 0;
  for (let k = n; k > 1; k--) {
    next = x * y - k * above;
    above = y;
    y = next;
  }
  return x * y - above;
}

/** Laguerre's polynomial of parameter alpha. */
export function genlaguerre(n: number, alpha: number, x: number): number {
  if (badDegree(n) || !(alpha > -1)) return Number.NaN;
  if (n < 0) return 0;
  if (n === 0) return 1;
  let d = -x / (alpha + 1);
  let p = d + 1;
  for (let k = 1; k < n; k++) {
    d = (-x / (k + alpha + 1)) * p + (k / (k + alpha + 1)) * d;
    p += d;
  }
  return binom(n + alpha, n) * p;
}

/** Laguerre's polynomial. */
export function laguerre(n: number, x: number): number {
  return genlaguerre(n, 0, x);
}

/** Jacobi's polynomial. */
export function jacobi(n: number, alpha: number, beta: number, x: number): number {
  if (badDegree(n)) return Number.NaN;
  if (n < 0) return 0;
  if (n === 0) return 1;
  if (n === 1) return 0.5 * (2 * (alpha + 1) + (alpha + beta + 2) * (x - 1));
  let d = ((alpha + beta + 2) * (x - 1)) / (2 * (alpha + 1));
  let p = d + 1;
  for (let k = 1; k < n; k++) {
    const t = 2 * k + alpha + beta;
    d =
      (t * (t + 1) * (t + 2) * (x - 1) * p + 2 * k * (k + beta) * (t + 2) * d) /
      (2 * (k + alpha + 1) * (k + alpha + beta + 1) * t);
    p += d;
  }
  return binom(n + alpha, n) * p;
}

/** Gegenbauer's polynomial. */
export function gegenbauer(n: number, alpha: number, x: number): number {
  if (badDegree(n)) return Number.NaN;
  if (n < 0) return 0;
  if (n === 0) return 1;
  if (n === 1) return 2 * alpha * x;
  if (alpha === 0) return (2 / n) * chebyt(n, x);
  let d = x - 1;
  let p = x;
  for (let k = 1; k < n; k++) {
    d = ((2 * (k + alpha)) / (k + 2 * alpha)) * (x - 1) * p + (k / (k + 2 * alpha)) * d;
    p += d;
  }
  return abs(alpha / n) < 1e-8 ? ((2 * alpha) / n) * p : binom(n + 2 * alpha - 1, n) * p;
}

/** The associated Legendre function P_v^m(x) of whole order m and degree v, with Condon and Shortley's phase. */
export function lpmv(m: number, v: number, x: number): number {
  if (Number.isNaN(x) || m !== floor(m) || v !== floor(v) || abs(x) > 1) return Number.NaN;
  const degree = v < 0 ? -v - 1 : v;
  if (m < 0) {
    const order = -m;
    if (order > degree) return Number.NaN;
    return ((order % 2 === 0 ? 1 : -1) * lpmv(order, degree, x)) / poch(degree - order + 1, 2 * order);
  }
  if (m > degree) return 0;
  if (abs(x) === 1 && m > 0) return 0;
  let p = 1;
  const root = sqrt((1 - x) * (1 + x));
  for (let i = 1; i <= m; i++) p *= -(2 * i - 1) * root;
  if (degree === m) return p;
  let next = x * (2 * m + 1) * p;
  for (let l = m + 2; l <= degree; l++) [p, next] = [next, ((2 * l - 1) * x * next - (l + m - 1) * p) / (l - m)];
  return next;
}

/** sqrt((2 n + 1) (n - m)! / (4 pi (n + m)!)) P_n^m(cos(phi)), the size of a spherical harmonic; |m| up to n. */
export function harmonicSize(m: number, n: number, phi: number): number {
  const order = abs(m);
  const x = Math.cos(phi);
  if (order > n) return 0;
  if (n > 1e6) return Number.NaN;
  // Normalised on the way, so that large orders do not overflow.
  let p = sqrt(1 / (4 * Math.PI));
  const root = abs(Math.sin(phi));
  for (let i = 1; i <= order; i++) p *= -sqrt((2 * i + 1) / (2 * i)) * root;
  let before = 0;
  for (let l = order + 1; l <= n; l++) {
    const a = sqrt((4 * l * l - 1) / (l * l - order * order));
    const b = sqrt(((l - 1) ** 2 - order * order) / (4 * (l - 1) ** 2 - 1));
    [before, p] = [p, a * (x * p - (l === order + 1 ? 0 : b) * before)];
  }
  return m < 0 && order % 2 === 1 ? -p : p;
}
