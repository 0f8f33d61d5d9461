import { keepHessenberg, reduceHessenberg } from "./hessenberg.js";
import { formQ } from "./householder.js";
import { makeReflector, precision, safeMinimum } from "./reflector.js";
import { standardize2 } from "./two-by-two.js";

/** A quasi-triangular matrix and its eigenvalues. */
export interface RealSchur {
  /** Overwritten by the Schur form. */
  readonly t: Float64Array;
  /** Schur vectors in columns. */
  readonly z: Float64Array | undefined;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The real Schur form of a square matrix, which is overwritten; rows and columns outside `low` to `high` are triangular already.
 * Without `vectors` only the eigenvalues are right. Undefined when it does not converge.
 */
export function schurReal(
  a: Float64Array,
  n: number,
  low: number,
  high: number,
  vectors: boolean,
): RealSchur | undefined {
  const reflectors = reduceHessenberg(a, n, low, high);
  const z = vectors ? formQ(reflectors, n) : undefined;
  keepHessenberg(a, n);
  return iterateSchur(a, z, n, low, high);
}

/** One deflation frame of the QR iteration. */
interface Frame {
  readonly h: Float64Array;
  readonly z: Float64Array | undefined;
  readonly n: number;
  /** The first and last column that rows and columns have to be turned for. */
  first: number;
  last: number;
  readonly v: Float64Array;
}

/** The double-shift QR iteration on a Hessenberg matrix (LAPACK's dlahqr). */
export function iterateSchur(
  h: Float64Array,
  z: Float64Array | undefined,
  n: number,
  low: number,
  high: number,
): RealSchur | undefined {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++) if (i < low || i > high) re[i] = h[i * n + i]!;
  const frame: Frame = { h, z, n, first: 0, last: n - 1, v: new Float64Array(3) };
  const smallest = safeMinimum * ((high - low + 1) / precision);
  const limit = 30 * Math.max(10, high - low + 1);
  const shift: Shift = { re1: 0, im1: 0, re2: 0, im2: 0 };
  let end = high;
  while (end >= low) {
    let start = low;
    let deflated = false;
    for (let step = 0, tries = 0; step <= limit; step++) {
      start = findStart(h, n, start, end, low, high, smallest);
      if (start > low) h[start * n + start - 1] = 0;
      if (start >= end - 1) {
        deflated = true;
        break;
      }
      tries++;
      if (z === undefined) {
        frame.first = start;
        frame.last = end;
      }
      chooseShift(h, n, start, end, tries, shift);
      sweep(frame, start, end, shift);
    }
    if (!deflated) return undefined;
    if (start === end) {
      re[end] = h[end * n + end]!;
      im[end] = 0;
    } else standardizeAt(frame, end - 1, re, im);
    end = start - 1;
  }
  return { t: h, z, re, im };
}

/** The row from which the active block reaches down to `end`: above it stands a negligible element (Ahues and Tisseur's rule). */
function findStart(
  h: Float64Array,
  n: number,
  from: number,
  end: number,
  low: number,
  high: number,
  smallest: number,
): number {
  let k = end;
  for (; k > from; k--) {
    const at = k * n + k;
    const below = Math.abs(h[at - 1]!);
    if (below <= smallest) break;
    const own = Math.abs(h[at]!);
    const above = Math.abs(h[at - n - 1]!);
    let sum = own + above;
    if (sum === 0) {
      if (k - 2 >= low) sum += Math.abs(h[at - n - 2]!);
      if (k + 1 <= high) sum += Math.abs(h[at + n]!);
    }
    if (below <= precision * sum) {
      const other = Math.abs(h[at - n]!);
      const ab = Math.max(below, other);
      const ba = Math.min(below, other);
      const difference = Math.abs(h[at - n - 1]! - h[at]!);
      const aa = Math.max(own, difference);
      const bb = Math.min(own, difference);
      const s = aa + ab;
      if (ba * (ab / s) <= Math.max(smallest, precision * (bb * (aa / s)))) break;
    }
  }
  return k;
}

interface Shift {
  re1: number;
  im1: number;
  re2: number;
  im2: number;
}

function chooseShift(h: Float64Array, n: number, start: number, end: number, tries: number, out: Shift): void {
  const at = end * n + end;
  let [h11, h21, h12, h22] = [h[at - n - 1]!, h[at - 1]!, h[at - n]!, h[at]!];
  if (tries % 20 === 0) {
    const s = Math.abs(h[at - 1]!) + Math.abs(h[at - n - 2]!);
    h11 = 0.75 * s + h[at]!;
    [h12, h21, h22] = [-0.4375 * s, s, h11];
  } else if (tries % 10 === 0) {
    const top = start * n + start;
    const s = Math.abs(h[top + n]!) + Math.abs(h[top + 2 * n + 1]!);
    h11 = 0.75 * s + h[top]!;
    [h12, h21, h22] = [-0.4375 * s, s, h11];
  }
  const s = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22);
  out.re1 = out.im1 = out.re2 = out.im2 = 0;
  if (s === 0) return;
  h11 /= s;
  h21 /= s;
  h12 /= s;
  h22 /= s;
  const half = (h11 + h22) / 2;
  const determinant = (h11 - half) * (h22 - half) - h12 * h21;
  const root = Math.sqrt(Math.abs(determinant));
  if (determinant >= 0) {
    out.re1 = out.re2 = half * s;
    out.im1 = root * s;
    out.im2 = -out.im1;
  } else {
    const [one, other] = [half + root, half - root];
    out.re1 = out.re2 = (Math.abs(one - h22) <= Math.abs(other - h22) ? one : other) * s;
  }
}

