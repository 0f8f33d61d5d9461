import { type ArrayLikeInput, asArray, fromData, isNDArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { compress, filtered, fromDense, type Triplets, triplets } from "./compressed.js";
import { oneOf, placesOf, realOf, shapeOf } from "./input.js";
import { CooMatrix, CscMatrix, CsrMatrix, type Format, issparse, type SparseMatrix, wrapped } from "./matrix.js";

import { checkedLines } from "./select.js";

/** Options of the functions that make one matrix. */
export interface ShapeOptions {
  /** Rows and columns; without it the largest place decides. */
  readonly shape?: readonly [number, number];
}

/** Elements and their places: `[data, [row, col]]`. */
export type Coordinates = readonly [data: ArrayLikeInput, places: readonly [row: ArrayLikeInput, col: ArrayLikeInput]];
/** Lines one behind the other: `[data, indices, indptr]`. */
export type Lines = readonly [data: ArrayLikeInput, indices: ArrayLikeInput, indptr: ArrayLikeInput];
/** What a matrix can be made of: another sparse one, a dense one, coordinates, or (csr and csc) lines. */
export type SparseInput = SparseMatrix | ArrayLikeInput | Coordinates | Lines;

function isList(value: unknown): boolean {
  return Array.isArray(value) || isNDArray(value) || ArrayBuffer.isView(value);
}

/** `[data, [row, col]]`, told from a dense matrix by its first entry, a list of numbers, and its second, two lists. */
function isCoordinates(value: unknown): value is Coordinates {
  if (!Array.isArray(value) || value.length !== 2 || !isList(value[0])) return false;
  const places = value[1] as unknown;
  return Array.isArray(places) && places.length === 2 && places.every(isList);
}

/** `[data, indices, indptr]`: three typed arrays, arrays or lists of which the last begins with 0 and is not as long as the first. */
function isLines(value: unknown): value is Lines {
  if (!Array.isArray(value) || value.length !== 3 || !value.every(isList)) return false;
  const [data, indices, indptr] = value.map((one) => asArray(one as ArrayLikeInput));
  if (data!.shape.length !== 1 || indices!.shape.length !== 1 || indptr!.shape.length !== 1) return false;
  return data!.size === indices!.size && indptr!.size > 0 && Number(indptr!.get(-1)) === data!.size;
}

function fromCoordinates(given: Coordinates, options: ShapeOptions): CooMatrix {
  const [values, [row, col]] = given;
  const { data, array } = realOf(values, "data");
  const limit = (list: ArrayLikeInput): number =>
    realOf(list, "row and col").data.reduce((most, x) => Math.max(most, x + 1), 0);
  const shape = options.shape === undefined ? shapeOf([limit(row), limit(col)]) : shapeOf(options.shape);
  const [rows, columns] = [placesOf(row, shape[0], "row"), placesOf(col, shape[1], "col")];
  if (array.shape.length !== 1 || rows.length !== data.length || columns.length !== data.length)
    throw coreError(
      "BAD_SHAPE",
      `data, row and col: got ${data.length}, ${rows.length} and ${columns.length} numbers, expected as many of each.`,
    );
  return new CooMatrix(shape, { data: data.slice(), row: rows, col: columns });
}

function fromMatrix(given: ArrayLikeInput, options: ShapeOptions): CsrMatrix {
  const { data, array } = realOf(given, "a");
  if (array.shape.length > 2)
    throw coreError("BAD_SHAPE", `a: got shape (${array.shape.join(", ")}), expected at most two axes.`);
  const [m, n] = array.shape.length === 2 ? (array.shape as [number, number]) : [1, array.size];
  if (options.shape !== undefined && (options.shape[0] !== m || options.shape[1] !== n))
    throw coreError("BAD_SHAPE", `shape: got [${options.shape}] for a matrix of shape (${m}, ${n}).`);
  return new CsrMatrix([m, n], fromDense(data, m, n));
}

/** Anything as a matrix by rows. */
function rowsOf(given: SparseInput, options: ShapeOptions, byColumn: boolean): SparseMatrix {
  if (issparse(given)) return given;
  if (isCoordinates(given)) return fromCoordinates(given, options);
  if (options.shape !== undefined && isLines(given)) {
    const [m, n] = shapeOf(options.shape);
    const lines = checkedLines(...given, byColumn ? n : m, byColumn ? m : n);
    return byColumn ? new CscMatrix([m, n], lines) : new CsrMatrix([m, n], lines);
  }
  return fromMatrix(given as ArrayLikeInput, options);
}

/**
 * A matrix by rows, of another sparse matrix, a dense one, `[data, [row, col]]` (elements of one place add up), or with `shape`
 * `[data, indices, indptr]`.
 * @throws BAD_SHAPE, BAD_VALUE for places outside, UNSUPPORTED for complex numbers
 */
export function csrMatrix(a: SparseInput, options: ShapeOptions = {}): CsrMatrix {
  checkOptions("csrMatrix", options, { shape: "any" });
  return rowsOf(a, options, false).toCsr();
}

/** A matrix by columns, of the same things as {@link csrMatrix}; `[data, indices, indptr]` are columns. @throws BAD_SHAPE, BAD_VALUE, UNSUPPORTED */
export function cscMatrix(a: SparseInput, options: ShapeOptions = {}): CscMatrix {
  checkOptions("cscMatrix", options, { shape: "any" });
  return rowsOf(a, options, true).toCsc();
}

/** A matrix element by element, of another sparse matrix, a dense one or `[data, [row, col]]`. @throws BAD_SHAPE, BAD_VALUE, UNSUPPORTED */
export function cooMatrix(a: SparseMatrix | ArrayLikeInput | Coordinates, options: ShapeOptions = {}): CooMatrix {
  checkOptions("cooMatrix", options, { shape: "any" });
  return rowsOf(a, options, false).toCoo();
}

/** Options of functions that choose a format. */
export interface FormatOptions {
  readonly format?: Format;
}

/** A format, or another one where none is given. */
export function formatOf(format: Format | undefined, otherwise: Format): Format {
  return oneOf(format ?? otherwise, ["csr", "csc", "coo"], "format");
}

/** Elements one after the other. */
export function collected(): { push: (i: number, j: number, x: number) => void; finish: () => Triplets } {
  const [data, row, col]: number[][] = [[], [], []];
  return {
    push: (i, j, x) => {
      row!.push(i);
      col!.push(j);
      data!.push(x);
    },
    finish: () => ({ data: Float64Array.from(data!), row: Int32Array.from(row!), col: Int32Array.from(col!) }),
  };
}

/** Options of {@link diags}. */
export interface DiagsOptions extends ShapeOptions, FormatOptions {
  /** The diagonals' places, above the main one positive; 0 by default. */
  readonly offsets?: number | readonly number[];
}

/**
 * The matrix with given diagonals. A diagonal of one number is repeated where `shape` is given; without `shape` the matrix is square and the
 * first diagonal fits it.
 * @throws BAD_SHAPE when a diagonal does not fit, BAD_VALUE for offsets that stand twice
 */
export function diags(diagonals: readonly ArrayLikeInput[] | ArrayLikeInput, options: DiagsOptions = {}): SparseMatrix {
  checkOptions("diags", options, { offsets: "numbers", shape: "any", format: "any" });
  const offsets =
    typeof options.offsets === "number" || options.offsets === undefined
      ? [options.offsets ?? 0]
      : Array.from(realOf(options.offsets as ArrayLikeInput, "offsets").data);
  const list =
    Array.isArray(diagonals) && diagonals.every((one) => isList(one))
      ? (diagonals as ArrayLikeInput[])
      : offsets.length > 1 && Array.isArray(diagonals)
        ? (diagonals as number[])
        : [diagonals as ArrayLikeInput];
  const values = list.map((one) => realOf(typeof one === "number" ? [one] : one, "diagonals").data);
  if (values.length !== offsets.length)
    throw coreError("BAD_SHAPE", `offsets: got ${offsets.length} for ${values.length} diagonals.`);
  if (new Set(offsets).size !== offsets.length || !offsets.every(Number.isInteger))
    throw coreError("BAD_VALUE", `offsets: got [${offsets}], expected different whole numbers.`);
  const size = values[0]!.length + Math.abs(offsets[0]!);
  const [m, n] = options.shape === undefined ? [size, size] : shapeOf(options.shape);
  const elements = collected();
  values.forEach((diagonal, at) => {
    const k = offsets[at]!;
    const [row, column] = k < 0 ? [-k, 0] : [0, k];
    const length = Math.min(m - row, n - column);
    if (length < 0)
      throw coreError("BAD_SHAPE", `offsets: diagonal ${at} with offset ${k} lies outside of (${m}, ${n}).`);
    if (diagonal.length !== length && diagonal.length !== 1)
      throw coreError(
        "BAD_SHAPE",
        `diagonals: number ${at} has ${diagonal.length} elements, offset ${k} in (${m}, ${n}) needs ${length}.`,
      );
    for (let i = 0; i < length; i++)
      elements.push(row + i, column + i, diagonal.length === 1 ? diagonal[0]! : diagonal[i]!);
  });
  return wrapped(compress(elements.finish(), m, n), formatOf(options.format, "csr"));
}

/**
 * The matrix (m, n) whose diagonals are rows of `data`: element j of a row stands in column j.
 * @throws BAD_SHAPE
 */
export function spdiags(
  data: ArrayLikeInput,
  diagonals: number | readonly number[],
  m: number,
  n: number,
  options: FormatOptions = {},
): SparseMatrix {
  checkOptions("spdiags", options, { format: "any" });
  checkKind("spdiags", "diagonals", diagonals, "numbers");
  checkKind("spdiags", "m", m, "number");
  checkKind("spdiags", "n", n, "number");
  const { data: values, array } = realOf(data, "data");
  const offsets = typeof diagonals === "number" ? [diagonals] : diagonals;
  const width = array.shape.at(-1) ?? 1;
  const [rows, columns] = shapeOf([m, n]);
  if (array.shape.length > 2 || values.length !== offsets.length * width)
    throw coreError("BAD_SHAPE", `data: got shape (${array.shape.join(", ")}) for ${offsets.length} diagonals.`);
  const elements = collected();
  offsets.forEach((k, at) => {
    for (let j = Math.max(0, k); j < Math.min(columns, width, rows + k); j++) {
      const value = values[at * width + j]!;
      if (value !== 0) elements.push(j - k, j, value);
    }
  });
  return wrapped(compress(elements.finish(), rows, columns), formatOf(options.format, "csr"));
}

/** Ones on a diagonal, the main one or the k-th above it. */
export function eye(
  m: number,
  options: FormatOptions & { readonly n?: number; readonly k?: number } = {},
): SparseMatrix {
  checkOptions("eye", options, { format: "any", n: "number", k: "number" });
  checkKind("eye", "m", m, "number");
  const [rows, columns] = shapeOf([m, options.n ?? m]);
  const k = options.k ?? 0;
  if (!Number.isSafeInteger(k)) throw coreError("BAD_VALUE", `k: got ${describeValue(k)}, expected a whole number.`);
  if (Math.min(rows, columns) > 2 ** 25)
    throw coreError("OUT_OF_MEMORY", `shape: ${rows} by ${columns} has too many ones, up to 2 ** 25 fit.`);
  const elements = collected();
  for (let i = Math.max(0, -k); i < Math.min(rows, columns - k); i++) elements.push(i, i + k, 1);
  return wrapped(compress(elements.finish(), rows, columns), formatOf(options.format, "csr"));
}

/** The identity. */
export function identity(n: number, options: FormatOptions = {}): SparseMatrix {
  checkOptions("identity", options, { format: "any" });
  checkKind("identity", "n", n, "number");
  return eye(n, options);
}

/** A sparse or dense matrix as a sparse one. */
export function asSparse(a: SparseMatrix | ArrayLikeInput): SparseMatrix {
  return issparse(a) ? a : fromMatrix(a, {});
}

/** The Kronecker product of two matrices. */
export function kron(
  a: SparseMatrix | ArrayLikeInput,
  b: SparseMatrix | ArrayLikeInput,
  options: FormatOptions = {},
): SparseMatrix {
  checkOptions("kron", options, { format: "any" });
  const [first, second] = [asSparse(a), asSparse(b)];
  const [x, y] = [triplets(first.byRows()), triplets(second.byRows())];
  const [p, q] = second.shape;
  const shape = shapeOf([first.shape[0] * p, first.shape[1] * q]);
  const count = x.data.length * y.data.length;
  const elements = { data: new Float64Array(count), row: new Int32Array(count), col: new Int32Array(count) };
  let to = 0;
  for (let k = 0; k < x.data.length; k++) {
    for (let l = 0; l < y.data.length; l++) {
      elements.data[to] = x.data[k]! * y.data[l]!;
      elements.row[to] = x.row[k]! * p + y.row[l]!;
      elements.col[to++] = x.col[k]! * q + y.col[l]!;
    }
  }
  return wrapped(compress(elements, ...shape), formatOf(options.format, "csr"));
}

/** The Kronecker sum `kron(I, a) + kron(b, I)` of two square matrices. @throws BAD_SHAPE */
export function kronsum(
  a: SparseMatrix | ArrayLikeInput,
  b: SparseMatrix | ArrayLikeInput,
  options: FormatOptions = {},
): SparseMatrix {
  checkOptions("kronsum", options, { format: "any" });
  const [first, second] = [asSparse(a), asSparse(b)];
  if (first.shape[0] !== first.shape[1] || second.shape[0] !== second.shape[1])
    throw coreError("BAD_SHAPE", "kronsum: expected square matrices.");
  const sum = kron(eye(second.shape[0]), first).add(kron(second, eye(first.shape[0])));
  return sum.asFormat(formatOf(options.format, "csr"));
}

/**
 * A matrix of blocks, in rows; null stands for zeros.
 * @throws BAD_SHAPE when the blocks of a row or a column do not fit
 */
export function bmat(
  blocks: readonly (readonly (SparseMatrix | ArrayLikeInput | null)[])[],
  options: FormatOptions = {},
): SparseMatrix {
  checkOptions("bmat", options, { format: "any" });
  if (!Array.isArray(blocks) || !blocks.every(Array.isArray))
    throw coreError("BAD_ARGUMENT", `blocks: got ${describeValue(blocks)}, expected a list of lists of matrices.`);
  const grid = blocks.map((row) => row.map((block) => (block === null ? null : asSparse(block))));
  const width = grid[0]?.length ?? 0;
  if (width === 0 || grid.some((row) => row.length !== width))
    throw coreError("BAD_SHAPE", "blocks: expected rows with as many blocks each.");
  const heights = new Array<number>(grid.length).fill(-1);
  const widths = new Array<number>(width).fill(-1);
  const fit = (sizes: number[], at: number, size: number, what: string): void => {
    if (sizes[at] === -1) sizes[at] = size;
    else if (sizes[at] !== size)
      throw coreError("BAD_SHAPE", `blocks: ${what} ${at} has blocks of ${sizes[at]} and ${size}.`);
  };
  grid.forEach((row, i) => {
    row.forEach((block, j) => {
      if (block === null) return;
      fit(heights, i, block.shape[0], "row");
      fit(widths, j, block.shape[1], "column");
    });
  });
  if ([...heights, ...widths].includes(-1))
    throw coreError("BAD_SHAPE", "blocks: a row or a column has no block at all.");
  const startsOf = (sizes: readonly number[]): number[] =>
    sizes.map((_, i) => sizes.slice(0, i).reduce((sum, x) => sum + x, 0));
  const [tops, lefts] = [startsOf(heights), startsOf(widths)];
  const elements = collected();
  grid.forEach((row, i) => {
    row.forEach((block, j) => {
      if (block === null) return;
      const { data, row: rows, col } = triplets(block.byRows());
      for (let k = 0; k < data.length; k++) elements.push(rows[k]! + tops[i]!, col[k]! + lefts[j]!, data[k]!);
    });
  });
  const total = (sizes: readonly number[]): number => sizes.reduce((sum, x) => sum + x, 0);
  return wrapped(
    compress(elements.finish(), ...shapeOf([total(heights), total(widths)])),
    formatOf(options.format, "csr"),
  );
}

/** Matrices beside each other. @throws BAD_SHAPE */
export function hstack(blocks: readonly (SparseMatrix | ArrayLikeInput)[], options: FormatOptions = {}): SparseMatrix {
  checkOptions("hstack", options, { format: "any" });
  checkList(blocks, "blocks");
  return bmat([blocks], options);
}

/** Matrices below each other. @throws BAD_SHAPE */
export function vstack(blocks: readonly (SparseMatrix | ArrayLikeInput)[], options: FormatOptions = {}): SparseMatrix {
  checkOptions("vstack", options, { format: "any" });
  checkList(blocks, "blocks");
  return bmat(
    blocks.map((block) => [block]),
    options,
  );
}

function checkList(value: unknown, name: string): void {
  if (!Array.isArray(value))
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a list of matrices.`);
}

/** Matrices along the diagonal, zeros elsewhere. */
export function blockDiag(
  matrices: readonly (SparseMatrix | ArrayLikeInput)[],
  options: FormatOptions = {},
): SparseMatrix {
  checkOptions("blockDiag", options, { format: "any" });
  checkList(matrices, "matrices");
  const elements = collected();
  let [row, column] = [0, 0];
  for (const one of matrices.map(asSparse)) {
    const { data, row: rows, col } = triplets(one.byRows());
    for (let k = 0; k < data.length; k++) elements.push(rows[k]! + row, col[k]! + column, data[k]!);
    row += one.shape[0];
    column += one.shape[1];
  }
  return wrapped(compress(elements.finish(), ...shapeOf([row, column])), formatOf(options.format, "csr"));
}

/** Row, column and value of each element that is not 0, by rows. */
export function find(a: SparseMatrix | ArrayLikeInput): [row: NDArray, col: NDArray, value: NDArray] {
  const { row, col, data } = triplets(filtered(asSparse(a).byRows(), (_i, _j, value) => value !== 0));
  return [fromData(row, [row.length]), fromData(col, [col.length]), fromData(data, [data.length])];
}

function part(
  a: SparseMatrix | ArrayLikeInput,
  options: FormatOptions,
  keep: (i: number, j: number) => boolean,
): SparseMatrix {
  const given = asSparse(a);
  return wrapped(filtered(given.byRows(), keep), formatOf(options.format, issparse(a) ? a.format : "csr"));
}

/** The elements on and below the k-th diagonal. */
export function tril(
  a: SparseMatrix | ArrayLikeInput,
  options: FormatOptions & { readonly k?: number } = {},
): SparseMatrix {
  checkOptions("tril", options, { format: "any", k: "number" });
  return part(a, options, (i, j) => j - i <= (options.k ?? 0));
}

/** The elements on and above the k-th diagonal. */
export function triu(
  a: SparseMatrix | ArrayLikeInput,
  options: FormatOptions & { readonly k?: number } = {},
): SparseMatrix {
  checkOptions("triu", options, { format: "any", k: "number" });
  return part(a, options, (i, j) => j - i >= (options.k ?? 0));
}
