import { bytesOf, type DType, elementsOf, type NDArray, type TypedArray } from "@core/array";
import type { Arena, Engine } from "../contract.js";
import { placeOf, roomFor, takeRoom, tile } from "../signals/patches.js";

export const wholes: readonly DType[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"];

/** Arrays of one size without gaps, piece by piece: where the pieces are, where they begin and how many elements they have. */
export type Pieces = () => Generator<readonly [places: readonly number[], from: number, count: number]>;

/** Rooms are taken at once; after that nothing may take memory while pieces are walked through. */
export function piecesOf(engine: Engine, arena: Arena, arrays: readonly NDArray[]): Pieces {
  const { size } = arrays[0] as NDArray;
  const there = arrays.map((a) => placeOf(engine, a));
  const rooms = arrays.map((a, i) => there[i] ?? takeRoom(arena, bytesOf(a.dtype)));
  const whole = there.every((place) => place !== undefined);
  return function* () {
    if (whole) {
      yield [rooms, 0, size];
      return;
    }
    const sources = arrays.map((a) => elementsOf(a) as TypedArray as Float64Array);
    const views = sources.map((source, i) =>
      there[i] === undefined ? (roomFor(engine, rooms[i] as number, source).view as Float64Array) : undefined,
    );
    for (let from = 0; from < size; from += tile) {
      const count = Math.min(tile, size - from);
      for (const [i, view] of views.entries()) view?.set((sources[i] as Float64Array).subarray(from, from + count));
      const places = rooms.map((room, i) =>
        there[i] === undefined ? room : room + from * bytesOf((arrays[i] as NDArray).dtype),
      );
      yield [places, from, count];
    }
  };
}
