import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  type DType,
  elementsOf,
  fromData,
  isComplexDType,
  type NDArray,
  promoteTypes,
  realDType,
  type Scalar,
  sizeOf,
  withRuntime,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { type Matrix, matrix } from "./matrix.js";

/** Options that most functions share. */
export interface CheckOptions {
  /** Whether NaN and infinity in the input are an error; true by default. */
  readonly checkFinite?: boolean;
}

/** The dtypes of results. */
export type ResultDType = "float32" | "float64" | "complex64" | "complex128";

/** One matrix, or a stack of them along the leading axes. */
export interface Stack {
  readonly source: NDArray;
  /** The leading axes; none for a single matrix. */
  readonly lead: readonly number[];
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly complex: boolean;
  /** What results are rounded to. */
  readonly dtype: ResultDType;
  /** A copy of one matrix, in float64. */
  readonly at: (i: number) => Matrix;
}

/** What {@link stackOf} asks for. */
export interface StackRules {
  readonly checkFinite?: boolean | undefined;
  readonly square?: boolean;
}

/** The floating dtype in which SciPy's linear algebra computes: float32 and complex64 stay, everything else becomes double. */
export function floatingDType(dtype: DType): ResultDType {
  if (dtype === "float32" || dtype === "complex64" || dtype === "complex128") return dtype;
  return "float64";
}

/** The dtype for several inputs together. */
export function commonDType(...dtypes: readonly DType[]): ResultDType {
  return floatingDType(dtypes.map(floatingDType).reduce<DType>(promoteTypes, "float32"));
}

/** The real dtype of singular values and the like. */
export function realPart(dtype: ResultDType): "float32" | "float64" {
  return realDType(dtype) as "float32" | "float64";
}

/** The complex dtype of eigenvalues and the like. */
export function complexOf(dtype: ResultDType): "complex64" | "complex128" {
  return dtype === "float32" || dtype === "complex64" ? "complex64" : "complex128";
}

/** The machine precision of a dtype. */
export function epsilonOf(dtype: ResultDType): number {
  return dtype === "float32" || dtype === "complex64" ? 2 ** -23 : 2 ** -52;
}

/** A shape as text. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
}

/** The parts of an array's elements in float64, in C order; fresh unless the array is float64 and contiguous. */
export function partsOf(a: NDArray): { readonly re: Float64Array; readonly im: Float64Array | undefined } {
  if (!isComplexDType(a.dtype))
    return {
      re: elementsOf(a.dtype === "float64" ? contiguous(a) : astype(a, "float64")) as Float64Array,
      im: undefined,
    };
  const both = elementsOf(contiguous(a)) as Float64Array;
  const re = new Float64Array(both.length / 2);
  const im = new Float64Array(both.length / 2);
  for (let i = 0; i < re.length; i++) {
    re[i] = both[2 * i]!;
    im[i] = both[2 * i + 1]!;
  }
  return { re, im };
}

function allFinite(values: Float64Array): boolean {
  // A sum is finite only when all are; where it is not, look at each.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return Number.isFinite(sum) || values.every(Number.isFinite);
}

/** Refuses NaN and infinity. */
export function requireFinite(values: Float64Array | undefined, name: string): void {
  if (values === undefined || allFinite(values)) return;
  throw coreError(
    "BAD_VALUE",
    `${name}: array must not contain infs or NaNs; { checkFinite: false } lets them through where the method can bear them.`,
  );
}

/**
 * Takes an argument as a matrix or a stack of matrices.
 * @throws BAD_SHAPE for fewer than two axes or, where asked, matrices that are not square; BAD_VALUE for NaN and infinity
 */
export function stackOf(value: ArrayLikeInput, name: string, rules: StackRules = {}): Stack {
  const source = asArray(value);
  const dimensions = source.shape.length;
  if (dimensions < 2)
    throw coreError(
      "BAD_SHAPE",
      `${name}: got shape ${shapeText(source.shape)}, ${rules.square ? "expected square matrix" : "expected a matrix"}.`,
    );
  const [rows, columns] = [source.shape[dimensions - 2]!, source.shape[dimensions - 1]!];
  if (rules.square && rows !== columns)
    throw coreError("BAD_SHAPE", `${name}: got shape ${shapeText(source.shape)}, expected square matrix.`);
  const lead = source.shape.slice(0, -2);
  const { re, im } = partsOf(source);
  if (rules.checkFinite !== false) {
    requireFinite(re, name);
    requireFinite(im, name);
  }
  const size = rows * columns;
  return {
    source,
    lead,
    count: sizeOf(lead),
    rows,
    columns,
    complex: im !== undefined,
    dtype: floatingDType(source.dtype),
    at: (i) => matrix(rows, columns, re.slice(i * size, (i + 1) * size), im?.slice(i * size, (i + 1) * size)),
  };
}

