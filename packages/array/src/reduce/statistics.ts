import { asArray } from "../create.js";
import { isComplexDType } from "../dtype.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { contiguous } from "../transfer.js";
import { eachTile, tileSize } from "./load.js";
import type { Input } from "./types.js";

/** What {@link statistics} gives, of all elements that are not NaN. */
export interface Statistics {
  /** How many there are. */
  readonly count: number;
  /** NaN where there are none, as all that follows. */
  readonly mean: number;
  /** Of the population (ddof 0). */
  readonly std: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The operation of {@link statistics}, for kernels and `explain`: of each block of 4096 elements of a contiguous array the number of
 * elements that are not NaN, their sum, least, largest and the sum of squared distances from their mean, one row for each block.
 * Sums go over every fourth element, and over the sums.
 */
export const blockStatisticsOperation: Operation = {
  id: "@core/array/blockStatistics",
  infer: ([a]) => ({ dtype: "float64", shape: [Math.ceil((a as NDArray).size / tileSize), 5] }),
  reference([a]) {
    const own = contiguous(a as NDArray);
    const result = own.make("float64", [Math.ceil(own.size / tileSize), 5]);
    const rows = result.data;
    eachTile(own, (tile, count, from) => describe(tile, count, rows, (5 * from) / tileSize));
    return result;
  },
};

/**
 * Number, mean, standard deviation, least and largest of all elements but NaN, in one pass.
 * @throws BAD_DTYPE for complex arrays
 */
export function statistics(a: Input): Statistics {
  const input = asArray(a as NDArray);
  if (isComplexDType(input.dtype))
    throw coreError(
      "BAD_DTYPE",
      "statistics: complex numbers have no natural order; take the real part or absolute first.",
    );
  return merged(dispatch(blockStatisticsOperation, [contiguous(input)], {}).data as Float64Array);
}

/** T. F. Chan, G. H. Golub, R. J. LeVeque, Am. Stat. 37 (1983) 242: blocks are brought together one after another. */
function merged(rows: Float64Array): Statistics {
  let [count, sum, squares] = [0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < rows.length; at += 5) {
    const own = rows[at] as number;
    if (own === 0) continue;
    const part = rows[at + 1] as number;
    const apart = count === 0 ? 0 : part / own - sum / count;
    squares += (rows[at + 4] as number) + (apart * apart * own * count) / (own + count);
    count += own;
    sum += part;
    min = Math.min(min, rows[at + 2] as number);
    max = Math.max(max, rows[at + 3] as number);
  }
  if (count === 0) return { count, mean: Number.NaN, std: Number.NaN, min: Number.NaN, max: Number.NaN };
  return { count, mean: sum / count, std: Math.sqrt(squares / count), min, max };
}

function describe(tile: Float64Array, count: number, rows: Float64Array, at: number): void {
  const numbers = numbersOf(tile, count);
  const n = numbers.length;
  if (n === 0) return;
  let p = 0;
  let q = 0;
  let r = 0;
  let s = 0;
  let min = numbers[0] as number;
  let max = min;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const a = numbers[i] as number;
    const b = numbers[i + 1] as number;
    const c = numbers[i + 2] as number;
    const d = numbers[i + 3] as number;
    p += a;
    q += b;
    r += c;
    s += d;
    if (a < min) min = a;
    if (b < min) min = b;
    if (c < min) min = c;
    if (d < min) min = d;
    if (a > max) max = a;
    if (b > max) max = b;
    if (c > max) max = c;
    if (d > max) max = d;
  }
  for (; i < n; i++) {
    const value = numbers[i] as number;
    p += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const sum = p + q + (r + s);
  rows[at] = n;
  rows[at + 1] = sum;
  rows[at + 2] = min;
  rows[at + 3] = max;
  rows[at + 4] = squaresOf(numbers, n, sum / n);
}

function squaresOf(numbers: Float64Array, n: number, mean: number): number {
  let p = 0;
  let q = 0;
  let r = 0;
  let s = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const a = (numbers[i] as number) - mean;
    const b = (numbers[i + 1] as number) - mean;
    const c = (numbers[i + 2] as number) - mean;
    const d = (numbers[i + 3] as number) - mean;
    p += a * a;
    q += b * b;
    r += c * c;
    s += d * d;
  }
  for (; i < n; i++) {
    const own = (numbers[i] as number) - mean;
    p += own * own;
  }
  return p + q + (r + s);
}

/** The first elements of a tile without NaN. */
function numbersOf(tile: Float64Array, count: number): Float64Array {
  const own = tile.subarray(0, count);
  let i = 0;
  while (i < count && !Number.isNaN(own[i])) i++;
  return i === count ? own : own.filter((value) => !Number.isNaN(value));
}
