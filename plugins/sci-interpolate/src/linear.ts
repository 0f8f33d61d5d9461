import { coreError } from "@core/array/runtime";

/** A banded matrix by rows: element (i, j) stands at i * (2 lower + upper + 1) + j - i + lower; the room is for pivots. */
export interface Banded {
  readonly n: number;
  readonly lower: number;
  readonly upper: number;
  readonly values: Float64Array;
}

/** A banded matrix of zeros. */
export function banded(n: number, lower: number, upper: number): Banded {
  return { n, lower, upper, values: new Float64Array(n * (2 * lower + upper + 1)) };
}

/** The place of an element. */
export function bandedAt(m: Banded, i: number, j: number): number {
  return i * (2 * m.lower + m.upper + 1) + j - i + m.lower;
}

/** Solves in place for several right-hand sides, by elimination with partial pivoting; overwrites the matrix. */
export function solveBanded(where: string, m: Banded, b: Float64Array, columns: number): void {
  const { n, lower, upper, values } = m;
  const width = 2 * lower + upper + 1;
  const reach = lower + upper;
  for (let k = 0; k < n; k++) {
    const last = Math.min(n - 1, k + lower);
    const end = Math.min(n - 1, k + reach);
    let pivot = k;
    let largest = Math.abs(values[k * width + lower]!);
    for (let i = k + 1; i <= last; i++) {
      const size = Math.abs(values[i * width + k - i + lower]!);
      if (size > largest) {
        largest = size;
        pivot = i;
      }
    }
    if (largest === 0) throw coreError("SINGULAR", `${where}: the equations for the coefficients are singular.`);
    if (pivot !== k) {
      for (let j = k; j <= end; j++) swap(values, k * width + j - k + lower, pivot * width + j - pivot + lower);
      for (let j = 0; j < columns; j++) swap(b, k * columns + j, pivot * columns + j);
    }
    const top = values[k * width + lower]!;
    for (let i = k + 1; i <= last; i++) {
      const factor = values[i * width + k - i + lower]! / top;
      if (factor === 0) continue;
      for (let j = k + 1; j <= end; j++) {
        const at = i * width + j - i + lower;
        values[at] = values[at]! - factor * values[k * width + j - k + lower]!;
      }
      for (let j = 0; j < columns; j++) b[i * columns + j] = b[i * columns + j]! - factor * b[k * columns + j]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const end = Math.min(n - 1, i + reach);
    for (let k = i + 1; k <= end; k++) {
      const factor = values[i * width + k - i + lower]!;
      if (factor === 0) continue;
      for (let j = 0; j < columns; j++) b[i * columns + j] = b[i * columns + j]! - factor * b[k * columns + j]!;
    }
    const by = values[i * width + lower]!;
    for (let j = 0; j < columns; j++) b[i * columns + j] = b[i * columns + j]! / by;
  }
}

/** Columns eliminated together. */
const PANEL = 32;

/** Solves a full system (n × n by rows) in place for several right-hand sides; overwrites the matrix. Elimination by panels with partial pivoting. */
export function solveFull(where: string, values: Float64Array, n: number, b: Float64Array, columns: number): void {
  for (let from = 0; from < n; from += PANEL) {
    const to = Math.min(n, from + PANEL);
    for (let k = from; k < to; k++) eliminateColumn(where, values, n, k, to, b, columns);
    for (let k = from; k < to; k++)
      for (let i = k + 1; i < to; i++) subtractRow(values, i * n + to, values, k * n + to, values[i * n + k]!, n - to);
    let i = to;
    for (; i + 1 < n; i += 2) subtractPanel(values, n, i, from, to);
    if (i < n)
      for (let k = from; k < to; k++) subtractRow(values, i * n + to, values, k * n + to, values[i * n + k]!, n - to);
  }
  for (let i = n - 1; i >= 0; i--)
    for (let j = 0; j < columns; j++) {
      let sum = b[i * columns + j]!;
      for (let k = i + 1; k < n; k++) sum -= values[i * n + k]! * b[k * columns + j]!;
      b[i * columns + j] = sum / values[i * n + i]!;
    }
}

/** One column of a panel that ends before `to`: pivot, factors below the diagonal, the panel's other columns and the right-hand sides. */
function eliminateColumn(
  where: string,
  values: Float64Array,
  n: number,
  k: number,
  to: number,
  b: Float64Array,
  columns: number,
): void {
  let pivot = k;
  let largest = Math.abs(values[k * n + k]!);
  for (let i = k + 1; i < n; i++) {
    const size = Math.abs(values[i * n + k]!);
    if (size > largest) {
      largest = size;
      pivot = i;
    }
  }
  if (!(largest > 0)) throw coreError("SINGULAR", `${where}: the equations for the coefficients are singular.`);
  if (pivot !== k) {
    for (let j = 0; j < n; j++) swap(values, k * n + j, pivot * n + j);
    for (let j = 0; j < columns; j++) swap(b, k * columns + j, pivot * columns + j);
  }
  const top = values[k * n + k]!;
  for (let i = k + 1; i < n; i++) {
    const factor = values[i * n + k]! / top;
    values[i * n + k] = factor;
    if (factor === 0) continue;
    subtractRow(values, i * n + k + 1, values, k * n + k + 1, factor, to - k - 1);
    subtractRow(b, i * columns, b, k * columns, factor, columns);
  }
}

function subtractRow(
  values: Float64Array,
  at: number,
  others: Float64Array,
  from: number,
  factor: number,
  count: number,
): void {
  for (let j = 0; j < count; j++) values[at + j] = values[at + j]! - factor * others[from + j]!;
}

/** Takes the product of a panel's factors and rows from two rows behind the panel, four rows of the panel at a time. */
function subtractPanel(values: Float64Array, n: number, i: number, from: number, to: number): void {
  const row0 = i * n;
  const row1 = row0 + n;
  let k = from;
  for (; k + 3 < to; k += 4) {
    const [f0, f1, f2, f3] = [values[row0 + k]!, values[row0 + k + 1]!, values[row0 + k + 2]!, values[row0 + k + 3]!];
    const [g0, g1, g2, g3] = [values[row1 + k]!, values[row1 + k + 1]!, values[row1 + k + 2]!, values[row1 + k + 3]!];
    const u0 = k * n;
    const u1 = u0 + n;
    const u2 = u1 + n;
    const u3 = u2 + n;
    for (let j = to; j < n; j++) {
      const v0 = values[u0 + j]!;
      const v1 = values[u1 + j]!;
      const v2 = values[u2 + j]!;
      const v3 = values[u3 + j]!;
      values[row0 + j] = values[row0 + j]! - (f0 * v0 + f1 * v1 + f2 * v2 + f3 * v3);
      values[row1 + j] = values[row1 + j]! - (g0 * v0 + g1 * v1 + g2 * v2 + g3 * v3);
    }
  }
  for (; k < to; k++) {
    subtractRow(values, row0 + to, values, k * n + to, values[row0 + k]!, n - to);
    subtractRow(values, row1 + to, values, k * n + to, values[row1 + k]!, n - to);
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}
