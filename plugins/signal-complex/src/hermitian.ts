import { contiguous, elementsOf, fromData, makeData, type NDArray } from "@core/array";

/** Where the frequencies of a transform of real data are; the spaces that were transformed are the last axes. */
interface Places {
  /** The place of each row of frequencies, which is another one when the frequency 0 is in the middle. */
  readonly placed: Int32Array;
  /** The row of the opposite frequencies. */
  readonly opposite: Int32Array;
  readonly rows: number;
}

function placesOf(shape: readonly number[], shifted: boolean): Places {
  const rows = shape.slice(0, -1);
  const total = rows.reduce((product, size) => product * size, 1);
  const placed = new Int32Array(total);
  const opposite = new Int32Array(total);
  for (let row = 0; row < total; row++) {
    let rest = row;
    let step = 1;
    let own = 0;
    let across = 0;
    for (let axis = rows.length - 1; axis >= 0; axis--) {
      const size = rows[axis] as number;
      const k = rest % size;
      rest = (rest - k) / size;
      own += step * moved(k, size, shifted);
      across += step * (k === 0 ? 0 : size - k);
      step *= size;
    }
    placed[row] = own;
    opposite[row] = across;
  }
  return { placed, opposite, rows: total };
}

function moved(k: number, size: number, shifted: boolean): number {
  return shifted ? (k + Math.floor(size / 2)) % size : k;
}

/**
 * The half with frequencies from 0 up along the last axis of what remains when only the real part of the inverse transform is wanted:
 * the mean of each number and the conjugate of its opposite. Inverting that half takes half the time.
 * @param data complex, with the transformed axes last
 */
export function foldHalf(data: NDArray, shape: readonly number[], shifted: boolean): NDArray {
  const n = shape.at(-1) as number;
  const half = Math.floor(n / 2) + 1;
  const { placed, opposite, rows } = placesOf(shape, shifted);
  const source = elementsOf(contiguous(data)) as Float64Array;
  const target = makeData(data.dtype, (source.length / 2 / n) * half) as Float64Array;
  const positions = source.length / 2 / n / rows;
  for (let p = 0, to = 0; p < positions; p++)
    for (let row = 0; row < rows; row++) {
      const own = 2 * n * (p * rows + (placed[row] as number));
      const across = 2 * n * (p * rows + (placed[opposite[row] as number] as number));
      for (let k = 0; k < half; k++, to += 2) {
        const a = own + 2 * moved(k, n, shifted);
        const b = across + 2 * moved(k === 0 ? 0 : n - k, n, shifted);
        target[to] = 0.5 * (source[a] as number) + 0.5 * (source[b] as number);
        target[to + 1] = 0.5 * (source[a + 1] as number) - 0.5 * (source[b + 1] as number);
      }
    }
  return arrayOf(data, target, half);
}

/** The whole transform of real data with the frequency 0 in the middle, from its half with frequencies from 0 up along the last axis. */
export function spreadHalf(data: NDArray, shape: readonly number[]): NDArray {
  const n = shape.at(-1) as number;
  const half = Math.floor(n / 2) + 1;
  const middle = Math.floor(n / 2);
  const { placed, opposite, rows } = placesOf(shape, true);
  const source = elementsOf(contiguous(data)) as Float64Array;
  const target = makeData(data.dtype, (source.length / 2 / half) * n) as Float64Array;
  const positions = source.length / 2 / half / rows;
  for (let p = 0; p < positions; p++)
    for (let row = 0; row < rows; row++) {
      const own = 2 * half * (p * rows + row);
      const across = 2 * half * (p * rows + (opposite[row] as number));
      const to = 2 * n * (p * rows + (placed[row] as number));
      // Frequencies from 0 up lie behind the middle, but for the highest one of even numbers of points.
      for (let k = 0; k < n - middle; k++) {
        target[to + 2 * (middle + k)] = source[own + 2 * k] as number;
        target[to + 2 * (middle + k) + 1] = source[own + 2 * k + 1] as number;
      }
      for (let k = 1; k <= middle; k++) {
        target[to + 2 * (middle - k)] = source[across + 2 * k] as number;
        target[to + 2 * (middle - k) + 1] = -(source[across + 2 * k + 1] as number);
      }
    }
  return arrayOf(data, target, n);
}

function arrayOf(data: NDArray, elements: Float64Array, last: number): NDArray {
  const runtime = data.runtime === undefined ? {} : { runtime: data.runtime };
  return fromData(elements as never, [...data.shape.slice(0, -1), last], { dtype: data.dtype, ...runtime }) as NDArray;
}
