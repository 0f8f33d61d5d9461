import { coreError, describeValue, fromData, type NDArray } from "@core/array";
import { checkChoice, checkNumber, checkWhole } from "@core/array/runtime";
import { type AxisPosition, isig, type MethodContext, type SignalLike, slice } from "@core/signal";
import { checkOptions, checkStopped, checkTruth, checkUniform } from "./checks.js";
import { type Images, imagesOf, numbersAt } from "./images.js";
import { medianOfNine, sobelMagnitude, withoutHoles } from "./shifts/filters.js";
import { likeness, type PairOptions, type Prepared, prepare, type Shift, shiftBetween } from "./shifts/pair.js";
import { combineShifts } from "./shifts/statistics.js";

/** How shifts of images are estimated. */
export interface EstimateShift2DOptions extends MethodContext {
  /**
   * What each image is compared with: `current`, the image at the current position of the signal (the first where it has none);
   * `cascade`, the one before it; `stat`, several images whose answers are combined. `current` by default.
   */
  readonly reference?: "current" | "cascade" | "stat" | undefined;
  /**
   * For `stat`: pairs that are less alike than this, -1 to 1, are left out; `auto` takes the best reference and the image that is least
   * like it. None by default.
   */
  readonly correlationThreshold?: number | "auto" | null | undefined;
  /** For `stat`: how many images at most, from the first on, are references; 30 by default, null for all. */
  readonly chunkSize?: number | null | undefined;
  /** The part of the images that is compared: `[left, right, top, bottom]`, as indices or values on the axes. All by default. */
  readonly roi?: readonly [AxisPosition, AxisPosition, AxisPosition, AxisPosition] | undefined;
  /** Whether phases alone are correlated; false by default. */
  readonly normalizeCorr?: boolean | undefined;
  /** Whether edges are compared, found with Sobel's filter; true by default. */
  readonly sobel?: boolean | undefined;
  /** Whether single bright pixels are removed with a median of 3 × 3 pixels; true by default. */
  readonly medfilter?: boolean | undefined;
  /** Whether the borders are faded out with a Hann window; true by default. */
  readonly hanning?: boolean | undefined;
  /** Into how many parts of a pixel shifts are resolved; 1 by default. */
  readonly subPixelFactor?: number | undefined;
}

/** The names of the options of {@link estimateShift2D}. */
export const estimateKeys: readonly string[] = [
  "reference",
  "correlationThreshold",
  "chunkSize",
  "roi",
  "normalizeCorr",
  "sobel",
  "medfilter",
  "hanning",
  "subPixelFactor",
  "signal",
  "onProgress",
];

/**
 * How far images are moved against each other: rows and columns, in pixels, by which the content of each image is moved against the
 * reference. An image that was rolled by (2, -3) has the shift (2, -3).
 *
 * The images are filtered (median, Sobel), and the maximum of their correlation is found with Fourier transforms, to parts of a pixel with
 * the matrix product of Guizar-Sicairos, Thurman and Fienup (Optics Letters 33 (2008) 156). Then the windows are moved with the images
 * until the shift stays, as fixed windows draw it towards 0. Numbers that are not finite count as the mean of the others.
 * @returns float64 of the navigation shape and 2, in array order; (1, 2) for a single image
 * @throws BAD_SHAPE for anything but two signal axes, BAD_DTYPE for complex data, UNSUPPORTED for axes that are not uniform,
 *   BAD_ARGUMENT, BAD_VALUE, ABORTED
 */
export function estimateShift2D(signal: SignalLike, options: EstimateShift2DOptions = {}): NDArray {
  checkOptions("estimateShift2D", options, estimateKeys);
  const { reference = "current", correlationThreshold = null, chunkSize = 30 } = options;
  checkChoice("estimateShift2D", "reference", reference, ["current", "cascade", "stat"]);
  if (chunkSize !== null) checkWhole("estimateShift2D", "chunkSize", chunkSize, 1);
  if (correlationThreshold !== null && correlationThreshold !== "auto")
    checkNumber("estimateShift2D", "correlationThreshold", correlationThreshold);
  const pair = pairOptions(options);
  const whole = imagesOf("estimateShift2D", signal);
  checkUniform("estimateShift2D", whole.axes.slice(-2));
  const images = options.roi === undefined ? whole : imagesOf("estimateShift2D", partOf(signal, options.roi));
  if (images.rows < 2 || images.columns < 2)
    throw coreError(
      "BAD_SHAPE",
      `estimateShift2D: the images have ${images.rows} rows and ${images.columns} columns, expected two at least.`,
    );
  const ready = (position: number): Prepared => readyImage(images, position, options, pair.hanning);
  const work = { images, ready, pair, options };
  let shifts: readonly Shift[];
  if (reference === "stat") shifts = againstSeveral(work, chunkSize ?? images.count, correlationThreshold);
  else if (reference === "cascade") shifts = againstLast(work);
  else shifts = againstOne(work, currentPosition(signal, images));
  const data = Float64Array.from(shifts.flat());
  return fromData(data, [...(images.navigation.length === 0 ? [1] : images.navigation), 2]) as NDArray;
}

