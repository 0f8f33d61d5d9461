import { type ComplexFactors, factorComplex, solveComplex } from "../linear/complex-factors.js";
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

const root6 = 6 ** 0.5;
const nodes = [(4 - root6) / 10, (4 + root6) / 10, 1];
const errorWeights = [(-13 - 7 * root6) / 3, (-13 + 7 * root6) / 3, -1 / 3];
const muReal = 3 + 3 ** (2 / 3) - 3 ** (1 / 3);
const muRe = 3 + 0.5 * (3 ** (1 / 3) - 3 ** (2 / 3));
const muIm = -0.5 * (3 ** (5 / 6) + 3 ** (7 / 6));
/** To and from the eigenvectors of the method's matrix. */
const from = [
  [0.09443876248897524, -0.1412552950209542, 0.03002919410514742],
  [0.25021312296533332, 0.20412935229379994, -0.3829421127572619],
  [1, 1, 0],
];
const to = [
  [4.178718591551904, 0.32768282076106237, 0.5233764454994495],
  [-4.178718591551904, -0.32768282076106237, 0.4766235545005504],
  [0.5028726349457868, -2.571926949855605, 0.5960392048282249],
];
const interpolant = [
  [13 / 3 + (7 * root6) / 3, -23 / 3 - (22 * root6) / 3, 10 / 3 + 5 * root6],
  [13 / 3 - (7 * root6) / 3, -23 / 3 + (22 * root6) / 3, 10 / 3 - 5 * root6],
  [1 / 3, -8 / 3, 10 / 3],
];
const mostIterations = 6;

interface Radau {
  readonly problem: IvpProblem;
  readonly source: JacobianSource;
  readonly tolerance: number;
  t: number;
  y: Float64Array;
  slope: Float64Array;
  size: number;
  oldSize: number | undefined;
  oldError: number | undefined;
  jacobian: Float64Array;
  current: boolean;
  real: Factors | undefined;
  complex: ComplexFactors | undefined;
  dense: Dense | undefined;
}

/** Radau IIA of order 5 with an error of order 3 (Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.8). */
export function radau(problem: IvpProblem): Solver {
  const { system, t0, y0 } = problem;
  const slope = system.slopes(t0, y0);
  const size = problem.firstStep ?? selectFirstStep(problem, slope, 3);
  const source = jacobianSource(problem, () => slope);
  const s: Radau = {
    problem,
    source,
    tolerance: newtonTolerance(problem),
    t: t0,
    y: y0,
    slope,
    size,
    oldSize: undefined,
    oldError: undefined,
    jacobian: source.first,
    current: true,
    real: undefined,
    complex: undefined,
    dense: undefined,
  };
  return {
    get t() {
      return s.t;
    },
    get y() {
      return s.y;
    },
    advance: () => advance(s),
    dense: () => s.dense!,
  };
}

function factorPair(s: Radau, h: number): void {
  s.real = shiftedFactors(s.problem, muReal / h, 1, s.jacobian);
  const n = s.y.length;
  s.problem.system.counts.nlu++;
  const complex = {
    n,
    re: s.jacobian.map((value) => -value),
    im: new Float64Array(n * n),
    pivots: new Int32Array(n),
  };
  for (let i = 0; i < n; i++) {
    complex.re[i * n + i] = muRe / h - s.jacobian[i * n + i]!;
    complex.im[i * n + i] = muIm / h;
  }
  factorComplex(complex);
  s.complex = complex;
}

/** Three rows, each a combination of three others. */
function transform(matrix: readonly (readonly number[])[], rows: readonly Float64Array[]): Float64Array[] {
  const [a, b, c] = rows as [Float64Array, Float64Array, Float64Array];
  return matrix.map(([p, q, r]) => a.map((value, i) => p! * value + q! * b[i]! + r! * c[i]!));
}

interface Collocated {
  readonly converged: boolean;
  readonly iterations: number;
  readonly increments: Float64Array[];
  readonly rate: number | undefined;
}

function collocate(s: Radau, h: number, start: Float64Array[], scale: Float64Array): Collocated {
  const { problem, t, y, tolerance } = s;
  const { system } = problem;
  const n = y.length;
  const w = transform(to, start);
  let z = start;
  let previous: number | undefined;
  let rate: number | undefined;
  for (let k = 0; ; k++) {
    if (k === mostIterations) return { converged: false, iterations: k, increments: z, rate };
    const now = z;
    const slopes = nodes.map((c, j) =>
      system.slopes(
        t + h * c,
        y.map((value, i) => value + now[j]![i]!),
      ),
    );
    if (!slopes.every(allFinite)) return { converged: false, iterations: k + 1, increments: z, rate };
    const [one, two, three] = transform(to, slopes) as [Float64Array, Float64Array, Float64Array];
    for (let i = 0; i < n; i++) {
      const [wr, wi] = [w[1]![i]!, w[2]![i]!];
      one[i] = one[i]! - (muReal / h) * w[0]![i]!;
      two[i] = two[i]! - ((muRe / h) * wr - (muIm / h) * wi);
      three[i] = three[i]! - ((muRe / h) * wi + (muIm / h) * wr);
    }
    solve(s.real!, one);
    solveComplex(s.complex!, two, three);
    let square = 0;
    for (const step of [one, two, three]) square += scaledNorm(system, step, scale) ** 2;
    const norm = Math.sqrt(square / 3);
    if (previous !== undefined) rate = norm / previous;
    if (rate !== undefined && (rate >= 1 || (rate ** (mostIterations - k) / (1 - rate)) * norm > tolerance))
      return { converged: false, iterations: k + 1, increments: z, rate };
    for (let i = 0; i < n; i++) {
      w[0]![i] = w[0]![i]! + one[i]!;
      w[1]![i] = w[1]![i]! + two[i]!;
      w[2]![i] = w[2]![i]! + three[i]!;
    }
    z = transform(from, w);
    if (norm === 0 || (rate !== undefined && (rate / (1 - rate)) * norm < tolerance))
      return { converged: true, iterations: k + 1, increments: z, rate };
    previous = norm;
  }
}

