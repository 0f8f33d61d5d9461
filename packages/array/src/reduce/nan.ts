import type { DType, Scalar, ScalarOf } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { type ExtremeOptions, extremeBody } from "./extremes.js";
import { infers, meanDType, type Reduction, reduce, spreadDType, sumDType } from "./finish.js";
import { type MeanOptions, meanBody, spreadBody, type VarianceOptions } from "./mean.js";
import { prodBody, type SumOptions, sumBody } from "./sum.js";
import type { Input, MeanDType, MeanScalar, Partly, SpreadDType, SumDType, SumScalar, Whole } from "./types.js";

/** The operation of {@link nansum}, for kernels and `explain`. */
export const nansumOperation: Reduction = {
  id: "@core/array/nansum",
  infer: /* @__PURE__ */ infers(sumDType),
  reference: (inputs, attributes) => sumBody(inputs, attributes, true),
};
/** The operation of {@link nanprod}, for kernels and `explain`. */
export const nanprodOperation: Reduction = {
  id: "@core/array/nanprod",
  infer: /* @__PURE__ */ infers(sumDType),
  reference: (inputs, attributes) => prodBody(inputs, attributes, true),
};
/** The operation of {@link nanmean}, for kernels and `explain`. */
export const nanmeanOperation: Reduction = {
  id: "@core/array/nanmean",
  infer: /* @__PURE__ */ infers(meanDType),
  reference: (inputs, attributes) => meanBody(inputs, attributes, true),
};
/** The operation of {@link nanvariance}, for kernels and `explain`. */
export const nanvarianceOperation: Reduction = {
  id: "@core/array/nanvariance",
  infer: /* @__PURE__ */ infers(spreadDType),
  reference: (inputs, attributes) => spreadBody(inputs, attributes, false, true),
};
/** The operation of {@link nanstd}, for kernels and `explain`. */
export const nanstdOperation: Reduction = {
  id: "@core/array/nanstd",
  infer: /* @__PURE__ */ infers(spreadDType),
  reference: (inputs, attributes) => spreadBody(inputs, attributes, true, true),
};
/** The operation of {@link nanmin}, for kernels and `explain`. */
export const nanminOperation: Reduction = {
  id: "@core/array/nanmin",
  infer: /* @__PURE__ */ infers((dtype) => dtype),
  reference: (inputs, attributes) => extremeBody(inputs, attributes, -1, "nanmin", true),
};
/** The operation of {@link nanmax}, for kernels and `explain`. */
export const nanmaxOperation: Reduction = {
  id: "@core/array/nanmax",
  infer: /* @__PURE__ */ infers((dtype) => dtype),
  reference: (inputs, attributes) => extremeBody(inputs, attributes, 1, "nanmax", true),
};

/** The sum over axes of what is not NaN (NumPy's `nansum`); 0 where there are only NaN. */
export function nansum<D extends DType = "float64">(a: Input<D>, options?: SumOptions & Whole): SumScalar<D>;
export function nansum<D extends DType = "float64">(a: Input<D>, options: SumOptions & Partly): NDArray<SumDType<D>>;
export function nansum<D extends DType = "float64">(
  a: Input<D>,
  options?: SumOptions,
): NDArray<SumDType<D>> | SumScalar<D>;
export function nansum(a: Input, options: SumOptions = {}): NDArray | Scalar {
  return reduce(nansumOperation, a, options, true);
}

/** The product over axes of what is not NaN (NumPy's `nanprod`); 1 where there are only NaN. */
export function nanprod<D extends DType = "float64">(a: Input<D>, options?: SumOptions & Whole): SumScalar<D>;
export function nanprod<D extends DType = "float64">(a: Input<D>, options: SumOptions & Partly): NDArray<SumDType<D>>;
export function nanprod<D extends DType = "float64">(
  a: Input<D>,
  options?: SumOptions,
): NDArray<SumDType<D>> | SumScalar<D>;
export function nanprod(a: Input, options: SumOptions = {}): NDArray | Scalar {
  return reduce(nanprodOperation, a, options, true);
}

/** The mean over axes of what is not NaN (NumPy's `nanmean`); NaN where there are only NaN. */
export function nanmean<D extends DType = "float64">(a: Input<D>, options?: MeanOptions & Whole): MeanScalar<D>;
export function nanmean<D extends DType = "float64">(a: Input<D>, options: MeanOptions & Partly): NDArray<MeanDType<D>>;
export function nanmean<D extends DType = "float64">(
  a: Input<D>,
  options?: MeanOptions,
): NDArray<MeanDType<D>> | MeanScalar<D>;
export function nanmean(a: Input, options: MeanOptions = {}): NDArray | Scalar {
  return reduce(nanmeanOperation, a, options, true);
}

/** The variance over axes of what is not NaN (NumPy's `nanvar`); NaN where at most `ddof` elements are left. */
export function nanvariance(a: Input, options?: VarianceOptions & Whole): number;
export function nanvariance<D extends DType = "float64">(
  a: Input<D>,
  options: VarianceOptions & Partly,
): NDArray<SpreadDType<D>>;
export function nanvariance<D extends DType = "float64">(
  a: Input<D>,
  options?: VarianceOptions,
): NDArray<SpreadDType<D>> | number;
export function nanvariance(a: Input, options: VarianceOptions = {}): NDArray | Scalar {
  return reduce(nanvarianceOperation, a, options, true);
}

/** The standard deviation over axes of what is not NaN (NumPy's `nanstd`); NaN where at most `ddof` elements are left. */
export function nanstd(a: Input, options?: VarianceOptions & Whole): number;
export function nanstd<D extends DType = "float64">(
  a: Input<D>,
  options: VarianceOptions & Partly,
): NDArray<SpreadDType<D>>;
export function nanstd<D extends DType = "float64">(
  a: Input<D>,
  options?: VarianceOptions,
): NDArray<SpreadDType<D>> | number;
export function nanstd(a: Input, options: VarianceOptions = {}): NDArray | Scalar {
  return reduce(nanstdOperation, a, options, true);
}

/**
 * The smallest element over axes that is not NaN (NumPy's `nanmin`); NaN where there are only NaN.
 * @throws BAD_SHAPE for an empty reduction without `initial`
 */
export function nanmin<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions & Whole): ScalarOf<D>;
export function nanmin<D extends DType = "float64">(a: Input<D>, options: ExtremeOptions & Partly): NDArray<D>;
export function nanmin<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions): NDArray<D> | ScalarOf<D>;
export function nanmin(a: Input, options: ExtremeOptions = {}): NDArray | Scalar {
  return reduce(nanminOperation, a, options);
}

/**
 * The largest element over axes that is not NaN (NumPy's `nanmax`); NaN where there are only NaN.
 * @throws BAD_SHAPE for an empty reduction without `initial`
 */
export function nanmax<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions & Whole): ScalarOf<D>;
export function nanmax<D extends DType = "float64">(a: Input<D>, options: ExtremeOptions & Partly): NDArray<D>;
export function nanmax<D extends DType = "float64">(a: Input<D>, options?: ExtremeOptions): NDArray<D> | ScalarOf<D>;
export function nanmax(a: Input, options: ExtremeOptions = {}): NDArray | Scalar {
  return reduce(nanmaxOperation, a, options);
}
