import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  isBigDType,
  isComplexDType,
  type NDArray,
  withRuntime,
} from "@core/array";
import { checkChoice, checkNumber, checkOptions, checkWhole, coreError } from "@core/array/runtime";
import { ifft2 } from "sci-fft";
import { gaussianFilter } from "sci-ndimage";
import { type FrameInput, framesOf, stackOf } from "./frames.js";
import { localMaxima } from "./local-maxima.js";
import {
  checkFilter,
  type FilterMaximaOptions,
  filtered,
  filterKinds,
  type List,
  type Maxima,
  shown,
  sorted,
} from "./maxima-list.js";
import { type Picture, parabolic, upsampled } from "./refine.js";

/** Options of {@link getMaxima2d}. */
export interface GetMaximaOptions extends FilterMaximaOptions {
  /**
   * Where maxima are: on `pixel`s; between them where parabolas through neighbours have their vertices (`poly`, the default); or where
   * the Fourier series of the image has them (`multicorr`).
   */
  readonly subpixel?: "pixel" | "poly" | "multicorr" | undefined;
  /** Points between two pixels for `multicorr`, above 2; 16 by default. */
  readonly upsampleFactor?: number | undefined;
  /** The width of a Gaussian that images are smoothed by first; 0, none, by default. */
  readonly sigma?: number | undefined;
  /** Rows and columns at each border without maxima, at least 1; 1 by default. */
  readonly edgeBoundary?: number | undefined;
  /** The heights of maxima between pixels: of the parabolas (`vertex`, the default), or of the image between its pixels. */
  readonly heights?: "vertex" | "bilinear" | undefined;
}

/** Options of {@link getMaxima2d} for one image. */
export interface GetMaxima2dOptions extends GetMaximaOptions {
  /** The Fourier transform of the image that `multicorr` works on; by default that of the image itself, smoothed. */
  readonly spectrum?: ArrayLikeInput | undefined;
}

const kinds = {
  ...filterKinds,
  subpixel: "string",
  upsampleFactor: "number",
  sigma: "number",
  edgeBoundary: "number",
  heights: "string",
} as const;

/**
 * The local maxima of an image, the highest first. A maximum is a pixel that is not below any of its eight neighbours; a plateau has one,
 * its first pixel column by column.
 * @param image two axes, real
 * @throws BAD_SHAPE, BAD_DTYPE, BAD_VALUE for numbers out of range, BAD_ARGUMENT
 */
export function getMaxima2d(image: ArrayLikeInput, options: GetMaxima2dOptions = {}): Maxima {
  const name = "getMaxima2d";
  checkOptions(name, options, { ...kinds, spectrum: "any" });
  const given = asArray(image);
  if (given.shape.length !== 2)
    throw coreError("BAD_SHAPE", `${name}: got shape (${given.shape.join(", ")}), expected two axes.`);
  const { spectrum, ...rest } = options;
  return all(name, given, rest, spectrum)[0] as Maxima;
}

/**
 * The local maxima of each pattern: {@link getMaxima2d} for all of them at once.
 * @returns one entry for each pattern, scan row by scan row
 * @throws BAD_SHAPE, BAD_DTYPE, BAD_VALUE for numbers out of range, BAD_ARGUMENT
 */
export function getMaximaOfPatterns(cube: FrameInput, options: GetMaximaOptions = {}): Maxima[] {
  checkOptions("getMaximaOfPatterns", options, kinds);
  return all("getMaximaOfPatterns", cube, options);
}

/** Patterns at a time: few enough for the cache. */
const blockSize = 2 ** 20;

