import type { DType, NDArray } from "@core/array";
import { randomState } from "@core/array/random";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import {
  type CovarianceType,
  type FactorOptions,
  type GaussianMixture,
  type GaussianMixtureOptions,
  gaussianMixture,
  type MixtureParameters,
  mixtureLabels,
  mixturePrecisions,
  mixtureProbabilities,
  mixtureScores,
  type NmfOptions,
  type NmfResult,
  nmf,
  nmfTransform,
} from "stat-decomposition";
import type { GroupTable } from "../testing.js";

type Shape = readonly number[];
type Calls = Readonly<Record<string, Call>>;
const named = (list: readonly (readonly [string, Call])[]): Calls => Object.fromEntries(list);

const solvers = ["cd", "mu"] as const;
const types: readonly CovarianceType[] = ["full", "tied", "diag", "spherical"];
const descent = "stat-decomposition/coordinateDescent";
const updates = "stat-decomposition/multiplicativeUpdate";

/** Sums of four components, none below 0; whole numbers are a hundred times as large. */
const mixed =
  (scale = 1): Sample =>
  (dtype, [m, n]) => {
    const [w, h] = [m, n].map((size, i) => randomState(i + 1).uniform({ shape: [4 * (size as number)] }) as NDArray);
    return filledArray(dtype, [m as number, n as number], (place) => {
      const [i, j] = [Math.floor(place / (n as number)), place % (n as number)];
      let sum = 0.01 * ((i * 7 + j * 13) % 5);
      for (let t = 0; t < 4; t++) sum += (w?.data[4 * i + t] as number) ** 2 * (h?.data[4 * j + t] as number);
      return dtype.startsWith("float") ? scale * sum : Math.round(scale * 40 * sum);
    });
  };
/** The same with places of zeros of both signs and of denormals. */
const sparse: Sample = (dtype, shape, seed) => {
  const a = mixed()(dtype, shape, seed);
  const data = a.data as Float64Array;
  data.fill(0, 0, 700);
  data.fill(-0, 700, 800);
  data.fill(5e-324, 1000, 1100);
  return a;
};

/** What of a result is compared. */
type Kept<Result> = (result: Result) => unknown;
const whole = (result: unknown): unknown => result;
const factors: Kept<NmfResult> = ({ w, h, iterations, converged }) => [w, h, iterations, converged];
const errors: Kept<NmfResult> = ({ error }) => error;
const factorized =
  (k: number, options: NmfOptions, kept: Kept<NmfResult> = whole): Call =>
  (a) =>
    kept(nmf(a as NDArray, k, options));
/** With known components, four of so many features. */
const transformed =
  (options: FactorOptions): Call =>
  (a) =>
    nmfTransform(
      a as NDArray,
      filledArray("float64", [4, a?.shape[1] as number], (i) => 1 + Math.sin(i * i)),
      options,
    );
const counts = [1, 3, 8];
const sizes = (solver: "cd" | "mu", kept?: Kept<NmfResult>): Calls =>
  named(
    counts.map((k) => [`${k} components`, factorized(k, { solver, init: "random", maxIterations: 25 }, kept)] as const),
  );
