import { type Continuous, continuous } from "../distribution/continuous.js";

/** The double exponential distribution. SciPy's `laplace`. */
export const laplace: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "laplace",
  shapes: [],
  pdf: (x) => 0.5 * Math.exp(-Math.abs(x)),
  logpdf: (x) => -Math.LN2 - Math.abs(x),
  cdf: (x) => (x > 0 ? 1 - 0.5 * Math.exp(-x) : 0.5 * Math.exp(x)),
  sf: (x) => (x > 0 ? 0.5 * Math.exp(-x) : 1 - 0.5 * Math.exp(x)),
  ppf: (q) => (q > 0.5 ? -Math.log(2 * (1 - q)) : Math.log(2 * q)),
  isf: (q) => (q > 0.5 ? Math.log(2 * (1 - q)) : -Math.log(2 * q)),
  stats: () => [0, 2, 0, 3],
  entropy: () => Math.LN2 + 1,
  draw: (random) => {
    for (;;) {
      const u = random.random();
      if (u >= 0.5) return -Math.log(2 - u - u);
      if (u > 0) return Math.log(u + u);
    }
  },
  fit: ({ x }, { floc, fscale }) => {
    const sorted = x.slice().sort();
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    const loc = floc ?? median;
    return [loc, fscale ?? x.reduce((sum, value) => sum + Math.abs(value - loc), 0) / x.length];
  },
});
