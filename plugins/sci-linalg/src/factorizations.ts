import { type ArrayLikeInput, asArray, dispatch, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { luSolveMatrix, triangularSolve } from "./factor.js";
import { choleskyIn } from "./in-runtime.js";
import { type CheckOptions, notPositiveDefinite, oneOf, partsOf, type Stack, stackArray, stackOf } from "./input.js";
import { orderOf } from "./kernels/lu.js";
import { luOperation } from "./lu-operation.js";
import { adjoint, blockOf, columnsOf, type Matrix, permuteRows, triangleOf, zeroMatrix } from "./matrix.js";
import { type QrMode, qrOperation } from "./qr-operation.js";
import { type RightSidesOptions, rightSides, solutions, takenAs } from "./solve.js";

/** Rows that a permutation of rows takes, from the factors: row `order[i]` of P is 1 in column i. */
function permutationMatrix(order: Int32Array): Matrix {
  const n = order.length;
  const result = zeroMatrix(n, n);
  for (let i = 0; i < n; i++) result.re[order[i]! * n + i] = 1;
  return result;
}

/** L with ones on its diagonal and U, from LU factors in one matrix. */
function splitLu(lu: Matrix): [Matrix, Matrix] {
  const k = Math.min(lu.rows, lu.columns);
  const lower = triangleOf(columnsOf(lu, 0, k), "lower");
  for (let i = 0; i < k; i++) {
    lower.re[i * k + i] = 1;
    if (lower.im !== undefined) lower.im[i * k + i] = 0;
  }
  return [lower, triangleOf(blockOf(lu, 0, k, 0, lu.columns), "upper")];
}

/** Options of {@link lu}. */
export interface LuOptions extends CheckOptions {
  /** Gives `P L` and U instead of P, L and U. */
  readonly permuteL?: boolean;
}

/**
 * `a = p l u` with partial pivoting (Gauss; LAPACK's getrf): `a` (m, n), `p` (m, m) a permutation, `l` (m, k) with ones on its
 * diagonal, `u` (k, n), k the smaller of m and n. Also of stacks.
 * @returns [p, l, u], or [p l, u] with `permuteL`
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function lu(a: ArrayLikeInput, options: LuOptions & { readonly permuteL: true }): [pl: NDArray, u: NDArray];
export function lu(
  a: ArrayLikeInput,
  options?: CheckOptions & { readonly permuteL?: false },
): [p: NDArray, l: NDArray, u: NDArray];
export function lu(a: ArrayLikeInput, options: LuOptions = {}): NDArray[] {
  checkOptions("lu", options, { permuteL: "boolean", checkFinite: "boolean" });
  const stack = stackOf(a, "a", options);
  const [packed, swaps] = dispatch(luOperation, [stack.source], {});
  const factors = stackOf(packed, "lu", { checkFinite: false });
  const [m, n] = [stack.rows, stack.columns];
  const k = Math.min(m, n);
  const all = swaps.data as Int32Array;
  const [p, l, u]: Matrix[][] = [[], [], []];
  for (let i = 0; i < stack.count; i++) {
    const order = orderOf(all.subarray(i * k, (i + 1) * k), m);
    const [lower, upper] = splitLu(factors.at(i));
    const back = Int32Array.from(order);
    order.forEach((from, at) => {
      back[from] = at;
    });
    p!.push(permutationMatrix(order));
    l!.push(options.permuteL === true ? permuteRows(lower, back) : lower);
    u!.push(upper);
  }
  const [left, right] = [stackArray(stack, l!, m, k), stackArray(stack, u!, k, n)];
  if (options.permuteL === true) return [left, right];
  const real = stack.dtype === "float32" || stack.dtype === "complex64" ? "float32" : "float64";
  return [stackArray(stack, p!, m, m, real), left, right];
}

/**
 * The LU factors of a square matrix in one array (L below the diagonal, its ones left out), and the row `piv[i]` with which row i was
 * swapped, for {@link luSolve}. A pivot of 0 stays in U; SciPy warns.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function luFactor(a: ArrayLikeInput, options: CheckOptions = {}): [lu: NDArray, piv: NDArray] {
  checkOptions("luFactor", options, { checkFinite: "boolean" });
  const stack = stackOf(a, "a", { ...options, square: true });
  return dispatch(luOperation, [stack.source], {});
}

/** Options of {@link luSolve}. */
export interface LuSolveOptions extends RightSidesOptions {
  /** 0 solves with `a` (the default), 1 with its transpose, 2 with its conjugate transpose. */
  readonly trans?: 0 | 1 | 2;
}

/**
 * Solves `a x = b` from what {@link luFactor} gave.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity in `b`
 */
export function luSolve(
  luAndPiv: readonly [ArrayLikeInput, ArrayLikeInput],
  b: ArrayLikeInput,
  options: LuSolveOptions = {},
): NDArray {
  checkOptions("luSolve", options, { trans: "number", checkFinite: "boolean" });
  if (!Array.isArray(luAndPiv) || luAndPiv.length !== 2)
    throw coreError("BAD_ARGUMENT", `luAndPiv: got ${describeValue(luAndPiv)}, expected what luFactor gave.`);
  const stack = stackOf(luAndPiv[0], "lu", { square: true, checkFinite: options.checkFinite });
  const n = stack.rows;
  const pivots = stackOf(asArray(luAndPiv[1] as ArrayLikeInput).reshape([-1, 1]), "piv");
  const swaps = Int32Array.from(partsOf(pivots.source).re);
  if (swaps.length !== n * stack.count || swaps.some((at) => !(at >= 0 && at < n)))
    throw coreError("BAD_SHAPE", `piv: got ${swaps.length} rows, expected the ${n} swaps that luFactor gave.`);
  if (swaps.some((to) => !(to >= 0 && to < n)))
    throw coreError("BAD_VALUE", `piv: got ${swaps.join(", ")}, expected rows from 0 to ${n - 1}.`);
  const right = rightSides(b, stack, n, options);
  const found: Matrix[] = [];
  for (let i = 0; i < right.count; i++) {
    const which = right.left(i);
    const own = { lu: stack.at(which), swaps: swaps.subarray(which * n, (which + 1) * n), singular: -1 };
    found.push(luSolveMatrix(own, right.at(i), takenAs(options.trans)));
  }
  return solutions(stack, right, found, n);
}

/** Options of {@link cholesky} and {@link choFactor}. */
export interface CholeskyOptions extends CheckOptions {
  /** Whether to take the lower triangle of `a` and give the lower factor; the upper ones by default. */
  readonly lower?: boolean;
}

/** The lower Cholesky factors of a stack, from the lower or upper triangle. */
function lowerFactors(stack: Stack, lower: boolean, name: string): Matrix[] {
  const found: Matrix[] = [];
  for (let i = 0; i < stack.count; i++) {
    const factor = choleskyIn(stack.source.runtime, lower ? stack.at(i) : adjoint(stack.at(i)));
    if (typeof factor === "number") throw notPositiveDefinite(name, factor);
    found.push(factor);
  }
  return found;
}

/**
 * The Cholesky factor of a Hermitian positive definite matrix: `a = uᴴ u` with an upper triangle, or `a = l lᴴ` with `lower`. Only that
 * triangle of `a` is looked at. Also of stacks.
 * @throws NOT_POSITIVE_DEFINITE, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function cholesky(a: ArrayLikeInput, options: CholeskyOptions = {}): NDArray {
  checkOptions("cholesky", options, { lower: "boolean", checkFinite: "boolean" });
  const stack = stackOf(a, "a", { ...options, square: true });
  const lower = options.lower === true;
  const found = lowerFactors(stack, lower, "cholesky");
  return stackArray(stack, lower ? found : found.map((one) => adjoint(one)), stack.rows, stack.rows);
}

/**
 * The Cholesky factor for {@link choSolve}, and whether it is the lower one. The other triangle holds what it held in `a`.
 * @throws NOT_POSITIVE_DEFINITE, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function choFactor(a: ArrayLikeInput, options: CholeskyOptions = {}): [c: NDArray, lower: boolean] {
  checkOptions("choFactor", options, { lower: "boolean", checkFinite: "boolean" });
  const stack = stackOf(a, "a", { ...options, square: true });
  const lower = options.lower === true;
  const n = stack.rows;
  const found = lowerFactors(stack, lower, "choFactor").map((one, i) => {
    const result = stack.at(i);
    const factor = lower ? one : adjoint(one);
    for (let row = 0; row < n; row++) {
      for (let k = lower ? 0 : row; k < (lower ? row + 1 : n); k++) {
        result.re[row * n + k] = factor.re[row * n + k]!;
        if (result.im !== undefined) result.im[row * n + k] = factor.im![row * n + k]!;
      }
    }
    return result;
  });
  return [stackArray(stack, found, n, n), lower];
}

/**
 * Solves `a x = b` from what {@link choFactor} gave.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function choSolve(
  cAndLower: readonly [ArrayLikeInput, boolean],
  b: ArrayLikeInput,
  options: CheckOptions = {},
): NDArray {
  checkOptions("choSolve", options, { checkFinite: "boolean" });
  if (!Array.isArray(cAndLower) || cAndLower.length !== 2)
    throw coreError("BAD_ARGUMENT", `cAndLower: got ${describeValue(cAndLower)}, expected a factor and a truth.`);
  checkKind("choSolve", "cAndLower[1]", cAndLower[1], "boolean");
  const stack = stackOf(cAndLower[0], "c", { ...options, square: true });
  const right = rightSides(b, stack, stack.rows, options);
  const found: Matrix[] = [];
  for (let i = 0; i < right.count; i++) {
    const c = stack.at(right.left(i));
    const b0 = right.at(i);
    found.push(
      cAndLower[1]
        ? triangularSolve(c, triangularSolve(c, b0, "lower"), "lower", false, "C")
        : triangularSolve(c, triangularSolve(c, b0, "upper", false, "C"), "upper"),
    );
  }
  return solutions(stack, right, found, stack.rows);
}

/** Options of {@link qr}. */
export interface QrOptions extends CheckOptions {
  /** "full": Q (m, m) and R (m, n), the default; "economic": Q (m, k) and R (k, n); "r": R alone; "raw": LAPACK's packed factors and tau. */
  readonly mode?: QrMode;
  /** Exchanges columns so that the diagonal of R falls in size; gives the columns' order, too. */
  readonly pivoting?: boolean;
}

/**
 * `a = q r` by Householder reflectors (LAPACK's geqrf; the diagonal of R has its signs): Q with orthonormal columns, R an upper triangle.
 * Also of stacks.
 * @returns [q, r]; [r] for mode "r"; [[packed, tau], r] for mode "raw"; with `pivoting` one more, the columns `p` with `a[:, p] = q r`
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, BAD_ARGUMENT for an unknown mode
 */
export function qr(
  a: ArrayLikeInput,
  options?: CheckOptions & { readonly mode?: "full" | "economic"; readonly pivoting?: false },
): [q: NDArray, r: NDArray];
export function qr(
  a: ArrayLikeInput,
  options: CheckOptions & { readonly mode?: "full" | "economic"; readonly pivoting: true },
): [q: NDArray, r: NDArray, p: NDArray];
export function qr(
  a: ArrayLikeInput,
  options: CheckOptions & { readonly mode: "r"; readonly pivoting?: false },
): [r: NDArray];
export function qr(
  a: ArrayLikeInput,
  options: CheckOptions & { readonly mode: "r"; readonly pivoting: true },
): [r: NDArray, p: NDArray];
export function qr(
  a: ArrayLikeInput,
  options: CheckOptions & { readonly mode: "raw"; readonly pivoting?: boolean },
): [raw: [qr: NDArray, tau: NDArray], r: NDArray, p?: NDArray];
export function qr(a: ArrayLikeInput, options?: QrOptions): unknown[];
export function qr(a: ArrayLikeInput, options: QrOptions = {}): unknown {
  checkOptions("qr", options, { mode: "any", pivoting: "boolean", checkFinite: "boolean" });
  const mode = oneOf(options.mode ?? "full", ["full", "r", "economic", "raw"], "mode");
  const stack = stackOf(a, "a", options);
  const parts = dispatch(qrOperation, [stack.source], { mode, pivoting: options.pivoting === true });
  return mode === "raw" ? [[parts[0], parts[1]], ...parts.slice(2)] : parts;
}
