import { bincount, contiguous, elementsOf, fromData, type Kernel, type NDArray, withRuntime } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { wholes } from "../dtypes.js";
import { piecesOf } from "./pieces.js";

const fewest = 4096;
const mostCounts = 2 ** 28;

/** How often whole numbers occur, or the sums of their weights. */
export function tallies(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/array/bincount",
    device: "host",
    dtypes: [...wholes, ...wholes.map((dtype) => [dtype, "float64"] as const)],
    // A dtype alone stands for weights of the same dtype, too.
    accepts: ([x, weights]) =>
      (x as NDArray).size >= fewest && (weights?.dtype ?? "float64") === "float64" && engine.fits(2 ** 20),
    run(inputs, attributes) {
      const { minlength } = attributes as { readonly minlength: number };
      const [x, weights] = inputs.map((one) => contiguous(one)) as [NDArray, NDArray?];
      const reference = () =>
        bincount(
          withRuntime(undefined, x),
          weights === undefined ? { minlength } : { minlength, weights: withRuntime(undefined, weights) },
        );
      return engine.scope((arena) => {
        const pieces = piecesOf(engine, arena, weights === undefined ? [x] : [x, weights]);
        const own = piecesOf(engine, arena, [x]);
        const ends = arena.take(16);
        let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        for (const [[place], , count] of own()) {
          engine.run(group, `ends_${x.dtype}`, count, {}, place as number, ends);
          const [low, high] = new Float64Array(engine.memory.buffer, ends, 2);
          least = Math.min(least, low as number);
          largest = Math.max(largest, high as number);
        }
        const length = Math.max(minlength, largest + 1);
        // Errors are the reference body's.
        if (least < 0 || largest > mostCounts || !engine.fits(8 * length + 4096)) return reference();
        const width = weights === undefined ? 4 : 8;
        const sums = arena.take(width * length);
        engine.bytes.fill(0, sums, sums + width * length);
        const kernel = `${weights === undefined ? "tally" : "weigh"}_${x.dtype}`;
        for (const [places, , count] of pieces()) engine.run(group, kernel, count, {}, ...places, sums);
        if (weights !== undefined) {
          const result = x.make("float64", [length]);
          (elementsOf(result) as Float64Array).set(new Float64Array(engine.memory.buffer, sums, length));
          return result;
        }
        const found = fromData(new Uint32Array(engine.memory.buffer as ArrayBuffer, sums, length), [length]);
        return x.make("int64", [length]).assign(found);
      });
    },
  };
}
