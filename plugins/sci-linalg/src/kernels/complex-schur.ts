import {
  type ComplexReflectors,
  formComplexQ,
  makeComplexReflector,
  type Planes,
  reflectColumns,
  reflectRows,
} from "./complex-qr.js";
import { divide } from "./quasi-vectors.js";
import { precision, safeMinimum } from "./reflector.js";

/** A triangular matrix, its diagonal being the eigenvalues, and Schur vectors in columns. */
export interface ComplexSchur {
  readonly t: Planes;
  readonly z: Planes | undefined;
}

/** Overwrites a complex square matrix by its Hessenberg form (LAPACK's zgehd2). */
export function reduceComplexHessenberg(a: Planes, n: number, low: number, high: number): ComplexReflectors {
  const count = Math.max(0, n - 1);
  const tau = { re: new Float64Array(count), im: new Float64Array(count) };
  for (let i = low; i < high; i++) {
    const place = (i + 1) * n + i;
    makeComplexReflector(a, place, n, high - i, tau, i);
    reflectColumns(a, n, 0, high + 1, i + 1, high + 1, a, place, n, tau.re[i]!, tau.im[i]!);
    reflectRows(a, n, i + 1, high + 1, i + 1, n, a, place, n, tau.re[i]!, -tau.im[i]!);
  }
  return { re: a.re, im: a.im, rows: n, columns: n, tau, shift: 1 };
}

/** The Schur form of a complex square matrix, which is overwritten. Undefined when it does not converge. */
export function schurComplex(
  a: Planes,
  n: number,
  low: number,
  high: number,
  vectors: boolean,
): ComplexSchur | undefined {
  const reflectors = reduceComplexHessenberg(a, n, low, high);
  const z = vectors ? formComplexQ(reflectors, n) : undefined;
  for (let i = 2; i < n; i++) {
    a.re.fill(0, i * n, i * n + i - 1);
    a.im.fill(0, i * n, i * n + i - 1);
  }
  return iterate(a, z, n, low, high) ? { t: a, z } : undefined;
}

const cabs1 = (x: number, y: number): number => Math.abs(x) + Math.abs(y);

/** The principal square root. */
export function complexRoot(x: number, y: number): [number, number] {
  if (x === 0 && y === 0) return [0, y];
  const size = Math.hypot(x, y);
  const half = Math.sqrt((size + Math.abs(x)) / 2);
  if (x >= 0) return [half, y / (2 * half)];
  return [Math.abs(y) / (2 * half), y < 0 || Object.is(y, -0) ? -half : half];
}

/** The matrix under the iteration. */
class Iteration {
  readonly h: Planes;
  readonly z: Planes | undefined;
  readonly n: number;
  first = 0;
  last: number;

  constructor(h: Planes, z: Planes | undefined, n: number) {
    this.h = h;
    this.z = z;
    this.n = n;
    this.last = n - 1;
  }

  /** Row `i`, columns `from` to `to`, times a complex number. */
  scaleRow(i: number, from: number, to: number, x: number, y: number): void {
    for (let k = i * this.n + from; k <= i * this.n + to; k++) scaleAt(this.h, k, x, y);
  }

  /** Column `j`, rows `from` to `to`, and all of that column of Z, times a complex number. */
  scaleColumn(j: number, from: number, to: number, x: number, y: number): void {
    const { n, h, z } = this;
    for (let i = from; i <= to; i++) scaleAt(h, i * n + j, x, y);
    if (z !== undefined) for (let i = 0; i < n; i++) scaleAt(z, i * n + j, x, y);
  }
}

function scaleAt(a: Planes, k: number, x: number, y: number): void {
  const [u, v] = [a.re[k]!, a.im[k]!];
  a.re[k] = u * x - v * y;
  a.im[k] = u * y + v * x;
}

/** The single-shift QR iteration on a Hessenberg matrix (LAPACK's zlahqr). */
function iterate(h: Planes, z: Planes | undefined, n: number, low: number, high: number): boolean {
  const it = new Iteration(h, z, n);
  makeSubdiagonalReal(it, low, high);
  const smallest = safeMinimum * ((high - low + 1) / precision);
  const limit = 30 * Math.max(10, high - low + 1);
  let end = high;
  while (end >= low) {
    let start = low;
    let deflated = false;
    for (let step = 0, tries = 0; step <= limit; step++) {
      start = findStart(it, start, end, low, high, smallest);
      if (start > low) {
        h.re[start * n + start - 1] = 0;
        h.im[start * n + start - 1] = 0;
      }
      if (start >= end) {
        deflated = true;
        break;
      }
      tries++;
      if (z === undefined) {
        it.first = start;
        it.last = end;
      }
      sweep(it, start, end, chooseShift(h, n, start, end, tries));
    }
    if (!deflated) return false;
    end = start - 1;
  }
  return true;
}

