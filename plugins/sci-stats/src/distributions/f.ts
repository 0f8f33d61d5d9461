import { betaFactor, betaln, fdtr, fdtrc, fdtrci, fdtri, gammaln } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { Shape } from "../distribution/types.js";

/** The F distribution of dfn and dfd degrees of freedom. SciPy's `f`. */
export const f: Continuous<[dfn: Shape, dfd: Shape]> = /* @__PURE__ */ continuous<[dfn: Shape, dfd: Shape]>({
  name: "f",
  shapes: ["dfn", "dfd"],
  lower: 0,
  pdf: (x, n, m) => {
    if (x === 0) return n === 2 ? 1 : n < 2 ? Number.POSITIVE_INFINITY : 0;
    const sum = m + n * x;
    return betaFactor(n / 2, m / 2, (n * x) / sum, m / sum) / x;
  },
  logpdf: (x, n, m) =>
    (m / 2) * Math.log(m) +
    (n / 2) * Math.log(n) +
    (n === 2 ? 0 : (n / 2 - 1) * Math.log(x)) -
    ((n + m) / 2) * Math.log(m + n * x) -
    betaln(n / 2, m / 2),
  cdf: (x, n, m) => fdtr(n, m, x),
  sf: (x, n, m) => fdtrc(n, m, x),
  ppf: (q, n, m) => fdtri(n, m, q),
  isf: (q, n, m) => fdtrci(n, m, q),
  stats: (n, m) => {
    const [m2, m4, m6, m8] = [m - 2, m - 4, m - 6, m - 8];
    const skew = ((2 * n + m2) / m6) * Math.sqrt(m4 / (n * (n + m2)));
    const scaled = skew * 2 * Math.SQRT2;
    return [
      m > 2 ? m / m2 : Number.POSITIVE_INFINITY,
      m > 4 ? (2 * m * m * (n + m2)) / (n * m2 * m2 * m4) : Number.POSITIVE_INFINITY,
      m > 6 ? scaled : Number.NaN,
      m > 8 ? (3 * (8 + m6 * scaled * scaled)) / (2 * m8) : Number.NaN,
    ];
  },
  moment: (order, n, m) =>
    2 * order < m
      ? Math.exp(
          order * Math.log(m / n) + gammaln(n / 2 + order) - gammaln(n / 2) + gammaln(m / 2 - order) - gammaln(m / 2),
        )
      : Number.POSITIVE_INFINITY,
  draw: (random, n, m) => {
    const first = 2 * random.gamma(n / 2);
    return (first * m) / (2 * random.gamma(m / 2) * n);
  },
});
