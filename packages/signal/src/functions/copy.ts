import { astype, copy as copyArray, type DType } from "@core/array";
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
 * @throws BAD_DTYPE for an unknown dtype
 */
export function changeDtype(signal: SignalLike, dtype: DType): SignalLike {
  return rebuild(signal, { data: astype(signal.data, dtype) });
}
