import { elementsOf, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { evenBins } from "../signals/even-bins.js";
import { piecesOf } from "./pieces.js";

const fewest = 2048;
const mostBins = 2 ** 22;

/** Counts of pairs of numbers in rectangles of equal bins. */
export function pairCounts(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/array/histogram2d",
    device: "host",
    dtypes: (["float32", "float64"] as const).map((dtype) => [dtype, dtype, "float64", "float64"] as const),
    accepts(inputs, attributes) {
      const [x, , p, q] = inputs as [NDArray, NDArray, NDArray, NDArray];
      const { even } = attributes as { readonly even: readonly boolean[] };
      const cells = (p.size - 1) * (q.size - 1);
      return (
        even.every((one) => one) &&
        x.size >= fewest &&
        cells <= mostBins &&
        engine.fits(4 * cells + 8 * (p.size + q.size) + 2 ** 20)
      );
    },
    run(inputs) {
      const [x, y, ...edges] = inputs as [NDArray, NDArray, NDArray, NDArray];
      const [rows, columns] = edges.map(({ size }) => size - 1) as [number, number];
      const result = x.make("float64", [rows, columns]);
      engine.scope((arena) => {
        const pieces = piecesOf(engine, arena, [x, y]);
        const told = edges.flatMap((one) => {
          const numbers = elementsOf(one) as Float64Array;
          const { scale, margin } = evenBins(numbers);
          return [arena.put(numbers), numbers.length - 1, scale, margin];
        });
        const counts = arena.take(4 * rows * columns);
        new Uint32Array(engine.memory.buffer, counts, rows * columns).fill(0);
        for (const [places, , count] of pieces())
          engine.run(group, `pairs_${x.dtype}`, count, {}, ...places, ...told, counts);
        (elementsOf(result) as Float64Array).set(new Uint32Array(engine.memory.buffer, counts, rows * columns));
      });
      return result;
    },
  };
}
