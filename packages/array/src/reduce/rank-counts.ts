import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";

/** Whether lines of a dtype are long enough that counting every value is the fastest way to find ranks. */
export function countsRanks(dtype: DType, length: number): boolean {
  if (dtype === "uint8" || dtype === "int8") return length >= 256;
  return (dtype === "uint16" || dtype === "int16") && length >= 32768;
}

/**
 * The elements of some ranks of each line of a contiguous array of small whole numbers.
 * @param ranks ascending
 */
export function ranksByCounting(
  lines: NDArray,
  count: number,
  length: number,
  ranks: readonly number[],
): Map<number, number>[] {
  const data = lines.data as Uint8Array | Int8Array | Uint16Array | Int16Array;
  const low = lines.dtype === "int8" ? -128 : lines.dtype === "int16" ? -32768 : 0;
  const counts = new Uint32Array(data.BYTES_PER_ELEMENT === 1 ? 256 : 65536);
  return Array.from({ length: count }, (_, line) => {
    counts.fill(0);
    const start = lines.offset + line * length;
    for (let i = start; i < start + length; i++) {
      const slot = (data[i] as number) - low;
      counts[slot] = (counts[slot] as number) + 1;
    }
    const found = new Map<number, number>();
    let slot = 0;
    let below = counts[0] as number;
    for (const rank of ranks) {
      while (below <= rank) below += counts[++slot] as number;
      found.set(rank, slot + low);
    }
    return found;
  });
}
