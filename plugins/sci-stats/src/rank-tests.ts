import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { chdtrc, ndtr, ndtri } from "sci-special/scalar";
import {
  type AlternativeOption,
  type AxisOption,
  checkAlternative,
  checkWord,
  flatten,
  joined,
  medianOf,
  overLines,
  ranksOf,
  spread,
  type TestResult,
  tieCorrection,
} from "./core/lines.js";
import { normalP } from "./core/pvalues.js";

const moodKinds: OptionKinds<MoodOptions> = {
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
  alternative: "any",
};

function pair([statistic, pvalue]: readonly (NDArray | number)[]): TestResult {
  return { statistic: statistic!, pvalue: pvalue! };
}

/** Options of {@link mannwhitneyu}. */
export interface MannWhitneyOptions extends AxisOption, AlternativeOption {
  /** Whether half a step is taken off; true by default. */
  readonly useContinuity?: boolean;
  /** `"auto"` is exact up to eight values in one sample without ties. */
  readonly method?: "auto" | "exact" | "asymptotic";
}

/** The probabilities of U for samples without ties, by counting (Mann and Whitney 1947). */
function countsOfU(n1: number, n2: number): Float64Array {
  // Partitions of u into at most n1 parts of at most n2, as probabilities.
  const size = n1 * n2 + 1;
  let row = new Float64Array(size);
  row[0] = 1;
  // Multiply by (1 - x^(n2 + i)) and divide by (1 - x^i).
  for (let i = 1; i <= n1; i++) {
    const next = row.slice();
    for (let u = size - 1; u >= n2 + i; u--) next[u] = next[u]! - next[u - n2 - i]!;
    for (let u = i; u < size; u++) next[u] = next[u]! + next[u - i]!;
    row = next;
  }
  const total = row.reduce((sum, value) => sum + value, 0);
  return row.map((value) => value / total);
}

/**
 * Whether values of one sample tend to be larger than those of another (U of the first). SciPy's `mannwhitneyu`.
 * @throws BAD_SHAPE for empty samples
 */
export function mannwhitneyu(x: ArrayLikeInput, y: ArrayLikeInput, options: MannWhitneyOptions = {}): TestResult {
  checkOptions("mannwhitneyu", options, {
    useContinuity: "boolean",
    method: "any",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
    alternative: "any",
  });
  const side = checkAlternative("mannwhitneyu", options.alternative);
  const { useContinuity = true } = options;
  const method = checkWord("mannwhitneyu", "method", options.method ?? "auto", ["auto", "exact", "asymptotic"]);
  return pair(
    overLines("mannwhitneyu", [x, y], options, 2, false, (a, b) => {
      const [n1, n2] = [a!.length, b!.length];
      if (n1 === 0 || n2 === 0) throw coreError("BAD_SHAPE", "mannwhitneyu: a sample is empty.");
      const { ranks, ties } = ranksOf(joined([a!, b!]));
      let sum = 0;
      for (let i = 0; i < n1; i++) sum += ranks[i]!;
      const u1 = sum - (n1 * (n1 + 1)) / 2;
      const u2 = n1 * n2 - u1;
      const u = side === "greater" ? u1 : side === "less" ? u2 : Math.max(u1, u2);
      const factor = side === "two-sided" ? 2 : 1;
      const tied = ties.some((t) => t > 1);
      if (method === "exact" || (method === "auto" && (n1 <= 8 || n2 <= 8) && !tied)) {
        if (n1 * n2 * Math.min(n1, n2) > 1e9)
          throw coreError("BAD_VALUE", "mannwhitneyu: the exact p-value takes too long, method must be asymptotic.");
        const chances = countsOfU(Math.min(n1, n2), Math.max(n1, n2));
        let p = 0;
        for (let k = Math.floor(u); k < chances.length; k++) p += chances[k]!;
        return [u1, Math.min(1, factor * p)];
      }
      const n = n1 + n2;
      const deviation = Math.sqrt(
        ((n1 * n2) / 12) * (n + 1 - ties.reduce((s, t) => s + t ** 3 - t, 0) / (n * (n - 1))),
      );
      const z = (u - (n1 * n2) / 2 - (useContinuity ? 0.5 : 0)) / deviation;
      return [u1, Math.min(1, Math.max(0, factor * ndtr(-z)))];
    }),
  );
}

