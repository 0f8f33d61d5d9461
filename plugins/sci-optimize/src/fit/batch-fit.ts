import type { Evaluate } from "./batch-components.js";

/** When to stop. */
export interface BatchTolerances {
  readonly ftol: number;
  readonly xtol: number;
  readonly gtol: number;
  readonly maxiter: number;
}

/** How a fit ended: 1 the sum of squares, 2 the parameters, 3 both, 4 the gradient; 0 not within `maxiter`, -1 not at all. */
export type FitStatus = -1 | 0 | 1 | 2 | 3 | 4;

/** A fitter for one spectrum after the other, which keeps its arrays. */
export interface BatchFitter {
  /** Fits y from p on, in place; weights are 1 / sigma. */
  fit(y: Float64Array, weights: Float64Array | undefined, p: Float64Array): FitStatus;
  /** The sum of weighted squares of the last fit. */
  readonly chi2: number;
  readonly iterations: number;
  /** Writes (J'J)^-1 of the last fit; false when it is singular. */
  covariance(target: Float64Array): boolean;
}

/**
 * The method of Levenberg and Marquardt on the normal equations, scaled by the columns of the Jacobian, with Nielsen's rule for the
 * damping and limits that are kept by projection. The normal equations square the condition of the problem; steps suffer from that,
 * the place where they end does not.
 */
