import { checkNumber, checkWhole } from "@core/array/runtime";
import { centresOfGroups, type Image, type Point, stepsWithin } from "./points.js";

/** Options of the method `stat`. */
export interface StatOptions {
  /** By how many standard deviations a pixel is above the mean of the pixels around it; 1 by default. */
  readonly alpha?: number | undefined;
  /** The radius of the circle of pixels around one; 10 by default. */
  readonly windowRadius?: number | undefined;
  /** Peaks are refined until their number changes by no more than this part; 0.05 by default. */
  readonly convergenceRatio?: number | undefined;
}

export const statKeys: readonly string[] = ["alpha", "windowRadius", "convergenceRatio"];

const mostRounds = 100;

/**
 * Pixels that stand out from the circle around them, smoothed and cut at one half again and again until the number of groups stays; peaks
 * are the middles of the groups. After T. White, thesis, University of Cambridge 2009.
 */
export function statPeaks({ numbers, rows, columns }: Image, options: StatOptions): Point[] {
  const { alpha = 1, windowRadius = 10, convergenceRatio = 0.05 } = options;
  checkNumber("findPeaks", "alpha", alpha);
  checkWhole("findPeaks", "windowRadius", windowRadius, 1);
  checkNumber("findPeaks", "convergenceRatio", convergenceRatio, 0);
  const near = stepsWithin(2);
  let mask = outstanding(numbers, rows, columns, alpha, windowRadius);
  let points = centresOfGroups(mask, rows, columns, near);
  for (let round = 0; round < mostRounds && points.length > 0; round++) {
    mask = smoothedMask(mask, rows, columns);
    const next = centresOfGroups(mask, rows, columns, near);
    if (next.length === 0) return points;
    const change = Math.abs(points.length - next.length) / points.length;
    points = next;
    if (change <= convergenceRatio) break;
  }
  return points;
}

/** Where an image is above the mean of a circle by some standard deviations; it goes on beyond its border as in a mirror. */
function outstanding(given: Float64Array, rows: number, columns: number, alpha: number, radius: number): Uint8Array {
  const numbers = scaled(given);
  const mask = new Uint8Array(numbers.length);
  const reaches: number[] = [];
  for (let down = 1 - radius; down < radius; down++) {
    let reach = 0;
    while ((reach + 1) ** 2 + down * down < radius * radius) reach++;
    reaches.push(reach);
  }
  const [sums, squares] = [
    runningSums(numbers, rows, columns, radius, false),
    runningSums(numbers, rows, columns, radius, true),
  ];
  const width = columns + 2 * radius + 1;
  const count = reaches.reduce((total, reach) => total + 2 * reach + 1, 0);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let [sum, square] = [0, 0];
      for (let j = 0; j < reaches.length; j++) {
        const line = mirrored(row + j - radius + 1, rows) * width + column + radius;
        const reach = reaches[j] as number;
        sum += (sums[line + reach + 1] as number) - (sums[line - reach] as number);
        square += (squares[line + reach + 1] as number) - (squares[line - reach] as number);
      }
      const mean = sum / count;
      const deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
      const place = row * columns + column;
      if ((numbers[place] as number) > mean + alpha * deviation) mask[place] = 1;
    }
  return mask;
}

function scaled(numbers: Float64Array): Float64Array {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < numbers.length; i++) {
    least = Math.min(least, numbers[i] as number);
    most = Math.max(most, numbers[i] as number);
  }
  return numbers.map((value) => (most > least ? (value - least) / (most - least) : 0));
}

/** Sums of each row, mirrored at its ends, up to each pixel. */
function runningSums(
  numbers: Float64Array,
  rows: number,
  columns: number,
  radius: number,
  square: boolean,
): Float64Array {
  const width = columns + 2 * radius + 1;
  const sums = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i + 1 < width; i++) {
      const value = numbers[row * columns + mirrored(i - radius, columns)] as number;
      sums[row * width + i + 1] = (sums[row * width + i] as number) + (square ? value * value : value);
    }
  return sums;
}

function mirrored(index: number, size: number): number {
  const period = 2 * size;
  const place = ((index % period) + period) % period;
  return place < size ? place : period - 1 - place;
}

/** Smooths a mask twice with 3 × 3 pixels and cuts it at one half. */
function smoothedMask(mask: Uint8Array, rows: number, columns: number): Uint8Array {
  // Twice a flat line of three is 1, 2, 3, 2, 1; the sum of all weights is 81.
  const weights = [1, 2, 3, 2, 1];
  const lines = new Uint8Array(mask.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let i = 0; i < 5; i++)
        sum += (weights[i] as number) * (mask[row * columns + mirrored(column + i - 2, columns)] as number);
      lines[row * columns + column] = sum;
    }
  const result = new Uint8Array(mask.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let i = 0; i < 5; i++)
        sum += (weights[i] as number) * (lines[mirrored(row + i - 2, rows) * columns + column] as number);
      if (2 * sum > 81) result[row * columns + column] = 1;
    }
  return result;
}
