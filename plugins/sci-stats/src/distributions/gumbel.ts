import { gamma, gammaln } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { FitData, FitOptions } from "../distribution/fit.js";
import { brent } from "../distribution/solve.js";
import type { Shape } from "../distribution/types.js";

const euler = 0.5772156649015329;
const skewness = 1.1395470994046486;
const sixth = (Math.PI * Math.PI) / 6;

/** Gumbel's distribution of the largest of many. SciPy's `gumbel_r`. */
export const gumbelR: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "gumbelR",
  shapes: [],
  pdf: (x) => Math.exp(-x - Math.exp(-x)),
  logpdf: (x) => -x - Math.exp(-x),
  cdf: (x) => Math.exp(-Math.exp(-x)),
  logcdf: (x) => -Math.exp(-x),
  sf: (x) => -Math.expm1(-Math.exp(-x)),
  ppf: (q) => -Math.log(-Math.log(q)),
  isf: (q) => -Math.log(-Math.log1p(-q)),
  stats: () => [euler, sixth, skewness, 2.4],
  entropy: () => euler + 1,
  fit: (data, options) => gumbelFit(data.x, options),
});

/** Gumbel's distribution of the smallest of many. SciPy's `gumbel_l`. */
export const gumbelL: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "gumbelL",
  shapes: [],
  pdf: (x) => Math.exp(x - Math.exp(x)),
  logpdf: (x) => x - Math.exp(x),
  cdf: (x) => -Math.expm1(-Math.exp(x)),
  sf: (x) => Math.exp(-Math.exp(x)),
  logsf: (x) => -Math.exp(x),
  ppf: (q) => Math.log(-Math.log1p(-q)),
  isf: (q) => Math.log(-Math.log(q)),
  stats: () => [-euler, sixth, -skewness, 2.4],
  entropy: () => euler + 1,
  fit: (data: FitData, { floc, ...rest }) => {
    const options: FitOptions = floc === undefined ? rest : { ...rest, floc: -floc };
    const found = gumbelFit(
      data.x.map((value) => -value),
      options,
    );
    return found === undefined ? undefined : [-found[0]!, found[1]!];
  },
});

function gumbelFit(x: Float64Array, { floc, fscale, scale = 1 }: FitOptions): readonly number[] | undefined {
  const n = x.length;
  const least = x.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const locAt = (s: number): number => {
    let sum = 0;
    for (const value of x) sum += Math.exp((least - value) / s);
    return -s * (Math.log(sum) - least / s - Math.log(n));
  };
  if (fscale !== undefined) return [floc ?? locAt(fscale), fscale];
  const mean = x.reduce((sum, value) => sum + value, 0) / n;
  const miss = (s: number): number => {
    let [sum, weights] = [0, 0];
    if (floc !== undefined) {
      for (const value of x) sum += (floc - value) * Math.exp((floc - value) / s) + value;
      return sum - n * (floc + s);
    }
    for (const value of x) {
      const weight = Math.exp((least - value) / s);
      weights += weight;
      sum += weight * value;
    }
    return mean - sum / weights - s;
  };
  let [low, high] = [scale / 2, scale * 2];
  for (let i = 0; i < 1000 && !(miss(low) * miss(high) <= 0); i++) [low, high] = [low / 2, high * 2];
  const s = brent(miss, low, high, 1e-14, 1e-14);
  return Number.isFinite(s) ? [floc ?? locAt(s), s] : undefined;
}

/** The generalised extreme value distribution of shape c, with SciPy's sign. SciPy's `genextreme`. */
export const genextreme: Continuous<[c: Shape]> = /* @__PURE__ */ continuous<[c: Shape]>({
  name: "genextreme",
  shapes: ["c"],
  valid: (c) => Number.isFinite(c),
  lower: (c) => (c < 0 ? 1 / c : Number.NEGATIVE_INFINITY),
  upper: (c) => (c > 0 ? 1 / c : Number.POSITIVE_INFINITY),
  pdf: (x, c) => Math.exp(extremeLog(x, c)),
  logpdf: extremeLog,
  cdf: (x, c) => Math.exp(-Math.exp(inner(x, c))),
  logcdf: (x, c) => -Math.exp(inner(x, c)),
  sf: (x, c) => -Math.expm1(-Math.exp(inner(x, c))),
  ppf: (q, c) => outer(-Math.log(-Math.log(q)), c),
  isf: (q, c) => outer(-Math.log(-Math.log1p(-q)), c),
  stats: (c) => {
    const [g1, g2, g3, g4] = [1, 2, 3, 4].map((k) => gamma(k * c + 1)) as [number, number, number, number];
    const spread = Math.abs(c) < 1e-7 ? (c * Math.PI) ** 2 / 6 : g2 - g1 * g1;
    const factor = Math.abs(c) < 1e-7 ? sixth : Math.expm1(gammaln(2 * c + 1) - 2 * gammaln(c + 1)) / (c * c);
    const first = Math.abs(c) < 1e-14 ? -euler : Math.expm1(gammaln(c + 1)) / c;
    const skew =
      Math.abs(c) <= 1e-14 ** 0.29
        ? skewness
        : c >= -1 / 3
          ? (Math.sign(c) * (-g3 + (g2 + 2 * spread) * g1)) / spread ** 1.5
          : Number.NaN;
    const kurtosis =
      Math.abs(c) <= 1e-14 ** 0.23
        ? 2.4
        : c >= -1 / 4
          ? (g4 + (-4 * g3 + 3 * (g2 + spread) * g1) * g1) / spread ** 2 - 3
          : Number.NaN;
    return [c < -1 ? Number.NaN : -first, c < -0.5 ? Number.NaN : g1 * g1 * factor, skew, kurtosis];
  },
  entropy: (c) => euler * (1 - c) + 1,
  start: ({ skew }) => [skew < 0 ? 0.5 : -0.5],
});

function inner(x: number, c: number): number {
  return c === 0 ? -x : Math.log1p(-c * x) / c;
}

function outer(y: number, c: number): number {
  return c === 0 ? y : -Math.expm1(-c * y) / c;
}

function extremeLog(x: number, c: number): number {
  if (c * x === 1) return c === 1 ? 0 : Number.NEGATIVE_INFINITY;
  const y = inner(x, c);
  return -Math.exp(y) + y - (c === 0 ? 0 : Math.log1p(-c * x));
}
