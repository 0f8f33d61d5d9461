import { makeRotation, precision, safeMinimum } from "./reflector.js";
import { rotateColumns } from "./rotate.js";
import { singularValues2, svd2 } from "./two-by-two.js";

const tolerance = Math.max(10, Math.min(100, (precision / 2) ** (-1 / 8))) * (precision / 2);

/** A bidiagonal matrix and the columns that turn along with it. */
interface Work {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly u: Float64Array | undefined;
  readonly v: Float64Array | undefined;
  readonly n: number;
  readonly rotation: Float64Array;
  /** Cosines and sines of one sweep for V, then for U. */
  readonly turns: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  threshold: number;
}

/**
 * The singular values of an upper bidiagonal matrix (diagonal `d`, above it `e`), largest first, in place, by QR iterations without a shift
 * where that keeps small ones accurate (Demmel and Kahan, SIAM J. Sci. Stat. Comput. 11, 873 (1990); LAPACK's dbdsqr). The columns of
 * `u` and `v` (n, n), if given, are turned along, so that `u diag(d) vᵀ` stays what it was.
 * @returns false when it does not converge
 */
export function bidiagonalSvd(
  d: Float64Array,
  e: Float64Array,
  u: Float64Array | undefined,
  v: Float64Array | undefined,
): boolean {
  const n = d.length;
  if (!d.every(Number.isFinite) || !e.every(Number.isFinite)) return false;
  const work: Work = {
    d,
    e,
    u,
    v,
    n,
    rotation: new Float64Array(3),
    turns: [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)],
    threshold: 0,
  };
  let smallest = Math.abs(d[0] ?? 0);
  let mu = smallest;
  for (let i = 1; i < n && smallest > 0; i++) {
    mu = Math.abs(d[i]!) * (mu / (mu + Math.abs(e[i - 1]!)));
    smallest = Math.min(smallest, mu);
  }
  work.threshold = Math.max((tolerance * smallest) / Math.sqrt(n), 6 * n * n * safeMinimum);
  if (!iterate(work)) return false;
  order(work);
  return true;
}

function iterate(work: Work): boolean {
  const { d, e, n } = work;
  let left = 6 * n * n + 100;
  let [oldStart, oldEnd, down] = [-1, -1, true];
  let end = n - 1;
  while (end > 0) {
    if (left < 0) return false;
    let largest = Math.abs(d[end]!);
    let start = end;
    while (start > 0) {
      const above = Math.abs(e[start - 1]!);
      if (above <= work.threshold) {
        e[start - 1] = 0;
        break;
      }
      largest = Math.max(largest, Math.abs(d[start - 1]!), above);
      start--;
    }
    if (start === end) {
      end--;
      continue;
    }
    if (start === end - 1) {
      solvePair(work, start);
      end -= 2;
      left--;
      continue;
    }
    if (start > oldEnd || end < oldStart) down = Math.abs(d[start]!) >= Math.abs(d[end]!);
    const least = deflate(work, start, end, down);
    if (least < 0) continue;
    [oldStart, oldEnd] = [start, end];
    let shift = 0;
    if (n * tolerance * (least / largest) > Math.max(precision / 2, 0.01 * tolerance)) {
      const size = Math.abs(d[down ? start : end]!);
      shift = down
        ? singularValues2(d[end - 1]!, e[end - 1]!, d[end]!)
        : singularValues2(d[start]!, e[start]!, d[start + 1]!);
      if (size > 0 && (shift / size) ** 2 < precision / 2) shift = 0;
    }
    left -= end - start;
    if (down) sweepDown(work, start, end, shift);
    else sweepUp(work, start, end, shift);
  }
  return true;
}

/** Sets a negligible element to zero and returns -1, or returns a bound below the smallest singular value. */
function deflate(work: Work, start: number, end: number, down: boolean): number {
  const { d, e } = work;
  const last = down ? end - 1 : start;
  if (Math.abs(e[last]!) <= tolerance * Math.abs(d[down ? end : start]!)) {
    e[last] = 0;
    return -1;
  }
  let mu = Math.abs(d[down ? start : end]!);
  let least = mu;
  for (let i = 0; i < end - start; i++) {
    const k = down ? start + i : end - 1 - i;
    const size = Math.abs(e[k]!);
    if (size <= tolerance * mu) {
      e[k] = 0;
      return -1;
    }
    mu = Math.abs(d[down ? k + 1 : k]!) * (mu / (mu + size));
    if (mu < least) least = mu;
  }
  return least;
}

function turn(work: Work, start: number, end: number, backward: boolean): void {
  const { u, v, n } = work;
  const [cv, sv, cu, su] = work.turns;
  const count = end - start;
  if (v !== undefined) rotateColumns(v, n, n, start, count, cv, sv, backward);
  if (u !== undefined) rotateColumns(u, n, n, start, count, cu, su, backward);
}

function solvePair(work: Work, start: number): void {
  const { d, e } = work;
  const [cv, sv, cu, su] = work.turns;
  const found = svd2(d[start]!, e[start]!, d[start + 1]!);
  d[start] = found.large;
  e[start] = 0;
  d[start + 1] = found.small;
  cv[0] = found.cosRight;
  sv[0] = found.sinRight;
  cu[0] = found.cosLeft;
  su[0] = found.sinLeft;
  turn(work, start, start + 1, false);
}

