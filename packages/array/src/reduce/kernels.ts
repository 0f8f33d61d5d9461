import type { Block } from "./plan.js";

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

export function foldSum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    values[at] = (values[at] as number) + sumLine(source, start, columns);
    start += rowStep;
    at += rowAt;
  }
}

export function addSum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
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
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    values[at] = (values[at] as number) + squareLine(source, start, columns, means[at] as number);
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

export function addSquares(block: Block, values: Float64Array, means: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
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
    let a = values[at] as number;
    let b = a;
    let i = start;
    const end = start + columns;
    for (; i < end - 1; i += 2) {
      a = Math.max(a, source[i] as number);
      b = Math.max(b, source[i + 1] as number);
    }
    if (i < end) a = Math.max(a, source[i] as number);
    values[at] = Math.max(a, b);
    start += rowStep;
    at += rowAt;
  }
}

export function addMaximum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) values[at + i] = Math.max(values[at + i] as number, source[start + i] as number);
    start += rowStep;
    at += rowAt;
  }
}

export function foldMinimum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    let a = values[at] as number;
    let b = a;
    let i = start;
    const end = start + columns;
    for (; i < end - 1; i += 2) {
      a = Math.min(a, source[i] as number);
      b = Math.min(b, source[i + 1] as number);
    }
    if (i < end) a = Math.min(a, source[i] as number);
    values[at] = Math.min(a, b);
    start += rowStep;
    at += rowAt;
  }
}

export function addMinimum(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
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
