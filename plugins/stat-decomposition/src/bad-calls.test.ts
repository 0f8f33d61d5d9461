import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as decomposition from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = decomposition as unknown as Record<string, (...args: unknown[]) => unknown>;
const table = [
  [1, 2, 3],
  [2, 3, 4],
  [4, 3, 1],
  [0, 1, 0],
];

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["nmf", [undefined, 2], "BAD_ARGUMENT"],
  ["nmf", [[1, 2, 3], 2], "BAD_SHAPE"],
  ["nmf", [[[]], 2], "BAD_SHAPE"],
  ["nmf", [[[1, -1]], 1], "BAD_VALUE"],
  ["nmf", [[[1, NaN]], 1], "BAD_VALUE"],
  ["nmf", [table], "BAD_ARGUMENT"],
  ["nmf", [table, 0], "BAD_VALUE"],
  ["nmf", [table, 1.5], "BAD_VALUE"],
  ["nmf", [table, 1e12], "BAD_VALUE"],
  ["nmf", [table, 4, { init: "nndsvd" }], "BAD_VALUE"],
  ["nmf", [table, 2, { init: "best" }], "BAD_VALUE"],
  ["nmf", [table, 2, { init: "custom" }], "BAD_ARGUMENT"],
  ["nmf", [table, 2, { w: table }], "BAD_ARGUMENT"],
  ["nmf", [table, 2, { init: "custom", w: table, h: table }], "BAD_SHAPE"],
  ["nmf", [table, 1, { init: "custom", w: [[0], [0], [0], [0]], h: [[1, 1, 1]] }], "BAD_VALUE"],
  ["nmf", [table, 2, { solver: "als" }], "BAD_VALUE"],
  ["nmf", [table, 2, { tol: -1 }], "BAD_VALUE"],
  ["nmf", [table, 2, { tol: NaN }], "BAD_VALUE"],
  ["nmf", [table, 2, { maxIterations: 0 }], "BAD_VALUE"],
  ["nmf", [table, 2, { alphaH: "none" }], "BAD_VALUE"],
  ["nmf", [table, 2, { alphaW: -1 }], "BAD_VALUE"],
  ["nmf", [table, 2, { l1Ratio: 2 }], "BAD_VALUE"],
  ["nmf", [table, 2, { seed: -1, shuffle: true }], "BAD_VALUE"],
  ["nmf", [table, 2, { maxIter: 3 }], "BAD_ARGUMENT"],
  ["nmf", [table, 2, null], "BAD_ARGUMENT"],
  ["nmf", [table, 2, { signal: AbortSignal.abort() }], "ABORTED"],
  ["nmfTransform", [table, [[1, 2]]], "BAD_SHAPE"],
  ["nmfTransform", [table, [[0, 0, 0]]], "BAD_VALUE"],
  ["nmfTransform", [table, [[1, 2, -3]]], "BAD_VALUE"],
  ["nmfTransform", [table, 3], "BAD_SHAPE"],
  ["nmfTransform", [table, [[1, 2, 3]], { init: "random" }], "BAD_ARGUMENT"],
  ["gaussianMixture", ["text", 1], "BAD_ARGUMENT"],
  ["gaussianMixture", [[1, 2, 3], 1], "BAD_SHAPE"],
  ["gaussianMixture", [[[1, 2]], 1], "BAD_SHAPE"],
  ["gaussianMixture", [table, 5], "BAD_VALUE"],
  ["gaussianMixture", [table, 0], "BAD_VALUE"],
  ["gaussianMixture", [table, 2, { covarianceType: "round" }], "BAD_VALUE"],
  ["gaussianMixture", [table, 2, { initParams: "points" }], "BAD_VALUE"],
  ["gaussianMixture", [table, 2, { initCount: 0 }], "BAD_VALUE"],
  ["gaussianMixture", [table, 2, { regCovar: -1e-6 }], "BAD_VALUE"],
  ["gaussianMixture", [table, 2, { tol: "small" }], "BAD_ARGUMENT"],
  ["gaussianMixture", [table, 2, { weights: [0.5, 0.6] }], "BAD_VALUE"],
  ["gaussianMixture", [table, 2, { weights: [1] }], "BAD_SHAPE"],
  ["gaussianMixture", [table, 2, { means: table }], "BAD_SHAPE"],
  ["gaussianMixture", [table, 2, { precisions: table }], "BAD_SHAPE"],
  ["gaussianMixture", [table, 2, { covarianceType: "spherical", precisions: [1, 0] }], "BAD_VALUE"],
  [
    "gaussianMixture",
    [
      table,
      1,
      {
        covarianceType: "tied",
        precisions: [
          [1, 2, 0],
          [2, 1, 0],
          [0, 0, 1],
        ],
      },
    ],
    "BAD_VALUE",
  ],
  [
    "gaussianMixture",
    [
      table,
      1,
      {
        covarianceType: "tied",
        precisions: [
          [1, 1, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
    ],
    "BAD_VALUE",
  ],
  ["gaussianMixture", [table, 2, { from: {} }], "BAD_ARGUMENT"],
  ["gaussianMixture", [table, 2, { from: null }], "BAD_ARGUMENT"],
  ["gaussianMixture", [table, 2, { covarianceType: "full", regCovar: 0 }], "SINGULAR"],
  ["gaussianMixture", [table, 2, { signal: AbortSignal.abort() }], "ABORTED"],
  ["mixtureLabels", [undefined, table], "BAD_ARGUMENT"],
  ["mixtureScores", [{}, table], "BAD_ARGUMENT"],
  ["mixtureScores", [decomposition.gaussianMixture(table, 1), [[1, 2]]], "BAD_SHAPE"],
  ["mixtureAic", [decomposition.gaussianMixture(table, 1), [[1, 2, NaN]]], "BAD_VALUE"],
  ["mixturePrecisions", [{ ...decomposition.gaussianMixture(table, 1), covarianceType: "diag" }], "BAD_SHAPE"],
  ["mixturePrecisions", [{ means: [1], covarianceType: "full", weights: [1] }], "BAD_SHAPE"],
  ["mixturePrecisions", [{ means: [1] }], "BAD_VALUE"],
];

describe("stat-decomposition: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});

describe("stat-decomposition: numbers that are too large or too small for squares", () => {
  const far = [1e308, 1.2e308, 0, 3e307, 1e-320].map((value) => [value, value / 2, 1]);

  it.each(["full", "tied", "diag", "spherical"] as const)("mixtures, %s, end", (covarianceType) => {
    for (const initParams of ["kmeans", "k-means++", "random"] as const) {
      const found = codeOf(() => decomposition.gaussianMixture(far, 2, { covarianceType, initParams }));
      expect(["SINGULAR", "object"]).toContain(typeof found === "string" ? found : typeof found);
      expect(found).not.toBeInstanceOf(TypeError);
    }
  });

  it.each(["cd", "mu"] as const)("factorizations by %s end", (solver) => {
    for (const init of ["random", "nndsvda"] as const) {
      const found = codeOf(() => decomposition.nmf(far, 2, { solver, init }));
      expect(found).not.toBeInstanceOf(Error);
    }
  });
});
