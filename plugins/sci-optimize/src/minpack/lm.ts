import { epsilon } from "../core/vectors.js";
import { enorm } from "./enorm.js";
import { lmpar } from "./lmpar.js";
import { qrfac } from "./qrfac.js";

/** What the method of Levenberg and Marquardt needs. */
export interface LmProblem {
  /** Writes the residuals at x. */
  readonly residuals: (x: Float64Array, f: Float64Array) => void;
  /** Writes the Jacobian at x column by column; forward differences where it is missing. */
  readonly jacobian?: ((x: Float64Array, columns: Float64Array) => void) | undefined;
  readonly x0: Float64Array;
  readonly m: number;
  readonly ftol: number;
  readonly xtol: number;
  readonly gtol: number;
  readonly maxfev: number;
  readonly epsfcn: number;
  readonly factor: number;
  /** The scales of the variables; by the columns of the Jacobian where it is missing. */
  readonly diag?: Float64Array | undefined;
  /** Called once for each Jacobian. */
  readonly check?: (() => void) | undefined;
}

/** What it found, under MINPACK's names; `fjac` is column by column with the triangle on top, `ipvt` counts from 0. */
export interface LmResult {
  readonly x: Float64Array;
  readonly fvec: Float64Array;
  readonly fjac: Float64Array;
  readonly ipvt: Int32Array;
  readonly qtf: Float64Array;
  readonly nfev: number;
  readonly njev: number;
  readonly info: number;
}

