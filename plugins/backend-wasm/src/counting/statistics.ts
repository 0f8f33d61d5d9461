import { bytesOf, type DType, elementsOf, isContiguous, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { wholes } from "../dtypes.js";
import { piecesOf } from "./pieces.js";

const fewest = 1024;
/** Elements of one block: what the operation says. */
const block = 4096;

/** Number, sum, extremes and squares of blocks. */
export function blockStatistics(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/array/blockStatistics",
    device: "host",
    dtypes: ["float32", "float64", ...wholes] satisfies DType[],
    accepts([input]) {
      const a = input as NDArray;
      return a.size >= fewest && isContiguous(a.shape, a.strides) && engine.fits(40 * (a.size / block) + 2 ** 19);
    },
    run([input]) {
      const a = input as NDArray;
      const blocks = Math.ceil(a.size / block);
      // A plain array: the caller reads it and drops it.
      const result = a.make("float64", [blocks, 5]);
      engine.scope((arena) => {
        const pieces = piecesOf(engine, arena, [a]);
        const rows = arena.take(40 * blocks);
        const division = { grain: 16, heavy: a.size > 262144, scratch: block * bytesOf(a.dtype) };
        for (const [[place], from, count] of pieces())
          engine.run(
            group,
            `describe_${a.dtype}`,
            Math.ceil(count / block),
            division,
            ...[place as number, count, rows + (40 * from) / block],
          );
        (elementsOf(result) as Float64Array).set(new Float64Array(engine.memory.buffer, rows, 5 * blocks));
      });
      return result;
    },
  };
}
