import { type ArrayLikeInput, asArray, fromData, moveAxis, type NDArray, ravel, sort } from "@core/array";
import { coreError } from "@core/array/runtime";
import {
  type AxisOption,
  flatten,
  medianOf,
  type NanOption,
  overLines,
  quantileOf,
  real,
  spread,
  varianceOf,
} from "./core/lines.js";

/** What {@link describe} gives. */
export interface Description {
  readonly nobs: number;
  readonly minmax: readonly [NDArray | number, NDArray | number];
  readonly mean: NDArray | number;
  readonly variance: NDArray | number;
  readonly skewness: NDArray | number;
  readonly kurtosis: NDArray | number;
}

/** Options with a bias. */
export interface BiasOptions extends AxisOption {
  /** Whether the estimate is left biased; true by default. */
  readonly bias?: boolean;
}

/** Options with a divisor n - ddof. */
export interface DdofOptions extends AxisOption {
  readonly ddof?: number;
}

function moments(x: Float64Array): [mean: number, m2: number, m3: number, m4: number] {
  const n = x.length;
  const { mean, squares } = spread(x);
  let [m3, m4] = [0, 0];
  for (let i = 0; i < n; i++) {
    const d = x[i]! - mean;
    m3 += d * d * d;
    m4 += d * d * d * d;
  }
  return [mean, squares / n, m3 / n, m4 / n];
}

/** Whether a variance is only what rounding left of equal numbers. */
function vanishes(m2: number, mean: number): boolean {
  return m2 <= (2.220446049250313e-16 * mean) ** 2;
}

function skewOf(x: Float64Array, bias: boolean): number {
  const n = x.length;
  const [mean, m2, m3] = moments(x);
  if (n === 0 || vanishes(m2, mean)) return Number.NaN;
  const value = m3 / m2 ** 1.5;
  return bias || n <= 2 ? value : (Math.sqrt((n - 1) * n) / (n - 2)) * value;
}

function kurtosisOf(x: Float64Array, fisher: boolean, bias: boolean): number {
  const n = x.length;
  const [mean, m2, , m4] = moments(x);
  if (n === 0 || vanishes(m2, mean)) return Number.NaN;
  let value = m4 / m2 ** 2;
  if (!bias && n > 3) value = (1 / (n - 2) / (n - 3)) * ((n * n - 1) * value - 3 * (n - 1) ** 2) + 3;
  return fisher ? value - 3 : value;
}

/** The skewness m3 / m2^1.5. SciPy's `skew`; NaN where all values are equal. */
export function skew(a: ArrayLikeInput, options: BiasOptions = {}): NDArray | number {
  return overLines("skew", [a], options, 1, true, (x) => [skewOf(x!, options.bias ?? true)])[0]!;
}

/** Options of {@link kurtosis}. */
export interface KurtosisOptions extends BiasOptions {
  /** Whether 3 is taken off, so that a normal distribution has 0; true by default. */
  readonly fisher?: boolean;
}

/** The kurtosis m4 / m2^2. SciPy's `kurtosis`. */
export function kurtosis(a: ArrayLikeInput, options: KurtosisOptions = {}): NDArray | number {
  const { fisher = true, bias = true } = options;
  return overLines("kurtosis", [a], options, 1, true, (x) => [kurtosisOf(x!, fisher, bias)])[0]!;
}

/** Options of {@link describe}. */
export interface DescribeOptions extends NanOption {
  readonly axis?: number | null;
  /** 1 by default. */
  readonly ddof?: number;
  readonly bias?: boolean;
}

/**
 * Count, extremes, mean, variance, skewness and kurtosis. SciPy's `describe`.
 * @throws BAD_SHAPE for an empty array
 */
export function describe(a: ArrayLikeInput, options: DescribeOptions = {}): Description {
  const { axis = 0, ddof = 1, bias = true } = options;
  const given = asArray(a);
  if (given.size === 0) throw coreError("BAD_SHAPE", "describe: the array is empty.");
  const values = overLines("describe", [a], options, 7, true, (line) => {
    const x = line as Float64Array;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of x) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [x.length, low, high, spread(x).mean, varianceOf(x, ddof), skewOf(x, bias), kurtosisOf(x, true, bias)];
  });
  const [count, low, high, mean, variance, skewness, kurt] = values;
  const nobs =
    options.nanPolicy === "omit" && typeof count === "number"
      ? count
      : axis === null
        ? given.size
        : (given.shape.at(axis) ?? 1);
  return { nobs, minmax: [low!, high!], mean: mean!, variance: variance!, skewness: skewness!, kurtosis: kurt! };
}

