import type { RandomState } from "@core/array/random";
import { coreError } from "@core/array/runtime";
import {
  digamma,
  gammaFactor,
  gammainc,
  gammaincc,
  gammainccinv,
  gammaincinv,
  gammaln,
  polygamma,
} from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import { brent } from "../distribution/solve.js";
import type { Shape } from "../distribution/types.js";

/** The gamma distribution of shape a. SciPy's `gamma`. */
export const gamma: Continuous<[a: Shape]> = /* @__PURE__ */ continuous<[a: Shape]>({
  name: "gamma",
  shapes: ["a"],
  lower: 0,
  pdf: (x, a) => (x === 0 ? (a === 1 ? 1 : a < 1 ? Number.POSITIVE_INFINITY : 0) : (gammaFactor(a, x) * a) / x),
  logpdf: (x, a) => (a === 1 ? -x : (a - 1) * Math.log(x) - x - gammaln(a)),
  cdf: (x, a) => gammainc(a, x),
  sf: (x, a) => gammaincc(a, x),
  ppf: (q, a) => gammaincinv(a, q),
  isf: (q, a) => gammainccinv(a, q),
  stats: (a) => [a, a, 2 / Math.sqrt(a), 6 / a],
  entropy: (a) => digamma(a) * (1 - a) + a + gammaln(a),
  drawMany: (random, count, shape) => gammas(random, count, (i) => shape(0, i)),
  start: ({ skew }) => [4 / (1e-8 + skew * skew)],
  fit: ({ x }, { floc, fscale, fixed }) => {
    if (floc === undefined) return undefined;
    let [sum, logs] = [0, 0];
    for (const value of x) {
      if (!(value > floc)) throw coreError("BAD_VALUE", `gamma.fit: data lie at or below floc = ${floc}.`);
      sum += value - floc;
      logs += Math.log(value - floc);
    }
    const mean = sum / x.length;
    logs /= x.length;
    if (fscale !== undefined) return [digammaInverse(logs - Math.log(fscale)), floc, fscale];
    let a = fixed?.[0];
    if (a === undefined) {
      const s = Math.log(mean) - logs;
      const about = (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s);
      a = brent((t) => Math.log(t) - digamma(t) - s, 0.6 * about, 1.4 * about);
    }
    return [a, floc, mean / a];
  },
});

/** Gamma numbers; in one call where the shape is everywhere the same. */
function gammas(random: RandomState, count: number, shape: (i: number) => number): Float64Array {
  const first = count === 0 ? 1 : shape(0);
  for (let i = 1; i < count; i++)
    if (shape(i) !== first) return Float64Array.from({ length: count }, (_, k) => random.gamma(shape(k)));
  return random.gamma(first, { shape: count }).data;
}

/** The a where digamma(a) is y, by Newton's steps. */
function digammaInverse(y: number): number {
  let a = y > -0.125 ? Math.exp(y) + 0.5 : y > -3 ? Math.exp(y / 2.332) + 0.08661 : 1 / (-y - 0.5772156649015329);
  for (let i = 0; i < 50; i++) {
    const step = (digamma(a) - y) / polygamma(1, a);
    a -= step;
    if (Math.abs(step) < 1e-15 * a) break;
  }
  return a;
}

/** The chi-squared distribution of df degrees of freedom. SciPy's `chi2`. */
export const chi2: Continuous<[df: Shape]> = /* @__PURE__ */ continuous<[df: Shape]>({
  name: "chi2",
  shapes: ["df"],
  lower: 0,
  pdf: (x, df) =>
    x === 0
      ? df === 2
        ? 0.5
        : df < 2
          ? Number.POSITIVE_INFINITY
          : 0
      : (gammaFactor(0.5 * df, 0.5 * x) * 0.5 * df) / x,
  logpdf: (x, df) => (df === 2 ? 0 : (df / 2 - 1) * Math.log(x)) - x / 2 - gammaln(df / 2) - (Math.LN2 * df) / 2,
  cdf: (x, df) => gammainc(0.5 * df, 0.5 * x),
  sf: (x, df) => gammaincc(0.5 * df, 0.5 * x),
  ppf: (q, df) => 2 * gammaincinv(0.5 * df, q),
  isf: (q, df) => 2 * gammainccinv(0.5 * df, q),
  stats: (df) => [df, 2 * df, 2 * Math.sqrt(2 / df), 12 / df],
  entropy: (df) => 0.5 * df + Math.LN2 + gammaln(0.5 * df) + (1 - 0.5 * df) * digamma(0.5 * df),
  drawMany: (random, count, shape) => gammas(random, count, (i) => 0.5 * shape(0, i)).map((value) => 2 * value),
});

/** The inverse of a gamma number of shape a. SciPy's `invgamma`. */
export const invgamma: Continuous<[a: Shape]> = /* @__PURE__ */ continuous<[a: Shape]>({
  name: "invgamma",
  shapes: ["a"],
  lower: 0,
  pdf: (x, a) => (x === 0 ? 0 : (gammaFactor(a, 1 / x) * a) / x),
  logpdf: (x, a) => (x === 0 ? Number.NEGATIVE_INFINITY : -(a + 1) * Math.log(x) - gammaln(a) - 1 / x),
  moment: (order, a) => (order < a ? Math.exp(gammaln(a - order) - gammaln(a)) : Number.POSITIVE_INFINITY),
  cdf: (x, a) => gammaincc(a, 1 / x),
  sf: (x, a) => gammainc(a, 1 / x),
  ppf: (q, a) => 1 / gammainccinv(a, q),
  isf: (q, a) => 1 / gammaincinv(a, q),
  stats: (a) => [
    a > 1 ? 1 / (a - 1) : Number.POSITIVE_INFINITY,
    a > 2 ? 1 / (a - 1) ** 2 / (a - 2) : Number.POSITIVE_INFINITY,
    a > 3 ? (4 * Math.sqrt(a - 2)) / (a - 3) : Number.NaN,
    a > 4 ? (6 * (5 * a - 11)) / (a - 3) / (a - 4) : Number.NaN,
  ],
  entropy: (a) => a - (a + 1) * digamma(a) + gammaln(a),
});

/** The logarithm of a gamma number of shape c. SciPy's `loggamma`. */
export const loggamma: Continuous<[c: Shape]> = /* @__PURE__ */ continuous<[c: Shape]>({
  name: "loggamma",
  shapes: ["c"],
  pdf: (x, c) => Math.exp(c * x - Math.exp(x) - gammaln(c)),
  logpdf: (x, c) => c * x - Math.exp(x) - gammaln(c),
  cdf: (x, c) => gammainc(c, Math.exp(x)),
  sf: (x, c) => gammaincc(c, Math.exp(x)),
  ppf: (q, c) => Math.log(gammaincinv(c, q)),
  isf: (q, c) => Math.log(gammainccinv(c, q)),
  stats: (c) => {
    const variance = polygamma(1, c);
    return [digamma(c), variance, polygamma(2, c) / variance ** 1.5, polygamma(3, c) / variance ** 2];
  },
  drawMany: (random, count, shape) => {
    const first = Float64Array.from({ length: count }, (_, i) => Math.log(random.gamma(shape(0, i) + 1)));
    const second = random.random({ shape: count }).data as Float64Array;
    return first.map((value, i) => value + Math.log(second[i]!) / shape(0, i));
  },
});
