import { fitsError } from "./errors.js";

/**
 * Unpacks numbers compressed by Rice coding of differences, as the FITS standard describes (section 10.4.1; R. White, P. Greenfield 1999).
 * @param length how many numbers
 * @param block numbers that share a number of split bits
 * @param bytesPerNumber 1, 2 or 4
 */
export function unpackRice(bytes: Uint8Array, length: number, block: number, bytesPerNumber: 1 | 2 | 4): Int32Array {
  const selectorBits = bytesPerNumber === 1 ? 3 : bytesPerNumber === 2 ? 4 : 5;
  const highest = bytesPerNumber === 1 ? 6 : bytesPerNumber === 2 ? 14 : 25;
  const bits = 8 * bytesPerNumber;
  const values = new Int32Array(length);
  if (length === 0) return values;
  let at = 0;
  let buffer = 0;
  let held = 0;
  const cut = (): never => {
    throw fitsError("BAD_FILE", "a tile compressed by Rice coding is cut off or broken.");
  };
  // Numbers of more than 24 bits are taken in two parts, so that 32 bits are enough.
  const take = (count: number): number => {
    if (count > 16) {
      const high = take(count - 16);
      return ((high << 16) | take(16)) >>> 0;
    }
    while (held < count) {
      if (at >= bytes.length) cut();
      buffer = ((buffer & 0xffff) << 8) | (bytes[at++] as number);
      held += 8;
    }
    held -= count;
    return (buffer >>> held) & ((1 << count) - 1);
  };
  const zeros = (): number => {
    let count = 0;
    for (;;) {
      if (held === 0) {
        if (at >= bytes.length) cut();
        buffer = bytes[at++] as number;
        held = 8;
      }
      const rest = buffer & ((1 << held) - 1);
      if (rest === 0) {
        count += held;
        held = 0;
        continue;
      }
      const first = 31 - Math.clz32(rest);
      count += held - 1 - first;
      held = first;
      return count;
    }
  };
  let last = take(bits) | 0;
  for (let start = 0; start < length; start += block) {
    const end = Math.min(start + block, length);
    const split = take(selectorBits) - 1;
    for (let i = start; i < end; i++) {
      const code =
        split < 0 ? 0 : split >= highest ? take(bits) : zeros() * 2 ** split + (split === 0 ? 0 : take(split));
      const whole = code >>> 0;
      const difference = (whole & 1) === 0 ? whole >>> 1 : ~(whole >>> 1);
      last = wrap(last + difference, bytesPerNumber);
      values[i] = last;
    }
  }
  return values;
}

// Bytes are unsigned in FITS, longer numbers signed.
function wrap(value: number, bytesPerNumber: 1 | 2 | 4): number {
  if (bytesPerNumber === 1) return value & 0xff;
  return bytesPerNumber === 2 ? (value << 16) >> 16 : value | 0;
}
