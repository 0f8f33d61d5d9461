import { type ArrayLikeInput, asArray, dispatch, type NDArray, type Operation } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type EigOf, eighOf, eigOf } from "./decompose.js";
import { choleskyOf, triangularSolve } from "./factor.js";
import { generalEig } from "./general-eigen.js";
import {
  arrayOf,
  type CheckOptions,
  commonDType,
  complexOf,
  matrixArray,
  matrixOf,
  notConverged,
  notPositiveDefinite,
  oneOf,
  realPart,
  type Stack,
  shapeText,
  stackArray,
  stackOf,
  vectorArray,
} from "./input.js";
import { adjoint, columnsOf, type Matrix, matrix, product } from "./matrix.js";
import { fromTriangle } from "./solve.js";

/** Options of {@link eigh} and {@link eigvalsh}. */
export interface EighOptions extends CheckOptions {
  /** The matrix `b` of the generalised problem, Hermitian and positive definite. */
  readonly b?: ArrayLikeInput;
  /** Whether the lower triangles count, the default, or the upper ones. */
  readonly lower?: boolean;
  /** Gives the eigenvalues alone. */
  readonly eigvalsOnly?: boolean;
  /** 1: `a v = w b v` (the default), 2: `a b v = w v`, 3: `b a v = w v`. */
  readonly type?: 1 | 2 | 3;
  /** The first and last eigenvalue that is wanted, counted from 0 in rising order. */
  readonly subsetByIndex?: readonly [number, number];
  /** Only eigenvalues above the first and up to the second number. */
  readonly subsetByValue?: readonly [number, number];
  /** LAPACK's name of the method: accepted, one method does all. */
  readonly driver?: "ev" | "evd" | "evr" | "evx" | "gv" | "gvd" | "gvx";
}

interface EighAttributes {
  readonly lower: boolean;
  readonly vectors: boolean;
}

const eighOperation: Operation<EighAttributes, NDArray[]> = {
  id: "sci-linalg/eigh",
  reference: ([a], { lower, vectors }) => {
    const stack = stackOf(a as NDArray, "a", { checkFinite: false });
    const n = stack.rows;
    const values: Float64Array[] = [];
    const columns: Matrix[] = [];
    for (let i = 0; i < stack.count; i++) {
      const one = stack.at(i);
      const found = eighOf(lower ? one : adjoint(one), vectors);
      if (found === undefined) throw notConverged("eigh");
      values.push(found.values);
      if (found.vectors !== undefined) columns.push(found.vectors);
    }
    const w = vectorArray(stack, values, n);
    return vectors ? [w, stackArray(stack, columns, n, n)] : [w];
  },
};

/**
 * Eigenvalues in rising order and eigenvectors, in columns of length 1 whose signs (phases) are free, of a Hermitian matrix or a stack of
 * them; with `b` of the generalised problem, where `vᴴ b v = 1` (type 3: `vᴴ b⁻¹ v = 1`). Householder tridiagonal form and QL iterations.
 * @returns [w, v], or `w` with `eigvalsOnly`
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_POSITIVE_DEFINITE for `b`, NOT_CONVERGED, BAD_ARGUMENT
 */
export function eigh(a: ArrayLikeInput, options: EighOptions & { readonly eigvalsOnly: true }): NDArray;
export function eigh(
  a: ArrayLikeInput,
  options?: EighOptions & { readonly eigvalsOnly?: false },
): [w: NDArray, v: NDArray];
export function eigh(a: ArrayLikeInput, options: EighOptions = {}): NDArray | [NDArray, NDArray] {
  checkOptions("eigh", options, {
    b: "any",
    lower: "boolean",
    eigvalsOnly: "boolean",
    type: "number",
    subsetByIndex: "any",
    subsetByValue: "any",
    driver: "any",
    checkFinite: "boolean",
  });
  const stack = stackOf(a, "a", { ...options, square: true });
  const vectors = options.eigvalsOnly !== true;
  if (options.driver !== undefined) oneOf(options.driver, ["ev", "evd", "evr", "evx", "gv", "gvd", "gvx"], "driver");
  if (options.b !== undefined) return generalised(stack, options.b, options, vectors);
  const parts = dispatch(eighOperation, [stack.source], { lower: options.lower !== false, vectors });
  if (options.subsetByIndex === undefined && options.subsetByValue === undefined)
    return vectors ? [parts[0]!, parts[1]!] : parts[0]!;
  const w = parts[0]!;
  if (stack.lead.length > 0)
    throw coreError("BAD_SHAPE", "subsetByIndex and subsetByValue are for one matrix, not for a stack.");
  const [from, to] = subset(w.toNested() as number[], options);
  const some = w.slice(`${from}:${to}`).copy();
  return vectors ? [some, parts[1]!.slice(":", `${from}:${to}`).copy()] : some;
}

