import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { qrOf } from "./factor.js";
import { type CheckOptions, oneOf, shapeText, stackArray, stackOf } from "./input.js";
import {
  adjoint,
  blockOf,
  columnsOf,
  copyMatrix,
  type Matrix,
  matrix,
  permuteColumns,
  permuteRows,
  triangleOf,
  zeroMatrix,
} from "./matrix.js";

/** Options of {@link rq}. */
export interface RqOptions extends CheckOptions {
  /** "full": R (m, n) and Q (n, n), the default; "economic": R (m, k) and Q (k, n); "r": R alone. */
  readonly mode?: "full" | "r" | "economic";
}

/**
 * `a = r q`: R an upper triangle, Q with orthonormal rows. From QR of the matrix turned round.
 * @returns [r, q], or [r] for mode "r"
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, BAD_ARGUMENT for an unknown mode
 */
export function rq(
  a: ArrayLikeInput,
  options?: CheckOptions & { readonly mode?: "full" | "economic" },
): [r: NDArray, q: NDArray];
export function rq(a: ArrayLikeInput, options: CheckOptions & { readonly mode: "r" }): [r: NDArray];
export function rq(a: ArrayLikeInput, options: RqOptions = {}): NDArray[] {
  checkOptions("rq", options, { mode: "any", checkFinite: "boolean" });
  const mode = oneOf(options.mode ?? "full", ["full", "r", "economic"], "mode");
  const stack = stackOf(a, "a", options);
  if (stack.lead.length > 0)
    throw coreError("BAD_SHAPE", `a: got shape ${shapeText(stack.source.shape)}, expected one matrix.`);
  const [m, n] = [stack.rows, stack.columns];
  const width = mode === "economic" ? Math.min(m, n) : n;
  const found = qrOf(adjoint(flippedRows(flippedColumns(stack.at(0)))));
  const turned = triangleOf(blockOf(found.packed, 0, Math.min(n, m), 0, m), "upper");
  const full = zeroMatrix(width, m, turned.im !== undefined);
  full.re.set(turned.re);
  if (turned.im !== undefined) full.im?.set(turned.im);
  const r = flippedRows(flippedColumns(adjoint(full)));
  const right = stackArray(stack, [r], m, width);
  if (mode === "r") return [right];
  return [right, stackArray(stack, [flippedRows(flippedColumns(adjoint(found.q(width))))], width, n)];
}

function flippedRows(a: Matrix): Matrix {
  return permuteRows(
    a,
    Int32Array.from({ length: a.rows }, (_, i) => a.rows - 1 - i),
  );
}

function flippedColumns(a: Matrix): Matrix {
  return permuteColumns(
    a,
    Int32Array.from({ length: a.columns }, (_, i) => a.columns - 1 - i),
  );
}

/** Options of {@link qrMultiply}. */
export interface QrMultiplyOptions {
  /** "right" gives `c q` (the default), "left" `q c`. */
  readonly mode?: "left" | "right";
  readonly pivoting?: boolean;
  /** Multiplies with the complex conjugate of Q. */
  readonly conjugate?: boolean;
}

/**
 * The product of the Q of `a` with `c`, and R of the economic form; Q is not formed.
 * @returns [product, r], with `pivoting` also the columns' order
 * @throws BAD_SHAPE when the sizes do not fit
 */
export function qrMultiply(a: ArrayLikeInput, c: ArrayLikeInput, options: QrMultiplyOptions = {}): NDArray[] {
  checkOptions("qrMultiply", options, { mode: "any", pivoting: "boolean", conjugate: "boolean" });
  const mode = oneOf(options.mode ?? "right", ["left", "right"], "mode");
  const stack = stackOf(a, "a");
  const other = stackOf(
    typeof c === "object" && c !== null && "shape" in c && (c as NDArray).shape.length === 1
      ? (c as NDArray).reshape([1, -1])
      : c,
    "c",
  );
  const [m, n] = [stack.rows, stack.columns];
  const k = Math.min(m, n);
  const found = qrOf(stack.at(0), options.pivoting === true);
  let given = other.at(0);
  if (options.conjugate === true && given.im !== undefined) given = conjugated(given);
  let result: Matrix;
  if (mode === "left") {
    if (given.rows !== k && given.rows !== m)
      throw coreError("BAD_SHAPE", `c: got ${given.rows} rows, expected ${k} or ${m}.`);
    const padded = zeroMatrix(m, given.columns, given.im !== undefined);
    padded.re.set(given.re);
    if (given.im !== undefined) padded.im?.set(given.im);
    result = found.apply(padded, false);
  } else {
    if (given.columns !== m) throw coreError("BAD_SHAPE", `c: got ${given.columns} columns, expected ${m}.`);
    result = columnsOf(adjoint(found.apply(adjoint(given), true)), 0, k);
  }
  if (options.conjugate === true && result.im !== undefined) result = conjugated(result);
  const r = triangleOf(blockOf(found.packed, 0, k, 0, n), "upper");
  const dtype = stack.complex || other.complex ? "complex128" : stack.dtype;
  const parts = [stackArray(stack, [result], 0, 0, dtype), stackArray(stack, [r], k, n)];
  if (found.order !== undefined) parts.push(fromData(found.order, [n]));
  return parts;
}

function conjugated(a: Matrix): Matrix {
  return matrix(
    a.rows,
    a.columns,
    copyMatrix(a).re,
    a.im?.map((x) => -x),
  );
}
