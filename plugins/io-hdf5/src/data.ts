import { fromData, makeData, type NDArray, sizeOf } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { ReadOptions } from "@core/signal";
import type { Budget } from "./budget.js";
import { type Elements, elementsOf, unsupported } from "./elements.js";
import type { Attribute, Dataset, Metadata } from "./h5wasm.js";
import type { Hdf5 } from "./library.js";

const slabBytes = 2 ** 26;

/**
 * A dataset as an array, read slab by slab along its first axes, so that the library's memory (2 GiB at most) holds one slab
 * at a time and the caller can stop in between.
 * @throws UNSUPPORTED for elements that arrays cannot hold, BAD_FILE for broken or hostile ones
 */
export async function readDataset(
  hdf5: Hdf5,
  dataset: Dataset,
  budget: Budget,
  options: ReadOptions = {},
): Promise<NDArray> {
  const { metadata, path } = dataset;
  const elements = elementsOf(metadata);
  if (elements === undefined) throw unsupported(metadata, path, hdf5.format);
  const shape = checkedShape(metadata.shape, path, hdf5.format);
  budget.bytes(sizeOf(shape) * (elements.half ? 4 : elements.bytes), path);
  const target = startArray(elements, shape);
  await fill(hdf5, dataset, shape, elements.bytes, target.bytes, options);
  return target.finish();
}

/**
 * The elements of a dataset as bytes one behind the other in C order, whatever they are: for references and structures. Elements of
 * various sizes are refused, since their bytes would be addresses in the library's memory.
 * @throws UNSUPPORTED for elements of various sizes, BAD_FILE for broken or hostile ones
 */
export async function readBytes(
  hdf5: Hdf5,
  dataset: Dataset,
  budget: Budget,
  options: ReadOptions = {},
): Promise<Uint8Array> {
  const { metadata, path } = dataset;
  if (hasAddresses(metadata)) throw unsupported(metadata, path, hdf5.format);
  const shape = checkedShape(metadata.shape, path, hdf5.format);
  const length = sizeOf(shape) * metadata.size;
  budget.bytes(length, path);
  const bytes = makeData("uint8", length);
  await fill(hdf5, dataset, shape, metadata.size, bytes, options);
  return bytes;
}

function hasAddresses(type: Metadata): boolean {
  return type.vlen || type.type === 9 || (type.compound_type?.members ?? []).some(hasAddresses);
}

/** Reads elements into `target`, slab by slab. */
async function fill(
  hdf5: Hdf5,
  dataset: Dataset,
  shape: readonly number[],
  elementBytes: number,
  target: Uint8Array,
  options: ReadOptions,
): Promise<void> {
  const { metadata, path } = dataset;
  if ((metadata.virtual_sources?.length ?? 0) > 0)
    throw coreError("UNSUPPORTED", `${hdf5.format}: ${path} is a virtual dataset, whose elements are in other files.`);
  const wanted = sizeOf(shape) * elementBytes;
  let done = 0;
  for (const { offset, count } of slabs(shape, metadata.chunks, elementBytes)) {
    if (options.signal !== undefined) await new Promise((resolve) => setTimeout(resolve));
    if (options.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: options.signal.reason });
    const length = sizeOf(count) * elementBytes;
    withMemory(hdf5, length, (pointer) => {
      const status = hdf5.module.get_dataset_data(
        dataset.file_id,
        path,
        count.map(BigInt),
        offset.map(BigInt),
        shape.map(() => 1n),
        BigInt(pointer),
      );
      if (status < 0) throw new Error(`the elements of ${path} cannot be read`);
      target.set(hdf5.module.HEAPU8.subarray(pointer, pointer + length), done);
    });
    done += length;
    options.onProgress?.(done, wanted);
  }
}

