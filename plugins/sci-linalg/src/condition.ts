import { type LuFactors, luSolveMatrix } from "./factor.js";
import { type Matrix, matrix, norm1 } from "./matrix.js";

/** An estimate of the reciprocal condition number from the LU factors of a matrix and its 1-norm. */
export function estimateCondition(factors: LuFactors, size: number): number {
  const n = factors.lu.rows;
  if (n === 0) return 1;
  if (factors.singular >= 0 || !(size > 0)) return 0;
  const length = (x: Matrix): number => norm1(x);
  let x = matrix(n, 1, new Float64Array(n).fill(1 / n), factors.lu.im === undefined ? undefined : new Float64Array(n));
  let best = 0;
  let place = -1;
  for (let round = 0; round < 5; round++) {
    const y = luSolveMatrix(factors, x);
    const own = length(y);
    if (Number.isNaN(own)) return 0;
    if (own <= best && round > 0) break;
    best = own;
    const signs = matrix(n, 1, new Float64Array(n), y.im === undefined ? undefined : new Float64Array(n));
    for (let i = 0; i < n; i++) {
      const absolute = Math.hypot(y.re[i]!, y.im === undefined ? 0 : y.im[i]!);
      signs.re[i] = absolute === 0 ? 1 : y.re[i]! / absolute;
      if (signs.im !== undefined && absolute > 0) signs.im[i] = y.im![i]! / absolute;
    }
    const z = luSolveMatrix(factors, signs, "C");
    let next = 0;
    let largest = -1;
    for (let i = 0; i < n; i++) {
      const absolute = Math.hypot(z.re[i]!, z.im === undefined ? 0 : z.im[i]!);
      if (absolute > largest) {
        largest = absolute;
        next = i;
      }
    }
    if (next === place) break;
    place = next;
    x = matrix(n, 1, new Float64Array(n), factors.lu.im === undefined ? undefined : new Float64Array(n));
    x.re[next] = 1;
  }
  const alternating = matrix(
    n,
    1,
    Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + (n === 1 ? 0 : i / (n - 1)))),
    factors.lu.im === undefined ? undefined : new Float64Array(n),
  );
  best = Math.max(best, (2 * length(luSolveMatrix(factors, alternating))) / (3 * n));
  return 1 / best / size;
}
