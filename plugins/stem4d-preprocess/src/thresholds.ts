import type { ArrayLikeInput } from "@core/array";
import type { Seed } from "@core/array/random";
import { checkChoice, checkNumber, checkOptions, checkWhole, coreError } from "@core/array/runtime";
import { curveFit } from "sci-optimize";
import { darkOf } from "./dark-reference.js";
import { type FrameInput, type Frames, framesOf } from "./frames.js";
import { drawn, patternAt } from "./samples.js";

/** Options of {@link calculateThresholds}. */
export interface CalculateThresholdsOptions {
  /** Patterns that are looked at, drawn at random; 20 by default, all where there are no more. */
  readonly nSamples?: number | undefined;
  /** The background threshold, in standard deviations of the background above its mean; 4 by default. */
  readonly threshBkgrndNsigma?: number | undefined;
  /** The X-ray threshold, in standard deviations of all counts above their mean; 10 by default. */
  readonly threshXrayNsigma?: number | undefined;
  /**
   * Which counts the background's Gaussian is fitted to: those around the most frequent one, by their own uncertainty (`peak`, the
   * default), or all of them alike, at the lower edges of the bins plus half a bin, as py4DSTEM (`whole`).
   */
  readonly fit?: "peak" | "whole" | undefined;
  readonly seed?: Seed | undefined;
}

/** What {@link calculateThresholds} gives. */
export interface Thresholds {
  /** Electrons are above this. */
  readonly background: number;
  /** X-rays are not below this. */
  readonly xray: number;
  /** The background: a Gaussian of this height, mean and standard deviation. */
  readonly amplitude: number;
  readonly mean: number;
  readonly sigma: number;
  /** How many pixels are in each bin. */
  readonly counts: Float64Array;
  /** The lower edge of each bin, and the upper one of the last. */
  readonly edges: Float64Array;
  /** Whether the fit converged; else mean and sigma are the most frequent value and the median distance from the median. */
  readonly success: boolean;
  /** The root of the mean squared difference between the Gaussian and the counts that it was fitted to. */
  readonly residual: number;
}

/**
 * The counts between which an electron is told from background and X-rays: a Gaussian is fitted to the histogram of some patterns.
 * @param darkReference taken off first; null for none
 * @throws BAD_VALUE for numbers out of range and patterns without a finite number, BAD_SHAPE, BAD_DTYPE
 */
export function calculateThresholds(
  cube: FrameInput,
  darkReference: ArrayLikeInput | null,
  options: CalculateThresholdsOptions = {},
): Thresholds {
  const name = "calculateThresholds";
  checkOptions(name, options, {
    nSamples: "number",
    threshBkgrndNsigma: "number",
    threshXrayNsigma: "number",
    fit: "string",
    seed: "any",
  });
  const frames = framesOf(name, cube);
  return thresholdsOf(
    name,
    frames,
    darkReference === null ? undefined : darkOf(name, darkReference, frames),
    undefined,
    options,
  );
}

/** The thresholds of patterns less a dark reference, multiplied by a gain. */
export function thresholdsOf(
  name: string,
  frames: Frames,
  dark: Float64Array | undefined,
  gain: Float64Array | undefined,
  options: CalculateThresholdsOptions,
): Thresholds {
  const { nSamples = 20, threshBkgrndNsigma = 4, threshXrayNsigma = 10, fit = "peak", seed } = options;
  checkWhole(name, "nSamples", nSamples, 1);
  checkNumber(name, "threshBkgrndNsigma", threshBkgrndNsigma);
  checkNumber(name, "threshXrayNsigma", threshXrayNsigma);
  checkChoice(name, "fit", fit, ["peak", "whole"]);
  const values = valuesOf(frames, drawn(frames.count, nSamples, seed), dark, gain);
  if (values.length === 0) throw coreError("BAD_VALUE", `${name}: the patterns have no finite numbers.`);
  const mean = meanOf(values);
  const deviation = deviationOf(values, mean);
  const xray = mean + threshXrayNsigma * deviation;
  const histogram =
    fit === "whole" ? wholeHistogram(values) : peakHistogram(values, xray, mean, deviation, threshXrayNsigma);
  const fitted = fit === "whole" ? fitWhole(histogram, deviation) : fitPeak(histogram, values, deviation);
  return {
    background: fitted.mean + threshBkgrndNsigma * fitted.sigma,
    xray,
    ...fitted,
    counts: histogram.counts,
    edges: histogram.edges,
  };
}

function valuesOf(
  frames: Frames,
  places: readonly number[],
  dark: Float64Array | undefined,
  gain: Float64Array | undefined,
): Float64Array {
  const each = frames.rows * frames.columns;
  const values = new Float64Array(places.length * each);
  const pattern = new Float64Array(each);
  let count = 0;
  for (const place of places) {
    patternAt(frames, place, undefined, pattern);
    for (let i = 0; i < each; i++) {
      const own = dark === undefined ? (pattern[i] as number) : (pattern[i] as number) - (dark[i] as number);
      const value = gain === undefined ? own : own * (gain[i] as number);
      if (Math.abs(value) < Number.POSITIVE_INFINITY) values[count++] = value;
    }
  }
  return values.subarray(0, count);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

function deviationOf(values: Float64Array, mean: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - mean) * ((values[i] as number) - mean);
  return Math.sqrt(sum / values.length);
}

/** Counts in equal bins. */
interface Histogram {
  readonly counts: Float64Array;
  readonly edges: Float64Array;
  /** Where the numbers of each bin are in the mean. */
  readonly centres: Float64Array;
}

