import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { vectorOf, whole } from "./input.js";
import { addScaled, lengthOf } from "./iterative.js";
import { type OperatorInput, productsOf } from "./operator.js";

/** Options of {@link lsqr}. */
export interface LsqrOptions {
  /** Solves `min ‖a x - b‖² + damp² ‖x‖²`; 0 by default. */
  readonly damp?: number;
  /** Stopping tolerances, roughly the relative errors of `a` and `b`; 1e-6 by default. */
  readonly atol?: number;
  readonly btol?: number;
  /** Stops when the condition number is estimated above this; 1e8 by default, 0 never. */
  readonly conlim?: number;
  /** Twice the number of columns by default. */
  readonly iterLim?: number;
  /** Whether variances of x are wanted. */
  readonly calcVar?: boolean;
  readonly x0?: ArrayLikeInput;
}

/** What {@link lsqr} gives, in SciPy's order. */
export type LsqrResult = [
  x: NDArray,
  istop: number,
  itn: number,
  r1norm: number,
  r2norm: number,
  anorm: number,
  acond: number,
  arnorm: number,
  xnorm: number,
  variance: NDArray | null,
];

/**
 * The least squares solution of `a x = b` for a matrix (m, n) of any shape, by products with it and its transpose (Paige and Saunders, ACM Trans.
 * Math. Softw. 8, 43 (1982)).
 * @returns SciPy's tuple; `istop` is 1 for a solution, 2 for a least squares solution, 3 for an ill-conditioned system, 7 for too many iterations
 * @throws BAD_SHAPE
 */
export function lsqr(a: OperatorInput, b: ArrayLikeInput, options: LsqrOptions = {}): LsqrResult {
  checkOptions("lsqr", options, {
    damp: "number",
    atol: "number",
    btol: "number",
    conlim: "number",
    iterLim: "number",
    calcVar: "boolean",
    x0: "any",
  });
  const matrix = productsOf(a, "a");
  const [m, n] = [matrix.rows, matrix.columns];
  const { damp = 0, atol = 1e-6, btol = 1e-6, conlim = 1e8 } = options;
  const limit = options.iterLim === undefined ? 2 * n : whole(options.iterLim, "iterLim");
  const eps = 2 ** -52;
  const u = vectorOf(b, m, "b");
  const size = lengthOf(u);
  const x = options.x0 === undefined ? new Float64Array(n) : vectorOf(options.x0, n, "x0");
  if (options.x0 !== undefined) addScaled(u, -1, matrix.times(x));
  const variance = options.calcVar === true ? new Float64Array(n) : undefined;
  const divide = (y: Float64Array, by: number): void => {
    for (let i = 0; i < y.length; i++) y[i]! /= by;
  };
  let beta = lengthOf(u);
  if (beta > 0) divide(u, beta);
  let v = beta > 0 ? matrix.transposedTimes(u).slice() : new Float64Array(n);
  let alpha = lengthOf(v);
  if (alpha > 0) divide(v, alpha);
  const w = v.slice();
  let [rhobar, phibar, rnorm, r1norm] = [alpha, beta, beta, beta];
  let [anorm, acond, ddnorm, res2, xnorm, xxnorm, z, cs2, sn2] = [0, 0, 0, 0, 0, 0, 0, -1, 0];
  let arnorm = alpha * beta;
  let [istop, itn] = [0, 0];
  while (arnorm !== 0 && itn < limit && istop === 0) {
    itn++;
    const next = matrix.times(v);
    for (let i = 0; i < m; i++) u[i] = next[i]! - alpha * u[i]!;
    beta = lengthOf(u);
    if (beta > 0) {
      divide(u, beta);
      anorm = Math.sqrt(anorm * anorm + alpha * alpha + beta * beta + damp * damp);
      const back = matrix.transposedTimes(u);
      v = v.map((value, i) => back[i]! - beta * value);
      alpha = lengthOf(v);
      if (alpha > 0) divide(v, alpha);
    }
    let [rhobar1, psi] = [rhobar, 0];
    if (damp > 0) {
      rhobar1 = Math.hypot(rhobar, damp);
      psi = (damp / rhobar1) * phibar;
      phibar = (rhobar / rhobar1) * phibar;
    }
    const rho = Math.hypot(rhobar1, beta);
    const [cs, sn] = [rhobar1 / rho, beta / rho];
    const theta = sn * alpha;
    rhobar = -cs * alpha;
    const phi = cs * phibar;
    phibar = sn * phibar;
    const tau = sn * phi;
    for (let i = 0; i < n; i++) {
      const dk = w[i]! / rho;
      ddnorm += dk * dk;
      if (variance !== undefined) variance[i]! += dk * dk;
      x[i]! += (phi / rho) * w[i]!;
      w[i] = v[i]! - (theta / rho) * w[i]!;
    }
    const gambar = -cs2 * rho;
    const rhs = phi - sn2 * rho * z;
    xnorm = Math.sqrt(xxnorm + (rhs / gambar) ** 2);
    const gamma = Math.hypot(gambar, theta);
    cs2 = gambar / gamma;
    sn2 = theta / gamma;
    z = rhs / gamma;
    xxnorm += z * z;
    acond = anorm * Math.sqrt(ddnorm);
    res2 += psi * psi;
    rnorm = Math.sqrt(phibar * phibar + res2);
    arnorm = alpha * Math.abs(tau);
    r1norm = rnorm;
    if (damp > 0) {
      const square = rnorm * rnorm - damp * damp * xxnorm;
      r1norm = Math.sign(square) * Math.sqrt(Math.abs(square));
    }
    const test1 = rnorm / size;
    const test2 = arnorm / (anorm * rnorm + eps);
    const test3 = 1 / (acond + eps);
    const relative = (anorm * xnorm) / size;
    if (itn >= limit) istop = 7;
    if (1 + test3 <= 1) istop = 6;
    if (1 + test2 <= 1) istop = 5;
    if (1 + test1 / (1 + relative) <= 1) istop = 4;
    if (conlim > 0 && test3 <= 1 / conlim) istop = 3;
    if (test2 <= atol) istop = 2;
    if (test1 <= btol + atol * relative) istop = 1;
  }
  return [
    fromData(x, [n]),
    istop,
    itn,
    r1norm,
    rnorm,
    anorm,
    acond,
    arnorm,
    xnorm,
    variance === undefined ? null : fromData(variance, [n]),
  ];
}
