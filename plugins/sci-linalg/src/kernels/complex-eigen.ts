import { applyComplexReflectors, type ComplexReflectors, makeComplexReflector, type Planes } from "./complex-qr.js";
import { unit } from "./svd.js";
import { tridiagonalEigen } from "./symmetric-eigen.js";

/** Overwrites the lower triangle of a Hermitian matrix by its real tridiagonal form (LAPACK's zhetd2). */
function tridiagonalizeHermitian(
  a: Planes,
  n: number,
): { readonly d: Float64Array; readonly e: Float64Array; readonly reflectors: ComplexReflectors } {
  const { re, im } = a;
  const count = Math.max(0, n - 1);
  const tau = { re: new Float64Array(count), im: new Float64Array(count) };
  const e = new Float64Array(count);
  const d = new Float64Array(n);
  const [vr, vi, wr, wi] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    d[i] = re[i * n + i]!;
    if (i + 1 === n) break;
    makeComplexReflector(a, (i + 1) * n + i, n, n - i - 1, tau, i);
    e[i] = re[(i + 1) * n + i]!;
    const [tx, ty] = [tau.re[i]!, tau.im[i]!];
    if (tx === 0 && ty === 0) continue;
    vr[i + 1] = 1;
    vi[i + 1] = 0;
    for (let row = i + 2; row < n; row++) {
      vr[row] = re[row * n + i]!;
      vi[row] = im[row * n + i]!;
    }
    multiplyHermitian(a, n, i + 1, vr, vi, wr, wi);
    let [sx, sy] = [0, 0];
    for (let row = i + 1; row < n; row++) {
      const [x, y] = [wr[row]!, wi[row]!];
      wr[row] = tx * x - ty * y;
      wi[row] = tx * y + ty * x;
      // conj(w) v
      sx += wr[row]! * vr[row]! + wi[row]! * vi[row]!;
      sy += wr[row]! * vi[row]! - wi[row]! * vr[row]!;
    }
    const [hx, hy] = [-0.5 * (tx * sx - ty * sy), -0.5 * (tx * sy + ty * sx)];
    for (let row = i + 1; row < n; row++) {
      wr[row]! += hx * vr[row]! - hy * vi[row]!;
      wi[row]! += hx * vi[row]! + hy * vr[row]!;
    }
    for (let row = i + 1; row < n; row++) {
      const [px, py, qx, qy] = [vr[row]!, vi[row]!, wr[row]!, wi[row]!];
      const line = row * n;
      for (let k = i + 1; k <= row; k++) {
        re[line + k]! -= px * wr[k]! + py * wi[k]! + qx * vr[k]! + qy * vi[k]!;
        im[line + k]! -= py * wr[k]! - px * wi[k]! + qy * vr[k]! - qx * vi[k]!;
      }
    }
  }
  return { d, e, reflectors: { re, im, rows: n, columns: n, tau, shift: 1 } };
}

/** `w = A v` from the lower triangle, rows and columns from `first`. */
function multiplyHermitian(
  a: Planes,
  n: number,
  first: number,
  vr: Float64Array,
  vi: Float64Array,
  wr: Float64Array,
  wi: Float64Array,
): void {
  wr.fill(0, first);
  wi.fill(0, first);
  for (let row = first; row < n; row++) {
    const line = row * n;
    const [ox, oy] = [vr[row]!, vi[row]!];
    let [sx, sy] = [0, 0];
    for (let k = first; k < row; k++) {
      const [x, y] = [a.re[line + k]!, a.im[line + k]!];
      sx += x * vr[k]! - y * vi[k]!;
      sy += x * vi[k]! + y * vr[k]!;
      wr[k]! += x * ox + y * oy;
      wi[k]! += x * oy - y * ox;
    }
    const own = a.re[line + row]!;
    wr[row]! += sx + own * ox;
    wi[row]! += sy + own * oy;
  }
}

/** Eigenvalues in rising order and eigenvectors in columns of a Hermitian matrix, whose lower triangle is overwritten. */
export function hermitianEigen(
  a: Planes,
  n: number,
  vectors: boolean,
): { readonly values: Float64Array; readonly vectors: Planes | undefined } | undefined {
  const { d, e, reflectors } = tridiagonalizeHermitian(a, n);
  const z = vectors ? unit(n) : undefined;
  if (!tridiagonalEigen(d, e, z)) return undefined;
  if (z === undefined) return { values: d, vectors: undefined };
  const both = { re: z, im: new Float64Array(n * n) };
  applyComplexReflectors(reflectors, false, both, n);
  return { values: d, vectors: both };
}
