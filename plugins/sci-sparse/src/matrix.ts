import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  fromData,
  isComplexDType,
  isNDArray,
  type NDArray,
  zeros,
} from "@core/array";
import { describeValue } from "@core/array/runtime";
import {
  type Compressed,
  combine,
  compress,
  flip,
  sumDuplicates,
  timesSparse,
  timesVector,
  transposedTimesVector,
} from "./compressed.js";
import { sparseError } from "./errors.js";

/** How entries stand in memory: by rows, by columns, or each with row and column. */
export type SparseFormat = "csr" | "csc" | "coo";

/** A sparse matrix of float64, immutable. Formats differ in the order of the entries only; all functions take all of them. */
export class SparseMatrix {
  readonly brand: "sci-sparse/matrix#1" = "sci-sparse/matrix#1";
  readonly format: SparseFormat;
  /** Rows and columns. */
  readonly shape: readonly [number, number];
  /** The entries by rows. */
  readonly rows: Compressed;

  constructor(rows: Compressed, format: SparseFormat = "csr") {
    this.rows = rows;
    this.format = format;
    this.shape = [rows.lines, rows.across];
  }

  /** The number of stored entries. */
  get nnz(): number {
    return this.rows.values.length;
  }

  /** Where each row starts (CSR), or each column (CSC). */
  get indptr(): NDArray<"int32"> {
    return fromData(linesOf(this).starts.slice(), linesOf(this).lines + 1) as NDArray<"int32">;
  }

  /** The column of each entry (CSR), or the row (CSC). */
  get indices(): NDArray<"int32"> {
    return fromData(linesOf(this).places.slice(), this.nnz) as NDArray<"int32">;
  }

  /** The values of the entries in the order of the format. */
  get data(): NDArray<"float64"> {
    return fromData(linesOf(this).values.slice(), this.nnz);
  }

  /** Rows and columns swapped. */
  get T(): SparseMatrix {
    return transpose(this);
  }

  toArray(): NDArray<"float64"> {
    return toArray(this);
  }

  asFormat(format: SparseFormat): SparseMatrix {
    return asFormat(this, format);
  }

  /** Row, column and value of each entry. */
  toCoo(): { readonly row: Int32Array; readonly col: Int32Array; readonly data: Float64Array } {
    return entriesOf(this);
  }

  get(row: number, column: number): number {
    return element(this, row, column);
  }

  getRow(row: number): SparseMatrix {
    return getRow(this, row);
  }

  getCol(column: number): SparseMatrix {
    return getCol(this, column);
  }

  diagonal(options?: { readonly k?: number }): NDArray<"float64"> {
    return diagonal(this, options);
  }

  dot(other: SparseMatrix): SparseMatrix;
  dot(other: ArrayLikeInput): NDArray<"float64">;
  dot(other: SparseMatrix | ArrayLikeInput): SparseMatrix | NDArray<"float64"> {
    return dot(this, other as ArrayLikeInput);
  }

  add(other: SparseMatrix): SparseMatrix {
    return add(this, other);
  }

  subtract(other: SparseMatrix): SparseMatrix {
    return subtract(this, other);
  }

  multiply(other: SparseMatrix | number | ArrayLikeInput): SparseMatrix {
    return multiply(this, other);
  }

  sum(): number;
  sum(options: { readonly axis: number }): NDArray<"float64">;
  sum(options: { readonly axis?: number } = {}): number | NDArray<"float64"> {
    return sum(this, options as { axis: number });
  }

  toString(): string {
    const [rows, columns] = this.shape;
    return `<${rows}x${columns} sparse matrix of float64 with ${this.nnz} stored elements in ${this.format} format>`;
  }
}

/** Whether a value is a sparse matrix of this package, whichever copy made it. */
export function isSparse(value: unknown): value is SparseMatrix {
  return (value as { brand?: unknown } | null | undefined)?.brand === "sci-sparse/matrix#1";
}

/** The entries in the order of the format. */
export function linesOf(a: SparseMatrix): Compressed {
  return a.format === "csc" ? flip(a.rows) : a.rows;
}