/** Options of {@link moment}. */
export interface MomentOptions extends AxisOption {
  /** The order; 1 by default. */
  readonly moment?: number;
}

/** The central moment of an order. SciPy's `moment`. */
export function moment(a: ArrayLikeInput, options: MomentOptions = {}): NDArray | number {
  const { moment: order = 1 } = options;
  if (!Number.isInteger(order) || order < 0)
    throw coreError("BAD_ARGUMENT", `moment: the order is ${order}, expected a whole number from 0.`);
  return overLines("moment", [a], options, 1, true, (line) => {
    const x = line as Float64Array;
    if (x.length === 0) return [Number.NaN];
    if (order === 0) return [1];
    if (order === 1) return [0];
    const { mean } = spread(x);
    let sum = 0;
    for (const value of x) sum += (value - mean) ** order;
    return [sum / x.length];
  })[0]!;
}

/** The standard error of the mean. SciPy's `sem`. */
export function sem(a: ArrayLikeInput, options: DdofOptions = {}): NDArray | number {
  const { ddof = 1 } = options;
  return overLines("sem", [a], options, 1, true, (x) => [Math.sqrt(varianceOf(x!, ddof) / x!.length)])[0]!;
}

/** The standard deviation over the mean. SciPy's `variation`. */
export function variation(a: ArrayLikeInput, options: DdofOptions = {}): NDArray | number {
  const { ddof = 0 } = options;
  return overLines("variation", [a], options, 1, true, (line) => {
    const x = line as Float64Array;
    if (ddof > x.length || x.length === 0) return [Number.NaN];
    const mean = spread(x).mean;
    const deviation = Math.sqrt(varianceOf(x, ddof));
    return [
      ddof === x.length
        ? deviation === 0
          ? Number.NaN
          : Math.sign(mean) * Number.POSITIVE_INFINITY
        : deviation / mean,
    ];
  })[0]!;
}

/** The most frequent value, of several the smallest, and how often it occurs. */
export interface ModeResult {
  readonly mode: NDArray | number;
  readonly count: NDArray | number;
}

/** The most frequent value. SciPy's `mode` without the axis that it reduces. */
export function mode(a: ArrayLikeInput, options: AxisOption = {}): ModeResult {
  const { nanPolicy = "propagate" } = options;
  const run = (line: Float64Array): readonly number[] => {
    const x = line.slice().sort();
    let [best, count] = [Number.NaN, 0];
    for (let i = 0; i < x.length; ) {
      let j = i + 1;
      while (j < x.length && (x[j] === x[i] || (Number.isNaN(x[j]) && Number.isNaN(x[i])))) j++;
      if (j - i > count) [best, count] = [x[i]!, j - i];
      i = j;
    }
    return [best, count];
  };
  const [value, count] = overLines("mode", [a], { ...options, nanPolicy }, 2, true, (x) => run(x!));
  return { mode: value!, count: count! };
}

/** Options of the means. */
export interface MeanOptions extends AxisOption {
  /** Weights that are broadcast against the values. */
  readonly weights?: ArrayLikeInput;
}

function powerMean(
  name: string,
  a: ArrayLikeInput,
  options: MeanOptions,
  forward: (x: number) => number,
  back: (m: number) => number,
): NDArray | number {
  const samples = options.weights === undefined ? [a] : [a, options.weights];
  return overLines(name, samples, options, 1, true, (x, w) => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < x!.length; i++) {
      const weight = w === undefined ? 1 : w[i]!;
      if (weight === 0) continue;
      sum += weight * forward(x![i]!);
      total += weight;
    }
    return [back(sum / total)];
  })[0]!;
}

/** The geometric mean. SciPy's `gmean`. */
export function gmean(a: ArrayLikeInput, options: MeanOptions = {}): NDArray | number {
  return powerMean("gmean", a, options, Math.log, Math.exp);
}

/**
 * The harmonic mean. SciPy's `hmean`.
 * @throws BAD_VALUE for negative values
 */
export function hmean(a: ArrayLikeInput, options: MeanOptions = {}): NDArray | number {
  return powerMean(
    "hmean",
    a,
    options,
    (x) => 1 / notNegative("hmean", x),
    (m) => 1 / m,
  );
}

/**
 * The power mean of exponent p; p = 0 is the geometric mean. SciPy's `pmean`.
 * @throws BAD_VALUE for negative values
 */
