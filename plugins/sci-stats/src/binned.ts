import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { checkWord, flatten, medianOf, real, spread } from "./core/lines.js";

const binnedManyKinds: OptionKinds<BinnedManyOptions> = {
  statistic: "any",
  bins: "any",
  range: "any",
  expandBinnumbers: "boolean",
};

/** What is computed of the values in a bin: a name, or a function of them. */
export type BinStatistic =
  | "mean"
  | "median"
  | "count"
  | "sum"
  | "std"
  | "min"
  | "max"
  | ((values: Float64Array) => number);

/** Options of {@link binnedStatistic}. */
export interface BinnedOptions {
  readonly statistic?: BinStatistic;
  /** How many bins, or their edges; 10 by default. */
  readonly bins?: number | ArrayLikeInput;
  /** The lowest and highest value; those of the data by default. */
  readonly range?: readonly [number, number];
}

/** What {@link binnedStatistic} gives. */
export interface BinnedResult {
  readonly statistic: NDArray;
  readonly binEdges: NDArray;
  /** The bin of each value from 1 on; 0 and one above the last are outside. */
  readonly binnumber: NDArray;
}

function edgesOf(
  x: Float64Array,
  bins: number | ArrayLikeInput,
  range: readonly [number, number] | undefined,
): Float64Array {
  if (typeof bins !== "number") {
    const edges = flatten("binnedStatistic", bins);
    for (let i = 1; i < edges.length; i++)
      if (!(edges[i]! >= edges[i - 1]!)) throw coreError("BAD_VALUE", "binnedStatistic: edges must not fall.");
    if (edges.length < 2)
      throw coreError("BAD_SHAPE", `binnedStatistic: got ${edges.length} edges, expected at least two.`);
    return edges;
  }
  if (!Number.isInteger(bins) || bins < 1)
    throw coreError("BAD_ARGUMENT", `binnedStatistic: bins is ${bins}, expected a whole number from 1 or edges.`);
  if (range === undefined && !x.every(Number.isFinite))
    throw coreError("BAD_VALUE", "binnedStatistic: the sample holds NaN or infinities; give a range.");
  let [low, high] = range ?? [
    x.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    x.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  ];
  if (x.length === 0 && range === undefined) [low, high] = [0, 1];
  if (low > high)
    throw coreError("BAD_VALUE", `binnedStatistic: range is ${low} to ${high}, expected the lower limit first.`);
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const step = (high - low) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + i * step));
}

/** The number of edges at or below a value; the last edge belongs to the last bin. */
function binOf(value: number, edges: Float64Array): number {
  const last = edges.length - 1;
  if (value === edges[last]) return last;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return Number.isNaN(value) ? edges.length : low;
}

function statisticOf(given: BinStatistic | undefined): (values: Float64Array) => number {
  if (typeof given === "function") return given;
  const word = checkWord("binnedStatistic", "statistic", given ?? "mean", [
    "mean",
    "median",
    "count",
    "sum",
    "std",
    "min",
    "max",
  ]);
  if (word === "count") return (x) => x.length;
  if (word === "sum") return (x) => x.reduce((sum, value) => sum + value, 0);
  const plain: Record<string, (x: Float64Array) => number> = {
    mean: (x) => spread(x).mean,
    median: medianOf,
    std: (x) => Math.sqrt(spread(x).squares / x.length),
    min: (x) => x.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    max: (x) => x.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  };
  const f = plain[word] as (x: Float64Array) => number;
  return (x) => (x.length === 0 ? Number.NaN : f(x));
}

interface Gathered {
  readonly statistic: NDArray;
  readonly edges: readonly Float64Array[];
  /** For each dimension the bins from 1 on. */
  readonly places: readonly Float64Array[];
  /** The bins in C order, with those outside. */
  readonly flat: Float64Array;
}

function gathered(
  coordinates: readonly Float64Array[],
  values: ArrayLikeInput,
  statistic: BinStatistic | undefined,
  bins: readonly (number | ArrayLikeInput)[],
  ranges: readonly ([number, number] | undefined)[],
): Gathered {
  const n = coordinates[0]!.length;
  const given = real("binnedStatistic", values);
  const flatValues = flatten("binnedStatistic", given);
  const rows = given.shape.length > 1 ? given.shape[0]! : 1;
  if (statistic !== "count" && flatValues.length !== rows * n)
    throw coreError("BAD_SHAPE", `binnedStatistic: ${flatValues.length / rows} values for ${n} points.`);
  const edges = coordinates.map((x, k) => edgesOf(x, bins[k]!, ranges[k]));
  const places = coordinates.map((x, k) => x.map((value) => binOf(value, edges[k]!)));
  const sizes = edges.map((one) => one.length + 1);
  const flat = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let k = 0; k < places.length; k++) flat[i] = flat[i]! * sizes[k]! + places[k]![i]!;
  const inner = edges.map((one) => one.length - 1);
  const count = inner.reduce((product, size) => product * size, 1);
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < n; i++) {
    let at = 0;
    for (let k = 0; k < inner.length; k++) {
      const place = places[k]![i]! - 1;
      if (place < 0 || place >= inner[k]!) at = Number.NaN;
      else at = at * inner[k]! + place;
    }
    if (!Number.isNaN(at)) groups[at]!.push(i);
  }
  const f = statisticOf(statistic);
  const result = new Float64Array(rows * count);
  for (let row = 0; row < rows; row++)
    groups.forEach((group, k) => {
      let value: number;
      try {
        value = f(Float64Array.from(group, (i) => flatValues[row * n + i] ?? 0));
      } catch (error) {
        // As in SciPy, a function that fails without values gives NaN there.
        if (group.length > 0) throw error;
        value = Number.NaN;
      }
      result[row * count + k] = value;
    });
  return { statistic: fromData(result, given.shape.length > 1 ? [rows, ...inner] : inner), edges, places, flat };
}

