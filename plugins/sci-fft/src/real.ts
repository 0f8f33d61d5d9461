import { type ArrayLikeInput, asArray, astype, isComplexDType, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { product } from "./complex.js";
import { transformGrid, transformHermitian, transformReal } from "./operations.js";
import {
  axisOf,
  checkReal,
  complexDType,
  type GridOptions,
  gridOf,
  type LineOptions,
  pointsOf,
  scaleOf,
} from "./options.js";

/**
 * The transform of real numbers along one axis: the first n / 2 + 1 numbers of `fft`, of which the others are conjugates.
 * @param x real; float32 gives complex64, everything else complex128
 * @throws BAD_DTYPE for complex numbers, BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `n` or `norm`, BAD_AXIS
 */
export function rfft(x: ArrayLikeInput, options: LineOptions = {}): NDArray {
  checkOptions("rfft", options, { n: "number", axis: "number", norm: "any" });
  return realAlong(checkReal(asArray(x), "rfft"), options, false);
}

/**
 * The inverse of {@link rfft}: real numbers from the first half of their transform. The imaginary parts of the first number and, for
 * even n, of the last one do not count.
 * @param x the first n / 2 + 1 numbers; `n` is 2 (m - 1) of m numbers by default
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `n` or `norm`, BAD_AXIS
 */
export function irfft(x: ArrayLikeInput, options: LineOptions = {}): NDArray {
  checkOptions("irfft", options, { n: "number", axis: "number", norm: "any" });
  return hermitianAlong(asArray(x), options, true);
}

/**
 * The real transform of a signal that is conjugate symmetric, from its first half: `irfft` with the exponents and the norm of the
 * forward transform.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `n` or `norm`, BAD_AXIS
 */
export function hfft(x: ArrayLikeInput, options: LineOptions = {}): NDArray {
  checkOptions("hfft", options, { n: "number", axis: "number", norm: "any" });
  return hermitianAlong(asArray(x), options, false);
}

/**
 * The inverse of {@link hfft}: `rfft` with the exponents and the norm of the inverse transform.
 * @throws BAD_DTYPE for complex numbers, BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `n` or `norm`, BAD_AXIS
 */
export function ihfft(x: ArrayLikeInput, options: LineOptions = {}): NDArray {
  checkOptions("ihfft", options, { n: "number", axis: "number", norm: "any" });
  return realAlong(checkReal(asArray(x), "ihfft"), options, true);
}

/**
 * The transform of real numbers over the last two axes, or those in `axes`; the last of them has n / 2 + 1 numbers.
 * @throws BAD_DTYPE for complex numbers, BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function rfft2(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("rfft2", options, { s: "numbers", axes: "numbers", norm: "any" });
  return realOver(checkReal(asArray(x), "rfft2"), options, false, [-2, -1]);
}

/**
 * The inverse of {@link rfft2}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function irfft2(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("irfft2", options, { s: "numbers", axes: "numbers", norm: "any" });
  return hermitianOver(asArray(x), options, true, [-2, -1]);
}

/**
 * The transform of real numbers over all axes, or those in `axes`; the last of them has n / 2 + 1 numbers.
 * @throws BAD_DTYPE for complex numbers, BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function rfftn(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("rfftn", options, { s: "numbers", axes: "numbers", norm: "any" });
  return realOver(checkReal(asArray(x), "rfftn"), options, false);
}

/**
 * The inverse of {@link rfftn}; along the last axis the result has `s` points, 2 (m - 1) of m numbers by default.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function irfftn(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("irfftn", options, { s: "numbers", axes: "numbers", norm: "any" });
  return hermitianOver(asArray(x), options, true);
}

/**
 * {@link hfft} over the last two axes, or those in `axes`.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function hfft2(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("hfft2", options, { s: "numbers", axes: "numbers", norm: "any" });
  return hermitianOver(asArray(x), options, false, [-2, -1]);
}

/**
 * {@link ihfft} over the last two axes, or those in `axes`.
 * @throws BAD_DTYPE for complex numbers, BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function ihfft2(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("ihfft2", options, { s: "numbers", axes: "numbers", norm: "any" });
  return realOver(checkReal(asArray(x), "ihfft2"), options, true, [-2, -1]);
}

/**
 * {@link hfft} over all axes, or those in `axes`.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function hfftn(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("hfftn", options, { s: "numbers", axes: "numbers", norm: "any" });
  return hermitianOver(asArray(x), options, false);
}

/**
 * {@link ihfft} over all axes, or those in `axes`.
 * @throws BAD_DTYPE for complex numbers, BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `norm`, BAD_AXIS
 */
export function ihfftn(x: ArrayLikeInput, options: GridOptions = {}): NDArray {
  checkOptions("ihfftn", options, { s: "numbers", axes: "numbers", norm: "any" });
  return realOver(checkReal(asArray(x), "ihfftn"), options, true);
}

function realAlong(a: NDArray, options: LineOptions, inverse: boolean): NDArray {
  const axis = axisOf(a, options.axis);
  const n = pointsOf(options.n, a.shape[axis]!);
  return transformReal(a, { n, axis, inverse, scale: scaleOf(options.norm, inverse, n) });
}

function hermitianAlong(x: NDArray, options: LineOptions, inverse: boolean): NDArray {
  const a = asComplex(x);
  const axis = axisOf(a, options.axis);
  const n = pointsOf(options.n, 2 * (a.shape[axis]! - 1));
  return transformHermitian(a, { n, axis, inverse, scale: scaleOf(options.norm, inverse, n) });
}

function realOver(a: NDArray, options: GridOptions, inverse: boolean, fallback?: readonly number[]): NDArray {
  const { axes, points } = gridOf(a, options, fallback);
  const last = checkSome(axes);
  const scale = scaleOf(options.norm, inverse, product(points));
  if (last === 0) return transformReal(a, { n: points[0]!, axis: axes[0]!, inverse, scale });
  return transformGrid(a, { kind: "half", axes, points, inverse, scale });
}

function hermitianOver(x: NDArray, options: GridOptions, inverse: boolean, fallback?: readonly number[]): NDArray {
  const a = asComplex(x);
  const grid = gridOf(a, options, fallback);
  const { axes } = grid;
  const last = checkSome(axes);
  const given = typeof options.s === "number" ? options.s : options.s?.[last];
  const n = given === undefined ? pointsOf(undefined, 2 * (grid.points[last]! - 1), "s") : grid.points[last]!;
  const points = [...grid.points.slice(0, last), n];
  const scale = scaleOf(options.norm, inverse, product(points));
  if (last === 0) return transformHermitian(a, { n, axis: axes[0]!, inverse, scale });
  return transformGrid(a, { kind: "hermitian", axes, points, inverse, scale });
}

function checkSome(axes: readonly number[]): number {
  if (axes.length === 0) throw coreError("BAD_AXIS", "axes: at least one axis must be transformed, got none.");
  return axes.length - 1;
}

function asComplex(a: NDArray): NDArray {
  return isComplexDType(a.dtype) ? a : astype(a, complexDType(a.dtype));
}