/** What a matrix may be made of: another one, a dense array, values with rows and columns, or sizes for an empty one. */
export type SparseInput =
  | SparseMatrix
  | ArrayLikeInput
  | { readonly data: ArrayLikeInput; readonly row: ArrayLikeInput; readonly col: ArrayLikeInput }
  | { readonly data: ArrayLikeInput; readonly indices: ArrayLikeInput; readonly indptr: ArrayLikeInput };

/** What constructors take. */
export interface SparseOptions {
  /** Rows and columns; as many as needed unless told. */
  readonly shape?: readonly [number, number];
}

/** A matrix by rows. See {@link SparseInput}; `indices` are columns. */
export function csrMatrix(input: SparseInput, options: SparseOptions = {}): SparseMatrix {
  return makeMatrix(input, options, "csr");
}

/** A matrix by columns. See {@link SparseInput}; `indices` are rows. */
export function cscMatrix(input: SparseInput, options: SparseOptions = {}): SparseMatrix {
  return makeMatrix(input, options, "csc");
}

/** A matrix by entries. See {@link SparseInput}. Values at the same place add up. */
export function cooMatrix(input: SparseInput, options: SparseOptions = {}): SparseMatrix {
  return makeMatrix(input, options, "coo");
}

function makeMatrix(input: SparseInput, options: SparseOptions, format: SparseFormat): SparseMatrix {
  if (isSparse(input)) return checked(asFormat(input, format), options);
  const parts = input as { data?: ArrayLikeInput; row?: ArrayLikeInput; indices?: ArrayLikeInput };
  if (!isNDArray(input) && parts?.data !== undefined && parts.row !== undefined) {
    const { data, row, col } = input as { data: ArrayLikeInput; row: ArrayLikeInput; col: ArrayLikeInput };
    return fromEntries(indicesOf("row", row), indicesOf("col", col), vectorOf("data", data), options.shape, format);
  }
  if (!isNDArray(input) && parts?.data !== undefined && parts.indices !== undefined) {
    const { data, indices, indptr } = input as {
      data: ArrayLikeInput;
      indices: ArrayLikeInput;
      indptr: ArrayLikeInput;
    };
    return fromCompressed(
      vectorOf("data", data),
      indicesOf("indices", indices),
      indicesOf("indptr", indptr),
      options.shape,
      format,
    );
  }
  return checked(fromDense(input as ArrayLikeInput, format), options);
}

function checked(a: SparseMatrix, { shape }: SparseOptions): SparseMatrix {
  if (shape === undefined || (shape[0] === a.shape[0] && shape[1] === a.shape[1])) return a;
  throw sparseError("BAD_SHAPE", `shape: got (${shape.join(", ")}), the matrix has (${a.shape.join(", ")}).`);
}

function fromDense(input: ArrayLikeInput, format: SparseFormat): SparseMatrix {
  const dense = denseOf("the matrix", input);
  const [rows = 1, columns = 0] = dense.shape.length === 1 ? [1, dense.shape[0] as number] : dense.shape;
  if (dense.shape.length > 2 || dense.shape.length === 0)
    throw sparseError("BAD_SHAPE", `a sparse matrix has two axes, got shape (${dense.shape.join(", ")}).`);
  const values = elementsOf(dense);
  const starts = new Int32Array(rows + 1);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) count++;
  const places = new Int32Array(count);
  const kept = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j] as number;
      if (value === 0) continue;
      places[at] = j;
      kept[at++] = value;
    }
    starts[i + 1] = at;
  }
  return new SparseMatrix({ lines: rows, across: columns, starts, places, values: kept }, format);
}

/** A matrix of entries; values at the same place add up. */
export function fromEntries(
  row: Int32Array,
  col: Int32Array,
  data: Float64Array,
  shape: readonly [number, number] | undefined,
  format: SparseFormat,
): SparseMatrix {
  if (row.length !== data.length || col.length !== data.length)
    throw sparseError(
      "BAD_SHAPE",
      `data, row and col have ${data.length}, ${row.length} and ${col.length} elements; give as many of each.`,
    );
  const [rows, columns] = checkShape(shape ?? [largest(row) + 1, largest(col) + 1]);
  checkRange("row", row, rows);
  checkRange("col", col, columns);
  return new SparseMatrix(compress(rows, columns, row, col, data), format);
}

