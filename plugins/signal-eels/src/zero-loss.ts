import { astype, coreError, type NDArray, put } from "@core/array";
import { type SignalLike, setSignalType, titleOf, valuemax, withTitle } from "@core/signal";
import { energyAxis } from "./spectra.js";

/** Options of {@link estimateZeroLossPeakCentre}. */
export interface ZeroLossOptions {
  /** True where a position is left out (its centre is NaN); the shape of the navigation space, in array order. */
  readonly mask?: SignalLike | NDArray;
}

/**
 * The energy of the highest channel of each spectrum, a first estimate of the centre of the zero-loss peak.
 * @returns a signal of the navigation axes, in the units of the energy axis, titled `ZLP(…)`
 * @throws BAD_SHAPE without one signal axis, for an empty one, or a mask of another shape
 * Source: HyperSpy's `estimate_zero_loss_peak_centre`.
 */
export function estimateZeroLossPeakCentre(signal: SignalLike, options: ZeroLossOptions = {}): SignalLike {
  energyAxis(signal, "estimateZeroLossPeakCentre");
  const centres = withTitle(setSignalType(valuemax(signal, -1), ""), `ZLP(${titleOf(signal)})`);
  if (options.mask !== undefined) {
    const shape = signal.axes.flatMap((axis) => (axis.navigate ? [axis.size] : []));
    maskOut(centres.data, "axes" in options.mask ? options.mask.data : options.mask, shape);
  }
  return centres;
}

/** Writes NaN where the mask is true, into data that nobody else has. */
function maskOut(centres: NDArray, mask: NDArray, shape: readonly number[]): void {
  if (mask.shape.length !== shape.length || mask.shape.some((size, axis) => size !== shape[axis])) {
    throw coreError(
      "BAD_SHAPE",
      `mask: has shape (${mask.shape.join(", ")}), the navigation space has (${shape.join(", ")}).`,
    );
  }
  put(centres, [astype(mask, "bool").reshape(centres.shape)], Number.NaN);
}
