import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { chdtrc, ndtr, ndtri } from "sci-special/scalar";
import {
  type Alternative,
  type AlternativeOption,
  type AxisOption,
  checkAlternative,
  checkWord,
  flatten,
  medianOf,
  overLines,
  spread,
  type TestResult,
} from "./core/lines.js";
import { normalP } from "./core/pvalues.js";
import { expon } from "./distributions/expon.js";
import { gumbelL, gumbelR } from "./distributions/gumbel.js";
import { logistic } from "./distributions/logistic.js";
import { norm } from "./distributions/norm.js";

const normalityKinds: OptionKinds<NormalityOptions> = {
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
  alternative: "any",
};

const axisOption: OptionKinds<AxisOption> = { axis: "number or null", keepdims: "boolean", nanPolicy: "any" };

/** Options of the tests of skewness and kurtosis. */
export interface NormalityOptions extends AxisOption, AlternativeOption {}

function moments(x: Float64Array): [number, number, number] {
  const { mean, squares } = spread(x);
  let [m3, m4] = [0, 0];
  for (const value of x) {
    const d = value - mean;
    m3 += d ** 3;
    m4 += d ** 4;
  }
  return [squares / x.length, m3 / x.length, m4 / x.length];
}

function skewZ(x: Float64Array): number {
  const n = x.length;
  if (n < 8) throw coreError("BAD_SHAPE", `skewtest: got ${n} values, expected at least 8.`);
  const [m2, m3] = moments(x);
  let y = (m3 / m2 ** 1.5) * Math.sqrt(((n + 1) * (n + 3)) / (6 * (n - 2)));
  const beta2 = (3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3)) / ((n - 2) * (n + 5) * (n + 7) * (n + 9));
  const w2 = -1 + Math.sqrt(2 * (beta2 - 1));
  const delta = 1 / Math.sqrt(0.5 * Math.log(w2));
  const alpha = Math.sqrt(2 / (w2 - 1));
  if (y === 0) y = 1;
  return delta * Math.asinh(y / alpha);
}

function kurtosisZ(x: Float64Array): number {
  const n = x.length;
  if (n < 5) throw coreError("BAD_SHAPE", `kurtosistest: got ${n} values, expected at least 5.`);
  const [m2, , m4] = moments(x);
  const expected = (3 * (n - 1)) / (n + 1);
  const variance = (24 * n * (n - 2) * (n - 3)) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
  const z = (m4 / m2 ** 2 - expected) / Math.sqrt(variance);
  const root =
    ((6 * (n * n - 5 * n + 2)) / ((n + 7) * (n + 9))) * Math.sqrt((6 * (n + 3) * (n + 5)) / (n * (n - 2) * (n - 3)));
  const a = 6 + (8 / root) * (2 / root + Math.sqrt(1 + 4 / root ** 2));
  const denominator = 1 + z * Math.sqrt(2 / (a - 4));
  const second =
    denominator === 0 ? Number.NaN : Math.sign(denominator) * ((1 - 2 / a) / Math.abs(denominator)) ** (1 / 3);
  return (1 - 2 / (9 * a) - second) / Math.sqrt(2 / (9 * a));
}

function run(name: string, a: ArrayLikeInput, options: NormalityOptions, f: (x: Float64Array) => number): TestResult {
  const side: Alternative = checkAlternative(name, options.alternative);
  const [statistic, pvalue] = overLines(name, [a], options, 2, true, (x) => {
    const z = f(x!);
    return [z, normalP(z, side)];
  });
  return { statistic: statistic!, pvalue: pvalue! };
}

/**
 * Whether the skewness is that of a normal distribution. SciPy's `skewtest`.
 * @throws BAD_SHAPE for fewer than 8 values
 */
export function skewtest(a: ArrayLikeInput, options: NormalityOptions = {}): TestResult {
  checkOptions("skewtest", options, normalityKinds);
  return run("skewtest", a, options, skewZ);
}

/**
 * Whether the kurtosis is that of a normal distribution. SciPy's `kurtosistest`.
 * @throws BAD_SHAPE for fewer than 5 values
 */
