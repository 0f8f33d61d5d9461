import { type ArrayLikeInput, elementsOf, fromData, isNDArray, type NDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { timesVector } from "./compressed.js";
import { matrixOf } from "./construct.js";
import { sparseError } from "./errors.js";
import { denseOf, isSparse, type SparseInput, transposedDot, vectorOf } from "./matrix.js";

/** A matrix that is known by its products only. */
export interface LinearOperator {
  readonly shape: readonly [number, number];
  matvec(x: Float64Array): Float64Array;
  /** The product of the transpose, where a method needs it. */
  readonly rmatvec?: (x: Float64Array) => Float64Array;
}

/** What iterative solvers take. */
export interface SolveOptions {
  /** Where to start; zeros unless told. */
  readonly x0?: ArrayLikeInput;
  /** Stops when the residual is at most `max(tol × |b|, atol)`; 1e-5 unless told. */
  readonly tol?: number;
  readonly atol?: number;
  /** The most iterations; ten times the size unless told. */
  readonly maxiter?: number;
  /** A preconditioner: approximately the inverse of the matrix. */
  readonly M?: SparseInput | LinearOperator;
  /** Called with each approximation. */
  readonly callback?: (x: Float64Array) => void;
  readonly signal?: AbortSignal;
}

/** A solution, and 0, or the number of iterations where it did not converge; below 0 for a breakdown. */
export type Solved = [x: NDArray<"float64">, info: number];

interface Problem {
  readonly n: number;
  readonly a: LinearOperator;
  readonly b: Float64Array;
  readonly x: Float64Array;
  readonly limit: number;
  readonly maxiter: number;
  readonly precondition: (r: Float64Array) => Float64Array;
  readonly after: (x: Float64Array) => void;
}

/** A linear operator of a matrix, or the operator itself. */
export function asLinearOperator(a: SparseInput | LinearOperator): LinearOperator {
  if (!isSparse(a) && !isNDArray(a) && typeof (a as LinearOperator)?.matvec === "function") return a as LinearOperator;
  const matrix = matrixOf(a as SparseInput);
  return {
    shape: matrix.shape,
    matvec: (x) => timesVector(matrix.rows, x),
    rmatvec: (x) => transposedDot(matrix, x),
  };
}

function problem(
  name: string,
  input: SparseInput | LinearOperator,
  right: ArrayLikeInput,
  options: SolveOptions,
): Problem {
  const a = asLinearOperator(input);
  const n = a.shape[0];
  if (n !== a.shape[1])
    throw sparseError("BAD_SHAPE", `${name}: expected a square matrix, got (${a.shape.join(", ")}).`);
  const b = columnOf("b", right);
  if (b.length !== n) throw sparseError("BAD_SHAPE", `${name}: b has ${b.length} elements, the matrix ${n} rows.`);
  const { tol = 1e-5, atol = 0, maxiter = 10 * n } = options;
  if (!(tol >= 0 && atol >= 0)) throw sparseError("BAD_VALUE", `${name}: tol and atol must be numbers from 0.`);
  if (!(Number.isInteger(maxiter) && maxiter >= 0))
    throw sparseError("BAD_VALUE", `${name}: maxiter: got ${describeValue(maxiter)}, expected a whole number from 0.`);
  const wrong = b.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw sparseError("BAD_VALUE", `${name}: b holds ${wrong}.`);
  const m = options.M === undefined ? undefined : asLinearOperator(options.M);
  const x = options.x0 === undefined ? new Float64Array(n) : columnOf("x0", options.x0);
  if (x.length !== n) throw sparseError("BAD_SHAPE", `${name}: x0 has ${x.length} elements, the matrix ${n} rows.`);
  return {
    n,
    a,
    b,
    x,
    limit: Math.max(atol, tol * length(b)),
    maxiter,
    precondition: m === undefined ? (r) => r.slice() : (r) => m.matvec(r),
    after: (now) => {
      if (options.signal?.aborted) throw sparseError("ABORTED", `${name} was stopped.`);
      options.callback?.(now);
    },
  };
}

function columnOf(name: string, input: ArrayLikeInput): Float64Array {
  const a = denseOf(name, input);
  return a.shape.length === 2 && a.shape[1] === 1 ? elementsOf(a).slice() : vectorOf(name, input);
}

/** The inner product. */
export function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The Euclidean length. */
export function length(a: Float64Array): number {
  return Math.sqrt(inner(a, a));
}

/** y += factor × x, in place. */
export function addTo(y: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = (y[i] as number) + factor * (x[i] as number);
}

function residual({ a, b, x }: Problem): Float64Array {
  const product = a.matvec(x);
  return b.map((value, i) => value - (product[i] as number));
}

function done(x: Float64Array, info: number): Solved {
  return [fromData(x, x.length), info];
}

/** Conjugate gradients, for symmetric positive definite matrices (M. Hestenes, E. Stiefel, 1952). */
export function cg(a: SparseInput | LinearOperator, b: ArrayLikeInput, options: SolveOptions = {}): Solved {
  const task = problem("cg", a, b, options);
  const { x, limit } = task;
  const r = residual(task);
  if (length(r) <= limit) return done(x, 0);
  let z = task.precondition(r);
  const p = z.slice();
  let rho = inner(r, z);
  for (let i = 0; i < task.maxiter; i++) {
    const q = task.a.matvec(p);
    const alpha = rho / inner(p, q);
    addTo(x, alpha, p);
    addTo(r, -alpha, q);
    task.after(x);
    if (length(r) <= limit) return done(x, 0);
    if (!Number.isFinite(alpha)) return done(x, -1);
    z = task.precondition(r);
    const next = inner(r, z);
    const beta = next / rho;
    rho = next;
    for (let k = 0; k < p.length; k++) p[k] = (z[k] as number) + beta * (p[k] as number);
  }
  return done(x, task.maxiter);
}

/** The stabilised biconjugate gradients, for any square matrix (H. van der Vorst, 1992). */
export function bicgstab(a: SparseInput | LinearOperator, b: ArrayLikeInput, options: SolveOptions = {}): Solved {
  const task = problem("bicgstab", a, b, options);
  const { x, limit, n } = task;
  const r = residual(task);
  if (length(r) <= limit) return done(x, 0);
  const shadow = r.slice();
  let [rho, alpha, omega] = [1, 1, 1];
  let p = new Float64Array(n);
  let v = new Float64Array(n);
  for (let i = 0; i < task.maxiter; i++) {
    const next = inner(shadow, r);
    if (Math.abs(next) < Number.EPSILON ** 2 || omega === 0) return done(x, omega === 0 ? -11 : -10);
    const beta = (next / rho) * (alpha / omega);
    rho = next;
    p = i === 0 ? r.slice() : r.map((value, k) => value + beta * ((p[k] as number) - omega * (v[k] as number)));
    const towards = task.precondition(p);
    v = Float64Array.from(task.a.matvec(towards));
    alpha = rho / inner(shadow, v);
    addTo(r, -alpha, v);
    if (length(r) <= limit) {
      addTo(x, alpha, towards);
      task.after(x);
      return done(x, 0);
    }
    const better = task.precondition(r);
    const t = task.a.matvec(better);
    omega = inner(t, r) / inner(t, t);
    addTo(x, alpha, towards);
    addTo(x, omega, better);
    addTo(r, -omega, t);
    task.after(x);
    if (length(r) <= limit) return done(x, 0);
    if (!Number.isFinite(omega) || !Number.isFinite(alpha)) return done(x, -10);
  }
  return done(x, task.maxiter);
}

/** Generalised minimal residuals with restarts, for any square matrix (Y. Saad, M. Schultz, 1986); `restart` vectors are kept, 20 unless told. */
export function gmres(
  a: SparseInput | LinearOperator,
  b: ArrayLikeInput,
  options: SolveOptions & { readonly restart?: number } = {},
): Solved {
  const task = problem("gmres", a, b, options);
  const { x, limit, n } = task;
  const restart = Math.min(options.restart ?? 20, n);
  if (!(Number.isInteger(restart) && restart >= (n === 0 ? 0 : 1)))
    throw sparseError(
      "BAD_VALUE",
      `gmres: restart: got ${describeValue(options.restart)}, expected a whole number from 1.`,
    );
  for (let cycle = 0; cycle < Math.max(1, task.maxiter); cycle++) {
    const r = residual(task);
    if (length(r) <= limit) return done(x, 0);
    const z = task.precondition(r);
    const size = length(z);
    if (size === 0) return done(x, -1);
    const basis = [z.map((value) => value / size)];
    const columns: Float64Array[] = [];
    const rotations: [number, number][] = [];
    const g = new Float64Array(restart + 1);
    g[0] = size;
    let k = 0;
    for (; k < restart; k++) {
      const w = task.precondition(task.a.matvec(basis[k] as Float64Array));
      const h = new Float64Array(k + 2);
      for (let i = 0; i <= k; i++) {
        h[i] = inner(w, basis[i] as Float64Array);
        addTo(w, -(h[i] as number), basis[i] as Float64Array);
      }
      const rest = length(w);
      h[k + 1] = rest;
      rotations.forEach(([c, s], i) => {
        [h[i], h[i + 1]] = [
          c * (h[i] as number) + s * (h[i + 1] as number),
          -s * (h[i] as number) + c * (h[i + 1] as number),
        ];
      });
      const radius = Math.hypot(h[k] as number, rest);
      const [c, s] = radius === 0 ? [1, 0] : [(h[k] as number) / radius, rest / radius];
      rotations.push([c, s]);
      h[k] = radius;
      h[k + 1] = 0;
      [g[k], g[k + 1]] = [c * (g[k] as number), -s * (g[k] as number)];
      columns.push(h);
      if (rest <= Number.EPSILON * size || Math.abs(g[k + 1] as number) <= limit * 0.1) {
        k++;
        break;
      }
      basis.push(w.map((value) => value / rest));
    }
    const y = new Float64Array(k);
    for (let i = k - 1; i >= 0; i--) {
      let value = g[i] as number;
      for (let j = i + 1; j < k; j++) value -= ((columns[j] as Float64Array)[i] as number) * (y[j] as number);
      const diagonal = (columns[i] as Float64Array)[i] as number;
      if (diagonal === 0) return done(x, -1);
      y[i] = value / diagonal;
    }
    for (let i = 0; i < k; i++) addTo(x, y[i] as number, basis[i] as Float64Array);
    task.after(x);
  }
  return done(x, length(residual(task)) <= limit ? 0 : task.maxiter);
}

/** Minimal residuals, for symmetric matrices, also indefinite ones (C. Paige, M. Saunders, 1975). `shift` solves (A - shift·1) x = b. */
export function minres(
  a: SparseInput | LinearOperator,
  b: ArrayLikeInput,
  options: SolveOptions & { readonly shift?: number } = {},
): Solved {
  const task = problem("minres", a, b, { maxiter: 5 * columnOf("b", b).length, ...options });
  const { x, limit, n } = task;
  const shift = options.shift ?? 0;
  const apply = (v: Float64Array): Float64Array => {
    const product = task.a.matvec(v);
    return shift === 0 ? product : product.map((value, i) => value - shift * (v[i] as number));
  };
  const product = apply(x);
  let r1 = task.b.map((value, i) => value - (product[i] as number));
  let y = task.precondition(r1);
  let beta = Math.sqrt(inner(r1, y));
  if (beta <= limit) return done(x, 0);
  let r2 = r1.slice();
  let [oldBeta, dbar, epsilon, phibar, cs, sn] = [0, 0, 0, beta, -1, 0];
  let w = new Float64Array(n);
  let w2 = new Float64Array(n);
  for (let i = 0; i < task.maxiter; i++) {
    const v = y.map((value) => value / beta);
    y = Float64Array.from(apply(v));
    if (i > 0) addTo(y, -beta / oldBeta, r1);
    const alpha = inner(v, y);
    addTo(y, -alpha / beta, r2);
    r1 = r2;
    r2 = y;
    y = task.precondition(r2);
    oldBeta = beta;
    const square = inner(r2, y);
    if (square < 0) return done(x, -1);
    beta = Math.sqrt(square);
    const oldEpsilon = epsilon;
    const delta = cs * dbar + sn * alpha;
    const gbar = sn * dbar - cs * alpha;
    epsilon = sn * beta;
    dbar = -cs * beta;
    const gamma = Math.max(Math.hypot(gbar, beta), Number.EPSILON);
    cs = gbar / gamma;
    sn = beta / gamma;
    const phi = cs * phibar;
    phibar *= sn;
    const w1 = w2;
    w2 = w;
    const [one, other] = [w1, w2];
    w = v.map((value, k) => (value - oldEpsilon * (one[k] as number) - delta * (other[k] as number)) / gamma);
    addTo(x, phi, w);
    task.after(x);
    if (Math.abs(phibar) <= limit || beta === 0) return done(x, 0);
  }
  return done(x, task.maxiter);
}

/** What {@link lsqr} gives: the solution, why it stopped, iterations, and the length of the residual. */
export type LeastSquares = [x: NDArray<"float64">, istop: number, itn: number, r1norm: number];

/**
 * The least-squares solution of any matrix, of several the shortest (C. Paige, M. Saunders, ACM TOMS 8, 1982).
 * @param options `damp`: weight of |x|² beside |A x - b|²; `atol` and `btol`: relative errors of matrix and right side, 1e-6; `conlim`: the
 *   largest condition, 1e8; `iterLim`: the most iterations, twice the columns
 * @returns `istop` is 1 for a solution of A x = b, 2 for a least-squares solution, 3 where the condition is above `conlim`, 7 where iterations ran out
 */
export function lsqr(
  a: SparseInput | LinearOperator,
  b: ArrayLikeInput,
  options: {
    readonly damp?: number;
    readonly atol?: number;
    readonly btol?: number;
    readonly conlim?: number;
    readonly iterLim?: number;
    readonly x0?: ArrayLikeInput;
  } = {},
): LeastSquares {
  const operator = asLinearOperator(a);
  const [m, n] = operator.shape;
  const { rmatvec } = operator;
  if (rmatvec === undefined) throw sparseError("BAD_ARGUMENT", "lsqr: the operator needs rmatvec.");
  const { damp = 0, atol = 1e-6, btol = 1e-6, conlim = 1e8, iterLim = 2 * n } = options;
  const right = columnOf("b", b);
  if (right.length !== m) throw sparseError("BAD_SHAPE", `lsqr: b has ${right.length} elements, the matrix ${m} rows.`);
  const x = options.x0 === undefined ? new Float64Array(n) : columnOf("x0", options.x0);
  const u = right.slice();
  if (options.x0 !== undefined) addTo(u, -1, operator.matvec(x));
  let beta = length(u);
  const size = length(right);
  if (beta === 0) return [fromData(x, n), 0, 0, 0];
  scale(u, 1 / beta);
  let v: Float64Array = Float64Array.from(rmatvec(u));
  let alpha = length(v);
  if (alpha === 0) return [fromData(x, n), 0, 0, beta];
  scale(v, 1 / alpha);
  const w = v.slice();
  let [rhobar, phibar] = [alpha, beta];
  let [frobenius, inverse, damped] = [0, 0, 0];
  for (let itn = 1; itn <= iterLim; itn++) {
    const next = operator.matvec(v);
    for (let i = 0; i < m; i++) u[i] = (next[i] as number) - alpha * (u[i] as number);
    beta = length(u);
    if (beta > 0) {
      scale(u, 1 / beta);
      frobenius = Math.hypot(frobenius, alpha, beta, damp);
      const back = rmatvec(u);
      v = v.map((value, i) => (back[i] as number) - beta * value);
      alpha = length(v);
      if (alpha > 0) scale(v, 1 / alpha);
    }
    const rhobar1 = Math.hypot(rhobar, damp);
    const [c1, s1] = [rhobar / rhobar1, damp / rhobar1];
    const psi = s1 * phibar;
    phibar *= c1;
    const rho = Math.hypot(rhobar1, beta);
    const [c, s] = [rhobar1 / rho, beta / rho];
    const theta = s * alpha;
    rhobar = -c * alpha;
    const phi = c * phibar;
    phibar *= s;
    inverse += inner(w, w) / rho ** 2;
    addTo(x, phi / rho, w);
    for (let i = 0; i < n; i++) w[i] = (v[i] as number) - (theta / rho) * (w[i] as number);
    damped += psi ** 2;
    const rnorm = Math.hypot(phibar, Math.sqrt(damped));
    const gradient = alpha * Math.abs(s * phi);
    const condition = frobenius * Math.sqrt(inverse);
    if (rnorm <= btol * size + atol * frobenius * length(x)) return [fromData(x, n), 1, itn, phibar];
    if (gradient <= atol * (frobenius * rnorm)) return [fromData(x, n), 2, itn, phibar];
    if (condition >= conlim) return [fromData(x, n), 3, itn, phibar];
  }
  return [fromData(x, n), 7, iterLim, phibar];
}

function scale(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) * factor;
}
