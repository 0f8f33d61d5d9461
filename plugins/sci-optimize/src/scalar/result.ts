import { messages } from "../core/result.js";

/** The minimum of a function of one variable. */
export interface ScalarResult {
  readonly x: number;
  readonly fun: number;
  readonly nit: number;
  readonly nfev: number;
  readonly success: boolean;
  readonly message: string;
  /** How the method `bounded` ended: 0 converged, 1 too many calls, 2 NaN. */
  readonly status?: number;
}

/** The result of a search in a bracket, in SciPy's words. */
export function scalarResult(
  x: number,
  fun: number,
  nit: number,
  nfev: number,
  maxiter: number,
  xtol: number,
): ScalarResult {
  const bad = Number.isNaN(x) || Number.isNaN(fun);
  const success = nit < maxiter && !bad;
  const message = success
    ? `\nOptimization terminated successfully;\nThe returned value satisfies the termination criteria\n(using xtol = ${pythonNumber(xtol)} )`
    : bad
      ? messages.nan
      : "\nMaximum number of iterations exceeded";
  return { x, fun, nit, nfev, success, message };
}

/** A number as Python writes it: `1e-05`, `0.0001`, `3.0`. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, power] = value.toExponential().split("e") as [string, string];
    const sign = power.startsWith("-") ? "-" : "+";
    return `${digits}e${sign}${power.slice(1).padStart(2, "0")}`;
  }
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
