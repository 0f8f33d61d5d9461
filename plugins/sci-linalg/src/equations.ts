import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { permutedSchurOf } from "./decompose.js";
import { luOf, luSolveMatrix } from "./factor.js";
import { commonDType, matrixArray, matrixOf, notConverged, oneOf, type ResultDType, shapeText } from "./input.js";
import { solveComplexTriangle } from "./kernels/complex-elimination.js";
import {
  adjoint,
  blockOf,
  combine,
  complexMatrix,
  copyMatrix,
  type Matrix,
  matrix,
  norm1,
  product,
  scaled,
  unitMatrix,
  zeroMatrix,
} from "./matrix.js";
import { complexSchur, reorderSchur } from "./reorder.js";

type Given = Matrix & { readonly dtype: ResultDType; readonly source: NDArray };

function complexForm(a: Matrix): ReturnType<typeof complexSchur> {
  const found = permutedSchurOf(copyMatrix(a));
  if (found === undefined) throw notConverged("schur");
  return complexSchur(found.t, found.z);
}

function requireShape(a: Given, rows: number, columns: number, name: string): void {
  if (a.rows !== rows || a.columns !== columns)
    throw coreError("BAD_SHAPE", `${name}: got shape ${shapeText(a.source.shape)}, expected (${rows}, ${columns}).`);
}

/** `A X + X B = Q` by Schur forms (Bartels and Stewart); real where all three are. */
function sylvester(a: Matrix, b: Matrix, q: Matrix): Matrix {
  const [m, n] = [a.rows, b.rows];
  const [first, second] = [complexForm(a), complexForm(b)];
  const f = complexMatrix(product(product(first.z, q, "adjoint"), second.z));
  const x = zeroMatrix(m, n, true);
  const shifted = copyMatrix(first.t);
  for (let k = 0; k < n; k++) {
    const column = zeroMatrix(m, 1, true);
    for (let i = 0; i < m; i++) {
      let [re, im] = [f.re[i * n + k]!, f.im[i * n + k]!];
      for (let j = 0; j < k; j++) {
        const [p, r, u, v] = [x.re[i * n + j]!, x.im![i * n + j]!, second.t.re[j * n + k]!, second.t.im[j * n + k]!];
        re -= p * u - r * v;
        im -= p * v + r * u;
      }
      column.re[i] = re;
      column.im![i] = im;
      shifted.re[i * m + i] = first.t.re[i * m + i]! + second.t.re[k * n + k]!;
      shifted.im![i * m + i] = first.t.im[i * m + i]! + second.t.im[k * n + k]!;
      if (shifted.re[i * m + i] === 0 && shifted.im![i * m + i] === 0)
        throw coreError("SINGULAR", "solveSylvester: LinAlgError: a and -b have an eigenvalue in common.");
    }
    solveComplexTriangle({ re: shifted.re, im: shifted.im! }, m, { re: column.re, im: column.im! }, 1, "upper", false);
    for (let i = 0; i < m; i++) {
      x.re[i * n + k] = column.re[i]!;
      x.im![i * n + k] = column.im![i]!;
    }
  }
  const result = product(product(first.z, x), second.z, "as it is", "adjoint");
  const real = a.im === undefined && b.im === undefined && q.im === undefined;
  return real ? matrix(m, n, result.re) : result;
}

/**
 * Solves Sylvester's equation `a x + x b = q` for `a` (m, m), `b` (n, n) and `q` (m, n).
 * @throws SINGULAR when `a` and `-b` share an eigenvalue, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solveSylvester(a: ArrayLikeInput, b: ArrayLikeInput, q: ArrayLikeInput): NDArray {
  const [first, second] = [matrixOf(a, "a", { square: true }), matrixOf(b, "b", { square: true })];
  const right = matrixOf(q, "q");
  requireShape(right, first.rows, second.rows, "q");
  const dtype = commonDType(first.source.dtype, second.source.dtype, right.source.dtype);
  return matrixArray(first.source, sylvester(first, second, right), dtype);
}

/**
 * Solves Lyapunov's equation `a x + x aᴴ = q`.
 * @throws SINGULAR, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solveContinuousLyapunov(a: ArrayLikeInput, q: ArrayLikeInput): NDArray {
  const [first, right] = [matrixOf(a, "a", { square: true }), matrixOf(q, "q", { square: true })];
  requireShape(right, first.rows, first.rows, "q");
  const dtype = commonDType(first.source.dtype, right.source.dtype);
  return matrixArray(first.source, sylvester(first, adjoint(first), right), dtype);
}

/** SciPy's older name of {@link solveContinuousLyapunov}. */
export function solveLyapunov(a: ArrayLikeInput, q: ArrayLikeInput): NDArray {
  return solveContinuousLyapunov(a, q);
}

