import {
  type Dense,
  type IvpProblem,
  type Solver,
  scaleAt,
  scaledNorm,
  selectFirstStep,
  shortestStep,
} from "./solver.js";

/** An embedded Runge–Kutta method. */
export interface Tableau {
  readonly c: readonly number[];
  readonly a: readonly (readonly number[])[];
  readonly b: readonly number[];
  /** The order of the error estimate. */
  readonly errorOrder: number;
  /** The norm of the error, of the stages, the step and the scales. */
  errorNorm(p: IvpProblem, stages: readonly Float64Array[], h: number, scale: Float64Array): number;
  dense(s: RungeKutta, before: number): Dense;
}

/** A step of a Runge–Kutta method: its stages, the last of which is the slope at its end. */
export interface RungeKutta {
  readonly problem: IvpProblem;
  readonly stages: Float64Array[];
  t: number;
  y: Float64Array;
  slope: Float64Array;
  before: Float64Array;
  h: number;
  /** The step to try next. */
  next: number;
}

/** Adds up stages: out = base + h Σ weight stage. */
export function combine(
  base: Float64Array,
  h: number,
  weights: readonly number[],
  stages: readonly Float64Array[],
): Float64Array {
  const out = new Float64Array(base.length);
  for (let j = 0; j < weights.length; j++) {
    const weight = weights[j]!;
    if (weight === 0) continue;
    const stage = stages[j]!;
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + weight * stage[i]!;
  }
  for (let i = 0; i < out.length; i++) out[i] = base[i]! + h * out[i]!;
  return out;
}

/** A solver by a Runge–Kutta method with step size control. */
export function rungeKutta(problem: IvpProblem, tableau: Tableau): Solver {
  const { system, t0, y0 } = problem;
  const slope = system.slopes(t0, y0);
  const s: RungeKutta = {
    problem,
    stages: [],
    t: t0,
    y: y0,
    slope,
    before: y0,
    h: 0,
    next: problem.firstStep ?? selectFirstStep(problem, slope, tableau.errorOrder),
  };
  return {
    get t() {
      return s.t;
    },
    get y() {
      return s.y;
    },
    advance: () => advance(s, tableau),
    dense: (before) => tableau.dense(s, before),
  };
}

function advance(s: RungeKutta, tableau: Tableau): boolean {
  const { problem, stages, t, y } = s;
  const { system, direction, end, largestStep } = problem;
  const least = shortestStep(t, direction);
  const exponent = -1 / (tableau.errorOrder + 1);
  let size = s.next > largestStep ? largestStep : s.next < least ? least : s.next;
  for (let rejected = false; ; rejected = true) {
    // Also ends when the size is NaN because the function is.
    if (!(size >= least)) return false;
    let to = t + size * direction;
    if (direction * (to - end) > 0) to = end;
    const h = to - t;
    size = Math.abs(h);
    const last = tableau.c.length;
    stages[0] = s.slope;
    for (let j = 1; j < last; j++)
      stages[j] = system.slopes(t + tableau.c[j]! * h, combine(y, h, tableau.a[j]!, stages));
    const next = combine(y, h, tableau.b, stages);
    stages[last] = system.slopes(t + h, next);
    const error = tableau.errorNorm(problem, stages, h, scaleAt(problem, y, next));
    if (error < 1) {
      let factor = error === 0 ? 10 : Math.min(10, 0.9 * error ** exponent);
      if (rejected) factor = Math.min(1, factor);
      s.h = h;
      s.before = y;
      s.t = to;
      s.y = next;
      s.slope = stages[last]!;
      s.next = size * factor;
      return true;
    }
    const factor = 0.9 * error ** exponent;
    size *= factor > 0.2 ? factor : 0.2;
  }
}

/** The norm of a linear combination of the stages. */
export function linearError(weights: readonly number[]): Tableau["errorNorm"] {
  return (p, stages, h, scale) => {
    const error = combine(new Float64Array(scale.length), h, weights, stages);
    return scaledNorm(p.system, error, scale);
  };
}

/** Polynomials of the stages in the fraction of the step: row i of `p` belongs to stage i. */
export function polynomialDense(p: readonly (readonly number[])[]): Tableau["dense"] {
  return (s, before) => {
    const { h, before: y } = s;
    const powers = p[0]!.length;
    const zero = new Float64Array(y.length);
    const terms = Array.from({ length: powers }, (_, k) =>
      combine(
        zero,
        1,
        p.map((row) => row[k]!),
        s.stages,
      ),
    );
    return (t) => {
      const x = (t - before) / h;
      const out = new Float64Array(y.length);
      let power = 1;
      for (let k = 0; k < powers; k++) {
        power *= x;
        const term = terms[k]!;
        for (let i = 0; i < out.length; i++) out[i] = out[i]! + power * term[i]!;
      }
      for (let i = 0; i < out.length; i++) out[i] = y[i]! + h * out[i]!;
      return out;
    };
  };
}
