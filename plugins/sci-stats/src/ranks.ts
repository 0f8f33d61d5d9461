import {
  type ArrayLikeInput,
  asArray,
  copy,
  elementsOf,
  fromData,
  moveAxis,
  type NDArray,
  ravel,
  vectorize,
} from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { checkWord, flatten, type NanOption, overLines, real } from "./core/lines.js";

const frequencyKinds: OptionKinds<FrequencyOptions> = { numbins: "number", defaultreallimits: "any", weights: "any" };

/** How ties are ranked. */
export type RankMethod = "average" | "min" | "max" | "dense" | "ordinal";

/** Options of {@link rankdata}. */
export interface RankOptions extends NanOption {
  readonly method?: RankMethod;
  /** The axis; all elements by default. */
  readonly axis?: number | null;
}

/** Ranks from 1 on; float64, for `average` with halves. SciPy's `rankdata`. */
export function rankdata(a: ArrayLikeInput, options: RankOptions = {}): NDArray {
  checkOptions("rankdata", options, { method: "any", axis: "number or null", nanPolicy: "any" });
  const { axis = null, nanPolicy = "propagate" } = options;
  const method = checkWord("rankdata", "method", options.method ?? "average", [
    "average",
    "min",
    "max",
    "dense",
    "ordinal",
  ]);
  checkWord("rankdata", "nanPolicy", nanPolicy, ["propagate", "omit", "raise"]);
  const given = real("rankdata", a);
  const moved = copy(axis === null ? ravel(given) : moveAxis(given, axis, -1));
  const data = elementsOf(moved) as Float64Array;
  const n = moved.shape[moved.shape.length - 1] ?? 0;
  for (let start = 0; n > 0 && start < data.length; start += n)
    rankLine(data.subarray(start, start + n), method, nanPolicy);
  return axis === null ? moved : copy(moveAxis(moved, -1, axis));
}

function rankLine(x: Float64Array, method: RankMethod, policy: string): void {
  const nan = x.some(Number.isNaN);
  if (nan && policy === "raise") throw coreError("BAD_VALUE", "rankdata: the input holds NaN.");
  if (nan && policy === "propagate") {
    x.fill(Number.NaN);
    return;
  }
  const order = Array.from(x.keys())
    .filter((i) => !Number.isNaN(x[i]))
    .sort((i, j) => x[i]! - x[j]! || i - j);
  const values = x.slice();
  let dense = 0;
  for (let i = 0; i < order.length; ) {
    let j = i + 1;
    while (j < order.length && values[order[j]!] === values[order[i]!]) j++;
    dense++;
    for (let k = i; k < j; k++) {
      if (method === "average") x[order[k]!] = (i + j + 1) / 2;
      else if (method === "min") x[order[k]!] = i + 1;
      else if (method === "max") x[order[k]!] = j;
      else x[order[k]!] = method === "dense" ? dense : k + 1;
    }
    i = j;
  }
}

/** Options of {@link scoreatpercentile}. */
export interface ScoreOptions {
  /** Only values between these two count. */
  readonly limit?: readonly [number, number];
  /** Between two values: in proportion, the lower or the higher one. */
  readonly interpolationMethod?: "fraction" | "lower" | "higher";
  readonly axis?: number | null;
}

/**
 * The score at one or more percentiles. SciPy's `scoreatpercentile`.
 * @throws BAD_VALUE for percentiles outside 0..100
 */
export function scoreatpercentile(
  a: ArrayLikeInput,
  per: ArrayLikeInput,
  options: ScoreOptions = {},
): NDArray | number {
  checkOptions("scoreatpercentile", options, { limit: "any", interpolationMethod: "any", axis: "number or null" });
  const { limit, axis = null } = options;
  const method = checkWord("scoreatpercentile", "interpolationMethod", options.interpolationMethod ?? "fraction", [
    "fraction",
    "lower",
    "higher",
  ]);
  const wanted = flatten("scoreatpercentile", per);
  for (const p of wanted)
    if (!(p >= 0 && p <= 100))
      throw coreError("BAD_VALUE", `scoreatpercentile: the percentile is ${p}, expected 0 to 100.`);
  if (asArray(a).size === 0)
    return typeof per === "number"
      ? Number.NaN
      : fromData(new Float64Array(wanted.length).fill(Number.NaN), asArray(per).shape);
  let source: ArrayLikeInput = a;
  if (limit !== undefined)
    source = fromDataList(flatten("scoreatpercentile", a).filter((x) => x >= limit[0] && x <= limit[1]));
  if (wanted.length === 0) return fromDataList(wanted);
  const columns = overLines("scoreatpercentile", [source], { axis }, wanted.length, true, (x) => {
    const sorted = x!.slice().sort();
    return Array.from(wanted, (p) => {
      const at = (p / 100) * (sorted.length - 1);
      if (method === "lower") return sorted[Math.floor(at)] ?? Number.NaN;
      if (method === "higher") return sorted[Math.ceil(at)] ?? Number.NaN;
      const low = Math.floor(at);
      if (low === at) return sorted[low] ?? Number.NaN;
      // The sum of weighted neighbours, in SciPy's order.
      return sorted[low]! * (low + 1 - at) + sorted[low + 1]! * (at - low);
    });
  });
  if (typeof per === "number") return columns[0]!;
  if (typeof columns[0] === "number") return fromData(Float64Array.from(columns as number[]), asArray(per).shape);
  const first = columns[0] as NDArray;
  const all = new Float64Array(columns.length * first.size);
  columns.forEach((one, i) => {
    all.set((one as NDArray).data as Float64Array, i * first.size);
  });
  return fromData(all, [columns.length, ...first.shape]);
}

