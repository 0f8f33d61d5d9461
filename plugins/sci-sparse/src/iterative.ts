import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { oneOf, vectorOf, whole } from "./input.js";
import { type OperatorInput, type Products, squareProducts } from "./operator.js";

const iterativeKinds: OptionKinds<IterativeOptions> = {
  x0: "any",
  tol: "number",
  atol: "number",
  maxiter: "number",
  M: "any",
  callback: "function",
};

/** Options of the iterative solvers. */
export interface IterativeOptions {
  /** Where to begin; zeros by default. */
  readonly x0?: ArrayLikeInput;
  /** Relative to the length of `b`; 1e-5 by default. */
  readonly tol?: number;
  /** The residual may always be this long; 0 by default. */
  readonly atol?: number;
  /** Ten times the number of rows by default. */
  readonly maxiter?: number;
  /** An approximation of the inverse of `a`. */
  readonly M?: OperatorInput;
  /** Called with a copy of the solution after each iteration. */
  readonly callback?: (x: NDArray) => void;
}

/** A solution, and 0 when it converged, the number of iterations when it did not, a negative number for a breakdown. */
export type IterativeResult = [x: NDArray, info: number];

/** A system ready to be iterated. */
interface System {
  readonly a: Products;
  readonly precondition: (r: Float64Array) => Float64Array;
  readonly preconditionTransposed: (r: Float64Array) => Float64Array;
  readonly n: number;
  readonly b: Float64Array;
  readonly x: Float64Array;
  /** How long the residual may be. */
  readonly limit: number;
  readonly maxiter: number;
  readonly tell: () => void;
  readonly finish: (info: number) => IterativeResult;
}

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

export function lengthOf(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}

/** `y += factor x`. */
export function addScaled(y: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i]! += factor * x[i]!;
}

function difference(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => value - y[i]!);
}

function systemOf(a: OperatorInput, b: ArrayLikeInput, options: IterativeOptions): System {
  const products = squareProducts(a, "a");
  const n = products.rows;
  const right = vectorOf(b, n, "b");
  if (!right.every(Number.isFinite)) throw coreError("BAD_VALUE", "b: must not contain infs or NaNs.");
  const column = asArray(b).shape.length === 2;
  const x = options.x0 === undefined ? new Float64Array(n) : vectorOf(options.x0, n, "x0");
  const m = options.M === undefined ? undefined : squareProducts(options.M, "M", n);
  const [tol, atol] = [options.tol ?? 1e-5, options.atol ?? 0];
  if (!(tol >= 0 && atol >= 0))
    throw coreError(
      "BAD_VALUE",
      `tol and atol: got ${describeValue(tol)} and ${describeValue(atol)}, expected numbers from 0.`,
    );
  return {
    a: products,
    precondition: m === undefined ? (r) => r.slice() : m.times,
    preconditionTransposed: m === undefined ? (r) => r.slice() : m.transposedTimes,
    n,
    b: right,
    x,
    limit: Math.max(atol, tol * lengthOf(right)),
    maxiter: options.maxiter === undefined ? 10 * n : whole(options.maxiter, "maxiter"),
    tell: () => options.callback?.(fromData(x.slice(), [n])),
    finish: (info) => [fromData(x, column ? [n, 1] : [n]), info],
  };
}

/** What a method does before and in each step: `step` gives the residual's length, or a negative number for a breakdown. */
function iterate(s: System, r: Float64Array, step: () => number): IterativeResult {
  if (lengthOf(r) <= s.limit) return s.finish(0);
  for (let round = 0; round < s.maxiter; round++) {
    const residual = step();
    s.tell();
    if (residual <= s.limit && residual >= 0) return s.finish(0);
    if (residual < 0 || Number.isNaN(residual)) return s.finish(residual < 0 ? residual : -10);
  }
  return s.finish(s.maxiter);
}

/**
 * Conjugate gradients for `a x = b` with a symmetric positive definite matrix (Hestenes and Stiefel 1952).
 * @returns [x, info]
 * @throws BAD_SHAPE, BAD_VALUE
 */