function sweep(frame: Frame, start: number, end: number, shift: Shift): void {
  const { h, n, v } = frame;
  let m = end - 2;
  for (; m >= start; m--) {
    const at = m * n + m;
    const below = Math.abs(h[at + n]!);
    const s = Math.abs(h[at]! - shift.re2) + Math.abs(shift.im2) + below;
    const h21 = h[at + n]! / s;
    v[0] = h21 * h[at + 1]! + (h[at]! - shift.re1) * ((h[at]! - shift.re2) / s) - shift.im1 * (shift.im2 / s);
    v[1] = h21 * (h[at]! + h[at + n + 1]! - shift.re1 - shift.re2);
    v[2] = h21 * h[at + 2 * n + 1]!;
    const size = Math.abs(v[0]!) + Math.abs(v[1]!) + Math.abs(v[2]!);
    v[0]! /= size;
    v[1]! /= size;
    v[2]! /= size;
    if (m === start) break;
    const around = Math.abs(h[at - n - 1]!) + Math.abs(h[at]!) + Math.abs(h[at + n + 1]!);
    if (Math.abs(h[at - 1]!) * (Math.abs(v[1]!) + Math.abs(v[2]!)) <= precision * Math.abs(v[0]!) * around) break;
  }
  for (let k = m; k < end; k++) {
    const count = Math.min(3, end - k + 1);
    const at = k * n + k;
    if (k > m) {
      v[0] = h[at - 1]!;
      v[1] = h[at + n - 1]!;
      v[2] = count === 3 ? h[at + 2 * n - 1]! : 0;
    }
    const tau = makeReflector(v, 0, 1, 1, count);
    if (k > m) {
      h[at - 1] = v[0]!;
      h[at + n - 1] = 0;
      if (k < end - 1) h[at + 2 * n - 1] = 0;
    } else if (m > start) h[at - 1]! *= 1 - tau;
    if (count === 3) reflectThree(frame, k, Math.min(k + 3, end), tau, v[1]!, v[2]!);
    else reflectTwo(frame, k, end, tau, v[1]!);
  }
}

function reflectThree(frame: Frame, k: number, lastRow: number, tau: number, v2: number, v3: number): void {
  const { h, z, n, first, last } = frame;
  const t2 = tau * v2;
  const t3 = tau * v3;
  const [r0, r1, r2] = [k * n, (k + 1) * n, (k + 2) * n];
  for (let j = k; j <= last; j++) {
    const sum = h[r0 + j]! + v2 * h[r1 + j]! + v3 * h[r2 + j]!;
    h[r0 + j]! -= sum * tau;
    h[r1 + j]! -= sum * t2;
    h[r2 + j]! -= sum * t3;
  }
  for (let at = first * n + k; at <= lastRow * n + k; at += n) {
    const sum = h[at]! + v2 * h[at + 1]! + v3 * h[at + 2]!;
    h[at]! -= sum * tau;
    h[at + 1]! -= sum * t2;
    h[at + 2]! -= sum * t3;
  }
  if (z === undefined) return;
  for (let at = k; at < n * n; at += n) {
    const sum = z[at]! + v2 * z[at + 1]! + v3 * z[at + 2]!;
    z[at]! -= sum * tau;
    z[at + 1]! -= sum * t2;
    z[at + 2]! -= sum * t3;
  }
}

function reflectTwo(frame: Frame, k: number, lastRow: number, tau: number, v2: number): void {
  const { h, z, n, first, last } = frame;
  const t2 = tau * v2;
  const [r0, r1] = [k * n, (k + 1) * n];
  for (let j = k; j <= last; j++) {
    const sum = h[r0 + j]! + v2 * h[r1 + j]!;
    h[r0 + j]! -= sum * tau;
    h[r1 + j]! -= sum * t2;
  }
  for (let at = first * n + k; at <= lastRow * n + k; at += n) {
    const sum = h[at]! + v2 * h[at + 1]!;
    h[at]! -= sum * tau;
    h[at + 1]! -= sum * t2;
  }
  if (z === undefined) return;
  for (let at = k; at < n * n; at += n) {
    const sum = z[at]! + v2 * z[at + 1]!;
    z[at]! -= sum * tau;
    z[at + 1]! -= sum * t2;
  }
}

/** Brings the 2×2 block at rows `i` and `i + 1` into standard form and turns the rest of the matrix along. */
function standardizeAt(frame: Frame, i: number, re: Float64Array, im: Float64Array): void {
  const { h, z, n, first, last } = frame;
  const at = i * n + i;
  const block = standardize2(h[at]!, h[at + 1]!, h[at + n]!, h[at + n + 1]!);
  h[at] = block.a;
  h[at + 1] = block.b;
  h[at + n] = block.c;
  h[at + n + 1] = block.d;
  re[i] = block.re1;
  im[i] = block.im1;
  re[i + 1] = block.re2;
  im[i + 1] = block.im2;
  const { cos, sin } = block;
  for (let j = i + 2; j <= last; j++) {
    const [x, y] = [h[i * n + j]!, h[(i + 1) * n + j]!];
    h[i * n + j] = cos * x + sin * y;
    h[(i + 1) * n + j] = cos * y - sin * x;
  }
  turnColumns(h, n, first, i - 1, i, cos, sin);
  if (z !== undefined) turnColumns(z, n, 0, n - 1, i, cos, sin);
}

function turnColumns(a: Float64Array, n: number, from: number, to: number, i: number, cos: number, sin: number): void {
  for (let row = from; row <= to; row++) {
    const at = row * n + i;
    const [x, y] = [a[at]!, a[at + 1]!];
    a[at] = cos * x + sin * y;
    a[at + 1] = cos * y - sin * x;
  }
}
