import { coreError } from "@core/array/runtime";
import { badFile, inflate } from "./bytes.js";

const names: Readonly<Record<number, string>> = {
  2: "CCITT fax",
  3: "CCITT fax",
  4: "CCITT fax",
  6: "JPEG",
  7: "JPEG",
  34712: "JPEG 2000",
  34925: "LZMA",
  50000: "Zstandard",
  50001: "WebP",
};

/** Whether a compression can be undone, or UNSUPPORTED. */
export function checkCompression(compression: number): void {
  if ([1, 5, 8, 32946, 32773].includes(compression)) return;
  throw coreError(
    "UNSUPPORTED",
    `tiff: the picture is compressed with ${names[compression] ?? `method ${compression}`}; supported are none, LZW, deflate and PackBits.`,
  );
}

/** The first `length` bytes that a strip or tile holds. */
export function unpack(packed: Uint8Array, compression: number, length: number): Uint8Array {
  if (compression === 1) {
    if (packed.length < length) throw badFile(`tiff: a strip has ${packed.length} bytes, expected ${length}.`);
    return packed.slice(0, length);
  }
  if (compression === 8 || compression === 32946) return inflate([packed], length, "tiff");
  return compression === 5 ? unpackLzw(packed, length) : unpackBits(packed, length);
}

function tooShort(got: number, length: number): Error {
  return badFile(`tiff: the compressed data end after ${got} of ${length} bytes.`);
}

function unpackBits(packed: Uint8Array, length: number): Uint8Array {
  if (length > packed.length * 64 + 64) throw tooShort(packed.length * 64, length);
  const target = new Uint8Array(length);
  let at = 0;
  let from = 0;
  while (at < length && from < packed.length) {
    const head = packed[from++] as number;
    if (head < 128) {
      const count = Math.min(head + 1, length - at, packed.length - from);
      target.set(packed.subarray(from, from + count), at);
      at += count;
      from += head + 1;
    } else if (head > 128) {
      if (from >= packed.length) break;
      const count = Math.min(257 - head, length - at);
      target.fill(packed[from++] as number, at, at + count);
      at += count;
    }
  }
  if (at < length) throw tooShort(at, length);
  return target;
}

/** LZW with codes of 9 to 12 bits, high bit first, as the TIFF specification (revision 6, section 13) has it. */
function unpackLzw(packed: Uint8Array, length: number): Uint8Array {
  // A code of 9 bits stands for at most 4096 bytes.
  if (length > packed.length * 4096 + 4096) throw tooShort(packed.length, length);
  const target = new Uint8Array(length);
  const starts = new Int32Array(4097);
  const sizes = new Int32Array(4097);
  let next = 258;
  let bits = 9;
  let buffer = 0;
  let held = 0;
  let from = 0;
  let at = 0;
  let before = -1;
  while (at < length) {
    while (held < bits) {
      if (from >= packed.length) throw tooShort(at, length);
      buffer = ((buffer << 8) | (packed[from++] as number)) & 0xffffff;
      held += 8;
    }
    const code = (buffer >> (held - bits)) & ((1 << bits) - 1);
    held -= bits;
    if (code === 257) break;
    if (code === 256) {
      next = 258;
      bits = 9;
      before = -1;
      continue;
    }
    if (code >= 258 && (before < 0 || code > next)) throw badFile(`tiff: the LZW code ${code} has no meaning yet.`);
    const start = at;
    if (code < 256) target[at++] = code;
    else if (code === next && before >= 0) {
      const source = before < 256 ? start - 1 : (starts[before] as number);
      const size = before < 256 ? 1 : (sizes[before] as number);
      at = repeat(target, start - size, size, at, length);
      if (at < length) target[at++] = before < 256 ? (target[source] as number) : (target[start - size] as number);
    } else at = repeat(target, starts[code] as number, sizes[code] as number, at, length);
    if (before >= 0 && next < 4097) {
      const size = before < 256 ? 1 : (sizes[before] as number);
      starts[next] = start - size;
      sizes[next] = size + 1;
      next++;
    }
    before = code;
    if (next >= (1 << bits) - 1 && bits < 12) bits++;
  }
  if (at < length) throw tooShort(at, length);
  return target;
}

/** Copies bytes that stand before; they may overlap with the place where they go. */
function repeat(target: Uint8Array, from: number, count: number, at: number, length: number): number {
  const end = Math.min(at + count, length);
  for (let i = at, j = from; i < end; i++, j++) target[i] = target[j] as number;
  return end;
}
