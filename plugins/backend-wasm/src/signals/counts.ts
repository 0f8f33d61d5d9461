import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  fromData,
  histogram,
  histogramBinEdges,
  type Kernel,
  makeData,
  type NDArray,
  type TypedArray,
  withRuntime,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { evenBins } from "./even-bins.js";
import { placeOf, roomFor, takeRoom, tile } from "./patches.js";

interface Attributes {
  readonly bins: unknown;
  readonly range: readonly [number, number] | undefined;
  readonly density: boolean;
}

const fewest = 4096;
const mostBins = 65536;
const counted: readonly DType[] = ["float32", "float64", "uint8", "int16", "uint16", "int32"];

/** Counts in equal bins. */
export function equalBins(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/array/histogram",
    device: "host",
    dtypes: counted,
    accepts(inputs, attributes) {
      const { bins, density } = attributes as Attributes;
      const own = typeof bins === "number" && Number.isInteger(bins) && bins >= 1 && bins <= mostBins;
      return inputs.length === 1 && !density && own && (inputs[0] as NDArray).size >= fewest && engine.fits(2 ** 21);
    },
    run([input], attributes) {
      const { bins, range } = attributes as Attributes & { readonly bins: number };
      const a = contiguous(input as NDArray);
      return engine.scope((arena) => {
        const pieces = piecesOf(engine, arena, a);
        const edgesPlace = arena.take(8 * (bins + 1));
        const counts = arena.take(4 * bins);
        const ends = range ?? endsOf(engine, group, arena, a, pieces);
        // Errors are the reference body's.
        if (ends === undefined || !(ends[0] <= ends[1]) || !ends.every(Number.isFinite))
          return histogram(withRuntime(undefined, a), { bins, ...(range === undefined ? {} : { range }) });
        const sample = makeData(a.dtype, 1) as Float64Array;
        const edges = histogramBinEdges(fromData(sample, [1]), { bins, range: ends });
        const numbers = Float64Array.from(elementsOf(edges) as Float64Array);
        const { margin } = evenBins(numbers);
        new Float64Array(engine.memory.buffer, edgesPlace, bins + 1).set(numbers);
        new Uint32Array(engine.memory.buffer, counts, bins).fill(0);
        for (const [place, count] of pieces())
          engine.run(group, `count_${a.dtype}`, count, {}, place, edgesPlace, bins, margin, counts);
        const result = a.make("int64", [bins]);
        result.assign(fromData(new Uint32Array(engine.memory.buffer as ArrayBuffer, counts, bins), [bins]));
        return [result, a.make(edges.dtype, edges.shape, edges.storage)];
      });
    },
  };
}

/** The elements piece by piece: where they are and how many. */
function piecesOf(engine: Engine, arena: Arena, a: NDArray): () => Generator<readonly [place: number, count: number]> {
  const there = placeOf(engine, a);
  const source = elementsOf(a) as TypedArray;
  const taken = there ?? takeRoom(arena, bytesOf(a.dtype));
  return function* () {
    if (there !== undefined) {
      yield [there, a.size];
      return;
    }
    const room = roomFor(engine, taken, source);
    for (let from = 0; from < a.size; from += tile) {
      const count = Math.min(tile, a.size - from);
      (room.view as Float64Array).set((source as Float64Array).subarray(from, from + count));
      yield [taken, count];
    }
  };
}

/** The least and the largest element; undefined where some are not finite. */
function endsOf(
  engine: Engine,
  group: Binary,
  arena: Arena,
  a: NDArray,
  pieces: ReturnType<typeof piecesOf>,
): [number, number] | undefined {
  const out = arena.take(24);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [place, count] of pieces()) {
    engine.run(group, `ends_${a.dtype}`, count, {}, place, out);
    const [first, last, wrong] = new Float64Array(engine.memory.buffer, out, 3);
    if (wrong !== 0) return undefined;
    low = Math.min(low, first as number);
    high = Math.max(high, last as number);
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}
