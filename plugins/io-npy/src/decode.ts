import type { NDArray } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { checkMaxBytes, startFilling } from "./elements.js";
import { parseHeader, truncated } from "./header.js";

/** What {@link decodeNpy} takes. */
export interface DecodeNpyOptions {
  /** The most bytes that the array may take; 4 GiB by default. */
  readonly maxBytes?: number;
}

/**
 * The array of an .npy file (versions 1 to 3, both byte orders). float16 is read as float32. An array in Fortran order is a
 * transposed view on its elements as they stand in the file. What follows the elements is left alone, as `np.load` does.
 * Format: NumPy Enhancement Proposal 1 and `numpy.lib.format`.
 * @throws BAD_FILE for a broken file or one that needs more than `maxBytes`, UNSUPPORTED for structured elements, pickled objects,
 * texts, dates and long doubles, BAD_ARGUMENT
 */
export function decodeNpy(bytes: Uint8Array, options: DecodeNpyOptions = {}): NDArray {
  checkKind("decodeNpy", "bytes", bytes, "bytes");
  checkOptions("decodeNpy", options, { maxBytes: "number" });
  const maxBytes = checkMaxBytes(options.maxBytes);
  const header = parseHeader(bytes);
  const end = header.start + header.length;
  if (bytes.length < end) throw truncated(end, bytes.length);
  const filling = startFilling(header, maxBytes);
  filling.take(bytes.subarray(header.start, end));
  return filling.finish();
}
