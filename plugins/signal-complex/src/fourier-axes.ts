import { type Axis, inverseUnits, isKnownUnits, type MetadataTree, placesOf, type SignalLike } from "@core/signal";

/** What is noted at `Signal.FFT` of the metadata, so that `ifft` finds back. Lists are in natural order. */
export interface FourierNote {
  /** Whether the frequency 0 is in the middle of each axis. */
  readonly shifted: boolean;
  /** The offsets that the signal axes had. */
  readonly offsets: readonly number[];
  /** The points along the axis of which only half of the frequencies are there. */
  readonly halved: number | undefined;
}

const shiftedPath = ["Signal", "FFT", "shifted"] as const;
const offsetsPath = ["Signal", "FFT", "offset"] as const;
const halvedPath = ["Signal", "FFT", "real_fft_size"] as const;

/** Notes in metadata where a transform comes from. Offsets of 0 and whole transforms leave no note, as in HyperSpy. */
export function writeNote(metadata: MetadataTree, { shifted, offsets, halved }: FourierNote): void {
  metadata.remove(["Signal", "FFT"]);
  metadata.set(shiftedPath, shifted);
  if (offsets.some((offset) => offset !== 0)) metadata.set(offsetsPath, offsets);
  if (halved !== undefined) metadata.set(halvedPath, halved);
}

/** The note in metadata; what is absent or of no use counts as not noted. */
export function readNote(metadata: MetadataTree): FourierNote {
  const offsets = metadata.get(offsetsPath);
  const halved = metadata.get(halvedPath);
  return {
    shifted: metadata.get(shiftedPath) === true,
    offsets: Array.isArray(offsets) && offsets.every(Number.isFinite) ? (offsets as number[]) : [],
    halved: typeof halved === "number" && Number.isInteger(halved) && halved > 0 ? halved : undefined,
  };
}

/** How the axes of a transform, or of its inverse, follow from those of a signal. */
export interface FourierAxes {
  /** The numbers of points that frequencies or positions are spread over: those of the whole transform. */
  readonly points: (place: number) => number;
  readonly offset: (place: number, scale: number) => number;
}

/** The axes with scales 1 / (points · scale) and inverse units on the signal axes; units that are not known stay. */
export function inverseAxes(signal: SignalLike, data: { readonly shape: readonly number[] }, how: FourierAxes): Axis[] {
  const places = placesOf(signal.axes, false);
  return signal.axes.map((axis, place) => {
    if (!places.includes(place) || axis.kind !== "uniform") return axis;
    const scale = 1 / (how.points(place) * axis.scale);
    const units = axis.units !== undefined && isKnownUnits(axis.units) ? inverseUnits(axis.units) : axis.units;
    return axis.with({ size: data.shape[place] as number, scale, units, offset: how.offset(place, scale) });
  });
}
