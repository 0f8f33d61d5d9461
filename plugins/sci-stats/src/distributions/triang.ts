import { coreError } from "@core/array/runtime";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { Shape } from "../distribution/types.js";

/** The triangular distribution on 0..1 with its top at c. SciPy's `triang`. */
export const triang: Continuous<[c: Shape]> = /* @__PURE__ */ continuous<[c: Shape]>({
  name: "triang",
  shapes: ["c"],
  valid: (c) => c >= 0 && c <= 1,
  lower: 0,
  upper: 1,
  pdf: (x, c) => {
    if (c === 0) return 2 - 2 * x;
    if (c === 1) return 2 * x;
    return x < c ? (2 * x) / c : (2 * (1 - x)) / (1 - c);
  },
  cdf: (x, c) => (c === 0 ? 2 * x - x * x : x < c || c === 1 ? (x * x) / c : (x * x - 2 * x + c) / (c - 1)),
  sf: (x, c) => (c === 1 || x < c ? 1 - (x * x) / c : (1 - x) ** 2 / (1 - c)),
  ppf: (q, c) => (q < c ? Math.sqrt(c * q) : 1 - Math.sqrt((1 - c) * (1 - q))),
  isf: (q, c) => (1 - q < c ? Math.sqrt(c * (1 - q)) : 1 - Math.sqrt((1 - c) * q)),
  stats: (c) => [
    (c + 1) / 3,
    (1 - c + c * c) / 18,
    (Math.SQRT2 * (2 * c - 1) * (c + 1) * (c - 2)) / (5 * (1 - c + c * c) ** 1.5),
    -3 / 5,
  ],
  entropy: () => 0.5 - Math.LN2,
  draw: (random, c) => {
    const u = random.random();
    return u <= c ? Math.sqrt(u * c) : 1 - Math.sqrt((1 - u) * (1 - c));
  },
});

/** The power-law distribution a x^(a - 1) on 0..1. SciPy's `powerlaw`. */
export const powerlaw: Continuous<[a: Shape]> = /* @__PURE__ */ continuous<[a: Shape]>({
  name: "powerlaw",
  shapes: ["a"],
  lower: 0,
  upper: 1,
  pdf: (x, a) => (x === 0 && a < 1 ? 0 : a * x ** (a - 1)),
  logpdf: (x, a) =>
    x === 0 && a !== 1 ? Number.NEGATIVE_INFINITY : Math.log(a) + (a === 1 ? 0 : (a - 1) * Math.log(x)),
  cdf: (x, a) => x ** a,
  logcdf: (x, a) => a * Math.log(x),
  sf: (x, a) => -Math.expm1(a * Math.log(x)),
  ppf: (q, a) => q ** (1 / a),
  isf: (q, a) => Math.exp(Math.log1p(-q) / a),
  stats: (a) => [
    a / (a + 1),
    a / (a + 2) / (a + 1) ** 2,
    -2 * ((a - 1) / (a + 3)) * Math.sqrt((a + 2) / a),
    (6 * (a ** 3 - a * a - 6 * a + 2)) / (a * (a + 3) * (a + 4)),
  ],
  entropy: (a) => 1 - 1 / a - Math.log(a),
  // With the location known the equations of likelihood have a closed solution.
  fit: ({ x, min, max }, { floc, fscale, fixed }) => {
    if (floc === undefined) return undefined;
    const scale = fscale ?? max - floc;
    if (!(min > floc && max <= floc + scale))
      throw coreError("BAD_VALUE", "powerlaw.fit: data lie outside the interval of floc and fscale.");
    const logs = x.reduce((sum, value) => sum + Math.log((value - floc) / scale), 0);
    return [fixed?.[0] ?? -x.length / logs, floc, scale];
  },
});
