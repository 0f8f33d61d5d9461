import { type Limits, noLimits } from "../core/bounds.js";
import { type Display, type OptimizeResult, report, show, watched } from "../core/result.js";
import { stepsOf } from "../core/scalar-function.js";
import { vector } from "../core/values.js";
import { clip, dot, norm, plus, rootEpsilon, times } from "../core/vectors.js";
import { type ConstrainedSolution, solveConstrained } from "../linear/constrained.js";
import { functionOf, type GradientProblem } from "./bfgs.js";
import { type ConstraintLike, constraintRows, readConstraints } from "./constraints.js";

/** Options of the method SLSQP. */
export interface SlsqpOptions {
  /** The precision of the function at which to stop; 1e-6. */
  readonly ftol?: number;
  /** The absolute step of forward differences; 1.4901161193847656e-8. */
  readonly eps?: number | readonly number[];
  readonly disp?: Display;
  /** The most iterations; 100. */
  readonly maxiter?: number;
  readonly finiteDiffRelStep?: number | readonly number[];
}

const texts: Readonly<Record<number, string>> = {
  0: "Optimization terminated successfully",
  2: "More equality constraints than independent variables",
  3: "More than 3*n iterations in LSQ subproblem",
  4: "Inequality constraints incompatible",
  5: "Singular matrix E in LSQ subproblem",
  6: "Singular matrix C in LSQ subproblem",
  7: "Rank-deficient equality constraint subproblem HFTI",
  8: "Positive directional derivative for linesearch",
  9: "Iteration limit reached",
};

/** The factors of the estimate L D L' of the Hessian of the Lagrangian: L with ones on its diagonal, in rows. */
interface Factors {
  readonly l: Float64Array;
  readonly d: Float64Array;
}