export function batchFitter(
  evaluate: Evaluate,
  x: Float64Array,
  n: number,
  low: Float64Array | undefined,
  high: Float64Array | undefined,
  { ftol, xtol, gtol, maxiter }: BatchTolerances,
): BatchFitter {
  const m = x.length;
  let residuals = new Float64Array(m);
  let columns = new Float64Array(m * n);
  let residualsTrial = new Float64Array(m);
  let columnsTrial = new Float64Array(m * n);
  const normal = new Float64Array(n * n);
  const factor = new Float64Array(n * n);
  const g = new Float64Array(n);
  const scale = new Float64Array(n);
  const step = new Float64Array(n);
  const trial = new Float64Array(n);
  const free = new Uint8Array(n);
  let chi2 = 0;
  let iterations = 0;

  /** Residuals and columns at p, weighted; the sum of squares. */
  const look = (
    p: Float64Array,
    y: Float64Array,
    weights: Float64Array | undefined,
    r: Float64Array,
    c: Float64Array,
  ): number => {
    evaluate(x, p, r, c);
    let sum = 0;
    if (weights === undefined)
      for (let i = 0; i < m; i++) {
        const value = r[i]! - y[i]!;
        r[i] = value;
        sum += value * value;
      }
    else {
      for (let i = 0; i < m; i++) {
        const weight = weights[i]!;
        const value = weight === 0 ? 0 : weight * (r[i]! - y[i]!);
        r[i] = value;
        sum += value * value;
      }
      for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) c[j * m + i]! *= weights[i]!;
    }
    return sum;
  };

  const equations = (): void => {
    for (let j = 0; j < n; j++) {
      const at = j * m;
      let sum = 0;
      for (let i = 0; i < m; i++) sum += columns[at + i]! * residuals[i]!;
      g[j] = sum;
      for (let k = 0; k <= j; k++) {
        const other = k * m;
        let product = 0;
        for (let i = 0; i < m; i++) product += columns[at + i]! * columns[other + i]!;
        normal[j * n + k] = product;
        normal[k * n + j] = product;
      }
    }
  };

  /** The damped step of the free parameters; false when the equations are not positive definite. */
  const solve = (damping: number): boolean => {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k <= j; k++) {
        let sum =
          free[j] === 1 && free[k] === 1
            ? normal[j * n + k]! / (scale[j]! * scale[k]!) + (j === k ? damping : 0)
            : j === k
              ? 1
              : 0;
        for (let l = 0; l < k; l++) sum -= factor[j * n + l]! * factor[k * n + l]!;
        if (j === k) {
          if (!(sum > 1e-30)) return false;
          factor[j * n + j] = Math.sqrt(sum);
        } else factor[j * n + k] = sum / factor[k * n + k]!;
      }
    }
    for (let j = 0; j < n; j++) {
      let sum = free[j] === 1 ? -g[j]! / scale[j]! : 0;
      for (let l = 0; l < j; l++) sum -= factor[j * n + l]! * step[l]!;
      step[j] = sum / factor[j * n + j]!;
    }
    for (let j = n - 1; j >= 0; j--) {
      let sum = step[j]!;
      for (let l = j + 1; l < n; l++) sum -= factor[l * n + j]! * step[l]!;
      step[j] = sum / factor[j * n + j]!;
    }
    for (let j = 0; j < n; j++) step[j] = free[j] === 1 ? step[j]! / scale[j]! : 0;
    return true;
  };

  const run = (y: Float64Array, weights: Float64Array | undefined, p: Float64Array): FitStatus => {
    if (low !== undefined && high !== undefined)
      for (let j = 0; j < n; j++) p[j] = Math.min(high[j]!, Math.max(low[j]!, p[j]!));
    iterations = 0;
    chi2 = look(p, y, weights, residuals, columns);
    if (!Number.isFinite(chi2)) return -1;
    scale.fill(0);
    let damping = 1e-3;
    let growth = 2;
    equations();
    for (;;) {
      let steepest = 0;
      const length = Math.sqrt(chi2);
      for (let j = 0; j < n; j++) {
        const size = Math.sqrt(normal[j * n + j]!);
        if (!Number.isFinite(size)) return -1;
        scale[j] = Math.max(scale[j]!, size);
        if (scale[j] === 0) scale[j] = 1;
        free[j] = 1;
        if (
          low !== undefined &&
          high !== undefined &&
          ((p[j]! <= low[j]! && g[j]! > 0) || (p[j]! >= high[j]! && g[j]! < 0))
        )
          free[j] = 0;
        if (free[j] === 1 && size > 0 && length > 0) steepest = Math.max(steepest, Math.abs(g[j]!) / (size * length));
      }
      if (steepest <= gtol) return 4;
      for (;;) {
        if (iterations >= maxiter) return 0;
        iterations++;
        if (!solve(damping)) {
          damping = Math.max(1e-12, damping * 10);
          continue;
        }
        let stepSize = 0;
        let size = 0;
        for (let j = 0; j < n; j++) {
          let next = p[j]! + step[j]!;
          if (low !== undefined && high !== undefined) next = Math.min(high[j]!, Math.max(low[j]!, next));
          trial[j] = next;
          step[j] = next - p[j]!;
          stepSize += (scale[j]! * step[j]!) ** 2;
          size += (scale[j]! * p[j]!) ** 2;
        }
        let predicted = 0;
        for (let j = 0; j < n; j++) {
          let sum = 2 * g[j]!;
          for (let k = 0; k < n; k++) sum += normal[j * n + k]! * step[k]!;
          predicted -= step[j]! * sum;
        }
        const next = look(trial, y, weights, residualsTrial, columnsTrial);
        const actual = chi2 - next;
        const ratio = predicted > 0 ? actual / predicted : 0;
        const narrow = Math.sqrt(stepSize) <= xtol * Math.sqrt(size);
        const still = Math.abs(actual) <= ftol * chi2 && predicted <= ftol * chi2 && ratio <= 2;
        const accepted = next <= chi2 && (ratio > 1e-4 || actual === 0);
        if (accepted) {
          p.set(trial);
          chi2 = next;
          [residuals, residualsTrial] = [residualsTrial, residuals];
          [columns, columnsTrial] = [columnsTrial, columns];
          equations();
          damping *= Math.max(1 / 3, 1 - (2 * ratio - 1) ** 3);
          growth = 2;
        } else {
          damping *= growth;
          growth *= 2;
        }
        if (still && narrow) return 3;
        if (still) return 1;
        if (narrow) return 2;
        if (!(damping < 1e20)) return -1;
        if (accepted) break;
      }
    }
  };

  return {
    fit: run,
    get chi2() {
      return chi2;
    },
    get iterations() {
      return iterations;
    },
    covariance(target) {
      free.fill(1);
      for (let j = 0; j < n; j++) {
        scale[j] = Math.sqrt(normal[j * n + j]!);
        if (!(scale[j]! > 0)) return false;
      }
      g.fill(0);
      if (!solve(0)) return false;
      for (let k = 0; k < n; k++) {
        for (let j = 0; j < n; j++) {
          let sum = j === k ? 1 : 0;
          for (let l = 0; l < j; l++) sum -= factor[j * n + l]! * step[l]!;
          step[j] = sum / factor[j * n + j]!;
        }
        for (let j = n - 1; j >= 0; j--) {
          let sum = step[j]!;
          for (let l = j + 1; l < n; l++) sum -= factor[l * n + j]! * step[l]!;
          step[j] = sum / factor[j * n + j]!;
        }
        for (let j = 0; j < n; j++) target[j * n + k] = step[j]! / (scale[j]! * scale[k]!);
      }
      // A condition beyond what the digits hold means nothing.
      for (let j = 0; j < n; j++) if (!(factor[j * n + j]! > 1e-7)) return false;
      return true;
    },
  };
}
