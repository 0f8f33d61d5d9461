import { hypotenuse, roundHalfEven, withSign } from "./numbers.js";

/** A function of a complex number; it writes the result's parts to `out[at]` and `out[at + 1]`. */
export type ComplexFunction = (out: Float64Array, at: number, re: number, im: number) => void;

/** exp(z) */
export const complexExp: ComplexFunction = (out, at, re, im) => {
  if (im === 0) {
    out[at] = Math.exp(re);
    out[at + 1] = im;
    return;
  }
  // In two halves, because exp(re) may overflow where its product with a cosine does not.
  const half = Math.exp(re / 2);
  out[at] = half * Math.cos(im) * half;
  out[at + 1] = half * Math.sin(im) * half;
};

/** 2 to the power z */
export const complexExp2: ComplexFunction = (out, at, re, im) => complexExp(out, at, re * Math.LN2, im * Math.LN2);

/** exp(z) - 1 */
export const complexExpm1: ComplexFunction = (out, at, re, im) => {
  const half = Math.sin(im / 2);
  out[at] = Math.expm1(re) * Math.cos(im) - 2 * half * half;
  out[at + 1] = Math.exp(re) * Math.sin(im);
};

/** log(|z|), exact near |z| = 1. */
function logOfModulus(re: number, im: number): number {
  const modulus = hypotenuse(re, im);
  if (modulus > 1e308 && Number.isFinite(re) && Number.isFinite(im))
    return Math.log(hypotenuse(re / 4, im / 4)) + 2 * Math.LN2;
  if (modulus < 0.5 || modulus > 2) return Math.log(modulus);
  const a = Math.max(Math.abs(re), Math.abs(im));
  const b = Math.min(Math.abs(re), Math.abs(im));
  return Math.log1p((a - 1) * (a + 1) + b * b) / 2;
}

/** log(z), cut along the negative real axis. */
export const complexLog: ComplexFunction = (out, at, re, im) => {
  out[at] = logOfModulus(re, im);
  out[at + 1] = Math.atan2(im, re);
};

/** log2(z) */
export const complexLog2: ComplexFunction = (out, at, re, im) => {
  out[at] = logOfModulus(re, im) * Math.LOG2E;
  out[at + 1] = Math.atan2(im, re) * Math.LOG2E;
};

/** log10(z) */
export const complexLog10: ComplexFunction = (out, at, re, im) => {
  out[at] = logOfModulus(re, im) * Math.LOG10E;
  out[at + 1] = Math.atan2(im, re) * Math.LOG10E;
};

/** log(1 + z) */
export const complexLog1p: ComplexFunction = (out, at, re, im) => {
  const small = Math.abs(re) < 0.5 && Math.abs(im) < 0.5;
  out[at] = small ? Math.log1p(re * (2 + re) + im * im) / 2 : logOfModulus(re + 1, im);
  out[at + 1] = Math.atan2(im, re + 1);
};

/** sqrt(z) with a real part from 0. */
export const complexSqrt: ComplexFunction = (out, at, re, im) => {
  if (re === 0 && im === 0) {
    out[at] = 0;
    out[at + 1] = im;
    return;
  }
  if (Math.abs(im) === Number.POSITIVE_INFINITY) {
    out[at] = Number.POSITIVE_INFINITY;
    out[at + 1] = im;
    return;
  }
  const huge = Math.max(Math.abs(re), Math.abs(im)) > 4e307;
  const [x, y] = huge ? [re / 4, im / 4] : [re, im];
  const root = Math.sqrt((Math.abs(x) + hypotenuse(x, y)) / 2) * (huge ? 2 : 1);
  const other = (huge ? 2 * Math.abs(y) : Math.abs(y) / 2) / root;
  out[at] = re >= 0 ? root : other;
  out[at + 1] = withSign(re >= 0 ? other : root, im);
};

/** A product in which 0 stays 0 beside infinity: on the axes, where one factor is exactly 0. */
function timesAxis(zero: number, factor: number): number {
  return zero === 0 && !Number.isNaN(factor) ? zero * Math.sign(factor || 1) : zero * factor;
}

/** sinh(z) */
export const complexSinh: ComplexFunction = (out, at, re, im) => {
  out[at] = timesAxis(Math.sinh(re), Math.cos(im));
  out[at + 1] = timesAxis(Math.sin(im), Math.cosh(re));
};

/** cosh(z) */
export const complexCosh: ComplexFunction = (out, at, re, im) => {
  out[at] = Math.cosh(re) * Math.cos(im);
  out[at + 1] = timesAxis(Math.sin(im), Math.sinh(re));
};

