import { contiguousStrides, sizeOf } from "@core/array";
import { coreError } from "@core/array/runtime";
import { filterOffsets } from "./neighbourhood.js";

/** What is eroded, and by what. */
export interface Erosion {
  /** 0 or 1 for each element. */
  readonly bits: Uint8Array;
  readonly shape: readonly number[];
  readonly box: readonly number[];
  /** 0 or 1 for each element of the structuring element's box. */
  readonly members: Uint8Array;
  readonly origins: readonly number[];
  /** Elements with 0 stay as they are. */
  readonly mask: Uint8Array | undefined;
  /** Whether 1 is beyond the border. */
  readonly border: boolean;
  /** Below 1 until nothing changes. */
  readonly iterations: number;
  readonly bruteForce: boolean;
}

/** The elements with a border around them that the structuring element can reach from any side. */
interface Field {
  readonly bits: Uint8Array;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** Where each line of the array begins. */
  readonly rows: Float64Array;
  readonly length: number;
  /** Distances of the structuring element's members from the element that is looked at. */
  readonly offsets: Int32Array;
}

/** Erodes as often as asked for. */
export function erodeBits(erosion: Erosion): Uint8Array {
  const { bits, shape, iterations } = erosion;
  if (bits.length === 0) return bits.slice();
  if (shape.length === 0) return erodeBits({ ...erosion, shape: [1], box: [1], origins: [0] });
  const field = fieldOf(erosion);
  const first = erodeOnce(field, bits, erosion.mask);
  if (iterations === 1) return first;
  return erosion.bruteForce || !field.offsets.includes(0)
    ? repeated(field, erosion, first)
    : spread(field, erosion, first);
}

function fieldOf({ bits, shape, box, members, origins, border }: Erosion): Field {
  const before = box.map((size, axis) => Math.floor(size / 2) + (origins[axis] as number));
  const reach = box.map((size, axis) => Math.max(before[axis] as number, size - 1 - (before[axis] as number)));
  const wide = shape.map((size, axis) => size + 2 * (reach[axis] as number));
  const strides = contiguousStrides(wide);
  const field = new Uint8Array(sizeOf(wide)).fill(border ? 1 : 0);
  const length = shape[shape.length - 1] as number;
  const rows = new Float64Array(bits.length / length);
  const index = new Array<number>(shape.length - 1).fill(0);
  for (let row = 0; row < rows.length; row++) {
    let start = reach[shape.length - 1] as number;
    for (let axis = 0; axis < index.length; axis++)
      start += ((index[axis] as number) + (reach[axis] as number)) * (strides[axis] as number);
    rows[row] = start;
    for (let axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  const centre = before.reduce((sum, one, axis) => sum + one * (strides[axis] as number), 0);
  const offsets = filterOffsets(box, members, strides).map((offset) => offset - centre);
  const result = { bits: field, shape: wide, strides, rows, length, offsets };
  fill(result, bits);
  return result;
}

function fill({ bits, rows, length }: Field, from: Uint8Array): void {
  for (let row = 0; row < rows.length; row++)
    bits.set(from.subarray(row * length, (row + 1) * length), rows[row] as number);
}

function erodeOnce(
  { bits, rows, length, offsets }: Field,
  before: Uint8Array,
  mask: Uint8Array | undefined,
): Uint8Array {
  const result = new Uint8Array(before.length).fill(1);
  for (let row = 0; row < rows.length; row++) {
    const start = rows[row] as number;
    let k = 0;
    for (; k + 3 < offsets.length; k += 4) andFour(result, row * length, length, bits, start, offsets, k);
    for (; k < offsets.length; k++) andOne(result, row * length, length, bits, start + (offsets[k] as number));
  }
  if (mask !== undefined) for (let i = 0; i < result.length; i++) if (mask[i] === 0) result[i] = before[i] as number;
  return result;
}

function andFour(
  result: Uint8Array,
  at: number,
  length: number,
  bits: Uint8Array,
  start: number,
  offsets: Int32Array,
  k: number,
): void {
  const a = start + (offsets[k] as number);
  const b = start + (offsets[k + 1] as number);
  const c = start + (offsets[k + 2] as number);
  const d = start + (offsets[k + 3] as number);
  for (let i = 0; i < length; i++)
    result[at + i] =
      (result[at + i] as number) &
      (bits[a + i] as number) &
      (bits[b + i] as number) &
      (bits[c + i] as number) &
      (bits[d + i] as number);
}

function andOne(result: Uint8Array, at: number, length: number, bits: Uint8Array, from: number): void {
  for (let i = 0; i < length; i++) result[at + i] = (result[at + i] as number) & (bits[from + i] as number);
}

/** All elements again and again. */
function repeated(field: Field, { bits, mask, iterations }: Erosion, first: Uint8Array): Uint8Array {
  let [before, current] = [bits, first];
  // A state that is kept and renewed at each power of two is met again if the iterations go round in a circle.
  let [kept, renewal] = [first, 2];
  for (let done = 1; iterations < 1 ? !equal(before, current) : done < iterations; done++) {
    fill(field, current);
    before = current;
    current = erodeOnce(field, before, mask);
    if (iterations < 1 && equal(kept, current) && !equal(before, current))
      throw coreError(
        "NOT_CONVERGED",
        `iterations: got ${iterations}, but the result goes round in a circle with this structure; give a number of iterations.`,
      );
    if (iterations >= 1 && equal(before, current)) break;
    if (done === renewal) [kept, renewal] = [current, 2 * renewal];
  }
  return current;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Only the neighbours of elements that were lost can be lost next. The element that is looked at is part of the structure. */
function spread(field: Field, { bits: before, mask, iterations }: Erosion, first: Uint8Array): Uint8Array {
  const { bits, rows, length, offsets } = field;
  // What may still be lost: neither the border nor masked elements.
  bits.fill(0);
  let lost: number[] | Int32Array = [];
  for (let row = 0; row < rows.length; row++) {
    const start = rows[row] as number;
    for (let i = 0; i < length; i++) {
      const at = row * length + i;
      if (mask === undefined || mask[at] !== 0) bits[start + i] = first[at] as number;
      if (before[at] !== first[at]) lost.push(start + i);
    }
  }
  const next = new Int32Array(first.length);
  const other = new Int32Array(first.length);
  lost = Int32Array.from(lost);
  let count = lost.length;
  let target = next;
  for (let done = 1; count > 0 && (iterations < 1 || done < iterations); done++) {
    let found = 0;
    for (let i = 0; i < count; i++) {
      const from = lost[i] as number;
      for (let k = 0; k < offsets.length; k++) {
        const at = from - (offsets[k] as number);
        if (bits[at] === 1) {
          bits[at] = 0;
          target[found++] = at;
        }
      }
    }
    lost = target;
    count = found;
    target = target === next ? other : next;
  }
  const result = new Uint8Array(first.length);
  for (let row = 0; row < rows.length; row++)
    result.set(bits.subarray(rows[row] as number, (rows[row] as number) + length), row * length);
  if (mask !== undefined) for (let i = 0; i < result.length; i++) if (mask[i] === 0) result[i] = before[i] as number;
  return result;
}
