import { stridesOf } from "./reliability.js";

/** The pairs of neighbouring pixels. */
export interface Edges {
  /** How reliable each pair is; small is good. */
  readonly keys: Float64Array;
  /** Each pair as one number, so that joining reads one place of memory for it: `(3 · kind + turns + 1) · size + first pixel`. */
  readonly codes: Uint32Array;
  /** For each kind, how far the second pixel is from the first one. */
  readonly distances: readonly number[];
  /** The number of pixels. */
  readonly size: number;
}

/**
 * All pairs of neighbours of which none is left out: along the last axis first, and along each axis those across the border after
 * the others. `turns` in the codes are those that keep the second value less than half a turn from the first one.
 * @param left nonzero for pixels that are left out
 */
export function edgesOf(
  values: Float64Array,
  shape: readonly number[],
  wrapAround: readonly boolean[],
  left: Uint8Array,
  reliability: Float64Array,
): Edges {
  const size = values.length;
  const keys = new Float64Array(shape.length * size);
  const codes = new Uint32Array(shape.length * size);
  const distances: number[] = [];
  const strides = stridesOf(shape);
  let count = 0;
  const add = (from: number, to: number, kind: number): void => {
    const distance = distances[kind] as number;
    for (let p = from; p < to; p++) {
      const q = p + distance;
      if (left[p] !== 0 || left[q] !== 0) continue;
      const difference = (values[p] as number) - (values[q] as number);
      const part = 3 * kind + (difference > Math.PI ? 0 : difference < -Math.PI ? 2 : 1);
      codes[count] = part * size + p;
      keys[count++] = (reliability[p] as number) + (reliability[q] as number);
    }
  };
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const step = strides[axis] as number;
    const block = step * (shape[axis] as number);
    const kind = distances.push(step, step - block) - 2;
    for (let start = 0; start < size; start += block) add(start, start + block - step, kind);
    if (wrapAround[axis] !== true) continue;
    for (let start = 0; start < size; start += block) add(start + block - step, start + block, kind + 1);
  }
  return { keys: keys.subarray(0, count), codes: codes.subarray(0, count), distances, size };
}
