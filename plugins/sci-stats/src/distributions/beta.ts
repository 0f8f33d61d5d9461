import { coreError } from "@core/array/runtime";
import {
  betaFactor,
  betainc,
  betaincinvPair,
  betaincPair,
  betaln,
  beta as betaOf,
  digamma,
  polygamma,
} from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import type { FitData } from "../distribution/fit.js";
import type { Shape } from "../distribution/types.js";

/** The beta distribution of shapes a and b on 0..1. SciPy's `beta`. */
export const beta: Continuous<[a: Shape, b: Shape]> = /* @__PURE__ */ continuous<[a: Shape, b: Shape]>({
  name: "beta",
  shapes: ["a", "b"],
  lower: 0,
  upper: 1,
  pdf: (x, a, b) => {
    if (x === 0) return a === 1 ? b : a < 1 ? Number.POSITIVE_INFINITY : 0;
    if (x === 1) return b === 1 ? a : b < 1 ? Number.POSITIVE_INFINITY : 0;
    if (a < 50 && b < 50) return (x ** (a - 1) * (1 - x) ** (b - 1)) / betaOf(a, b);
    return betaFactor(a, b, x, 1 - x) / x / (1 - x);
  },
  logpdf: (x, a, b) => (b === 1 ? 0 : (b - 1) * Math.log1p(-x)) + (a === 1 ? 0 : (a - 1) * Math.log(x)) - betaln(a, b),
  cdf: (x, a, b) => betainc(a, b, x),
  sf: (x, a, b) => betaincPair(b, a, 1 - x, x),
  ppf: (q, a, b) => betaincinvPair(a, b, q, 1 - q)[0],
  isf: (q, a, b) => betaincinvPair(a, b, 1 - q, q)[0],
  stats: (a, b) => {
    const sum = a + b;
    return [
      a / sum,
      (a * b) / (sum * sum * (sum + 1)),
      (2 * (b - a) * Math.sqrt(1 + sum)) / (Math.sqrt(a * b) * (2 + sum)),
      (6 * ((a - b) ** 2 * (1 + sum) - a * b * (2 + sum))) / (a * b * (2 + sum) * (3 + sum)),
    ];
  },
  moment: (order, a, b) => {
    let value = 1;
    for (let k = 0; k < order; k++) value *= (a + k) / (a + b + k);
    return value;
  },
  entropy: (a, b) => betaln(a, b) - (a - 1) * digamma(a) - (b - 1) * digamma(b) + (a + b - 2) * digamma(a + b),
  draw: (random, a, b) => {
    if (a > 1 || b > 1) {
      const first = random.gamma(a);
      return first / (first + random.gamma(b));
    }
    for (;;) {
      const [u, v] = [random.random(), random.random()];
      const [x, y] = [u ** (1 / a), v ** (1 / b)];
      if (x + y > 1) continue;
      if (x + y > 0) return x / (x + y);
      const [logX, logY] = [Math.log(u) / a, Math.log(v) / b];
      const top = Math.max(logX, logY);
      return Math.exp(logX - top - Math.log(Math.exp(logX - top) + Math.exp(logY - top)));
    }
  },
  start: momentShapes,
  fit: (data, { floc, fscale, fixed }) => {
    if (floc === undefined || fscale === undefined) return undefined;
    const n = data.x.length;
    let [logs, others] = [0, 0];
    for (const value of data.x) {
      const z = (value - floc) / fscale;
      if (!(z > 0 && z < 1))
        throw coreError("BAD_VALUE", "beta.fit: data lie outside the open interval of floc and fscale.");
      logs += Math.log(z) / n;
      others += Math.log1p(-z) / n;
    }
    const mean = (data.mean - floc) / fscale;
    const factor = (mean * (1 - mean)) / (data.variance / fscale ** 2) - 1;
    let a = fixed?.[0] ?? (fixed?.[1] === undefined ? mean * factor : (fixed[1] * mean) / (1 - mean));
    let b = fixed?.[1] ?? (fixed?.[0] === undefined ? (1 - mean) * factor : (fixed[0] * (1 - mean)) / mean);
    // Newton's steps for the two equations of likelihood, halved where a shape would become negative.
    for (let i = 0; i < 100; i++) {
      const psi = digamma(a + b);
      const tri = polygamma(1, a + b);
      const [fa, fb] = [digamma(a) - psi - logs, digamma(b) - psi - others];
      const [aa, bb] = [polygamma(1, a) - tri, polygamma(1, b) - tri];
      let [da, db] = [0, 0];
      if (fixed?.[0] !== undefined) db = fb / bb;
      else if (fixed?.[1] !== undefined) da = fa / aa;
      else {
        const determinant = aa * bb - tri * tri;
        da = (fa * bb + fb * tri) / determinant;
        db = (fb * aa + fa * tri) / determinant;
      }
      while (a - da <= 0 || b - db <= 0) [da, db] = [da / 2, db / 2];
      a -= da;
      b -= db;
      if (Math.abs(da) <= 1e-14 * a && Math.abs(db) <= 1e-14 * b) break;
    }
    return [a, b, floc, fscale];
  },
});

/** The shapes whose skewness and kurtosis are those of the data, by Newton's steps from (1, 1). */
function momentShapes({ skew, kurtosis }: FitData): readonly number[] {
  const miss = (a: number, b: number): [number, number] => {
    const sk = (2 * (b - a) * Math.sqrt(a + b + 1)) / (a + b + 2) / Math.sqrt(a * b);
    const ku =
      (6 * (a ** 3 - a * a * (2 * b - 1) + b * b * (b + 1) - 2 * a * b * (b + 2))) /
      (a * b * (a + b + 2) * (a + b + 3));
    return [sk - skew, ku - kurtosis];
  };
  let [a, b] = [1, 1];
  for (let i = 0; i < 60; i++) {
    const [f, g] = miss(a, b);
    const [ha, hb] = [1e-6 * a, 1e-6 * b];
    const [fa, ga] = miss(a + ha, b);
    const [fb, gb] = miss(a, b + hb);
    const [j11, j12, j21, j22] = [(fa - f) / ha, (fb - f) / hb, (ga - g) / ha, (gb - g) / hb];
    const determinant = j11 * j22 - j12 * j21;
    if (!(Math.abs(determinant) > 1e-300)) break;
    let [da, db] = [(f * j22 - g * j12) / determinant, (g * j11 - f * j21) / determinant];
    for (let k = 0; k < 60 && (a - da <= 0 || b - db <= 0); k++) [da, db] = [da / 2, db / 2];
    a -= da;
    b -= db;
    if (Math.abs(da) <= 1e-10 * a && Math.abs(db) <= 1e-10 * b) break;
  }
  return a > 0 && b > 0 && Number.isFinite(a + b) ? [a, b] : [1, 1];
}
