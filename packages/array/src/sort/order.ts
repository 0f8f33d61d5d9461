import { isBigDType, isComplexDType, type Scalar } from "../dtype.js";
import { readElement } from "../element.js";
import type { NDArray } from "../ndarray.js";
import { compareNumbers, compareScalars, isNaNScalar, partsOfScalar } from "../reduce/compare.js";
import { loadAll } from "../reduce/load.js";
import { lowWord } from "../tiles.js";

/** From this length on, a radix sort beats merging. */
const radixFrom = 3000;

/**
 * The stable order of the elements of a contiguous line, NaN last: `order[0]` says where the smallest is.
 * @param start where the line starts, in elements of the storage
 */
export function orderOf(a: NDArray, start: number, length: number): Uint32Array {
  if (isComplexDType(a.dtype)) return orderBy(length, elementsFrom(a, start, length), compareWithNaN);
  const keys = loadAll(a, start, length);
  if (isBigDType(a.dtype) && keys.some((key) => Math.abs(key) > Number.MAX_SAFE_INTEGER))
    return orderBy(length, elementsFrom(a, start, length), compareScalars);
  return orderOfNumbers(keys);
}

function elementsFrom(a: NDArray, start: number, length: number): Scalar[] {
  return Array.from({ length }, (_, i) => readElement(a, start + i));
}

function orderBy(length: number, elements: readonly Scalar[], compare: (x: Scalar, y: Scalar) => number): Uint32Array {
  const order = Array.from({ length }, (_, i) => i);
  return Uint32Array.from(order.sort((i, j) => compare(elements[i] as Scalar, elements[j] as Scalar)));
}

/** As {@link compareScalars} with NaN behind all numbers; of complex numbers with NaN, those with a real part come first, as in NumPy. */
export function compareWithNaN(x: Scalar, y: Scalar): number {
  const [p, q] = [isNaNScalar(x), isNaNScalar(y)];
  if (!p && !q) return compareScalars(x, y);
  if (p !== q) return p ? 1 : -1;
  if (typeof x !== "object" && typeof y !== "object") return 0;
  const [z, w] = [partsOfScalar(x), partsOfScalar(y)];
  const [a, b] = [Number.isNaN(z.re), Number.isNaN(w.re)];
  if (a !== b) return a ? 1 : -1;
  const [own, other] = a ? [z.im, w.im] : [z.re, w.re];
  if (Number.isNaN(own) || Number.isNaN(other)) return Number(Number.isNaN(own)) - Number(Number.isNaN(other));
  return compareNumbers(own, other);
}

/** The stable order of numbers, NaN last. The keys are changed. */
export function orderOfNumbers(keys: Float64Array): Uint32Array {
  const length = keys.length;
  const order = new Uint32Array(length);
  let numbers = 0;
  let last = length;
  for (let i = 0; i < length; i++) if (!Number.isNaN(keys[i])) order[numbers++] = i;
  if (numbers < length) for (let i = length - 1; i >= 0; i--) if (Number.isNaN(keys[i])) order[--last] = i;
  const own = order.subarray(0, numbers);
  if (!isOrdered(keys, own)) {
    if (numbers < radixFrom) mergeOrder(keys, own);
    else radixOrder(keys, own);
  }
  return order;
}

function isOrdered(keys: Float64Array, order: Uint32Array): boolean {
  for (let i = 1; i < order.length; i++) {
    if ((keys[order[i - 1] as number] as number) > (keys[order[i] as number] as number)) return false;
  }
  return true;
}

const run = 16;

/** Insertion sort of short runs, then merging from the bottom up. */
function mergeOrder(keys: Float64Array, order: Uint32Array): void {
  const length = order.length;
  for (let start = 0; start < length; start += run) {
    const end = Math.min(length, start + run);
    for (let i = start + 1; i < end; i++) {
      const moved = order[i] as number;
      const key = keys[moved] as number;
      let j = i - 1;
      for (; j >= start && (keys[order[j] as number] as number) > key; j--) order[j + 1] = order[j] as number;
      order[j + 1] = moved;
    }
  }
  let from = order;
  let to = new Uint32Array(length > run ? length : 0);
  for (let width = run; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      mergeRuns(keys, from, to, start, Math.min(length, start + width), Math.min(length, start + 2 * width));
    }
    [from, to] = [to as Uint32Array<ArrayBuffer>, from as Uint32Array<ArrayBuffer>];
  }
  if (from !== order) order.set(from);
}

function mergeRuns(
  keys: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let i = start;
  let j = middle;
  for (let at = start; at < end; at++) {
    const right = j < end && (i >= middle || (keys[from[j] as number] as number) < (keys[from[i] as number] as number));
    to[at] = (right ? from[j++] : from[i++]) as number;
  }
}

const radix = 2048;

/** Six passes of 11 bits over the bits of the keys, turned so that they order as whole numbers; passes where all keys agree are left out. */
function radixOrder(keys: Float64Array, order: Uint32Array): void {
  const length = order.length;
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  let high = new Uint32Array(length);
  let low = new Uint32Array(length);
  let index = Uint32Array.from(order);
  const counts = new Uint32Array(6 * radix);
  const lower = lowWord();
  for (let i = 0; i < length; i++) {
    const at = order[i] as number;
    keys[at] = (keys[at] as number) + 0;
    const bits = words[2 * at + 1 - lower] as number;
    const negative = bits >> 31;
    const top = bits ^ (negative | 0x80000000);
    const bottom = (words[2 * at + lower] as number) ^ negative;
    high[i] = top;
    low[i] = bottom;
    for (let pass = 0; pass < 6; pass++) {
      const slot = pass * radix + digitOf(top, bottom, pass);
      counts[slot] = (counts[slot] as number) + 1;
    }
  }
  let nextHigh = new Uint32Array(length);
  let nextLow = new Uint32Array(length);
  let nextIndex = new Uint32Array(length);
  for (let pass = 0; pass < 6; pass++) {
    const own = counts.subarray(pass * radix, (pass + 1) * radix);
    if (own.includes(length)) continue;
    let total = 0;
    for (let digit = 0; digit < radix; digit++) {
      const count = own[digit] as number;
      own[digit] = total;
      total += count;
    }
    for (let i = 0; i < length; i++) {
      const [top, bottom] = [high[i] as number, low[i] as number];
      const digit = digitOf(top, bottom, pass);
      const to = own[digit] as number;
      own[digit] = to + 1;
      nextHigh[to] = top;
      nextLow[to] = bottom;
      nextIndex[to] = index[i] as number;
    }
    [high, nextHigh] = [nextHigh, high];
    [low, nextLow] = [nextLow, low];
    [index, nextIndex] = [nextIndex, index];
  }
  order.set(index);
}

function digitOf(high: number, low: number, pass: number): number {
  switch (pass) {
    case 0:
      return low & 2047;
    case 1:
      return (low >>> 11) & 2047;
    case 2:
      return ((low >>> 22) | (high << 10)) & 2047;
    case 3:
      return (high >>> 1) & 2047;
    case 4:
      return (high >>> 12) & 2047;
    default:
      return high >>> 23;
  }
}
