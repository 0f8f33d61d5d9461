import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type Compressed, fromDense, triplets, turned } from "./compressed.js";
import { asSparse } from "./construct.js";
import { eliminationOrder } from "./dissection.js";
import { oneOf, realOf } from "./input.js";
import { CscMatrix, issparse, type SparseMatrix, wrapped } from "./matrix.js";

/** How columns are ordered before elimination. */
export type Ordering = "NATURAL" | "COLAMD" | "MMD_ATA" | "MMD_AT_PLUS_A";

/** Options of the direct solvers. */
export interface DirectOptions {
  /** "NATURAL" keeps the order; all others stand for one choice: reverse Cuthill-McKee for narrow bands, else nested dissection. */
  readonly permcSpec?: Ordering;
}

/** LU factors of a sparse matrix: `Pr A Pc = L U`. */
export interface SparseLu {
  readonly shape: readonly [number, number];
  readonly nnz: number;
  /** Row i of A is row `permR[i]` of L U. */
  readonly permR: NDArray;
  /** Column `j` of A is column `permC[j]` of L U. */
  readonly permC: NDArray;
  readonly L: CscMatrix;
  readonly U: CscMatrix;
  /** Solves with the matrix ("N") or its transpose ("T", "H"). @throws BAD_SHAPE */
  readonly solve: (b: ArrayLikeInput, trans?: "N" | "T" | "H") => NDArray;
}

interface Growing {
  indices: Int32Array;
  data: Float64Array;
}

function grown(a: Growing, size: number): void {
  if (size <= a.indices.length) return;
  const length = Math.max(size, 2 * a.indices.length);
  const indices = new Int32Array(length);
  indices.set(a.indices);
  const data = new Float64Array(length);
  data.set(a.data);
  a.indices = indices;
  a.data = data;
}

/** Factors of a square matrix by columns. */
export interface Factors {
  readonly n: number;
  readonly lower: Compressed;
  readonly upper: Compressed;
  /** Where row i of A went. */
  readonly rowPlace: Int32Array;
  /** Which column of A stands at place j. */
  readonly columnOrder: Int32Array;
}

/**
 * LU of a sparse matrix with partial pivoting, column by column (Gilbert and Peierls, SIAM J. Sci. Stat. Comput. 9, 862 (1988)).
 * @throws SINGULAR when a column has no pivot
 */