/** The eigenvalues of {@link eigh} alone. */
export function eigvalsh(a: ArrayLikeInput, options: Omit<EighOptions, "eigvalsOnly"> = {}): NDArray {
  checkOptions("eigvalsh", options, {
    b: "any",
    checkFinite: "boolean",
    lower: "boolean",
    type: "number",
    subsetByIndex: "any",
    subsetByValue: "any",
    driver: "any",
  });
  return eigh(a, { ...options, eigvalsOnly: true });
}

/** The half-open range of places in a sorted list that a subset means. */
export function subset(
  w: readonly number[],
  options: Pick<EighOptions, "subsetByIndex" | "subsetByValue">,
): [number, number] {
  const { subsetByIndex: index, subsetByValue: value } = options;
  if (index !== undefined && value !== undefined)
    throw coreError("BAD_ARGUMENT", "subsetByIndex and subsetByValue: got both, only one is allowed.");
  if (index !== undefined) {
    const [low, high] = index;
    if (!(Number.isInteger(low) && Number.isInteger(high) && low >= 0 && low <= high && high < w.length))
      throw coreError(
        "BAD_VALUE",
        `subsetByIndex: got [${index}], expected two places from 0 to ${w.length - 1} in rising order.`,
      );
    return [low, high + 1];
  }
  if (value === undefined) return [0, w.length];
  const [low, high] = value;
  if (!(low < high)) throw coreError("BAD_VALUE", `subsetByValue: got [${value}], expected two rising numbers.`);
  let from = 0;
  while (from < w.length && w[from]! <= low) from++;
  let to = from;
  while (to < w.length && w[to]! <= high) to++;
  return [from, to];
}

function generalised(
  stack: Stack,
  other: ArrayLikeInput,
  options: EighOptions,
  vectors: boolean,
): NDArray | [NDArray, NDArray] {
  const b = matrixOf(other, "b", { ...options, square: true });
  const type = options.type ?? 1;
  if (type !== 1 && type !== 2 && type !== 3)
    throw coreError("BAD_ARGUMENT", `type: got ${describeValue(type)}, allowed are 1, 2 and 3.`);
  if (stack.lead.length > 0 || b.rows !== stack.rows)
    throw coreError(
      "BAD_SHAPE",
      `a and b: got ${shapeText(stack.source.shape)} and ${shapeText(b.source.shape)}, expected one shape.`,
    );
  const lower = options.lower !== false;
  const factor = choleskyOf(lower ? b : adjoint(b));
  if (typeof factor === "number") throw notPositiveDefinite("eigh, b", factor);
  const a = fromTriangle(stack.at(0), lower, true);
  // type 1: L⁻¹ A L⁻ᴴ; types 2 and 3: Lᴴ A L.
  const inner =
    type === 1
      ? triangularSolve(factor, adjoint(triangularSolve(factor, a, "lower")), "lower")
      : product(factor, product(a, factor), "adjoint");
  const found = eighOf(inner, vectors);
  if (found === undefined) throw notConverged("eigh");
  const dtype = commonDType(stack.source.dtype, b.source.dtype);
  const [from, to] = subset(Array.from(found.values), options);
  const w = arrayOf(stack.source, [to - from], found.values.slice(from, to), undefined, realPart(dtype));
  if (found.vectors === undefined) return w;
  const some = columnsOf(found.vectors, from, to);
  const v = type === 3 ? product(factor, some) : triangularSolve(factor, some, "lower", false, "C");
  return [w, matrixArray(stack.source, v, dtype)];
}

/** Options of {@link eig}. */
export interface EigOptions extends CheckOptions {
  /** The matrix `b` of the generalised problem `a v = w b v`. */
  readonly b?: ArrayLikeInput;
  /** Whether left eigenvectors are wanted, `vlᴴ a = w vlᴴ`. */
  readonly left?: boolean;
  /** Whether right eigenvectors are wanted; true by default. */
  readonly right?: boolean;
  /** Gives eigenvalues as two rows alpha and beta with `w = alpha / beta`. */
  readonly homogeneousEigvals?: boolean;
}

/** Vectors of both sides of one matrix. */
type Found = EigOf & { readonly beta?: Float64Array | undefined };

