import { addProduct } from "./gemm.js";

const blockSize = 32;

/** Which triangle of a matrix counts. */
export type Triangle = "lower" | "upper";

/**
 * Solves `T X = B` in place for a triangle of `size` rows that begins at `at` in a matrix with `stride` columns; `b` has `count` columns of
 * a matrix with `strideB` columns, from `atB`.
 */
export function solveTriangle(
  t: Float64Array,
  stride: number,
  at: number,
  size: number,
  b: Float64Array,
  strideB: number,
  atB: number,
  count: number,
  triangle: Triangle,
  unit: boolean,
): void {
  const lower = triangle === "lower";
  for (let done = 0; done < size; done += blockSize) {
    const width = Math.min(blockSize, size - done);
    const start = lower ? done : size - done - width;
    const corner = at + start * stride + start;
    const rows = atB + start * strideB;
    if (lower) forward(t, stride, corner, width, b, strideB, rows, count, unit);
    else backward(t, stride, corner, width, b, strideB, rows, count, unit);
    const left = size - done - width;
    if (left === 0) continue;
    const first = lower ? start + width : 0;
    addProduct(
      { data: b, offset: atB + first * strideB, row: strideB, column: 1 },
      { data: t, offset: at + first * stride + start, row: stride, column: 1 },
      { data: b, offset: rows, row: strideB, column: 1 },
      left,
      width,
      count,
      -1,
    );
  }
}

function forward(
  t: Float64Array,
  stride: number,
  at: number,
  size: number,
  b: Float64Array,
  strideB: number,
  atB: number,
  count: number,
  unit: boolean,
): void {
  for (let i = 0; i < size; i++) {
    const line = atB + i * strideB;
    for (let k = 0; k < i; k++) subtractRow(b, line, atB + k * strideB, t[at + i * stride + k]!, count);
    if (!unit) divideRow(b, line, t[at + i * stride + i]!, count);
  }
}

function backward(
  t: Float64Array,
  stride: number,
  at: number,
  size: number,
  b: Float64Array,
  strideB: number,
  atB: number,
  count: number,
  unit: boolean,
): void {
  for (let i = size - 1; i >= 0; i--) {
    const line = atB + i * strideB;
    for (let k = i + 1; k < size; k++) subtractRow(b, line, atB + k * strideB, t[at + i * stride + k]!, count);
    if (!unit) divideRow(b, line, t[at + i * stride + i]!, count);
  }
}

function subtractRow(b: Float64Array, to: number, from: number, factor: number, count: number): void {
  if (factor === 0) return;
  for (let j = 0; j < count; j++) b[to + j]! -= factor * b[from + j]!;
}

function divideRow(b: Float64Array, line: number, by: number, count: number): void {
  for (let j = 0; j < count; j++) b[line + j]! /= by;
}

/** The transpose of a matrix of (m, n). */
export function transposed(a: Float64Array, m: number, n: number): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[j * m + i] = a[i * n + j]!;
  return result;
}

/** Sets what is below (or above) the diagonal to zero. */
export function keepTriangle(a: Float64Array, m: number, n: number, triangle: Triangle): void {
  for (let i = 0; i < m; i++) {
    if (triangle === "upper") a.fill(0, i * n, i * n + Math.min(i, n));
    else if (i + 1 < n) a.fill(0, i * n + i + 1, (i + 1) * n);
  }
}
