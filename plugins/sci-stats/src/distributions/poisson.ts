import { gammaFactor, gammainc, gammaincc, gammaln, xlogy } from "sci-special/scalar";
import { type Discrete, discrete } from "../distribution/discrete.js";
import type { Shape } from "../distribution/types.js";

/** Counts of mean mu. SciPy's `poisson`. */
export const poisson: Discrete<[mu: Shape]> = /* @__PURE__ */ discrete<[mu: Shape]>({
  name: "poisson",
  shapes: ["mu"],
  valid: (mu) => mu >= 0,
  pmf: (k, mu) => (k === 0 ? Math.exp(-mu) : gammaFactor(k, mu)),
  logpmf: (k, mu) => xlogy(k, mu) - gammaln(k + 1) - mu,
  cdf: (k, mu) => (mu === 0 ? 1 : gammaincc(k + 1, mu)),
  sf: (k, mu) => (mu === 0 ? 0 : gammainc(k + 1, mu)),
  stats: (mu) => [
    mu,
    mu,
    mu > 0 ? 1 / Math.sqrt(mu) : Number.POSITIVE_INFINITY,
    mu > 0 ? 1 / mu : Number.POSITIVE_INFINITY,
  ],
  draw: (random, mu) => random.poisson({ lam: mu }),
});
