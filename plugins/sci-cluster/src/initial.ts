import type { NDArray } from "@core/array";
import type { RandomState } from "@core/array/random";
import { coreError } from "@core/array/runtime";
import type { Observations } from "./observations.js";

/** k of the points, drawn without repetition. */
export function drawPoints({ values, m, d }: Observations, k: number, random: RandomState): Float64Array {
  if (k > m) throw coreError("BAD_VALUE", `k: ${k} centres cannot be drawn from ${m} points.`);
  const chosen = (random.choice(m, { shape: k, replace: false }) as NDArray).data;
  return pick(values, Array.from(chosen as Float64Array, Number), d);
}

/**
 * k of the points, each drawn with a chance that grows with the squared distance to those before (k-means++).
 * Source: D. Arthur and S. Vassilvitskii, Proc. 18th ACM-SIAM Symp. Discrete Algorithms (2007) 1027.
 */
export function drawFarPoints({ values, m, d }: Observations, k: number, random: RandomState): Float64Array {
  const chosen = [Number(random.randint(m))];
  const nearest = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
  while (chosen.length < k) {
    const last = chosen[chosen.length - 1]! * d;
    let total = 0;
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += (values[last + j]! - values[i * d + j]!) ** 2;
      nearest[i] = Math.min(nearest[i]!, sum);
      total += nearest[i]!;
    }
    const limit = random.uniform() as number;
    let passed = 0;
    let at = 0;
    for (; at < m - 1; at++) {
      passed += nearest[at]! / total;
      if (passed >= limit) break;
    }
    chosen.push(at);
  }
  return pick(values, chosen, d);
}

/** k points drawn from the normal distribution that has the mean and the covariance of the points. */
export function drawNormal(points: Observations, k: number, random: RandomState): Float64Array {
  const { values, m, d } = points;
  if (m < 2) throw coreError("BAD_VALUE", "minit: random needs at least two points.");
  const mean = new Float64Array(d);
  for (let i = 0; i < m; i++) for (let j = 0; j < d; j++) mean[j] = mean[j]! + values[i * d + j]! / m;
  // With more coordinates than points the covariance has no Cholesky factor; the centred points themselves have the right one.
  const root = d > m ? centred(values, mean, m, d) : cholesky(covariance(values, mean, m, d), d);
  const width = root.length / d;
  const normal = random.standardNormal({ shape: [k, width] }) as NDArray;
  const drawn = normal.data as Float64Array;
  const result = new Float64Array(k * d);
  for (let c = 0; c < k; c++)
    for (let j = 0; j < d; j++) {
      let sum = mean[j]!;
      for (let i = 0; i < width; i++) sum += drawn[c * width + i]! * root[i * d + j]!;
      result[c * d + j] = sum;
    }
  return result;
}

function pick(values: Float64Array, chosen: readonly number[], d: number): Float64Array {
  const result = new Float64Array(chosen.length * d);
  chosen.forEach((i, c) => {
    result.set(values.subarray(i * d, (i + 1) * d), c * d);
  });
  return result;
}

function centred(values: Float64Array, mean: Float64Array, m: number, d: number): Float64Array {
  return values.map((one, i) => (one - mean[i % d]!) / Math.sqrt(m - 1));
}

function covariance(values: Float64Array, mean: Float64Array, m: number, d: number): Float64Array {
  const result = new Float64Array(d * d);
  for (let row = 0; row < d; row++)
    for (let column = 0; column < d; column++) {
      let sum = 0;
      for (let i = 0; i < m; i++)
        sum += (values[i * d + row]! - mean[row]!) * (values[i * d + column]! - mean[column]!);
      result[row * d + column] = sum / (m - 1);
    }
  return result;
}

/** The transposed Cholesky factor, by rows. */
function cholesky(matrix: Float64Array, d: number): Float64Array {
  const upper = new Float64Array(d * d);
  for (let column = 0; column < d; column++) {
    for (let row = 0; row <= column; row++) {
      let sum = matrix[row * d + column]!;
      for (let i = 0; i < row; i++) sum -= upper[i * d + row]! * upper[i * d + column]!;
      if (row < column) upper[row * d + column] = sum / upper[row * d + row]!;
      else if (sum > 0) upper[row * d + row] = Math.sqrt(sum);
      else
        throw coreError(
          "SINGULAR",
          "minit: the covariance of the points is not positive definite; use minit points or ++ instead of random.",
        );
    }
  }
  return upper;
}
