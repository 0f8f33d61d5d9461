import { coreError, describeValue, fromData, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type AxisPosition, axisSlice, placesOf, type SignalLike } from "@core/signal";
import { LagSearch } from "./best-lag.js";
import { correlator } from "./cross-correlation.js";
import { channelsOf, checkNumber, navigationMask, type PerPosition } from "./parameters.js";
import { checkpoint, type Spectra, spectraOf, type ToolOptions, uniformAxis } from "./spectra.js";

/** Options of {@link estimateShift1D}. */
export interface EstimateShift1DOptions extends Omit<ToolOptions, "inplace"> {
  /** Where the range that is compared begins: an index, `value(…)` or a text; the whole axis by default. */
  readonly start?: AxisPosition | null | undefined;
  /** Where it ends: this point does not belong to it. */
  readonly end?: AxisPosition | null | undefined;
  /** The position of the spectrum that the others are compared with, in natural order; the signal's current one by default. */
  readonly referenceIndices?: number | readonly number[] | null | undefined;
  /** Shifts are cut to this many channels, or to `value(…)` in the units of the axis; not limited by default. */
  readonly maxShift?: AxisPosition | null | undefined;
  /** Whether spectra are interpolated for shifts of parts of a channel; true by default. */
  readonly interpolate?: boolean | undefined;
  /** How many points are put between two channels; 5 by default. */
  readonly numberOfInterpolationPoints?: number | undefined;
  /** True where a position is left out; its shift is NaN. */
  readonly mask?: PerPosition | null | undefined;
}

/**
 * How far each spectrum must be shifted to lie on a reference (HyperSpy's `estimate_shift1D`): the place of the greatest cross-correlation of
 * both without their means, interpolated linearly. Of equal ones the smallest shift wins.
 * @returns shifts in the units of the axis, of the shape of the navigation space in array order (`[1]` without one); NaN at masked positions
 *   and for spectra with NaN or infinite values
 * @throws BAD_SHAPE without one signal axis, for a mask of another shape or a range of less than two channels, BAD_INDEX for a position
 *   that is not there, BAD_VALUE for a range outside the axis or wrong numbers, UNSUPPORTED for an axis that is not uniform, ABORTED
 */
export function estimateShift1D(signal: SignalLike, options: EstimateShift1DOptions = {}): NDArray<"float64"> {
  const name = "estimateShift1D";
  checkOptions(name, options, {
    start: "any",
    end: "any",
    referenceIndices: "any",
    maxShift: "any",
    interpolate: "boolean",
    numberOfInterpolationPoints: "any",
    mask: "any",
    signal: "any",
    onProgress: "function",
  });
  const { interpolate = true, numberOfInterpolationPoints = 5 } = options;
  const spectra = spectraOf(name, signal);
  const axis = uniformAxis(name, spectra.axis, "Interpolate the data on a uniform axis first.");
  const masked = navigationMask(name, "mask", options.mask, spectra);
  const points = checkNumber(name, "numberOfInterpolationPoints", numberOfInterpolationPoints, {
    least: 0,
    whole: true,
  });
  const fine = interpolate ? points + 1 : 1;
  const limit = limitOf(name, spectra, options.maxShift);
  const range = axisSlice(axis, options.start, options.end);
  const { runtime } = signal.data;
  const place = (shifts: Float64Array): NDArray<"float64"> =>
    fromData<"float64">(
      shifts,
      spectra.navigationShape.length === 0 ? [1] : spectra.navigationShape,
      runtime === undefined ? {} : { runtime },
    );
  if (spectra.count === 0) return place(new Float64Array(0));
  if (range.size < 2)
    throw coreError("BAD_SHAPE", `${name}: the range has ${range.size} channels, it must have at least two.`);
  const reference = referencePlace(name, signal, spectra, options.referenceIndices);
  const lags = lagsOf(name, spectra, range, reference, fine, masked, options, runtime);
  return place(lags.map((lag) => Math.min(limit, Math.max(-limit, lag / fine)) * axis.scale));
}

function limitOf(name: string, { axis }: Spectra, maxShift: AxisPosition | null | undefined): number {
  if (maxShift === undefined || maxShift === null) return Number.POSITIVE_INFINITY;
  return checkNumber(name, "maxShift", channelsOf(name, "maxShift", axis, maxShift), { least: 0 });
}

/** The place of the reference among the spectra. */
function referencePlace(
  name: string,
  signal: SignalLike,
  { navigationShape }: Spectra,
  given: number | readonly number[] | null | undefined,
): number {
  const current = (signal as { readonly indices?: readonly number[] }).indices;
  const indices = typeof given === "number" ? [given] : (given ?? current ?? navigationShape.map(() => 0));
  // The navigation axes stand in the array in the order of their places, in natural order backwards.
  const sizes = placesOf(signal.axes, true).length;
  const fits = Array.isArray(indices) && indices.length === sizes;
  let place = 0;
  navigationShape.forEach((size, i) => {
    const index = Number(indices[sizes - 1 - i]);
    const inside = Number.isInteger(index) && index >= -size && index < size;
    if (!fits || !inside)
      throw coreError(
        "BAD_INDEX",
        `${name}: referenceIndices is ${describeValue(given ?? indices)}, expected ${sizes} indices in natural order, within (${[...navigationShape].reverse().join(", ")}).`,
      );
    place = place * size + (index < 0 ? index + size : index);
  });
  return place;
}

/** The lags in fine steps. */
function lagsOf(
  name: string,
  spectra: Spectra,
  range: { readonly start: number; readonly size: number },
  reference: number,
  fine: number,
  masked: Uint8Array | undefined,
  options: EstimateShift1DOptions,
  runtime: NDArray["runtime"],
): Float64Array {
  const { values, channels, count } = spectra;
  const n = range.size;
  const centred = (index: number, into: Float64Array): Float64Array => {
    const from = index * channels + range.start;
    return withoutMean(values.subarray(from, from + n), fine, into);
  };
  const first = centred(reference, new Float64Array(n));
  const correlate = correlator(first, runtime);
  const search = new LagSearch(first, fine);
  const lags = new Float64Array(count);
  const block = Math.max(1, Math.min(count, Math.floor(65536 / n)));
  const lines = new Float64Array(block * n);
  const correlations = new Float64Array(block * (2 * n - 1));
  for (let from = 0; from < count; from += block) {
    checkpoint(name, from, count, options);
    const size = Math.min(block, count - from);
    for (let i = 0; i < size; i++) centred(from + i, lines.subarray(i * n, (i + 1) * n));
    correlate.run(lines, size, correlations);
    for (let i = 0; i < size; i++) {
      const line = lines.subarray(i * n, (i + 1) * n);
      const usable = masked?.[from + i] !== 1 && line.every(Number.isFinite) && Number.isFinite(first[0] as number);
      lags[from + i] = usable
        ? search.find(line, correlations.subarray(i * (2 * n - 1), (i + 1) * (2 * n - 1)))
        : Number.NaN;
    }
  }
  options.onProgress?.(count, count);
  return lags;
}

/** The numbers without the mean of the interpolated line, which makes all of them NaN where one is not finite. */
function withoutMean(numbers: Float64Array, fine: number, into: Float64Array): Float64Array {
  const n = numbers.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += numbers[i] as number;
  const ends = (numbers[0] as number) + (numbers[n - 1] as number);
  const mean = (fine * sum - ((fine - 1) / 2) * ends) / ((n - 1) * fine + 1);
  for (let i = 0; i < n; i++) into[i] = Number.isFinite(mean) ? (numbers[i] as number) - mean : Number.NaN;
  return into;
}
