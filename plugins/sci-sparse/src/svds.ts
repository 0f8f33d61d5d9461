import { fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { svd } from "sci-linalg";
import { oneOf, whole } from "./input.js";
import { columns, type KrylovOptions, krylovOf, lanczos } from "./lanczos.js";
import { type OperatorInput, productsOf } from "./operator.js";

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
  checkOptions("svds", options, {
    k: "number",
    which: "any",
    returnSingularVectors: "any",
    solver: "any",
    ncv: "number",
    tol: "number",
    v0: "any",
    maxiter: "number",
    seed: "numbers",
  });
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
