import { checkOptions } from "@core/array/runtime";
import { quickselect } from "d3-array";
import { checkChoice, checkNumber, checkRange, plotError } from "./check.js";
import type { Colormap } from "./colormap.js";
import { type Numbers, readNumbers } from "./numbers.js";

/** How values become places in a colormap. */
export interface Norm {
  readonly range: readonly [number, number];
  readonly log: boolean;
}

/** What decides about a norm. */
export interface NormInput {
  readonly norm?: "linear" | "log";
  readonly range?: readonly [number, number];
  /** Percentiles, 0 to 100, of the finite values, as limits: [1, 99] keeps hot pixels from darkening the rest. */
  readonly percentile?: readonly [number, number];
}

/**
 * The values at the two ends of a colormap: as told, or percentiles, or the extremes of the finite values (above 0 for a logarithmic norm).
 * @throws BAD_VALUE for limits that are none, and for a logarithmic norm where no value is above 0
 */
export function readNorm(data: ArrayLike<number>, input: NormInput): Norm {
  const log = input.norm === "log";
  if (input.range !== undefined) {
    const range = checkRange("range", input.range);
    if (log && !(range[0] > 0 && range[1] > 0)) {
      throw plotError("BAD_VALUE", `range of a logarithmic norm must be above 0, got [${range.join(", ")}].`);
    }
    if (!Number.isFinite(range[1] - range[0])) throw plotError("BAD_VALUE", "range is wider than numbers can say.");
    return { range, log };
  }
  const limits = input.percentile === undefined ? extremes(data, log) : percentiles(data, log, input.percentile);
  if (limits === undefined) {
    if (log)
      throw plotError(
        "BAD_VALUE",
        "a logarithmic norm needs at least one value above 0. Use the linear norm or give a range.",
      );
    return { range: [0, 1], log };
  }
  return { range: widen(limits, log), log };
}

function widen([low, high]: readonly [number, number], log: boolean): readonly [number, number] {
  if (log) return high > low * (1 + 1e-12) ? [low, high] : [Math.max(low / 2, 5e-324), Math.min(high * 2, 1.7e308)];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!Number.isFinite(high - low)) return [low / 2, high / 2];
  if (largest < 1e-290) return low < high ? [low, high] : [-0.5, 0.5];
  return high - low > largest * 1e-12 ? [low, high] : [low - largest * 0.05, high + largest * 0.05];
}

function extremes(data: ArrayLike<number>, log: boolean): readonly [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value === Infinity || value === -Infinity || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

function percentiles(
  data: ArrayLike<number>,
  log: boolean,
  pair: readonly [number, number],
): readonly [number, number] | undefined {
  const [low, high] = checkRange("percentile", pair);
  checkNumber("percentile[0]", low, 0, 100);
  checkNumber("percentile[1]", high, 0, 100);
  if (low >= high) throw plotError("BAD_VALUE", `percentile must rise, got [${low}, ${high}].`);
  const kept = new Float64Array(data.length);
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (Number.isFinite(value) && !(log && value <= 0)) kept[count++] = value;
  }
  if (count === 0) return undefined;
  const values = kept.subarray(0, count);
  return [percentile(values, low), percentile(values, high)];
}

/** A percentile by linear interpolation between neighbours, as NumPy's. Changes the order of `values`. */
export function percentile(values: Float64Array, percent: number): number {
  const place = ((values.length - 1) * percent) / 100;
  const below = Math.floor(place);
  quickselect(values, below);
  const low = values[below] as number;
  if (below === place) return low;
  let next = Infinity;
  for (let i = below + 1; i < values.length; i++) if ((values[i] as number) < next) next = values[i] as number;
  return low + (place - below) * (next - low);
}

/**
 * Reduces an image to fewer pixels: each new value is the mean of the area it covers, shared pixels counting by their shares; NaN count for nothing.
 * @returns `newRows` × `newColumns` values, row by row
 */
