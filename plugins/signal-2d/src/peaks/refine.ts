import type { Image, Point } from "./points.js";

/**
 * A peak to parts of a pixel: the top of the paraboloid that fits the 3 × 3 pixels around it best. It stays where it is at the border of the
 * image, and where the paraboloid has no top within a pixel.
 */
export function refinedPeak({ numbers, rows, columns }: Image, [row, column]: Point): Point {
  const [r, c] = [Math.round(row), Math.round(column)];
  if (r < 1 || c < 1 || r >= rows - 1 || c >= columns - 1) return [row, column];
  let [down, across, downDown, acrossAcross, mixed] = [0, 0, 0, 0, 0];
  for (let j = -1; j <= 1; j++)
    for (let i = -1; i <= 1; i++) {
      const value = numbers[(r + j) * columns + c + i] as number;
      down += (j * value) / 6;
      across += (i * value) / 6;
      downDown += ((j === 0 ? -2 : 1) * value) / 3;
      acrossAcross += ((i === 0 ? -2 : 1) * value) / 3;
      mixed += (i * j * value) / 4;
    }
  const determinant = downDown * acrossAcross - mixed * mixed;
  if (!(determinant > 0 && downDown < 0)) return [row, column];
  const j = (mixed * across - acrossAcross * down) / determinant;
  const i = (mixed * down - downDown * across) / determinant;
  return Math.abs(j) <= 1 && Math.abs(i) <= 1 ? [r + j, c + i] : [row, column];
}
