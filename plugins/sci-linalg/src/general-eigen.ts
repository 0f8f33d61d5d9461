import { estimateCondition } from "./condition.js";
import { type EigOf, eigOf } from "./decompose.js";
import { luOf, luSolveMatrix } from "./factor.js";
import { combine, copyMatrix, type Matrix, norm1 } from "./matrix.js";

/**
 * `a v = w b v`: from b⁻¹ a where b is far from singular, else from (a - m b)⁻¹ b, whose eigenvalues t give `w = m + 1 / t`.
 * Eigenvalues come as alpha (`re`, `im`) and beta.
 */
export function generalEig(
  a: Matrix,
  b: Matrix,
  right: boolean,
  left: boolean,
): (EigOf & { readonly beta: Float64Array }) | undefined {
  const n = a.rows;
  const factors = luOf(copyMatrix(b));
  if (estimateCondition(factors, norm1(b)) > 1e-8) {
    const found = eigOf(luSolveMatrix(factors, copyMatrix(a)), right, left);
    if (found === undefined) return undefined;
    return { ...found, left: leftOf(found.left, factors), beta: new Float64Array(n).fill(1) };
  }
  const ratio = (norm1(a) || 1) / (norm1(b) || 1);
  let best: { readonly factors: ReturnType<typeof luOf>; readonly shift: number; readonly quality: number } | undefined;
  for (const share of [0.31830988618, -0.5772156649, 1.6180339887]) {
    const shift = share * ratio;
    const moved = combine(1, a, -shift, b);
    const size = norm1(moved);
    const own = luOf(moved);
    const quality = estimateCondition(own, size);
    if (best === undefined || quality > best.quality) best = { factors: own, shift, quality };
  }
  const { factors: chosen, shift } = best!;
  const found = eigOf(luSolveMatrix(chosen, copyMatrix(b)), right, left);
  if (found === undefined) return undefined;
  const [re, im, beta] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const largest = found.re.reduce((most, x, i) => Math.max(most, Math.hypot(x, found.im[i]!)), 0);
  for (let i = 0; i < n; i++) {
    const [x, y] = [found.re[i]!, found.im[i]!];
    const size = Math.hypot(x, y);
    if (size <= n * 1e-14 * largest) {
      re[i] = 1;
      continue;
    }
    // 1 / t + shift
    re[i] = x / size / size + shift;
    im[i] = -y / size / size;
    beta[i] = 1;
  }
  return { re, im, beta, right: found.right, left: leftOf(found.left, chosen) };
}

/** Left vectors y of m⁻¹ x give left vectors m⁻ᴴ y of the pair, of length 1 again. */
function leftOf(y: Matrix | undefined, factors: ReturnType<typeof luOf>): Matrix | undefined {
  if (y === undefined) return undefined;
  const solved = luSolveMatrix(factors, copyMatrix(y), "C");
  for (let j = 0; j < solved.columns; j++) {
    let sum = 0;
    for (let at = j; at < solved.re.length; at += solved.columns)
      sum += solved.re[at]! ** 2 + (solved.im === undefined ? 0 : solved.im[at]! ** 2);
    const length = Math.sqrt(sum) || 1;
    for (let at = j; at < solved.re.length; at += solved.columns) {
      solved.re[at]! /= length;
      if (solved.im !== undefined) solved.im[at]! /= length;
    }
  }
  return solved;
}
