import { type ArrayLikeInput, fromData, transpose } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { betaincPair, ndtri } from "sci-special/scalar";
import {
  type Alternative,
  type AlternativeOption,
  checkAlternative,
  checkWord,
  flatten,
  medianOf,
  type NanOption,
  ranksOf,
  real,
  spread,
  type TestResult,
  withoutNan,
} from "./core/lines.js";
import { normalP, studentP } from "./core/pvalues.js";

/** A pair of samples of one size. */
function pairOf(name: string, x: ArrayLikeInput, y: ArrayLikeInput, least: number): [Float64Array, Float64Array] {
  const [a, b] = [flatten(name, x), flatten(name, y)];
  if (a.length !== b.length) throw coreError("BAD_SHAPE", `${name}: x has ${a.length} values, y ${b.length}.`);
  if (a.length < least) throw coreError("BAD_SHAPE", `${name}: got ${a.length} values, expected at least ${least}.`);
  return [a, b];
}

/** Pearson's coefficient: NaN where one sample is constant. */
function coefficient(x: Float64Array, y: Float64Array): number {
  if (x.every((value) => value === x[0]) || y.every((value) => value === y[0])) return Number.NaN;
  const [a, b] = [spread(x), spread(y)];
  const [na, nb] = [Math.sqrt(a.squares), Math.sqrt(b.squares)];
  let r = 0;
  for (let i = 0; i < x.length; i++) r += ((x[i]! - a.mean) / na) * ((y[i]! - b.mean) / nb);
  return Math.max(-1, Math.min(1, r));
}

/** What {@link pearsonr} gives. */
export interface PearsonResult extends TestResult<number> {
  /** The interval of Fisher's transform for the coefficient. */
  confidenceInterval(options?: { readonly confidenceLevel?: number }): [low: number, high: number];
}

/**
 * Pearson's correlation coefficient. SciPy's `pearsonr`.
 * @throws BAD_SHAPE for samples of different size or with fewer than two values
 */
export function pearsonr(x: ArrayLikeInput, y: ArrayLikeInput, options: AlternativeOption = {}): PearsonResult {
  checkOptions("pearsonr", options, { alternative: "any" });
  const side = checkAlternative("pearsonr", options.alternative);
  const [a, b] = pairOf("pearsonr", x, y, 2);
  const n = a.length;
  const r =
    n === 2 && a[0] !== a[1] && b[0] !== b[1] ? Math.sign(a[1]! - a[0]!) * Math.sign(b[1]! - b[0]!) : coefficient(a, b);
  const pvalue = n === 2 && !Number.isNaN(r) ? 1 : correlationP(r, n, side);
  return {
    statistic: r,
    pvalue,
    confidenceInterval: ({ confidenceLevel = 0.95 } = {}) => fisherInterval(r, n, confidenceLevel, side),
  };
}

/** r between -1 and 1 has a beta distribution of shapes n / 2 - 1. */
function correlationP(r: number, n: number, side: Alternative): number {
  if (Number.isNaN(r)) return r;
  const shape = n / 2 - 1;
  const upper = (value: number): number => betaincPair(shape, shape, (1 - value) / 2, (1 + value) / 2);
  if (side === "two-sided") return 2 * upper(Math.abs(r));
  return side === "greater" ? upper(r) : upper(-r);
}

function fisherInterval(r: number, n: number, level: number, side: Alternative): [number, number] {
  if (n <= 3) return [-1, 1];
  const z = Math.atanh(r);
  const error = 1 / Math.sqrt(n - 3);
  const wide = ndtri(side === "two-sided" ? 0.5 + level / 2 : level) * error;
  return [side === "less" ? -1 : Math.tanh(z - wide), side === "greater" ? 1 : Math.tanh(z + wide)];
}

/** The correlation of a dichotomous variable with a continuous one. SciPy's `pointbiserialr`. */
export function pointbiserialr(x: ArrayLikeInput, y: ArrayLikeInput): TestResult<number> {
  const { statistic, pvalue } = pearsonr(x, y);
  return { statistic, pvalue };
}

/** Options of {@link spearmanr}. */
export interface SpearmanOptions extends NanOption, AlternativeOption {
  /** 0, the default: columns are variables; 1: rows; null: all elements of both. */
  readonly axis?: 0 | 1 | null;
  /** More variables. */
  readonly b?: ArrayLikeInput;
}

function columnsOf(name: string, values: ArrayLikeInput, axis: 0 | 1 | null): Float64Array[] {
  const given = real(name, values);
  if (axis === null || given.shape.length < 2) return [flatten(name, given)];
  if (given.shape.length > 2)
    throw coreError("BAD_SHAPE", `${name}: got ${given.shape.length} axes, expected one or two.`);
  const rows = axis === 0 ? transpose(given) : given;
  return Array.from({ length: rows.shape[0] as number }, (_, i) => flatten(name, rows.slice(i)));
}