/** Bins of whole numbers, at most about 1000, up to the largest number, which is left out. */
function wholeHistogram(values: Float64Array): Histogram {
  const [low, high] = limitsOf(values);
  const [first, last] = [Math.ceil(low), Math.ceil(high)];
  const step = Math.max(1, Math.floor((last - first) / 1000));
  const bins = Math.max(1, Math.ceil((last - first) / step) - 1);
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => first + i * step);
  return counted(values, edges, step, 0);
}

/** Bins of all numbers below the X-ray threshold, at most 1000 and not narrower than the numbers are apart. */
function peakHistogram(values: Float64Array, xray: number, mean: number, deviation: number, nSigma: number): Histogram {
  const inside = new Float64Array(values.length);
  const least = mean - nSigma * deviation;
  let count = 0;
  let broken = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    inside[count] = value;
    if (value < xray && value > least) {
      count++;
      if (value !== Math.floor(value)) broken++;
    }
  }
  const whole = broken === 0;
  const own = count > 0 ? inside.subarray(0, count) : values;
  const [low, high] = limitsOf(own);
  const range = high - low;
  const fine = Math.min(1000, Math.max(10, Math.ceil(Math.sqrt(own.length))));
  const step = whole || range > 50 ? Math.max(1, Math.ceil(range / 1000)) : range / fine || 1;
  const first = whole ? low : Math.floor(low / step) * step;
  const bins = Math.floor((high - first) / step) + 1;
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => first + i * step);
  return counted(own, edges, step, whole ? (step - 1) / 2 : step / 2);
}

function limitsOf(values: Float64Array): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function counted(values: Float64Array, edges: Float64Array, step: number, centre: number): Histogram {
  const counts = new Float64Array(edges.length - 1);
  const first = edges[0] as number;
  const last = counts.length - 1;
  const top = edges[edges.length - 1] as number;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < first || value > top) continue;
    const bin = Math.min(last, Math.floor((value - first) / step));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts, edges, centres: edges.subarray(0, -1).map((edge) => edge + centre) };
}

type Fitted = Pick<Thresholds, "amplitude" | "mean" | "sigma" | "success" | "residual">;

/** All counts alike, at the lower edges; then half a bin more. */
function fitWhole({ counts, centres, edges }: Histogram, deviation: number): Fitted {
  const fitted = gaussian(centres, counts, undefined, modeOf(counts), centres, deviation);
  return { ...fitted, mean: fitted.mean + ((edges[1] ?? 1) - (edges[0] ?? 0)) / 2 };
}

/** Those within 2.5 standard deviations of the most frequent value, which is sought with the neighbouring bins. */
function fitPeak(histogram: Histogram, values: Float64Array, deviation: number): Fitted {
  const { counts, centres } = histogram;
  const mode = modeOf(counts.map((one, i) => (counts[i - 1] ?? 0) + 2 * one + (counts[i + 1] ?? 0)));
  const robust = 1.4826 * medianDistance(histogram, values.length, centres[mode] as number);
  const width = robust > 0 ? robust : deviation;
  const near = [...counts.keys()].filter(
    (i) => Math.abs((centres[i] as number) - (centres[mode] as number)) <= 2.5 * width,
  );
  const chosen = near.length > 3 ? near : [...counts.keys()];
  const pick = (from: Float64Array): Float64Array => Float64Array.from(chosen, (i) => from[i] as number);
  const [x, y] = [pick(centres), pick(counts)];
  const errors = y.map((one) => Math.sqrt(Math.max(1, one)));
  return gaussian(x, y, errors, mode, centres, width, counts[mode]);
}

const modeOf = (counts: Float64Array): number => counts.indexOf(counts.reduce((most, one) => Math.max(most, one), 0));

/** The median distance from a number, by the middles of the bins; what is in no bin is further away. */
function medianDistance({ counts, centres }: Histogram, total: number, from: number): number {
  const distance = (bin: number): number => Math.abs((centres[bin] as number) - from);
  const order = [...counts.keys()].sort((a, b) => distance(a) - distance(b));
  let sum = 0;
  for (const bin of order) {
    sum += counts[bin] as number;
    if (sum > total >> 1) return distance(bin);
  }
  return 0;
}

function gaussian(
  x: Float64Array,
  y: Float64Array,
  errors: Float64Array | undefined,
  mode: number,
  centres: Float64Array,
  width: number,
  height: number = y[mode] as number,
): Fitted {
  const start = [height, centres[mode] as number, width > 0 ? width : 1];
  let [amplitude, mean, sigma] = start as [number, number, number];
  let success = x.length > 3;
  if (success)
    try {
      const [found] = curveFit(model, x, y, { p0: start, ...(errors === undefined ? {} : { sigma: errors }) });
      const [a, b, c] = found.toNested() as [number, number, number];
      success = [a, b, c].every(Number.isFinite) && a > 0;
      if (success) [amplitude, mean, sigma] = [a, b, Math.abs(c)];
    } catch {
      success = false;
    }
  const shape = model(x, amplitude, mean, sigma);
  const squares = y.reduce((sum, one, i) => sum + (one - (shape[i] as number)) ** 2, 0);
  return { amplitude, mean, sigma, success, residual: Math.sqrt(squares / Math.max(1, y.length)) };
}

function model(x: Float64Array, amplitude: number, mean: number, sigma: number): Float64Array {
  return x.map((one) => amplitude * Math.exp(-0.5 * ((one - mean) / sigma) ** 2));
}
