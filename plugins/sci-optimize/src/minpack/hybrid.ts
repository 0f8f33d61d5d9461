import { epsilon } from "../core/vectors.js";
import { enorm } from "./enorm.js";
import { dogleg, qform, r1mpyq, r1updt } from "./hybrid-steps.js";
import { qrfac } from "./qrfac.js";

/** What Powell's hybrid method needs. */
export interface HybridProblem {
  readonly fun: (x: Float64Array) => Float64Array;
  /** The Jacobian column by column; forward differences where it is missing. */
  readonly jacobian?: ((x: Float64Array) => Float64Array) | undefined;
  readonly x0: Float64Array;
  readonly xtol: number;
  readonly maxfev: number;
  /** How many diagonals below and above the main one the Jacobian has. */
  readonly below: number;
  readonly above: number;
  readonly epsfcn: number;
  readonly factor: number;
  readonly diag?: Float64Array | undefined;
}

/** What it found, under MINPACK's names; `fjac` holds Q column by column, `r` the triangle packed by rows. */
export interface HybridResult {
  readonly x: Float64Array;
  readonly fvec: Float64Array;
  readonly fjac: Float64Array;
  readonly r: Float64Array;
  readonly qtf: Float64Array;
  readonly nfev: number;
  readonly njev: number;
  readonly info: number;
}

