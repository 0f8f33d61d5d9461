import type { Planes } from "./complex-qr.js";
import type { Pivots } from "./lu.js";
import { swapRows } from "./lu.js";
import { divide } from "./quasi-vectors.js";

/** LU with partial pivoting of a complex matrix in place (LAPACK's zgetf2); the pivot is the largest by |re| + |im|. */
export function factorComplexLu(a: Planes, m: number, n: number): Pivots {
  const { re, im } = a;
  const count = Math.min(m, n);
  const swaps = new Int32Array(count);
  let singular = -1;
  for (let j = 0; j < count; j++) {
    let pivot = j;
    let largest = -1;
    for (let i = j; i < m; i++) {
      const size = Math.abs(re[i * n + j]!) + Math.abs(im[i * n + j]!);
      if (size > largest) {
        largest = size;
        pivot = i;
      }
    }
    swaps[j] = pivot;
    if (pivot !== j) {
      swapRows(re, n, pivot, j);
      swapRows(im, n, pivot, j);
    }
    const [px, py] = [re[j * n + j]!, im[j * n + j]!];
    if (px === 0 && py === 0) {
      if (singular < 0) singular = j;
      continue;
    }
    for (let i = j + 1; i < m; i++) {
      const [fx, fy] = divide(re[i * n + j]!, im[i * n + j]!, px, py);
      re[i * n + j] = fx;
      im[i * n + j] = fy;
      subtractLine(re, im, i * n, re, im, j * n, j + 1, n, fx, fy);
    }
  }
  return { swaps, singular };
}

/** `to -= f from` for elements `start` to `end` of two lines. */
function subtractLine(
  re: Float64Array,
  im: Float64Array,
  to: number,
  fromRe: Float64Array,
  fromIm: Float64Array,
  from: number,
  start: number,
  end: number,
  fx: number,
  fy: number,
): void {
  if (fx === 0 && fy === 0) return;
  for (let k = start; k < end; k++) {
    const x = fromRe[from + k]!;
    const y = fromIm[from + k]!;
    re[to + k]! -= fx * x - fy * y;
    im[to + k]! -= fx * y + fy * x;
  }
}

/** Solves `T X = B` in place for a complex triangle of n rows; B has `count` columns. */
export function solveComplexTriangle(
  t: Planes,
  n: number,
  b: Planes,
  count: number,
  triangle: "lower" | "upper",
  unit: boolean,
  stride: number = n,
): void {
  for (let step = 0; step < n; step++) {
    const i = triangle === "lower" ? step : n - 1 - step;
    const [from, to] = triangle === "lower" ? [0, i] : [i + 1, n];
    for (let k = from; k < to; k++)
      subtractLine(
        b.re,
        b.im,
        i * count,
        b.re,
        b.im,
        k * count,
        0,
        count,
        t.re[i * stride + k]!,
        t.im[i * stride + k]!,
      );
    if (unit) continue;
    const [dx, dy] = [t.re[i * stride + i]!, t.im[i * stride + i]!];
    for (let j = 0; j < count; j++) {
      const [x, y] = divide(b.re[i * count + j]!, b.im[i * count + j]!, dx, dy);
      b.re[i * count + j] = x;
      b.im[i * count + j] = y;
    }
  }
}

/** The Cholesky factor of a Hermitian matrix from its lower triangle, in place; the number of the first bad minor, or 0. */
export function factorComplexCholesky(a: Planes, n: number): number {
  const { re, im } = a;
  for (let j = 0; j < n; j++) {
    const own = j * n;
    im[own + j] = 0;
    for (let i = j; i < n; i++) {
      const line = i * n;
      let [sx, sy] = [0, 0];
      for (let k = 0; k < j; k++) {
        const [x, y, u, v] = [re[line + k]!, im[line + k]!, re[own + k]!, im[own + k]!];
        sx += x * u + y * v;
        sy += y * u - x * v;
      }
      re[line + j]! -= sx;
      im[line + j]! -= sy;
    }
    const pivot = re[own + j]!;
    if (!(pivot > 0)) return j + 1;
    const root = Math.sqrt(pivot);
    re[own + j] = root;
    im[own + j] = 0;
    for (let i = j + 1; i < n; i++) {
      re[i * n + j]! /= root;
      im[i * n + j]! /= root;
    }
    re.fill(0, own + j + 1, own + n);
    im.fill(0, own + j + 1, own + n);
  }
  return 0;
}
