import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  coreError,
  elementsOf,
  isComplexDType,
  type NDArray,
} from "@core/array";
import { checkChoice } from "@core/array/runtime";
import { type MethodContext, map, type SignalLike } from "@core/signal";
import { checkOptions, checkTruth } from "./checks.js";
import { imagesOf } from "./images.js";
import {
  type DifferenceOptions,
  differenceBlobs,
  differenceKeys,
  type LaplacianOptions,
  laplacianBlobs,
  laplacianKeys,
} from "./peaks/blobs.js";
import { type LocalMaxOptions, localMaxima, localMaxKeys } from "./peaks/local-max.js";
import {
  highestPixels,
  type MaxOptions,
  type MinMaxOptions,
  maxKeys,
  minMaxKeys,
  minMaxPeaks,
} from "./peaks/maxima.js";
import { arrayOfRows, type Image, type Point, sortedPoints } from "./peaks/points.js";
import { refinedPeak } from "./peaks/refine.js";
import { type StatOptions, statKeys, statPeaks } from "./peaks/stat.js";
import { type TemplateOptions, templateKeys, templatePeaks } from "./peaks/template.js";
import { type ZaeffererOptions, zaeffererKeys, zaeffererPeaks } from "./peaks/zaefferer.js";

/** What all methods of {@link findPeaks} take. */
export interface FindPeaksBase extends MethodContext {
  /** Whether the height of the image at each peak is a third column; false by default. */
  readonly getIntensity?: boolean | undefined;
  /** Whether peaks are moved to the top of the paraboloid through the pixels around them; false by default. */
  readonly subPixel?: boolean | undefined;
}

/** A method for finding peaks, and its own options. */
export type FindPeaksOptions = FindPeaksBase &
  (
    | ({ readonly method?: "local_max" | undefined } & LocalMaxOptions)
    | ({ readonly method: "max" } & MaxOptions)
    | ({ readonly method: "minmax" } & MinMaxOptions)
    | ({ readonly method: "zaefferer" } & ZaeffererOptions)
    | ({ readonly method: "stat" } & StatOptions)
    | ({ readonly method: "laplacian_of_gaussian" } & LaplacianOptions)
    | ({ readonly method: "difference_of_gaussian" } & DifferenceOptions)
    | ({ readonly method: "template_matching" } & TemplateOptions)
  );

interface Finder {
  readonly keys: readonly string[];
  readonly find: (image: Image, options: never) => Point[];
  /** Whether the image is divided by its maximum first. */
  readonly scaled?: boolean;
}

const finders: Readonly<Record<string, Finder>> = {
  local_max: { keys: localMaxKeys, find: localMaxima },
  max: { keys: maxKeys, find: highestPixels },
  minmax: { keys: minMaxKeys, find: minMaxPeaks },
  zaefferer: { keys: zaeffererKeys, find: zaeffererPeaks },
  stat: { keys: statKeys, find: statPeaks },
  laplacian_of_gaussian: { keys: laplacianKeys, find: laplacianBlobs, scaled: true },
  difference_of_gaussian: { keys: differenceKeys, find: differenceBlobs, scaled: true },
  template_matching: { keys: templateKeys, find: templatePeaks },
};

/**
 * Bright peaks of each image, as pixels: one row (row, column) for each peak, sorted by column, then by row. An image without peaks gives
 * one row of NaN.
 *
 * Methods: `local_max` the highest pixels of squares (scikit-image's `peak_local_max`); `max` the highest pixels one after the other;
 * `minmax` the middles of what is highest and well above the lowest; `zaefferer` climbing from steep pixels; `stat` what stands out from a
 * circle, smoothed; `laplacian_of_gaussian` and `difference_of_gaussian` blobs of any width (`blob_log`, `blob_dog`; the image is
 * divided by its maximum first); `template_matching` where a template fits.
 * @returns a ragged signal with the navigation axes, whose items are float64 of shape (n, 2), or (n, 3) with `getIntensity`
 * @throws BAD_SHAPE for anything but two signal axes or a template that does not fit, BAD_DTYPE for complex data, BAD_ARGUMENT for an unknown
 *   method or option, BAD_VALUE, ABORTED
 */
export function findPeaks(signal: SignalLike, options: FindPeaksOptions = {}): SignalLike {
  const { finder, own } = checkedFinder(options);
  imagesOf("findPeaks", signal);
  return map(signal, (data: NDArray) => peaksOf(data, finder, own), {
    ragged: true,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
}

/**
 * The peaks of a single image: see {@link findPeaks}.
 * @returns float64 of shape (n, 2), or (n, 3) with `getIntensity`
 */
export function findPeaksInImage(image: ArrayLikeInput, options: FindPeaksOptions = {}): NDArray {
  const { finder, own } = checkedFinder(options);
  const data = asArray(image) as NDArray;
  if (data.shape.length !== 2)
    throw coreError(
      "BAD_SHAPE",
      `findPeaksInImage: the image has shape (${data.shape.join(", ")}), expected two axes.`,
    );
  if (isComplexDType(data.dtype)) throw coreError("BAD_DTYPE", `findPeaksInImage: the image is ${data.dtype}.`);
  return peaksOf(data, finder, own);
}

const commonKeys = ["method", "getIntensity", "subPixel", "signal", "onProgress"];

function checkedFinder(options: FindPeaksOptions): { readonly finder: Finder; readonly own: FindPeaksOptions } {
  checkOptions("findPeaks", options, [...commonKeys, ...Object.values(finders).flatMap(({ keys }) => keys)]);
  const { method = "local_max", getIntensity = false, subPixel = false } = options;
  checkChoice("findPeaks", "method", method, Object.keys(finders));
  checkTruth("findPeaks", "getIntensity", getIntensity);
  checkTruth("findPeaks", "subPixel", subPixel);
  const finder = finders[method] as Finder;
  checkOptions(`findPeaks with ${method}`, options, [...commonKeys, ...finder.keys]);
  return { finder, own: options };
}

function peaksOf(data: NDArray, finder: Finder, options: FindPeaksOptions): NDArray {
  const [rows, columns] = data.shape as readonly [number, number];
  const numbers = elementsOf(contiguous(astype(data, "float64"))) as Float64Array;
  const image: Image = { numbers, rows, columns };
  const searched = finder.scaled === true ? { ...image, numbers: relative(numbers) } : image;
  const points = sortedPoints(numbers.length === 0 ? [] : finder.find(searched, options as never));
  const height = options.getIntensity === true;
  if (points.length === 0) return arrayOfRows([new Array<number>(height ? 3 : 2).fill(Number.NaN)]);
  const refined = options.subPixel === true ? points.map((point) => refinedPeak(image, point)) : points;
  if (!height) return arrayOfRows(refined);
  const heightAt = (row: number, column: number): number =>
    numbers[Math.round(row) * columns + Math.round(column)] as number;
  return arrayOfRows(refined.map(([row, column]) => [row, column, heightAt(row, column)]));
}

/** Numbers divided by the greatest of them. */
function relative(numbers: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < numbers.length; i++) if ((numbers[i] as number) > most) most = numbers[i] as number;
  return most === 0 ? numbers : numbers.map((value) => value / most);
}
