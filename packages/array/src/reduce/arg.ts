import { type DType, isBigDType, isComplexDType, type Scalar } from "../dtype.js";
import { coreError } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { compareScalars, isNaNScalar } from "./compare.js";
import { reduceElements } from "./elements.js";
import { arrayOf, infers, type ReduceAttributes, type Reduction, reduce } from "./finish.js";
import { addArgMaximum, addArgMinimum, foldArgMaximum, foldArgMinimum } from "./kernels-extremes.js";
import { type Plan, planReduction } from "./plan.js";
import { fromElements } from "./sum.js";
import type { Input, OutOptions } from "./types.js";
import { walk } from "./walk.js";

/** Options of {@link argmax} and {@link argmin}. */
export interface ArgOptions extends OutOptions {
  /** One axis; by default the position in the flattened array is given. */
  readonly axis?: number | undefined;
  readonly keepdims?: boolean;
}

/** The options with which a position is given as a number. */
export interface ArgWhole {
  readonly axis?: undefined;
  readonly keepdims?: false;
  readonly out?: undefined;
}

/** The options with which positions are given as an array. */
export type ArgPartly = { readonly axis: number } | { readonly keepdims: true } | { readonly out: NDArray };

const infer: NonNullable<Reduction["infer"]> = /* @__PURE__ */ infers(() => "int64");
/** The operation of {@link argmax}, for kernels and `explain`. */
export const argmaxOperation: Reduction = {
  id: "@core/array/argmax",
  infer,
  reference: (inputs, attributes) => argBody(inputs, attributes, 1, "argmax", false),
};
/** The operation of {@link argmin}, for kernels and `explain`. */
export const argminOperation: Reduction = {
  id: "@core/array/argmin",
  infer,
  reference: (inputs, attributes) => argBody(inputs, attributes, -1, "argmin", false),
};
/** The operation of {@link nanargmax}, for kernels and `explain`. */
export const nanargmaxOperation: Reduction = {
  id: "@core/array/nanargmax",
  infer,
  reference: (inputs, attributes) => argBody(inputs, attributes, 1, "nanargmax", true),
};
/** The operation of {@link nanargmin}, for kernels and `explain`. */
export const nanargminOperation: Reduction = {
  id: "@core/array/nanargmin",
  infer,
  reference: (inputs, attributes) => argBody(inputs, attributes, -1, "nanargmin", true),
};

/**
 * Where the largest element is (NumPy's `argmax`): the first one of equals, and NaN counts as the largest.
 * @returns a number over the flattened array, else an int64 array
 * @throws BAD_SHAPE for an empty reduction
 */
export function argmax(a: Input, options?: ArgOptions & ArgWhole): number;
export function argmax(a: Input, options: ArgOptions & ArgPartly): NDArray<"int64">;
export function argmax(a: Input, options?: ArgOptions): NDArray<"int64"> | number;
export function argmax(a: Input, options: ArgOptions = {}): NDArray | number {
  return position(argmaxOperation, a, options);
}

/** Where the smallest element is (NumPy's `argmin`); NaN counts as the smallest. See {@link argmax}. */
export function argmin(a: Input, options?: ArgOptions & ArgWhole): number;
export function argmin(a: Input, options: ArgOptions & ArgPartly): NDArray<"int64">;
export function argmin(a: Input, options?: ArgOptions): NDArray<"int64"> | number;
export function argmin(a: Input, options: ArgOptions = {}): NDArray | number {
  return position(argminOperation, a, options);
}

/**
 * Where the largest element that is not NaN is (NumPy's `nanargmax`).
 * @throws BAD_VALUE where there are only NaN, BAD_SHAPE for an empty reduction
 */
export function nanargmax(a: Input, options?: ArgOptions & ArgWhole): number;
export function nanargmax(a: Input, options: ArgOptions & ArgPartly): NDArray<"int64">;
export function nanargmax(a: Input, options?: ArgOptions): NDArray<"int64"> | number;
export function nanargmax(a: Input, options: ArgOptions = {}): NDArray | number {
  return position(nanargmaxOperation, a, options);
}

/**
 * Where the smallest element that is not NaN is (NumPy's `nanargmin`).
 * @throws BAD_VALUE where there are only NaN, BAD_SHAPE for an empty reduction
 */
export function nanargmin(a: Input, options?: ArgOptions & ArgWhole): number;
export function nanargmin(a: Input, options: ArgOptions & ArgPartly): NDArray<"int64">;
export function nanargmin(a: Input, options?: ArgOptions): NDArray<"int64"> | number;
export function nanargmin(a: Input, options: ArgOptions = {}): NDArray | number {
  return position(nanargminOperation, a, options);
}

function position(operation: Reduction, a: Input, options: ArgOptions): NDArray | number {
  const result = reduce(operation, a, options);
  return typeof result === "bigint" ? Number(result) : (result as NDArray | number);
}

function argBody(
  inputs: readonly NDArray[],
  attributes: ReduceAttributes,
  sign: 1 | -1,
  name: string,
  skipNaN: boolean,
): NDArray {
  const a = inputs[0] as NDArray;
  const plan = planReduction(a, attributes.axis, undefined, true);
  if (plan.count === 0) throw emptyError(plan, name);
  if (isComplexDType(a.dtype) || isBigDType(a.dtype)) return argElements(a, attributes, sign, name, skipNaN);
  const values = new Float64Array(plan.size);
  const indices = new Float64Array(plan.size).fill(-1);
  walk(plan, {
    fold: sign > 0 ? foldArgMaximum : foldArgMinimum,
    add: sign > 0 ? addArgMaximum : addArgMinimum,
    values,
    extra: indices,
    skipNaN,
    fill: -sign * Number.POSITIVE_INFINITY,
  });
  if (skipNaN) checkFound(a, values, attributes, sign, name);
  return arrayOf(plan, indices, "int64", attributes.keepdims);
}

/** Infinities may stand for left-out NaN: then it is looked whether there was any number. */
function checkFound(a: NDArray, values: Float64Array, attributes: ReduceAttributes, sign: number, name: string): void {
  if (!values.includes(-sign * Number.POSITIVE_INFINITY)) return;
  const numbers = reduceElements(a, attributes.axis, undefined, false, (any, value) => any || !isNaNScalar(value));
  if (!numbers.every(Boolean)) throw onlyNaN(name);
}

function argElements(a: NDArray, attributes: ReduceAttributes, sign: 1 | -1, name: string, skipNaN: boolean): NDArray {
  interface Best {
    readonly value: Scalar;
    readonly index: number;
  }
  const found = reduceElements<Best | undefined>(a, attributes.axis, undefined, undefined, (best, value, index) => {
    const none = isNaNScalar(value);
    if (skipNaN && none) return best;
    if (best === undefined) return { value, index };
    if (isNaNScalar(best.value)) return best;
    return none || sign * compareScalars(value, best.value) > 0 ? { value, index } : best;
  });
  if (found.includes(undefined)) throw onlyNaN(name);
  return fromElements(
    a,
    "int64" satisfies DType,
    attributes,
    found.map((best) => BigInt((best as Best).index)),
  );
}

function onlyNaN(name: string): Error {
  return coreError("BAD_VALUE", `${name}: a slice has only NaN; leave it out or fill it first.`);
}

function emptyError(plan: Plan, name: string): Error {
  return coreError(
    "BAD_SHAPE",
    `${name}: axis ${plan.axes.filter((axis) => plan.a.shape[axis] === 0).join(", ")} of shape (${plan.a.shape.join(", ")}) is empty.`,
  );
}
