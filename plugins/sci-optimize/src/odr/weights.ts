import { coreError } from "@core/array/runtime";
import { realArray } from "../core/values.js";
import { cholesky, solveLower, solveLowerTransposed } from "../linear/solve.js";

/** One symmetric matrix for each point, in rows; with the stride 0 the same for all. */
export interface Blocks {
  readonly size: number;
  readonly stride: number;
  readonly data: Float64Array;
}

/** How the numbers of {@link readWeights} are meant. */
export type WeightForm = "weights" | "deviations" | "covariances";

/**
 * Weights of points with `size` components: one number, one for each component, (points with one component) one for each point, one for
 * each component and point, or matrices (`size`, `size`) and (`size`, `size`, n).
 */
export function readWeights(value: unknown, size: number, n: number, form: WeightForm, name: string): Blocks {
  const a = realArray(value, name);
  const shape = a.shape;
  const is = (...wanted: number[]): boolean => shape.length === wanted.length && wanted.every((w, d) => w === shape[d]);
  const numbers = Float64Array.from({ length: a.size }, (_, i) => a.reshape(-1).get(i) as number);
  const full = form === "covariances" || (form === "weights" && (size > 1 || shape.length === 3));
  let at: ((i: number, j: number, k: number) => number) | undefined;
  let same = true;
  if (full && is(size, size)) at = (_, j, k) => numbers[j * size + k]!;
  else if (full && is(size, size, n)) {
    same = false;
    at = (i, j, k) => numbers[(j * size + k) * n + i]!;
  } else if (form !== "covariances") {
    if (shape.length === 0 || is(1)) at = (_, j, k) => (j === k ? numbers[0]! : 0);
    else if (is(size)) at = (_, j, k) => (j === k ? numbers[j]! : 0);
    else if (is(size, n) || (size === 1 && is(n))) {
      same = false;
      at = (i, j, k) => (j === k ? numbers[j * n + i]! : 0);
    }
  } else if (shape.length === 0 && size === 1) at = () => numbers[0]!;
  if (at === undefined)
    throw coreError(
      "BAD_SHAPE",
      `${name} has shape (${shape.join(", ")}), which fits no form for ${n} points with ${size} component${size === 1 ? "" : "s"}.`,
    );
  const count = same ? 1 : n;
  const data = new Float64Array(count * size * size);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < size; j++) for (let k = 0; k < size; k++) data[(i * size + j) * size + k] = at(i, j, k);
  const limits = { deviations: "positive", covariances: "positive definite", weights: "" }[form];
  for (const number of data)
    if (!Number.isFinite(number)) throw coreError("BAD_VALUE", `${name} contains ${number}, expected finite numbers.`);
  if (form === "deviations") {
    for (let i = 0; i < data.length; i++)
      if ((i % (size * size)) % (size + 1) === 0) {
        if (!(data[i]! > 0)) throw coreError("BAD_VALUE", `${name} contains ${data[i]}, expected ${limits} numbers.`);
        data[i] = 1 / data[i]! ** 2;
      }
  } else if (form === "covariances")
    for (let i = 0; i < count; i++)
      invert(data.subarray(i * size * size, (i + 1) * size * size), size, `${name} must be ${limits}`);
  return { size, stride: same ? 0 : size * size, data };
}

/** The lower factors L with L L' = W of weights, which may be zero for some components. */
export function weightFactors(blocks: Blocks, name: string): Blocks {
  const { size, data } = blocks;
  const factors = new Float64Array(data.length);
  for (let start = 0; start < data.length; start += size * size) {
    let largest = 0;
    for (let j = 0; j < size; j++) largest = Math.max(largest, data[start + j * (size + 1)]!);
    for (let j = 0; j < size; j++) {
      let pivot = data[start + j * (size + 1)]!;
      for (let k = 0; k < j; k++) pivot -= factors[start + j * size + k]! ** 2;
      const zero = Math.abs(pivot) <= 1e-13 * largest;
      if (pivot < 0 && !zero)
        throw coreError("BAD_VALUE", `${name} must not be negative, and matrices positive semidefinite.`);
      const root = zero ? 0 : Math.sqrt(pivot);
      factors[start + j * (size + 1)] = root;
      for (let i = j + 1; i < size; i++) {
        let sum = data[start + i * size + j]!;
        for (let k = 0; k < j; k++) sum -= factors[start + i * size + k]! * factors[start + j * size + k]!;
        if (!zero) factors[start + i * size + j] = sum / root;
        else if (Math.abs(sum) > 1e-7 * largest)
          throw coreError("BAD_VALUE", `${name} must not be negative, and matrices positive semidefinite.`);
      }
    }
  }
  return { ...blocks, data: factors };
}

/** Checks that the matrices can be divided by. */
export function checkPositive(blocks: Blocks, name: string): void {
  const { size, data } = blocks;
  for (let start = 0; start < data.length; start += size * size)
    if (cholesky(data.subarray(start, start + size * size), size).failed > 0)
      throw coreError("BAD_VALUE", `${name} must be positive, and matrices positive definite.`);
}

function invert(matrix: Float64Array, n: number, message: string): void {
  const { factor, failed } = cholesky(matrix, n);
  if (failed > 0) throw coreError("BAD_VALUE", `${message}.`);
  const columns = Array.from({ length: n }, (_, j) => {
    const unit = new Float64Array(n);
    unit[j] = 1;
    return solveLowerTransposed(factor, solveLower(factor, unit));
  });
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) matrix[i * n + j] = columns[j]![i]!;
}
