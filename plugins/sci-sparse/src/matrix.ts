import { type ArrayLikeInput, dispatch, fromData, type NDArray, type Operation } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import {
  type Compressed,
  compress,
  dense,
  elementAt,
  extremeOf,
  filtered,
  mapped,
  pickLines,
  sumOf,
  timesDense,
  timesElements,
  timesSparse,
  timesVector,
  triplets,
  turned,
} from "./compressed.js";
import { checkElements, checkLines, realOf, shapeOf } from "./input.js";

import { type AxisSelector, axisOf, placeOn, selected } from "./select.js";

/** How a sparse matrix is stored: by rows, by columns, or element by element. */
export type Format = "csr" | "csc" | "coo";

interface ProductAttributes {
  readonly shape: readonly [number, number];
}

/** The product of rows (data, indices, indptr) with a dense vector or matrix. */
const productOperation: Operation<ProductAttributes, NDArray> = {
  id: "sci-sparse/matmul",
  reference: ([data, indices, indptr, x], { shape }) => {
    const rows = {
      lines: shape[0],
      width: shape[1],
      data: data!.data as Float64Array,
      indices: indices!.data as Int32Array,
      indptr: indptr!.data as Int32Array,
    };
    const right = realOf(x!, "x").data;
    if (x!.shape.length === 1) return fromData(timesVector(rows, right), [shape[0]]);
    const columns = x!.shape[1]!;
    return fromData(timesDense(rows, right, columns), [shape[0], columns]);
  },
};

/** A matrix of which only the elements that are not 0 are kept, as float64. Immutable; results have the format of the left matrix, products of coo matrices are csr. */
export abstract class SparseMatrix {
  abstract readonly format: Format;
  readonly shape: readonly [number, number];

  constructor(shape: readonly [number, number]) {
    this.shape = shapeOf(shape);
  }

  get brand(): "sci-sparse/SparseMatrix#1" {
    return "sci-sparse/SparseMatrix#1";
  }

  /** The elements by rows. */
  abstract byRows(): Compressed;

  /** The number of stored elements. */
  abstract get nnz(): number;

  /** The transposed matrix. */
  get T(): SparseMatrix {
    return this.transpose();
  }

  /** The same matrix by rows. */
  toCsr(): CsrMatrix {
    return new CsrMatrix(this.shape, this.byRows());
  }

  /** The same matrix by columns. */
  toCsc(): CscMatrix {
    return new CscMatrix(this.shape, turned(this.byRows()));
  }

  /** The same matrix element by element. */
  toCoo(): CooMatrix {
    return new CooMatrix(this.shape, triplets(this.byRows()));
  }

  /** The same matrix in a format. @throws BAD_ARGUMENT for an unknown one */
  asFormat(format: Format): SparseMatrix {
    return converted(this, format);
  }

  /** The dense array. */
  toArray(): NDArray {
    return fromData(dense(this.byRows()), this.shape);
  }

  /** One element. @throws BAD_INDEX */
  get(i: number, j: number): number {
    return elementAt(this.byRows(), placeOn(i, this.shape[0]), placeOn(j, this.shape[1]));
  }

  /** Some rows and columns, as a matrix again. @throws BAD_INDEX */
  slice(rows: AxisSelector, columns: AxisSelector = ":"): SparseMatrix {
    return sliced(this, rows, columns);
  }

  /** The transposed matrix. */
  transpose(): SparseMatrix {
    return wrapped(turned(this.byRows()), this.format);
  }

  /** The product with a sparse matrix (sparse), a dense vector or matrix (dense). @throws BAD_SHAPE */
  dot(other: SparseMatrix): SparseMatrix;
  dot(other: ArrayLikeInput): NDArray;
  dot(other: SparseMatrix | ArrayLikeInput): SparseMatrix | NDArray {
    return productOf(this, other);
  }

