/** How an array goes on beyond its border. */
export type Border = "reflect" | "constant" | "nearest" | "mirror" | "wrap";

/** Where the elements from `-before` to `size + after` of an axis come from; -1 for the constant. */
export function borderMap(size: number, before: number, after: number, border: Border): Int32Array {
  const map = new Int32Array(before + size + after);
  for (let i = 0; i < map.length; i++) map[i] = borderIndex(i - before, size, border);
  return map;
}

function borderIndex(index: number, size: number, border: Border): number {
  if (index >= 0 && index < size) return index;
  if (border === "constant") return -1;
  if (border === "nearest") return index < 0 ? 0 : size - 1;
  if (border === "wrap") return modulo(index, size);
  if (border === "mirror" && size === 1) return 0;
  const period = border === "reflect" ? 2 * size : 2 * size - 2;
  const at = modulo(index, period);
  return at < size ? at : (border === "reflect" ? period - 1 : period) - at;
}

function modulo(value: number, by: number): number {
  const rest = value % by;
  return rest < 0 ? rest + by : rest;
}
