import { leastSquares } from "../internal/least-squares.js";
import { filterLine } from "./linear-core.js";

/**
 * Filters lines forward and backward in place, with the initial states for which the order of the two makes no difference.
 * Source: Gustafsson, IEEE Trans. Signal Process. 44 (1996) 988.
 */
export function filterGust(
  b: Float64Array,
  a: Float64Array,
  x: Float64Array,
  count: number,
  n: number,
  irlen: number | undefined,
): void {
  const order = b.length - 1;
  if (order === 0) {
    const scale = (b[0] as number) ** 2;
    for (let i = 0; i < x.length; i++) x[i] = scale * (x[i] as number);
    return;
  }
  const m = irlen === undefined || n <= 2 * irlen ? n : irlen;
  const { forward, backward } = responses(b, a, m, order);
  const rows = m === n ? n : 2 * m;
  const columns = 2 * order;
  const matrix = new Float64Array(rows * columns);
  const weights = new Float64Array(rows * columns);
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < order; k++) {
      const [obs, turned] = [forward[i * order + k] as number, forward[(m - 1 - i) * order + k] as number];
      const [s, sr] = [backward[i * order + k] as number, backward[(m - 1 - i) * order + k] as number];
      const second = (m === n ? i : m + i) * columns + order + k;
      matrix[i * columns + k] = sr - obs;
      matrix[second] = turned - s;
      weights[i * columns + k] = sr;
      weights[second] = turned;
    }
  }
  const { solve } = leastSquares(matrix, rows, columns);
  const run = (line: Float64Array): Float64Array => {
    const out = new Float64Array(n);
    filterLine(b, a, line, 0, n, new Float64Array(order), out, 0);
    return out;
  };
  for (let line = 0; line < count; line++) {
    const own = x.slice(line * n, (line + 1) * n);
    const there = run(run(own).reverse()).reverse();
    const back = run(run(own.reverse()).reverse());
    const right = new Float64Array(rows);
    for (let i = 0; i < m; i++) {
      right[i] = (back[i] as number) - (there[i] as number);
      if (m !== n) right[m + i] = (back[n - m + i] as number) - (there[n - m + i] as number);
    }
    const best = solve(right);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += (weights[i * columns + k] as number) * (best[k] as number);
      const place = i < m ? i : n - 2 * m + i;
      there[place] = (there[place] as number) + sum;
    }
    x.set(there, line * n);
  }
}

/** What each initial state does to the output, forward, and filtered backward again. Row by row. */
function responses(
  b: Float64Array,
  a: Float64Array,
  m: number,
  order: number,
): { forward: Float64Array; backward: Float64Array } {
  const first = new Float64Array(m);
  const z = new Float64Array(order);
  z[0] = 1;
  filterLine(b, a, first, 0, m, z, first, 0);
  const forward = new Float64Array(m * order);
  const backward = new Float64Array(m * order);
  for (let k = 0; k < order; k++) {
    const column = new Float64Array(m);
    for (let i = k; i < m; i++) column[i] = first[i - k] as number;
    for (let i = 0; i < m; i++) forward[i * order + k] = column[i] as number;
    column.reverse();
    filterLine(b, a, column, 0, m, new Float64Array(order), column, 0);
    for (let i = 0; i < m; i++) backward[i * order + k] = column[i] as number;
  }
  return { forward, backward };
}
