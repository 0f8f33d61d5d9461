import { elementsOf, type NDArray, sizeOf, type TypedArray } from "@core/array";
import type { Arena, Engine } from "../contract.js";
import { isResident } from "../elements.js";

/** An array without gaps as `outer` blocks of `length` rows of `lanes` elements. */
export interface Rows {
  readonly outer: number;
  readonly length: number;
  readonly lanes: number;
}

/** The rows of an array along an axis. */
export function rowsOf({ shape }: NDArray, axis: number): Rows {
  return {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis] as number,
    lanes: sizeOf(shape.slice(axis + 1)),
  };
}

/** Rows `from` to `to` of some blocks from the block `first` on; of one block also some columns only. */
export interface Patch {
  readonly first: number;
  readonly blocks: number;
  readonly from: number;
  readonly to: number;
  readonly column: number;
  readonly width: number;
}

/** Elements of one piece of work: its copies stay in the processor's cache. */
export const tile = 16384;

/** Pieces that fit a tile: whole blocks, or rows of one block. */
export function* patchesOf({ outer, length, lanes }: Rows): Generator<Patch> {
  const each = length * lanes;
  if (each <= tile) {
    const some = Math.floor(tile / each);
    for (let first = 0; first < outer; first += some)
      yield { first, blocks: Math.min(some, outer - first), from: 0, to: length, column: 0, width: lanes };
    return;
  }
  const most = lanes <= tile / 4 ? lanes : tile / 4;
  const rows = Math.floor(tile / most);
  for (let first = 0; first < outer; first++)
    for (let column = 0; column < lanes; column += most)
      for (let from = 0; from < length; from += rows) {
        const to = Math.min(from + rows, length);
        yield { first, blocks: 1, from, to, column, width: Math.min(most, lanes - column) };
      }
}

/** Where rows of patches go when they are in the memory: a room for two tiles. */
export interface Room {
  readonly place: number;
  readonly view: TypedArray;
}

/** A room for the elements of a dtype. All memory must be taken before. */
export function roomFor(engine: Engine, place: number, like: TypedArray): Room {
  const View = like.constructor as unknown as new (buffer: ArrayBufferLike, at: number, length: number) => TypedArray;
  return { place, view: new View(engine.memory.buffer, place, roomSize) };
}

const roomSize = 2 * tile;

/** Takes a room for elements of so many bytes. */
export function takeRoom(arena: Arena, bytes: number): number {
  return arena.take(roomSize * bytes);
}

/** Copies rows into a room. */
export function putPatch(room: Room, source: TypedArray, { length, lanes }: Rows, patch: Patch): void {
  eachRun(length, lanes, patch, (at, to, count) =>
    (room.view as Float64Array).set((source as Float64Array).subarray(at, at + count), to),
  );
}

/** Copies rows out of a room. */
export function takePatch(room: Room, target: TypedArray, { length, lanes }: Rows, patch: Patch): void {
  eachRun(length, lanes, patch, (at, to, count) =>
    (target as Float64Array).set((room.view as Float64Array).subarray(to, to + count), at),
  );
}

function eachRun(
  length: number,
  lanes: number,
  { first, blocks, from, to, column, width }: Patch,
  copy: (at: number, to: number, count: number) => void,
): void {
  if (width === lanes) {
    copy((first * length + from) * lanes, 0, (blocks > 1 ? blocks * length : to - from) * lanes);
    return;
  }
  for (let row = from; row < to; row++) copy((first * length + row) * lanes + column, (row - from) * width, width);
}

/** Where the elements of an array are in the memory, if they live there. */
export function placeOf(engine: Engine, a: NDArray): number | undefined {
  return isResident(engine, a) ? elementsOf(a).byteOffset : undefined;
}
