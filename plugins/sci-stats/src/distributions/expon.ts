import { coreError } from "@core/array/runtime";
import { type Continuous, continuous } from "../distribution/continuous.js";

/** The exponential distribution with mean `scale`. SciPy's `expon`. */
export const expon: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "expon",
  shapes: [],
  lower: 0,
  pdf: (x) => Math.exp(-x),
  logpdf: (x) => -x,
  cdf: (x) => -Math.expm1(-x),
  sf: (x) => Math.exp(-x),
  logsf: (x) => -x,
  ppf: (q) => -Math.log1p(-q),
  isf: (q) => -Math.log(q),
  stats: () => [1, 1, 2, 6],
  entropy: () => 1,
  drawMany: (random, count) => random.exponential({ shape: count }).data,
  fit: ({ min, mean }, { floc, fscale }) => {
    if (floc !== undefined && min < floc) throw coreError("BAD_VALUE", `expon.fit: data lie below floc = ${floc}.`);
    const loc = floc ?? min;
    return [loc, fscale ?? mean - loc];
  },
});
