import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  coreError,
  elementsOf,
  fromData,
  isComplexDType,
  type NDArray,
} from "@core/array";
import { irfft2, nextFastLen, rfft2 } from "sci-fft";
import { type MinMaxOptions, minMaxKeys, minMaxPeaks } from "./maxima.js";
import type { Image, Point } from "./points.js";

/** Options of the method `template_matching`. */
export interface TemplateOptions extends MinMaxOptions {
  /** What is looked for, not larger than the image. */
  readonly template?: ArrayLikeInput | undefined;
  /** The least difference of the highest and the lowest likeness in the square around a peak; 0.5 by default. */
  readonly threshold?: number | undefined;
}

export const templateKeys: readonly string[] = ["template", ...minMaxKeys];

/** Peaks of the likeness of an image and a template. */
export function templatePeaks(image: Image, options: TemplateOptions): Point[] {
  const template = templateOf(options.template, image);
  const likeness = { ...image, numbers: templateLikeness(image, template) };
  const { distance, threshold = 0.5 } = options;
  return minMaxPeaks(likeness, { distance, threshold }, isAlike);
}

function isAlike(likeness: number): boolean {
  return likeness > 0;
}

function templateOf(given: ArrayLikeInput | undefined, { rows, columns }: Image): Image {
  if (given === undefined)
    throw coreError("BAD_ARGUMENT", "findPeaks: template_matching needs a template: { template: [[0, 1, 0], …] }.");
  const array = asArray(given) as NDArray;
  const [height = 0, width = 0] = array.shape;
  if (array.shape.length !== 2 || height < 1 || width < 1 || height > rows || width > columns)
    throw coreError(
      "BAD_SHAPE",
      `findPeaks: template has shape (${array.shape.join(", ")}), expected two axes not longer than those of the image, (${rows}, ${columns}).`,
    );
  if (isComplexDType(array.dtype))
    throw coreError("BAD_DTYPE", "findPeaks: template is complex, expected real numbers.");
  const numbers = elementsOf(contiguous(astype(array, "float64"))) as Float64Array;
  return { numbers, rows: height, columns: width };
}

/**
 * How well a template fits at each pixel, -1 to 1: the correlation coefficient of it and the part of the image around the pixel, beyond the
 * border 0, as scikit-image's `match_template` with `pad_input`. Where the image is flat, 0.
 */
export function templateLikeness({ numbers, rows, columns }: Image, template: Image): Float64Array {
  const { rows: height, columns: width, numbers: pattern } = template;
  const volume = height * width;
  let mean = 0;
  for (let i = 0; i < volume; i++) mean += (pattern[i] as number) / volume;
  const centred = pattern.map((value) => value - mean);
  const variation = centred.reduce((sum, value) => sum + value * value, 0);
  const s = [nextFastLen(rows + height - 1), nextFastLen(columns + width - 1, { real: true })] as const;
  const [down, across] = s;
  const product = correlated(
    elementsOf(rfft2(fromData(numbers, [rows, columns]), { s })) as Float64Array,
    elementsOf(rfft2(fromData(centred, [height, width]), { s })) as Float64Array,
  );
  const half = Math.floor(across / 2) + 1;
  const matched = elementsOf(irfft2(fromData(product, [down, half], { dtype: "complex128" }), { s })) as Float64Array;
  const sums = integral(numbers, rows, columns, false);
  const squares = integral(numbers, rows, columns, true);
  const result = new Float64Array(numbers.length);
  for (let row = 0; row < rows; row++) {
    const top = row + Math.floor((height - 1) / 2) + 1 - height;
    for (let column = 0; column < columns; column++) {
      const left = column + Math.floor((width - 1) / 2) + 1 - width;
      const sum = boxSum(sums, rows, columns, top, left, height, width);
      const square = boxSum(squares, rows, columns, top, left, height, width);
      const spread = square - (sum * sum) / volume;
      if (!(spread > 1e-12 * square) || variation === 0) continue;
      const place = ((top + down) % down) * across + ((left + across) % across);
      result[row * columns + column] = (matched[place] as number) / Math.sqrt(spread * variation);
    }
  }
  return result;
}

function correlated(image: Float64Array, template: Float64Array): Float64Array {
  const result = new Float64Array(image.length);
  for (let i = 0; i < image.length; i += 2) {
    const [a, b] = [image[i] as number, image[i + 1] as number];
    const [c, d] = [template[i] as number, template[i + 1] as number];
    result[i] = a * c + b * d;
    result[i + 1] = b * c - a * d;
  }
  return result;
}

/** Sums over all pixels above and left of each corner. */
function integral(numbers: Float64Array, rows: number, columns: number, square: boolean): Float64Array {
  const width = columns + 1;
  const sums = new Float64Array((rows + 1) * width);
  for (let row = 0; row < rows; row++) {
    let line = 0;
    for (let i = 0; i < columns; i++) {
      const value = numbers[row * columns + i] as number;
      line += square ? value * value : value;
      sums[(row + 1) * width + i + 1] = (sums[row * width + i + 1] as number) + line;
    }
  }
  return sums;
}

function boxSum(
  sums: Float64Array,
  rows: number,
  columns: number,
  top: number,
  left: number,
  height: number,
  width: number,
): number {
  const line = columns + 1;
  const [above, below] = [Math.max(0, top) * line, Math.min(rows, top + height) * line];
  const [first, last] = [Math.max(0, left), Math.min(columns, left + width)];
  return (
    (sums[below + last] as number) -
    (sums[above + last] as number) -
    (sums[below + first] as number) +
    (sums[above + first] as number)
  );
}
