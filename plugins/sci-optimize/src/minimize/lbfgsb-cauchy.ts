import type { Limits } from "../core/bounds.js";
import { dot, epsilon } from "../core/vectors.js";
import { type Memory, middleProduct, projections } from "./lbfgsb-memory.js";

/** The generalised Cauchy point, which variables are free there, and W' times the way to it. */
export interface CauchyPoint {
  readonly x: Float64Array;
  readonly free: readonly number[];
  readonly c: Float64Array;
}

interface Break {
  readonly i: number;
  readonly t: number;
}

/** The first minimiser of the quadratic model along the projected direction of steepest descent (algorithm CP). */
export function cauchyPoint(x0: Float64Array, g: Float64Array, { low, high }: Limits, memory: Memory): CauchyPoint {
  const n = x0.length;
  const columns = memory.s.length;
  const { theta } = memory;
  const x = x0.slice();
  const d = new Float64Array(n);
  const c = new Float64Array(2 * columns);
  const fixed = new Uint8Array(n);
  const breaks: Break[] = [];
  let bounded = true;
  let moving = false;
  let f1 = 0;
  for (let i = 0; i < n; i++) {
    const down = -g[i]!;
    const below = x0[i]! - low[i]!;
    const above = high[i]! - x0[i]!;
    if (low[i] === high[i] || (below <= 0 && down <= 0) || (above <= 0 && below > 0 && down >= 0)) {
      fixed[i] = 1;
      continue;
    }
    if (down === 0 && (Number.isFinite(low[i]!) || Number.isFinite(high[i]!))) continue;
    d[i] = down;
    f1 -= down * down;
    if (Number.isFinite(low[i]!) && down < 0) breaks.push({ i, t: below / -down });
    else if (Number.isFinite(high[i]!) && down > 0) breaks.push({ i, t: above / down });
    else {
      moving = true;
      if (down !== 0) bounded = false;
    }
  }
  const free = (): number[] => Array.from({ length: n }, (_, i) => i).filter((i) => fixed[i] === 0);
  if (breaks.length === 0 && !moving) return { x, free: free(), c };
  const p = projections(memory, d);
  let f2 = -theta * f1;
  const f2First = f2;
  if (columns > 0) f2 -= dot(middleProduct(memory, p), p);
  let dtm = -f1 / f2;
  let total = 0;
  breaks.sort((a, b) => a.t - b.t);
  let before = 0;
  let ended = false;
  for (let k = 0; k < breaks.length; k++) {
    const { i, t } = breaks[k]!;
    const dt = t - before;
    if (dtm < dt) break;
    before = t;
    total += dt;
    const di = d[i]!;
    d[i] = 0;
    fixed[i] = 1;
    x[i] = di > 0 ? high[i]! : low[i]!;
    const z = x[i]! - x0[i]!;
    if (k === breaks.length - 1 && breaks.length === n) {
      dtm = dt;
      ended = true;
      break;
    }
    const squared = di * di;
    f1 = f1 + dt * f2 + squared - theta * di * z;
    f2 -= theta * squared;
    if (columns > 0) {
      for (let j = 0; j < c.length; j++) c[j]! += dt * p[j]!;
      const w = new Float64Array(2 * columns);
      for (let j = 0; j < columns; j++) {
        w[j] = memory.y[j]![i]!;
        w[columns + j] = theta * memory.s[j]![i]!;
      }
      const v = middleProduct(memory, w);
      f1 += di * dot(c, v);
      f2 += 2 * di * dot(p, v) - squared * dot(w, v);
      for (let j = 0; j < p.length; j++) p[j]! -= di * w[j]!;
    }
    f2 = Math.max(epsilon * f2First, f2);
    if (k < breaks.length - 1 || !bounded) dtm = -f1 / f2;
    else dtm = 0;
  }
  if (!ended) {
    if (dtm <= 0) dtm = 0;
    total += dtm;
    for (let i = 0; i < n; i++) x[i]! += total * d[i]!;
  }
  for (let j = 0; j < c.length; j++) c[j]! += dtm * p[j]!;
  return { x, free: free(), c };
}
