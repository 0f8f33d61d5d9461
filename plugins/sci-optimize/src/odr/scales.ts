import type { ArrayLikeInput } from "@core/array";
import { coreError } from "@core/array/runtime";
import { numbersOf } from "../core/values.js";
import { epsilon } from "../core/vectors.js";
import type { FitState } from "./fit.js";
import type { OdrProblem } from "./problem.js";

/** Checks that scales are positive. */
export function positive(scales: Float64Array, name: string): Float64Array {
  for (const scale of scales)
    if (!(scale > 0) || scale === Number.POSITIVE_INFINITY)
      throw coreError("BAD_VALUE", `${name} contains ${scale}, expected positive numbers.`);
  return scales;
}

/** Scales of parameters: those given, or ODRPACK's. */
export function scalesOf(given: ArrayLikeInput | undefined, values: Float64Array, name: string): Float64Array {
  if (given === undefined) return usualScales(values);
  const scales = positive(numbersOf(given, name), name);
  if (scales.length !== values.length)
    throw coreError("BAD_SHAPE", `${name} has ${scales.length} numbers, expected ${values.length}.`);
  return scales;
}

/** ODRPACK's scales of the errors of x, component by component. */
export function columnScales({ x, n, m }: OdrProblem): Float64Array {
  const scales = new Float64Array(x.length);
  for (let j = 0; j < m; j++) {
    const own = usualScales(Float64Array.from({ length: n }, (_, i) => x[i * m + j]!));
    for (let i = 0; i < n; i++) scales[i * m + j] = own[i]!;
  }
  return scales;
}

/** The number of points that have weight. */
export function observations({ n, q, wy }: OdrProblem): number {
  if (wy.stride === 0) return wy.data.some((value) => value !== 0) ? n : 0;
  let count = 0;
  for (let i = 0; i < n; i++) if (wy.data.subarray(i * q * q, (i + 1) * q * q).some((value) => value !== 0)) count++;
  return count;
}

/**
 * The relative error of the model's values at one point: how far the values at five sets of parameters, 100 roundings apart, are from a
 * straight line.
 */
export function noiseOf(problem: OdrProblem, { beta, delta, f }: FitState, free: readonly number[]): number {
  const { n, m, q, x } = problem;
  let row = 0;
  for (let i = n - 1; i >= 0; i--) if (x.subarray(i * m, (i + 1) * m).every((value) => value !== 0)) row = i;
  const moved = x.map((value, i) => value + delta[i]!);
  const lines = [-2, -1, 0, 1, 2].map((j) => {
    if (j === 0) return f;
    const other = beta.slice();
    for (const which of free) other[which]! += j * 100 * epsilon * beta[which]!;
    return problem.values(other, moved);
  });
  let noise = epsilon;
  for (let e = row * q; e < (row + 1) * q; e++) {
    const values = lines.map((line) => line[e]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / 5;
    const slope = values.reduce((sum, value, j) => sum + (j - 2) * value, 0) / 10;
    const middle = values[2]!;
    const relative = middle !== 0 && Math.abs(values[3]! + values[1]!) > 100 * epsilon;
    values.forEach((value, j) => {
      const off = Math.abs(value - (mean + (j - 2) * slope)) / (relative ? Math.abs(middle) : 1);
      if (off > noise) noise = off;
    });
  }
  return noise;
}

/** 1 / |value|, or 1 / the largest where all have one order of magnitude; 10 / the smallest for zeros. */
function usualScales(values: Float64Array): Float64Array {
  const sizes = values.map(Math.abs);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) return sizes.fill(1);
  const smallest = sizes.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), largest);
  const spread = Math.log10(largest) - Math.log10(smallest) >= 1;
  return sizes.map((size) => (size === 0 ? 10 / smallest : 1 / (spread ? size : largest)));
}
