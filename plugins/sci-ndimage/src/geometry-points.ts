import { axisTaps, type Grid, sumTaps } from "./geometry-taps.js";

/** Interpolates at points. */
export interface Sampler {
  /** Values at `count` points, whose coordinates stand in one array per axis from `from` on, to `target` from `to` on. */
  sample(coordinates: readonly Float64Array[], from: number, count: number, target: Float64Array, to: number): void;
}

/** Makes an interpolator; images with order 0, 1 and 3 have loops of their own. */
export function makeSampler(grid: Grid): Sampler {
  const one = makePoint(grid);
  const plane = grid.shape.length === 2;
  const loop = plane && grid.order === 0 ? nearest2 : plane && grid.order === 1 ? linear2 : undefined;
  if (plane && grid.order === 3) return { sample: (...args) => cubic2(grid, one, ...args) };
  if (loop !== undefined) return { sample: (...args) => loop(grid, one, ...args) };
  return {
    sample(coordinates, from, count, target, to) {
      for (let k = 0; k < count; k++) target[to + k] = one(coordinates, from + k);
    },
  };
}

type Point = (coordinates: readonly Float64Array[], k: number) => number;

function makePoint(grid: Grid): Point {
  const rank = grid.shape.length;
  const taps = grid.order + 1;
  const offsets = Array.from({ length: rank }, () => new Int32Array(taps));
  const weights = Array.from({ length: rank }, () => new Float64Array(taps));
  const at = new Int32Array(rank);
  return (coordinates, k) => {
    for (let axis = 0; axis < rank; axis++) {
      const coordinate = (coordinates[axis] as Float64Array)[k] as number;
      const state = axisTaps(grid, axis, coordinate, offsets[axis] as Int32Array, weights[axis] as Float64Array, 0);
      if (state === 1) return grid.cval;
    }
    return sumTaps(grid, offsets, weights, at);
  };
}

function nearest2(
  grid: Grid,
  one: Point,
  coordinates: readonly Float64Array[],
  from: number,
  count: number,
  target: Float64Array,
  to: number,
): void {
  const { data, pad } = grid;
  const [rows, columns] = grid.shape as readonly [number, number];
  const [ys, xs] = coordinates as readonly [Float64Array, Float64Array];
  const [bottom, right] = [rows - 1, columns - 1];
  for (let k = 0; k < count; k++) {
    const y = (ys[from + k] as number) + pad;
    const x = (xs[from + k] as number) + pad;
    target[to + k] =
      y >= 0 && y <= bottom && x >= 0 && x <= right
        ? (data[Math.floor(y + 0.5) * columns + Math.floor(x + 0.5)] as number)
        : one(coordinates, from + k);
  }
}

function linear2(
  grid: Grid,
  one: Point,
  coordinates: readonly Float64Array[],
  from: number,
  count: number,
  target: Float64Array,
  to: number,
): void {
  const { data, pad, cval, mode } = grid;
  const [rows, columns] = grid.shape as readonly [number, number];
  const [ys, xs] = coordinates as readonly [Float64Array, Float64Array];
  const [bottom, right] = [rows - 1, columns - 1];
  for (let k = 0; k < count; k++) {
    const y = (ys[from + k] as number) + pad;
    const x = (xs[from + k] as number) + pad;
    if (y >= 0 && y < bottom && x >= 0 && x < right) {
      const row = Math.floor(y);
      const column = Math.floor(x);
      const place = row * columns + column;
      const below = place + columns;
      const v0 = 1 - (y - row);
      const v1 = 1 - v0;
      const w0 = 1 - (x - column);
      const w1 = 1 - w0;
      target[to + k] =
        (data[place] as number) * v0 * w0 +
        (data[place + 1] as number) * v0 * w1 +
        (data[below] as number) * v1 * w0 +
        (data[below + 1] as number) * v1 * w1;
    } else if (mode === 1 && (y < 0 || y > bottom || x < 0 || x > right)) target[to + k] = cval;
    else target[to + k] = one(coordinates, from + k);
  }
}

function cubic2(
  grid: Grid,
  one: Point,
  coordinates: readonly Float64Array[],
  from: number,
  count: number,
  target: Float64Array,
  to: number,
): void {
  const { data, pad, cval, mode } = grid;
  const [rows, columns] = grid.shape as readonly [number, number];
  const [ys, xs] = coordinates as readonly [Float64Array, Float64Array];
  const [bottom, right] = [rows - 1, columns - 1];
  for (let k = 0; k < count; k++) {
    const y = (ys[from + k] as number) + pad;
    const x = (xs[from + k] as number) + pad;
    if (y >= 1 && y < bottom - 1 && x >= 1 && x < right - 1) {
      const row = Math.floor(y);
      const column = Math.floor(x);
      const s = y - row;
      const sr = 1 - s;
      const v1 = (s * s * (s - 2) * 3 + 4) / 6;
      const v2 = (sr * sr * (sr - 2) * 3 + 4) / 6;
      const v0 = (sr * sr * sr) / 6;
      const v3 = 1 - v0 - v1 - v2;
      const t = x - column;
      const tr = 1 - t;
      const w1 = (t * t * (t - 2) * 3 + 4) / 6;
      const w2 = (tr * tr * (tr - 2) * 3 + 4) / 6;
      const w0 = (tr * tr * tr) / 6;
      const w3 = 1 - w0 - w1 - w2;
      const a = (row - 1) * columns + column - 1;
      const b = a + columns;
      const c = b + columns;
      const d = c + columns;
      target[to + k] =
        (data[a] as number) * v0 * w0 +
        (data[a + 1] as number) * v0 * w1 +
        (data[a + 2] as number) * v0 * w2 +
        (data[a + 3] as number) * v0 * w3 +
        (data[b] as number) * v1 * w0 +
        (data[b + 1] as number) * v1 * w1 +
        (data[b + 2] as number) * v1 * w2 +
        (data[b + 3] as number) * v1 * w3 +
        (data[c] as number) * v2 * w0 +
        (data[c + 1] as number) * v2 * w1 +
        (data[c + 2] as number) * v2 * w2 +
        (data[c + 3] as number) * v2 * w3 +
        (data[d] as number) * v3 * w0 +
        (data[d + 1] as number) * v3 * w1 +
        (data[d + 2] as number) * v3 * w2 +
        (data[d + 3] as number) * v3 * w3;
    } else if (mode === 1 && (y < 0 || y > bottom || x < 0 || x > right)) target[to + k] = cval;
    else target[to + k] = one(coordinates, from + k);
  }
}