/** An attribute's elements as an array; undefined where arrays cannot hold them. */
export function readAttribute(hdf5: Hdf5, attribute: Attribute, budget: Budget): NDArray | undefined {
  const { metadata, path, name } = attribute;
  const elements = elementsOf(metadata);
  if (elements === undefined || metadata.shape === null) return undefined;
  const shape = checkedShape(metadata.shape, `${path}@${name}`, hdf5.format);
  const length = sizeOf(shape) * elements.bytes;
  budget.bytes(2 * length, `${path}@${name}`);
  const target = startArray(elements, shape);
  withMemory(hdf5, length, (pointer) => {
    if (hdf5.module.get_attribute_data(attribute.file_id, path, name, BigInt(pointer)) < 0)
      throw new Error(`the attribute ${name} of ${path} cannot be read`);
    target.bytes.set(hdf5.module.HEAPU8.subarray(pointer, pointer + length));
  });
  return target.finish();
}

function checkedShape(shape: readonly number[] | null, what: string, format: string): readonly number[] {
  if (shape === null) throw coreError("BAD_FILE", `${format}: ${what} holds nothing, not even an empty array.`);
  const sizes = shape.map(Number);
  const span = sizeOf(sizes.filter((count) => count !== 0));
  if (sizes.length > 32 || !sizes.every((count) => Number.isSafeInteger(count) && count >= 0) || span > 2 ** 50)
    throw coreError("BAD_FILE", `${format}: ${what} claims the impossible shape (${sizes.join(", ")}).`);
  return sizes;
}

/** Lends memory of the library. */
export function withMemory(hdf5: Hdf5, length: number, use: (pointer: number) => void): void {
  if (length === 0) return;
  const pointer = hdf5.module._malloc(length);
  if (pointer === 0)
    throw coreError("OUT_OF_MEMORY", `${hdf5.format}: the HDF5 library cannot allocate ${length} bytes.`);
  try {
    use(pointer);
  } finally {
    hdf5.module._free(pointer);
  }
}

interface Target {
  /** Where the bytes of the file go. */
  readonly bytes: Uint8Array;
  finish(): NDArray;
}

function startArray(elements: Elements, shape: readonly number[]): Target {
  const { dtype, half } = elements;
  const data = makeData(dtype, sizeOf(shape));
  const stored = half ? new Uint16Array(sizeOf(shape)) : data;
  const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  return {
    bytes,
    finish() {
      if (half) for (let i = 0; i < stored.length; i++) data[i] = fromHalf(stored[i] as number);
      if (dtype === "bool") for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) bytes[i] = 1;
      return fromData(data, shape, { dtype }) as NDArray;
    },
  };
}

function fromHalf(value: number): number {
  const sign = value & 0x8000 ? -1 : 1;
  const exponent = (value >>> 10) & 31;
  const fraction = value & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

interface Slab {
  readonly offset: number[];
  readonly count: number[];
}

/** Blocks that follow one another in C order, each of whole rows of the first axis that can be cut, in whole chunks where possible. */
function* slabs(shape: readonly number[], chunks: readonly number[] | null, bytes: number): Generator<Slab> {
  if (shape.length === 0 || sizeOf(shape) * bytes <= slabBytes) {
    yield { offset: shape.map(() => 0), count: [...shape] };
    return;
  }
  const [rows, ...rest] = shape as [number, ...number[]];
  const fitting = Math.floor(slabBytes / (sizeOf(rest) * bytes));
  if (fitting >= 1) {
    const chunk = chunks?.[0] ?? 1;
    const step = fitting >= chunk ? fitting - (fitting % chunk) : fitting;
    for (let row = 0; row < rows; row += step)
      yield { offset: [row, ...rest.map(() => 0)], count: [Math.min(step, rows - row), ...rest] };
    return;
  }
  for (let row = 0; row < rows; row++)
    for (const inner of slabs(rest, chunks?.slice(1) ?? null, bytes))
      yield { offset: [row, ...inner.offset], count: [1, ...inner.count] };
}
