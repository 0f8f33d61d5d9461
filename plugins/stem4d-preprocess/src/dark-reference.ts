import { type ArrayLikeInput, asArray, astype, fromData, isBigDType, type NDArray, withRuntime } from "@core/array";
import type { Seed } from "@core/array/random";
import { checkChoice, checkOptions, checkWhole, coreError } from "@core/array/runtime";
import { type FrameInput, type Frames, framesOf, pixelsOf } from "./frames.js";
import { drawn, patternAt, startOf } from "./samples.js";

/** At which border of a pattern. */
export type Side = "start" | "end";

/** Options of {@link getDarkReference}. */
export interface DarkReferenceOptions {
  /** Rows at a border where there are no electrons; 0 for none. */
  readonly widthX?: number | undefined;
  /** Columns at a border where there are no electrons; 0 for none. */
  readonly widthY?: number | undefined;
  /** The border of the rows; `end` by default. */
  readonly sideX?: Side | undefined;
  /** The border of the columns; `end` by default. */
  readonly sideY?: Side | undefined;
  /** Which patterns are drawn. Rows and columns are taken from patterns drawn one after the other. */
  readonly seed?: Seed | undefined;
}

/** Options of {@link getBackgroundStreaks}. */
export interface BackgroundStreaksOptions {
  /** The border; `end` by default. */
  readonly side?: Side | undefined;
  /** `x` averages rows, so that columns have streaks, `y` columns; `x` by default. */
  readonly direction?: "x" | "y" | undefined;
  readonly seed?: Seed | undefined;
}

/**
 * The dark reference of a detector whose rows and columns have levels of their own, from strips at its borders without electrons.
 *
 * With one of the widths, the streaks along one axis; with both, their sum less the mean level, which is in both; with none, zeros.
 * @param nFrames patterns that are drawn at random, each once
 * @returns float64, in the shape of a pattern
 * @throws BAD_VALUE for more patterns or wider strips than there are, BAD_SHAPE, BAD_DTYPE
 */
export function getDarkReference(
  cube: FrameInput,
  nFrames: number,
  options: DarkReferenceOptions = {},
): NDArray<"float64"> {
  const name = "getDarkReference";
  checkOptions(name, options, { widthX: "number", widthY: "number", sideX: "string", sideY: "string", seed: "any" });
  const { widthX = 0, widthY = 0, sideX = "end", sideY = "end", seed } = options;
  const frames = framesOf(name, cube);
  checkChoice(name, "sideX", sideX, ["start", "end"]);
  checkChoice(name, "sideY", sideY, ["start", "end"]);
  checkStrip(name, "widthX", widthX, 0, frames.rows);
  checkStrip(name, "widthY", widthY, 0, frames.columns);
  checkCount(name, nFrames, frames);
  const { rows, columns } = frames;
  const across = widthX > 0 ? levels(frames, drawn(frames.count, nFrames, seed), widthX, sideX, "x") : undefined;
  const down = widthY > 0 ? levels(frames, drawn(frames.count, nFrames, next(seed)), widthY, sideY, "y") : undefined;
  let both = 0;
  if (across !== undefined && down !== undefined)
    both = (meanOf(across) * widthX + meanOf(down) * widthY) / (widthX + widthY);
  const dark = new Float64Array(rows * columns);
  const [x, y] = [across ?? new Float64Array(columns), down ?? new Float64Array(rows)];
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at++) dark[at] = (x[column] as number) + (y[row] as number) - both;
  return arrayOf(frames, dark);
}

/**
 * The level of each column (or row) of a detector, from a strip at a border without electrons.
 * @param nFrames patterns that are drawn at random, each once
 * @param width rows (or columns) of the strip
 * @returns float64, in the shape of a pattern
 * @throws BAD_VALUE for more patterns or wider strips than there are, BAD_SHAPE, BAD_DTYPE
 */
