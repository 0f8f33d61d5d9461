import { contiguous, type DType, elementsOf, fromData, isComplexDType, makeData, type NDArray } from "@core/array";
import type { LineTransform } from "./line.js";

// Lines across the memory are gathered in blocks, so that each cache line is read once. The gap keeps the lines of a block, which often
// are a power of two apart, out of each other's way in the cache.
const blockLines = 16;
const gap = 8;
const chunkNumbers = 1_048_576;
// The passes count with 32 bits.
const directNumbers = 268_435_456;

/** An array as lines along an axis: [outer][length][inner], with `width` numbers in each element. */
interface Layout {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly width: number;
}

/**
 * Applies a transform to all lines along an axis, cut or padded with zeros to what the transform reads. The transform works in float64;
 * the result is rounded once where the dtype is float32 or complex64.
 * @param width numbers of the transform in one element: 2 for complex transforms of complex elements, else 1
 */
export function alongAxis(a: NDArray, axis: number, transform: LineTransform, width: 1 | 2, dtype: DType): NDArray {
  const length = a.shape[axis]!;
  const outer = product(a.shape.slice(0, axis));
  // A complex array under a real transform is an array of pairs.
  const pairs = isComplexDType(a.dtype) && width === 1 ? 2 : 1;
  const inner = product(a.shape.slice(axis + 1)) * pairs;
  const widthOut = (isComplexDType(dtype) ? 2 : 1) / pairs;
  const shape = [...a.shape];
  shape[axis] = transform.writes / widthOut;
  const layout: Layout = { outer, length, inner, width };
  const data = makeData(dtype, product(shape)) as Float64Array | Float32Array;
  const source = elementsOf(contiguous(a));
  if (data.length > 0) transformAll(source as Float64Array, data, layout, transform, widthOut);
  return fromData(data as never, shape, { dtype, ...(a.runtime === undefined ? {} : { runtime: a.runtime }) });
}

function transformAll(
  source: Float64Array,
  target: Float64Array | Float32Array,
  layout: Layout,
  transform: LineTransform,
  widthOut: number,
): void {
  const kind = source[Symbol.toStringTag] as string;
  const direct = kind === "Float64Array" && target[Symbol.toStringTag] === "Float64Array";
  const { outer, length, inner, width } = layout;
  const reads = length * inner * width;
  const writes = transform.writes * inner;
  const chunk = direct ? directNumbers : chunkNumbers;
  const rows = Math.max(1, Math.min(outer, Math.floor(chunk / Math.max(reads, writes, 1))));
  if (direct) {
    for (let o = 0; o < outer; o += rows) {
      const count = Math.min(rows, outer - o);
      const from = source.subarray(o * reads, (o + count) * reads);
      const to = target.subarray(o * writes, (o + count) * writes) as Float64Array;
      transformLines(from, to, { ...layout, outer: count }, transform, widthOut);
    }
    return;
  }
  const from = new Float64Array(rows * reads);
  const to = new Float64Array(rows * writes);
  for (let o = 0; o < outer; o += rows) {
    const count = Math.min(rows, outer - o);
    load(from, source.subarray(o * reads, (o + count) * reads), kind);
    transformLines(from, to, { ...layout, outer: count }, transform, widthOut);
    target.set(to.subarray(0, count * writes), o * writes);
  }
}

function load(target: Float64Array, source: Float64Array, kind: string): void {
  if (kind.startsWith("Big")) for (let i = 0; i < source.length; i++) target[i] = Number(source[i]);
  else target.set(source);
}

function transformLines(
  source: Float64Array,
  target: Float64Array,
  layout: Layout,
  transform: LineTransform,
  widthOut: number,
): void {
  if (layout.inner > 1) transformAcross(source, target, layout, transform, widthOut);
  else transformAlong(source, target, layout, transform);
}

function transformAlong(source: Float64Array, target: Float64Array, layout: Layout, transform: LineTransform): void {
  const { outer, length, width } = layout;
  const { reads, writes } = transform;
  const stride = length * width;
  if (stride >= reads) {
    for (let o = 0; o < outer; o++) transform.run(source, o * stride, target, o * writes);
    return;
  }
  const padded = new Float64Array(reads);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < stride; k++) padded[k] = source[o * stride + k]!;
    transform.run(padded, 0, target, o * writes);
  }
}

function transformAcross(
  source: Float64Array,
  target: Float64Array,
  layout: Layout,
  transform: LineTransform,
  widthOut: number,
): void {
  const { outer, length, inner, width } = layout;
  const { reads, writes } = transform;
  const rows = Math.min(length, reads / width) | 0;
  const pitchIn = reads + gap;
  const pitchOut = writes + gap;
  const most = Math.min(blockLines, inner);
  const before = new Float64Array(most * pitchIn);
  const after = new Float64Array(most * pitchOut);
  for (let o = 0; o < outer; o++) {
    for (let column = 0; column < inner; column += blockLines) {
      const count = Math.min(blockLines, inner - column);
      const from = (o * length * inner + column) * width;
      if (width === 2) gatherPairs(before, pitchIn, source, from, rows, inner, count);
      else gather(before, pitchIn, source, from, rows, inner, count);
      for (let c = 0; c < count; c++) transform.run(before, c * pitchIn, after, c * pitchOut);
      const to = o * writes * inner + column * widthOut;
      if (widthOut === 2) scatterPairs(target, to, after, pitchOut, (writes / 2) | 0, inner, count);
      else scatter(target, to, after, pitchOut, writes, inner, count);
    }
  }
}

function gather(
  block: Float64Array,
  pitch: number,
  source: Float64Array,
  from: number,
  rows: number,
  inner: number,
  count: number,
): void {
  for (let row = 0; row < rows; row++) {
    const place = from + row * inner;
    for (let c = 0; c < count; c++) block[c * pitch + row] = source[place + c]!;
  }
}

function gatherPairs(
  block: Float64Array,
  pitch: number,
  source: Float64Array,
  from: number,
  rows: number,
  inner: number,
  count: number,
): void {
  for (let row = 0; row < rows; row++) {
    let place = from + 2 * row * inner;
    let own = 2 * row;
    for (let c = 0; c < count; c++, place += 2, own += pitch) {
      block[own] = source[place]!;
      block[own + 1] = source[place + 1]!;
    }
  }
}

function scatter(
  target: Float64Array,
  to: number,
  block: Float64Array,
  pitch: number,
  rows: number,
  inner: number,
  count: number,
): void {
  for (let row = 0; row < rows; row++) {
    const place = to + row * inner;
    for (let c = 0; c < count; c++) target[place + c] = block[c * pitch + row]!;
  }
}

function scatterPairs(
  target: Float64Array,
  to: number,
  block: Float64Array,
  pitch: number,
  rows: number,
  inner: number,
  count: number,
): void {
  for (let row = 0; row < rows; row++) {
    let place = to + 2 * row * inner;
    let own = 2 * row;
    for (let c = 0; c < count; c++, place += 2, own += pitch) {
      target[place] = block[own]!;
      target[place + 1] = block[own + 1]!;
    }
  }
}

function product(sizes: readonly number[]): number {
  let result = 1;
  for (const size of sizes) result *= size;
  return result;
}
