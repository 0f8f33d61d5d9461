import { coreError, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { isSignal, type SignalLike } from "@core/signal";
import { type EstimateShift1DOptions, estimateShift1D } from "./estimate-shift.js";
import { type Shift1DOptions, shift1D } from "./shift.js";

/** Options of {@link align1D}: those of the estimate and those of the shift. */
export interface Align1DOptions extends EstimateShift1DOptions, Shift1DOptions {
  /** Signals with the same navigation axes that are shifted by the same amounts. */
  readonly alsoAlign?: readonly SignalLike[] | null | undefined;
}

/**
 * The spectra aligned on one of them (HyperSpy's `align1D`): `estimateShift1D`, then `shift1D`. Spectra whose shift is not known (masked
 * ones) stay where they are.
 * @returns the aligned signal; with `alsoAlign` a list of it and the others
 * @throws as {@link estimateShift1D} and {@link shift1D}
 */
export function align1D<S extends SignalLike, Others extends readonly SignalLike[]>(
  signal: S,
  options: Align1DOptions & { readonly alsoAlign: Others },
): [S, ...Others];
export function align1D<S extends SignalLike>(
  signal: S,
  options?: Align1DOptions & { readonly alsoAlign?: null | undefined },
): S;
export function align1D(signal: SignalLike, options: Align1DOptions = {}): SignalLike | SignalLike[] {
  const name = "align1D";
  checkOptions(name, options, {
    alsoAlign: "any",
    start: "any",
    end: "any",
    referenceIndices: "any",
    maxShift: "any",
    interpolate: "boolean",
    numberOfInterpolationPoints: "any",
    mask: "any",
    interpolationMethod: "any",
    crop: "boolean",
    expand: "boolean",
    fillValue: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { alsoAlign, interpolationMethod, crop, expand, fillValue, inplace, ...estimation } = options;
  const others = alsoAlign ?? undefined;
  if (others !== undefined && !(Array.isArray(others) && others.every(isSignal)))
    throw coreError("BAD_ARGUMENT", `${name}: alsoAlign must be a list of signals.`);
  const shifts: NDArray = estimateShift1D(signal, estimation);
  const shift = { interpolationMethod, crop, expand, fillValue, inplace, signal: options.signal };
  const defined = Object.fromEntries(
    Object.entries(shift).filter(([, value]) => value !== undefined),
  ) as Shift1DOptions;
  if (others === undefined) return shift1D(signal, shifts, defined);
  return [signal, ...others].map((one) => shift1D(one, shifts, defined));
}
