import type { ArrayLikeInput } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { flatten } from "./core/lines.js";

/** Weights of the values. */
export interface DistanceOptions {
  readonly uWeights?: ArrayLikeInput;
  readonly vWeights?: ArrayLikeInput;
}

function sample(
  name: string,
  values: ArrayLikeInput,
  weights: ArrayLikeInput | undefined,
): { x: Float64Array; w: Float64Array; total: number } {
  const given = flatten(name, values);
  if (given.length === 0) throw coreError("BAD_SHAPE", `${name}: a sample is empty.`);
  const own = weights === undefined ? new Float64Array(given.length).fill(1) : flatten(name, weights);
  if (own.length !== given.length)
    throw coreError("BAD_SHAPE", `${name}: ${own.length} weights for ${given.length} values.`);
  const total = own.reduce((sum, value) => sum + value, 0);
  if (own.some((value) => value < 0) || !(total > 0 && total < Number.POSITIVE_INFINITY))
    throw coreError("BAD_VALUE", `${name}: weights must not be negative and add up to a positive number.`);
  const order = Array.from(given.keys()).sort((i, j) => given[i]! - given[j]!);
  return { x: Float64Array.from(order, (i) => given[i]!), w: Float64Array.from(order, (i) => own[i]!), total };
}

function cdfDistance(name: string, p: 1 | 2, u: ArrayLikeInput, v: ArrayLikeInput, options: DistanceOptions): number {
  const [a, b] = [sample(name, u, options.uWeights), sample(name, v, options.vWeights)];
  let [i, j, fa, fb, sum] = [0, 0, 0, 0, 0];
  let last = Math.min(a.x[0]!, b.x[0]!);
  while (i < a.x.length || j < b.x.length) {
    const next = j >= b.x.length || (i < a.x.length && a.x[i]! <= b.x[j]!) ? a.x[i]! : b.x[j]!;
    if (Number.isNaN(next)) return Number.NaN;
    const difference = Math.abs(fa / a.total - fb / b.total);
    if (next > last) sum += (p === 1 ? difference : difference * difference) * (next - last);
    while (i < a.x.length && a.x[i]! === next) fa += a.w[i++]!;
    while (j < b.x.length && b.x[j]! === next) fb += b.w[j++]!;
    last = next;
  }
  return p === 1 ? sum : Math.sqrt(sum);
}

/** How far the mass of one sample must be moved to become the other's. SciPy's `wasserstein_distance`. */
export function wassersteinDistance(
  uValues: ArrayLikeInput,
  vValues: ArrayLikeInput,
  options: DistanceOptions = {},
): number {
  checkOptions("wassersteinDistance", options, { uWeights: "any", vWeights: "any" });
  return cdfDistance("wassersteinDistance", 1, uValues, vValues, options);
}

/** The energy distance of two samples. SciPy's `energy_distance`. */
export function energyDistance(
  uValues: ArrayLikeInput,
  vValues: ArrayLikeInput,
  options: DistanceOptions = {},
): number {
  checkOptions("energyDistance", options, { uWeights: "any", vWeights: "any" });
  return Math.SQRT2 * cdfDistance("energyDistance", 2, uValues, vValues, options);
}
