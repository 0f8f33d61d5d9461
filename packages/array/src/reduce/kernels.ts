import type { Block } from "./block.js";

/**
 * The sum of numbers side by side, halved until few are left, so that the error grows with the logarithm of their number
 * (pairwise summation, in the same tree as NumPy's, so that contiguous float64 gives the same bits).
 */
function sumLine(source: Float64Array, start: number, length: number): number {
  if (length > 128) {
    const half = (length >> 1) - ((length >> 1) % 8);
    return sumLine(source, start, half) + sumLine(source, start + half, length - half);
  }
  let i = start;
  const end = start + length;
  let sum = 0;
  if (length >= 8) {
    let a = source[i] as number;
    let b = source[i + 1] as number;
    let c = source[i + 2] as number;
    let d = source[i + 3] as number;
    let e = source[i + 4] as number;
    let f = source[i + 5] as number;
    let g = source[i + 6] as number;
    let h = source[i + 7] as number;
    for (i += 8; i < end - 7; i += 8) {
      a += source[i] as number;
      b += source[i + 1] as number;
      c += source[i + 2] as number;
      d += source[i + 3] as number;
      e += source[i + 4] as number;
      f += source[i + 5] as number;
      g += source[i + 6] as number;
      h += source[i + 7] as number;
    }
    sum = a + b + (c + d) + (e + f + (g + h));
  }
  for (; i < end; i++) sum += source[i] as number;
  return sum;
}

/** {@link sumLine} once more, for single precision: one function for both would be slow. */
function sumSingles(source: Float32Array, start: number, length: number): number {
  if (length > 128) {
    const half = (length >> 1) - ((length >> 1) % 8);
    return sumSingles(source, start, half) + sumSingles(source, start + half, length - half);
  }
  let i = start;
  const end = start + length;
  let sum = 0;
  if (length >= 8) {
    let a = source[i] as number;
    let b = source[i + 1] as number;
    let c = source[i + 2] as number;
    let d = source[i + 3] as number;
    let e = source[i + 4] as number;
    let f = source[i + 5] as number;
    let g = source[i + 6] as number;
    let h = source[i + 7] as number;
    for (i += 8; i < end - 7; i += 8) {
      a += source[i] as number;
      b += source[i + 1] as number;
      c += source[i + 2] as number;
      d += source[i + 3] as number;
      e += source[i + 4] as number;
      f += source[i + 5] as number;
      g += source[i + 6] as number;
      h += source[i + 7] as number;
    }
    sum = a + b + (c + d) + (e + f + (g + h));
  }
  for (; i < end; i++) sum += source[i] as number;
  return sum;
}

export function foldSum(block: Block, values: Float64Array): void {
  const { source, single, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    const sum = single === undefined ? sumLine(source, start, columns) : sumSingles(single, start, columns);
    values[at] = (values[at] as number) + sum;
    start += rowStep;
    at += rowAt;
  }
}

export function addSum(block: Block, values: Float64Array): void {
  const { source, single, rows, rowStep, columns, rowAt } = block;
  if (single !== undefined) {
    addSingles(block, single, values);
    return;
  }
  let { start, at } = block;
  let row = 0;
  if (rowAt === 0) {
    // Four rows at a time: the outputs are read and written a quarter as often, in the same order of operations.
    for (; row < rows - 3; row += 4) {
      const [p, q, r, s] = [start, start + rowStep, start + 2 * rowStep, start + 3 * rowStep];
      for (let i = 0; i < columns; i++) {
        values[at + i] =
          (values[at + i] as number) +
          (source[p + i] as number) +
          (source[q + i] as number) +
          (source[r + i] as number) +
          (source[s + i] as number);
      }
      start += 4 * rowStep;
    }
  }
  for (; row < rows; row++) {
    for (let i = 0; i < columns; i++) values[at + i] = (values[at + i] as number) + (source[start + i] as number);
    start += rowStep;
    at += rowAt;
  }
}

/** {@link addSum} once more, for single precision. */
function addSingles(block: Block, source: Float32Array, values: Float64Array): void {
  const { rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  let row = 0;
  if (rowAt === 0) {
    // Four rows at a time: the outputs are read and written a quarter as often, in the same order of operations.
    for (; row < rows - 3; row += 4) {
      const [p, q, r, s] = [start, start + rowStep, start + 2 * rowStep, start + 3 * rowStep];
      for (let i = 0; i < columns; i++) {
        values[at + i] =
          (values[at + i] as number) +
          (source[p + i] as number) +
          (source[q + i] as number) +
          (source[r + i] as number) +
          (source[s + i] as number);
      }
      start += 4 * rowStep;
    }
  }
  for (; row < rows; row++) {
    for (let i = 0; i < columns; i++) values[at + i] = (values[at + i] as number) + (source[start + i] as number);
    start += rowStep;
    at += rowAt;
  }
}

export function foldProduct(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    let product = values[at] as number;
    for (let i = start; i < start + columns; i++) product *= source[i] as number;
    values[at] = product;
    start += rowStep;
    at += rowAt;
  }
}

export function addProduct(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) values[at + i] = (values[at + i] as number) * (source[start + i] as number);
    start += rowStep;
    at += rowAt;
  }
}

/** Sums of squared distances from the means in `means`. */
export function foldSquares(block: Block, values: Float64Array, means: Float64Array): void {
  const { source, single, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    const mean = means[at] as number;
    const sum =
      single === undefined ? squareLine(source, start, columns, mean) : squareSingles(single, start, columns, mean);
    values[at] = (values[at] as number) + sum;
    start += rowStep;
    at += rowAt;
  }
}

