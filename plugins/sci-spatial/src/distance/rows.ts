import type { Distance } from "./metrics.js";

/** Writes the distances of one point of `a`, from place i on, to points `from` up to `to` of `b`, from place `at` of `out` on. */
export type Row = (
  a: Float64Array,
  i: number,
  b: Float64Array,
  from: number,
  to: number,
  n: number,
  out: Float64Array,
  at: number,
) => void;

/** Rows of the metrics that are used most: loops of their own, which need no call for each pair, with four sums at a time. */
export const rows: Readonly<Record<string, Row>> = {
  sqeuclidean: squaredRow,
  euclidean: (a, i, b, from, to, n, out, at) => {
    squaredRow(a, i, b, from, to, n, out, at);
    for (let k = at; k < at + to - from; k++) out[k] = Math.sqrt(out[k]!);
  },
  cityblock: cityblockRow,
  cosine: cosineRow,
};

/** The rows of any distance. */
export function rowOf(distance: Distance): Row {
  return (a, i, b, from, to, n, out, at) => {
    for (let j = from; j < to; j++) out[at + j - from] = distance(a, i, b, (j * n) | 0, n);
  };
}

/** Points without their means, for the correlation, if wanted, and of length 1: their products are cosines. */
export function unitPoints(points: Float64Array, n: number, centred: boolean): Float64Array {
  const result = points.slice();
  for (let i = 0; i < points.length; i += n) {
    let mean = 0;
    if (centred) for (let k = 0; k < n; k++) mean += points[i + k]! / n;
    let squares = 0;
    for (let k = 0; k < n; k++) {
      const value = points[i + k]! - mean;
      result[i + k] = value;
      squares += value * value;
    }
    const norm = Math.sqrt(squares);
    for (let k = 0; k < n; k++) result[i + k] = result[i + k]! / norm;
  }
  return result;
}

function squaredRow(
  a: Float64Array,
  i: number,
  b: Float64Array,
  from: number,
  to: number,
  n: number,
  out: Float64Array,
  at: number,
): void {
  for (let row = from; row < to; row++) {
    const j = (row * n) | 0;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let k = 0;
    for (; k < n - 3; k += 4) {
      const d0 = a[i + k]! - b[j + k]!;
      const d1 = a[i + k + 1]! - b[j + k + 1]!;
      const d2 = a[i + k + 2]! - b[j + k + 2]!;
      const d3 = a[i + k + 3]! - b[j + k + 3]!;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; k < n; k++) {
      const d = a[i + k]! - b[j + k]!;
      s0 += d * d;
    }
    out[at + row - from] = s0 + s1 + (s2 + s3);
  }
}

function cityblockRow(
  a: Float64Array,
  i: number,
  b: Float64Array,
  from: number,
  to: number,
  n: number,
  out: Float64Array,
  at: number,
): void {
  for (let row = from; row < to; row++) {
    const j = (row * n) | 0;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let k = 0;
    for (; k < n - 3; k += 4) {
      s0 += Math.abs(a[i + k]! - b[j + k]!);
      s1 += Math.abs(a[i + k + 1]! - b[j + k + 1]!);
      s2 += Math.abs(a[i + k + 2]! - b[j + k + 2]!);
      s3 += Math.abs(a[i + k + 3]! - b[j + k + 3]!);
    }
    for (; k < n; k++) s0 += Math.abs(a[i + k]! - b[j + k]!);
    out[at + row - from] = s0 + s1 + (s2 + s3);
  }
}

function cosineRow(
  a: Float64Array,
  i: number,
  b: Float64Array,
  from: number,
  to: number,
  n: number,
  out: Float64Array,
  at: number,
): void {
  for (let row = from; row < to; row++) {
    const j = (row * n) | 0;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let k = 0;
    for (; k < n - 3; k += 4) {
      s0 += a[i + k]! * b[j + k]!;
      s1 += a[i + k + 1]! * b[j + k + 1]!;
      s2 += a[i + k + 2]! * b[j + k + 2]!;
      s3 += a[i + k + 3]! * b[j + k + 3]!;
    }
    for (; k < n; k++) s0 += a[i + k]! * b[j + k]!;
    const cosine = s0 + s1 + (s2 + s3);
    out[at + row - from] = 1 - (cosine > 1 ? 1 : cosine < -1 ? -1 : cosine);
  }
}
