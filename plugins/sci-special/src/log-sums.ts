import {
  type ArrayLikeInput,
  absolute,
  add,
  asArray,
  astype,
  broadcastShapes,
  broadcastTo,
  checkAxes,
  divide,
  equal,
  exp,
  isComplexDType,
  isfinite,
  log,
  max,
  multiply,
  type NDArray,
  sign,
  squeeze,
  subtract,
  sum,
  where,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";

/** Options of {@link logsumexp}. */
export interface LogsumexpOptions {
  /** The axis or axes; all of them by default. */
  readonly axis?: number | readonly number[] | null;
  /** Weights of the exponentials, which may be negative. */
  readonly b?: ArrayLikeInput;
  readonly keepdims?: boolean;
  /** Also gives the sign of the sum; without it a negative sum gives NaN. */
  readonly returnSign?: boolean;
}

function floating(a: ArrayLikeInput, name: string): NDArray {
  const given = asArray(a);
  if (isComplexDType(given.dtype)) throw coreError("BAD_DTYPE", `${name}: got ${given.dtype}, expected real numbers.`);
  return given.dtype === "float32" || given.dtype === "float64" ? given : astype(given, "float64");
}

function asNumber(a: NDArray): NDArray | number {
  return a.shape.length === 0 ? Number(a.item()) : a;
}

function axesOf(axis: number | readonly number[] | null | undefined, dimensions: number): readonly number[] {
  if (axis === undefined || axis === null) return Array.from({ length: dimensions }, (_, i) => i);
  return checkAxes(axis as never, dimensions) as readonly number[];
}

/**
 * log(sum(exp(a))), without overflow. With `returnSign` the tuple of the logarithm of the sum's size and its sign. SciPy's `logsumexp`.
 * @throws BAD_AXIS, BAD_SHAPE when `b` does not fit, BAD_DTYPE for complex numbers
 */
export function logsumexp(
  a: ArrayLikeInput,
  options: LogsumexpOptions & { readonly returnSign: true },
): [NDArray | number, NDArray | number];
export function logsumexp(
  a: ArrayLikeInput,
  options?: LogsumexpOptions & { readonly returnSign?: false },
): NDArray | number;
export function logsumexp(
  a: ArrayLikeInput,
  options: LogsumexpOptions = {},
): NDArray | number | [NDArray | number, NDArray | number] {
  checkOptions("logsumexp", options, { axis: "numbers or null", b: "any", keepdims: "boolean", returnSign: "boolean" });
  const { axis, keepdims = false, returnSign = false } = options;
  let given = floating(a, "logsumexp");
  let weights: NDArray | undefined;
  if (options.b !== undefined) {
    weights = floating(options.b, "logsumexp");
    const shape = broadcastShapes(given.shape, weights.shape);
    given = broadcastTo(given, shape);
    weights = broadcastTo(weights, shape);
    given = where(equal(weights, 0), Number.NEGATIVE_INFINITY, given) as NDArray;
  }
  const axes = axesOf(axis, given.shape.length);
  if (given.size === 0) throw coreError("BAD_SHAPE", "logsumexp: the array is empty.");
  const top = asArray(max(given, { axis: [...axes], keepdims: true }) as never) as NDArray;
  const shift = where(isfinite(top), top, 0) as NDArray;
  let terms: NDArray = exp(subtract(given, shift)) as NDArray;
  if (weights !== undefined) terms = multiply(weights, terms) as NDArray;
  let total = asArray(sum(terms, { axis: [...axes], keepdims: true }) as never) as NDArray;
  const way = sign(total) as NDArray;
  if (returnSign) total = absolute(total) as NDArray;
  let result = add(log(total), shift) as NDArray;
  if (given.dtype === "float32") result = astype(result, "float32");
  const finish = (one: NDArray): NDArray | number => asNumber(keepdims ? one : squeeze(one, axes as never));
  return returnSign ? [finish(result), finish(way)] : finish(result);
}

/** Options of {@link softmax} and {@link logSoftmax}. */
export interface SoftmaxOptions {
  /** The axis or axes along which the results add up to 1; all of them by default. */
  readonly axis?: number | readonly number[] | null;
}

/** exp(x) / sum(exp(x)). SciPy's `softmax`. */
export function softmax(x: ArrayLikeInput, options: SoftmaxOptions = {}): NDArray {
  checkOptions("softmax", options, { axis: "numbers or null" });
  const given = floating(x, "softmax");
  const axes = [...axesOf(options.axis, given.shape.length)];
  const terms = exp(subtract(given, asArray(max(given, { axis: axes, keepdims: true }) as never))) as NDArray;
  const result = divide(terms, asArray(sum(terms, { axis: axes, keepdims: true }) as never)) as NDArray;
  return given.dtype === "float32" && result.dtype !== "float32" ? astype(result, "float32") : result;
}

/** log(softmax(x)) without underflow. SciPy's `log_softmax`. */
export function logSoftmax(x: ArrayLikeInput, options: SoftmaxOptions = {}): NDArray {
  checkOptions("logSoftmax", options, { axis: "numbers or null" });
  const given = floating(x, "logSoftmax");
  const axes = [...axesOf(options.axis, given.shape.length)];
  const top = asArray(max(given, { axis: axes, keepdims: true }) as never) as NDArray;
  const shifted = subtract(given, where(isfinite(top), top, 0)) as NDArray;
  const total = log(asArray(sum(exp(shifted), { axis: axes, keepdims: true }) as never)) as NDArray;
  const result = subtract(shifted, total) as NDArray;
  return given.dtype === "float32" && result.dtype !== "float32" ? astype(result, "float32") : result;
}
