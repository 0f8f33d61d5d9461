import { bytesOf, isBigDType, isComplexDType, type TypedArray } from "./dtype.js";
import type { NDArray } from "./ndarray.js";

/** Elements as the few kinds of words that loops which only move them need to know. */
export interface Words {
  readonly data: Uint8Array | Uint16Array | Uint32Array | Float64Array;
  /** Words of one element. */
  readonly width: 1 | 2;
}

/**
 * The memory under an array as words, so that loops see four kinds of typed arrays instead of ten. 64-bit whole numbers go as pairs,
 * because an engine may change the bits of a NaN.
 */
export function wordsOf(a: NDArray): Words {
  const data: TypedArray = a.data;
  const { buffer, byteOffset, byteLength } = data;
  const width = isBigDType(a.dtype) || isComplexDType(a.dtype) ? 2 : 1;
  const bytes = bytesOf(a.dtype) / width;
  if (bytes === 1) return { data: new Uint8Array(buffer, byteOffset, byteLength), width };
  if (bytes === 2) return { data: new Uint16Array(buffer, byteOffset, byteLength / 2), width };
  if (bytes === 4) return { data: new Uint32Array(buffer, byteOffset, byteLength / 4), width };
  return { data: new Float64Array(buffer, byteOffset, byteLength / 8), width };
}
