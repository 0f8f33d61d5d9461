import { type CollocationSolver, factorCollocation } from "./blocks.js";
import type { BvpSystem } from "./system.js";

/** States and parameters, and what a collocation with them gives. */
export interface Collocated {
  readonly y: Float64Array;
  readonly p: Float64Array;
  /** How far each interval is from a cubic that fits f in its middle; n numbers each. */
  readonly residuals: Float64Array;
  readonly conditions: Float64Array;
  readonly middle: Float64Array;
  readonly f: Float64Array;
  readonly fMiddle: Float64Array;
}

/** Places in the middle of intervals. */
export function middles(x: Float64Array): Float64Array {
  return Float64Array.from({ length: x.length - 1 }, (_, i) => x[i]! + 0.5 * (x[i + 1]! - x[i]!));
}

/** The residuals of Lobatto's rule of order 4 (Kierzenka and Shampine 2001). */
export function collocate(system: BvpSystem, x: Float64Array, y: Float64Array, p: Float64Array): Collocated {
  const { n } = system;
  const count = (x.length - 1) * n;
  const f = system.at(x, y, p);
  const middle = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i / n);
    const h = x[at + 1]! - x[at]!;
    middle[i] = 0.5 * (y[i + n]! + y[i]!) - 0.125 * h * (f[i + n]! - f[i]!);
  }
  const fMiddle = system.at(middles(x), middle, p);
  const residuals = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i / n);
    const h = x[at + 1]! - x[at]!;
    residuals[i] = y[i + n]! - y[i]! - (h / 6) * (f[i]! + f[i + n]! + 4 * fMiddle[i]!);
  }
  return { y, p, residuals, conditions: system.conditions(y, p), middle, f, fMiddle };
}

/** The derivatives of the residuals and conditions, factored; undefined where they are singular. */
function factored(system: BvpSystem, x: Float64Array, c: Collocated): CollocationSolver | undefined {
  const { n, k } = system;
  const intervals = x.length - 1;
  const nodes = system.slopes(x, c.y, c.p, c.f);
  const inner = system.slopes(middles(x), c.middle, c.p, c.fMiddle);
  const square = n * n;
  const a = new Float64Array(intervals * square);
  const b = new Float64Array(intervals * square);
  const p = new Float64Array(intervals * n * k);
  for (let q = 0; q < intervals; q++) {
    const h = x[q + 1]! - x[q]!;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let [low, high] = [0, 0];
        for (let l = 0; l < n; l++) {
          const inMiddle = inner.state[q * square + i * n + l]!;
          low += inMiddle * nodes.state[q * square + l * n + j]!;
          high += inMiddle * nodes.state[(q + 1) * square + l * n + j]!;
        }
        const at = q * square + i * n + j;
        const one = i === j ? 1 : 0;
        a[at] = -one - (h / 6) * (nodes.state[at]! + 2 * inner.state[at]!) - ((h * h) / 12) * low;
        b[at] = one - (h / 6) * (nodes.state[at + square]! + 2 * inner.state[at]!) + ((h * h) / 12) * high;
      }
      for (let j = 0; j < k; j++) {
        let sum = 0;
        for (let l = 0; l < n; l++) {
          const at = (q * n + l) * k + j;
          sum += inner.state[q * square + i * n + l]! * (nodes.parameters[at]! - nodes.parameters[at + n * k]!);
        }
        const at = (q * n + i) * k + j;
        const inMiddle = inner.parameters[at]! + 0.125 * h * sum;
        p[at] = (-h / 6) * (nodes.parameters[at]! + nodes.parameters[at + n * k]! + 4 * inMiddle);
      }
    }
  }
  const boundary = system.conditionSlopes(c.y, c.p, c.conditions);
  return factorCollocation({ n, k, intervals, a, b, p, boundary });
}

function stepOf(solver: CollocationSolver, c: Collocated): Float64Array {
  const right = new Float64Array(c.residuals.length + c.conditions.length);
  right.set(c.residuals);
  right.set(c.conditions, c.residuals.length);
  return solver(right);
}

function squared(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i]! * v[i]!;
  return sum;
}

/**
 * Solves the collocation system by Newton's method with steps made shorter until the residuals, measured by the step they ask for, fall; at
 * most 8 steps and 4 Jacobians (Ascher, Mattheij and Russell 1995).
 */
export function newton(
  system: BvpSystem,
  x: Float64Array,
  start: Collocated,
  tolerance: number,
  conditionTolerance: number,
  atBeginning: ((state: Float64Array) => void) | undefined,
): { readonly found: Collocated; readonly singular: boolean } {
  const { n } = system;
  let current = start;
  let solver: CollocationSolver | undefined;
  let step: Float64Array = new Float64Array(0);
  let cost = 0;
  let jacobians = 0;
  let fresh = true;
  for (let iteration = 0; iteration < 8; iteration++) {
    if (fresh) {
      solver = factored(system, x, current);
      jacobians++;
      if (solver === undefined) return { found: current, singular: true };
      step = stepOf(solver, current);
      cost = squared(step);
    }
    let length = 1;
    let better = current;
    let nextStep = step;
    let nextCost = cost;
    for (let trial = 0; trial <= 4; trial++) {
      const y = current.y.map((one, i) => one - length * step[i]!);
      atBeginning?.(y.subarray(0, n));
      const p = current.p.map((one, i) => one - length * step[current.y.length + i]!);
      better = collocate(system, x, y, p);
      nextStep = stepOf(solver!, better);
      nextCost = squared(nextStep);
      if (nextCost < (1 - 2 * length * 0.2) * cost) break;
      if (trial < 4) length *= 0.5;
    }
    current = better;
    if (jacobians === 4) break;
    if (isClose(x, n, current, tolerance, conditionTolerance)) break;
    fresh = length !== 1;
    if (!fresh) {
      step = nextStep;
      cost = nextCost;
    }
  }
  return { found: current, singular: false };
}

function isClose(
  x: Float64Array,
  n: number,
  { residuals, fMiddle, conditions }: Collocated,
  tolerance: number,
  conditionTolerance: number,
): boolean {
  for (let i = 0; i < residuals.length; i++) {
    const at = Math.floor(i / n);
    const limit = (2 / 3) * (x[at + 1]! - x[at]!) * 5e-2 * tolerance;
    if (!(Math.abs(residuals[i]!) < limit * (1 + Math.abs(fMiddle[i]!)))) return false;
  }
  return conditions.every((one) => Math.abs(one) < conditionTolerance);
}
