import type { TypedArray } from "./dtype.js";
import { eachPosition } from "./walk.js";

/** Copies `length` elements from `b` on, `from` apart, to `a` on, `to` apart. */
type Move<Data> = (target: Data, source: Data, length: number, to: number, from: number, a: number, b: number) => void;

// One loop that meets every type of typed array runs twenty times slower than loops that meet one each.
const moveBytes: Move<Uint8Array> = (target, source, length, to, from, a, b) => {
  for (let i = 0, p = a, q = b; i < length; i++, p += to, q += from) target[p] = source[q] as number;
};

const moveShorts: Move<Uint16Array> = (target, source, length, to, from, a, b) => {
  for (let i = 0, p = a, q = b; i < length; i++, p += to, q += from) target[p] = source[q] as number;
};

const moveWords: Move<Int32Array> = (target, source, length, to, from, a, b) => {
  for (let i = 0, p = a, q = b; i < length; i++, p += to, q += from) target[p] = source[q] as number;
};

const moveDoubles: Move<Float64Array> = (target, source, length, to, from, a, b) => {
  for (let i = 0, p = a, q = b; i < length; i++, p += to, q += from) target[p] = source[q] as number;
};

const moveWholes: Move<BigInt64Array> = (target, source, length, to, from, a, b) => {
  for (let i = 0, p = a, q = b; i < length; i++, p += to, q += from) target[p] = source[q] as bigint;
};

interface Mover {
  readonly view: (data: TypedArray) => TypedArray;
  readonly move: Move<never>;
}

function moverOf(data: TypedArray): Mover {
  switch (data.BYTES_PER_ELEMENT) {
    case 1:
      return { view: (own) => new Uint8Array(own.buffer, own.byteOffset, own.length), move: moveBytes };
    case 2:
      return { view: (own) => new Uint16Array(own.buffer, own.byteOffset, own.length), move: moveShorts };
    case 4:
      return { view: (own) => new Int32Array(own.buffer, own.byteOffset, own.length), move: moveWords };
    default:
      return { view: (own) => own, move: data instanceof Float64Array ? moveDoubles : moveWholes };
  }
}

/** Copies elements, as they are, between typed arrays of one dtype. Strides and offsets count places in the typed arrays. */
export function copyStrided(
  target: TypedArray,
  source: TypedArray,
  shape: readonly number[],
  to: readonly number[],
  from: readonly number[],
  offsetTo: number,
  offsetFrom: number,
): void {
  const { view, move } = moverOf(target);
  const [x, y] = [view(target), view(source)] as [never, never];
  const inner = shape.length - 1;
  if (inner < 0) {
    move(x, y, 1, 1, 1, offsetTo, offsetFrom);
    return;
  }
  const length = shape[inner] as number;
  const [toStep, fromStep] = [to[inner] as number, from[inner] as number];
  const others = shape.map((_, axis) => axis).slice(0, -1);
  const across = fastestAxis(others, from, Math.abs(fromStep));
  const outer = others.filter((axis) => axis !== across);
  const pick = (list: readonly number[]): number[] => outer.map((axis) => list[axis] as number);
  eachPosition(pick(shape), pick(to), offsetTo, pick(from), offsetFrom, (a, b) => {
    if (across >= 0) {
      const rows = { length: shape[across] as number, to: to[across] as number, from: from[across] as number };
      moveBlocks(move, x, y, rows, { length, to: toStep, from: fromStep }, a, b);
    } else if (toStep === 1 && fromStep === 1 && length > 16) {
      (x as Uint8Array).set((y as Uint8Array).subarray(b, b + length), a);
    } else move(x, y, length, toStep, fromStep, a, b);
  });
}

/** The axis along which the source is walked in smaller steps than along the inner one, or -1. */
function fastestAxis(axes: readonly number[], from: readonly number[], innerStep: number): number {
  let best = -1;
  let least = innerStep;
  for (const axis of axes) {
    const step = Math.abs(from[axis] as number);
    if (step !== 0 && step < least) {
      best = axis;
      least = step;
    }
  }
  return best;
}

interface Axis {
  readonly length: number;
  readonly to: number;
  readonly from: number;
}

const block = 32;

/** Goes by square blocks: reading in order and writing in order would each touch another cache line with every element of the other. */
function moveBlocks(
  move: Move<never>,
  target: never,
  source: never,
  rows: Axis,
  columns: Axis,
  offsetTo: number,
  offsetFrom: number,
): void {
  for (let row = 0; row < rows.length; row += block) {
    const rowEnd = Math.min(rows.length, row + block);
    for (let column = 0; column < columns.length; column += block) {
      const width = Math.min(block, columns.length - column);
      const a = offsetTo + column * columns.to;
      const b = offsetFrom + column * columns.from;
      for (let i = row; i < rowEnd; i++)
        move(target, source, width, columns.to, columns.from, a + i * rows.to, b + i * rows.from);
    }
  }
}
