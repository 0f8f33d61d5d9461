import { type Bands, emptyFactors, type Factors, factor } from "../linear/factors.js";
import { type Lsoda, roundoff, weightedNorm } from "./state.js";

/** Evaluates and factors I - h l₀ J at the predicted state in `y`; false when it is singular (ODEPACK's prja). */
export function newtonMatrix(s: Lsoda): boolean {
  const { n, system } = s;
  const { bands } = system;
  s.jacobians++;
  s.freshJacobian = true;
  s.factors ??= emptyFactors(n, bands);
  const scale = s.h * s.first;
  s.factors.values.fill(0);
  if (bands === undefined) full(s, s.factors, scale);
  else banded(s, s.factors, bands, scale);
  s.jacobianNorm = matrixNorm(s, s.factors) / Math.abs(scale);
  const width = bands === undefined ? n : 2 * bands.lower + bands.upper + 1;
  for (let i = 0; i < n; i++) {
    const at = i * width + (bands === undefined ? i : bands.lower);
    s.factors.values[at] = s.factors.values[at]! + 1;
  }
  return factor(s.factors);
}

function increments(s: Lsoda): (j: number) => number {
  const size = 1000 * Math.abs(s.h) * roundoff * s.n * weightedNorm(s.slope, s.weights);
  const least = size === 0 ? 1 : size;
  const root = Math.sqrt(roundoff);
  return (j) => Math.max(root * Math.abs(s.y[j]!), least / s.weights[j]!);
}

function full(s: Lsoda, { values }: Factors, scale: number): void {
  const { n, y, slope, correction: moved } = s;
  if (s.system.jacobian !== undefined) {
    s.system.jacobian(s.time, y, values);
    for (let i = 0; i < values.length; i++) values[i] = values[i]! * -scale;
    return;
  }
  const increment = increments(s);
  for (let j = 0; j < n; j++) {
    const kept = y[j]!;
    const step = increment(j);
    y[j] = kept + step;
    const by = -scale / step;
    s.system.derivatives(s.time, y, moved);
    for (let i = 0; i < n; i++) values[i * n + j] = (moved[i]! - slope[i]!) * by;
    y[j] = kept;
  }
  s.evaluations += n;
}

function banded(s: Lsoda, { values }: Factors, { lower, upper }: Bands, scale: number): void {
  const { n, y, slope, correction: moved } = s;
  const width = 2 * lower + upper + 1;
  if (s.system.jacobian !== undefined) {
    const given = new Float64Array((lower + upper + 1) * n);
    s.system.jacobian(s.time, y, given);
    for (let j = 0; j < n; j++)
      for (let i = Math.max(0, j - upper); i <= Math.min(n - 1, j + lower); i++)
        values[i * width + j - i + lower] = given[(i - j + upper) * n + j]! * -scale;
    return;
  }
  const increment = increments(s);
  const period = lower + upper + 1;
  const groups = Math.min(period, n);
  const predicted = s.history[0]!;
  for (let group = 0; group < groups; group++) {
    for (let j = group; j < n; j += period) y[j] = y[j]! + increment(j);
    s.system.derivatives(s.time, y, moved);
    for (let j = group; j < n; j += period) {
      y[j] = predicted[j]!;
      const by = -scale / increment(j);
      for (let i = Math.max(0, j - upper); i <= Math.min(n - 1, j + lower); i++)
        values[i * width + j - i + lower] = (moved[i]! - slope[i]!) * by;
    }
  }
  s.evaluations += groups;
}

/** The norm of a matrix that goes with the weighted norm of vectors. */
function matrixNorm({ n, weights }: Lsoda, { values, bands }: Factors): number {
  let norm = 0;
  const width = bands === undefined ? n : 2 * bands.lower + bands.upper + 1;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    const from = bands === undefined ? 0 : Math.max(0, i - bands.lower);
    const to = bands === undefined ? n - 1 : Math.min(n - 1, i + bands.upper);
    const base = bands === undefined ? i * width : i * width - i + bands.lower;
    for (let j = from; j <= to; j++) sum += Math.abs(values[base + j]!) / weights[j]!;
    norm = Math.max(norm, sum * weights[i]!);
  }
  return norm;
}