const starts = ["nndsvd", "nndsvda", "nndsvdar", "random"] as const;
const factorizations = (solver: "cd" | "mu"): Calls => ({
  ...named(starts.map((init) => [init, factorized(3, { solver, init })] as const)),
  custom: (a) => {
    const [m, n] = (a as NDArray).shape as [number, number];
    const [w, h] = [[m, 3] as const, [3, n] as const].map((shape) =>
      filledArray("float64", shape, (i) => 1 + Math.sin(i * i)),
    ) as [NDArray, NDArray];
    return nmf(a as NDArray, 3, { solver, init: "custom", w, h });
  },
  costs: factorized(3, { solver, alphaW: 0.01, alphaH: 0.02, l1Ratio: 0.4 }),
  "costs of sizes": factorized(3, { solver, alphaW: 0.001, l1Ratio: 1 }),
  stretches: factorized(4, { solver, onProgress: () => undefined }),
  "without tolerance": factorized(4, { solver, tol: 0, maxIterations: 11 }),
  once: factorized(4, { solver, maxIterations: 1 }),
  transform: transformed({ solver }),
  "transform with costs": transformed({ solver, alphaW: 0.01, l1Ratio: 0.4 }),
  ...(solver === "mu"
    ? {}
    : {
        shuffled: factorized(4, { shuffle: true, seed: 3 }),
        "shuffled, 7 times": factorized(4, { shuffle: true, seed: 3, maxIterations: 7 }),
        "shuffled transform": transformed({ shuffle: true, seed: 5 }),
      }),
});
/** Steps of a contraction keep rounding errors of sums small; factors of float32 are rounded at the end. */
const near = (dtype: DType) => ({ largest: dtype === "float32" ? 1.2e-7 : 1e-10 });
const factorRow = (solver: "cd" | "mu", own: Omit<CallRow, "operation" | "runs" | "tolerance">): CallRow => ({
  operation: solver === "cd" ? descent : updates,
  runs: "among others",
  tolerance: near,
  ...own,
});
const factorRows: readonly CallRow[] = solvers.flatMap((solver) => [
  factorRow(solver, {
    name: "sizes",
    calls: sizes(solver),
    dtypes: ["float64"],
    shapes: [
      [70, 60],
      [61, 83],
      [1009, 7],
      [130, 257],
      [33, 300],
      [64, 513],
    ],
    samples: { mixed: mixed() },
  }),
  // What is left of an exact product is rounding errors.
  factorRow(solver, {
    name: "exact products",
    calls: sizes(solver, factors),
    dtypes: ["float64"],
    shapes: [
      [7, 1009],
      [1, 5000],
      [5000, 1],
    ],
    samples: { mixed: mixed() },
  }),
  factorRow(solver, {
    name: "options",
    calls: factorizations(solver),
    dtypes: ["float64"],
    shapes: [[61, 83]],
    samples: { mixed: mixed() },
  }),
  factorRow(solver, {
    name: "special numbers",
    calls: sizes(solver),
    dtypes: ["float64"],
    shapes: [[61, 83]],
    samples: {
      sparse,
      huge: mixed(1e140),
      tiny: mixed(1e-140),
      zeros: (dtype, shape) => filledArray(dtype, shape, () => 0),
    },
  }),
  factorRow(solver, {
    name: "dtypes",
    calls: { factors: factorized(3, { solver }, factors) },
    dtypes: ["float32", "uint8", "int16", "uint16", "int32", "uint32", "int64"],
    shapes: [[50, 60]],
    samples: { mixed: mixed() },
  }),
  factorRow(solver, {
    name: "layouts",
    calls: { random: factorized(3, { solver, init: "random" }, factors), transform: transformed({ solver }) },
    dtypes: ["float64", "uint16"],
    shapes: [[70, 40]],
    layouts,
    samples: { mixed: mixed() },
  }),
]);

/** Clouds of observations around three places. */
const clouds: Sample = (dtype, [m, n]) => {
  const random = randomState(5).normal({ shape: [(m as number) * (n as number)] }) as NDArray;
  return filledArray(dtype, [m as number, n as number], (place) => {
    const [i, j] = [Math.floor(place / (n as number)), place % (n as number)];
    return (random.data[place] as number) * (1 + j / (n as number)) + 8 * Math.sin(3 * j + 5 * (i % 3));
  });
};
/** Far from 0, where squares lose digits. */
const away: Sample = (dtype, shape, seed) => {
  const a = clouds(dtype, shape, seed);
  return filledArray(dtype, shape, (place) => 1e4 + (a.data[place] as number));
};
/** Zeros of both signs and denormals among others. */
const almost: Sample = (dtype, shape, seed) => {
  const a = clouds(dtype, shape, seed);
  return filledArray(dtype, shape, (i) =>
    i % 5 === 0 ? ([0, -0, 5e-324, -1e-310][i % 4] as number) : (a.data[i] as number),
  );
};
/** Fewer places than components. */
const places: Sample = (dtype, shape) => filledArray(dtype, shape, (i) => Math.floor(i / (shape[1] as number)) % 4);
/** Whole numbers: observations may be as far from one centre as from another. */
const lattice: Sample = (dtype, shape) => filledArray(dtype, shape, (i) => (((i * 7919) >> 4) % 5) - 2);
/** Two clouds near each other, as seen from a third. */
const apart: Sample = (dtype, shape, seed) => {
  const [a, n] = [clouds(dtype, shape, seed), shape[1] as number];
  return filledArray(dtype, shape, (i) => [1e8, 1e8 + 40, -1e8][Math.floor(i / n) % 3]! + (a.data[i] as number));
};

