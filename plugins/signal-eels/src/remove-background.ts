import { coreError, describeValue, fromData, makeData, moveAxis } from "@core/array";
import { rebuild, type SignalLike, valueToIndex } from "@core/signal";
import { type PowerLaw, twoAreas } from "./power-law.js";
import { spectraOf } from "./spectra.js";

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
  return separateBackground(signal, options).signal;
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
  const range = [signalRange[0], signalRange[1]] as const;
  const law = twoAreas(spectra, range);
  const { axis, channels, count, counts, energies, navigationShape } = spectra;
  const width = axis.isBinned && axis.kind === "uniform" ? axis.scale : 1;
  const logEnergies = energies.map((energy) => (energy > 0 ? Math.log(energy) : Number.NaN));
  const zeroUntil = zeroFill ? valueToIndex(axis, range[0]) : 0;
  const clean = makeData("float64", count * channels);
  const background = makeData("float64", count * channels);
  for (let i = 0; i < count; i++) {
    if ((i & 255) === 0) {
      if (options.signal?.aborted)
        throw coreError("ABORTED", `removeBackground: stopped after ${i} of ${count} spectra.`, {
          cause: options.signal.reason,
        });
      options.onProgress?.(i, count);
    }
    const amplitude = (law.amplitude[i] as number) * width;
    const exponent = law.exponent[i] as number;
    const start = i * channels;
    for (let channel = 0; channel < channels; channel++) {
      const logEnergy = logEnergies[channel] as number;
      const fitted = logEnergy > Number.NEGATIVE_INFINITY ? amplitude * Math.exp(-exponent * logEnergy) : 0;
      background[start + channel] = fitted;
      clean[start + channel] = (counts[start + channel] as number) - fitted;
    }
    clean.fill(0, start, start + zeroUntil);
  }
  options.onProgress?.(count, count);
  const runtime = signal.data.runtime;
  const place = runtime === undefined ? {} : { runtime };
  const wrap = (data: Float64Array): S => {
    const array = fromData<"float64">(data, [...navigationShape, channels], place);
    return rebuild(signal, { data: moveAxis(array, -1, spectra.axisIndex) }) as S;
  };
  return {
    signal: wrap(clean),
    background: wrap(background),
    parameters: {
      amplitude: fromData<"float64">(law.amplitude, navigationShape, place),
      exponent: fromData<"float64">(law.exponent, navigationShape, place),
    },
  };
}
