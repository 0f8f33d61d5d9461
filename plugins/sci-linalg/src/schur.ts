import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { permutedSchurOf } from "./decompose.js";
import {
  arrayOf,
  type CheckOptions,
  commonDType,
  complexOf,
  matrixArray,
  matrixOf,
  notConverged,
  oneOf,
  partsOf,
  realPart,
  requireFinite,
  shapeText,
} from "./input.js";
import { balance } from "./kernels/balance.js";
import { formComplexQ } from "./kernels/complex-qr.js";
import { reduceComplexHessenberg } from "./kernels/complex-schur.js";
import { keepHessenberg, reduceHessenberg } from "./kernels/hessenberg.js";
import { formQ } from "./kernels/householder.js";
import { complexMatrix, type Matrix, matrix, unitMatrix } from "./matrix.js";
import { complexSchur, reorderSchur, type Wanted } from "./reorder.js";

/** Options of {@link schur}. */
export interface SchurOptions extends CheckOptions {
  /** "real" (the default) gives real matrices their real form, with 2×2 blocks for pairs of complex eigenvalues, "complex" always a triangle. */
  readonly output?: "real" | "complex" | "r" | "c";
  /**
   * Which eigenvalues come first: "lhp" and "rhp" those in the left and right half of the plane, "iuc" and "ouc" those inside and outside
   * the unit circle, or a function of the real and imaginary part.
   */
  readonly sort?: "lhp" | "rhp" | "iuc" | "ouc" | Wanted | undefined;
}

function wantedOf(sort: unknown): Wanted {
  if (typeof sort === "function") return sort as Wanted;
  const which = oneOf(sort, ["lhp", "rhp", "iuc", "ouc"], "sort");
  if (which === "lhp") return (re) => re < 0;
  if (which === "rhp") return (re) => re >= 0;
  return which === "iuc" ? (re, im) => Math.hypot(re, im) <= 1 : (re, im) => Math.hypot(re, im) > 1;
}

/**
 * The Schur form `a = z t zᴴ` of a square matrix: `z` unitary, `t` a triangle, for real matrices with 2×2 blocks on its diagonal (LAPACK's
 * gees: Hessenberg form and QR iterations).
 * @returns [t, z], with `sort` also the number of eigenvalues that were asked to the top
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, NOT_CONVERGED, BAD_ARGUMENT for an unknown output or sort
 */
export function schur(
  a: ArrayLikeInput,
  options: SchurOptions & { readonly sort: NonNullable<SchurOptions["sort"]> },
): [t: NDArray, z: NDArray, sdim: number];
export function schur(
  a: ArrayLikeInput,
  options?: CheckOptions & { readonly output?: "real" | "complex" | "r" | "c"; readonly sort?: undefined },
): [t: NDArray, z: NDArray];
export function schur(a: ArrayLikeInput, options: SchurOptions = {}): unknown[] {
  checkOptions("schur", options, { output: "any", sort: "any", checkFinite: "boolean" });
  const output = oneOf(options.output ?? "real", ["real", "complex", "r", "c"], "output");
  const one = matrixOf(a, "a", { ...options, square: true });
  const wanted = options.sort === undefined ? undefined : wantedOf(options.sort);
  const complex = one.im !== undefined || output === "complex" || output === "c";
  const found = permutedSchurOf(complex ? complexMatrix(one) : one);
  if (found === undefined) throw notConverged("schur");
  const count = wanted === undefined ? undefined : reorderSchur(found.t, found.z, wanted);
  const dtype = complex ? complexOf(one.dtype) : one.dtype;
  const parts: [NDArray, NDArray] = [matrixArray(one.source, found.t, dtype), matrixArray(one.source, found.z, dtype)];
  return count === undefined ? parts : [...parts, count];
}

/**
 * A real Schur form as a complex one: [t, z] with `t` a triangle.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function rsf2csf(t: ArrayLikeInput, z: ArrayLikeInput, options: CheckOptions = {}): [t: NDArray, z: NDArray] {
  checkOptions("rsf2csf", options, { checkFinite: "boolean" });
  const [first, second] = [
    matrixOf(t, "t", { ...options, square: true }),
    matrixOf(z, "z", { ...options, square: true }),
  ];
  if (first.rows !== second.rows)
    throw coreError("BAD_SHAPE", `t and z: got ${first.rows} and ${second.rows} rows, expected as many.`);
  const found = complexSchur(first, second);
  const dtype = complexOf(commonDType(first.source.dtype, second.source.dtype));
  return [matrixArray(first.source, found.t, dtype), matrixArray(first.source, found.z, dtype)];
}

/**
 * The Hessenberg form `a = q h qᴴ`: zeros below the first subdiagonal (LAPACK's gehrd).
 * @returns `h`, with `calcQ` [h, q]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function hessenberg(
  a: ArrayLikeInput,
  options: CheckOptions & { readonly calcQ: true },
): [h: NDArray, q: NDArray];
export function hessenberg(a: ArrayLikeInput, options?: CheckOptions & { readonly calcQ?: false }): NDArray;
export function hessenberg(
  a: ArrayLikeInput,
  options: CheckOptions & { readonly calcQ?: boolean } = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("hessenberg", options, { checkFinite: "boolean", calcQ: "boolean" });
  const one = matrixOf(a, "a", { ...options, square: true });
  const n = one.rows;
  let q: Matrix = unitMatrix(n, one.im !== undefined);
  if (n > 2 && one.im === undefined) {
    const reflectors = reduceHessenberg(one.re, n, 0, n - 1);
    q = matrix(n, n, formQ(reflectors, n));
    keepHessenberg(one.re, n);
  } else if (n > 2 && one.im !== undefined) {
    const { re, im } = formComplexQ(reduceComplexHessenberg({ re: one.re, im: one.im }, n, 0, n - 1), n);
    q = matrix(n, n, re, im);
    keepHessenberg(one.re, n);
    keepHessenberg(one.im, n);
  }
  const h = matrixArray(one.source, one, one.dtype);
  return options.calcQ === true ? [h, matrixArray(one.source, q, one.dtype)] : h;
}

/** Options of {@link matrixBalance}. */
export interface MatrixBalanceOptions {
  /** Whether rows and columns may be swapped; true by default. */
  readonly permute?: boolean;
  /** Whether they may be scaled; true by default. */
  readonly scale?: boolean;
  /** Gives scale and permutation apart. */
  readonly separate?: boolean;
}

