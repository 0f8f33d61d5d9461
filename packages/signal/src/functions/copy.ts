import { astype, checkDType, copy as copyArray, coreError, type DType, isComplexDType } from "@core/array";
import type { SignalLike } from "../contract.js";
import { rebuild } from "./rebuild.js";

/** A signal on the same data, with metadata of its own. */
export function copy<S extends SignalLike>(signal: S): S {
  return rebuild(signal, {}) as S;
}

/** A signal with its own data and metadata. */
export function deepCopy<S extends SignalLike>(signal: S): S {
  const original = signal.originalMetadata?.deepCopy();
  return rebuild(signal, {
    data: copyArray(signal.data),
    metadata: signal.metadata.deepCopy(),
    ...(original === undefined ? {} : { originalMetadata: original }),
  }) as S;
}

/**
 * A signal with the data converted to another dtype: fractions are cut off and whole numbers wrap. The class is chosen anew.
 * @throws BAD_DTYPE for an unknown dtype, and for real numbers of complex ones: the imaginary part would be lost
 */
export function changeDtype(signal: SignalLike, dtype: DType): SignalLike {
  if (isComplexDType(signal.data.dtype) && !isComplexDType(checkDType(dtype)))
    throw coreError(
      "BAD_DTYPE",
      `changeDtype: ${dtype} would lose the imaginary part of ${signal.data.dtype}: take the real part or the magnitude of the data.`,
    );
  return rebuild(signal, { data: astype(signal.data, dtype) });
}
