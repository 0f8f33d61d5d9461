import type { NDArray } from "../ndarray.js";
import { elementsOf } from "../transfer.js";
import { eachTile } from "./load.js";
import { selectRanks } from "./select.js";

/** Below this a copy of the line stays in the cache, and selecting in it is as fast. */
const fewest = 65536;
const mostBins = 65536;

/** Whether a line is long enough that counting its elements in bins is the fastest way to find ranks. */
export function binsRanks(length: number, ranks: readonly number[]): boolean {
  return length >= fewest && ranks.length > 0 && ranks.length <= 24;
}

/** Equal bins for finding ranks: the bin of an element never decreases with the element, whatever is rounded. */
export interface RankBins {
  readonly bins: number;
  readonly low: number;
  /** Bins per unit. What is below or beyond all bins is in the first or in the last. */
  readonly scale: number;
}

/** Elements of one bin into which ranks fall. */
export interface RankGroup {
  readonly bin: number;
  readonly size: number;
  /** The ranks among the elements of the bin. */
  readonly ranks: number[];
}

/**
 * The elements of some ranks of a contiguous array of floats with one axis. Elements are counted in equal bins; only those of bins into
 * which ranks fall are collected, and the ranks selected among them. So it takes two passes and hardly any memory, and the result is
 * exact.
 * @param ranks ascending
 * @returns undefined where there are NaN
 */
export function ranksByBins(line: NDArray, ranks: readonly number[]): Float64Array | undefined {
  const own = rankBins(line);
  const counts = new Int32Array(own.bins + 1);
  eachTile(line, (tile, count) => countPlaces(tile, count, own, counts));
  if ((counts[own.bins] as number) > 0) return undefined;
  const groups = rankGroups(counts, ranks);
  const heavy = groups.filter(({ size }) => size > heavySize);
  const single = new Map<RankGroup, number>();
  if (heavy.length > 0) {
    const slots = slotsOf(own.bins, heavy);
    const lows = new Float64Array(heavy.length + 1).fill(Number.POSITIVE_INFINITY);
    const highs = new Float64Array(heavy.length + 1).fill(Number.NEGATIVE_INFINITY);
    eachTile(line, (tile, count) => widen(tile, count, own, slots, lows, highs));
    for (const [i, group] of heavy.entries())
      if (lows[i + 1] === highs[i + 1]) single.set(group, lows[i + 1] as number);
  }
  const mixed = groups.filter((group) => !single.has(group));
  const starts = new Int32Array(own.bins);
  let collected = 1;
  for (const { bin, size } of mixed) {
    starts[bin] = collected;
    collected += size;
  }
  const found = new Float64Array(collected);
  if (mixed.length > 0) eachTile(line, (tile, count) => collect(tile, count, own, starts, found));
  let at = 1;
  return Float64Array.from(
    groups.flatMap((group) => {
      const value = single.get(group);
      if (value !== undefined) return group.ranks.map(() => value);
      const part = found.subarray(at, at + group.size);
      at += group.size;
      selectRanks(part, group.size, group.ranks);
      return group.ranks.map((rank) => part[rank] as number);
    }),
  );
}

/** More elements than this in one bin may be copies of one number: that is looked at before they are collected. */
const heavySize = 65536;

/**
 * Bins for a contiguous array of floats: from one to the other end of a sample, without its outermost elements, for they may lie far
 * out.
 */
export function rankBins(line: NDArray): RankBins {
  const { size } = line;
  const elements = elementsOf(line) as Float64Array;
  const bins = Math.min(mostBins, 2 ** Math.floor(Math.log2(size / 8)));
  const chosen = new Float64Array(1024);
  for (let i = 0; i < chosen.length; i++)
    chosen[i] = elements[Math.floor(((i * 0.6180339887498949) % 1) * size)] as number;
  const sample = chosen.filter(Number.isFinite).sort();
  if (sample.length === 0) return { bins, low: 0, scale: 1 };
  const at = (part: number): number => sample[Math.floor(part * (sample.length - 1))] as number;
  for (const [from, to] of [
    [at(0.005), at(0.995)],
    [at(0), at(1)],
  ] as const) {
    const scale = bins / (to - from);
    if (scale > 0 && scale < Number.POSITIVE_INFINITY) return { bins, low: from, scale };
  }
  return { bins, low: at(0.5), scale: 1 };
}

/** The bins into which ranks fall, of the numbers of elements in each bin. */
export function rankGroups(counts: ArrayLike<number>, ranks: readonly number[]): RankGroup[] {
  const groups: RankGroup[] = [];
  let below = 0;
  for (let bin = 0, next = 0; next < ranks.length; bin++) {
    const size = counts[bin] as number;
    const own: number[] = [];
    for (; next < ranks.length && (ranks[next] as number) < below + size; next++)
      own.push((ranks[next] as number) - below);
    below += size;
    if (own.length > 0) groups.push({ bin, size, ranks: own });
  }
  return groups;
}

/** For each bin its place among some groups, counted from 1; 0 for bins without. */
function slotsOf(bins: number, groups: readonly RankGroup[]): Int32Array {
  const slots = new Int32Array(bins);
  for (const [i, { bin }] of groups.entries()) slots[bin] = i + 1;
  return slots;
}

/** Counts elements in bins; NaN behind the last one. */
function countPlaces(tile: Float64Array, count: number, { bins, low, scale }: RankBins, counts: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const place = ((tile[i] as number) - low) * scale;
    if (place >= 0 && place < bins) {
      const bin = place | 0;
      counts[bin] = (counts[bin] as number) + 1;
    } else {
      const bin = place < 0 ? 0 : place >= bins ? bins - 1 : bins;
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
}

function widen(
  tile: Float64Array,
  count: number,
  { bins, low, scale }: RankBins,
  slots: Int32Array,
  lows: Float64Array,
  highs: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    const place = (value - low) * scale;
    const slot = slots[place > 0 ? (place < bins ? place | 0 : bins - 1) : 0] as number;
    if (slot === 0) continue;
    if (value < (lows[slot] as number)) lows[slot] = value;
    if (value > (highs[slot] as number)) highs[slot] = value;
  }
}

function collect(
  tile: Float64Array,
  count: number,
  { bins, low, scale }: RankBins,
  starts: Int32Array,
  found: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    const place = (value - low) * scale;
    const bin = place > 0 ? (place < bins ? place | 0 : bins - 1) : 0;
    const at = starts[bin] as number;
    if (at === 0) continue;
    found[at] = value;
    starts[bin] = at + 1;
  }
}
