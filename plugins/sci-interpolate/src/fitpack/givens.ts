/** A rotation that moves a number into a diagonal: writes cosine, sine and the new diagonal. */
export function rotation(pivot: number, diagonal: number, out: Float64Array): void {
  if (pivot === 0) {
    out[0] = 1;
    out[1] = 0;
    out[2] = diagonal;
    return;
  }
  const size = Math.abs(pivot);
  const length =
    size >= diagonal
      ? size * Math.sqrt(1 + (diagonal / pivot) ** 2)
      : diagonal * Math.sqrt(1 + (pivot / diagonal) ** 2);
  out[0] = diagonal / length;
  out[1] = pivot / length;
  out[2] = length;
}

/** Solves an upper triangular system of some bandwidth: row i at i * stride; the right-hand side may be the result. */
export function backSubstitute(
  a: Float64Array,
  stride: number,
  z: Float64Array,
  n: number,
  width: number,
  c: Float64Array,
  start = 0,
  step = 1,
): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = z[start + i * step]!;
    const reach = Math.min(width - 1, n - 1 - i);
    for (let l = 1; l <= reach; l++) sum -= c[start + (i + l) * step]! * a[i * stride + l]!;
    c[start + i * step] = sum / a[i * stride]!;
  }
}

/** The jumps of the derivative of order k of basis splines at the inner knots; a row of k + 2 for each (FITPACK's fpdisc). */
export function jumps(t: Float64Array, n: number, k: number): Float64Array {
  const k1 = k + 1;
  const k2 = k + 2;
  const count = n - 2 * k1;
  const out = new Float64Array(Math.max(count, 0) * k2);
  const scale = (count + 1) / (t[n - k1]! - t[k]!);
  const h = new Float64Array(2 * k1);
  for (let row = 0; row < count; row++) {
    const at = row + k1;
    for (let j = 0; j < k1; j++) {
      h[j] = t[at]! - t[at - k1 + j]!;
      h[j + k1] = t[at]! - t[at + 1 + j]!;
    }
    for (let j = 0; j < k2; j++) {
      let product = h[j]!;
      for (let i = 1; i <= k; i++) product *= h[j + i]! * scale;
      out[row * k2 + j] = (t[row + j + k1]! - t[row + j]!) / product;
    }
  }
  return out;
}

/** Three places of a falling function, two of them around its zero. */
export interface Bracket {
  p1: number;
  f1: number;
  p3: number;
  f3: number;
}

/** The zero of the rational function through three places; moves the bracket (FITPACK's fprati). A negative p3 stands for infinity. */
export function rationalZero(b: Bracket, p2: number, f2: number): number {
  const { p1, f1, p3, f3 } = b;
  let p: number;
  if (p3 > 0) {
    const h1 = f1 * (f2 - f3);
    const h2 = f2 * (f3 - f1);
    const h3 = f3 * (f1 - f2);
    p = -(p1 * p2 * h3 + p2 * p3 * h1 + p3 * p1 * h2) / (p1 * h1 + p2 * h2 + p3 * h3);
  } else p = (p1 * (f1 - f3) * f2 - p2 * (f2 - f3) * f1) / ((f1 - f2) * f3);
  if (f2 < 0) {
    b.p3 = p2;
    b.f3 = f2;
  } else {
    b.p1 = p2;
    b.f1 = f2;
  }
  return p;
}

/** How the search for the smoothing parameter ended, or the parameter to try next. */
export interface SmoothingSearch extends Bracket {
  lowSure: boolean;
  highSure: boolean;
}

/** The next smoothing parameter; undefined when the residual does not fall as it should. */
export function nextParameter(b: SmoothingSearch, p: number, residual: number, tolerance: number): number | undefined {
  const f2 = residual;
  if (!b.highSure) {
    if (f2 - b.f3 <= tolerance) {
      // The first guess was too large.
      b.p3 = p;
      b.f3 = f2;
      const next = p * 0.04;
      return next <= b.p1 ? b.p1 * 0.9 + p * 0.1 : next;
    }
    if (f2 < 0) b.highSure = true;
  }
  if (!b.lowSure) {
    if (b.f1 - f2 <= tolerance) {
      // The first guess was too small.
      b.p1 = p;
      b.f1 = f2;
      const next = p / 0.04;
      return b.p3 >= 0 && next >= b.p3 ? p * 0.1 + b.p3 * 0.9 : next;
    }
    if (f2 > 0) b.lowSure = true;
  }
  if (f2 >= b.f1 || f2 <= b.f3) return undefined;
  return rationalZero(b, p, f2);
}
