import { mapCoordinate } from "./geometry-modes.js";
import { splineWeights } from "./spline-weights.js";

/** Coefficients to interpolate between, and how. */
export interface Grid {
  readonly data: Float64Array;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly order: number;
  /** One of `modeCodes`. */
  readonly mode: number;
  readonly cval: number;
  /** How many elements the coefficients were padded with at each end of each axis. */
  readonly pad: number;
}

/** Where a tap has no element but the constant of `grid-constant`. */
const none = -1;

/** A tap outside of all memory; far enough that no mapping brings it back by chance. */
const farOut = -(2 ** 50);

/**
 * Writes the taps for one coordinate along one axis: `order + 1` offsets into the data (-1 for the constant) and weights, from `at` on.
 * @returns 0, 1 when the coordinate is outside (mode constant), 2 when a tap is the constant
 */
export function axisTaps(
  grid: Grid,
  axis: number,
  coordinate: number,
  offsets: Int32Array,
  weights: Float64Array,
  at: number,
): number {
  const { order, mode } = grid;
  const size = grid.shape[axis] as number;
  const stride = grid.strides[axis] as number;
  const padded = coordinate + grid.pad;
  const x = mode === 2 || mode === 3 ? padded : mapCoordinate(padded, size, mode);
  if (!(x > -1) && mode !== 2 && mode !== 3) return 1;
  const middle = Math.floor(order & 1 ? x : x + 0.5);
  const start = middle > farOut && middle < -farOut ? middle - (order >> 1) : farOut;
  let state = 0;
  if (start >= 0 && start + order < size) {
    for (let tap = 0; tap <= order; tap++) offsets[at + tap] = (start + tap) * stride;
  } else {
    // Modes without an exact filter of their own are mirrored at the edge.
    const beyond = mode === 1 || mode === 6 ? 4 : mode;
    for (let tap = 0; tap <= order; tap++) {
      const index = mapCoordinate(start + tap, size, beyond);
      const inside = index >= 0 && index < size;
      if (!inside) state = 2;
      offsets[at + tap] = inside ? index * stride : none;
    }
  }
  splineWeights(x, order, weights, at);
  return state;
}

/** The weighted sum over the taps of all axes, where tables hold `order + 1` taps per entry and `at` says where each axis's begin. */
export function sumTaps(
  grid: Grid,
  offsets: readonly Int32Array[],
  weights: readonly Float64Array[],
  at: Int32Array,
): number {
  const rank = offsets.length;
  if (rank === 1) return sumTaps1(grid, offsets, weights, at);
  if (rank === 2) return sumTaps2(grid, offsets, weights, at);
  if (rank === 3) return sumTaps3(grid, offsets, weights, at);
  return sumTapsN(grid, offsets, weights, at);
}

type Tables<T> = readonly T[];

function sumTaps1(grid: Grid, offsets: Tables<Int32Array>, weights: Tables<Float64Array>, at: Int32Array): number {
  const { data, order, cval } = grid;
  const [o0, w0, a0] = [offsets[0] as Int32Array, weights[0] as Float64Array, at[0] as number];
  let sum = 0;
  for (let i = 0; i <= order; i++) {
    const place = o0[a0 + i] as number;
    sum += (place < 0 ? cval : (data[place] as number)) * (w0[a0 + i] as number);
  }
  return sum;
}

function sumTaps2(grid: Grid, offsets: Tables<Int32Array>, weights: Tables<Float64Array>, at: Int32Array): number {
  const { data, order, cval } = grid;
  const [o0, w0, a0] = [offsets[0] as Int32Array, weights[0] as Float64Array, at[0] as number];
  const [o1, w1, a1] = [offsets[1] as Int32Array, weights[1] as Float64Array, at[1] as number];
  let sum = 0;
  for (let i = 0; i <= order; i++) {
    const row = o0[a0 + i] as number;
    const weight = w0[a0 + i] as number;
    for (let j = 0; j <= order; j++) {
      const place = o1[a1 + j] as number;
      const value = row < 0 || place < 0 ? cval : (data[row + place] as number);
      sum += value * weight * (w1[a1 + j] as number);
    }
  }
  return sum;
}

function sumTaps3(grid: Grid, offsets: Tables<Int32Array>, weights: Tables<Float64Array>, at: Int32Array): number {
  const { data, order, cval } = grid;
  const [o0, w0, a0] = [offsets[0] as Int32Array, weights[0] as Float64Array, at[0] as number];
  const [o1, w1, a1] = [offsets[1] as Int32Array, weights[1] as Float64Array, at[1] as number];
  const [o2, w2, a2] = [offsets[2] as Int32Array, weights[2] as Float64Array, at[2] as number];
  let sum = 0;
  for (let i = 0; i <= order; i++) {
    const plane = o0[a0 + i] as number;
    const first = w0[a0 + i] as number;
    for (let j = 0; j <= order; j++) {
      const step = o1[a1 + j] as number;
      const outside = plane < 0 || step < 0;
      const row = plane + step;
      const second = w1[a1 + j] as number;
      for (let k = 0; k <= order; k++) {
        const place = o2[a2 + k] as number;
        const value = outside || place < 0 ? cval : (data[row + place] as number);
        sum += value * first * second * (w2[a2 + k] as number);
      }
    }
  }
  return sum;
}

function sumTapsN(grid: Grid, offsets: Tables<Int32Array>, weights: Tables<Float64Array>, at: Int32Array): number {
  const { data, order, cval } = grid;
  const rank = offsets.length;
  const tap = new Int32Array(rank);
  let sum = 0;
  for (;;) {
    let place = 0;
    let outside = false;
    for (let axis = 0; axis < rank; axis++) {
      const offset = (offsets[axis] as Int32Array)[(at[axis] as number) + (tap[axis] as number)] as number;
      if (offset < 0) outside = true;
      place += offset;
    }
    let value = outside ? cval : (data[place] as number);
    for (let axis = 0; axis < rank; axis++)
      value *= (weights[axis] as Float64Array)[(at[axis] as number) + (tap[axis] as number)] as number;
    sum += value;
    let axis = rank - 1;
    while (axis >= 0 && (tap[axis] as number) === order) tap[axis--] = 0;
    if (axis < 0) return sum;
    tap[axis] = (tap[axis] as number) + 1;
  }
}
