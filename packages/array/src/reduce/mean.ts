import { type DType, isComplexDType, kindOf, realDType, type Scalar } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { expandDims } from "../views.js";
import {
  arrayOf,
  axesOfParts,
  fromParts,
  infers,
  meanDType,
  numbersOf,
  partsOf,
  type ReduceAttributes,
  type Reduction,
  reduce,
  spreadDType,
} from "./finish.js";
import { addMaskedSquares, addSquares, addSum, foldMaskedSquares, foldSquares, foldSum } from "./kernels-sum.js";
import { type Plan, planReduction } from "./plan.js";
import { castFor } from "./sum.js";
import type {
  AxisOptions,
  Input,
  MeanDType,
  MeanScalar,
  OutOptions,
  Partly,
  SpreadDType,
  WhereOptions,
  Whole,
} from "./types.js";
import { walk } from "./walk.js";

/** Options of {@link mean}. */
export interface MeanOptions extends AxisOptions, OutOptions, WhereOptions {
  /** The dtype of the result. */
  readonly dtype?: DType;
}

/** Options of {@link variance} and {@link std}. */
export interface VarianceOptions extends MeanOptions {
  /** The sum of squares is divided by the number of elements less this; 0 by default. */
  readonly ddof?: number;
}

/** The operation of {@link mean}, for kernels and `explain`. */
export const meanOperation: Reduction = {
  id: "@core/array/mean",
  infer: /* @__PURE__ */ infers(meanDType),
  reference: meanBody,
};
/** The operation of {@link variance}, for kernels and `explain`. */
export const varianceOperation: Reduction = {
  id: "@core/array/variance",
  infer: /* @__PURE__ */ infers(spreadDType),
  reference: (inputs, attributes) => spreadBody(inputs, attributes, false, false),
};
/** The operation of {@link std}, for kernels and `explain`. */
export const stdOperation: Reduction = {
  id: "@core/array/std",
  infer: /* @__PURE__ */ infers(spreadDType),
  reference: (inputs, attributes) => spreadBody(inputs, attributes, true, false),
};

/**
 * The arithmetic mean over axes (NumPy's `mean`), added up in float64. NaN where there are no elements.
 * @returns a scalar over all axes, else an array: the array's dtype for floats and complex numbers, else float64
 */
export function mean<D extends DType = "float64">(a: Input<D>, options?: MeanOptions & Whole): MeanScalar<D>;
export function mean<D extends DType = "float64">(a: Input<D>, options: MeanOptions & Partly): NDArray<MeanDType<D>>;
export function mean<D extends DType = "float64">(
  a: Input<D>,
  options?: MeanOptions,
): NDArray<MeanDType<D>> | MeanScalar<D>;
export function mean(a: Input, options: MeanOptions = {}): NDArray | Scalar {
  return reduce(meanOperation, a, options, true);
}

/**
 * The variance over axes (NumPy's `var`): the mean squared distance from the mean, in two passes in float64.
 * Complex numbers give the real variance of their distances.
 * @returns a number over all axes, else an array: float32 for float32 and complex64, else float64
 */
export function variance(a: Input, options?: VarianceOptions & Whole): number;
export function variance<D extends DType = "float64">(
  a: Input<D>,
  options: VarianceOptions & Partly,
): NDArray<SpreadDType<D>>;
export function variance<D extends DType = "float64">(
  a: Input<D>,
  options?: VarianceOptions,
): NDArray<SpreadDType<D>> | number;
export function variance(a: Input, options: VarianceOptions = {}): NDArray | Scalar {
  return reduce(varianceOperation, a, options, true);
}

/** The standard deviation over axes (NumPy's `std`): the square root of {@link variance}. */
export function std(a: Input, options?: VarianceOptions & Whole): number;
export function std<D extends DType = "float64">(
  a: Input<D>,
  options: VarianceOptions & Partly,
): NDArray<SpreadDType<D>>;
export function std<D extends DType = "float64">(
  a: Input<D>,
  options?: VarianceOptions,
): NDArray<SpreadDType<D>> | number;
export function std(a: Input, options: VarianceOptions = {}): NDArray | Scalar {
  return reduce(stdOperation, a, options, true);
}

