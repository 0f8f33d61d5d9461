import { checkKind, checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { Unzlib } from "fflate";

/** The most bytes that a file may make a reader allocate, where the caller sets nothing else: 4 GiB. */
export const defaultMaxBytes: number = 4 * 2 ** 30;

/** No deflate stream grows by more than this. */
const mostGrowth = 1032;

const piece = 2 ** 16;

/** What decoders take. */
export interface DecodeOptions {
  /** The most bytes that the pictures may take; 4 GiB by default. */
  readonly maxBytes?: number;
}

/** An error about a broken file. */
export function badFile(message: string, cause?: unknown): Error {
  return coreError("BAD_FILE", message, cause === undefined ? {} : { cause });
}

/** The option, or BAD_ARGUMENT. */
export function checkMaxBytes(maxBytes: unknown = defaultMaxBytes): number {
  if (typeof maxBytes === "number" && maxBytes >= 0) return maxBytes;
  throw coreError("BAD_ARGUMENT", `maxBytes: got ${describeValue(maxBytes)}, expected a number from 0.`);
}

/** Checks what all decoders take; gives the most bytes. Throws BAD_ARGUMENT. */
export function checkInput<T extends DecodeOptions>(
  name: string,
  bytes: unknown,
  options: T,
  kinds: OptionKinds<T>,
): number {
  checkKind(name, "bytes", bytes, "bytes");
  checkOptions(name, options, kinds as OptionKinds<NonNullable<T>>);
  return checkMaxBytes(options.maxBytes);
}

/** BAD_FILE when pictures take more than is allowed. */
export function checkSize(bytes: number, maxBytes: number, format: string): void {
  if (!(bytes <= maxBytes))
    throw badFile(
      `${format}: the pictures take ${bytes} bytes, allowed are ${maxBytes}. Raise the option maxBytes if the file is to be trusted.`,
    );
}

/**
 * Inflates a zlib stream that lies in pieces, up to `length` bytes: what follows is not looked at, so a bomb does no harm.
 * @throws BAD_FILE when the stream is broken or shorter
 */
export function inflate(parts: readonly Uint8Array[], length: number, format: string): Uint8Array {
  const packed = parts.reduce((sum, part) => sum + part.length, 0);
  if (length > packed * mostGrowth + 64)
    throw badFile(`${format}: ${packed} bytes cannot hold the picture's ${length}.`);
  const target = new Uint8Array(length);
  let at = 0;
  const stream = new Unzlib((chunk) => {
    const wanted = Math.min(chunk.length, length - at);
    target.set(wanted === chunk.length ? chunk : chunk.subarray(0, wanted), at);
    at += wanted;
  });
  try {
    for (const [k, part] of parts.entries())
      for (let from = 0; from < part.length && at < length; from += piece) {
        const last = k === parts.length - 1 && from + piece >= part.length;
        stream.push(part.subarray(from, from + piece), last);
      }
  } catch (cause) {
    if (at < length) throw badFile(`${format}: the compressed data are broken after ${at} of ${length} bytes.`, cause);
  }
  if (at < length) throw badFile(`${format}: the compressed data end after ${at} of ${length} bytes.`);
  return target;
}

/** Whether this machine stores the low byte of a number first. */
export function isHostLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

/** Reverses the bytes of each number, in place. */
export function swapBytes(bytes: Uint8Array, numberBytes: number): void {
  for (let at = 0; at + numberBytes <= bytes.length; at += numberBytes)
    for (let i = at, j = at + numberBytes - 1; i < j; i++, j--) {
      const one = bytes[i] as number;
      bytes[i] = bytes[j] as number;
      bytes[j] = one;
    }
}
