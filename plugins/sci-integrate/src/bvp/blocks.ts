/** A collocation system: for each interval A y_i + B y_(i+1) + P p, at last the boundary conditions; all blocks by rows. */
export interface CollocationMatrix {
  readonly n: number;
  /** Unknown parameters. */
  readonly k: number;
  readonly intervals: number;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly p: Float64Array;
  /** (n + k) × (2 n + k): with respect to the first state, the last one and the parameters. */
  readonly boundary: Float64Array;
}

/** Solves for the right-hand side: n numbers an interval, then n + k. Gives the states and the parameters. */
export type CollocationSolver = (right: Float64Array) => Float64Array;

/** Eliminates the first `count` columns of a matrix by rows with partial pivoting; factors stay below. False where it is singular. */
function eliminate(
  matrix: Float64Array,
  rows: number,
  columns: number,
  count: number,
  pivots: Int32Array,
  from: number,
): boolean {
  for (let k = 0; k < count; k++) {
    let pivot = k;
    for (let i = k + 1; i < rows; i++)
      if (Math.abs(matrix[i * columns + k]!) > Math.abs(matrix[pivot * columns + k]!)) pivot = i;
    pivots[from + k] = pivot;
    const top = matrix[pivot * columns + k]!;
    if (top === 0) return false;
    if (pivot !== k)
      for (let j = 0; j < columns; j++) {
        const kept = matrix[k * columns + j]!;
        matrix[k * columns + j] = matrix[pivot * columns + j]!;
        matrix[pivot * columns + j] = kept;
      }
    for (let i = k + 1; i < rows; i++) {
      const factor = matrix[i * columns + k]! / top;
      matrix[i * columns + k] = factor;
      for (let j = k + 1; j < columns; j++)
        matrix[i * columns + j] = matrix[i * columns + j]! - factor * matrix[k * columns + j]!;
    }
  }
  return true;
}

function applyFactors(
  matrix: Float64Array,
  rows: number,
  columns: number,
  count: number,
  pivots: Int32Array,
  from: number,
  v: Float64Array,
): void {
  for (let k = 0; k < count; k++) {
    const pivot = pivots[from + k]!;
    const kept = v[k]!;
    v[k] = v[pivot]!;
    v[pivot] = kept;
  }
  // The factors were moved with their rows, so all rows have to be in place first.
  for (let k = 0; k < count; k++) for (let i = k + 1; i < rows; i++) v[i] = v[i]! - matrix[i * columns + k]! * v[k]!;
}

/**
 * Factors the matrix: each inner state is eliminated from the two block rows that have it, so that what is left joins the first state, the
 * last one and the parameters (Wright 1992, structured elimination). Undefined where the matrix is singular.
 */
export function factorCollocation(m: CollocationMatrix): CollocationSolver | undefined {
  const { n, k, intervals, boundary } = m;
  const square = n * n;
  // Columns: the state to eliminate, the first state, the next state, the parameters.
  const width = 3 * n + k;
  const blocks: Float64Array[] = [];
  const pivots = new Int32Array(intervals * n + 2 * n + k);
  let first: Float64Array = m.a.slice(0, square);
  let next: Float64Array = m.b.slice(0, square);
  let parameters: Float64Array = m.p.slice(0, n * k);
  for (let i = 1; i < intervals; i++) {
    const block = new Float64Array(2 * n * width);
    for (let row = 0; row < n; row++) {
      const low = (n + row) * width;
      for (let j = 0; j < n; j++) {
        block[row * width + j] = next[row * n + j]!;
        block[row * width + n + j] = first[row * n + j]!;
        block[low + j] = m.a[i * square + row * n + j]!;
        block[low + 2 * n + j] = m.b[i * square + row * n + j]!;
      }
      for (let j = 0; j < k; j++) {
        block[row * width + 3 * n + j] = parameters[row * k + j]!;
        block[low + 3 * n + j] = m.p[i * n * k + row * k + j]!;
      }
    }
    if (!eliminate(block, 2 * n, width, n, pivots, i * n)) return undefined;
    first = part(block, n, 2 * n, width, n, n);
    next = part(block, n, 2 * n, width, 2 * n, n);
    parameters = part(block, n, 2 * n, width, 3 * n, k);
    blocks.push(block);
  }
  const size = 2 * n + k;
  const ends = new Float64Array(size * size);
  for (let row = 0; row < n; row++) {
    ends.set(first.subarray(row * n, (row + 1) * n), row * size);
    ends.set(next.subarray(row * n, (row + 1) * n), row * size + n);
    ends.set(parameters.subarray(row * k, (row + 1) * k), row * size + 2 * n);
  }
  ends.set(boundary, n * size);
  if (!eliminate(ends, size, size, size, pivots, intervals * n)) return undefined;
  return (right) => solve(m, blocks, ends, pivots, right);
}

function part(
  block: Float64Array,
  from: number,
  to: number,
  width: number,
  column: number,
  count: number,
): Float64Array {
  const out = new Float64Array((to - from) * count);
  for (let row = from; row < to; row++)
    for (let j = 0; j < count; j++) out[(row - from) * count + j] = block[row * width + column + j]!;
  return out;
}

function solve(
  { n, k, intervals }: CollocationMatrix,
  blocks: readonly Float64Array[],
  ends: Float64Array,
  pivots: Int32Array,
  right: Float64Array,
): Float64Array {
  const width = 3 * n + k;
  const size = 2 * n + k;
  const out = new Float64Array((intervals + 1) * n + k);
  const reduced = new Float64Array(intervals * n);
  const v = new Float64Array(2 * n);
  let carried: Float64Array = right.slice(0, n);
  for (let i = 1; i < intervals; i++) {
    v.set(carried);
    v.set(right.subarray(i * n, (i + 1) * n), n);
    applyFactors(blocks[i - 1]!, 2 * n, width, n, pivots, i * n, v);
    reduced.set(v.subarray(0, n), i * n);
    carried = v.slice(n);
  }
  const last = new Float64Array(size);
  last.set(carried);
  last.set(right.subarray(intervals * n), n);
  applyFactors(ends, size, size, size, pivots, intervals * n, last);
  for (let i = size - 1; i >= 0; i--) {
    let sum = last[i]!;
    for (let j = i + 1; j < size; j++) sum -= ends[i * size + j]! * last[j]!;
    last[i] = sum / ends[i * size + i]!;
  }
  out.set(last.subarray(0, n));
  out.set(last.subarray(n, 2 * n), intervals * n);
  out.set(last.subarray(2 * n), (intervals + 1) * n);
  for (let i = intervals - 1; i >= 1; i--) {
    const block = blocks[i - 1]!;
    for (let row = n - 1; row >= 0; row--) {
      let sum = reduced[i * n + row]!;
      const at = row * width;
      for (let j = row + 1; j < n; j++) sum -= block[at + j]! * out[i * n + j]!;
      for (let j = 0; j < n; j++) {
        sum -= block[at + n + j]! * out[j]!;
        sum -= block[at + 2 * n + j]! * out[(i + 1) * n + j]!;
      }
      for (let j = 0; j < k; j++) sum -= block[at + 3 * n + j]! * out[(intervals + 1) * n + j]!;
      out[i * n + row] = sum / block[at + row]!;
    }
  }
  return out;
}