/** Minimisation with constraints by sequential least squares (Kraft 1988). */
export function minimizeSlsqp(
  problem: GradientProblem,
  options: SlsqpOptions,
  given: readonly ConstraintLike[],
): OptimizeResult {
  const n = problem.x0.length;
  const limits = problem.limits ?? noLimits(n);
  const { ftol = 1e-6, maxiter = 100, eps = rootEpsilon } = options;
  const acc = Math.abs(ftol);
  let x = clip(problem.x0, limits.low, limits.high);
  const constraints = [...readConstraints(given, x)].sort(
    (a, b) => Number(a.kind === "ineq") - Number(b.kind === "ineq"),
  );
  const sf = functionOf({ ...problem, x0: x, limits }, options);
  const inside = (at: Float64Array): Float64Array => clip(at, limits.low, limits.high);
  const method = {
    method: typeof problem.jac === "string" ? problem.jac : ("2-point" as const),
    absStep: typeof problem.jac === "string" ? undefined : stepsOf(eps, n, "eps"),
    relStep: stepsOf(options.finiteDiffRelStep, n, "finiteDiffRelStep"),
  };
  const valuesAt = (at: Float64Array): Float64Array => joined(constraints.map(({ fun }) => fun(at)));
  const rowsAt = (at: Float64Array): Float64Array =>
    joined(constraints.map((one) => constraintRows(one, at, method, limits)));
  let c = valuesAt(x);
  const m = c.length;
  const equal = joined(constraints.filter(({ kind }) => kind === "eq").map(({ fun }) => fun(x))).length;
  let f = sf.fun(x);
  let g = sf.grad(x);
  let a = rowsAt(x);
  const violation = (values: Float64Array, weights?: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += (weights?.[j] ?? 1) * Math.max(-values[j]!, j < equal ? values[j]! : 0);
    return sum;
  };
  const lagrangian = (multipliers: Float64Array): Float64Array => {
    const slope = g.slice();
    for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) slope[i]! -= a[j * n + i]! * multipliers[j]!;
    return slope;
  };
  const weights = new Float64Array(m);
  let factors = startingFactors(n);
  let resets = 1;
  let nit = 0;
  let told = 0;
  let mode = 0;
  let f0 = f;
  let s: Float64Array = new Float64Array(n);
  const end = (): OptimizeResult => {
    const result: OptimizeResult = {
      x: vector(x.slice()),
      fun: f,
      jac: vector(g.slice()),
      nit,
      nfev: sf.nfev,
      njev: sf.njev,
      status: mode,
      success: mode === 0,
      message: texts[mode]!,
    };
    show(options.disp, () => report(result));
    return result;
  };
  const tell = (): void => {
    if (nit > told) watched(problem, x);
    told = nit;
  };
  if (equal > n) {
    mode = 2;
    nit = 1;
    return end();
  }
  for (;;) {
    nit++;
    if (nit > maxiter - 1) {
      mode = 9;
      tell();
      return end();
    }
    const step = quadraticStep(factors, g, a, c, x, limits, equal, n);
    if (step.solution.mode !== 1) {
      mode = step.solution.mode;
      tell();
      return end();
    }
    s = step.solution.x.slice(0, n);
    const multipliers = step.solution.multipliers;
    const slopeBefore = lagrangian(multipliers);
    f0 = f;
    const x0 = x;
    const along = dot(g, s);
    let size = Math.abs(along);
    for (let j = 0; j < m; j++) {
      const weight = Math.abs(multipliers[j]!);
      weights[j] = Math.max(weight, (weights[j]! + weight) / 2);
      size += weight * Math.abs(c[j]!);
    }
    if (size < acc && violation(c) < acc && !step.relaxed && !Number.isNaN(f)) {
      mode = 0;
      tell();
      return end();
    }
    const penalty = violation(c, weights);
    let slope = along - penalty * step.scale;
    if (slope >= 0) {
      resets++;
      if (resets > 5) {
        const close = (Math.abs(f - f0) < 10 * acc || norm(s) < 10 * acc) && violation(c) < 10 * acc;
        mode = close ? 0 : 8;
        tell();
        return end();
      }
      factors = startingFactors(n);
      continue;
    }
    const merit0 = f + penalty;
    let alpha = 1;
    for (let line = 1; ; line++) {
      slope *= alpha;
      s = times(alpha, s);
      x = inside(plus(x0, 1, s));
      f = sf.fun(x);
      c = valuesAt(x);
      tell();
      const gain = f + violation(c, weights) - merit0;
      if (gain <= slope / 10 || line > 10) break;
      alpha = Math.max(slope / (2 * (slope - gain)), 0.1);
      if (Number.isNaN(alpha)) alpha = 0.1;
    }
    if ((Math.abs(f - f0) < acc || norm(s) < acc) && violation(c) < acc && !step.relaxed && !Number.isNaN(f)) {
      mode = 0;
      return end();
    }
    g = sf.grad(x);
    a = rowsAt(x);
    const change = lagrangian(multipliers);
    for (let i = 0; i < n; i++) change[i]! -= slopeBefore[i]!;
    if (!updateFactors(factors, s, change)) {
      resets++;
      factors = startingFactors(n);
    }
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function startingFactors(n: number): Factors {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) l[i * n + i] = 1;
  return { l, d: new Float64Array(n).fill(1) };
}

/** The step of the quadratic model; where the linear constraints contradict each other, of a relaxed one with a further variable. */
function quadraticStep(
  factors: Factors,
  g: Float64Array,
  a: Float64Array,
  c: Float64Array,
  x: Float64Array,
  limits: Limits,
  equal: number,
  n: number,
): { readonly solution: ConstrainedSolution; readonly relaxed: boolean; readonly scale: number } {
  const solution = leastSquaresStep(factors, g, a, c, x, limits, equal, n, undefined);
  if (solution.mode !== 4 && !(solution.mode === 6 && n === equal)) return { solution, relaxed: false, scale: 1 };
  let weight = 100;
  for (let tries = 0; ; tries++) {
    const relaxed = leastSquaresStep(factors, g, a, c, x, limits, equal, n, weight);
    if (relaxed.mode !== 4 || tries === 5) return { solution: relaxed, relaxed: true, scale: 1 - relaxed.x[n]! };
    weight *= 10;
  }
}

