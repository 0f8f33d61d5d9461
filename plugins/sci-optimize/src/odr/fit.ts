import { norm } from "../core/vectors.js";
import type { OdrProblem } from "./problem.js";
import { type Linearised, type Step, solveStep } from "./step.js";

/** What the search needs beside the problem. */
export interface FitSettings {
  readonly free: readonly number[];
  readonly fixedX: Uint8Array;
  /** Whether errors of x are fitted. */
  readonly orthogonal: boolean;
  /** Scales of all parameters, and of x. */
  readonly scaleBeta: Float64Array;
  readonly scaleX: Float64Array;
  readonly sstol: number;
  readonly partol: number;
  readonly taufac: number;
  readonly maxit: number;
  readonly watch: (done: number) => void;
}

/** Where the search stands. */
export interface FitState {
  beta: Float64Array;
  delta: Float64Array;
  f: Float64Array;
  iterations: number;
  /** 1: sum of squares, 2: parameters, 3: both, 4: limit of iterations. */
  info: number;
}

/** Sums of squares of the errors of x and y, weighted. */
export function sumsOf(problem: OdrProblem, delta: Float64Array, f: Float64Array, penalty: number): [number, number] {
  const { n, m, wx } = problem;
  let sumX = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++)
      for (let k = 0; k < m; k++) sumX += delta[i * m + j]! * wx.data[i * wx.stride + j * m + k]! * delta[i * m + k]!;
  let sumY = 0;
  for (const value of weighted(problem, residualsOf(problem, f), 1, penalty)) sumY += value * value;
  return [sumX, sumY];
}

/** The problem about a state, weighted. */
export function linearise(problem: OdrProblem, settings: FitSettings, state: FitState, penalty: number): Linearised {
  const { n, m, q } = problem;
  const { free, fixedX, orthogonal, scaleBeta, scaleX } = settings;
  const { beta, delta, f } = state;
  const x = shifted(problem.x, delta);
  const jb = problem.byBeta(
    beta,
    x,
    f,
    free,
    scaleBeta.map((value) => 1 / value),
  );
  let v = new Float64Array(0);
  if (orthogonal) {
    v = problem.byX(
      beta,
      x,
      f,
      scaleX.map((value) => 1 / value),
    ) as Float64Array<ArrayBuffer>;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) if (fixedX[i * m + j] === 1) for (let e = 0; e < q; e++) v[(i * q + e) * m + j] = 0;
  }
  return {
    n,
    m: orthogonal ? m : 0,
    q,
    p: free.length,
    r: weighted(problem, residualsOf(problem, f), 1, penalty),
    jb: weighted(problem, jb, free.length, penalty),
    v: weighted(problem, v, orthogonal ? m : 0, penalty),
    delta,
    wx: problem.wx,
    fixed: fixedX,
    ss: Float64Array.from(free, (which) => scaleBeta[which]!),
    tt: scaleX,
  };
}

/**
 * Levenberg and Marquardt's search in the parameters and the errors of x, in the manner of ODRPACK: steps stay within a region of trust,
 * whose size follows how well the linear problem foretold the last one.
 */
export function search(problem: OdrProblem, settings: FitSettings, state: FitState, penalty: number): void {
  const { free, orthogonal, scaleX, sstol, partol, maxit } = settings;
  let [sumX, sumY] = sumsOf(problem, state.delta, state.f, penalty);
  let tau = Number.NaN;
  let alpha = 0;
  let lin: Linearised | undefined;
  state.info = 4;
  while (state.iterations < maxit) {
    settings.watch(state.iterations);
    state.iterations++;
    lin = linearise(problem, settings, state, penalty);
    const gauss = solveStep(lin, 0);
    for (let tries = 0; ; tries++) {
      const [step, used] = stepWithin(lin, gauss, tau, alpha);
      const length = scaledLength(lin, step);
      if (Number.isNaN(tau)) tau = settings.taufac * length;
      if (used === 0 && length > 1.1 * tau && tries === 0) continue;
      alpha = used;
      const total = sumX + sumY;
      const beta = state.beta.slice();
      free.forEach((which, j) => {
        beta[which]! += step.s[j]!;
      });
      const delta = orthogonal ? shifted(state.delta, step.t) : state.delta;
      const f = problem.values(beta, shifted(problem.x, delta));
      const [newX, newY] = sumsOf(problem, delta, f, penalty);
      const actual = newX + newY < 100 * total ? 1 - (newX + newY) / total : -1;
      const linear = linearPart(lin, step) / total;
      const damping = (alpha * length * length) / total;
      const predicted = linear + 2 * damping;
      const ratio = predicted > 0 ? actual / predicted : 0;
      if (!(ratio > 0.25)) {
        const slope = -(linear + damping);
        let factor = actual >= 0 ? 0.5 : (0.5 * slope) / (slope + 0.5 * actual);
        if (!(factor >= 0.1) || !(newX + newY < 100 * total)) factor = 0.1;
        tau = factor * Math.min(tau, length * 10);
        alpha /= factor;
      } else if (alpha === 0 || ratio >= 0.75) {
        tau = 2 * length;
        alpha *= 0.5;
      }
      const accepted = ratio >= 1e-4;
      if (accepted) {
        Object.assign(state, { beta, delta, f });
        [sumX, sumY] = [newX, newY];
      }
      const bySum = Math.abs(actual) <= sstol && predicted <= sstol && 0.5 * ratio <= 1;
      const byParameters = tau <= partol * stateLength(lin, state, scaleX) || total === 0;
      state.info = bySum && byParameters ? 3 : bySum ? 1 : byParameters ? 2 : 4;
      if (state.info !== 4) return;
      if (accepted) break;
      if (tries >= 60) {
        state.info = 2;
        return;
      }
    }
  }
}

