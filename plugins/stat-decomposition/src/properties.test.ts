import { add, array, matmul, type NDArray, subtract, sum } from "@core/array";
import { randomState } from "@core/array/random";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf, numbersOf } from "../../../tools/golden/golden.js";
import {
  type CovarianceType,
  gaussianMixture,
  mixtureLabels,
  mixturePrecisions,
  mixtureProbabilities,
  mixtureScores,
  nmf,
  nmfTransform,
} from "./index.js";

const sizes = fc.record({
  m: fc.integer({ min: 2, max: 12 }),
  n: fc.integer({ min: 1, max: 9 }),
  k: fc.integer({ min: 1, max: 4 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});
const types: readonly CovarianceType[] = ["full", "tied", "diag", "spherical"];

describe("nmf", () => {
  test("never gives a number below zero, and the error never rises", () => {
    fc.assert(
      fc.property(sizes, fc.constantFrom("cd" as const, "mu" as const), ({ m, n, k, seed }, solver) => {
        const x = randomState(seed).uniform({ shape: [m, n] }) as NDArray;
        let before = Number.POSITIVE_INFINITY;
        for (let maxIterations = 1; maxIterations <= 8; maxIterations++) {
          const { w, h, error, iterations } = nmf(x, k, { init: "random", seed, tol: 0, maxIterations, solver });
          expect(iterations).toBe(maxIterations);
          expect(
            numbersOf(w)
              .concat(numbersOf(h))
              .every((value) => value >= 0),
          ).toBe(true);
          const away = numbersOf(subtract(x, matmul(w, h)) as NDArray);
          expect(error).toBeCloseTo(Math.hypot(...away), 10);
          expect(error).toBeLessThanOrEqual(before + 1e-12);
          before = error;
        }
      }),
      { numRuns: 40 },
    );
  });

  test("finds components that are there, and their weights in other data", () => {
    const [w, h] = [
      array([
        [1, 0],
        [0, 2],
        [3, 1],
        [0.5, 0.5],
      ]),
      array([
        [1, 0, 2, 0],
        [0, 3, 0, 1],
      ]),
    ];
    const got = nmf(matmul(w, h), 2, { tol: 1e-10, maxIterations: 2000 });
    expect(got.error).toBeLessThan(1e-6);
    const again = nmfTransform(matmul(w, h), h, { tol: 1e-12, maxIterations: 2000 });
    expect(Math.hypot(...numbersOf(subtract(again.w, w) as NDArray))).toBeLessThan(1e-6);
  });

  test("is the same in stretches, and stops when it is told", () => {
    const x = randomState(1).uniform({ shape: [15, 11] }) as NDArray;
    for (const solver of ["cd", "mu"] as const) {
      const told: number[] = [];
      const whole = nmf(x, 3, { solver, tol: 1e-6 });
      const parts = nmf(x, 3, { solver, tol: 1e-6, onProgress: (done) => told.push(done) });
      expect(numbersOf(parts.w)).toEqual(numbersOf(whole.w));
      expect(told.at(-1)).toBe(whole.iterations);
    }
    const stop = new AbortController();
    expect(codeOf(() => nmf(x, 3, { tol: 0, signal: stop.signal, onProgress: () => stop.abort() }))).toBe("ABORTED");
  });

  test("leaves its inputs as they are, and float32 stays", () => {
    const x = randomState(1).uniform({ shape: [7, 6] }) as NDArray;
    const [w, h] = [
      randomState(2).uniform({ shape: [7, 2] }) as NDArray,
      randomState(3).uniform({ shape: [2, 6] }) as NDArray,
    ];
    const before = [x, w, h].map((one) => numbersOf(one));
    nmf(x, 2, { init: "custom", w, h });
    expect([x, w, h].map((one) => numbersOf(one))).toEqual(before);
    const single = nmf(x.astype("float32"), 2);
    expect([single.w.dtype, single.h.dtype]).toEqual(["float32", "float32"]);
  });
});

describe.each(types)("gaussianMixture, %s", (covarianceType) => {
  test("shares add up to 1, and the likelihood never falls", () => {
    fc.assert(
      fc.property(sizes, ({ m, n, seed }) => {
        const x = randomState(seed).normal({ shape: [m + 10, n] }) as NDArray;
        const regCovar = 1e-2;
        const fit = (maxIterations: number) =>
          gaussianMixture(x, 2, { covarianceType, seed, tol: 0, maxIterations, regCovar, initParams: "random" });
        let before = Number.NEGATIVE_INFINITY;
        for (let most = 0; most < 6; most++) {
          const mixture = fit(most);
          const shares = mixtureProbabilities(mixture, x);
          for (const total of numbersOf(sum(shares, { axis: 1 }) as NDArray)) expect(total).toBeCloseTo(1, 12);
          const labels = numbersOf(mixtureLabels(mixture, x));
          expect(labels.every((label) => label === 0 || label === 1)).toBe(true);
          const scores = numbersOf(mixtureScores(mixture, x));
          const mean = scores.reduce((all, score) => all + score, 0) / scores.length;
          // What is added to variances may cost likelihood.
          expect(mean).toBeGreaterThan(before - n * regCovar);
          before = mean;
        }
      }),
      { numRuns: 15 },
    );
  });

  test("has precisions that are inverses, and goes on where it stopped", () => {
    const x = randomState(4).normal({ shape: [60, 3] }) as NDArray;
    const mixture = gaussianMixture(x, 2, { covarianceType, tol: 0, maxIterations: 6, initParams: "random" });
    const [precisions, covariances] = [mixturePrecisions(mixture), mixture.covariances];
    if (covarianceType === "full" || covarianceType === "tied") {
      const products = numbersOf(matmul(precisions, covariances));
      products.forEach((value, at) => {
        expect(value).toBeCloseTo((at % 9) % 4 === 0 ? 1 : 0, 10);
      });
    } else
      numbersOf(precisions).forEach((value, at) => {
        expect(value * (numbersOf(covariances)[at] as number)).toBeCloseTo(1, 12);
      });
    const half = gaussianMixture(x, 2, { covarianceType, tol: 0, maxIterations: 3, initParams: "random" });
    const rest = gaussianMixture(x, 2, { covarianceType, tol: 0, maxIterations: 3, from: half });
    expect(numbersOf(rest.means)).toEqual(numbersOf(mixture.means));
    expect(rest.lowerBound).toBe(mixture.lowerBound);
  });

  test("is the same step by step, and far from zero", () => {
    const x = randomState(4).normal({ shape: [80, 3] }) as NDArray;
    const whole = gaussianMixture(x, 3, { covarianceType });
    const steps = gaussianMixture(x, 3, { covarianceType, onProgress: () => undefined });
    expect(numbersOf(steps.means)).toEqual(numbersOf(whole.means));
    expect([steps.iterations, steps.converged]).toEqual([whole.iterations, whole.converged]);
    // A million away seven digits are left of the differences: of squares none would be.
    const far = gaussianMixture(add(x, 1e6) as NDArray, 3, { covarianceType });
    const own = numbersOf(whole.covariances);
    numbersOf(far.covariances).forEach((value, at) => {
      expect(value).toBeCloseTo(own[at] as number, 5);
    });
  });
});
