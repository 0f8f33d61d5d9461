import {
  checkAxes,
  contiguous,
  type DType,
  kindOf,
  makeData,
  type NDArray,
  putWholes,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Engine } from "../contract.js";
import { makeResult } from "../elements.js";

/** What reductions are told. */
export interface Attributes {
  readonly axis?: number | readonly number[] | undefined;
  readonly keepdims?: boolean;
  readonly dtype?: DType;
  readonly ddof?: number;
  readonly initial?: unknown;
}

/** An array without gaps as outer × count × inner elements, of which `count` go into one output. */
export interface Layout {
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
  /** The result's shape. */
  readonly shape: readonly number[];
  /** The axes of the array, in the order in which they lie in memory. */
  readonly order: readonly number[];
  readonly axes: readonly number[];
}

/** Below this, calling costs more than the kernels gain. */
const fewest = 1024;

/**
 * How an array is reduced; undefined where it has gaps, or the axes do not lie side by side in memory.
 * @param inOrder whether several axes count in the order of the shape
 */
export function layoutOf(a: NDArray, { axis, keepdims }: Attributes, inOrder: boolean): Layout | undefined {
  const { shape, strides } = a;
  if (a.size < fewest) return undefined;
  let axes: readonly number[];
  try {
    axes = checkAxes(axis, shape.length);
  } catch {
    return undefined;
  }
  const order = shape.map((_, i) => i);
  const wide = order.filter((i) => shape[i] !== 1);
  wide.sort((i, j) => (strides[j] as number) - (strides[i] as number));
  let step = 1;
  for (let k = wide.length - 1; k >= 0; k--) {
    if (strides[wide[k] as number] !== step) return undefined;
    step *= shape[wide[k] as number] as number;
  }
  const reduced = wide.filter((i) => axes.includes(i));
  if (reduced.length === 0) return undefined;
  const first = wide.indexOf(reduced[0] as number);
  if (reduced.some((one, k) => wide[first + k] !== one || (inOrder && k > 0 && one < (reduced[k - 1] as number))))
    return undefined;
  const sizes = (list: readonly number[]): number => sizeOf(list.map((i) => shape[i] as number));
  return {
    outer: sizes(wide.slice(0, first)),
    count: sizes(reduced),
    inner: sizes(wide.slice(first + reduced.length)),
    shape:
      keepdims === true
        ? shape.map((size, i) => (axes.includes(i) ? 1 : size))
        : shape.filter((_, i) => !axes.includes(i)),
    order: [...order.filter((i) => shape[i] === 1), ...wide],
    axes,
  };
}

/** Outputs in the order of the memory as an array. */
export function resultOf(engine: Engine, a: NDArray, layout: Layout, dtype: DType, values: TypedArray): NDArray {
  const { shape, order, axes } = layout;
  // What is read once and dropped shall not stay in memory that is not collected.
  const make = (sizes: readonly number[]): NDArray =>
    sizes.length === 0 ? a.make(dtype, sizes) : makeResult(engine, [a], dtype, sizes);
  const kept = order.filter((i) => !axes.includes(i));
  if (kept.every((one, k) => k === 0 || one > (kept[k - 1] as number))) {
    const result = make(shape);
    put(result, values);
    return result;
  }
  const walked = a.make(
    dtype,
    kept.map((i) => a.shape[i] as number),
  );
  put(walked, values);
  const natural = [...kept].sort((i, j) => i - j);
  const turned = contiguous(walked.transpose(natural.map((one) => kept.indexOf(one))));
  const result = make(shape);
  put(result, turned.data);
  return result;
}

function put(result: NDArray, values: TypedArray): void {
  const target = result.data as Float64Array;
  if (result.dtype === "bool")
    for (let i = 0; i < values.length; i++) target[i] = (values as Float64Array)[i] === 0 ? 0 : 1;
  else if (result.dtype.endsWith("nt64") && (values as unknown) instanceof Float64Array)
    putWholes(target as unknown as BigInt64Array, values as Float64Array);
  else target.set(values as Float64Array);
}

/** Whether the dtype of the result that is asked for is one that comes of itself. */
export function isUsual(a: NDArray, { dtype, initial }: Attributes): boolean {
  if (initial !== undefined) return false;
  return dtype === undefined || (kindOf(a.dtype) === "float" && (dtype === a.dtype || dtype === "float64"));
}

/** The dtype of sums. */
export function sumDType(dtype: DType): DType {
  const kind = kindOf(dtype);
  return kind === "float" ? dtype : kind === "uint" ? "uint64" : "int64";
}

/** The dtype of means. */
export function meanDType(dtype: DType): DType {
  return kindOf(dtype) === "float" ? dtype : "float64";
}

/** A new typed array for elements of a dtype. */
export function elements<Data extends TypedArray>(dtype: DType, length: number): Data {
  return makeData(dtype, length) as TypedArray as Data;
}
