import type { Limits } from "../core/bounds.js";
import { dot, epsilon, minus, multiply, multiplyTransposed } from "../core/vectors.js";
import { leastSquaresSolution } from "../linear/svd.js";
import type { LinearFound } from "./lsq-linear.js";

/** Linear least squares inside limits by active sets (Stark and Parker 1995). */
export function boundedVariables(
  a: Float64Array,
  b: Float64Array,
  start: Float64Array,
  { low, high }: Limits,
  tol: number,
  most: number,
): LinearFound {
  const n = start.length;
  const m = b.length;
  const x = start.slice();
  const bound = new Int32Array(n);
  for (let j = 0; j < n; j++) {
    if (x[j]! <= low[j]!) {
      x[j] = low[j]!;
      bound[j] = -1;
    }
    if (x[j]! >= high[j]!) {
      x[j] = high[j]!;
      bound[j] = 1;
    }
  }
  const freeNow = (): number[] => [...bound.keys()].filter((j) => bound[j] === 0);
  const solveFree = (free: readonly number[]): Float64Array => {
    const columns = new Float64Array(m * free.length);
    const right = b.slice();
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) if (bound[j] !== 0) right[i]! -= a[i * n + j]! * x[j]!;
      free.forEach((j, k) => {
        columns[i * free.length + k] = a[i * n + j]!;
      });
    }
    return leastSquaresSolution(columns, m, free.length, right, epsilon * Math.max(m, free.length)).x;
  };
  let r = minus(multiply(a, x), b);
  let cost = 0.5 * dot(r, r);
  let g = multiplyTransposed(a, r);
  let iteration = 0;
  const update = (): number => {
    r = minus(multiply(a, x), b);
    const before = cost;
    cost = 0.5 * dot(r, r);
    g = multiplyTransposed(a, r);
    return before - cost;
  };
  for (let free = freeNow(); free.length > 0; ) {
    iteration++;
    const z = solveFree(free);
    let left = false;
    free.forEach((j, k) => {
      const value = z[k]!;
      if (value < low[j]!) {
        x[j] = low[j]!;
        bound[j] = -1;
        left = true;
      } else if (value > high[j]!) {
        x[j] = high[j]!;
        bound[j] = 1;
        left = true;
      } else x[j] = value;
    });
    update();
    if (!left) break;
    free = freeNow();
  }
  const last = most + iteration;
  let optimality = kkt(g, bound);
  let status = 0;
  for (; iteration < last; iteration++) {
    if (optimality < tol) status = 1;
    if (status !== 0) break;
    let move = 0;
    for (let j = 0; j < n; j++) if (g[j]! * bound[j]! > g[move]! * bound[move]!) move = j;
    bound[move] = 0;
    for (let k = 0; k <= n; k++) {
      const free = freeNow();
      const z = solveFree(free);
      let alpha = Number.POSITIVE_INFINITY;
      let which = -1;
      let side = 0;
      // Lower limits come before upper ones where both are met at once.
      for (const sign of [-1, 1])
        free.forEach((j, i) => {
          const limit = sign < 0 ? low[j]! : high[j]!;
          if (sign < 0 ? z[i]! < limit : z[i]! > limit) {
            const t = (limit - x[j]!) / (z[i]! - x[j]!);
            if (t < alpha) [alpha, which, side] = [t, i, sign];
          }
        });
      free.forEach((j, i) => {
        x[j] = which < 0 ? z[i]! : (1 - alpha) * x[j]! + alpha * z[i]!;
      });
      if (which < 0) break;
      const j = free[which]!;
      x[j] = side < 0 ? low[j]! : high[j]!;
      bound[j] = side;
    }
    const before = cost;
    const change = update();
    if (change < tol * before) status = 2;
    optimality = kkt(g, bound);
  }
  return { x, cost, optimality, active: bound, nit: Math.min(iteration + 1, last), status };
}

function kkt(g: Float64Array, bound: Int32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < g.length; j++) largest = Math.max(largest, bound[j] === 0 ? Math.abs(g[j]!) : g[j]! * bound[j]!);
  return largest;
}
