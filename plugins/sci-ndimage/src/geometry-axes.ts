import { axisTaps, type Grid, sumTaps } from "./geometry-taps.js";

/** Taps of each element of the result along one axis. */
interface AxisTable {
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
  /** 0, 1 (outside), or 2 (a tap is the constant) for each element. */
  readonly states: Uint8Array;
}

/**
 * Interpolates where each axis of the result belongs to one axis of the grid: zooms and shifts. `coordinates` holds, for each axis,
 * where its elements lie in the grid.
 */
export function sampleAxes(grid: Grid, coordinates: readonly Float64Array[], target: Float64Array): void {
  const tables = coordinates.map((list, axis) => makeTable(grid, axis, list));
  if (tables.length === 2 && grid.order === 3) cubicPlane(grid, tables, target);
  else if (tables.length === 2 && grid.order === 1) linearPlane(grid, tables, target);
  else if (grid.order === 0) copyElements(grid, tables, target);
  else sampleEach(grid, tables, target);
}

function makeTable(grid: Grid, axis: number, coordinates: Float64Array): AxisTable {
  const taps = grid.order + 1;
  const offsets = new Int32Array(coordinates.length * taps);
  const weights = new Float64Array(coordinates.length * taps);
  const states = new Uint8Array(coordinates.length);
  for (let k = 0; k < coordinates.length; k++)
    states[k] = axisTaps(grid, axis, coordinates[k] as number, offsets, weights, k * taps);
  return { offsets, weights, states };
}

function sampleEach(grid: Grid, tables: readonly AxisTable[], target: Float64Array): void {
  const rank = tables.length;
  const taps = grid.order + 1;
  const offsets = tables.map((table) => table.offsets);
  const weights = tables.map((table) => table.weights);
  const sizes = tables.map((table) => table.states.length);
  const at = new Int32Array(rank);
  const index = new Int32Array(rank);
  for (let k = 0; k < target.length; k++) {
    let outside = false;
    for (let axis = 0; axis < rank; axis++) {
      const place = index[axis] as number;
      if ((tables[axis] as AxisTable).states[place] === 1) outside = true;
      at[axis] = place * taps;
    }
    target[k] = outside ? grid.cval : sumTaps(grid, offsets, weights, at);
    let axis = rank - 1;
    while (axis >= 0 && (index[axis] as number) === (sizes[axis] as number) - 1) index[axis--] = 0;
    if (axis >= 0) index[axis] = (index[axis] as number) + 1;
  }
}

function copyElements(grid: Grid, tables: readonly AxisTable[], target: Float64Array): void {
  const { data, cval } = grid;
  const rank = tables.length;
  const { offsets, states } = tables[rank - 1] as AxisTable;
  const width = states.length;
  const index = new Int32Array(rank - 1);
  for (let start = 0; start < target.length; start += width) {
    let base = 0;
    let outside = false;
    for (let axis = 0; axis < rank - 1; axis++) {
      const table = tables[axis] as AxisTable;
      const place = index[axis] as number;
      if (table.states[place] !== 0) outside = true;
      base += table.offsets[place] as number;
    }
    for (let j = 0; j < width; j++)
      target[start + j] = outside || states[j] !== 0 ? cval : (data[base + (offsets[j] as number)] as number);
    let axis = rank - 2;
    while (axis >= 0 && (index[axis] as number) === (tables[axis] as AxisTable).states.length - 1) index[axis--] = 0;
    if (axis >= 0) index[axis] = (index[axis] as number) + 1;
  }
}

function linearPlane(grid: Grid, tables: readonly AxisTable[], target: Float64Array): void {
  const { data, cval } = grid;
  const [rows, columns] = tables as readonly [AxisTable, AxisTable];
  const [width, o, w, states] = [columns.states.length, columns.offsets, columns.weights, columns.states];
  const at = new Int32Array(2);
  const [offsets, weights] = [tables.map((table) => table.offsets), tables.map((table) => table.weights)];
  for (let i = 0; i < rows.states.length; i++) {
    const state = rows.states[i] as number;
    const a = rows.offsets[2 * i] as number;
    const b = rows.offsets[2 * i + 1] as number;
    const v0 = rows.weights[2 * i] as number;
    const v1 = rows.weights[2 * i + 1] as number;
    for (let j = 0; j < width; j++) {
      const both = state | (states[j] as number);
      if (both === 0) {
        const c = o[2 * j] as number;
        const d = o[2 * j + 1] as number;
        const w0 = w[2 * j] as number;
        const w1 = w[2 * j + 1] as number;
        target[i * width + j] =
          (data[a + c] as number) * v0 * w0 +
          (data[a + d] as number) * v0 * w1 +
          (data[b + c] as number) * v1 * w0 +
          (data[b + d] as number) * v1 * w1;
      } else if ((both & 1) === 1) target[i * width + j] = cval;
      else {
        at[0] = 2 * i;
        at[1] = 2 * j;
        target[i * width + j] = sumTaps(grid, offsets, weights, at);
      }
    }
  }
}

function cubicPlane(grid: Grid, tables: readonly AxisTable[], target: Float64Array): void {
  const { data, cval } = grid;
  const [rows, columns] = tables as readonly [AxisTable, AxisTable];
  const [width, o, w, states] = [columns.states.length, columns.offsets, columns.weights, columns.states];
  const at = new Int32Array(2);
  const [offsets, weights] = [tables.map((table) => table.offsets), tables.map((table) => table.weights)];
  for (let i = 0; i < rows.states.length; i++) {
    const state = rows.states[i] as number;
    const a = rows.offsets[4 * i] as number;
    const b = rows.offsets[4 * i + 1] as number;
    const c = rows.offsets[4 * i + 2] as number;
    const d = rows.offsets[4 * i + 3] as number;
    const v0 = rows.weights[4 * i] as number;
    const v1 = rows.weights[4 * i + 1] as number;
    const v2 = rows.weights[4 * i + 2] as number;
    const v3 = rows.weights[4 * i + 3] as number;
    for (let j = 0; j < width; j++) {
      const both = state | (states[j] as number);
      if (both === 0) {
        const p = o[4 * j] as number;
        const q = o[4 * j + 1] as number;
        const r = o[4 * j + 2] as number;
        const s = o[4 * j + 3] as number;
        const w0 = w[4 * j] as number;
        const w1 = w[4 * j + 1] as number;
        const w2 = w[4 * j + 2] as number;
        const w3 = w[4 * j + 3] as number;
        target[i * width + j] =
          (data[a + p] as number) * v0 * w0 +
          (data[a + q] as number) * v0 * w1 +
          (data[a + r] as number) * v0 * w2 +
          (data[a + s] as number) * v0 * w3 +
          (data[b + p] as number) * v1 * w0 +
          (data[b + q] as number) * v1 * w1 +
          (data[b + r] as number) * v1 * w2 +
          (data[b + s] as number) * v1 * w3 +
          (data[c + p] as number) * v2 * w0 +
          (data[c + q] as number) * v2 * w1 +
          (data[c + r] as number) * v2 * w2 +
          (data[c + s] as number) * v2 * w3 +
          (data[d + p] as number) * v3 * w0 +
          (data[d + q] as number) * v3 * w1 +
          (data[d + r] as number) * v3 * w2 +
          (data[d + s] as number) * v3 * w3;
      } else if ((both & 1) === 1) target[i * width + j] = cval;
      else {
        at[0] = 4 * i;
        at[1] = 4 * j;
        target[i * width + j] = sumTaps(grid, offsets, weights, at);
      }
    }
  }
}
