import type { Limits } from "../core/bounds.js";
import { isBounded } from "../core/bounds.js";
import { allFinite, dot, maxAbs, norm, plus } from "../core/vectors.js";
import { singularValues } from "../linear/svd.js";
import {
  activeLimits,
  colemanLi,
  isInside,
  lowestBetween,
  modelChange,
  quadraticAlong,
  solveTrustRegion,
  stepToLimit,
  strictlyInside,
  terminationOf,
  updateRadius,
} from "./common.js";
import { costOf, firstPoint, type LsqFound, type LsqPoint, type LsqProblem, moveTo } from "./problem.js";

/** Least squares in a trust region that limits bend (Branch, Coleman and Li 1999). */
export function trustRegionReflective(problem: LsqProblem): LsqFound {
  const { limits, xtol } = problem;
  const point = firstPoint(problem);
  const bounded = isBounded(limits);
  const { nfev, status, optimality } = bounded ? insideLimits(problem, point) : everywhere(problem, point);
  return {
    x: point.x,
    cost: point.cost,
    fun: point.fTrue,
    jac: point.jac,
    grad: point.g,
    optimality,
    activeMask: bounded ? activeLimits(point.x, limits, xtol) : new Int32Array(point.x.length),
    nfev,
    njev: point.njev,
    status,
  };
}

interface Ended {
  readonly nfev: number;
  readonly status: number;
  readonly optimality: number;
}

function everywhere(problem: LsqProblem, point: LsqPoint): Ended {
  const { fun, ftol, xtol, gtol, maxNfev, loss, check } = problem;
  const n = point.x.length;
  const m = point.f.length;
  let delta = norm(point.x.map((value, j) => value * point.scaleInverse[j]!));
  if (delta === 0) delta = 1;
  let alpha = 0;
  let nfev = 1;
  let status = 0;
  for (;;) {
    check?.();
    const optimality = maxAbs(point.g);
    if (optimality < gtol) status = 1;
    if (status !== 0 || nfev >= maxNfev) return { nfev, status, optimality };
    const d = point.scaleInverse.map((value) => 1 / value);
    const gh = point.g.map((value, j) => d[j]! * value);
    const jh = scaledColumns(point.jac, d);
    const singular = singularValues(jh, m, n, point.f);
    let actual = -1;
    let next = point.x;
    let f = point.f;
    let cost = point.cost;
    while (actual <= 0 && nfev < maxNfev) {
      const solved = solveTrustRegion(n, m, singular, delta, alpha);
      alpha = solved.alpha;
      const predicted = -modelChange(jh, gh, solved.p);
      const step = solved.p.map((value, j) => d[j]! * value);
      next = plus(point.x, 1, step);
      f = fun(next);
      nfev++;
      const length = norm(solved.p);
      if (!allFinite(f)) {
        delta = 0.25 * length;
        continue;
      }
      cost = costOf(f, loss);
      actual = point.cost - cost;
      const updated = updateRadius(delta, actual, predicted, length, length > 0.95 * delta);
      status = terminationOf(actual, point.cost, norm(step), norm(point.x), updated.ratio, ftol, xtol);
      if (status !== 0) break;
      alpha *= delta / updated.delta;
      delta = updated.delta;
    }
    if (actual > 0) moveTo(point, next, f, cost, problem);
  }
}

function insideLimits(problem: LsqProblem, point: LsqPoint): Ended {
  const { fun, limits, ftol, xtol, gtol, maxNfev, loss, check } = problem;
  const n = point.x.length;
  const m = point.f.length;
  const first = scaledDistances(point, limits);
  let delta = norm(point.x.map((value, j) => (value * point.scaleInverse[j]!) / Math.sqrt(first.v[j]!)));
  if (delta === 0) delta = 1;
  let alpha = 0;
  let nfev = 1;
  let status = 0;
  const augmented = new Float64Array((m + n) * n);
  const right = new Float64Array(m + n);
  for (;;) {
    check?.();
    const { v: distance } = colemanLi(point.x, point.g, limits);
    const optimality = maxAbs(point.g.map((value, j) => value * distance[j]!));
    if (optimality < gtol) status = 1;
    if (status !== 0 || nfev >= maxNfev) return { nfev, status, optimality };
    const { v, dv } = scaledDistances(point, limits);
    const d = v.map((value, j) => Math.sqrt(value) / point.scaleInverse[j]!);
    const diag = point.g.map((value, j) => (value * dv[j]!) / point.scaleInverse[j]!);
    const gh = point.g.map((value, j) => d[j]! * value);
    const jh = scaledColumns(point.jac, d);
    augmented.fill(0);
    augmented.set(jh);
    for (let j = 0; j < n; j++) augmented[(m + j) * n + j] = Math.sqrt(diag[j]!);
    right.set(point.f);
    const singular = singularValues(augmented, m + n, n, right);
    const theta = Math.max(0.995, 1 - optimality);
    let actual = -1;
    let next = point.x;
    let f = point.f;
    let cost = point.cost;
    while (actual <= 0 && nfev < maxNfev) {
      const solved = solveTrustRegion(n, m, singular, delta, alpha);
      alpha = solved.alpha;
      const chosen = chooseStep(point.x, jh, diag, gh, solved.p, d, delta, limits, theta);
      next = strictlyInside(plus(point.x, 1, chosen.step), limits, 0);
      f = fun(next);
      nfev++;
      const length = norm(chosen.scaled);
      if (!allFinite(f)) {
        delta = 0.25 * length;
        continue;
      }
      cost = costOf(f, loss);
      actual = point.cost - cost;
      const updated = updateRadius(delta, actual, chosen.predicted, length, length > 0.95 * delta);
      status = terminationOf(actual, point.cost, norm(chosen.step), norm(point.x), updated.ratio, ftol, xtol);
      if (status !== 0) break;
      alpha *= delta / updated.delta;
      delta = updated.delta;
    }
    if (actual > 0) moveTo(point, next, f, cost, problem);
  }
}

