import { elementsOf, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { isResident } from "../elements.js";
import type { Layout } from "./layout.js";

const tile = 16384;

/** What a kernel takes for each output besides the first: where, and how many bytes each has. `row` is the number of the first row. */
export type Extra = { readonly pointer: number; readonly bytes: number } | "row";

/**
 * Runs a kernel over the rows of an array, which go into the outputs column by column. The tile is the only memory that it takes.
 * @param staged where a tile of 16384 elements stands, for arrays elsewhere
 */
export function addColumns(
  engine: Engine,
  group: Binary,
  kernel: string,
  a: NDArray,
  { outer, count, inner }: Layout,
  staged: number,
  out: Extra,
  ...extras: readonly Extra[]
): void {
  const values = (place: number, row: number): number[] =>
    [out, ...extras].map((extra) => (extra === "row" ? row : extra.pointer + place * extra.bytes));
  const [to, ...others] = values(0, 0) as [number, ...number[]];
  if (isResident(engine, a)) {
    // Wide pieces are read faster; how wide they are changes nothing in the results.
    const fewest = Math.ceil(engine.threads / outer);
    const width = Math.max(64, Math.min(8192, Math.ceil(inner / fewest / 16) * 16));
    const total = outer * Math.ceil(inner / width);
    const place = elementsOf(a).byteOffset;
    const grain = Math.max(1, Math.floor(tile / (count * Math.min(width, inner))));
    engine.run(group, kernel, total, { grain, heavy: a.size > 131072 }, place, count, inner, width, to, ...others);
    return;
  }
  const source = elementsOf(a) as Uint8Array;
  const Elements = source.constructor as Uint8ArrayConstructor;
  const view = new Elements(engine.memory.buffer as ArrayBuffer, staged, tile);
  const block = count * inner;
  if (block <= tile) {
    const blocks = Math.floor(tile / block);
    for (let first = 0; first < outer; first += blocks) {
      const n = Math.min(blocks, outer - first);
      view.set(source.subarray(first * block, (first + n) * block));
      engine.run(group, kernel, n, {}, staged, count, inner, inner, ...values(first * inner, 0));
    }
    return;
  }
  const rows = inner <= tile ? Math.floor(tile / inner) : 1;
  for (let at = 0; at < outer; at++)
    for (let column = 0; column < inner; column += tile) {
      const columns = Math.min(tile, inner - column);
      for (let row = 0; row < count; row += rows) {
        const n = Math.min(rows, count - row);
        const from = (at * count + row) * inner + column;
        view.set(source.subarray(from, from + n * columns));
        engine.run(group, kernel, 1, {}, staged, n, columns, columns, ...values(at * inner + column, row));
      }
    }
}
