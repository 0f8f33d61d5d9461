import { expect, test } from "vitest";
import {
  codeOf,
  expectNumbers,
  expectStored,
  type Golden,
  isStoredArray,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import stored from "../golden/mixture.json" with { type: "json" };
import {
  type GaussianMixtureOptions,
  gaussianMixture,
  mixtureAic,
  mixtureBic,
  mixtureLabels,
  mixturePrecisions,
  mixtureProbabilities,
  mixtureScores,
} from "./index.js";

interface Case {
  readonly x: StoredArray;
  readonly k: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: null | {
    readonly weights: StoredArray;
    readonly means: StoredArray;
    readonly covariances: StoredArray;
    readonly precisions: StoredArray;
    readonly precisionsCholesky?: StoredArray;
    readonly labels: StoredArray;
    readonly probabilities: StoredArray;
    readonly scores: StoredArray;
    readonly converged: boolean;
    readonly iterations: number;
    readonly lowerBound: unknown;
    readonly aic: number;
    readonly bic: number;
  };
}

const { cases } = stored as Golden<Case>;

test.each(cases.map((one, i) => [i, one] as const))("case %i of sklearn.mixture.GaussianMixture", (i, one) => {
  const given = Object.entries(one.options).map(([name, value]) => [
    name,
    isStoredArray(value) ? storedArray(value) : value,
  ]);
  const options = Object.fromEntries(given) as GaussianMixtureOptions;
  const label = `case ${i}, ${JSON.stringify(one.options)}`;
  const x = storedArray(one.x);
  const fit = () => gaussianMixture(x, one.k, options);
  if (one.result === null) {
    expect(codeOf(fit), label).toBe("SINGULAR");
    return;
  }
  const got = fit();
  const { result } = one;
  // scikit-learn takes differences of squares: far from zero it has fewer digits.
  const far = Math.max(...one.x.data.map((value) => Math.abs(Number(value)))) > 500;
  const close = far ? { rtol: 1e-5, atol: 1e-6 } : { rtol: 5e-7, atol: 1e-10 };
  expect([got.iterations, got.converged], label).toEqual([result.iterations, result.converged]);
  expectNumbers([got.lowerBound], [storedScalar(result.lowerBound) as number], close, `${label}, lowerBound`);
  for (const name of ["weights", "means", "covariances", "precisionsCholesky"] as const)
    if (result[name] !== undefined) expectStored(got[name], result[name], close, `${label}, ${name}`);
  expectStored(mixturePrecisions(got), result.precisions, close, `${label}, precisions`);
  expectStored(mixtureLabels(got, x), result.labels, close, `${label}, labels`);
  const some = x.slice("::3");
  expectStored(mixtureProbabilities(got, some), result.probabilities, close, `${label}, probabilities`);
  expectStored(mixtureScores(got, some), result.scores, close, `${label}, scores`);
  expectNumbers([mixtureAic(got, x), mixtureBic(got, x)], [result.aic, result.bic], close, `${label}, criteria`);
});
