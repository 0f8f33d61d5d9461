import { factorCholesky } from "./kernels/cholesky.js";
import { factorComplexCholesky, factorComplexLu, solveComplexTriangle } from "./kernels/complex-elimination.js";
import {
  applyComplexReflectors,
  type ComplexReflectors,
  factorComplexPivotedQr,
  factorComplexQr,
  formComplexQ,
} from "./kernels/complex-qr.js";
import { applyReflectors, factorPivotedQr, factorQr, formQ, type Reflectors } from "./kernels/householder.js";
import { factorLu, orderOf, type Pivots } from "./kernels/lu.js";
import { solveTriangle, type Triangle } from "./kernels/triangular.js";
import { adjoint, complexMatrix, copyMatrix, type Matrix, matrix, permuteRows } from "./matrix.js";

/** LU factors in one matrix. */
export interface LuFactors extends Pivots {
  readonly lu: Matrix;
}

/** The LU factors of a matrix, which is overwritten. */
export function luOf(a: Matrix): LuFactors {
  const pivots =
    a.im === undefined ? factorLu(a.re, a.rows, a.columns) : factorComplexLu({ re: a.re, im: a.im }, a.rows, a.columns);
  return { lu: a, ...pivots };
}

/** Solves `T x = b` (or with the transpose or adjoint of T) for a square triangle; `b` is overwritten and returned. */
export function triangularSolve(
  t: Matrix,
  b: Matrix,
  triangle: Triangle,
  unit = false,
  taken: "N" | "T" | "C" = "N",
): Matrix {
  if (taken !== "N")
    return triangularSolve(adjoint(t, taken === "C"), b, triangle === "lower" ? "upper" : "lower", unit);
  const n = t.rows;
  if (t.im === undefined) {
    for (const part of b.im === undefined ? [b.re] : [b.re, b.im])
      solveTriangle(t.re, t.columns, 0, n, part, b.columns, 0, b.columns, triangle, unit);
    return b;
  }
  const right = complexMatrix(b);
  solveComplexTriangle({ re: t.re, im: t.im }, n, right, b.columns, triangle, unit, t.columns);
  return right;
}

/** Solves `A x = b` (or with the transpose or adjoint of A) from the LU factors of A. */
export function luSolveMatrix(factors: LuFactors, b: Matrix, taken: "N" | "T" | "C" = "N"): Matrix {
  const { lu, swaps } = factors;
  const order = orderOf(swaps, lu.rows);
  if (taken === "N") return triangularSolve(lu, triangularSolve(lu, permuteRows(b, order), "lower", true), "upper");
  const solved = triangularSolve(lu, triangularSolve(lu, copyMatrix(b), "upper", false, taken), "lower", true, taken);
  const back = new Int32Array(order.length);
  order.forEach((from, i) => {
    back[from] = i;
  });
  return permuteRows(solved, back);
}

/** The lower Cholesky factor of a matrix by its lower triangle, which is overwritten; or the number of the first bad minor. */
export function choleskyOf(a: Matrix): Matrix | number {
  const bad = a.im === undefined ? factorCholesky(a.re, a.rows) : factorComplexCholesky({ re: a.re, im: a.im }, a.rows);
  return bad === 0 ? a : bad;
}

/** QR factors of a matrix. */
export interface QrFactors {
  readonly packed: Matrix;
  readonly tau: Matrix;
  /** The columns' order, with pivoting. */
  readonly order: Int32Array | undefined;
  /** The first columns of Q. */
  readonly q: (columns: number) => Matrix;
  /** `Q c` or `Qᴴ c`. */
  readonly apply: (c: Matrix, adjoint: boolean) => Matrix;
}

/** The QR factors of a matrix, which is overwritten. */
export function qrOf(a: Matrix, pivoting = false): QrFactors {
  const { rows: m, columns: n } = a;
  if (a.im === undefined) {
    let factors: Reflectors;
    let order: Int32Array | undefined;
    if (pivoting) ({ factors, order } = factorPivotedQr(a.re, m, n));
    else factors = factorQr(a.re, m, n);
    return {
      packed: a,
      tau: matrix(1, factors.tau.length, factors.tau),
      order,
      q: (columns) => matrix(m, columns, formQ(factors, columns)),
      apply: (c, taken) => {
        const result = copyMatrix(c);
        applyReflectors(factors, taken, result.re, c.columns);
        if (result.im !== undefined) applyReflectors(factors, taken, result.im, c.columns);
        return result;
      },
    };
  }
  const planes = { re: a.re, im: a.im };
  let factors: ComplexReflectors;
  let order: Int32Array | undefined;
  if (pivoting) ({ factors, order } = factorComplexPivotedQr(planes, m, n));
  else factors = factorComplexQr(planes, m, n);
  return {
    packed: a,
    tau: matrix(1, factors.tau.re.length, factors.tau.re, factors.tau.im),
    order,
    q: (columns) => {
      const { re, im } = formComplexQ(factors, columns);
      return matrix(m, columns, re, im);
    },
    apply: (c, taken) => {
      const result = complexMatrix(copyMatrix(c));
      applyComplexReflectors(factors, taken, result, c.columns);
      return result;
    },
  };
}
