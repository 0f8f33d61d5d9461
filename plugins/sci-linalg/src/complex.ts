import type { Complex } from "@core/array";
import { complexRoot } from "./kernels/complex-schur.js";
import { divide } from "./kernels/quasi-vectors.js";

export function complex(re: number, im = 0): Complex {
  return { re, im };
}

export function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function minus(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

export function times(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

export function over(a: Complex, b: Complex): Complex {
  if (a.im === 0 && b.im === 0) return { re: a.re / b.re, im: 0 };
  const [re, im] = divide(a.re, a.im, b.re, b.im);
  return { re, im };
}

export function size(a: Complex): number {
  return Math.hypot(a.re, a.im);
}

export function root(a: Complex): Complex {
  const [re, im] = complexRoot(a.re, a.im);
  return { re, im };
}

export function log(a: Complex): Complex {
  return { re: Math.log(size(a)), im: Math.atan2(a.im, a.re) };
}

export function exp(a: Complex): Complex {
  const length = Math.exp(a.re);
  return a.im === 0 ? { re: length, im: 0 } : { re: length * Math.cos(a.im), im: length * Math.sin(a.im) };
}

export function sinh(a: Complex): Complex {
  return { re: Math.sinh(a.re) * Math.cos(a.im), im: Math.cosh(a.re) * Math.sin(a.im) };
}

/** The inverse hyperbolic tangent, accurate near 0. */
export function atanh(a: Complex): Complex {
  const { re: x, im: y } = a;
  return {
    re: 0.25 * Math.log1p((4 * x) / ((1 - x) * (1 - x) + y * y)),
    im: 0.5 * Math.atan2(2 * y, (1 - x) * (1 + x) - y * y),
  };
}
