import { type ArrayLikeInput, asArray, type CreateOptions, zeros } from "./create.js";
import { checkDType, type DType } from "./dtype.js";
import { writeElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { checkShape } from "./shape.js";
import { assign, copy } from "./transfer.js";
import { diagonal } from "./views.js";

/** Which diagonal: 0 is the main one, positive ones stand above it. */
export interface DiagonalOptions {
  readonly k?: number;
}

/** A matrix with ones on a diagonal and zeros elsewhere; `m` columns, as many as rows by default. */
export function eye<D extends DType = "float64">(
  n: number,
  options: CreateOptions<D> & DiagonalOptions & { readonly m?: number } = {},
): NDArray<D> {
  const { m, k, ...rest } = options;
  const result = zeros<D>([n, m ?? n], rest as CreateOptions<D>);
  assign(diagonal(result, { offset: checkDiagonal(k) }), 1);
  return result;
}

/** A square matrix with ones on the main diagonal. */
export function identity<D extends DType = "float64">(n: number, options: CreateOptions<D> = {}): NDArray<D> {
  return eye(n, options);
}

/**
 * A matrix with these values on a diagonal, or the diagonal of a matrix (a view).
 * @throws BAD_SHAPE for an array that has neither one axis nor two
 */
export function diag<D extends DType>(v: NDArray<D>, options?: DiagonalOptions): NDArray<D>;
export function diag(v: ArrayLikeInput, options?: DiagonalOptions): NDArray;
export function diag(v: ArrayLikeInput, options: DiagonalOptions = {}): NDArray {
  const a = asArray(v);
  const k = checkDiagonal(options.k);
  if (a.shape.length === 2) return diagonal(a, { offset: k });
  if (a.shape.length !== 1)
    throw coreError("BAD_SHAPE", `diag: got shape (${a.shape.join(", ")}), expected a vector or a matrix.`);
  const size = (a.shape[0] as number) + Math.abs(k);
  const result = a.make(a.dtype, checkShape([size, size]));
  assign(diagonal(result, { offset: k }), a);
  return result;
}

/** A matrix with every element flattened along its diagonal (NumPy's diagflat). */
export function diagflat(v: ArrayLikeInput, options: DiagonalOptions = {}): NDArray {
  return diag(asArray(v).reshape(-1), options);
}

/** A matrix with ones on a diagonal and below it; `m` columns, as many as rows by default. */
export function tri<D extends DType = "float64">(
  n: number,
  options: CreateOptions<D> & DiagonalOptions & { readonly m?: number } = {},
): NDArray<D> {
  const { m, k, ...rest } = options;
  const result = zeros<D>([n, m ?? n], rest as CreateOptions<D>);
  const shift = checkDiagonal(k);
  for (let row = 0; row < n; row++) {
    const until = Math.min(row + shift + 1, m ?? n);
    for (let column = 0; column < until; column++) writeElement(result, row * (m ?? n) + column, 1);
  }
  return result;
}

/** A copy with zeros above a diagonal of the last two axes. */
export function tril<D extends DType>(m: NDArray<D>, options?: DiagonalOptions): NDArray<D>;
export function tril(m: ArrayLikeInput, options?: DiagonalOptions): NDArray;
export function tril(m: ArrayLikeInput, options: DiagonalOptions = {}): NDArray {
  const shift = checkDiagonal(options.k);
  return cleared(asArray(m), "tril", (row, columns) => [Math.max(0, row + shift + 1), columns]);
}

/** A copy with zeros below a diagonal of the last two axes. */
export function triu<D extends DType>(m: NDArray<D>, options?: DiagonalOptions): NDArray<D>;
export function triu(m: ArrayLikeInput, options?: DiagonalOptions): NDArray;
export function triu(m: ArrayLikeInput, options: DiagonalOptions = {}): NDArray {
  const shift = checkDiagonal(options.k);
  return cleared(asArray(m), "triu", (row, columns) => [0, Math.min(row + shift, columns)]);
}

function cleared(a: NDArray, name: string, range: (row: number, columns: number) => [number, number]): NDArray {
  const dimensions = a.shape.length;
  if (dimensions < 2)
    throw coreError("BAD_SHAPE", `${name}: got shape (${a.shape.join(", ")}), expected at least two axes.`);
  const result = copy(a);
  const [rows, columns] = a.shape.slice(-2) as [number, number];
  const lead = a.shape.slice(0, -2);
  const leadStrides = result.strides.slice(0, -2);
  for (let row = 0; row < rows; row++) {
    const [start, stop] = range(row, columns);
    if (start < stop) assign(result.view([...lead, stop - start], [...leadStrides, 1], row * columns + start), 0);
  }
  return result;
}

function checkDiagonal(k: number | undefined): number {
  if (k !== undefined && !Number.isSafeInteger(k))
    throw coreError("BAD_VALUE", `k: got ${describeValue(k)}, expected a whole number.`);
  return k ?? 0;
}

/** Zeros in the shape, dtype and runtime of another array. */
export function zerosLike<D extends DType>(a: NDArray, options: LikeOptions<D> & { readonly dtype: D }): NDArray<D>;
export function zerosLike<D extends DType>(a: NDArray<D>, options?: LikeOptions): NDArray<D>;
export function zerosLike(a: ArrayLikeInput, options?: LikeOptions): NDArray;
export function zerosLike(a: ArrayLikeInput, options: LikeOptions = {}): NDArray {
  const like = asArray(a);
  const runtime = options.runtime ?? like.runtime;
  return zeros(options.shape ?? like.shape, {
    dtype: checkDType(options.dtype ?? like.dtype),
    ...(runtime === undefined ? {} : { runtime }),
  });
}

/** What a new array does not take over from the array that it is like. */
export interface LikeOptions<D extends DType = DType> extends CreateOptions<D> {
  readonly shape?: number | readonly number[];
}

/** Ones in the shape, dtype and runtime of another array. */
export function onesLike<D extends DType>(a: NDArray, options: LikeOptions<D> & { readonly dtype: D }): NDArray<D>;
export function onesLike<D extends DType>(a: NDArray<D>, options?: LikeOptions): NDArray<D>;
export function onesLike(a: ArrayLikeInput, options?: LikeOptions): NDArray;
export function onesLike(a: ArrayLikeInput, options: LikeOptions = {}): NDArray {
  return assign(zerosLike(a, options), 1);
}

/** One value, or an array broadcast, in the shape, dtype and runtime of another array. */
export function fullLike<D extends DType>(
  a: NDArray,
  value: ArrayLikeInput,
  options: LikeOptions<D> & { readonly dtype: D },
): NDArray<D>;
export function fullLike<D extends DType>(a: NDArray<D>, value: ArrayLikeInput, options?: LikeOptions): NDArray<D>;
export function fullLike(a: ArrayLikeInput, value: ArrayLikeInput, options?: LikeOptions): NDArray;
export function fullLike(a: ArrayLikeInput, value: ArrayLikeInput, options: LikeOptions = {}): NDArray {
  return assign(zerosLike(a, options), asArray(value));
}
