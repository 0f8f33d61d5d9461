import type { NDArray } from "@core/array";
import { checkKind, coreError } from "@core/array/runtime";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, intVector, lineOf, startOf, vector, type WithArgs } from "../core/values.js";
import { epsilon } from "../core/vectors.js";
import { type LmResult, levenbergMarquardt } from "../minpack/lm.js";
import { columnsOf, scalesOf } from "../roots/fsolve.js";

/** Options of {@link leastsq}. */
export interface LeastsqOptions extends WithArgs {
  /** The Jacobian, one row for each residual. */
  readonly Dfun?: Objective | null;
  /** Whether to give `[x, covX, infodict, mesg, ier]` instead of `[x, ier]`. */
  readonly fullOutput?: boolean;
  /** Whether the Jacobian comes transposed: derivatives down the columns. */
  readonly colDeriv?: boolean | number;
  /** The relative change of the sum of squares at which to stop; 1.49012e-8. */
  readonly ftol?: number;
  /** The relative change of x at which to stop; 1.49012e-8. */
  readonly xtol?: number;
  /** The cosine between residuals and columns of the Jacobian at which to stop; 0. */
  readonly gtol?: number;
  /** The most calls; 0 is 100 (n + 1) with a Jacobian, 200 (n + 1) without. */
  readonly maxfev?: number;
  /** The relative error of the function, for the steps of the differences. */
  readonly epsfcn?: number | null;
  /** How long the first step may be, times the scaled length of x; 100. */
  readonly factor?: number;
  /** Scales of the variables. */
  readonly diag?: unknown;
}

/** What `leastsq` knows beside the solution. */
export interface LeastsqInfo {
  readonly nfev: number;
  readonly njev?: number;
  /** The residuals at x. */
  readonly fvec: NDArray<"float64">;
  /** The factors of the last Jacobian with their columns as rows: its triangle is R. */
  readonly fjac: NDArray<"float64">;
  /** The order of the columns in R, counted from 1 as in SciPy. */
  readonly ipvt: NDArray<"int32">;
  readonly qtf: NDArray<"float64">;
}

/** What `leastsq` found, before it is put into a tuple. */
export interface LeastsqFound {
  readonly raw: LmResult;
  readonly covX: NDArray<"float64"> | null;
  readonly info: LeastsqInfo;
  readonly message: string;
  readonly ier: number;
}

/**
 * Least squares by the method of Levenberg and Marquardt: MINPACK's `lmdif`, and `lmder` with a Jacobian.
 *
 * @param func gets x as a Float64Array and gives at least as many residuals as there are variables
 * @returns `[x, ier]`, or with `fullOutput` `[x, covX, infodict, mesg, ier]`. ier 1 to 4 is success. `covX` is (J'J)^-1, not scaled by
 *   the residuals; null when it is singular or the search did not converge
 * @throws BAD_SHAPE for fewer residuals than variables, BAD_ARGUMENT for improper parameters
 */
export function leastsq(
  func: Objective,
  x0: unknown,
  options: LeastsqOptions & { readonly fullOutput: true },
): [x: NDArray<"float64">, covX: NDArray<"float64"> | null, infodict: LeastsqInfo, mesg: string, ier: number];
export function leastsq(
  func: Objective,
  x0: unknown,
  options?: LeastsqOptions & { readonly fullOutput?: false },
): [x: NDArray<"float64">, ier: number];
export function leastsq(func: Objective, x0: unknown, options: LeastsqOptions = {}): unknown[] {
  const { raw, covX, info, message, ier } = runLeastsq(func, x0, options);
  if (ier === 0) throw coreError("BAD_ARGUMENT", `leastsq: ${message}`);
  const x = vector(raw.x);
  return options.fullOutput === true ? [x, covX, info, message, ier] : [x, ier];
}

