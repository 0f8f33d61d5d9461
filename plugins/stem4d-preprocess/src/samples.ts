import { isBigDType } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import type { Frames } from "./frames.js";

/** Places of patterns drawn at random, each once; all of them where no more are there. */
export function drawn(count: number, wanted: number, seed: Seed | undefined): number[] {
  if (wanted >= count) return Array.from({ length: count }, (_, i) => i);
  const random = randomState(seed);
  const places: number[] = [];
  // Those of all places that stand elsewhere than in order.
  const moved = new Map<number, number>();
  for (let i = 0; i < wanted; i++) {
    const other = i + Math.min(count - i - 1, Math.floor(random.random() * (count - i)));
    places.push(moved.get(other) ?? other);
    moved.set(other, moved.get(i) ?? i);
  }
  return places;
}

/** A part of a pattern: from a row and a column on, so many of them. */
export interface Part {
  readonly top: number;
  readonly left: number;
  readonly down: number;
  readonly across: number;
}

/** Where the pattern at a place starts in its storage. */
export function startOf({ data, scan }: Frames, place: number): number {
  let start = data.offset;
  let rest = place;
  for (let axis = scan.length - 1; axis >= 0; axis--) {
    start += (rest % (scan[axis] as number)) * (data.strides[axis] as number);
    rest = Math.floor(rest / (scan[axis] as number));
  }
  return start;
}

/** The pattern at a place, or a part of it, row by row; in memory that is given, or in its own. */
export function patternAt(frames: Frames, place: number, part?: Part, room?: Float64Array): Float64Array {
  const { data, rows, columns } = frames;
  const start = startOf(frames, place);
  const { strides } = data;
  const { top = 0, left = 0, down = rows, across = columns } = part ?? {};
  const [rowStep, step] = strides.slice(-2) as [number, number];
  const source = data.storage.data as Float64Array;
  const pattern = room ?? new Float64Array(down * across);
  const big = isBigDType(data.dtype);
  for (let row = 0, at = 0; row < down; row++) {
    const from = start + (top + row) * rowStep + left * step;
    if (big) for (let k = 0; k < across; k++) pattern[at++] = Number(source[from + k * step]);
    else for (let k = 0; k < across; k++) pattern[at++] = source[from + k * step] as number;
  }
  return pattern;
}
