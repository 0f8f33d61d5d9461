import type { NDArray } from "@core/array";
import { type RandomState, randomState, type Seed } from "@core/array/random";
import { randomizedSvd } from "sci-linalg";
import { float64Of, type Table } from "./input.js";

/** How the first factors are found. */
export type NmfInit = "nndsvd" | "nndsvda" | "nndsvdar" | "random" | "custom";

/** The first factors, w (m, k) and h (k, n). */
export interface Factors {
  readonly w: Float64Array;
  readonly h: Float64Array;
}

/** Smaller elements of the first factors are zero. */
const smallest = 1e-6;

/** The sizes of normal numbers, h before w, that make w h as large as x on average. */
export function randomStart({ values, rows, columns }: Table, k: number, seed: Seed): Factors {
  const scale = Math.sqrt(meanOf(values) / k);
  const random = randomState(seed);
  const h = sizesOf(random, k * columns, scale);
  return { h, w: sizesOf(random, rows * k, scale) };
}

/**
 * The non-negative parts of the leading singular vectors: of each pair the parts of that sign which weighs more.
 * Source: C. Boutsidis and E. Gallopoulos, Pattern Recognit. 41, 1350 (2008).
 */
export function singularStart(table: Table, k: number, init: "nndsvd" | "nndsvda" | "nndsvdar", seed: Seed): Factors {
  const { rows: m, columns: n } = table;
  const [u, s, v] = randomizedSvd(table.array, k, { seed }).map((one) => float64Of(one as NDArray)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [w, h] = [new Float64Array(m * k), new Float64Array(k * n)];
  for (let t = 0; t < k; t++) {
    const left = Float64Array.from({ length: m }, (_, i) => u[i * k + t]!);
    const right = v.subarray(t * n, (t + 1) * n);
    const above = lengthOf(left, 1) * lengthOf(right, 1);
    const below = lengthOf(left, -1) * lengthOf(right, -1);
    const sign = above > below ? 1 : -1;
    const scale = t === 0 ? Math.sqrt(s[0]!) : Math.sqrt(s[t]! * (above > below ? above : below));
    // All elements of the first pair have one sign but for rounding.
    const [ofLeft, ofRight] = t === 0 ? [1, 1] : [lengthOf(left, sign), lengthOf(right, sign)];
    const part = (value: number): number => (t === 0 ? Math.abs(value) : Math.max(0, sign * value));
    for (let i = 0; i < m; i++) w[i * k + t] = cut((scale * part(left[i]!)) / ofLeft);
    for (let j = 0; j < n; j++) h[t * n + j] = cut((scale * part(right[j]!)) / ofRight);
  }
  if (init === "nndsvd") return { w, h };
  const mean = meanOf(table.values);
  const random = init === "nndsvdar" ? randomState(seed) : undefined;
  for (const factor of [w, h]) fillZeros(factor, mean, random);
  return { w, h };
}

/** Zeros become the mean, or small random numbers. */
function fillZeros(factor: Float64Array, mean: number, random: RandomState | undefined): void {
  const zeros = factor.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
  const numbers = random === undefined ? undefined : sizesOf(random, zeros, mean / 100);
  let next = 0;
  for (let i = 0; i < factor.length; i++)
    if (factor[i] === 0) factor[i] = numbers === undefined ? mean : numbers[next++]!;
}

// A pair without elements of the sign is no number in scikit-learn; here it is zero.
const cut = (value: number): number => (value >= smallest ? value : 0);

function sizesOf(random: RandomState, count: number, scale: number): Float64Array {
  const numbers = float64Of(random.standardNormal({ shape: [count] }));
  return numbers.map((value) => Math.abs(scale * value));
}

/** The length of the part of a vector that has a sign. */
function lengthOf(vector: Float64Array, sign: number): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) {
    const own = sign * vector[i]!;
    if (own > 0) sum += own * own;
  }
  return Math.sqrt(sum);
}

/** The mean of numbers. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
