import type { Limits } from "../core/bounds.js";
import { dot, epsilon, multiply, norm } from "../core/vectors.js";
import type { Singular } from "../linear/svd.js";

/** A step of the trust region in the space of singular vectors, and the parameter that gives it (Moré 1978). */
export function solveTrustRegion(
  n: number,
  m: number,
  { s, v, uf, k }: Singular,
  delta: number,
  alpha0: number,
): { readonly p: Float64Array; readonly alpha: number } {
  const suf = new Float64Array(k);
  for (let i = 0; i < k; i++) suf[i] = s[i]! * uf[i]!;
  const full = m >= n && s[k - 1]! > epsilon * m * s[0]!;
  const back = (weights: Float64Array): Float64Array => {
    const p = new Float64Array(n);
    for (let i = 0; i < k; i++) for (let j = 0; j < n; j++) p[j]! -= v[i * n + j]! * weights[i]!;
    return p;
  };
  if (full) {
    const p = back(uf.map((value, i) => value / s[i]!));
    if (norm(p) <= delta) return { p, alpha: 0 };
  }
  const phiAt = (alpha: number): [number, number] => {
    let squared = 0;
    let slope = 0;
    for (let i = 0; i < k; i++) {
      const denominator = s[i]! * s[i]! + alpha;
      const part = suf[i]! / denominator;
      squared += part * part;
      slope += (part * part) / denominator;
    }
    const length = Math.sqrt(squared);
    return [length - delta, -slope / length];
  };
  let high = norm(suf) / delta;
  let low = 0;
  if (full) {
    const [phi, slope] = phiAt(0);
    low = -phi / slope;
  }
  const middle = (): number => Math.max(0.001 * high, Math.sqrt(low * high));
  let alpha = !full && alpha0 === 0 ? middle() : alpha0;
  for (let i = 0; i < 10; i++) {
    if (alpha < low || alpha > high) alpha = middle();
    const [phi, slope] = phiAt(alpha);
    if (phi < 0) high = alpha;
    const ratio = phi / slope;
    low = Math.max(low, alpha - ratio);
    alpha -= ((phi + delta) * ratio) / delta;
    if (Math.abs(phi) < 0.01 * delta) break;
  }
  const p = back(suf.map((value, i) => value / (s[i]! * s[i]! + alpha)));
  const scale = delta / norm(p);
  for (let j = 0; j < n; j++) p[j]! *= scale;
  return { p, alpha };
}

/** The new radius and the ratio of real and predicted gain. */
export function updateRadius(
  delta: number,
  actual: number,
  predicted: number,
  length: number,
  hit: boolean,
): { readonly delta: number; readonly ratio: number } {
  const ratio = predicted > 0 ? actual / predicted : predicted === 0 && actual === 0 ? 1 : 0;
  if (ratio < 0.25) return { delta: 0.25 * length, ratio };
  return { delta: ratio > 0.75 && hit ? 2 * delta : delta, ratio };
}

/** Why to stop: 2 the function, 3 x, 4 both; 0 is to go on. */
export function terminationOf(
  change: number,
  cost: number,
  step: number,
  length: number,
  ratio: number,
  ftol: number,
  xtol: number,
): 0 | 2 | 3 | 4 {
  const byFunction = change < ftol * cost && ratio > 0.25;
  const byStep = step < xtol * (xtol + length);
  return byFunction && byStep ? 4 : byFunction ? 2 : byStep ? 3 : 0;
}

/** The quadratic a t^2 + b t + c of the model along s, from s0 on. */
export function quadraticAlong(
  rows: Float64Array,
  g: Float64Array,
  s: Float64Array,
  diag: Float64Array | undefined,
  s0: Float64Array | undefined,
): { readonly a: number; readonly b: number; readonly c: number } {
  const v = multiply(rows, s);
  let a = dot(v, v);
  if (diag !== undefined) for (let j = 0; j < s.length; j++) a += s[j]! * diag[j]! * s[j]!;
  a *= 0.5;
  let b = dot(g, s);
  if (s0 === undefined) return { a, b, c: 0 };
  const u = multiply(rows, s0);
  b += dot(u, v);
  let c = 0.5 * dot(u, u) + dot(g, s0);
  if (diag !== undefined)
    for (let j = 0; j < s.length; j++) {
      b += s0[j]! * diag[j]! * s[j]!;
      c += 0.5 * s0[j]! * diag[j]! * s0[j]!;
    }
  return { a, b, c };
}

/** Where a t^2 + b t + c is lowest between two limits, and its value there. */
export function lowestBetween(a: number, b: number, low: number, high: number, c = 0): [t: number, value: number] {
  const points = [low, high];
  if (a !== 0) {
    const extremum = (-0.5 * b) / a;
    if (low < extremum && extremum < high) points.push(extremum);
  }
  let best: [number, number] = [Number.NaN, Number.POSITIVE_INFINITY];
  points.forEach((t, i) => {
    const value = t * (a * t + b) + c;
    if (i === 0 || value < best[1]) best = [t, value];
  });
  return best;
}

