import { type ArrayLikeInput, asArray, astype, isComplexDType, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { transform, transformGrid } from "./operations.js";
import { axisOf, complexDType, type GridOptions, gridOf, type LineOptions, pointsOf, scaleOf } from "./options.js";

/**
 * The discrete Fourier transform along one axis, `X[k] = sum over j of x[j] exp(-2 pi i j k / n)`, for any n: mixed radices
 * (Stockham), and a convolution (Bluestein) where n has large prime factors. Real input takes half the time.
 * @param x real or complex; float32 and complex64 give complex64, everything else complex128
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `n` or `norm`, BAD_AXIS
 */
export function fft(x: ArrayLikeInput, options: LineOptions = {}): NDArray {
  checkOptions("fft", options, { n: "number", axis: "number", norm: "any" });
  return along(asArray(x), options, false);
}

/**
 * The inverse transform along one axis, `x[j] = 1 / n sum over k of X[k] exp(2 pi i j k / n)`. See {@link fft}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `n` or `norm`, BAD_AXIS
 */
export function ifft(x: ArrayLikeInput, options: LineOptions = {}): NDArray {
  checkOptions("ifft", options, { n: "number", axis: "number", norm: "any" });
  return along(asArray(x), options, true);
}

/**
 * The discrete Fourier transform over the last two axes, or those in `axes`. See {@link fft}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function fft2(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("fft2", options, { s: "numbers", axes: "numbers", norm: "any" });
  return over(asArray(x), options, false, [-2, -1]);
}

/**
 * The inverse transform over the last two axes, or those in `axes`. See {@link fft}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function ifft2(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("ifft2", options, { s: "numbers", axes: "numbers", norm: "any" });
  return over(asArray(x), options, true, [-2, -1]);
}

/**
 * The discrete Fourier transform over all axes, or those in `axes`. See {@link fft}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function fftn(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("fftn", options, { s: "numbers", axes: "numbers", norm: "any" });
  return over(asArray(x), options, false);
}

/**
 * The inverse transform over all axes, or those in `axes`. See {@link fft}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function ifftn(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("ifftn", options, { s: "numbers", axes: "numbers", norm: "any" });
  return over(asArray(x), options, true);
}

function along(a: NDArray, options: LineOptions, inverse: boolean): NDArray {
  const axis = axisOf(a, options.axis);
  const n = pointsOf(options.n, a.shape[axis]!);
  return transform(a, { n, axis, inverse, scale: scaleOf(options.norm, inverse, n) });
}

function over(a: NDArray, options: GridOptions, inverse: boolean, fallback?: readonly number[]): NDArray {
  const { axes, points } = gridOf(a, options, fallback);
  const scale = scaleOf(options.norm, inverse, product(points));
  if (axes.length === 0) return astype(a, complexDType(a.dtype));
  if (axes.length === 1) return transform(a, { n: points[0]!, axis: axes[0]!, inverse, scale });
  return transformGrid(a, { kind: isComplexDType(a.dtype) ? "complex" : "full", axes, points, inverse, scale });
}

/** The product of numbers of points. */
export function product(points: readonly number[]): number {
  return points.reduce((all, one) => all * one, 1);
}
