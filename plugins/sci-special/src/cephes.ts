import type { Vectorized } from "@core/array";
import { coreError } from "@core/array/runtime";
import * as library from "cephes";
import { special } from "./define.js";
import { gammasgn } from "./scalar/gamma.js";

/** Why the library is not there; undefined when it is. */
const failure: unknown = await library.compiled.then(
  () => undefined,
  (error: unknown) => error ?? "unknown",
);

function ready(name: string): void {
  if (failure === undefined) return;
  throw coreError(
    "UNSUPPORTED",
    `${name}: WebAssembly could not be compiled here; a content security policy must allow 'wasm-unsafe-eval'.`,
    { package: "sci-special", cause: failure },
  );
}

function pole(x: number): boolean {
  return x <= 0 && x === Math.floor(x);
}

/**
 * The confluent hypergeometric function 1F1(a; b; x). SciPy's `hyp1f1`.
 * @throws UNSUPPORTED where WebAssembly is blocked
 */
export const hyp1f1: Vectorized<[a: number, b: number, x: number]> = /* @__PURE__ */ special("hyp1f1", hyp1f1Of);

function hyp1f1Of(a: number, b: number, x: number): number {
  ready("hyp1f1");
  if (Number.isNaN(a + b + x)) return Number.NaN;
  if (pole(b)) return pole(a) && a >= b ? library.hyperg(a, b, x) : Number.POSITIVE_INFINITY;
  if (a === 0 || x === 0) return 1;
  if (a === b) return Math.exp(x);
  return library.hyperg(a, b, x);
}

/**
 * Gauss' hypergeometric function 2F1(a, b; c; x). SciPy's `hyp2f1`.
 * @throws UNSUPPORTED where WebAssembly is blocked
 */
export const hyp2f1: Vectorized<[a: number, b: number, c: number, x: number]> = /* @__PURE__ */ special(
  "hyp2f1",
  hyp2f1Of,
);

function hyp2f1Of(a: number, b: number, c: number, x: number): number {
  ready("hyp2f1");
  if (Number.isNaN(a + b + c + x)) return Number.NaN;
  if (x === 0 || a === 0 || b === 0) return 1;
  if (pole(c)) {
    const ends = (pole(a) && a >= c) || (pole(b) && b >= c);
    if (!ends) return Number.POSITIVE_INFINITY;
  }
  if (x > 1 && !pole(a) && !pole(b)) return Number.POSITIVE_INFINITY;
  if (x === 1 && c - a - b <= 0 && !pole(a) && !pole(b)) return Number.POSITIVE_INFINITY * (gammasgn(c) || 1);
  return library.hyp2f1(a, b, c, x);
}

/**
 * The Struve function of real order v. SciPy's `struve`.
 * @throws UNSUPPORTED where WebAssembly is blocked
 */
export const struve: Vectorized<[v: number, x: number]> = /* @__PURE__ */ special("struve", struveOf);

function struveOf(v: number, x: number): number {
  ready("struve");
  if (Number.isNaN(v + x)) return Number.NaN;
  if (x < 0) return v === Math.floor(v) ? (v % 2 === 0 ? -1 : 1) * struveOf(v, -x) : Number.NaN;
  if (x === 0) return v > -1 ? 0 : v === -1 ? 2 / Math.PI : (gammasgn(v + 1.5) || 0) * Number.POSITIVE_INFINITY;
  return library.struve(v, x);
}

/**
 * The polylogarithm of whole order n from 0 on and x up to 1.
 * @throws UNSUPPORTED where WebAssembly is blocked
 */
export const polylog: Vectorized<[n: number, x: number]> = /* @__PURE__ */ special(
  "polylog",
  (n: number, x: number) => {
    ready("polylog");
    return n >= 0 && n === Math.floor(n) && x <= 1 ? library.polylog(n, x) : Number.NaN;
  },
);

/**
 * The part of a black body's radiation up to a wavelength: the integral of Planck's law.
 * @param w wavelength in metres
 * @param T temperature in kelvin
 * @throws UNSUPPORTED where WebAssembly is blocked
 */
export const plancki: Vectorized<[w: number, T: number]> = /* @__PURE__ */ special(
  "plancki",
  (w: number, T: number) => {
    ready("plancki");
    return w > 0 && T > 0 ? library.plancki(w, T) : Number.NaN;
  },
);
