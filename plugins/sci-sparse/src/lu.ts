import { type ArrayLikeInput, elementsOf, fromData, type NDArray } from "@core/array";
import { type Compressed, flip } from "./compressed.js";
import { matrixOf } from "./construct.js";
import { sparseError } from "./errors.js";
import { denseOf, type SparseInput } from "./matrix.js";
import { reverseCuthillMckee } from "./ordering.js";

/** A decomposition into lower and upper triangle, kept for many right sides. */
export interface SparseLu {
  readonly shape: readonly [number, number];
  /** Entries of both triangles. */
  readonly nnz: number;
  /** The solution for one right side, or for each column of a matrix. Throws BAD_SHAPE. */
  solve(b: ArrayLikeInput): NDArray<"float64">;
}

interface Factors {
  readonly n: number;
  /** Columns of the unit lower triangle without its diagonal, rows as pivots. */
  readonly lower: Columns;
  /** Columns of the upper triangle, the diagonal last. */
  readonly upper: Columns;
  /** The pivot at which each row was taken. */
  readonly pivotOfRow: Int32Array;
  readonly columnOrder: Int32Array;
}

interface Columns {
  readonly starts: Int32Array;
  readonly places: number[];
  readonly values: number[];
}

/**
 * Decomposes a sparse matrix (J. Gilbert, T. Peierls, SIAM J. Sci. Stat. Comput. 9, 1988), columns in the order of Cuthill and McKee, rows by partial
 * pivoting that prefers the diagonal.
 * @throws BAD_SHAPE for matrices that are not square, SINGULAR
 */
export function splu(a: SparseInput): SparseLu {
  const matrix = matrixOf(a);
  const [n, columns] = matrix.shape;
  if (n !== columns) throw sparseError("BAD_SHAPE", `splu: expected a square matrix, got (${n}, ${columns}).`);
  const factors = decompose(flip(matrix.rows), reverseCuthillMckee(matrix));
  return {
    shape: matrix.shape,
    nnz: factors.lower.values.length + factors.upper.values.length,
    solve: (b) => solveAll(factors, b),
  };
}

/**
 * The solution of A x = b, for one right side or for each column of a dense matrix.
 * @throws BAD_SHAPE, SINGULAR
 */
export function spsolve(a: SparseInput, b: ArrayLikeInput): NDArray<"float64"> {
  return splu(a).solve(b);
}

