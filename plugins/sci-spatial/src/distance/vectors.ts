import type { ArrayLikeInput } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { float64Of, realArray } from "../numbers.js";
import { distanceOf, type Metric, type MetricOptions } from "./choose.js";

/** Weights of the coordinates of two vectors. */
export interface WeightOptions {
  /** Not negative; all 1 by default. */
  readonly w?: ArrayLikeInput;
}

function pair(metric: Metric, u: ArrayLikeInput, v: ArrayLikeInput, options: MetricOptions): number {
  const [a, b] = [realArray(u, 1, "u"), realArray(v, 1, "v")];
  if (a.size !== b.size) throw coreError("BAD_SHAPE", `${metric}: u has ${a.size} numbers, v has ${b.size}.`);
  const [first, second] = [float64Of(a), float64Of(b)];
  return distanceOf(metric, options, () => [first, second], 2, a.size)(first, 0, second, 0, a.size);
}

/**
 * The Euclidean distance of two vectors.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function euclidean(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("euclidean", options, { w: "any" });
  return pair("euclidean", u, v, options);
}

/**
 * The squared Euclidean distance of two vectors.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function sqeuclidean(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("sqeuclidean", options, { w: "any" });
  return pair("sqeuclidean", u, v, options);
}

/**
 * The sum of absolute differences.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function cityblock(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("cityblock", options, { w: "any" });
  return pair("cityblock", u, v, options);
}

/**
 * The largest absolute difference among those of positive weight.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function chebyshev(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("chebyshev", options, { w: "any" });
  return pair("chebyshev", u, v, options);
}

/**
 * Sums of absolute differences over sums of absolute sums.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function braycurtis(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("braycurtis", options, { w: "any" });
  return pair("braycurtis", u, v, options);
}

/**
 * The sum of absolute differences over sums of absolute values, where 0 / 0 is 0.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function canberra(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("canberra", options, { w: "any" });
  return pair("canberra", u, v, options);
}

/**
 * 1 minus the cosine of the angle of two vectors; NaN where one is zero.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function cosine(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("cosine", options, { w: "any" });
  return pair("cosine", u, v, options);
}

/**
 * 1 minus the correlation of two vectors; NaN where one is constant.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function correlation(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("correlation", options, { w: "any" });
  return pair("correlation", u, v, options);
}

/**
 * The part of the numbers that differ.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function hamming(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("hamming", options, { w: "any" });
  return pair("hamming", u, v, options);
}

/**
 * The part of the numbers that differ among those that are not both 0.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function jaccard(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("jaccard", options, { w: "any" });
  return pair("jaccard", u, v, options);
}

/**
 * The Dice dissimilarity of truths.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function dice(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("dice", options, { w: "any" });
  return pair("dice", u, v, options);
}

/**
 * The Kulczynski 1 dissimilarity of truths.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function kulczynski1(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("kulczynski1", options, { w: "any" });
  return pair("kulczynski1", u, v, options);
}

/**
 * The Rogers-Tanimoto dissimilarity of truths.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function rogerstanimoto(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("rogerstanimoto", options, { w: "any" });
  return pair("rogerstanimoto", u, v, options);
}

/**
 * The Russell-Rao dissimilarity of truths.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function russellrao(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("russellrao", options, { w: "any" });
  return pair("russellrao", u, v, options);
}

/**
 * The Sokal-Michener dissimilarity of truths.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function sokalmichener(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("sokalmichener", options, { w: "any" });
  return pair("sokalmichener", u, v, options);
}

/**
 * The Sokal-Sneath dissimilarity of truths; NaN where none is true.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function sokalsneath(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("sokalsneath", options, { w: "any" });
  return pair("sokalsneath", u, v, options);
}

/**
 * The Yule dissimilarity of truths.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights
 */
export function yule(u: ArrayLikeInput, v: ArrayLikeInput, options: WeightOptions = {}): number {
  checkOptions("yule", options, { w: "any" });
  return pair("yule", u, v, options);
}

/**
 * The p-norm of the difference of two vectors.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for negative weights or p that is not above 0
 */
export function minkowski(
  u: ArrayLikeInput,
  v: ArrayLikeInput,
  options: WeightOptions & { readonly p?: number } = {},
): number {
  checkOptions("minkowski", options, { w: "any", p: "number" });
  return pair("minkowski", u, v, options);
}

/**
 * The Euclidean distance of two vectors whose squared differences are divided by the variances V.
 * @throws BAD_SHAPE for vectors of different lengths
 */
export function seuclidean(u: ArrayLikeInput, v: ArrayLikeInput, V: ArrayLikeInput): number {
  return pair("seuclidean", u, v, { V });
}

/**
 * The distance of two vectors in the metric of the inverse covariance VI.
 * @throws BAD_SHAPE for vectors of different lengths, or a matrix of another size
 */
export function mahalanobis(u: ArrayLikeInput, v: ArrayLikeInput, VI: ArrayLikeInput): number {
  return pair("mahalanobis", u, v, { VI });
}

/**
 * The square root of the Jensen-Shannon divergence of two distributions, which are normalized first.
 * @throws BAD_SHAPE for vectors of different lengths, BAD_VALUE for a wrong base
 */
export function jensenshannon(p: ArrayLikeInput, q: ArrayLikeInput, options: { readonly base?: number } = {}): number {
  checkOptions("jensenshannon", options, { base: "number" });
  return pair("jensenshannon", p, q, options);
}
