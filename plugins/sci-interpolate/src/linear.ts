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

/** Solves a full system (n × n by rows) in place for several right-hand sides; overwrites the matrix. */
export function solveFull(where: string, values: Float64Array, n: number, b: Float64Array, columns: number): void {
  for (let k = 0; k < n; k++) {
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
      for (let j = k; j < n; j++) swap(values, k * n + j, pivot * n + j);
      for (let j = 0; j < columns; j++) swap(b, k * columns + j, pivot * columns + j);
    }
    const top = 1 / values[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = values[i * n + k]! * top;
      if (factor === 0) continue;
      const [to, from] = [i * n, k * n];
      for (let j = k + 1; j < n; j++) values[to + j] = values[to + j]! - factor * values[from + j]!;
      for (let j = 0; j < columns; j++) b[i * columns + j] = b[i * columns + j]! - factor * b[k * columns + j]!;
    }
  }
  for (let i = n - 1; i >= 0; i--)
    for (let j = 0; j < columns; j++) {
      let sum = b[i * columns + j]!;
      for (let k = i + 1; k < n; k++) sum -= values[i * n + k]! * b[k * columns + j]!;
      b[i * columns + j] = sum / values[i * n + i]!;
    }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}