export function cg(a: OperatorInput, b: ArrayLikeInput, options: IterativeOptions = {}): IterativeResult {
  checkOptions("cg", options, iterativeKinds);
  const s = systemOf(a, b, options);
  const r = difference(s.b, s.a.times(s.x));
  const p = new Float64Array(s.n);
  let before = 0;
  return iterate(s, r, () => {
    const z = s.precondition(r);
    const rho = dot(r, z);
    const beta = before === 0 ? 0 : rho / before;
    for (let i = 0; i < s.n; i++) p[i] = z[i]! + beta * p[i]!;
    const q = s.a.times(p);
    const alpha = rho / dot(p, q);
    addScaled(s.x, alpha, p);
    addScaled(r, -alpha, q);
    before = rho;
    return lengthOf(r);
  });
}

/**
 * Biconjugate gradients for `a x = b`; needs products with the transpose.
 * @returns [x, info]
 * @throws BAD_SHAPE, BAD_VALUE
 */
export function bicg(a: OperatorInput, b: ArrayLikeInput, options: IterativeOptions = {}): IterativeResult {
  checkOptions("bicg", options, iterativeKinds);
  const s = systemOf(a, b, options);
  const r = difference(s.b, s.a.times(s.x));
  const other = r.slice();
  const [p, q] = [new Float64Array(s.n), new Float64Array(s.n)];
  let before = 0;
  return iterate(s, r, () => {
    const z = s.precondition(r);
    const y = s.preconditionTransposed(other);
    const rho = dot(z, other);
    if (Math.abs(rho) < 1e-300) return -10;
    const beta = before === 0 ? 0 : rho / before;
    for (let i = 0; i < s.n; i++) {
      p[i] = z[i]! + beta * p[i]!;
      q[i] = y[i]! + beta * q[i]!;
    }
    const v = s.a.times(p);
    const alpha = rho / dot(q, v);
    addScaled(s.x, alpha, p);
    addScaled(r, -alpha, v);
    addScaled(other, -alpha, s.a.transposedTimes(q));
    before = rho;
    return lengthOf(r);
  });
}

/**
 * Stabilised biconjugate gradients for `a x = b` (van der Vorst, SIAM J. Sci. Stat. Comput. 13, 631 (1992)).
 * @returns [x, info]
 * @throws BAD_SHAPE, BAD_VALUE
 */
export function bicgstab(a: OperatorInput, b: ArrayLikeInput, options: IterativeOptions = {}): IterativeResult {
  checkOptions("bicgstab", options, iterativeKinds);
  const s = systemOf(a, b, options);
  const r = difference(s.b, s.a.times(s.x));
  const first = r.slice();
  const p = new Float64Array(s.n);
  let v = new Float64Array(s.n);
  let [before, alpha, omega] = [0, 1, 1];
  return iterate(s, r, () => {
    const rho = dot(first, r);
    if (Math.abs(rho) < 1e-300) return -10;
    const beta = before === 0 ? 0 : (rho / before) * (alpha / omega);
    for (let i = 0; i < s.n; i++) p[i] = r[i]! + beta * (p[i]! - omega * v[i]!);
    const near = s.precondition(p);
    v = s.a.times(near) as Float64Array<ArrayBuffer>;
    alpha = rho / dot(first, v);
    addScaled(r, -alpha, v);
    addScaled(s.x, alpha, near);
    const half = lengthOf(r);
    if (half <= s.limit) return half;
    const after = s.precondition(r);
    const t = s.a.times(after);
    omega = dot(t, r) / dot(t, t);
    addScaled(s.x, omega, after);
    addScaled(r, -omega, t);
    before = rho;
    return Math.abs(omega) < 1e-300 ? -11 : lengthOf(r);
  });
}

/**
 * Squared conjugate gradients for `a x = b` (Sonneveld, SIAM J. Sci. Stat. Comput. 10, 36 (1989)).
 * @returns [x, info]
 * @throws BAD_SHAPE, BAD_VALUE
 */
export function cgs(a: OperatorInput, b: ArrayLikeInput, options: IterativeOptions = {}): IterativeResult {
  checkOptions("cgs", options, iterativeKinds);
  const s = systemOf(a, b, options);
  const r = difference(s.b, s.a.times(s.x));
  const first = r.slice();
  const [p, q, u] = [new Float64Array(s.n), new Float64Array(s.n), new Float64Array(s.n)];
  let before = 0;
  return iterate(s, r, () => {
    const rho = dot(first, r);
    if (Math.abs(rho) < 1e-300) return -10;
    const beta = before === 0 ? 0 : rho / before;
    for (let i = 0; i < s.n; i++) {
      u[i] = r[i]! + beta * q[i]!;
      p[i] = u[i]! + beta * (q[i]! + beta * p[i]!);
    }
    const v = s.a.times(s.precondition(p));
    const alpha = rho / dot(first, v);
    const sum = new Float64Array(s.n);
    for (let i = 0; i < s.n; i++) {
      q[i] = u[i]! - alpha * v[i]!;
      sum[i] = u[i]! + q[i]!;
    }
    const near = s.precondition(sum);
    addScaled(s.x, alpha, near);
    addScaled(r, -alpha, s.a.times(near));
    before = rho;
    return lengthOf(r);
  });
}

