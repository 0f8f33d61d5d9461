import { type DType, isComplexDType, type Scalar } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { isContiguous } from "../shape.js";
import { elementsOf } from "../transfer.js";
import { arrayOf, infers, partsOf, type ReduceAttributes, type Reduction, reduce } from "./finish.js";
import { addAll, addAny, addCount, foldAll, foldAny, foldCount } from "./kernels-truth.js";
import { type Plan, planReduction } from "./plan.js";
import type { AxisOptions, Input, OutOptions, Partly, WhereOptions, Whole } from "./types.js";
import { walk } from "./walk.js";

/** Options of {@link any} and {@link all}. */
export interface LogicOptions extends AxisOptions, OutOptions, WhereOptions {}

/** The operation of {@link any}, for kernels and `explain`. */
export const anyOperation: Reduction = {
  id: "@core/array/any",
  infer: /* @__PURE__ */ infers((): DType => "bool"),
  reference: anyBody,
};
/** The operation of {@link all}, for kernels and `explain`. */
export const allOperation: Reduction = {
  id: "@core/array/all",
  infer: /* @__PURE__ */ infers((): DType => "bool"),
  reference: allBody,
};
/** The operation of {@link countNonzero}, for kernels and `explain`. */
export const countNonzeroOperation: Reduction = {
  id: "@core/array/countNonzero",
  infer: /* @__PURE__ */ infers((): DType => "int64"),
  reference: countBody,
};

/** Whether any element is not 0, over axes (NumPy's `any`). NaN is not 0. False for no elements. */
export function any(a: Input, options?: LogicOptions & Whole): boolean;
export function any(a: Input, options: LogicOptions & Partly): NDArray<"bool">;
export function any(a: Input, options?: LogicOptions): NDArray<"bool"> | boolean;
export function any(a: Input, options: LogicOptions = {}): NDArray | Scalar {
  return reduce(anyOperation, a, options);
}

/** Whether all elements are not 0, over axes (NumPy's `all`). NaN is not 0. True for no elements. */
export function all(a: Input, options?: LogicOptions & Whole): boolean;
export function all(a: Input, options: LogicOptions & Partly): NDArray<"bool">;
export function all(a: Input, options?: LogicOptions): NDArray<"bool"> | boolean;
export function all(a: Input, options: LogicOptions = {}): NDArray | Scalar {
  return reduce(allOperation, a, options);
}

/** How many elements are not 0, over axes (NumPy's `count_nonzero`). A number over all axes, else an int64 array. */
export function countNonzero(a: Input, options?: Whole): number;
export function countNonzero(a: Input, options: Partly & AxisOptions): NDArray<"int64">;
export function countNonzero(a: Input, options?: AxisOptions): NDArray<"int64"> | number;
export function countNonzero(a: Input, options: AxisOptions = {}): NDArray | number {
  const result = reduce(countNonzeroOperation, a, options);
  return typeof result === "bigint" ? Number(result) : (result as NDArray | number);
}

function anyBody(inputs: readonly NDArray[], attributes: ReduceAttributes): NDArray {
  const [a, where] = inputs as [NDArray, NDArray?];
  if (isComplexDType(a.dtype)) return anyBody([nonzeroOf(a), ...inputs.slice(1)], attributes);
  const plan = planReduction(a, attributes.axis, where);
  const values = new Float64Array(plan.size);
  if (isWholeTruth(plan)) {
    values[0] = (elementsOf(a) as Uint8Array).includes(1) ? 1 : 0;
    return arrayOf(plan, values, "bool", attributes.keepdims);
  }
  const done = plan.size === 1 ? (): boolean => values[0] === 1 : undefined;
  walk(plan, { fold: foldAny, add: addAny, values, fill: 0, done });
  return arrayOf(plan, values, "bool", attributes.keepdims);
}

function allBody(inputs: readonly NDArray[], attributes: ReduceAttributes): NDArray {
  const [a, where] = inputs as [NDArray, NDArray?];
  if (isComplexDType(a.dtype)) return allBody([nonzeroOf(a), ...inputs.slice(1)], attributes);
  const plan = planReduction(a, attributes.axis, where);
  const values = new Float64Array(plan.size).fill(1);
  if (isWholeTruth(plan)) {
    values[0] = (elementsOf(a) as Uint8Array).includes(0) ? 0 : 1;
    return arrayOf(plan, values, "bool", attributes.keepdims);
  }
  const done = plan.size === 1 ? (): boolean => values[0] === 0 : undefined;
  walk(plan, { fold: foldAll, add: addAll, values, fill: 1, done });
  return arrayOf(plan, values, "bool", attributes.keepdims);
}

function countBody(inputs: readonly NDArray[], attributes: ReduceAttributes): NDArray {
  const given = inputs[0] as NDArray;
  const a = isComplexDType(given.dtype) ? nonzeroOf(given) : given;
  const plan = planReduction(a, attributes.axis);
  const values = new Float64Array(plan.size);
  walk(plan, { fold: foldCount, add: addCount, values });
  return arrayOf(plan, values, "int64", attributes.keepdims);
}

/** Whether all of a contiguous bool array goes into one output: then the engine's own search is the fastest. */
function isWholeTruth({ a, size, where, shape }: Plan): boolean {
  return (
    a.dtype === "bool" && size === 1 && where === undefined && shape.length === 2 && isContiguous(a.shape, a.strides)
  );
}

/** Which complex elements have a part that is not 0. */
function nonzeroOf(a: NDArray): NDArray {
  return anyBody([partsOf(a)], { axis: a.shape.length });
}
