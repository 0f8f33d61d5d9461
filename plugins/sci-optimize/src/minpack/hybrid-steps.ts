import { epsilon } from "../core/vectors.js";
import { enorm } from "./enorm.js";

/** The dogleg step inside `delta` for a triangle packed by rows (MINPACK's `dogleg`). */
export function dogleg(
  n: number,
  r: Float64Array,
  diag: Float64Array,
  qtb: Float64Array,
  delta: number,
  x: Float64Array,
): void {
  const wa1 = new Float64Array(n);
  const wa2 = new Float64Array(n);
  let jj = (n * (n + 1)) / 2;
  for (let k = 1; k <= n; k++) {
    const j = n - k;
    jj -= k;
    let sum = 0;
    for (let i = j + 1, l = jj + 1; i < n; i++, l++) sum += r[l]! * x[i]!;
    let pivot = r[jj]!;
    if (pivot === 0) {
      for (let i = 0, l = j; i <= j; i++) {
        pivot = Math.max(pivot, Math.abs(r[l]!));
        l += n - i - 1;
      }
      pivot *= epsilon;
      if (pivot === 0) pivot = epsilon;
    }
    x[j] = (qtb[j]! - sum) / pivot;
  }
  for (let j = 0; j < n; j++) wa2[j] = diag[j]! * x[j]!;
  const qnorm = enorm(wa2, 0, n);
  if (qnorm <= delta) return;
  let l = 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      wa1[i]! += r[l]! * qtb[j]!;
      l++;
    }
    wa1[j]! /= diag[j]!;
  }
  const gnorm = enorm(wa1, 0, n);
  let sgnorm = 0;
  let alpha = delta / qnorm;
  if (gnorm !== 0) {
    for (let j = 0; j < n; j++) wa1[j] = wa1[j]! / gnorm / diag[j]!;
    l = 0;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = j; i < n; i++) {
        sum += r[l]! * wa1[i]!;
        l++;
      }
      wa2[j] = sum;
    }
    const size = enorm(wa2, 0, n);
    sgnorm = gnorm / size / size;
    alpha = 0;
    if (sgnorm < delta) {
      const bnorm = enorm(qtb, 0, n);
      let t = (bnorm / gnorm) * (bnorm / qnorm) * (sgnorm / delta);
      const part = delta / qnorm;
      const short = sgnorm / delta;
      t = t - part * short * short + Math.sqrt((t - part) * (t - part) + (1 - part * part) * (1 - short * short));
      alpha = (part * (1 - short * short)) / t;
    }
  }
  const weight = (1 - alpha) * Math.min(sgnorm, delta);
  for (let j = 0; j < n; j++) x[j] = weight * wa1[j]! + alpha * x[j]!;
}

/** The orthogonal matrix of the factors that `qrfac` left in a square matrix, column by column and in place (MINPACK's `qform`). */
export function qform(q: Float64Array, n: number): void {
  const work = new Float64Array(n);
  for (let j = 1; j < n; j++) for (let i = 0; i < j; i++) q[j * n + i] = 0;
  for (let k = n - 1; k >= 0; k--) {
    for (let i = k; i < n; i++) {
      work[i] = q[k * n + i]!;
      q[k * n + i] = 0;
    }
    q[k * n + k] = 1;
    if (work[k] === 0) continue;
    for (let j = k; j < n; j++) {
      let sum = 0;
      for (let i = k; i < n; i++) sum += q[j * n + i]! * work[i]!;
      const factor = sum / work[k]!;
      for (let i = k; i < n; i++) q[j * n + i]! -= factor * work[i]!;
    }
  }
}

/** Brings S + u v' back to a triangle packed by rows; v and w keep the rotations. True when it is singular (MINPACK's `r1updt`). */
export function r1updt(n: number, s: Float64Array, u: Float64Array, v: Float64Array, w: Float64Array): boolean {
  const huge = 1.7976931348623157e308;
  let jj = (n * (n + 1)) / 2 - 1;
  w[n - 1] = s[jj]!;
  for (let j = n - 2; j >= 0; j--) {
    jj -= n - j;
    w[j] = 0;
    if (v[j] === 0) continue;
    const [cosine, sine, tau] = rotation(v[n - 1]!, v[j]!, huge);
    v[n - 1] = sine * v[j]! + cosine * v[n - 1]!;
    v[j] = tau;
    for (let i = j, l = jj; i < n; i++, l++) {
      const value = cosine * s[l]! - sine * w[i]!;
      w[i] = sine * s[l]! + cosine * w[i]!;
      s[l] = value;
    }
  }
  for (let i = 0; i < n; i++) w[i]! += v[n - 1]! * u[i]!;
  let singular = false;
  jj = 0;
  for (let j = 0; j < n - 1; j++) {
    if (w[j] !== 0) {
      const [cosine, sine, tau] = rotation(s[jj]!, w[j]!, huge);
      for (let i = j, l = jj; i < n; i++, l++) {
        const value = cosine * s[l]! + sine * w[i]!;
        w[i] = -sine * s[l]! + cosine * w[i]!;
        s[l] = value;
      }
      w[j] = tau;
    }
    if (s[jj] === 0) singular = true;
    jj += n - j;
  }
  s[jj] = w[n - 1]!;
  return singular || s[jj] === 0;
}

function rotation(a: number, b: number, huge: number): [cosine: number, sine: number, tau: number] {
  if (Math.abs(a) < Math.abs(b)) {
    const cotangent = a / b;
    const sine = 0.5 / Math.sqrt(0.25 + 0.25 * cotangent * cotangent);
    const cosine = sine * cotangent;
    return [cosine, sine, Math.abs(cosine) * huge > 1 ? 1 / cosine : 1];
  }
  const tangent = b / a;
  const cosine = 0.5 / Math.sqrt(0.25 + 0.25 * tangent * tangent);
  return [cosine, cosine * tangent, cosine * tangent];
}

/** Multiplies a matrix, column by column with m rows, by the rotations that `r1updt` kept (MINPACK's `r1mpyq`). */
export function r1mpyq(m: number, n: number, a: Float64Array, v: Float64Array, w: Float64Array): void {
  const turn = (j: number, tau: number, sign: 1 | -1): void => {
    const cosine = Math.abs(tau) > 1 ? 1 / tau : Math.sqrt(1 - tau * tau);
    const sine = Math.abs(tau) > 1 ? Math.sqrt(1 - cosine * cosine) : tau;
    for (let i = 0; i < m; i++) {
      const left = a[j * m + i]!;
      const last = a[(n - 1) * m + i]!;
      a[j * m + i] = cosine * left - sign * sine * last;
      a[(n - 1) * m + i] = sign * sine * left + cosine * last;
    }
  };
  for (let j = n - 2; j >= 0; j--) turn(j, v[j]!, 1);
  for (let j = 0; j < n - 1; j++) turn(j, w[j]!, -1);
}
