import { betaln, digamma, stdtr, stdtrit } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { Shape } from "../distribution/types.js";

function logDensity(x: number, df: number): number {
  const square = x * x;
  const spread = square < df ? Math.log1p(square / df) : Math.log(square / df) + Math.log1p(df / square);
  return -0.5 * Math.log(df) - betaln(0.5 * df, 0.5) - 0.5 * (df + 1) * spread;
}

/** Student's t distribution of df degrees of freedom. SciPy's `t`. */
export const t: Continuous<[df: Shape]> = /* @__PURE__ */ continuous<[df: Shape]>({
  name: "t",
  shapes: ["df"],
  pdf: (x, df) =>
    df === Number.POSITIVE_INFINITY ? Math.exp((-x * x) / 2) / 2.5066282746310002 : Math.exp(logDensity(x, df)),
  logpdf: (x, df) => (df === Number.POSITIVE_INFINITY ? (-x * x) / 2 - 0.9189385332046727 : logDensity(x, df)),
  cdf: (x, df) => stdtr(df > 1e15 ? 1e15 : df, x),
  sf: (x, df) => stdtr(df > 1e15 ? 1e15 : df, -x),
  ppf: (q, df) => stdtrit(df, q),
  isf: (q, df) => -stdtrit(df, q),
  stats: (df) => [
    df > 1 ? 0 : Number.POSITIVE_INFINITY,
    df > 2 ? (df === Number.POSITIVE_INFINITY ? 1 : df / (df - 2)) : df > 1 ? Number.POSITIVE_INFINITY : Number.NaN,
    df > 3 ? 0 : Number.NaN,
    df > 4 ? (df === Number.POSITIVE_INFINITY ? 0 : 6 / (df - 4)) : df > 2 ? Number.POSITIVE_INFINITY : Number.NaN,
  ],
  entropy: (df) => {
    if (df === Number.POSITIVE_INFINITY) return 0.5 * (Math.log(2 * Math.PI) + 1);
    const half = (df + 1) / 2;
    return half * (digamma(half) - digamma(df / 2)) + Math.log(Math.sqrt(df)) + betaln(df / 2, 0.5);
  },
  draw: (random, df) => {
    const normal = random.standardNormal();
    return (Math.sqrt(df / 2) * normal) / Math.sqrt(random.gamma(df / 2));
  },
});
