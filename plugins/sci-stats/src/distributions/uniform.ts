import { coreError } from "@core/array/runtime";
import { type Continuous, continuous } from "../distribution/continuous.js";

/** The uniform distribution from `loc` to `loc + scale`. SciPy's `uniform`. */
export const uniform: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "uniform",
  shapes: [],
  lower: 0,
  upper: 1,
  pdf: () => 1,
  logpdf: () => 0,
  cdf: (x) => x,
  sf: (x) => 1 - x,
  ppf: (q) => q,
  isf: (q) => 1 - q,
  stats: () => [0.5, 1 / 12, 0, -1.2],
  entropy: () => 0,
  fit: ({ min, max }, { floc, fscale }) => {
    if (fscale === undefined) {
      if (floc !== undefined && min < floc) throw coreError("BAD_VALUE", `uniform.fit: data lie below floc = ${floc}.`);
      return floc === undefined ? [min, max - min] : [floc, max - floc];
    }
    if (max - min > fscale) throw coreError("BAD_VALUE", `uniform.fit: the data are wider than fscale = ${fscale}.`);
    return [min - 0.5 * (fscale - (max - min)), fscale];
  },
});
