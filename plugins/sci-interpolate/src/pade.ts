import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, vectorOf } from "./arguments.js";
import { solveFull } from "./linear.js";
import { trimmed } from "./polyint.js";

/**
 * The Padé approximation p/q of a Taylor series (SciPy's `pade`).
 * @param an coefficients of the series, from the constant on
 * @param m the order of q
 * @param options `n` the order of p; as high as the series allows if left out
 * @returns `[p, q]`: coefficients, highest power first, as `polyval` takes them
 * @throws BAD_VALUE for orders that the series is too short for, SINGULAR
 */
export function pade(
  an: ArrayLikeInput,
  m: number,
  options: { readonly n?: number | undefined } = {},
): [p: NDArray, q: NDArray] {
  checkOptions("pade", options, { n: "number" });
  checkKind("pade", "m", m, "number");
  const series = vectorOf("pade", "an", an);
  checkWhole("pade", "m", m, 0);
  const n = options.n ?? series.length - 1 - m;
  if (!Number.isInteger(n) || n < 0)
    throw coreError("BAD_VALUE", `pade: the order of p is ${n}; m must be smaller than the length of the series.`);
  const order = m + n;
  if (order > series.length - 1)
    throw coreError(
      "BAD_VALUE",
      `pade: orders ${m} and ${n} need ${order + 1} coefficients, there are ${series.length}.`,
    );
  const size = order + 1;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i <= n; i++) matrix[i * size + i] = 1;
  for (let row = 1; row < size; row++)
    for (let j = 0; j < Math.min(row, m); j++) matrix[row * size + n + 1 + j] = -series[row - 1 - j]!;
  const pq = series.slice(0, size);
  solveFull("pade", matrix, size, pq, 1);
  return [trimmed(pq.slice(0, n + 1).reverse()), trimmed(Float64Array.of(1, ...pq.subarray(n + 1)).reverse())];
}

/**
 * Lagrange's polynomial through values (SciPy's `lagrange`). Beyond about 20 places rounding spoils it.
 * @returns coefficients, highest power first, as `polyval` takes them
 * @throws BAD_SHAPE, BAD_VALUE for equal places
 */
export function lagrange(x: ArrayLikeInput, w: ArrayLikeInput): NDArray {
  const [places, values] = [vectorOf("lagrange", "x", x), vectorOf("lagrange", "w", w)];
  const n = places.length;
  if (values.length !== n) throw coreError("BAD_SHAPE", `lagrange: x has ${n} elements, w ${values.length}.`);
  const sum = new Float64Array(Math.max(n, 1));
  for (let j = 0; j < n; j++) {
    let term = Float64Array.of(values[j]!);
    for (let k = 0; k < n; k++) {
      if (k === j) continue;
      const distance = places[j]! - places[k]!;
      if (distance === 0) throw coreError("BAD_VALUE", `lagrange: ${places[j]} stands twice in x.`);
      const [a, b] = [1 / distance, -places[k]! / distance];
      const next = new Float64Array(term.length + 1);
      for (let i = 0; i < term.length; i++) {
        next[i] = next[i]! + term[i]! * a;
        next[i + 1] = next[i + 1]! + term[i]! * b;
      }
      term = next;
    }
    for (let i = 0; i < term.length; i++)
      sum[sum.length - term.length + i] = sum[sum.length - term.length + i]! + term[i]!;
  }
  return trimmed(sum);
}
