import { sizeOf } from "./shape.js";

/** Calls back with the positions in two arrays of one shape, in C order. */
export function eachPosition(
  shape: readonly number[],
  stridesA: readonly number[],
  offsetA: number,
  stridesB: readonly number[],
  offsetB: number,
  visit: (a: number, b: number) => void,
): void {
  if (sizeOf(shape) === 0) return;
  const last = shape.length - 1;
  if (last < 0) {
    visit(offsetA, offsetB);
    return;
  }
  const index = new Array<number>(shape.length).fill(0);
  const length = shape[last] as number;
  const stepA = stridesA[last] as number;
  const stepB = stridesB[last] as number;
  let a = offsetA;
  let b = offsetB;
  for (;;) {
    for (let i = 0; i < length; i++) visit(a + i * stepA, b + i * stepB);
    let axis = last - 1;
    for (; axis >= 0; axis--) {
      a += stridesA[axis] as number;
      b += stridesB[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      a -= (stridesA[axis] as number) * (shape[axis] as number);
      b -= (stridesB[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/**
 * Drops axes of size 1 and joins neighbouring axes that all operands walk evenly, so that loops are few and long.
 * Every operand has one stride per axis of `shape`.
 */
export function mergeAxes(
  shape: readonly number[],
  operands: readonly (readonly number[])[],
): { shape: number[]; strides: number[][] } {
  const sizes: number[] = [];
  const strides: number[][] = operands.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis] as number;
    if (size === 1) continue;
    const last = sizes.length - 1;
    const joins =
      last >= 0 && operands.every((own, i) => (strides[i] as number[])[last] === (own[axis] as number) * size);
    if (joins) sizes[last] = (sizes[last] as number) * size;
    else sizes.push(size);
    operands.forEach((own, i) => {
      (strides[i] as number[])[joins ? last : sizes.length - 1] = own[axis] as number;
    });
  }
  return { shape: sizes, strides };
}