/** Spearman's rank correlation: numbers for two variables, matrices for more. SciPy's `spearmanr`. */
export function spearmanr(a: ArrayLikeInput, options: SpearmanOptions = {}): TestResult {
  checkOptions("spearmanr", options, { axis: "number or null", b: "any", nanPolicy: "any", alternative: "any" });
  const side = checkAlternative("spearmanr", options.alternative);
  const { axis = 0, b } = options;
  if (axis !== 0 && axis !== 1 && axis !== null)
    throw coreError("BAD_AXIS", `spearmanr: axis is ${String(axis)}, expected 0, 1 or null.`);
  const given = [...columnsOf("spearmanr", a, axis), ...(b === undefined ? [] : columnsOf("spearmanr", b, axis))];
  if (given.length < 2) throw coreError("BAD_SHAPE", "spearmanr: expected at least two variables.");
  const n = given[0]!.length;
  if (given.some((one) => one.length !== n)) throw coreError("BAD_SHAPE", "spearmanr: the variables differ in size.");
  const columns = withoutNan("spearmanr", options.nanPolicy, given, true);
  const one = (x: Float64Array, y: Float64Array): [number, number] => {
    if (x.length <= 1 || x.some(Number.isNaN) || y.some(Number.isNaN)) return [Number.NaN, Number.NaN];
    const r = coefficient(ranksOf(x).ranks, ranksOf(y).ranks);
    const df = x.length - 2;
    return [r, studentP(r * Math.sqrt(Math.max(0, df / ((r + 1) * (1 - r)))), df, side)];
  };
  const used = columns ?? given;
  if (used.length === 2) {
    const [statistic, pvalue] = one(used[0]!, used[1]!);
    return { statistic, pvalue };
  }
  const k = used.length;
  const [rs, ps] = [new Float64Array(k * k), new Float64Array(k * k)];
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      const [r, p] = one(used[i]!, used[j]!);
      rs[i * k + j] = i === j && !Number.isNaN(r) ? 1 : r;
      ps[i * k + j] = i === j && !Number.isNaN(r) ? (side === "less" ? 1 : 0) : p;
    }
  return { statistic: fromData(rs, [k, k]), pvalue: fromData(ps, [k, k]) };
}

/** Options of {@link kendalltau}. */
export interface KendallOptions extends NanOption, AlternativeOption {
  /** `"auto"` is exact without ties up to 33 values. */
  readonly method?: "auto" | "exact" | "asymptotic";
  readonly variant?: "b" | "c";
}

/** Sums over groups of ties. */
function tieSums(x: Float64Array): [pairs: number, triples: number, weighted: number] {
  return ranksOf(x).ties.reduce<[number, number, number]>(
    ([p, t, w], k) => [p + (k * (k - 1)) / 2, t + k * (k - 1) * (k - 2), w + k * (k - 1) * (2 * k + 5)],
    [0, 0, 0],
  );
}

/** The number of discordant pairs, by merging (Knight 1966), of values sorted by x and then by y. */
function discordant(y: Float64Array): number {
  const other = new Float64Array(y.length);
  let swaps = 0;
  for (let width = 1; width < y.length; width *= 2) {
    for (let start = 0; start < y.length; start += 2 * width) {
      const [middle, end] = [Math.min(start + width, y.length), Math.min(start + 2 * width, y.length)];
      let [i, j] = [start, middle];
      for (let k = start; k < end; k++) {
        if (i < middle && (j >= end || y[i]! <= y[j]!)) other[k] = y[i++]!;
        else {
          if (i < middle) swaps += middle - i;
          other[k] = y[j++]!;
        }
      }
    }
    y.set(other);
  }
  return swaps;
}

/** The exact p-value without ties, by counting permutations with so many inversions. */
function exactKendall(n: number, concordant: number, side: Alternative): number {
  const total = (n * (n - 1)) / 2;
  if (n === 1) return 1;
  const c = Math.min(concordant, total - concordant);
  // Probabilities of each number of inversions up to c.
  let row = new Float64Array(c + 1);
  row[0] = 1;
  for (let k = 2; k <= n; k++) {
    const next = new Float64Array(c + 1);
    let sum = 0;
    for (let i = 0; i <= c; i++) {
      sum += row[i]!;
      if (i >= k) sum -= row[i - k]!;
      next[i] = sum / k;
    }
    row = next;
  }
  const low = row.reduce((sum, value) => sum + value, 0);
  if (side === "two-sided") return 2 * concordant === total ? 1 : Math.min(1, 2 * low);
  const fewer = concordant <= total - concordant;
  const inSide = fewer ? side === "less" : side === "greater";
  return inSide ? low : 1 - low + row[c]!;
}

