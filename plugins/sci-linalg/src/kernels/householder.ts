import { addProduct, flipped, panel } from "./gemm.js";
import { makeReflector, vectorNorm } from "./reflector.js";

/** How many reflectors are applied at a time. */
const blockSize = 32;
/** How many columns of a block are made one by one. */
const innerSize = 8;

/**
 * Reflectors as LAPACK keeps them: reflector i has its 1 at row `i + shift` of column i and the rest of its vector below it.
 * The matrix has `rows` rows and `columns` columns in C order.
 */
export interface Reflectors {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly tau: Float64Array;
  readonly shift: number;
}

/** Overwrites a matrix by its QR factors (LAPACK's dgeqrf): R on and above the diagonal, reflectors below it. */
export function factorQr(a: Float64Array, m: number, n: number): Reflectors {
  const count = Math.min(m, n);
  const factors: Reflectors = { data: a, rows: m, columns: n, tau: new Float64Array(count), shift: 0 };
  const work = new Float64Array(n);
  for (let start = 0; start < count; start += blockSize) {
    const end = Math.min(start + blockSize, count);
    for (let inner = start; inner < end; inner += innerSize) {
      const last = Math.min(inner + innerSize, end);
      factorColumns(factors, inner, last, work);
      if (last < end) applyBlock(factors, inner, last, true, a, n, last, end - last);
    }
    if (end < n) applyBlock(factors, start, end, true, a, n, end, n - end);
  }
  return factors;
}

function factorColumns(factors: Reflectors, start: number, end: number, work: Float64Array): void {
  const { data: a, rows: m, columns: n, tau } = factors;
  for (let j = start; j < end; j++) {
    const head = j * n + j;
    tau[j] = makeReflector(a, head, head + n, n, m - j);
    if (tau[j] !== 0 && j + 1 < end) applyReflector(a, n, j, j, m, j + 1, end, tau[j]!, work);
  }
}

/** `A <- H A` for rows from `row` and columns from `from` to `to`, the reflector standing in `column`. */
function applyReflector(
  a: Float64Array,
  n: number,
  row: number,
  column: number,
  m: number,
  from: number,
  to: number,
  tau: number,
  work: Float64Array,
): void {
  for (let k = from; k < to; k++) work[k] = a[row * n + k]!;
  for (let i = row + 1; i < m; i++) {
    const v = a[i * n + column]!;
    if (v === 0) continue;
    const line = i * n;
    for (let k = from; k < to; k++) work[k]! += v * a[line + k]!;
  }
  for (let k = from; k < to; k++) {
    work[k]! *= tau;
    a[row * n + k]! -= work[k]!;
  }
  for (let i = row + 1; i < m; i++) {
    const v = a[i * n + column]!;
    if (v === 0) continue;
    const line = i * n;
    for (let k = from; k < to; k++) a[line + k]! -= v * work[k]!;
  }
}

/** The reflectors `start` to `end` as a dense matrix of `rows - start - shift` rows, and the triangle T with `H = I - V T Vᵀ`. */
function compactWy(factors: Reflectors, start: number, end: number): { v: Float64Array; t: Float64Array } {
  const { data, rows, columns, tau, shift } = factors;
  const width = end - start;
  const height = rows - start - shift;
  const v = new Float64Array(height * width);
  for (let i = 0; i < height; i++) {
    const line = (i + start + shift) * columns + start;
    const last = Math.min(i, width);
    for (let j = 0; j < last; j++) v[i * width + j] = data[line + j]!;
    if (i < width) v[i * width + i] = 1;
  }
  const gram = new Float64Array(width * width);
  addProduct(panel(gram, width), flipped(panel(v, width)), panel(v, width), width, height, width);
  const t = new Float64Array(width * width);
  for (let j = 0; j < width; j++) {
    const own = tau[start + j]!;
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let k = i; k < j; k++) sum += t[i * width + k]! * gram[k * width + j]!;
      t[i * width + j] = -own * sum;
    }
    t[j * width + j] = own;
  }
  return { v, t };
}

