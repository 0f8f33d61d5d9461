import { isCoreError } from "@core/array/runtime";
import { Gunzip } from "fflate";
import { fitsError } from "./errors.js";
import { checkBytes } from "./image.js";

/** Whether bytes are compressed by gzip. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

// Small enough that what it unpacks to is looked at early, whatever the file claims.
const piece = 16_384;

/**
 * What gzip compressed. It is unpacked in pieces and stopped as soon as it takes more than `maxBytes`, or is enough.
 * @param isEnough whether what is there so far is all that is wanted
 * @throws BAD_FILE for broken or too much data
 */
export function unpack(
  bytes: Uint8Array,
  maxBytes: number,
  isEnough: (unpacked: Uint8Array) => boolean = () => false,
): Uint8Array {
  let whole = new Uint8Array(Math.min(maxBytes, 4 * bytes.length + piece));
  let length = 0;
  let finished = false;
  const stream = new Gunzip();
  stream.ondata = (part, last) => {
    checkBytes(length + part.length, maxBytes);
    if (length + part.length > whole.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(2 * whole.length, length + part.length)));
      larger.set(whole.subarray(0, length));
      whole = larger;
    }
    whole.set(part, length);
    length += part.length;
    finished ||= last;
  };
  try {
    for (let at = 0; at < bytes.length; at += piece) {
      stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
      if (!finished && isEnough(whole.subarray(0, length))) return whole.subarray(0, length);
    }
  } catch (error) {
    if (isCoreError(error)) throw error;
    throw fitsError("BAD_FILE", `the compressed data are broken: ${(error as Error).message}.`);
  }
  if (!finished) throw fitsError("BAD_FILE", "the compressed data are cut off.");
  return whole.subarray(0, length);
}
