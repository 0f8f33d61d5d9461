import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { indexVector, realsOf, vector } from "../internal/signals.js";
import { lineOf, peaksOf, wlenOf } from "./values.js";

/** How far peaks stand out, and the lowest samples to both sides that tell it. */
export interface Prominences {
  readonly prominences: Float64Array;
  readonly leftBases: Int32Array;
  readonly rightBases: Int32Array;
}

/** How wide peaks are, at which height, and where that height is crossed. */
export interface Widths {
  readonly widths: Float64Array;
  readonly widthHeights: Float64Array;
  readonly leftIps: Float64Array;
  readonly rightIps: Float64Array;
}

/**
 * How far peaks stand out: the drop to the higher of the lowest points between a peak and the next higher ground to either side.
 * @param peaks indices of samples
 * @param options `wlen`: samples around a peak that are looked at (rounded up to an odd number); all by default
 * @returns [prominences, left bases, right bases]
 * @throws BAD_VALUE for peaks outside of `x` or `wlen` not above 1
 */
export function peakProminences(
  x: ArrayLikeInput,
  peaks: ArrayLikeInput,
  options: { readonly wlen?: number | undefined } = {},
): [NDArray<"float64">, NDArray<"int64">, NDArray<"int64">] {
  checkOptions("peakProminences", options, { wlen: "number" });
  const line = lineOf(x);
  const { prominences, leftBases, rightBases } = findProminences(
    line,
    peaksOf(peaks, line.length),
    wlenOf(options.wlen),
  );
  return [vector(prominences), indexVector(leftBases), indexVector(rightBases)];
}

/** What {@link peakWidths} takes. */
export interface PeakWidthsOptions {
  /** The height, in parts of the prominence below the top, at which the width is taken; 0.5 by default. */
  readonly relHeight?: number;
  /** What {@link peakProminences} gave; computed by default. */
  readonly prominenceData?: readonly [ArrayLikeInput, ArrayLikeInput, ArrayLikeInput] | undefined;
  /** See {@link peakProminences}. */
  readonly wlen?: number | undefined;
}

/**
 * How wide peaks are at a height relative to their prominence, in samples, interpolated linearly.
 * @returns [widths, heights at which they were taken, left crossings, right crossings]
 * @throws BAD_VALUE for peaks outside of `x`, a negative `relHeight`, or bases that do not enclose the peak
 */
export function peakWidths(
  x: ArrayLikeInput,
  peaks: ArrayLikeInput,
  options: PeakWidthsOptions = {},
): [NDArray<"float64">, NDArray<"float64">, NDArray<"float64">, NDArray<"float64">] {
  checkOptions("peakWidths", options, { relHeight: "number", prominenceData: "list", wlen: "number" });
  const line = lineOf(x);
  const places = peaksOf(peaks, line.length);
  const given = options.prominenceData;
  const data =
    given === undefined
      ? findProminences(line, places, wlenOf(options.wlen))
      : {
          prominences: realsOf(vectorOf(given[0])),
          leftBases: peaksOf(given[1], line.length),
          rightBases: peaksOf(given[2], line.length),
        };
  if (given !== undefined && given.length !== 3)
    throw coreError(
      "BAD_SHAPE",
      `prominenceData: has ${given.length} lists, expected prominences, left and right bases.`,
    );
  if ([data.prominences, data.leftBases, data.rightBases].some((one) => one.length !== places.length))
    throw coreError("BAD_SHAPE", `prominenceData: its arrays need ${places.length} numbers each, one for each peak.`);
  const found = findWidths(line, places, options.relHeight ?? 0.5, data);
  return [vector(found.widths), vector(found.widthHeights), vector(found.leftIps), vector(found.rightIps)];
}

function vectorOf(values: ArrayLikeInput): NDArray {
  return vector(lineOf(values));
}

/** See {@link peakProminences}. */
export function findProminences(x: Float64Array, peaks: Int32Array, wlen: number): Prominences {
  const count = peaks.length;
  const prominences = new Float64Array(count);
  const leftBases = new Int32Array(count);
  const rightBases = new Int32Array(count);
  const reach = wlen >= 2 ? Math.floor(wlen / 2) : x.length;
  for (let k = 0; k < count; k++) {
    const peak = peaks[k] as number;
    const top = x[peak] as number;
    const first = Math.max(peak - reach, 0);
    const last = Math.min(peak + reach, x.length - 1);
    let left = peak;
    for (let i = peak; i >= first && (x[i] as number) <= top; i--) if ((x[i] as number) < (x[left] as number)) left = i;
    let right = peak;
    for (let i = peak; i <= last && (x[i] as number) <= top; i++)
      if ((x[i] as number) < (x[right] as number)) right = i;
    leftBases[k] = left;
    rightBases[k] = right;
    prominences[k] = top - Math.max(x[left] as number, x[right] as number);
  }
  return { prominences, leftBases, rightBases };
}

/** See {@link peakWidths}. */
export function findWidths(x: Float64Array, peaks: Int32Array, relHeight: number, data: Prominences): Widths {
  if (!(relHeight >= 0)) throw coreError("BAD_VALUE", `relHeight: got ${relHeight}, must be 0 or more.`);
  const count = peaks.length;
  const widths = new Float64Array(count);
  const widthHeights = new Float64Array(count);
  const leftIps = new Float64Array(count);
  const rightIps = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const peak = peaks[k] as number;
    const [first, last] = [data.leftBases[k] as number, data.rightBases[k] as number];
    if (first > peak || last < peak)
      throw coreError(
        "BAD_VALUE",
        `prominenceData: the bases ${first} and ${last} do not enclose the peak at ${peak}.`,
      );
    const height = (x[peak] as number) - (data.prominences[k] as number) * relHeight;
    widthHeights[k] = height;
    let i = peak;
    while (first < i && height < (x[i] as number)) i--;
    let left = i;
    if ((x[i] as number) < height) left += (height - (x[i] as number)) / ((x[i + 1] as number) - (x[i] as number));
    i = peak;
    while (i < last && height < (x[i] as number)) i++;
    let right = i;
    if ((x[i] as number) < height) right -= (height - (x[i] as number)) / ((x[i - 1] as number) - (x[i] as number));
    leftIps[k] = left;
    rightIps[k] = right;
    widths[k] = right - left;
  }
  return { widths, widthHeights, leftIps, rightIps };
}
