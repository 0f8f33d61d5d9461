import { coreError, fromData, type NDArray } from "@core/array";
import { type MetadataTree, rebuild, type SignalLike, UniformDataAxis } from "@core/signal";
import { spectraOf } from "./spectra.js";

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
  const { counts, channels, count, energies, navigationShape } = spectraOf(signal, "estimateZeroLossPeakCentre");
  if (channels === 0) throw coreError("BAD_SHAPE", "estimateZeroLossPeakCentre: the energy axis is empty.");
  const centres = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const start = i * channels;
    let best = 0;
    for (let channel = 0; channel < channels; channel++) {
      const value = counts[start + channel] as number;
      if (Number.isNaN(value)) {
        best = channel;
        break;
      }
      if (value > (counts[start + best] as number)) best = channel;
    }
    centres[i] = energies[best] as number;
  }
  if (options.mask !== undefined)
    maskOut(centres, "axes" in options.mask ? options.mask.data : options.mask, navigationShape);
  const navigation = signal.axes.filter((axis) => axis.navigate);
  const axes = navigation.length > 0 ? navigation : [new UniformDataAxis({ size: 1, name: "Scalar" })];
  const runtime = signal.data.runtime;
  const data = fromData<"float64">(
    centres,
    navigation.length > 0 ? navigationShape : [1],
    runtime === undefined ? {} : { runtime },
  );
  return rebuild(signal, { data, axes, type: "", metadata: titled(signal.metadata) });
}

function titled(metadata: MetadataTree): MetadataTree {
  const copy = metadata.deepCopy();
  copy.set("General.title", `ZLP(${copy.get("General.title") ?? ""})`);
  copy.set("Signal.signal_type", "");
  return copy;
}

function maskOut(centres: Float64Array, mask: NDArray, shape: readonly number[]): void {
  if (mask.shape.length !== shape.length || mask.shape.some((size, axis) => size !== shape[axis])) {
    throw coreError(
      "BAD_SHAPE",
      `mask: has shape (${mask.shape.join(", ")}), the navigation space has (${shape.join(", ")}).`,
    );
  }
  const flat = mask.reshape(-1);
  for (let i = 0; i < centres.length; i++) if (flat.get(i)) centres[i] = Number.NaN;
}