/** As {@link sumLine}, of squared distances from a mean. */
function squareLine(source: Float64Array, start: number, length: number, mean: number): number {
  if (length > 128) {
    const half = (length >> 1) - ((length >> 1) % 8);
    return squareLine(source, start, half, mean) + squareLine(source, start + half, length - half, mean);
  }
  let i = start;
  const end = start + length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  for (; i < end - 7; i += 8) {
    a += ((source[i] as number) - mean) ** 2;
    b += ((source[i + 1] as number) - mean) ** 2;
    c += ((source[i + 2] as number) - mean) ** 2;
    d += ((source[i + 3] as number) - mean) ** 2;
    e += ((source[i + 4] as number) - mean) ** 2;
    f += ((source[i + 5] as number) - mean) ** 2;
    g += ((source[i + 6] as number) - mean) ** 2;
    h += ((source[i + 7] as number) - mean) ** 2;
  }
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; i < end; i++) sum += ((source[i] as number) - mean) ** 2;
  return sum;
}

/** {@link squareLine} once more, for single precision. */
function squareSingles(source: Float32Array, start: number, length: number, mean: number): number {
  if (length > 128) {
    const half = (length >> 1) - ((length >> 1) % 8);
    return squareSingles(source, start, half, mean) + squareSingles(source, start + half, length - half, mean);
  }
  let i = start;
  const end = start + length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  for (; i < end - 7; i += 8) {
    a += ((source[i] as number) - mean) ** 2;
    b += ((source[i + 1] as number) - mean) ** 2;
    c += ((source[i + 2] as number) - mean) ** 2;
    d += ((source[i + 3] as number) - mean) ** 2;
    e += ((source[i + 4] as number) - mean) ** 2;
    f += ((source[i + 5] as number) - mean) ** 2;
    g += ((source[i + 6] as number) - mean) ** 2;
    h += ((source[i + 7] as number) - mean) ** 2;
  }
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; i < end; i++) sum += ((source[i] as number) - mean) ** 2;
  return sum;
}

export function addSquares(block: Block, values: Float64Array, means: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  let row = 0;
  if (rowAt === 0) {
    for (; row < rows - 3; row += 4) {
      const [p, q, r, s] = [start, start + rowStep, start + 2 * rowStep, start + 3 * rowStep];
      for (let i = 0; i < columns; i++) {
        const mean = means[at + i] as number;
        const a = (source[p + i] as number) - mean;
        const b = (source[q + i] as number) - mean;
        const c = (source[r + i] as number) - mean;
        const d = (source[s + i] as number) - mean;
        values[at + i] = (values[at + i] as number) + a * a + b * b + c * c + d * d;
      }
      start += 4 * rowStep;
    }
  }
  for (; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      const distance = (source[start + i] as number) - (means[at + i] as number);
      values[at + i] = (values[at + i] as number) + distance * distance;
    }
    start += rowStep;
    at += rowAt;
  }
}

/** As {@link foldSquares}, of the elements that count. */
export function foldMaskedSquares(block: Block, values: Float64Array, means: Float64Array): void {
  const { source, rows, columns, rowAt, mask } = block;
  let { at } = block;
  for (let row = 0; row < rows; row++) {
    const mean = means[at] as number;
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (mask[i] === 0) continue;
      const distance = (source[i] as number) - mean;
      sum += distance * distance;
    }
    values[at] = (values[at] as number) + sum;
    at += rowAt;
  }
}

/** As {@link addSquares}, of the elements that count. */
export function addMaskedSquares(block: Block, values: Float64Array, means: Float64Array): void {
  const { source, rows, columns, rowAt, mask } = block;
  let { at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      if (mask[row * columns + i] === 0) continue;
      const distance = (source[row * columns + i] as number) - (means[at + i] as number);
      values[at + i] = (values[at + i] as number) + distance * distance;
    }
    at += rowAt;
  }
}

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

export function foldAny(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    if (values[at] === 0) {
      let i = start;
      while (i < start + columns && source[i] === 0) i++;
      if (i < start + columns) values[at] = 1;
    }
    start += rowStep;
    at += rowAt;
  }
}

export function addAny(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) if (source[start + i] !== 0) values[at + i] = 1;
    start += rowStep;
    at += rowAt;
  }
}

export function foldAll(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    if (values[at] !== 0) {
      let i = start;
      while (i < start + columns && source[i] !== 0) i++;
      if (i < start + columns) values[at] = 0;
    }
    start += rowStep;
    at += rowAt;
  }
}

export function addAll(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) if (source[start + i] === 0) values[at + i] = 0;
    start += rowStep;
    at += rowAt;
  }
}

export function foldCount(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    let count = 0;
    for (let i = start; i < start + columns; i++) if (source[i] !== 0) count++;
    values[at] = (values[at] as number) + count;
    start += rowStep;
    at += rowAt;
  }
}

export function addCount(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) if (source[start + i] !== 0) values[at + i] = (values[at + i] as number) + 1;
    start += rowStep;
    at += rowAt;
  }
}

/** Counts the elements of a block in which all count. */
export function foldOnes(block: Block, counts: Float64Array): void {
  for (let row = 0; row < block.rows; row++) {
    const at = block.at + row * block.rowAt;
    counts[at] = (counts[at] as number) + block.columns;
  }
}

/** Counts the elements of a block in which all count. */
export function addOnes(block: Block, counts: Float64Array): void {
  for (let row = 0; row < block.rows; row++) {
    const at = block.at + row * block.rowAt;
    for (let i = 0; i < block.columns; i++) counts[at + i] = (counts[at + i] as number) + 1;
  }
}
