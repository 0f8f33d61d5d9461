import { astype, checkDType, copy as copyArray, coreError, type DType, isComplexDType, isNDArray } from "@core/array";
import type { SignalLike } from "../contract.js";
import { asColours, fromColours, type RgbDType, rgbDtype, rgbDtypes } from "./colours.js";
import { isRagged, raggedItems, raggedParts, refuseRagged } from "./ragged.js";
import { checkSignal, rebuild } from "./rebuild.js";

/** A signal on the same data, with metadata of its own. */
export function copy<S extends SignalLike>(signal: S): S {
  checkSignal("copy", signal);
  return rebuild(signal, {}) as S;
}

/** A signal with its own data and metadata. */
export function deepCopy<S extends SignalLike>(signal: S): S {
  checkSignal("deepCopy", signal);
  const original = signal.originalMetadata?.deepCopy();
  return rebuild(signal, {
    ...(isRagged(signal)
      ? raggedParts(raggedItems(signal).map(copyItem), signal.data.shape, signal.data.runtime)
      : { data: copyArray(signal.data) }),
    metadata: signal.metadata.deepCopy(),
    ...(original === undefined ? {} : { originalMetadata: original }),
  }) as S;
}

function copyItem(item: unknown): unknown {
  return isNDArray(item) ? copyArray(item) : item;
}

/**
 * A signal with the data converted to another dtype: fractions are cut off and whole numbers wrap. The class is chosen anew.
 *
 * `rgb8`, `rgba8`, `rgb16` and `rgba16` make pictures in colours of a signal with one signal axis of 3 (4) points of uint8 (uint16): the
 * first two navigation axes become signal axes, the colours are put out of sight. Such signals can be cut, moved and shown; numbers are
 * made from them after changing back to uint8 (uint16), which gives spectra of colours.
 * @throws BAD_DTYPE for an unknown dtype, and for real numbers of complex ones: the imaginary part would be lost; for other dtypes than
 *   those that belong to each other with colours. BAD_SHAPE for other axes than colours need. UNSUPPORTED for ragged signals
 */
export function changeDtype(signal: SignalLike, dtype: DType | RgbDType): SignalLike {
  checkSignal("changeDtype", signal);
  if (rgbDtypes.includes(dtype as RgbDType)) return asColours(signal, dtype as RgbDType);
  if (rgbDtype(signal) !== undefined) return fromColours(signal, checkDType(dtype));
  refuseRagged("changeDtype", signal);
  if (isComplexDType(signal.data.dtype) && !isComplexDType(checkDType(dtype)))
    throw coreError(
      "BAD_DTYPE",
      `changeDtype: ${dtype} would lose the imaginary part of ${signal.data.dtype}: take the real part or the magnitude of the data.`,
    );
  return rebuild(signal, { data: astype(signal.data, dtype as DType) });
}
