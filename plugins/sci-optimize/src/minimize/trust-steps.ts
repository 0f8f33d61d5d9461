import { dot, maxAbs, norm, plus, times } from "../core/vectors.js";
import { cholesky, solveLower, solveLowerTransposed } from "../linear/solve.js";
import { borderCrossings, type Model, type Subproblem } from "./trust-region.js";

/** The dogleg step: along steepest descent, then towards Newton's point. */
export function doglegStep(): Subproblem {
  return (model, radius) => {
    const n = model.g.length;
    const { factor, failed } = cholesky(model.hess(), n);
    if (failed > 0) return undefined;
    const newton = times(-1, solveLowerTransposed(factor, solveLower(factor, model.g)));
    if (norm(newton) < radius) return { p: newton, hits: false };
    const down = times(-(dot(model.g, model.g) / dot(model.g, model.product(model.g))), model.g);
    const length = norm(down);
    if (length >= radius) return { p: times(radius / length, down), hits: true };
    const way = plus(newton, -1, down);
    const [, t] = borderCrossings(down, way, radius);
    return { p: plus(down, t, way), hits: true };
  };
}

/** Steihaug's step: conjugate gradients until the border or negative curvature is met. */
export function steihaugStep(relative = 0.5): Subproblem {
  return (model, radius) => {
    const n = model.g.length;
    const tolerance = Math.min(relative, Math.sqrt(model.size)) * model.size;
    let z: Float64Array = new Float64Array(n);
    if (model.size < tolerance) return { p: z, hits: false };
    let r = model.g;
    let d = times(-1, r);
    // In exact arithmetic n steps are enough.
    for (let k = 0; k < 20 * n + 100; k++) {
      const product = model.product(d);
      const curvature = dot(d, product);
      if (curvature <= 0) {
        const [ta, tb] = borderCrossings(z, d, radius);
        const [pa, pb] = [plus(z, ta, d), plus(z, tb, d)];
        return { p: model.value(pa) < model.value(pb) ? pa : pb, hits: true };
      }
      const squared = dot(r, r);
      const alpha = squared / curvature;
      const next = plus(z, alpha, d);
      if (norm(next) >= radius) {
        const [, t] = borderCrossings(z, d, radius);
        return { p: plus(z, t, d), hits: true };
      }
      const rNext = plus(r, alpha, product);
      const squaredNext = dot(rNext, rNext);
      if (Math.sqrt(squaredNext) < tolerance) return { p: next, hits: false };
      d = plus(times(-1, rNext), squaredNext / squared, d);
      z = next;
      r = rNext;
    }
    return { p: z, hits: false };
  };
}

/** The nearly exact step: (H + lambda I) p = -g with the lambda that ends on the border (Conn, Gould and Toint 2000, algorithm 7.3.4). */
export function nearlyExactStep(): Subproblem {
  let radiusBefore = -1;
  let lowBefore = 0;
  return (model, radius) => {
    const h = model.hess();
    const n = model.g.length;
    const limits = hessianLimits(h, n);
    const nearZero = n * 2 ** -52 * limits.inf;
    let high = Math.max(0, model.size / radius + Math.min(-limits.gershgorinLow, limits.frobenius, limits.inf));
    let low = Math.max(
      0,
      -limits.leastDiagonal,
      model.size / radius - Math.min(limits.gershgorinHigh, limits.frobenius, limits.inf),
    );
    if (radius < radiusBefore) low = Math.max(lowBefore, low);
    const between = (): number => Math.max(Math.sqrt(low * high), low + 0.01 * (high - low));
    let lambda = low === 0 ? 0 : between();
    let factored: ReturnType<typeof cholesky> | undefined;
    const finish = (p: Float64Array, hits: boolean): { p: Float64Array; hits: boolean } => {
      radiusBefore = radius;
      lowBefore = low;
      return { p, hits };
    };
    for (let k = 0; k < 1000; k++) {
      factored ??= cholesky(shifted(h, lambda, n), n);
      const { factor, failed } = factored;
      factored = undefined;
      if (failed > 0) {
        const { delta, length } = singularPart(shifted(h, lambda, n), factor, failed, n);
        low = Math.max(low, lambda + delta / length ** 2);
        lambda = between();
        continue;
      }
      if (model.size <= nearZero) {
        if (lambda === 0) return finish(new Float64Array(n), false);
        const { value, direction } = smallestSingular(factor, n);
        if (radius ** 2 * value ** 2 <= 0.2 * lambda * radius ** 2) return finish(times(radius, direction), true);
        high = lambda;
        low = Math.max(low, lambda - value ** 2);
        lambda = between();
        continue;
      }
      const p = solveLowerTransposed(factor, solveLower(factor, times(-1, model.g)));
      const length = norm(p);
      if (length <= radius && lambda === 0) return finish(p, false);
      const w = norm(solveLower(factor, p));
      const lambdaNew = lambda + ((length / w) ** 2 * (length - radius)) / radius;
      if (length < radius) {
        const { value, direction } = smallestSingular(factor, n);
        const [ta, tb] = borderCrossings(p, direction, radius);
        const t = Math.abs(ta) <= Math.abs(tb) ? ta : tb;
        const quadratic = dot(p, shiftedProduct(model, lambda, p));
        if ((t ** 2 * value ** 2) / (quadratic + lambda * radius ** 2) <= 0.2)
          return finish(plus(p, t, direction), true);
        high = lambda;
        low = Math.max(low, lambda - value ** 2);
        const trial = cholesky(shifted(h, lambdaNew, n), n);
        if (trial.failed === 0) {
          lambda = lambdaNew;
          factored = trial;
        } else {
          low = Math.max(low, lambdaNew);
          lambda = between();
        }
      } else {
        if (Math.abs(length - radius) / radius <= 0.1) return finish(p, true);
        low = lambda;
        lambda = lambdaNew;
      }
    }
    return undefined;
  };
}

