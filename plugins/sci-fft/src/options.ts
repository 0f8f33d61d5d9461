import { checkAxes, checkAxis, type DType, kindOf, type NDArray } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

/**
 * Which way is divided by the number of points: `backward` the inverse by N, `forward` the forward one by N, `ortho` both by sqrt(N).
 */
export type Norm = "backward" | "ortho" | "forward";

/** Options of the transforms along one axis. */
export interface LineOptions {
  /** Points along the axis: the input is cut or padded with zeros. By default all there are. */
  readonly n?: number;
  /** The axis; the last one by default. */
  readonly axis?: number;
  /** `backward` by default. */
  readonly norm?: Norm;
}

/** Options of the transforms over several axes. */
export interface GridOptions {
  /** Points along each of the axes, -1 for all there are; without `axes` these are the last ones. */
  readonly s?: number | readonly number[];
  /** The axes; all by default, the last two for the functions whose names end with 2. */
  readonly axes?: number | readonly number[];
  /** `backward` by default. */
  readonly norm?: Norm;
}

const norms: readonly Norm[] = ["backward", "ortho", "forward"];
const mostPoints = 268_435_456;

/** The factor of a transform of n points. */
export function scaleOf(norm: Norm | undefined, inverse: boolean, n: number): number {
  const chosen = norm ?? "backward";
  if (!norms.includes(chosen))
    throw coreError("BAD_VALUE", `norm: got ${describeValue(norm)}, allowed are ${norms.join(", ")}.`);
  if (chosen === "ortho") return 1 / Math.sqrt(n);
  return (chosen === "forward") === inverse ? 1 : 1 / n;
}

/** A number of points, or the axis' own. */
export function pointsOf(n: number | undefined, own: number, name = "n"): number {
  const points = n ?? own;
  if (!Number.isSafeInteger(points) || points < 1)
    throw coreError(
      n === undefined ? "BAD_SHAPE" : "BAD_VALUE",
      `${name}: a transform needs a whole number of points from 1 on, got ${describeValue(points)}.`,
    );
  if (points > mostPoints)
    throw coreError("OUT_OF_MEMORY", `${name}: got ${points}, transforms have up to 2 ** 28 points.`);
  return points;
}

/** The axis of a transform along one axis, counted from 0. */
export function axisOf(a: NDArray, axis: number | undefined): number {
  return checkAxis(axis ?? -1, a.shape.length);
}

/** Axes and points of a transform over several axes, by SciPy's rules. */
export interface Grid {
  readonly axes: readonly number[];
  readonly points: readonly number[];
}

/** Axes and points from options; `fallback` are the axes when none are given. */
export function gridOf(a: NDArray, options: GridOptions, fallback?: readonly number[]): Grid {
  const s = typeof options.s === "number" ? [options.s] : options.s;
  const wanted = options.axes ?? fallback;
  if (s !== undefined && !Array.isArray(s))
    throw coreError("BAD_SHAPE", `s: got ${describeValue(s)}, expected a number of points or a list of them.`);
  const dimensions = a.shape.length;
  if (s !== undefined && wanted === undefined && s.length > dimensions)
    throw coreError("BAD_SHAPE", `s: has ${s.length} sizes, the array has ${dimensions} axes.`);
  const axes =
    wanted === undefined && s !== undefined
      ? s.map((_, i) => dimensions - s.length + i)
      : checkAxes(wanted, dimensions, "axes");
  if (s !== undefined && s.length !== axes.length)
    throw coreError("BAD_SHAPE", `s: has ${s.length} sizes for ${axes.length} axes.`);
  const points = axes.map((axis, i) => {
    const size = s?.[i];
    return pointsOf(size === -1 ? undefined : size, a.shape[axis]!, "s");
  });
  return { axes, points };
}

/** The complex dtype of a transform: complex64 for single precision, else complex128. */
export function complexDType(dtype: DType): "complex64" | "complex128" {
  return dtype === "float32" || dtype === "complex64" ? "complex64" : "complex128";
}

/** The real dtype of a transform: float32 for single precision, else float64. */
export function floatDType(dtype: DType): "float32" | "float64" {
  return dtype === "float32" || dtype === "complex64" ? "float32" : "float64";
}

/** The input of a transform of real numbers, or BAD_DTYPE. */
export function checkReal(a: NDArray, name: string): NDArray {
  if (kindOf(a.dtype) === "complex")
    throw coreError("BAD_DTYPE", `${name}: x is ${a.dtype}, the transform takes real numbers; use fft or ifft.`);
  return a;
}
