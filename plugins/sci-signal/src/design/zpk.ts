import type { ArrayLikeInput, Complex, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { complexList, complexVector } from "../internal/complex.js";

/** A filter by its zeros, poles and gain. */
export interface Zpk {
  readonly z: readonly Complex[];
  readonly p: readonly Complex[];
  readonly k: number;
}

/** Zeros, poles and gain as arrays. */
export type ZpkArrays = [z: NDArray<"complex128">, p: NDArray<"complex128">, k: number];

/** From what a caller gives. */
export function zpkOf(z: ArrayLikeInput, p: ArrayLikeInput, k: number): Zpk {
  if (typeof k !== "number") throw coreError("BAD_ARGUMENT", "k: the gain is one real number.");
  return { z: complexList(z, "z"), p: complexList(p, "p"), k };
}

/** For a caller. */
export function zpkArrays({ z, p, k }: Zpk): ZpkArrays {
  return [complexVector(z), complexVector(p), k];
}
