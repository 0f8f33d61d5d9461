import { elementsOf, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import type { Layout } from "./layout.js";

const tile = 16384;

/** What a kernel takes for each output besides the first: where, and how many bytes each has. `row` is the number of the first row. */
export type Extra = { readonly pointer: number; readonly bytes: number } | "row";

type Sizes = Pick<Layout, "outer" | "count" | "inner">;

/** Rows that lie in the memory. */
function runRows(
  engine: Engine,
  group: Binary,
  kernel: string,
  place: number,
  { outer, count, inner }: Sizes,
  to: number,
  others: readonly number[] = [],
): void {
  // Wide pieces are read faster; how wide they are changes nothing in the results.
  const fewest = Math.ceil(engine.threads / outer);
  const width = Math.max(64, Math.min(8192, Math.ceil(inner / fewest / 16) * 16));
  const total = outer * Math.ceil(inner / width);
  const grain = Math.max(1, Math.floor(tile / (count * Math.min(width, inner))));
  const heavy = outer * count * inner > 131072;
  engine.run(group, kernel, total, { grain, heavy }, place, count, inner, width, to, ...others);
}

/** Bytes of the sums of blocks of rows. */
const mostPartial = 4194304;

/** How many blocks many rows are summed in, which threads share; how many there are depends on the shape alone. */
function blocksOf({ outer, count, inner }: Sizes): number {
  const blocks = Math.min(64, Math.floor(count / 256), Math.floor(mostPartial / (8 * inner)));
  return outer === 1 && blocks >= 8 ? blocks : 1;
}

/** Bytes that {@link sumColumns} takes beside its outputs. */
export const partialBytes = (layout: Layout): number => {
  const blocks = blocksOf(layout);
  return blocks > 1 ? 8 * blocks * layout.inner + 64 : 0;
};

/**
 * Adds the rows of an array to outputs of 64 bits: as {@link addColumns} does, or block by block where there are many. Threads that
 * shared the rows instead would each read short pieces of the same pages.
 */
export function sumColumns(
  engine: Engine,
  group: Binary,
  suffix: string,
  a: NDArray,
  layout: Layout,
  staged: number,
  out: Extra & object,
): void {
  const { count, inner } = layout;
  const blocks = blocksOf(layout);
  const kernel = `addsum_${suffix}`;
  if (blocks === 1) {
    addColumns(engine, group, kernel, a, layout, staged, out);
    return;
  }
  engine.scope((arena) => {
    const bytes = 8 * inner;
    const partial = arena.take(blocks * bytes);
    engine.bytes.fill(0, partial, partial + blocks * bytes);
    const source = elementsOf(a) as Uint8Array;
    const rows = Math.floor(count / blocks);
    const end = blocks * rows * inner;
    const part = { pointer: partial, bytes: 8 };
    addRows(engine, group, kernel, source.subarray(0, end), { outer: blocks, count: rows, inner }, staged, part);
    const whole = suffix.startsWith("float") ? "addsum_float64" : "addsum_uint64";
    runRows(engine, group, whole, partial, { outer: 1, count: blocks, inner }, out.pointer);
    const rest = { outer: 1, count: count - blocks * rows, inner };
    if (rest.count > 0) addRows(engine, group, kernel, source.subarray(end), rest, staged, out);
  });
}

/**
 * Runs a kernel over the rows of an array, which go into the outputs column by column. The tile is the only memory that it takes.
 * @param staged where a tile of 16384 elements stands, for arrays elsewhere
 */
export function addColumns(
  engine: Engine,
  group: Binary,
  kernel: string,
  a: NDArray,
  layout: Layout,
  staged: number,
  out: Extra,
  ...extras: readonly Extra[]
): void {
  addRows(engine, group, kernel, elementsOf(a) as Uint8Array, layout, staged, out, ...extras);
}

function addRows(
  engine: Engine,
  group: Binary,
  kernel: string,
  source: Uint8Array,
  { outer, count, inner }: Sizes,
  staged: number,
  out: Extra,
  ...extras: readonly Extra[]
): void {
  const values = (place: number, row: number): number[] =>
    [out, ...extras].map((extra) => (extra === "row" ? row : extra.pointer + place * extra.bytes));
  const [to, ...others] = values(0, 0) as [number, ...number[]];
  if (source.buffer === engine.memory.buffer) {
    runRows(engine, group, kernel, source.byteOffset, { outer, count, inner }, to, others);
    return;
  }
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
