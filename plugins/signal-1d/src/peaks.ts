import { coreError } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { MethodContext, SignalLike } from "@core/signal";
import { logParabola } from "./log-parabola.js";
import { checkNumber } from "./parameters.js";
import { runningMedian } from "./running-median.js";
import { forEachSpectrum, spectraOf } from "./spectra.js";

/** Options of {@link findPeaks1DOhaver}. */
export interface FindPeaks1DOhaverOptions extends MethodContext {
  /** By how much the slope must fall from one channel to the next; 0 by default. */
  readonly slopeThresh?: number | undefined;
  /** Lower peaks are left out; a tenth of the spectrum's maximum by default, and where it is 0. */
  readonly ampThresh?: number | null | undefined;
  /** Whether peaks are fitted for their positions between channels, heights and widths; true by default. */
  readonly subchannel?: boolean | undefined;
  /** How many channels the median is taken of before peaks are looked for, an odd number, or 0 for none; 5 by default. */
  readonly medfiltRadius?: number | undefined;
  /** At most so many peaks are given, the highest ones; 30000 by default. */
  readonly maxpeakn?: number | undefined;
  /** How many channels around a peak are fitted; 10 by default. With less than 7 the position and height are those of the highest one. */
  readonly peakgroup?: number | undefined;
}

/** One peak of {@link findPeaks1DOhaver}. */
export interface Peak {
  /** In the units of the axis. */
  readonly position: number;
  readonly height: number;
  /** The full width at half maximum in the units of the axis; 0 without `subchannel`, NaN where the fit has no maximum. */
  readonly width: number;
}

/** The peaks at all positions. */
export interface Peaks {
  /** The peaks of each spectrum by rising position, in array order of the navigation space, the last axis running fastest. */
  readonly values: readonly (readonly Peak[])[];
  /** The shape of the navigation space in array order; `[1]` without one. */
  readonly shape: readonly number[];
}

/**
 * Peaks of the spectra (HyperSpy's `find_peaks1D_ohaver`): where the slope of the spectrum, smoothed by a median, changes from plus to minus,
 * a Gaussian is fitted to the channels around. Plateaus whose slope is exactly 0 before it falls are found where it begins to fall; the
 * last four channels are not searched.
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for numbers that make no sense, ABORTED
 * Source: T. C. O'Haver, A Pragmatic Introduction to Signal Processing, `findpeaks`.
 */
export function findPeaks1DOhaver(signal: SignalLike, options: FindPeaks1DOhaverOptions = {}): Peaks {
  const name = "findPeaks1DOhaver";
  checkOptions(name, options, {
    slopeThresh: "any",
    ampThresh: "any",
    subchannel: "boolean",
    medfiltRadius: "any",
    maxpeakn: "any",
    peakgroup: "any",
    signal: "any",
    onProgress: "function",
  });
  const search = searchOf(name, options);
  const spectra = spectraOf(name, signal);
  const { axis, channels, count, values, navigationShape } = spectra;
  const places = axis.values();
  const smooth = new Float64Array(channels);
  const slope = new Float64Array(channels);
  const found: Peak[][] = [];
  forEachSpectrum(name, count, options, (index) => {
    const line = values.subarray(index * channels, (index + 1) * channels);
    found.push(peaksOf(line, places, search, smooth, slope));
  });
  return { values: found, shape: navigationShape.length === 0 ? [1] : navigationShape };
}

interface Search {
  readonly slopeThresh: number;
  readonly ampThresh: number;
  readonly subchannel: boolean;
  readonly medfiltRadius: number;
  readonly maxpeakn: number;
  readonly peakgroup: number;
}

function searchOf(name: string, options: FindPeaks1DOhaverOptions): Search {
  const { slopeThresh = 0, subchannel = true, medfiltRadius = 5, maxpeakn = 30000, peakgroup = 10 } = options;
  checkNumber(name, "medfiltRadius", medfiltRadius, { least: 0, whole: true });
  if (medfiltRadius > 0 && medfiltRadius % 2 === 0)
    throw coreError("BAD_VALUE", `${name}: medfiltRadius is ${medfiltRadius}, expected an odd number, or 0 for none.`);
  return {
    slopeThresh: checkNumber(name, "slopeThresh", slopeThresh),
    ampThresh: checkNumber(name, "ampThresh", options.ampThresh ?? 0),
    subchannel,
    medfiltRadius,
    maxpeakn: checkNumber(name, "maxpeakn", maxpeakn, { least: 1, whole: true }),
    peakgroup: checkNumber(name, "peakgroup", peakgroup, { least: 3, whole: true }),
  };
}

function peaksOf(
  line: Float64Array,
  places: Float64Array,
  search: Search,
  smooth: Float64Array,
  slope: Float64Array,
): Peak[] {
  const n = line.length;
  if (n < 5) return [];
  if (search.medfiltRadius > 1) runningMedian(line, search.medfiltRadius, smooth);
  else smooth.set(line);
  gradient(smooth, slope);
  const lowest = search.ampThresh === 0 ? 0.1 * maximum(line) : search.ampThresh;
  const peaks: Peak[] = [];
  for (let i = 0; i < n - 4; i++) {
    const [here, next] = [slope[i] as number, slope[i + 1] as number];
    if (!(next < 0 && here >= 0 && here - next > search.slopeThresh && (line[i] as number) > lowest)) continue;
    const peak = search.subchannel
      ? logParabola(line, places, i, search.peakgroup)
      : { position: places[i] as number, height: line[i] as number, width: 0 };
    if (isInside(peak.position, places)) peaks.push(peak);
  }
  peaks.sort((a, b) => a.position - b.position);
  return peaks.length > search.maxpeakn ? highest(peaks, search.maxpeakn) : peaks;
}

function isInside(position: number, places: Float64Array): boolean {
  const [first, last] = [places[0] as number, places[places.length - 1] as number];
  return (position >= first && position <= last) || (position <= first && position >= last);
}

function maximum(line: Float64Array): number {
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < line.length; i++) if ((line[i] as number) > high) high = line[i] as number;
  return high;
}

/** The slope for each channel, one-sided at the ends. */
function gradient(line: Float64Array, into: Float64Array): void {
  const last = line.length - 1;
  into[0] = (line[1] as number) - (line[0] as number);
  for (let i = 1; i < last; i++) into[i] = ((line[i + 1] as number) - (line[i - 1] as number)) / 2;
  into[last] = (line[last] as number) - (line[last - 1] as number);
}

function highest(peaks: readonly Peak[], most: number): Peak[] {
  const heights = peaks.map((peak) => peak.height).sort((a, b) => b - a);
  const least = heights[most - 1] as number;
  return peaks.filter((peak) => peak.height >= least);
}
