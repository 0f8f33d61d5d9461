import { coreError } from "@core/array/runtime";
import { logNdtr, ndtr, ndtri } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { Shape } from "../distribution/types.js";

/** exp(s z) of a normal number z. SciPy's `lognorm`. */
export const lognorm: Continuous<[s: Shape]> = /* @__PURE__ */ continuous<[s: Shape]>({
  name: "lognorm",
  shapes: ["s"],
  lower: 0,
  pdf: (x, s) => (x === 0 ? 0 : Math.exp(logDensity(x, s))),
  logpdf: logDensity,
  cdf: (x, s) => ndtr(Math.log(x) / s),
  sf: (x, s) => ndtr(-Math.log(x) / s),
  logcdf: (x, s) => logNdtr(Math.log(x) / s),
  logsf: (x, s) => logNdtr(-Math.log(x) / s),
  ppf: (q, s) => Math.exp(s * ndtri(q)),
  isf: (q, s) => Math.exp(-s * ndtri(q)),
  stats: (s) => {
    const p = Math.exp(s * s);
    return [
      Math.sqrt(p),
      p * Math.expm1(s * s),
      Math.sqrt(Math.expm1(s * s)) * (2 + p),
      p ** 4 + 2 * p ** 3 + 3 * p ** 2 - 6,
    ];
  },
  entropy: (s) => 0.5 * (1 + Math.log(2 * Math.PI) + 2 * Math.log(s)),
  draw: (random, s) => Math.exp(s * random.standardNormal()),
  fit: ({ x }, { floc, fscale, fixed }) => {
    if (floc === undefined) return undefined;
    const logs = x.map((value) => {
      if (!(value > floc)) throw coreError("BAD_VALUE", `lognorm.fit: data lie at or below floc = ${floc}.`);
      return Math.log(value - floc);
    });
    const mean = fscale === undefined ? logs.reduce((sum, one) => sum + one, 0) / x.length : Math.log(fscale);
    const spread = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length);
    return [fixed?.[0] ?? spread, floc, fscale ?? Math.exp(mean)];
  },
});

function logDensity(x: number, s: number): number {
  return x === 0
    ? Number.NEGATIVE_INFINITY
    : -(Math.log(x) ** 2) / (2 * s * s) - Math.log(s * x * Math.sqrt(2 * Math.PI));
}
