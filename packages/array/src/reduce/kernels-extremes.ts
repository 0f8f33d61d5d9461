import type { Block } from "./block.js";

// Loops are written out for each operation and each kind of typed array: the engine compiles a shared loop for all of them at once, ten
// times slower.

export function foldMaximum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    let best = values[at] as number;
    let i = start;
    const end = start + columns;
    for (; i < end - 3; i += 4) {
      const p = source[i] as number;
      const q = source[i + 1] as number;
      const r = source[i + 2] as number;
      const s = source[i + 3] as number;
      if (!(p <= best && q <= best && r <= best && s <= best))
        best = Math.max(Math.max(best, p), Math.max(q, Math.max(r, s)));
    }
    for (; i < end; i++) best = Math.max(best, source[i] as number);
    values[at] = best;
    start += rowStep;
    at += rowAt;
  }
}

export function addMaximum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  let row = 0;
  if (rowAt === 0) {
    // Four rows at a time: the outputs are read and written a quarter as often, in the same order of operations.
    for (; row < rows - 3; row += 4) {
      const [p, q, r, s] = [start, start + rowStep, start + 2 * rowStep, start + 3 * rowStep];
      for (let i = 0; i < columns; i++) {
        const first = Math.max(source[p + i] as number, source[q + i] as number);
        const second = Math.max(source[r + i] as number, source[s + i] as number);
        values[at + i] = Math.max(values[at + i] as number, Math.max(first, second));
      }
      start += 4 * rowStep;
    }
  }
  for (; row < rows; row++) {
    for (let i = 0; i < columns; i++) values[at + i] = Math.max(values[at + i] as number, source[start + i] as number);
    start += rowStep;
    at += rowAt;
  }
}

export function foldMinimum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    let best = values[at] as number;
    let i = start;
    const end = start + columns;
    for (; i < end - 3; i += 4) {
      const p = source[i] as number;
      const q = source[i + 1] as number;
      const r = source[i + 2] as number;
      const s = source[i + 3] as number;
      if (!(p >= best && q >= best && r >= best && s >= best))
        best = Math.min(Math.min(best, p), Math.min(q, Math.min(r, s)));
    }
    for (; i < end; i++) best = Math.min(best, source[i] as number);
    values[at] = best;
    start += rowStep;
    at += rowAt;
  }
}

export function addMinimum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  let row = 0;
  if (rowAt === 0) {
    // Four rows at a time: the outputs are read and written a quarter as often, in the same order of operations.
    for (; row < rows - 3; row += 4) {
      const [p, q, r, s] = [start, start + rowStep, start + 2 * rowStep, start + 3 * rowStep];
      for (let i = 0; i < columns; i++) {
        const first = Math.min(source[p + i] as number, source[q + i] as number);
        const second = Math.min(source[r + i] as number, source[s + i] as number);
        values[at + i] = Math.min(values[at + i] as number, Math.min(first, second));
      }
      start += 4 * rowStep;
    }
  }
  for (; row < rows; row++) {
    for (let i = 0; i < columns; i++) values[at + i] = Math.min(values[at + i] as number, source[start + i] as number);
    start += rowStep;
    at += rowAt;
  }
}

/** Where the largest is: `indices` holds -1 until the first element came. NaN is the largest of all, and the first one wins. */
export function foldArgMaximum(block: Block, values: Float64Array, indices: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt, index, rowIndex, columnIndex } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    const unset = indices[at] === -1;
    let best = unset ? (source[start] as number) : (values[at] as number);
    let found = unset ? 0 : -1;
    if (!Number.isNaN(best)) {
      for (let i = 0; i < columns; i++) {
        while (
          i < columns - 3 &&
          (source[start + i] as number) <= best &&
          (source[start + i + 1] as number) <= best &&
          (source[start + i + 2] as number) <= best &&
          (source[start + i + 3] as number) <= best
        )
          i += 4;
        if (i === columns) break;
        const value = source[start + i] as number;
        if (value <= best) continue;
        best = value;
        found = i;
        if (Number.isNaN(value)) break;
      }
    }
    if (found >= 0) {
      values[at] = best;
      indices[at] = index + row * rowIndex + found * columnIndex;
    }
    start += rowStep;
    at += rowAt;
  }
}

export function addArgMaximum(block: Block, values: Float64Array, indices: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt, index, rowIndex } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      const value = source[start + i] as number;
      const best = values[at + i] as number;
      if (indices[at + i] === -1 || (!(value <= best) && !Number.isNaN(best))) {
        values[at + i] = value;
        indices[at + i] = index + row * rowIndex;
      }
    }
    start += rowStep;
    at += rowAt;
  }
}

/** Where the smallest is. See {@link foldArgMaximum}. */
export function foldArgMinimum(block: Block, values: Float64Array, indices: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt, index, rowIndex, columnIndex } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    const unset = indices[at] === -1;
    let best = unset ? (source[start] as number) : (values[at] as number);
    let found = unset ? 0 : -1;
    if (!Number.isNaN(best)) {
      for (let i = 0; i < columns; i++) {
        while (
          i < columns - 3 &&
          (source[start + i] as number) >= best &&
          (source[start + i + 1] as number) >= best &&
          (source[start + i + 2] as number) >= best &&
          (source[start + i + 3] as number) >= best
        )
          i += 4;
        if (i === columns) break;
        const value = source[start + i] as number;
        if (value >= best) continue;
        best = value;
        found = i;
        if (Number.isNaN(value)) break;
      }
    }
    if (found >= 0) {
      values[at] = best;
      indices[at] = index + row * rowIndex + found * columnIndex;
    }
    start += rowStep;
    at += rowAt;
  }
}

export function addArgMinimum(block: Block, values: Float64Array, indices: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt, index, rowIndex } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      const value = source[start + i] as number;
      const best = values[at + i] as number;
      if (indices[at + i] === -1 || (!(value >= best) && !Number.isNaN(best))) {
        values[at + i] = value;
        indices[at + i] = index + row * rowIndex;
      }
    }
    start += rowStep;
    at += rowAt;
  }
}
