import { Unzlib } from "fflate";
import { matError } from "./errors.js";

/** The most bytes that a file may make a reader allocate, where the caller sets nothing else: 4 GiB. */
export const defaultMaxBytes: number = 4 * 2 ** 30;

/** What one file may still make the reader allocate. */
export interface Budget {
  left: number;
}

/** Takes bytes that are about to be allocated, or throws BAD_FILE. */
export function spend(budget: Budget, bytes: number, what: string): void {
  if (!(bytes <= budget.left))
    throw matError(
      "BAD_FILE",
      `${what} takes ${bytes} bytes, ${budget.left} are left of those allowed. Raise the option maxBytes if the file is to be trusted.`,
    );
  budget.left -= bytes;
}

/** Adler-32 (RFC 1950). */
function checksum(parts: readonly Uint8Array[]): number {
  let [a, b] = [1, 0];
  for (const part of parts)
    for (let start = 0; start < part.length; start += 3800) {
      const end = Math.min(part.length, start + 3800);
      for (let i = start; i < end; i++) {
        a += part[i] as number;
        b += a;
      }
      a %= 65521;
      b %= 65521;
    }
  return ((b << 16) | a) >>> 0;
}

/** Small enough that what it unpacks to is looked at early, whatever the file claims. */
const piece = 8192;

/** Undoes zlib in pieces, and stops as soon as it takes more than allowed, or than `limitOf` makes of the first eight bytes. */
export function inflate(bytes: Uint8Array, budget: Budget, limitOf: (head: Uint8Array) => number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  let finished = false;
  let limit = Number.POSITIVE_INFINITY;
  const stream = new Unzlib((part, last) => {
    spend(budget, part.length, "a compressed variable");
    length += part.length;
    parts.push(part);
    finished ||= last;
    if (limit === Number.POSITIVE_INFINITY && length >= 8) limit = limitOf(joined(parts, length));
    if (length > limit) throw matError("BAD_FILE", "a compressed variable is longer than it says.");
  });
  try {
    for (let at = 0; at < bytes.length; at += piece)
      stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
  } catch (error) {
    if ((error as { code?: unknown }).code === "BAD_FILE") throw error;
    throw matError("BAD_FILE", `a compressed variable is broken: ${(error as Error).message}.`);
  }
  if (!finished) throw matError("BAD_FILE", "a compressed variable is cut off.");
  if (checksum(parts) !== new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0))
    throw matError("BAD_FILE", "a compressed variable has another checksum than it says.");
  return joined(parts, length);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
