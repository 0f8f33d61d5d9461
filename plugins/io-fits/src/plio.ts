import { fitsError } from "./errors.js";

/**
 * Unpacks a line list of the IRAF PLIO scheme (FITS standard, section 10.4.3): instructions of 16 bits, the upper four the code, the others its number.
 * @param length how many numbers the tile has
 */
export function unpackPlio(bytes: Uint8Array, length: number): Int32Array {
  const words = new Int32Array(bytes.length >> 1);
  for (let i = 0; i < words.length; i++)
    words[i] = ((((bytes[2 * i] as number) << 8) | (bytes[2 * i + 1] as number)) << 16) >> 16;
  const values = new Int32Array(length);
  const word = (i: number): number => words[i] ?? 0;
  const [total, start] = word(2) > 0 ? [word(2), 3] : [(word(4) << 15) + word(3), word(1)];
  if (total > words.length || start < 3) throw fitsError("BAD_FILE", "a tile compressed by PLIO is cut off or broken.");
  let at = 0;
  let high = 1;
  for (let i = start; i < total; i++) {
    const code = (word(i) >> 12) & 15;
    const data = word(i) & 4095;
    if (code === 1) {
      high = (word(i + 1) << 12) + data;
      i++;
    } else if (code === 2 || code === 6) high += data;
    else if (code === 3 || code === 7) high -= data;
    if (code === 0 || code === 4 || code === 5) {
      const end = Math.min(at + data, length);
      if (code === 4) values.fill(high, at, end);
      else if (code === 5 && data > 0 && end === at + data) values[end - 1] = high;
      at += data;
    } else if (code === 6 || code === 7) {
      if (at < length) values[at] = high;
      at++;
    }
  }
  return values;
}