/** Means and numbers of elements of each output. */
export interface Means {
  readonly plan: Plan;
  readonly values: Float64Array;
  /** Present where some elements may not count. */
  readonly counts: Float64Array | undefined;
}

/** The means of a real array, leaving out what `where` or `skipNaN` say. */
function meansOf(a: NDArray, where: NDArray | undefined, axes: ReduceAttributes["axis"], skipNaN: boolean): Means {
  const plan = planReduction(a, axes, where);
  const values = new Float64Array(plan.size);
  const masked = where !== undefined || skipNaN;
  const counts = masked ? new Float64Array(plan.size) : undefined;
  walk(plan, {
    fold: foldSum,
    add: addSum,
    takesSingle: "both",
    values,
    skipNaN,
    counts,
  });
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / (counts?.[i] ?? plan.count);
  return { plan, values, counts };
}

/** The body of means; `skipNaN` makes it NumPy's `nanmean`. */
export function meanBody(inputs: readonly NDArray[], attributes: ReduceAttributes, skipNaN = false): NDArray {
  const [given, where] = inputs as [NDArray, NDArray?];
  const dtype = attributes.dtype ?? meanDType(given.dtype);
  const a = castFor(given, attributes.dtype);
  if (!isComplexDType(a.dtype)) {
    const { plan, values } = meansOf(a, where, attributes.axis, skipNaN);
    return arrayOf(plan, values, dtype, attributes.keepdims);
  }
  const axes = axesOfParts(a, attributes.axis);
  const counted = skipNaN ? numbersOf(a, where) : where;
  const { plan, values } = meansOf(partsOf(a), counted && expandDims(counted, -1), axes, false);
  return fromParts(arrayOf(plan, values, realDType(dtype), attributes.keepdims));
}

/** The body of variances and standard deviations; `skipNaN` makes it NumPy's `nanvar`. */
export function spreadBody(
  inputs: readonly NDArray[],
  attributes: ReduceAttributes,
  root: boolean,
  skipNaN: boolean,
): NDArray {
  const [given, where] = inputs as [NDArray, NDArray?];
  const complex = isComplexDType(given.dtype);
  const dtype = attributes.dtype === undefined ? spreadDType(given.dtype) : realDType(attributes.dtype);
  const a = complex ? partsOf(given) : castFor(given, attributes.dtype);
  const axes = complex ? axesOfParts(given, attributes.axis) : attributes.axis;
  const counted = complex && skipNaN ? numbersOf(given, where) : where;
  const mask = complex && counted !== undefined ? expandDims(counted, -1) : counted;
  const { plan, values: means, counts } = meansOf(a, mask, axes, skipNaN && !complex);
  const squares = new Float64Array(plan.size);
  walk(plan, {
    fold: foldSquares,
    add: addSquares,
    takesSingle: "fold",
    masked: { fold: foldMaskedSquares, add: addMaskedSquares },
    values: squares,
    extra: means,
    skipNaN: skipNaN && !complex,
  });
  const ddof = attributes.ddof ?? 0;
  const skips = skipNaN && (complex || kindOf(given.dtype) === "float");
  for (let i = 0; i < squares.length; i++) {
    const degrees = (counts?.[i] ?? plan.count) - ddof;
    // As NumPy: too few elements give NaN or infinity; leaving out NaN, always NaN.
    const value = (squares[i] as number) / (skips && degrees <= 0 ? Number.NaN : Math.max(degrees, 0));
    squares[i] = root && !complex ? Math.sqrt(value) : value;
  }
  if (!complex) return arrayOf(plan, squares, kindOf(dtype) === "float" ? dtype : "float64", attributes.keepdims);
  const parts = arrayOf(plan, squares, "float64", attributes.keepdims);
  const result = parts.make(dtype, parts.shape.slice(0, -1));
  const [from, to] = [parts.data as Float64Array, result.data as Float64Array];
  for (let i = 0; i < to.length; i++) {
    const value = (from[2 * i] as number) + (from[2 * i + 1] as number);
    to[i] = root ? Math.sqrt(value) : value;
  }
  return result;
}
