import { fromData, type NDArray } from "@core/array";

/** An image, row by row, whose numbers are not changed. */
export interface Image {
  readonly numbers: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** Row and column, perhaps between pixels. */
export type Point = readonly [row: number, column: number];

/** The nearest whole number, the even one of two, as NumPy rounds. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** Points sorted by column, then by row, each once. */
export function sortedPoints(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return sorted.filter((point, i) => {
    const last = sorted[i - 1];
    return last === undefined || last[0] !== point[0] || last[1] !== point[1];
  });
}

/** Rows of numbers as an array. */
export function arrayOfRows(rows: readonly (readonly number[])[]): NDArray {
  return fromData(Float64Array.from(rows.flat()), [rows.length, rows[0]?.length ?? 2]) as NDArray;
}

/** Groups of pixels that are set: neighbours along rows and columns, or all within `reach` pixels of each other. */
export function centresOfGroups(mask: Uint8Array, rows: number, columns: number, steps: readonly Point[]): Point[] {
  const seen = new Uint8Array(mask.length);
  const centres: Point[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    let [rowSum, columnSum, count] = [0, 0, 0];
    seen[start] = 1;
    stack.push(start);
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      const row = Math.floor(place / columns);
      const column = place - row * columns;
      rowSum += row;
      columnSum += column;
      count++;
      for (const [down, across] of steps) {
        const [r, c] = [row + down, column + across];
        if (r < 0 || c < 0 || r >= rows || c >= columns) continue;
        const next = r * columns + c;
        if (mask[next] === 0 || seen[next] === 1) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    centres.push([rowSum / count, columnSum / count]);
  }
  return centres;
}

/** The steps to all pixels within a distance. */
export function stepsWithin(distance: number): Point[] {
  const reach = Math.floor(distance);
  const steps: Point[] = [];
  for (let down = -reach; down <= reach; down++)
    for (let across = -reach; across <= reach; across++) {
      const square = down * down + across * across;
      if (square > 0 && square <= distance * distance) steps.push([down, across]);
    }
  return steps;
}
