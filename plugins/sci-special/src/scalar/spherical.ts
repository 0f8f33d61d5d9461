import { jv, yv } from "./bessel.js";
import { iv, kv } from "./bessel-modified.js";

const { abs, cos, sin, sqrt } = Math;

/** Above this order the recurrence would take seconds. */
const most = 1e7;

function badOrder(n: number): boolean {
  return !(n >= 0) || n !== Math.floor(n);
}

/** Spherical Bessel function of the first kind. */
export function sphericalJ(n: number, x: number): number {
  if (badOrder(n) || Number.isNaN(x)) return Number.NaN;
  if (x < 0) return (n % 2 === 0 ? 1 : -1) * sphericalJ(n, -x);
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x === 0) return n === 0 ? 1 : 0;
  if ((n > 0 && n >= x) || n > most) return sqrt(Math.PI / (2 * x)) * jv(n + 0.5, x);
  let a = sin(x) / x;
  if (n === 0) return a;
  let b = (a - cos(x)) / x;
  for (let i = 1; i < n; i++) [a, b] = [b, ((2 * i + 1) * b) / x - a];
  return b;
}

/** Spherical Bessel function of the second kind. */
export function sphericalY(n: number, x: number): number {
  if (badOrder(n) || Number.isNaN(x)) return Number.NaN;
  if (x < 0) return (n % 2 === 0 ? -1 : 1) * sphericalY(n, -x);
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (n > most && x > most) return sqrt(Math.PI / (2 * x)) * yv(n + 0.5, x);
  let a = -cos(x) / x;
  if (n === 0) return a;
  let b = (a - sin(x)) / x;
  for (let i = 1; i < n && abs(b) !== Number.POSITIVE_INFINITY; i++) [a, b] = [b, ((2 * i + 1) * b) / x - a];
  return b;
}

/** Modified spherical Bessel function of the first kind. */
export function sphericalI(n: number, x: number): number {
  if (badOrder(n) || Number.isNaN(x)) return Number.NaN;
  if (x === 0) return n === 0 ? 1 : 0;
  if (abs(x) === Number.POSITIVE_INFINITY) return x > 0 || n % 2 === 0 ? Number.POSITIVE_INFINITY : x;
  const value = sqrt(Math.PI / (2 * abs(x))) * iv(n + 0.5, abs(x));
  return x < 0 && n % 2 === 1 ? -value : value;
}

/** Modified spherical Bessel function of the second kind. */
export function sphericalK(n: number, x: number): number {
  if (badOrder(n) || Number.isNaN(x)) return Number.NaN;
  if (x === 0) return Number.POSITIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x > 0 ? sqrt(Math.PI / (2 * x)) * kv(n + 0.5, x) : Number.NaN;
}

/** The derivatives of the four, from neighbouring orders. */
export function sphericalJPrime(n: number, x: number): number {
  if (n === 0) return -sphericalJ(1, x);
  if (x === 0) return n === 1 ? 1 / 3 : 0;
  return sphericalJ(n - 1, x) - ((n + 1) * sphericalJ(n, x)) / x;
}

/** See {@link sphericalJPrime}. */
export function sphericalYPrime(n: number, x: number): number {
  return n === 0 ? -sphericalY(1, x) : sphericalY(n - 1, x) - ((n + 1) * sphericalY(n, x)) / x;
}

/** See {@link sphericalJPrime}. */
export function sphericalIPrime(n: number, x: number): number {
  if (n === 0) return sphericalI(1, x);
  if (x === 0) return n === 1 ? 1 / 3 : 0;
  return sphericalI(n - 1, x) - ((n + 1) * sphericalI(n, x)) / x;
}

/** See {@link sphericalJPrime}. */
export function sphericalKPrime(n: number, x: number): number {
  return n === 0 ? -sphericalK(1, x) : -sphericalK(n - 1, x) - ((n + 1) * sphericalK(n, x)) / x;
}
