import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  fromData,
  isComplexDType,
  type NDArray,
  withRuntime,
} from "@core/array";
import { checkKind, coreError, describeValue } from "@core/array/runtime";

/** Observations by features in float64, as they were given and as numbers in C order. */
export interface Table {
  readonly array: NDArray;
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** The dtype of results: float32 for float32, else float64. */
  readonly dtype: "float32" | "float64";
}

/** The elements of an array as float64 in C order; they may be the array's own. */
export function float64Of(a: NDArray): Float64Array {
  return elementsOf(a.dtype === "float64" ? contiguous(a) : astype(a, "float64")) as Float64Array;
}

/** An input of finite real numbers of so many axes. */
export function finiteArray(x: ArrayLikeInput, name: string, axes?: number): NDArray {
  const a = asArray(x);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${name}: is ${a.dtype}, expected real numbers.`);
  if (axes !== undefined && a.shape.length !== axes)
    throw coreError("BAD_SHAPE", `${name}: has shape (${a.shape.join(", ")}), expected ${axes} axes.`);
  const values = float64Of(a);
  let wrong = 0;
  while (wrong < values.length && Number.isFinite(values[wrong])) wrong++;
  if (wrong < values.length)
    throw coreError("BAD_VALUE", `${name}: element ${wrong} is ${values[wrong]}, expected finite numbers.`);
  return a.dtype === "float64" ? contiguous(a) : arrayLike(a, values, a.shape);
}

/** Reads observations by features. */
export function tableOf(x: ArrayLikeInput, name: string): Table {
  const given = asArray(x);
  const array = finiteArray(given, name, 2);
  const [rows, columns] = array.shape as [number, number];
  if (rows === 0 || columns === 0)
    throw coreError("BAD_SHAPE", `${name}: has shape (${rows}, ${columns}), expected observations by features.`);
  return { array, values: float64Of(array), rows, columns, dtype: given.dtype === "float32" ? "float32" : "float64" };
}

/** A matrix of a given shape, or BAD_SHAPE. */
export function shapedArray(x: ArrayLikeInput, name: string, shape: readonly number[]): NDArray {
  const a = finiteArray(x, name);
  if (a.shape.length !== shape.length || a.shape.some((size, i) => size !== shape[i]))
    throw coreError("BAD_SHAPE", `${name}: has shape (${a.shape.join(", ")}), expected (${shape.join(", ")}).`);
  return a;
}

/** Numbers as an array like another. */
export function arrayLike(like: NDArray, data: Float64Array | Int32Array, shape: readonly number[]): NDArray {
  return withRuntime(like.runtime, fromData(data, shape) as NDArray);
}

/** BAD_VALUE unless no number is below zero. */
export function checkNotNegative(values: Float64Array, name: string): void {
  for (let i = 0; i < values.length; i++)
    if (values[i]! < 0)
      throw coreError("BAD_VALUE", `${name}: element ${i} is ${values[i]}, expected no number below 0.`);
}

/** A whole number from `least` on, or BAD_VALUE. */
export function checkWhole(where: string, name: string, value: unknown, least: number): number {
  checkKind(where, name, value, "number");
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a whole number from ${least} on.`);
}

/** A finite number from `least` to `most`, or BAD_VALUE. */
export function checkNumber(name: string, value: number, least: number, most: number = Infinity): number {
  if (value >= least && value <= most && value < Infinity) return value;
  const range = most === Infinity ? `from ${least} on` : `from ${least} to ${most}`;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a number ${range}.`);
}

/** One of some words, or BAD_VALUE. */
export function checkWord<Word extends string>(name: string, value: Word, allowed: readonly Word[]): Word {
  if (allowed.includes(value)) return value;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, allowed are ${allowed.join(", ")}.`);
}

/** ABORTED when a signal says so. */
export function checkSignal(where: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw coreError("ABORTED", `${where}: was stopped.`);
}
