import { type Border, borderMap } from "./border.js";

/**
 * Filters one line: `line[start]` is the first element of the line with its border before it; the `length` results go to
 * `result` from `at` on.
 */
export type LineFilter = (line: Float64Array, start: number, length: number, result: Float64Array, at: number) => void;

/** How lines go on beyond their ends. */
export interface LineBorder {
  readonly before: number;
  readonly after: number;
  readonly border: Border;
  readonly cval: number;
}

/** So many lines are brought together at once where the axis is not the last, so that memory is read by rows. */
const together = 8;

/** Applies a filter to all lines along one axis of elements in C order. */
export function filterLines(
  values: Float64Array,
  shape: readonly number[],
  axis: number,
  ends: LineBorder,
  filter: LineFilter,
): Float64Array {
  const result = new Float64Array(values.length);
  if (values.length === 0) return result;
  const length = shape[axis] as number;
  let inner = 1;
  for (let i = axis + 1; i < shape.length; i++) inner *= shape[i] as number;
  const outer = values.length / (length * inner);
  const { before, after } = ends;
  const map = borderMap(length, before, after, ends.border);
  const width = map.length;
  if (inner === 1) {
    const line = new Float64Array(width);
    for (let o = 0; o < outer; o++) {
      const base = o * length;
      line.set(values.subarray(base, base + length), before);
      extend(line, 0, map, before, length, ends.cval);
      filter(line, 0, length, result, base);
    }
    return result;
  }
  // An odd distance keeps the lines out of each other's cache sets.
  const apart = width | 1;
  const lines = new Float64Array(together * apart);
  const results = new Float64Array(together * (length | 1));
  const resultApart = length | 1;
  for (let o = 0; o < outer; o++) {
    for (let column = 0; column < inner; column += together) {
      const count = Math.min(together, inner - column);
      const base = o * length * inner + column;
      gather(values, base, inner, length, lines, before, apart, count);
      for (let k = 0; k < count; k++) {
        extend(lines, k * apart, map, before, length, ends.cval);
        filter(lines, k * apart, length, results, k * resultApart);
      }
      scatter(results, resultApart, count, result, base, inner, length);
    }
  }
  return result;
}

function extend(
  line: Float64Array,
  start: number,
  map: Int32Array,
  before: number,
  length: number,
  cval: number,
): void {
  for (let i = 0; i < before; i++) {
    const from = map[i] as number;
    line[start + i] = from < 0 ? cval : (line[start + before + from] as number);
  }
  for (let i = before + length; i < map.length; i++) {
    const from = map[i] as number;
    line[start + i] = from < 0 ? cval : (line[start + before + from] as number);
  }
}

function gather(
  values: Float64Array,
  base: number,
  inner: number,
  length: number,
  lines: Float64Array,
  before: number,
  apart: number,
  count: number,
): void {
  if (count === together) {
    for (let i = 0; i < length; i++) {
      const from = base + i * inner;
      const to = before + i;
      lines[to] = values[from] as number;
      lines[to + apart] = values[from + 1] as number;
      lines[to + 2 * apart] = values[from + 2] as number;
      lines[to + 3 * apart] = values[from + 3] as number;
      lines[to + 4 * apart] = values[from + 4] as number;
      lines[to + 5 * apart] = values[from + 5] as number;
      lines[to + 6 * apart] = values[from + 6] as number;
      lines[to + 7 * apart] = values[from + 7] as number;
    }
    return;
  }
  for (let i = 0; i < length; i++) {
    const from = base + i * inner;
    for (let k = 0; k < count; k++) lines[before + i + k * apart] = values[from + k] as number;
  }
}

function scatter(
  results: Float64Array,
  apart: number,
  count: number,
  target: Float64Array,
  base: number,
  inner: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const to = base + i * inner;
    for (let k = 0; k < count; k++) target[to + k] = results[i + k * apart] as number;
  }
}
