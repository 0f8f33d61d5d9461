import { asArray } from "../create.js";
import { isComplexDType, type Scalar } from "../dtype.js";
import { isScalar } from "../element.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { loadAll } from "../reduce/load.js";
import type { ArrayInput, Input } from "../reduce/types.js";
import { contiguous } from "../transfer.js";
import { orderOfNumbers } from "./order.js";

/** Options of {@link interp}. */
export interface InterpOptions {
  /** The value below the first point, its own by default. */
  readonly left?: number;
  /** The value above the last point, its own by default. */
  readonly right?: number;
  /** The period of the abscissa; the points need no order then, and `left` and `right` are not used. */
  readonly period?: number;
}

/** The operation of {@link interp}, for kernels and `explain`. */
export const interpOperation: Operation<InterpOptions> = {
  id: "@core/array/interp",
  infer: ([x]) => ({ dtype: "float64", shape: (x as NDArray).shape }),
  reference: interpBody,
};

/**
 * Linear interpolation between points in the plane (NumPy's `interp`), float64.
 * @param x where: a scalar, which gives a number, or elements of any shape
 * @param xp abscissas of the points, ascending
 * @param fp ordinates of the points, as many
 * @throws BAD_SHAPE for points that do not fit, BAD_VALUE for a period of 0
 */
export function interp(x: number, xp: Input, fp: Input, options?: InterpOptions): number;
export function interp(x: ArrayInput, xp: Input, fp: Input, options?: InterpOptions): NDArray<"float64">;
export function interp(x: Input, xp: Input, fp: Input, options?: InterpOptions): NDArray<"float64"> | number;
export function interp(x: Input, xp: Input, fp: Input, options: InterpOptions = {}): NDArray | number {
  const inputs = [x, xp, fp].map((one) => asArray(one as NDArray));
  const [, abscissas, ordinates] = inputs as [NDArray, NDArray, NDArray];
  if (inputs.some((one) => isComplexDType(one.dtype)))
    throw coreError("BAD_DTYPE", "interp: complex numbers are not supported; interpolate real and imaginary parts.");
  if (abscissas.shape.length !== 1 || ordinates.shape.join() !== abscissas.shape.join() || abscissas.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `xp and fp: have shapes (${abscissas.shape.join(", ")}) and (${ordinates.shape.join(", ")}), expected two lists of one length, not empty.`,
    );
  if (options.period === 0) throw coreError("BAD_VALUE", "period: got 0, expected another number.");
  const result = dispatch(interpOperation, inputs, options);
  return isScalar(x as Scalar) && result.device === undefined ? Number(result.item()) : result;
}

function numbersOf(a: NDArray): Float64Array {
  const own = contiguous(a);
  return loadAll(own, own.offset, own.size);
}

function interpBody(inputs: readonly NDArray[], options: InterpOptions): NDArray {
  const a = inputs[0] as NDArray;
  const [x, points, values] = inputs.map(numbersOf) as [Float64Array, Float64Array, Float64Array];
  const result = a.make("float64", a.shape);
  if (options.period === undefined) {
    const { left = values[0] as number, right = values.at(-1) as number } = options;
    interpolate(x, points, values, left, right, result.data);
    return result;
  }
  const period = Math.abs(options.period);
  const wrap = (value: number): number => value - Math.floor(value / period) * period;
  const wrapped = points.map(wrap);
  const order = orderOfNumbers(wrapped.slice());
  const sorted = Array.from(order, (i) => wrapped[i] as number);
  const own = Array.from(order, (i) => values[i] as number);
  const xs = Float64Array.from([(sorted.at(-1) as number) - period, ...sorted, (sorted[0] as number) + period]);
  const ys = Float64Array.from([own.at(-1) as number, ...own, own[0] as number]);
  interpolate(x.map(wrap), xs, ys, ys[0] as number, ys.at(-1) as number, result.data);
  return result;
}

function interpolate(
  x: Float64Array,
  points: Float64Array,
  values: Float64Array,
  left: number,
  right: number,
  out: Float64Array,
): void {
  const last = points.length - 1;
  let near = 0;
  for (let i = 0; i < x.length; i++) {
    const at = x[i] as number;
    if (Number.isNaN(at)) {
      out[i] = at;
    } else if (at > (points[last] as number)) {
      out[i] = right;
    } else if (at < (points[0] as number)) {
      out[i] = left;
    } else {
      near = intervalOf(points, at, near);
      out[i] = near === last ? (values[last] as number) : lineThrough(points, values, near, at);
    }
  }
}

/** The last point that is not above, looked for first where the last one was found. */
function intervalOf(points: Float64Array, at: number, near: number): number {
  const last = points.length - 1;
  if ((points[near] as number) <= at && (near === last || at < (points[near + 1] as number))) return near;
  let low = 0;
  let high = last + 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function lineThrough(points: Float64Array, values: Float64Array, i: number, at: number): number {
  const [x0, x1] = [points[i] as number, points[i + 1] as number];
  const [y0, y1] = [values[i] as number, values[i + 1] as number];
  if (at === x0) return y0;
  const slope = (y1 - y0) / (x1 - x0);
  const value = slope * (at - x0) + y0;
  if (!Number.isNaN(value)) return value;
  const back = slope * (at - x1) + y1;
  return Number.isNaN(back) && y0 === y1 ? y0 : back;
}