/** Runs MINPACK's method on a user's function. */
export function runLeastsq(func: Objective, x0: unknown, options: LeastsqOptions): LeastsqFound {
  checkFunction(func, "leastsq: func");
  checkKeys(
    options,
    ["args", "Dfun", "fullOutput", "colDeriv", "ftol", "xtol", "gtol", "maxfev", "epsfcn", "factor", "diag"],
    "leastsq",
  );
  const start = startOf(x0);
  const n = start.length;
  for (const key of ["ftol", "xtol", "gtol"] as const)
    if (options[key] !== undefined) checkKind("leastsq", key, options[key], "number");
  const { args = [], Dfun, ftol = 1.49012e-8, xtol = 1.49012e-8, gtol = 0, maxfev = 0, epsfcn, factor = 100 } = options;
  const call = func as (...all: unknown[]) => unknown;
  const m = lineOf(call(start.slice(), ...args), "func").length;
  if (n > m)
    throw coreError(
      "BAD_SHAPE",
      `Improper input: func input vector length N=${n} must not exceed func output vector length M=${m}.`,
    );
  const given = Dfun == null ? undefined : columnsOf(Dfun, m, n, args, Boolean(options.colDeriv), "leastsq: Dfun");
  const calls = maxfev === 0 ? (given === undefined ? 200 : 100) * (n + 1) : maxfev;
  const raw = levenbergMarquardt({
    residuals: (x, f) => {
      const values = lineOf(call(x.slice(), ...args), "func");
      if (values.length !== m)
        throw coreError("BAD_SHAPE", `func returned ${values.length} values, where it returned ${m} before.`);
      f.set(values);
    },
    jacobian: given === undefined ? undefined : (x, columns) => columns.set(given(x)),
    x0: start,
    m,
    ftol,
    xtol,
    gtol,
    maxfev: calls,
    epsfcn: epsfcn ?? epsilon,
    factor,
    diag: scalesOf(options.diag, n),
  });
  const ier = raw.info;
  const texts = [
    "Improper input parameters.",
    `Both actual and predicted relative reductions in the sum of squares\n  are at most ${ftol.toFixed(6)}`,
    `The relative error between two consecutive iterates is at most ${xtol.toFixed(6)}`,
    `Both actual and predicted relative reductions in the sum of squares\n  are at most ${ftol.toFixed(6)} and the relative error between two consecutive iterates is at \n  most ${xtol.toFixed(6)}`,
    `The cosine of the angle between func(x) and any column of the\n  Jacobian is at most ${gtol.toFixed(6)} in absolute value`,
    `Number of calls to function has reached maxfev = ${calls}.`,
    `ftol=${ftol.toFixed(6)} is too small, no further reduction in the sum of squares\n  is possible.`,
    `xtol=${xtol.toFixed(6)} is too small, no further improvement in the approximate\n  solution is possible.`,
    `gtol=${gtol.toFixed(6)} is too small, func(x) is orthogonal to the columns of\n  the Jacobian to machine precision.`,
  ];
  const info: LeastsqInfo = {
    fvec: vector(raw.fvec),
    nfev: raw.nfev,
    ...(given === undefined ? {} : { njev: raw.njev }),
    fjac: vector(raw.fjac, [n, m]),
    ipvt: intVector(raw.ipvt.map((j) => j + 1)),
    qtf: vector(raw.qtf),
  };
  const covariance = ier >= 1 && ier <= 4 ? inverseSquare(raw.fjac, m, n, raw.ipvt) : undefined;
  return { raw, covX: covariance === undefined ? null : vector(covariance, [n, n]), info, message: texts[ier]!, ier };
}

/** (J'J)^-1 from the triangle of J with its columns in another order; undefined when it is singular. */
export function inverseSquare(fjac: Float64Array, m: number, n: number, order: Int32Array): Float64Array | undefined {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    if (fjac[j * m + j] === 0) return undefined;
    inverse[j * n + j] = 1 / fjac[j * m + j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += fjac[k * m + i]! * inverse[k * n + j]!;
      inverse[i * n + j] = -sum / fjac[i * m + i]!;
    }
  }
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverse[i * n + k]! * inverse[j * n + k]!;
      product[order[i]! * n + order[j]!] = sum;
      product[order[j]! * n + order[i]!] = sum;
    }
  return product;
}
