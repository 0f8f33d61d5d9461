import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { coreError, describeValue } from "@core/array/runtime";
import { eig, eigh, schur, svd } from "sci-linalg";
import { asSparse, eye } from "./construct.js";
import { factorsOf, solveFactors } from "./direct.js";
import { isDense, oneOf, vectorOf, whole } from "./input.js";
import { addScaled, dot, lengthOf } from "./iterative.js";
import { issparse, type SparseMatrix } from "./matrix.js";
import { type OperatorInput, productsOf, squareProducts } from "./operator.js";

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

/** Options of {@link eigsh}. */
export interface EigshOptions extends KrylovOptions {
  /** Finds the eigenvalues next to this one, by solving with `a - sigma I`; `a` has to be a matrix then. */
  readonly sigma?: number;
  /** Which eigenvalues: the largest ("LM", the default) or smallest ("SM") in size, the largest ("LA") or smallest ("SA"), or half from each end ("BE"). */
  readonly which?: "LM" | "SM" | "LA" | "SA" | "BE";
  /** Whether eigenvectors are wanted; true by default. */
  readonly returnEigenvectors?: boolean;
}

/** A basis, what is done to it, and how it starts again. */
interface Krylov {
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

function krylovOf(n: number, k: number, least: number, apply: Krylov["apply"], options: KrylovOptions): Krylov {
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
function extend(krylov: Krylov, from: number): number {
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
function restart(krylov: Krylov, combinations: Float64Array, stride: number, count: number): void {
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
function lanczos(
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
function columns(vectors: readonly Float64Array[], n: number): NDArray {
  const k = vectors.length;
  const data = new Float64Array(n * k);
  vectors.forEach((v, j) => {
    for (let i = 0; i < n; i++) data[i * k + j] = v[i]!;
  });
  return fromData(data, [n, k]);
}

/** The inverse of `a - sigma I` as an operator. */
function shiftInverse(a: OperatorInput, sigma: number, n: number): (x: Float64Array) => Float64Array {
  if (!issparse(a) && !isDense(a))
    throw coreError("UNSUPPORTED", "sigma: needs a matrix to solve with, got an operator.");
  const shifted = asSparse(a as SparseMatrix | ArrayLikeInput).subtract(eye(n).multiply(sigma));
  const factors = factorsOf(shifted, {});
  return (x) => solveFactors(factors, x);
}

/**
 * `k` (6) eigenvalues of a symmetric matrix, rising, and their eigenvectors in columns, from products with it: Lanczos' method with thick restarts
 * (Wu and Simon, SIAM J. Matrix Anal. Appl. 22, 602 (2000)) and full reorthogonalisation. Several equal eigenvalues may not all be found.
 * @returns [w, v], or `w` with `returnEigenvectors: false`
 * @throws BAD_SHAPE, BAD_VALUE, NOT_CONVERGED, SINGULAR when `sigma` is an eigenvalue
 */
export function eigsh(
  a: OperatorInput,
  options: EigshOptions & { readonly k?: number; readonly returnEigenvectors: false },
): NDArray;
export function eigsh(
  a: OperatorInput,
  options?: EigshOptions & { readonly k?: number; readonly returnEigenvectors?: true },
): [w: NDArray, v: NDArray];
export function eigsh(
  a: OperatorInput,
  options: EigshOptions & { readonly k?: number } = {},
): NDArray | [NDArray, NDArray] {
  const products = squareProducts(a, "a");
  const n = products.rows;
  const k = whole(options.k ?? 6, "k", 1);
  const which = oneOf(options.which ?? "LM", ["LM", "SM", "LA", "SA", "BE"], "which");
  const { sigma } = options;
  const krylov = krylovOf(n, k, 1, sigma === undefined ? products.times : shiftInverse(a, sigma, n), options);
  const found = lanczos(krylov, which);
  const values = sigma === undefined ? found.values : found.values.map((x) => sigma + 1 / x);
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const w = fromData(
    Float64Array.from(order, (i) => values[i]!),
    [k],
  );
  if (options.returnEigenvectors === false) return w;
  return [
    w,
    columns(
      order.map((i) => found.vectors[i]!),
      n,
    ),
  ];
}

/** Options of {@link eigs}. */
export interface EigsOptions extends KrylovOptions {
  /** Which eigenvalues: largest or smallest size ("LM", the default, "SM"), real part ("LR", "SR"), imaginary part in size ("LI", "SI"). */
  readonly which?: "LM" | "SM" | "LR" | "SR" | "LI" | "SI";
  readonly returnEigenvectors?: boolean;
}

/**
 * `k` (6) eigenvalues of a square matrix, complex, and their eigenvectors in columns, from products with it: Arnoldi's method with restarts by
 * Schur forms (Stewart, SIAM J. Matrix Anal. Appl. 23, 601 (2001)).
 * @returns [w, v], or `w` with `returnEigenvectors: false`
 * @throws BAD_SHAPE, BAD_VALUE, NOT_CONVERGED
 */
export function eigs(
  a: OperatorInput,
  options: EigsOptions & { readonly k?: number; readonly returnEigenvectors: false },
): NDArray;
export function eigs(
  a: OperatorInput,
  options?: EigsOptions & { readonly k?: number; readonly returnEigenvectors?: true },
): [w: NDArray, v: NDArray];
export function eigs(
  a: OperatorInput,
  options: EigsOptions & { readonly k?: number } = {},
): NDArray | [NDArray, NDArray] {
  const products = squareProducts(a, "a");
  const k = whole(options.k ?? 6, "k", 1);
  const which = oneOf(options.which ?? "LM", ["LM", "SM", "LR", "SR", "LI", "SI"], "which");
  const krylov = krylovOf(products.rows, k, 2, products.times, options);
  const { ncv, n, h } = krylov;
  const rank = (re: number, im: number): number => {
    const measure = which[1] === "M" ? Math.hypot(re, im) : which[1] === "R" ? re : Math.abs(im);
    return which[0] === "L" ? -measure : measure;
  };
  let from = 0;
  for (let round = 0; round < krylov.maxiter; round++) {
    const left = extend(krylov, from);
    const square = fromData(h.slice(0, ncv * ncv), [ncv, ncv]);
    const [w, y] = eig(square);
    const values = w.data as Float64Array;
    const vectors = y.astype("complex128").data as Float64Array;
    const order = Array.from({ length: ncv }, (_, i) => i).sort(
      (i, j) => rank(values[2 * i]!, values[2 * i + 1]!) - rank(values[2 * j]!, values[2 * j + 1]!),
    );
    const done = (i: number): boolean => {
      const at = 2 * ((ncv - 1) * ncv + i);
      const size = Math.max(2 ** (-52 * (2 / 3)), Math.hypot(values[2 * i]!, values[2 * i + 1]!));
      return left * Math.hypot(vectors[at]!, vectors[at + 1]!) <= krylov.tolerance * size;
    };
    const converged = order.slice(0, k).filter(done).length;
    if (converged === k || ncv === n)
      return ritzPairs(krylov, values, vectors, order.slice(0, k), options.returnEigenvectors !== false);
    let keep = Math.min(ncv - 2, k + Math.min(converged, Math.floor((ncv - k) / 2)) + 1);
    const edge = (i: number): number => rank(values[2 * order[i]!]!, values[2 * order[i]! + 1]!);
    // A pair must not be cut.
    if (Math.abs(edge(keep) - edge(keep - 1)) <= 1e-10 * Math.abs(edge(keep))) keep++;
    const limit = 0.5 * (edge(keep - 1) + edge(Math.min(keep, ncv - 1)));
    const [t, z, count] = schur(square, { sort: (re, im) => rank(re, im) <= limit });
    if (count < 1 || count >= ncv)
      throw coreError("NOT_CONVERGED", `eigenvalues lie too close together to be told apart with ncv = ${ncv}.`);
    const [form, turn] = [t.data as Float64Array, z.data as Float64Array];
    const picked = new Float64Array(ncv * count);
    for (let row = 0; row < ncv; row++) for (let c = 0; c < count; c++) picked[row * count + c] = turn[row * ncv + c]!;
    restart(krylov, picked, count, count);
    for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) h[i * ncv + j] = form[i * ncv + j]!;
    for (let c = 0; c < count; c++) h[count * ncv + c] = left * turn[(ncv - 1) * ncv + c]!;
    from = count;
  }
  throw coreError(
    "NOT_CONVERGED",
    `no convergence of ${k} eigenvalues in ${krylov.maxiter} rounds: a larger ncv or maxiter may help.`,
  );
}

function ritzPairs(
  krylov: Krylov,
  values: Float64Array,
  vectors: Float64Array,
  chosen: readonly number[],
  wanted: boolean,
): NDArray | [NDArray, NDArray] {
  const { n, ncv, basis } = krylov;
  const k = chosen.length;
  const w = new Float64Array(2 * k);
  const v = new Float64Array(2 * n * k);
  chosen.forEach((i, j) => {
    w[2 * j] = values[2 * i]!;
    w[2 * j + 1] = values[2 * i + 1]!;
    for (let row = 0; row < n && wanted; row++) {
      let [x, y] = [0, 0];
      for (let c = 0; c < ncv; c++) {
        x += vectors[2 * (c * ncv + i)]! * basis[c]![row]!;
        y += vectors[2 * (c * ncv + i) + 1]! * basis[c]![row]!;
      }
      v[2 * (row * k + j)] = x;
      v[2 * (row * k + j) + 1] = y;
    }
  });
  const eigenvalues = fromData(w, [k], { dtype: "complex128" });
  return wanted ? [eigenvalues, fromData(v, [n, k], { dtype: "complex128" })] : eigenvalues;
}

/** Options of {@link svds}. */
export interface SvdsOptions extends KrylovOptions {
  /** How many; 6 by default. */
  readonly k?: number;
  /** The largest ("LM", the default) or smallest ("SM") singular values. */
  readonly which?: "LM" | "SM";
  /** Whether vectors are wanted, both (true, the default), "u" or "vh". */
  readonly returnSingularVectors?: boolean | "u" | "vh";
  /** SciPy's names of the method: accepted, one does all. */
  readonly solver?: "arpack" | "lobpcg" | "propack";
}

/**
 * `k` singular values of a matrix, rising, with their vectors, from the eigenvalues of `aᵀ a` or `a aᵀ`, whichever is smaller; singular values below
 * 1e-8 of the largest are not accurate.
 * @returns [u, s, vh] (parts that are not wanted are null), or `s` with `returnSingularVectors: false`
 * @throws BAD_SHAPE, BAD_VALUE, NOT_CONVERGED
 */
export function svds(a: OperatorInput, options: SvdsOptions & { readonly returnSingularVectors: false }): NDArray;
export function svds(
  a: OperatorInput,
  options?: SvdsOptions & { readonly returnSingularVectors?: true },
): [u: NDArray, s: NDArray, vh: NDArray];
export function svds(
  a: OperatorInput,
  options: SvdsOptions & { readonly returnSingularVectors: "u" | "vh" },
): [u: NDArray | null, s: NDArray, vh: NDArray | null];
export function svds(a: OperatorInput, options: SvdsOptions = {}): NDArray | [NDArray | null, NDArray, NDArray | null] {
  const products = productsOf(a, "a");
  const [m, n] = [products.rows, products.columns];
  const k = whole(options.k ?? 6, "k", 1);
  const which = oneOf(options.which ?? "LM", ["LM", "SM"], "which");
  if (options.solver !== undefined) oneOf(options.solver, ["arpack", "lobpcg", "propack"], "solver");
  const parts = options.returnSingularVectors ?? true;
  if (typeof parts !== "boolean" && parts !== "u" && parts !== "vh")
    throw coreError(
      "BAD_ARGUMENT",
      `returnSingularVectors: got ${describeValue(parts)}, allowed are true, false, "u" and "vh".`,
    );
  const tall = m >= n;
  const [forth, back] = tall ? [products.times, products.transposedTimes] : [products.transposedTimes, products.times];
  const krylov = krylovOf(Math.min(m, n), k, 1, (x) => back(forth(x)), options);
  const found = lanczos(krylov, which === "LM" ? "LA" : "SA");
  const small = columns(found.vectors, krylov.n);
  const large = columns(found.vectors.map(forth), Math.max(m, n));
  const [u, s, vh] = svd(large, { fullMatrices: false });
  const rising = s.slice("::-1").copy();
  if (parts === false) return rising;
  const inner = vh.slice("::-1");
  const left = u.slice(":", "::-1");
  const right = productWith(small, inner);
  const [first, second] = tall ? [left, right.T] : [right, left.T];
  return [parts === "vh" ? null : first.copy(), rising, parts === "u" ? null : second.copy()];
}

/** `a bᵀ` for small dense matrices. */
function productWith(a: NDArray, b: NDArray): NDArray {
  const [m, k] = a.shape as readonly [number, number];
  const n = b.shape[0]!;
  const [x, y] = [a.copy().data as Float64Array, b.copy().data as Float64Array];
  const data = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) for (let p = 0; p < k; p++) data[i * n + j]! += x[i * k + p]! * y[j * k + p]!;
  return fromData(data, [m, n]);
}