/** Kendall's rank correlation, corrected for ties. SciPy's `kendalltau`. */
export function kendalltau(x: ArrayLikeInput, y: ArrayLikeInput, options: KendallOptions = {}): TestResult<number> {
  checkOptions("kendalltau", options, { method: "any", variant: "any", nanPolicy: "any", alternative: "any" });
  const side = checkAlternative("kendalltau", options.alternative);
  const wanted = checkWord("kendalltau", "method", options.method ?? "auto", ["auto", "exact", "asymptotic"]);
  const variant = checkWord("kendalltau", "variant", options.variant ?? "b", ["b", "c"]);
  const nothing = { statistic: Number.NaN, pvalue: Number.NaN };
  const kept = withoutNan("kendalltau", options.nanPolicy, pairOf("kendalltau", x, y, 0), true);
  if (kept === undefined || kept[0]!.length === 0) return nothing;
  const [a, b] = kept as [Float64Array, Float64Array];
  const n = a.length;
  const order = Array.from(a.keys()).sort((i, j) => a[i]! - a[j]! || b[i]! - b[j]!);
  let joint = 0;
  for (let i = 0; i < n; ) {
    let j = i + 1;
    while (j < n && a[order[j]!] === a[order[i]!] && b[order[j]!] === b[order[i]!]) j++;
    joint += ((j - i) * (j - i - 1)) / 2;
    i = j;
  }
  const dis = discordant(Float64Array.from(order, (i) => b[i]!));
  const [xt, x0, x1] = tieSums(a);
  const [yt, y0, y1] = tieSums(b);
  const total = (n * (n - 1)) / 2;
  if (xt === total || yt === total) return nothing;
  const excess = total - xt - yt + joint - 2 * dis;
  let tau = excess / Math.sqrt(total - xt) / Math.sqrt(total - yt);
  if (variant === "c") {
    const classes = Math.min(ranksOf(a).ties.length, ranksOf(b).ties.length);
    tau = (2 * excess) / ((n * n * (classes - 1)) / classes);
  }
  tau = Math.max(-1, Math.min(1, tau));
  const tied = xt > 0 || yt > 0;
  if (wanted === "exact" && tied) throw coreError("BAD_VALUE", "kendalltau: there are ties, method must not be exact.");
  const exact = wanted === "exact" || (wanted === "auto" && !tied && (n <= 33 || Math.min(dis, total - dis) <= 1));
  if (exact && n * Math.min(dis, total - dis) > 1e9)
    throw coreError(
      "BAD_VALUE",
      `kendalltau: the exact p-value of ${n} values takes too long, method must be asymptotic.`,
    );
  if (exact) return { statistic: tau, pvalue: exactKendall(n, total - dis, side) };
  const m = n * (n - 1);
  const variance = (m * (2 * n + 5) - x1 - y1) / 18 + (2 * xt * yt) / m + (x0 * y0) / (9 * m * (n - 2));
  return { statistic: tau, pvalue: normalP(excess / Math.sqrt(variance), side) };
}

/** What {@link linregress} gives. */
export interface LinregressResult {
  readonly slope: number;
  readonly intercept: number;
  readonly rvalue: number;
  /** That the slope is 0. */
  readonly pvalue: number;
  /** The standard error of the slope. */
  readonly stderr: number;
  readonly interceptStderr: number;
}

/**
 * A straight line through points, by least squares. SciPy's `linregress`.
 * @throws BAD_VALUE when all x are equal, BAD_SHAPE
 */
export function linregress(x: ArrayLikeInput, y: ArrayLikeInput, options: AlternativeOption = {}): LinregressResult {
  checkOptions("linregress", options, { alternative: "any" });
  const side = checkAlternative("linregress", options.alternative);
  const [a, b] = pairOf("linregress", x, y, 1);
  const n = a.length;
  if (n > 1 && a.every((value) => value === a[0])) throw coreError("BAD_VALUE", "linregress: all x are equal.");
  const [sx, sy] = [spread(a), spread(b)];
  let sxy = 0;
  for (let i = 0; i < n; i++) sxy += (a[i]! - sx.mean) * (b[i]! - sy.mean);
  const [ssxm, ssxym, ssym] = [sx.squares / n, sxy / n, sy.squares / n];
  let rvalue = ssxm === 0 || ssym === 0 ? 0 : ssxym / Math.sqrt(ssxm * ssym);
  rvalue = Math.max(-1, Math.min(1, rvalue));
  const slope = ssxym / ssxm;
  const intercept = sy.mean - slope * sx.mean;
  if (n === 2) {
    const same = b[0] === b[1];
    return { slope, intercept, rvalue, pvalue: same ? 1 : 0, stderr: 0, interceptStderr: 0 };
  }
  const df = n - 2;
  const t = rvalue * Math.sqrt(df / ((1 - rvalue + 1e-20) * (1 + rvalue + 1e-20)));
  const stderr = Math.sqrt(((1 - rvalue ** 2) * ssym) / ssxm / df);
  return {
    slope,
    intercept,
    rvalue,
    pvalue: studentP(t, df, side),
    stderr,
    interceptStderr: stderr * Math.sqrt(ssxm + sx.mean ** 2),
  };
}

