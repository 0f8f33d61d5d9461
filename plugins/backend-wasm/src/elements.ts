import {
  astype,
  contiguous,
  type DType,
  elementsOf,
  hostStorage,
  makeData,
  type NDArray,
  sizeOf,
  type TypedArray,
  withRuntime,
} from "@core/array";
import type { Arena, Engine } from "./contract.js";
import { residentStorage } from "./resident.js";

/** Whether an array lives in this engine's memory. */
export function isResident(engine: Engine, { storage }: NDArray): boolean {
  return storage.pointer !== undefined && storage.data.buffer === engine.memory.buffer;
}

/** A new array for a result: in WebAssembly memory where an input is there and the limit allows, else in memory of its own. */
export function makeResult<D extends DType>(
  engine: Engine,
  inputs: readonly NDArray[],
  dtype: D,
  shape: readonly number[],
): NDArray<D> {
  const like = inputs[0] as NDArray;
  const size = sizeOf(shape);
  const there = inputs.some((input) => isResident(engine, input)) ? residentStorage(engine, dtype, size) : undefined;
  return like.make(dtype, shape, there ?? hostStorage(makeData(dtype, size)));
}

/**
 * Whether a block of so many bytes can be taken for a while, be it beyond the limit: tiles are small, and with them kernels serve arrays
 * that the limit keeps out of the memory.
 */
export function hasRoom(engine: Engine, bytes: number): boolean {
  if (engine.fits(bytes)) return true;
  try {
    engine.scope((arena) => arena.take(bytes));
    return true;
  } catch {
    return false;
  }
}

/**
 * The elements in another dtype, in one piece and for reading only. They never lie in WebAssembly memory, where a conversion would take
 * room and stay until it is collected.
 */
export function converted<D extends DType>(a: NDArray, dtype: D): NDArray<D> {
  return a.dtype === dtype ? contiguous(a as NDArray as NDArray<D>) : astype(withRuntime(undefined, a), dtype);
}

type Constructor = new (source: ArrayBufferLike | TypedArray, at?: number, length?: number) => TypedArray;

/** A new array in memory of its own, with what stands at a place of the memory: sooner than to make one and to copy there. */
export function copiedResult<D extends DType>(
  engine: Engine,
  like: NDArray,
  dtype: D,
  shape: readonly number[],
  pointer: number,
): NDArray<D> {
  const sample = makeData(dtype, 1);
  const View = sample.constructor as unknown as Constructor;
  const elements = new View(engine.memory.buffer, pointer, sizeOf(shape) * sample.length);
  return like.make(dtype, shape, hostStorage(new View(elements)));
}

/** Where a kernel writes a result: where that lives, or in a block of the arena, which {@link copyOut} brings to it. */
export function outputPlace(engine: Engine, arena: Arena, result: NDArray): number {
  const { byteOffset, byteLength } = elementsOf(result);
  return isResident(engine, result) ? byteOffset : arena.take(byteLength);
}

/** Copies bytes of the memory into elements, where they are not these bytes themselves. */
export function copyOut(engine: Engine, pointer: number, data: TypedArray): void {
  if (data.buffer === engine.memory.buffer) return;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  bytes.set(engine.bytes.subarray(pointer, pointer + bytes.length));
}