export function kurtosistest(a: ArrayLikeInput, options: NormalityOptions = {}): TestResult {
  checkOptions("kurtosistest", options, normalityKinds);
  return run("kurtosistest", a, options, kurtosisZ);
}

/** Both at once (D'Agostino and Pearson). SciPy's `normaltest`. */
export function normaltest(a: ArrayLikeInput, options: AxisOption = {}): TestResult {
  checkOptions("normaltest", options, axisOption);
  const [statistic, pvalue] = overLines("normaltest", [a], options, 2, true, (x) => {
    const value = skewZ(x!) ** 2 + kurtosisZ(x!) ** 2;
    return [value, chdtrc(2, value)];
  });
  return { statistic: statistic!, pvalue: pvalue! };
}

/** Whether skewness and kurtosis are those of a normal distribution, of all elements by default. SciPy's `jarque_bera`. */
export function jarqueBera(x: ArrayLikeInput, options: AxisOption = {}): TestResult {
  checkOptions("jarqueBera", options, axisOption);
  const axis = options.axis === undefined ? null : options.axis;
  const [statistic, pvalue] = overLines("jarqueBera", [x], { ...options, axis }, 2, true, (line) => {
    if (line!.length === 0) throw coreError("BAD_SHAPE", "jarqueBera: there are no values.");
    const [m2, m3, m4] = moments(line!);
    const value = (line!.length / 6) * (m3 ** 2 / m2 ** 3 + (m4 / m2 ** 2 - 3) ** 2 / 4);
    return [value, chdtrc(2, value)];
  });
  return { statistic: statistic as NDArray | number, pvalue: pvalue as NDArray | number };
}

function poly(c: readonly number[], x: number): number {
  let sum = 0;
  for (let i = c.length - 1; i >= 0; i--) sum = sum * x + c[i]!;
  return sum;
}

const first = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const second = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const meanSmall = [0.544, -0.39978, 0.025054, -6.714e-4];
const deviationSmall = [1.3822, -0.77857, 0.062767, -0.0020322];
const meanLarge = [-1.5861, -0.31082, -0.083751, 0.0038915];
const deviationLarge = [-0.4803, -0.082676, 0.0030302];

/**
 * Whether a sample is normal (Shapiro and Wilk; Royston's AS R94 1995, in double precision). SciPy's `shapiro`.
 * @throws BAD_SHAPE for fewer than 3 values
 */
export function shapiro(x: ArrayLikeInput): TestResult<number> {
  const given = flatten("shapiro", x);
  const n = given.length;
  if (n < 3) throw coreError("BAD_SHAPE", `shapiro: got ${n} values, expected at least 3.`);
  if (given.some(Number.isNaN)) return { statistic: Number.NaN, pvalue: Number.NaN };
  const middle = medianOf(given);
  const sorted = given.map((value) => value - middle).sort();
  const half = n >> 1;
  const a = new Float64Array(half);
  if (n === 3) a[0] = Math.SQRT1_2;
  else {
    const m = Float64Array.from({ length: half }, (_, i) => ndtri((i + 1 - 0.375) / (n + 0.25)));
    const sum = 2 * m.reduce((total, value) => total + value * value, 0);
    const root = Math.sqrt(sum);
    const rsn = 1 / Math.sqrt(n);
    const a1 = poly(first, rsn) - m[0]! / root;
    let from = 1;
    let factor: number;
    if (n > 5) {
      from = 2;
      const a2 = -m[1]! / root + poly(second, rsn);
      factor = Math.sqrt((sum - 2 * m[0]! ** 2 - 2 * m[1]! ** 2) / (1 - 2 * a1 ** 2 - 2 * a2 ** 2));
      a[1] = a2;
    } else factor = Math.sqrt((sum - 2 * m[0]! ** 2) / (1 - 2 * a1 ** 2));
    a[0] = a1;
    for (let i = from; i < half; i++) a[i] = -m[i]! / factor;
  }
  const range = sorted[n - 1]! - sorted[0]!;
  if (range === 0) return { statistic: 1, pvalue: 1 };
  const weight = (i: number): number => (i < half ? -a[i]! : i >= n - half ? a[n - 1 - i]! : 0);
  const scaled = sorted.map((value) => value / range);
  const mean = spread(scaled).mean;
  let [ssa, ssx, sax] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [w, d] = [weight(i), scaled[i]! - mean];
    ssa += w * w;
    ssx += d * d;
    sax += w * d;
  }
  const norms = Math.sqrt(ssa * ssx);
  const w1 = ((norms - sax) * (norms + sax)) / (ssa * ssx);
  const statistic = 1 - w1;
  if (n === 3) {
    const p = (6 / Math.PI) * (Math.asin(Math.sqrt(statistic)) - Math.asin(Math.sqrt(0.75)));
    return { statistic, pvalue: Math.max(0, p) };
  }
  let y = Math.log(w1);
  const logN = Math.log(n);
  let [m, s] = [poly(meanLarge, logN), Math.exp(poly(deviationLarge, logN))];
  if (n <= 11) {
    const gamma = -2.273 + 0.459 * n;
    if (y >= gamma) return { statistic, pvalue: 1e-99 };
    y = -Math.log(gamma - y);
    [m, s] = [poly(meanSmall, n), Math.exp(poly(deviationSmall, n))];
  }
  return { statistic, pvalue: ndtr(-(y - m) / s) };
}

