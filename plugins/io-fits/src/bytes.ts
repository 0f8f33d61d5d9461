import { fitsError } from "./errors.js";

/** Whether this machine stores the low byte of a number first; FITS stores the high one first. */
function isHostLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

/** Turns numbers between the order of FITS and that of this machine, in place; they start at a multiple of their size. */
export function swapToHost(bytes: Uint8Array, numberBytes: number): void {
  if (numberBytes < 2 || !isHostLittleEndian()) return;
  if (numberBytes === 2) {
    const numbers = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      numbers[i] = (value << 8) | (value >>> 8);
    }
    return;
  }
  const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    numbers[i] = (value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24);
  }
  if (numberBytes !== 8) return;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const value = numbers[i] as number;
    numbers[i] = numbers[i + 1] as number;
    numbers[i + 1] = value;
  }
}

/** The part of a file, or an error that says what is missing. */
export function take(bytes: Uint8Array, start: number, length: number, what: string): Uint8Array {
  if (!(start >= 0 && length >= 0 && start + length <= bytes.length))
    throw fitsError(
      "BAD_FILE",
      `${what} needs bytes ${start} to ${start + length}, the file has ${bytes.length}. It is cut off or broken.`,
    );
  return bytes.subarray(start, start + length);
}

/** Characters of bytes, one for each; what ASCII has not comes as Latin-1. */
export function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x2000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x2000));
  return text;
}
