import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { indexVector, vector } from "../internal/signals.js";
import { findProminences, findWidths } from "./prominences.js";
import { type Borders, bordersOf, type Condition, lineOf, wlenOf } from "./values.js";

/** What {@link findPeaks} takes; each condition is the least value or [least, largest]. */
export interface FindPeaksOptions {
  /** Height of peaks. */
  readonly height?: Condition;
  /** Vertical distance to the neighbouring samples. */
  readonly threshold?: Condition;
  /** The least distance of peaks in samples; of peaks that are nearer the higher stays. */
  readonly distance?: number | null | undefined;
  /** How far peaks stand out, see `peakProminences`. */
  readonly prominence?: Condition;
  /** Width in samples, see `peakWidths`. */
  readonly width?: Condition;
  /** Samples around a peak that are looked at for its prominence; all by default. */
  readonly wlen?: number | null | undefined;
  /** The height, in parts of the prominence below the top, at which the width is taken; 0.5 by default. */
  readonly relHeight?: number;
  /** Number of samples of the flat top. */
  readonly plateauSize?: Condition;
}

/** What is known of the peaks, one number for each; only what the conditions asked for. */
export interface PeakProperties {
  readonly peakHeights?: NDArray<"float64">;
  readonly leftThresholds?: NDArray<"float64">;
  readonly rightThresholds?: NDArray<"float64">;
  readonly prominences?: NDArray<"float64">;
  readonly leftBases?: NDArray<"int64">;
  readonly rightBases?: NDArray<"int64">;
  readonly widths?: NDArray<"float64">;
  readonly widthHeights?: NDArray<"float64">;
  readonly leftIps?: NDArray<"float64">;
  readonly rightIps?: NDArray<"float64">;
  readonly plateauSizes?: NDArray<"int64">;
  readonly leftEdges?: NDArray<"int64">;
  readonly rightEdges?: NDArray<"int64">;
}

type Columns = Record<string, Float64Array | Int32Array>;

/**
 * Peaks of a line that meet all conditions. A peak is higher than its neighbours; of a flat top the middle counts. Samples next to NaN
 * are no peaks.
 * @returns [indices of the peaks (int64), their properties]
 * @throws BAD_VALUE for a distance below 1 or `wlen` not above 1, BAD_SHAPE for borders of another length than `x`
 */
export function findPeaks(x: ArrayLikeInput, options: FindPeaksOptions = {}): [NDArray<"int64">, PeakProperties] {
  checkOptions("findPeaks", options, {
    height: "any",
    threshold: "any",
    distance: "number or null",
    prominence: "any",
    width: "any",
    wlen: "number or null",
    relHeight: "number",
    plateauSize: "any",
  });
  const line = lineOf(x);
  const { distance, relHeight = 0.5 } = options;
  if (given(distance) && !((distance as number) >= 1))
    throw coreError("BAD_VALUE", `distance: got ${distance}, must be 1 or more.`);
  const found = localMaxima(line);
  let peaks = found.middles;
  let columns: Columns = {};
  const keep = (which: (k: number) => boolean): void => {
    const kept = whole(peaks.length).filter(which);
    peaks = kept.map((k) => peaks[k] as number);
    columns = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, pick(values, kept)]));
  };
  const keepWithin = (name: string, condition: Condition, values: Float64Array | Int32Array): void =>
    keep(within(bordersOf(condition, line.length, peaks, name), values));

  if (given(options.plateauSize)) {
    const sizes = found.rights.map((right, k) => right - (found.lefts[k] as number) + 1);
    columns = { plateauSizes: sizes, leftEdges: found.lefts, rightEdges: found.rights };
    keepWithin("plateauSize", options.plateauSize, sizes);
  }
  if (given(options.height)) {
    const heights = Float64Array.from(peaks, (peak) => line[peak] as number);
    columns.peakHeights = heights;
    keepWithin("height", options.height, heights);
  }
  if (given(options.threshold)) {
    const to = (side: number): Float64Array =>
      Float64Array.from(peaks, (peak) => (line[peak] as number) - (line[peak + side] as number));
    const [left, right] = [to(-1), to(1)];
    columns.leftThresholds = left;
    columns.rightThresholds = right;
    const [low, high] = bordersOf(options.threshold, line.length, peaks, "threshold");
    keep(
      (k) =>
        (low === undefined || low(k) <= Math.min(left[k] as number, right[k] as number)) &&
        (high === undefined || Math.max(left[k] as number, right[k] as number) <= high(k)),
    );
  }
  if (given(distance)) {
    const far = farApart(line, peaks, distance as number);
    keep((k) => far[k] === 1);
  }
  if (given(options.prominence) || given(options.width))
    Object.assign(columns, findProminences(line, peaks, wlenOf(options.wlen)));
  if (given(options.prominence)) keepWithin("prominence", options.prominence, columns.prominences as Float64Array);
  if (given(options.width)) {
    const data = {
      prominences: columns.prominences as Float64Array,
      leftBases: columns.leftBases as Int32Array,
      rightBases: columns.rightBases as Int32Array,
    };
    Object.assign(columns, findWidths(line, peaks, relHeight, data));
    keepWithin("width", options.width, columns.widths as Float64Array);
  }
  const properties = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      values instanceof Int32Array ? indexVector(values) : vector(values),
    ]),
  );
  return [indexVector(peaks), properties];
}

/** 0, 1, 2, … */
function whole(count: number): Int32Array {
  const list = new Int32Array(count);
  for (let i = 0; i < count; i++) list[i] = i;
  return list;
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function pick(values: Float64Array | Int32Array, which: Int32Array): Float64Array | Int32Array {
  if (values instanceof Int32Array) return which.map((k) => values[k] as number);
  return Float64Array.from(which, (k) => values[k] as number);
}

function within([low, high]: [Borders, Borders], values: Float64Array | Int32Array): (k: number) => boolean {
  return (k) =>
    (low === undefined || low(k) <= (values[k] as number)) && (high === undefined || (values[k] as number) <= high(k));
}

function localMaxima(x: Float64Array): { middles: Int32Array; lefts: Int32Array; rights: Int32Array } {
  const most = Math.floor(x.length / 2);
  const [middles, lefts, rights] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const last = x.length - 1;
  let count = 0;
  for (let i = 1; i < last; i++) {
    const own = x[i] as number;
    if (!((x[i - 1] as number) < own)) continue;
    let ahead = i + 1;
    while (ahead < last && x[ahead] === own) ahead++;
    if (!((x[ahead] as number) < own)) continue;
    lefts[count] = i;
    rights[count] = ahead - 1;
    middles[count++] = (i + ahead - 1) >> 1;
    i = ahead;
  }
  return { middles: middles.slice(0, count), lefts: lefts.slice(0, count), rights: rights.slice(0, count) };
}

/** From the highest peak down, its nearer neighbours go; of equal heights the later one comes first. */
function farApart(x: Float64Array, peaks: Int32Array, distance: number): Uint8Array {
  const least = Math.ceil(distance);
  const keep = new Uint8Array(peaks.length).fill(1);
  const order = whole(peaks.length).sort(
    (one, other) => (x[peaks[one] as number] as number) - (x[peaks[other] as number] as number) || one - other,
  );
  for (let i = order.length - 1; i >= 0; i--) {
    const own = order[i] as number;
    if (keep[own] === 0) continue;
    const place = peaks[own] as number;
    for (let k = own - 1; k >= 0 && place - (peaks[k] as number) < least; k--) keep[k] = 0;
    for (let k = own + 1; k < peaks.length && (peaks[k] as number) - place < least; k++) keep[k] = 0;
  }
  return keep;
}