  /** The sum with a sparse matrix. @throws BAD_SHAPE */
  add(other: SparseMatrix): SparseMatrix {
    return combined(this, other, (a, b) => sumOf(a, b, 1, 1));
  }

  /** The difference from a sparse matrix. @throws BAD_SHAPE */
  subtract(other: SparseMatrix): SparseMatrix {
    return combined(this, other, (a, b) => sumOf(a, b, 1, -1));
  }

  /** Products of elements with a number, a sparse matrix, or a dense one (also a row or a column, which is broadcast). @throws BAD_SHAPE */
  multiply(other: number | SparseMatrix | ArrayLikeInput): SparseMatrix {
    return elementsTimes(this, other);
  }

  /** Elements divided by a number. */
  divide(by: number): SparseMatrix {
    return wrapped(
      mapped(this.byRows(), (x) => x / by),
      this.format,
    );
  }

  /** Elements to a positive power. @throws BAD_VALUE for powers up to 0, which make a dense matrix */
  power(n: number): SparseMatrix {
    if (!(n > 0)) throw coreError("BAD_VALUE", `n: got ${describeValue(n)}, expected a positive power.`);
    return wrapped(
      mapped(this.byRows(), (x) => x ** n),
      this.format,
    );
  }

  /** The larger of the elements of two matrices. @throws BAD_SHAPE */
  maximum(other: SparseMatrix): SparseMatrix {
    return combined(this, other, (a, b) => extremeOf(a, b, true));
  }

  /** The smaller of the elements of two matrices. @throws BAD_SHAPE */
  minimum(other: SparseMatrix): SparseMatrix {
    return combined(this, other, (a, b) => extremeOf(a, b, false));
  }

  /** Absolute values. */
  abs(): SparseMatrix {
    return wrapped(mapped(this.byRows(), Math.abs), this.format);
  }

  /** The sum of all elements (a number), or along an axis (an array). @throws BAD_AXIS */
  sum(options?: { readonly axis?: undefined }): number;
  sum(options: { readonly axis: number }): NDArray;
  sum(options: { readonly axis?: number | undefined } = {}): number | NDArray {
    return summed(this, options.axis);
  }

  /** The mean of all elements (a number), or along an axis (an array); what is not stored counts as 0. @throws BAD_AXIS */
  mean(options?: { readonly axis?: undefined }): number;
  mean(options: { readonly axis: number }): NDArray;
  mean(options: { readonly axis?: number | undefined } = {}): number | NDArray {
    return averaged(this, options.axis);
  }

  /** A diagonal, the main one or the k-th above it. */
  diagonal(options: { readonly k?: number } = {}): NDArray {
    return diagonalOf(this, options.k ?? 0);
  }

  /** Row and column of each element that is not 0. */
  nonzero(): [row: NDArray, col: NDArray] {
    const { row, col } = triplets(filtered(this.byRows(), (_i, _j, value) => value !== 0));
    return [fromData(row, [row.length]), fromData(col, [col.length])];
  }

  /** The matrix without stored zeros. */
  eliminateZeros(): SparseMatrix {
    return wrapped(
      filtered(this.byRows(), (_i, _j, value) => value !== 0),
      this.format,
    );
  }

  /** Format and size as text. */
  toString(): string {
    return `<${this.shape[0]}x${this.shape[1]} sparse matrix with ${this.nnz} stored elements in ${this.format} format>`;
  }
}

/** A matrix by rows: row i has the elements `indptr[i]` to `indptr[i + 1]` of `data`, in the columns `indices`, which rise. */
export class CsrMatrix extends SparseMatrix {
  readonly format = "csr" as const;
  readonly data: Float64Array;
  readonly indices: Int32Array;
  readonly indptr: Int32Array;

  constructor(shape: readonly [number, number], rows: Pick<Compressed, "data" | "indices" | "indptr">) {
    super(shape);
    checkLines(rows, "CsrMatrix", this.shape[0]);
    this.data = rows.data;
    this.indices = rows.indices;
    this.indptr = rows.indptr;
  }

