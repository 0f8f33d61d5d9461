/**
 * Of points in order of preference those that have no better one nearer than `spacing`; a grid of cells holds those found so far, so that
 * each is compared with a few.
 * @param order places in `x` and `y`
 * @param most where it ends
 */
export function spaced(x: Float64Array, y: Float64Array, order: Int32Array, spacing: number, most: number): Int32Array {
  const found = new Int32Array(Math.min(most, order.length));
  const { cells, side, left, top, down, across } = gridOf(x, y, order, spacing);
  const next = new Int32Array(found.length);
  let count = 0;
  for (let k = 0; k < order.length && count < found.length; k++) {
    const place = order[k] as number;
    const [row, column] = [x[place] as number, y[place] as number];
    const [r, c] = [Math.floor((row - top) / side), Math.floor((column - left) / side)];
    let free = true;
    for (let i = Math.max(0, r - 1); i <= Math.min(down - 1, r + 1) && free; i++)
      for (let j = Math.max(0, c - 1); j <= Math.min(across - 1, c + 1) && free; j++)
        for (let at = cells.get(i * across + j); at !== 0; at = next[at - 1] as number) {
          const other = found[at - 1] as number;
          const [dx, dy] = [row - (x[other] as number), column - (y[other] as number)];
          if (dx * dx + dy * dy < spacing * spacing) {
            free = false;
            break;
          }
        }
    if (!free) continue;
    const cell = r * across + c;
    next[count] = cells.get(cell);
    found[count++] = place;
    cells.set(cell, count);
  }
  return found.subarray(0, count);
}

/** The last point of each cell, counted from 1. */
interface Cells {
  get(cell: number): number;
  set(cell: number, point: number): void;
}

interface Grid {
  readonly cells: Cells;
  readonly side: number;
  readonly left: number;
  readonly top: number;
  readonly down: number;
  readonly across: number;
}

function gridOf(x: Float64Array, y: Float64Array, order: Int32Array, spacing: number): Grid {
  let [top, left, bottom, right] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const place of order) {
    top = Math.min(top, x[place] as number);
    bottom = Math.max(bottom, x[place] as number);
    left = Math.min(left, y[place] as number);
    right = Math.max(right, y[place] as number);
  }
  const down = Math.floor((bottom - top) / spacing) + 1;
  const across = Math.floor((right - left) / spacing) + 1;
  const dense = down * across <= 65536 + 16 * order.length;
  return { cells: dense ? denseCells(down * across) : sparseCells(), side: spacing, left, top, down, across };
}

function denseCells(count: number): Cells {
  const last = new Int32Array(count);
  return {
    get: (cell) => last[cell] as number,
    set: (cell, point) => {
      last[cell] = point;
    },
  };
}

function sparseCells(): Cells {
  const last = new Map<number, number>();
  return { get: (cell) => last.get(cell) ?? 0, set: (cell, point) => last.set(cell, point) };
}