export function pmean(a: ArrayLikeInput, p: number, options: MeanOptions = {}): NDArray | number {
  if (p === 0) return gmean(a, options);
  return powerMean(
    "pmean",
    a,
    options,
    (x) => notNegative("pmean", x) ** p,
    (m) => m ** (1 / p),
  );
}

function notNegative(name: string, x: number): number {
  if (x >= 0 || Number.isNaN(x)) return x;
  throw coreError("BAD_VALUE", `${name}: the mean is defined for numbers from 0 on, got ${x}.`);
}

/** Limits of the trimmed statistics; `null` is none. */
export interface LimitsOptions extends AxisOption {
  readonly limits?: readonly [number | null, number | null];
  /** Whether values at the limits count; both by default. */
  readonly inclusive?: readonly [boolean, boolean];
  readonly ddof?: number;
}

function within(x: Float64Array, { limits, inclusive = [true, true] }: LimitsOptions): Float64Array {
  if (limits === undefined) return x;
  const [low, high] = limits;
  return x.filter(
    (value) =>
      (low === null || (inclusive[0] ? value >= low : value > low)) &&
      (high === null || (inclusive[1] ? value <= high : value < high)),
  );
}

function limited(
  name: string,
  a: ArrayLikeInput,
  options: LimitsOptions,
  axis: number | null,
  f: (x: Float64Array) => number,
): NDArray | number {
  return overLines(name, [a], { ...options, axis: options.axis === undefined ? axis : options.axis }, 1, true, (x) => [
    f(within(x!, options)),
  ])[0]!;
}

/** The mean of the values inside limits, over all elements by default. SciPy's `tmean`. */
export function tmean(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  return limited("tmean", a, options, null, (x) => spread(x).mean);
}

/** Their variance, with ddof 1 by default, along axis 0. SciPy's `tvar`. */
export function tvar(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  return limited("tvar", a, options, 0, (x) => varianceOf(x, options.ddof ?? 1));
}

/** Their standard deviation. SciPy's `tstd`. */
export function tstd(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  return limited("tstd", a, options, 0, (x) => Math.sqrt(varianceOf(x, options.ddof ?? 1)));
}

/** The standard error of their mean. SciPy's `tsem`. */
export function tsem(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  return limited("tsem", a, options, 0, (x) => Math.sqrt(varianceOf(x, options.ddof ?? 1) / x.length));
}

/** Options of {@link tmin}. */
export interface TminOptions extends AxisOption {
  readonly lowerlimit?: number | null;
  readonly inclusive?: boolean;
}

/** Options of {@link tmax}. */
export interface TmaxOptions extends AxisOption {
  readonly upperlimit?: number | null;
  readonly inclusive?: boolean;
}

/** The smallest value above a limit. SciPy's `tmin`. */
export function tmin(a: ArrayLikeInput, options: TminOptions = {}): NDArray | number {
  const { lowerlimit = null, inclusive = true } = options;
  return overLines("tmin", [a], options, 1, true, (x) => {
    const kept = within(x!, { limits: [lowerlimit, null], inclusive: [inclusive, true] });
    return [
      kept.length === 0 ? Number.NaN : kept.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    ];
  })[0]!;
}

/** The largest value below a limit. SciPy's `tmax`. */
export function tmax(a: ArrayLikeInput, options: TmaxOptions = {}): NDArray | number {
  const { upperlimit = null, inclusive = true } = options;
  return overLines("tmax", [a], options, 1, true, (x) => {
    const kept = within(x!, { limits: [null, upperlimit], inclusive: [true, inclusive] });
    return [
      kept.length === 0 ? Number.NaN : kept.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
    ];
  })[0]!;
}

function checkCut(name: string, cut: number, n: number): number {
  const low = Math.floor(cut * n);
  if (!(cut >= 0) || n - 2 * low < 0 || (n > 0 && low >= n - low))
    throw coreError("BAD_VALUE", `${name}: proportiontocut is ${cut}, which leaves nothing of ${n} values.`);
  return low;
}

/** The mean without a share of the values at both ends. SciPy's `trim_mean`. */
export function trimMean(
  a: ArrayLikeInput,
  proportiontocut: number,
  options: { readonly axis?: number | null } = {},
): NDArray | number {
  return overLines("trimMean", [a], options, 1, true, (x) => {
    const low = checkCut("trimMean", proportiontocut, x!.length);
    return [
      spread(
        x!
          .slice()
          .sort()
          .subarray(low, x!.length - low),
      ).mean,
    ];
  })[0]!;
}

