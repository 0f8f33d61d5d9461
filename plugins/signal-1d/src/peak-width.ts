import { fromData, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import {
  type Axis,
  axisSlice,
  isIncreasing,
  type MethodContext,
  metadataWithoutNoise,
  rebuild,
  type SignalLike,
  titleOf,
  UniformDataAxis,
  value,
} from "@core/signal";
import { crossings } from "./crossings.js";
import { NotAKnot } from "./not-a-knot.js";
import { checkNumber } from "./parameters.js";
import { forEachSpectrum, type Spectra, spectraOf } from "./spectra.js";

/** Options of {@link estimatePeakWidth}. */
export interface EstimatePeakWidthOptions extends MethodContext {
  /** At which part of the maximum the width is taken, between 0 and 1; 0.5 by default. */
  readonly factor?: number | undefined;
  /** The width of the range around the maximum that is looked at, in the units of the axis; the whole axis by default. */
  readonly window?: number | null | undefined;
  /** Whether the left and right ends are given, too. */
  readonly returnInterval?: boolean | undefined;
}

/**
 * The full width of the highest peak of each spectrum at a part of its maximum (HyperSpy's `estimate_peak_width`), by a cubic spline through
 * the channels. NaN where the spline does not take the value exactly twice, or has less than four channels.
 * @returns a signal whose signal axes are the navigation axes, in the units of the signal axis, titled `… FWHM`; with `returnInterval` the
 *   widths, left and right ends
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for a factor that is not between 0 and 1 or a window that is not above 0, ABORTED
 */
export function estimatePeakWidth(
  signal: SignalLike,
  options: EstimatePeakWidthOptions & { readonly returnInterval: true },
): [width: SignalLike, left: SignalLike, right: SignalLike];
export function estimatePeakWidth(
  signal: SignalLike,
  options?: EstimatePeakWidthOptions & { readonly returnInterval?: false | undefined },
): SignalLike;
export function estimatePeakWidth(
  signal: SignalLike,
  options: EstimatePeakWidthOptions = {},
): SignalLike | [SignalLike, SignalLike, SignalLike] {
  const name = "estimatePeakWidth";
  checkOptions(name, options, {
    factor: "any",
    window: "any",
    returnInterval: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { factor = 0.5, window, returnInterval = false } = options;
  const spectra = spectraOf(name, signal);
  checkNumber(name, "factor", factor, { above: 0, below: 1 });
  if (window !== undefined && window !== null) checkNumber(name, "window", window, { above: 0 });
  const [left, right] = intervals(name, spectra, factor, window ?? undefined, options);
  const title = `${titleOf(signal)} ${factor === 0.5 ? "FWHM" : `full-width at ${factor} maximum`}`;
  const widths = right.map((end, i) => end - (left[i] as number));
  const width = mapOf(signal, spectra, widths, title);
  if (!returnInterval) return width;
  return [
    width,
    mapOf(signal, spectra, left, `${title} left position`),
    mapOf(signal, spectra, right, `${title} right position`),
  ];
}

function intervals(
  name: string,
  { axis, channels, count, values }: Spectra,
  factor: number,
  window: number | undefined,
  context: MethodContext,
): [left: Float64Array, right: Float64Array] {
  const places = axis.values();
  const left = new Float64Array(count).fill(Number.NaN);
  const right = new Float64Array(count).fill(Number.NaN);
  const splines = new Map<string, NotAKnot>();
  const slopes = new Float64Array(channels);
  const found = new Float64Array(2);
  const falling = isIncreasing(axis) === false;
  forEachSpectrum(name, count, context, (index) => {
    const start = index * channels;
    const peak = highestChannel(values, start, channels);
    if (peak < 0) return;
    const [first, size] = window === undefined ? [0, channels] : around(axis, places[peak] as number, window);
    if (size < 4) return;
    // On a uniform axis all windows of one size share their spline, whose places begin at 0.
    const key = axis.kind === "uniform" && window !== undefined ? `${size}` : `${first} ${size}`;
    const origin = axis.kind === "uniform" && window !== undefined ? (places[first] as number) : 0;
    const spline = splines.get(key) ?? new NotAKnot(places.slice(first, first + size).map((place) => place - origin));
    if (splines.size < 64) splines.set(key, spline);
    spline.slopes(values, start + first, slopes);
    const level = factor * (values[start + peak] as number);
    if (crossings(spline.places, values, start + first, slopes, level, found) !== 2) return;
    left[index] = origin + (found[falling ? 1 : 0] as number);
    right[index] = origin + (found[falling ? 0 : 1] as number);
  });
  return [left, right];
}

/** The channel of the maximum; -1 where there is a NaN, for which there is no spline. */
function highestChannel(values: Float64Array, start: number, channels: number): number {
  let best = channels === 0 ? -1 : 0;
  for (let i = 0; i < channels; i++) {
    const own = values[start + i] as number;
    if (!Number.isFinite(own)) return -1;
    if (own > (values[start + best] as number)) best = i;
  }
  return best;
}

/** The first channel and the number of channels of a range around a place, cut to the axis. */
function around(axis: Axis, place: number, window: number): [first: number, size: number] {
  const [low, high] = [place - window / 2, place + window / 2];
  const range =
    isIncreasing(axis) === false ? axisSlice(axis, value(high), value(low)) : axisSlice(axis, value(low), value(high));
  return [range.start, range.size];
}

/** One number for each position; the navigation axes become signal axes. */
function mapOf(signal: SignalLike, spectra: Spectra, numbers: Float64Array, title: string): SignalLike {
  const { navigationShape, axisIndex } = spectra;
  const { runtime } = signal.data;
  const shape = navigationShape.length === 0 ? [1] : navigationShape;
  const axes =
    navigationShape.length === 0
      ? [new UniformDataAxis({ name: "Scalar", size: 1, navigate: false })]
      : signal.axes.filter((_, i) => i !== axisIndex).map((axis) => asSignalAxis(axis));
  const data = fromData(numbers, shape, runtime === undefined ? {} : { runtime }) as NDArray;
  const metadata = metadataWithoutNoise(signal);
  metadata.set(["General", "title"], title);
  return rebuild(signal, { data, axes, metadata }, true);
}

function asSignalAxis(axis: Axis): Axis {
  return (axis.with as (changes: { readonly navigate: boolean }) => Axis).call(axis, { navigate: false });
}
