import {
  contiguous,
  coreError,
  describeValue,
  dispatch,
  elementsOf,
  fromData,
  makeData,
  moveAxis,
  type NDArray,
  type Operation,
} from "@core/array";
import { rebuild, type SignalLike, valueRangeToIndices } from "@core/signal";
import { type PowerLaw, twoAreas } from "./power-law.js";
import { type Spectra, spectraOf } from "./spectra.js";

/** Options of {@link removeBackground}. */
export interface RemoveBackgroundOptions {
  /** Lowest and highest energy of the range to fit, in the units of the axis. */
  readonly signalRange: readonly [number, number];
  /** The background's law; `"Power law"` is the one that there is. */
  readonly backgroundType?: "Power law";
  /** Whether channels before the range become 0. */
  readonly zeroFill?: boolean;
  /** Give up when this is aborted. */
  readonly signal?: AbortSignal;
  /** Told how many of all spectra are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The signal without its background, which is estimated in a range and subtracted over the whole energy axis.
 * @returns a signal of the same axes, class and title with float64 data
 * @throws BAD_VALUE for a range outside the axis, BAD_ARGUMENT for an unknown background, BAD_SHAPE without one signal axis, ABORTED
 * Source: two-area method, see {@link estimatePowerLaw}; the meaning of the options is HyperSpy's.
 */
export function removeBackground<S extends SignalLike>(signal: S, options: RemoveBackgroundOptions): S {
  const job = prepare(signal, options);
  return job.wrap(subtract(job, options, undefined)) as S;
}

/** What {@link separateBackground} gives. */
export interface SeparatedBackground<S extends SignalLike> {
  /** The signal without its background. */
  readonly signal: S;
  /** The background over the whole energy axis. */
  readonly background: S;
  /** The fitted law at each position. */
  readonly parameters: PowerLaw;
}

/** The same as {@link removeBackground}, with the background and its parameters beside the result. */
export function separateBackground<S extends SignalLike>(
  signal: S,
  options: RemoveBackgroundOptions,
): SeparatedBackground<S> {
  const job = prepare(signal, options);
  const { amplitude, exponent } = job.law;
  const background = makeData("float64", job.spectra.count * job.spectra.channels);
  const clean = subtract(job, options, background);
  const parameter = (values: Float64Array): NDArray<"float64"> => job.place(values, job.spectra.navigationShape);
  return {
    signal: job.wrap(clean) as S,
    background: job.wrap(background) as S,
    parameters: { amplitude: parameter(amplitude), exponent: parameter(exponent) },
  };
}

interface Job {
  readonly spectra: Spectra;
  readonly law: { readonly amplitude: Float64Array; readonly exponent: Float64Array };
  /** How many channels of each spectrum become 0. */
  readonly zeros: number;
  /** An array in the signal's runtime. */
  readonly place: (values: Float64Array, shape: readonly number[]) => NDArray<"float64">;
  /** The signal with other counts, which stand spectrum after spectrum. */
  readonly wrap: (counts: Float64Array) => SignalLike;
}

function prepare(signal: SignalLike, options: RemoveBackgroundOptions): Job {
  const { signalRange, backgroundType = "Power law", zeroFill = false } = options ?? {};
  if (
    !Array.isArray(signalRange) ||
    signalRange.length !== 2 ||
    signalRange.some((value) => typeof value !== "number" || Number.isNaN(value))
  ) {
    throw coreError(
      "BAD_ARGUMENT",
      `signalRange: got ${describeValue(signalRange)}, expected [lowest, highest] in the units of the energy axis.`,
    );
  }
  if (backgroundType !== "Power law")
    throw coreError("BAD_ARGUMENT", `backgroundType: got ${describeValue(backgroundType)}, allowed is "Power law".`);
  const spectra = spectraOf(signal, "removeBackground");
  const [lowest, highest] = signalRange as readonly [number, number];
  const law = twoAreas(spectra, [lowest, highest]);
  const { runtime } = signal.data;
  const place: Job["place"] = (values, shape) => fromData(values, shape, runtime === undefined ? {} : { runtime });
  return {
    spectra,
    law,
    zeros: zeroFill ? valueRangeToIndices(spectra.axis, lowest, highest)[0] : 0,
    place,
    wrap: (counts) => {
      const data = place(counts, [...spectra.navigationShape, spectra.channels]);
      return rebuild(signal, { data: moveAxis(data, -1, spectra.axisIndex) });
    },
  };
}

interface LawAttributes {
  /** How many channels of each spectrum become 0. */
  readonly zeros: number;
  /** Whether to give the laws too. */
  readonly separate: boolean;
}

/** Spectra without their power laws, from counts, amplitudes, exponents and logarithms of the energies: float64. */
const subtractOperation: Operation<LawAttributes, NDArray[]> = {
  id: "signal-eels/subtractPowerLaw",
  reference([counts, amplitudes, exponents, logarithms], { zeros, separate }) {
    const a = counts as NDArray;
    const [count, channels] = a.shape as [number, number];
    const source = elementsOf(contiguous(a)) as Float64Array;
    const [factors, powers, logEnergies] = [amplitudes, exponents, logarithms].map((one) =>
      elementsOf(contiguous(one as NDArray)),
    ) as [Float64Array, Float64Array, Float64Array];
    const results = Array.from({ length: separate ? 2 : 1 }, () => a.make("float64", a.shape));
    const [clean, background] = results.map((result) => result.data) as [Float64Array, Float64Array?];
    const fitted = new Float64Array(channels);
    for (let i = 0; i < count; i++) {
      const start = i * channels;
      evaluate(factors[i] as number, powers[i] as number, logEnergies, fitted);
      for (let channel = 0; channel < channels; channel++)
        clean[start + channel] = (source[start + channel] as number) - (fitted[channel] as number);
      clean.fill(0, start, start + zeros);
      background?.set(fitted, start);
    }
    return results;
  },
};

/** How many spectra are done between looking whether to go on. */
const atOnce = 256;

/** The counts without the background, which is written into `background` where that is given. */
function subtract(job: Job, options: RemoveBackgroundOptions, background: Float64Array | undefined): Float64Array {
  const { axis, channels, count, counts, energies } = job.spectra;
  const { amplitude, exponent } = job.law;
  const width = axis.isBinned && axis.kind === "uniform" ? axis.scale : 1;
  const logEnergies = energies.map((energy) => (energy > 0 ? Math.log(energy) : Number.POSITIVE_INFINITY));
  const factors = amplitude.map((one) => one * width);
  const attributes = { zeros: job.zeros, separate: background !== undefined };
  const run = (first: number, last: number): [NDArray, NDArray?] => {
    const some = counts.subarray(first * channels, last * channels);
    const inputs = [
      job.place(some as Float64Array, [last - first, channels]),
      job.place(factors.subarray(first, last), [last - first]),
      job.place(exponent.subarray(first, last), [last - first]),
      job.place(logEnergies, [channels]),
    ];
    return dispatch(subtractOperation, inputs, attributes) as [NDArray, NDArray?];
  };
  if (background === undefined && options.signal === undefined && options.onProgress === undefined)
    return elementsOf(run(0, count)[0]) as Float64Array;
  const clean = makeData("float64", count * channels);
  for (let first = 0; first < count; first += atOnce) {
    if (options.signal?.aborted)
      throw coreError("ABORTED", `removeBackground: stopped after ${first} of ${count} spectra.`, {
        cause: options.signal.reason,
      });
    options.onProgress?.(first, count);
    const [own, law] = run(first, Math.min(first + atOnce, count));
    clean.set(elementsOf(own) as Float64Array, first * channels);
    if (law !== undefined) background?.set(elementsOf(law) as Float64Array, first * channels);
  }
  options.onProgress?.(count, count);
  return clean;
}

/** The power law at each energy; 0 where the energy is not above 0. */
function evaluate(amplitude: number, exponent: number, logEnergies: Float64Array, into: Float64Array): void {
  for (let channel = 0; channel < into.length; channel++) {
    const logEnergy = logEnergies[channel] as number;
    into[channel] = logEnergy === Number.POSITIVE_INFINITY ? 0 : amplitude * Math.exp(-exponent * logEnergy);
  }
}
