import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { ndtr } from "sci-special/scalar";
import { flatten, real } from "./core/lines.js";
import { cholesky } from "./core/symmetric.js";
import { streamOf } from "./distribution/lift.js";
import type { DrawOptions } from "./distribution/types.js";

/** Options of {@link gaussianKde}. */
export interface KdeOptions {
  /** The factor of the bandwidth: a rule, a number, or a function of the estimate. */
  readonly bwMethod?:
    | "scott"
    | "silverman"
    | number
    | ((kde: { readonly n: number; readonly d: number; readonly neff: number }) => number);
  readonly weights?: ArrayLikeInput;
}

/** An estimate of a density by a sum of normal ones. */
export interface GaussianKde {
  /** Dimensions and points. */
  readonly d: number;
  readonly n: number;
  /** The effective number of points. */
  readonly neff: number;
  /** What the covariance of the data is multiplied by, squared. */
  readonly factor: number;
  readonly covariance: NDArray;
  readonly weights: NDArray;
  /** The density at points of shape (d, m), or (m) in one dimension. */
  evaluate(points: ArrayLikeInput): NDArray;
  /** The same as `evaluate`. */
  pdf(points: ArrayLikeInput): NDArray;
  logpdf(points: ArrayLikeInput): NDArray;
  /** The integral over an interval, in one dimension. */
  integrateBox1d(low: number, high: number): number;
  /** New points, of shape (d, size). */
  resample(options?: { readonly size?: number; readonly seed?: DrawOptions["seed"] }): NDArray;
}

/** Points as rows of d numbers each. */
function pointsOf(
  name: string,
  values: ArrayLikeInput,
  d: number | undefined,
): { readonly data: Float64Array; readonly d: number; readonly m: number } {
  const given = real(name, values);
  const dimensions = given.shape.length;
  if (dimensions > 2) throw coreError("BAD_SHAPE", `${name}: got ${dimensions} axes, expected (dimensions, points).`);
  const flat = flatten(name, given);
  let [rows, m] = dimensions === 2 ? [given.shape[0]!, given.shape[1]!] : [1, flat.length];
  if (d !== undefined && rows !== d) {
    if (rows === 1 && m === d) [rows, m] = [d, 1];
    else throw coreError("BAD_SHAPE", `${name}: points have ${rows} dimensions, the data ${d}.`);
  }
  const data = new Float64Array(flat.length);
  for (let k = 0; k < rows; k++) for (let i = 0; i < m; i++) data[i * rows + k] = flat[k * m + i]!;
  return { data, d: rows, m };
}

/**
 * Estimates a density from points (dimensions, points) by normal kernels. SciPy's `gaussian_kde`.
 * @throws BAD_SHAPE for fewer than two points, SINGULAR for data in a space of fewer dimensions
 */
