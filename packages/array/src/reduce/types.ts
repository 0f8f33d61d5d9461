import type { Complex, DType, TypedArray } from "../dtype.js";
import type { NDArray } from "../ndarray.js";

/** What a reduction takes: an array, or anything that `asArray` makes one of. */
export type Input<D extends DType = DType> =
  | NDArray<D>
  | readonly unknown[]
  | TypedArray
  | number
  | bigint
  | boolean
  | Complex;

/** An array or a list, but no scalar. */
export type ArrayInput = NDArray | readonly unknown[] | TypedArray;

/** Which axes are reduced and what becomes of them. */
export interface AxisOptions {
  /** One axis or several, negative ones count from the end; all by default. */
  readonly axis?: number | readonly number[] | undefined;
  /** Keeps reduced axes with size 1. */
  readonly keepdims?: boolean;
}

/** What reductions that write an array take besides. */
export interface OutOptions {
  /** An array that receives the result and is returned. */
  readonly out?: NDArray;
}

/** Which elements count. */
export interface WhereOptions {
  /** Only elements where this is true count; it is broadcast to the array. */
  readonly where?: ArrayInput;
}

/** The options with which a reduction gives a scalar: all axes, none kept, no `out`. */
export interface Whole {
  readonly axis?: undefined;
  readonly keepdims?: false;
  readonly out?: undefined;
}

/** The options with which a reduction gives an array. */
export type Partly =
  | { readonly axis: number | readonly number[] }
  | { readonly keepdims: true }
  | { readonly out: NDArray };

/** The dtype of sums and products. */
export type SumDType<D extends DType> = D extends "bool" | "int8" | "int16" | "int32"
  ? "int64"
  : D extends "uint8" | "uint16" | "uint32"
    ? "uint64"
    : D;

/** The sum of everything as JavaScript sees it: whole numbers narrower than 64 bits give a number. */
export type SumScalar<D extends DType> = D extends "int64" | "uint64"
  ? bigint
  : D extends "complex64" | "complex128"
    ? Complex
    : number;

/** The dtype of means. */
export type MeanDType<D extends DType> = D extends "float32" | "complex64" | "complex128" ? D : "float64";

/** The mean of everything as JavaScript sees it. */
export type MeanScalar<D extends DType> = D extends "complex64" | "complex128" ? Complex : number;

/** The dtype of variances. */
export type SpreadDType<D extends DType> = D extends "float32" | "complex64" ? "float32" : "float64";