/** Options of {@link theilslopes}. */
export interface TheilOptions {
  /** 0, 1, 2, … by default. */
  readonly x?: ArrayLikeInput;
  readonly alpha?: number;
  readonly method?: "separate" | "joint";
}

/** What {@link theilslopes} gives. */
export interface TheilResult {
  readonly slope: number;
  readonly intercept: number;
  readonly lowSlope: number;
  readonly highSlope: number;
}

function abscissae(name: string, x: ArrayLikeInput | undefined, count: number): Float64Array {
  const values = x === undefined ? Float64Array.from({ length: count }, (_, i) => i) : flatten(name, x);
  if (values.length !== count) throw coreError("BAD_SHAPE", `${name}: y has ${count} values, x ${values.length}.`);
  return values;
}

/** The median of the slopes between all points, and its interval. SciPy's `theilslopes`. */
export function theilslopes(y: ArrayLikeInput, options: TheilOptions = {}): TheilResult {
  checkOptions("theilslopes", options, { x: "any", alpha: "number", method: "any" });
  const method = checkWord("theilslopes", "method", options.method ?? "separate", ["separate", "joint"]);
  const values = flatten("theilslopes", y);
  const n = values.length;
  const x = abscissae("theilslopes", options.x, n);
  const found: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (x[i]! > x[j]!) found.push((values[i]! - values[j]!) / (x[i]! - x[j]!));
  const slopes = Float64Array.from(found).sort();
  const slope = medianOf(slopes);
  const intercept =
    method === "joint"
      ? medianOf(values.map((value, i) => value - slope * x[i]!))
      : medianOf(values) - slope * medianOf(x);
  const { alpha = 0.95 } = options;
  const z = ndtri((alpha > 0.5 ? 1 - alpha : alpha) / 2);
  const ties = (list: Float64Array): number =>
    ranksOf(list).ties.reduce((sum, k) => sum + (k > 1 ? k * (k - 1) * (2 * k + 5) : 0), 0);
  const sigma = Math.sqrt((n * (n - 1) * (2 * n + 5) - ties(x) - ties(values)) / 18);
  const even = (t: number): number => (Math.abs(t % 1) === 0.5 ? 2 * Math.round(t / 2) : Math.round(t));
  const high = Math.min(even((slopes.length - z * sigma) / 2), slopes.length - 1);
  const low = Math.max(even((slopes.length + z * sigma) / 2) - 1, 0);
  return { slope, intercept, lowSlope: slopes[low] ?? Number.NaN, highSlope: slopes[high] ?? Number.NaN };
}

/** Options of {@link siegelslopes}. */
export interface SiegelOptions {
  readonly x?: ArrayLikeInput;
  readonly method?: "hierarchical" | "separate";
}

/** Siegel's repeated medians of slopes. SciPy's `siegelslopes`. */
export function siegelslopes(
  y: ArrayLikeInput,
  options: SiegelOptions = {},
): { readonly slope: number; readonly intercept: number } {
  checkOptions("siegelslopes", options, { x: "any", method: "any" });
  const method = checkWord("siegelslopes", "method", options.method ?? "hierarchical", ["hierarchical", "separate"]);
  const values = flatten("siegelslopes", y);
  const x = abscissae("siegelslopes", options.x, values.length);
  const [slopes, intercepts]: [number[], number[]] = [[], []];
  for (let j = 0; j < values.length; j++) {
    const [own, cross]: [number[], number[]] = [[], []];
    for (let i = 0; i < values.length; i++) {
      const d = x[i]! - x[j]!;
      if (d === 0) continue;
      own.push((values[i]! - values[j]!) / d);
      cross.push((values[j]! * x[i]! - values[i]! * x[j]!) / d);
    }
    if (own.length === 0) continue;
    slopes.push(medianOf(Float64Array.from(own)));
    intercepts.push(medianOf(Float64Array.from(cross)));
  }
  const slope = medianOf(Float64Array.from(slopes));
  const intercept =
    method === "separate"
      ? medianOf(Float64Array.from(intercepts))
      : medianOf(values.map((value, i) => value - slope * x[i]!));
  return { slope, intercept };
}