function all(name: string, cube: FrameInput, options: GetMaximaOptions, spectrum?: ArrayLikeInput): Maxima[] {
  const { subpixel = "poly", upsampleFactor = 16, sigma = 0, edgeBoundary = 1, heights = "vertex" } = options;
  checkFilter(name, options);
  checkChoice(name, "subpixel", subpixel, ["pixel", "poly", "multicorr"]);
  checkChoice(name, "heights", heights, ["vertex", "bilinear"]);
  checkNumber(name, "sigma", sigma, 0);
  checkWhole(name, "edgeBoundary", edgeBoundary, 0);
  checkNumber(name, "upsampleFactor", upsampleFactor);
  if (subpixel === "multicorr" && upsampleFactor <= 2)
    throw coreError("BAD_VALUE", `${name}: upsampleFactor is ${upsampleFactor}, expected a number above 2.`);
  const frames = framesOf(name, cube);
  const { count, rows, columns } = frames;
  const stack = stackOf(frames);
  const given = spectrum === undefined ? undefined : pictureOf(name, spectrum, rows, columns);
  const edge = Math.max(1, edgeBoundary);
  const attributes = { low: -Infinity, high: Number.NaN, rule: "ordered", wrap: false, edge, clearance: 0 } as const;
  const found: Maxima[] = [];
  const block = Math.max(1, Math.floor(blockSize / Math.max(1, rows * columns)));
  for (let first = 0; first < count; first += block) {
    const some = stack.slice(`${first}:${Math.min(count, first + block)}`);
    const smooth = sigma > 0 ? gaussianFilter(floating(some), [0, sigma, sigma]) : some;
    const { starts, places } = localMaxima(smooth, {}, attributes);
    const data = realNumbers(contiguous(smooth));
    for (let k = 0; k + 1 < starts.length; k++) {
      const image = data.subarray(k * rows * columns, (k + 1) * rows * columns);
      const list = listOf(image, columns, places.subarray(starts[k] as number, starts[k + 1] as number));
      const kept = filtered(list, options);
      if (subpixel === "pixel" || kept.x.length === 0) {
        found.push(shown(kept, stack.runtime));
        continue;
      }
      const picture = { numbers: image, rows, columns };
      const between = parabolic(picture, kept, heights);
      const finer = subpixel === "poly" ? between : upsampled(given ?? picture, between, upsampleFactor, stack);
      found.push(shown(sorted(finer), stack.runtime));
    }
  }
  return found;
}

/** The elements as numbers. */
function realNumbers(stack: NDArray): Float64Array {
  const data = elementsOf(stack);
  return (isBigDType(stack.dtype) ? Float64Array.from(data as never, Number) : data) as Float64Array;
}

/** Maxima at places of an image, row by row. */
function listOf(image: Float64Array, columns: number, places: Int32Array): List {
  const { length } = places;
  const [x, y, intensity] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  for (let i = 0; i < length; i++) {
    const place = places[i] as number;
    const row = Math.floor(place / columns);
    x[i] = row;
    y[i] = place - row * columns;
    intensity[i] = image[place] as number;
  }
  return { x, y, intensity };
}

/** Smoothed numbers are not whole. */
function floating(stack: NDArray): NDArray {
  const { dtype } = stack;
  if (dtype === "float32" || dtype === "float64") return stack;
  return astype(stack, dtype.endsWith("8") || dtype.endsWith("16") || dtype === "bool" ? "float32" : "float64");
}

/** The image whose Fourier transform is given. */
function pictureOf(name: string, spectrum: ArrayLikeInput, rows: number, columns: number): Picture {
  const given = asArray(spectrum);
  if (given.shape.length !== 2 || given.shape[0] !== rows || given.shape[1] !== columns)
    throw coreError(
      "BAD_SHAPE",
      `${name}: spectrum has shape (${given.shape.join(", ")}), expected that of the image, (${rows}, ${columns}).`,
    );
  const image = ifft2(isComplexDType(given.dtype) ? astype(given, "complex128") : given);
  const numbers = elementsOf(contiguous(withRuntime(undefined, image))) as Float64Array;
  return { numbers: Float64Array.from({ length: rows * columns }, (_, i) => numbers[2 * i] as number), rows, columns };
}
