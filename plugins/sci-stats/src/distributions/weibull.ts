import { gammaln } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { FitData, FitOptions } from "../distribution/fit.js";
import type { Shape } from "../distribution/types.js";

const euler = 0.5772156649015329;

/** The raw moments of the minimum. */
function raw(order: number, c: number): number {
  return Math.exp(gammaln(1 + order / c));
}

function statsOf(c: number): [number, number, number, number] {
  const [g1, g2, g3, g4] = [raw(1, c), raw(2, c), raw(3, c), raw(4, c)];
  const variance = g2 - g1 * g1;
  return [
    g1,
    variance,
    (2 * g1 ** 3 - 3 * g1 * g2 + g3) / variance ** 1.5,
    (g4 - 4 * g1 * g3 + 6 * g1 * g1 * g2 - 3 * g1 ** 4) / variance ** 2 - 3,
  ];
}

/** Weibull's distribution of the smallest of many. SciPy's `weibull_min`. */
export const weibullMin: Continuous<[c: Shape]> = /* @__PURE__ */ continuous<[c: Shape]>({
  name: "weibullMin",
  shapes: ["c"],
  lower: 0,
  pdf: (x, c) => c * x ** (c - 1) * Math.exp(-(x ** c)),
  logpdf: (x, c) => Math.log(c) + (c === 1 ? 0 : (c - 1) * Math.log(x)) - x ** c,
  cdf: (x, c) => -Math.expm1(-(x ** c)),
  sf: (x, c) => Math.exp(-(x ** c)),
  logsf: (x, c) => -(x ** c),
  ppf: (q, c) => (-Math.log1p(-q)) ** (1 / c),
  isf: (q, c) => (-Math.log(q)) ** (1 / c),
  stats: statsOf,
  moment: raw,
  entropy: (c) => -euler / c - Math.log(c) + euler + 1,
  start: startOf,
});

/** Begins at the shape whose skewness is that of the data, as SciPy does. */
function startOf(data: FitData, { fixed, fscale, scale: given }: FitOptions): readonly number[] {
  const most = 1e4;
  const c = fixed?.[0] ?? shapeOf(data.skew, most);
  if (c === undefined) return [1];
  const scale = fscale ?? given ?? Math.sqrt(data.variance / (raw(2, c) - raw(1, c) ** 2));
  return [c, data.mean - scale * raw(1, c), scale];
}

/** The shape of a skewness, by halving; undefined beyond what doubles can tell apart. */
function shapeOf(skew: number, most: number): number | undefined {
  if (skew < statsOf(most)[2]) return undefined;
  let [low, high] = [0.02, most];
  for (let i = 0; i < 100 && high - low > 2e-12; i++) {
    const middle = 0.5 * (low + high);
    if (statsOf(middle)[2] > skew) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/** The negative of {@link weibullMin}. SciPy's `weibull_max`. */
export const weibullMax: Continuous<[c: Shape]> = /* @__PURE__ */ continuous<[c: Shape]>({
  name: "weibullMax",
  shapes: ["c"],
  upper: 0,
  pdf: (x, c) => c * (-x) ** (c - 1) * Math.exp(-((-x) ** c)),
  logpdf: (x, c) => Math.log(c) + (c === 1 ? 0 : (c - 1) * Math.log(-x)) - (-x) ** c,
  cdf: (x, c) => Math.exp(-((-x) ** c)),
  logcdf: (x, c) => -((-x) ** c),
  sf: (x, c) => -Math.expm1(-((-x) ** c)),
  ppf: (q, c) => -((-Math.log(q)) ** (1 / c)),
  isf: (q, c) => -((-Math.log1p(-q)) ** (1 / c)),
  stats: (c) => {
    const [mean, variance, skew, kurtosis] = statsOf(c);
    return [-mean, variance, -skew, kurtosis];
  },
  moment: (order, c) => (order % 2 === 0 ? 1 : -1) * raw(order, c),
  entropy: (c) => -euler / c - Math.log(c) + euler + 1,
});