function makeSubdiagonalReal(it: Iteration, low: number, high: number): void {
  const { h, z, n } = it;
  const [jlo, jhi] = z === undefined ? [low, high] : [0, n - 1];
  for (let i = low + 1; i <= high; i++) {
    const at = i * n + i - 1;
    if (h.im[at] === 0) continue;
    const size = Math.hypot(h.re[at]!, h.im[at]!);
    const [x, y] = [h.re[at]! / size, -h.im[at]! / size];
    h.re[at] = size;
    h.im[at] = 0;
    it.scaleRow(i, i, jhi, x, y);
    it.scaleColumn(i, jlo, Math.min(jhi, i + 1), x, -y);
  }
}

function findStart(it: Iteration, from: number, end: number, low: number, high: number, smallest: number): number {
  const { h, n } = it;
  const { re, im } = h;
  let k = end;
  for (; k > from; k--) {
    const at = k * n + k;
    const below = cabs1(re[at - 1]!, im[at - 1]!);
    if (below <= smallest) break;
    const own = cabs1(re[at]!, im[at]!);
    let sum = cabs1(re[at - n - 1]!, im[at - n - 1]!) + own;
    if (sum === 0) {
      if (k - 2 >= low) sum += Math.abs(re[at - n - 2]!);
      if (k + 1 <= high) sum += Math.abs(re[at + n]!);
    }
    if (Math.abs(re[at - 1]!) > precision * sum) continue;
    const other = cabs1(re[at - n]!, im[at - n]!);
    const difference = cabs1(re[at - n - 1]! - re[at]!, im[at - n - 1]! - im[at]!);
    const ab = Math.max(below, other);
    const ba = Math.min(below, other);
    const aa = Math.max(own, difference);
    const bb = Math.min(own, difference);
    const s = aa + ab;
    if (ba * (ab / s) <= Math.max(smallest, precision * (bb * (aa / s)))) break;
  }
  return k;
}

function chooseShift(h: Planes, n: number, start: number, end: number, tries: number): [number, number] {
  const { re, im } = h;
  const at = end * n + end;
  if (tries % 20 === 0) return [0.75 * Math.abs(re[at - 1]!) + re[at]!, im[at]!];
  if (tries % 10 === 0) {
    const top = start * n + start;
    return [0.75 * Math.abs(re[top + n]!) + re[top]!, im[top]!];
  }
  const [tx, ty] = [re[at]!, im[at]!];
  const [ax, ay] = complexRoot(re[at - n]!, im[at - n]!);
  const [bx, by] = complexRoot(re[at - 1]!, im[at - 1]!);
  const [ux, uy] = [ax * bx - ay * by, ax * by + ay * bx];
  let s = cabs1(ux, uy);
  if (s === 0) return [tx, ty];
  const [x, y] = [0.5 * (re[at - n - 1]! - tx), 0.5 * (im[at - n - 1]! - ty)];
  const size = cabs1(x, y);
  s = Math.max(s, size);
  const [px, py, qx, qy] = [x / s, y / s, ux / s, uy / s];
  let [rx, ry] = complexRoot(px * px - py * py + qx * qx - qy * qy, 2 * (px * py + qx * qy));
  rx *= s;
  ry *= s;
  if (size > 0 && (x / size) * rx + (y / size) * ry < 0) [rx, ry] = [-rx, -ry];
  const [dx, dy] = divide(ux, uy, x + rx, y + ry);
  return [tx - (ux * dx - uy * dy), ty - (ux * dy + uy * dx)];
}

function sweep(it: Iteration, start: number, end: number, shift: readonly [number, number]): void {
  const { h, z, n } = it;
  const { re, im } = h;
  const [tx, ty] = shift;
  const v: Planes = { re: new Float64Array(2), im: new Float64Array(2) };
  const tau: Planes = { re: new Float64Array(1), im: new Float64Array(1) };
  let m = end - 1;
  for (; m >= start; m--) {
    const at = m * n + m;
    let [x, y] = [re[at]! - tx, im[at]! - ty];
    let below = re[at + n]!;
    const s = cabs1(x, y) + Math.abs(below);
    x /= s;
    y /= s;
    below /= s;
    v.re[0] = x;
    v.im[0] = y;
    v.re[1] = below;
    v.im[1] = 0;
    if (m === start) break;
    const around = cabs1(re[at]!, im[at]!) + cabs1(re[at + n + 1]!, im[at + n + 1]!);
    if (Math.abs(re[at - 1]!) * Math.abs(below) <= precision * (cabs1(x, y) * around)) break;
  }
  for (let k = m; k < end; k++) {
    const at = k * n + k;
    if (k > m) {
      v.re[0] = re[at - 1]!;
      v.im[0] = im[at - 1]!;
      v.re[1] = re[at + n - 1]!;
      v.im[1] = im[at + n - 1]!;
    }
    makeComplexReflector(v, 0, 1, 2, tau, 0);
    if (k > m) {
      re[at - 1] = v.re[0]!;
      im[at - 1] = v.im[0]!;
      re[at + n - 1] = 0;
      im[at + n - 1] = 0;
    }
    const [t1x, t1y, v2x, v2y] = [tau.re[0]!, tau.im[0]!, v.re[1]!, v.im[1]!];
    reflectPairOfRows(h, n, k, it.last, t1x, t1y, v2x, v2y);
    reflectPairOfColumns(h, n, k, it.first, Math.min(k + 2, end), t1x, t1y, v2x, v2y);
    if (z !== undefined) reflectPairOfColumns(z, n, k, 0, n - 1, t1x, t1y, v2x, v2y);
    if (k === m && m > start) keepReal(it, m, end, t1x, t1y);
  }
  const at = end * n + end - 1;
  if (im[at] !== 0) {
    const size = Math.hypot(re[at]!, im[at]!);
    const [x, y] = [re[at]! / size, im[at]! / size];
    re[at] = size;
    im[at] = 0;
    if (it.last > end) it.scaleRow(end, end + 1, it.last, x, -y);
    it.scaleColumn(end, it.first, end - 1, x, y);
  }
}

