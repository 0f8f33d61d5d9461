import type { NDArray } from "@core/array";

/** How the components of a mixture spread: each by a matrix of its own, all by one matrix, each by variances, each by one variance. */
export type CovarianceType = "full" | "tied" | "diag" | "spherical";

/** The covariance types. */
export const covarianceTypes: readonly CovarianceType[] = ["full", "tied", "diag", "spherical"];

/** What densities of a mixture of k components of n features are made of. */
export interface MixtureParameters {
  readonly covarianceType: CovarianceType;
  /** (k,), adding up to 1. */
  readonly weights: NDArray;
  /** (k, n) */
  readonly means: NDArray;
  /**
   * What a difference from the mean is multiplied with to have the unit matrix as its covariance: upper triangles (k, n, n) for `full` and
   * (n, n) for `tied`, inverse deviations (k, n) for `diag` and (k,) for `spherical`.
   */
  readonly precisionsCholesky: NDArray;
}

/** The shape of covariances, and of what is made of them. */
export function covarianceShape(type: CovarianceType, k: number, n: number): number[] {
  if (type === "full") return [k, n, n];
  if (type === "tied") return [n, n];
  return type === "diag" ? [k, n] : [k];
}

/** What steps are told. */
export interface StepAttributes {
  readonly covarianceType: CovarianceType;
  /** Added to all variances. */
  readonly regularization: number;
}

/** What iterations are told. */
export interface MixtureAttributes extends StepAttributes {
  readonly tolerance: number;
  /** How many iterations at most. */
  readonly iterations: number;
  /** The mean log likelihood before them. */
  readonly lowerBound: number;
}
