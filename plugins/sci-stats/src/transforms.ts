import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { boxcox as boxcoxOf, ndtri } from "sci-special/scalar";
import { flatten, real, varianceOf } from "./core/lines.js";
import { linregress } from "./correlation.js";
import { brent } from "./distribution/solve.js";

/** The place of a minimum, from a bracket that is widened until it holds one; golden sections, then parabolas. */
function minimum(f: (x: number) => number, from: number, to: number): number {
  const ratio = 0.3819660112501051;
  let [a, b] = [from, to];
  let [fa, fb] = [f(a), f(b)];
  if (fa < fb) [a, b, fa, fb] = [b, a, fb, fa];
  let c = b + 1.618034 * (b - a);
  let fc = f(c);
  for (let i = 0; i < 100 && fc < fb; i++)
    [a, b, c, fb, fc] = [b, c, c + 1.618034 * (c - b), fc, f(c + 1.618034 * (c - b))];
  let [low, high] = [Math.min(a, c), Math.max(a, c)];
  let x = b;
  let fx = fb;
  let [w, v, fw, fv, d, e] = [x, x, fx, fx, 0, 0];
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    const tolerance = 1.48e-8 * Math.abs(x) + 1e-11;
    if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (high - low)) break;
    let golden = true;
    if (Math.abs(e) > tolerance) {
      const r = (x - w) * (fx - fv);
      let q = (x - v) * (fx - fw);
      let p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      const before = e;
      e = d;
      if (Math.abs(p) < Math.abs(0.5 * q * before) && p > q * (low - x) && p < q * (high - x)) {
        d = p / q;
        golden = false;
      }
    }
    if (golden) {
      e = x >= middle ? low - x : high - x;
      d = ratio * e;
    }
    const u = x + (Math.abs(d) >= tolerance ? d : d >= 0 ? tolerance : -tolerance);
    const fu = f(u);
    if (fu <= fx) {
      if (u >= x) low = x;
      else high = x;
      [v, w, x, fv, fw, fx] = [w, x, u, fw, fx, fu];
    } else {
      if (u < x) low = u;
      else high = u;
      if (fu <= fw || w === x) [v, w, fv, fw] = [w, u, fw, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return x;
}

/** The log-likelihood of Box and Cox's transform. SciPy's `boxcox_llf`. */
export function boxcoxLlf(lmb: number, data: ArrayLikeInput): number {
  checkKind("boxcoxLlf", "lmb", lmb, "number");
  const x = flatten("boxcoxLlf", data);
  if (x.length === 0) return Number.NaN;
  const logs = x.map(Math.log);
  const variance = varianceOf(lmb === 0 ? logs : x.map((value) => value ** lmb / lmb));
  return (lmb - 1) * logs.reduce((sum, value) => sum + value, 0) - (x.length / 2) * Math.log(variance);
}

/** Options of {@link boxcox}. */
export interface BoxcoxOptions {
  /** The exponent; without it that of the largest likelihood. */
  readonly lmbda?: number;
  /** Also gives the interval of the exponent of confidence 1 - alpha. */
  readonly alpha?: number;
}

/**
 * Box and Cox's transform: with `lmbda` the transformed array, else the tuple of it and the exponent of the largest likelihood, and with
 * `alpha` its interval. SciPy's `boxcox`.
 * @throws BAD_VALUE for data that are constant or not positive, BAD_SHAPE for more than one axis
 */
export function boxcox(x: ArrayLikeInput, options: BoxcoxOptions & { readonly lmbda: number }): NDArray;
export function boxcox(
  x: ArrayLikeInput,
  options: BoxcoxOptions & { readonly alpha: number; readonly lmbda?: never },
): [NDArray, number, [number, number]];
export function boxcox(
  x: ArrayLikeInput,
  options?: { readonly lmbda?: never; readonly alpha?: never },
): [NDArray, number];
export function boxcox(
  x: ArrayLikeInput,
  options: BoxcoxOptions = {},
): NDArray | [NDArray, number] | [NDArray, number, [number, number]] {
  checkOptions("boxcox", options, { lmbda: "number", alpha: "number" });
  const given = real("boxcox", x);
  const values = flatten("boxcox", given);
  const apply = (lmbda: number): NDArray =>
    fromData(
      values.map((value) => boxcoxOf(value, lmbda)),
      given.shape,
    );
  if (options.lmbda !== undefined) return apply(options.lmbda);
  if (given.shape.length !== 1) throw coreError("BAD_SHAPE", `boxcox: got ${given.shape.length} axes, expected one.`);
  if (values.every((value) => value === values[0])) throw coreError("BAD_VALUE", "boxcox: the data are constant.");
  if (values.some((value) => !(value > 0))) throw coreError("BAD_VALUE", "boxcox: the data must be positive.");
  const best = minimum((lmbda) => -boxcoxLlf(lmbda, values), -2, 2);
  if (options.alpha === undefined) return [apply(best), best];
  // Half the quantile of chi-squared of one degree of freedom.
  const target = boxcoxLlf(best, values) - 0.5 * ndtri(options.alpha / 2) ** 2;
  const miss = (lmbda: number): number => boxcoxLlf(lmbda, values) - target;
  const end = (way: 1 | -1): number => {
    let step = 0.1;
    for (let i = 0; i < 500 && miss(best + way * step) > 0; i++) step += 0.1;
    return brent(miss, best, best + way * step);
  };
  return [apply(best), best, [end(-1), end(1)]];
}

function yeojohnsonOf(x: number, lmbda: number): number {
  if (x >= 0) return Math.abs(lmbda) < 2.3e-16 ? Math.log1p(x) : Math.expm1(lmbda * Math.log1p(x)) / lmbda;
  return Math.abs(lmbda - 2) > 2.3e-16 ? -Math.expm1((2 - lmbda) * Math.log1p(-x)) / (2 - lmbda) : -Math.log1p(-x);
}

/** The log-likelihood of Yeo and Johnson's transform. SciPy's `yeojohnson_llf`. */
export function yeojohnsonLlf(lmb: number, data: ArrayLikeInput): number {
  checkKind("yeojohnsonLlf", "lmb", lmb, "number");
  const x = flatten("yeojohnsonLlf", data);
  const variance = varianceOf(x.map((value) => yeojohnsonOf(value, lmb)));
  if (variance < Number.MIN_VALUE * 2 ** 52) return Number.POSITIVE_INFINITY;
  const logs = x.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0);
  return (-x.length / 2) * Math.log(variance) + (lmb - 1) * logs;
}

