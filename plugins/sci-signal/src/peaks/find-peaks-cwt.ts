import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { realList } from "../internal/checks.js";
import { indexVector, realsOf } from "../internal/signals.js";
import { isExtremum } from "./extrema.js";
import { lineOf } from "./values.js";
import { cwt, ricker, type Wavelet } from "./wavelets.js";

/** What {@link findPeaksCwt} takes. */
export interface FindPeaksCwtOptions {
  /** Makes the wavelets; Ricker's by default. */
  readonly wavelet?: Wavelet;
  /** How far a ridge may move from one width to the next; widths / 4 by default. */
  readonly maxDistances?: ArrayLikeInput | undefined;
  /** Widths in which a ridge may be missing; the first width by default. */
  readonly gapThresh?: number | undefined;
  /** The least length of a ridge; a quarter of the number of widths by default. */
  readonly minLength?: number | undefined;
  /** The least ratio of signal and noise; 1 by default. */
  readonly minSnr?: number;
  /** The percentile of the narrowest transform that counts as noise; 10 by default. */
  readonly noisePerc?: number;
  /** Samples over which noise is estimated; a twentieth of the line by default. */
  readonly windowSize?: number | undefined;
}

interface Ridge {
  readonly rows: number[];
  readonly columns: number[];
  gap: number;
}

/**
 * Peaks of expected widths, as ridges of a wavelet transform.
 * @param widths widths in samples
 * @returns indices (int64)
 * Source: Du, Kibbe and Lin, Bioinformatics 22 (2006) 2059.
 */
export function findPeaksCwt(
  vector: ArrayLikeInput,
  widths: ArrayLikeInput,
  options: FindPeaksCwtOptions = {},
): NDArray<"int64"> {
  checkOptions("findPeaksCwt", options, {
    wavelet: "function",
    maxDistances: "any",
    gapThresh: "number",
    minLength: "number",
    minSnr: "number",
    noisePerc: "number",
    windowSize: "number",
  });
  const line = lineOf(vector);
  const sizes = realList(widths, "widths");
  if (sizes.length === 0) throw coreError("BAD_SHAPE", "widths: is empty.");
  const distances =
    options.maxDistances === undefined ? sizes.map((one) => one / 4) : realList(options.maxDistances, "maxDistances");
  if (distances.length < sizes.length)
    throw coreError("BAD_SHAPE", `maxDistances: got ${distances.length} numbers for ${sizes.length} widths.`);
  const transform = realsOf(cwt(line, options.wavelet ?? ricker, sizes));
  const rows = sizes.map((_, k) => k);
  const matrix = Array.from(rows, (k) => transform.subarray(k * line.length, (k + 1) * line.length));
  const ridges = ridgeLines(matrix, distances, options.gapThresh ?? Math.ceil(sizes[0] as number));
  const noise = noises(
    matrix[0] as Float64Array,
    Math.trunc(options.windowSize ?? Math.ceil(line.length / 20)),
    options.noisePerc ?? 10,
  );
  const least = options.minLength ?? Math.ceil(sizes.length / 4);
  const minSnr = options.minSnr ?? 1;
  const places = ridges
    .filter(({ row, column, length }) => {
      const snr = Math.abs(((matrix[row] as Float64Array)[column] as number) / (noise[column] as number));
      return length >= least && !(snr < minSnr);
    })
    .map(({ column }) => column);
  return indexVector(places.sort((one, other) => one - other));
}

/** Ridges from the widest transform down; of each the end at the narrowest width. */
function ridgeLines(
  matrix: readonly Float64Array[],
  distances: Float64Array,
  gapThresh: number,
): { row: number; column: number; length: number }[] {
  const maxima = matrix.map((row) =>
    Array.from(row.keys()).filter((i) => isExtremum(row, i, 1, "clip", (one, other) => one > other)),
  );
  let start = maxima.length - 1;
  while (start >= 0 && (maxima[start] as number[]).length === 0) start--;
  if (start < 0) return [];
  let ridges: Ridge[] = (maxima[start] as number[]).map((column) => ({ rows: [start], columns: [column], gap: 0 }));
  const done: Ridge[] = [];
  for (let row = start - 1; row >= 0; row--) {
    for (const ridge of ridges) ridge.gap++;
    const before = ridges.map(({ columns }) => columns.at(-1) as number);
    for (const column of maxima[row] as number[]) {
      let closest = -1;
      before.forEach((other, k) => {
        if (closest < 0 || Math.abs(column - other) < Math.abs(column - (before[closest] as number))) closest = k;
      });
      const near = closest >= 0 && Math.abs(column - (before[closest] as number)) <= (distances[row] as number);
      if (near) {
        const ridge = ridges[closest] as Ridge;
        ridge.rows.push(row);
        ridge.columns.push(column);
        ridge.gap = 0;
      } else ridges.push({ rows: [row], columns: [column], gap: 0 });
    }
    for (let k = ridges.length - 1; k >= 0; k--)
      if ((ridges[k] as Ridge).gap > gapThresh) done.push(ridges[k] as Ridge);
    ridges = ridges.filter(({ gap }) => gap <= gapThresh);
  }
  return [...done, ...ridges].map(({ rows, columns }) => {
    // A ridge may hold several columns of a row. As in SciPy, its end is the entry that sorting by rows puts where the first one was.
    const order = rows
      .map((_, k) => k)
      .sort((one, other) => (rows[one] as number) - (rows[other] as number) || one - other);
    const end = order.indexOf(0);
    return { row: rows[end] as number, column: columns[end] as number, length: rows.length };
  });
}

function noises(row: Float64Array, windowSize: number, percent: number): Float64Array {
  const half = Math.floor(windowSize / 2);
  return row.map((_, i) => {
    const part = row.slice(Math.max(i - half, 0), Math.min(i + half + (windowSize % 2), row.length)).sort();
    const place = (percent / 100) * (part.length - 1);
    const low = Math.floor(place);
    const weight = place - low;
    const base = part[low] as number;
    return weight === 0 ? base : base * (1 - weight) + (part[low + 1] as number) * weight;
  });
}