/** `C <- H C`, or `Hᵀ C`, for the reflectors `start` to `end` and `count` columns of C from `column`; C has the rows of the reflectors. */
function applyBlock(
  factors: Reflectors,
  start: number,
  end: number,
  transposed: boolean,
  c: Float64Array,
  stride: number,
  column: number,
  count: number,
): void {
  const { v, t } = compactWy(factors, start, end);
  const width = end - start;
  const height = factors.rows - start - factors.shift;
  const own = panel(c, stride, start + factors.shift, column);
  const first = new Float64Array(width * count);
  addProduct(panel(first, count), flipped(panel(v, width)), own, width, height, count);
  const second = new Float64Array(width * count);
  const triangle = transposed ? flipped(panel(t, width)) : panel(t, width);
  addProduct(panel(second, count), triangle, panel(first, count), width, width, count);
  addProduct(own, panel(v, width), panel(second, count), height, width, count, -1);
}

/** `C <- Q C`, or `Qᵀ C`, where C has `count` columns and the rows of the reflectors. */
export function applyReflectors(factors: Reflectors, transposed: boolean, c: Float64Array, count: number): void {
  const total = factors.tau.length;
  const blocks = Math.ceil(total / blockSize);
  for (let block = 0; block < blocks; block++) {
    const start = (transposed ? block : blocks - 1 - block) * blockSize;
    applyBlock(factors, start, Math.min(start + blockSize, total), transposed, c, count, 0, count);
  }
}

/** The first `count` columns of Q. */
export function formQ(factors: Reflectors, count: number): Float64Array {
  const { rows, tau, shift } = factors;
  const q = new Float64Array(rows * count);
  for (let i = 0; i < Math.min(rows, count); i++) q[i * count + i] = 1;
  for (let start = Math.floor((tau.length - 1) / blockSize) * blockSize; start >= 0; start -= blockSize) {
    const end = Math.min(start + blockSize, tau.length);
    // Before this block the columns to the left are still those of the identity.
    const column = Math.min(start + shift, count);
    if (column < count) applyBlock(factors, start, end, false, q, count, column, count - column);
  }
  return q;
}

/**
 * QR with column pivoting (LAPACK's dgeqp3): the diagonal of R falls in size.
 * @returns the factors and the columns' order
 */
export function factorPivotedQr(
  a: Float64Array,
  m: number,
  n: number,
): { readonly factors: Reflectors; readonly order: Int32Array } {
  const count = Math.min(m, n);
  const tau = new Float64Array(count);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const norms = Float64Array.from({ length: n }, (_, j) => vectorNorm(a, j, n, m));
  const exact = norms.slice();
  const work = new Float64Array(n);
  for (let i = 0; i < count; i++) {
    let best = i;
    for (let j = i + 1; j < n; j++) if (norms[j]! > norms[best]!) best = j;
    if (best !== i) {
      for (let row = 0; row < m; row++) {
        const kept = a[row * n + i]!;
        a[row * n + i] = a[row * n + best]!;
        a[row * n + best] = kept;
      }
      [order[best], order[i]] = [order[i]!, order[best]!];
      norms[best] = norms[i]!;
      exact[best] = exact[i]!;
    }
    const head = i * n + i;
    tau[i] = makeReflector(a, head, head + n, n, m - i);
    if (i + 1 < n) applyReflector(a, n, i, i, m, i + 1, n, tau[i]!, work);
    for (let j = i + 1; j < n; j++) {
      if (norms[j] === 0) continue;
      const ratio = Math.abs(a[i * n + j]!) / norms[j]!;
      const left = Math.max(0, (1 + ratio) * (1 - ratio));
      const trust = left * (norms[j]! / exact[j]!) ** 2;
      if (trust <= 1.4901161193847656e-8) {
        norms[j] = i + 1 < m ? vectorNorm(a, (i + 1) * n + j, n, m - i - 1) : 0;
        exact[j] = norms[j]!;
      } else norms[j]! *= Math.sqrt(left);
    }
  }
  return { factors: { data: a, rows: m, columns: n, tau, shift: 0 }, order };
}