  override byRows(): Compressed {
    return { lines: this.shape[0], width: this.shape[1], data: this.data, indices: this.indices, indptr: this.indptr };
  }

  override get nnz(): number {
    return this.data.length;
  }
}

/** A matrix by columns: column j has the elements `indptr[j]` to `indptr[j + 1]` of `data`, in the rows `indices`, which rise. */
export class CscMatrix extends SparseMatrix {
  readonly format = "csc" as const;
  readonly data: Float64Array;
  readonly indices: Int32Array;
  readonly indptr: Int32Array;

  constructor(shape: readonly [number, number], columns: Pick<Compressed, "data" | "indices" | "indptr">) {
    super(shape);
    checkLines(columns, "CscMatrix", this.shape[1]);
    this.data = columns.data;
    this.indices = columns.indices;
    this.indptr = columns.indptr;
  }

  /** The elements by columns. */
  byColumns(): Compressed {
    return { lines: this.shape[1], width: this.shape[0], data: this.data, indices: this.indices, indptr: this.indptr };
  }

  override byRows(): Compressed {
    return turned(this.byColumns());
  }

  override toCsc(): CscMatrix {
    return this;
  }

  override get nnz(): number {
    return this.data.length;
  }
}

/** A matrix element by element, in any order; those of one place add up. */
export class CooMatrix extends SparseMatrix {
  readonly format = "coo" as const;
  readonly data: Float64Array;
  readonly row: Int32Array;
  readonly col: Int32Array;

  constructor(shape: readonly [number, number], elements: Pick<CooMatrix, "data" | "row" | "col">) {
    super(shape);
    checkElements(elements, "CooMatrix");
    this.data = elements.data;
    this.row = elements.row;
    this.col = elements.col;
  }

  override byRows(): Compressed {
    return compress(this, this.shape[0], this.shape[1]);
  }

  override toCoo(): CooMatrix {
    return this;
  }

  override transpose(): CooMatrix {
    return new CooMatrix([this.shape[1], this.shape[0]], { data: this.data, row: this.col, col: this.row });
  }

  override get nnz(): number {
    return this.data.length;
  }
}

/** Whether a value is a sparse matrix, whichever copy of this package made it. */
export function issparse(value: unknown): value is SparseMatrix {
  return (value as SparseMatrix | null | undefined)?.brand === "sci-sparse/SparseMatrix#1";
}

/** A matrix of rows, in a format. */
export function wrapped(rows: Compressed, format: Format): SparseMatrix {
  const shape = [rows.lines, rows.width] as const;
  if (format === "csr") return new CsrMatrix(shape, rows);
  return format === "csc" ? new CscMatrix(shape, turned(rows)) : new CooMatrix(shape, triplets(rows));
}

function converted(a: SparseMatrix, format: Format): SparseMatrix {
  if (format === "csr") return a.toCsr();
  if (format === "csc") return a.toCsc();
  if (format === "coo") return a.toCoo();
  throw coreError("BAD_ARGUMENT", `format: got ${describeValue(format)}, allowed are "csr", "csc" and "coo".`);
}

function sliced(a: SparseMatrix, rows: AxisSelector, columns: AxisSelector): SparseMatrix {
  const some = pickLines(a.byRows(), selected(rows, a.shape[0]));
  if (columns === ":") return wrapped(some, a.format);
  return wrapped(turned(pickLines(turned(some), selected(columns, a.shape[1]))), a.format);
}

function mismatch(a: SparseMatrix, shape: readonly number[], what: string): Error {
  return coreError(
    "BAD_SHAPE",
    `${what}: shapes (${a.shape.join(", ")}) and (${shape.join(", ")}) do not fit each other.`,
  );
}

