import { bytesOf, elementsOf, type Kernel, type NDArray, sizeOf, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, makeResult, outputPlace } from "../elements.js";
import { placeTruths, real } from "./truths.js";

const fewest = 256;

/** The nearest background elements and the squared distances to them. */
export function distanceTransform(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/distance-transform-edt",
    device: "host",
    dtypes: real,
    accepts: ([input]) => {
      const a = input as NDArray;
      const scratch = 16 * Math.max(...a.shape) * engine.threads;
      return a.size >= fewest && a.size < 2 ** 30 && engine.fits(a.size * (bytesOf(a.dtype) + 13) + scratch + 65536);
    },
    run: ([input], attributes) => {
      const { sampling } = attributes as { readonly sampling: readonly number[] | undefined };
      const a = input as NDArray;
      const { shape } = a;
      const results = [makeResult(engine, [a], "int32", shape), makeResult(engine, [a], "float64", shape)] as const;
      engine.scope((arena) => {
        const heavy = a.size > 16384;
        const bits = placeTruths(engine, group, arena, a);
        const [sites, squares] = results.map((result) => outputPlace(engine, arena, result)) as [number, number];
        const rows = shape[0] as number;
        const columns = a.size / rows;
        const step = sampling?.[0] ?? 1;
        const blocks = Math.ceil(columns / 256);
        engine.run(group, "distance_first", blocks, { grain: 1, heavy }, bits, sites, squares, rows, columns, step);
        for (let axis = 1; axis < shape.length; axis++) {
          const length = shape[axis] as number;
          const inner = sizeOf(shape.slice(axis + 1));
          const grain = Math.max(1, Math.ceil(8192 / length));
          const division = { grain, heavy, scratch: 16 * length };
          const own = sampling?.[axis] ?? 1;
          engine.run(group, "distance_later", a.size / length, division, sites, squares, length, inner, own);
        }
        copyOut(engine, sites, elementsOf(results[0]) as TypedArray);
        copyOut(engine, squares, elementsOf(results[1]) as TypedArray);
      });
      return results;
    },
  };
}