/**
 * Eigenvalues (complex, in no order) and eigenvectors in columns of length 1 of a square matrix, or a stack: balanced, reduced to
 * Hessenberg form, QR iterations with double shifts (LAPACK's geev). Vectors are real where all eigenvalues are. With `b` the generalised
 * problem, by way of b⁻¹ a, or where b is singular of (a - m b)⁻¹ b; eigenvalues may then be infinite.
 * @returns [w, vr]; with `left` [w, vl, vr]; [w, vl] or `w` where `right` is false
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function eig(
  a: ArrayLikeInput,
  options: EigOptions & { readonly left: true; readonly right?: true },
): [w: NDArray, vl: NDArray, vr: NDArray];
export function eig(
  a: ArrayLikeInput,
  options: EigOptions & { readonly left: true; readonly right: false },
): [w: NDArray, vl: NDArray];
export function eig(a: ArrayLikeInput, options: EigOptions & { readonly left?: false; readonly right: false }): NDArray;
export function eig(
  a: ArrayLikeInput,
  options?: EigOptions & { readonly left?: false; readonly right?: true },
): [w: NDArray, vr: NDArray];
export function eig(a: ArrayLikeInput, options: EigOptions = {}): NDArray | NDArray[] {
  checkOptions("eig", options, {
    b: "any",
    left: "boolean",
    right: "boolean",
    homogeneousEigvals: "boolean",
    checkFinite: "boolean",
  });
  const stack = stackOf(a, "a", { ...options, square: true });
  const n = stack.rows;
  const [right, left] = [options.right !== false, options.left === true];
  const b = options.b === undefined ? undefined : matrixOf(options.b, "b", { ...options, square: true });
  if (b !== undefined && (stack.lead.length > 0 || b.rows !== n))
    throw coreError(
      "BAD_SHAPE",
      `a and b: got ${shapeText(stack.source.shape)} and ${shapeText(b.source.shape)}, expected one shape.`,
    );
  const all: Found[] = [];
  for (let i = 0; i < stack.count; i++) {
    const found = b === undefined ? eigOf(stack.at(i), right, left) : generalEig(stack.at(i), b, right, left);
    if (found === undefined) throw notConverged("eig");
    all.push(found);
  }
  const dtype = b === undefined ? stack.dtype : commonDType(stack.source.dtype, b.source.dtype);
  const w = valuesOf(stack, all, n, complexOf(dtype), options.homogeneousEigvals === true);
  const vectors = (side: "left" | "right"): NDArray => {
    const list = all.map((one) => one[side]!);
    const own = list.some((one) => one.im !== undefined) ? complexOf(dtype) : realPart(dtype);
    return stackArray(stack, list, n, n, own);
  };
  if (!left && !right) return w;
  if (!left) return [w, vectors("right")];
  return right ? [w, vectors("left"), vectors("right")] : [w, vectors("left")];
}

function valuesOf(
  stack: Stack,
  all: readonly Found[],
  n: number,
  dtype: "complex64" | "complex128",
  homogeneous: boolean,
): NDArray {
  if (!homogeneous) {
    const quotient = (part: "re" | "im"): Float64Array[] =>
      all.map((one) =>
        one.beta === undefined
          ? one[part]
          : one[part].map((x, i) =>
              one.beta![i] === 0 ? (part === "re" ? Infinity * (x < 0 ? -1 : 1) : 0) : x / one.beta![i]!,
            ),
      );
    return vectorArray(stack, quotient("re"), n, dtype, quotient("im"));
  }
  if (stack.lead.length > 0) throw coreError("BAD_SHAPE", "homogeneousEigvals is for one matrix, not for a stack.");
  const { re, im, beta } = all[0]!;
  const [both, imaginary] = [new Float64Array(2 * n), new Float64Array(2 * n)];
  both.set(re);
  imaginary.set(im);
  both.set(beta ?? new Float64Array(n).fill(1), n);
  return arrayOf(stack.source, [2, n], both, imaginary, dtype);
}

/** The eigenvalues of {@link eig} alone. */
export function eigvals(
  a: ArrayLikeInput,
  options: Pick<EigOptions, "b" | "checkFinite" | "homogeneousEigvals"> = {},
): NDArray {
  checkOptions("eigvals", options, { b: "any", checkFinite: "boolean", homogeneousEigvals: "boolean" });
  return eig(a, { ...options, right: false });
}

/** Options of functions for tridiagonal and banded matrices. */
export interface SelectOptions extends CheckOptions {
  readonly eigvalsOnly?: boolean;
  /** Which eigenvalues: "a" all (the default), "v" those above the first and up to the second number of `selectRange`, "i" those from its first to its second place. */
  readonly select?: "a" | "v" | "i";
  readonly selectRange?: readonly [number, number];
}

function selection(options: SelectOptions): Pick<EighOptions, "subsetByIndex" | "subsetByValue"> {
  const select = oneOf(options.select ?? "a", ["a", "v", "i"], "select");
  if (select === "a") return {};
  if (options.selectRange === undefined)
    throw coreError("BAD_ARGUMENT", `selectRange: got nothing, select "${select}" needs two numbers.`);
  return select === "i" ? { subsetByIndex: options.selectRange } : { subsetByValue: options.selectRange };
}

