import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  coreError,
  describeValue,
  elementsOf,
  fromData,
} from "@core/array";
import { checkNumber, checkWhole } from "@core/array/runtime";
import { maximumFilter } from "sci-ndimage";
import type { Image, Point } from "./points.js";

/** Options of the method `local_max`. */
export interface LocalMaxOptions {
  /** Peaks are further apart than this number of pixels, and higher than all pixels so near; 1 by default. */
  readonly minDistance?: number | undefined;
  /** The same as `minDistance`. */
  readonly distance?: number | undefined;
  /** Peaks are higher than this; by default than the lowest pixel. */
  readonly thresholdAbs?: number | null | undefined;
  /** The same as `thresholdAbs`. */
  readonly threshold?: number | null | undefined;
  /** Peaks are higher than this part of the highest pixel. */
  readonly thresholdRel?: number | null | undefined;
  /** Pixels at the borders without peaks: true for `minDistance`, false for none, a number, or one for rows and one for columns. */
  readonly excludeBorder?: boolean | number | readonly [number, number] | undefined;
  /** The most peaks, the highest; all by default. */
  readonly numPeaks?: number | undefined;
  /** The neighbourhood in which a peak is highest, in place of the square of `minDistance`. */
  readonly footprint?: ArrayLikeInput | null | undefined;
  /** How distances are measured: the p of Minkowski's norm, from 1; Infinity, the larger of rows and columns, by default. */
  readonly pNorm?: number | undefined;
}

export const localMaxKeys: readonly string[] = [
  "minDistance",
  "distance",
  "thresholdAbs",
  "threshold",
  "thresholdRel",
  "excludeBorder",
  "numPeaks",
  "footprint",
  "pNorm",
];

/** Pixels that are the highest of their neighbourhood, as scikit-image's `peak_local_max`. */
export function localMaxima(image: Image, options: LocalMaxOptions): Point[] {
  const { numbers, rows, columns } = image;
  const minDistance = options.minDistance ?? options.distance ?? 1;
  const { numPeaks = Number.POSITIVE_INFINITY, pNorm = Number.POSITIVE_INFINITY, footprint } = options;
  checkWhole("findPeaks", "minDistance", minDistance, 0);
  if (numPeaks !== Number.POSITIVE_INFINITY) checkWhole("findPeaks", "numPeaks", numPeaks, 1);
  if (!(pNorm >= 1))
    throw coreError("BAD_VALUE", `findPeaks: pNorm is ${describeValue(pNorm)}, expected a number from 1.`);
  const least = thresholdOf(numbers, options);
  const [down, across] = borderOf(options.excludeBorder ?? true, minDistance);
  const highest = highestAround(image, minDistance, footprint);
  const found: number[] = [];
  let all = true;
  for (let i = 0; i < numbers.length; i++) if (numbers[i] !== highest[i]) all = false;
  if (all && highest !== numbers) return [];
  for (let row = down; row < rows - down; row++)
    for (let column = across; column < columns - across; column++) {
      const place = row * columns + column;
      const value = numbers[place] as number;
      if (value === highest[place] && value > least) found.push(place);
    }
  found.sort((a, b) => (numbers[b] as number) - (numbers[a] as number));
  return spaced(found, image, minDistance, pNorm, numPeaks);
}

function thresholdOf(numbers: Float64Array, options: LocalMaxOptions): number {
  const absolute = options.thresholdAbs ?? options.threshold ?? null;
  const { thresholdRel } = options;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (absolute !== null) checkNumber("findPeaks", "thresholdAbs", absolute);
  const threshold = absolute ?? least;
  if (thresholdRel === undefined || thresholdRel === null) return threshold;
  checkNumber("findPeaks", "thresholdRel", thresholdRel);
  return Math.max(threshold, thresholdRel * most);
}

function borderOf(given: boolean | number | readonly [number, number], minDistance: number): readonly [number, number] {
  if (typeof given === "boolean") return given ? [minDistance, minDistance] : [0, 0];
  const pair = typeof given === "number" ? [given, given] : given;
  if (!Array.isArray(pair) || pair.length !== 2)
    throw coreError(
      "BAD_ARGUMENT",
      `findPeaks: excludeBorder is ${describeValue(given)}, expected true, false, a number of pixels, or two of them.`,
    );
  for (const one of pair) checkWhole("findPeaks", "excludeBorder", one, 0);
  return pair as unknown as readonly [number, number];
}

/** The highest value around each pixel, beyond the border counting as 0; the image itself where each pixel stands alone. */
function highestAround(
  { numbers, rows, columns }: Image,
  minDistance: number,
  footprint: ArrayLikeInput | null | undefined,
): Float64Array {
  const given = footprint === undefined || footprint === null ? undefined : asArray(footprint);
  if (given !== undefined && given.shape.length !== 2)
    throw coreError("BAD_SHAPE", `findPeaks: footprint has shape (${given.shape.join(", ")}), expected two axes.`);
  const single = given === undefined ? minDistance === 0 : given.size === 1;
  if (single || numbers.length <= 1) return numbers;
  const neighbours = given === undefined ? { size: 2 * minDistance + 1 } : { footprint: given };
  const filtered = maximumFilter(fromData(numbers, [rows, columns]), { ...neighbours, mode: "constant" });
  return elementsOf(contiguous(astype(filtered, "float64"))) as Float64Array;
}

/** Of places in order of preference those that have no better one nearer than `spacing`. */
function spaced(
  places: readonly number[],
  { rows, columns }: Image,
  spacing: number,
  p: number,
  most: number,
): Point[] {
  const taken = new Uint8Array(spacing > 1 ? rows * columns : 0);
  const points: Point[] = [];
  for (const place of places) {
    if (points.length >= most) break;
    if (taken[place] === 1) continue;
    const row = Math.floor(place / columns);
    const column = place - row * columns;
    points.push([row, column]);
    if (spacing <= 1) continue;
    for (let r = Math.max(0, row - spacing); r <= Math.min(rows - 1, row + spacing); r++)
      for (let c = Math.max(0, column - spacing); c <= Math.min(columns - 1, column + spacing); c++)
        if (distanceOf(Math.abs(r - row), Math.abs(c - column), p) < spacing) taken[r * columns + c] = 1;
  }
  return points;
}

function distanceOf(down: number, across: number, p: number): number {
  if (p === Number.POSITIVE_INFINITY) return Math.max(down, across);
  if (p === 1) return down + across;
  return p === 2 ? Math.sqrt(down * down + across * across) : (down ** p + across ** p) ** (1 / p);
}
