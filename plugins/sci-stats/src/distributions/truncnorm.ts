import { logNdtr, ndtr, ndtriExp } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import { integral } from "../distribution/solve.js";
import type { Shape } from "../distribution/types.js";

const { exp, log, log1p } = Math;

/** log(exp(p) + exp(q)). */
function logPlus(p: number, q: number): number {
  const top = Math.max(p, q);
  return top === Number.NEGATIVE_INFINITY ? top : top + log1p(exp(-Math.abs(p - q)));
}

/** log(exp(p) - exp(q)) for p > q. */
function logMinus(p: number, q: number): number {
  return q === Number.NEGATIVE_INFINITY ? p : p + log(-Math.expm1(q - p));
}

/** The logarithm of the share of a normal distribution between a and b. */
function logMass(a: number, b: number): number {
  if (a > 0) return logMinus(logNdtr(-a), logNdtr(-b));
  if (b < 0) return logMinus(logNdtr(b), logNdtr(a));
  return log1p(-ndtr(a) - ndtr(-b));
}

function quantile(logShare: number, logRest: number, a: number, b: number): number {
  // From the left end where it is in the left half, so that no tail is 1 less something small.
  return a < 0 ? ndtriExp(logPlus(logNdtr(a), logShare)) : -ndtriExp(logPlus(logNdtr(-b), logRest));
}

/** Moments in a tail, where the closed formulas cancel. */
function byQuadrature(a: number, b: number, mass: number): readonly [number, number, number, number] {
  const edge = a > 0 ? a : -b;
  const far = Math.min(b - a, 40 / edge);
  const mean = (f: (d: number) => number): number =>
    integral((d) => f(d) * exp(-(edge + d / 2) * d - (edge * edge) / 2 - 0.9189385332046727 - mass), 0, far, [
      far / 10,
    ]);
  const first = mean((d) => d);
  const central = (k: number): number => mean((d) => (d - first) ** k);
  const [variance, third] = [central(2), central(3)];
  const way = a > 0 ? 1 : -1;
  return [way * (edge + first), variance, (way * third) / variance ** 1.5, central(4) / variance ** 2 - 3];
}

/** The normal distribution between a and b, in units of `scale` around `loc`. SciPy's `truncnorm`. */
export const truncnorm: Continuous<[a: Shape, b: Shape]> = /* @__PURE__ */ continuous<[a: Shape, b: Shape]>({
  name: "truncnorm",
  shapes: ["a", "b"],
  valid: (a, b) => a < b,
  lower: (a) => a,
  upper: (_, b) => b,
  pdf: (x, a, b) => exp((-x * x) / 2 - 0.9189385332046727 - logMass(a, b)),
  logpdf: (x, a, b) => (-x * x) / 2 - 0.9189385332046727 - logMass(a, b),
  cdf: (x, a, b) => exp(logMass(a, x) - logMass(a, b)),
  logcdf: (x, a, b) => logMass(a, x) - logMass(a, b),
  sf: (x, a, b) => exp(logMass(x, b) - logMass(a, b)),
  logsf: (x, a, b) => logMass(x, b) - logMass(a, b),
  ppf: (q, a, b) => {
    const mass = logMass(a, b);
    return quantile(log(q) + mass, log1p(-q) + mass, a, b);
  },
  isf: (q, a, b) => {
    const mass = logMass(a, b);
    return quantile(log1p(-q) + mass, log(q) + mass, a, b);
  },
  stats: (a, b) => {
    const mass = logMass(a, b);
    if (a > 3 || b < -3) return byQuadrature(a, b, mass);
    const density = (x: number): number => (Number.isFinite(x) ? exp((-x * x) / 2 - 0.9189385332046727 - mass) : 0);
    const [pa, pb] = [density(a), density(b)];
    const times = (p: number, x: number): number => (p === 0 ? 0 : p * x);
    const mean = pa - pb;
    const m2 = 1 + times(pa, a) - times(pb, b);
    const variance = 1 + times(pa, a - mean) - times(pb, b - mean);
    const m3 = 2 * mean + times(pa, a * a) - times(pb, b * b);
    const m4 = 3 * m2 + times(pa, a ** 3) - times(pb, b ** 3);
    const third = m3 + mean * (-3 * m2 + 2 * mean * mean);
    const fourth = m4 + mean * (-4 * m3 + 3 * mean * (2 * m2 - mean * mean));
    return [mean, variance, third / variance ** 1.5, fourth / variance ** 2 - 3];
  },
  start: ({ min, max }) => [min, max],
});
