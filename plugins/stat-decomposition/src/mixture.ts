import { type ArrayLikeInput, dispatch, type NDArray } from "@core/array";
import { type RandomState, randomState, type Seed } from "@core/array/random";
import { checkOptions, coreError } from "@core/array/runtime";
import { choleskyOf, inverseFactor, turnedRound } from "./cholesky.js";
import {
  arrayLike,
  checkNumber,
  checkSignal,
  checkWhole,
  checkWord,
  float64Of,
  shapedArray,
  type Table,
  tableOf,
} from "./input.js";
import { farPoints, kMeansLabels } from "./k-means-start.js";
import { checkMixture, checkWeights } from "./mixture-check.js";
import { expectationMaximizationOperation, maximizationOperation } from "./mixture-operations.js";
import {
  type CovarianceType,
  covarianceShape,
  covarianceTypes,
  type MixtureAttributes,
  type MixtureParameters,
} from "./mixture-types.js";
import { checkComponents } from "./nmf.js";

/** How observations are shared out at first. */
export type MixtureInit = "kmeans" | "k-means++" | "random" | "random_from_data";

/** Options of {@link gaussianMixture}. */
export interface GaussianMixtureOptions {
  /** How the components spread; `full` by default. */
  readonly covarianceType?: CovarianceType;
  /** The change of the mean log likelihood below which iterations end; 1e-3. */
  readonly tol?: number;
  /** Added to all variances, which keeps them positive; 1e-6. */
  readonly regCovar?: number;
  /** How many iterations at most; 100. */
  readonly maxIterations?: number;
  /** How often to begin anew; the best result is given. 1 by default. */
  readonly initCount?: number;
  /** How observations are shared out at first: by k-means (the default), at random, or each component has one point, far from each other or any. */
  readonly initParams?: MixtureInit;
  /** The first weights (k,). */
  readonly weights?: ArrayLikeInput;
  /** The first means (k, n). */
  readonly means?: ArrayLikeInput;
  /** The first inverse covariances, of the shape of the covariances. */
  readonly precisions?: ArrayLikeInput;
  /** A mixture to go on from, with as many components of the same type: nothing is drawn. */
  readonly from?: MixtureParameters & { readonly lowerBound?: number };
  /** NumPy's stream of that seed; 0 by default, so that results can be repeated. */
  readonly seed?: Seed;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
  /** Told how many iterations are done of all, after each. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A mixture of Gaussian distributions. */
export interface GaussianMixture extends MixtureParameters {
  /** (k, n, n) for `full`, (n, n) for `tied`, (k, n) for `diag`, (k,) for `spherical`. */
  readonly covariances: NDArray;
  /** Whether the best of the fits ended by the tolerance. */
  readonly converged: boolean;
  /** Iterations of the best of the fits. */
  readonly iterations: number;
  /** The mean log likelihood of an observation before the last step. */
  readonly lowerBound: number;
}

const inits: readonly MixtureInit[] = ["kmeans", "k-means++", "random", "random_from_data"];

/**
 * Fits a mixture of k Gaussian distributions to observations (m, n) by expectation and maximization (scikit-learn's GaussianMixture, with
 * the same random numbers for the same seed). See {@link mixtureLabels} and {@link mixtureProbabilities} for the components of observations.
 * @param data observations by features
 * @param componentCount how many components, k, up to the number of observations
 * @throws BAD_SHAPE; BAD_VALUE for NaN, infinity and wrong options; SINGULAR where a covariance is not positive definite; BAD_DTYPE for
 *   complex numbers; ABORTED
 */
export function gaussianMixture(
  data: ArrayLikeInput,
  componentCount: number,
  options: GaussianMixtureOptions = {},
): GaussianMixture {
  checkOptions("gaussianMixture", options, {
    covarianceType: "any",
    tol: "number",
    regCovar: "number",
    maxIterations: "number",
    initCount: "number",
    initParams: "any",
    weights: "any",
    means: "any",
    precisions: "any",
    from: "any",
    seed: "numbers",
    signal: "signal",
    onProgress: "function",
  });
  const k = checkComponents("gaussianMixture", componentCount);
  const type = checkWord("covarianceType", options.covarianceType ?? "full", covarianceTypes);
  const init = checkWord("initParams", options.initParams ?? "kmeans", inits);
  const tolerance = checkNumber("tol", options.tol ?? 1e-3, 0);
  const regularization = checkNumber("regCovar", options.regCovar ?? 1e-6, 0);
  const maxIterations = checkWhole("gaussianMixture", "maxIterations", options.maxIterations ?? 100, 0);
  const initCount = checkWhole("gaussianMixture", "initCount", options.initCount ?? 1, 1);
  const table = tableOf(data, "data");
  const { array: x, rows: m, columns: n } = table;
  if (m < 2) throw coreError("BAD_SHAPE", `data: has ${m} observation, expected two or more.`);
  if (k > m) throw coreError("BAD_VALUE", `componentCount: ${k} components of ${m} observations are too many.`);
  if (k * (covarianceShape(type, 1, n).reduce((a, b) => a * b, 1) + m) > 2 ** 28)
    throw coreError("BAD_VALUE", `componentCount: ${k} components of this shape are more than 2 ** 28 numbers.`);
  const given = readGiven(options, type, k, n);
  const random = randomState(options.seed ?? 0);
  const runs = options.from === undefined ? initCount : 1;
  let best: Run | undefined;
  for (let run = 0; run < runs; run++) {
    checkSignal("gaussianMixture", options.signal);
    const first = options.from === undefined ? start(table, k, type, regularization, init, given, random) : undefined;
    const own: Run = {
      ...iterate(
        x,
        first ?? continued(options.from as MixtureParameters, type, k, n),
        { covarianceType: type, regularization, tolerance, iterations: maxIterations, lowerBound: -Infinity },
        options,
        run * maxIterations,
        runs * maxIterations,
      ),
    };
    if (best === undefined || own.lowerBound > best.lowerBound) best = own;
  }
  return best as Run;
}

type Run = GaussianMixture;
type Parts = readonly [weights: NDArray, means: NDArray, covariances: NDArray | undefined, factors: NDArray];

interface Given {
  readonly weights: NDArray | undefined;
  readonly means: NDArray | undefined;
  readonly factors: NDArray | undefined;
}

function readGiven(options: GaussianMixtureOptions, type: CovarianceType, k: number, n: number): Given {
  const weights = options.weights === undefined ? undefined : checkWeights(options.weights, k);
  const means = options.means === undefined ? undefined : shapedArray(options.means, "means", [k, n]);
  if (options.precisions === undefined) return { weights, means, factors: undefined };
  const shape = covarianceShape(type, k, n);
  const precisions = shapedArray(options.precisions, "precisions", shape);
  return { weights, means, factors: arrayLike(precisions, rootsOf(float64Of(precisions), type, n), shape) };
}

/** Upper triangles u with u uᵀ the precisions, or roots of numbers. */
function rootsOf(precisions: Float64Array, type: CovarianceType, n: number): Float64Array {
  const refuse = (): Error =>
    coreError("BAD_VALUE", "precisions: expected positive numbers, or symmetric positive definite matrices.");
  if (type === "diag" || type === "spherical") {
    if (precisions.some((value) => !(value > 0))) throw refuse();
    return precisions.map(Math.sqrt);
  }
  const roots = new Float64Array(precisions.length);
  for (let at = 0; at < precisions.length; at += n * n) {
    const own = precisions.subarray(at, at + n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) {
        const [one, other] = [own[i * n + j]!, own[j * n + i]!];
        if (Math.abs(one - other) > 1e-8 + 1e-5 * Math.abs(other)) throw refuse();
      }
    let lower: Float64Array;
    try {
      lower = choleskyOf(turnedRound(own), n);
    } catch {
      throw refuse();
    }
    roots.set(turnedRound(lower), at);
  }
  return roots;
}

/** The first parameters: from shares, but for what is given. */
function start(
  table: Table,
  k: number,
  covarianceType: CovarianceType,
  regularization: number,
  init: MixtureInit,
  given: Given,
  random: RandomState,
): Parts {
  const { array: x, rows: m } = table;
  const shares = arrayLike(x, firstShares(table, k, init, random), [m, k]);
  const found = dispatch(maximizationOperation, [x, shares], { covarianceType, regularization });
  const weights = arrayLike(
    x,
    float64Of(found[0]!).map((weight) => weight / m),
    [k],
  );
  return [
    given.weights ?? weights,
    given.means ?? found[1]!,
    given.factors === undefined ? found[2]! : undefined,
    given.factors ?? found[3]!,
  ];
}

function firstShares(table: Table, k: number, init: MixtureInit, random: RandomState): Float64Array {
  const { values, rows: m, columns: n } = table;
  const points = { values, m, n };
  const shares = new Float64Array(m * k);
  if (init === "kmeans")
    kMeansLabels(points, table.array, k, random).forEach((t, i) => {
      shares[i * k + t] = 1;
    });
  else if (init === "k-means++")
    farPoints(points, k, random).forEach((i, t) => {
      shares[i * k + t] = 1;
    });
  else if (init === "random_from_data") {
    const chosen = float64Of(random.choice(m, { shape: k, replace: false }));
    chosen.forEach((i, t) => {
      shares[i * k + t] = 1;
    });
  } else {
    shares.set(float64Of(random.uniform({ shape: [m, k] })));
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let t = 0; t < k; t++) sum += shares[i * k + t]!;
      for (let t = 0; t < k; t++) shares[i * k + t] = shares[i * k + t]! / sum;
    }
  }
  return shares;
}

