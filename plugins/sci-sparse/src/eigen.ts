import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { eig, schur } from "sci-linalg";
import { asSparse, eye } from "./construct.js";
import { factorsOf, solveFactors } from "./direct.js";
import { isDense, oneOf, whole } from "./input.js";
import { columns, extend, type Krylov, type KrylovOptions, krylovOf, lanczos, restart } from "./lanczos.js";
import { issparse, type SparseMatrix } from "./matrix.js";
import { type OperatorInput, squareProducts } from "./operator.js";

/** Options of {@link eigsh}. */
export interface EigshOptions extends KrylovOptions {
  /** Finds the eigenvalues next to this one, by solving with `a - sigma I`; `a` has to be a matrix then. */
  readonly sigma?: number;
  /** Which eigenvalues: the largest ("LM", the default) or smallest ("SM") in size, the largest ("LA") or smallest ("SA"), or half from each end ("BE"). */
  readonly which?: "LM" | "SM" | "LA" | "SA" | "BE";
  /** Whether eigenvectors are wanted; true by default. */
  readonly returnEigenvectors?: boolean;
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
  checkOptions("eigsh", options, {
    sigma: "number",
    which: "any",
    returnEigenvectors: "boolean",
    ncv: "number",
    tol: "number",
    v0: "any",
    maxiter: "number",
    seed: "numbers",
    k: "number",
  });
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
  checkOptions("eigs", options, {
    which: "any",
    returnEigenvectors: "boolean",
    ncv: "number",
    tol: "number",
    v0: "any",
    maxiter: "number",
    seed: "numbers",
    k: "number",
  });
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
