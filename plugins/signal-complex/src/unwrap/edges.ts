import { stridesOf } from "./reliability.js";

/** The pairs of neighbouring pixels, and how reliable each pair is (small is good). */
export interface Edges {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly keys: Float64Array;
}

/**
 * All pairs of neighbours of which none is left out: along the last axis first, and along each axis those across the border after
 * the others.
 * @param left nonzero for pixels that are left out
 */
export function edgesOf(
  shape: readonly number[],
  wrapAround: readonly boolean[],
  left: Uint8Array,
  reliability: Float64Array,
): Edges {
  const size = reliability.length;
  const first = new Int32Array(shape.length * size);
  const second = new Int32Array(shape.length * size);
  const keys = new Float64Array(shape.length * size);
  const strides = stridesOf(shape);
  let count = 0;
  const add = (from: number, to: number, distance: number): void => {
    for (let p = from; p < to; p++) {
      const q = p + distance;
      if (left[p] !== 0 || left[q] !== 0) continue;
      first[count] = p;
      second[count] = q;
      keys[count++] = (reliability[p] as number) + (reliability[q] as number);
    }
  };
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const step = strides[axis] as number;
    const block = step * (shape[axis] as number);
    for (let start = 0; start < size; start += block) add(start, start + block - step, step);
    if (wrapAround[axis] !== true) continue;
    for (let start = 0; start < size; start += block) add(start + block - step, start + block, step - block);
  }
  return { first: first.subarray(0, count), second: second.subarray(0, count), keys: keys.subarray(0, count) };
}