function fromCompressed(
  data: Float64Array,
  indices: Int32Array,
  indptr: Int32Array,
  shape: readonly [number, number] | undefined,
  format: SparseFormat,
): SparseMatrix {
  if (format === "coo")
    throw sparseError("BAD_ARGUMENT", "cooMatrix takes { data, row, col }, not indices and indptr.");
  const lines = indptr.length - 1;
  const rises = indptr[0] === 0 && indptr.every((at, i) => i === 0 || at >= (indptr[i - 1] as number));
  if (lines < 0 || !rises || indptr[lines] !== data.length || indices.length !== data.length)
    throw sparseError(
      "BAD_VALUE",
      "indptr must rise from 0 to the number of values, and indices have as many elements as data.",
    );
  const [rows, columns] = checkShape(
    shape ?? (format === "csr" ? [lines, largest(indices) + 1] : [largest(indices) + 1, lines]),
  );
  const [own, across] = format === "csr" ? [rows, columns] : [columns, rows];
  if (own !== lines) throw sparseError("BAD_SHAPE", `indptr has ${lines + 1} elements, expected ${own + 1}.`);
  checkRange("indices", indices, across);
  const line = new Int32Array(data.length);
  for (let i = 0; i < lines; i++) line.fill(i, indptr[i], indptr[i + 1]);
  const compressed = sumDuplicates(compress(lines, across, line, indices, data, false));
  return new SparseMatrix(format === "csr" ? compressed : flip(compressed), format);
}

function checkShape(shape: readonly [number, number]): readonly [number, number] {
  const good =
    Array.isArray(shape) &&
    shape.length === 2 &&
    shape.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 31);
  if (!good) throw sparseError("BAD_SHAPE", `shape: got ${describeValue(shape)}, expected [rows, columns].`);
  return shape;
}

function checkRange(name: string, indices: Int32Array, size: number): void {
  const wrong = indices.find((index) => index < 0 || index >= size);
  if (wrong !== undefined) throw sparseError("BAD_INDEX", `${name}: ${wrong} is outside of 0 to ${size - 1}.`);
}

function largest(indices: Int32Array): number {
  return indices.reduce((most, index) => Math.max(most, index), -1);
}

/** A dense array as contiguous float64. */
export function denseOf(name: string, input: ArrayLikeInput): NDArray<"float64"> {
  const a = asArray(input);
  if (isComplexDType(a.dtype))
    throw sparseError(
      "UNSUPPORTED",
      `${name} is complex; sparse matrices hold float64. Split it into real and imaginary part.`,
    );
  return contiguous(astype(a, "float64"));
}

/** The elements of a dense vector. */
export function vectorOf(name: string, input: ArrayLikeInput): Float64Array {
  const a = denseOf(name, input);
  if (a.shape.length !== 1)
    throw sparseError("BAD_SHAPE", `${name} must have one axis, got shape (${a.shape.join(", ")}).`);
  return elementsOf(a).slice();
}

function indicesOf(name: string, input: ArrayLikeInput): Int32Array {
  const values = vectorOf(name, input);
  const wrong = values.find((value) => !Number.isInteger(value) || Math.abs(value) >= 2 ** 31);
  if (wrong !== undefined) throw sparseError("BAD_INDEX", `${name}: got ${wrong}, expected whole numbers.`);
  return Int32Array.from(values);
}

/** The same matrix in another format. */
export function asFormat(a: SparseMatrix, format: SparseFormat): SparseMatrix {
  if (!["csr", "csc", "coo"].includes(format))
    throw sparseError("BAD_ARGUMENT", `format: got ${describeValue(format)}, expected csr, csc or coo.`);
  return a.format === format ? a : new SparseMatrix(a.rows, format);
}

/** Row, column and value of each entry, by rows. */
export function entriesOf(a: SparseMatrix): { row: Int32Array; col: Int32Array; data: Float64Array } {
  const { lines, starts, places, values } = a.rows;
  const row = new Int32Array(places.length);
  for (let i = 0; i < lines; i++) row.fill(i, starts[i], starts[i + 1]);
  return { row, col: places.slice(), data: values.slice() };
}

/** A dense array with all zeros. */
export function toArray(a: SparseMatrix): NDArray<"float64"> {
  const dense = zeros([...a.shape]);
  const { lines, across, starts, places, values } = a.rows;
  const data = dense.data;
  for (let i = 0; i < lines; i++)
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++)
      data[i * across + (places[k] as number)] = values[k] as number;
  return dense;
}

