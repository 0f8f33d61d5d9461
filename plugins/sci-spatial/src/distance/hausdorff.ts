import type { ArrayLikeInput } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { checkOptions, coreError } from "@core/array/runtime";
import { float64Of, realArray } from "../numbers.js";
import { sqeuclideanBy } from "./metrics.js";

/** Options of {@link directedHausdorff}. */
export interface HausdorffOptions {
  /** The seed of the order in which points are tried; 0 by default. The distance does not depend on it. */
  readonly seed?: Seed;
}

/**
 * The largest distance from a point of u to the nearest point of v, and these two points.
 * Source: A. A. Taha and A. Hanbury, IEEE Trans. Pattern Anal. Mach. Intell. 37 (2015) 2153.
 * @returns the distance, the index in u, the index in v
 * @throws BAD_SHAPE for points of different dimensions, or none
 */
export function directedHausdorff(
  u: ArrayLikeInput,
  v: ArrayLikeInput,
  options: HausdorffOptions = {},
): [distance: number, inU: number, inV: number] {
  checkOptions("directedHausdorff", options, { seed: "numbers" });
  const [a, b] = [realArray(u, 2, "u"), realArray(v, 2, "v")];
  const [m, n] = a.shape as [number, number];
  const count = b.shape[0] as number;
  if (n !== b.shape[1]) throw coreError("BAD_SHAPE", `u has ${n} coordinates, v has ${b.shape[1]}.`);
  if (m === 0 || count === 0) throw coreError("BAD_SHAPE", "directedHausdorff: each set needs a point.");
  const random = randomState(options.seed ?? 0);
  const first = Int32Array.from({ length: m }, (_, i) => i);
  const second = Int32Array.from({ length: count }, (_, i) => i);
  const order = (indices: Int32Array): Float64Array => float64Of(random.permutation(indices));
  const [orderU, orderV] = [order(first), order(second)];
  const squared = sqeuclideanBy(undefined);
  const [x, y] = [float64Of(a), float64Of(b)];
  let largest = 0;
  let [foundU, foundV] = [0, 0];
  for (let i = 0; i < m; i++) {
    let nearest = Number.POSITIVE_INFINITY;
    let at = 0;
    let passed = false;
    for (let j = 0; j < count && !passed; j++) {
      const d = squared(x, orderU[i]! * n, y, orderV[j]! * n, n);
      if (d < largest) passed = true;
      else if (d < nearest) {
        nearest = d;
        at = j;
      }
    }
    if (!passed && nearest >= largest) {
      largest = nearest;
      [foundU, foundV] = [i, at];
    }
  }
  return [Math.sqrt(largest), orderU[foundU]!, orderV[foundV]!];
}
