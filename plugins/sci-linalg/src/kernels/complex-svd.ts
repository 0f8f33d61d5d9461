import { bidiagonalSvd } from "./bidiagonal-svd.js";
import {
  applyComplexReflectors,
  type ComplexReflectors,
  factorComplexQr,
  makeComplexReflector,
  type Planes,
  reflectColumns,
  reflectRows,
} from "./complex-qr.js";
import { type SvdParts, unit } from "./svd.js";

/** `a = u diag(s) vᴴ` of a complex matrix. */
export interface ComplexSvd {
  readonly s: Float64Array;
  readonly u: Planes | undefined;
  readonly v: Planes | undefined;
}

/** The singular value decomposition of a complex (m, n) matrix, which is overwritten. Undefined when it does not converge. */
export function svdComplex(a: Planes, m: number, n: number, parts: SvdParts): ComplexSvd | undefined {
  if (m < n) {
    const other = svdComplex(conjugateTransposed(a, m, n), n, m, parts);
    return other === undefined ? undefined : { s: other.s, u: other.v, v: other.u };
  }
  if (5 * m < 6 * n || m < 8) return svdDirect(a, m, n, parts);
  const factors = factorComplexQr(a, m, n);
  const r = { re: upper(a.re, n), im: upper(a.im, n) };
  const inner = svdDirect(r, n, n, parts === "values" ? "values" : "thin");
  if (inner?.u === undefined) return inner;
  const width = parts === "full" ? m : n;
  const u = { re: widen(inner.u.re, n, m, width), im: widen(inner.u.im, n, m, width) };
  for (let i = n; i < width; i++) u.re[i * width + i] = 1;
  applyComplexReflectors(factors, false, u, width);
  return { s: inner.s, u, v: inner.v };
}

function upper(part: Float64Array, n: number): Float64Array {
  const result = part.slice(0, n * n);
  for (let i = 0; i < n; i++) result.fill(0, i * n, i * n + i);
  return result;
}

function widen(part: Float64Array, n: number, m: number, width: number): Float64Array {
  const result = new Float64Array(m * width);
  for (let i = 0; i < n; i++) result.set(part.subarray(i * n, (i + 1) * n), i * width);
  return result;
}

function conjugateTransposed(a: Planes, m: number, n: number): Planes {
  const [re, im] = [new Float64Array(m * n), new Float64Array(m * n)];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      re[j * m + i] = a.re[i * n + j]!;
      im[j * m + i] = -a.im[i * n + j]!;
    }
  }
  return { re, im };
}

function svdDirect(a: Planes, m: number, n: number, parts: SvdParts): ComplexSvd | undefined {
  const { d, e, left, right } = bidiagonalizeComplex(a, m, n);
  if (parts === "values")
    return bidiagonalSvd(d, e, undefined, undefined) ? { s: d, u: undefined, v: undefined } : undefined;
  const [innerU, innerV] = [unit(n), unit(n)];
  if (!bidiagonalSvd(d, e, innerU, innerV)) return undefined;
  const width = parts === "full" ? m : n;
  const u = { re: widen(innerU, n, m, width), im: new Float64Array(m * width) };
  for (let i = n; i < width; i++) u.re[i * width + i] = 1;
  applyComplexReflectors(left, false, u, width);
  const v = { re: innerV, im: new Float64Array(n * n) };
  applyComplexReflectors(right, false, v, n);
  return { s: d, u, v };
}

/** Overwrites a complex matrix with at least as many rows as columns by its real bidiagonal form (LAPACK's zgebd2). */
function bidiagonalizeComplex(
  a: Planes,
  m: number,
  n: number,
): {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly left: ComplexReflectors;
  readonly right: ComplexReflectors;
} {
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const tau = { re: new Float64Array(n), im: new Float64Array(n) };
  const tauRight = { re: new Float64Array(e.length), im: new Float64Array(e.length) };
  const right = { re: new Float64Array(n * n), im: new Float64Array(n * n) };
  for (let i = 0; i < n; i++) {
    const head = i * n + i;
    makeComplexReflector(a, head, n, m - i, tau, i);
    d[i] = a.re[head]!;
    reflectRows(a, n, i, m, i + 1, n, a, head, n, tau.re[i]!, -tau.im[i]!);
    if (i + 1 === n) break;
    // The conjugated row stands in a column of its own.
    const place = (i + 1) * n + i;
    for (let k = i + 1; k < n; k++) {
      right.re[k * n + i] = a.re[i * n + k]!;
      right.im[k * n + i] = -a.im[i * n + k]!;
    }
    makeComplexReflector(right, place, n, n - i - 1, tauRight, i);
    e[i] = right.re[place]!;
    reflectColumns(a, n, i + 1, m, i + 1, n, right, place, n, tauRight.re[i]!, tauRight.im[i]!);
  }
  return {
    d,
    e,
    left: { ...a, rows: m, columns: n, tau, shift: 0 },
    right: { ...right, rows: n, columns: n, tau: tauRight, shift: 1 },
  };
}
