import { precision, safeMinimum, vectorNorm } from "./reflector.js";

/** How a matrix was balanced: for rows outside `low` to `high` the swap partner, inside the factor. */
export interface Balance {
  readonly low: number;
  readonly high: number;
  readonly scale: Float64Array;
}

/** A matrix by its parts; the imaginary one is missing for real matrices. */
interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
}

/** Overwrites a square matrix by a balanced one (LAPACK's dgebal and zgebal): eigenvalues that stand alone go to the ends, then rows and columns are scaled alike. */
export function balance(a: Parts, n: number, permute: boolean, scaling: boolean): Balance {
  const scale = new Float64Array(n).fill(1);
  let low = 0;
  let high = n - 1;
  if (permute) {
    for (;;) {
      const found = loneRow(a, n, high);
      if (found < 0) break;
      scale[high] = found;
      exchange(a, n, found, high, high, low);
      if (high === 0) return { low: 0, high: 0, scale };
      high--;
    }
    for (;;) {
      const found = loneColumn(a, n, low, high);
      if (found < 0) break;
      scale[low] = found;
      exchange(a, n, found, low, high, low);
      low++;
    }
  }
  if (scaling) scaleRows(a, n, low, high, scale);
  return { low, high, scale };
}

function isZero({ re, im }: Parts, at: number): boolean {
  return re[at] === 0 && (im === undefined || im[at] === 0);
}

/** A row without other elements than its diagonal in columns 0 to `high`. */
function loneRow(a: Parts, n: number, high: number): number {
  for (let j = high; j >= 0; j--) {
    let i = 0;
    while (i <= high && (i === j || isZero(a, j * n + i))) i++;
    if (i > high) return j;
  }
  return -1;
}

function loneColumn(a: Parts, n: number, low: number, high: number): number {
  for (let j = low; j <= high; j++) {
    let i = low;
    while (i <= high && (i === j || isZero(a, i * n + j))) i++;
    if (i > high) return j;
  }
  return -1;
}

function exchange({ re, im }: Parts, n: number, j: number, m: number, high: number, low: number): void {
  if (j === m) return;
  for (const part of im === undefined ? [re] : [re, im]) {
    for (let i = 0; i <= high; i++) swap(part, i * n + j, i * n + m);
    for (let i = low; i < n; i++) swap(part, j * n + i, m * n + i);
  }
}

function swap(a: Float64Array, i: number, j: number): void {
  const kept = a[i]!;
  a[i] = a[j]!;
  a[j] = kept;
}

function size({ re, im }: Parts, at: number): number {
  return im === undefined ? Math.abs(re[at]!) : Math.hypot(re[at]!, im[at]!);
}

function lineNorm({ re, im }: Parts, offset: number, step: number, count: number): number {
  const own = vectorNorm(re, offset, step, count);
  return im === undefined ? own : Math.hypot(own, vectorNorm(im, offset, step, count));
}

function scaleRows(a: Parts, n: number, low: number, high: number, scale: Float64Array): void {
  const least = safeMinimum / precision;
  const most = 1 / least;
  const [least2, most2] = [least * 2, most / 2];
  for (let round = 0, changed = true; changed && round < 1000; round++) {
    changed = false;
    for (let i = low; i <= high; i++) {
      let c = lineNorm(a, low * n + i, n, high - low + 1);
      let r = lineNorm(a, i * n + low, 1, high - low + 1);
      let ca = 0;
      for (let k = 0; k <= high; k++) ca = Math.max(ca, size(a, k * n + i));
      let ra = 0;
      for (let k = low; k < n; k++) ra = Math.max(ra, size(a, i * n + k));
      if (!(c > 0 && r > 0 && Number.isFinite(c + r))) continue;
      let g = r / 2;
      let f = 1;
      const sum = c + r;
      while (c < g && Math.max(f, c, ca) < most2 && Math.min(r, g, ra) > least2) {
        f *= 2;
        c *= 2;
        ca *= 2;
        r /= 2;
        g /= 2;
        ra /= 2;
      }
      g = c / 2;
      while (g >= r && Math.max(r, ra) < most2 && Math.min(f, c, g, ca) > least2) {
        f /= 2;
        c /= 2;
        g /= 2;
        ca /= 2;
        r *= 2;
        ra *= 2;
      }
      if (c + r >= 0.95 * sum) continue;
      const own = scale[i]!;
      if ((f < 1 && own < 1 && f * own <= least) || (f > 1 && own > 1 && own >= most / f)) continue;
      scale[i]! *= f;
      changed = true;
      for (const part of a.im === undefined ? [a.re] : [a.re, a.im]) {
        for (let k = low; k < n; k++) part[i * n + k]! /= f;
        for (let k = 0; k <= high; k++) part[k * n + i]! *= f;
      }
    }
  }
}

/** Turns eigenvectors (or Schur vectors) of the balanced matrix, `columns` of them, into those of the matrix as given (LAPACK's dgebak). */
export function unbalance(how: Balance, v: Parts, n: number, columns: number, left = false): void {
  const { low, high, scale } = how;
  for (const part of v.im === undefined ? [v.re] : [v.re, v.im]) {
    for (let i = low; low < high && i <= high; i++) {
      const factor = left ? 1 / scale[i]! : scale[i]!;
      if (factor !== 1) for (let k = 0; k < columns; k++) part[i * columns + k]! *= factor;
    }
    for (let i = low - 1; i >= 0; i--) swapLines(part, columns, i, scale[i]!);
    for (let i = high + 1; i < n; i++) swapLines(part, columns, i, scale[i]!);
  }
}

function swapLines(a: Float64Array, columns: number, i: number, j: number): void {
  if (i === j) return;
  for (let k = 0; k < columns; k++) swap(a, i * columns + k, j * columns + k);
}