function predictFactor(size: number, error: number, oldSize: number | undefined, oldError: number | undefined): number {
  const multiplier =
    oldError === undefined || oldSize === undefined || error === 0 ? 1 : (size / oldSize) * (oldError / error) ** 0.25;
  return Math.min(1, multiplier) * error ** -0.25;
}

function advance(s: Radau): boolean {
  const { problem, t, y, slope, source } = s;
  const { system, direction, end, largestStep } = problem;
  const least = shortestStep(t, direction);
  const bounded = s.size > largestStep ? largestStep : s.size < least ? least : s.size;
  const [oldSize, oldError] = bounded === s.size ? [s.oldSize, s.oldError] : [undefined, undefined];
  let size = bounded;
  let found: Collocated;
  let next: Float64Array;
  let error: number;
  let safety: number;
  let after: number;
  for (let rejected = false; ; ) {
    if (!(size >= least)) return false;
    after = t + size * direction;
    if (direction * (after - end) > 0) after = end;
    const h = after - t;
    size = Math.abs(h);
    const { dense } = s;
    const start =
      dense === undefined
        ? nodes.map(() => new Float64Array(y.length))
        : nodes.map((c) => dense(t + h * c).map((value, i) => value - y[i]!));
    for (;;) {
      if (s.real === undefined || s.complex === undefined) factorPair(s, h);
      found = collocate(s, h, start, scaleAt(problem, y));
      if (found.converged || s.current || source.evaluate === undefined) break;
      s.jacobian = source.evaluate(t, y, () => slope);
      s.current = true;
      s.real = undefined;
    }
    if (!found.converged) {
      size *= 0.5;
      s.real = undefined;
      continue;
    }
    const z = found.increments;
    next = y.map((value, i) => value + z[2]![i]!);
    const estimate = y.map(
      (_, i) => (z[0]![i]! * errorWeights[0]! + z[1]![i]! * errorWeights[1]! + z[2]![i]! * errorWeights[2]!) / h,
    );
    let defect = slope.map((value, i) => value + estimate[i]!);
    solve(s.real!, defect);
    const scale = scaleAt(problem, y, next);
    error = scaledNorm(system, defect, scale);
    safety = (0.9 * (2 * mostIterations + 1)) / (2 * mostIterations + found.iterations);
    if (rejected && error > 1) {
      const again = system.slopes(
        t,
        y.map((value, i) => value + defect[i]!),
      );
      defect = again.map((value, i) => value + estimate[i]!);
      solve(s.real!, defect);
      error = scaledNorm(system, defect, scale);
    }
    if (!(error > 1)) break;
    size *= Math.max(0.2, safety * predictFactor(size, error, oldSize, oldError));
    s.real = undefined;
    rejected = true;
  }
  const renew = source.evaluate !== undefined && found.iterations > 2 && found.rate! > 1e-3;
  let factor = Math.min(10, safety * predictFactor(size, error, oldSize, oldError));
  if (!renew && factor < 1.2) factor = 1;
  else s.real = undefined;
  const slopeAfter = system.slopes(after, next);
  if (renew) {
    s.jacobian = source.evaluate!(after, next, () => slopeAfter);
    s.current = true;
  } else if (source.evaluate !== undefined) s.current = false;
  s.oldSize = s.size;
  s.oldError = error;
  s.size = size * factor;
  s.t = after;
  s.y = next;
  s.slope = slopeAfter;
  s.dense = denseOf(t, after, y, found.increments);
  return true;
}

function denseOf(before: number, after: number, y: Float64Array, z: readonly Float64Array[]): Dense {
  const h = after - before;
  const terms = [0, 1, 2].map((k) =>
    y.map(
      (_, i) => z[0]![i]! * interpolant[0]![k]! + z[1]![i]! * interpolant[1]![k]! + z[2]![i]! * interpolant[2]![k]!,
    ),
  );
  return (t) => {
    const x = (t - before) / h;
    return y.map((value, i) => terms[0]![i]! * x + terms[1]![i]! * (x * x) + terms[2]![i]! * (x * x * x) + value);
  };
}
