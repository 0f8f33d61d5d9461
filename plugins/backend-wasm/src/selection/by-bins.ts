import { bytesOf, elementsOf, type NDArray, type RankGroup, rankBins, rankGroups } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { placeOf, roomFor, takeRoom, tile } from "../signals/patches.js";

/** Below this a line stays in the cache, and selecting in a copy of it is as fast. */
export const fewestInBins = 65536;
const mostBins = 65536;
/** More elements than this in one bin may be copies of one number: that is looked at before they are collected. */
const heavySize = 65536;
/** Lines in the memory are divided into this many pieces, whatever the number of threads. */
const pieces = 4;

/** Bytes that finding ranks by bins takes at most for one line. */
export function bytesForBins(length: number, width: number): number {
  return (length + 2 * tile + 256) * width + pieces * 4 * (mostBins + 1) + 8192;
}

/**
 * The elements of some ranks, ascending, of a contiguous line: elements are counted in equal bins, and only those of bins into which
 * ranks fall are collected and selected among, as the reference body does. NaN in the line gives NaN.
 */
export function ranksByBins(
  engine: Engine,
  group: Binary,
  arena: Arena,
  line: NDArray,
  ranks: readonly number[],
): number[] {
  const { dtype, size } = line;
  const source = elementsOf(line) as Float64Array;
  const { bins, low, scale } = rankBins(line);
  const there = placeOf(engine, line);
  const items = there === undefined ? 1 : pieces;
  const room = there ?? takeRoom(arena, bytesOf(dtype));
  const words = items * (bins + 1);
  const counts = arena.take(4 * words);
  const ends = arena.take(2 * (ranks.length + 1) * bytesOf(dtype));
  const View = source.constructor as Float64ArrayConstructor;

  /** Runs a kernel over the line, with what each piece has at `counts`. */
  const walk = (kernel: string, ...more: number[]): void => {
    const own = [low, scale, bins, counts, ...more];
    if (there !== undefined) {
      const piece = Math.ceil(size / items);
      const total = Math.ceil(size / piece);
      // Pieces widen the same ends, so they go one after another there.
      engine.run(group, kernel, total, { grain: 1, heavy: !kernel.startsWith("widen") }, there, size, piece, ...own);
      return;
    }
    const { view } = roomFor(engine, room, source);
    for (let from = 0; from < size; from += tile) {
      const n = Math.min(tile, size - from);
      (view as Float64Array).set(source.subarray(from, from + n));
      engine.run(group, kernel, 1, {}, room, n, n, ...own);
    }
  };
  const wordsNow = () => new Uint32Array(engine.memory.buffer, counts, words);

  wordsNow().fill(0);
  walk(`bins_${dtype}`);
  const each = wordsNow().slice();
  const totals = each.slice(0, bins + 1);
  for (let item = 1; item < items; item++)
    for (let bin = 0; bin <= bins; bin++)
      totals[bin] = (totals[bin] as number) + (each[item * (bins + 1) + bin] as number);
  if ((totals[bins] as number) > 0) return ranks.map(() => Number.NaN);
  const groups = rankGroups(totals, ranks);

  const heavy = groups.filter((one) => one.size > heavySize);
  const single = new Map<RankGroup, number>();
  if (heavy.length > 0) {
    const slots = wordsNow().fill(0);
    for (let item = 0; item < items; item++)
      for (const [i, { bin }] of heavy.entries()) slots[item * (bins + 1) + bin] = i + 1;
    const both = new View(engine.memory.buffer as ArrayBuffer, ends, 2 * (heavy.length + 1));
    for (let i = 0; i < both.length; i++) both[i] = i % 2 === 0 ? Infinity : -Infinity;
    walk(`widen_${dtype}`, ends);
    const found = new View(engine.memory.buffer as ArrayBuffer, ends, 2 * (heavy.length + 1)).slice();
    for (const [i, one] of heavy.entries())
      if (found[2 * i + 2] === found[2 * i + 3]) single.set(one, found[2 * i + 2] as number);
  }

  const mixed = groups.filter((one) => !single.has(one));
  const collected = mixed.reduce((sum, one) => sum + one.size, 1);
  const found = arena.take(collected * bytesOf(dtype));
  const asked = arena.take(4 * ranks.length);
  const answers = arena.take(ranks.length * bytesOf(dtype));
  const starts = wordsNow().fill(0);
  let start = 1;
  for (const { bin } of mixed)
    for (let item = 0; item < items; item++) {
      const at = item * (bins + 1) + bin;
      const count = each[at] as number;
      // 0 means none; a bin without elements in a piece is not met there.
      starts[at] = start;
      start += count;
    }
  if (mixed.length > 0) walk(`collect_${dtype}`, found);
  start = 1;
  return groups.flatMap((one) => {
    const value = single.get(one);
    if (value !== undefined) return one.ranks.map(() => value);
    new Uint32Array(engine.memory.buffer, asked, one.ranks.length).set(one.ranks);
    const place = found + start * bytesOf(dtype);
    start += one.size;
    engine.run(group, `select_${dtype}`, 1, {}, place, one.size, asked, one.ranks.length, answers);
    return [...new View(engine.memory.buffer as ArrayBuffer, answers, one.ranks.length)];
  });
}
