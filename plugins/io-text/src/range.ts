import type { DType } from "@core/array";
import { badText } from "./source.js";
import type { Cell } from "./table.js";

const bits: Partial<Record<DType, readonly [signed: boolean, bits: number]>> = {
  int8: [true, 8],
  int16: [true, 16],
  int32: [true, 32],
  int64: [true, 64],
  uint8: [false, 8],
  uint16: [false, 16],
  uint32: [false, 32],
  uint64: [false, 64],
};

/** The least and the largest number of a dtype of whole numbers; infinities for others. */
export function rangeOf(dtype: DType): readonly [number, number] {
  const range = bits[dtype];
  if (range === undefined) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [signed, size] = range;
  return signed ? [-(2 ** (size - 1)), 2 ** (size - 1) - 1] : [0, 2 ** size - 1];
}

/** BAD_FILE for a whole number that its dtype does not hold. */
export function checkRange(cells: readonly Cell[], dtype: DType, name: string): void {
  const range = bits[dtype];
  if (range === undefined) return;
  const [signed, size] = range;
  const edge = 2n ** BigInt(signed ? size - 1 : size);
  const [least, most] = rangeOf(dtype);
  for (const cell of cells) {
    const outside =
      typeof cell === "bigint"
        ? cell < (signed ? -edge : 0n) || cell >= edge
        : Number(cell) < least || Number(cell) > most;
    if (outside) throw badText(name, `${String(cell)} is beyond ${dtype}.`);
  }
}