/** One QR step that chases the bulge from the top to the bottom. */
function sweepDown(work: Work, start: number, end: number, shift: number): void {
  const { d, e, rotation: r } = work;
  const [cv, sv, cu, su] = work.turns;
  if (shift === 0) {
    let [c, s, oldC, oldS] = [1, 0, 1, 0];
    for (let i = start; i < end; i++) {
      makeRotation(d[i]! * c, e[i]!, r);
      c = r[0]!;
      s = r[1]!;
      if (i > start) e[i - 1] = oldS * r[2]!;
      makeRotation(oldC * r[2]!, d[i + 1]! * s, r);
      oldC = r[0]!;
      oldS = r[1]!;
      d[i] = r[2]!;
      cv[i - start] = c;
      sv[i - start] = s;
      cu[i - start] = oldC;
      su[i - start] = oldS;
    }
    const h = d[end]! * c;
    d[end] = h * oldC;
    e[end - 1] = h * oldS;
  } else {
    let f = (Math.abs(d[start]!) - shift) * ((d[start]! < 0 ? -1 : 1) + shift / d[start]!);
    let g = e[start]!;
    for (let i = start; i < end; i++) {
      makeRotation(f, g, r);
      const [c, s] = [r[0]!, r[1]!];
      if (i > start) e[i - 1] = r[2]!;
      f = c * d[i]! + s * e[i]!;
      e[i] = c * e[i]! - s * d[i]!;
      g = s * d[i + 1]!;
      d[i + 1] = c * d[i + 1]!;
      makeRotation(f, g, r);
      const [cl, sl] = [r[0]!, r[1]!];
      d[i] = r[2]!;
      f = cl * e[i]! + sl * d[i + 1]!;
      d[i + 1] = cl * d[i + 1]! - sl * e[i]!;
      if (i < end - 1) {
        g = sl * e[i + 1]!;
        e[i + 1] = cl * e[i + 1]!;
      }
      cv[i - start] = c;
      sv[i - start] = s;
      cu[i - start] = cl;
      su[i - start] = sl;
    }
    e[end - 1] = f;
  }
  turn(work, start, end, false);
  if (Math.abs(e[end - 1]!) <= work.threshold) e[end - 1] = 0;
}

/** One QR step that chases the bulge from the bottom to the top. */
function sweepUp(work: Work, start: number, end: number, shift: number): void {
  const { d, e, rotation: r } = work;
  const [cv, sv, cu, su] = work.turns;
  if (shift === 0) {
    let [c, s, oldC, oldS] = [1, 0, 1, 0];
    for (let i = end; i > start; i--) {
      makeRotation(d[i]! * c, e[i - 1]!, r);
      c = r[0]!;
      s = r[1]!;
      if (i < end) e[i] = oldS * r[2]!;
      makeRotation(oldC * r[2]!, d[i - 1]! * s, r);
      oldC = r[0]!;
      oldS = r[1]!;
      d[i] = r[2]!;
      const k = i - start - 1;
      cu[k] = c;
      su[k] = -s;
      cv[k] = oldC;
      sv[k] = -oldS;
    }
    const h = d[start]! * c;
    d[start] = h * oldC;
    e[start] = h * oldS;
  } else {
    let f = (Math.abs(d[end]!) - shift) * ((d[end]! < 0 ? -1 : 1) + shift / d[end]!);
    let g = e[end - 1]!;
    for (let i = end; i > start; i--) {
      makeRotation(f, g, r);
      const [c, s] = [r[0]!, r[1]!];
      if (i < end) e[i] = r[2]!;
      f = c * d[i]! + s * e[i - 1]!;
      e[i - 1] = c * e[i - 1]! - s * d[i]!;
      g = s * d[i - 1]!;
      d[i - 1] = c * d[i - 1]!;
      makeRotation(f, g, r);
      const [cl, sl] = [r[0]!, r[1]!];
      d[i] = r[2]!;
      f = cl * e[i - 1]! + sl * d[i - 1]!;
      d[i - 1] = cl * d[i - 1]! - sl * e[i - 1]!;
      if (i > start + 1) {
        g = sl * e[i - 2]!;
        e[i - 2] = cl * e[i - 2]!;
      }
      const k = i - start - 1;
      cu[k] = c;
      su[k] = -s;
      cv[k] = cl;
      sv[k] = -sl;
    }
    e[start] = f;
  }
  if (Math.abs(e[start]!) <= work.threshold) e[start] = 0;
  turn(work, start, end, true);
}

/** Makes the values positive and sorts them, largest first, with the columns of U and V. */
function order(work: Work): void {
  const { d, u, v, n } = work;
  for (let i = 0; i < n; i++) {
    if (d[i]! < 0 || Object.is(d[i], -0)) {
      d[i] = -d[i]!;
      if (v !== undefined) for (let k = i; k < n * n; k += n) v[k] = -v[k]!;
    }
  }
  const places = Array.from(d, (_, i) => i).sort((a, b) => d[b]! - d[a]!);
  if (places.every((place, i) => place === i)) return;
  const sorted = places.map((place) => d[place]!);
  d.set(sorted);
  const line = new Float64Array(n);
  for (const z of [u, v]) {
    if (z === undefined) continue;
    for (let row = 0; row < n; row++) {
      for (let i = 0; i < n; i++) line[i] = z[row * n + places[i]!]!;
      z.set(line, row * n);
    }
  }
}
