import { applyReflectors, type Reflectors } from "./householder.js";
import { makeReflector, precision } from "./reflector.js";
import { rotateColumns } from "./rotate.js";
import { unit } from "./svd.js";

/** A symmetric matrix as `Q T Qᵀ` with T tridiagonal. */
export interface Tridiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly reflectors: Reflectors;
}

/** Overwrites the lower triangle of a symmetric matrix by its tridiagonal form (LAPACK's dsytd2); the upper one is not looked at. */
export function tridiagonalize(a: Float64Array, n: number): Tridiagonal {
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const tau = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let i = 0; i + 1 < n; i++) {
    const head = (i + 1) * n + i;
    const own = makeReflector(a, head, head + n, n, n - i - 1);
    tau[i] = own;
    e[i] = a[head]!;
    d[i] = a[i * n + i]!;
    if (own === 0) continue;
    v[i + 1] = 1;
    for (let row = i + 2; row < n; row++) v[row] = a[row * n + i]!;
    multiplySymmetric(a, n, i + 1, v, w);
    let both = 0;
    for (let row = i + 1; row < n; row++) {
      w[row]! *= own;
      both += w[row]! * v[row]!;
    }
    const half = -0.5 * own * both;
    for (let row = i + 1; row < n; row++) w[row]! += half * v[row]!;
    for (let row = i + 1; row < n; row++) {
      const [y, z] = [v[row]!, w[row]!];
      const line = row * n;
      for (let k = i + 1; k <= row; k++) a[line + k]! -= y * w[k]! + z * v[k]!;
    }
  }
  if (n > 0) d[n - 1] = a[n * n - 1]!;
  return { d, e, reflectors: { data: a, rows: n, columns: n, tau, shift: 1 } };
}

/** `w = A v` from the lower triangle, rows and columns from `first`. */
function multiplySymmetric(a: Float64Array, n: number, first: number, v: Float64Array, w: Float64Array): void {
  w.fill(0, first);
  for (let row = first; row < n; row++) {
    const line = row * n;
    const own = v[row]!;
    let sum = 0;
    for (let k = first; k < row; k++) {
      const x = a[line + k]!;
      sum += x * v[k]!;
      w[k]! += x * own;
    }
    w[row]! += sum + a[line + row]! * own;
  }
}

/**
 * The eigenvalues of a symmetric tridiagonal matrix in rising order, in place, by QL iterations with implicit shifts (LAPACK's dsteqr);
 * the columns of `z` (n, n), if given, are turned along.
 * @returns false when it does not converge
 */
export function tridiagonalEigen(d: Float64Array, e: Float64Array, z: Float64Array | undefined): boolean {
  const n = d.length;
  const cosines = new Float64Array(n);
  const sines = new Float64Array(n);
  let left = 40 * n + 40;
  let first = 0;
  while (first < n - 1) {
    let last = first;
    while (last < n - 1 && !negligible(d, e, last)) last++;
    if (last < n - 1) e[last] = 0;
    if (last === first) {
      first++;
      continue;
    }
    // The block from `first` to `last` does not fall apart; work at the end with the smaller element.
    const up = Math.abs(d[last]!) < Math.abs(d[first]!);
    let low = first;
    let high = last;
    while (low < high) {
      let cut = up ? high - 1 : low;
      while (up ? cut >= low : cut < high) {
        if (negligible(d, e, cut)) break;
        cut += up ? -1 : 1;
      }
      const inner = up ? cut + 1 : cut;
      if (up ? cut >= low : cut < high) e[cut] = 0;
      if (up ? inner === high : inner === low) {
        if (up) high--;
        else low++;
        continue;
      }
      if (left-- < 0) return false;
      if (up) sweepQr(d, e, inner, high, cosines, sines);
      else sweepQl(d, e, low, inner, cosines, sines);
      const [from, to] = up ? [inner, high] : [low, inner];
      if (z !== undefined) rotateColumns(z, n, n, from, to - from, cosines, sines, !up);
    }
    first = last + 1;
  }
  for (let i = 0; i < n; i++) if (!Number.isFinite(d[i]!)) return false;
  sortColumns(d, z, n);
  return true;
}

function negligible(d: Float64Array, e: Float64Array, i: number): boolean {
  const size = Math.abs(e[i]!);
  return size <= (precision / 2) * Math.sqrt(Math.abs(d[i]!)) * Math.sqrt(Math.abs(d[i + 1]!)) || size < 1e-300;
}

/** Wilkinson's shift: the eigenvalue of the block at the end that is nearer to the end, as a difference from `p`. */
function shifted(p: number, other: number, e: number): number {
  const g = (other - p) / (2 * e);
  const r = Math.abs(g) > 1e150 ? Math.abs(g) : Math.sqrt(g * g + 1);
  return p - e / (g + (g >= 0 ? r : -r));
}

function sweepQl(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  let g = d[high]! - shifted(d[low]!, d[low + 1]!, e[low]!);
  let [s, c, p] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    let r = Math.sqrt(f * f + g * g);
    if (!(r > 1e-140 && r < 1e150)) r = Math.hypot(f, g);
    if (r === 0) [c, s] = [1, 0];
    else [c, s] = [g / r, f / r];
    if (i < high - 1) e[i + 1] = r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    cosines[i - low] = c;
    sines[i - low] = -s;
  }
  d[low]! -= p;
  e[low] = g;
}

function sweepQr(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  let g = d[low]! - shifted(d[high]!, d[high - 1]!, e[high - 1]!);
  let [s, c, p] = [1, 1, 0];
  for (let i = low; i < high; i++) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    let r = Math.sqrt(f * f + g * g);
    if (!(r > 1e-140 && r < 1e150)) r = Math.hypot(f, g);
    if (r === 0) [c, s] = [1, 0];
    else [c, s] = [g / r, f / r];
    if (i > low) e[i - 1] = r;
    g = d[i]! - p;
    const t = (d[i + 1]! - g) * s + 2 * c * b;
    p = s * t;
    d[i] = g + p;
    g = c * t - b;
    cosines[i - low] = c;
    sines[i - low] = s;
  }
  d[high]! -= p;
  e[high - 1] = g;
}

function sortColumns(d: Float64Array, z: Float64Array | undefined, n: number): void {
  const places = Array.from(d, (_, i) => i).sort((a, b) => d[a]! - d[b]!);
  if (places.every((place, i) => place === i)) return;
  d.set(places.map((place) => d[place]!));
  if (z === undefined) return;
  const line = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < n; i++) line[i] = z[row * n + places[i]!]!;
    z.set(line, row * n);
  }
}

/** Eigenvalues in rising order and, if wanted, eigenvectors in columns of a real symmetric matrix, whose lower triangle is overwritten. */
export function symmetricEigen(
  a: Float64Array,
  n: number,
  vectors: boolean,
): { readonly values: Float64Array; readonly vectors: Float64Array | undefined } | undefined {
  const { d, e, reflectors } = tridiagonalize(a, n);
  const z = vectors ? unit(n) : undefined;
  if (!tridiagonalEigen(d, e, z)) return undefined;
  if (z !== undefined) applyReflectors(reflectors, false, z, n);
  return { values: d, vectors: z };
}
