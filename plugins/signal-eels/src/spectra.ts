import { astype, contiguous, coreError, elementsOf, isComplexDType, moveAxis, type NDArray, sizeOf } from "@core/array";
import { type Axis, placesOf, refuseColours, type SignalLike } from "@core/signal";

/** The spectra of a signal one behind the other. */
export interface Spectra {
  /** The energy axis. */
  readonly axis: Axis;
  /** Where the energy axis stands in the array. */
  readonly axisIndex: number;
  /** The energies, one for each channel. */
  readonly energies: Float64Array;
  /** Counts: spectrum after spectrum, `channels` numbers each. */
  readonly counts: Float32Array | Float64Array;
  readonly count: number;
  readonly channels: number;
  /** The shape of the navigation space, in array order. */
  readonly navigationShape: readonly number[];
}

/**
 * Where the energy axis of a signal stands in the array.
 * @throws BAD_SHAPE for signals with another number of signal axes than one, BAD_DTYPE for complex ones, UNSUPPORTED for colours
 */
export function energyAxis(signal: SignalLike, what: string): number {
  refuseColours(what, signal);
  const places = placesOf(signal.axes, false);
  const [place] = places;
  if (places.length !== 1 || place === undefined) {
    throw coreError(
      "BAD_SHAPE",
      `${what}: the signal has ${places.length} signal axes, expected one (energy). Use transpose({ signalAxes: [...] }) first.`,
    );
  }
  if (isComplexDType(signal.data.dtype))
    throw coreError("BAD_DTYPE", `${what}: the data are ${signal.data.dtype}, expected real counts.`);
  return place;
}

/** The spectra of a signal, copied only where they do not stand one behind the other already. Errors as {@link energyAxis}. */
export function spectraOf(signal: SignalLike, what: string): Spectra {
  const axisIndex = energyAxis(signal, what);
  const axis = signal.axes[axisIndex] as Axis;
  const last = moveAxis(signal.data, axisIndex, -1);
  const real: NDArray =
    last.dtype === "float32" || last.dtype === "float64" ? contiguous(last) : astype(last, "float64");
  const navigationShape = last.shape.slice(0, -1);
  return {
    axis,
    axisIndex,
    energies: axis.values(),
    counts: elementsOf(real) as Float32Array | Float64Array,
    count: sizeOf(navigationShape),
    channels: axis.size,
    navigationShape,
  };
}