/** Whether two samples come from one distribution, by Wilcoxon's rank sums without a correction for ties. SciPy's `ranksums`. */
export function ranksums(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: AxisOption & AlternativeOption = {},
): TestResult {
  checkOptions("ranksums", options, moodKinds);
  const side = checkAlternative("ranksums", options.alternative);
  return pair(
    overLines("ranksums", [x, y], options, 2, false, (a, b) => {
      const [n1, n2] = [a!.length, b!.length];
      const { ranks } = ranksOf(joined([a!, b!]));
      let sum = 0;
      for (let i = 0; i < n1; i++) sum += ranks[i]!;
      const z = (sum - (n1 * (n1 + n2 + 1)) / 2) / Math.sqrt((n1 * n2 * (n1 + n2 + 1)) / 12);
      return [z, normalP(z, side)];
    }),
  );
}

/** Options of {@link wilcoxon}. */
export interface WilcoxonOptions extends AxisOption, AlternativeOption {
  /** The second sample of the pairs. */
  readonly y?: ArrayLikeInput;
  /** What zero differences do: left out, ranked and left out, or split. */
  readonly zeroMethod?: "wilcox" | "pratt" | "zsplit";
  readonly correction?: boolean;
  /** `"auto"` is exact up to 50 values without zeros. */
  readonly method?: "auto" | "exact" | "approx";
}

/** The probabilities of sums of signed ranks 1..n. */
function signedRankCounts(n: number): Float64Array {
  const size = (n * (n + 1)) / 2 + 1;
  const counts = new Float64Array(size);
  counts[0] = 1;
  for (let k = 1; k <= n; k++) {
    for (let s = size - 1; s >= k; s--) counts[s] = 0.5 * (counts[s]! + counts[s - k]!);
    for (let s = 0; s < k; s++) counts[s] = 0.5 * counts[s]!;
  }
  return counts;
}