/** The sweep began in the middle: H(m, m - 1) must stay real. */
function keepReal(it: Iteration, m: number, end: number, t1x: number, t1y: number): void {
  const { h, n } = it;
  let [x, y] = [1 - t1x, -t1y];
  const size = Math.hypot(x, y);
  x /= size;
  y /= size;
  scaleAt(h, (m + 1) * n + m, x, -y);
  if (m + 2 <= end) scaleAt(h, (m + 2) * n + m + 1, x, y);
  for (let j = m; j <= end; j++) {
    if (j === m + 1) continue;
    if (it.last > j) it.scaleRow(j, j + 1, it.last, x, y);
    it.scaleColumn(j, it.first, j - 1, x, -y);
  }
}

function reflectPairOfRows(
  a: Planes,
  n: number,
  k: number,
  last: number,
  t1x: number,
  t1y: number,
  v2x: number,
  v2y: number,
): void {
  const { re, im } = a;
  const t2 = t1x * v2x - t1y * v2y;
  for (let i = k * n + k, j = i + n; i <= k * n + last; i++, j++) {
    const [x, y] = [re[i]!, im[i]!];
    const sx = t1x * x + t1y * y + t2 * re[j]!;
    const sy = t1x * y - t1y * x + t2 * im[j]!;
    re[i] = x - sx;
    im[i] = y - sy;
    re[j]! -= sx * v2x - sy * v2y;
    im[j]! -= sx * v2y + sy * v2x;
  }
}

function reflectPairOfColumns(
  a: Planes,
  n: number,
  k: number,
  first: number,
  lastRow: number,
  t1x: number,
  t1y: number,
  v2x: number,
  v2y: number,
): void {
  const { re, im } = a;
  const t2 = t1x * v2x - t1y * v2y;
  for (let i = first * n + k; i <= lastRow * n + k; i += n) {
    const [x, y] = [re[i]!, im[i]!];
    const sx = t1x * x - t1y * y + t2 * re[i + 1]!;
    const sy = t1x * y + t1y * x + t2 * im[i + 1]!;
    re[i] = x - sx;
    im[i] = y - sy;
    re[i + 1]! -= sx * v2x + sy * v2y;
    im[i + 1]! -= sy * v2x - sx * v2y;
  }
}

/** Right eigenvectors of a complex triangular matrix in columns (LAPACK's ztrevc), not normalised. */
export function triangularVectors(t: Planes, n: number): Planes {
  const result = { re: new Float64Array(n * n), im: new Float64Array(n * n) };
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  for (let k = n - 1; k >= 0; k--) {
    const [ex, ey] = [t.re[k * n + k]!, t.im[k * n + k]!];
    const least = Math.max(precision * cabs1(ex, ey), safeMinimum * (n / precision));
    x[k] = 1;
    y[k] = 0;
    for (let j = k - 1; j >= 0; j--) {
      let [rx, ry] = [0, 0];
      for (let i = j + 1; i <= k; i++) {
        const [a, b] = [t.re[j * n + i]!, t.im[j * n + i]!];
        rx -= a * x[i]! - b * y[i]!;
        ry -= a * y[i]! + b * x[i]!;
      }
      // Quotients of numbers up to 1 by pivots do not overflow.
      const right = cabs1(rx, ry);
      if (right > 1) {
        for (let i = j + 1; i <= k; i++) {
          x[i]! /= right;
          y[i]! /= right;
        }
        rx /= right;
        ry /= right;
      }
      let [dx, dy] = [t.re[j * n + j]! - ex, t.im[j * n + j]! - ey];
      if (cabs1(dx, dy) < least) [dx, dy] = [least, 0];
      [x[j], y[j]] = divide(rx, ry, dx, dy);
      const size = cabs1(x[j]!, y[j]!);
      if (size > 1e120) {
        for (let i = j; i <= k; i++) {
          x[i]! /= size;
          y[i]! /= size;
        }
      }
    }
    for (let i = 0; i <= k; i++) {
      result.re[i * n + k] = x[i]!;
      result.im[i * n + k] = y[i]!;
    }
  }
  return result;
}
