import type { ArrayLikeInput } from "@core/array";
import { randomState } from "@core/array/random";
import { describeValue } from "@core/array/runtime";
import { sparseError } from "./errors.js";
import {
  asFormat,
  csrMatrix,
  entriesOf,
  fromEntries,
  isSparse,
  type SparseFormat,
  type SparseInput,
  type SparseMatrix,
  vectorOf,
} from "./matrix.js";

/** The format of a result. */
export interface FormatOptions {
  /** `"csr"` unless told. */
  readonly format?: SparseFormat;
}

/** Ones on a diagonal, the main one unless `k` says how far above it; `n` columns, as many as rows unless told. */
export function eye(
  m: number,
  options: FormatOptions & { readonly n?: number; readonly k?: number } = {},
): SparseMatrix {
  const { n = m, k = 0 } = options;
  return diags([[1]], { ...options, offsets: [k], shape: [m, n] });
}

/** The identity of a size. */
export function identity(n: number, options: FormatOptions = {}): SparseMatrix {
  return eye(n, options);
}

/**
 * A matrix of diagonals.
 * @param diagonals the elements of each; a single one is repeated where `shape` is given
 * @param options `offsets`: how far each is above the main one, 0 and up unless told; `shape`: as large as the diagonals need unless told
 */
export function diags(
  diagonals: readonly ArrayLikeInput[],
  options: FormatOptions & {
    readonly offsets?: number | readonly number[];
    readonly shape?: readonly [number, number];
  } = {},
): SparseMatrix {
  const given = options.offsets ?? 0;
  const isPlain = Array.isArray(diagonals) && diagonals.every((one) => typeof one === "number");
  const lists = (isPlain ? [diagonals] : diagonals).map((one, i) => vectorOf(`diagonals[${i}]`, one as ArrayLikeInput));
  const offsets = typeof given === "number" ? [given] : given;
  if (offsets.length !== lists.length || new Set(offsets).size !== offsets.length || !offsets.every(Number.isInteger))
    throw sparseError(
      "BAD_ARGUMENT",
      `offsets: got ${describeValue(given)}, expected ${lists.length} different whole numbers.`,
    );
  const size = Math.max(0, ...lists.map((list, i) => list.length + Math.abs(offsets[i] as number)));
  const [rows, columns] = options.shape ?? [size, size];
  const [row, col, data]: [number[], number[], number[]] = [[], [], []];
  lists.forEach((list, i) => {
    const offset = offsets[i] as number;
    const length = Math.max(0, Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0)));
    if (list.length !== length && list.length !== 1)
      throw sparseError(
        "BAD_SHAPE",
        `diagonal ${offset} has ${list.length} elements, a matrix of (${rows}, ${columns}) takes ${length}.`,
      );
    for (let k = 0; k < length; k++) {
      row.push(k - Math.min(offset, 0));
      col.push(k + Math.max(offset, 0));
      data.push(list[list.length === 1 ? 0 : k] as number);
    }
  });
  return build(row, col, data, [rows, columns], options);
}

/** The Kronecker product. */
export function kron(a: SparseInput, b: SparseInput, options: FormatOptions = {}): SparseMatrix {
  const [one, other] = [matrixOf(a), matrixOf(b)];
  const [left, right] = [entriesOf(one), entriesOf(other)];
  const [row, col, data]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < left.data.length; i++)
    for (let j = 0; j < right.data.length; j++) {
      row.push((left.row[i] as number) * other.shape[0] + (right.row[j] as number));
      col.push((left.col[i] as number) * other.shape[1] + (right.col[j] as number));
      data.push((left.data[i] as number) * (right.data[j] as number));
    }
  return build(row, col, data, [one.shape[0] * other.shape[0], one.shape[1] * other.shape[1]], options);
}

/** Matrices side by side. Throws BAD_SHAPE for different numbers of rows. */
export function hstack(blocks: readonly SparseInput[], options: FormatOptions = {}): SparseMatrix {
  return bmat([blocks], options);
}

/** Matrices one below the other. Throws BAD_SHAPE for different numbers of columns. */
export function vstack(blocks: readonly SparseInput[], options: FormatOptions = {}): SparseMatrix {
  return bmat(
    blocks.map((one) => [one]),
    options,
  );
}

/** Matrices along the diagonal. */
export function blockDiag(matrices: readonly SparseInput[], options: FormatOptions = {}): SparseMatrix {
  return bmat(
    matrices.map((one, i) => matrices.map((_, j) => (i === j ? one : null))),
    options,
  );
}

/**
 * A matrix of blocks, row by row; null stands for zeros of the fitting size.
 * @throws BAD_SHAPE where sizes of blocks in a row or column differ, or nothing says how large one is
 */
