import { epsilon } from "../core/vectors.js";
import { enorm } from "./enorm.js";

/** The triangle's diagonal, the lengths of the columns before, and (with pivoting) their order. */
export interface Factors {
  readonly diagonal: Float64Array;
  readonly lengths: Float64Array;
  readonly order: Int32Array;
}

/** QR factors of an m by n matrix, column by column and in place, as MINPACK's `qrfac` leaves them. */
export function qrfac(a: Float64Array, m: number, n: number, pivot: boolean): Factors {
  const lengths = new Float64Array(n);
  const diagonal = new Float64Array(n);
  const work = new Float64Array(n);
  const order = Int32Array.from({ length: n }, (_, j) => j);
  for (let j = 0; j < n; j++) {
    const length = enorm(a, j * m, (j + 1) * m);
    lengths[j] = length;
    diagonal[j] = length;
    work[j] = length;
  }
  const steps = Math.min(m, n);
  for (let j = 0; j < steps; j++) {
    if (pivot) {
      let largest = j;
      for (let k = j; k < n; k++) if (diagonal[k]! > diagonal[largest]!) largest = k;
      if (largest !== j) {
        for (let i = 0; i < m; i++) {
          const value = a[j * m + i]!;
          a[j * m + i] = a[largest * m + i]!;
          a[largest * m + i] = value;
        }
        diagonal[largest] = diagonal[j]!;
        work[largest] = work[j]!;
        const which = order[j]!;
        order[j] = order[largest]!;
        order[largest] = which;
      }
    }
    const jj = j * m + j;
    let length = enorm(a, jj, (j + 1) * m);
    if (length !== 0) {
      if (a[jj]! < 0) length = -length;
      for (let i = jj; i < (j + 1) * m; i++) a[i]! /= length;
      a[jj]! += 1;
      for (let k = j + 1; k < n; k++) {
        const shift = (k - j) * m;
        let sum = 0;
        for (let i = jj; i < (j + 1) * m; i++) sum += a[i]! * a[i + shift]!;
        const factor = sum / a[jj]!;
        for (let i = jj; i < (j + 1) * m; i++) a[i + shift]! -= factor * a[i]!;
        if (pivot && diagonal[k] !== 0) {
          const part = a[k * m + j]! / diagonal[k]!;
          diagonal[k]! *= Math.sqrt(Math.max(0, 1 - part * part));
          const ratio = diagonal[k]! / work[k]!;
          if (0.05 * ratio * ratio <= epsilon) {
            diagonal[k] = enorm(a, k * m + j + 1, (k + 1) * m);
            work[k] = diagonal[k]!;
          }
        }
      }
    }
    diagonal[j] = -length;
  }
  return { diagonal, lengths, order };
}
