import {
  type ArrayLikeInput,
  asArray,
  astype,
  type Complex,
  checkAxis,
  contiguous,
  elementsOf,
  fromData,
  isComplexDType,
  moveAxis,
  type NDArray,
  type Runtime,
  sizeOf,
} from "@core/array";
import { coreError } from "@core/array/runtime";
import { numbersOf } from "./arguments.js";

/** What an interpolant gives: a number at a number, an array otherwise. */
export type Interpolated = number | Complex | NDArray;

/** What an interpolant gives at places of a kind: at arrays and lists always an array. */
export type InterpolatedAt<X> = X extends number ? Interpolated : NDArray;

/** How the columns of a matrix are laid out in results. */
export interface Layout {
  /** The shape of one value, and where in it the axis of the places goes. */
  readonly rest: readonly number[];
  readonly axis: number;
  readonly complex: boolean;
}

/** Ordinates as a matrix: a row for each place, a column for each number of a value, complex ones having two. */
export interface Values extends Layout {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** Ordinates along an axis as a matrix; a copy. */
export function valuesOf(where: string, y: ArrayLikeInput, axis: number): Values {
  const a = asArray(y);
  if (a.shape.length === 0) throw coreError("BAD_SHAPE", `${where}: y is a single number, expected at least one axis.`);
  const at = checkAxis(axis, a.shape.length);
  const complex = isComplexDType(a.dtype);
  const moved = contiguous(astype(moveAxis(a, at, 0), complex ? "complex128" : "float64"));
  const rest = moved.shape.slice(1);
  return {
    rest,
    axis: at,
    complex,
    rows: moved.shape[0]!,
    columns: sizeOf(rest) * (complex ? 2 : 1),
    data: (elementsOf(moved) as Float64Array).slice(),
  };
}

/** Real places of any shape. */
export interface Places {
  readonly shape: readonly number[];
  readonly data: Float64Array;
  /** Of the array that they come from. */
  readonly runtime: Runtime | undefined;
}

/** Places to evaluate at. */
export function placesOf(where: string, x: ArrayLikeInput): Places {
  const a = asArray(x);
  return { shape: a.shape, data: numbersOf(where, "x", a), runtime: a.runtime };
}

/** The option of a new array that belongs to the runtime of another. */
export function inRuntime(runtime: Runtime | undefined): { readonly runtime?: Runtime } {
  return runtime === undefined ? {} : { runtime };
}

/** A matrix of results, a row for each place, as what the interpolant gives. */
export function finish(out: Float64Array, shape: readonly number[], layout: Layout, runtime?: Runtime): Interpolated {
  const { rest, axis, complex } = layout;
  if (shape.length === 0 && rest.length === 0) return complex ? { re: out[0]!, im: out[1]! } : out[0]!;
  const whole = complex
    ? fromData(out, [...shape, ...rest], { dtype: "complex128", ...inRuntime(runtime) })
    : fromData(out, [...shape, ...rest], inRuntime(runtime));
  if (axis === 0 || shape.length === 0) return whole;
  const n = shape.length;
  const order = [
    ...rest.slice(0, axis).map((_, i) => n + i),
    ...shape.map((_, i) => i),
    ...rest.slice(axis).map((_, i) => n + axis + i),
  ];
  return contiguous(whole.transpose(order));
}

/** Numbers that belong to no place, for example integrals. */
export function restArray(out: Float64Array, { rest, complex }: Layout): Interpolated {
  return finish(out, [], { rest, axis: 0, complex });
}

/** A matrix as an array with its own axes: the first axes as given, then those of a value. */
export function asWhole(
  data: Float64Array,
  lead: readonly number[],
  { rest, complex }: Layout,
  runtime?: Runtime,
): NDArray {
  const options = inRuntime(runtime);
  const shape = [...lead, ...rest];
  return complex ? fromData(data, shape, { dtype: "complex128", ...options }) : fromData(data, shape, options);
}
