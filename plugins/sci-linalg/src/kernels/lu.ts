import { addProduct, panel } from "./gemm.js";
import { solveTriangle } from "./triangular.js";

const blockSize = 32;

/** What elimination tells besides the factors. */
export interface Pivots {
  /** The row that row i was swapped with, in order. */
  readonly swaps: Int32Array;
  /** The first column without a pivot; -1 when all have one. */
  readonly singular: number;
}

/**
 * Overwrites a matrix by its LU factors with partial pivoting (LAPACK's dgetrf): L with ones on its diagonal below, U on and above.
 * Columns inside a block are made from those before them with dot products, as OpenBLAS does.
 */
export function factorLu(a: Float64Array, m: number, n: number): Pivots {
  const count = Math.min(m, n);
  const swaps = new Int32Array(count);
  const column = new Float64Array(m);
  let singular = -1;
  for (let start = 0; start < count; start += blockSize) {
    const end = Math.min(start + blockSize, count);
    for (let j = start; j < end; j++) {
      const pivot = makeColumn(a, m, n, start, j, column);
      swaps[j] = pivot;
      if (pivot !== j) swapRows(a, n, pivot, j);
      const size = a[j * n + j]!;
      if (size === 0) {
        if (singular < 0) singular = j;
        continue;
      }
      const reciprocal = 1 / size;
      if (Number.isFinite(reciprocal)) for (let i = j + 1; i < m; i++) a[i * n + j]! *= reciprocal;
      else for (let i = j + 1; i < m; i++) a[i * n + j]! /= size;
    }
    if (end === n) continue;
    const width = end - start;
    solveTriangle(a, n, start * n + start, width, a, n, start * n + end, n - end, "lower", true);
    if (end < m)
      addProduct(panel(a, n, end, end), panel(a, n, end, start), panel(a, n, start, end), m - end, width, n - end, -1);
  }
  return { swaps, singular };
}

/** Finishes column j of the block that begins at `start`, without the division; returns the row of its pivot. */
function makeColumn(a: Float64Array, m: number, n: number, start: number, j: number, column: Float64Array): number {
  for (let i = start; i < m; i++) column[i] = a[i * n + j]!;
  let pivot = j;
  let largest = -1;
  for (let i = start; i < m; i++) {
    const line = i * n;
    const last = Math.min(i, j);
    let sum = 0;
    for (let k = start; k < last; k++) sum += a[line + k]! * column[k]!;
    const value = column[i]! - sum;
    column[i] = value;
    a[line + j] = value;
    if (i >= j && Math.abs(value) > largest) {
      largest = Math.abs(value);
      pivot = i;
    }
  }
  return pivot;
}

/** Swaps two rows of a matrix with `n` columns. */
export function swapRows(a: Float64Array, n: number, first: number, second: number): void {
  const [one, other] = [first * n, second * n];
  for (let k = 0; k < n; k++) {
    const kept = a[one + k]!;
    a[one + k] = a[other + k]!;
    a[other + k] = kept;
  }
}

/** Whether the swaps make an odd permutation. */
export function isOdd(swaps: Int32Array): boolean {
  let odd = false;
  for (let i = 0; i < swaps.length; i++) if (swaps[i] !== i) odd = !odd;
  return odd;
}

/** Where each row stands after the swaps: row i of the swapped matrix is row `order[i]` of the matrix as given. */
export function orderOf(swaps: Int32Array, rows: number): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = 0; i < swaps.length; i++) {
    const at = swaps[i]!;
    [order[i], order[at]] = [order[at]!, order[i]!];
  }
  return order;
}