/** Options of {@link solveDiscreteLyapunov}. */
export interface DiscreteLyapunovOptions {
  /** "direct" solves for all elements at once (the default below 10 rows), "bilinear" by way of the continuous equation. */
  readonly method?: "direct" | "bilinear";
}

/**
 * Solves the discrete equation of Lyapunov `a x aᴴ - x + q = 0`.
 * @throws SINGULAR, BAD_SHAPE, BAD_VALUE for NaN and infinity, BAD_ARGUMENT for an unknown method
 */
export function solveDiscreteLyapunov(
  a: ArrayLikeInput,
  q: ArrayLikeInput,
  options: DiscreteLyapunovOptions = {},
): NDArray {
  checkOptions("solveDiscreteLyapunov", options, { method: "any" });
  const [first, right] = [matrixOf(a, "a", { square: true }), matrixOf(q, "q", { square: true })];
  const n = first.rows;
  requireShape(right, n, n, "q");
  const method = oneOf(options.method ?? (n >= 10 ? "bilinear" : "direct"), ["direct", "bilinear"], "method");
  const dtype = commonDType(first.source.dtype, right.source.dtype);
  const x = method === "direct" ? lyapunovDirect(first, right) : lyapunovBilinear(first, right);
  return matrixArray(first.source, x, dtype);
}

function regularSolve(a: Matrix, b: Matrix, name: string): Matrix {
  const factors = luOf(copyMatrix(a));
  if (factors.singular >= 0) throw coreError("SINGULAR", `${name}: LinAlgError: singular matrix.`);
  return luSolveMatrix(factors, copyMatrix(b));
}

/** `(I - kron(a, conj a)) x = q`, row by row. */
function lyapunovDirect(a: Matrix, q: Matrix): Matrix {
  const n = a.rows;
  const size = n * n;
  const complex = a.im !== undefined;
  const system = zeroMatrix(size, size, complex);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        for (let l = 0; l < n; l++) {
          const at = (i * n + j) * size + k * n + l;
          const [x, y, u, v] = [a.re[i * n + k]!, a.im?.[i * n + k] ?? 0, a.re[j * n + l]!, -(a.im?.[j * n + l] ?? 0)];
          system.re[at] = (i === k && j === l ? 1 : 0) - (x * u - y * v);
          if (system.im !== undefined) system.im[at] = -(x * v + y * u);
        }
      }
    }
  }
  const x = regularSolve(system, matrix(size, 1, q.re, q.im), "solveDiscreteLyapunov");
  return matrix(n, n, x.re, x.im);
}

function lyapunovBilinear(a: Matrix, q: Matrix): Matrix {
  const n = a.rows;
  const one = unitMatrix(n, a.im !== undefined);
  const taken = adjoint(a);
  const inverse = regularSolve(combine(1, taken, 1, one), one, "solveDiscreteLyapunov");
  const b = product(combine(1, taken, -1, one), inverse);
  const other = regularSolve(combine(1, a, 1, one), one, "solveDiscreteLyapunov");
  const c = scaled(product(product(other, q), inverse), 2);
  return sylvester(adjoint(b), b, scaled(c, -1));
}

/** Options of the algebraic Riccati equations. */
export interface RiccatiOptions {
  readonly e?: ArrayLikeInput;
  readonly s?: ArrayLikeInput;
}

/** The matrices of a Riccati equation, brought to e = 1 and s = 0: `a`, `g = b r⁻¹ bᴴ` and `q`. */
function riccati(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  q: ArrayLikeInput,
  r: ArrayLikeInput,
  options: RiccatiOptions,
): {
  readonly a: Matrix;
  readonly g: Matrix;
  readonly q: Matrix;
  readonly e: Matrix | undefined;
  readonly source: NDArray;
  readonly dtype: ResultDType;
} {
  const first = matrixOf(a, "a", { square: true });
  const m = first.rows;
  const second = matrixOf(b, "b");
  const n = second.columns;
  requireShape(second, m, n, "b");
  const third = matrixOf(q, "q", { square: true });
  requireShape(third, m, m, "q");
  const fourth = matrixOf(typeof r === "number" ? [[r]] : r, "r", { square: true });
  requireShape(fourth, n, n, "r");
  for (const [one, name] of [
    [third, "q"],
    [fourth, "r"],
  ] as const) {
    if (norm1(combine(1, one, -1, adjoint(one))) > 100 * 2 ** -52 * norm1(one))
      throw coreError("BAD_VALUE", `${name}: is not symmetric or Hermitian.`);
  }
  const dtypes = [first, second, third, fourth].map((one) => one.source.dtype);
  let [own, weight]: Matrix[] = [first, third];
  if (options.s !== undefined) {
    const s = matrixOf(options.s, "s");
    requireShape(s, m, n, "s");
    dtypes.push(s.source.dtype);
    const part = regularSolve(fourth, adjoint(s), "r");
    own = combine(1, own!, -1, product(second, part));
    weight = combine(1, weight!, -1, product(s, part));
  }
  let e: Matrix | undefined;
  if (options.e !== undefined) {
    const given = matrixOf(options.e, "e", { square: true });
    requireShape(given, m, m, "e");
    dtypes.push(given.source.dtype);
    e = given;
  }
  const g = product(second, regularSolve(fourth, adjoint(second), "r"));
  return { a: own!, g, q: weight!, e, source: first.source, dtype: commonDType(...dtypes) };
}