interface Work {
  readonly images: Images;
  readonly ready: (position: number) => Prepared;
  readonly pair: PairOptions;
  readonly options: MethodContext;
}

function pairOptions(options: EstimateShift2DOptions): PairOptions {
  const { normalizeCorr = false, hanning = true, sobel = true, medfilter = true, subPixelFactor = 1 } = options;
  for (const [key, value] of Object.entries({ normalizeCorr, hanning, sobel, medfilter }))
    checkTruth("estimateShift2D", key, value);
  checkNumber("estimateShift2D", "subPixelFactor", subPixelFactor, 1);
  if (subPixelFactor > 1e6)
    throw coreError("BAD_VALUE", `estimateShift2D: subPixelFactor is ${subPixelFactor}, allowed is 1 to 1000000.`);
  return { normalizeCorr, hanning, subPixelFactor };
}

function partOf(signal: SignalLike, roi: unknown): SignalLike {
  if (!Array.isArray(roi) || roi.length !== 4)
    throw coreError(
      "BAD_ARGUMENT",
      `estimateShift2D: roi is ${describeValue(roi)}, expected [left, right, top, bottom] as indices or values on the axes.`,
    );
  const [left, right, top, bottom] = roi as AxisPosition[];
  return isig(signal, slice(left, right), slice(top, bottom));
}

/** The place in array order of the current position of a signal that has one. */
function currentPosition(signal: SignalLike, { navigation }: Images): number {
  const indices = (signal as { readonly indices?: readonly number[] }).indices;
  if (indices === undefined || indices.length !== navigation.length) return 0;
  return navigation.reduce((place, size, axis) => place * size + (indices[navigation.length - 1 - axis] as number), 0);
}

function readyImage(images: Images, position: number, options: EstimateShift2DOptions, hanning: boolean): Prepared {
  const { rows, columns } = images;
  let numbers = withoutHoles(numbersAt(images, position));
  if (options.medfilter ?? true) numbers = medianOfNine(numbers, rows, columns);
  if (options.sobel ?? true) numbers = sobelMagnitude(numbers, rows, columns);
  return prepare({ numbers, rows, columns }, hanning, images.data.runtime);
}

function stop(options: MethodContext, done: number, total: number): void {
  checkStopped("estimateShift2D", options, done, total);
}

function againstOne({ images, ready, pair, options }: Work, place: number): Shift[] {
  if (images.count === 0) return [];
  const reference = ready(place);
  return Array.from({ length: images.count }, (_, position): Shift => {
    stop(options, position, images.count);
    const shift: Shift = position === place ? [0, 0] : shiftBetween(reference, ready(position), pair);
    options.onProgress?.(position + 1, images.count);
    return shift;
  });
}

function againstLast({ images, ready, pair, options }: Work): Shift[] {
  const shifts: Shift[] = [];
  let previous: Prepared | undefined;
  let [rows, columns] = [0, 0];
  for (let position = 0; position < images.count; position++) {
    stop(options, position, images.count);
    const image = ready(position);
    if (previous !== undefined) {
      const step = shiftBetween(previous, image, pair);
      rows += step[0];
      columns += step[1];
    }
    shifts.push([rows, columns]);
    previous = image;
    options.onProgress?.(position + 1, images.count);
  }
  return shifts;
}

function againstSeveral(
  { images, ready, pair, options }: Work,
  most: number,
  threshold: number | "auto" | null,
): Shift[] {
  const count = Math.min(most, images.count);
  const references = Array.from({ length: count }, (_, position) => {
    stop(options, 0, images.count);
    return ready(position);
  });
  const shifts = references.map((): Shift[] => []);
  const alike = references.map((): number[] => []);
  for (let position = 0; position < images.count; position++) {
    const image = references[position] ?? ready(position);
    for (const [place, reference] of references.entries()) {
      stop(options, position, images.count);
      const shift: Shift = place === position ? [0, 0] : shiftBetween(reference, image, pair);
      shifts[place]?.push(shift);
      alike[place]?.push(likeness(reference, image, shift, pair.hanning));
    }
    options.onProgress?.(position + 1, images.count);
  }
  return count === 0 ? [] : combineShifts({ shifts, likeness: alike }, threshold);
}
