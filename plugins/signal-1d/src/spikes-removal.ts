import { astype, contiguous, coreError, describeValue, elementsOf, moveAxis } from "@core/array";
import { type RandomState, randomState, type Seed } from "@core/array/random";
import { checkOptions } from "@core/array/runtime";
import { getNoiseVariance, type SignalLike } from "@core/signal";
import { channelMask, checkNumber, navigationMask, perPosition } from "./parameters.js";
import { floatOf, forEachSpectrum, resultOf, type Spectra, spectraOf, type ToolOptions } from "./spectra.js";
import { automaticThreshold, derivative, type SpikesMasks } from "./spikes-diagnosis.js";

/** Options of {@link spikesRemoval}. */
export interface SpikesRemovalOptions extends ToolOptions, SpikesMasks {
  /**
   * From which derivative on (in units of the data per unit of the axis) a channel is taken for the flank of a spike; by default, "auto", the
   * first gap in the histogram of `spikesDiagnosis`.
   */
  readonly threshold?: number | "auto" | undefined;
  /** How many channels on either side of the steepest one are replaced; 5 by default. */
  readonly defaultSpikeWidth?: number | undefined;
  /** Whether what is put in gets the noise of the data: that of the variance in the metadata, else Poissonian. True by default. */
  readonly addNoise?: boolean | undefined;
  /** At most so many bins when the threshold is looked for; 1000 by default. */
  readonly maxNumBins?: number | undefined;
  /** Makes the noise reproducible: NumPy's `RandomState` with this seed. */
  readonly seed?: Seed | undefined;
}

/**
 * The spectra without spikes (HyperSpy's `spikes_removal_tool` without its window): as long as a spectrum has a derivative from the threshold
 * on, the channels around the greatest one are replaced by a straight line between those beside them, or, at an end, by the channel beside
 * them; each place is mended once.
 * @returns float64, float32 for float32 data
 * @throws BAD_SHAPE without one signal axis, for spectra of less than two channels or masks of another shape; BAD_VALUE, BAD_ARGUMENT for
 *   other options, ABORTED
 */
export function spikesRemoval<S extends SignalLike>(signal: S, options: SpikesRemovalOptions = {}): S {
  const name = "spikesRemoval";
  checkOptions(name, options, {
    threshold: "any",
    defaultSpikeWidth: "any",
    addNoise: "boolean",
    maxNumBins: "any",
    seed: "any",
    signalMask: "any",
    navigationMask: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { threshold = "auto", defaultSpikeWidth = 5, addNoise = true, maxNumBins = 1000, seed, inplace } = options;
  const spectra = spectraOf(name, signal);
  const masks = {
    channels: channelMask(name, "signalMask", options.signalMask, spectra.channels),
    positions: navigationMask(name, "navigationMask", options.navigationMask, spectra),
  };
  checkNumber(name, "maxNumBins", maxNumBins, { least: 1, whole: true });
  const width = checkNumber(name, "defaultSpikeWidth", defaultSpikeWidth, { least: 1, whole: true });
  if (typeof threshold !== "number" && threshold !== "auto")
    throw coreError("BAD_ARGUMENT", `${name}: threshold is ${describeValue(threshold)}, expected a number or "auto".`);
  if (typeof threshold === "number") checkNumber(name, "threshold", threshold, { above: 0 });
  if (spectra.channels < 2)
    throw coreError("BAD_SHAPE", `${name}: spectra have ${spectra.channels} channels, there must be at least two.`);
  const limit = threshold === "auto" ? automaticThreshold(name, signal, spectra, masks, maxNumBins) : threshold;
  const noise = addNoise ? noiseOf(name, signal, spectra, randomState(seed)) : undefined;
  const clean = spectra.values.slice();
  const x = spectra.axis.values();
  const { channels } = spectra;
  const slope = new Float64Array(channels);
  const mended = new Uint8Array(channels);
  forEachSpectrum(name, spectra.count, options, (index) => {
    if (masks.positions?.[index] === 1) return;
    const line = clean.subarray(index * channels, (index + 1) * channels);
    mended.fill(0);
    if (masks.channels !== undefined) mended.set(masks.channels);
    for (;;) {
      derivative(x, line, slope);
      const steepest = greatest(slope, mended);
      if (steepest < 0 || !((slope[steepest] as number) >= limit)) return;
      const [from, until] = replace(x, line, steepest, width);
      noise?.(line, index * channels, from, until);
      mended.fill(1, from, until + 1);
    }
  });
  return resultOf(name, signal, spectra, clean, { dtype: floatOf(signal.data.dtype), inplace });
}

/** The channel of the greatest slope among those that are not out of play; -1 where there is none. */
function greatest(slope: Float64Array, out: Uint8Array): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < slope.length; i++) {
    if (out[i] === 1 || !((slope[i] as number) > most)) continue;
    best = i;
    most = slope[i] as number;
  }
  return best;
}

/** Replaces the channels around one; gives the first one and the one after the last. */
function replace(x: Float64Array, line: Float64Array, channel: number, width: number): [from: number, until: number] {
  const last = line.length - 1;
  const from = Math.max(channel - width, 0);
  const until = Math.min(channel + width, last);
  if (from <= 1) line.fill(line[until] as number, 0, until);
  else if (until >= last) line.fill(line[from - 1] as number, from);
  else {
    const [x0, x1] = [x[from - 1] as number, x[until] as number];
    const [y0, y1] = [line[from - 1] as number, line[until] as number];
    for (let i = from; i < until; i++) line[i] = y0 + ((y1 - y0) * ((x[i] as number) - x0)) / (x1 - x0);
  }
  return [from, until];
}

/** What puts noise on some channels of a line; `start` is its place among all. */
type Noise = (line: Float64Array, start: number, from: number, until: number) => void;

function noiseOf(name: string, signal: SignalLike, spectra: Spectra, random: RandomState): Noise {
  const variance = getNoiseVariance(signal);
  if (variance === undefined)
    return (line, _, from, until) => {
      for (let i = from; i < until; i++)
        if ((line[i] as number) > 0) line[i] = random.poisson({ lam: line[i] as number });
    };
  const variances = variancesOf(name, signal, spectra, variance);
  return (line, start, from, until) => {
    for (let i = from; i < until; i++) {
      const own = variances.length === 1 ? (variances[0] as number) : (variances[start + i] as number);
      line[i] = (line[i] as number) + Math.sqrt(own) * random.standardNormal();
    }
  };
}

/** One variance, or one for each channel of each spectrum. */
function variancesOf(name: string, signal: SignalLike, spectra: Spectra, variance: number | SignalLike): Float64Array {
  if (typeof variance === "number") return Float64Array.of(variance);
  const { data } = variance;
  const same = data.shape.length === signal.data.shape.length && data.shape.every((n, i) => n === signal.data.shape[i]);
  if (same) return elementsOf(contiguous(astype(moveAxis(data, spectra.axisIndex, -1), "float64"))) as Float64Array;
  const each = perPosition(name, "the variance of the noise", variance, spectra);
  return Float64Array.from(spectra.values, (_, i) => each[Math.floor(i / spectra.channels)] as number);
}
