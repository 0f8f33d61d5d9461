import { precision, safeMinimum } from "./reflector.js";

/**
 * Right eigenvectors of a real quasi-triangular matrix (LAPACK's dtrevc), in columns: for a pair of complex eigenvalues at k and k + 1 the real
 * part stands in column k and the imaginary part in column k + 1, for the eigenvalue with positive imaginary part. Not normalised.
 */
export function quasiVectors(t: Float64Array, n: number, re: Float64Array, im: Float64Array): Float64Array {
  const result = new Float64Array(n * n);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    if (im[k] === 0) {
      realVector(t, n, k, re[k]!, x);
      for (let i = 0; i <= k; i++) result[i * n + k] = x[i]!;
    } else {
      k--;
      complexVector(t, n, k, re[k]!, Math.abs(im[k]!), x, y);
      for (let i = 0; i <= k + 1; i++) {
        result[i * n + k] = x[i]!;
        result[i * n + k + 1] = y[i]!;
      }
    }
  }
  return result;
}

const huge = 1e120;

function realVector(t: Float64Array, n: number, k: number, value: number, x: Float64Array): void {
  const least = Math.max(precision * Math.abs(value), safeMinimum * (n / precision));
  x[k] = 1;
  for (let j = k - 1; j >= 0; j--) {
    const pair = j > 0 && t[j * n + j - 1] !== 0;
    let below = 0;
    for (let i = j + 1; i <= k; i++) below -= t[j * n + i]! * x[i]!;
    let above = 0;
    for (let i = j + 1; pair && i <= k; i++) above -= t[(j - 1) * n + i]! * x[i]!;
    // Quotients of numbers up to 1 by pivots do not overflow.
    const right = Math.max(Math.abs(above), Math.abs(below));
    if (right > 1) {
      for (let i = j + 1; i <= k; i++) x[i]! /= right;
      below /= right;
      above /= right;
    }
    if (pair) {
      let a = t[(j - 1) * n + j - 1]! - value;
      let b = t[(j - 1) * n + j]!;
      let c = t[j * n + j - 1]!;
      let d = t[j * n + j]! - value;
      if (Math.abs(c) > Math.abs(a)) [a, b, c, d, above, below] = [c, d, a, b, below, above];
      const factor = c / a;
      let pivot = d - factor * b;
      if (Math.abs(pivot) < least) pivot = least;
      x[j] = (below - factor * above) / pivot;
      const grown = Math.abs(x[j]!);
      if (grown > 1) {
        for (let i = j; i <= k; i++) x[i]! /= grown;
        above /= grown;
      }
      x[j - 1] = (above - b * x[j]!) / a;
    } else {
      let pivot = t[j * n + j]! - value;
      if (Math.abs(pivot) < least) pivot = least;
      x[j] = below / pivot;
    }
    const size = Math.max(Math.abs(x[j]!), pair ? Math.abs(x[j - 1]!) : 0);
    const first = pair ? j - 1 : j;
    if (size > huge) for (let i = first; i <= k; i++) x[i]! /= size;
    j = first;
  }
}

function complexVector(
  t: Float64Array,
  n: number,
  k: number,
  re: number,
  im: number,
  x: Float64Array,
  y: Float64Array,
): void {
  const least = Math.max(precision * (Math.abs(re) + im), safeMinimum * (n / precision));
  const [b, c] = [t[k * n + k + 1]!, t[(k + 1) * n + k]!];
  [x[k], y[k], x[k + 1], y[k + 1]] = Math.abs(b) >= Math.abs(c) ? [1, 0, 0, im / b] : [-im / c, 0, 0, 1];
  for (let j = k - 1; j >= 0; j--) {
    const pair = j > 0 && t[j * n + j - 1] !== 0;
    const line = j * n;
    let [rx, ry] = [0, 0];
    for (let i = j + 1; i <= k + 1; i++) {
      rx -= t[line + i]! * x[i]!;
      ry -= t[line + i]! * y[i]!;
    }
    let [sx, sy] = [0, 0];
    for (let i = j + 1; pair && i <= k + 1; i++) {
      sx -= t[line - n + i]! * x[i]!;
      sy -= t[line - n + i]! * y[i]!;
    }
    const right = Math.max(Math.abs(rx) + Math.abs(ry), Math.abs(sx) + Math.abs(sy));
    if (right > 1) {
      for (let i = j + 1; i <= k + 1; i++) {
        x[i]! /= right;
        y[i]! /= right;
      }
      [rx, ry, sx, sy] = [rx / right, ry / right, sx / right, sy / right];
    }
    let size: number;
    if (pair) {
      solveComplexPair(t, n, j, re, im, least, [sx, sy, rx, ry], x, y);
      size = Math.max(Math.abs(x[j]!) + Math.abs(y[j]!), Math.abs(x[j - 1]!) + Math.abs(y[j - 1]!));
    } else {
      let dx = t[line + j]! - re;
      let dy = -im;
      if (Math.abs(dx) + Math.abs(dy) < least) [dx, dy] = [least, 0];
      [x[j], y[j]] = divide(rx, ry, dx, dy);
      size = Math.abs(x[j]!) + Math.abs(y[j]!);
    }
    const first = pair ? j - 1 : j;
    if (size > huge) {
      for (let i = first; i <= k + 1; i++) {
        x[i]! /= size;
        y[i]! /= size;
      }
    }
    j = first;
  }
}

/** Solves the 2×2 block that ends at row j, less the eigenvalue, for the right side `(sx + i sy, rx + i ry)`. */
function solveComplexPair(
  t: Float64Array,
  n: number,
  j: number,
  re: number,
  im: number,
  least: number,
  right: readonly [number, number, number, number],
  x: Float64Array,
  y: Float64Array,
): void {
  let [sx, sy, rx, ry] = right;
  let [ax, ay] = [t[(j - 1) * n + j - 1]! - re, -im];
  let [bx, by] = [t[(j - 1) * n + j]!, 0];
  let [cx, cy] = [t[j * n + j - 1]!, 0];
  let [dx, dy] = [t[j * n + j]! - re, -im];
  if (Math.abs(cx) > Math.abs(ax) + Math.abs(ay)) {
    [ax, ay, bx, by, cx, cy, dx, dy] = [cx, cy, dx, dy, ax, ay, bx, by];
    [sx, sy, rx, ry] = [rx, ry, sx, sy];
  }
  const [fx, fy] = divide(cx, cy, ax, ay);
  let [px, py] = [dx - (fx * bx - fy * by), dy - (fx * by + fy * bx)];
  if (Math.abs(px) + Math.abs(py) < least) [px, py] = [least, 0];
  const [ux, uy] = divide(rx - (fx * sx - fy * sy), ry - (fx * sy + fy * sx), px, py);
  const [vx, vy] = divide(sx - (bx * ux - by * uy), sy - (bx * uy + by * ux), ax, ay);
  [x[j], y[j], x[j - 1], y[j - 1]] = [ux, uy, vx, vy];
}

/** The quotient of two complex numbers by Smith's method. */
export function divide(ax: number, ay: number, bx: number, by: number): [number, number] {
  if (Math.abs(bx) >= Math.abs(by)) {
    const r = by / bx;
    const d = bx + by * r;
    return [(ax + ay * r) / d, (ay - ax * r) / d];
  }
  const r = bx / by;
  const d = bx * r + by;
  return [(ax * r + ay) / d, (ay * r - ax) / d];
}
