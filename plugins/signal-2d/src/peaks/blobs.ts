import { elementsOf, fromData } from "@core/array";
import { checkNumber, checkWhole } from "@core/array/runtime";
import { dctn, idctn } from "sci-fft";
import { checkTruth } from "../checks.js";
import { type Blob, prunedBlobs, scaleMaxima } from "./blob-space.js";
import type { Image, Point } from "./points.js";

/** What both finders of blobs take. */
export interface BlobOptions {
  /** The standard deviations of the smallest and the largest blobs in pixels; 1 and 50 by default. */
  readonly minSigma?: number | undefined;
  readonly maxSigma?: number | undefined;
  /** How much blobs stand out at least; 0.2 by default. */
  readonly threshold?: number | undefined;
  /** Of two blobs that overlap by more than this part the smaller one is left out; 0.5 by default. */
  readonly overlap?: number | undefined;
  /** Pixels at the borders without blobs; false, none, by default. */
  readonly excludeBorder?: false | number | undefined;
}

/** Options of the method `laplacian_of_gaussian`. */
export interface LaplacianOptions extends BlobOptions {
  /** The number of standard deviations between the smallest and the largest; 10 by default. */
  readonly numSigma?: number | undefined;
  /** Whether their ratios are equal instead of their differences; false by default. */
  readonly logScale?: boolean | undefined;
}

/** Options of the method `difference_of_gaussian`. */
export interface DifferenceOptions extends BlobOptions {
  /** The ratio of successive standard deviations, above 1; 1.6 by default. */
  readonly sigmaRatio?: number | undefined;
}

const shared = ["minSigma", "maxSigma", "threshold", "overlap", "excludeBorder"];
export const laplacianKeys: readonly string[] = [...shared, "numSigma", "logScale"];
export const differenceKeys: readonly string[] = [...shared, "sigmaRatio"];

interface Checked {
  readonly minSigma: number;
  readonly maxSigma: number;
  readonly threshold: number;
  readonly overlap: number;
  readonly border: number;
}

function checked(options: BlobOptions): Checked {
  const { minSigma = 1, maxSigma = 50, threshold = 0.2, overlap = 0.5, excludeBorder = false } = options;
  checkNumber("findPeaks", "minSigma", minSigma, 1e-3);
  checkNumber("findPeaks", "maxSigma", maxSigma, minSigma);
  checkNumber("findPeaks", "threshold", threshold);
  checkNumber("findPeaks", "overlap", overlap, 0);
  const border = excludeBorder === false ? 0 : excludeBorder;
  checkWhole("findPeaks", "excludeBorder", border, 0);
  return { minSigma, maxSigma, threshold, overlap, border };
}

/** Blobs as maxima of the Laplacian of Gaussians over places and widths, as scikit-image's `blob_log`. */
export function laplacianBlobs(image: Image, options: LaplacianOptions): Point[] {
  const settings = checked(options);
  const { numSigma = 10, logScale = false } = options;
  checkWhole("findPeaks", "numSigma", numSigma, 1);
  checkTruth("findPeaks", "logScale", logScale);
  const { minSigma, maxSigma } = settings;
  const sigmas = Array.from({ length: numSigma }, (_, i) => {
    const part = numSigma === 1 ? 0 : i / (numSigma - 1);
    if (logScale) return 10 ** (Math.log10(minSigma) + part * (Math.log10(maxSigma) - Math.log10(minSigma)));
    return minSigma + part * (maxSigma - minSigma);
  });
  const layers = sigmas.map((sigma) => {
    const [down, across] = responses(image, sigma, 0);
    const [down2, across2] = responses(image, sigma, 2);
    return (spectrum: Float64Array, into: Float64Array): void => {
      for (let row = 0, at = 0; row < down.length; row++)
        for (let i = 0; i < across.length; i++, at++) {
          const gain = (down2[row] as number) * (across[i] as number) + (down[row] as number) * (across2[i] as number);
          into[at] = -(spectrum[at] as number) * gain * sigma * sigma;
        }
    };
  });
  return found(image, layers, sigmas, settings);
}

