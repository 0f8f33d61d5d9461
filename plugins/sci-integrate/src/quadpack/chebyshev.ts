import { cosines } from "./constants.js";
import type { Integrand } from "./rules.js";

/** The coefficients of the Chebyshev expansions of degree 12 and 24. */
export interface Expansions {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Samples a function of the distance from a centre at the 25 places of the expansions; the ends count half. */
export function sample(f: Integrand, half: number): Float64Array {
  const values = new Float64Array(25);
  values[0] = 0.5 * f(half);
  values[12] = f(0);
  values[24] = 0.5 * f(-half);
  for (let i = 1; i < 12; i++) {
    const u = half * cosines[i - 1]!;
    values[i] = f(u);
    values[24 - i] = f(-u);
  }
  return values;
}

/** The expansions of degree 12 and 24 of sampled values, which are overwritten (QUADPACK's qcheb: a fast cosine transform). */
export function expand(values: Float64Array): Expansions {
  const [x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11] = cosines as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const low = new Float64Array(13);
  const high = new Float64Array(25);
  const v = new Float64Array(13);
  const fold = (count: number, last: number): void => {
    for (let i = 0; i < count; i++) {
      const other = values[last - i]!;
      v[i + 1] = values[i]! - other;
      values[i] = values[i]! + other;
    }
  };
  const pair = (at: number, to: number, odd: number): void => {
    high[at] = low[at]! + odd;
    high[to] = low[at]! - odd;
  };
  fold(12, 24);
  const v1 = v[1]!,
    v2 = v[2]!,
    v3 = v[3]!,
    v4 = v[4]!,
    v5 = v[5]!,
    v6 = v[6]!;
  const v7 = v[7]!,
    v8 = v[8]!,
    v9 = v[9]!,
    v10 = v[10]!,
    v11 = v[11]!,
    v12 = v[12]!;
  let even = v1 - v9;
  let odd = x6 * (v3 - v7 - v11);
  low[3] = even + odd;
  low[9] = even - odd;
  const p = v2 - v8 - v10;
  const q = v4 - v6 - v12;
  pair(3, 21, x3 * p + x9 * q);
  pair(9, 15, x9 * p - x3 * q);
  const part1 = x4 * v5;
  const part2 = x8 * v9;
  const part3 = x6 * v7;
  even = v1 + part1 + part2;
  odd = x2 * v3 + part3 + x10 * v11;
  low[1] = even + odd;
  low[11] = even - odd;
  pair(1, 23, x1 * v2 + x3 * v4 + x5 * v6 + x7 * v8 + x9 * v10 + x11 * v12);
  pair(11, 13, x11 * v2 - x9 * v4 + x7 * v6 - x5 * v8 + x3 * v10 - x1 * v12);
  even = v1 - part1 + part2;
  odd = x10 * v3 - part3 + x2 * v11;
  low[5] = even + odd;
  low[7] = even - odd;
  pair(5, 19, x5 * v2 - x9 * v4 - x1 * v6 - x11 * v8 + x3 * v10 + x7 * v12);
  pair(7, 17, x7 * v2 - x3 * v4 - x11 * v6 + x1 * v8 - x9 * v10 - x5 * v12);
  fold(6, 12);
  even = v[1]! + x8 * v[5]!;
  odd = x4 * v[3]!;
  low[2] = even + odd;
  low[10] = even - odd;
  low[6] = v[1]! - v[5]!;
  pair(2, 22, x2 * v[2]! + x6 * v[4]! + x10 * v[6]!);
  pair(6, 18, x6 * (v[2]! - v[4]! - v[6]!));
  pair(10, 14, x10 * v[2]! - x6 * v[4]! + x2 * v[6]!);
  fold(3, 6);
  low[4] = v[1]! + x8 * v[3]!;
  low[8] = values[0]! - x8 * values[2]!;
  pair(4, 20, x4 * v[2]!);
  pair(8, 16, x8 * values[1]! - values[3]!);
  low[0] = values[0]! + values[2]!;
  pair(0, 24, values[1]! + values[3]!);
  low[12] = v[1]! - v[3]!;
  high[12] = low[12]!;
  const sixth = 1 / 6;
  for (let i = 0; i < 13; i++) low[i] = low[i]! * (i === 0 || i === 12 ? sixth / 2 : sixth);
  for (let i = 0; i < 25; i++) high[i] = high[i]! * (i === 0 || i === 24 ? sixth / 4 : sixth / 2);
  return { low, high };
}
