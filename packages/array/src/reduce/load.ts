import { type DType, isBigDType, type TypedArray } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { gather, gatherWords, wordsOf } from "../tiles.js";

/** Elements that are converted to float64 at a time; a tile stays in the first-level cache. */
export const tileSize = 4096;

const spare: Float64Array[] = [];

/** Borrows a tile of {@link tileSize} numbers; give it back with {@link returnTile}. */
export function borrowTile(): Float64Array {
  return spare.pop() ?? new Float64Array(tileSize);
}

/** Gives a tile back. */
export function returnTile(tile: Float64Array): void {
  if (spare.length < 4) spare.push(tile);
}

/** Copies rows × columns elements as float64 into a tile, row by row. */
export function loadTile(
  data: TypedArray,
  dtype: DType,
  start: number,
  rows: number,
  rowStep: number,
  columns: number,
  columnStep: number,
  tile: Float64Array,
): void {
  const words = isBigDType(dtype) ? wordsOf(data as BigInt64Array) : undefined;
  if (words === undefined && columnStep === 1 && (rows === 1 || rowStep === columns)) {
    tile.set((data as Float64Array).subarray(start, start + rows * columns));
    return;
  }
  for (let row = 0; row < rows; row++) {
    const from = start + row * rowStep;
    if (words === undefined) gather(tile, row * columns, data, from, columnStep, columns);
    else gatherWords(tile, row * columns, words, from, columnStep, columns, dtype === "int64");
  }
}

/** Consecutive elements of the storage of a real array as new float64 numbers; 64-bit integers are rounded. */
export function loadAll(a: NDArray, start: number, length: number): Float64Array {
  const numbers = new Float64Array(length);
  loadTile(a.data, a.dtype, start, 1, 0, length, 1, numbers);
  return numbers;
}

/**
 * Visits the elements of a real array, contiguous or with one axis, in order, tile by tile as float64: the first `count` elements of the tile, which is
 * valid during the visit alone. Nothing of the size of the array is made.
 */
export function eachTile(a: NDArray, visit: (tile: Float64Array, count: number, from: number) => void): void {
  const spare = borrowTile();
  for (let from = 0; from < a.size; from += tileSize) {
    const count = Math.min(tileSize, a.size - from);
    visit(tileAt(a, from, count, spare), count, from);
  }
  returnTile(spare);
}

/** So many elements of a real array, contiguous or with one axis, as float64: in place, or in a tile that is given. */
export function tileAt(a: NDArray, from: number, count: number, spare: Float64Array): Float64Array {
  const step = a.shape.length === 1 ? (a.strides[0] as number) : 1;
  const start = a.offset + from * step;
  if (a.dtype === "float64" && step === 1) return (a.data as Float64Array).subarray(start, start + count);
  loadTile(a.data, a.dtype, start, 1, 0, count, step, spare);
  return spare;
}
