import { asArray } from "../create.js";
import {
  checkDType,
  type DType,
  isBigDType,
  kindOf,
  makeData,
  realDType,
  type Scalar,
  type TypedArray,
} from "../dtype.js";
import { readElement } from "../element.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Inferred, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { checkNames } from "../option-names.js";
import { broadcastShapes, broadcastStrides, checkAxes, sizeOf } from "../shape.js";
import { hostStorage } from "../storage.js";
import { putWholes } from "../tiles.js";
import { assign, copy, eachPosition, elementsOf } from "../transfer.js";
import { isNaNScalar } from "./compare.js";
import type { Plan } from "./plan.js";
import type { AxisOptions, Input, OutOptions, WhereOptions } from "./types.js";

/** What the body of a reduction is told. */
export interface ReduceAttributes {
  readonly axis?: number | readonly number[] | undefined;
  readonly keepdims?: boolean;
  readonly dtype?: DType;
  readonly ddof?: number;
  readonly initial?: Scalar;
}

/** A reduction: the array and, at most, the mask of elements that count. */
export type Reduction = Operation<ReduceAttributes, NDArray>;

const optionNames = ["axis", "keepdims", "dtype", "ddof", "initial", "out", "where"];

/**
 * Runs a reduction and gives a scalar where all axes went, else an array. On a device an array always comes back.
 * @param widens computes a scalar in double precision: it becomes a JavaScript number, which need not be rounded to single precision
 */
export function reduce(
  operation: Reduction,
  a: Input,
  options: AxisOptions & OutOptions & WhereOptions & ReduceAttributes,
  widens = false,
): NDArray | Scalar {
  // Who comes from NumPy may pass the axis by position; that must not be taken for all axes.
  checkNames(operation.id.slice(operation.id.lastIndexOf("/") + 1), options, optionNames);
  const input = asArray(a as NDArray);
  const { where, out, ...given } = options;
  if (given.ddof !== undefined) checkNumber(given.ddof, "ddof");
  if (given.dtype !== undefined) checkDType(given.dtype);
  const attributes = widens && isSingleScalar(input, options) ? { ...given, dtype: double(input.dtype) } : given;
  const inputs = where === undefined ? [input] : [input, checkWhere(asArray(where as NDArray), input)];
  return deliver(dispatch(operation, inputs, attributes), input, options);
}

/** Whether an array of single precision will give a JavaScript number. */
function isSingleScalar(a: NDArray, options: AxisOptions & OutOptions & ReduceAttributes): boolean {
  const single = a.dtype === "float32" || a.dtype === "complex64";
  const whole = options.axis === undefined && options.keepdims !== true && options.out === undefined;
  return single && whole && options.dtype === undefined && a.device === undefined;
}

function double(dtype: DType): DType {
  return dtype === "complex64" ? "complex128" : "float64";
}

/** The result as the caller wants it: in `out`, as a scalar or as it is. */
export function deliver(result: NDArray, input: NDArray, options: AxisOptions & OutOptions): NDArray | Scalar {
  const { out } = options;
  if (out !== undefined) {
    if (out.shape.length !== result.shape.length || out.shape.some((size, i) => size !== result.shape[i]))
      throw coreError(
        "BAD_SHAPE",
        `out: has shape (${out.shape.join(", ")}), the result has (${result.shape.join(", ")}).`,
      );
    return assign(out, result);
  }
  const whole = options.axis === undefined && options.keepdims !== true && result.device === undefined;
  if (!whole || result.shape.length > 0) return result;
  const value = readElement(result, result.offset);
  return typeof value === "bigint" && !isBigDType(input.dtype) ? Number(value) : value;
}

function checkWhere(where: NDArray, a: NDArray): NDArray {
  if (where.dtype !== "bool") throw coreError("BAD_DTYPE", `where: got ${where.dtype}, expected bool.`);
  const shape = broadcastShapes(where.shape, a.shape);
  if (shape.length !== a.shape.length || shape.some((size, i) => size !== a.shape[i]))
    throw coreError(
      "BAD_SHAPE",
      `where: shape (${where.shape.join(", ")}) does not broadcast to (${a.shape.join(", ")}).`,
    );
  return where;
}

/** Shape of the result, for operations behind a device. */
export function inferShape(a: NDArray, attributes: ReduceAttributes): readonly number[] {
  const axes = checkAxes(attributes.axis, a.shape.length);
  if (attributes.keepdims === true) return a.shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return a.shape.filter((_, i) => !axes.includes(i));
}

