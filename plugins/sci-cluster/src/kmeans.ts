import type { ArrayLikeInput, NDArray } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { checkOptions, coreError } from "@core/array/runtime";
import { drawPoints } from "./initial.js";
import { checkWhole } from "./numbers.js";
import { centresArray, centresFor, commonDType, type Observations, observations } from "./observations.js";
import { type FiniteOptions, means, nearest } from "./vq.js";

/** Options of {@link kmeans}. */
export interface KmeansOptions extends FiniteOptions {
  /** How many times it begins anew, from other points; 20 by default. Centres that were given begin once. */
  readonly iter?: number;
  /** It ends when the mean distance falls by no more than this; 1e-5 by default. */
  readonly thresh?: number;
  /** NumPy's `RandomState` with the same seed begins from the same points. */
  readonly seed?: Seed;
}

/**
 * k-means (Lloyd's algorithm): centres such that the mean distance of the points to the nearest one is small. Centres that lose all
 * their points are dropped.
 * @param obs points by coordinates, or numbers; scale them with {@link whiten} first
 * @param kOrGuess how many centres, or the first ones
 * @returns the centres, and the mean distance (not squared)
 * @throws BAD_VALUE for a wrong count, more centres than points, NaN and infinity; BAD_SHAPE; BAD_DTYPE for complex numbers
 */
export function kmeans(
  obs: ArrayLikeInput,
  kOrGuess: number | ArrayLikeInput,
  options: KmeansOptions = {},
): [codeBook: NDArray, distortion: number] {
  checkOptions("kmeans", options, { iter: "number", thresh: "number", seed: "numbers", checkFinite: "boolean" });
  const { iter = 20, thresh = 1e-5, checkFinite = true } = options;
  const points = observations(obs, "obs", checkFinite);
  checkWhole(iter, 1, "iter");
  if (!(thresh >= 0)) throw coreError("BAD_VALUE", `thresh: got ${thresh}, expected a number from 0 on.`);
  if (points.m === 0) throw coreError("BAD_SHAPE", "obs: there are no points.");
  if (typeof kOrGuess !== "number") {
    const guess = centresFor(points, kOrGuess, "kOrGuess", checkFinite);
    if (guess.values.length === 0) throw coreError("BAD_VALUE", "kOrGuess: there are no centres.");
    const { centres, distance } = run(points, guess.values, thresh);
    return [centresArray(points, centres, commonDType(points, guess)), distance];
  }
  const k = checkWhole(kOrGuess, 1, "kOrGuess");
  const random = randomState(options.seed);
  let best: Found | undefined;
  for (let i = 0; i < iter; i++) {
    const found = run(points, drawPoints(points, k, random), thresh);
    if (best === undefined || found.distance < best.distance) best = found;
  }
  const { centres, distance } = best as Found;
  return [centresArray(points, centres, commonDType(points)), distance];
}

interface Found {
  readonly centres: Float64Array;
  readonly distance: number;
}

function run(points: Observations, guess: Float64Array, thresh: number): Found {
  const { values, m, d } = points;
  let centres = guess;
  let before = Number.POSITIVE_INFINITY;
  for (;;) {
    const k = centres.length / d;
    const { labels, distances } = nearest(points, centres);
    let distance = 0;
    for (let i = 0; i < m; i++) distance += distances[i]!;
    distance /= m;
    const next = means(values, labels, m, k, d);
    centres = next.counts.includes(0) ? populated(next.centres, next.counts, d) : next.centres;
    if (!(before - distance > thresh)) return { centres, distance };
    before = distance;
  }
}

function populated(centres: Float64Array, counts: Int32Array, d: number): Float64Array {
  return centres.filter((_, i) => counts[Math.floor(i / d)]! > 0);
}
