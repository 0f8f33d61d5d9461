import { type ArrayLikeInput, asArray, assign, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { float64Of } from "../numbers.js";

/** Options of {@link squareform}. */
export interface SquareformOptions {
  /** `tomatrix` or `tovector` make the other direction an error; `no` by default. */
  readonly force?: "no" | "tomatrix" | "tovector";
  /** Whether a matrix must be symmetric with zeros on its diagonal; true by default. */
  readonly checks?: boolean;
}

/** Options of {@link isValidDm}. */
export interface ValidMatrixOptions {
  /** How far elements may be off; 0 by default. */
  readonly tol?: number;
}

/**
 * Turns condensed distances into the symmetric matrix, and back.
 * @param X m (m - 1) / 2 distances, or m by m
 * @throws BAD_SHAPE for other sizes, BAD_VALUE for a matrix that is not symmetric or has no zero diagonal
 */
export function squareform(X: ArrayLikeInput, options: SquareformOptions = {}): NDArray {
  checkOptions("squareform", options, { force: "any", checks: "boolean" });
  const a = asArray(X);
  const force = options.force ?? "no";
  if (!["no", "tomatrix", "tovector"].includes(force))
    throw coreError("BAD_VALUE", `force: got ${describeValue(force)}, allowed are no, tomatrix, tovector.`);
  const { length } = a.shape;
  if (
    (length !== 1 && length !== 2) ||
    (force === "tomatrix" && length !== 1) ||
    (force === "tovector" && length !== 2)
  )
    throw coreError("BAD_SHAPE", `X: has shape (${a.shape.join(", ")}), which is not what ${force} takes.`);
  return length === 1 ? toMatrix(a) : toVector(a, options.checks ?? true);
}

/** Whether an array is a distance matrix: square, symmetric, zero on the diagonal. */
export function isValidDm(D: ArrayLikeInput, options: ValidMatrixOptions = {}): boolean {
  checkOptions("isValidDm", options, { tol: "number" });
  const a = asArray(D);
  if (a.shape.length !== 2 || a.shape[0] !== a.shape[1]) return false;
  return faultOf(a, options.tol ?? 0) === undefined;
}

/** Whether an array is a condensed distance matrix: one axis with m (m - 1) / 2 elements, m from 2 on. */
export function isValidY(y: ArrayLikeInput): boolean {
  const a = asArray(y);
  return a.shape.length === 1 && a.size > 0 && observations(a.size) !== undefined;
}

/**
 * How many points a distance matrix is of.
 * @throws BAD_VALUE when it is none
 */
export function numObsDm(d: ArrayLikeInput): number {
  const a = asArray(d);
  if (!isValidDm(a, { tol: Number.POSITIVE_INFINITY }))
    throw coreError("BAD_VALUE", `d: of shape (${a.shape.join(", ")}) is no distance matrix.`);
  return a.shape[0] as number;
}

/**
 * How many points a condensed distance matrix is of.
 * @throws BAD_VALUE when it is none
 */
export function numObsY(Y: ArrayLikeInput): number {
  const a = asArray(Y);
  if (!isValidY(a))
    throw coreError("BAD_VALUE", `Y: of shape (${a.shape.join(", ")}) is no condensed distance matrix.`);
  return observations(a.size) as number;
}

function observations(size: number): number | undefined {
  const m = Math.ceil(Math.sqrt(2 * size));
  return m * (m - 1) === 2 * size ? m : undefined;
}

function toMatrix(a: NDArray): NDArray {
  const m = a.size === 0 ? 1 : observations(a.size);
  if (m === undefined)
    throw coreError("BAD_SHAPE", `X: ${a.size} distances are not those of all pairs of some points.`);
  const result = a.make(a.dtype, [m, m]);
  for (let i = 0, at = 0; i < m - 1; at += m - 1 - i, i++) {
    const part = a.slice(`${at}:${at + m - 1 - i}`);
    assign(result.slice(i, `${i + 1}:`), part);
    assign(result.slice(`${i + 1}:`, i), part);
  }
  return result;
}

function toVector(a: NDArray, checks: boolean): NDArray {
  const [m, columns] = a.shape as [number, number];
  if (m !== columns) throw coreError("BAD_SHAPE", `X: has shape (${m}, ${columns}), expected a square matrix.`);
  const fault = checks ? faultOf(a, 0) : undefined;
  if (fault !== undefined) throw coreError("BAD_VALUE", `X: ${fault}`);
  const result = a.make(a.dtype, [m < 2 ? 0 : (m * (m - 1)) / 2]);
  for (let i = 0, at = 0; i < m - 1; at += m - 1 - i, i++)
    assign(result.slice(`${at}:${at + m - 1 - i}`), a.slice(i, `${i + 1}:`));
  return result;
}

function faultOf(a: NDArray, tol: number): string | undefined {
  const m = a.shape[0] as number;
  const values = float64Of(a);
  for (let i = 0; i < m; i++) {
    if (!(Math.abs(values[i * m + i]!) <= tol))
      return `the diagonal must be zero, element ${i} is ${values[i * m + i]}.`;
    for (let j = 0; j < i; j++) {
      const [one, other] = [values[i * m + j]!, values[j * m + i]!];
      if (one !== other && !(Math.abs(one - other) <= tol))
        return `elements (${i}, ${j}) and (${j}, ${i}) must be equal.`;
    }
  }
  return undefined;
}
