import { erfcx, logNdtr, ndtr, ndtri } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { Shape } from "../distribution/types.js";

/** The normal distribution; `loc` is the mean, `scale` the standard deviation. SciPy's `norm`. */
export const norm: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "norm",
  shapes: [],
  pdf: (x) => Math.exp((-x * x) / 2) / 2.5066282746310002,
  logpdf: (x) => (-x * x) / 2 - 0.9189385332046727,
  cdf: (x) => ndtr(x),
  sf: (x) => ndtr(-x),
  logcdf: (x) => logNdtr(x),
  logsf: (x) => logNdtr(-x),
  ppf: (q) => ndtri(q),
  isf: (q) => -ndtri(q),
  stats: () => [0, 1, 0, 0],
  entropy: () => 0.5 * (Math.log(2 * Math.PI) + 1),
  drawMany: (random, count) => random.standardNormal({ shape: count }).data,
  fit: ({ x, mean }, { floc, fscale }) => {
    const loc = floc ?? mean;
    let sum = 0;
    for (const value of x) sum += (value - loc) ** 2;
    return [loc, fscale ?? Math.sqrt(sum / x.length)];
  },
});

/** The half-normal distribution: the size of a normal number. SciPy's `halfnorm`. */
export const halfnorm: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "halfnorm",
  shapes: [],
  lower: 0,
  pdf: (x) => Math.sqrt(2 / Math.PI) * Math.exp((-x * x) / 2),
  logpdf: (x) => 0.5 * Math.log(2 / Math.PI) - (x * x) / 2,
  cdf: (x) => 1 - 2 * ndtr(-x),
  sf: (x) => 2 * ndtr(-x),
  ppf: (q) => ndtri((1 + q) / 2),
  isf: (q) => -ndtri(q / 2),
  stats: () => [
    Math.sqrt(2 / Math.PI),
    1 - 2 / Math.PI,
    (Math.SQRT2 * (4 - Math.PI)) / (Math.PI - 2) ** 1.5,
    (8 * (Math.PI - 3)) / (Math.PI - 2) ** 2,
  ],
  entropy: () => 0.5 * Math.log(Math.PI / 2) + 0.5,
  drawMany: (random, count) => (random.standardNormal({ shape: count }).data as Float64Array).map(Math.abs),
});

/** A normal number and an exponential one of mean K added up. SciPy's `exponnorm`. */
export const exponnorm: Continuous<[K: Shape]> = /* @__PURE__ */ continuous<[K: Shape]>({
  name: "exponnorm",
  shapes: ["K"],
  pdf: (x, K) => Math.exp(exponnormLog(x, K)),
  logpdf: exponnormLog,
  cdf: (x, K) => {
    const tail = (0.5 / K - x) / K;
    const smaller = ndtr(x) - Math.exp(tail + logNdtr(x - 1 / K));
    // Far to the left the two parts cancel; their ratio is that of scaled tails.
    if (x > -3) return smaller;
    const t = -x * Math.SQRT1_2;
    return 0.5 * Math.exp((-x * x) / 2) * (erfcx(t) - erfcx(t + Math.SQRT1_2 / K));
  },
  sf: (x, K) => ndtr(-x) + Math.exp((0.5 / K - x) / K + logNdtr(x - 1 / K)),
  stats: (K) => {
    const size = 1 + K * K;
    return [K, size, 2 * K ** 3 * size ** -1.5, 6 * K ** 4 * size ** -2];
  },
  drawMany: (random, count, shape) => {
    const first = random.exponential({ shape: count }).data as Float64Array;
    const second = random.standardNormal({ shape: count }).data as Float64Array;
    return first.map((value, i) => value * shape(0, i) + second[i]!);
  },
});

function exponnormLog(x: number, K: number): number {
  return (0.5 / K - x) / K + logNdtr(x - 1 / K) - Math.log(K);
}