/** Least squares by the method of Levenberg and Marquardt: MINPACK's `lmdif` and `lmder` (Moré 1978). */
export function levenbergMarquardt(problem: LmProblem): LmResult {
  const { residuals, jacobian, m, ftol, xtol, gtol, maxfev, epsfcn, factor } = problem;
  const x = problem.x0.slice();
  const n = x.length;
  const diag = problem.diag?.slice() ?? new Float64Array(n);
  const scaled = problem.diag === undefined;
  const fvec = new Float64Array(m);
  const fTrial = new Float64Array(m);
  const work = new Float64Array(m);
  const fjac = new Float64Array(m * n);
  const qtf = new Float64Array(n);
  const step = new Float64Array(n);
  const trial = new Float64Array(n);
  const scaledStep = new Float64Array(n);
  const sdiag = new Float64Array(n);
  let ipvt: Int32Array = Int32Array.from({ length: n }, (_, j) => j);
  let nfev = 1;
  let njev = 0;
  const improper =
    n <= 0 ||
    m < n ||
    !(ftol >= 0) ||
    !(xtol >= 0) ||
    !(gtol >= 0) ||
    !(maxfev > 0) ||
    !(factor > 0) ||
    (!scaled && diag.some((d) => !(d > 0)));
  const end = (info: number): LmResult => ({ x, fvec, fjac, ipvt, qtf, nfev, njev, info });
  if (improper) {
    nfev = 0;
    return end(0);
  }
  residuals(x, fvec);
  let size = enorm(fvec, 0, m);
  let par = 0;
  let delta = 0;
  let xnorm = 0;
  for (let iteration = 1; ; iteration++) {
    problem.check?.();
    if (jacobian !== undefined) {
      jacobian(x, fjac);
      njev++;
    } else {
      differences(residuals, x, fvec, fjac, fTrial, epsfcn);
      nfev += n;
    }
    const { diagonal, lengths, order } = qrfac(fjac, m, n, true);
    ipvt = order;
    if (iteration === 1) {
      if (scaled) for (let j = 0; j < n; j++) diag[j] = lengths[j] === 0 ? 1 : lengths[j]!;
      for (let j = 0; j < n; j++) scaledStep[j] = diag[j]! * x[j]!;
      xnorm = enorm(scaledStep, 0, n);
      delta = factor * xnorm;
      if (delta === 0) delta = factor;
    }
    work.set(fvec);
    for (let j = 0; j < n; j++) {
      const at = j * m;
      if (fjac[at + j] !== 0) {
        let sum = 0;
        for (let i = j; i < m; i++) sum += fjac[at + i]! * work[i]!;
        const part = -sum / fjac[at + j]!;
        for (let i = j; i < m; i++) work[i]! += fjac[at + i]! * part;
      }
      fjac[at + j] = diagonal[j]!;
      qtf[j] = work[j]!;
    }
    let gnorm = 0;
    if (size !== 0)
      for (let j = 0; j < n; j++) {
        const length = lengths[order[j]!]!;
        if (length === 0) continue;
        let sum = 0;
        for (let i = 0; i <= j; i++) sum += fjac[j * m + i]! * (qtf[i]! / size);
        gnorm = Math.max(gnorm, Math.abs(sum / length));
      }
    if (gnorm <= gtol) return end(4);
    if (scaled) for (let j = 0; j < n; j++) diag[j] = Math.max(diag[j]!, lengths[j]!);
    for (let ratio = 0; ratio < 1e-4; ) {
      par = lmpar(n, fjac, m, order, diag, qtf, delta, par, step, sdiag);
      for (let j = 0; j < n; j++) {
        step[j] = -step[j]!;
        trial[j] = x[j]! + step[j]!;
        scaledStep[j] = diag[j]! * step[j]!;
      }
      const pnorm = enorm(scaledStep, 0, n);
      if (iteration === 1) delta = Math.min(delta, pnorm);
      residuals(trial, fTrial);
      nfev++;
      const sizeTrial = enorm(fTrial, 0, m);
      let actual = -1;
      if (0.1 * sizeTrial < size) actual = 1 - (sizeTrial / size) * (sizeTrial / size);
      scaledStep.fill(0);
      for (let j = 0; j < n; j++) {
        const value = step[order[j]!]!;
        for (let i = 0; i <= j; i++) scaledStep[i]! += fjac[j * m + i]! * value;
      }
      const t1 = enorm(scaledStep, 0, n) / size;
      const t2 = (Math.sqrt(par) * pnorm) / size;
      const predicted = t1 * t1 + (t2 * t2) / 0.5;
      const direction = -(t1 * t1 + t2 * t2);
      ratio = predicted !== 0 ? actual / predicted : 0;
      if (!(ratio > 0.25)) {
        let shrink = actual >= 0 ? 0.5 : (0.5 * direction) / (direction + 0.5 * actual);
        if (0.1 * sizeTrial >= size || shrink < 0.1) shrink = 0.1;
        delta = shrink * Math.min(delta, pnorm / 0.1);
        par /= shrink;
      } else if (par === 0 || ratio >= 0.75) {
        delta = pnorm / 0.5;
        par *= 0.5;
      }
      if (ratio >= 1e-4) {
        for (let j = 0; j < n; j++) {
          x[j] = trial[j]!;
          scaledStep[j] = diag[j]! * x[j]!;
        }
        fvec.set(fTrial);
        xnorm = enorm(scaledStep, 0, n);
        size = sizeTrial;
      }
      const reduced = Math.abs(actual) <= ftol && predicted <= ftol && 0.5 * ratio <= 1;
      const narrow = delta <= xtol * xnorm;
      if (reduced && narrow) return end(3);
      if (reduced) return end(1);
      if (narrow) return end(2);
      if (gnorm <= epsilon) return end(8);
      if (delta <= epsilon * xnorm) return end(7);
      if (Math.abs(actual) <= epsilon && predicted <= epsilon && 0.5 * ratio <= 1) return end(6);
      if (nfev >= maxfev) return end(5);
    }
  }
}

/** The Jacobian by forward differences, as MINPACK's `fdjac2`. */
function differences(
  residuals: LmProblem["residuals"],
  x: Float64Array,
  f: Float64Array,
  columns: Float64Array,
  work: Float64Array,
  epsfcn: number,
): void {
  const m = f.length;
  const eps = Math.sqrt(Math.max(epsfcn, epsilon));
  for (let j = 0; j < x.length; j++) {
    const at = x[j]!;
    let h = eps * Math.abs(at);
    if (h === 0) h = eps;
    x[j] = at + h;
    residuals(x, work);
    x[j] = at;
    for (let i = 0; i < m; i++) columns[j * m + i] = (work[i]! - f[i]!) / h;
  }
}
