import {
  type Complex,
  type DType,
  dispatch,
  fromData,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { type Border, type BorderMode, checkMode } from "./border.js";
import { correlate1d } from "./correlate1d.js";
import { filterAxes } from "./separable.js";
import { delivered, type Output, outputDType } from "./values.js";

/** A correlation along one axis. */
export interface AxisStep {
  readonly axis: number;
  readonly weights: Float64Array;
  readonly mode: BorderMode;
  readonly origin?: number;
}

interface Step {
  readonly axis: number;
  readonly border: Border;
  readonly origin: number;
}

interface Attributes {
  readonly steps: readonly Step[];
  readonly cval: number;
  readonly dtype: DType;
}

/** One after the other; the inputs are an array and weights for each step. */
const operation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/correlate-axes",
  reference: ([a, first, ...others], { steps, cval, dtype }) => {
    const [{ axis, border, origin }, ...rest] = steps as [Step, ...Step[]];
    const next = correlate1d(a as NDArray, first as NDArray, { axis, mode: border, origin, cval, output: dtype });
    return others.length === 0 ? next : dispatch(operation, [next, ...others], { steps: rest, cval, dtype });
  },
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/** Correlates axis after axis; the results in between have the dtype of the output. */
export function correlateAxes(
  a: NDArray,
  steps: readonly AxisStep[],
  output: Output | undefined,
  cval: number | Complex,
): NDArray {
  const dtype = outputDType(output, a.shape, a.dtype);
  if (steps.length < 2 || dtype === "bool" || isComplexDType(dtype) || typeof cval !== "number") {
    const [byAxis, axes] = [new Map(steps.map((step) => [step.axis, step])), steps.map(({ axis }) => axis)];
    return filterAxes(a, axes, output, (current, axis, own) => {
      const { weights, mode, origin = 0 } = byAxis.get(axis) as AxisStep;
      return correlate1d(current, fromData(weights, weights.length), { axis, mode, origin, cval, output: own });
    });
  }
  const own = steps.map(({ axis, mode, origin = 0 }) => ({ axis, border: checkMode(mode), origin }));
  const weights = steps.map((step) => fromData(step.weights, step.weights.length));
  return delivered(dispatch(operation, [a, ...weights], { steps: own, cval, dtype }), output, dtype);
}
