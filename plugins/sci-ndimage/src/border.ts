import { coreError, describeValue } from "@core/array/runtime";

/**
 * How an array goes on beyond its border (`a b c d` between the bars):
 * `reflect` = `grid-mirror` (d c b a | a b c d | d c b a), `mirror` (d c b | a b c d | c b a),
 * `nearest` (a a a | a b c d | d d d), `wrap` = `grid-wrap` (a b c d | a b c d | a b c d),
 * `constant` = `grid-constant` (`cval` everywhere).
 */
export type BorderMode =
  | "reflect"
  | "grid-mirror"
  | "constant"
  | "grid-constant"
  | "nearest"
  | "mirror"
  | "wrap"
  | "grid-wrap";

/** The modes without their synonyms. */
export type Border = "reflect" | "constant" | "nearest" | "mirror" | "wrap";

const borders: Readonly<Record<BorderMode, Border>> = {
  reflect: "reflect",
  "grid-mirror": "reflect",
  constant: "constant",
  "grid-constant": "constant",
  nearest: "nearest",
  mirror: "mirror",
  wrap: "wrap",
  "grid-wrap": "wrap",
};

/** The mode that is meant, or BAD_VALUE. */
export function checkMode(mode: unknown): Border {
  if (typeof mode === "string" && Object.hasOwn(borders, mode)) return borders[mode as BorderMode];
  throw coreError(
    "BAD_VALUE",
    `mode: got ${describeValue(mode)}, allowed are ${Object.keys(borders).join(", ")}${
      Array.isArray(mode) ? "; a list of modes works with separable filters only" : ""
    }.`,
  );
}

/** Where the element at `index` of an axis of `size` comes from; -1 for the constant. The size is not 0. */
export function borderIndex(index: number, size: number, border: Border): number {
  if (index >= 0 && index < size) return index;
  switch (border) {
    case "constant":
      return -1;
    case "nearest":
      return index < 0 ? 0 : size - 1;
    case "wrap":
      return modulo(index, size);
    case "reflect": {
      const at = modulo(index, 2 * size);
      return at < size ? at : 2 * size - 1 - at;
    }
    case "mirror": {
      if (size === 1) return 0;
      const at = modulo(index, 2 * size - 2);
      return at < size ? at : 2 * size - 2 - at;
    }
  }
}

/** Where the elements from `-before` to `size + after` of an axis come from. */
export function borderMap(size: number, before: number, after: number, border: Border): Int32Array {
  const map = new Int32Array(before + size + after);
  for (let i = 0; i < map.length; i++) map[i] = borderIndex(i - before, size, border);
  return map;
}

function modulo(value: number, by: number): number {
  const rest = value % by;
  return rest < 0 ? rest + by : rest;
}