/** tanh(z), after W. Kahan, Branch cuts for complex elementary functions (1987). */
export const complexTanh: ComplexFunction = (out, at, re, im) => {
  if (Math.abs(re) > 22) {
    const decay = Math.exp(-Math.abs(re));
    out[at] = withSign(1, re);
    out[at + 1] = 4 * Math.sin(im) * Math.cos(im) * decay * decay;
    return;
  }
  const t = Math.tan(im);
  const s = Math.sinh(re);
  const beta = 1 + t * t;
  const denominator = 1 + beta * s * s;
  out[at] = (beta * Math.sqrt(1 + s * s) * s) / denominator;
  out[at + 1] = t / denominator;
};

/** f(z) = -i g(iz), which ties the circular functions to the hyperbolic ones. */
function turned(g: ComplexFunction, out: Float64Array, at: number, re: number, im: number): void {
  g(out, at, -im, re);
  const real = out[at]!;
  out[at] = out[at + 1]!;
  out[at + 1] = -real;
}

/** sin(z) */
export const complexSin: ComplexFunction = (out, at, re, im) => turned(complexSinh, out, at, re, im);

/** cos(z) */
export const complexCos: ComplexFunction = (out, at, re, im) => complexCosh(out, at, -im, re);

/** tan(z) */
export const complexTan: ComplexFunction = (out, at, re, im) => turned(complexTanh, out, at, re, im);

/** Beyond it squares may overflow, and inverse functions are their limits. */
const far = 1e150;

/** arcsin(z), after Kahan (1987). */
export const complexArcsin: ComplexFunction = (out, at, re, im) => {
  if (Math.max(Math.abs(re), Math.abs(im)) > far) {
    out[at] = Math.atan2(re, Math.abs(im));
    out[at + 1] = withSign(Math.LN2 + logOfModulus(re, im), im);
    return;
  }
  complexSqrt(out, at, 1 - re, -im);
  const [minusRe, minusIm] = [out[at]!, out[at + 1]!];
  complexSqrt(out, at, 1 + re, im);
  const [plusRe, plusIm] = [out[at]!, out[at + 1]!];
  out[at] = Math.atan2(re, minusRe * plusRe - minusIm * plusIm);
  out[at + 1] = Math.asinh(minusRe * plusIm - minusIm * plusRe);
};

/** arccos(z), after Kahan (1987). */
export const complexArccos: ComplexFunction = (out, at, re, im) => {
  complexSqrt(out, at, 1 - re, -im);
  const [minusRe, minusIm] = [out[at]!, out[at + 1]!];
  complexSqrt(out, at, 1 + re, im);
  const [plusRe, plusIm] = [out[at]!, out[at + 1]!];
  out[at] = 2 * Math.atan2(minusRe, plusRe);
  out[at + 1] = Math.asinh(plusRe * minusIm - plusIm * minusRe);
};

/** arcsinh(z) */
export const complexArcsinh: ComplexFunction = (out, at, re, im) => turned(complexArcsin, out, at, re, im);

/** arccosh(z), after Kahan (1987). */
export const complexArccosh: ComplexFunction = (out, at, re, im) => {
  complexSqrt(out, at, re - 1, im);
  const [minusRe, minusIm] = [out[at]!, out[at + 1]!];
  complexSqrt(out, at, re + 1, im);
  const [plusRe, plusIm] = [out[at]!, out[at + 1]!];
  out[at] = Math.asinh(minusRe * plusRe + minusIm * plusIm);
  out[at + 1] = 2 * Math.atan2(minusIm, plusRe);
};

/** arctanh(z) */
export const complexArctanh: ComplexFunction = (out, at, re, im) => {
  const x = Math.abs(re);
  if (Math.max(x, Math.abs(im)) > far) {
    const modulus = hypotenuse(re, im);
    out[at] = x === Number.POSITIVE_INFINITY ? withSign(0, re) : re / modulus / modulus;
    out[at + 1] = withSign(Math.PI / 2, im);
    return;
  }
  out[at] = withSign(Math.log1p((4 * x) / ((1 - x) * (1 - x) + im * im)) / 4, re);
  out[at + 1] = Math.atan2(2 * im, (1 - re) * (1 + re) - im * im) / 2;
};

/** arctan(z) */
export const complexArctan: ComplexFunction = (out, at, re, im) => turned(complexArctanh, out, at, re, im);

/** Both parts rounded to whole numbers, halves to even. */
export const complexRint: ComplexFunction = (out, at, re, im) => {
  out[at] = roundHalfEven(re);
  out[at + 1] = roundHalfEven(im);
};