export function factorSparse(a: Compressed, columnOrder: Int32Array): Factors {
  const n = a.lines;
  const lower: Growing = {
    indices: new Int32Array(4 * a.data.length + n),
    data: new Float64Array(4 * a.data.length + n),
  };
  const upper: Growing = {
    indices: new Int32Array(4 * a.data.length + n),
    data: new Float64Array(4 * a.data.length + n),
  };
  const lowerStart = new Int32Array(n + 1);
  const upperStart = new Int32Array(n + 1);
  const rowPlace = new Int32Array(n).fill(-1);
  const x = new Float64Array(n);
  const mark = new Int32Array(n).fill(-1);
  const [stack, position, reach] = [new Int32Array(n), new Int32Array(n), new Int32Array(n)];
  let [countL, countU] = [0, 0];
  for (let k = 0; k < n; k++) {
    grown(lower, countL + n);
    grown(upper, countU + n);
    const column = columnOrder[k]!;
    // Which rows the column reaches through the columns of L so far, in an order in which each comes before those it changes.
    let top = n;
    for (let p = a.indptr[column]!; p < a.indptr[column + 1]!; p++) {
      const start = a.indices[p]!;
      if (mark[start] === k) continue;
      let depth = 0;
      stack[0] = start;
      mark[start] = k;
      const firstPlace = rowPlace[start]!;
      position[0] = firstPlace < 0 ? 0 : lowerStart[firstPlace]!;
      while (depth >= 0) {
        const row = stack[depth]!;
        const place = rowPlace[row]!;
        const end = place < 0 ? 0 : lowerStart[place + 1]!;
        let pushed = false;
        for (let q = position[depth]!; q < end; q++) {
          const next = lower.indices[q]!;
          if (mark[next] === k) continue;
          position[depth] = q + 1;
          mark[next] = k;
          depth++;
          stack[depth] = next;
          const nextPlace = rowPlace[next]!;
          position[depth] = nextPlace < 0 ? 0 : lowerStart[nextPlace]!;
          pushed = true;
          break;
        }
        if (!pushed) {
          reach[--top] = row;
          depth--;
        }
      }
    }
    for (let p = top; p < n; p++) x[reach[p]!] = 0;
    for (let p = a.indptr[column]!; p < a.indptr[column + 1]!; p++) x[a.indices[p]!]! += a.data[p]!;
    let pivot = -1;
    let largest = -1;
    for (let p = top; p < n; p++) {
      const row = reach[p]!;
      const place = rowPlace[row]!;
      const value = x[row]!;
      if (place < 0) {
        if (Math.abs(value) > largest) {
          largest = Math.abs(value);
          pivot = row;
        }
        continue;
      }
      upper.indices[countU] = place;
      upper.data[countU++] = value;
      if (value === 0) continue;
      for (let q = lowerStart[place]!; q < lowerStart[place + 1]!; q++) x[lower.indices[q]!]! -= value * lower.data[q]!;
    }
    if (!(largest > 0))
      throw coreError("SINGULAR", `LinAlgError: the matrix is exactly singular: column ${column} has no pivot.`);
    const size = x[pivot]!;
    rowPlace[pivot] = k;
    upper.indices[countU] = k;
    upper.data[countU++] = size;
    for (let p = top; p < n; p++) {
      const row = reach[p]!;
      if (rowPlace[row]! >= 0) continue;
      const value = x[row]!;
      if (value === 0) continue;
      lower.indices[countL] = row;
      lower.data[countL++] = value / size;
    }
    lowerStart[k + 1] = countL;
    upperStart[k + 1] = countU;
  }
  const indices = lower.indices.slice(0, countL).map((row) => rowPlace[row]!);
  return {
    n,
    lower: { lines: n, width: n, data: lower.data.slice(0, countL), indices, indptr: lowerStart },
    upper: {
      lines: n,
      width: n,
      data: upper.data.slice(0, countU),
      indices: upper.indices.slice(0, countU),
      indptr: upperStart,
    },
    rowPlace,
    columnOrder,
  };
}

/** Solves with the factors, in place of a copy of one right side. */
export function solveFactors(f: Factors, b: Float64Array): Float64Array {
  const { n, lower, upper } = f;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) y[f.rowPlace[i]!] = b[i]!;
  for (let k = 0; k < n; k++) {
    const own = y[k]!;
    if (own === 0) continue;
    for (let q = lower.indptr[k]!; q < lower.indptr[k + 1]!; q++) y[lower.indices[q]!]! -= own * lower.data[q]!;
  }
  for (let k = n - 1; k >= 0; k--) {
    // The pivot stands last in its column.
    const last = upper.indptr[k + 1]! - 1;
    const own = y[k]! / upper.data[last]!;
    y[k] = own;
    if (own === 0) continue;
    for (let q = upper.indptr[k]!; q < last; q++) y[upper.indices[q]!]! -= own * upper.data[q]!;
  }
  const x = new Float64Array(n);
  for (let k = 0; k < n; k++) x[f.columnOrder[k]!] = y[k]!;
  return x;
}

function solveTransposed(f: Factors, b: Float64Array): Float64Array {
  const { n, lower, upper } = f;
  const y = new Float64Array(n);
  for (let k = 0; k < n; k++) y[k] = b[f.columnOrder[k]!]!;
  for (let k = 0; k < n; k++) {
    const last = upper.indptr[k + 1]! - 1;
    let sum = y[k]!;
    for (let q = upper.indptr[k]!; q < last; q++) sum -= upper.data[q]! * y[upper.indices[q]!]!;
    y[k] = sum / upper.data[last]!;
  }
  for (let k = n - 1; k >= 0; k--) {
    let sum = y[k]!;
    for (let q = lower.indptr[k]!; q < lower.indptr[k + 1]!; q++) sum -= lower.data[q]! * y[lower.indices[q]!]!;
    y[k] = sum;
  }
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) x[i] = y[f.rowPlace[i]!]!;
  return x;
}

