import { type Continuous, continuous } from "../distribution/continuous.js";

/** The Cauchy (Lorentz) distribution; `scale` is its half width at half maximum. SciPy's `cauchy`. */
export const cauchy: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "cauchy",
  shapes: [],
  pdf: (x) => 1 / Math.PI / (1 + x * x),
  cdf: (x) => (x < -1 ? Math.atan(-1 / x) / Math.PI : 0.5 + Math.atan(x) / Math.PI),
  sf: (x) => (x > 1 ? Math.atan(1 / x) / Math.PI : 0.5 - Math.atan(x) / Math.PI),
  ppf: (q) => (q < 0.25 ? -1 / Math.tan(Math.PI * q) : Math.tan(Math.PI * (q - 0.5))),
  isf: (q) => (q < 0.25 ? 1 / Math.tan(Math.PI * q) : Math.tan(Math.PI * (0.5 - q))),
  stats: () => [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
  moment: () => Number.NaN,
  entropy: () => Math.log(4 * Math.PI),
  start: ({ x }) => {
    const sorted = x.slice().sort();
    const at = (p: number): number => {
      const place = p * (sorted.length - 1);
      const low = Math.floor(place);
      return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
    };
    return [at(0.5), (at(0.75) - at(0.25)) / 2];
  },
});

/** The size of a Cauchy number. SciPy's `halfcauchy`. */
export const halfcauchy: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "halfcauchy",
  shapes: [],
  lower: 0,
  pdf: (x) => 2 / Math.PI / (1 + x * x),
  logpdf: (x) => Math.log(2 / Math.PI) - Math.log1p(x * x),
  cdf: (x) => (2 / Math.PI) * Math.atan(x),
  sf: (x) => (x > 1 ? (2 / Math.PI) * Math.atan(1 / x) : 1 - (2 / Math.PI) * Math.atan(x)),
  ppf: (q) => Math.tan((Math.PI / 2) * q),
  isf: (q) => 1 / Math.tan((Math.PI / 2) * q),
  stats: () => [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN],
  moment: () => Number.POSITIVE_INFINITY,
  entropy: () => Math.log(2 * Math.PI),
});
