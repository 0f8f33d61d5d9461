import { chebyshev } from "./sums.js";
import {
  largeI0,
  largeI1,
  largeK0,
  largeK1,
  phaseP0,
  phaseP1,
  phaseQ0,
  phaseQ1,
  smallI0,
  smallI1,
  smallJ0,
  smallJ1,
  smallK0,
  smallK1,
  smallY0,
  smallY1,
} from "./tables-bessel.js";

const { abs, cos, exp, log, sin, sqrt } = Math;
const twoOverPi = 2 / Math.PI;

/** Bessel's J of order 0. */
export function j0(x: number): number {
  const size = abs(x);
  if (size < 5) return chebyshev(smallJ0, (2 * x * x) / 25 - 1);
  if (!(size < 1e300)) return Number.isNaN(x) ? x : 0;
  const u = 25 / (size * size);
  const p = chebyshev(phaseP0, 2 * u - 1);
  const q = chebyshev(phaseQ0, 2 * u - 1) / size;
  const [s, c] = [sin(size), cos(size)];
  // cos and sin of x - pi / 4 without rounding that difference
  return (p * (c + s) - q * (s - c)) / sqrt(Math.PI * size);
}

/** Bessel's J of order 1. */
export function j1(x: number): number {
  const size = abs(x);
  if (size < 5) return x * chebyshev(smallJ1, (2 * x * x) / 25 - 1);
  if (!(size < 1e300)) return Number.isNaN(x) ? x : 0;
  const u = 25 / (size * size);
  const p = chebyshev(phaseP1, 2 * u - 1);
  const q = chebyshev(phaseQ1, 2 * u - 1) / size;
  const [s, c] = [sin(size), cos(size)];
  const value = (p * (s - c) + q * (s + c)) / sqrt(Math.PI * size);
  return x < 0 ? -value : value;
}

/** Bessel's Y of order 0. */
export function y0(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x < 5) return chebyshev(smallY0, (2 * x * x) / 25 - 1) + twoOverPi * log(x) * j0(x);
  if (x > 1e300) return 0;
  const u = 25 / (x * x);
  const p = chebyshev(phaseP0, 2 * u - 1);
  const q = chebyshev(phaseQ0, 2 * u - 1) / x;
  const [s, c] = [sin(x), cos(x)];
  return (p * (s - c) + q * (c + s)) / sqrt(Math.PI * x);
}

/** Bessel's Y of order 1. */
export function y1(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x < 5) return x * chebyshev(smallY1, (2 * x * x) / 25 - 1) + twoOverPi * (log(x) * j1(x) - 1 / x);
  if (x > 1e300) return 0;
  const u = 25 / (x * x);
  const p = chebyshev(phaseP1, 2 * u - 1);
  const q = chebyshev(phaseQ1, 2 * u - 1) / x;
  const [s, c] = [sin(x), cos(x)];
  return (-p * (s + c) + q * (s - c)) / sqrt(Math.PI * x);
}

/** exp(-|x|) I0(x). */
export function i0e(x: number): number {
  const size = abs(x);
  if (size <= 8) return chebyshev(smallI0, size / 4 - 1);
  return Number.isNaN(x) ? x : chebyshev(largeI0, 16 / size - 1) / sqrt(size);
}

/** exp(-|x|) I1(x). */
export function i1e(x: number): number {
  const size = abs(x);
  if (size <= 8) return x * chebyshev(smallI1, size / 4 - 1);
  if (Number.isNaN(x)) return x;
  const value = chebyshev(largeI1, 16 / size - 1) / sqrt(size);
  return x < 0 ? -value : value;
}

/** The modified Bessel function I0. */
export function i0(x: number): number {
  return scaled(i0e(x), abs(x));
}

/** The modified Bessel function I1. */
export function i1(x: number): number {
  if (x === Number.NEGATIVE_INFINITY) return x;
  return scaled(i1e(x), abs(x));
}

/** value * exp(x) without overflow on the way. */
export function scaled(value: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) return value < 0 ? -x : x;
  if (value === 0) return value;
  if (abs(x) < 700) return value * exp(x);
  return value * exp(0.5 * x) * exp(0.5 * x);
}

function k0Small(x: number): number {
  return chebyshev(smallK0, (x * x) / 2 - 1) - log(0.5 * x) * i0(x);
}

function k1Small(x: number): number {
  return x * chebyshev(smallK1, (x * x) / 2 - 1) + log(0.5 * x) * i1(x) + 1 / x;
}

/** exp(x) K0(x). */
export function k0e(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return x <= 2 ? k0Small(x) * exp(x) : chebyshev(largeK0, 4 / x - 1) / sqrt(x);
}

/** exp(x) K1(x). */
export function k1e(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return x <= 2 ? k1Small(x) * exp(x) : chebyshev(largeK1, 4 / x - 1) / sqrt(x);
}

/** The modified Bessel function K0. */
export function k0(x: number): number {
  return x <= 2 && x > 0 ? k0Small(x) : scaled(k0e(x), -x);
}

/** The modified Bessel function K1. */
export function k1(x: number): number {
  return x <= 2 && x > 0 ? k1Small(x) : scaled(k1e(x), -x);
}
