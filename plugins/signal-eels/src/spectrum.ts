import { type BaseSignal, type RebinOptions, Signal1D, type SignalType } from "@core/signal";
import { estimatePowerLaw, type PowerLaw } from "./power-law.js";
import { rebin } from "./rebin.js";
import {
  type RemoveBackgroundOptions,
  removeBackground,
  type SeparatedBackground,
  separateBackground,
} from "./remove-background.js";
import { estimateZeroLossPeakCentre, type ZeroLossOptions } from "./zero-loss.js";

/** Electron energy-loss spectra: one signal axis, the energy loss, binned unless told otherwise. */
export class EELSSpectrum extends Signal1D {
  static override readonly signalType: SignalType<EELSSpectrum> = {
    name: "EELSSpectrum",
    type: "EELS",
    aliases: ["TEM EELS"],
    dimension: 1,
    kind: "real",
    binned: true,
    create: (parts) => new EELSSpectrum(parts.data, parts),
  };

  /** See {@link rebin}. */
  override rebin(options: RebinOptions): this {
    return rebin(this, options);
  }

  /** See {@link removeBackground}. */
  removeBackground(options: RemoveBackgroundOptions): this {
    return removeBackground(this, options);
  }

  /** See {@link separateBackground}. */
  separateBackground(options: RemoveBackgroundOptions): SeparatedBackground<this> {
    return separateBackground(this, options);
  }

  /** See {@link estimatePowerLaw}. */
  estimatePowerLaw(range: readonly [number, number]): PowerLaw {
    return estimatePowerLaw(this, range);
  }

  /** See {@link estimateZeroLossPeakCentre}. */
  estimateZeroLossPeakCentre(options: ZeroLossOptions = {}): BaseSignal {
    return estimateZeroLossPeakCentre(this, options) as BaseSignal;
  }
}