/** What {@link anderson} gives. */
export interface AndersonResult {
  readonly statistic: number;
  readonly criticalValues: readonly number[];
  /** In percent. */
  readonly significanceLevel: readonly number[];
}

/** Distributions that {@link anderson} knows. */
export type AndersonDistribution = "norm" | "expon" | "logistic" | "gumbel" | "gumbel_l" | "gumbel_r" | "extreme1";

/** Whether a sample comes from a distribution whose parameters are estimated (Anderson and Darling). SciPy's `anderson`. */
export function anderson(x: ArrayLikeInput, options: { readonly dist?: AndersonDistribution } = {}): AndersonResult {
  checkOptions("anderson", options, { dist: "any" });
  const word = checkWord("anderson", "dist", options.dist ?? "norm", [
    "norm",
    "expon",
    "logistic",
    "gumbel",
    "gumbel_l",
    "gumbel_r",
    "extreme1",
  ]);
  const y = flatten("anderson", x).sort();
  const n = y.length;
  const { mean, squares } = spread(y);
  const normal = {
    levels: [15, 10, 5, 2.5, 1],
    values: [0.576, 0.656, 0.787, 0.918, 1.092],
    shrink: 1 + 4 / n - 25 / n / n,
  };
  const gumbel = {
    levels: [25, 10, 5, 2.5, 1],
    values: [0.474, 0.637, 0.757, 0.877, 1.038],
    shrink: 1 + 0.2 / Math.sqrt(n),
  };
  const plan = {
    norm: { ...normal, d: norm, at: () => [mean, Math.sqrt(squares / (n - 1))] },
    expon: {
      levels: normal.levels,
      values: [0.922, 1.078, 1.341, 1.606, 1.957],
      shrink: 1 + 0.6 / n,
      d: expon,
      at: () => [0, mean],
    },
    logistic: {
      levels: [25, 10, 5, 2.5, 1, 0.5],
      values: [0.426, 0.563, 0.66, 0.769, 0.906, 1.01],
      shrink: 1 + 0.25 / n,
      d: logistic,
      at: () => logistic.fit(y),
    },
    gumbel_l: { ...gumbel, d: gumbelL, at: () => gumbelL.fit(y) },
    gumbel_r: { ...gumbel, d: gumbelR, at: () => gumbelR.fit(y) },
  }[word === "gumbel" || word === "extreme1" ? "gumbel_l" : word];
  const [loc, scale] = plan.at() as [number, number];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const [low, high] = [(y[i]! - loc) / scale, (y[n - 1 - i]! - loc) / scale];
    sum += ((2 * i + 1) / n) * (plan.d.logcdf(low) + plan.d.logsf(high));
  }
  return {
    statistic: -n - sum,
    criticalValues: plan.values.map((value) => Math.round((value / plan.shrink) * 1000) / 1000),
    significanceLevel: plan.levels,
  };
}