/** What `infer` gives for a reduction whose dtype follows that of the input. */
export function infers(
  dtypeOf: (dtype: DType) => DType,
): (inputs: readonly NDArray[], attributes: ReduceAttributes) => Inferred {
  return (inputs, attributes) => {
    const a = inputs[0] as NDArray;
    return { dtype: attributes.dtype ?? dtypeOf(a.dtype), shape: inferShape(a, attributes) };
  };
}

/** The dtype of sums and products by NumPy's rule. */
export function sumDType(dtype: DType): DType {
  const kind = kindOf(dtype);
  return kind === "bool" || kind === "int" ? "int64" : kind === "uint" ? "uint64" : dtype;
}

/** The dtype of means by NumPy's rule. */
export function meanDType(dtype: DType): DType {
  const kind = kindOf(dtype);
  return kind === "float" || kind === "complex" ? dtype : "float64";
}

/** The dtype of variances. */
export function spreadDType(dtype: DType): DType {
  return realDType(meanDType(dtype));
}

/** The outputs of a walk as an array. */
export function arrayOf(plan: Plan, values: Float64Array, dtype: DType, keepdims = false): NDArray {
  const { a, kept, axes, order } = plan;
  const shape = keepdims ? a.shape.map((size, i) => (axes.includes(i) ? 1 : size)) : kept;
  if (order === undefined) return a.make(dtype, shape, hostStorage(convert(values, dtype)));
  const walked = order.map((_, i) => kept[order.indexOf(i)] as number);
  const strides = walked.map((_, i) => sizeOf(walked.slice(i + 1)));
  const storage = hostStorage(convert(values, dtype));
  const view = a.make(dtype, walked, storage).view(
    kept,
    order.map((i) => strides[i] as number),
  );
  return a.make(dtype, shape, copy(view).storage);
}

function convert(values: Float64Array, dtype: DType): Float64Array {
  if (dtype === "float64") return values;
  const data = makeData(dtype, values.length) as Float64Array;
  if (isBigDType(dtype)) putWholes(data as TypedArray as BigInt64Array, values);
  else if (dtype === "bool") for (let i = 0; i < values.length; i++) data[i] = values[i] === 0 ? 0 : 1;
  else data.set(values);
  return data;
}

/** The parts of a complex array as a real array with one more axis, of size 2; shares memory. */
export function partsOf(a: NDArray): NDArray {
  const real = realDType(a.dtype);
  return a
    .make(real, [...a.shape, 2], a.storage)
    .view([...a.shape, 2], [...a.strides.map((step) => 2 * step), 1], 2 * a.offset);
}

/** The complex array of a contiguous array of parts; shares memory. */
export function fromParts(parts: NDArray): NDArray {
  const dtype = parts.dtype === "float32" ? "complex64" : "complex128";
  return parts.make(dtype, parts.shape.slice(0, -1), hostStorage(elementsOf(parts)));
}

/** The same axes for an array of parts, counted from 0: never the axis of the parts. */
export function axesOfParts(a: NDArray, axis: number | readonly number[] | undefined): number[] {
  return checkAxes(axis, a.shape.length);
}

/** Refuses an empty reduction that has no value to give. */
export function checkNotEmpty(plan: Plan, name: string): void {
  if (plan.count > 0 || plan.size === 0) return;
  const empty = plan.axes.filter((axis) => plan.a.shape[axis] === 0);
  throw coreError(
    "BAD_SHAPE",
    `${name}: axis ${empty.join(", ")} of shape (${plan.a.shape.join(", ")}) is empty and ${name} of nothing has no value; give initial or skip empty arrays.`,
  );
}

/** A real number given as an option, or an error. */
function checkNumber(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a finite number.`);
}

/** Where a complex array has numbers and not NaN, and `where` is true. */
export function numbersOf(a: NDArray, where: NDArray | undefined): NDArray {
  const result = a.make("bool", a.shape);
  const mask = where === undefined ? a.strides.map(() => 0) : broadcastStrides(where.shape, where.strides, a.shape);
  let at = 0;
  eachPosition(a.shape, a.strides, a.offset, mask, where?.offset ?? 0, (position, maskPosition) => {
    const counts = where === undefined || where.data[maskPosition] !== 0;
    result.data[at++] = counts && !isNaNScalar(readElement(a, position)) ? 1 : 0;
  });
  return result;
}

/** The `initial` of a real reduction as a number. */
export function initialNumber(initial: Scalar | undefined, otherwise: number): number {
  if (initial === undefined) return otherwise;
  if (typeof initial !== "object") return Number(initial);
  throw coreError("BAD_ARGUMENT", `initial: got ${describeValue(initial)}, expected a real number for a real array.`);
}