/** Where another mixture ended. */
function continued(from: MixtureParameters, type: CovarianceType, k: number, n: number): Parts {
  const { covarianceType, weights, means, factors } = checkMixture("from", from);
  if (covarianceType !== type || means.shape[0] !== k || means.shape[1] !== n)
    throw coreError(
      "BAD_VALUE",
      `from: is a mixture of ${means.shape[0]} components of ${means.shape[1]} features of type ${covarianceType}, asked were ${k} of ${n} of type ${type}.`,
    );
  return [weights, means, undefined, factors];
}

function iterate(
  x: NDArray,
  first: Parts,
  attributes: MixtureAttributes,
  { from, signal, onProgress }: GaussianMixtureOptions,
  done: number,
  total: number,
): GaussianMixture {
  const { covarianceType: type, iterations: most } = attributes;
  const n = x.shape[1] as number;
  let [weights, means, covariances, factors] = first;
  let lowerBound = from?.lowerBound ?? -Infinity;
  let iterations = 0;
  let converged = false;
  const stays = signal === undefined && onProgress === undefined;
  while (iterations < most && !converged) {
    checkSignal("gaussianMixture", signal);
    const result = dispatch(expectationMaximizationOperation, [x, weights, means, factors], {
      ...attributes,
      iterations: stays ? most : 1,
      lowerBound,
    });
    [weights, means, covariances, factors] = result as [NDArray, NDArray, NDArray, NDArray];
    const state = float64Of(result[4]!);
    iterations += state[0]!;
    lowerBound = state[1]!;
    converged = state[2] === 1;
    onProgress?.(done + iterations, total);
  }
  covariances ??= arrayLike(x, inverseOf(float64Of(factors), type, n), factors.shape);
  return {
    covarianceType: type,
    weights,
    means,
    covariances,
    precisionsCholesky: factors,
    converged,
    iterations,
    lowerBound,
  };
}

/** Covariances of given factors. */
function inverseOf(factors: Float64Array, type: CovarianceType, n: number): Float64Array {
  if (type === "diag" || type === "spherical") return factors.map((factor) => 1 / (factor * factor));
  const inverses = new Float64Array(factors.length);
  for (let at = 0; at < factors.length; at += n * n) {
    const upper = factors.subarray(at, at + n * n);
    const inverse = inverseFactor(productOf(upper, n), n);
    inverses.set(productOf(inverse, n), at);
  }
  return inverses;
}

/** u uᵀ */
export function productOf(u: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let p = 0; p < n; p++) sum += u[i * n + p]! * u[j * n + p]!;
      product[i * n + j] = sum;
      product[j * n + i] = sum;
    }
  return product;
}
