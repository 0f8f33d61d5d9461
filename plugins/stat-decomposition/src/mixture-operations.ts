import type { NDArray, Operation } from "@core/array";
import { arrayLike, float64Of } from "./input.js";
import { type Estimate, expectation, maximization, type Parameters, type Points, scatterOf } from "./mixture-steps.js";
import { covarianceShape, type MixtureAttributes, type StepAttributes } from "./mixture-types.js";

/**
 * Shares and densities: inputs are the observations (m, n), weights, means and factors of the precisions; gives the logarithms of the
 * shares (m, k) and of the densities (m,).
 */
export const expectationOperation: Operation<StepAttributes, NDArray[]> = {
  id: "stat-decomposition/expectation",
  reference: ([x, ...parameters], { covarianceType }) => {
    const like = x as NDArray;
    const points = pointsOf(like);
    const own = parametersOf(parameters);
    const { shares, densities } = expectation(points, own, covarianceType);
    return [arrayLike(like, shares, [points.m, own.weights.length]), arrayLike(like, densities, [points.m])];
  },
};

/** Parameters from shares: inputs are the observations (m, n) and shares (m, k); gives weights, which add up to m, means, covariances and factors. */
export const maximizationOperation: Operation<StepAttributes, NDArray[]> = {
  id: "stat-decomposition/maximization",
  reference: ([x, shares], { covarianceType, regularization }) => {
    const k = (shares as NDArray).shape[1] as number;
    const estimate = maximization(
      pointsOf(x as NDArray),
      float64Of(shares as NDArray),
      k,
      covarianceType,
      regularization,
    );
    return arraysOf(x as NDArray, estimate, covarianceType);
  },
};

/**
 * Iterations of both steps: inputs as of {@link expectationOperation}; gives weights, means, covariances, factors and the state: how many
 * iterations were done, the last mean log likelihood, whether it changed by less than the tolerance.
 * Source: A. P. Dempster, N. M. Laird and D. B. Rubin, J. R. Stat. Soc. B 39, 1 (1977).
 */
export const expectationMaximizationOperation: Operation<MixtureAttributes, NDArray[]> = {
  id: "stat-decomposition/expectationMaximization",
  reference: ([x, ...given], { covarianceType, regularization, tolerance, iterations, lowerBound }) => {
    const like = x as NDArray;
    const points = pointsOf(like);
    const scatter = covarianceType === "tied" ? scatterOf(points) : undefined;
    let parameters: Parameters | Estimate = parametersOf(given);
    const k = parameters.weights.length;
    let [bound, converged, count] = [lowerBound, false, 0];
    while (count < iterations && !converged) {
      const { shares, densities } = expectation(points, parameters, covarianceType);
      const next = maximization(points, shares.map(Math.exp), k, covarianceType, regularization, scatter);
      const total = next.weights.reduce((sum, weight) => sum + weight, 0);
      parameters = { ...next, weights: next.weights.map((weight) => weight / total) };
      const before = bound;
      bound = densities.reduce((sum, density) => sum + density, 0) / points.m;
      converged = Math.abs(bound - before) < tolerance;
      count++;
    }
    const state = arrayLike(like, Float64Array.of(count, bound, converged ? 1 : 0), [3]);
    return [...arraysOf(like, parameters as Estimate, covarianceType), state];
  },
};

function pointsOf(x: NDArray): Points {
  const [m, n] = x.shape as [number, number];
  return { values: float64Of(x), m, n };
}

function parametersOf(given: readonly NDArray[]): Parameters {
  const [weights, means, factors] = given.map(float64Of) as [Float64Array, Float64Array, Float64Array];
  return { weights, means, factors };
}

function arraysOf(
  like: NDArray,
  { weights, means, covariances, factors }: Estimate,
  type: StepAttributes["covarianceType"],
): NDArray[] {
  const k = weights.length;
  const n = means.length / k;
  const shape = covarianceShape(type, k, n);
  return [
    arrayLike(like, weights, [k]),
    arrayLike(like, means, [k, n]),
    arrayLike(like, covariances, shape),
    arrayLike(like, factors, shape),
  ];
}
