import { bytesOf, elementsOf, type NDArray } from "@core/array";
import { type Binary, type Engine, grainOf } from "../contract.js";
import { isResident } from "../elements.js";
import type { Layout } from "./layout.js";

const tile = 16384;

/** Puts the numbers of one node into those of another: they start at `i` and `j`. */
export type Merge<Values> = (values: Values, i: number, j: number) => void;

type Numbers = Float64Array | BigInt64Array | BigUint64Array;

/** How often a line is halved, so that its parts fit a tile. */
function depthOf(count: number): number {
  let depth = 0;
  while (count / 2 ** depth > tile) depth++;
  return depth;
}

/** The place of a node: kernels/reductions.cpp has the same tree. */
function nodeOf(count: number, depth: number, node: number): [start: number, length: number] {
  let [start, length] = [0, count];
  for (let level = depth - 1; level >= 0; level--) {
    const half = (length >> 1) & ~7;
    if (((node >> level) & 1) === 1) {
      start += half;
      length -= half;
    } else length = half;
  }
  return [start, length];
}

/**
 * Runs a kernel over the lines of an array: `slots` numbers for each, in the order of the memory.
 * @param View what the numbers are
 * @param indexed whether each second number is a place in a node, to become one in the line
 */
export function reduceLines<Values extends Numbers>(
  engine: Engine,
  group: Binary,
  kernel: string,
  a: NDArray,
  { outer, count }: Layout,
  slots: number,
  View: new (buffer: ArrayBufferLike, at: number, length: number) => Values,
  merge: Merge<Values>,
  indexed = false,
): Values {
  const depth = depthOf(count);
  const width = bytesOf(a.dtype);
  const nodes = outer * 2 ** depth;
  return engine.scope((arena) => {
    const out = arena.take(nodes * slots * 8);
    if (isResident(engine, a)) {
      const grain = grainOf(nodes, Math.max(1, Math.floor((tile * 2 ** depth) / count)));
      const place = elementsOf(a).byteOffset;
      engine.run(group, kernel, nodes, { grain, heavy: a.size > 131072 }, place, count, depth, out);
    } else {
      const place = arena.take((tile + 64) * width);
      const source = elementsOf(a) as Uint8Array;
      const Elements = source.constructor as Uint8ArrayConstructor;
      const staged = new Elements(engine.memory.buffer as ArrayBuffer, place, tile + 64);
      const rows = depth === 0 ? Math.floor(tile / count) : 1;
      for (let row = 0; row < outer; row += rows) {
        const n = Math.min(rows, outer - row);
        for (let node = 0; node < 2 ** depth; node++) {
          const [start, length] = depth === 0 ? [0, n * count] : nodeOf(count, depth, node);
          const from = row * count + start;
          staged.set(source.subarray(from, from + length));
          const to = out + (row * 2 ** depth + node) * slots * 8;
          engine.run(group, kernel, n, {}, place, length / n, 0, to);
        }
      }
    }
    const values = new View(engine.memory.buffer, out, nodes * slots);
    if (depth === 0) return values.slice() as Values;
    const result = new View(new ArrayBuffer(outer * slots * 8), 0, outer * slots);
    for (let row = 0; row < outer; row++) {
      const first = row * 2 ** depth;
      for (let node = 1; indexed && node < 2 ** depth; node++) {
        const at = (first + node) * slots + 1;
        if ((values[at] as number) >= 0) values[at] = ((values[at] as number) + nodeOf(count, depth, node)[0]) as never;
      }
      for (let step = 1; step < 2 ** depth; step *= 2)
        for (let node = 0; node < 2 ** depth; node += 2 * step)
          merge(values, (first + node) * slots, (first + node + step) * slots);
      for (let slot = 0; slot < slots; slot++) result[row * slots + slot] = values[first * slots + slot] as never;
    }
    return result;
  });
}

/** Sums of each slot. */
export function mergeSums(slots: number): Merge<Float64Array> {
  return (values, i, j) => {
    for (let slot = 0; slot < slots; slot++)
      values[i + slot] = (values[i + slot] as number) + (values[j + slot] as number);
  };
}

/** Count, mean and sum of squares, as in kernels/reductions.cpp. */
export function mergeSpreads(values: Float64Array, i: number, j: number): void {
  const [p, q] = [values[i] as number, values[j] as number];
  if (q === 0) return;
  if (p === 0) {
    values.copyWithin(i, j, j + 3);
    return;
  }
  const count = p + q;
  const mean = values[i + 1] as number;
  const delta = (values[j + 1] as number) - mean;
  values[i] = count;
  values[i + 1] = p === q ? mean + delta * 0.5 : mean + delta * (q / count);
  values[i + 2] = (values[i + 2] as number) + (values[j + 2] as number) + delta * delta * (p * (q / count));
}
