import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { cdist } from "./pairs.js";

/** Options of {@link distanceMatrix}. */
export interface DistanceMatrixOptions {
  /** The Minkowski norm; 2 by default. */
  readonly p?: number;
}

/**
 * The distances of all points of one set to all of another by a Minkowski norm.
 * @returns float64 of m by n
 * @throws BAD_SHAPE, BAD_DTYPE for complex numbers, BAD_VALUE for p that is not above 0
 */
export function distanceMatrix(x: ArrayLikeInput, y: ArrayLikeInput, options: DistanceMatrixOptions = {}): NDArray {
  checkOptions("distanceMatrix", options, { p: "number" });
  return cdist(x, y, { metric: "minkowski", p: options.p ?? 2 });
}
