import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { luOf, luSolveMatrix } from "./factor.js";
import { commonDType, matrixArray, oneOf, shapeText, stackArray, stackOf } from "./input.js";
import { blockOf, combine, copyMatrix, type Matrix, norm1, product, scaled, unitMatrix, zeroMatrix } from "./matrix.js";

/** Coefficients of the diagonal Padé approximants of the exponential. */
const coefficients: Readonly<Record<number, readonly number[]>> = {
  3: [120, 60, 12, 1],
  5: [30240, 15120, 3360, 420, 30, 1],
  7: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1],
  9: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1],
  13: [
    64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
    670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
  ],
};

/** `1 / ((2m)! / m!² (2m + 1)!)`: the first coefficient of the backward error. */
const errors: Readonly<Record<number, number>> = {
  3: 1 / 100800,
  5: 1 / 10059033600,
  7: 1 / 4487938430976000,
  9: 1 / 5.914384781877412e21,
  13: 1 / 1.1325077560602111e35,
};

/** The 1-norm of a power of the matrix of sizes, without forming it. */
function sizePowerNorm(a: Matrix, power: number): number {
  const n = a.rows;
  let v = new Float64Array(n).fill(1);
  for (let step = 0; step < power; step++) {
    const next = new Float64Array(n);
    for (let i = 0, at = 0; i < n; i++)
      for (let j = 0; j < n; j++, at++)
        next[j]! += v[i]! * (a.im === undefined ? Math.abs(a.re[at]!) : Math.hypot(a.re[at]!, a.im[at]!));
    v = next;
  }
  return v.reduce((most, x) => Math.max(most, x), 0);
}

/** How many more squarings the approximant of degree m needs for matrices far from normal. */
function extraSquarings(a: Matrix, m: number): number {
  const power = sizePowerNorm(a, 2 * m + 1);
  if (power === 0) return 0;
  const alpha = (power / norm1(a)) * errors[m]!;
  return Math.max(0, Math.ceil(Math.log2(alpha / 2 ** -53) / (2 * m)));
}

/** The exponential of a square matrix: scaling and squaring with Padé approximants (Al-Mohy and Higham, SIAM J. Matrix Anal. Appl. 31, 970 (2009)). */
export function exponential(a: Matrix): Matrix {
  const n = a.rows;
  if (n === 0) return a;
  if (isDiagonal(a)) return exponentialOfDiagonal(a);
  const a2 = product(a, a);
  const a4 = product(a2, a2);
  const a6 = product(a2, a4);
  const d4 = norm1(a4) ** (1 / 4);
  const d6 = norm1(a6) ** (1 / 6);
  const eta1 = Math.max(d4, d6);
  if (eta1 < 1.495585217958292e-2 && extraSquarings(a, 3) === 0) return approximant(a, [a2], 3);
  if (eta1 < 2.53939833006323e-1 && extraSquarings(a, 5) === 0) return approximant(a, [a2, a4], 5);
  const a8 = product(a4, a4);
  const d8 = norm1(a8) ** (1 / 8);
  const eta3 = Math.max(d6, d8);
  if (eta3 < 9.504178996162932e-1 && extraSquarings(a, 7) === 0) return approximant(a, [a2, a4, a6], 7);
  if (eta3 < 2.097847961257068 && extraSquarings(a, 9) === 0) return approximant(a, [a2, a4, a6, a8], 9);
  const d10 = norm1(product(a4, a6)) ** (1 / 10);
  const eta5 = Math.min(eta3, Math.max(d8, d10));
  if (!Number.isFinite(eta5)) return notNumbers(a);
  let squarings = eta5 === 0 ? 0 : Math.max(0, Math.ceil(Math.log2(eta5 / 4.25)));
  squarings += extraSquarings(scaled(a, 2 ** -squarings), 13);
  const s = Math.min(squarings, 1000);
  let result = approximant13(scaled(a, 2 ** -s), scaled(a2, 4 ** -s), scaled(a4, 16 ** -s), scaled(a6, 64 ** -s));
  const triangular = isTriangular(a);
  for (let i = s - 1; i >= 0; i--) {
    result = product(result, result);
    if (triangular) exactDiagonal(result, a, 2 ** -i);
  }
  return result;
}

function notNumbers(a: Matrix): Matrix {
  const result = copyMatrix(a);
  result.re.fill(Number.NaN);
  result.im?.fill(Number.NaN);
  return result;
}

function isZeroAt(a: Matrix, at: number): boolean {
  return a.re[at] === 0 && (a.im === undefined || a.im[at] === 0);
}

function isDiagonal(a: Matrix): boolean {
  const n = a.rows;
  for (let at = 0; at < n * n; at++) if (at % (n + 1) !== 0 && !isZeroAt(a, at)) return false;
  return true;
}

function isTriangular(a: Matrix): boolean {
  const n = a.rows;
  let [below, above] = [false, false];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || isZeroAt(a, i * n + j)) continue;
      if (i > j) below = true;
      else above = true;
    }
  }
  return !(below && above);
}

function exponentialOfDiagonal(a: Matrix): Matrix {
  const result = zeroMatrix(a.rows, a.rows, a.im !== undefined);
  exactDiagonal(result, a, 1);
  return result;
}

