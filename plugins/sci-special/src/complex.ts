import { type ArrayLikeInput, asArray, astype, type Complex, contiguous, elementsOf, type NDArray } from "@core/array";
import { special } from "./define.js";
import { complexLoggamma } from "./scalar/complex-gamma.js";
import { faddeeva } from "./scalar/error.js";
import { gammaln } from "./scalar/gamma.js";

type Pair = (re: number, im: number) => [number, number];

function mapComplex(z: ArrayLikeInput, f: Pair): NDArray | Complex {
  if (typeof z === "number" || (typeof z === "object" && z !== null && "re" in z && !("shape" in z))) {
    const { re, im } = (typeof z === "number" ? { re: z, im: 0 } : z) as Complex;
    const [a, b] = f(re, im);
    return { re: a, im: b };
  }
  const given = asArray(z);
  const single = given.dtype === "complex64" || given.dtype === "float32";
  const source = contiguous(astype(given, "complex128"));
  const from = elementsOf(source) as Float64Array;
  const result = source.make("complex128", source.shape);
  const to = elementsOf(result) as Float64Array;
  for (let i = 0; i < from.length; i += 2) {
    const [a, b] = f(from[i]!, from[i + 1]!);
    to[i] = a;
    to[i + 1] = b;
  }
  return single ? astype(result, "complex64") : result;
}

/**
 * The Faddeeva function exp(-z^2) erfc(-i z) of real or complex numbers; the result is complex. Zaghloul and Ali (2011), Poppe and
 * Wijers (1990). SciPy's `wofz`.
 */
export function wofz(z: number | Complex): Complex;
export function wofz(z: ArrayLikeInput): NDArray;
export function wofz(z: ArrayLikeInput | Complex): NDArray | Complex {
  return mapComplex(z as ArrayLikeInput, faddeeva);
}

const realLoggamma = /* @__PURE__ */ special("loggamma", (x: number) => (x < 0 ? Number.NaN : gammaln(x)));

/**
 * The principal branch of the logarithm of the gamma function. Real numbers give real ones, NaN below 0; complex ones complex ones
 * (Hare 1997). SciPy's `loggamma`.
 */
export function loggamma(z: number): number;
export function loggamma(z: Complex): Complex;
export function loggamma(z: ArrayLikeInput): NDArray;
export function loggamma(z: ArrayLikeInput | Complex): NDArray | Complex | number {
  if (typeof z === "number") return realLoggamma(z);
  if (typeof z === "object" && z !== null && "re" in z && !("shape" in z))
    return mapComplex(z as ArrayLikeInput, complexLoggamma);
  const given = asArray(z as ArrayLikeInput);
  return given.dtype === "complex64" || given.dtype === "complex128"
    ? mapComplex(given, complexLoggamma)
    : realLoggamma(given);
}