export function areaMean(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  newRows: number,
  newColumns: number,
): Float64Array {
  const result = new Float64Array(newRows * newColumns);
  const weights = new Float64Array(newRows * newColumns);
  const across = shares(columns, newColumns);
  const down = shares(rows, newRows);
  const sum = new Float64Array(newColumns);
  const weight = new Float64Array(newColumns);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    weight.fill(0);
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      const value = data[start + column] as number;
      if (Number.isNaN(value)) continue;
      const cell = across.cell[column] as number;
      const share = across.share[column] as number;
      sum[cell] = (sum[cell] as number) + value * share;
      weight[cell] = (weight[cell] as number) + share;
      if (share < 1) {
        sum[cell + 1] = (sum[cell + 1] as number) + value * (1 - share);
        weight[cell + 1] = (weight[cell + 1] as number) + 1 - share;
      }
    }
    const cell = down.cell[row] as number;
    const share = down.share[row] as number;
    addRow(result, weights, sum, weight, cell * newColumns, share);
    if (share < 1) addRow(result, weights, sum, weight, (cell + 1) * newColumns, 1 - share);
  }
  for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) / (weights[i] as number);
  return result;
}

function addRow(
  result: Float64Array,
  weights: Float64Array,
  sum: Float64Array,
  weight: Float64Array,
  start: number,
  share: number,
): void {
  for (let i = 0; i < sum.length; i++) {
    result[start + i] = (result[start + i] as number) + (sum[i] as number) * share;
    weights[start + i] = (weights[start + i] as number) + (weight[i] as number) * share;
  }
}

// For each old pixel the first new one it touches and how much of it lies there; new pixels are larger, so the rest lies in the next.
function shares(count: number, newCount: number): { cell: Int32Array; share: Float64Array } {
  const cell = new Int32Array(count);
  const share = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const first = Math.floor((i * newCount) / count);
    const border = ((first + 1) * count) / newCount;
    const part = Math.min(1, border - i);
    cell[i] = first;
    share[i] = first === newCount - 1 || part > 1 - 1e-9 ? 1 : part;
  }
  return { cell, share };
}

/**
 * Places of values between the two ends of a norm: 0 at the lower, 1 at the upper limit, beyond them below 0 and above 1; NaN where a logarithmic
 * norm has none.
 * @param input limits as for `imagePlot`; the extremes of the finite values unless told
 * @throws BAD_ARGUMENT, BAD_VALUE as `imagePlot`
 */
export function normalize(values: Numbers, input: NormInput = {}): Float64Array {
  checkOptions("normalize", input, { norm: "any", range: "any", percentile: "any" });
  const data = readNumbers("values", values).values;
  checkChoice("norm", input.norm ?? "linear", ["linear", "log"]);
  const { range, log } = readNorm(data, input);
  const at = log ? Math.log : Number;
  const low = at(range[0]);
  const width = at(range[1]) - low;
  return Float64Array.from(data, (value) => (log && !(value > 0) ? Number.NaN : (at(value) - low) / width));
}

/**
 * Colours of values: below and above the range the colours of the ends (with a logarithmic norm also for 0 and below), for NaN `nan`.
 * @returns red, green, blue, alpha of each value
 */
export function colorize(
  data: ArrayLike<number>,
  norm: Norm,
  map: Colormap,
  nan: readonly [number, number, number, number],
): Uint8Array {
  const pixels = new Uint8Array(4 * data.length);
  const { table } = map;
  const low = norm.log ? Math.log10(norm.range[0]) : norm.range[0];
  const width = (norm.log ? Math.log10(norm.range[1]) : norm.range[1]) - low;
  const lowest = width > 0 ? 0 : 255;
  for (let i = 0, to = 0; i < data.length; i++, to += 4) {
    const value = data[i] as number;
    if (Number.isNaN(value)) {
      pixels.set(nan, to);
      continue;
    }
    // The small addition keeps what rounding moved, such as powers of ten, on its side of a border between two colours.
    const place = (((norm.log ? Math.log10(value) : value) - low) / width) * 256 + 1e-9;
    const color = 3 * (norm.log && !(value > 0) ? lowest : place >= 255 ? 255 : place > 0 ? Math.floor(place) : 0);
    pixels[to] = table[color] as number;
    pixels[to + 1] = table[color + 1] as number;
    pixels[to + 2] = table[color + 2] as number;
    pixels[to + 3] = 255;
  }
  return pixels;
}
