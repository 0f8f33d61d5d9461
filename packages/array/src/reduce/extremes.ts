import { type DType, isBigDType, isComplexDType, type Scalar, type ScalarOf } from "../dtype.js";
import { coreError } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { compareScalars, isNaNScalar } from "./compare.js";
import { reduceElements } from "./elements.js";
import {
  arrayOf,
  checkNotEmpty,
  infers,
  initialNumber,
  numbersOf,
  type ReduceAttributes,
  type Reduction,
  reduce,
} from "./finish.js";
import { addMaximum, addMinimum, foldMaximum, foldMinimum } from "./kernels-extremes.js";
import { planReduction } from "./plan.js";
import { fromElements } from "./sum.js";
import type { AxisOptions, Input, OutOptions, Partly, WhereOptions, Whole } from "./types.js";
import { walk } from "./walk.js";

/** Options of {@link min} and {@link max}. */
export interface ExtremeOptions extends AxisOptions, OutOptions, WhereOptions {
  /** A value that takes part; needed with `where`. */
  readonly initial?: Scalar;
}

/** Options of {@link ptp}. */
export interface PtpOptions extends AxisOptions, OutOptions {}

const same = (dtype: DType): DType => dtype;
/** The operation of {@link min}, for kernels and `explain`. */
export const minOperation: Reduction = {
  id: "@core/array/min",
  infer: /* @__PURE__ */ infers(same),
  reference: (inputs, attributes) => extremeBody(inputs, attributes, -1, "min"),
};
/** The operation of {@link max}, for kernels and `explain`. */
export const maxOperation: Reduction = {
  id: "@core/array/max",
  infer: /* @__PURE__ */ infers(same),
  reference: (inputs, attributes) => extremeBody(inputs, attributes, 1, "max"),
};
/** The operation of {@link ptp}, for kernels and `explain`. */
export const ptpOperation: Reduction = {
  id: "@core/array/ptp",
  infer: /* @__PURE__ */ infers(same),
  reference: ptpBody,
};

/**
 * The smallest element over axes (NumPy's `min`). One NaN gives NaN. Complex numbers are ordered by real, then imaginary part.
 * @returns a scalar over all axes, else an array of the same dtype
 * @throws BAD_SHAPE for an empty reduction without `initial`
 */
export function min<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions & Whole): ScalarOf<D>;
export function min<D extends DType = "float64">(a: Input<D>, options: ExtremeOptions & Partly): NDArray<D>;
export function min<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions): NDArray<D> | ScalarOf<D>;
export function min(a: Input, options: ExtremeOptions = {}): NDArray | Scalar {
  return reduce(minOperation, a, options);
}

/**
 * The largest element over axes (NumPy's `max`). See {@link min}.
 * @throws BAD_SHAPE for an empty reduction without `initial`
 */
export function max<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions & Whole): ScalarOf<D>;
export function max<D extends DType = "float64">(a: Input<D>, options: ExtremeOptions & Partly): NDArray<D>;
export function max<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions): NDArray<D> | ScalarOf<D>;
export function max(a: Input, options: ExtremeOptions = {}): NDArray | Scalar {
  return reduce(maxOperation, a, options);
}

/**
 * The largest less the smallest element over axes (NumPy's `ptp`), in the array's dtype, where whole numbers wrap.
 * @throws BAD_SHAPE for an empty reduction, BAD_DTYPE for bool
 */
export function ptp<D extends DType = "float64">(a: Input<D>, options?: PtpOptions & Whole): ScalarOf<D>;
export function ptp<D extends DType = "float64">(a: Input<D>, options: PtpOptions & Partly): NDArray<D>;
export function ptp<D extends DType = "float64">(a: Input<D>, options?: PtpOptions): NDArray<D> | ScalarOf<D>;
export function ptp(a: Input, options: PtpOptions = {}): NDArray | Scalar {
  return reduce(ptpOperation, a, options);
}

/** The body of extremes; `skipNaN` makes it NumPy's `nanmin` and `nanmax`. */
export function extremeBody(
  inputs: readonly NDArray[],
  attributes: ReduceAttributes,
  sign: 1 | -1,
  name: string,
  skipNaN = false,
): NDArray {
  const [a, where] = inputs as [NDArray, NDArray?];
  const { axis, keepdims, initial } = attributes;
  if (where !== undefined && initial === undefined)
    throw coreError("BAD_ARGUMENT", `${name}: where needs initial, the value of a place where nothing counts.`);
  const plan = planReduction(a, axis, where);
  if (initial === undefined) checkNotEmpty(plan, name);
  if (isBigDType(a.dtype) || isComplexDType(a.dtype)) {
    const counted = skipNaN && isComplexDType(a.dtype) ? numbersOf(a, where) : where;
    const nothing = isBigDType(a.dtype) ? undefined : { re: Number.NaN, im: skipNaN ? Number.NaN : 0 };
    const values = reduceElements<Scalar | undefined>(a, axis, counted, initial, (best, value) =>
      best === undefined || (!isNaNScalar(best) && (isNaNScalar(value) || sign * compareScalars(value, best) > 0))
        ? value
        : best,
    );
    return fromElements(
      a,
      a.dtype,
      attributes,
      values.map((value) => value ?? (nothing as Scalar)),
    );
  }
  const neutral = -sign * Number.POSITIVE_INFINITY;
  const values = new Float64Array(plan.size).fill(initialNumber(initial, neutral));
  const counts = skipNaN ? new Float64Array(plan.size) : undefined;
  walk(plan, {
    fold: sign > 0 ? foldMaximum : foldMinimum,
    add: sign > 0 ? addMaximum : addMinimum,
    values,
    fill: neutral,
    skipNaN,
    counts,
  });
  if (counts !== undefined && initial === undefined)
    for (let i = 0; i < values.length; i++) if (counts[i] === 0) values[i] = Number.NaN;
  return arrayOf(plan, values, a.dtype, keepdims);
}

function ptpBody(inputs: readonly NDArray[], attributes: ReduceAttributes): NDArray {
  const a = inputs[0] as NDArray;
  if (a.dtype === "bool") throw coreError("BAD_DTYPE", "ptp: bool cannot be subtracted; use astype first.");
  const high = extremeBody(inputs, attributes, 1, "ptp");
  const low = extremeBody(inputs, attributes, -1, "ptp");
  for (let i = 0; i < high.data.length; i++) {
    if (isBigDType(a.dtype))
      (high.data as BigInt64Array)[i] =
        ((high.data as BigInt64Array)[i] as bigint) - ((low.data as BigInt64Array)[i] as bigint);
    else
      (high.data as Float64Array)[i] =
        ((high.data as Float64Array)[i] as number) - ((low.data as Float64Array)[i] as number);
  }
  return high;
}