/** The factors of a square matrix. @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, SINGULAR */
export function factorsOf(a: SparseMatrix | ArrayLikeInput, options: DirectOptions): Factors {
  const given = asSparse(a);
  const [m, n] = given.shape;
  if (m !== n) throw coreError("BAD_SHAPE", `a: got shape (${m}, ${n}), expected a square matrix.`);
  const columns = given.toCsc().byColumns();
  if (!columns.data.every(Number.isFinite)) throw coreError("BAD_VALUE", "a: must not contain infs or NaNs.");
  const how = oneOf(options.permcSpec ?? "COLAMD", ["NATURAL", "COLAMD", "MMD_ATA", "MMD_AT_PLUS_A"], "permcSpec");
  const order = how === "NATURAL" ? Int32Array.from({ length: n }, (_, i) => i) : eliminationOrder(columns);
  return factorSparse(columns, order);
}

/** Solves for a vector or for each column of a matrix. */
function solveColumns(b: ArrayLikeInput, n: number, solve: (one: Float64Array) => Float64Array): NDArray {
  const { data, array } = realOf(b, "b");
  if (array.shape.length < 1 || array.shape.length > 2 || array.shape[0] !== n)
    throw coreError("BAD_SHAPE", `b: got shape (${array.shape.join(", ")}), expected ${n} rows.`);
  if (array.shape.length === 1) return fromData(solve(data), [n]);
  const k = array.shape[1]!;
  const result = new Float64Array(n * k);
  const column = new Float64Array(n);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < n; i++) column[i] = data[i * k + j]!;
    const x = solve(column);
    for (let i = 0; i < n; i++) result[i * k + j] = x[i]!;
  }
  return fromData(result, [n, k]);
}

/**
 * LU factors of a sparse square matrix with partial pivoting. Columns are ordered by reverse Cuthill-McKee or nested dissection.
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, SINGULAR
 */
export function splu(a: SparseMatrix | ArrayLikeInput, options: DirectOptions = {}): SparseLu {
  checkOptions("splu", options, { permcSpec: "any" });
  const f = factorsOf(a, options);
  const { n } = f;
  const place = new Int32Array(n);
  f.columnOrder.forEach((column, k) => {
    place[column] = k;
  });
  const ones = { row: Int32Array.from({ length: n }, (_, i) => i), data: new Float64Array(n).fill(1) };
  const lower = triplets(f.lower, true);
  const join = (one: Int32Array, other: Int32Array): Int32Array => Int32Array.from([...one, ...other]);
  const unit = Float64Array.from([...lower.data, ...ones.data]);
  const sortedColumns = (c: Compressed): Compressed => turned(turned(c));
  const [row, col] = [join(lower.row, ones.row), join(lower.col, ones.row)];
  const whole = new CscMatrix([n, n], columnsFrom({ data: unit, row, col }, n));
  return {
    shape: [n, n],
    nnz: f.lower.data.length + n + f.upper.data.length,
    permR: fromData(f.rowPlace.slice(), [n]),
    permC: fromData(place, [n]),
    L: whole,
    U: new CscMatrix([n, n], sortedColumns(f.upper)),
    solve: (b, trans = "N") => {
      const how = oneOf(trans, ["N", "T", "H"], "trans");
      return solveColumns(b, n, (one) => (how === "N" ? solveFactors(f, one) : solveTransposed(f, one)));
    },
  };
}

function columnsFrom(elements: { data: Float64Array; row: Int32Array; col: Int32Array }, n: number): Compressed {
  const indptr = new Int32Array(n + 1);
  for (const j of elements.col) indptr[j + 1]!++;
  for (let j = 0; j < n; j++) indptr[j + 1]! += indptr[j]!;
  const next = indptr.slice(0, n);
  const indices = new Int32Array(elements.data.length);
  const data = new Float64Array(elements.data.length);
  elements.col.forEach((j, k) => {
    const at = next[j]!++;
    indices[at] = elements.row[k]!;
    data[at] = elements.data[k]!;
  });
  return turned(turned({ lines: n, width: n, data, indices, indptr }));
}

