import type { Complex } from "@core/array";
import { atanh, complex, log, minus, over, plus, root, size, times } from "./complex.js";
import { triangularSolve } from "./factor.js";
import { combine, copyMatrix, type Matrix, norm1, scaled, unitMatrix, zeroMatrix } from "./matrix.js";
import { triangularRoot } from "./root-triangle.js";

/** Nodes and weights of Gauss and Legendre's rule with seven points between 0 and 1. */
const nodes: readonly (readonly [number, number])[] = [
  [0.02544604382862074, 0.06474248308443485],
  [0.1292344072003028, 0.1398526957446383],
  [0.2970774243113014, 0.19091502525255946],
  [0.5, 0.2089795918367347],
  [0.7029225756886985, 0.19091502525255946],
  [0.8707655927996972, 0.1398526957446383],
  [0.9745539561713793, 0.06474248308443485],
];

function entry(a: Matrix, i: number, j: number): Complex {
  const at = i * a.columns + j;
  return complex(a.re[at]!, a.im![at]!);
}

function setEntry(a: Matrix, i: number, j: number, value: Complex): void {
  const at = i * a.columns + j;
  a.re[at] = value.re;
  a.im![at] = value.im;
}

/** `a^(1 / 2^k) - 1` without cancellation (Al-Mohy, Numer. Algorithms 59, 393 (2012)). */
function rootLessOne(given: Complex, k: number): Complex {
  const one = complex(1);
  let a = given;
  if (k === 0) return minus(a, one);
  if (k === 1) return minus(root(a), one);
  let left = k;
  if (Math.atan2(a.im, a.re) >= Math.PI / 2) {
    a = root(a);
    left--;
  }
  const start = minus(a, one);
  a = root(a);
  let product = plus(one, a);
  for (let j = 1; j < left; j++) {
    a = root(a);
    product = times(product, plus(one, a));
  }
  return over(start, product);
}

/** The element of the logarithm beside the diagonal of a triangle with eigenvalues a and b. */
function logBeside(a: Complex, b: Complex, t: Complex): Complex {
  const difference = minus(b, a);
  if (difference.re === 0 && difference.im === 0) return over(t, a);
  if (size(difference) > size(plus(a, b)) / 2) return over(times(t, minus(log(b), log(a))), difference);
  const logs = minus(log(b), log(a));
  const turns = Math.ceil((logs.im - Math.PI) / (2 * Math.PI));
  const z = atanh(over(difference, plus(a, b)));
  const sum = complex(2 * z.re, 2 * (z.im + Math.PI * turns));
  return over(times(t, sum), difference);
}

/**
 * The logarithm of a regular complex triangle by inverse scaling and squaring: roots until it is near the identity, then the Padé approximant of
 * degree 7 as a sum of partial fractions (Al-Mohy and Higham, SIAM J. Sci. Comput. 34, C153 (2012)).
 */
export function triangularLog(t: Matrix): Matrix {
  const n = t.rows;
  const one = unitMatrix(n, true);
  let r = copyMatrix(t);
  let roots = 0;
  while (roots < 100 && norm1(combine(1, r, -1, one)) > 0.25) {
    const next = triangularRoot(r);
    if (next === undefined) break;
    r = next.im === undefined ? { ...next, im: new Float64Array(n * n) } : next;
    roots++;
  }
  const x = combine(1, r, -1, one);
  for (let i = 0; i < n; i++) setEntry(x, i, i, rootLessOne(entry(t, i, i), roots));
  let sum = zeroMatrix(n, n, true);
  for (const [node, weight] of nodes)
    sum = combine(1, sum, weight, triangularSolve(combine(1, one, node, x), copyMatrix(x), "upper"));
  const result = scaled(sum, 2 ** roots);
  for (let i = 0; i < n; i++) {
    const own = entry(t, i, i);
    setEntry(result, i, i, log(own));
    if (i + 1 < n) setEntry(result, i, i + 1, logBeside(own, entry(t, i + 1, i + 1), entry(t, i, i + 1)));
  }
  return result;
}
