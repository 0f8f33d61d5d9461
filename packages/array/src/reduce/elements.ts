import type { Scalar } from "../dtype.js";
import { readElement } from "../element.js";
import type { NDArray } from "../ndarray.js";
import { broadcastStrides, checkAxes } from "../shape.js";
import { eachPosition } from "../transfer.js";

/**
 * Reduces element by element, in C order: for dtypes that do not fit float64 (complex numbers in order, whole numbers beyond 2 ** 53).
 * @param step the accumulator, an element and its count along the reduced axes; gives the next accumulator
 * @returns one accumulator per output, in C order
 */
export function reduceElements<T>(
  a: NDArray,
  axis: number | readonly number[] | undefined,
  where: NDArray | undefined,
  start: T,
  step: (accumulator: T, value: Scalar, index: number) => T,
): T[] {
  const axes = [...checkAxes(axis, a.shape.length)].sort((i, j) => i - j);
  const kept = a.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const sizes = (list: readonly number[]): number[] => list.map((i) => a.shape[i] as number);
  const steps = (list: readonly number[], strides: readonly number[]): number[] =>
    list.map((i) => strides[i] as number);
  const mask = where === undefined ? a.strides.map(() => 0) : broadcastStrides(where.shape, where.strides, a.shape);
  const results: T[] = [];
  eachPosition(
    sizes(kept),
    steps(kept, a.strides),
    a.offset,
    steps(kept, mask),
    where?.offset ?? 0,
    (from, maskFrom) => {
      let accumulator = start;
      let index = 0;
      eachPosition(sizes(axes), steps(axes, a.strides), from, steps(axes, mask), maskFrom, (position, maskPosition) => {
        if (where === undefined || where.data[maskPosition] !== 0)
          accumulator = step(accumulator, readElement(a, position), index);
        index++;
      });
      results.push(accumulator);
    },
  );
  return results;
}
