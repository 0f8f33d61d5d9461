import { astype, type NDArray } from "@core/array";
import { checkChoice, checkOptions } from "@core/array/runtime";
import type { Axis, SignalLike } from "@core/signal";
import { gaussianFilter1d } from "sci-ndimage";
import { butter, filtfilt, savgolFilter } from "sci-signal";
import { checkNumber } from "./parameters.js";
import { checkpoint, deliver, floatOf, signalAxis, type ToolOptions, uniformAxis } from "./spectra.js";

const instead = "smoothLowess works on such axes.";

/** The data of a signal as floats, where they are not. */
function floats({ data }: SignalLike): NDArray {
  return data.dtype === "float32" || data.dtype === "float64" ? data : astype(data, "float64");
}

/** Options of {@link smoothSavitzkyGolay}. */
export interface SavitzkyGolayOptions extends ToolOptions {
  /** The degree of the polynomials, below `windowLength`. */
  readonly polynomialOrder: number;
  /** How many channels each polynomial is fitted to. */
  readonly windowLength: number;
  /** Which derivative is given, in the units of the axis; 0 (none) by default. */
  readonly differentialOrder?: number | undefined;
}

/**
 * The spectra smoothed by polynomials that are fitted to a moving window (HyperSpy's `smooth_savitzky_golay`), or a derivative of them.
 * @returns float64, float32 for float32 data
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for a degree or window that does not fit, UNSUPPORTED for an axis that is not
 *   uniform, ABORTED
 * Source: `savgolFilter` of sci-signal.
 */
export function smoothSavitzkyGolay<S extends SignalLike>(signal: S, options: SavitzkyGolayOptions): S {
  const name = "smoothSavitzkyGolay";
  checkOptions(name, options ?? null, {
    polynomialOrder: "any",
    windowLength: "any",
    differentialOrder: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { polynomialOrder, windowLength, differentialOrder = 0, inplace } = options;
  const place = signalAxis(name, signal);
  const axis = uniformAxis(name, signal.axes[place] as Axis, instead);
  checkNumber(name, "polynomialOrder", polynomialOrder, { least: 0, whole: true });
  checkNumber(name, "windowLength", windowLength, { least: 1, whole: true });
  checkNumber(name, "differentialOrder", differentialOrder, { least: 0, whole: true });
  checkpoint(name, 0, 1, options);
  const data = savgolFilter(floats(signal), windowLength, polynomialOrder, {
    deriv: differentialOrder,
    delta: axis.scale,
    axis: place,
  });
  checkpoint(name, 1, 1, options);
  return deliver(name, signal, data, floatOf(signal.data.dtype), inplace);
}

/** Options of {@link filterButterworth}. */
export interface ButterworthOptions extends ToolOptions {
  /** Where the filter cuts off, as a part of the Nyquist frequency: between 0 and 1. */
  readonly cutoffFrequencyRatio: number;
  /** Whether low (the default) or high frequencies pass. */
  readonly type?: "low" | "high" | undefined;
  /** The order of the filter; 2 by default. */
  readonly order?: number | undefined;
}

/**
 * The spectra filtered forward and backward by a Butterworth filter (HyperSpy's `filter_butterworth`).
 * @returns float64
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for a ratio that is not between 0 and 1 or spectra too short, BAD_ARGUMENT for an
 *   unknown type, UNSUPPORTED for an axis that is not uniform, ABORTED
 * Source: `butter` and `filtfilt` of sci-signal.
 */
export function filterButterworth<S extends SignalLike>(signal: S, options: ButterworthOptions): S {
  const name = "filterButterworth";
  checkOptions(name, options ?? null, {
    cutoffFrequencyRatio: "any",
    type: "any",
    order: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { cutoffFrequencyRatio, order = 2, inplace } = options;
  const place = signalAxis(name, signal);
  uniformAxis(name, signal.axes[place] as Axis, instead);
  const type = checkChoice(name, "type", options.type ?? "low", ["low", "high"]);
  checkNumber(name, "cutoffFrequencyRatio", cutoffFrequencyRatio, { above: 0, below: 1 });
  checkNumber(name, "order", order, { least: 1, whole: true });
  checkpoint(name, 0, 1, options);
  const [b, a] = butter(order, cutoffFrequencyRatio, { btype: type === "low" ? "low" : "high" });
  const data = filtfilt(b, a, astype(signal.data, "float64"), { axis: place });
  checkpoint(name, 1, 1, options);
  return deliver(name, signal, data, "float64", inplace);
}

/**
 * The spectra blurred by a Gaussian (HyperSpy's `gaussian_filter`); beyond their ends they are reflected.
 * @param fwhm its full width at half maximum, in the units of the axis, above 0
 * @returns float64, float32 for float32 data
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for a width that is not above 0, UNSUPPORTED for an axis that is not uniform, ABORTED
 * Source: `gaussianFilter1d` of sci-ndimage.
 */
export function gaussianFilter<S extends SignalLike>(signal: S, fwhm: number, options: ToolOptions = {}): S {
  const name = "gaussianFilter";
  checkOptions(name, options, { inplace: "boolean", signal: "any", onProgress: "function" });
  const place = signalAxis(name, signal);
  const axis = uniformAxis(name, signal.axes[place] as Axis, instead);
  checkNumber(name, "fwhm", fwhm, { above: 0 });
  checkpoint(name, 0, 1, options);
  const sigma = fwhm / Math.abs(axis.scale) / (2 * Math.sqrt(2 * Math.LN2));
  const data = gaussianFilter1d(floats(signal), sigma, { axis: place });
  checkpoint(name, 1, 1, options);
  return deliver(name, signal, data, floatOf(signal.data.dtype), options.inplace);
}