function symmetric(x: Matrix): Matrix {
  return combine(0.5, x, 0.5, adjoint(x));
}

/** `a e⁻¹`, or `e⁻ᴴ q e⁻¹`. */
function over(a: Matrix, e: Matrix): Matrix {
  return adjoint(regularSolve(adjoint(e), adjoint(a), "e"));
}

/**
 * Solves the continuous algebraic Riccati equation `aᴴ x e + eᴴ x a - (eᴴ x b + s) r⁻¹ (bᴴ x e + sᴴ) + q = 0` by the stable half of the
 * Hamiltonian's Schur form (Laub, IEEE Trans. Automat. Contr. 24, 913 (1979)); `r` and `e` have to be regular.
 * @throws SINGULAR where no stabilising solution is found, BAD_SHAPE, BAD_VALUE
 */
export function solveContinuousAre(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  q: ArrayLikeInput,
  r: ArrayLikeInput,
  options: RiccatiOptions = {},
): NDArray {
  checkOptions("solveContinuousAre", options, { e: "any", s: "any" });
  const given = riccati(a, b, q, r, options);
  const { g, e } = given;
  const own = e === undefined ? given.a : over(given.a, e);
  const weight = e === undefined ? given.q : over(adjoint(over(adjoint(given.q), e)), e);
  const m = own.rows;
  const h = zeroMatrix(
    2 * m,
    2 * m,
    [own, weight, g].some((one) => one.im !== undefined),
  );
  const put = (block: Matrix, row: number, column: number, sign: number): void => {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < m; j++) {
        const at = (row + i) * 2 * m + column + j;
        h.re[at] = sign * block.re[i * m + j]!;
        if (h.im !== undefined) h.im[at] = sign * (block.im?.[i * m + j] ?? 0);
      }
    }
  };
  put(own, 0, 0, 1);
  put(g, 0, m, -1);
  put(weight, m, 0, -1);
  put(adjoint(own), m, m, -1);
  const found = permutedSchurOf(h);
  if (found === undefined) throw notConverged("solveContinuousAre");
  const stable = reorderSchur(found.t, found.z, (re) => re < 0);
  if (stable !== m)
    throw coreError("SINGULAR", "solveContinuousAre: LinAlgError: eigenvalues lie too close to the imaginary axis.");
  const upper = blockOf(found.z, 0, m, 0, m);
  const lower = blockOf(found.z, m, 2 * m, 0, m);
  return matrixArray(given.source, symmetric(over(lower, upper)), given.dtype);
}

/**
 * Solves the discrete algebraic Riccati equation `aᴴ x a - eᴴ x e - (aᴴ x b + s) (r + bᴴ x b)⁻¹ (bᴴ x a + sᴴ) + q = 0` by the
 * structure-preserving doubling algorithm (Chu, Fan, Lin and Wang, Int. J. Control 77, 767 (2004)); `r` and `e` have to be regular.
 * @throws NOT_CONVERGED where no stabilising solution is found, BAD_SHAPE, BAD_VALUE
 */
export function solveDiscreteAre(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  q: ArrayLikeInput,
  r: ArrayLikeInput,
  options: RiccatiOptions = {},
): NDArray {
  checkOptions("solveDiscreteAre", options, { e: "any", s: "any" });
  const given = riccati(a, b, q, r, options);
  const { e } = given;
  let own = e === undefined ? given.a : over(given.a, e);
  let h = e === undefined ? given.q : over(adjoint(over(adjoint(given.q), e)), e);
  let { g } = given;
  const one = unitMatrix(own.rows);
  for (let round = 0; round < 60; round++) {
    const w = combine(1, one, 1, product(g, h));
    const solved = regularSolve(w, own, "solveDiscreteAre");
    const next = combine(1, h, 1, product(product(adjoint(own), h), solved));
    const right = regularSolve(w, g, "solveDiscreteAre");
    g = symmetric(combine(1, g, 1, product(product(own, right), adjoint(own))));
    own = product(own, solved);
    const change = norm1(combine(1, next, -1, h));
    h = symmetric(next);
    if (!Number.isFinite(change)) break;
    if (change <= 4 * 2 ** -52 * norm1(h)) return matrixArray(given.source, h, given.dtype);
  }
  throw notConverged("solveDiscreteAre");
}
