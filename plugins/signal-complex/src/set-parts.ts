import {
  type ArrayLikeInput,
  asArray,
  assign,
  astype,
  broadcastTo,
  contiguous,
  copy,
  coreError,
  elementsOf,
  imag,
  isComplexDType,
  type NDArray,
  real,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import {
  aligned,
  broadcastSignals,
  dimensionsText,
  isSignal,
  metadataWithoutNoise,
  rebuild,
  type SignalLike,
} from "@core/signal";
import { checkSignal, told } from "./checks.js";
import { replaceAngles, replaceMagnitudes } from "./polar.js";

/** What a part of complex data can be replaced with: numbers, arrays that fit the data, or signals that fit the signal. */
export type PartInput = SignalLike | ArrayLikeInput;

/** Where the result of replacing a part goes. */
export interface ReplaceOptions {
  /** Writes into the data of the signal, which is returned. They must be complex. */
  readonly inplace?: boolean | undefined;
}

/**
 * The signal with another real part. Real signals become complex128.
 * @param value real numbers: one, an array that fits the data, or a signal that fits (navigation and signal axes each for itself)
 * @throws BAD_DTYPE for complex values and for real data in place, BAD_SHAPE for what does not fit
 */
export function withReal<S extends SignalLike>(signal: S, value: PartInput, options: ReplaceOptions = {}): S {
  return replace(
    "withReal",
    signal,
    value,
    options,
    (target, numbers) => void assign(real(target) as NDArray, numbers),
  );
}

/** The signal with another imaginary part. See {@link withReal}. */
export function withImag<S extends SignalLike>(signal: S, value: PartInput, options: ReplaceOptions = {}): S {
  return replace(
    "withImag",
    signal,
    value,
    options,
    (target, numbers) => void assign(imag(target) as NDArray, numbers),
  );
}

/** The signal with other magnitudes; the phase stays, that of 0 is 0. See {@link withReal}. */
export function withAmplitude<S extends SignalLike>(signal: S, value: PartInput, options: ReplaceOptions = {}): S {
  return replace("withAmplitude", signal, value, options, (target, numbers) =>
    recast(target, numbers, replaceMagnitudes),
  );
}

/** The signal with another phase, in radians; the amplitude stays. See {@link withReal}. */
export function withPhase<S extends SignalLike>(signal: S, value: PartInput, options: ReplaceOptions = {}): S {
  return replace("withPhase", signal, value, options, (target, numbers) => recast(target, numbers, replaceAngles));
}

function replace<S extends SignalLike>(
  name: string,
  signal: S,
  value: PartInput,
  options: ReplaceOptions,
  write: (target: NDArray, numbers: NDArray) => void,
): S {
  checkSignal(name, signal);
  checkOptions(name, options, { inplace: "boolean" });
  const { data, axes } = aligned(signal);
  const numbers = numbersFor(name, signal, data.shape, value);
  const complex = isComplexDType(data.dtype);
  if (options.inplace === true) {
    if (!complex)
      throw coreError(
        "BAD_DTYPE",
        `${name}: ${data.dtype} data cannot take complex numbers in place; leave out inplace.`,
      );
    write(data, numbers);
    return told(signal);
  }
  const target = complex ? copy(data) : astype(data, "complex128");
  write(target, numbers);
  return rebuild(signal, { data: target, axes, metadata: metadataWithoutNoise(signal) }) as S;
}

/** The new part in the shape of the data. */
function numbersFor(name: string, signal: SignalLike, shape: readonly number[], value: PartInput): NDArray {
  const ofSignal = isSignal(value);
  const given = ofSignal ? value.data : asArray(value);
  if (isComplexDType(given.dtype))
    throw coreError("BAD_DTYPE", `${name}: got ${given.dtype}, expected real numbers: take a part of them.`);
  if (!ofSignal) return broadcastTo(given, shape);
  const { second, axes } = broadcastSignals(signal, value);
  if (second.shape.length === shape.length && second.shape.every((size, i) => size === shape[i])) return second;
  throw coreError(
    "BAD_SHAPE",
    `${name}: the values make the signal with dimensions ${dimensionsText(signal.axes)} larger: ${dimensionsText(axes)}.`,
  );
}

function recast(
  target: NDArray,
  numbers: NDArray,
  change: (numbers: Float64Array, values: Float64Array) => void,
): void {
  const wide = copy(astype(target, "complex128"));
  change(elementsOf(wide), elementsOf(contiguous(astype(numbers, "float64"))));
  assign(target, wide);
}
