import { vectorNorm } from "./reflector.js";

/** The parts of a complex matrix in C order. */
export interface Planes {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Reflectors of a complex matrix, as in {@link Reflectors}; `tau` has both parts. */
export interface ComplexReflectors extends Planes {
  readonly rows: number;
  readonly columns: number;
  readonly tau: Planes;
  readonly shift: number;
}

/**
 * The reflector `H = I - tau v vᴴ` for which `Hᴴ (alpha, x) = (beta, 0)` with beta real (LAPACK's zlarfg). `tau[at]` gets tau.
 */
export function makeComplexReflector(
  a: Planes,
  head: number,
  step: number,
  count: number,
  tau: Planes,
  at: number,
): void {
  const { re, im } = a;
  tau.re[at] = 0;
  tau.im[at] = 0;
  if (count < 1) return;
  const [x, y] = [re[head]!, im[head]!];
  const rest = count - 1;
  const norm = Math.hypot(vectorNorm(re, head + step, step, rest), vectorNorm(im, head + step, step, rest));
  if (norm === 0 && y === 0) return;
  const length = Math.hypot(x, y, norm);
  const beta = x >= 0 && !Object.is(x, -0) ? -length : length;
  tau.re[at] = (beta - x) / beta;
  tau.im[at] = -y / beta;
  // 1 / (alpha - beta)
  const [dx, dy] = [x - beta, y];
  const size = Math.hypot(dx, dy);
  const [sx, sy] = [dx / size / size, -dy / size / size];
  for (let i = 0, k = head + step; i < rest; i++, k += step) {
    const [u, v] = [re[k]!, im[k]!];
    re[k] = u * sx - v * sy;
    im[k] = u * sy + v * sx;
  }
  re[head] = beta;
  im[head] = 0;
}

/**
 * `A <- (I - tau v vᴴ) A` for rows `row` to `end` and columns `from` to `to` of a matrix with `stride` columns; v is 1 and then the elements of
 * `source` below its `place`, `step` apart.
 */
export function reflectRows(
  a: Planes,
  stride: number,
  row: number,
  end: number,
  from: number,
  to: number,
  source: Planes,
  place: number,
  step: number,
  tauRe: number,
  tauIm: number,
): void {
  if (tauRe === 0 && tauIm === 0) return;
  const { re, im } = a;
  const width = to - from;
  const wr = new Float64Array(width);
  const wi = new Float64Array(width);
  for (let i = row; i < end; i++) {
    const k = place + (i - row) * step;
    const [vx, vy] = i === row ? [1, 0] : [source.re[k]!, source.im[k]!];
    const line = i * stride + from;
    for (let j = 0; j < width; j++) {
      const [x, y] = [re[line + j]!, im[line + j]!];
      wr[j]! += vx * x + vy * y;
      wi[j]! += vx * y - vy * x;
    }
  }
  for (let i = row; i < end; i++) {
    const k = place + (i - row) * step;
    const [vx, vy] = i === row ? [1, 0] : [source.re[k]!, source.im[k]!];
    const [px, py] = [tauRe * vx - tauIm * vy, tauRe * vy + tauIm * vx];
    const line = i * stride + from;
    for (let j = 0; j < width; j++) {
      re[line + j]! -= px * wr[j]! - py * wi[j]!;
      im[line + j]! -= px * wi[j]! + py * wr[j]!;
    }
  }
}

/** `A <- A (I - tau v vᴴ)` for rows `top` to `bottom` and columns from `column` to `end`; v as in {@link reflectRows}. */
export function reflectColumns(
  a: Planes,
  stride: number,
  top: number,
  bottom: number,
  column: number,
  end: number,
  source: Planes,
  place: number,
  step: number,
  tauRe: number,
  tauIm: number,
): void {
  if (tauRe === 0 && tauIm === 0) return;
  const { re, im } = a;
  const width = end - column;
  const vr = new Float64Array(width);
  const vi = new Float64Array(width);
  vr[0] = 1;
  for (let j = 1; j < width; j++) {
    vr[j] = source.re[place + j * step]!;
    vi[j] = source.im[place + j * step]!;
  }
  for (let i = top; i < bottom; i++) {
    const line = i * stride + column;
    let [sx, sy] = [0, 0];
    for (let j = 0; j < width; j++) {
      const [x, y] = [re[line + j]!, im[line + j]!];
      sx += x * vr[j]! - y * vi[j]!;
      sy += x * vi[j]! + y * vr[j]!;
    }
    const [px, py] = [tauRe * sx - tauIm * sy, tauRe * sy + tauIm * sx];
    for (let j = 0; j < width; j++) {
      re[line + j]! -= px * vr[j]! + py * vi[j]!;
      im[line + j]! -= py * vr[j]! - px * vi[j]!;
    }
  }
}

/** Overwrites a complex matrix by its QR factors (LAPACK's zgeqr2); the diagonal of R is real. */
export function factorComplexQr(a: Planes, m: number, n: number): ComplexReflectors {
  const count = Math.min(m, n);
  const tau = { re: new Float64Array(count), im: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const head = i * n + i;
    makeComplexReflector(a, head, n, m - i, tau, i);
    reflectRows(a, n, i, m, i + 1, n, a, head, n, tau.re[i]!, -tau.im[i]!);
  }
  return { re: a.re, im: a.im, rows: m, columns: n, tau, shift: 0 };
}

/** `C <- Q C`, or `Qᴴ C`, where C has `count` columns and the rows of the reflectors. */
export function applyComplexReflectors(factors: ComplexReflectors, adjoint: boolean, c: Planes, count: number): void {
  const { rows, columns, tau, shift } = factors;
  const total = tau.re.length;
  for (let k = 0; k < total; k++) {
    const i = adjoint ? k : total - 1 - k;
    const place = (i + shift) * columns + i;
    const imaginary = adjoint ? -tau.im[i]! : tau.im[i]!;
    reflectRows(c, count, i + shift, rows, 0, count, factors, place, columns, tau.re[i]!, imaginary);
  }
}

/** The first `count` columns of Q. */
export function formComplexQ(factors: ComplexReflectors, count: number): Planes {
  const { rows } = factors;
  const q = { re: new Float64Array(rows * count), im: new Float64Array(rows * count) };
  for (let i = 0; i < Math.min(rows, count); i++) q.re[i * count + i] = 1;
  applyComplexReflectors(factors, false, q, count);
  return q;
}

function columnNorm(a: Planes, offset: number, step: number, count: number): number {
  return Math.hypot(vectorNorm(a.re, offset, step, count), vectorNorm(a.im, offset, step, count));
}

/** QR of a complex matrix with column pivoting (LAPACK's zlaqp2). */
export function factorComplexPivotedQr(
  a: Planes,
  m: number,
  n: number,
): { readonly factors: ComplexReflectors; readonly order: Int32Array } {
  const count = Math.min(m, n);
  const tau = { re: new Float64Array(count), im: new Float64Array(count) };
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const norms = Float64Array.from({ length: n }, (_, j) => columnNorm(a, j, n, m));
  const exact = norms.slice();
  for (let i = 0; i < count; i++) {
    let best = i;
    for (let j = i + 1; j < n; j++) if (norms[j]! > norms[best]!) best = j;
    if (best !== i) {
      for (const part of [a.re, a.im]) {
        for (let row = 0; row < m; row++) {
          const kept = part[row * n + i]!;
          part[row * n + i] = part[row * n + best]!;
          part[row * n + best] = kept;
        }
      }
      [order[best], order[i]] = [order[i]!, order[best]!];
      norms[best] = norms[i]!;
      exact[best] = exact[i]!;
    }
    const head = i * n + i;
    makeComplexReflector(a, head, n, m - i, tau, i);
    reflectRows(a, n, i, m, i + 1, n, a, head, n, tau.re[i]!, -tau.im[i]!);
    for (let j = i + 1; j < n; j++) {
      if (norms[j] === 0) continue;
      const ratio = Math.hypot(a.re[i * n + j]!, a.im[i * n + j]!) / norms[j]!;
      const left = Math.max(0, (1 + ratio) * (1 - ratio));
      if (left * (norms[j]! / exact[j]!) ** 2 <= 1.4901161193847656e-8) {
        norms[j] = i + 1 < m ? columnNorm(a, (i + 1) * n + j, n, m - i - 1) : 0;
        exact[j] = norms[j]!;
      } else norms[j]! *= Math.sqrt(left);
    }
  }
  return { factors: { re: a.re, im: a.im, rows: m, columns: n, tau, shift: 0 }, order };
}