/** The change of the model for a step. */
export function modelChange(rows: Float64Array, g: Float64Array, s: Float64Array, diag?: Float64Array): number {
  const js = multiply(rows, s);
  let q = dot(js, js);
  if (diag !== undefined) for (let j = 0; j < s.length; j++) q += s[j]! * diag[j]! * s[j]!;
  return 0.5 * q + dot(s, g);
}

/** Whether a point lies inside or on its limits. */
export function isInside(x: Float64Array, { low, high }: Limits): boolean {
  return x.every((value, j) => value >= low[j]! && value <= high[j]!);
}

/** How far to go along s until a limit is met, and which limits are met (-1 lower, 1 upper). */
export function stepToLimit(
  x: Float64Array,
  s: Float64Array,
  { low, high }: Limits,
): { readonly step: number; readonly hits: Int8Array } {
  const steps = new Float64Array(x.length).fill(Number.POSITIVE_INFINITY);
  let step = Number.POSITIVE_INFINITY;
  for (let j = 0; j < x.length; j++) {
    if (s[j] !== 0) steps[j] = Math.max((low[j]! - x[j]!) / s[j]!, (high[j]! - x[j]!) / s[j]!);
    step = Math.min(step, steps[j]!);
  }
  return { step, hits: Int8Array.from(steps, (one, j) => (one === step ? Math.sign(s[j]!) : 0)) };
}

/** Which limits hold: -1 the lower, 1 the upper, 0 none. */
export function activeLimits(x: Float64Array, { low, high }: Limits, rtol = 1e-10): Int32Array {
  return Int32Array.from(x, (value, j) => {
    const [l, h] = [low[j]!, high[j]!];
    if (rtol === 0) return value >= h ? 1 : value <= l ? -1 : 0;
    const below = value - l;
    const above = h - value;
    let active = 0;
    if (Number.isFinite(l) && below <= Math.min(above, rtol * Math.max(1, Math.abs(l)))) active = -1;
    if (Number.isFinite(h) && above <= Math.min(below, rtol * Math.max(1, Math.abs(h)))) active = 1;
    return active;
  });
}

/** A point moved off its limits. */
export function strictlyInside(x: Float64Array, limits: Limits, rstep = 1e-10): Float64Array {
  const { low, high } = limits;
  const active = activeLimits(x, limits, rstep);
  return x.map((value, j) => {
    const [l, h] = [low[j]!, high[j]!];
    let moved = value;
    if (active[j] === -1) moved = rstep === 0 ? nextAfter(l, h) : l + rstep * Math.max(1, Math.abs(l));
    else if (active[j] === 1) moved = rstep === 0 ? nextAfter(h, l) : h - rstep * Math.max(1, Math.abs(h));
    return moved < l || moved > h ? 0.5 * (l + h) : moved;
  });
}

/** The next float64 from a number towards another. */
export function nextAfter(from: number, to: number): number {
  if (from === to || Number.isNaN(from) || Number.isNaN(to)) return to;
  if (from === 0) return to > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  if (!Number.isFinite(from)) return from;
  const bits = new BigInt64Array(new Float64Array([from]).buffer);
  bits[0]! += to > from === from > 0 ? 1n : -1n;
  return new Float64Array(bits.buffer)[0]!;
}

/** The scaling of Coleman and Li: distances to the limits that the gradient points to, and their derivatives. */
export function colemanLi(
  x: Float64Array,
  g: Float64Array,
  { low, high }: Limits,
): { readonly v: Float64Array; readonly dv: Float64Array } {
  const v = new Float64Array(x.length).fill(1);
  const dv = new Float64Array(x.length);
  for (let j = 0; j < x.length; j++) {
    if (g[j]! < 0 && Number.isFinite(high[j]!)) {
      v[j] = high[j]! - x[j]!;
      dv[j] = -1;
    } else if (g[j]! > 0 && Number.isFinite(low[j]!)) {
      v[j] = x[j]! - low[j]!;
      dv[j] = 1;
    }
  }
  return { v, dv };
}

/** Scales from the columns of the Jacobian; they never shrink. */
export function jacobianScale(rows: Float64Array, n: number, before: Float64Array | undefined): Float64Array {
  const inverse = new Float64Array(n);
  const m = rows.length / n;
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) inverse[j]! += rows[i * n + j]! * rows[i * n + j]!;
  for (let j = 0; j < n; j++) {
    inverse[j] = Math.sqrt(inverse[j]!);
    if (before === undefined) inverse[j] = inverse[j] === 0 ? 1 : inverse[j]!;
    else inverse[j] = Math.max(inverse[j]!, before[j]!);
  }
  return inverse;
}
