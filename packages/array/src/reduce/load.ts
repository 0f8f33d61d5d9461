import { type DType, kindOf, type TypedArray } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { lowWord } from "../tiles.js";

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

/**
 * Copies rows × columns elements as float64 into a tile, row by row. The loops stand once per family of typed arrays: a loop that
 * sees more than four kinds of them is ten times slower in V8.
 */
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
  if (dtype === "int64" || dtype === "uint64") {
    gatherBig(data as BigInt64Array, dtype === "int64", start, rows, rowStep, columns, columnStep, tile);
  } else if (columnStep === 1 && (rows === 1 || rowStep === columns)) {
    tile.set((data as Float64Array).subarray(start, start + rows * columns));
  } else if (columnStep === 1 && columns > 64) {
    for (let row = 0; row < rows; row++) {
      const from = start + row * rowStep;
      tile.set((data as Float64Array).subarray(from, from + columns), row * columns);
    }
  } else if (kindOf(dtype) === "float") {
    gatherFloat(data as Float64Array, start, rows, rowStep, columns, columnStep, tile);
  } else if (kindOf(dtype) === "int") {
    gatherSigned(data as Int32Array, start, rows, rowStep, columns, columnStep, tile);
  } else gatherUnsigned(data as Uint32Array, start, rows, rowStep, columns, columnStep, tile);
}

function gatherFloat(
  data: Float32Array | Float64Array,
  start: number,
  rows: number,
  rowStep: number,
  columns: number,
  step: number,
  tile: Float64Array,
): void {
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = start + row * rowStep;
    for (let i = 0; i < columns; i++, from += step) tile[to++] = data[from] as number;
  }
}

function gatherUnsigned(
  data: Uint8Array | Uint16Array | Uint32Array,
  start: number,
  rows: number,
  rowStep: number,
  columns: number,
  step: number,
  tile: Float64Array,
): void {
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = start + row * rowStep;
    for (let i = 0; i < columns; i++, from += step) tile[to++] = data[from] as number;
  }
}

function gatherSigned(
  data: Int8Array | Int16Array | Int32Array,
  start: number,
  rows: number,
  rowStep: number,
  columns: number,
  step: number,
  tile: Float64Array,
): void {
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = start + row * rowStep;
    for (let i = 0; i < columns; i++, from += step) tile[to++] = data[from] as number;
  }
}

/** Reads 64-bit integers as two halves: one rounding, and no BigInt is made. */
function gatherBig(
  data: BigInt64Array | BigUint64Array,
  signed: boolean,
  start: number,
  rows: number,
  rowStep: number,
  columns: number,
  step: number,
  tile: Float64Array,
): void {
  const halves = new Int32Array(data.buffer, data.byteOffset, 2 * data.length);
  const lower = lowWord();
  const two32 = 4294967296;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    let from = start + row * rowStep;
    for (let i = 0; i < columns; i++, from += step) {
      const low = halves[2 * from + lower] as number;
      const high = halves[2 * from + 1 - lower] as number;
      tile[to++] = (signed ? high : high >>> 0) * two32 + (low >>> 0);
    }
  }
}

/** Consecutive elements of the storage of a real array as new float64 numbers; 64-bit integers are rounded. */
export function loadAll(a: NDArray, start: number, length: number): Float64Array {
  const numbers = new Float64Array(length);
  loadTile(a.data, a.dtype, start, 1, 0, length, 1, numbers);
  return numbers;
}
