import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { drawFarPoints, drawNormal, drawPoints } from "./initial.js";
import { checkWhole } from "./numbers.js";
import { centresArray, centresFor, commonDType, observations, runtimeOf } from "./observations.js";
import { type FiniteOptions, means, nearest } from "./vq.js";

/** Options of {@link kmeans2}. */
export interface Kmeans2Options extends FiniteOptions {
  /** How many iterations; 10 by default. */
  readonly iter?: number;
  /**
   * How the first centres are found: `random` (the default) draws from a normal distribution like that of the points, `points` draws
   * points, `++` points that are far from each other, and `matrix` takes `k` as the centres.
   */
  readonly minit?: "random" | "points" | "++" | "matrix";
  /** What happens when a centre loses all its points: `warn` (the default) lets it stay, `raise` is an error. */
  readonly missing?: "warn" | "raise";
  /** NumPy's `RandomState` with the same seed begins from the same centres. */
  readonly seed?: Seed;
}

const starts: readonly string[] = ["random", "points", "++", "matrix"];

/**
 * k-means with a fixed number of iterations (Lloyd's algorithm); the number of centres stays.
 * @param data points by coordinates, or numbers
 * @param k how many centres, or the first ones
 * @returns the centres, and the int32 index of the centre of each point in the last iteration
 * @throws BAD_VALUE for wrong options, NaN and infinity; BAD_SHAPE; EMPTY_CLUSTER with `missing: "raise"`; SINGULAR where `random` has
 *   no covariance to draw from; BAD_DTYPE for complex numbers
 */
export function kmeans2(
  data: ArrayLikeInput,
  k: number | ArrayLikeInput,
  options: Kmeans2Options = {},
): [centroid: NDArray, label: NDArray] {
  checkOptions("kmeans2", options, {
    iter: "number",
    minit: "any",
    missing: "any",
    seed: "numbers",
    checkFinite: "boolean",
  });
  const { iter = 10, minit = "random", missing = "warn", checkFinite = true } = options;
  checkWhole(iter, 1, "iter");
  if (!starts.includes(minit))
    throw coreError("BAD_VALUE", `minit: got ${describeValue(minit)}, allowed are ${starts.join(", ")}.`);
  if (missing !== "warn" && missing !== "raise")
    throw coreError("BAD_VALUE", `missing: got ${describeValue(missing)}, allowed are warn, raise.`);
  const points = observations(data, "data", checkFinite);
  const { values, m, d } = points;
  if (values.length === 0) throw coreError("BAD_SHAPE", "data: there are no points.");
  let centres: Float64Array;
  let dtype = commonDType(points);
  if (minit === "matrix" || typeof k !== "number") {
    const given = centresFor(points, k, "k", checkFinite);
    if (given.m === 0) throw coreError("BAD_VALUE", "k: there are no centres.");
    centres = given.values;
    dtype = commonDType(points, given);
  } else {
    const count = checkWhole(k, 1, "k");
    if (count > 2 ** 24) throw coreError("BAD_VALUE", `k: got ${count}, expected up to 2 ** 24 centres.`);
    const random = randomState(options.seed);
    const draw = minit === "random" ? drawNormal : minit === "points" ? drawPoints : drawFarPoints;
    centres = draw(points, count, random);
  }
  const count = centres.length / d;
  let labels: Int32Array = new Int32Array(m);
  for (let i = 0; i < iter; i++) {
    labels = nearest(points, centres).labels;
    const next = means(values, labels, m, count, d);
    for (let c = 0; c < count; c++) {
      if (next.counts[c]! > 0) continue;
      if (missing === "raise")
        throw coreError("EMPTY_CLUSTER", `kmeans2: centre ${c} has lost all its points; begin with others.`);
      next.centres.set(centres.subarray(c * d, (c + 1) * d), c * d);
    }
    centres = next.centres;
  }
  return [centresArray(points, centres, dtype), fromData(labels, m, runtimeOf(points.array))];
}
