import { elementsOf, fromData } from "@core/array";
import { checkNumber, checkWhole } from "@core/array/runtime";
import { maximumFilter, minimumFilter } from "sci-ndimage";
import { centresOfGroups, type Image, type Point, roundHalfEven } from "./points.js";

/** Options of the method `max`. */
export interface MaxOptions {
  /** Peaks are higher than this many standard deviations of the image; 3 by default. */
  readonly alpha?: number | undefined;
  /** Half the side of the square around a peak in which no other is looked for; 10 by default. */
  readonly distance?: number | undefined;
}

export const maxKeys: readonly string[] = ["alpha", "distance"];

/** The highest pixels, one after the other, each with a square around it in which there is no other. */
export function highestPixels({ numbers, rows, columns }: Image, options: MaxOptions): Point[] {
  const { alpha = 3, distance = 10 } = options;
  checkNumber("findPeaks", "alpha", alpha);
  checkWhole("findPeaks", "distance", distance, 1);
  const least = alpha * deviationOf(numbers);
  const places: number[] = [];
  for (let i = 0; i < numbers.length; i++) if ((numbers[i] as number) > least) places.push(i);
  places.sort((a, b) => (numbers[b] as number) - (numbers[a] as number) || a - b);
  const taken = new Uint8Array(numbers.length);
  const points: Point[] = [];
  for (const place of places) {
    if (taken[place] === 1) continue;
    const row = Math.floor(place / columns);
    const column = place - row * columns;
    points.push([row, column]);
    for (let r = Math.max(0, row - distance); r < Math.min(rows, row + distance); r++)
      taken.fill(1, r * columns + Math.max(0, column - distance), r * columns + Math.min(columns, column + distance));
  }
  return points;
}

function deviationOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] as number;
  const mean = sum / numbers.length;
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) squares += ((numbers[i] as number) - mean) ** 2;
  return Math.sqrt(squares / numbers.length);
}

/** Options of the method `minmax`. */
export interface MinMaxOptions {
  /** The side of the square in which a peak is highest; 5 by default. */
  readonly distance?: number | undefined;
  /** How much higher than the lowest pixel of the square a peak is; 10 by default. */
  readonly threshold?: number | undefined;
}

export const minMaxKeys: readonly string[] = ["distance", "threshold"];

const sides: readonly Point[] = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
];

/** The middles of those pixels that are the highest of a square, and higher than its lowest by a threshold. */
export function minMaxPeaks(
  image: Image,
  options: MinMaxOptions,
  accept: (value: number) => boolean = isNumber,
): Point[] {
  const { numbers, rows, columns } = image;
  const { distance = 5, threshold = 10 } = options;
  checkWhole("findPeaks", "distance", distance, 1);
  checkNumber("findPeaks", "threshold", threshold);
  const array = fromData(numbers, [rows, columns]);
  const most = elementsOf(maximumFilter(array, { size: distance })) as Float64Array;
  const least = elementsOf(minimumFilter(array, { size: distance })) as Float64Array;
  const mask = new Uint8Array(numbers.length);
  for (let i = 0; i < mask.length; i++) {
    const value = numbers[i] as number;
    if (value === most[i] && (most[i] as number) - (least[i] as number) > threshold && accept(value)) mask[i] = 1;
  }
  return centresOfGroups(mask, rows, columns, sides).map(([row, column]) => [
    roundHalfEven(row),
    roundHalfEven(column),
  ]);
}

function isNumber(value: number): boolean {
  return !Number.isNaN(value);
}
