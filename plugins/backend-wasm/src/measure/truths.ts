import { bytesOf, contiguous, type DType, elementsOf, type NDArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats, wholes } from "../dtypes.js";

/** All real dtypes. */
export const real: readonly DType[] = ["bool", ...wholes, ...floats];

/** Where 1 is for each element that is not 0, else 0; with `inverted` the other way round. */
export function placeTruths(engine: Engine, group: Binary, arena: Arena, a: NDArray, inverted = false): number {
  const place = arena.put(elementsOf(contiguous(a)));
  if (a.dtype === "bool" && !inverted) return place;
  const bits = arena.take(a.size);
  const suffix = a.dtype.startsWith("float") ? a.dtype : bytesOf(a.dtype);
  engine.run(
    group,
    `truths_${suffix}`,
    a.size,
    { grain: 65536, heavy: a.size > 2 ** 20 },
    place,
    bits,
    inverted ? 1 : 0,
  );
  return bits;
}

/** Whether the elements of a small array are not 0. */
export function smallTruths(a: NDArray): boolean[] {
  return Array.from(elementsOf(contiguous(a)) as Float64Array, (value) => Boolean(value) || Number.isNaN(value));
}