/** A zero of n functions of n variables by Powell's hybrid method: MINPACK's `hybrd` and `hybrj`. */
export function hybrid(problem: HybridProblem): HybridResult {
  const { fun, jacobian, xtol, maxfev, epsfcn, factor } = problem;
  let x = problem.x0.slice();
  const n = x.length;
  const diag = problem.diag?.slice() ?? new Float64Array(n);
  const scaled = problem.diag === undefined;
  const r = new Float64Array((n * (n + 1)) / 2);
  const qtf = new Float64Array(n);
  let fvec: Float64Array = new Float64Array(n);
  let fjac: Float64Array = new Float64Array(n * n);
  let nfev = 0;
  let njev = 0;
  const end = (info: number): HybridResult => ({ x, fvec, fjac, r, qtf, nfev, njev, info });
  if (n <= 0 || !(xtol >= 0) || !(maxfev > 0) || problem.below < 0 || problem.above < 0 || !(factor > 0)) return end(0);
  if (!scaled && diag.some((d) => !(d > 0))) return end(0);
  fvec = fun(x);
  nfev = 1;
  let size = enorm(fvec, 0, n);
  const cost = Math.min(problem.below + problem.above + 1, n);
  let iteration = 1;
  let good = 0;
  let bad = 0;
  let slow = 0;
  let slowJacobian = 0;
  let delta = 0;
  let xnorm = 0;
  const step = new Float64Array(n);
  const work = new Float64Array(n);
  for (;;) {
    let fresh = true;
    if (jacobian !== undefined) {
      fjac = jacobian(x);
      njev++;
    } else {
      differences(fun, x, fvec, fjac, problem.below, problem.above, epsfcn);
      nfev += cost;
    }
    const { diagonal, lengths } = qrfac(fjac, n, n, false);
    if (iteration === 1) {
      if (scaled) for (let j = 0; j < n; j++) diag[j] = lengths[j] === 0 ? 1 : lengths[j]!;
      for (let j = 0; j < n; j++) work[j] = diag[j]! * x[j]!;
      xnorm = enorm(work, 0, n);
      delta = factor * xnorm;
      if (delta === 0) delta = factor;
    }
    qtf.set(fvec);
    for (let j = 0; j < n; j++) {
      const pivot = fjac[j * n + j]!;
      if (pivot === 0) continue;
      let sum = 0;
      for (let i = j; i < n; i++) sum += fjac[j * n + i]! * qtf[i]!;
      const part = -sum / pivot;
      for (let i = j; i < n; i++) qtf[i]! += fjac[j * n + i]! * part;
    }
    for (let j = 0; j < n; j++) {
      let l = j;
      for (let i = 0; i < j; i++) {
        r[l] = fjac[j * n + i]!;
        l += n - i - 1;
      }
      r[l] = diagonal[j]!;
    }
    qform(fjac, n);
    if (scaled) for (let j = 0; j < n; j++) diag[j] = Math.max(diag[j]!, lengths[j]!);
    for (;;) {
      dogleg(n, r, diag, qtf, delta, step);
      const trial = new Float64Array(n);
      for (let j = 0; j < n; j++) {
        step[j] = -step[j]!;
        trial[j] = x[j]! + step[j]!;
        work[j] = diag[j]! * step[j]!;
      }
      const pnorm = enorm(work, 0, n);
      if (iteration === 1) delta = Math.min(delta, pnorm);
      const fTrial = fun(trial);
      nfev++;
      const sizeTrial = enorm(fTrial, 0, n);
      const actual = sizeTrial < size ? 1 - (sizeTrial / size) * (sizeTrial / size) : -1;
      const predictedVector = new Float64Array(n);
      let l = 0;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = i; j < n; j++) {
          sum += r[l]! * step[j]!;
          l++;
        }
        predictedVector[i] = qtf[i]! + sum;
      }
      const left = enorm(predictedVector, 0, n);
      const predicted = left < size ? 1 - (left / size) * (left / size) : 0;
      const ratio = predicted > 0 ? actual / predicted : 0;
      if (!(ratio >= 0.1)) {
        good = 0;
        bad++;
        delta *= 0.5;
      } else {
        bad = 0;
        good++;
        if (ratio >= 0.5 || good > 1) delta = Math.max(delta, pnorm / 0.5);
        if (Math.abs(ratio - 1) <= 0.1) delta = pnorm / 0.5;
      }
      if (ratio >= 1e-4) {
        x = trial;
        for (let j = 0; j < n; j++) work[j] = diag[j]! * x[j]!;
        fvec = fTrial;
        xnorm = enorm(work, 0, n);
        size = sizeTrial;
        iteration++;
      }
      slow++;
      if (actual >= 0.001) slow = 0;
      if (fresh) slowJacobian++;
      if (actual >= 0.1) slowJacobian = 0;
      if (delta <= xtol * xnorm || size === 0) return end(1);
      if (slow === 10) return end(5);
      if (slowJacobian === 5) return end(4);
      if (0.1 * Math.max(0.1 * delta, pnorm) <= epsilon * xnorm) return end(3);
      if (nfev >= maxfev) return end(2);
      if (bad === 2) break;
      const u = new Float64Array(n);
      const v = new Float64Array(n);
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += fjac[j * n + i]! * fTrial[i]!;
        v[j] = (sum - predictedVector[j]!) / pnorm;
        u[j] = diag[j]! * ((diag[j]! * step[j]!) / pnorm);
        if (ratio >= 1e-4) qtf[j] = sum;
      }
      const w = new Float64Array(n);
      r1updt(n, r, u, v, w);
      r1mpyq(n, n, fjac, v, w);
      r1mpyq(1, n, qtf, v, w);
      fresh = false;
    }
  }
}

/** The Jacobian by forward differences, several columns at once where it has a band (MINPACK's `fdjac1`). */
function differences(
  fun: (x: Float64Array) => Float64Array,
  x: Float64Array,
  f: Float64Array,
  columns: Float64Array,
  below: number,
  above: number,
  epsfcn: number,
): void {
  const n = x.length;
  const eps = Math.sqrt(Math.max(epsfcn, epsilon));
  const stepAt = (value: number): number => {
    const h = eps * Math.abs(value);
    return h === 0 ? eps : h;
  };
  const width = below + above + 1;
  const stride = Math.min(width, n);
  for (let k = 0; k < stride; k++) {
    const moved = x.slice();
    for (let j = k; j < n; j += stride) moved[j] = x[j]! + stepAt(x[j]!);
    const shifted = fun(moved);
    for (let j = k; j < n; j += stride) {
      const h = stepAt(x[j]!);
      for (let i = 0; i < n; i++) {
        const inside = width >= n || (i >= j - above && i <= j + below);
        columns[j * n + i] = inside ? (shifted[i]! - f[i]!) / h : 0;
      }
    }
  }
}
