import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { checkNumber, checkWord, float64Of, shapedArray } from "./input.js";
import { type CovarianceType, covarianceShape, covarianceTypes, type MixtureParameters } from "./mixture-types.js";

/** The numbers of a mixture, checked. */
export interface CheckedMixture {
  readonly covarianceType: CovarianceType;
  readonly weights: NDArray;
  /** (k, n) */
  readonly means: NDArray;
  readonly factors: NDArray;
}

/** Reads a mixture that somebody may have made by hand. */
export function checkMixture(name: string, mixture: MixtureParameters): CheckedMixture {
  if (typeof mixture !== "object" || mixture === null || mixture.means === undefined)
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(mixture)}, expected what gaussianMixture gives.`);
  const covarianceType = checkWord(`${name}.covarianceType`, mixture.covarianceType, covarianceTypes);
  const [k = 0, n = 0] = asArray(mixture.means).shape;
  return {
    covarianceType,
    weights: checkWeights(mixture.weights, k),
    means: shapedArray(mixture.means, `${name}.means`, [k, n]),
    factors: shapedArray(
      mixture.precisionsCholesky,
      `${name}.precisionsCholesky`,
      covarianceShape(covarianceType, k, n),
    ),
  };
}

/** Numbers from 0 to 1 that add up to 1, or BAD_VALUE. */
export function checkWeights(x: ArrayLikeInput, k: number): NDArray {
  const weights = shapedArray(x, "weights", [k]);
  let sum = 0;
  for (const weight of float64Of(weights)) sum += checkNumber("weights", weight, 0, 1);
  if (!(Math.abs(sum - 1) <= 1e-8)) throw coreError("BAD_VALUE", `weights: add up to ${sum}, expected 1.`);
  return weights;
}
