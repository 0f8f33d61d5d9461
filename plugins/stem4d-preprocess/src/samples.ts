import { contiguous, elementsOf, type NDArray } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { type Frames, stackOf } from "./frames.js";

/** Places of patterns drawn at random, each once; all of them where no more are there. */
export function drawn(count: number, wanted: number, seed: Seed | undefined): number[] {
  if (wanted >= count) return Array.from({ length: count }, (_, i) => i);
  const order = elementsOf(contiguous(randomState(seed).permutation(count))) as Float64Array;
  return Array.from(order.subarray(0, wanted));
}

/** The pattern at a place, row by row. */
export function patternAt(frames: Frames, place: number): Float64Array {
  const { scan, rows, columns } = frames;
  let view: NDArray = frames.data;
  let rest = place;
  const at: number[] = [];
  for (let axis = scan.length - 1; axis >= 0; axis--) {
    at.unshift(rest % (scan[axis] as number));
    rest = Math.floor(rest / (scan[axis] as number));
  }
  for (const index of at) view = view.slice(index);
  const stack = stackOf({ ...frames, data: view, count: 1, scan: [] });
  return Float64Array.from({ length: rows * columns }, numbersAt(elementsOf(stack)));
}

const numbersAt =
  (data: ArrayLike<number | bigint>): ((_: unknown, i: number) => number) =>
  (_, i) =>
    Number(data[i]);
