import { type Factors, solve } from "../linear/factors.js";
import { allFinite, type JacobianSource, jacobianSource, newtonTolerance, shiftedFactors } from "./newton.js";
import {
  type Dense,
  type IvpProblem,
  type Solver,
  scaleAt,
  scaledNorm,
  selectFirstStep,
  shortestStep,
} from "./solver.js";

const mostOrder = 5;
const mostIterations = 4;
const kappa = [0, -0.185, -1 / 9, -0.0823, -0.0415, 0];
/** Sums of 1/k. */
const gamma = [0, 1, 1 + 1 / 2, 1 + 1 / 2 + 1 / 3, 1 + 1 / 2 + 1 / 3 + 1 / 4, 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5];

function alphaOf(order: number): number {
  return (1 - kappa[order]!) * gamma[order]!;
}

function errorConstant(order: number): number {
  return kappa[order]! * gamma[order]! + 1 / (order + 1);
}

interface Bdf {
  readonly problem: IvpProblem;
  readonly source: JacobianSource;
  /** Backward differences, order by order. */
  readonly differences: Float64Array[];
  readonly tolerance: number;
  t: number;
  y: Float64Array;
  size: number;
  order: number;
  equalSteps: number;
  jacobian: Float64Array;
  factors: Factors | undefined;
}

/**
 * Backward differentiation of order 1 to 5 with quasi-constant steps and modified coefficients (Shampine and Reichelt, SIAM J. Sci.
 * Comput. 18, 1 (1997); Byrne and Hindmarsh 1975).
 */
export function bdf(problem: IvpProblem): Solver {
  const { system, t0, y0, direction } = problem;
  const slope = system.slopes(t0, y0);
  const size = problem.firstStep ?? selectFirstStep(problem, slope, 1);
  const source = jacobianSource(problem, () => system.columns(t0, [y0])[0]!);
  const differences = Array.from({ length: mostOrder + 3 }, () => new Float64Array(y0.length));
  differences[0]!.set(y0);
  for (let i = 0; i < y0.length; i++) differences[1]![i] = slope[i]! * size * direction;
  const s: Bdf = {
    problem,
    source,
    differences,
    tolerance: newtonTolerance(problem),
    t: t0,
    y: y0,
    size,
    order: 1,
    equalSteps: 0,
    jacobian: source.first,
    factors: undefined,
  };
  return {
    get t() {
      return s.t;
    },
    get y() {
      return s.y;
    },
    advance: () => advance(s),
    dense: () => dense(s),
  };
}

/** Changes the differences to those of a step that is longer by a factor. */
function rescale(s: Bdf, factor: number): void {
  const { order, differences } = s;
  const product = multiply(changeMatrix(order, factor), changeMatrix(order, 1));
  const old = differences.slice(0, order + 1).map((row) => row.slice());
  for (let j = 0; j <= order; j++) {
    const row = differences[j]!.fill(0);
    for (let k = 0; k <= order; k++) {
      const by = product[k]![j]!;
      if (by !== 0) for (let i = 0; i < row.length; i++) row[i] = row[i]! + by * old[k]![i]!;
    }
  }
  s.equalSteps = 0;
}

function changeMatrix(order: number, factor: number): number[][] {
  const rows = [new Array<number>(order + 1).fill(1)];
  for (let i = 1; i <= order; i++)
    rows.push(rows[i - 1]!.map((value, j) => (j === 0 ? 0 : (value * (i - 1 - factor * j)) / i)));
  return rows;
}

