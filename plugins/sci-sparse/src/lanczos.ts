import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { coreError } from "@core/array/runtime";
import { eigh } from "sci-linalg";
import { vectorOf, whole } from "./input.js";
import { addScaled, dot, lengthOf } from "./iterative.js";

/** Options of {@link eigsh}, {@link eigs} and {@link svds}. */
export interface KrylovOptions {
  /** How many vectors are kept; more than `k`, at least 20 and 2 k + 1 by default. */
  readonly ncv?: number;
  /** Relative accuracy; 0, the machine precision, by default. */
  readonly tol?: number;
  /** The first vector; random numbers of `seed` by default. */
  readonly v0?: ArrayLikeInput;
  /** How often to start again; 10 times the number of rows by default. */
  readonly maxiter?: number;
  /** The seed of the first vector; 0 by default. */
  readonly seed?: Seed;
}

/** A basis, what is done to it, and how it starts again. */
export interface Krylov {
  readonly n: number;
  readonly k: number;
  readonly ncv: number;
  readonly tolerance: number;
  readonly maxiter: number;
  readonly apply: (x: Float64Array) => Float64Array;
  readonly draw: () => Float64Array;
  readonly basis: Float64Array[];
  /** The projected matrix (ncv + 1, ncv) in C order. */
  readonly h: Float64Array;
}

export function krylovOf(n: number, k: number, least: number, apply: Krylov["apply"], options: KrylovOptions): Krylov {
  if (k > n - least)
    throw coreError(
      "BAD_VALUE",
      `k: got ${k} of a matrix with ${n} rows, allowed are up to ${n - least}; a dense method finds all.`,
    );
  const ncv = options.ncv === undefined ? Math.min(n, Math.max(2 * k + 1, 20)) : whole(options.ncv, "ncv", 1);
  if (ncv <= k || ncv > n)
    throw coreError("BAD_VALUE", `ncv: got ${ncv}, expected more than k (${k}) and at most ${n}.`);
  const state = randomState(options.seed ?? 0);
  const draw = (): Float64Array => state.normal({ shape: n }).data as Float64Array;
  const first = options.v0 === undefined ? draw() : vectorOf(options.v0, n, "v0");
  const length = lengthOf(first);
  if (!(length > 0)) throw coreError("BAD_VALUE", "v0: is zero.");
  return {
    n,
    k,
    ncv,
    tolerance: Math.max(options.tol ?? 0, 2 ** -52),
    maxiter: options.maxiter === undefined ? 10 * n : whole(options.maxiter, "maxiter", 1),
    apply,
    draw,
    basis: [first.map((x) => x / length)],
    h: new Float64Array((ncv + 1) * ncv),
  };
}

/** Adds vectors to the basis until it is full; returns the length of what is left over. */
export function extend(krylov: Krylov, from: number): number {
  const { basis, h, ncv } = krylov;
  let left = 0;
  for (let j = from; j < ncv; j++) {
    const w = krylov.apply(basis[j]!).slice();
    const before = lengthOf(w);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i <= j; i++) {
        const along = dot(basis[i]!, w);
        h[i * ncv + j]! += along;
        addScaled(w, -along, basis[i]!);
      }
    }
    left = lengthOf(w);
    if (left <= 1e-14 * before || left === 0) {
      // The basis is closed under the matrix: go on with another vector.
      left = 0;
      w.set(krylov.draw());
      for (let pass = 0; pass < 3; pass++) for (let i = 0; i <= j; i++) addScaled(w, -dot(basis[i]!, w), basis[i]!);
      const length = lengthOf(w) || 1;
      for (let i = 0; i < w.length; i++) w[i]! /= length;
    } else for (let i = 0; i < w.length; i++) w[i]! /= left;
    h[(j + 1) * ncv + j] = left;
    basis[j + 1] = w;
  }
  return left;
}

