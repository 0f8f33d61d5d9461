import { contiguous, elementsOf, hostStorage, type NDArray } from "@core/array";
import type { Arena, Engine } from "../contract.js";
import { copyOut, makeResult } from "../elements.js";

/** Parts in which sums over observations are made: of sizes alone, never of the number of threads. */
export function partsOf(rows: number, elements: number): number {
  return Math.max(1, Math.min(elements > 2 ** 19 ? 4 : 16, Math.ceil(rows / 16)));
}

/** Where the elements of an input are, which are not changed. */
export function placeOf(arena: Arena, a: NDArray): number {
  return arena.put(elementsOf(contiguous(a)));
}

/** A copy of the elements of an input. */
export function copyOf(engine: Engine, arena: Arena, a: NDArray): number {
  const data = elementsOf(contiguous(a));
  const place = arena.take(Math.max(8, data.byteLength));
  engine.bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), place);
  return place;
}

/** Numbers of the memory, made anew after whatever may have let it grow. */
export function numbersAt(engine: Engine, place: number, count: number): Float64Array {
  return new Float64Array(engine.memory.buffer as ArrayBuffer, place, count);
}

/** A result from where a kernel left it. */
export function resultFrom(
  engine: Engine,
  inputs: readonly NDArray[],
  place: number,
  shape: readonly number[],
): NDArray {
  const result = makeResult(engine, inputs, "float64", shape);
  copyOut(engine, place, elementsOf(result));
  if (elementsOf(result).buffer === engine.memory.buffer) {
    const { byteOffset, byteLength } = elementsOf(result);
    engine.bytes.copyWithin(byteOffset, place, place + byteLength);
  }
  return result;
}

/** A result that is small, or read at once: always in memory of its own. */
export function plainFrom(engine: Engine, like: NDArray, place: number, shape: readonly number[]): NDArray {
  const size = shape.reduce((all, one) => all * one, 1);
  return like.make("float64", shape, hostStorage(new Float64Array(numbersAt(engine, place, size))));
}

/** Sums in one order. */
export function sumAt(engine: Engine, place: number, count: number): number {
  let sum = 0;
  for (const value of numbersAt(engine, place, count)) sum += value;
  return sum;
}