/** The values along an axis without a share at both ends, sorted. SciPy's `trimboth`, whose order is left open. */
export function trimboth(
  a: ArrayLikeInput,
  proportiontocut: number,
  options: { readonly axis?: number | null } = {},
): NDArray {
  return cut("trimboth", a, proportiontocut, options.axis, "both");
}

/** The same at one end. SciPy's `trim1`. */
export function trim1(
  a: ArrayLikeInput,
  proportiontocut: number,
  options: { readonly axis?: number | null; readonly tail?: "left" | "right" } = {},
): NDArray {
  return cut("trim1", a, proportiontocut, options.axis, options.tail ?? "right");
}

function cut(
  name: string,
  a: ArrayLikeInput,
  share: number,
  axis: number | null | undefined,
  tail: "both" | "left" | "right",
): NDArray {
  if (!["both", "left", "right"].includes(tail))
    throw coreError("BAD_ARGUMENT", `${name}: tail is ${JSON.stringify(tail)}, expected "left" or "right".`);
  const given = axis === null ? ravel(asArray(a)) : asArray(a);
  const at = axis ?? 0;
  const sorted = moveAxis(sort(given, { axis: at }) as NDArray, at, 0);
  const n = sorted.shape[0] ?? 0;
  const count = tail === "both" ? checkCut(name, share, n) : Math.floor(share * n);
  const kept = sorted.slice(`${tail === "right" ? 0 : count}:${tail === "left" ? n : n - count}`);
  return moveAxis(kept, 0, at).copy();
}

/** Options of {@link iqr}. */
export interface IqrOptions extends AxisOption {
  /** The two percentiles; 25 and 75 by default. */
  readonly rng?: readonly [number, number];
  /** What the range is divided by: a number, or `"normal"` for that of a normal distribution. */
  readonly scale?: number | "normal";
}

/** The range between two percentiles, of all elements by default. SciPy's `iqr`. */
export function iqr(x: ArrayLikeInput, options: IqrOptions = {}): NDArray | number {
  const { rng = [25, 75], scale = 1 } = options;
  const divisor = scale === "normal" ? 1.3489795003921634 : scale;
  if (typeof divisor !== "number")
    throw coreError("BAD_ARGUMENT", `iqr: scale is ${JSON.stringify(scale)}, expected a number or "normal".`);
  const [p, q] = [Math.min(...rng), Math.max(...rng)];
  if (rng.length !== 2 || !(p >= 0 && q <= 100))
    throw coreError("BAD_VALUE", `iqr: rng is ${rng.join(", ")}, expected two percentages.`);
  return overLines(
    "iqr",
    [x],
    { ...options, axis: options.axis === undefined ? null : options.axis },
    1,
    true,
    (line) => {
      const sorted = line!.slice().sort();
      return [(quantileOf(sorted, q / 100) - quantileOf(sorted, p / 100)) / divisor];
    },
  )[0]!;
}

/** Options of {@link medianAbsDeviation}. */
export interface DeviationOptions extends AxisOption {
  readonly center?: (x: Float64Array) => number;
  readonly scale?: number | "normal";
}

/** The median of the distances from the median. SciPy's `median_abs_deviation`. */
export function medianAbsDeviation(x: ArrayLikeInput, options: DeviationOptions = {}): NDArray | number {
  const { center = medianOf, scale = 1 } = options;
  const divisor = scale === "normal" ? 0.6744897501960817 : scale;
  if (typeof divisor !== "number")
    throw coreError(
      "BAD_ARGUMENT",
      `medianAbsDeviation: scale is ${JSON.stringify(scale)}, expected a number or "normal".`,
    );
  return overLines("medianAbsDeviation", [x], options, 1, true, (line) => {
    const middle = center(line as Float64Array);
    return [medianOf(line!.map((value) => Math.abs(value - middle))) / divisor];
  })[0]!;
}

/** The geometric standard deviation. SciPy's `gstd`. */
export function gstd(a: ArrayLikeInput, options: DdofOptions = {}): NDArray | number {
  return overLines("gstd", [a], options, 1, true, (x) => [
    Math.exp(Math.sqrt(varianceOf(x!.map(Math.log), options.ddof ?? 1))),
  ])[0]!;
}

/** Values in units of standard deviations from their mean. SciPy's `zscore`. */
export function zscore(a: ArrayLikeInput, options: DdofOptions = {}): NDArray {
  return zmap(a, a, options);
}

