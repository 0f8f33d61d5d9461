import { type DataOf, type DType, fromData, makeData, type NDArray, transpose } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import type { NpyHeader } from "./header.js";

/** The most bytes that a file may make a reader allocate, where the caller sets nothing else: 4 GiB. */
export const defaultMaxBytes: number = 4 * 2 ** 30;

/** The option, or BAD_ARGUMENT. */
export function checkMaxBytes(maxBytes: unknown = defaultMaxBytes): number {
  if (typeof maxBytes === "number" && maxBytes >= 0) return maxBytes;
  throw coreError("BAD_ARGUMENT", `maxBytes: got ${describeValue(maxBytes)}, expected a number from 0.`);
}

/** Elements that are filled piece by piece with the bytes of a file. */
export interface Filling {
  /** Takes the bytes that follow those taken before; more than are missing are an error. */
  take(bytes: Uint8Array): void;
  /** The array; all bytes must have been taken. */
  finish(): NDArray;
}

/**
 * Allocates the array that a header describes.
 * @throws BAD_FILE when it takes more than `maxBytes`
 */
export function startFilling(header: NpyHeader, maxBytes: number): Filling {
  const { dtype, size, half, length } = header;
  const needed = half ? 2 * length : length;
  if (needed > maxBytes)
    throw coreError(
      "BAD_FILE",
      `npy: the array takes ${needed} bytes, allowed are ${maxBytes}. Raise the option maxBytes if the file is to be trusted.`,
    );
  const data = makeData(dtype, size) as DataOf<DType>;
  const stored = half ? new Uint16Array(size) : data;
  const target = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes.length > length)
        throw coreError("BAD_FILE", `npy: more than the expected ${length} bytes of elements.`);
      target.set(bytes, taken);
      taken += bytes.length;
    },
    finish() {
      if (taken !== length)
        throw coreError("BAD_FILE", `npy: the elements end after ${taken} bytes, expected ${length}.`);
      if (header.bigEndian === isHostLittleEndian()) swapBytes(target, header.numberBytes);
      if (half) expandHalf(stored as Uint16Array, data as Float32Array);
      if (dtype === "bool") for (let i = 0; i < target.length; i++) if (target[i] !== 0) target[i] = 1;
      if (!header.fortranOrder) return fromData(data, header.shape, { dtype }) as NDArray;
      return transpose(fromData(data, [...header.shape].reverse(), { dtype }) as NDArray);
    },
  };
}

/** Whether this machine stores the low byte of a number first. */
export function isHostLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

/** Reverses the bytes of each number, in place. The bytes start at a multiple of a number's size in their buffer. */
export function swapBytes(bytes: Uint8Array, numberBytes: number): void {
  if (numberBytes === 2) {
    const numbers = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      numbers[i] = (value << 8) | (value >>> 8);
    }
  } else if (numberBytes >= 4) {
    const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
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
}

/** IEEE 754 half precision to single precision, exactly. */
function expandHalf(half: Uint16Array, single: Float32Array): void {
  const bits = new Uint32Array(single.buffer, single.byteOffset, single.length);
  for (let i = 0; i < half.length; i++) {
    const value = half[i] as number;
    const sign = (value & 0x8000) << 16;
    const exponent = (value >>> 10) & 31;
    const fraction = value & 1023;
    if (exponent === 0) single[i] = (sign === 0 ? 1 : -1) * fraction * 2 ** -24;
    else bits[i] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
}
