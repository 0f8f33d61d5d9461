import { asArray } from "../create.js";
import { type DType, kindOf, promoteTypes, type Scalar } from "../dtype.js";
import { divide, multiply } from "../elementwise/arithmetic.js";
import { coreError } from "../errors.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import { checkAxes, checkAxis } from "../shape.js";
import { astype, copy } from "../transfer.js";
import { broadcastTo } from "../views.js";
import { any } from "./logic.js";
import { mean } from "./mean.js";
import { sum } from "./sum.js";
import type { ArrayInput, AxisOptions, Input, MeanDType, MeanScalar, Partly, Whole } from "./types.js";

/** Options of {@link average}. */
export interface AverageOptions extends AxisOptions {
  /** What each element counts: of the array's shape, or one axis as long as the one that is averaged over; all 1 by default. */
  readonly weights?: ArrayInput;
}

/**
 * The weighted mean over axes (NumPy's `average`).
 * @returns a scalar over all axes, else an array, of the dtype that array and weights promote to, at least float
 * @throws BAD_SHAPE for weights that do not fit, BAD_VALUE where they add up to 0
 */
export function average<D extends DType = "float64">(a: Input<D>, options?: AverageOptions & Whole): MeanScalar<D>;
export function average<D extends DType = "float64">(
  a: Input<D>,
  options: AverageOptions & Partly,
): NDArray<MeanDType<D>>;
export function average<D extends DType = "float64">(
  a: Input<D>,
  options?: AverageOptions,
): NDArray<MeanDType<D>> | MeanScalar<D>;
export function average(a: Input, options: AverageOptions = {}): NDArray | Scalar {
  return averageWithWeights(a, options).average;
}

/** {@link average} together with the sums of the weights (NumPy's `average` with `returned=True`), both as they come out. */
export function averageWithWeights(
  a: Input,
  options: AverageOptions = {},
): { readonly average: NDArray | Scalar; readonly sumOfWeights: NDArray | Scalar } {
  const input = asArray(a as NDArray);
  const { weights: given, ...where } = options;
  if (given === undefined) {
    const result = mean(input, where) as NDArray | Scalar;
    const size = checkAxes(where.axis, input.shape.length).reduce(
      (count, axis) => count * (input.shape[axis] as number),
      1,
    );
    if (!isNDArray(result)) return { average: result, sumOfWeights: size };
    const sums = result.make(result.dtype, result.shape);
    return { average: result, sumOfWeights: sums.assign(size) };
  }
  const weights = asArray(given as NDArray);
  const promoted = promoteTypes(input.dtype, weights.dtype);
  const floats = ["float", "complex"].includes(kindOf(input.dtype));
  const dtype = floats ? promoted : promoteTypes(promoted, "float64");
  const spread = astype(spreadWeights(weights, input, where.axis), dtype);
  const total = sum(spread, where) as NDArray | Scalar;
  const sums = asArray(total);
  if (!any(sums, { axis: [] }).data.every((one) => one !== 0))
    throw coreError("BAD_VALUE", "weights: they add up to 0 somewhere, so there is no average.");
  const weighted = asArray(sum(multiply(astype(input, dtype), spread), where) as NDArray | Scalar);
  const result = divide(weighted, sums) as NDArray;
  return isNDArray(total) ? { average: result, sumOfWeights: total } : { average: result.item(), sumOfWeights: total };
}

function spreadWeights(weights: NDArray, a: NDArray, axis: AxisOptions["axis"]): NDArray {
  if (weights.shape.join() === a.shape.join()) return weights;
  if (weights.shape.length !== 1 || typeof axis !== "number")
    throw coreError(
      "BAD_SHAPE",
      `weights: have shape (${weights.shape.join(", ")}), expected (${a.shape.join(", ")}), or one axis together with axis.`,
    );
  const at = checkAxis(axis, a.shape.length);
  if (weights.size !== a.shape[at])
    throw coreError("BAD_SHAPE", `weights: ${weights.size} of them for axis ${at}, which has size ${a.shape[at]}.`);
  const shape = a.shape.map((size, i) => (i === at ? size : 1));
  return broadcastTo(copy(weights).reshape(shape), a.shape);
}