/** A step whose scaled length is about tau or less, and its alpha. */
function stepWithin(lin: Linearised, gauss: Step, tau: number, start: number): [Step, number] {
  const first = scaledLength(lin, gauss);
  if (!(first > 1.1 * tau)) return [gauss, 0];
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let alpha = start > 0 ? start : (1e-3 * first) / tau;
  let [lastAlpha, lastLength] = [0, first];
  let step = gauss;
  for (let tries = 0; tries < 12; tries++) {
    step = solveStep(lin, alpha);
    const length = scaledLength(lin, step);
    if (Math.abs(length - tau) <= 0.1 * tau) break;
    if (length > tau) low = alpha;
    else high = alpha;
    // 1 / length is nearly linear in alpha.
    const slope = (1 / length - 1 / lastLength) / (alpha - lastAlpha);
    const next = alpha + (1 / tau - 1 / length) / slope;
    [lastAlpha, lastLength] = [alpha, length];
    const top = high === Number.POSITIVE_INFINITY ? 1000 * alpha : high;
    alpha =
      next > low && next < top
        ? next
        : low > 0 && high < Number.POSITIVE_INFINITY
          ? Math.sqrt(low * high)
          : low > 0
            ? 10 * low
            : high / 10;
  }
  return [step, alpha];
}

function scaledLength(lin: Linearised, { s, t }: Step): number {
  return Math.hypot(norm(s.map((value, j) => value * lin.ss[j]!)), norm(t.map((value, j) => value * lin.tt[j]!)));
}

function stateLength(lin: Linearised, state: FitState, scaleX: Float64Array): number {
  const moved = lin.m === 0 ? 0 : norm(state.delta.map((value, j) => value * scaleX[j]!));
  let sum = 0;
  for (let j = 0; j < lin.p; j++) sum += (state.beta[j]! * lin.ss[j]!) ** 2;
  return Math.hypot(Math.sqrt(sum), moved);
}

/** |J s + V t|^2 + |t|^2, weighted. */
function linearPart({ n, m, q, p, jb, v, wx }: Linearised, { s, t }: Step): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let e = i * q; e < (i + 1) * q; e++) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += jb[e * p + j]! * s[j]!;
      for (let j = 0; j < m; j++) sum += v[e * m + j]! * t[i * m + j]!;
      total += sum * sum;
    }
    for (let j = 0; j < m; j++)
      for (let k = 0; k < m; k++) total += t[i * m + j]! * wx.data[i * wx.stride + j * m + k]! * t[i * m + k]!;
  }
  return total;
}

/** L' times the rows of each point, where L L' are the weights of y, times the root of a penalty. */
function weighted(problem: OdrProblem, values: Float64Array, columns: number, penalty: number): Float64Array {
  const { n, q, wy } = problem;
  const root = Math.sqrt(penalty);
  const result = new Float64Array(values.length);
  for (let i = 0; i < n && columns > 0; i++)
    for (let e = 0; e < q; e++)
      for (let k = e; k < q; k++) {
        const factor = wy.data[i * wy.stride + k * q + e]! * root;
        if (factor === 0) continue;
        const [to, from] = [(i * q + e) * columns, (i * q + k) * columns];
        for (let j = 0; j < columns; j++) result[to + j]! += factor * values[from + j]!;
      }
  return result;
}

function residualsOf(problem: OdrProblem, f: Float64Array): Float64Array {
  return f.map((value, i) => value - problem.y[i]!);
}

/** The sum of two lists. */
export function shifted(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! + b[i]!;
  return result;
}