function fromDataList(x: Float64Array): NDArray {
  return fromData(x, [x.length]);
}

/** Options of {@link percentileofscore}. */
export interface PercentileOptions extends NanOption {
  /** How values equal to the score count: as ranks on average, not at all, all of them, or half. */
  readonly kind?: "rank" | "strict" | "weak" | "mean";
}

/** The percentage of values below a score. SciPy's `percentileofscore`. */
export function percentileofscore(
  a: ArrayLikeInput,
  score: ArrayLikeInput,
  options: PercentileOptions = {},
): NDArray | number {
  checkOptions("percentileofscore", options, { kind: "any", nanPolicy: "any" });
  const kind = checkWord("percentileofscore", "kind", options.kind ?? "rank", ["rank", "strict", "weak", "mean"]);
  const policy = checkWord("percentileofscore", "nanPolicy", options.nanPolicy ?? "propagate", [
    "propagate",
    "omit",
    "raise",
  ]);
  const all = flatten("percentileofscore", a);
  const scores = flatten("percentileofscore", score);
  const kept = all.filter((x) => !Number.isNaN(x));
  if (policy === "raise" && (kept.length < all.length || scores.some(Number.isNaN)))
    throw coreError("BAD_VALUE", "percentileofscore: the input holds NaN.");
  const n = policy === "propagate" && kept.length < all.length ? 0 : kept.length;
  const run = vectorize(
    (s: number) => {
      if (n === 0 || Number.isNaN(s)) return Number.NaN;
      let [left, right] = [0, 0];
      for (const x of kept) {
        if (x < s) left++;
        if (x <= s) right++;
      }
      if (kind === "strict") return left * (100 / n);
      if (kind === "weak") return right * (100 / n);
      return (left + right + (kind === "rank" && left < right ? 1 : 0)) * (50 / n);
    },
    { name: "percentileofscore" },
  );
  return run(score as number);
}

/** What {@link cumfreq} and {@link relfreq} give besides the counts. */
export interface FrequencyResult {
  /** `cumcount` of SciPy's cumfreq, `frequency` of relfreq. */
  readonly frequency: NDArray;
  readonly lowerlimit: number;
  readonly binsize: number;
  /** How many values lie outside the limits. */
  readonly extrapoints: number;
}

/** Options of {@link cumfreq} and {@link relfreq}. */
export interface FrequencyOptions {
  readonly numbins?: number;
  readonly defaultreallimits?: readonly [number, number];
  readonly weights?: ArrayLikeInput;
}

function frequencies(
  name: string,
  a: ArrayLikeInput,
  options: FrequencyOptions,
): { counts: Float64Array; rest: Omit<FrequencyResult, "frequency">; n: number } {
  const { numbins = 10 } = options;
  if (!Number.isInteger(numbins) || numbins < 1)
    throw coreError("BAD_ARGUMENT", `${name}: numbins is ${numbins}, expected a whole number from 1.`);
  const x = flatten(name, a);
  const weights = options.weights === undefined ? undefined : flatten(name, options.weights);
  if (weights !== undefined && weights.length !== x.length)
    throw coreError("BAD_SHAPE", `${name}: ${weights.length} weights for ${x.length} values.`);
  const sorted = x.slice().sort();
  let [low, high] = options.defaultreallimits ?? [0, 1];
  if (options.defaultreallimits === undefined && x.length > 0) {
    const margin = (sorted[sorted.length - 1]! - sorted[0]!) / (2 * (numbins - 1));
    [low, high] = [sorted[0]! - margin, sorted[sorted.length - 1]! + margin];
  }
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const counts = new Float64Array(numbins);
  const edge = (i: number): number => (i === numbins ? high : low + i * ((high - low) / numbins));
  let extrapoints = 0;
  x.forEach((value, i) => {
    if (!(value >= low && value <= high)) {
      extrapoints++;
      return;
    }
    let bin = Math.min(Math.floor(((value - low) / (high - low)) * numbins), numbins - 1);
    if (value < edge(bin)) bin--;
    else if (bin < numbins - 1 && value >= edge(bin + 1)) bin++;
    counts[bin] = counts[bin]! + (weights === undefined ? 1 : weights[i]!);
  });
  const given = options.defaultreallimits;
  return {
    counts,
    rest: { lowerlimit: given === undefined ? low : given[0], binsize: edge(1) - edge(0), extrapoints },
    n: x.length,
  };
}

/** Cumulated counts in bins that reach half a bin beyond the data. SciPy's `cumfreq`. */
export function cumfreq(a: ArrayLikeInput, options: FrequencyOptions = {}): FrequencyResult {
  checkOptions("cumfreq", options, frequencyKinds);
  const { counts, rest } = frequencies("cumfreq", a, options);
  for (let i = 1; i < counts.length; i++) counts[i] = counts[i]! + counts[i - 1]!;
  return { frequency: fromData(counts, [counts.length]), ...rest };
}

/** Counts over the number of values. SciPy's `relfreq`. */
export function relfreq(a: ArrayLikeInput, options: FrequencyOptions = {}): FrequencyResult {
  checkOptions("relfreq", options, frequencyKinds);
  const { counts, rest, n } = frequencies("relfreq", a, options);
  return {
    frequency: fromData(
      counts.map((count) => count / n),
      [counts.length],
    ),
    ...rest,
  };
}
