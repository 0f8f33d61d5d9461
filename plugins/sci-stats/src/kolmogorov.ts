import type { ArrayLikeInput } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { kolmogorov, smirnov } from "sci-special/scalar";
import {
  type Alternative,
  type AlternativeOption,
  checkAlternative,
  checkFunction,
  checkWord,
  flatten,
  type TestResult,
} from "./core/lines.js";
import { twoSidedTail } from "./kolmogorov-tail.js";

/** What the tests of Kolmogorov and Smirnov give. */
export interface KsResult extends TestResult<number> {
  /** Where the distance is largest. */
  readonly statisticLocation: number;
  /** Whether the sample's (the first sample's) function lies above, 1, or below, -1. */
  readonly statisticSign: 1 | -1;
}

/** Options of {@link ks1samp}. */
export interface KsOptions extends AlternativeOption {
  /** `"auto"` and `"exact"` take the exact distribution; `"approx"` twice the one-sided tail, `"asymp"` its limit. */
  readonly method?: "auto" | "exact" | "approx" | "asymp";
}

/** A continuous distribution function. */
export type Cdf = (x: number) => number;

/**
 * Whether a sample comes from a distribution. SciPy's `ks_1samp`.
 * @param cdf the distribution function, for example `(x) => norm.cdf(x)`
 */
export function ks1samp(x: ArrayLikeInput, cdf: Cdf, options: KsOptions = {}): KsResult {
  checkOptions("ks1samp", options, { method: "any", alternative: "any" });
  checkKind("ks1samp", "cdf", cdf, "function");
  checkFunction("ks1samp", "cdf", cdf);
  const side = checkAlternative("ks1samp", options.alternative);
  const method = checkWord("ks1samp", "method", options.method ?? "auto", ["auto", "exact", "approx", "asymp"]);
  const sorted = flatten("ks1samp", x).sort();
  const n = sorted.length;
  if (n === 0) throw coreError("BAD_SHAPE", "ks1samp: the sample is empty.");
  let [plus, minus] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [atPlus, atMinus] = [0, 0];
  sorted.forEach((value, i) => {
    const p = cdf(value);
    if ((i + 1) / n - p > plus) [plus, atPlus] = [(i + 1) / n - p, value];
    if (p - i / n > minus) [minus, atMinus] = [p - i / n, value];
  });
  const above = side === "greater" || (side === "two-sided" && plus > minus);
  const statistic = above ? plus : minus;
  let pvalue: number;
  if (side !== "two-sided") pvalue = smirnov(n, Math.min(1, Math.max(0, statistic)));
  else if (method === "asymp") pvalue = kolmogorov(statistic * Math.sqrt(n));
  else if (method === "approx") pvalue = 2 * smirnov(n, Math.min(1, statistic));
  else pvalue = twoSidedTail(n, statistic);
  return {
    statistic,
    pvalue: Math.min(1, Math.max(0, pvalue)),
    statisticLocation: above ? atPlus : atMinus,
    statisticSign: above ? 1 : -1,
  };
}

/** Options of {@link ks2samp}. */
export interface Ks2Options extends AlternativeOption {
  /** `"auto"` is exact up to 10000 values. */
  readonly method?: "auto" | "exact" | "asymp";
}

/** Whether two samples come from one distribution. SciPy's `ks_2samp`. */
export function ks2samp(data1: ArrayLikeInput, data2: ArrayLikeInput, options: Ks2Options = {}): KsResult {
  checkOptions("ks2samp", options, { method: "any", alternative: "any" });
  const side = checkAlternative("ks2samp", options.alternative);
  const method = checkWord("ks2samp", "method", options.method ?? "auto", ["auto", "exact", "asymp"]);
  const [a, b] = [flatten("ks2samp", data1).sort(), flatten("ks2samp", data2).sort()];
  const [n1, n2] = [a.length, b.length];
  if (n1 === 0 || n2 === 0) throw coreError("BAD_SHAPE", "ks2samp: a sample is empty.");
  if (Number.isNaN(a[n1 - 1]) || Number.isNaN(b[n2 - 1]))
    return { statistic: Number.NaN, pvalue: Number.NaN, statisticLocation: Number.NaN, statisticSign: 1 };
  // Differences times n1 n2 are whole numbers.
  let [least, most, atLeast, atMost] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (let i = 0, j = 0; i < n1 || j < n2; ) {
    const value = j >= n2 || (i < n1 && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    while (i < n1 && a[i]! <= value) i++;
    while (j < n2 && b[j]! <= value) j++;
    const difference = i * n2 - j * n1;
    if (difference < least) [least, atLeast] = [difference, value];
    if (difference > most) [most, atMost] = [difference, value];
    if (Number.isNaN(value)) break;
  }
  const minus = Math.min(Math.max(-least, 0), n1 * n2);
  const below = side === "less" || (side === "two-sided" && minus > most);
  const whole = below ? minus : most;
  const statistic = whole / (n1 * n2);
  const exact = method === "exact" || (method === "auto" && Math.max(n1, n2) <= 10000);
  const pvalue = exact ? exactTail(n1, n2, whole, side) : limitTail(n1, n2, statistic, side);
  return {
    statistic,
    pvalue: Math.min(1, Math.max(0, pvalue)),
    statisticLocation: below ? atLeast : atMost,
    statisticSign: below ? -1 : 1,
  };
}

function limitTail(n1: number, n2: number, d: number, side: Alternative): number {
  const [m, n] = [Math.max(n1, n2), Math.min(n1, n2)];
  const en = (m * n) / (m + n);
  if (side === "two-sided") return twoSidedTail(Math.round(en), d);
  const z = Math.sqrt(en) * d;
  return Math.exp(-2 * z * z - (2 * z * (m + 2 * n)) / Math.sqrt(m * n * (m + n)) / 3);
}

/** The probability that a random path leaves the band, added up where it does (Hodges 1958). */
function exactTail(n1: number, n2: number, limit: number, side: Alternative): number {
  if (limit === 0) return 1;
  const two = side === "two-sided";
  // outside[j]: the probability of reaching (i, j) without having been outside.
  let row = new Float64Array(n2 + 1);
  let out = 0;
  const leaves = (i: number, j: number): boolean => {
    const difference = i * n2 - j * n1;
    return difference >= limit || (two && -difference >= limit);
  };
  row[0] = 1;
  for (let i = 0; i <= n1; i++) {
    const next = new Float64Array(n2 + 1);
    for (let j = 0; j <= n2; j++) {
      const chance = row[j]!;
      if (chance === 0) continue;
      if (leaves(i, j)) {
        out += chance;
        continue;
      }
      const left = n1 - i + n2 - j;
      if (left === 0) continue;
      if (i < n1) next[j] = next[j]! + (chance * (n1 - i)) / left;
      if (j < n2) row[j + 1] = row[j + 1]! + (chance * (n2 - j)) / left;
    }
    row = next;
  }
  return out;
}

/** {@link ks1samp} for a distribution function, {@link ks2samp} for another sample. SciPy's `kstest`. */
export function kstest(rvs: ArrayLikeInput, cdf: Cdf | ArrayLikeInput, options: KsOptions = {}): KsResult {
  checkOptions("kstest", options, { method: "any", alternative: "any" });
  if (typeof cdf === "function") return ks1samp(rvs, cdf, options);
  const { method = "auto", ...rest } = options;
  return ks2samp(rvs, cdf, { ...rest, method: method === "approx" ? "auto" : method });
}
