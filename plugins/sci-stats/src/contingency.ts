import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { betainc, betaincinv, betaln, chdtrc, xlogy } from "sci-special/scalar";
import {
  type Alternative,
  type AlternativeOption,
  checkAlternative,
  flatten,
  overLines,
  real,
  type TestResult,
} from "./core/lines.js";
import { hypergeometricMass } from "./distributions/binom-mass.js";

/** The power of the Cressie and Read family, or its name. */
export type Lambda =
  | number
  | "pearson"
  | "log-likelihood"
  | "freeman-tukey"
  | "mod-log-likelihood"
  | "neyman"
  | "cressie-read";

const powers: Readonly<Record<string, number>> = {
  pearson: 1,
  "log-likelihood": 0,
  "freeman-tukey": -0.5,
  "mod-log-likelihood": -1,
  neyman: -2,
  "cressie-read": 2 / 3,
};

function powerOf(name: string, lambda: Lambda | undefined): number {
  if (lambda === undefined) return 1;
  if (typeof lambda === "number") return lambda;
  const power = powers[lambda];
  if (power !== undefined) return power;
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: lambda is ${JSON.stringify(lambda)}, expected a number or ${Object.keys(powers).join(", ")}.`,
  );
}

function divergence(observed: Float64Array, expected: Float64Array, lambda: number): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) {
    const [o, e] = [observed[i]!, expected[i]!];
    if (lambda === 1) sum += (o - e) ** 2 / e;
    else if (lambda === 0) sum += 2 * xlogy(o, o / e);
    else if (lambda === -1) sum += 2 * xlogy(e, e / o);
    else sum += (2 * o * ((o / e) ** lambda - 1)) / (lambda * (lambda + 1));
  }
  return sum;
}

/** Options of {@link chisquare} and {@link powerDivergence}. */
export interface DivergenceOptions {
  /** Expected counts; equal ones by default. */
  readonly fExp?: ArrayLikeInput;
  readonly ddof?: number;
  readonly axis?: number | null;
}

/**
 * Whether counts agree with expected ones. SciPy's `power_divergence`.
 * @throws BAD_VALUE when the sums of observed and expected counts differ by more than 1e-8
 */
export function powerDivergence(
  fObs: ArrayLikeInput,
  options: DivergenceOptions & { readonly lambda?: Lambda } = {},
): TestResult {
  checkOptions("powerDivergence", options, { fExp: "any", ddof: "number", axis: "number or null", lambda: "any" });
  const { fExp, ddof = 0 } = options;
  const lambda = powerOf("powerDivergence", options.lambda);
  const samples = fExp === undefined ? [fObs] : [fObs, fExp];
  const axis = options.axis === undefined ? 0 : options.axis;
  const [statistic, pvalue] = overLines("powerDivergence", samples, { axis }, 2, true, (observed, given) => {
    const o = observed as Float64Array;
    const total = o.reduce((sum, value) => sum + value, 0);
    const expected = given ?? new Float64Array(o.length).fill(total / o.length);
    if (given !== undefined) {
      const other = given.reduce((sum, value) => sum + value, 0);
      if (Math.abs(total - other) / Math.min(total, other) > 1e-8)
        throw coreError(
          "BAD_VALUE",
          `powerDivergence: the observed counts add up to ${total}, the expected ones to ${other}.`,
        );
    }
    const value = divergence(o, expected, lambda);
    return [value, chdtrc(o.length - 1 - ddof, value)];
  });
  return { statistic: statistic!, pvalue: pvalue! };
}

/** Pearson's chi-squared test of counts. SciPy's `chisquare`. */
export function chisquare(fObs: ArrayLikeInput, options: DivergenceOptions = {}): TestResult {
  checkOptions("chisquare", options, { fExp: "any", ddof: "number", axis: "number or null" });
  return powerDivergence(fObs, options);
}

/** What {@link chi2Contingency} gives. */
export interface ContingencyResult extends TestResult<number> {
  readonly dof: number;
  readonly expectedFreq: NDArray;
}

/** Options of {@link chi2Contingency}. */
export interface ContingencyOptions {
  /** Yates' correction for one degree of freedom; true by default. */
  readonly correction?: boolean;
  readonly lambda?: Lambda;
}

/**
 * Whether the factors of a table of counts are independent. SciPy's `chi2_contingency`.
 * @throws BAD_VALUE for negative counts or expected counts of 0
 */
export function chi2Contingency(observed: ArrayLikeInput, options: ContingencyOptions = {}): ContingencyResult {
  checkOptions("chi2Contingency", options, { correction: "boolean", lambda: "any" });
  const { correction = true } = options;
  const lambda = powerOf("chi2Contingency", options.lambda);
  const table = real("chi2Contingency", observed);
  const o = flatten("chi2Contingency", observed);
  if (o.length === 0) throw coreError("BAD_SHAPE", "chi2Contingency: the table is empty.");
  if (o.some((value) => !(value >= 0))) throw coreError("BAD_VALUE", "chi2Contingency: counts must not be negative.");
  const { shape } = table;
  const total = o.reduce((sum, value) => sum + value, 0);
  const expected = new Float64Array(o.length).fill(total);
  let inner = o.length;
  for (const size of shape) {
    inner /= size;
    const sums = new Float64Array(size);
    const step = inner;
    for (let i = 0; i < o.length; i++) {
      const k = Math.floor(i / step) % size;
      sums[k] = sums[k]! + o[i]!;
    }
    for (let i = 0; i < o.length; i++) expected[i] = expected[i]! * (sums[Math.floor(i / step) % size]! / total);
  }
  if (expected.some((value) => value === 0)) throw coreError("BAD_VALUE", "chi2Contingency: an expected count is 0.");
  const dof = o.length - shape.reduce((sum, size) => sum + size, 0) + shape.length - 1;
  const expectedFreq = fromData(expected, shape);
  if (dof === 0) return { statistic: 0, pvalue: 1, dof, expectedFreq };
  let used: Float64Array = o;
  if (dof === 1 && correction)
    used = o.map((value, i) => {
      const d = expected[i]! - value;
      return value + Math.sign(d) * Math.min(0.5, Math.abs(d));
    });
  const statistic = divergence(used, expected, lambda);
  return { statistic, pvalue: chdtrc(dof, statistic), dof, expectedFreq };
}

/**
 * Fisher's exact test of a table of 2 x 2 counts; the statistic is the odds ratio a d / (b c). SciPy's `fisher_exact`.
 * @throws BAD_SHAPE, BAD_VALUE for negative counts
 */
export function fisherExact(table: ArrayLikeInput, options: AlternativeOption = {}): TestResult<number> {
  checkOptions("fisherExact", options, { alternative: "any" });
  const side = checkAlternative("fisherExact", options.alternative);
  const given = real("fisherExact", table);
  if (given.shape.length !== 2 || given.shape[0] !== 2 || given.shape[1] !== 2)
    throw coreError("BAD_SHAPE", `fisherExact: the table has shape (${given.shape.join(", ")}), expected (2, 2).`);
  const [a, b, c, d] = flatten("fisherExact", table) as unknown as [number, number, number, number];
  if ([a, b, c, d].some((value) => !(value >= 0)))
    throw coreError("BAD_VALUE", "fisherExact: counts must not be negative.");
  if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) return { statistic: Number.NaN, pvalue: 1 };
  const statistic = b > 0 && c > 0 ? (a * d) / (b * c) : Number.POSITIVE_INFINITY;
  const [n1, n2, n] = [a + b, c + d, a + c];
  const [low, high] = [Math.max(0, n - n2), Math.min(n1, n)];
  const mass = (k: number): number => hypergeometricMass(k, n1 + n2, n1, n);
  let sum = 0;
  if (side === "less") for (let k = low; k <= a; k++) sum += mass(k);
  else if (side === "greater") for (let k = a; k <= high; k++) sum += mass(k);
  else {
    const own = mass(a) * (1 + 1e-13);
    for (let k = low; k <= high; k++) {
      const one = mass(k);
      if (one <= own) sum += one;
    }
  }
  return { statistic, pvalue: Math.min(1, sum) };
}

/** What {@link binomtest} gives. */
export interface BinomtestResult {
  readonly k: number;
  readonly n: number;
  readonly statistic: number;
  readonly pvalue: number;
  /** The interval of Clopper and Pearson for the chance. */
  proportionCi(options?: { readonly confidenceLevel?: number }): [low: number, high: number];
}

/**
 * Whether k successes of n agree with a chance p. SciPy's `binomtest`.
 * @throws BAD_VALUE when they are not counts
 */
export function binomtest(
  k: number,
  n: number,
  options: AlternativeOption & { readonly p?: number } = {},
): BinomtestResult {
  checkOptions("binomtest", options, { alternative: "any", p: "number" });
  checkKind("binomtest", "k", k, "number");
  checkKind("binomtest", "n", n, "number");
  const { p = 0.5 } = options;
  const side = checkAlternative("binomtest", options.alternative);
  if (!Number.isSafeInteger(k) || !Number.isSafeInteger(n) || k < 0 || n < k || n < 1 || !(p >= 0 && p <= 1))
    throw coreError(
      "BAD_VALUE",
      `binomtest: got k = ${describeValue(k)}, n = ${describeValue(n)}, p = ${describeValue(p)}, expected counts with k up to n and a chance.`,
    );
  const below = (i: number): number => (i < 0 ? 0 : i >= n ? 1 : betainc(n - i, i + 1, 1 - p));
  const above = (i: number): number => (i <= 0 ? 1 : i > n ? 0 : betainc(i, n - i + 1, p));
  let pvalue: number;
  if (side === "less") pvalue = below(k);
  else if (side === "greater") pvalue = above(k);
  else {
    const mass = (i: number): number =>
      Math.exp(xlogy(i, p) + xlogy(n - i, 1 - p) - betaln(i + 1, n - i + 1)) / (n + 1);
    const own = mass(k) * (1 + 1e-7);
    if (k === p * n) pvalue = 1;
    else if (k < p * n) {
      const from = firstOf(Math.ceil(p * n), n + 1, (i) => mass(i) <= own);
      pvalue = below(k) + above(from);
    } else {
      const to = firstOf(0, Math.floor(p * n) + 1, (i) => mass(i) > own) - 1;
      pvalue = below(to) + above(k);
    }
    pvalue = Math.min(1, pvalue);
  }
  return {
    k,
    n,
    statistic: k / n,
    pvalue,
    proportionCi: ({ confidenceLevel = 0.95 } = {}) => clopper(k, n, confidenceLevel, side),
  };
}

/** The first whole number from `low` for which something holds that holds for all after it; `high` when it holds for none. */
function firstOf(low: number, high: number, holds: (i: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

function clopper(k: number, n: number, level: number, side: Alternative): [number, number] {
  const alpha = side === "two-sided" ? (1 - level) / 2 : 1 - level;
  const low = side === "less" || k === 0 ? 0 : betaincinv(k, n - k + 1, alpha);
  const high = side === "greater" || k === n ? 1 : betaincinv(k + 1, n - k, 1 - alpha);
  return [low, high];
}