function scaledDistances(point: LsqPoint, limits: Limits): { readonly v: Float64Array; readonly dv: Float64Array } {
  const { v, dv } = colemanLi(point.x, point.g, limits);
  for (let j = 0; j < v.length; j++) if (dv[j] !== 0) v[j]! *= point.scaleInverse[j]!;
  return { v, dv };
}

function scaledColumns(rows: Float64Array, d: Float64Array): Float64Array {
  const n = d.length;
  const product = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += n) for (let j = 0; j < n; j++) product[i + j] = rows[i + j]! * d[j]!;
  return product;
}

interface Chosen {
  readonly step: Float64Array;
  readonly scaled: Float64Array;
  readonly predicted: number;
}

/** The best of the full step cut at the limits, the step reflected there, and steepest descent. */
function chooseStep(
  x: Float64Array,
  jh: Float64Array,
  diag: Float64Array,
  gh: Float64Array,
  ph: Float64Array,
  d: Float64Array,
  delta: number,
  limits: Limits,
  theta: number,
): Chosen {
  const unscaled = (s: Float64Array): Float64Array => s.map((value, j) => d[j]! * value);
  const p = unscaled(ph);
  if (isInside(plus(x, 1, p), limits)) return { step: p, scaled: ph, predicted: -modelChange(jh, gh, ph, diag) };
  const toLimit = stepToLimit(x, p, limits);
  let rh: Float64Array = ph.map((value, j) => (toLimit.hits[j] !== 0 ? -value : value));
  let r = unscaled(rh);
  const pCut = p.map((value) => value * toLimit.step);
  const phCut = ph.map((value) => value * toLimit.step);
  const onLimit = plus(x, 1, pCut);
  const toRegion = regionCrossing(phCut, rh, delta);
  const toNext = stepToLimit(onLimit, r, limits).step;
  const longest = Math.min(toNext, toRegion);
  let low = 0;
  let high = -1;
  if (longest > 0) {
    low = ((1 - theta) * toLimit.step) / longest;
    high = longest === toNext ? theta * toNext : toRegion;
  }
  let rValue = Number.POSITIVE_INFINITY;
  if (low <= high) {
    const { a, b, c } = quadraticAlong(jh, gh, rh, diag, phCut);
    const [t, value] = lowestBetween(a, b, low, high, c);
    rValue = value;
    rh = plus(phCut, t, rh);
    r = unscaled(rh);
  }
  const pShort = pCut.map((value) => value * theta);
  const phShort = phCut.map((value) => value * theta);
  const pValue = modelChange(jh, gh, phShort, diag);
  const downH = gh.map((value) => -value);
  const down = unscaled(downH);
  const downToRegion = delta / norm(downH);
  const downToLimit = stepToLimit(x, down, limits).step;
  const downLongest = downToLimit < downToRegion ? theta * downToLimit : downToRegion;
  const along = quadraticAlong(jh, gh, downH, diag, undefined);
  const [t, downValue] = lowestBetween(along.a, along.b, 0, downLongest);
  if (pValue < rValue && pValue < downValue) return { step: pShort, scaled: phShort, predicted: -pValue };
  if (rValue < pValue && rValue < downValue) return { step: r, scaled: rh, predicted: -rValue };
  return { step: down.map((value) => value * t), scaled: downH.map((value) => value * t), predicted: -downValue };
}

/** How far along s from x the border of the region is. */
function regionCrossing(x: Float64Array, s: Float64Array, delta: number): number {
  const a = dot(s, s);
  const b = dot(x, s);
  // Rounding may carry x over the border.
  const c = Math.min(0, dot(x, x) - delta * delta);
  const root = Math.sqrt(b * b - a * c);
  const q = -(b + (b < 0 || Object.is(b, -0) ? -root : root));
  return Math.max(q / a, c / q);
}