/** A mixture to begin with, near the clouds. */
function mixtureOf(covarianceType: CovarianceType, k: number, n: number): MixtureParameters {
  const triangle = (place: number): number => {
    const [i, j] = [Math.floor(place / n) % n, place % n];
    return i === j ? 0.5 + 0.2 * Math.sin(place) : j > i ? 0.1 * Math.sin(place) ** 9 : 0;
  };
  const scale = (i: number): number => 0.5 + 0.2 * Math.sin(i);
  const precisions = {
    full: () => filledArray("float64", [k, n, n], triangle),
    tied: () => filledArray("float64", [n, n], triangle),
    diag: () => filledArray("float64", [k, n], scale),
    spherical: () => filledArray("float64", [k], scale),
  };
  return {
    covarianceType,
    weights: filledArray("float64", [k], (t) => (2 * (t + 1)) / (k * (k + 1))),
    means: filledArray("float64", [k, n], (i) => 7 * Math.sin(3 * (i % n) + 5 * Math.floor(i / n))),
    precisionsCholesky: precisions[covarianceType](),
  };
}

/** Inverses lose the digits of the covariances' condition. */
const estimates = {
  name: "estimates",
  kept: ({ weights, means, covariances, iterations, converged, lowerBound }: GaussianMixture): unknown => [
    ...[weights, means, covariances],
    ...[iterations, converged, lowerBound],
  ],
  tolerance: 1e-11,
};
const inverses = {
  name: "inverses",
  kept: ({ precisionsCholesky }: GaussianMixture): unknown => precisionsCholesky,
  tolerance: 1e-9,
};
const mixture =
  (k: number, options: GaussianMixtureOptions, kept: Kept<GaussianMixture> = whole): Call =>
  (a) =>
    kept(gaussianMixture(a as NDArray, k, options));
const eachType = (list: (covarianceType: CovarianceType) => Calls): Calls =>
  named(types.flatMap((type) => Object.entries(list(type)).map(([name, call]) => [`${type}, ${name}`, call] as const)));
const continued =
  (options: GaussianMixtureOptions, kept?: Kept<GaussianMixture>) =>
  ([, n]: Shape): Calls =>
    eachType((type) =>
      named(
        [2, 3].map((k) => [
          `${k} components`,
          mixture(k, { covarianceType: type, from: mixtureOf(type, k, n as number), ...options }, kept),
        ]),
      ),
    );
const used = ([, n]: Shape): Calls =>
  eachType((type) => {
    const own = mixtureOf(type, 3, n as number);
    return {
      shares: (a) => mixtureProbabilities(own, a as NDArray),
      labels: (a) => mixtureLabels(own, a as NDArray),
      scores: (a) => mixtureScores(own, a as NDArray),
    };
  });
const fits = (covarianceType: CovarianceType): Calls => ({
  "k-means": mixture(3, { covarianceType }),
  "k-means++": mixture(3, { covarianceType, initParams: "k-means++", maxIterations: 30, seed: 2 }),
  random: mixture(3, { covarianceType, initParams: "random", maxIterations: 30, seed: 2 }),
  "random observations": mixture(3, { covarianceType, initParams: "random_from_data", maxIterations: 30, seed: 2 }),
  "step by step": mixture(3, { covarianceType, onProgress: () => undefined }),
  "given parameters": (a) => {
    const own = mixtureOf(covarianceType, 3, (a as NDArray).shape[1] as number);
    const { weights, means } = own;
    return gaussianMixture(a as NDArray, 3, { covarianceType, weights, means, precisions: mixturePrecisions(own) });
  },
  "best of two": mixture(2, { covarianceType, initCount: 2, initParams: "random", maxIterations: 5 }),
});
const begun = (covarianceType: CovarianceType, kept: Kept<GaussianMixture>): Calls =>
  named(
    (["k-means++", "random", "random_from_data"] as const).map((initParams) => [
      initParams,
      mixture(3, { covarianceType, initParams, maxIterations: 0, regCovar: 0.1 }, kept),
    ]),
  );
