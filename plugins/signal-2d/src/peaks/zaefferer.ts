import { checkNumber, checkWhole } from "@core/array/runtime";
import type { Image, Point } from "./points.js";

/** Options of the method `zaefferer`. */
export interface ZaeffererOptions {
  /** The least squared gradient of the image, scaled to the maximum 1, from which a peak is looked for; 0.1 by default. */
  readonly gradThreshold?: number | undefined;
  /** The side of the square that is searched, from 2; odd ones are rounded down. 40 by default. */
  readonly windowSize?: number | undefined;
  /** How far from its steep pixel a peak may be; 50 by default. */
  readonly distanceCutoff?: number | undefined;
}

export const zaeffererKeys: readonly string[] = ["gradThreshold", "windowSize", "distanceCutoff"];

/**
 * From each steep pixel, the highest pixel of a square around it, then that of a square around this one, until its row or its column stays: after
 * Zaefferer, Journal of Applied Crystallography 33 (2000) 10.
 */
export function zaeffererPeaks(image: Image, options: ZaeffererOptions): Point[] {
  const { numbers, rows, columns } = image;
  const { gradThreshold = 0.1, windowSize = 40, distanceCutoff = 50 } = options;
  checkNumber("findPeaks", "gradThreshold", gradThreshold);
  checkWhole("findPeaks", "windowSize", windowSize, 2);
  checkNumber("findPeaks", "distanceCutoff", distanceCutoff, 0);
  if (rows < 2 || columns < 2) return [];
  const half = Math.floor(windowSize / 2);
  const scale = greatest(numbers);
  const reached = new Uint8Array(numbers.length);
  const search: Search = { image, half, cutoff: distanceCutoff, above: new Int32Array(numbers.length).fill(-1) };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (squaredGradient(image, row, column) / (scale * scale) >= gradThreshold) climb(search, row, column, reached);
  const points: Point[] = [];
  reached.forEach((is, place) => {
    if (is === 1) points.push([Math.floor(place / columns), place % columns]);
  });
  return points;
}

function greatest(numbers: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < numbers.length; i++) if ((numbers[i] as number) > most) most = numbers[i] as number;
  return most;
}

/** Central differences, one-sided ones at the border, as NumPy's `gradient`. */
function squaredGradient({ numbers, rows, columns }: Image, row: number, column: number): number {
  const [above, below] = [Math.max(row - 1, 0), Math.min(row + 1, rows - 1)];
  const [left, right] = [Math.max(column - 1, 0), Math.min(column + 1, columns - 1)];
  const at = (r: number, c: number): number => numbers[r * columns + c] as number;
  const down = (at(below, column) - at(above, column)) / (below - above);
  const across = (at(row, right) - at(row, left)) / (right - left);
  return down * down + across * across;
}

/** What {@link climb} needs of the image. */
interface Search {
  readonly image: Image;
  readonly half: number;
  readonly cutoff: number;
  /** The highest pixels of the squares that were searched, -1 for the others. */
  readonly above: Int32Array;
}

function highestAround({ image, half, above }: Search, place: number): number {
  if (above[place] === -1) above[place] = highestIn(image, place, half);
  return above[place] as number;
}

/** The pixels that the climb from a pixel leads to, until the row or the column stays. */
function climb(search: Search, row: number, column: number, reached: Uint8Array): void {
  const { columns } = search.image;
  let [oldRow, oldColumn] = [0, 0];
  let place = highestAround(search, row * columns + column);
  for (;;) {
    const [r, c] = [Math.floor(place / columns), place % columns];
    if (r === oldRow || c === oldColumn) return;
    [oldRow, oldColumn] = [r, c];
    place = highestAround(search, place);
    if ((Math.floor(place / columns) - row) ** 2 + ((place % columns) - column) ** 2 > search.cutoff ** 2) return;
    reached[place] = 1;
  }
}

/** The highest pixel of the square around one; of equal ones the first, column by column. */
function highestIn({ numbers, rows, columns }: Image, place: number, half: number): number {
  const row = Math.floor(place / columns);
  const column = place - row * columns;
  let best = place;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = Math.max(0, column - half); c < Math.min(columns, column + half); c++)
    for (let r = Math.max(0, row - half); r < Math.min(rows, row + half); r++) {
      const value = numbers[r * columns + c] as number;
      if (!(value > most)) continue;
      most = value;
      best = r * columns + c;
    }
  return best;
}