/** Blobs as maxima of differences of Gaussians over places and widths, as scikit-image's `blob_dog`. */
export function differenceBlobs(image: Image, options: DifferenceOptions): Point[] {
  const settings = checked(options);
  const { sigmaRatio = 1.6 } = options;
  checkNumber("findPeaks", "sigmaRatio", sigmaRatio, 1.01);
  const { minSigma, maxSigma } = settings;
  const count = Math.trunc(Math.log(maxSigma / minSigma) / Math.log(sigmaRatio) + 1);
  const sigmas = Array.from({ length: count + 1 }, (_, i) => minSigma * sigmaRatio ** i);
  const gains = sigmas.map((sigma) => responses(image, sigma, 0));
  const layers = gains.slice(0, -1).map(([down, across], layer) => {
    const [wideDown, wideAcross] = gains[layer + 1] as readonly [Float64Array, Float64Array];
    return (spectrum: Float64Array, into: Float64Array): void => {
      for (let row = 0, at = 0; row < down.length; row++)
        for (let i = 0; i < across.length; i++, at++) {
          const gain =
            (down[row] as number) * (across[i] as number) - (wideDown[row] as number) * (wideAcross[i] as number);
          into[at] = ((spectrum[at] as number) * gain) / (sigmaRatio - 1);
        }
    };
  });
  return found(image, layers, sigmas, settings);
}

type Layer = (spectrum: Float64Array, into: Float64Array) => void;

function found(image: Image, layers: readonly Layer[], sigmas: readonly number[], settings: Checked): Point[] {
  const { numbers, rows, columns } = image;
  if (numbers.length === 0) return [];
  // Filters with even weights on an image that is mirrored at its borders are products in the space of cosines.
  const spectrum = elementsOf(dctn(fromData(numbers, [rows, columns]))) as Float64Array;
  const stack = new Float64Array(layers.length * numbers.length);
  for (const [i, layer] of layers.entries())
    layer(spectrum, stack.subarray(i * numbers.length, (i + 1) * numbers.length));
  const space = elementsOf(idctn(fromData(stack, [layers.length, rows, columns]), { axes: [1, 2] })) as Float64Array;
  const blobs = scaleMaxima(space, layers.length, rows, columns, settings.threshold, settings.border).map(
    ([layer, row, column]): Blob => ({ row, column, sigma: sigmas[layer] as number }),
  );
  return prunedBlobs(blobs, settings.overlap).map(({ row, column }) => [row, column]);
}

/** What a Gaussian, or its second derivative, does to the cosines of both axes. */
function responses({ rows, columns }: Image, sigma: number, order: 0 | 2): readonly [Float64Array, Float64Array] {
  const weights = gaussianWeights(sigma, order);
  const down = cosineResponse(weights, rows);
  return [down, rows === columns ? down : cosineResponse(weights, columns)];
}

/** The weights of a Gaussian from its middle outwards, cut off at 4 standard deviations; for order 2 of its second derivative. */
function gaussianWeights(sigma: number, order: 0 | 2): Float64Array {
  const radius = Math.trunc(4 * sigma + 0.5);
  const weights = Float64Array.from({ length: radius + 1 }, (_, x) => Math.exp((-0.5 * x * x) / (sigma * sigma)));
  const sum = weights.reduce((total, weight, x) => total + (x === 0 ? weight : 2 * weight), 0);
  const square = sigma * sigma;
  return weights.map((weight, x) => (weight / sum) * (order === 0 ? 1 : (x * x) / (square * square) - 1 / square));
}

function cosineResponse(weights: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => {
    let sum = weights[0] as number;
    for (let x = 1; x < weights.length; x++)
      sum += 2 * (weights[x] as number) * Math.cos((Math.PI * ((k * x) % (2 * size))) / size);
    return sum;
  });
}
