import { emptyFactors, type Factors, factor } from "../linear/factors.js";
import { differenceJacobian, structureOf } from "./differences.js";
import type { IvpProblem } from "./solver.js";

/** A Jacobian that is evaluated when asked for; undefined where it is constant. */
export interface JacobianSource {
  readonly first: Float64Array;
  readonly evaluate: ((t: number, y: Float64Array, slope: () => Float64Array) => Float64Array) | undefined;
}

/** The Jacobian at the beginning, and how to find it later. */
export function jacobianSource(p: IvpProblem, slope: () => Float64Array): JacobianSource {
  const { system, jacobian, t0, y0 } = p;
  if (jacobian.kind === "constant") return { first: jacobian.matrix, evaluate: undefined };
  const { counts } = system;
  let evaluate: NonNullable<JacobianSource["evaluate"]>;
  if (jacobian.kind === "function")
    evaluate = (t, y) => {
      counts.njev++;
      return jacobian.at(t, y);
    };
  else {
    const structure = structureOf(jacobian.sparsity, y0.length);
    const factors = new Float64Array(y0.length).fill(2 ** -26);
    evaluate = (t, y, slopeHere) => {
      counts.njev++;
      return differenceJacobian(system, t, y, slopeHere(), p.absolute, factors, structure);
    };
  }
  return { first: evaluate(t0, y0, slope), evaluate };
}

/** Factors of diagonal * I - by * J. */
export function shiftedFactors(p: IvpProblem, diagonal: number, by: number, jacobian: Float64Array): Factors {
  const n = p.y0.length;
  p.system.counts.nlu++;
  const f = emptyFactors(n, undefined);
  for (let k = 0; k < n * n; k++) f.values[k] = -by * jacobian[k]!;
  for (let i = 0; i < n; i++) f.values[i * n + i] = diagonal - by * jacobian[i * n + i]!;
  factor(f);
  return f;
}

/** How exactly Newton's iteration must converge. */
export function newtonTolerance(p: IvpProblem): number {
  const relative = p.relative[0] ?? 1e-3;
  return Math.max((10 * 2 ** -52) / relative, Math.min(0.03, relative ** 0.5));
}

/** Whether all elements are finite. */
export function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
  return true;
}