/** The diagonal of a triangular matrix' exponential is known. */
function exactDiagonal(result: Matrix, a: Matrix, factor: number): void {
  const n = a.rows;
  for (let at = 0; at < n * n; at += n + 1) {
    const length = Math.exp(a.re[at]! * factor);
    const angle = a.im === undefined ? 0 : a.im[at]! * factor;
    result.re[at] = a.im === undefined ? length : length * Math.cos(angle);
    if (result.im !== undefined) result.im[at] = length * Math.sin(angle);
  }
}

/** `(V - U)⁻¹ (V + U)`. */
function quotient(u: Matrix, v: Matrix): Matrix {
  return luSolveMatrix(luOf(combine(1, v, -1, u)), combine(1, v, 1, u));
}

function approximant(a: Matrix, even: readonly Matrix[], m: number): Matrix {
  const b = coefficients[m]!;
  const one = unitMatrix(a.rows);
  let [odd, whole] = [scaled(one, b[1]!), scaled(one, b[0]!)];
  even.forEach((power, i) => {
    odd = combine(1, odd, b[2 * i + 3]!, power);
    whole = combine(1, whole, b[2 * i + 2]!, power);
  });
  return quotient(product(a, odd), whole);
}

function approximant13(a: Matrix, a2: Matrix, a4: Matrix, a6: Matrix): Matrix {
  const b = coefficients[13]!;
  const one = unitMatrix(a.rows);
  const sum = (c6: number, c4: number, c2: number): Matrix => combine(1, combine(c6, a6, c4, a4), c2, a2);
  const odd = combine(1, combine(1, product(a6, sum(b[13]!, b[11]!, b[9]!)), 1, sum(b[7]!, b[5]!, b[3]!)), b[1]!, one);
  const even = combine(1, combine(1, product(a6, sum(b[12]!, b[10]!, b[8]!)), 1, sum(b[6]!, b[4]!, b[2]!)), b[0]!, one);
  return quotient(product(a, odd), even);
}

/**
 * The exponential of a square matrix, or of each matrix of a stack; a number counts as (1, 1).
 * @throws BAD_SHAPE when the matrix is not square
 */
export function expm(a: ArrayLikeInput): NDArray {
  const given = asArray(a);
  const stack = stackOf(given.size === 1 && given.shape.length < 2 ? given.reshape([1, 1]) : given, "a", {
    square: true,
    checkFinite: false,
  });
  const found: Matrix[] = [];
  for (let i = 0; i < stack.count; i++) found.push(exponential(stack.at(i)));
  return stackArray(stack, found, stack.rows, stack.rows);
}

/** Options of {@link expmFrechet}. */
export interface ExpmFrechetOptions {
  /** SciPy's names of the method, "SPS" and "blockEnlarge": accepted, the block matrix does both. */
  readonly method?: "SPS" | "blockEnlarge";
  /** Whether the exponential is wanted, too; true by default. */
  readonly computeExpm?: boolean;
}

/**
 * The Fréchet derivative of the exponential at `a` in the direction `e`, from the exponential of `[[a, e], [0, a]]`.
 * @returns [expm(a), derivative], or the derivative with `computeExpm: false`
 * @throws BAD_SHAPE when the matrices are not square and of one size
 */
export function expmFrechet(
  a: ArrayLikeInput,
  e: ArrayLikeInput,
  options: ExpmFrechetOptions & { readonly computeExpm: false },
): NDArray;
export function expmFrechet(
  a: ArrayLikeInput,
  e: ArrayLikeInput,
  options?: ExpmFrechetOptions & { readonly computeExpm?: true },
): [expm: NDArray, derivative: NDArray];
export function expmFrechet(
  a: ArrayLikeInput,
  e: ArrayLikeInput,
  options: ExpmFrechetOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("expmFrechet", options, { method: "any", computeExpm: "boolean" });
  if (options.method !== undefined) oneOf(options.method, ["SPS", "blockEnlarge"], "method");
  const [first, second] = [stackOf(a, "a", { square: true }), stackOf(e, "e", { square: true })];
  if (first.lead.length > 0 || second.lead.length > 0 || first.rows !== second.rows)
    throw coreError(
      "BAD_SHAPE",
      `a and e: got ${shapeText(first.source.shape)} and ${shapeText(second.source.shape)}, expected one shape.`,
    );
  const n = first.rows;
  const [one, other] = [first.at(0), second.at(0)];
  const both = zeroMatrix(2 * n, 2 * n, first.complex || second.complex);
  for (let i = 0; i < n; i++) {
    for (const [row, column, from] of [
      [0, 0, one],
      [n, n, one],
      [0, n, other],
    ] as const) {
      const to = (row + i) * 2 * n + column;
      both.re.set(from.re.subarray(i * n, (i + 1) * n), to);
      if (from.im !== undefined) both.im?.set(from.im.subarray(i * n, (i + 1) * n), to);
    }
  }
  const found = exponential(both);
  const dtype = commonDType(first.source.dtype, second.source.dtype);
  const derivative = matrixArray(first.source, blockOf(found, 0, n, n, 2 * n), dtype);
  if (options.computeExpm === false) return derivative;
  return [matrixArray(first.source, blockOf(found, 0, n, 0, n), dtype), derivative];
}