export function gaussianKde(dataset: ArrayLikeInput, options: KdeOptions = {}): GaussianKde {
  checkOptions("gaussianKde", options, { bwMethod: "any", weights: "any" });
  const { data, d, m: n } = pointsOf("gaussianKde", dataset, undefined);
  if (n < 2) throw coreError("BAD_SHAPE", `gaussianKde: got ${n} points, expected at least two.`);
  const weights =
    options.weights === undefined ? new Float64Array(n).fill(1 / n) : flatten("gaussianKde", options.weights).slice();
  if (weights.length !== n) throw coreError("BAD_SHAPE", `gaussianKde: ${weights.length} weights for ${n} points.`);
  const total = weights.reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < n; i++) weights[i] = weights[i]! / total;
  const squares = weights.reduce((sum, value) => sum + value * value, 0);
  const neff = 1 / squares;
  const { bwMethod = "scott" } = options;
  let factor: number;
  if (bwMethod === "scott") factor = neff ** (-1 / (d + 4));
  else if (bwMethod === "silverman") factor = ((neff * (d + 2)) / 4) ** (-1 / (d + 4));
  else if (typeof bwMethod === "number") factor = bwMethod;
  else if (typeof bwMethod === "function") factor = bwMethod({ n, d, neff });
  else
    throw coreError(
      "BAD_ARGUMENT",
      `gaussianKde: bwMethod is ${JSON.stringify(bwMethod)}, expected "scott", "silverman", a number or a function.`,
    );
  const means = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) means[k] = means[k]! + weights[i]! * data[i * d + k]!;
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < d; k++)
      for (let l = 0; l < d; l++)
        covariance[k * d + l] =
          covariance[k * d + l]! +
          (weights[i]! * (data[i * d + k]! - means[k]!) * (data[i * d + l]! - means[l]!) * factor ** 2) / (1 - squares);
  const lower = cholesky("gaussianKde", covariance, d);
  let logNorm = (d / 2) * Math.log(2 * Math.PI);
  for (let k = 0; k < d; k++) logNorm += Math.log(lower[k * d + k]!);
  const whiten = (points: Float64Array, count: number): Float64Array => {
    const out = points.slice();
    for (let i = 0; i < count; i++)
      for (let k = 0; k < d; k++) {
        let value = out[i * d + k]!;
        for (let l = 0; l < k; l++) value -= lower[k * d + l]! * out[i * d + l]!;
        out[i * d + k] = value / lower[k * d + k]!;
      }
    return out;
  };
  const white = whiten(data, n);
  const energies = (p: Float64Array, i: number, j: number): number => {
    let energy = 0;
    for (let k = 0; k < d; k++) {
      const difference = p[i * d + k]! - white[j * d + k]!;
      energy += difference * difference;
    }
    return -0.5 * energy;
  };
  const evaluate = (points: ArrayLikeInput): NDArray => {
    const { data: given, m } = pointsOf("gaussianKde.evaluate", points, d);
    const p = whiten(given, m);
    const norm = Math.exp(-logNorm);
    const out = new Float64Array(m);
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += weights[j]! * Math.exp(energies(p, i, j));
      out[i] = sum * norm;
    }
    return fromData(out, [m]);
  };
  const logpdf = (points: ArrayLikeInput): NDArray => {
    const { data: given, m } = pointsOf("gaussianKde.logpdf", points, d);
    const p = whiten(given, m);
    const out = new Float64Array(m);
    for (let i = 0; i < m; i++) {
      let top = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < n; j++) top = Math.max(top, energies(p, i, j));
      let sum = 0;
      for (let j = 0; j < n; j++) sum += weights[j]! * Math.exp(energies(p, i, j) - top);
      out[i] = top + Math.log(sum) - logNorm;
    }
    return fromData(out, [m]);
  };
  return {
    d,
    n,
    neff,
    factor,
    covariance: fromData(covariance, [d, d]),
    weights: fromData(weights, [n]),
    evaluate,
    pdf: evaluate,
    logpdf,
    integrateBox1d: (low, high) => {
      if (d !== 1) throw coreError("BAD_SHAPE", `integrateBox1d: the estimate has ${d} dimensions, expected one.`);
      const deviation = lower[0]!;
      let sum = 0;
      for (let j = 0; j < n; j++)
        sum += weights[j]! * (ndtr((high - data[j]!) / deviation) - ndtr((low - data[j]!) / deviation));
      return sum;
    },
    resample: ({ size = Math.floor(neff), seed } = {}) => {
      const random = streamOf(seed);
      const noise = random.standardNormal({ shape: size * d }).data as Float64Array;
      const picked = random.choice(n, { shape: size, p: fromData(weights, [n]) }).data as Float64Array;
      const out = new Float64Array(d * size);
      for (let i = 0; i < size; i++)
        for (let k = 0; k < d; k++) {
          let value = data[picked[i]! * d + k]!;
          for (let l = 0; l <= k; l++) value += lower[k * d + l]! * noise[i * d + l]!;
          out[k * size + i] = value;
        }
      return fromData(out, [d, size]);
    },
  };
}
