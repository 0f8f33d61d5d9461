import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { float64Of, realArray } from "../numbers.js";
import { polar } from "./polar.js";

/**
 * Shifts, scales, turns and mirrors one set of points so that it lies on another as well as possible.
 * Source: J. C. Gower, Psychometrika 40 (1975) 33.
 * @param data1 points by coordinates
 * @param data2 as many points
 * @returns the first set with its mean at 0 and a norm of 1, the second one laid on it, and the sum of squared differences
 * @throws BAD_SHAPE for different or empty sets, BAD_VALUE for points that are all the same; BAD_DTYPE
 */
export function procrustes(
  data1: ArrayLikeInput,
  data2: ArrayLikeInput,
): [mtx1: NDArray, mtx2: NDArray, disparity: number] {
  const [a, b] = [realArray(data1, 2, "data1"), realArray(data2, 2, "data2")];
  const [m, n] = a.shape as [number, number];
  if (b.shape[0] !== m || b.shape[1] !== n)
    throw coreError("BAD_SHAPE", `procrustes: shapes (${a.shape.join(", ")}) and (${b.shape.join(", ")}) differ.`);
  if (a.size === 0) throw coreError("BAD_SHAPE", "procrustes: there are no points.");
  const first = normalized(float64Of(a), m, n, "data1");
  const second = normalized(float64Of(b), m, n, "data2");
  const cross = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++)
      for (let i = 0; i < m; i++)
        cross[row * n + column] = cross[row * n + column]! + first[i * n + row]! * second[i * n + column]!;
  const { rotation, scale } = polar(cross, n);
  const turned = new Float64Array(m * n);
  let disparity = 0;
  for (let i = 0; i < m; i++)
    for (let row = 0; row < n; row++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += second[i * n + k]! * rotation[row * n + k]!;
      turned[i * n + row] = sum * scale;
      disparity += (first[i * n + row]! - sum * scale) ** 2;
    }
  return [fromData(first, [m, n]), fromData(turned, [m, n]), disparity];
}

function normalized(values: Float64Array, m: number, n: number, name: string): Float64Array {
  const means = new Float64Array(n);
  for (let i = 0; i < values.length; i++) means[i % n] = means[i % n]! + values[i]! / m;
  const centred = values.map((one, i) => one - means[i % n]!);
  const norm = Math.sqrt(centred.reduce((sum, one) => sum + one * one, 0));
  if (norm === 0) throw coreError("BAD_VALUE", `${name}: the points are all the same.`);
  return centred.map((one) => one / norm);
}
