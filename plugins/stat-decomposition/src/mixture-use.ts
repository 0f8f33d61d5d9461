import { type ArrayLikeInput, argmax, dispatch, exp, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { arrayLike, float64Of, tableOf } from "./input.js";
import { productOf } from "./mixture.js";
import { checkMixture } from "./mixture-check.js";
import { expectationOperation } from "./mixture-operations.js";
import type { MixtureParameters } from "./mixture-types.js";

function expectationOf(mixture: MixtureParameters, data: ArrayLikeInput): [shares: NDArray, densities: NDArray] {
  const { array } = tableOf(data, "data");
  const { covarianceType, weights, means, factors } = checkMixture("mixture", mixture);
  const n = array.shape[1] as number;
  if (means.shape[1] !== n)
    throw coreError("BAD_SHAPE", `data: has ${n} features, the mixture is of ${means.shape[1]} features.`);
  const attributes = { covarianceType, regularization: 0 };
  return dispatch(expectationOperation, [array, weights, means, factors], attributes) as [NDArray, NDArray];
}

/**
 * The shares of the components in observations, which add up to 1 (scikit-learn's `predict_proba`).
 * @param data observations by features (m, n)
 * @returns (m, k)
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function mixtureProbabilities(mixture: MixtureParameters, data: ArrayLikeInput): NDArray {
  return exp(expectationOf(mixture, data)[0]) as NDArray;
}

/**
 * The component with the largest share in each observation, int32 (scikit-learn's `predict`).
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function mixtureLabels(mixture: MixtureParameters, data: ArrayLikeInput): NDArray {
  return (argmax(expectationOf(mixture, data)[0], { axis: 1 }) as NDArray).astype("int32");
}

/**
 * The logarithm of the density at each observation (scikit-learn's `score_samples`); their mean is the mean log likelihood.
 * @returns (m,)
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function mixtureScores(mixture: MixtureParameters, data: ArrayLikeInput): NDArray {
  return expectationOf(mixture, data)[1];
}

/** The inverse covariances of a mixture, of the shape of the covariances. */
export function mixturePrecisions(mixture: MixtureParameters): NDArray {
  const { covarianceType, factors, means } = checkMixture("mixture", mixture);
  const values = float64Of(factors);
  const n = means.shape[1] as number;
  if (covarianceType === "diag" || covarianceType === "spherical")
    return arrayLike(
      factors,
      values.map((factor) => factor * factor),
      factors.shape,
    );
  const precisions = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += n * n) precisions.set(productOf(values.subarray(at, at + n * n), n), at);
  return arrayLike(factors, precisions, factors.shape);
}

/** How many free numbers a mixture has. */
function freedom({ covarianceType, means }: MixtureParameters): number {
  const [k, n] = means.shape as [number, number];
  const spread = { full: (k * n * (n + 1)) / 2, tied: (n * (n + 1)) / 2, diag: k * n, spherical: k };
  return spread[covarianceType] + k * n + k - 1;
}

function likelihood(mixture: MixtureParameters, data: ArrayLikeInput): [total: number, count: number] {
  const scores = float64Of(mixtureScores(mixture, data));
  return [scores.reduce((sum, score) => sum + score, 0), scores.length];
}

/**
 * Akaike's information criterion: of several mixtures the one with the lowest explains the observations best.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function mixtureAic(mixture: MixtureParameters, data: ArrayLikeInput): number {
  const [total] = likelihood(mixture, data);
  return -2 * total + 2 * freedom(mixture);
}

/**
 * The Bayesian information criterion, which weighs free numbers more than {@link mixtureAic}.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function mixtureBic(mixture: MixtureParameters, data: ArrayLikeInput): number {
  const [total, count] = likelihood(mixture, data);
  return -2 * total + freedom(mixture) * Math.log(count);
}
