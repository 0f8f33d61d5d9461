import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, realList } from "../internal/checks.js";
import { leastSquares } from "../internal/least-squares.js";
import { vector } from "../internal/signals.js";
import { sinc } from "./firwin.js";

/**
 * Designs a filter of finite, odd length by least squares.
 * @param bands edges of the bands in pairs, between 0 and fs / 2
 * @param desired gains at these edges
 * @param options `weight`: one for each band; `fs`: sampling rate, 2 by default
 * @throws BAD_VALUE for an even length, or bands that overlap
 */
export function firls(
  numtaps: number,
  bands: ArrayLikeInput,
  desired: ArrayLikeInput,
  options: { readonly weight?: ArrayLikeInput | undefined; readonly fs?: number | undefined } = {},
): NDArray<"float64"> {
  checkOptions("firls", options, { weight: "any", fs: "number" });
  checkKind("firls", "numtaps", numtaps, "number");
  const { fs = 2 } = options;
  checkWhole(numtaps, "numtaps", 1, 20_001);
  if (numtaps % 2 === 0) throw coreError("BAD_VALUE", `numtaps: got ${numtaps}, expected an odd number.`);
  if (!(fs > 0)) throw coreError("BAD_VALUE", `fs: got ${fs}, must be above 0.`);
  const edges = flat(bands, "bands").map((one) => (2 * one) / fs);
  const gains = flat(desired, "desired");
  const count = edges.length / 2;
  if (!Number.isInteger(count) || gains.length !== edges.length)
    throw coreError(
      "BAD_SHAPE",
      `bands, desired: have ${edges.length} and ${gains.length} numbers, expected as many in both, in pairs.`,
    );
  const weights = options.weight === undefined ? new Float64Array(count).fill(1) : realList(options.weight, "weight");
  if (weights.length !== count)
    throw coreError("BAD_SHAPE", `weight: has ${weights.length} numbers for ${count} bands.`);
  if (edges.some((one) => !(one >= 0 && one <= 1)))
    throw coreError("BAD_VALUE", `bands: edges must be from 0 to fs / 2 = ${fs / 2}.`);
  if (edges.some((one, k) => k > 0 && (k % 2 === 1 ? one <= (edges[k - 1] as number) : one < (edges[k - 1] as number))))
    throw coreError("BAD_VALUE", "bands: must rise, have a width and not overlap.");
  if (gains.some((one) => !(one >= 0)) || weights.some((one) => !(one >= 0)))
    throw coreError("BAD_VALUE", "desired, weight: must be 0 or more.");
  const half = (numtaps - 1) / 2;
  const q = new Float64Array(numtaps);
  const right = new Float64Array(half + 1);
  for (let k = 0; k < count; k++) {
    const [f0, f1, g0, g1] = [edges[2 * k], edges[2 * k + 1], gains[2 * k], gains[2 * k + 1]] as [
      number,
      number,
      number,
      number,
    ];
    const weight = weights[k] as number;
    const slope = (g1 - g0) / (f1 - f0);
    const offset = g0 - f0 * slope;
    for (let n = 0; n < numtaps; n++) q[n] = (q[n] as number) + weight * (sinc(f1 * n) * f1 - sinc(f0 * n) * f0);
    const integral = (f: number, n: number): number => {
      const own = f * (slope * f + offset) * sinc(f * n);
      return n === 0 ? own - (slope * f * f) / 2 : own + (slope * Math.cos(n * Math.PI * f)) / (Math.PI * n) ** 2;
    };
    for (let n = 0; n <= half; n++) right[n] = (right[n] as number) + weight * (integral(f1, n) - integral(f0, n));
  }
  const size = half + 1;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) matrix[i * size + j] = (q[Math.abs(i - j)] as number) + (q[i + j] as number);
  const a = leastSquares(matrix, size, size).solve(right);
  const h = new Float64Array(numtaps);
  for (let i = 1; i <= half; i++) {
    h[half - i] = a[i] as number;
    h[half + i] = a[i] as number;
  }
  h[half] = 2 * (a[0] as number);
  return vector(h);
}

function flat(x: ArrayLikeInput, name: string): Float64Array {
  return realList(asArray(x).reshape([-1]), name);
}
