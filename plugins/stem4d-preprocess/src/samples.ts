import { astype, contiguous, elementsOf, type NDArray, slice } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import type { Frames } from "./frames.js";

/** Places of patterns drawn at random, each once; all of them where no more are there. */
export function drawn(count: number, wanted: number, seed: Seed | undefined): number[] {
  if (wanted >= count) return Array.from({ length: count }, (_, i) => i);
  const order = elementsOf(contiguous(randomState(seed).permutation(count))) as Float64Array;
  return Array.from(order.subarray(0, wanted));
}

/** A part of a pattern: from a row and a column on, so many of them. */
export interface Part {
  readonly top: number;
  readonly left: number;
  readonly down: number;
  readonly across: number;
}

/** The pattern at a place, or a part of it, row by row. */
export function patternAt({ data, scan, rows, columns }: Frames, place: number, part?: Part): Float64Array {
  const at: number[] = [];
  let rest = place;
  for (let axis = scan.length - 1; axis >= 0; axis--) {
    at.unshift(rest % (scan[axis] as number));
    rest = Math.floor(rest / (scan[axis] as number));
  }
  const { top = 0, left = 0, down = rows, across = columns } = part ?? {};
  const view = data.slice(...at, slice(top, top + down), slice(left, left + across)) as NDArray;
  return elementsOf(contiguous(astype(view, "float64"))) as Float64Array;
}
