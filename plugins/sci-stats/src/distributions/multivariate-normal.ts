import { type ArrayLikeInput, checkShape, fromData, type NDArray, sizeOf } from "@core/array";
import { coreError } from "@core/array/runtime";
import { flatten, real } from "../core/lines.js";
import { eigenSymmetric } from "../core/symmetric.js";
import { streamOf } from "../distribution/lift.js";
import type { DrawOptions } from "../distribution/types.js";

/** Parameters of {@link multivariateNormal}. */
export interface MultivariateOptions {
  /** Zeros by default. */
  readonly mean?: ArrayLikeInput;
  /** A matrix, the diagonal of one, or one number for all of the diagonal; 1 by default. */
  readonly cov?: ArrayLikeInput;
  /** Whether the covariance may be singular; false by default. */
  readonly allowSingular?: boolean;
}

interface Parts {
  readonly d: number;
  readonly mean: Float64Array;
  readonly values: Float64Array;
  readonly vectors: Float64Array;
  readonly rank: number;
  readonly logDeterminant: number;
}

function partsOf(options: MultivariateOptions, dimensions: number): Parts {
  const given = options.mean === undefined ? undefined : flatten("multivariateNormal", options.mean);
  const matrix = real("multivariateNormal", options.cov ?? 1);
  const d = given?.length ?? (matrix.size > 1 ? matrix.shape[0]! : dimensions);
  const cov = new Float64Array(d * d);
  const values = flatten("multivariateNormal", matrix);
  if (matrix.shape.length < 2) {
    if (values.length !== 1 && values.length !== d)
      throw coreError("BAD_SHAPE", `multivariateNormal: cov has ${values.length} entries for ${d} dimensions.`);
    for (let i = 0; i < d; i++) cov[i * d + i] = values.length === 1 ? values[0]! : values[i]!;
  } else {
    if (matrix.shape.length !== 2 || matrix.shape[0] !== d || matrix.shape[1] !== d)
      throw coreError(
        "BAD_SHAPE",
        `multivariateNormal: cov has shape (${matrix.shape.join(", ")}), expected (${d}, ${d}).`,
      );
    cov.set(values);
  }
  const { values: eigen, vectors } = eigenSymmetric(cov, d);
  const limit = 1e6 * 2.220446049250313e-16 * eigen.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (eigen.some((value) => value < -limit))
    throw coreError("BAD_VALUE", "multivariateNormal: cov is not positive semidefinite.");
  const rank = eigen.filter((value) => value > limit).length;
  if (rank < d && options.allowSingular !== true)
    throw coreError("SINGULAR", "multivariateNormal: cov is singular; allowSingular takes such ones.");
  let logDeterminant = 0;
  for (let i = 0; i < rank; i++) logDeterminant += Math.log(eigen[i]!);
  return { d, mean: given ?? new Float64Array(d), values: eigen, vectors, rank, logDeterminant };
}

function logDensities(x: ArrayLikeInput, options: MultivariateOptions): NDArray | number {
  const points = real("multivariateNormal", x);
  const last = points.shape[points.shape.length - 1] ?? 1;
  const { d, mean, values, vectors, rank, logDeterminant } = partsOf(options, last);
  const flat = flatten("multivariateNormal", points);
  const shape = d === 1 && last !== 1 ? points.shape : points.shape.slice(0, -1);
  if (!(d === 1 || last === d))
    throw coreError("BAD_SHAPE", `multivariateNormal: points have ${last} coordinates, expected ${d}.`);
  const out = new Float64Array(flat.length / d);
  for (let i = 0; i < out.length; i++) {
    let energy = 0;
    for (let j = 0; j < rank; j++) {
      let along = 0;
      for (let k = 0; k < d; k++) along += (flat[i * d + k]! - mean[k]!) * vectors[k * d + j]!;
      energy += (along * along) / values[j]!;
    }
    let rest = 0;
    for (let j = rank; j < d; j++) {
      let along = 0;
      for (let k = 0; k < d; k++) along += (flat[i * d + k]! - mean[k]!) * vectors[k * d + j]!;
      rest += along * along;
    }
    out[i] =
      Math.sqrt(rest) > 1e-5
        ? Number.NEGATIVE_INFINITY
        : -0.5 * (rank * Math.log(2 * Math.PI) + logDeterminant + energy);
  }
  return shape.length === 0 ? out[0]! : fromData(out, shape);
}

/** The normal distribution in several dimensions; points have their coordinates on the last axis. SciPy's `multivariate_normal`. */
export interface MultivariateNormal {
  /**
   * The density.
   * @throws BAD_SHAPE, BAD_VALUE for a covariance with negative eigenvalues, SINGULAR
   */
  pdf(x: ArrayLikeInput, options?: MultivariateOptions): NDArray | number;
  logpdf(x: ArrayLikeInput, options?: MultivariateOptions): NDArray | number;
  /** Random points, of shape (...size, d). */
  rvs(options?: MultivariateOptions & DrawOptions): NDArray;
  entropy(options?: MultivariateOptions): number;
}

/** See {@link MultivariateNormal}. */
export const multivariateNormal: MultivariateNormal = {
  pdf: (x, options = {}) => {
    const logs = logDensities(x, options);
    return typeof logs === "number" ? Math.exp(logs) : fromData((logs.data as Float64Array).map(Math.exp), logs.shape);
  },
  logpdf: (x, options = {}) => logDensities(x, options),
  rvs: (options = {}) => {
    const { d, mean, values, vectors } = partsOf({ ...options, allowSingular: true }, 1);
    const shape = options.size === undefined ? [] : checkShape(options.size);
    const count = sizeOf(shape);
    const noise = streamOf(options.seed).standardNormal({ shape: count * d }).data as Float64Array;
    const out = new Float64Array(count * d);
    for (let i = 0; i < count; i++)
      for (let k = 0; k < d; k++) {
        let value = mean[k]!;
        for (let j = 0; j < d; j++)
          value += noise[i * d + j]! * Math.sqrt(Math.max(0, values[j]!)) * vectors[k * d + j]!;
        out[i * d + k] = value;
      }
    return fromData(out, [...shape, d]);
  },
  entropy: (options = {}) => {
    const { d, logDeterminant } = partsOf({ ...options, allowSingular: true }, 1);
    return 0.5 * (d * Math.log(2 * Math.PI * Math.E) + logDeterminant);
  },
};
