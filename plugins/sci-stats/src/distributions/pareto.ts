import { coreError } from "@core/array/runtime";
import { boxcox } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import { brent } from "../distribution/solve.js";
import type { Shape } from "../distribution/types.js";

/** Pareto's distribution of exponent b from 1 on. SciPy's `pareto`. */
export const pareto: Continuous<[b: Shape]> = /* @__PURE__ */ continuous<[b: Shape]>({
  name: "pareto",
  shapes: ["b"],
  lower: 1,
  pdf: (x, b) => b * x ** (-b - 1),
  cdf: (x, b) => 1 - x ** -b,
  sf: (x, b) => x ** -b,
  ppf: (q, b) => (1 - q) ** (-1 / b),
  isf: (q, b) => q ** (-1 / b),
  stats: (b) => [
    b > 1 ? b / (b - 1) : Number.POSITIVE_INFINITY,
    b > 2 ? b / (b - 2) / (b - 1) ** 2 : Number.POSITIVE_INFINITY,
    b > 3 ? (2 * (b + 1) * Math.sqrt(b - 2)) / ((b - 3) * Math.sqrt(b)) : Number.NaN,
    b > 4 ? (6 * (b ** 3 + b * b - 6 * b - 2)) / (b ** 3 - 7 * b * b + 12 * b) : Number.NaN,
  ],
  moment: (order, b) => (b > order ? b / (b - order) : Number.POSITIVE_INFINITY),
  entropy: (b) => 1 + 1 / b - Math.log(b),
  fit: ({ x, min }, { floc, fscale, scale = 1, fixed }) => {
    if (floc !== undefined && min - floc < (fscale ?? 0))
      throw coreError("BAD_VALUE", "pareto.fit: data lie outside the support that floc and fscale leave.");
    const shapeAt = (size: number, loc: number): number =>
      x.length / x.reduce((sum, value) => sum + Math.log((value - loc) / size), 0);
    if (floc !== undefined) {
      const size = fscale ?? min - floc;
      return [fixed?.[0] ?? shapeAt(size, floc), floc, size];
    }
    if (fscale !== undefined) return [fixed?.[0] ?? shapeAt(fscale, min - fscale), min - fscale, fscale];
    const miss = (size: number): number => {
      const loc = min - size;
      const shape = fixed?.[0] ?? shapeAt(size, loc);
      return (shape + 1) * x.reduce((sum, value) => sum + 1 / (value - loc), 0) - (x.length * shape) / size;
    };
    let [low, high] = [scale / 2, scale * 2];
    for (let i = 0; i < 1100 && miss(low) * miss(high) > 0; i++) [low, high] = [low / 2, high * 2];
    const size = brent(miss, low, high);
    return Number.isFinite(size) ? [fixed?.[0] ?? shapeAt(size, min - size), min - size, size] : undefined;
  },
});

/** The generalised Pareto distribution of shape c. SciPy's `genpareto`. */
export const genpareto: Continuous<[c: Shape]> = /* @__PURE__ */ continuous<[c: Shape]>({
  name: "genpareto",
  shapes: ["c"],
  valid: (c) => Number.isFinite(c),
  lower: 0,
  upper: (c) => (c < 0 ? -1 / c : Number.POSITIVE_INFINITY),
  pdf: (x, c) => Math.exp(logDensity(x, c)),
  logpdf: logDensity,
  cdf: (x, c) => -Math.expm1(logTail(x, c)),
  sf: (x, c) => Math.exp(logTail(x, c)),
  logsf: logTail,
  ppf: (q, c) => (c === 0 ? -Math.log1p(-q) : Math.expm1(-c * Math.log1p(-q)) / c),
  isf: (q, c) => -boxcox(q, -c),
  stats: (c) => [
    c < 1 ? 1 / (1 - c) : Number.POSITIVE_INFINITY,
    c < 1 / 2 ? 1 / (1 - c) ** 2 / (1 - 2 * c) : Number.NaN,
    c < 1 / 3 ? (2 * (1 + c) * Math.sqrt(1 - 2 * c)) / (1 - 3 * c) : Number.NaN,
    c < 1 / 4 ? (3 * (1 - 2 * c) * (2 * c * c + c + 3)) / (1 - 3 * c) / (1 - 4 * c) - 3 : Number.NaN,
  ],
  moment: (order, c) => {
    if (order * c >= 1) return Number.POSITIVE_INFINITY;
    let value = 1;
    for (let k = 1; k <= order; k++) value *= k / (1 - k * c);
    return value;
  },
  entropy: (c) => 1 + c,
});

function logTail(x: number, c: number): number {
  return c === 0 ? -x : -Math.log1p(c * x) / c;
}

function logDensity(x: number, c: number): number {
  return c === 0 ? -x : -(c + 1) * (c === -1 ? 0 : Math.log1p(c * x) / c);
}