/** The z-scores of the logarithms. SciPy's `gzscore`. */
export function gzscore(a: ArrayLikeInput, options: DdofOptions = {}): NDArray {
  const logs = real("gzscore", a).copy();
  return zscore(fromData((logs.data as Float64Array).map(Math.log), logs.shape), options);
}

/** Scores in units of the standard deviation of others. SciPy's `zmap`. */
export function zmap(scores: ArrayLikeInput, compare: ArrayLikeInput, options: DdofOptions = {}): NDArray {
  const { axis = 0, ddof = 0 } = options;
  const given = real("zmap", scores);
  const [mean, deviation] = overLines("zmap", [compare], { ...options, keepdims: axis !== null }, 2, true, (line) => {
    const x = line as Float64Array;
    const allEqual = x.every((value) => value === x[0]);
    return [spread(x).mean, allEqual ? Number.NaN : Math.sqrt(varianceOf(x, ddof))];
  });
  const [m, s] = [asArray(mean as number), asArray(deviation as number)];
  return given.copy().assign(divided(given, m, s));
}

function divided(x: NDArray, mean: NDArray, deviation: NDArray): NDArray {
  const result = x.copy();
  const means = result.copy().assign(mean).data as Float64Array;
  const deviations = result.copy().assign(deviation).data as Float64Array;
  const data = result.data as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = (data[i]! - means[i]!) / deviations[i]!;
  return result;
}

/** What {@link sigmaclip} gives. */
export interface SigmaclipResult {
  readonly clipped: NDArray;
  readonly lower: number;
  readonly upper: number;
}

/** Throws away, again and again, what lies beyond `low` and `high` standard deviations. SciPy's `sigmaclip`. */
export function sigmaclip(
  a: ArrayLikeInput,
  options: { readonly low?: number; readonly high?: number } = {},
): SigmaclipResult {
  const { low = 4, high = 4 } = options;
  let kept = flatten("sigmaclip", a);
  for (;;) {
    const { mean } = spread(kept);
    const deviation = Math.sqrt(varianceOf(kept));
    const [lower, upper] = [mean - deviation * low, mean + deviation * high];
    const next = kept.filter((x) => x >= lower && x <= upper);
    const done = next.length === kept.length || next.length === 0;
    kept = next;
    if (done) return { clipped: fromData(kept, [kept.length]), lower, upper };
  }
}

/** Options of the circular statistics. */
export interface CircularOptions extends AxisOption {
  /** The ends of the circle; 0 and 2 pi by default. */
  readonly high?: number;
  readonly low?: number;
}

function circle(
  name: string,
  a: ArrayLikeInput,
  options: CircularOptions,
  f: (s: number, c: number, low: number, width: number) => number,
): NDArray | number {
  const { high = 2 * Math.PI, low = 0 } = options;
  const width = high - low;
  return overLines(name, [a], { ...options, axis: options.axis === undefined ? null : options.axis }, 1, true, (x) => {
    let [s, c] = [0, 0];
    for (const value of x as Float64Array) {
      const angle = ((value - low) * 2 * Math.PI) / width;
      s += Math.sin(angle);
      c += Math.cos(angle);
    }
    return [x!.length === 0 ? Number.NaN : f(s / x!.length, c / x!.length, low, width)];
  })[0]!;
}

/** The mean of angles. SciPy's `circmean`. */
export function circmean(samples: ArrayLikeInput, options: CircularOptions = {}): NDArray | number {
  return circle("circmean", samples, options, (s, c, low, width) => {
    const angle = Math.atan2(s, c);
    return ((angle < 0 ? angle + 2 * Math.PI : angle) * width) / 2 / Math.PI + low;
  });
}

/** The variance of angles, 1 less the length of their mean. SciPy's `circvar`. */
export function circvar(samples: ArrayLikeInput, options: CircularOptions = {}): NDArray | number {
  return circle("circvar", samples, options, (s, c) => 1 - Math.min(1, Math.hypot(s, c)));
}

/** The standard deviation of angles. SciPy's `circstd`. */
export function circstd(
  samples: ArrayLikeInput,
  options: CircularOptions & { readonly normalize?: boolean } = {},
): NDArray | number {
  return circle("circstd", samples, options, (s, c, _, width) => {
    const value = Math.sqrt(-2 * Math.log(Math.min(1, Math.hypot(s, c))));
    return options.normalize === true ? value : (value * width) / 2 / Math.PI;
  });
}
