import { bidiagonalSvd } from "./bidiagonal-svd.js";
import { bidiagonalize } from "./bidiagonalize.js";
import { addProduct, panel } from "./gemm.js";
import { applyReflectors, factorQr, formQ } from "./householder.js";
import { keepTriangle, transposed } from "./triangular.js";

/** `a = u diag(s) vᵀ` of a real matrix. */
export interface RealSvd {
  readonly s: Float64Array;
  /** (m, m) or (m, k), k the number of values. */
  readonly u: Float64Array | undefined;
  /** (n, n) or (n, k), singular vectors in columns. */
  readonly v: Float64Array | undefined;
}

/** How much of a decomposition is wanted: the values only, as many vectors as values, or complete bases. */
export type SvdParts = "values" | "thin" | "full";

/**
 * The singular value decomposition of a real (m, n) matrix, which is overwritten: QR first where there are many more rows than columns, then
 * the bidiagonal form. Undefined when it does not converge.
 */
export function svdReal(a: Float64Array, m: number, n: number, parts: SvdParts): RealSvd | undefined {
  if (m < n) {
    const other = svdReal(transposed(a, m, n), n, m, parts);
    return other === undefined ? undefined : { s: other.s, u: other.v, v: other.u };
  }
  if (5 * m < 6 * n || m < 8) return svdDirect(a, m, n, parts);
  const factors = factorQr(a, m, n);
  const r = a.slice(0, n * n);
  keepTriangle(r, n, n, "upper");
  const inner = svdDirect(r, n, n, parts === "values" ? "values" : "thin");
  if (inner === undefined || inner.u === undefined) return inner;
  const width = parts === "full" ? m : n;
  let u: Float64Array;
  if (parts === "thin") {
    u = new Float64Array(m * n);
    u.set(inner.u);
    applyReflectors(factors, false, u, n);
  } else {
    const q = formQ(factors, width);
    u = q.slice();
    for (let i = 0; i < m; i++) u.fill(0, i * width, i * width + n);
    addProduct(panel(u, width), panel(q, width), panel(inner.u, n), m, n, n);
  }
  return { s: inner.s, u, v: inner.v };
}

function svdDirect(a: Float64Array, m: number, n: number, parts: SvdParts): RealSvd | undefined {
  const { d, e, left, right } = bidiagonalize(a, m, n);
  if (parts === "values")
    return bidiagonalSvd(d, e, undefined, undefined) ? { s: d, u: undefined, v: undefined } : undefined;
  const [innerU, innerV] = [unit(n), unit(n)];
  if (!bidiagonalSvd(d, e, innerU, innerV)) return undefined;
  const width = parts === "full" ? m : n;
  const u = new Float64Array(m * width);
  for (let i = 0; i < n; i++) u.set(innerU.subarray(i * n, (i + 1) * n), i * width);
  for (let i = n; i < width; i++) u[i * width + i] = 1;
  applyReflectors(left, false, u, width);
  applyReflectors(right, false, innerV, n);
  return { s: d, u, v: innerV };
}

/** The identity of n rows. */
export function unit(n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) result[i * n + i] = 1;
  return result;
}