function vector(x: Float64Array): NDArray {
  return fromData(x, [x.length]);
}

/** A statistic of the values whose x lies in each bin. SciPy's `binned_statistic`. */
export function binnedStatistic(x: ArrayLikeInput, values: ArrayLikeInput, options: BinnedOptions = {}): BinnedResult {
  checkOptions("binnedStatistic", options, { statistic: "any", bins: "any", range: "any" });
  const { bins = 10, statistic, range } = options;
  const found = gathered(
    [flatten("binnedStatistic", x)],
    values,
    statistic,
    [bins],
    [range === undefined ? undefined : [...range]],
  );
  return { statistic: found.statistic, binEdges: vector(found.edges[0]!), binnumber: vector(found.flat) };
}

/** Options of {@link binnedStatistic2d} and {@link binnedStatisticDd}. */
export interface BinnedManyOptions {
  readonly statistic?: BinStatistic;
  /** One for all, or a list with one for each dimension: how many bins, or their edges. */
  readonly bins?: number | readonly (number | ArrayLikeInput)[];
  readonly range?: readonly (readonly [number, number] | undefined)[];
  /** Gives bin numbers for each dimension instead of one in C order. */
  readonly expandBinnumbers?: boolean;
}

/** What {@link binnedStatistic2d} gives. */
export interface Binned2dResult {
  readonly statistic: NDArray;
  readonly xEdge: NDArray;
  readonly yEdge: NDArray;
  readonly binnumber: NDArray;
}

/** What {@link binnedStatisticDd} gives. */
export interface BinnedDdResult {
  readonly statistic: NDArray;
  readonly binEdges: readonly NDArray[];
  readonly binnumber: NDArray;
}

function many(
  coordinates: readonly Float64Array[],
  values: ArrayLikeInput,
  options: BinnedManyOptions,
): BinnedDdResult {
  const { bins = 10, statistic, range = [], expandBinnumbers = false } = options;
  const d = coordinates.length;
  const each = typeof bins === "number" ? new Array<number | ArrayLikeInput>(d).fill(bins) : bins;
  if (each.length !== d)
    throw coreError("BAD_SHAPE", `binnedStatisticDd: bins for ${each.length} dimensions, expected ${d}.`);
  const found = gathered(
    coordinates,
    values,
    statistic,
    each,
    coordinates.map((_, k) => (range[k] === undefined ? undefined : [...range[k]])),
  );
  const all = new Float64Array(d * coordinates[0]!.length);
  found.places.forEach((place, k) => {
    all.set(place, k * place.length);
  });
  return {
    statistic: found.statistic,
    binEdges: found.edges.map(vector),
    binnumber: expandBinnumbers ? fromData(all, [d, coordinates[0]!.length]) : vector(found.flat),
  };
}

/** {@link binnedStatistic} in two dimensions. SciPy's `binned_statistic_2d`. */
export function binnedStatistic2d(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  values: ArrayLikeInput,
  options: BinnedManyOptions = {},
): Binned2dResult {
  checkOptions("binnedStatistic2d", options, binnedManyKinds);
  const [a, b] = [flatten("binnedStatistic2d", x), flatten("binnedStatistic2d", y)];
  if (a.length !== b.length)
    throw coreError("BAD_SHAPE", `binnedStatistic2d: x has ${a.length} values, y ${b.length}.`);
  const { statistic, binEdges, binnumber } = many([a, b], values, options);
  return { statistic, xEdge: binEdges[0]!, yEdge: binEdges[1]!, binnumber };
}

/** {@link binnedStatistic} of points of shape (points, dimensions). SciPy's `binned_statistic_dd`. */
export function binnedStatisticDd(
  sample: ArrayLikeInput,
  values: ArrayLikeInput,
  options: BinnedManyOptions = {},
): BinnedDdResult {
  checkOptions("binnedStatisticDd", options, binnedManyKinds);
  const given = real("binnedStatisticDd", sample);
  if (given.shape.length !== 2)
    throw coreError("BAD_SHAPE", `binnedStatisticDd: got ${given.shape.length} axes, expected (points, dimensions).`);
  const coordinates = Array.from({ length: given.shape[1]! }, (_, k) =>
    flatten("binnedStatisticDd", given.slice(":", k)),
  );
  return many(coordinates, values, options);
}