/** Replaces the basis by `count` combinations of it, columns of a matrix (ncv, ·), and keeps the vector behind it. */
export function restart(krylov: Krylov, combinations: Float64Array, stride: number, count: number): void {
  const { basis, ncv, n } = krylov;
  const kept: Float64Array[] = [];
  for (let c = 0; c < count; c++) {
    const v = new Float64Array(n);
    for (let i = 0; i < ncv; i++) addScaled(v, combinations[i * stride + c]!, basis[i]!);
    kept.push(v);
  }
  const last = basis[ncv]!;
  basis.length = 0;
  basis.push(...kept, last);
  krylov.h.fill(0);
}

/** Which places of a list come first. */
function ranked(values: readonly number[], which: "LM" | "SM" | "LA" | "SA" | "BE", k: number): number[] {
  const rising = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  if (which === "SA") return rising;
  if (which === "LA") return rising.reverse();
  if (which === "BE") {
    const low = Math.floor(k / 2);
    const high = k - low;
    const mixed = [...rising.slice(rising.length - high), ...rising.slice(0, low)];
    return [...mixed, ...rising.filter((i) => !mixed.includes(i))];
  }
  const bySize = values.map((_, i) => i).sort((i, j) => Math.abs(values[j]!) - Math.abs(values[i]!));
  return which === "LM" ? bySize : bySize.reverse();
}

/** Ritz values and vectors of a symmetric operator. */
export function lanczos(
  krylov: Krylov,
  which: "LM" | "SM" | "LA" | "SA" | "BE",
): { values: number[]; vectors: Float64Array[] } {
  const { ncv, k, h } = krylov;
  let from = 0;
  for (let round = 0; round < krylov.maxiter; round++) {
    const left = extend(krylov, from);
    const t = new Float64Array(ncv * ncv);
    // The part above the diagonal has all; below it stand only the lengths of what was left over.
    for (let i = 0; i < ncv; i++) for (let j = i + 1; j < ncv; j++) t[j * ncv + i] = t[i * ncv + j] = h[i * ncv + j]!;
    for (let i = 0; i < ncv; i++) t[i * ncv + i] = h[i * ncv + i]!;
    const [w, v] = eigh(fromData(t, [ncv, ncv]));
    const values = Array.from(w.data as Float64Array);
    const inner = v.data as Float64Array;
    const order = ranked(values, which, k);
    const residual = (i: number): number => Math.abs(left * inner[(ncv - 1) * ncv + i]!);
    const done = (i: number): boolean =>
      residual(i) <= krylov.tolerance * Math.max(2 ** (-52 * (2 / 3)), Math.abs(values[i]!));
    const converged = order.slice(0, k).filter(done).length;
    if (converged === k || ncv === krylov.n) {
      const chosen = order.slice(0, k).sort((i, j) => values[i]! - values[j]!);
      return {
        values: chosen.map((i) => values[i]!),
        vectors: chosen.map((i) => combination(krylov, (row) => inner[row * ncv + i]!)),
      };
    }
    const keep = Math.min(ncv - 1, k + Math.min(converged, Math.floor((ncv - k) / 2)) + 1);
    const picked = new Float64Array(ncv * keep);
    for (let row = 0; row < ncv; row++)
      for (let c = 0; c < keep; c++) picked[row * keep + c] = inner[row * ncv + order[c]!]!;
    restart(krylov, picked, keep, keep);
    for (let c = 0; c < keep; c++) h[c * ncv + c] = values[order[c]!]!;
    from = keep;
  }
  throw coreError(
    "NOT_CONVERGED",
    `no convergence of ${k} eigenvalues in ${krylov.maxiter} rounds: a larger ncv or maxiter may help.`,
  );
}

function combination(krylov: Krylov, weight: (i: number) => number): Float64Array {
  const v = new Float64Array(krylov.n);
  for (let i = 0; i < krylov.ncv; i++) addScaled(v, weight(i), krylov.basis[i]!);
  const length = lengthOf(v);
  return v.map((x) => x / length);
}

/** Vectors as columns. */
export function columns(vectors: readonly Float64Array[], n: number): NDArray {
  const k = vectors.length;
  const data = new Float64Array(n * k);
  vectors.forEach((v, j) => {
    for (let i = 0; i < n; i++) data[i * k + j] = v[i]!;
  });
  return fromData(data, [n, k]);
}
