/** Least squares by Householder's QR with column pivoting; columns that add nothing (to 1e-15 of the first) get the weight 0. */
export interface LeastSquares {
  readonly solve: (right: Float64Array) => Float64Array;
  readonly rank: number;
}

/**
 * Factors a matrix once for many right sides.
 * @param a rows by columns, in C order; destroyed
 */
export function leastSquares(a: Float64Array, rows: number, columns: number): LeastSquares {
  const order = Int32Array.from({ length: columns }, (_, j) => j);
  const steps = Math.min(rows, columns);
  const factors = new Float64Array(steps);
  const diagonal = new Float64Array(steps);
  const at = (i: number, j: number): number => a[i * columns + j] as number;
  const lengthBelow = (row: number, j: number): number => {
    let sum = 0;
    for (let i = row; i < rows; i++) sum += at(i, j) ** 2;
    return Math.sqrt(sum);
  };
  let rank = 0;
  for (let k = 0; k < steps; k++) {
    let best = k;
    let length = -1;
    for (let j = k; j < columns; j++) {
      const own = lengthBelow(k, j);
      if (own > length) [best, length] = [j, own];
    }
    if (!(length > 1e-15 * Math.abs(k === 0 ? 0 : (diagonal[0] as number)))) break;
    rank++;
    if (best !== k) {
      [order[k], order[best]] = [order[best] as number, order[k] as number];
      for (let i = 0; i < rows; i++) {
        const swap = at(i, k);
        a[i * columns + k] = at(i, best);
        a[i * columns + best] = swap;
      }
    }
    const alpha = at(k, k) > 0 ? -length : length;
    diagonal[k] = alpha;
    a[k * columns + k] = at(k, k) - alpha;
    factors[k] = -1 / (alpha * at(k, k));
    for (let j = k + 1; j < columns; j++) {
      let dot = 0;
      for (let i = k; i < rows; i++) dot += at(i, k) * at(i, j);
      dot *= factors[k] as number;
      for (let i = k; i < rows; i++) a[i * columns + j] = at(i, j) - dot * at(i, k);
    }
  }
  const solve = (right: Float64Array): Float64Array => {
    const y = right.slice();
    for (let k = 0; k < rank; k++) {
      let dot = 0;
      for (let i = k; i < rows; i++) dot += at(i, k) * (y[i] as number);
      dot *= factors[k] as number;
      for (let i = k; i < rows; i++) y[i] = (y[i] as number) - dot * at(i, k);
    }
    const x = new Float64Array(columns);
    for (let k = rank - 1; k >= 0; k--) {
      let sum = y[k] as number;
      for (let j = k + 1; j < rank; j++) sum -= at(k, j) * (x[order[j] as number] as number);
      x[order[k] as number] = sum / (diagonal[k] as number);
    }
    return x;
  };
  return { solve, rank };
}
