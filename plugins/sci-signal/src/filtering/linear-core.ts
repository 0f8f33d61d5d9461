import { addConvolved } from "../convolution/rows.js";

/** Filters one line of real numbers in transposed direct form II; `z` is the state and is changed. Coefficients are normalized, of one length. */
export function filterLine(
  b: Float64Array,
  a: Float64Array,
  x: Float64Array,
  from: number,
  length: number,
  z: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const order = b.length - 1;
  const b0 = b[0] as number;
  if (order === 0) {
    for (let i = 0; i < length; i++) out[at + i] = b0 * (x[from + i] as number);
    return;
  }
  if (order === 1) {
    const [b1, a1] = [b[1] as number, a[1] as number];
    let z0 = z[0] as number;
    for (let i = 0; i < length; i++) {
      const value = x[from + i] as number;
      const y = z0 + b0 * value;
      z0 = b1 * value - a1 * y;
      out[at + i] = y;
    }
    z[0] = z0;
    return;
  }
  if (order === 2) {
    const [b1, b2, a1, a2] = [b[1] as number, b[2] as number, a[1] as number, a[2] as number];
    let [z0, z1] = [z[0] as number, z[1] as number];
    for (let i = 0; i < length; i++) {
      const value = x[from + i] as number;
      const y = z0 + b0 * value;
      z0 = z1 + b1 * value - a1 * y;
      z1 = b2 * value - a2 * y;
      out[at + i] = y;
    }
    z[0] = z0;
    z[1] = z1;
    return;
  }
  if (order > 3 && a.every((one, k) => k === 0 || one === 0)) {
    convolveLine(b, x, from, length, z, out, at);
    return;
  }
  const last = order - 1;
  for (let i = 0; i < length; i++) {
    const value = x[from + i] as number;
    const y = (z[0] as number) + b0 * value;
    for (let k = 0; k < last; k++)
      z[k] = (z[k + 1] as number) + (b[k + 1] as number) * value - (a[k + 1] as number) * y;
    z[last] = (b[order] as number) * value - (a[order] as number) * y;
    out[at + i] = y;
  }
}

/** Without feedback: a convolution, whose end is the state. Four times as fast from 64 coefficients on. */
function convolveLine(
  b: Float64Array,
  x: Float64Array,
  from: number,
  length: number,
  z: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const order = b.length - 1;
  const all = new Float64Array(length + order);
  all.set(z);
  addConvolved(all, 0, all.length, 0, x, from, length, b, 0, b.length);
  out.set(all.subarray(0, length), at);
  z.set(all.subarray(length));
}

/** Two sections of second order, one behind the other, in one pass: half the time, since neither waits for the other. */
export function filterTwoSections(
  first: { readonly b: Float64Array; readonly a: Float64Array; readonly z: Float64Array },
  second: { readonly b: Float64Array; readonly a: Float64Array; readonly z: Float64Array },
  x: Float64Array,
  from: number,
  length: number,
): void {
  const [b0, b1, b2] = [first.b[0] as number, first.b[1] as number, first.b[2] as number];
  const [a1, a2] = [first.a[1] as number, first.a[2] as number];
  const [d0, d1, d2] = [second.b[0] as number, second.b[1] as number, second.b[2] as number];
  const [c1, c2] = [second.a[1] as number, second.a[2] as number];
  let [z0, z1, w0, w1] = [first.z[0] as number, first.z[1] as number, second.z[0] as number, second.z[1] as number];
  for (let i = from; i < from + length; i++) {
    const value = x[i] as number;
    const middle = z0 + b0 * value;
    z0 = z1 + b1 * value - a1 * middle;
    z1 = b2 * value - a2 * middle;
    const y = w0 + d0 * middle;
    w0 = w1 + d1 * middle - c1 * y;
    w1 = d2 * middle - c2 * y;
    x[i] = y;
  }
  first.z[0] = z0;
  first.z[1] = z1;
  second.z[0] = w0;
  second.z[1] = w1;
}

/** Numbers in two parts. */
export interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** The same for complex numbers. */
export function filterComplexLine(
  b: Parts,
  a: Parts,
  x: Parts,
  from: number,
  length: number,
  z: Parts,
  out: Parts,
  at: number,
): void {
  const order = b.re.length - 1;
  for (let i = 0; i < length; i++) {
    const [xr, xi] = [x.re[from + i] as number, x.im[from + i] as number];
    const zr = order > 0 ? (z.re[0] as number) : 0;
    const zi = order > 0 ? (z.im[0] as number) : 0;
    const yr = zr + (b.re[0] as number) * xr - (b.im[0] as number) * xi;
    const yi = zi + (b.re[0] as number) * xi + (b.im[0] as number) * xr;
    for (let k = 0; k < order; k++) {
      const [br, bi, ar, ai] = [
        b.re[k + 1] as number,
        b.im[k + 1] as number,
        a.re[k + 1] as number,
        a.im[k + 1] as number,
      ];
      const more = k < order - 1;
      z.re[k] = (more ? (z.re[k + 1] as number) : 0) + (br * xr - bi * xi) - (ar * yr - ai * yi);
      z.im[k] = (more ? (z.im[k + 1] as number) : 0) + (br * xi + bi * xr) - (ar * yi + ai * yr);
    }
    out.re[at + i] = yr;
    out.im[at + i] = yi;
  }
}
