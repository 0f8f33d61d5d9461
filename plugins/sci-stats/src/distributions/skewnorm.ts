import { logNdtr, ndtr } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import { brent, integral, inverted } from "../distribution/solve.js";
import type { Shape } from "../distribution/types.js";

function density(x: number, a: number): number {
  return 2 * Math.exp((-x * x) / 2 - 0.9189385332046727 + logNdtr(a * x));
}

/** Owen's T function, by Gauss and Kronrod's rule. */
function owen(h: number, a: number): number {
  if (a === 0) return 0;
  if (a < 0) return -owen(h, -a);
  return integral((t) => Math.exp(-0.5 * h * h * (1 + t * t)) / (1 + t * t), 0, a) / (2 * Math.PI);
}

function lower(x: number, a: number): number {
  const value = ndtr(x) - 2 * owen(x, a);
  // Where the two cancel the density itself is added up.
  return value > 1e-3
    ? value
    : Math.max(
        0,
        integral((t) => density(t, a), Number.NEGATIVE_INFINITY, x, [x - 1, x - 0.1]),
      );
}

/** The skew normal distribution of skewness parameter a. SciPy's `skewnorm`. */
export const skewnorm: Continuous<[a: Shape]> = /* @__PURE__ */ continuous<[a: Shape]>({
  name: "skewnorm",
  shapes: ["a"],
  valid: (a) => Number.isFinite(a),
  pdf: density,
  logpdf: (x, a) => Math.LN2 - (x * x) / 2 - 0.9189385332046727 + logNdtr(a * x),
  cdf: lower,
  sf: (x, a) => lower(-x, -a),
  ppf: (q, a) =>
    q < 0.5
      ? inverted((x) => lower(x, a), q, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, true)
      : inverted((x) => lower(-x, -a), 1 - q, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, false),
  isf: (q, a) => inverted((x) => lower(-x, -a), q, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, false),
  stats: (a) => {
    const mean = (Math.sqrt(2 / Math.PI) * a) / Math.sqrt(1 + a * a);
    const variance = 1 - mean * mean;
    return [
      mean,
      variance,
      ((4 - Math.PI) / 2) * (mean / Math.sqrt(variance)) ** 3,
      2 * (Math.PI - 3) * ((mean * mean) / variance) ** 2,
    ];
  },
  start: ({ skew, mean, variance }, { fixed, fscale, floc, loc, scale: given }) => {
    const skewOf = (d: number): number =>
      (((4 - Math.PI) / 2) * (d * Math.sqrt(2 / Math.PI)) ** 3) / (1 - (2 * d * d) / Math.PI) ** 1.5;
    let a = fixed?.[0];
    if (a === undefined) {
      if (Math.abs(skew) >= skewOf(1)) return [1];
      const d = brent((x) => skewOf(x) - skew, -1, 1);
      a = d / Math.sqrt(1 - d * d);
    }
    const d = a / Math.sqrt(1 + a * a);
    const scale = fscale ?? given ?? Math.sqrt(variance / (1 - (2 * d * d) / Math.PI));
    return [a, floc ?? loc ?? mean - scale * d * Math.sqrt(2 / Math.PI), scale];
  },
  drawMany: (random, count, shape) => {
    const first = random.standardNormal({ shape: count }).data as Float64Array;
    const second = random.standardNormal({ shape: count }).data as Float64Array;
    return first.map((u0, i) => {
      const a = shape(0, i);
      const d = a / Math.sqrt(1 + a * a);
      const u1 = d * u0 + second[i]! * Math.sqrt(1 - d * d);
      return u0 >= 0 ? u1 : -u1;
    });
  },
});
