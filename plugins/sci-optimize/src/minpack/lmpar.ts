import { enorm } from "./enorm.js";

const smallest = 2.2250738585072014e-308;

/**
 * Solves the triangle R (column by column with `stride` rows) together with the diagonal of sqrt(par) D in the sense of least squares.
 * The strict lower triangle of `r` is overwritten with the transposed triangle S; its diagonal comes back in `sdiag` (MINPACK's `qrsolv`).
 */
export function qrsolv(
  n: number,
  r: Float64Array,
  stride: number,
  order: Int32Array,
  diag: Float64Array,
  qtb: Float64Array,
  x: Float64Array,
  sdiag: Float64Array,
): void {
  const work = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) r[j * stride + i] = r[i * stride + j]!;
    x[j] = r[j * stride + j]!;
    work[j] = qtb[j]!;
  }
  for (let j = 0; j < n; j++) {
    const l = order[j]!;
    if (diag[l] !== 0) {
      sdiag.fill(0, j);
      sdiag[j] = diag[l]!;
      let qtbpj = 0;
      for (let k = j; k < n; k++) {
        if (sdiag[k] === 0) continue;
        const rkk = r[k * stride + k]!;
        let sine: number;
        let cosine: number;
        if (Math.abs(rkk) < Math.abs(sdiag[k]!)) {
          const cotangent = rkk / sdiag[k]!;
          sine = 0.5 / Math.sqrt(0.25 + 0.25 * cotangent * cotangent);
          cosine = sine * cotangent;
        } else {
          const tangent = sdiag[k]! / rkk;
          cosine = 0.5 / Math.sqrt(0.25 + 0.25 * tangent * tangent);
          sine = cosine * tangent;
        }
        r[k * stride + k] = cosine * rkk + sine * sdiag[k]!;
        const turned = cosine * work[k]! + sine * qtbpj;
        qtbpj = -sine * work[k]! + cosine * qtbpj;
        work[k] = turned;
        for (let i = k + 1; i < n; i++) {
          const at = k * stride + i;
          const value = cosine * r[at]! + sine * sdiag[i]!;
          sdiag[i] = -sine * r[at]! + cosine * sdiag[i]!;
          r[at] = value;
        }
      }
    }
    sdiag[j] = r[j * stride + j]!;
    r[j * stride + j] = x[j]!;
  }
  let rank = n;
  for (let j = 0; j < n; j++) {
    if (sdiag[j] === 0 && rank === n) rank = j;
    if (rank < n) work[j] = 0;
  }
  for (let j = rank - 1; j >= 0; j--) {
    let sum = 0;
    for (let i = j + 1; i < rank; i++) sum += r[j * stride + i]! * work[i]!;
    work[j] = (work[j]! - sum) / sdiag[j]!;
  }
  for (let j = 0; j < n; j++) x[order[j]!] = work[j]!;
}

/** The Levenberg-Marquardt parameter for which the scaled step is `delta` long, and the step (MINPACK's `lmpar`). */
export function lmpar(
  n: number,
  r: Float64Array,
  stride: number,
  order: Int32Array,
  diag: Float64Array,
  qtb: Float64Array,
  delta: number,
  par0: number,
  x: Float64Array,
  sdiag: Float64Array,
): number {
  const wa1 = new Float64Array(n);
  const wa2 = new Float64Array(n);
  let rank = n;
  for (let j = 0; j < n; j++) {
    wa1[j] = qtb[j]!;
    if (r[j * stride + j] === 0 && rank === n) rank = j;
    if (rank < n) wa1[j] = 0;
  }
  for (let j = rank - 1; j >= 0; j--) {
    wa1[j]! /= r[j * stride + j]!;
    const value = wa1[j]!;
    for (let i = 0; i < j; i++) wa1[i]! -= r[j * stride + i]! * value;
  }
  for (let j = 0; j < n; j++) x[order[j]!] = wa1[j]!;
  for (let j = 0; j < n; j++) wa2[j] = diag[j]! * x[j]!;
  let length = enorm(wa2, 0, n);
  let fp = length - delta;
  if (fp <= 0.1 * delta) return 0;
  let low = 0;
  if (rank >= n) {
    for (let j = 0; j < n; j++) {
      const l = order[j]!;
      wa1[j] = diag[l]! * (wa2[l]! / length);
    }
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < j; i++) sum += r[j * stride + i]! * wa1[i]!;
      wa1[j] = (wa1[j]! - sum) / r[j * stride + j]!;
    }
    const size = enorm(wa1, 0, n);
    low = fp / delta / size / size;
  }
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += r[j * stride + i]! * qtb[i]!;
    wa1[j] = sum / diag[order[j]!]!;
  }
  const slope = enorm(wa1, 0, n);
  let high = slope / delta;
  if (high === 0) high = smallest / Math.min(delta, 0.1);
  let par = Math.min(Math.max(par0, low), high);
  if (par === 0) par = slope / length;
  for (let iteration = 1; ; iteration++) {
    if (par === 0) par = Math.max(smallest, 0.001 * high);
    const root = Math.sqrt(par);
    for (let j = 0; j < n; j++) wa1[j] = root * diag[j]!;
    qrsolv(n, r, stride, order, wa1, qtb, x, sdiag);
    for (let j = 0; j < n; j++) wa2[j] = diag[j]! * x[j]!;
    length = enorm(wa2, 0, n);
    const before = fp;
    fp = length - delta;
    if (Math.abs(fp) <= 0.1 * delta || (low === 0 && fp <= before && before < 0) || iteration === 10) return par;
    for (let j = 0; j < n; j++) {
      const l = order[j]!;
      wa1[j] = diag[l]! * (wa2[l]! / length);
    }
    for (let j = 0; j < n; j++) {
      wa1[j]! /= sdiag[j]!;
      const value = wa1[j]!;
      for (let i = j + 1; i < n; i++) wa1[i]! -= r[j * stride + i]! * value;
    }
    const size = enorm(wa1, 0, n);
    const correction = fp / delta / size / size;
    if (fp > 0) low = Math.max(low, par);
    if (fp < 0) high = Math.min(high, par);
    par = Math.max(low, par + correction);
  }
}
