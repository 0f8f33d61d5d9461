import { type ArrayLikeInput, type DType, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkFinite, float64Of, realArray } from "./numbers.js";

/** Points as numbers: m of d coordinates, with one or two axes as they were given. */
export interface Observations {
  readonly array: NDArray;
  readonly values: Float64Array;
  readonly m: number;
  readonly d: number;
}

/** Reads points; a list of numbers is points on a line. */
export function observations(x: ArrayLikeInput, name: string, finite = true): Observations {
  const array = realArray(x, name);
  if (array.shape.length !== 1 && array.shape.length !== 2)
    throw coreError("BAD_SHAPE", `${name}: has shape (${array.shape.join(", ")}), expected points by coordinates.`);
  const values = float64Of(array);
  if (finite) checkFinite(values, name);
  return { array, values, m: array.shape[0] as number, d: array.shape[1] ?? 1 };
}

/** Reads the centres for points: as many axes and coordinates. */
export function centresFor(of: Observations, x: ArrayLikeInput, name: string, finite = true): Observations {
  const centres = observations(x, name, finite);
  if (centres.array.shape.length !== of.array.shape.length || centres.d !== of.d)
    throw coreError(
      "BAD_SHAPE",
      `${name}: has shape (${centres.array.shape.join(", ")}), which does not go with points of shape (${of.array.shape.join(", ")}).`,
    );
  return centres;
}

/** float32 when all are float32, else float64. */
export function commonDType(...of: readonly Observations[]): "float32" | "float64" {
  return of.every(({ array }) => array.dtype === "float32") ? "float32" : "float64";
}

/** Centres as an array like the points. */
export function centresArray(of: Observations, centres: Float64Array, dtype: DType): NDArray {
  const k = centres.length / of.d;
  const result = fromData(centres, of.array.shape.length === 1 ? [k] : [k, of.d], runtimeOf(of.array));
  return dtype === "float64" ? result : result.astype(dtype);
}

/** The runtime of an array, as an option. */
export function runtimeOf(a: NDArray): { readonly runtime?: NonNullable<NDArray["runtime"]> } {
  return a.runtime === undefined ? {} : { runtime: a.runtime };
}
