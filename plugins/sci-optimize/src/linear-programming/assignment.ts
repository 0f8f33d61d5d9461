import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkKeys } from "../core/values.js";
import { matrixOf } from "../least-squares/nnls.js";

/** Options of {@link linearSumAssignment}. */
export interface AssignmentOptions {
  /** Whether the sum is to be as large as possible. */
  readonly maximize?: boolean;
}

/**
 * The pairs of rows and columns, each used once, with the smallest sum of costs (shortest augmenting paths, Crouse 2016).
 *
 * @param costMatrix of any shape (m, n); an infinite cost forbids a pair
 * @returns `[rows, columns]`, as many as the shorter side, rows in order
 * @throws BAD_VALUE for NaN and -infinity (infinity when maximising), INFEASIBLE when every choice uses a forbidden pair
 */
export function linearSumAssignment(
  costMatrix: ArrayLikeInput,
  options: AssignmentOptions = {},
): [rowInd: NDArray<"float64">, colInd: NDArray<"float64">] {
  checkKeys(options, ["maximize"], "linearSumAssignment");
  const { data, m, n } = matrixOf(costMatrix, "linearSumAssignment: the cost matrix");
  const sign = options.maximize === true ? -1 : 1;
  const turned = n < m;
  const [rows, columns] = turned ? [n, m] : [m, n];
  const cost = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      const value = sign * data[i * n + j]!;
      if (Number.isNaN(value) || value === Number.NEGATIVE_INFINITY)
        throw coreError("BAD_VALUE", "linearSumAssignment: the matrix contains invalid numeric entries.");
      cost[turned ? j * m + i : i * n + j] = value;
    }
  const columnOfRow = columns === 0 ? new Int32Array() : assigned(cost, rows, columns);
  const pairs = Array.from(columnOfRow, (column, row): [number, number] => (turned ? [column, row] : [row, column]));
  pairs.sort((a, b) => a[0] - b[0]);
  const list = (which: 0 | 1): NDArray<"float64"> =>
    fromData(
      Float64Array.from(pairs, (pair) => pair[which]),
      [pairs.length],
      { dtype: "float64" },
    );
  return [list(0), list(1)];
}

function assigned(cost: Float64Array, rows: number, columns: number): Int32Array {
  const u = new Float64Array(rows);
  const v = new Float64Array(columns);
  const shortest = new Float64Array(columns);
  const path = new Int32Array(columns).fill(-1);
  const columnOfRow = new Int32Array(rows).fill(-1);
  const rowOfColumn = new Int32Array(columns).fill(-1);
  const rowSeen = new Uint8Array(rows);
  const columnSeen = new Uint8Array(columns);
  const remaining = new Int32Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) remaining[j] = columns - j - 1;
    rowSeen.fill(0);
    columnSeen.fill(0);
    shortest.fill(Number.POSITIVE_INFINITY);
    let left = columns;
    let least = 0;
    let i = row;
    let sink = -1;
    while (sink === -1) {
      let index = -1;
      let lowest = Number.POSITIVE_INFINITY;
      rowSeen[i] = 1;
      for (let k = 0; k < left; k++) {
        const j = remaining[k]!;
        const r = least + cost[i * columns + j]! - u[i]! - v[j]!;
        if (r < shortest[j]!) {
          path[j] = i;
          shortest[j] = r;
        }
        if (shortest[j]! < lowest || (shortest[j] === lowest && rowOfColumn[j] === -1)) {
          lowest = shortest[j]!;
          index = k;
        }
      }
      least = lowest;
      if (least === Number.POSITIVE_INFINITY)
        throw coreError("INFEASIBLE", "linearSumAssignment: the cost matrix is infeasible.");
      const j = remaining[index]!;
      if (rowOfColumn[j] === -1) sink = j;
      else i = rowOfColumn[j]!;
      columnSeen[j] = 1;
      left--;
      remaining[index] = remaining[left]!;
    }
    u[row]! += least;
    for (let k = 0; k < rows; k++) if (rowSeen[k] === 1 && k !== row) u[k]! += least - shortest[columnOfRow[k]!]!;
    for (let j = 0; j < columns; j++) if (columnSeen[j] === 1) v[j]! -= least - shortest[j]!;
    for (let j = sink; ; ) {
      const k = path[j]!;
      rowOfColumn[j] = k;
      const next = columnOfRow[k]!;
      columnOfRow[k] = j;
      j = next;
      if (k === row) break;
    }
  }
  return columnOfRow;
}