export function getBackgroundStreaks(
  cube: FrameInput,
  nFrames: number,
  width: number,
  options: BackgroundStreaksOptions = {},
): NDArray<"float64"> {
  const name = "getBackgroundStreaks";
  checkOptions(name, options, { side: "string", direction: "string", seed: "any" });
  const { side = "end", direction = "x", seed } = options;
  const frames = framesOf(name, cube);
  const { rows, columns } = frames;
  checkChoice(name, "side", side, ["start", "end"]);
  checkChoice(name, "direction", direction, ["x", "y"]);
  checkStrip(name, "width", width, 1, direction === "x" ? rows : columns);
  checkCount(name, nFrames, frames);
  const found = levels(frames, drawn(frames.count, nFrames, seed), width, side, direction);
  const level = (i: number): number => found[direction === "x" ? i % columns : Math.floor(i / columns)] as number;
  return arrayOf(
    frames,
    Float64Array.from({ length: rows * columns }, (_, i) => level(i)),
  );
}

/**
 * One pattern without a dark reference.
 * @returns float64
 * @throws BAD_VALUE for a position outside the scan, BAD_SHAPE for a dark reference of another shape, BAD_DTYPE
 */
export function getBackgroundSubtractedPattern(
  cube: FrameInput,
  darkReference: ArrayLikeInput,
  position: readonly number[],
): NDArray<"float64"> {
  const name = "getBackgroundSubtractedPattern";
  const frames = framesOf(name, cube);
  const { scan } = frames;
  if (!Array.isArray(position) || position.length !== scan.length)
    throw coreError("BAD_VALUE", `${name}: position has ${position?.length} indices, expected ${scan.length}.`);
  let place = 0;
  for (const [axis, index] of position.entries()) {
    checkWhole(name, "position", index, 0);
    if (index >= (scan[axis] as number))
      throw coreError("BAD_VALUE", `${name}: position ${index} is outside the scan of ${scan[axis]}.`);
    place = place * (scan[axis] as number) + index;
  }
  const dark = darkOf(name, darkReference, frames);
  return arrayOf(
    frames,
    patternAt(frames, place).map((value, i) => value - (dark[i] as number)),
  );
}

/** A dark reference as numbers, row by row. */
export function darkOf(name: string, given: ArrayLikeInput, frames: Frames, key = "darkReference"): Float64Array {
  return astype(pixelsOf(name, key, asArray(given), frames), "float64").copy().data as Float64Array;
}

const arrayOf = ({ data, rows, columns }: Frames, numbers: Float64Array): NDArray<"float64"> =>
  withRuntime(data.runtime, fromData(numbers, [rows, columns]) as NDArray<"float64">);

const meanOf = (list: Float64Array): number => list.reduce((sum, one) => sum + one, 0) / list.length;

/** Another draw of the same kind. */
const next = (seed: Seed | undefined): Seed | undefined =>
  seed === undefined ? undefined : typeof seed === "number" ? [seed, 1] : [...seed, 1];

function checkStrip(name: string, key: string, width: number, least: number, most: number): void {
  checkWhole(name, key, width, least);
  if (width > most) throw coreError("BAD_VALUE", `${name}: ${key} is ${width}, expected at most ${most}.`);
}

function checkCount(name: string, nFrames: number, { count }: Frames): void {
  checkWhole(name, "nFrames", nFrames, 1);
  if (nFrames > count) throw coreError("BAD_VALUE", `${name}: nFrames is ${nFrames}, but there are ${count} patterns.`);
}

/** The mean of a strip of rows for each column, or of columns for each row. */
function levels(
  frames: Frames,
  places: readonly number[],
  width: number,
  side: Side,
  direction: "x" | "y",
): Float64Array {
  const { rows, columns } = frames;
  const x = direction === "x";
  const sums = new Float64Array(x ? columns : rows);
  const [down, across] = x ? [width, columns] : [rows, width];
  const [top, left] = side === "start" ? [0, 0] : [rows - down, columns - across];
  const { data } = frames;
  const big = isBigDType(data.dtype);
  const [rowStep, step] = big ? [across, 1] : (data.strides.slice(-2) as [number, number]);
  for (const place of places) {
    const source = big ? patternAt(frames, place, { top, left, down, across }) : (data.storage.data as Float64Array);
    const start = big ? 0 : startOf(frames, place) + top * rowStep + left * step;
    const [lineStep, ownStep, length] = x ? [step, rowStep, down] : [rowStep, step, across];
    for (let line = 0; line < sums.length; line++) {
      let sum = sums[line] as number;
      for (let k = 0, at = start + line * lineStep; k < length; k++, at += ownStep) sum += source[at] as number;
      sums[line] = sum;
    }
  }
  return sums.map((sum) => sum / (places.length * width));
}