function productOf(a: SparseMatrix, other: SparseMatrix | ArrayLikeInput): SparseMatrix | NDArray {
  if (issparse(other)) {
    if (a.shape[1] !== other.shape[0]) throw mismatch(a, other.shape, "dot");
    return wrapped(timesSparse(a.byRows(), other.byRows()), a.format === "coo" ? "csr" : a.format);
  }
  const { array } = realOf(other, "x");
  if (array.shape.length < 1 || array.shape.length > 2 || array.shape[0] !== a.shape[1])
    throw mismatch(a, array.shape, "dot");
  const { data, indices, indptr } = a.byRows();
  const inputs = [
    fromData(data, [data.length]),
    fromData(indices, [indices.length]),
    fromData(indptr, [indptr.length]),
  ];
  return dispatch(productOperation, [...inputs, array], { shape: a.shape });
}

function combined(
  a: SparseMatrix,
  b: SparseMatrix,
  combine: (x: Compressed, y: Compressed) => Compressed,
): SparseMatrix {
  if (!issparse(b))
    throw coreError(
      "BAD_ARGUMENT",
      `other: got ${describeValue(b)}, expected a sparse matrix; toArray makes a dense one.`,
    );
  if (a.shape[0] !== b.shape[0] || a.shape[1] !== b.shape[1]) throw mismatch(a, b.shape, "elementwise");
  return wrapped(combine(a.byRows(), b.byRows()), a.format);
}

function elementsTimes(a: SparseMatrix, other: number | SparseMatrix | ArrayLikeInput): SparseMatrix {
  if (issparse(other)) return combined(a, other, timesElements);
  const rows = a.byRows();
  if (typeof other === "number")
    return wrapped(
      mapped(rows, (x) => x * other),
      a.format,
    );
  const { data, array } = realOf(other, "other");
  const [height, width] = array.shape.length === 1 ? [1, array.shape[0]!] : (array.shape as readonly [number, number]);
  const fits = (size: number, own: number): boolean => size === own || size === 1;
  if (array.shape.length > 2 || array.shape.length < 1 || !fits(height, a.shape[0]) || !fits(width, a.shape[1]))
    throw mismatch(a, array.shape, "multiply");
  const values = rows.data.slice();
  for (let i = 0; i < rows.lines; i++) {
    for (let k = rows.indptr[i]!; k < rows.indptr[i + 1]!; k++)
      values[k]! *= data[(height === 1 ? 0 : i) * width + (width === 1 ? 0 : rows.indices[k]!)]!;
  }
  return wrapped({ ...rows, data: values }, a.format);
}

function summed(a: SparseMatrix, axis: number | undefined): number | NDArray {
  const rows = a.byRows();
  if (axis === undefined) return rows.data.reduce((sum, x) => sum + x, 0);
  const along = axisOf(axis);
  const sums = new Float64Array(a.shape[1 - along]!);
  for (let i = 0; i < rows.lines; i++)
    for (let k = rows.indptr[i]!; k < rows.indptr[i + 1]!; k++)
      sums[along === 0 ? rows.indices[k]! : i]! += rows.data[k]!;
  return fromData(sums, [sums.length]);
}

function averaged(a: SparseMatrix, axis: number | undefined): number | NDArray {
  const total = summed(a, axis);
  if (typeof total === "number") return total / (a.shape[0] * a.shape[1]);
  const count = a.shape[axisOf(axis as number)]!;
  return fromData(
    (total.data as Float64Array).map((x) => x / count),
    total.shape,
  );
}

function diagonalOf(a: SparseMatrix, k: number): NDArray {
  if (!Number.isSafeInteger(k)) throw coreError("BAD_VALUE", `k: got ${describeValue(k)}, expected a whole number.`);
  const [m, n] = a.shape;
  const [row, column] = k < 0 ? [-k, 0] : [0, k];
  const rows = a.byRows();
  const length = Math.max(0, Math.min(m - row, n - column));
  return fromData(
    Float64Array.from({ length }, (_, i) => elementAt(rows, row + i, column + i)),
    [length],
  );
}
