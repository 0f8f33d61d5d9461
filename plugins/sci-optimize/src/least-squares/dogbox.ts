import type { Limits } from "../core/bounds.js";
import { allFinite, clip, epsilon, maxAbs, norm, plus, times } from "../core/vectors.js";
import { leastSquaresSolution } from "../linear/svd.js";
import {
  isInside,
  lowestBetween,
  modelChange,
  quadraticAlong,
  stepToLimit,
  terminationOf,
  updateRadius,
} from "./common.js";
import { costOf, firstPoint, type LsqFound, type LsqProblem, moveTo } from "./problem.js";

/** Least squares by dogleg steps in a rectangular trust region (Voglis and Lagaris 2004). */
export function dogbox(problem: LsqProblem): LsqFound {
  const { fun, limits, ftol, xtol, gtol, maxNfev, loss, check } = problem;
  const point = firstPoint(problem);
  const n = point.x.length;
  const m = point.f.length;
  let delta = maxAbs(point.x.map((value, j) => value * point.scaleInverse[j]!));
  if (delta === 0) delta = 1;
  const onBound = Int32Array.from(point.x, (value, j) =>
    value === limits.high[j] ? 1 : value === limits.low[j] ? -1 : 0,
  );
  let nfev = 1;
  let status = 0;
  let optimality = 0;
  for (;;) {
    check?.();
    const free = [...onBound.keys()].filter((j) => !(onBound[j]! * point.g[j]! < 0));
    const only = (a: Float64Array): Float64Array => Float64Array.from(free, (j) => a[j]!);
    const g = only(point.g);
    optimality = maxAbs(g);
    if (optimality < gtol) status = 1;
    if (status !== 0 || nfev >= maxNfev) break;
    const x = only(point.x);
    const limitsFree = { low: only(limits.low), high: only(limits.high) };
    const scale = free.map((j) => 1 / point.scaleInverse[j]!);
    const rows = new Float64Array(m * free.length);
    for (let i = 0; i < m; i++)
      free.forEach((j, k) => {
        rows[i * free.length + k] = point.jac[i * n + j]!;
      });
    const newton = leastSquaresSolution(rows, m, free.length, times(-1, point.f), epsilon).x;
    const { a, b } = quadraticAlong(rows, g, times(-1, g), undefined, undefined);
    let actual = -1;
    let next = point.x;
    let f = point.f;
    let cost = point.cost;
    let hits: Int8Array = new Int8Array(free.length);
    while (actual <= 0 && nfev < maxNfev) {
      const radius = Float64Array.from(scale, (value) => value * delta);
      const dogleg = doglegStep(x, newton, g, a, b, radius, limitsFree);
      hits = dogleg.hits;
      const step = new Float64Array(n);
      free.forEach((j, k) => {
        step[j] = dogleg.step[k]!;
      });
      const predicted = -modelChange(rows, g, dogleg.step);
      next = clip(plus(point.x, 1, step), limits.low, limits.high);
      f = fun(next);
      nfev++;
      const length = maxAbs(step.map((value, j) => value * point.scaleInverse[j]!));
      if (!allFinite(f)) {
        delta = 0.25 * length;
        continue;
      }
      cost = costOf(f, loss);
      actual = point.cost - cost;
      const updated = updateRadius(delta, actual, predicted, length, dogleg.region);
      delta = updated.delta;
      status = terminationOf(actual, point.cost, norm(step), norm(point.x), updated.ratio, ftol, xtol);
      if (status !== 0) break;
    }
    if (actual > 0) {
      free.forEach((j, k) => {
        onBound[j] = hits[k]!;
      });
      for (let j = 0; j < n; j++) {
        if (onBound[j] === -1) next[j] = limits.low[j]!;
        if (onBound[j] === 1) next[j] = limits.high[j]!;
      }
      moveTo(point, next, f, cost, problem);
    }
  }
  return {
    x: point.x,
    cost: point.cost,
    fun: point.fTrue,
    jac: point.jac,
    grad: point.g,
    optimality,
    activeMask: onBound,
    nfev,
    njev: point.njev,
    status,
  };
}

function doglegStep(
  x: Float64Array,
  newton: Float64Array,
  g: Float64Array,
  a: number,
  b: number,
  radius: Float64Array,
  limits: Limits,
): { readonly step: Float64Array; readonly hits: Int8Array; readonly region: boolean } {
  const n = x.length;
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    low[j] = Math.max(limits.low[j]! - x[j]!, -radius[j]!);
    high[j] = Math.min(limits.high[j]! - x[j]!, radius[j]!);
  }
  const box = { low, high };
  const bound = new Int8Array(n);
  if (isInside(newton, box)) return { step: newton, hits: bound, region: false };
  const down = times(-1, g);
  const toBox = stepToLimit(new Float64Array(n), down, box).step;
  const cauchy = times(lowestBetween(a, b, 0, toBox)[0], down);
  const way = plus(newton, -1, cauchy);
  const { step, hits } = stepToLimit(cauchy, way, box);
  let region = false;
  for (let j = 0; j < n; j++) {
    if (hits[j]! < 0) {
      if (low[j] === limits.low[j]! - x[j]!) bound[j] = -1;
      if (low[j] === -radius[j]!) region = true;
    } else if (hits[j]! > 0) {
      if (high[j] === limits.high[j]! - x[j]!) bound[j] = 1;
      if (high[j] === radius[j]!) region = true;
    }
  }
  return { step: plus(cauchy, step, way), hits: bound, region };
}
