import { type DType, elementsOf, fromData, type NDArray, withRuntime, zeros } from "@core/array";
import { randomState } from "@core/array/random";
import {
  type CovarianceType,
  type GaussianMixtureOptions,
  gaussianMixture,
  mixtureLabels,
  mixtureProbabilities,
  mixtureScores,
  type NmfOptions,
  nmf,
  nmfTransform,
} from "stat-decomposition";
import { afterAll, describe, expect, test } from "vitest";
import { codeOf } from "../../../../tools/golden/golden.js";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, watchedRuntime } from "../testing.js";

const settings = [
  { threads: 1, deterministic: true },
  { threads: 2, deterministic: true },
  { threads: 4, deterministic: true },
  { threads: 1 },
];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["statistics"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

/** Sums of a few components, none below zero. */
function mixed(dtype: DType, m: number, n: number, k: number): NDArray {
  const [w, h] = [some(m * k, 1), some(k * n, 2)];
  const a = zeros([m, n], { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0.01 * ((i * 7 + j * 13) % 5);
      for (let t = 0; t < k; t++) sum += (w[i * k + t] as number) ** 2 * (h[t * n + j] as number);
      data[i * n + j] = dtype === "float64" || dtype === "float32" ? sum : Math.round(100 * sum);
    }
  return a;
}

function some(count: number, seed: number): Float64Array {
  return elementsOf(randomState(seed).uniform({ shape: [count] }) as NDArray) as Float64Array;
}

/** Clouds of observations. */
function clouds(m: number, n: number, k: number, dtype: DType = "float64"): NDArray {
  const random = elementsOf(randomState(5).normal({ shape: [m * n] }) as NDArray) as Float64Array;
  const data = random.map(
    (value, i) => value * (1 + (i % n) / n) + 8 * Math.sin(3 * (i % n) + 5 * (Math.floor(i / n) % k)),
  );
  return fromData(data, [m, n]).astype(dtype) as NDArray;
}

/** The same calls everywhere: results in all settings, which are equal for every number of threads. */
function everywhere<Result extends object>(
  inputs: readonly NDArray[],
  call: (inputs: readonly NDArray[]) => Result,
  wanted = true,
) {
  const before = inputs.map((input) => input.copy());
  const expected = call(inputs);
  const results = runtimes.map(({ runtime, ran }) => {
    const got = call(inputs.map((input) => withRuntime(runtime, input)));
    expect(ran().length > 0).toBe(wanted);
    return got;
  });
  for (const [i, one] of before.entries()) expectSame(inputs[i], one);
  for (const other of results.slice(1, 3))
    for (const [name, value] of Object.entries(results[0] as object))
      expectSame((other as Record<string, unknown>)[name] ?? 0, value ?? 0);
  for (const backend of backends) expect(backend.used).toBe(0);
  return { expected, results };
}

/** Steps of a contraction keep rounding errors small; iterations that end by a tolerance end at the same one. */
function compareNmf(x: NDArray, k: number, options: NmfOptions = {}, wanted = true): void {
  const { expected, results } = everywhere([x], ([a]) => nmf(a as NDArray, k, options), wanted);
  for (const got of results) {
    expect([got.iterations, got.converged]).toEqual([expected.iterations, expected.converged]);
    const tolerance = expected.w.dtype === "float32" ? 1e-6 : 1e-10;
    expectSame(got.w, expected.w, tolerance);
    expectSame(got.h, expected.h, tolerance);
    // Of exact products nothing but rounding errors is left.
    expect(Math.abs(got.error - expected.error)).toBeLessThan(1e-10 * expected.error + 1e-12);
  }
}

describe("factorizations", () => {
  const sizes = [
    [40, 30, 4],
    [61, 53, 3],
    [7, 1009, 5],
    [1009, 7, 2],
    [130, 257, 1],
    [33, 300, 9],
    [1, 5000, 1],
    [5000, 1, 1],
    [64, 513, 7],
  ] as const;

  test.each(["cd", "mu"] as const)("of all sizes, %s", (solver) => {
    for (const [m, n, k] of sizes)
      compareNmf(mixed("float64", m, n, k), k, { solver, init: "random", maxIterations: 25 });
  });

  test("with costs, random order, stretches, without changes of h", () => {
    const x = mixed("float64", 61, 83, 3);
    for (const solver of ["cd", "mu"] as const) {
      compareNmf(x, 3, { solver, alphaW: 0.01, alphaH: 0.02, l1Ratio: 0.4 });
      compareNmf(x, 4, { solver, onProgress: () => undefined });
      compareNmf(x, 4, { solver, tol: 0, maxIterations: 11 });
      const { h } = nmf(x, 3, { solver });
      const { expected, results } = everywhere([x, h], ([a, b]) =>
        nmfTransform(a as NDArray, b as NDArray, { solver }),
      );
      for (const got of results) expectSame(got.w, expected.w, 1e-10);
    }
    compareNmf(x, 4, { shuffle: true, seed: 3 });
    compareNmf(x, 4, { shuffle: true, seed: 3, maxIterations: 7 });
  });

  test("of all layouts and dtypes, zeros and tiny numbers", () => {
    for (const layout of layouts) compareNmf(laidOut(mixed("float64", 70, 40, 3), layout), 3, { init: "random" });
    for (const dtype of ["float32", "uint16", "int32"] as const)
      compareNmf(mixed(dtype, 50, 60, 3), 3, { maxIterations: 20 });
    compareNmf(zeros([80, 70]), 2, { init: "random" });
    const x = mixed("float64", 60, 70, 3);
    const data = elementsOf(x) as Float64Array;
    data.fill(0, 0, 700);
    for (let i = 1000; i < 1100; i++) data[i] = 5e-324;
    for (const solver of ["cd", "mu"] as const) compareNmf(x, 3, { solver, init: "random", maxIterations: 30 });
    compareNmf(mixed("float64", 5, 6, 2), 2, {}, false);
  });

  test("of arrays that live in the memory", () => {
    const x = mixed("float64", 80, 90, 3);
    const expected = nmf(x, 3);
    for (const [i, backend] of backends.entries()) {
      const own = backend.resident(withRuntime(runtimes[i]?.runtime, x));
      const got = nmf(own, 3);
      expectSame(got.w, expected.w, 1e-10);
      expectSame(own, x);
      for (const one of [got.w, got.h, own]) one.storage.dispose?.();
      runtimes[i]?.ran();
    }
  });
});

function compareMixture(x: NDArray, k: number, options: GaussianMixtureOptions, wanted = true, tolerance = 1e-9): void {
  const { expected, results } = everywhere([x], ([a]) => gaussianMixture(a as NDArray, k, options), wanted);
  for (const got of results) {
    expect([got.iterations, got.converged]).toEqual([expected.iterations, expected.converged]);
    expectSame(got.lowerBound, expected.lowerBound, 1e-11);
    for (const name of ["weights", "means", "covariances", "precisionsCholesky"] as const)
      expectSame(got[name], expected[name], tolerance);
  }
  if (!wanted) return;
  const use = everywhere([x], ([a]) => ({
    shares: mixtureProbabilities(expected, a as NDArray),
    labels: mixtureLabels(expected, a as NDArray),
    scores: mixtureScores(expected, a as NDArray),
  }));
  for (const got of use.results) {
    expectSame(got.shares, use.expected.shares, 1e-11);
    expectSame(got.labels, use.expected.labels);
    expectSame(got.scores, use.expected.scores, 1e-12);
  }
}

describe.each(["full", "tied", "diag", "spherical"] as readonly CovarianceType[])("mixtures, %s", (covarianceType) => {
  test("of all sizes", () => {
    for (const [m, n, k] of [
      [700, 3, 3],
      [4999, 1, 1],
      [331, 7, 2],
      [67, 64, 2],
      [129, 65, 4],
      [101, 131, 3],
      [203, 259, 2],
    ] as const)
      compareMixture(clouds(m, n, k), k, { covarianceType, regCovar: 1e-3, maxIterations: 20 });
  });

  test("from all starts, with progress", () => {
    const x = clouds(500, 5, 3);
    for (const initParams of ["random", "k-means++", "random_from_data"] as const)
      compareMixture(x, 3, { covarianceType, initParams, maxIterations: 30, seed: 2 });
    compareMixture(x, 3, { covarianceType, onProgress: () => undefined });
    compareMixture(x, 3, { covarianceType, maxIterations: 0 });
    compareMixture(x, 2, { covarianceType, initCount: 2, initParams: "random", maxIterations: 5 });
  });

  test("of all layouts and dtypes", () => {
    for (const layout of layouts)
      if (layout !== "broadcast") compareMixture(laidOut(clouds(400, 6, 2), layout), 2, { covarianceType });
    for (const dtype of ["float32", "int16"] as const) compareMixture(clouds(400, 6, 2, dtype), 2, { covarianceType });
    compareMixture(clouds(20, 2, 2), 2, { covarianceType }, false);
    const flat = zeros([900, 6]);
    for (const { runtime } of runtimes)
      expect(codeOf(() => gaussianMixture(withRuntime(runtime, flat), 2, { covarianceType, regCovar: 0 }))).toBe(
        "SINGULAR",
      );
  });

  test("of arrays that live in the memory", () => {
    const x = clouds(400, 6, 2);
    const expected = gaussianMixture(x, 2, { covarianceType });
    for (const [i, backend] of backends.entries()) {
      const own = backend.resident(withRuntime(runtimes[i]?.runtime, x));
      const got = gaussianMixture(own, 2, { covarianceType });
      expectSame(got.covariances, expected.covariances, 1e-9);
      expectSame(own, x);
      own.storage.dispose?.();
      runtimes[i]?.ran();
    }
  });
});