/** Yeo and Johnson's transform, which takes negative numbers too. SciPy's `yeojohnson`. */
export function yeojohnson(x: ArrayLikeInput, options: { readonly lmbda: number }): NDArray;
export function yeojohnson(x: ArrayLikeInput, options?: { readonly lmbda?: never }): [NDArray, number];
export function yeojohnson(x: ArrayLikeInput, options: { readonly lmbda?: number } = {}): NDArray | [NDArray, number] {
  checkOptions("yeojohnson", options, { lmbda: "number" });
  const given = asArray(x);
  const values = flatten("yeojohnson", given);
  const apply = (lmbda: number): NDArray =>
    fromData(
      values.map((value) => yeojohnsonOf(value, lmbda)),
      given.shape,
    );
  if (options.lmbda !== undefined) return apply(options.lmbda);
  const best = minimum(
    (lmbda) => {
      const value = yeojohnsonLlf(lmbda, values);
      return value === Number.POSITIVE_INFINITY ? value : -value;
    },
    -2,
    2,
  );
  return [apply(best), best];
}

/** What {@link probplot} needs of a distribution. */
export interface Quantiles {
  ppf(q: number): number;
}

/** Options of {@link probplot}. */
export interface ProbplotOptions {
  /** A distribution with its parameters; the normal one by default. */
  readonly dist?: Quantiles;
}

/** What {@link probplot} gives. */
export interface ProbplotResult {
  /** Theoretical quantiles, `osm`, and sorted data, `osr`. */
  readonly osm: NDArray;
  readonly osr: NDArray;
  /** The straight line through them, and their correlation. */
  readonly slope: number;
  readonly intercept: number;
  readonly r: number;
}

/** The points of a probability plot and the line through them; drawing is left to others. SciPy's `probplot`. */
export function probplot(x: ArrayLikeInput, options: ProbplotOptions = {}): ProbplotResult {
  checkOptions("probplot", options, { dist: "any" });
  const { dist = { ppf: ndtri } } = options;
  const sorted = flatten("probplot", x).sort();
  const n = sorted.length;
  const osr = fromData(sorted, [n]);
  const last = 0.5 ** (1 / n);
  const medians = Float64Array.from({ length: n }, (_, i) =>
    i === n - 1 ? last : i === 0 ? 1 - last : (i + 1 - 0.3175) / (n + 0.365),
  );
  const osm = fromData(
    medians.map((q) => dist.ppf(q)),
    [n],
  );
  if (n === 0) return { osm, osr, slope: Number.NaN, intercept: Number.NaN, r: 0 };
  const { slope, intercept, rvalue } = linregress(osm, osr);
  return { osm, osr, slope, intercept, r: rvalue };
}
