import { coreError } from "@core/array/runtime";

/**
 * Undoes differences along rows, in place: predictor 2 on numbers of any size in the byte order of this machine, given as a typed array.
 * @param row numbers in a row
 * @param step numbers from a sample to that of the next pixel
 */
export function addDifferences(data: Uint8Array | Uint16Array | Uint32Array, row: number, step: number): void {
  for (let start = 0; start < data.length; start += row)
    for (let i = start + step; i < start + row; i++) data[i] = (data[i] as number) + (data[i - step] as number);
}

/** The same for numbers of 64 bits. */
export function addBigDifferences(data: BigUint64Array, row: number, step: number): void {
  for (let start = 0; start < data.length; start += row)
    for (let i = start + step; i < start + row; i++) data[i] = (data[i] as bigint) + (data[i - step] as bigint);
}

/**
 * Undoes predictor 3: in each row the bytes stand by significance, the highest first, as differences. Gives numbers with the high
 * byte first. Format: Adobe, TIFF technical note 3.
 */
export function joinFloats(data: Uint8Array, rowBytes: number, step: number, numberBytes: number): Uint8Array {
  const target = new Uint8Array(data.length);
  const count = rowBytes / numberBytes;
  for (let start = 0; start < data.length; start += rowBytes) {
    for (let i = start + step; i < start + rowBytes; i++) data[i] = (data[i] as number) + (data[i - step] as number);
    for (let i = 0; i < count; i++)
      for (let byte = 0; byte < numberBytes; byte++)
        target[start + i * numberBytes + byte] = data[start + byte * count + i] as number;
  }
  return target;
}

/** A predictor that can be undone, or UNSUPPORTED. */
export function checkPredictor(predictor: number, floats: boolean, bits: number): void {
  if (predictor === 1 || (predictor === 2 && bits >= 8) || (predictor === 3 && floats)) return;
  throw coreError("UNSUPPORTED", `tiff: predictor ${predictor} for samples of ${bits} bits.`);
}
