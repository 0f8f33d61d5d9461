import { fromData, type NDArray } from "@core/array";
import { randomState } from "@core/array/random";
import { describeValue } from "@core/array/runtime";
import { identity, matrixOf } from "./construct.js";
import { sparseError } from "./errors.js";
import { addTo, asLinearOperator, inner, type LinearOperator, length } from "./krylov.js";
import { splu } from "./lu.js";
import { multiply, type SparseInput, subtract } from "./matrix.js";

/** Which eigenvalues: largest or smallest by size (LM, SM), or by value (LA, SA). */
export type Which = "LM" | "SM" | "LA" | "SA";

/** What {@link eigsh} takes. */
export interface EigshOptions {
  /** How many eigenvalues, 6 unless told. */
  readonly k?: number;
  /** Which ones, LM unless told. */
  readonly which?: Which;
  /** Those nearest to this value instead: the matrix is decomposed once. With it `which` speaks of 1 / (eigenvalue - sigma). */
  readonly sigma?: number;
  /** How many vectors are kept, max(2 k + 1, 20) unless told. */
  readonly ncv?: number;
  /** The most restarts, ten times the size unless told. */
  readonly maxiter?: number;
  /** Relative accuracy, that of the machine unless told. */
  readonly tol?: number;
  readonly seed?: number;
}

/**
 * Some eigenvalues and vectors of a real symmetric matrix, by the Lanczos method with thick restarts (K. Wu, H. Simon, 2000).
 * @returns eigenvalues in rising order and the vectors as columns
 * @throws BAD_SHAPE, BAD_VALUE (k, which), NOT_CONVERGED, SINGULAR (sigma is an eigenvalue)
 */
export function eigsh(
  a: SparseInput | LinearOperator,
  options: EigshOptions = {},
): [values: NDArray<"float64">, vectors: NDArray<"float64">] {
  const { k = 6, which = "LM", sigma, tol = 0, seed = 0 } = options;
  const operator = sigma === undefined ? asLinearOperator(a) : inverseOf(a as SparseInput, sigma);
  const n = operator.shape[0];
  if (n !== operator.shape[1])
    throw sparseError("BAD_SHAPE", `eigsh: expected a square matrix, got (${operator.shape.join(", ")}).`);
  if (!(Number.isInteger(k) && k >= 1 && k < n))
    throw sparseError("BAD_VALUE", `eigsh: k: got ${describeValue(k)}, expected 1 to ${n - 1}.`);
  if (!["LM", "SM", "LA", "SA"].includes(which))
    throw sparseError("BAD_VALUE", `eigsh: which: got ${describeValue(which)}, expected LM, SM, LA or SA.`);
  const ncv = Math.min(n, options.ncv ?? Math.max(2 * k + 1, 20));
  if (!(Number.isInteger(ncv) && ncv > k))
    throw sparseError("BAD_VALUE", `eigsh: ncv: got ${describeValue(options.ncv)}, expected more than k.`);
  const found = lanczos(operator, k, ncv, which, options.maxiter ?? n * 10, tol, seed);
  const values = sigma === undefined ? found.values : found.values.map((value) => sigma + 1 / value);
  const order = values.map((_, i) => i).sort((one, other) => (values[one] as number) - (values[other] as number));
  const vectors = new Float64Array(n * k);
  order.forEach((from, column) => {
    for (let i = 0; i < n; i++) vectors[i * k + column] = (found.vectors[from] as Float64Array)[i] as number;
  });
  return [
    fromData(
      Float64Array.from(order, (i) => values[i] as number),
      k,
    ),
    fromData(vectors, [n, k]),
  ];
}

function inverseOf(a: SparseInput, sigma: number): LinearOperator {
  const matrix = matrixOf(a);
  const decomposed = splu(subtract(matrix, multiply(identity(matrix.shape[0]), sigma)));
  return { shape: matrix.shape, matvec: (x) => decomposed.solve(fromData(x, x.length)).data.slice() };
}

interface Eigen {
  readonly values: number[];
  readonly vectors: Float64Array[];
}

function lanczos(
  a: LinearOperator,
  k: number,
  ncv: number,
  which: Which,
  maxiter: number,
  tol: number,
  seed: number,
): Eigen {
  const n = a.shape[0];
  const random = randomState(seed);
  const fresh = (basis: readonly Float64Array[]): Float64Array => {
    const v = Float64Array.from({ length: n }, () => (random.uniform() as number) - 0.5);
    for (let pass = 0; pass < 2; pass++) for (const one of basis) addTo(v, -inner(v, one), one);
    const size = length(v);
    return v.map((value) => value / size);
  };
  let basis: Float64Array[] = [fresh([])];
  // The projection of the matrix onto the basis, which full orthogonalisation makes symmetric.
  const projected = Array.from({ length: ncv }, () => new Float64Array(ncv));
  let kept = 0;
  for (let iteration = 0; iteration <= maxiter; iteration++) {
    let beta = 0;
    let rest = new Float64Array(n) as Float64Array;
    for (let j = kept; j < ncv; j++) {
      const w = Float64Array.from(a.matvec(basis[j] as Float64Array)) as Float64Array;
      for (let pass = 0; pass < 2; pass++)
        for (let i = 0; i <= j; i++) {
          const part = inner(w, basis[i] as Float64Array);
          addTo(w, -part, basis[i] as Float64Array);
          const row = projected[i] as Float64Array;
          row[j] = (pass === 0 ? 0 : (row[j] as number)) + part;
          (projected[j] as Float64Array)[i] = row[j] as number;
        }
      beta = length(w);
      rest = w;
      if (j + 1 < ncv) basis.push(beta > 1e-14 ? w.map((value) => value / beta) : fresh(basis));
    }
    const { values, vectors } = symmetricEigen(projected, ncv);
    const order = values
      .map((_, i) => i)
      .sort((one, other) => rank(values[other] as number, which) - rank(values[one] as number, which));
    const wanted = order.slice(0, k);
    const accuracy = Math.max(tol, Number.EPSILON);
    const converged = wanted.every(
      (i) =>
        Math.abs(beta * ((vectors[ncv - 1] as Float64Array)[i] as number)) <=
        accuracy * Math.max(Math.abs(values[i] as number), Number.EPSILON ** (2 / 3)) * 4,
    );
    const combineVectors = (i: number): Float64Array => {
      const v = new Float64Array(n);
      for (let j = 0; j < ncv; j++) addTo(v, (vectors[j] as Float64Array)[i] as number, basis[j] as Float64Array);
      return v;
    };
    if (converged || ncv === n)
      return { values: wanted.map((i) => values[i] as number), vectors: wanted.map(combineVectors) };
    kept = Math.min(ncv - 1, k + Math.floor((ncv - k) / 2));
    const chosen = order.slice(0, kept);
    const next = chosen.map(combineVectors);
    for (const row of projected) row.fill(0);
    chosen.forEach((i, at) => {
      (projected[at] as Float64Array)[at] = values[i] as number;
    });
    basis = [...next, beta > 1e-14 ? rest.map((value) => value / beta) : fresh(next)];
  }
  throw sparseError(
    "NOT_CONVERGED",
    `eigsh: no convergence after ${maxiter} restarts. Raise maxiter or ncv, or use sigma.`,
  );
}