function decompose(a: Compressed, columnOrder: Int32Array): Factors {
  const n = a.lines;
  const pivotOfRow = new Int32Array(n).fill(-1);
  const lower: Columns = { starts: new Int32Array(n + 1), places: [], values: [] };
  const upper: Columns = { starts: new Int32Array(n + 1), places: [], values: [] };
  const x = new Float64Array(n);
  const mark = new Int32Array(n).fill(-1);
  const stack = new Int32Array(n);
  const position = new Int32Array(n);
  const reached = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    const column = columnOrder[k] as number;
    let top = n;
    // Rows that become non-zero: all that can be reached from those of this column through the columns before.
    for (let p = a.starts[column] as number; p < (a.starts[column + 1] as number); p++) {
      const start = a.places[p] as number;
      if (mark[start] === k) continue;
      let depth = 0;
      stack[0] = start;
      mark[start] = k;
      position[0] = startOf(lower, pivotOfRow[start] as number);
      while (depth >= 0) {
        const row = stack[depth] as number;
        const pivot = pivotOfRow[row] as number;
        const end = pivot < 0 ? -1 : (lower.starts[pivot + 1] as number);
        let at = position[depth] as number;
        let deeper = false;
        while (pivot >= 0 && at < end) {
          const next = lower.places[at++] as number;
          if (mark[next] === k) continue;
          mark[next] = k;
          position[depth] = at;
          stack[++depth] = next;
          position[depth] = startOf(lower, pivotOfRow[next] as number);
          deeper = true;
          break;
        }
        if (deeper) continue;
        reached[--top] = row;
        depth--;
      }
    }
    for (let i = top; i < n; i++) x[reached[i] as number] = 0;
    for (let p = a.starts[column] as number; p < (a.starts[column + 1] as number); p++)
      x[a.places[p] as number] = a.values[p] as number;
    for (let i = top; i < n; i++) {
      const row = reached[i] as number;
      const pivot = pivotOfRow[row] as number;
      if (pivot < 0) continue;
      const value = x[row] as number;
      if (value === 0) continue;
      for (let p = lower.starts[pivot] as number; p < (lower.starts[pivot + 1] as number); p++) {
        const target = lower.places[p] as number;
        x[target] = (x[target] as number) - value * (lower.values[p] as number);
      }
    }
    let [best, most] = [-1, 0];
    for (let i = top; i < n; i++) {
      const row = reached[i] as number;
      const size = Math.abs(x[row] as number);
      if ((pivotOfRow[row] as number) < 0 && size > most) [best, most] = [row, size];
    }
    if (best < 0 || !Number.isFinite(most))
      throw sparseError(
        Number.isFinite(most) ? "SINGULAR" : "BAD_VALUE",
        Number.isFinite(most)
          ? "the matrix is singular: there is no pivot for a column."
          : "the matrix holds numbers that are not finite.",
      );
    if (mark[column] === k && (pivotOfRow[column] as number) < 0 && Math.abs(x[column] as number) >= most)
      best = column;
    const pivotValue = x[best] as number;
    for (let i = top; i < n; i++) {
      const row = reached[i] as number;
      const pivot = pivotOfRow[row] as number;
      if (pivot >= 0) {
        upper.places.push(pivot);
        upper.values.push(x[row] as number);
      } else if (row !== best && x[row] !== 0) {
        lower.places.push(row);
        lower.values.push((x[row] as number) / pivotValue);
      }
    }
    upper.places.push(k);
    upper.values.push(pivotValue);
    pivotOfRow[best] = k;
    lower.starts[k + 1] = lower.places.length;
    upper.starts[k + 1] = upper.places.length;
  }
  for (let i = 0; i < lower.places.length; i++) lower.places[i] = pivotOfRow[lower.places[i] as number] as number;
  return { n, lower, upper, pivotOfRow, columnOrder };
}

function startOf(lower: Columns, pivot: number): number {
  return pivot < 0 ? 0 : (lower.starts[pivot] as number);
}

function solveAll(factors: Factors, input: ArrayLikeInput): NDArray<"float64"> {
  const b = denseOf("b", input);
  const { n } = factors;
  if (b.shape.length === 0 || b.shape.length > 2 || b.shape[0] !== n)
    throw sparseError("BAD_SHAPE", `b: got shape (${b.shape.join(", ")}), the matrix has ${n} rows.`);
  const width = b.shape[1] ?? 1;
  const values = elementsOf(b);
  const result = new Float64Array(values.length);
  for (let column = 0; column < width; column++) {
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) y[factors.pivotOfRow[i] as number] = values[i * width + column] as number;
    substitute(factors, y);
    for (let k = 0; k < n; k++) result[(factors.columnOrder[k] as number) * width + column] = y[k] as number;
  }
  return fromData(result, [...b.shape]);
}

function substitute({ n, lower, upper }: Factors, y: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const value = y[k] as number;
    if (value === 0) continue;
    for (let p = lower.starts[k] as number; p < (lower.starts[k + 1] as number); p++) {
      const i = lower.places[p] as number;
      y[i] = (y[i] as number) - value * (lower.values[p] as number);
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    const last = (upper.starts[k + 1] as number) - 1;
    const value = (y[k] as number) / (upper.values[last] as number);
    y[k] = value;
    for (let p = upper.starts[k] as number; p < last; p++) {
      const i = upper.places[p] as number;
      y[i] = (y[i] as number) - value * (upper.values[p] as number);
    }
  }
}