/** Options of {@link gmres}. */
export interface GmresOptions extends Omit<IterativeOptions, "callback"> {
  /** How many vectors are kept before starting again; 20 by default. */
  readonly restart?: number;
  /** Called after each inner iteration with the residual's length relative to `b`, or with the solution after each restart. */
  readonly callback?: (value: number | NDArray) => void;
  /** "pr_norm" (the default, SciPy's "legacy" as well) or "x". */
  readonly callbackType?: "x" | "pr_norm" | "legacy";
}

/**
 * Generalised minimal residuals for `a x = b` with restarts (Saad and Schultz, SIAM J. Sci. Stat. Comput. 7, 856 (1986)); `M` is applied from
 * the right. `maxiter` counts restarts.
 * @returns [x, info]
 * @throws BAD_SHAPE, BAD_VALUE, BAD_ARGUMENT
 */
export function gmres(a: OperatorInput, b: ArrayLikeInput, options: GmresOptions = {}): IterativeResult {
  checkOptions("gmres", options, {
    restart: "number",
    callback: "function",
    callbackType: "any",
    x0: "any",
    tol: "number",
    atol: "number",
    maxiter: "number",
    M: "any",
  });
  const { callback, restart, callbackType, ...rest } = options;
  const kind = oneOf(callbackType ?? "pr_norm", ["x", "pr_norm", "legacy"], "callbackType");
  const s = systemOf(a, b, rest);
  const size = Math.min(restart === undefined ? 20 : whole(restart, "restart", 1), s.n);
  const scale = lengthOf(s.b) || 1;
  const tell = (residual: number): void => {
    if (kind !== "x") callback?.(residual / scale);
  };
  let r = difference(s.b, s.a.times(s.x));
  for (let cycle = 0; ; cycle++) {
    const beta = lengthOf(r);
    if (beta <= s.limit) return s.finish(0);
    if (cycle >= s.maxiter || !Number.isFinite(beta)) return s.finish(Math.max(1, s.maxiter));
    const update = gmresCycle(s, r, beta, size, tell);
    addScaled(s.x, 1, s.precondition(update));
    if (kind === "x") callback?.(fromData(s.x.slice(), [s.n]));
    r = difference(s.b, s.a.times(s.x));
  }
}

function gmresCycle(
  s: System,
  r: Float64Array,
  beta: number,
  size: number,
  tell: (residual: number) => void,
): Float64Array {
  const basis: Float64Array[] = [r.map((x) => x / beta)];
  const columns: Float64Array[] = [];
  const g = new Float64Array(size + 1);
  g[0] = beta;
  const [cosines, sines] = [new Float64Array(size), new Float64Array(size)];
  let count = 0;
  for (let j = 0; j < size; j++) {
    const w = s.a.times(s.precondition(basis[j]!)).slice();
    const before = lengthOf(w);
    const h = new Float64Array(j + 2);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i <= j; i++) {
        const along = dot(basis[i]!, w);
        h[i]! += along;
        addScaled(w, -along, basis[i]!);
      }
    }
    const next = lengthOf(w);
    h[j + 1] = next;
    for (let i = 0; i < j; i++) {
      const [x, y] = [h[i]!, h[i + 1]!];
      h[i] = cosines[i]! * x + sines[i]! * y;
      h[i + 1] = cosines[i]! * y - sines[i]! * x;
    }
    const length = Math.hypot(h[j]!, next);
    if (length === 0) break;
    cosines[j] = h[j]! / length;
    sines[j] = next / length;
    h[j] = length;
    g[j + 1] = -sines[j]! * g[j]!;
    g[j] = cosines[j]! * g[j]!;
    columns.push(h);
    count = j + 1;
    const residual = Math.abs(g[j + 1]!);
    tell(residual);
    if (residual <= s.limit || next <= 1e-14 * before) break;
    basis.push(w.map((x) => x / next));
  }
  const y = new Float64Array(count);
  for (let i = count - 1; i >= 0; i--) {
    let sum = g[i]!;
    for (let j = i + 1; j < count; j++) sum -= columns[j]![i]! * y[j]!;
    y[i] = sum / columns[i]![i]!;
  }
  const update = new Float64Array(s.n);
  for (let j = 0; j < count; j++) addScaled(update, y[j]!, basis[j]!);
  return update;
}

