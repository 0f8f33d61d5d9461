import { Gunzip } from "fflate";
import { fitsError } from "./errors.js";
import { checkBytes } from "./image.js";

/** Whether bytes are compressed by gzip. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What gzip compressed. It is unpacked in pieces and stopped as soon as it takes more than `maxBytes`.
 * @throws BAD_FILE for broken or too much data
 */
export function unpack(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  const stream = new Gunzip();
  stream.ondata = (part, last) => {
    length += part.length;
    checkBytes(length, maxBytes);
    parts.push(part);
    finished ||= last;
  };
  try {
    for (let at = 0; at < bytes.length; at += 65_536)
      stream.push(bytes.subarray(at, at + 65_536), at + 65_536 >= bytes.length);
  } catch (error) {
    if ((error as { code?: unknown }).code === "BAD_FILE") throw error;
    throw fitsError("BAD_FILE", `the compressed data are broken: ${(error as Error).message}.`);
  }
  if (!finished) throw fitsError("BAD_FILE", "the compressed data are cut off.");
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
