import { coreError } from "@core/array/runtime";
import { logNdtr } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { Shape } from "../distribution/types.js";

function logCdf(x: number, mu: number): number {
  const factor = 1 / Math.sqrt(x);
  const a = logNdtr(factor * (x / mu - 1));
  const b = 2 / mu + logNdtr(-factor * (x / mu + 1));
  return a + Math.log1p(Math.exp(b - a));
}

function logSf(x: number, mu: number): number {
  const factor = 1 / Math.sqrt(x);
  const a = logNdtr(-factor * (x / mu - 1));
  const b = 2 / mu + logNdtr(-factor * (x / mu + 1));
  return a + Math.log1p(-Math.exp(b - a));
}

/** The inverse Gaussian distribution of mean mu. SciPy's `invgauss`. */
export const invgauss: Continuous<[mu: Shape]> = /* @__PURE__ */ continuous<[mu: Shape]>({
  name: "invgauss",
  shapes: ["mu"],
  lower: 0,
  pdf: (x, mu) => (x === 0 ? 0 : Math.exp(-((x - mu) ** 2) / (2 * x * mu * mu)) / Math.sqrt(2 * Math.PI * x ** 3)),
  logpdf: (x, mu) =>
    x === 0
      ? Number.NEGATIVE_INFINITY
      : -0.5 * Math.log(2 * Math.PI) - 1.5 * Math.log(x) - ((x - mu) / mu) ** 2 / (2 * x),
  cdf: (x, mu) => Math.exp(logCdf(x, mu)),
  logcdf: logCdf,
  sf: (x, mu) => Math.exp(logSf(x, mu)),
  logsf: logSf,
  stats: (mu) => [mu, mu ** 3, 3 * Math.sqrt(mu), 15 * mu],
  draw: (random, mu) => {
    const normal = random.standardNormal();
    const y = mu * normal * normal;
    const x = mu + (mu / 2) * (y - Math.sqrt(4 * y + y * y));
    return random.random() <= mu / (mu + x) ? x : (mu * mu) / x;
  },
  fit: ({ x, mean, min }, { floc, fscale, fixed }) => {
    if (floc === undefined || fixed?.[0] !== undefined) return undefined;
    if (min < floc) throw coreError("BAD_VALUE", `invgauss.fit: data lie below floc = ${floc}.`);
    const centre = mean - floc;
    const scale = fscale ?? x.length / x.reduce((sum, value) => sum + 1 / (value - floc) - 1 / centre, 0);
    return [centre / scale, floc, scale];
  },
});
