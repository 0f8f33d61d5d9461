import { type Complex, type DType, hostStorage, isComplexDType, type NDArray, realDType } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { complexOf, complexValues, float64Values } from "./values.js";

/** The real and imaginary parts of complex numbers as float64 arrays. */
export function complexParts(a: NDArray): { readonly re: NDArray; readonly im: NDArray } {
  const { re, im } = complexValues(a);
  return {
    re: a.make("float64", a.shape, hostStorage(re)),
    im: a.make("float64", a.shape, hostStorage(im)),
  };
}

/** The parts of the value outside of the border. */
export function constantParts(cval: number | Complex): Complex {
  if (typeof cval === "number") return { re: cval, im: 0 };
  if (typeof cval?.re === "number" && typeof cval.im === "number") return cval;
  throw coreError("BAD_VALUE", `cval: got ${describeValue(cval)}, expected a number.`);
}

/**
 * Filters complex numbers through a linear filter of real ones. `conjugate` takes the conjugate of the weights.
 * @throws BAD_VALUE for a complex constant with real numbers
 */
export function withRealParts(
  a: NDArray,
  weights: NDArray,
  cval: number | Complex,
  dtype: DType,
  conjugate: boolean,
  filter: (part: NDArray, weights: NDArray, cval: number, dtype: DType) => NDArray,
): NDArray {
  const outside = constantParts(cval);
  if (!isComplexDType(a.dtype) && typeof cval !== "number")
    throw coreError("BAD_VALUE", "cval: is complex and the input real, expected a real number.");
  if (!isComplexDType(a.dtype) && !isComplexDType(weights.dtype)) return filter(a, weights, outside.re, dtype);
  const to = dtype as "complex64" | "complex128";
  const own = realDType(to);
  const input = isComplexDType(a.dtype) ? complexParts(a) : undefined;
  const filtered = (part: NDArray, weight: NDArray, outer: number): Float64Array =>
    float64Values(filter(part, weight, outer, own));
  if (!isComplexDType(weights.dtype)) {
    const { re, im } = input as { re: NDArray; im: NDArray };
    return complexOf(filtered(re, weights, outside.re), filtered(im, weights, outside.im), to, a.shape, a);
  }
  const w = complexParts(weights);
  const sign = conjugate ? -1 : 1;
  if (input === undefined) {
    const im = filtered(a, w.im, outside.re).map((value) => sign * value);
    return complexOf(filtered(a, w.re, outside.re), im, to, a.shape, a);
  }
  const rr = filtered(input.re, w.re, outside.re);
  const ii = filtered(input.im, w.im, outside.im);
  const ri = filtered(input.re, w.im, outside.re);
  const ir = filtered(input.im, w.re, outside.im);
  const re = new Float64Array(rr.length);
  const im = new Float64Array(rr.length);
  for (let i = 0; i < re.length; i++) {
    re[i] = (rr[i] as number) - sign * (ii[i] as number);
    im[i] = sign * (ri[i] as number) + (ir[i] as number);
  }
  return complexOf(re, im, to, a.shape, a);
}