const clusters: Calls = named(
  [2, 5, 9].map((k) => [`${k} clusters`, mixture(k, { covarianceType: "diag", regCovar: 0.1, maxIterations: 0 })]),
);

const manySizes = [
  [700, 3],
  [4999, 1],
  [401, 7],
  [67, 64],
  [129, 65],
  [101, 131],
  [53, 259],
];
const others: readonly DType[] = ["float32", "int16", "uint8", "int64"];
const mixtureRows: readonly CallRow[] = [
  {
    operation: "stat-decomposition/expectation",
    calls: used,
    dtypes: ["float64"],
    shapes: manySizes,
    samples: { clouds, away, almost },
    tolerance: { largest: 1e-12 },
  },
  ...[estimates, inverses].flatMap(({ name, kept, tolerance }): CallRow[] => [
    {
      operation: "stat-decomposition/maximization",
      name,
      calls: eachType((type) => begun(type, kept)),
      dtypes: ["float64"],
      shapes: manySizes,
      samples: { clouds, almost },
      tolerance: { largest: tolerance / 10 },
    },
    {
      operation: "stat-decomposition/expectationMaximization",
      name: `${name} of all sizes`,
      calls: continued({ maxIterations: 4, regCovar: 1e-3 }, kept),
      dtypes: ["float64"],
      shapes: manySizes,
      samples: { clouds, almost },
      tolerance: { largest: tolerance },
    },
  ]),
  {
    operation: "stat-decomposition/expectationMaximization",
    name: "options",
    runs: "among others",
    calls: eachType(fits),
    dtypes: ["float64"],
    shapes: [[500, 5]],
    samples: { clouds, almost },
    tolerance: { largest: 1e-11 },
  },
  // Far from 0 the observations themselves have fewer digits.
  {
    operation: "stat-decomposition/expectationMaximization",
    name: "far from 0",
    runs: "among others",
    calls: eachType(fits),
    dtypes: ["float64"],
    shapes: [[500, 5]],
    samples: { away },
    tolerance: { largest: 1e-9 },
  },
  {
    operation: "stat-decomposition/expectationMaximization",
    name: "dtypes",
    calls: continued({ regCovar: 1e-3 }),
    dtypes: others,
    shapes: [[400, 6]],
    samples: { clouds },
    tolerance: { largest: 1e-11 },
  },
  {
    operation: "stat-decomposition/expectationMaximization",
    name: "layouts",
    calls: continued({ regCovar: 1e-3 }),
    dtypes: ["float64", "int16"],
    shapes: [[400, 6]],
    layouts,
    samples: { clouds },
    tolerance: { largest: 1e-11 },
  },
  {
    operation: "stat-decomposition/kMeans",
    runs: "among others",
    calls: clusters,
    dtypes: ["float64"],
    shapes: manySizes,
    samples: { clouds, away, almost, places, lattice, apart },
    tolerance: { largest: 1e-13 },
  },
];

export const table: GroupTable = {
  groups: ["statistics"],
  rows: [
    ...factorRows,
    {
      operation: "stat-decomposition/residual",
      runs: "among others",
      calls: { error: factorized(3, { maxIterations: 2 }, errors) },
      dtypes: ["float64", "float32", "uint16"],
      shapes: [
        [50, 60],
        [1009, 7],
        [64, 513],
      ],
      samples: { mixed: mixed(), sparse },
      tolerance: { element: 1e-12 },
    },
    ...mixtureRows,
    {
      name: "few numbers",
      calls: {
        factors: factorized(2, {}),
        updates: factorized(2, { solver: "mu", init: "random" }),
        mixture: mixture(2, {}),
        "mixture at random": mixture(2, { initParams: "random" }),
      },
      dtypes: ["float64", "float32"],
      shapes: [
        [5, 6],
        [20, 2],
        [2, 3],
      ],
      samples: { mixed: mixed() },
    },
    {
      name: "one number",
      calls: { factors: factorized(1, {}), updates: factorized(1, { solver: "mu" }) },
      dtypes: ["float64"],
      shapes: [[1, 1]],
      samples: { mixed: mixed() },
    },
  ],
};