/** Whether differences (of pairs) lie symmetrically around 0. SciPy's `wilcoxon`. */
export function wilcoxon(x: ArrayLikeInput, options: WilcoxonOptions = {}): TestResult {
  checkOptions("wilcoxon", options, {
    y: "any",
    zeroMethod: "any",
    correction: "boolean",
    method: "any",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
    alternative: "any",
  });
  const side = checkAlternative("wilcoxon", options.alternative);
  const zero = checkWord("wilcoxon", "zeroMethod", options.zeroMethod ?? "wilcox", ["wilcox", "pratt", "zsplit"]);
  const wanted = checkWord("wilcoxon", "method", options.method ?? "auto", ["auto", "exact", "approx"]);
  const samples = options.y === undefined ? [x] : [x, options.y];
  return pair(
    overLines("wilcoxon", samples, options, 2, true, (a, b) => {
      let d = b === undefined ? (a as Float64Array) : a!.map((value, i) => value - b[i]!);
      const zeros = d.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
      let method: "exact" | "approx" =
        wanted === "auto" ? (d.length <= 50 && zeros === 0 ? "exact" : "approx") : wanted;
      if (zeros > 0 && method === "exact") method = "approx";
      if (zero === "wilcox") {
        d = d.filter((value) => value !== 0);
        if (d.length === 0 && zeros > 0) throw coreError("BAD_VALUE", "wilcoxon: all differences are 0.");
      }
      const n = d.length;
      const { ranks, ties } = ranksOf(d.map(Math.abs));
      let [plus, minus, zeroRanks] = [0, 0, 0];
      d.forEach((value, i) => {
        if (value > 0) plus += ranks[i]!;
        else if (value < 0) minus += ranks[i]!;
        else zeroRanks += ranks[i]!;
      });
      if (zero === "zsplit") {
        plus += zeroRanks / 2;
        minus += zeroRanks / 2;
      }
      const t = side === "two-sided" ? Math.min(plus, minus) : plus;
      if (method === "exact") {
        if (n > 1000)
          throw coreError(
            "BAD_VALUE",
            `wilcoxon: the exact p-value of ${n} values takes too long, method must be approx.`,
          );
        const counts = signedRankCounts(n);
        const below = (k: number): number => counts.subarray(0, k + 1).reduce((sum, value) => sum + value, 0);
        const above = (k: number): number => counts.subarray(Math.max(k, 0)).reduce((sum, value) => sum + value, 0);
        if (side === "less") return [t, below(Math.floor(plus))];
        if (side === "greater") return [t, above(Math.ceil(plus))];
        return [t, Math.min(1, 2 * Math.min(below(Math.floor(plus)), above(Math.ceil(plus))))];
      }
      let mean = n * (n + 1) * 0.25;
      let square = n * (n + 1) * (2 * n + 1);
      let groups = ties;
      if (zero === "pratt") {
        mean -= zeros * (zeros + 1) * 0.25;
        square -= zeros * (zeros + 1) * (2 * zeros + 1);
        groups = ranksOf(d.filter((value) => value !== 0).map(Math.abs)).ties;
      }
      square -= 0.5 * groups.reduce((sum, g) => sum + g * (g * g - 1), 0);
      const deviation = Math.sqrt(square / 24);
      let shift = 0;
      if (options.correction === true)
        shift = side === "two-sided" ? 0.5 * Math.sign(t - mean) : side === "less" ? -0.5 : 0.5;
      const z = (t - mean - shift) / deviation;
      return [t, normalP(z, side)];
    }),
  );
}

