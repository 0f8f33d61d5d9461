import { bytesOf, isContiguous, type NDArray } from "@core/array";
import type { Arena, Engine } from "../contract.js";
import { placeOf, roomFor, takeRoom, tile } from "../signals/patches.js";

/** Arrays of one size, contiguous or with one axis, piece by piece: where the pieces are, where they begin and how many elements they have. */
export type Pieces = () => Generator<readonly [places: readonly number[], from: number, count: number]>;

/** Rooms are taken at once; after that nothing may take memory while pieces are walked through. */
export function piecesOf(engine: Engine, arena: Arena, arrays: readonly NDArray[]): Pieces {
  const { size } = arrays[0] as NDArray;
  const there = arrays.map((a) => (isContiguous(a.shape, a.strides) ? placeOf(engine, a) : undefined));
  const rooms = arrays.map((a, i) => there[i] ?? takeRoom(arena, bytesOf(a.dtype)));
  const whole = there.every((place) => place !== undefined);
  return function* () {
    if (whole) {
      yield [rooms, 0, size];
      return;
    }
    const fill = arrays.map((a, i) => (there[i] === undefined ? filler(engine, a, rooms[i] as number) : undefined));
    for (let from = 0; from < size; from += tile) {
      const count = Math.min(tile, size - from);
      for (const own of fill) own?.(from, count);
      const places = rooms.map((room, i) =>
        there[i] === undefined ? room : room + from * bytesOf((arrays[i] as NDArray).dtype),
      );
      yield [places, from, count];
    }
  };
}

/** What copies elements into a room. */
function filler(engine: Engine, a: NDArray, room: number): (from: number, count: number) => void {
  const source = a.data as Float64Array;
  const view = roomFor(engine, room, source).view as Float64Array;
  const { offset } = a;
  const step = a.shape.length === 1 ? (a.strides[0] as number) : 1;
  if (step === 1) return (from, count) => view.set(source.subarray(offset + from, offset + from + count));
  return (from, count) => {
    for (let i = 0, at = offset + from * step; i < count; i++, at += step) view[i] = source[at] as number;
  };
}