/** A function that solves `a x = b` for one right side after the other. @throws as {@link splu} */
export function factorized(a: SparseMatrix | ArrayLikeInput): (b: ArrayLikeInput) => NDArray {
  const lu = splu(a);
  return (b) => lu.solve(b);
}

/**
 * Solves `a x = b` for a sparse square matrix: `b` a vector (or columns, dense or sparse; a sparse `b` of more than one column gives a sparse x).
 * @throws SINGULAR, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function spsolve(a: SparseMatrix | ArrayLikeInput, b: ArrayLikeInput, options?: DirectOptions): NDArray;
export function spsolve(
  a: SparseMatrix | ArrayLikeInput,
  b: SparseMatrix,
  options?: DirectOptions,
): SparseMatrix | NDArray;
export function spsolve(
  a: SparseMatrix | ArrayLikeInput,
  b: ArrayLikeInput | SparseMatrix,
  options: DirectOptions = {},
): NDArray | SparseMatrix {
  checkOptions("spsolve", options, { permcSpec: "any" });
  const f = factorsOf(a, options);
  const right = issparse(b) ? b.toArray() : asArray(b);
  const column = right.shape.length === 2 && right.shape[1] === 1;
  const x = solveColumns(column ? right.reshape([-1]) : right, f.n, (one) => solveFactors(f, one));
  return issparse(b) && !column ? wrapped(fromDense(x.data as Float64Array, f.n, b.shape[1]), b.format) : x;
}

/**
 * Solves with a sparse triangle.
 * @throws SINGULAR when an element of the diagonal is 0, BAD_VALUE when there are elements in the other half, BAD_SHAPE
 */
export function spsolveTriangular(
  a: SparseMatrix | ArrayLikeInput,
  b: ArrayLikeInput,
  options: { readonly lower?: boolean; readonly unitDiagonal?: boolean } = {},
): NDArray {
  checkOptions("spsolveTriangular", options, { lower: "boolean", unitDiagonal: "boolean" });
  const given = asSparse(a);
  const [m, n] = given.shape;
  if (m !== n) throw coreError("BAD_SHAPE", `a: got shape (${m}, ${n}), expected a square matrix.`);
  const rows = given.byRows();
  const lower = options.lower !== false;
  return solveColumns(b, n, (one) => {
    const x = one.slice();
    for (let step = 0; step < n; step++) {
      const i = lower ? step : n - 1 - step;
      let sum = x[i]!;
      let diagonal = 0;
      for (let k = rows.indptr[i]!; k < rows.indptr[i + 1]!; k++) {
        const j = rows.indices[k]!;
        if (j === i) diagonal = rows.data[k]!;
        else if (lower ? j > i : j < i)
          throw coreError("BAD_VALUE", `a: is not a triangle: it has an element at (${i}, ${j}).`);
        else sum -= rows.data[k]! * x[j]!;
      }
      if (options.unitDiagonal !== true && diagonal === 0)
        throw coreError("SINGULAR", `LinAlgError: a is singular: zero on its diagonal in row ${describeValue(i)}.`);
      x[i] = options.unitDiagonal === true ? sum : sum / diagonal;
    }
    return x;
  });
}

/** The inverse of a sparse matrix, sparse again; most inverses are full. @throws SINGULAR, BAD_SHAPE, BAD_VALUE */
export function inv(a: SparseMatrix | ArrayLikeInput): SparseMatrix {
  const f = factorsOf(a, {});
  const { n } = f;
  const result = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    const x = solveFactors(f, column);
    for (let i = 0; i < n; i++) result[i * n + j] = x[i]!;
  }
  return wrapped(fromDense(result, n, n), issparse(a) ? a.format : "csr");
}