function samplesOf(name: string, samples: readonly ArrayLikeInput[], least: number): void {
  if (!Array.isArray(samples) || samples.length < least)
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(samples)}, expected a list of at least ${least} samples.`,
    );
}

/** Whether independent samples have the same median, by ranks. The samples are a list. SciPy's `kruskal`. */
export function kruskal(samples: readonly ArrayLikeInput[], options: AxisOption = {}): TestResult {
  checkOptions("kruskal", options, { axis: "number or null", keepdims: "boolean", nanPolicy: "any" });
  samplesOf("kruskal", samples, 2);
  return pair(
    overLines("kruskal", samples, options, 2, false, (...lines) => {
      const { ranks, ties } = ranksOf(joined(lines));
      const n = ranks.length;
      let [at, sum] = [0, 0];
      for (const line of lines) {
        if (line.length === 0) return [Number.NaN, Number.NaN];
        let own = 0;
        for (let i = 0; i < line.length; i++) own += ranks[at++]!;
        sum += (own * own) / line.length;
      }
      const correction = tieCorrection(ties, n);
      if (correction === 0) throw coreError("BAD_VALUE", "kruskal: all values are equal.");
      const h = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / correction;
      return [h, chdtrc(lines.length - 1, h)];
    }),
  );
}

/** Whether repeated measurements (a list of samples of one size) differ. SciPy's `friedmanchisquare`. */
export function friedmanchisquare(samples: readonly ArrayLikeInput[]): TestResult<number> {
  samplesOf("friedmanchisquare", samples, 3);
  const lines = samples.map((one) => flatten("friedmanchisquare", one));
  const [k, n] = [lines.length, lines[0]!.length];
  if (lines.some((line) => line.length !== n))
    throw coreError("BAD_SHAPE", "friedmanchisquare: the samples differ in size.");
  const sums = new Float64Array(k);
  let tied = 0;
  for (let i = 0; i < n; i++) {
    const { ranks, ties } = ranksOf(Float64Array.from(lines, (line) => line[i]!));
    ranks.forEach((rank, j) => {
      sums[j] = sums[j]! + rank;
    });
    tied += ties.reduce((sum, t) => sum + t * (t * t - 1), 0);
  }
  const c = 1 - tied / (k * (k * k - 1) * n);
  const statistic = ((12 / (k * n * (k + 1))) * sums.reduce((sum, s) => sum + s * s, 0) - 3 * n * (k + 1)) / c;
  return { statistic, pvalue: chdtrc(k - 1, statistic) };
}

/** Options of {@link mood}. */
export interface MoodOptions extends AxisOption, AlternativeOption {}

/** Whether two samples have the same scale, by squared ranks. Ties are ranked on average. SciPy's `mood`. */
export function mood(x: ArrayLikeInput, y: ArrayLikeInput, options: MoodOptions = {}): TestResult {
  checkOptions("mood", options, moodKinds);
  const side = checkAlternative("mood", options.alternative);
  return pair(
    overLines("mood", [x, y], options, 2, false, (a, b) => {
      const [m, n] = [a!.length, a!.length + b!.length];
      if (n < 3) throw coreError("BAD_SHAPE", "mood: not enough values.");
      const { ranks } = ranksOf(joined([a!, b!]));
      let sum = 0;
      for (let i = 0; i < m; i++) sum += (ranks[i]! - (n + 1) / 2) ** 2;
      const mean = (m * (n * n - 1)) / 12;
      const variance = (m * (n - m) * (n + 1) * (n + 2) * (n - 2)) / 180;
      const z = (sum - mean) / Math.sqrt(variance);
      return [z, normalP(z, side)];
    }),
  );
}

/** How the middle of a sample is taken. */
export interface CenterOptions {
  readonly center?: "median" | "mean" | "trimmed";
  /** The share cut off at both ends with `"trimmed"`; 0.05 by default. */
  readonly proportiontocut?: number;
}

/** The sample, trimmed where asked for, and its middle. */
export function centred(
  name: string,
  sample: ArrayLikeInput,
  options: CenterOptions,
): { readonly x: Float64Array; readonly middle: number } {
  const { proportiontocut = 0.05 } = options;
  const center = checkWord(name, "center", options.center ?? "median", ["median", "mean", "trimmed"]);
  const x = flatten(name, sample);
  if (x.length === 0) throw coreError("BAD_SHAPE", `${name}: a sample is empty.`);
  if (center === "median") return { x, middle: medianOf(x) };
  if (center === "mean") return { x, middle: spread(x).mean };
  const low = Math.floor(proportiontocut * x.length);
  const kept = x
    .slice()
    .sort()
    .subarray(low, x.length - low);
  return { x: kept, middle: spread(kept).mean };
}

/** Whether samples have equal variances, by normal scores of ranks. SciPy's `fligner`. */
export function fligner(samples: readonly ArrayLikeInput[], options: CenterOptions = {}): TestResult<number> {
  checkOptions("fligner", options, { center: "any", proportiontocut: "number" });
  samplesOf("fligner", samples, 2);
  const groups = samples.map((one) => centred("fligner", one, options));
  const distances = groups.map(({ x, middle }) => x.map((value) => Math.abs(value - middle)));
  const { ranks } = ranksOf(joined(distances));
  const n = ranks.length;
  const scores = ranks.map((rank) => ndtri(rank / (2 * (n + 1)) + 0.5));
  const { mean, squares } = spread(scores);
  let [at, sum] = [0, 0];
  for (const group of distances) {
    const own = spread(scores.subarray(at, at + group.length)).mean;
    sum += group.length * (own - mean) ** 2;
    at += group.length;
  }
  const statistic = sum / (squares / (n - 1));
  return { statistic, pvalue: chdtrc(samples.length - 1, statistic) };
}
