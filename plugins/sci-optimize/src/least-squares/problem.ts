import type { Limits } from "../core/bounds.js";
import { dot, multiplyTransposed } from "../core/vectors.js";
import { jacobianScale } from "./common.js";
import { type Loss, scaleForLoss } from "./loss.js";

/** What the trust-region methods get. The Jacobian is row by row. */
export interface LsqProblem {
  readonly fun: (x: Float64Array) => Float64Array;
  readonly jac: (x: Float64Array, f: Float64Array) => Float64Array;
  readonly x0: Float64Array;
  readonly f0: Float64Array;
  readonly j0: Float64Array;
  readonly limits: Limits;
  readonly ftol: number;
  readonly xtol: number;
  readonly gtol: number;
  readonly maxNfev: number;
  /** Undefined: by the columns of the Jacobian. */
  readonly scale: Float64Array | undefined;
  readonly loss: Loss | undefined;
  /** Called once for each iteration. */
  readonly check?: (() => void) | undefined;
}

/** What they find. */
export interface LsqFound {
  readonly x: Float64Array;
  readonly cost: number;
  readonly fun: Float64Array;
  readonly jac: Float64Array;
  readonly grad: Float64Array;
  readonly optimality: number;
  readonly activeMask: Int32Array;
  readonly nfev: number;
  readonly njev: number;
  readonly status: number;
}

/** A point with everything that is known there. */
export interface LsqPoint {
  x: Float64Array;
  /** The residuals as the function gave them. */
  fTrue: Float64Array;
  /** The residuals scaled for the loss. */
  f: Float64Array;
  jac: Float64Array;
  g: Float64Array;
  cost: number;
  /** Inverse scales of the variables. */
  scaleInverse: Float64Array;
  njev: number;
}

/** The starting point. */
export function firstPoint({ x0, f0, j0, scale, loss }: LsqProblem): LsqPoint {
  const f = f0.slice();
  const jac = j0.slice();
  const cost = costOf(f0, loss);
  if (loss !== undefined) scaleForLoss(jac, f, loss.rho(f));
  const n = x0.length;
  return {
    x: x0.slice(),
    fTrue: f0.slice(),
    f,
    jac,
    g: gradient(jac, f, n),
    cost,
    scaleInverse: scale === undefined ? jacobianScale(jac, n, undefined) : scale.map((value) => 1 / value),
    njev: 1,
  };
}

/** Moves on to a better point. */
export function moveTo(
  point: LsqPoint,
  x: Float64Array,
  f: Float64Array,
  cost: number,
  { jac, loss, scale }: LsqProblem,
): void {
  point.x = x;
  point.fTrue = f.slice();
  point.f = f.slice();
  point.cost = cost;
  point.jac = jac(x, f);
  point.njev++;
  if (loss !== undefined) scaleForLoss(point.jac, point.f, loss.rho(point.f));
  point.g = gradient(point.jac, point.f, x.length);
  if (scale === undefined) point.scaleInverse = jacobianScale(point.jac, x.length, point.scaleInverse);
}

/** Half the sum of squares, or of the loss. */
export function costOf(f: Float64Array, loss: Loss | undefined): number {
  return loss === undefined ? 0.5 * dot(f, f) : loss.cost(f);
}

function gradient(jac: Float64Array, f: Float64Array, n: number): Float64Array {
  return f.length === 0 ? new Float64Array(n) : multiplyTransposed(jac, f);
}
