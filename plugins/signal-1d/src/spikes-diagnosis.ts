import { coreError, fromData } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import {
  type Axis,
  getHistogram,
  type HistogramOptions,
  rebuild,
  type SignalLike,
  UniformDataAxis,
} from "@core/signal";
import { channelMask, navigationMask, type PerPosition } from "./parameters.js";
import { type Spectra, spectraOf } from "./spectra.js";

/** Which data are left out when spikes are looked for. */
export interface SpikesMasks {
  /** True where a channel is left out. */
  readonly signalMask?: PerPosition | null | undefined;
  /** True where a position is left out; the shape of the navigation space in array order. */
  readonly navigationMask?: PerPosition | null | undefined;
}

/** Options of {@link spikesDiagnosis}: the masks, and those of `getHistogram`. */
export interface SpikesDiagnosisOptions
  extends SpikesMasks,
    Pick<HistogramOptions, "bins" | "rangeBins" | "maxNumBins"> {}

/**
 * The histogram of the size of the derivative of all spectra (HyperSpy's `spikes_diagnosis`, which draws it): spikes stand far off to the right,
 * and a threshold for `spikesRemoval` in the gap.
 * @returns the counts as a binned signal titled `Spikes Analysis`, its axis the derivative in units of the data per unit of the axis
 * @throws BAD_SHAPE without one signal axis, for masks of another shape, or where less than two channels are left; BAD_VALUE for bins
 */
export function spikesDiagnosis(signal: SignalLike, options: SpikesDiagnosisOptions = {}): SignalLike {
  const name = "spikesDiagnosis";
  checkOptions(name, options, {
    signalMask: "any",
    navigationMask: "any",
    bins: "any",
    rangeBins: "any",
    maxNumBins: "any",
  });
  const { signalMask, navigationMask: mask, ...bins } = options;
  const spectra = spectraOf(name, signal);
  const sizes = derivativeSizes(
    name,
    spectra,
    channelMask(name, "signalMask", signalMask, spectra.channels),
    navigationMask(name, "navigationMask", mask, spectra),
  );
  const counts = getHistogram(signalOf(signal, sizes), bins);
  const [axis] = counts.axes as readonly [Axis];
  const metadata = counts.metadata.copy();
  metadata.set(["General", "title"], "Spikes Analysis");
  metadata.set(["Signal", "quantity"], "Counts");
  return rebuild(counts, { axes: [named(axis)], metadata });
}

function named(axis: Axis): Axis {
  return (axis.with as (changes: { readonly name: string }) => Axis).call(axis, { name: "Derivative magnitude" });
}

/**
 * The derivative above which channels are spikes: the first whole number from the first empty bin of the histogram of sizes. Where all of
 * them fall into one bin by the rule, as many bins as are allowed are taken; without any slope there are no spikes.
 */
export function automaticThreshold(
  name: string,
  signal: SignalLike,
  spectra: Spectra,
  masks: { readonly channels: Uint8Array | undefined; readonly positions: Uint8Array | undefined },
  maxNumBins: number,
): number {
  const sizes = derivativeSizes(name, spectra, masks.channels, masks.positions).filter(Number.isFinite);
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < sizes.length; i++) {
    least = Math.min(least, sizes[i] as number);
    most = Math.max(most, sizes[i] as number);
  }
  if (!(most > least)) return Number.POSITIVE_INFINITY;
  const flat = signalOf(signal, sizes);
  const ruled = getHistogram(flat, { maxNumBins });
  const counts = ruled.data.size > 1 ? ruled : getHistogram(flat, { bins: maxNumBins });
  const size = counts.data.size;
  let empty = 0;
  while (empty < size - 1 && Number(counts.data.get(empty)) !== 0) empty++;
  return Math.ceil((counts.axes[0] as Axis).at(empty));
}

function signalOf(signal: SignalLike, sizes: Float64Array): SignalLike {
  const { runtime } = signal.data;
  const data = fromData(sizes, [sizes.length], runtime === undefined ? {} : { runtime });
  return rebuild(signal, { data, axes: [new UniformDataAxis({ size: sizes.length })] }, true);
}

/** The sizes of the derivatives at the channels that are not masked, as if the others were not there. */
function derivativeSizes(
  name: string,
  { axis, values, channels, count }: Spectra,
  masked: Uint8Array | undefined,
  left: Uint8Array | undefined,
): Float64Array {
  const kept: number[] = [];
  for (let i = 0; i < channels; i++) if (masked?.[i] !== 1) kept.push(i);
  if (kept.length < 2)
    throw coreError(
      "BAD_SHAPE",
      `${name}: ${kept.length} channels are left, there must be at least two for a derivative.`,
    );
  const places = axis.values();
  const chosen = Int32Array.from(kept);
  const x = Float64Array.from(kept, (i) => places[i] as number);
  const n = chosen.length;
  const line = new Float64Array(n);
  const slope = new Float64Array(n);
  const rows = left === undefined ? count : left.reduce((sum, one) => sum + 1 - one, 0);
  const sizes = new Float64Array(rows * n);
  let row = 0;
  for (let index = 0; index < count; index++) {
    if (left?.[index] === 1) continue;
    for (let i = 0; i < n; i++) line[i] = values[index * channels + (chosen[i] as number)] as number;
    derivative(x, line, slope);
    for (let i = 0; i < n; i++) sizes[row * n + i] = Math.abs(slope[i] as number);
    row++;
  }
  return sizes;
}

/** The derivative of a line of at least two points, of second order inside and of first order at the ends, as NumPy's `gradient`. */
export function derivative(x: Float64Array, y: Float64Array, into: Float64Array): void {
  const last = x.length - 1;
  const step = (i: number): number => (x[i + 1] as number) - (x[i] as number);
  const slope = (i: number): number => ((y[i + 1] as number) - (y[i] as number)) / step(i);
  into[0] = slope(0);
  into[last] = slope(last - 1);
  for (let i = 1; i < last; i++) {
    const [before, after] = [step(i - 1), step(i)];
    into[i] = (after * slope(i - 1) + before * slope(i)) / (before + after);
  }
}
