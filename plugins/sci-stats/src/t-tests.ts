import type { ArrayLikeInput, NDArray } from "@core/array";
import { vectorizeTuple } from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import {
  type Alternative,
  type AlternativeOption,
  type AxisOption,
  checkAlternative,
  overLines,
  real,
  spread,
} from "./core/lines.js";
import { studentP } from "./core/pvalues.js";

const tTestKinds: OptionKinds<TTestOptions> = {
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
  alternative: "any",
};

/** Statistic, p-value and degrees of freedom of a t-test. */
export interface TTestResult<T = NDArray | number> {
  readonly statistic: T;
  readonly pvalue: T;
  readonly df: T;
}

/** Options of the t-tests. */
export interface TTestOptions extends AxisOption, AlternativeOption {}

/** Options of {@link ttestInd}. */
export interface TTestIndOptions extends TTestOptions {
  /** Whether the variances are taken to be equal; false is Welch's test. True by default. */
  readonly equalVar?: boolean;
  /** The share cut off at both ends (Yuen's test), from 0 up to 0.5. */
  readonly trim?: number;
}

function result([statistic, pvalue, df]: readonly (NDArray | number)[]): TTestResult {
  return { statistic: statistic!, pvalue: pvalue!, df: df! };
}

/** Whether the mean of a sample is `popmean`. SciPy's `ttest_1samp`. */
export function ttest1samp(a: ArrayLikeInput, popmean: ArrayLikeInput, options: TTestOptions = {}): TTestResult {
  checkOptions("ttest1samp", options, tTestKinds);
  const side = checkAlternative("ttest1samp", options.alternative);
  const wanted = real("ttest1samp", popmean);
  if (wanted.size !== 1) throw coreError("BAD_SHAPE", `ttest1samp: popmean has ${wanted.size} elements, expected one.`);
  const value = Number(wanted.item());
  return result(overLines("ttest1samp", [a], options, 3, true, (x) => oneSample(x as Float64Array, value, side)));
}

function oneSample(x: Float64Array, popmean: number, side: Alternative): readonly number[] {
  const { mean, squares } = spread(x);
  const df = x.length - 1;
  const t = (mean - popmean) / Math.sqrt(squares / df / x.length);
  return [t, studentP(t, df, side), df];
}

/** Whether two samples measured in pairs have the same mean. SciPy's `ttest_rel`. */
export function ttestRel(a: ArrayLikeInput, b: ArrayLikeInput, options: TTestOptions = {}): TTestResult {
  checkOptions("ttestRel", options, tTestKinds);
  const side = checkAlternative("ttestRel", options.alternative);
  return result(
    overLines("ttestRel", [a, b], options, 3, true, (x, y) =>
      oneSample(
        (x as Float64Array).map((value, i) => value - y![i]!),
        0,
        side,
      ),
    ),
  );
}

function independent(
  m1: number,
  v1: number,
  n1: number,
  m2: number,
  v2: number,
  n2: number,
  equal: boolean,
  side: Alternative,
): [number, number, number] {
  let [df, square] = [0, 0];
  if (equal) {
    df = n1 + n2 - 2;
    square = (((n1 - 1) * v1 + (n2 - 1) * v2) / df) * (1 / n1 + 1 / n2);
  } else {
    const [a, b] = [v1 / n1, v2 / n2];
    df = (a + b) ** 2 / (a ** 2 / (n1 - 1) + b ** 2 / (n2 - 1));
    if (Number.isNaN(df)) df = 1;
    square = a + b;
  }
  const t = (m1 - m2) / Math.sqrt(square);
  return [t, studentP(t, df, side), df];
}

/**
 * Whether two independent samples have the same mean. SciPy's `ttest_ind`.
 * @throws BAD_VALUE for a trim outside 0..0.5
 */
export function ttestInd(a: ArrayLikeInput, b: ArrayLikeInput, options: TTestIndOptions = {}): TTestResult {
  checkOptions("ttestInd", options, {
    equalVar: "boolean",
    trim: "number",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
    alternative: "any",
  });
  const { equalVar = true, trim = 0 } = options;
  const side = checkAlternative("ttestInd", options.alternative);
  if (!(trim >= 0 && trim < 0.5)) throw coreError("BAD_VALUE", `ttestInd: trim is ${trim}, expected 0 up to 0.5.`);
  return result(
    overLines("ttestInd", [a, b], options, 3, false, (x, y) => {
      const [one, two] = [trimmed(x!, trim), trimmed(y!, trim)];
      return independent(one.mean, one.variance, one.n, two.mean, two.variance, two.n, equalVar, side);
    }),
  );
}

/** Mean, variance and count of a sample, for Yuen's test those of the trimmed and winsorised one. */
function trimmed(x: Float64Array, trim: number): { mean: number; variance: number; n: number } {
  if (trim === 0) {
    const { mean, squares } = spread(x);
    return { mean, variance: squares / (x.length - 1), n: x.length };
  }
  const sorted = x.slice().sort();
  const g = Math.floor(x.length * trim);
  const inner = sorted.subarray(g, x.length - g);
  const mean = spread(inner).mean;
  sorted.fill(sorted[g]!, 0, g);
  sorted.fill(sorted[x.length - g - 1]!, x.length - g);
  const n = x.length - 2 * g;
  return { mean, variance: spread(sorted).squares / (n - 1), n };
}

/** Options of {@link ttestIndFromStats}. */
export interface FromStatsOptions extends AlternativeOption {
  readonly equalVar?: boolean;
}

/** {@link ttestInd} from means, standard deviations (ddof 1) and counts. SciPy's `ttest_ind_from_stats`. */
export function ttestIndFromStats(
  mean1: ArrayLikeInput,
  std1: ArrayLikeInput,
  nobs1: ArrayLikeInput,
  mean2: ArrayLikeInput,
  std2: ArrayLikeInput,
  nobs2: ArrayLikeInput,
  options: FromStatsOptions = {},
): TTestResult {
  checkOptions("ttestIndFromStats", options, { equalVar: "boolean", alternative: "any" });
  const side = checkAlternative("ttestIndFromStats", options.alternative);
  const { equalVar = true } = options;
  const run = vectorizeTuple(
    (m1: number, s1: number, n1: number, m2: number, s2: number, n2: number): [number, number, number] =>
      independent(m1, s1 * s1, n1, m2, s2 * s2, n2, equalVar, side),
    3,
    { name: "ttestIndFromStats" },
  );
  return result(run(mean1, std1, nobs1, mean2, std2, nobs2) as unknown as (NDArray | number)[]);
}
