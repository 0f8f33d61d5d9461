import type { Block } from "./plan.js";

/** The sum of numbers side by side; four running sums hide the latency of the additions. */
function sumLine(source: Float64Array, start: number, length: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = start;
  const end = start + length;
  for (; i < end - 3; i += 4) {
    a += source[i] as number;
    b += source[i + 1] as number;
    c += source[i + 2] as number;
    d += source[i + 3] as number;
  }
  for (; i < end; i++) a += source[i] as number;
  return a + b + (c + d);
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

function squareLine(source: Float64Array, start: number, length: number, mean: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = start;
  const end = start + length;
  for (; i < end - 3; i += 4) {
    const p = (source[i] as number) - mean;
    const q = (source[i + 1] as number) - mean;
    const r = (source[i + 2] as number) - mean;
    const s = (source[i + 3] as number) - mean;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (; i < end; i++) {
    const p = (source[i] as number) - mean;
    a += p * p;
  }
  return a + b + (c + d);
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