export function bmat(blocks: readonly (readonly (SparseInput | null)[])[], options: FormatOptions = {}): SparseMatrix {
  const grid = blocks.map((line) => line.map((one) => (one === null ? null : matrixOf(one))));
  const width = grid[0]?.length ?? 0;
  if (width === 0 || grid.some((line) => line.length !== width))
    throw sparseError("BAD_SHAPE", "blocks must be rows of equally many matrices.");
  const sizesOf = (lists: readonly (readonly (SparseMatrix | null)[])[], axis: 0 | 1): number[] =>
    lists.map((list, i) => {
      const sizes = new Set(list.flatMap((one) => (one === null ? [] : [one.shape[axis]])));
      if (sizes.size !== 1)
        throw sparseError(
          "BAD_SHAPE",
          `blocks in ${axis === 0 ? "row" : "column"} ${i} have ${[...sizes].join(", ") || "no"} ${axis === 0 ? "rows" : "columns"}; they must agree.`,
        );
      return [...sizes][0] as number;
    });
  const heights = sizesOf(grid, 0);
  const widths = sizesOf(
    Array.from({ length: width }, (_, j) => grid.map((line) => line[j] as SparseMatrix | null)),
    1,
  );
  const before = (sizes: readonly number[], i: number): number =>
    sizes.slice(0, i).reduce((sum, size) => sum + size, 0);
  const [row, col, data]: [number[], number[], number[]] = [[], [], []];
  grid.forEach((line, i) => {
    line.forEach((one, j) => {
      if (one === null) return;
      const entries = entriesOf(one);
      const [top, left] = [before(heights, i), before(widths, j)];
      for (let k = 0; k < entries.data.length; k++) {
        row.push((entries.row[k] as number) + top);
        col.push((entries.col[k] as number) + left);
        data.push(entries.data[k] as number);
      }
    });
  });
  return build(row, col, data, [before(heights, heights.length), before(widths, widths.length)], options);
}

/**
 * A matrix with random entries at random places.
 * @param options `density`: the share of places with an entry, 0.01 unless told; `seed`: the same numbers each time
 */
export function random(
  m: number,
  n: number,
  options: FormatOptions & { readonly density?: number; readonly seed?: number } = {},
): SparseMatrix {
  const { density = 0.01, seed } = options;
  if (!(density >= 0 && density <= 1))
    throw sparseError("BAD_VALUE", `density: got ${describeValue(density)}, expected a number from 0 to 1.`);
  const state = randomState(seed);
  const count = Math.round(density * m * n);
  const chosen = new Set<number>();
  const most = m * n;
  // Floyd's way to choose without repetition (CACM 30, 1987).
  for (let i = most - count; i < most; i++) {
    const place = Math.floor((state.randomSample() as number) * (i + 1));
    chosen.add(chosen.has(place) ? i : place);
  }
  const places = [...chosen];
  const data = places.map(() => state.randomSample() as number);
  return build(
    places.map((place) => Math.floor(place / n)),
    places.map((place) => place % n),
    data,
    [m, n],
    options,
  );
}

/** Rows, columns and values of the entries that are not 0, by columns. */
export function find(a: SparseInput): [row: Int32Array, col: Int32Array, data: Float64Array] {
  const { row, col, data } = entriesOf(matrixOf(a));
  const order = Array.from(data.keys())
    .filter((k) => data[k] !== 0)
    .sort(
      (one, other) => (col[one] as number) - (col[other] as number) || (row[one] as number) - (row[other] as number),
    );
  return [
    Int32Array.from(order, (k) => row[k] as number),
    Int32Array.from(order, (k) => col[k] as number),
    Float64Array.from(order, (k) => data[k] as number),
  ];
}

/** The part on and below a diagonal, the main one unless `k` says how far above it. */
export function tril(a: SparseInput, options: FormatOptions & { readonly k?: number } = {}): SparseMatrix {
  return part(a, options, (above, k) => above <= k);
}

/** The part on and above a diagonal, the main one unless `k` says how far above it. */
export function triu(a: SparseInput, options: FormatOptions & { readonly k?: number } = {}): SparseMatrix {
  return part(a, options, (above, k) => above >= k);
}

function part(
  a: SparseInput,
  options: FormatOptions & { readonly k?: number },
  keeps: (above: number, k: number) => boolean,
): SparseMatrix {
  const matrix = matrixOf(a);
  const { row, col, data } = entriesOf(matrix);
  const kept = Array.from(data.keys()).filter((i) => keeps((col[i] as number) - (row[i] as number), options.k ?? 0));
  const take = (list: ArrayLike<number>): number[] => kept.map((i) => list[i] as number);
  return build(take(row), take(col), take(data), matrix.shape, { format: options.format ?? matrix.format });
}

function build(
  row: readonly number[],
  col: readonly number[],
  data: readonly number[],
  shape: readonly [number, number],
  { format = "csr" }: FormatOptions,
): SparseMatrix {
  return asFormat(
    fromEntries(Int32Array.from(row), Int32Array.from(col), Float64Array.from(data), shape, "csr"),
    format,
  );
}

/** The matrix of an input. */
export function matrixOf(input: SparseInput): SparseMatrix {
  return isSparse(input) ? input : csrMatrix(input);
}