/**
 * The balanced matrix `b = t⁻¹ a t` whose rows and columns have lengths alike (LAPACK's gebal).
 * @returns [b, t]; with `separate` [b, [scale, permutation]]
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function matrixBalance(
  a: ArrayLikeInput,
  options: MatrixBalanceOptions & { readonly separate: true },
): [b: NDArray, scaleAndPermutation: [NDArray, NDArray]];
export function matrixBalance(
  a: ArrayLikeInput,
  options?: MatrixBalanceOptions & { readonly separate?: false },
): [b: NDArray, t: NDArray];
export function matrixBalance(
  a: ArrayLikeInput,
  options: MatrixBalanceOptions = {},
): [NDArray, NDArray | [NDArray, NDArray]] {
  checkOptions("matrixBalance", options, { permute: "boolean", scale: "boolean", separate: "boolean" });
  const one = matrixOf(a, "a", { square: true });
  const n = one.rows;
  const how = balance(one, n, options.permute !== false, options.scale !== false);
  const b = matrixArray(one.source, one, one.dtype);
  const factors = new Float64Array(n).fill(1);
  for (let i = how.low; i <= how.high && how.low < how.high; i++) factors[i] = how.scale[i]!;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const exchange = (i: number): void => {
    const at = how.scale[i]!;
    [order[i], order[at]] = [order[at]!, order[i]!];
  };
  for (let i = n - 1; i > how.high; i--) exchange(i);
  for (let i = 0; i < how.low; i++) exchange(i);
  const real = realPart(one.dtype);
  if (options.separate === true) return [b, [arrayOf(one.source, [n], factors, undefined, real), fromData(order, [n])]];
  const t = new Float64Array(n * n);
  for (let i = 0; i < n; i++) t[order[i]! * n + i] = factors[i]!;
  return [b, arrayOf(one.source, [n, n], t, undefined, real)];
}

/**
 * Eigenvalues and eigenvectors of a real matrix, which come in complex pairs, as a real block-diagonal matrix and real vectors:
 * [wr, vr] with `a vr = vr wr`. Also of stacks.
 * @throws BAD_SHAPE when they do not fit, BAD_VALUE for eigenvalues without their conjugate
 */
export function cdf2rdf(w: ArrayLikeInput, v: ArrayLikeInput): [wr: NDArray, vr: NDArray] {
  const [values, vectors] = [asArray(w), asArray(v)];
  const n = values.shape.at(-1) ?? 0;
  if (values.shape.length !== 1 || vectors.shape.length !== 2 || vectors.shape[0] !== n || vectors.shape[1] !== n)
    throw coreError(
      "BAD_SHAPE",
      `w and v: got ${shapeText(values.shape)} and ${shapeText(vectors.shape)}, expected n values and (n, n) vectors.`,
    );
  const [a, x] = [partsOf(values), partsOf(vectors)];
  requireFinite(a.re, "w");
  requireFinite(x.re, "v");
  const [wr, vr] = [new Float64Array(n * n), x.re.slice()];
  for (let k = 0; k < n; k++) {
    const im = a.im?.[k] ?? 0;
    wr[k * n + k] = a.re[k]!;
    if (im === 0) continue;
    if (k + 1 >= n || a.re[k + 1] !== a.re[k] || a.im![k + 1] !== -im)
      throw coreError("BAD_VALUE", `w: eigenvalue ${describeValue(k)} stands without its complex conjugate behind it.`);
    wr[k * n + k + 1] = im;
    wr[(k + 1) * n + k] = -im;
    wr[(k + 1) * n + k + 1] = a.re[k]!;
    for (let i = 0; i < n; i++) {
      vr[i * n + k] = -(x.im?.[i * n + k] ?? 0);
      vr[i * n + k + 1] = x.re[i * n + k]!;
    }
    k++;
  }
  const dtype = realPart(commonDType(values.dtype, vectors.dtype));
  return [arrayOf(values, [n, n], wr, undefined, dtype), arrayOf(values, [n, n], vr, undefined, dtype)];
}