/** Options of {@link minres}. */
export interface MinresOptions extends Omit<IterativeOptions, "atol"> {
  /** Solves `(a - shift I) x = b`; 0 by default. */
  readonly shift?: number;
}

/**
 * Minimal residuals for `a x = b` with a symmetric matrix that need not be positive definite (Paige and Saunders, SIAM J. Numer. Anal. 12, 617
 * (1975)). `tol` is relative to the sizes of `a` and `x`.
 * @returns [x, info]
 * @throws BAD_SHAPE, BAD_VALUE, NOT_POSITIVE_DEFINITE for a preconditioner that is not
 */
export function minres(a: OperatorInput, b: ArrayLikeInput, options: MinresOptions = {}): IterativeResult {
  checkOptions("minres", options, {
    shift: "number",
    callback: "function",
    x0: "any",
    tol: "number",
    maxiter: "number",
    M: "any",
  });
  const s = systemOf(a, b, options);
  const { n, x } = s;
  const { tol = 1e-5, shift = 0 } = options;
  const maxiter = options.maxiter ?? 5 * n;
  const eps = 2 ** -52;
  let r1 = options.x0 === undefined ? s.b.slice() : difference(s.b, s.a.times(x));
  let y = s.precondition(r1);
  const square = dot(r1, y);
  if (square < 0) throw coreError("NOT_POSITIVE_DEFINITE", "M: is not positive definite.");
  if (square === 0) return s.finish(0);
  if (lengthOf(s.b) === 0) {
    x.fill(0);
    return s.finish(0);
  }
  const beta1 = Math.sqrt(square);
  let [oldBeta, beta, dbar, epsilon, phibar, cs, sn] = [0, beta1, 0, 0, beta1, -1, 0];
  let [sizeSquare, largest, smallest] = [0, 0, Number.MAX_VALUE];
  let [w, w2]: Float64Array[] = [new Float64Array(n), new Float64Array(n)];
  let r2 = r1;
  for (let round = 1; round <= maxiter; round++) {
    const v = y.map((value) => value / beta);
    y = s.a.times(v).slice();
    addScaled(y, -shift, v);
    if (round >= 2) addScaled(y, -beta / oldBeta, r1);
    const alpha = dot(v, y);
    addScaled(y, -alpha / beta, r2);
    r1 = r2;
    r2 = y;
    y = s.precondition(r2);
    oldBeta = beta;
    const next = dot(r2, y);
    if (next < 0) throw coreError("NOT_POSITIVE_DEFINITE", "M: is not positive definite, or a is not symmetric.");
    beta = Math.sqrt(next);
    sizeSquare += alpha * alpha + oldBeta * oldBeta + beta * beta;
    let stop = round === 1 && beta / beta1 <= 10 * eps;
    const oldEpsilon = epsilon;
    const delta = cs * dbar + sn * alpha;
    const gbar = sn * dbar - cs * alpha;
    epsilon = sn * beta;
    dbar = -cs * beta;
    const root = Math.hypot(gbar, dbar);
    const gamma = Math.max(Math.hypot(gbar, beta), eps);
    cs = gbar / gamma;
    sn = beta / gamma;
    const phi = cs * phibar;
    phibar = sn * phibar;
    const [w0, previous]: Float64Array[] = [w2!, w!];
    const own = new Float64Array(n);
    for (let i = 0; i < n; i++) own[i] = (v[i]! - oldEpsilon * w0![i]! - delta * previous![i]!) / gamma;
    w2 = previous;
    w = own;
    addScaled(x, phi, own);
    largest = Math.max(largest, gamma);
    smallest = Math.min(smallest, gamma);
    const size = Math.sqrt(sizeSquare);
    const length = lengthOf(x);
    const test1 = length === 0 || size === 0 ? Infinity : phibar / (size * length);
    const test2 = size === 0 ? Infinity : root / size;
    s.tell();
    stop ||= test1 <= tol || test2 <= tol || 1 + test1 <= 1 || 1 + test2 <= 1;
    stop ||= largest / smallest >= 0.1 / eps || size * length * eps >= beta1;
    if (stop) return s.finish(0);
  }
  return s.finish(maxiter);
}
