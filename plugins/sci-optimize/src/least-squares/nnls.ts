import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkKeys, lineOf, realArray, rowsOf, vector } from "../core/values.js";
import { allFinite } from "../core/vectors.js";
import { solveNonNegative } from "../linear/nnls.js";

/** Options of {@link nnls}. */
export interface NnlsOptions {
  /** The most iterations; 3 for each unknown. */
  readonly maxiter?: number | null;
}

/**
 * Linear least squares with unknowns that are not negative: min |A x - b|, x >= 0 (Lawson and Hanson 1974, chapter 23).
 *
 * @param A of shape (m, n)
 * @param b of m numbers
 * @returns `[x, rnorm]`: the unknowns and the length of the residual
 * @throws NOT_CONVERGED after too many iterations, BAD_SHAPE for sizes that do not match, BAD_VALUE for NaN and infinities
 */
export function nnls(
  A: ArrayLikeInput,
  b: ArrayLikeInput,
  options: NnlsOptions = {},
): [x: NDArray<"float64">, rnorm: number] {
  checkKeys(options, ["maxiter"], "nnls");
  const { data, m, n } = matrixOf(A, "nnls: A");
  const right = lineOf(b, "nnls: b");
  if (right.length !== m)
    throw coreError(
      "BAD_SHAPE",
      `nnls: incompatible dimensions. The first dimension of A is ${m}, while b has ${right.length} numbers.`,
    );
  if (!allFinite(data) || !allFinite(right))
    throw coreError("BAD_VALUE", "nnls: A and b must not contain infs or NaNs.");
  const columns = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) columns[j * m + i] = data[i * n + j]!;
  const most = options.maxiter == null || options.maxiter < 0 ? 3 * n : options.maxiter;
  const { x, rnorm, converged } = solveNonNegative(columns, right, n, most);
  if (!converged) throw coreError("NOT_CONVERGED", `nnls: too many iterations (${most}).`);
  return [vector(x), rnorm];
}

/** The numbers of a value that must have two axes. */
export function matrixOf(
  value: unknown,
  name: string,
): { readonly data: Float64Array; readonly m: number; readonly n: number } {
  const a = realArray(value, name);
  if (a.shape.length !== 2)
    throw coreError("BAD_SHAPE", `${name} has shape (${a.shape.join(", ")}), expected two axes.`);
  const { data, rows, columns } = rowsOf(a, name);
  return { data, m: rows, n: columns };
}
