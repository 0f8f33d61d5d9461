import { type ArrayLikeInput, asArray, dispatch, type NDArray } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { checkOptions, coreError } from "@core/array/runtime";
import {
  coordinateDescentOperation,
  type FactorizationAttributes,
  multiplicativeUpdateOperation,
  residualOperation,
} from "./factorization.js";
import {
  arrayLike,
  checkNotNegative,
  checkNumber,
  checkSignal,
  checkWhole,
  checkWord,
  float64Of,
  shapedArray,
  type Table,
  tableOf,
} from "./input.js";
import { type Factors, meanOf, type NmfInit, randomStart, singularStart } from "./nmf-start.js";

/** What {@link nmf} and {@link nmfTransform} have in common. */
export interface FactorOptions {
  /** `cd`, coordinate descent (the default), or `mu`, multiplicative updates. */
  readonly solver?: "cd" | "mu";
  /** When to stop: `cd` compares the sum of projected gradients with the first one, `mu` what ten iterations gain with the first error; 1e-4. */
  readonly tol?: number;
  /** How many iterations at most; 200. */
  readonly maxIterations?: number;
  /** Whether components are visited in random order (`cd`). */
  readonly shuffle?: boolean;
  /** NumPy's stream of that seed; 0 by default, so that results can be repeated. */
  readonly seed?: Seed;
  /** How much large elements of w cost, times the number of features; 0. */
  readonly alphaW?: number;
  /** How much large elements of h cost, times the number of observations; `same` (the default) is `alphaW`. */
  readonly alphaH?: number | "same";
  /** How much of that cost is of sizes and not of squares; 0. */
  readonly l1Ratio?: number;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
  /** Told how many iterations are done, after every 20. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Options of {@link nmf}. */
export interface NmfOptions extends FactorOptions {
  /** How the first factors are found; `nndsvda`, or `random` where more components are wanted than the matrix has rows or columns. */
  readonly init?: NmfInit;
  /** The first factors for `custom`, (m, k) and (k, n). */
  readonly w?: ArrayLikeInput;
  readonly h?: ArrayLikeInput;
}

/** What {@link nmf} gives. */
export interface NmfResult {
  /** Weights of the components in the observations (m, k). */
  readonly w: NDArray;
  /** The components (k, n). */
  readonly h: NDArray;
  readonly iterations: number;
  /** Whether the tolerance was reached. */
  readonly converged: boolean;
  /** The error |data - w h|: the root of the sum of squares. */
  readonly error: number;
}

const shared = {
  solver: "any",
  tol: "number",
  maxIterations: "number",
  shuffle: "boolean",
  seed: "numbers",
  alphaW: "number",
  alphaH: "any",
  l1Ratio: "number",
  signal: "signal",
  onProgress: "function",
} as const;
const inits: readonly NmfInit[] = ["nndsvd", "nndsvda", "nndsvdar", "random", "custom"];

/**
 * Non-negative matrix factorization: data (m, n) are w (m, k) times h (k, n), all without numbers below zero, with the least sum of
 * squares of the difference (scikit-learn's NMF, with the same random numbers for the same seed).
 * @param data observations by features, no number below 0
 * @param componentCount how many components, k
 * @returns the factors; float32 for float32 data (the arithmetic is in float64)
 * @throws BAD_SHAPE; BAD_VALUE for numbers below 0, NaN, infinity and wrong options; BAD_DTYPE for complex numbers; ABORTED
 */
export function nmf(data: ArrayLikeInput, componentCount: number, options: NmfOptions = {}): NmfResult {
  checkOptions("nmf", options, { ...shared, init: "any", w: "any", h: "any" });
  const k = checkComponents("nmf", componentCount);
  const table = nonNegative(data);
  const fewest = Math.min(table.rows, table.columns);
  const init = checkWord("init", options.init ?? (k <= fewest ? "nndsvda" : "random"), inits);
  if (init.startsWith("nndsvd") && k > fewest)
    throw coreError("BAD_VALUE", `init: ${init} finds up to ${fewest} components for this shape, asked were ${k}.`);
  if (k * (table.rows + table.columns) > 2 ** 28)
    throw coreError("BAD_VALUE", `componentCount: ${k} components of this shape are more than 2 ** 28 numbers.`);
  const own = readOptions("nmf", options);
  return factorize("nmf", table, firstFactors(table, k, init, options), true, options, own);
}

/**
 * The weights w (m, k) of known components in data: {@link nmf} with h as it is.
 * @param data observations by features, no number below 0
 * @param h components (k, n)
 * @throws as {@link nmf}
 */
export function nmfTransform(data: ArrayLikeInput, h: ArrayLikeInput, options: FactorOptions = {}): NmfResult {
  checkOptions("nmfTransform", options, shared);
  const own = readOptions("nmfTransform", options);
  const table = nonNegative(data);
  const k = asArray(h).shape[0] ?? 0;
  const components = givenFactor(h, "h", [k, table.columns]);
  const w = new Float64Array(table.rows * k);
  if (own.solver === "mu") w.fill(Math.sqrt(meanOf(table.values) / k));
  return factorize("nmfTransform", table, { w, h: components }, false, options, own);
}

interface Own {
  readonly solver: "cd" | "mu";
  readonly tol: number;
  readonly maxIterations: number;
  readonly alphaW: number;
  readonly alphaH: number;
  readonly l1Ratio: number;
}

function readOptions(where: string, options: FactorOptions): Own {
  const alphaW = checkNumber("alphaW", options.alphaW ?? 0, 0);
  const { alphaH = "same" } = options;
  if (alphaH !== "same" && typeof alphaH !== "number") checkWord("alphaH", alphaH as "same", ["same"]);
  return {
    solver: checkWord("solver", options.solver ?? "cd", ["cd", "mu"]),
    tol: checkNumber("tol", options.tol ?? 1e-4, 0),
    maxIterations: checkWhole(where, "maxIterations", options.maxIterations ?? 200, 1),
    alphaW,
    alphaH: alphaH === "same" ? alphaW : checkNumber("alphaH", alphaH, 0),
    l1Ratio: checkNumber("l1Ratio", options.l1Ratio ?? 0, 0, 1),
  };
}

/** How many components, or BAD_VALUE. */
export function checkComponents(where: string, count: number): number {
  const k = checkWhole(where, "componentCount", count, 1);
  if (k > 2 ** 16) throw coreError("BAD_VALUE", `componentCount: got ${k}, expected up to 2 ** 16 components.`);
  return k;
}

function nonNegative(data: ArrayLikeInput): Table {
  const table = tableOf(data, "data");
  checkNotNegative(table.values, "data");
  return table;
}

function givenFactor(x: ArrayLikeInput | undefined, name: string, shape: readonly number[]): Float64Array {
  if (x === undefined) throw coreError("BAD_ARGUMENT", `${name}: is missing, init custom needs it.`);
  const values = float64Of(shapedArray(x, name, shape));
  checkNotNegative(values, name);
  if (!values.some((value) => value > 0)) throw coreError("BAD_VALUE", `${name}: is full of zeros.`);
  return values;
}

function firstFactors(table: Table, k: number, init: NmfInit, options: NmfOptions): Factors {
  if (init === "custom")
    return {
      w: givenFactor(options.w, "w", [table.rows, k]),
      h: givenFactor(options.h, "h", [k, table.columns]),
    };
  if (options.w !== undefined || options.h !== undefined)
    throw coreError("BAD_ARGUMENT", `nmf: w and h are for init custom, init is ${init}.`);
  const seed = options.seed ?? 0;
  return init === "random" ? randomStart(table, k, seed) : singularStart(table, k, init, seed);
}

/** How many iterations are done at a time where somebody wants to hear of them. */
const stretch = 20;

function factorize(
  where: string,
  table: Table,
  start: Factors,
  updateH: boolean,
  options: FactorOptions,
  { solver, tol, maxIterations, alphaW, alphaH, l1Ratio }: Own,
): NmfResult {
  const { array: x, rows: m, columns: n } = table;
  const k = start.w.length / m;
  const random = options.shuffle === true && solver === "cd" ? randomState(options.seed ?? 0) : undefined;
  const stays = random === undefined && options.signal === undefined && options.onProgress === undefined;
  const operation = solver === "cd" ? coordinateDescentOperation : multiplicativeUpdateOperation;
  let [w, h] = [arrayLike(x, start.w, [m, k]), arrayLike(x, start.h, [k, n])];
  let state: ArrayLike<number> = [0, 0, 0, 0];
  while (state[0]! < maxIterations && state[3] === 0) {
    checkSignal(where, options.signal);
    const iterations = stays ? maxIterations : Math.min(stretch, maxIterations - state[0]!);
    const attributes: FactorizationAttributes = {
      iterations,
      done: state[0]!,
      tolerance: tol,
      first: state[1]!,
      last: state[2]!,
      l1W: n * alphaW * l1Ratio,
      l1H: m * alphaH * l1Ratio,
      l2W: n * alphaW * (1 - l1Ratio),
      l2H: m * alphaH * (1 - l1Ratio),
      updateH,
    };
    const order = orders(random, iterations, k, updateH);
    const steps = arrayLike(x, order, [order.length / (2 * k), 2, k]);
    const result = dispatch(operation, [x, w, h, steps], attributes);
    [w, h] = [result[0]!, result[1]!];
    state = float64Of(result[2]!);
    options.onProgress?.(state[0]!, maxIterations);
  }
  const error = float64Of(dispatch(residualOperation, [x, w, h], {}))[0]!;
  const [ownW, ownH] = table.dtype === "float32" ? [w.astype("float32"), h.astype("float32")] : [w, h];
  return { w: ownW, h: ownH, iterations: state[0]!, converged: state[3] === 1, error };
}

/** The order of components in the half steps of some iterations; none for the natural one. */
function orders(
  random: ReturnType<typeof randomState> | undefined,
  iterations: number,
  k: number,
  updateH: boolean,
): Int32Array {
  if (random === undefined) return new Int32Array(0);
  const order = new Int32Array(2 * iterations * k);
  for (let half = 0; half < 2 * iterations; half++)
    if (updateH || half % 2 === 0) order.set(float64Of(random.permutation(k)), half * k);
  return order;
}
