import { contiguous, elementsOf, fromData, mean, type NDArray, withRuntime } from "@core/array";
import { checkNumber, checkOptions, checkWhole } from "@core/array/runtime";
import { type FrameInput, type Frames, framesOf, type Same } from "./frames.js";
import { repaired } from "./repair.js";

/** Options of {@link filterHotPixels}. */
export interface FilterHotPixelsOptions {
  /**
   * Which of the 21 pixels at and around it a pixel is compared with, counted from the highest: 1, the highest of the others, by default.
   * Hot pixels beside each other shield each other; groups of k are found with k.
   */
  readonly indCompare?: number | undefined;
  /** Whether pixels are found too that are as much below the pixels around them. */
  readonly dead?: boolean | undefined;
  /** Whether to give `[patterns, mask]`. */
  readonly returnMask?: boolean | undefined;
  /** Writes into the given array, or into the data of the given signal, which is returned. */
  readonly inplace?: boolean | undefined;
}

/**
 * Finds pixels that are brighter than their surroundings in the mean of all patterns, and replaces them in each pattern by the median of
 * the good pixels next to them.
 *
 * A pixel is hot when it is more than `thresh` above the highest but `indCompare` of the pixels less than 2.5 pixels away, itself among
 * them. Pixels beyond the borders do not count.
 * @param cube patterns, with any number of scan axes
 * @param thresh counts, in the mean of all patterns
 * @returns the patterns; with `returnMask` also the pixels that were replaced, as truths
 * @throws BAD_VALUE for numbers out of range, BAD_SHAPE, BAD_DTYPE
 */
export function filterHotPixels<C extends FrameInput>(
  cube: C,
  thresh: number,
  options: FilterHotPixelsOptions & { readonly returnMask: true },
): [patterns: Same<C>, mask: NDArray<"bool">];
export function filterHotPixels<C extends FrameInput>(
  cube: C,
  thresh: number,
  options?: FilterHotPixelsOptions & { readonly returnMask?: false | undefined },
): Same<C>;
export function filterHotPixels<C extends FrameInput>(
  cube: C,
  thresh: number,
  options: FilterHotPixelsOptions = {},
): Same<C> | [Same<C>, NDArray<"bool">] {
  const name = "filterHotPixels";
  checkOptions(name, options, { indCompare: "number", dead: "boolean", returnMask: "boolean", inplace: "boolean" });
  const { indCompare = 1, dead = false, returnMask = false, inplace = false } = options;
  checkNumber(name, "thresh", thresh, 0);
  checkWhole(name, "indCompare", indCompare, 0);
  const frames = framesOf(name, cube);
  const mask = hotPixels(meanPattern(frames), frames, thresh, indCompare, dead);
  const result = repaired(name, cube, frames, mask, 3, inplace);
  if (!returnMask) return result;
  const shown = fromData(mask, [frames.rows, frames.columns], { dtype: "bool" });
  return [result, withRuntime(frames.data.runtime, shown)];
}

/** The mean of all patterns in float64. */
function meanPattern({ data, scan, count, rows, columns }: Frames): Float64Array {
  if (scan.length === 0) return Float64Array.from(data.copy().data as ArrayLike<number>, Number);
  if (count === 0) return new Float64Array(rows * columns);
  const axis = scan.map((_, i) => i);
  const pattern = mean(data, { axis, ...(data.dtype === "float32" ? { dtype: "float64" } : {}) }) as NDArray;
  return elementsOf(contiguous(pattern)) as Float64Array;
}

/** Pixels less than 2.5 pixels away, the pixel itself among them. */
const reach = 2;

function hotPixels(
  pattern: Float64Array,
  { rows, columns }: Frames,
  thresh: number,
  indCompare: number,
  dead: boolean,
): Uint8Array {
  const mask = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const own = pattern[row * columns + column] as number;
      // The pixel is far enough above the highest pixel but `indCompare` when no more than so many are not so far below it.
      let [count, high, low] = [0, 0, 0];
      for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++)
        for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++) {
          const value = pattern[r * columns + c] as number;
          if ((r - row) ** 2 + (c - column) ** 2 > 5 || Number.isNaN(value)) continue;
          count++;
          if (!(own - value > thresh)) high++;
          if (!(value - own > thresh)) low++;
        }
      if (indCompare < count && (high <= indCompare || (dead && low <= indCompare))) mask[row * columns + column] = 1;
    }
  return mask;
}