function rank(value: number, which: Which): number {
  if (which === "LM") return Math.abs(value);
  if (which === "SM") return -Math.abs(value);
  return which === "LA" ? value : -value;
}

/** All eigenvalues and vectors of a small symmetric matrix by Jacobi's rotations; vectors are columns. */
function symmetricEigen(matrix: readonly Float64Array[], n: number): { values: number[]; vectors: Float64Array[] } {
  const a = matrix.slice(0, n).map((row) => row.slice(0, n));
  const v = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(n);
    row[i] = 1;
    return row;
  });
  const at = (rows: readonly Float64Array[], i: number, j: number): number => (rows[i] as Float64Array)[j] as number;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let total = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const square = at(a, i, j) ** 2;
        total += square;
        if (i !== j) off += square;
      }
    if (off <= 1e-34 * total) break;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = at(a, p, q);
        if (apq === 0) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        rotate(a, p, q, c, s, n);
        for (let i = 0; i < n; i++) {
          const row = v[i] as Float64Array;
          const [x, y] = [row[p] as number, row[q] as number];
          row[p] = c * x - s * y;
          row[q] = s * x + c * y;
        }
      }
  }
  return { values: Array.from({ length: n }, (_, i) => at(a, i, i)), vectors: v };
}

function rotate(a: readonly Float64Array[], p: number, q: number, c: number, s: number, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = a[i] as Float64Array;
    const [x, y] = [row[p] as number, row[q] as number];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
  const [rowP, rowQ] = [a[p] as Float64Array, a[q] as Float64Array];
  for (let i = 0; i < n; i++) {
    const [x, y] = [rowP[i] as number, rowQ[i] as number];
    rowP[i] = c * x - s * y;
    rowQ[i] = s * x + c * y;
  }
}

/** What {@link svds} takes. */
export interface SvdsOptions {
  /** How many singular values, 6 unless told. */
  readonly k?: number;
  /** Largest (LM, unless told) or smallest (SM) ones. */
  readonly which?: "LM" | "SM";
  readonly ncv?: number;
  readonly maxiter?: number;
  readonly tol?: number;
  readonly seed?: number;
}

/**
 * Some singular values and vectors of a matrix, through the eigenvalues of its product with its transpose.
 * @returns left vectors as columns, singular values in rising order, right vectors as rows
 * @throws BAD_VALUE (k), NOT_CONVERGED
 */
export function svds(
  a: SparseInput | LinearOperator,
  options: SvdsOptions = {},
): [u: NDArray<"float64">, s: NDArray<"float64">, vt: NDArray<"float64">] {
  const operator = asLinearOperator(a);
  const [m, n] = operator.shape;
  const { k = 6 } = options;
  const { matvec, rmatvec } = operator;
  if (rmatvec === undefined) throw sparseError("BAD_ARGUMENT", "svds: the operator needs rmatvec.");
  if (!(Number.isInteger(k) && k >= 1 && k < Math.min(m, n)))
    throw sparseError("BAD_VALUE", `svds: k: got ${describeValue(k)}, expected 1 to ${Math.min(m, n) - 1}.`);
  const isTall = m >= n;
  const gram: LinearOperator = isTall
    ? { shape: [n, n], matvec: (x) => rmatvec(matvec(x)) }
    : { shape: [m, m], matvec: (x) => matvec(rmatvec(x)) };
  const { which = "LM", ...rest } = options;
  const [squares, vectors] = eigsh(gram, { ...rest, k, which });
  const s = Float64Array.from(squares.data, (value) => Math.sqrt(Math.max(value, 0)));
  const u = new Float64Array(m * k);
  const vt = new Float64Array(k * n);
  for (let column = 0; column < k; column++) {
    const own = Float64Array.from({ length: isTall ? n : m }, (_, i) => vectors.get(i, column) as number);
    const other = isTall ? matvec(own) : rmatvec(own);
    const size = length(other);
    const scaled = size === 0 ? other : other.map((value) => value / size);
    const [left, right] = isTall ? [scaled, own] : [own, scaled];
    for (let i = 0; i < m; i++) u[i * k + column] = left[i] as number;
    vt.set(right, column * n);
  }
  return [fromData(u, [m, k]), fromData(s, k), fromData(vt, [k, n])];
}
