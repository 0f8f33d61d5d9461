import { type DType, isComplexDType, type TypedArray } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { lowWord, wordsOf } from "../tiles.js";

/** Whole numbers from 0 to 2 ** 32 as an int64 array with one axis. */
export function positions(like: NDArray, places: ArrayLike<number>): NDArray<"int64"> {
  const result = like.make("int64", [places.length]);
  writePositions(result, places);
  return result;
}

/** Writes whole numbers from 0 to 2 ** 32 into a contiguous int64 array, through its halves: no BigInt is made. */
export function writePositions(target: NDArray<"int64">, places: ArrayLike<number>, from = 0): void {
  const words = wordsOf(target.data);
  const lower = lowWord();
  for (let i = 0; i < places.length; i++) words[2 * (from + i) + lower] = places[i] as number;
}

/** The elements at some places of a contiguous array, in a new one with one axis. */
export function takeElements<D extends DType>(flat: NDArray<D>, places: ArrayLike<number>): NDArray<D> {
  const result = flat.make(flat.dtype, [places.length]);
  const width = isComplexDType(flat.dtype) ? 2 : 1;
  const from = flat.data as TypedArray as Float64Array;
  const to = result.data as TypedArray as Float64Array;
  const start = flat.offset * width;
  for (let i = 0; i < places.length; i++) {
    for (let part = 0; part < width; part++)
      to[i * width + part] = from[start + (places[i] as number) * width + part] as number;
  }
  return result;
}
