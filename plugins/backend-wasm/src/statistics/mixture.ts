import type { Kernel, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { Arena, Binary, Engine } from "../contract.js";
import { copyOf, numbersAt, partsOf, placeOf, plainFrom, resultFrom } from "./parts.js";

type CovarianceType = "full" | "tied" | "diag" | "spherical";

/** What stat-decomposition's mixtures are told; see there. */
interface MixtureAttributes {
  readonly covarianceType: CovarianceType;
  readonly regularization: number;
  readonly tolerance: number;
  readonly iterations: number;
  readonly lowerBound: number;
}

/** As in kernels. */
const rowsOfBlock = 64;
const depth = 256;
const columnsAtATime = 512;
const width = 4;
const heavy = 65536;
const fewest = 4096;

/** The kernels of mixtures of Gaussian distributions. */
export function mixtureKernels(engine: Engine, group: Binary): readonly Kernel[] {
  const kernel = (
    name: string,
    countOf: (inputs: readonly NDArray[]) => number,
    run: (at: Work, inputs: readonly NDArray[], attributes: MixtureAttributes) => NDArray[],
  ): Kernel => ({
    operation: `stat-decomposition/${name}`,
    device: "host",
    dtypes: ["float64"],
    accepts: (inputs, attributes) =>
      isWorth(engine, inputs[0] as NDArray, countOf(inputs), (attributes as MixtureAttributes).covarianceType),
    run: (inputs, attributes) =>
      engine.scope((arena) => {
        const own = attributes as MixtureAttributes;
        return run(
          workOf(engine, group, arena, inputs[0] as NDArray, countOf(inputs), own.covarianceType),
          inputs,
          own,
        );
      }),
  });
  const ofWeights = (inputs: readonly NDArray[]): number => (inputs[1] as NDArray).shape[0] as number;
  return [
    kernel("expectation", ofWeights, expectation),
    kernel("maximization", (inputs) => (inputs[1] as NDArray).shape[1] as number, maximization),
    kernel("expectationMaximization", ofWeights, expectationMaximization),
  ];
}

function isWorth(engine: Engine, x: NDArray, k: number, type: CovarianceType): boolean {
  const [m, n] = x.shape as [number, number];
  const matrices = type === "full" ? 2 * k + 4 : type === "tied" ? 7 : 0;
  const scratch = matrices === 0 ? 0 : 2 * n * n + 2 * rowsOfBlock * n + depth * (rowsOfBlock + columnsAtATime);
  const elements =
    (matrices === 0 ? 2 : 4) * m * (n + k + width) + (partsOf(m, k * n) + 6) * k * (n + 8) + matrices * n * (n + 8);
  const all = elements + engine.threads * scratch;
  return m * n * k >= fewest && all < 2 ** 28 && engine.fits(8 * all + 65536);
}

/** One piece of work: sizes and places in the memory. */
interface Work {
  readonly engine: Engine;
  readonly group: Binary;
  readonly arena: Arena;
  readonly type: CovarianceType;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly parts: number;
  /** Numbers of the covariances. */
  readonly size: number;
  readonly x: number;
  readonly means: number;
  readonly covariances: number;
  readonly factors: number;
  readonly constants: number;
  readonly shares: number;
  readonly densities: number;
  /** Parts of sums, or scaled differences. */
  readonly sums: number;
  readonly weights: number;
  /** Inverse deviations of all features. */
  readonly scales: number;
  readonly packed: number;
  readonly centre: number;
  readonly projected: number;
  /** What steps are told. */
  readonly job: number;
  readonly other: number;
}

function workOf(engine: Engine, group: Binary, arena: Arena, x: NDArray, k: number, type: CovarianceType): Work {
  const [m, n] = x.shape as [number, number];
  const parts = partsOf(m, k * n);
  const size = type === "full" ? k * n * n : type === "tied" ? n * n : type === "diag" ? k * n : k;
  const isMatrix = type === "full" || type === "tied";
  const take = (count: number): number => arena.take(8 * Math.max(1, count));
  return {
    ...{ engine, group, arena, type, m, n, k, parts, size },
    x: placeOf(arena, x),
    means: take(k * n),
    covariances: take(size),
    factors: take(size),
    constants: take(k),
    shares: take(m * k),
    densities: take(m),
    sums: take(Math.max(parts * k * n, isMatrix ? Math.max(m, k) * n : 0)),
    weights: take(Math.max(parts * k, k)),
    scales: take(isMatrix ? 0 : k * n),
    packed: take(isMatrix ? Math.max(m, n) * (n + width) : 0),
    centre: take(n),
    projected: take(k * n),
    job: arena.take(64),
    other: arena.take(64),
  };
}

interface Step {
  readonly factors?: number;
  readonly shares?: number;
  readonly densities?: number;
  readonly weights?: number;
  readonly component?: number;
  readonly exponentials?: boolean;
  readonly centre?: number;
  readonly projected?: number;
  readonly x?: number;
  readonly m?: number;
}

/** Runs a kernel of mixtures over so many items. */
function runStep(at: Work, kernel: string, items: number, work: number, step: Step = {}, scratch = 0): void {
  const { engine, group, job } = at;
  new Uint32Array(engine.memory.buffer, job, 16).set([
    ...[step.x ?? at.x, at.means, step.factors ?? at.factors, at.constants],
    ...[step.shares ?? at.shares, step.densities ?? at.densities, at.sums, step.weights ?? at.weights],
    ...[step.m ?? at.m, at.n, at.k, at.parts],
    ...[step.component ?? 0, step.exponentials === true ? 1 : 0, step.centre ?? 0, step.projected ?? 0],
  ]);
  engine.run(group, kernel, items, { grain: 1, scratch, heavy: work > heavy }, job);
}

const blocksOf = (rows: number): number => Math.ceil(rows / rowsOfBlock);

interface Product {
  readonly a: number;
  readonly c?: number;
  readonly n: number;
  readonly k: number;
  readonly row: number;
  readonly column: number;
}

function packPanels(at: Work, { a, c = 0, n, k, row, column }: Product): void {
  const { engine, group, other, packed } = at;
  new Uint32Array(engine.memory.buffer, other, 7).set([a, packed, c, n, k, row, column]);
  const panels = Math.ceil(n / width);
  engine.run(group, "statistics_pack", panels, { grain: 16, heavy: n * k > heavy }, other);
}

/** aᵀ a of rows without gaps. */
function gram(at: Work, a: number, rows: number, c: number): void {
  const { engine, group, n, other } = at;
  if (rows === 0) {
    numbersAt(engine, c, n * n).fill(0);
    return;
  }
  packPanels(at, { a, c, n, k: rows, row: n, column: 1 });
  const work = { grain: 1, scratch: 8 * rowsOfBlock * depth, heavy: n * n * rows > heavy };
  engine.run(group, "statistics_gram", blocksOf(n), work, other);
  engine.run(group, "statistics_mirror", 1, {}, other);
}

/** Logarithms of shares, or shares, and of densities, from means, factors and weights. */
function shareOut(at: Work, exponentials: boolean): void {
  const { engine, type, m, n, k } = at;
  setConstants(at);
  if (type === "full" || type === "tied") {
    const scratch = 8 * (2 * rowsOfBlock * n + rowsOfBlock * depth);
    const work = m * n * n;
    if (type === "tied") {
      packPanels(at, { a: at.factors, n, k: n, row: n, column: 1 });
      // The means go first, as if they were observations of one component.
      projectMeans(at);
      const step = { factors: at.packed, centre: at.centre, projected: at.projected };
      runStep(at, "mixture_triangle", blocksOf(m), work, step, scratch);
    } else
      for (let t = 0; t < k; t++) {
        packPanels(at, { a: at.factors + 8 * t * n * n, n, k: n, row: n, column: 1 });
        const step = { factors: at.packed, centre: at.means + 8 * t * n, component: t };
        runStep(at, "mixture_triangle", blocksOf(m), work, step, scratch);
      }
  } else {
    const scales = numbersAt(engine, at.scales, k * n);
    const factors = numbersAt(engine, at.factors, at.size);
    if (type === "diag") scales.set(factors);
    else for (let t = 0; t < k; t++) scales.fill(factors[t] as number, t * n, (t + 1) * n);
    runStep(at, "mixture_diagonal", blocksOf(m), m * n * k, { factors: at.scales });
  }
  runStep(at, "mixture_normalise", blocksOf(m), 16 * m * k, { exponentials });
}

/** Differences of the means from the mean of all observations, times the triangle. */
function projectMeans({ engine, means, centre, factors, projected, k, n }: Work): void {
  const [own, from] = [numbersAt(engine, means, k * n), numbersAt(engine, centre, n)];
  const [upper, out] = [numbersAt(engine, factors, n * n), numbersAt(engine, projected, k * n)];
  out.fill(0);
  for (let t = 0; t < k; t++)
    for (let p = 0; p < n; p++) {
      const away = (own[t * n + p] as number) - (from[p] as number);
      for (let j = p; j < n; j++) out[t * n + j] = (out[t * n + j] as number) + away * (upper[p * n + j] as number);
    }
}

function setConstants({ engine, type, n, k, factors, weights, constants }: Work): void {
  const [own, out] = [numbersAt(engine, weights, k), numbersAt(engine, constants, k)];
  const size = type === "full" ? k * n * n : type === "tied" ? n * n : type === "diag" ? k * n : k;
  const all = numbersAt(engine, factors, size);
  for (let t = 0; t < k; t++) {
    let determinant = 0;
    if (type === "spherical") determinant = n * Math.log(all[t] as number);
    else {
      const first = type === "tied" ? 0 : type === "full" ? t * n * n : t * n;
      const step = type === "diag" ? 1 : n + 1;
      for (let j = 0; j < n; j++) determinant += Math.log(all[first + j * step] as number);
    }
    out[t] = Math.log(own[t] as number) + determinant - 0.5 * n * Math.log(2 * Math.PI);
  }
}

/** The mean of all observations. */
function setCentre({ engine, x, m, n, centre }: Work): void {
  const [values, sums] = [numbersAt(engine, x, m * n), numbersAt(engine, centre, n)];
  sums.fill(0);
  for (let i = 0; i < m; i++) {
    const place = i * n;
    for (let j = 0; j < n; j++) sums[j] = (sums[j] as number) + (values[place + j] as number);
  }
  for (let j = 0; j < n; j++) sums[j] = (sums[j] as number) / m;
}

/** The products of all differences from the mean of all observations. */
function scatterOf(at: Work): number {
  const scatter = at.arena.take(8 * at.n * at.n);
  runStep(at, "mixture_scaled", 1, 0, { shares: 0, densities: at.constants, centre: at.centre });
  gram(at, at.sums, at.m, scatter);
  return scatter;
}

/** Weights, which add up to m, means, covariances and factors from shares. */
function estimate(at: Work, regularization: number, scatter: number): void {
  const { engine, type, m, n, k, parts } = at;
  runStep(at, "mixture_moments", parts, m * n * k);
  const partial = numbersAt(engine, at.weights, parts * k).slice();
  const weights = numbersAt(engine, at.weights, k).fill(10 * Number.EPSILON);
  for (let part = 0; part < parts; part++)
    for (let t = 0; t < k; t++) weights[t] = (weights[t] as number) + (partial[part * k + t] as number);
  runStep(at, "mixture_merge", k, k * n * parts, { centre: at.means });
  if (type === "full") fullCovariances(at);
  else if (type === "tied") tiedCovariance(at, scatter);
  else {
    runStep(at, "mixture_spreads", parts, m * n * k);
    const target = type === "diag" ? at.covariances : at.scales;
    runStep(at, "mixture_merge", k, k * n * parts, { centre: target });
    if (type === "spherical") {
      const [all, own] = [numbersAt(engine, at.scales, k * n), numbersAt(engine, at.covariances, k)];
      for (let t = 0; t < k; t++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += all[t * n + j] as number;
        own[t] = sum / n;
      }
    }
  }
  regularize(at, regularization);
}

function fullCovariances(at: Work): void {
  const { engine, n, k } = at;
  for (let t = 0; t < k; t++) {
    runStep(at, "mixture_scaled", 1, 0, {
      densities: at.constants,
      centre: at.means + 8 * t * n,
      component: t,
    });
    const rows = new Uint32Array(engine.memory.buffer, at.constants, 1)[0] as number;
    gram(at, at.sums, rows, at.covariances + 8 * t * n * n);
  }
}

function tiedCovariance(at: Work, scatter: number): void {
  const { engine, m, n, k } = at;
  const [means, weights, centre] = [
    numbersAt(engine, at.means, k * n),
    numbersAt(engine, at.weights, k),
    numbersAt(engine, at.centre, n),
  ];
  const away = means.map((mean, i) => mean - (centre[i % n] as number));
  const shift = new Float64Array(n);
  let total = 0;
  for (let t = 0; t < k; t++) {
    const weight = weights[t] as number;
    total += weight;
    for (let j = 0; j < n; j++) shift[j] = (shift[j] as number) + weight * (away[t * n + j] as number);
  }
  const covariance = numbersAt(engine, at.covariances, n * n);
  covariance.set(numbersAt(engine, scatter, n * n));
  const left = Math.abs(total - m) > 1e-6 * m ? m - total : 0;
  for (let i = 0; i < n; i++) {
    const row = covariance.subarray(i * n, (i + 1) * n);
    for (let t = 0; t < k; t++) {
      const factor = (weights[t] as number) * (away[t * n + i] as number);
      for (let j = 0; j < n; j++) row[j] = (row[j] as number) - factor * (away[t * n + j] as number);
    }
    if (left !== 0)
      for (let j = 0; j < n; j++)
        row[j] =
          (row[j] as number) +
          left * (centre[i] as number) * (centre[j] as number) -
          (centre[i] as number) * (shift[j] as number) -
          (shift[i] as number) * (centre[j] as number);
    for (let j = 0; j < n; j++) row[j] = (row[j] as number) / total;
  }
}

/** Adds to the variances, and makes factors of the covariances, or throws SINGULAR as the reference body does. */
function regularize(at: Work, regularization: number): void {
  const { engine, group, type, n, k, size } = at;
  const covariances = numbersAt(engine, at.covariances, size);
  if (type === "diag" || type === "spherical") {
    const factors = numbersAt(engine, at.factors, size);
    for (let i = 0; i < size; i++) {
      const variance = (covariances[i] as number) + regularization;
      if (!(variance > 0)) throw singular();
      covariances[i] = variance;
      factors[i] = 1 / Math.sqrt(variance);
    }
    return;
  }
  const count = type === "full" ? k : 1;
  for (let t = 0; t < count; t++)
    for (let j = 0; j < n; j++) {
      const place = t * n * n + j * (n + 1);
      covariances[place] = (covariances[place] as number) + regularization;
    }
  const failed = at.constants;
  new Uint32Array(engine.memory.buffer, at.other, 4).set([at.covariances, at.factors, n, failed]);
  const scratch = 8 * (2 * n * n + depth * (rowsOfBlock + columnsAtATime)) + 256;
  engine.run(group, "inverse_factors", count, { grain: 1, scratch, heavy: n * n * n > heavy }, at.other);
  if (new Uint32Array(engine.memory.buffer, failed, count).some((one) => one !== 0)) throw singular();
}

function singular(): Error {
  return coreError(
    "SINGULAR",
    "gaussianMixture: the covariance of a component is not positive definite (its observations are too few or lie in a plane); take fewer components or a larger regularization.",
  );
}

function setParameters(at: Work, inputs: readonly NDArray[]): void {
  const { engine, arena } = at;
  for (const [i, target] of [at.weights, at.means, at.factors].entries()) {
    const input = inputs[i + 1] as NDArray;
    const place = copyOf(engine, arena, input);
    engine.bytes.copyWithin(target, place, place + 8 * input.size);
  }
}

function expectation(at: Work, inputs: readonly NDArray[]): NDArray[] {
  setParameters(at, inputs);
  if (at.type === "tied") setCentre(at);
  shareOut(at, false);
  return [resultFrom(at.engine, inputs, at.shares, [at.m, at.k]), resultFrom(at.engine, inputs, at.densities, [at.m])];
}

function parameters(at: Work, inputs: readonly NDArray[]): NDArray[] {
  const { engine, type, n, k } = at;
  const shape = type === "full" ? [k, n, n] : type === "tied" ? [n, n] : type === "diag" ? [k, n] : [k];
  return [
    plainFrom(engine, inputs[0] as NDArray, at.weights, [k]),
    plainFrom(engine, inputs[0] as NDArray, at.means, [k, n]),
    plainFrom(engine, inputs[0] as NDArray, at.covariances, shape),
    plainFrom(engine, inputs[0] as NDArray, at.factors, shape),
  ];
}

function maximization(at: Work, inputs: readonly NDArray[], { regularization }: MixtureAttributes): NDArray[] {
  const { engine, arena, type, shares } = at;
  const given = copyOf(engine, arena, inputs[1] as NDArray);
  engine.bytes.copyWithin(shares, given, given + 8 * (inputs[1] as NDArray).size);
  if (type === "tied") setCentre(at);
  estimate(at, regularization, type === "tied" ? scatterOf(at) : 0);
  return parameters(at, inputs);
}

function expectationMaximization(
  at: Work,
  inputs: readonly NDArray[],
  { regularization, tolerance, iterations, lowerBound }: MixtureAttributes,
): NDArray[] {
  const { engine, arena, type, m, k } = at;
  setParameters(at, inputs);
  if (type === "tied") setCentre(at);
  const scatter = type === "tied" ? scatterOf(at) : 0;
  let [bound, converged, count] = [lowerBound, false, 0];
  while (count < iterations && !converged) {
    shareOut(at, true);
    const before = bound;
    bound = numbersAt(engine, at.densities, m).reduce((sum, density) => sum + density, 0) / m;
    estimate(at, regularization, scatter);
    const weights = numbersAt(engine, at.weights, k);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let t = 0; t < k; t++) weights[t] = (weights[t] as number) / total;
    converged = Math.abs(bound - before) < tolerance;
    count++;
  }
  const state = arena.take(24);
  numbersAt(engine, state, 3).set([count, bound, converged ? 1 : 0]);
  return [...parameters(at, inputs), plainFrom(engine, inputs[0] as NDArray, state, [3])];
}