function leastSquaresStep(
  { l, d }: Factors,
  g: Float64Array,
  a: Float64Array,
  c: Float64Array,
  x: Float64Array,
  { low, high }: Limits,
  equal: number,
  n: number,
  weight: number | undefined,
): ConstrainedSolution {
  const size = weight === undefined ? n : n + 1;
  const m = c.length;
  const e = new Float64Array(size * size);
  const f = new Float64Array(size);
  const solved = g.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) solved[i]! -= l[i * n + k]! * solved[k]!;
    const root = Math.sqrt(d[i]!);
    for (let j = i; j < n; j++) e[i * size + j] = root * l[j * n + i]!;
    f[i] = -solved[i]! / root;
  }
  if (weight !== undefined) e[n * size + n] = Math.sqrt(weight);
  const row = (j: number): number[] => {
    const one: number[] = Array.from(a.subarray(j * n, (j + 1) * n));
    if (weight !== undefined) one.push(j < equal ? -c[j]! : Math.max(-c[j]!, 0));
    return one;
  };
  const equalities: number[] = [];
  const inequalities: number[] = [];
  const rest: number[] = [];
  for (let j = 0; j < m; j++) {
    if (j < equal) equalities.push(...row(j));
    else {
      inequalities.push(...row(j));
      rest.push(-c[j]!);
    }
  }
  const limit = (i: number, sign: number, value: number): void => {
    const one = new Array<number>(size).fill(0);
    one[i] = sign;
    inequalities.push(...one);
    rest.push(sign * value);
  };
  for (let i = 0; i < n; i++) if (low[i] !== Number.NEGATIVE_INFINITY) limit(i, 1, low[i]! - x[i]!);
  if (weight !== undefined) limit(n, 1, 0);
  for (let i = 0; i < n; i++) if (high[i] !== Number.POSITIVE_INFINITY) limit(i, -1, high[i]! - x[i]!);
  if (weight !== undefined) limit(n, -1, 1);
  const solution = solveConstrained({
    e,
    f,
    c: Float64Array.from(equalities),
    d: times(-1, c.subarray(0, equal)),
    g: Float64Array.from(inequalities),
    h: Float64Array.from(rest),
    n: size,
  });
  const s = solution.x;
  for (let i = 0; i < n; i++) {
    if (s[i]! < low[i]! - x[i]!) s[i] = low[i]! - x[i]!;
    if (s[i]! > high[i]! - x[i]!) s[i] = high[i]! - x[i]!;
  }
  return solution;
}

/** The update of Broyden, Fletcher, Goldfarb and Shanno as Powell modified it; false when the estimate must begin anew. */
function updateFactors(factors: Factors, s: Float64Array, change: Float64Array): boolean {
  const { l, d } = factors;
  const n = s.length;
  const v = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = s[i]!;
    for (let j = i + 1; j < n; j++) sum += l[j * n + i]! * s[j]!;
    v[i] = d[i]! * sum;
  }
  for (let i = n - 1; i >= 0; i--) for (let j = 0; j < i; j++) v[i]! += l[i * n + j]! * v[j]!;
  let u = change;
  let h1 = dot(s, u);
  const h2 = dot(s, v);
  const least = 0.2 * h2;
  if (h1 < least) {
    const part = (h2 - least) / (h2 - h1);
    h1 = least;
    u = plus(times(part, u), 1 - part, v);
  }
  if (h1 === 0 || h2 === 0) return false;
  rankOne(factors, u, 1 / h1);
  rankOne(factors, v, -1 / h2);
  return true;
}

/** L D L' + sigma z z' (Fletcher and Powell 1974). */
function rankOne({ l, d }: Factors, start: Float64Array, sigma: number): void {
  if (sigma === 0) return;
  const n = d.length;
  const z = start.slice();
  const w = new Float64Array(n);
  let t = 1 / sigma;
  if (sigma < 0) {
    w.set(z);
    for (let i = 0; i < n; i++) {
      const v = w[i]!;
      t += (v * v) / d[i]!;
      for (let j = i + 1; j < n; j++) w[j]! -= v * l[j * n + i]!;
    }
    if (t >= 0) t = 2 ** -52 / sigma;
    for (let i = n - 1; i >= 0; i--) {
      const u = w[i]!;
      w[i] = t;
      t -= (u * u) / d[i]!;
    }
  }
  for (let i = 0; i < n; i++) {
    const v = z[i]!;
    const delta = v / d[i]!;
    const tp = sigma < 0 ? w[i]! : t + delta * v;
    const alpha = tp / t;
    d[i] = alpha * d[i]!;
    if (i === n - 1) return;
    const beta = delta / tp;
    if (alpha > 4) {
      const gamma = t / tp;
      for (let j = i + 1; j < n; j++) {
        const u = l[j * n + i]!;
        l[j * n + i] = gamma * u + beta * z[j]!;
        z[j]! -= v * u;
      }
    } else
      for (let j = i + 1; j < n; j++) {
        z[j]! -= v * l[j * n + i]!;
        l[j * n + i]! += beta * z[j]!;
      }
    t = tp;
  }
}