/** Takes an argument as one matrix. */
export function matrixOf(
  value: ArrayLikeInput,
  name: string,
  rules: StackRules = {},
): Matrix & { dtype: ResultDType; source: NDArray } {
  const stack = stackOf(value, name, rules);
  if (stack.lead.length > 0)
    throw coreError("BAD_SHAPE", `${name}: got shape ${shapeText(stack.source.shape)}, expected one matrix.`);
  return { ...stack.at(0), dtype: stack.dtype, source: stack.source };
}

/** Takes an argument as a vector, in float64. */
export function vectorOf(
  value: ArrayLikeInput,
  name: string,
  rules: StackRules = {},
): {
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
  readonly dtype: ResultDType;
  readonly source: NDArray;
} {
  const source = asArray(value);
  if (source.shape.length !== 1)
    throw coreError("BAD_SHAPE", `${name}: got shape ${shapeText(source.shape)}, expected a vector.`);
  const { re, im } = partsOf(source);
  if (rules.checkFinite !== false) {
    requireFinite(re, name);
    requireFinite(im, name);
  }
  return { re: re.slice(), im: im?.slice(), dtype: floatingDType(source.dtype), source };
}

/** An array of given parts, in a dtype, in the runtime of `like`; a dtype without imaginary part drops it. */
export function arrayOf(
  like: NDArray | undefined,
  shape: readonly number[],
  re: Float64Array,
  im: Float64Array | undefined,
  dtype: DType,
): NDArray {
  let result: NDArray;
  if (isComplexDType(dtype)) {
    const both = dtype === "complex64" ? new Float32Array(2 * re.length) : new Float64Array(2 * re.length);
    for (let i = 0; i < re.length; i++) {
      both[2 * i] = re[i]!;
      both[2 * i + 1] = im === undefined ? 0 : im[i]!;
    }
    result = fromData(both as Float64Array, shape, { dtype: dtype as "complex128" });
  } else result = dtype === "float32" ? fromData(Float32Array.from(re), shape) : fromData(re, shape);
  return like?.runtime === undefined ? result : withRuntime(like.runtime, result);
}

/** A matrix as an array. */
export function matrixArray(like: NDArray | undefined, a: Matrix, dtype: DType): NDArray {
  return arrayOf(like, [a.rows, a.columns], a.re, a.im, dtype);
}

/** Matrices of one size as a stack; `rows` and `columns` say the size of an empty one. */
export function stackArray(
  stack: Stack,
  matrices: readonly Matrix[],
  rows: number,
  columns: number,
  dtype: DType = stack.dtype,
): NDArray {
  if (stack.lead.length === 0) return matrixArray(stack.source, matrices[0]!, dtype);
  const complex = isComplexDType(dtype);
  const size = rows * columns;
  const re = new Float64Array(size * matrices.length);
  const im = complex ? new Float64Array(size * matrices.length) : undefined;
  matrices.forEach((one, i) => {
    re.set(one.re, i * size);
    if (one.im !== undefined) im?.set(one.im, i * size);
  });
  return arrayOf(stack.source, [...stack.lead, rows, columns], re, im, dtype);
}

/** Vectors of one length as a stack. */
export function vectorArray(
  stack: Stack,
  vectors: readonly Float64Array[],
  length: number,
  dtype: DType = realPart(stack.dtype),
  imaginary?: readonly Float64Array[],
): NDArray {
  const join = (list: readonly Float64Array[]): Float64Array => {
    const all = new Float64Array(length * list.length);
    list.forEach((one, i) => {
      all.set(one, i * length);
    });
    return all;
  };
  return arrayOf(
    stack.source,
    [...stack.lead, length],
    join(vectors),
    imaginary === undefined ? undefined : join(imaginary),
    dtype,
  );
}

/** One number for each matrix: a scalar for a single one. */
export function scalarOrArray(
  stack: Stack,
  re: Float64Array,
  im: Float64Array | undefined,
  dtype: DType,
): NDArray | Scalar {
  if (stack.lead.length > 0) return arrayOf(stack.source, stack.lead, re, im, dtype);
  const round = dtype === "float32" || dtype === "complex64" ? Math.fround : (x: number) => x;
  return im === undefined ? round(re[0]!) : { re: round(re[0]!), im: round(im[0]!) };
}

/** One of some words, or an error that lists them. */
export function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  if (allowed.includes(value as T)) return value as T;
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: got ${describeValue(value)}, allowed are ${allowed.map((one) => JSON.stringify(one)).join(", ")}.`,
  );
}

/** The errors of NumPy's LinAlgError. */
export function singularError(name: string): Error {
  return coreError("SINGULAR", `${name}: LinAlgError: singular matrix.`);
}

/** The iteration did not end. */
export function notConverged(name: string): Error {
  return coreError("NOT_CONVERGED", `${name}: LinAlgError: did not converge.`);
}

/** A Cholesky factor does not exist. */
export function notPositiveDefinite(name: string, minor: number): Error {
  return coreError(
    "NOT_POSITIVE_DEFINITE",
    `${name}: LinAlgError: ${minor}-th leading minor of the array is not positive definite.`,
  );
}
