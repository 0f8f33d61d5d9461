import type { Block } from "./block.js";

// Loops are written out for each operation and each kind of typed array: the engine compiles a shared loop for all of them at once, ten
// times slower.

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
