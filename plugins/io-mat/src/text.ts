import { columnPlaces } from "./values.js";

/**
 * The text of characters that stand column by column along the last axis: a string, or one for each place along the other axes, in C
 * order.
 */
export function textOfColumns(units: readonly string[], shape: readonly number[]): string | readonly string[] {
  const width = shape.at(-1) as number;
  const rows = width === 0 ? 0 : shape.reduce((product, length) => product * length, 1) / width;
  if (rows <= 1) return units.join("");
  return columnPlaces(shape.slice(0, -1)).map((row) => {
    let text = "";
    for (let column = 0; column < width; column++) text += units[row + column * rows] as string;
    return text;
  });
}

/** The characters of a text. MATLAB counts units of UTF-16, SciPy code points; the number that is wanted tells which. */
export function charactersOf(text: string, wanted: number): string[] {
  const points = Array.from(text);
  return points.length === wanted ? points : text.split("");
}

/** The text of units of UTF-16. */
export function textOfCodes(codes: ArrayLike<number | bigint>): string {
  let text = "";
  for (let i = 0; i < codes.length; i++) text += String.fromCharCode(Number(codes[i]));
  return text;
}