/** Rows and columns swapped; CSR becomes CSC. */
export function transpose(a: SparseMatrix): SparseMatrix {
  return new SparseMatrix(flip(a.rows), a.format === "coo" ? "coo" : a.format === "csr" ? "csc" : "csr");
}

/** One element, 0 where there is no entry. Throws BAD_INDEX outside of the matrix; negative indices count from the end. */
export function element(a: SparseMatrix, row: number, column: number): number {
  const i = checkIndex("row", row, a.shape[0]);
  const j = checkIndex("column", column, a.shape[1]);
  const { starts, places, values } = a.rows;
  for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) if (places[k] === j) return values[k] as number;
  return 0;
}

function checkIndex(name: string, index: number, size: number): number {
  const at = index < 0 ? index + size : index;
  if (Number.isInteger(at) && at >= 0 && at < size) return at;
  throw sparseError("BAD_INDEX", `${name}: got ${describeValue(index)}, expected ${-size} to ${size - 1}.`);
}

/** One row as a matrix. */
export function getRow(a: SparseMatrix, row: number): SparseMatrix {
  const i = checkIndex("row", row, a.shape[0]);
  const { starts, places, values, across } = a.rows;
  const [from, to] = [starts[i] as number, starts[i + 1] as number];
  return new SparseMatrix(
    {
      lines: 1,
      across,
      starts: Int32Array.of(0, to - from),
      places: places.slice(from, to),
      values: values.slice(from, to),
    },
    a.format,
  );
}

/** One column as a matrix. */
export function getCol(a: SparseMatrix, column: number): SparseMatrix {
  const j = checkIndex("column", column, a.shape[1]);
  return asFormat(transpose(getRow(new SparseMatrix(flip(a.rows)), j)), a.format);
}

/** The elements of a diagonal, the main one unless `k` says how far above it. */
export function diagonal(a: SparseMatrix, options: { readonly k?: number } = {}): NDArray<"float64"> {
  const { k = 0 } = options;
  const [rows, columns] = a.shape;
  if (!Number.isInteger(k)) throw sparseError("BAD_ARGUMENT", `k: got ${describeValue(k)}, expected a whole number.`);
  const length = Math.max(0, Math.min(rows + Math.min(k, 0), columns - Math.max(k, 0)));
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = element(a, i - Math.min(k, 0), i + Math.max(k, 0));
  return fromData(values, length);
}

/**
 * The matrix product with a sparse matrix (sparse), a vector or a dense matrix (dense).
 * @throws BAD_SHAPE where columns do not meet as many rows
 */
export function dot(a: SparseMatrix, other: SparseMatrix): SparseMatrix;
export function dot(a: SparseMatrix, other: ArrayLikeInput): NDArray<"float64">;
export function dot(a: SparseMatrix, other: SparseMatrix | ArrayLikeInput): SparseMatrix | NDArray<"float64"> {
  if (isSparse(other)) {
    checkMeets(a, other.shape[0]);
    return new SparseMatrix(timesSparse(a.rows, other.rows), a.format);
  }
  const dense = denseOf("other", other as ArrayLikeInput);
  if (dense.shape.length === 0 || dense.shape.length > 2)
    throw sparseError("BAD_SHAPE", `other must have one or two axes, got shape (${dense.shape.join(", ")}).`);
  checkMeets(a, dense.shape[0] as number);
  if (dense.shape.length === 1) return fromData(timesVector(a.rows, elementsOf(dense)), a.shape[0]);
  return timesDense(a.rows, elementsOf(dense), dense.shape[1] as number);
}

function checkMeets(a: SparseMatrix, rows: number): void {
  if (a.shape[1] !== rows) throw sparseError("BAD_SHAPE", `dot: ${a.shape[1]} columns meet ${rows} rows.`);
}

function timesDense({ lines, starts, places, values }: Compressed, x: Float64Array, width: number): NDArray<"float64"> {
  const y = new Float64Array(lines * width);
  for (let i = 0; i < lines; i++)
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++) {
      const value = values[k] as number;
      const from = (places[k] as number) * width;
      for (let j = 0; j < width; j++) y[i * width + j] = (y[i * width + j] as number) + value * (x[from + j] as number);
    }
  return fromData(y, [lines, width]);
}

