import type { NDArray } from "../ndarray.js";
import { eachTile } from "./load.js";
import { selectRanks } from "./select.js";

/** Below this a copy of the line stays in the cache, and selecting in it is as fast. */
const fewest = 16384;
const mostBins = 65536;

/** Whether a line is long enough that counting its elements in bins is the fastest way to find ranks. */
export function binsRanks(length: number, ranks: readonly number[]): boolean {
  return length >= fewest && ranks.length > 0 && ranks.length <= 24;
}

/**
 * The elements of some ranks of a contiguous array of floats with one axis. Elements are counted in equal bins between the least and the
 * largest; only those of bins into which ranks fall are collected, and the ranks selected among them. So it takes three passes and
 * hardly any memory. The bin of an element never decreases with the element, whatever is rounded, so the result is exact.
 * @param ranks ascending
 * @returns undefined where not all elements are finite, or lie too far apart
 */
export function ranksByBins(line: NDArray, ranks: readonly number[]): Float64Array | undefined {
  const ends = Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0);
  eachTile(line, (tile, count) => widen(tile, count, ends));
  const [low, high, wrong] = ends as unknown as [number, number, number];
  if (wrong > 0) return undefined;
  const bins = Math.min(mostBins, 2 ** Math.floor(Math.log2(line.size / 8)));
  const scale = bins / (high - low);
  if (low === high) return new Float64Array(ranks.length).fill(low);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return undefined;
  const counts = new Int32Array(bins + 1);
  eachTile(line, (tile, count) => countPlaces(tile, count, low, scale, counts));
  // Where the elements of bins with ranks begin in what is collected, 0 for the other bins.
  const starts = new Int32Array(bins + 1);
  const groups: { readonly start: number; readonly size: number; readonly own: number[] }[] = [];
  let collected = 1;
  let below = 0;
  for (let bin = 0, next = 0; next < ranks.length; bin++) {
    const size = counts[bin] as number;
    const own: number[] = [];
    for (; next < ranks.length && (ranks[next] as number) < below + size; next++)
      own.push((ranks[next] as number) - below);
    below += size;
    if (own.length === 0) continue;
    groups.push({ start: collected, size, own });
    starts[bin] = collected;
    collected += size;
  }
  const found = new Float64Array(collected);
  eachTile(line, (tile, count) => collect(tile, count, low, scale, starts, found));
  const values: number[] = [];
  for (const { start, size, own } of groups) {
    const part = found.subarray(start, start + size);
    selectRanks(part, size, own);
    for (const rank of own) values.push(part[rank] as number);
  }
  return Float64Array.from(values);
}

/** The least and the largest of finite elements, and how many are not finite. */
function widen(tile: Float64Array, count: number, ends: Float64Array): void {
  let [low, high, wrong] = ends as unknown as [number, number, number];
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
    // Infinities and NaN alone give NaN.
    wrong += value - value === 0 ? 0 : 1;
  }
  ends[0] = low;
  ends[1] = high;
  ends[2] = wrong;
}

function countPlaces(tile: Float64Array, count: number, low: number, scale: number, counts: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const bin = (((tile[i] as number) - low) * scale) | 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
}

function collect(
  tile: Float64Array,
  count: number,
  low: number,
  scale: number,
  starts: Int32Array,
  found: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    const bin = ((value - low) * scale) | 0;
    const at = starts[bin] as number;
    if (at === 0) continue;
    found[at] = value;
    starts[bin] = at + 1;
  }
}
