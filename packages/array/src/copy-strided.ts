import type { TypedArray } from "./dtype.js";
import { eachPosition } from "./walk.js";

/**
 * A typed array's memory as one of few types, to be copied as it is: loops that meet many types of typed arrays run ten times slower.
 */
export function bitsOf(data: TypedArray): TypedArray {
  const { buffer, byteOffset, length } = data;
  if (data.BYTES_PER_ELEMENT === 1) return new Uint8Array(buffer, byteOffset, length);
  if (data.BYTES_PER_ELEMENT === 2) return new Uint16Array(buffer, byteOffset, length);
  return data.BYTES_PER_ELEMENT === 4 ? new Int32Array(buffer, byteOffset, length) : data;
}

/** Copies between typed arrays that convert into one another by plain assignment. */
export function copyStrided(
  target: TypedArray,
  source: TypedArray,
  shape: readonly number[],
  to: readonly number[],
  from: readonly number[],
  offsetTo: number,
  offsetFrom: number,
): void {
  const dimensions = shape.length;
  if (dimensions === 0) {
    (target as Float64Array)[offsetTo] = (source as Float64Array)[offsetFrom] as number;
    return;
  }
  if (dimensions === 1) {
    copyLine(
      target as Float64Array,
      source as Float64Array,
      shape[0] as number,
      to[0] as number,
      from[0] as number,
      offsetTo,
      offsetFrom,
    );
    return;
  }
  const inner = dimensions - 1;
  const fast = from.findIndex(
    (stride, axis) => axis < inner && Math.abs(stride) < Math.abs(from[inner] as number) && stride !== 0,
  );
  if (fast < 0) {
    const rest = shape.slice(0, -1);
    eachPosition(rest, to, offsetTo, from, offsetFrom, (a, b) =>
      copyLine(
        target as Float64Array,
        source as Float64Array,
        shape[inner] as number,
        to[inner] as number,
        from[inner] as number,
        a,
        b,
      ),
    );
    return;
  }
  // Reading along the fast axis of the source and writing along the last one would each touch a new cache line every element: go by blocks.
  let best = fast;
  for (let axis = 0; axis < inner; axis++)
    if (from[axis] !== 0 && Math.abs(from[axis] as number) < Math.abs(from[best] as number)) best = axis;
  const rest = shape.map((_, axis) => axis).filter((axis) => axis !== best && axis !== inner);
  eachPosition(
    rest.map((axis) => shape[axis] as number),
    rest.map((axis) => to[axis] as number),
    offsetTo,
    rest.map((axis) => from[axis] as number),
    offsetFrom,
    (a, b) =>
      copyBlocks(
        target as Float64Array,
        source as Float64Array,
        shape[best] as number,
        shape[inner] as number,
        to[best] as number,
        to[inner] as number,
        from[best] as number,
        from[inner] as number,
        a,
        b,
      ),
  );
}

function copyLine(
  target: Float64Array,
  source: Float64Array,
  length: number,
  to: number,
  from: number,
  offsetTo: number,
  offsetFrom: number,
): void {
  if (to === 1 && from === 1) {
    target.set(source.subarray(offsetFrom, offsetFrom + length), offsetTo);
    return;
  }
  for (let i = 0; i < length; i++) target[offsetTo + i * to] = source[offsetFrom + i * from] as number;
}

const block = 32;

function copyBlocks(
  target: Float64Array,
  source: Float64Array,
  rows: number,
  columns: number,
  toRow: number,
  toColumn: number,
  fromRow: number,
  fromColumn: number,
  offsetTo: number,
  offsetFrom: number,
): void {
  for (let row = 0; row < rows; row += block) {
    const rowEnd = Math.min(rows, row + block);
    for (let column = 0; column < columns; column += block) {
      const columnEnd = Math.min(columns, column + block);
      for (let i = row; i < rowEnd; i++) {
        let a = offsetTo + i * toRow + column * toColumn;
        let b = offsetFrom + i * fromRow + column * fromColumn;
        for (let j = column; j < columnEnd; j++) {
          target[a] = source[b] as number;
          a += toColumn;
          b += fromColumn;
        }
      }
    }
  }
}