/**
 * Eigenvalues, and eigenvectors in columns, of a real symmetric tridiagonal matrix with the diagonal `d` (n) and `e` (n - 1) beside it.
 * @returns [w, v], or `w` with `eigvalsOnly`
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function eighTridiagonal(
  d: ArrayLikeInput,
  e: ArrayLikeInput,
  options: SelectOptions & { readonly eigvalsOnly: true },
): NDArray;
export function eighTridiagonal(
  d: ArrayLikeInput,
  e: ArrayLikeInput,
  options?: SelectOptions & { readonly eigvalsOnly?: false },
): [w: NDArray, v: NDArray];
export function eighTridiagonal(
  d: ArrayLikeInput,
  e: ArrayLikeInput,
  options: SelectOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("eighTridiagonal", options, {
    eigvalsOnly: "boolean",
    select: "any",
    selectRange: "any",
    checkFinite: "boolean",
  });
  const [main, beside] = [asArray(d), asArray(e)];
  const n = main.size;
  if (main.shape.length !== 1 || beside.shape.length !== 1 || beside.size !== n - 1)
    throw coreError(
      "BAD_SHAPE",
      `d and e: got shapes ${shapeText(main.shape)} and ${shapeText(beside.shape)}, expected n and n - 1 numbers.`,
    );
  const band = matrix(2, n, new Float64Array(2 * n));
  const [first, second] = [main.astype("float64"), beside.astype("float64")];
  band.re.set(first.data);
  band.re.set(second.data, n);
  return eigBanded(matrixArray(main, band, commonDType(main.dtype, beside.dtype)), {
    ...options,
    lower: true,
  } as never);
}

/** The eigenvalues of {@link eighTridiagonal} alone. */
export function eigvalshTridiagonal(
  d: ArrayLikeInput,
  e: ArrayLikeInput,
  options: Omit<SelectOptions, "eigvalsOnly"> = {},
): NDArray {
  checkOptions("eigvalshTridiagonal", options, { checkFinite: "boolean", select: "any", selectRange: "any" });
  return eighTridiagonal(d, e, { ...options, eigvalsOnly: true });
}

/**
 * Eigenvalues and eigenvectors of a Hermitian banded matrix: element (i, j) stands at `aBand[u + i - j, j]` (upper form, the default) or
 * `aBand[i - j, j]` (`lower`). The matrix is solved as a full one.
 * @returns [w, v], or `w` with `eigvalsOnly`
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED
 */
export function eigBanded(
  aBand: ArrayLikeInput,
  options: SelectOptions & { readonly lower?: boolean; readonly eigvalsOnly: true },
): NDArray;
export function eigBanded(
  aBand: ArrayLikeInput,
  options?: SelectOptions & { readonly lower?: boolean; readonly eigvalsOnly?: false },
): [w: NDArray, v: NDArray];
export function eigBanded(
  aBand: ArrayLikeInput,
  options: SelectOptions & { readonly lower?: boolean } = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("eigBanded", options, {
    eigvalsOnly: "boolean",
    select: "any",
    selectRange: "any",
    checkFinite: "boolean",
    lower: "boolean",
  });
  const band = matrixOf(aBand, "aBand", options);
  const full = fromBand(band, options.lower === true);
  const chosen = { ...selection(options), lower: true, checkFinite: false };
  const array = matrixArray(band.source, full, band.dtype);
  return options.eigvalsOnly === true
    ? eigh(array, { ...chosen, eigvalsOnly: true })
    : eigh(array, { ...chosen, eigvalsOnly: false });
}

/** The eigenvalues of {@link eigBanded} alone. */
export function eigvalsBanded(
  aBand: ArrayLikeInput,
  options: Omit<SelectOptions, "eigvalsOnly"> & { readonly lower?: boolean } = {},
): NDArray {
  checkOptions("eigvalsBanded", options, {
    checkFinite: "boolean",
    select: "any",
    selectRange: "any",
    lower: "boolean",
  });
  return eigBanded(aBand, { ...options, eigvalsOnly: true });
}

/** The full lower triangle of a Hermitian band. */
export function fromBand(band: Matrix, lower: boolean): Matrix {
  const { rows, columns: n } = band;
  const re = new Float64Array(n * n);
  const im = band.im === undefined ? undefined : new Float64Array(n * n);
  for (let offset = 0; offset < rows; offset++) {
    for (let j = 0; j + offset < n; j++) {
      const to = (j + offset) * n + j;
      const from = lower ? offset * n + j : (rows - 1 - offset) * n + j + offset;
      re[to] = band.re[from]!;
      if (im !== undefined) im[to] = (lower ? 1 : -1) * band.im![from]!;
    }
  }
  return matrix(n, n, re, im);
}
