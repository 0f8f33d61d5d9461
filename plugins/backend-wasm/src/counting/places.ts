import { contiguous, elementsOf, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";
import { tile } from "../signals/patches.js";
import { piecesOf } from "./pieces.js";

const fewest = 1024;
const floats = ["float32", "float64"] as const;

/** Places among sorted numbers, and so the bins of `digitize`. */
export function sortedPlaces(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/array/searchsorted",
    device: "host",
    dtypes: floats.flatMap((one) => floats.map((other) => [one, other] as const)),
    accepts: ([sorted, values]) =>
      (values as NDArray).size >= fewest &&
      engine.fits(16 * (sorted as NDArray).size + 8 * (values as NDArray).size + 2 ** 20),
    run([given, wanted], attributes) {
      const left = (attributes as { readonly side: string }).side === "left";
      const values = contiguous(wanted as NDArray);
      const sorted = Float64Array.from(elementsOf(contiguous(given as NDArray)) as Float64Array);
      let numbers = sorted.length;
      while (numbers > 0 && Number.isNaN(sorted[numbers - 1])) numbers--;
      const result = makeResult(engine, [values], "int64", values.shape);
      engine.scope((arena) => {
        const pieces = piecesOf(engine, arena, [values]);
        const table = arena.put(sorted);
        const there = isResident(engine, result) ? elementsOf(result).byteOffset : undefined;
        const whole = isResident(engine, values);
        const place = there ?? arena.take(8 * (whole ? values.size : tile));
        const target = elementsOf(result);
        for (const [[source], from, count] of pieces()) {
          const out = there === undefined ? place : there + 8 * from;
          engine.run(
            group,
            `search_${values.dtype}`,
            count,
            { grain: 4096, heavy: count > 65536 },
            ...[source as number, table, numbers, sorted.length, left ? 1 : 0, out],
          );
          if (there === undefined) copyOut(engine, place, target.subarray(from, from + count));
        }
      });
      return result;
    },
  };
}
