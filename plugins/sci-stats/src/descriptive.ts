import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { type AxisOption, type NanOption, overLines, spread, varianceOf } from "./core/lines.js";

const ddofKinds: OptionKinds<DdofOptions> = {
  ddof: "number",
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
};

const meanKinds: OptionKinds<MeanOptions> = {
  weights: "any",
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
};

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
  checkOptions("skew", options, { bias: "boolean", axis: "number or null", keepdims: "boolean", nanPolicy: "any" });
  return overLines("skew", [a], options, 1, true, (x) => [skewOf(x!, options.bias ?? true)])[0]!;
}

/** Options of {@link kurtosis}. */
export interface KurtosisOptions extends BiasOptions {
  /** Whether 3 is taken off, so that a normal distribution has 0; true by default. */
  readonly fisher?: boolean;
}

/** The kurtosis m4 / m2^2. SciPy's `kurtosis`. */
export function kurtosis(a: ArrayLikeInput, options: KurtosisOptions = {}): NDArray | number {
  checkOptions("kurtosis", options, {
    fisher: "boolean",
    bias: "boolean",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
  });
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
  checkOptions("describe", options, { axis: "number or null", ddof: "number", bias: "boolean", nanPolicy: "any" });
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
  checkOptions("moment", options, { moment: "number", axis: "number or null", keepdims: "boolean", nanPolicy: "any" });
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
  checkOptions("sem", options, ddofKinds);
  const { ddof = 1 } = options;
  return overLines("sem", [a], options, 1, true, (x) => [Math.sqrt(varianceOf(x!, ddof) / x!.length)])[0]!;
}

/** The standard deviation over the mean. SciPy's `variation`. */
export function variation(a: ArrayLikeInput, options: DdofOptions = {}): NDArray | number {
  checkOptions("variation", options, ddofKinds);
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
  checkOptions("mode", options, { axis: "number or null", keepdims: "boolean", nanPolicy: "any" });
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
  checkOptions("gmean", options, meanKinds);
  return powerMean("gmean", a, options, Math.log, Math.exp);
}

/**
 * The harmonic mean. SciPy's `hmean`.
 * @throws BAD_VALUE for negative values
 */
export function hmean(a: ArrayLikeInput, options: MeanOptions = {}): NDArray | number {
  checkOptions("hmean", options, meanKinds);
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
  checkOptions("pmean", options, meanKinds);
  checkKind("pmean", "p", p, "number");
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