function shifted(h: Float64Array, lambda: number, n: number): Float64Array {
  const sum = h.slice();
  for (let i = 0; i < n; i++) sum[i * n + i]! += lambda;
  return sum;
}

function shiftedProduct(model: Model, lambda: number, p: Float64Array): Float64Array {
  return plus(model.product(p), lambda, p);
}

function hessianLimits(
  h: Float64Array,
  n: number,
): {
  readonly gershgorinLow: number;
  readonly gershgorinHigh: number;
  readonly inf: number;
  readonly frobenius: number;
  readonly leastDiagonal: number;
} {
  let [gershgorinLow, leastDiagonal] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let gershgorinHigh = Number.NEGATIVE_INFINITY;
  let inf = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(h[i * n + j]!);
    const diagonal = h[i * n + i]!;
    gershgorinLow = Math.min(gershgorinLow, diagonal + Math.abs(diagonal) - sum);
    gershgorinHigh = Math.max(gershgorinHigh, diagonal - Math.abs(diagonal) + sum);
    leastDiagonal = Math.min(leastDiagonal, diagonal);
    inf = Math.max(inf, sum);
  }
  return { gershgorinLow, gershgorinHigh, inf, frobenius: maxAbs(h) === 0 ? 0 : norm(h), leastDiagonal };
}

/** The smallest singular value of a Cholesky factor, and its direction, by the estimate of Cline, Moler, Stewart and Wilkinson. */
function smallestSingular(l: Float64Array, n: number): { readonly value: number; readonly direction: Float64Array } {
  const p = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const diagonal = l[k * n + k]!;
    const up = (1 - p[k]!) / diagonal;
    const down = (-1 - p[k]!) / diagonal;
    let [sumUp, sumDown] = [Math.abs(up), Math.abs(down)];
    for (let i = k + 1; i < n; i++) {
      sumUp += Math.abs(p[i]! + l[i * n + k]! * up);
      sumDown += Math.abs(p[i]! + l[i * n + k]! * down);
    }
    w[k] = sumUp >= sumDown ? up : down;
    for (let i = k + 1; i < n; i++) p[i]! += l[i * n + k]! * w[k]!;
  }
  const v = solveLowerTransposed(l, w);
  const length = norm(v);
  return { value: norm(w) / length, direction: times(1 / length, v) };
}

/** How far the leading part of a matrix, up to the pivot that failed, is from being positive definite. */
function singularPart(
  a: Float64Array,
  l: Float64Array,
  failed: number,
  n: number,
): { readonly delta: number; readonly length: number } {
  const k = failed - 1;
  let delta = -a[k * n + k]!;
  for (let j = 0; j < k; j++) delta += l[k * n + j]! ** 2;
  const v = new Float64Array(k + 1);
  v[k] = 1;
  for (let i = k - 1; i >= 0; i--) {
    let sum = -l[k * n + i]!;
    for (let j = i + 1; j < k; j++) sum -= l[j * n + i]! * v[j]!;
    v[i] = sum / l[i * n + i]!;
  }
  return { delta, length: norm(v) };
}
