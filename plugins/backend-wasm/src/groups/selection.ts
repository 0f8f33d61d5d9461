import { bytesOf, elementsOf, isContiguous, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { bytesForBins, fewestInBins, ranksByBins } from "../selection/by-bins.js";

const fewest = 1024;

interface Attributes {
  /** Ascending. */
  readonly ranks: readonly number[];
}

/** The kernel that finds the elements of some ranks, for medians, percentiles and quantiles. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    {
      operation: "@core/array/ranks",
      device: "host",
      dtypes: ["float32", "float64"],
      accepts([a], attributes) {
        const lines = a as NDArray;
        const { ranks } = attributes as Attributes;
        if (lines.size < fewest || ranks.length > 24 || !isContiguous(lines.shape, lines.strides)) return false;
        const length = lines.shape[1] as number;
        if (length >= fewestInBins) return engine.fits(bytesForBins(length, bytesOf(lines.dtype)));
        return engine.fits((lines.size + (lines.shape[0] as number) * ranks.length) * bytesOf(lines.dtype) + 4096);
      },
      run: (inputs, attributes) => run(engine, group, inputs[0] as NDArray, attributes as Attributes),
    },
  ];
}

function run(engine: Engine, group: Binary, lines: NDArray, { ranks }: Attributes): NDArray {
  const { dtype } = lines;
  const [count, length] = lines.shape as [number, number];
  // A plain array: the caller reads it and drops it.
  const result = lines.make(dtype, [count, ranks.length]);
  if (length >= fewestInBins) {
    for (let i = 0; i < count; i++) {
      const line = lines.view([length], [1], lines.offset + i * length);
      const own = engine.scope((arena) => ranksByBins(engine, group, arena, line, ranks));
      (result.data as Float64Array).set(own, i * ranks.length);
    }
    return result;
  }
  engine.scope((arena) => {
    const bytes = bytesOf(dtype);
    const copied = arena.take(lines.size * bytes);
    const places = arena.take(4 * Math.max(1, ranks.length));
    const out = arena.take(Math.max(1, result.size) * bytes);
    const View = result.data.constructor as Float64ArrayConstructor;
    const memory = engine.memory.buffer as ArrayBuffer;
    new View(memory, copied, lines.size).set(elementsOf(lines) as Float64Array);
    new Uint32Array(memory, places, ranks.length).set(ranks);
    const grain = Math.max(1, Math.floor(16384 / length));
    engine.run(
      group,
      `select_${dtype}`,
      count,
      { grain, heavy: lines.size > 32768 },
      copied,
      length,
      places,
      ranks.length,
      out,
    );
    (result.data as Float64Array).set(new View(engine.memory.buffer as ArrayBuffer, out, result.size));
  });
  return result;
}