function multiply(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

interface Corrected {
  readonly converged: boolean;
  readonly iterations: number;
  readonly y: Float64Array;
  readonly change: Float64Array;
}

function newton(
  s: Bdf,
  t: number,
  predicted: Float64Array,
  c: number,
  psi: Float64Array,
  scale: Float64Array,
): Corrected {
  const { problem, tolerance } = s;
  const { system } = problem;
  const y = predicted.slice();
  const change = new Float64Array(y.length);
  let previous: number | undefined;
  for (let k = 0; ; k++) {
    if (k === mostIterations) return { converged: false, iterations: k, y, change };
    const slope = system.slopes(t, y);
    if (!allFinite(slope)) return { converged: false, iterations: k + 1, y, change };
    const step = slope.map((value, i) => c * value - psi[i]! - change[i]!);
    solve(s.factors!, step);
    const norm = scaledNorm(system, step, scale);
    const rate = previous === undefined ? undefined : norm / previous;
    if (rate !== undefined && (rate >= 1 || (rate ** (mostIterations - k) / (1 - rate)) * norm > tolerance))
      return { converged: false, iterations: k + 1, y, change };
    for (let i = 0; i < y.length; i++) {
      y[i] = y[i]! + step[i]!;
      change[i] = change[i]! + step[i]!;
    }
    if (norm === 0 || (rate !== undefined && (rate / (1 - rate)) * norm < tolerance))
      return { converged: true, iterations: k + 1, y, change };
    previous = norm;
  }
}

function advance(s: Bdf): boolean {
  const { problem, differences, t, order, source } = s;
  const { system, direction, end, largestStep } = problem;
  const n = s.y.length;
  const least = shortestStep(t, direction);
  let size = s.size;
  if (size > largestStep) {
    rescale(s, largestStep / size);
    size = largestStep;
  } else if (size < least) {
    rescale(s, least / size);
    size = least;
  }
  const alpha = alphaOf(order);
  let current = source.evaluate === undefined;
  let found: Corrected;
  let to: number;
  let safety: number;
  let scale: Float64Array;
  let error: number;
  for (;;) {
    if (!(size >= least)) return false;
    to = t + size * direction;
    if (direction * (to - end) > 0) {
      to = end;
      rescale(s, Math.abs(to - t) / size);
      s.factors = undefined;
    }
    const h = to - t;
    size = Math.abs(h);
    const predicted = new Float64Array(n);
    for (let k = 0; k <= order; k++) for (let i = 0; i < n; i++) predicted[i] = predicted[i]! + differences[k]![i]!;
    scale = scaleAt(problem, predicted);
    const psi = new Float64Array(n);
    for (let k = 1; k <= order; k++) for (let i = 0; i < n; i++) psi[i] = psi[i]! + differences[k]![i]! * gamma[k]!;
    for (let i = 0; i < n; i++) psi[i] = psi[i]! / alpha;
    const c = h / alpha;
    for (;;) {
      s.factors ??= shiftedFactors(problem, 1, c, s.jacobian);
      found = newton(s, to, predicted, c, psi, scale);
      if (found.converged || current || source.evaluate === undefined) break;
      const here = to;
      s.jacobian = source.evaluate(here, predicted, () => system.columns(here, [predicted])[0]!);
      s.factors = undefined;
      current = true;
    }
    if (!found.converged) {
      size *= 0.5;
      rescale(s, 0.5);
      s.factors = undefined;
      continue;
    }
    safety = (0.9 * (2 * mostIterations + 1)) / (2 * mostIterations + found.iterations);
    scale = scaleAt(problem, found.y);
    const constant = errorConstant(order);
    error = scaledNorm(
      system,
      found.change.map((value) => constant * value),
      scale,
    );
    if (!(error > 1)) break;
    const factor = Math.max(0.2, safety * error ** (-1 / (order + 1)));
    size *= factor;
    rescale(s, factor);
  }
  s.equalSteps++;
  s.t = to;
  s.y = found.y;
  s.size = size;
  const { change } = found;
  for (let i = 0; i < n; i++) differences[order + 2]![i] = change[i]! - differences[order + 1]![i]!;
  differences[order + 1]!.set(change);
  for (let k = order; k >= 0; k--)
    for (let i = 0; i < n; i++) differences[k]![i] = differences[k]![i]! + differences[k + 1]![i]!;
  if (s.equalSteps < order + 1) return true;
  const normAt = (q: number): number => {
    if (q < 1 || q > mostOrder) return Number.POSITIVE_INFINITY;
    const constant = errorConstant(q);
    return scaledNorm(
      system,
      differences[q + 1]!.map((value) => constant * value),
      scale,
    );
  };
  const factors = [normAt(order - 1), error, normAt(order + 1)].map((norm, k) => norm ** (-1 / (order + k)));
  let best = 0;
  for (let k = 1; k < 3; k++) if (factors[k]! > factors[best]!) best = k;
  s.order = order + best - 1;
  const factor = Math.min(10, safety * factors[best]!);
  s.size *= factor;
  rescale(s, factor);
  s.factors = undefined;
  return true;
}

function dense(s: Bdf): Dense {
  const { t, order } = s;
  const h = s.size * s.problem.direction;
  const rows = s.differences.slice(0, order + 1).map((row) => row.slice());
  return (time) => {
    const out = rows[0]!.slice();
    let product = 1;
    const sum = new Float64Array(out.length);
    for (let k = 0; k < order; k++) {
      product *= (time - (t - h * k)) / (h * (1 + k));
      const row = rows[k + 1]!;
      for (let i = 0; i < out.length; i++) sum[i] = sum[i]! + row[i]! * product;
    }
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + sum[i]!;
    return out;
  };
}
