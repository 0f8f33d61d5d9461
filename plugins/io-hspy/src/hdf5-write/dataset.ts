import { assign, bytesOf, contiguous, elementsOf, type NDArray, sizeOf, slice, sliceArray, zeros } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { WriteOptions } from "@core/signal";
import { ByteWriter, noAddress } from "./bytes.js";
import { encodeChunkTree, type StoredChunk } from "./chunk-tree.js";
import { encodeDType, encodeSpace } from "./datatype.js";
import { type Deflate, parallelBlocks, shuffle } from "./deflate.js";
import type { FileWriter, Message } from "./file.js";

/** How the elements of a dataset are kept. */
export interface Chunking {
  readonly chunks: readonly number[];
  /** Absent where chunks are not packed. */
  readonly deflate?: Deflate;
  /** The level that is noted in the file. */
  readonly level: number;
  /** What is stored as one element; the array's own ones where it is left out. */
  readonly element?: Element;
}

/** What is stored as one element. */
export interface Element {
  readonly type: Uint8Array;
  readonly bytes: number;
  /** How many of the array's last axes are inside of it. */
  readonly axes: 0 | 1;
}

/** Adds an array as one block and gives the address of its dataset. */
export function addPlainDataset(file: FileWriter, a: NDArray, element: Element = plainElement(a)): number {
  return addBlock(file, element.type, outerOf(a.shape, element), bytesOfArray(a));
}

function plainElement(a: NDArray): Element {
  return { type: encodeDType(a.dtype), bytes: bytesOf(a.dtype), axes: 0 };
}

function outerOf(list: readonly number[], { axes }: Element): readonly number[] {
  return axes === 0 ? list : list.slice(0, -axes);
}

/** Adds a block of elements of any datatype and gives the address of its dataset. */
export function addBlock(file: FileWriter, type: Uint8Array, shape: readonly number[], bytes: Uint8Array): number {
  const address = bytes.length === 0 ? noAddress : file.add(bytes);
  const layout = new ByteWriter().u8(3, 1).u64(address).u64(bytes.length).done();
  return file.addObject(datasetMessages(type, shape, 0x0a, layout), "a dataset");
}

/** Adds an array in chunks and gives the address of its dataset. The caller's signal stops it between chunks. */
export async function addChunkedDataset(
  file: FileWriter,
  a: NDArray,
  { chunks, deflate, level, element = plainElement(a) }: Chunking,
  options: WriteOptions = {},
): Promise<number> {
  const elementBytes = element.bytes;
  const counts = a.shape.map((size, axis) => Math.ceil(size / (chunks[axis] as number)));
  const total = sizeOf(counts);
  const stored: StoredChunk[] = [];
  for (let first = 0; first < total; first += parallelBlocks) {
    if (options.signal?.aborted) throw coreError("ABORTED", "writing was stopped.", { cause: options.signal.reason });
    const group = Array.from({ length: Math.min(parallelBlocks, total - first) }, async (_, i) => {
      const offset = offsetOf(first + i, counts, chunks);
      const bytes = chunkBytes(a, offset, chunks);
      return { offset, bytes: deflate === undefined ? bytes : await deflate(shuffle(bytes, elementBytes)) };
    });
    for (const { offset, bytes } of await Promise.all(group))
      stored.push({ offset: outerOf(offset, element), size: bytes.length, address: file.add(bytes) });
    options.onProgress?.(Math.min(total, first + parallelBlocks), total);
  }
  const tree = encodeChunkTree(stored, elementBytes, (node) => file.add(node));
  const outer = outerOf(chunks, element);
  const layout = new ByteWriter().u8(3, 2, outer.length + 1).u64(tree);
  for (const size of outer) layout.u32(size);
  const shape = outerOf(a.shape, element);
  const messages = datasetMessages(element.type, shape, 0x0b, layout.u32(elementBytes).done());
  if (deflate !== undefined) messages.push({ type: 11, flags: 1, body: encodeFilters(elementBytes, level) });
  return file.addObject(messages, "a dataset");
}

function datasetMessages(type: Uint8Array, shape: readonly number[], fill: number, layout: Uint8Array): Message[] {
  return [
    { type: 1, body: encodeSpace(shape) },
    { type: 3, flags: 1, body: type },
    { type: 5, flags: 1, body: new Uint8Array([3, fill]) },
    { type: 8, body: layout },
  ];
}

/** Shuffle and deflate, both marked as optional, as h5py does. */
function encodeFilters(elementBytes: number, level: number): Uint8Array {
  return new ByteWriter().u8(2, 2).u16(2).u16(1).u16(1).u32(elementBytes).u16(1).u16(1).u16(1).u32(level).done();
}

function offsetOf(number: number, counts: readonly number[], chunks: readonly number[]): number[] {
  const offset = new Array<number>(counts.length);
  let rest = number;
  for (let axis = counts.length - 1; axis >= 0; axis--) {
    const count = counts[axis] as number;
    offset[axis] = (rest % count) * (chunks[axis] as number);
    rest = Math.floor(rest / count);
  }
  return offset;
}

/** The elements of one chunk; chunks that reach over the edge are filled up with zeros. */
function chunkBytes(a: NDArray, offset: readonly number[], chunks: readonly number[]): Uint8Array {
  const part = sliceArray(a, ...offset.map((start, axis) => slice(start, start + (chunks[axis] as number))));
  if (part.shape.every((size, axis) => size === chunks[axis])) return bytesOfArray(part);
  const whole = zeros(chunks, { dtype: a.dtype }) as NDArray;
  assign(sliceArray(whole, ...part.shape.map((size) => slice(0, size))), part);
  return bytesOfArray(whole);
}

function bytesOfArray(a: NDArray): Uint8Array {
  const data = elementsOf(contiguous(a));
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
