import { coreError, fromData, type NDArray } from "@core/array";
import { highValue, indexToValue, lowValue, type SignalLike, valueRangeToIndices } from "@core/signal";
import { simpson, sumBetween } from "./integrate.js";
import { type Spectra, spectraOf } from "./spectra.js";

/** A power law `amplitude * energy^-exponent` for each spectrum. */
export interface PowerLaw {
  /** A, in counts per eV at 1 eV (per unit of the axis); one for each navigation position. */
  readonly amplitude: NDArray<"float64">;
  /** r; one for each navigation position. */
  readonly exponent: NDArray<"float64">;
}

/**
 * Estimates a power-law background by the two-area method: the integrals over the two halves of the range give both parameters.
 * Where an area is not positive the law does not exist and both parameters are 0.
 * @param range lowest and highest energy, in the units of the axis
 * @returns parameters with the shape of the navigation space
 * @throws BAD_VALUE for a range outside the axis or reversed, BAD_SHAPE when the range is too short
 * Source: R. F. Egerton, Electron Energy-Loss Spectroscopy in the Electron Microscope, section 4.4.1; the split of the range is HyperSpy 1.7's.
 */
export function estimatePowerLaw(signal: SignalLike, range: readonly [number, number]): PowerLaw {
  const spectra = spectraOf(signal, "estimatePowerLaw");
  const { amplitude, exponent } = twoAreas(spectra, range);
  const runtime = signal.data.runtime;
  const options = runtime === undefined ? {} : { runtime };
  return {
    amplitude: fromData<"float64">(amplitude, spectra.navigationShape, options),
    exponent: fromData<"float64">(exponent, spectra.navigationShape, options),
  };
}

/** The two-area estimate for every spectrum. */
export function twoAreas(
  spectra: Spectra,
  range: readonly [number, number],
): { amplitude: Float64Array; exponent: Float64Array } {
  const { axis, energies, counts, channels, count } = spectra;
  const [first, middle, last] = splitRange(spectra, range);
  const [x1, x3, x2] = [indexToValue(axis, first), indexToValue(axis, middle), indexToValue(axis, last)];
  if (!(Math.min(x1, x2) > 0)) {
    throw coreError(
      "BAD_VALUE",
      `signalRange: the power law needs energies above 0, the range starts at ${Math.min(x1, x2)}.`,
    );
  }
  const binned = axis.isBinned;
  if (!binned && middle - first < 2) {
    throw coreError(
      "BAD_VALUE",
      `signalRange: ${range[0]} to ${range[1]} has ${last - first} channels; where the data are not binned at least 4 are needed.`,
    );
  }
  const amplitude = new Float64Array(count);
  const exponent = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const start = i * channels;
    const near = binned ? sumBetween(counts, first, middle, start) : simpson(energies, counts, first, middle, start);
    const far = binned ? sumBetween(counts, middle, last, start) : simpson(energies, counts, middle, last, start);
    const r = (2 * (Math.log(near) - Math.log(far))) / (Math.log(x2) - Math.log(x1));
    const k = 1 - r;
    const a = (k * far) / (x2 ** k - x3 ** k);
    if (!Number.isFinite(r) || !Number.isFinite(a)) continue;
    amplitude[i] = a;
    exponent[i] = r;
  }
  return { amplitude, exponent };
}

/** The first, middle and last channel of the range: an even number of channels, at least two. */
function splitRange({ axis, channels }: Spectra, range: readonly [number, number]): [number, number, number] {
  if (range[1] < lowValue(axis) || range[0] > highValue(axis)) {
    throw coreError(
      "BAD_VALUE",
      `signalRange: ${range[0]} to ${range[1]} lies outside the energy axis, which goes from ${lowValue(axis)} to ${highValue(axis)}.`,
    );
  }
  const [first, found] = valueRangeToIndices(axis, range[0], range[1]);
  let from = first;
  let until = found;
  if ((from + until) % 2 === 1) until--;
  if (from === until) {
    if (until + 2 < channels) until += 2;
    else from -= 2;
  }
  if (from < 0)
    throw coreError(
      "BAD_SHAPE",
      `signalRange: the axis has ${channels} channels, at least 3 are needed for a power law.`,
    );
  return [from, (from + until) / 2, until];
}
