import { coreError } from "@core/array/runtime";
import { gammainc, gammaincc, gammainccinv, gammaincinv } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import { brent } from "../distribution/solve.js";

/** The length of two normal numbers. SciPy's `rayleigh`. */
export const rayleigh: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "rayleigh",
  shapes: [],
  lower: 0,
  pdf: (x) => x * Math.exp(-0.5 * x * x),
  logpdf: (x) => Math.log(x) - 0.5 * x * x,
  cdf: (x) => -Math.expm1(-0.5 * x * x),
  sf: (x) => Math.exp(-0.5 * x * x),
  logsf: (x) => -0.5 * x * x,
  ppf: (q) => Math.sqrt(-2 * Math.log1p(-q)),
  isf: (q) => Math.sqrt(-2 * Math.log(q)),
  stats: () => {
    const rest = 4 - Math.PI;
    return [
      Math.sqrt(Math.PI / 2),
      rest / 2,
      (2 * (Math.PI - 3) * Math.sqrt(Math.PI)) / rest ** 1.5,
      (6 * Math.PI) / rest - 16 / rest ** 2,
    ];
  },
  entropy: () => 0.5772156649015329 / 2 + 1 - 0.5 * Math.LN2,
  draw: (random) => Math.sqrt(2 * random.gamma(1)),
  fit: (data, { floc, fscale }) => {
    const { x, min } = data;
    const scaleAt = (loc: number): number =>
      Math.sqrt(x.reduce((sum, value) => sum + (value - loc) ** 2, 0) / (2 * x.length));
    if (floc !== undefined) {
      if (min <= floc) throw coreError("BAD_VALUE", `rayleigh.fit: data lie at or below floc = ${floc}.`);
      return [floc, scaleAt(floc)];
    }
    const miss = (loc: number): number => {
      let [s1, s2, s3] = [0, 0, 0];
      for (const value of x) {
        const d = value - loc;
        s1 += d;
        s2 += d * d;
        s3 += 1 / d;
      }
      return fscale === undefined ? s1 - (s2 / (2 * x.length)) * s3 : s1 - fscale ** 2 * s3;
    };
    const right = min - Math.max(Math.abs(min) * 2.3e-16, 1e-300);
    let width = Math.max(data.max - min, 1e-12);
    for (let i = 0; i < 1000 && miss(right) * miss(right - width) > 0; i++) width *= 2;
    const loc = brent(miss, right - width, right);
    return Number.isFinite(loc) ? [loc, fscale ?? scaleAt(loc)] : undefined;
  },
});

/** The length of three normal numbers. SciPy's `maxwell`. */
export const maxwell: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "maxwell",
  shapes: [],
  lower: 0,
  pdf: (x) => Math.sqrt(2 / Math.PI) * x * x * Math.exp((-x * x) / 2),
  logpdf: (x) => 0.5 * Math.log(2 / Math.PI) + 2 * Math.log(x) - 0.5 * x * x,
  cdf: (x) => gammainc(1.5, 0.5 * x * x),
  sf: (x) => gammaincc(1.5, 0.5 * x * x),
  ppf: (q) => Math.sqrt(2 * gammaincinv(1.5, q)),
  isf: (q) => Math.sqrt(2 * gammainccinv(1.5, q)),
  stats: () => {
    const v = 3 * Math.PI - 8;
    return [
      2 * Math.sqrt(2 / Math.PI),
      3 - 8 / Math.PI,
      (Math.SQRT2 * (32 - 10 * Math.PI)) / v ** 1.5,
      (-12 * Math.PI ** 2 + 160 * Math.PI - 384) / v ** 2,
    ];
  },
  entropy: () => 0.5772156649015329 + 0.5 * Math.log(2 * Math.PI) - 0.5,
  draw: (random) => Math.sqrt(2 * random.gamma(1.5)),
});