/** The product of the transpose with a vector, without transposing. */
export function transposedDot(a: SparseMatrix, x: Float64Array): Float64Array {
  return transposedTimesVector(a.rows, x);
}

function checkSame(name: string, a: SparseMatrix, b: SparseMatrix): void {
  if (!isSparse(b)) throw sparseError("BAD_ARGUMENT", `${name}: got ${describeValue(b)}, expected a sparse matrix.`);
  if (a.shape[0] !== b.shape[0] || a.shape[1] !== b.shape[1])
    throw sparseError("BAD_SHAPE", `${name}: shapes (${a.shape.join(", ")}) and (${b.shape.join(", ")}) differ.`);
}

/** The sum of two matrices. Throws BAD_SHAPE for different sizes. */
export function add(a: SparseMatrix, b: SparseMatrix): SparseMatrix {
  checkSame("add", a, b);
  return new SparseMatrix(
    combine(a.rows, b.rows, (x, y) => x + y, false),
    a.format,
  );
}

/** The difference of two matrices. Throws BAD_SHAPE for different sizes. */
export function subtract(a: SparseMatrix, b: SparseMatrix): SparseMatrix {
  checkSame("subtract", a, b);
  return new SparseMatrix(
    combine(a.rows, b.rows, (x, y) => x - y, false),
    a.format,
  );
}

/** The product element by element: with a number, a matrix, or a dense array that broadcasts against the matrix. */
export function multiply(a: SparseMatrix, other: SparseMatrix | number | ArrayLikeInput): SparseMatrix {
  if (typeof other === "number")
    return new SparseMatrix({ ...a.rows, values: a.rows.values.map((value) => value * other) }, a.format);
  if (isSparse(other)) {
    checkSame("multiply", a, other);
    return new SparseMatrix(
      combine(a.rows, other.rows, (x, y) => x * y, true),
      a.format,
    );
  }
  const dense = denseOf("other", other as ArrayLikeInput);
  const [height, width] =
    dense.shape.length === 1
      ? [1, dense.shape[0] as number]
      : dense.shape.length === 0
        ? [1, 1]
        : (dense.shape as [number, number]);
  const fits = (size: number, own: number): boolean => size === 1 || size === own;
  if (dense.shape.length > 2 || !fits(height, a.shape[0]) || !fits(width, a.shape[1]))
    throw sparseError(
      "BAD_SHAPE",
      `multiply: shapes (${a.shape.join(", ")}) and (${dense.shape.join(", ")}) do not fit.`,
    );
  const factors = elementsOf(dense);
  const { row, col, data } = entriesOf(a);
  const values = data.map(
    (value, k) =>
      value *
      (factors[(height === 1 ? 0 : (row[k] as number)) * width + (width === 1 ? 0 : (col[k] as number))] as number),
  );
  return new SparseMatrix({ ...a.rows, values }, a.format);
}

/** The sum of all elements, of each column (axis 0) or of each row (axis 1). */
export function sum(a: SparseMatrix, options?: { readonly axis?: undefined }): number;
export function sum(a: SparseMatrix, options: { readonly axis: number }): NDArray<"float64">;
export function sum(
  a: SparseMatrix,
  options: { readonly axis?: number | undefined } = {},
): number | NDArray<"float64"> {
  const { axis } = options;
  const { lines, across, starts, values } = a.rows;
  if (axis === undefined) return values.reduce((total, value) => total + value, 0);
  if (![-2, -1, 0, 1].includes(axis))
    throw sparseError("BAD_AXIS", `axis: got ${describeValue(axis)}, expected 0 or 1.`);
  if (axis === 0 || axis === -2)
    return fromData(transposedTimesVector(a.rows, new Float64Array(lines).fill(1)), across);
  const sums = new Float64Array(lines);
  for (let i = 0; i < lines; i++)
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++)
      sums[i] = (sums[i] as number) + (values[k] as number);
  return fromData(sums, lines);
}

/** A matrix without entries that are 0. */
export function eliminateZeros(a: SparseMatrix): SparseMatrix {
  return new SparseMatrix(
    combine(a.rows, a.rows, (x) => x, true),
    a.format,
  );
}
