import type { NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import { isBounded, type Limits, limitsOfPair } from "../core/bounds.js";
import { type DifferenceMethod, differenceMethods, differentiate } from "../core/differences.js";
import { type Objective, stepsOf } from "../core/scalar-function.js";
import {
  checkFunction,
  checkKeys,
  choiceOf,
  intVector,
  lineOf,
  rowsOf,
  startOf,
  vector,
  type WithArgs,
} from "../core/values.js";
import { allFinite, dot, epsilon, maxAbs, multiplyTransposed } from "../core/vectors.js";
import { levenbergMarquardt } from "../minpack/lm.js";
import { isInside, strictlyInside } from "./common.js";
import { dogbox } from "./dogbox.js";
import { type LossFunction, type LossName, lossOf } from "./loss.js";
import type { LsqFound } from "./problem.js";
import { trustRegionReflective } from "./trf.js";

/** The methods of {@link leastSquares}. */
export type LeastSquaresMethod = "trf" | "dogbox" | "lm";

/** Options of {@link leastSquares}. */
export interface LeastSquaresOptions extends WithArgs {
  /** The Jacobian, one row for each residual, or how to estimate it; `2-point`. */
  readonly jac?: Objective | DifferenceMethod | (string & {});
  /** `[lower limits, upper limits]` or `{ lb, ub }`. */
  readonly bounds?: unknown;
  /** `trf`. */
  readonly method?: LeastSquaresMethod | (string & {});
  /** The relative change of the cost at which to stop; 1e-8, null is none. */
  readonly ftol?: number | null;
  /** The relative change of x at which to stop; 1e-8, null is none. */
  readonly xtol?: number | null;
  /** The largest scaled gradient at which to stop; 1e-8, null is none. */
  readonly gtol?: number | null;
  /** Scales of the variables, or `jac`: by the columns of the Jacobian. 1 by default. */
  readonly xScale?: unknown;
  /** The loss of the squared residuals; `linear`. */
  readonly loss?: LossName | LossFunction | (string & {});
  /** The residual above which the loss counts less; 1. */
  readonly fScale?: number;
  /** Relative steps of the differences. */
  readonly diffStep?: unknown;
  /** The most calls of the function without those of differences; 100 n (`lm`: all calls, 100 n, or 100 n (n + 1) without a Jacobian). */
  readonly maxNfev?: number | null;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
}

/** What {@link leastSquares} found. */
export interface LeastSquaresResult {
  readonly x: NDArray<"float64">;
  /** Half the sum of squares, or of the loss. */
  readonly cost: number;
  /** The residuals. */
  readonly fun: NDArray<"float64">;
  /** The Jacobian at x, scaled for the loss where it is not linear. */
  readonly jac: NDArray<"float64">;
  readonly grad: NDArray<"float64">;
  /** The largest component of the (scaled) gradient. */
  readonly optimality: number;
  /** -1 where the lower limit holds, 1 where the upper one does. */
  readonly activeMask: NDArray<"int32">;
  readonly nfev: number;
  readonly njev: number | null;
  readonly status: number;
  readonly message: string;
  readonly success: boolean;
}

const texts: Readonly<Record<number, string>> = {
  "-1": "Improper input parameters status returned from `leastsq`",
  0: "The maximum number of function evaluations is exceeded.",
  1: "`gtol` termination condition is satisfied.",
  2: "`ftol` termination condition is satisfied.",
  3: "`xtol` termination condition is satisfied.",
  4: "Both `ftol` and `xtol` termination conditions are satisfied.",
};

/**
 * Non-linear least squares inside limits, with a loss that may forgive outliers.
 *
 * @param fun gets x as a Float64Array and gives the residuals
 * @throws BAD_VALUE for limits that x0 does not keep, and for residuals at x0 that are not finite; BAD_ARGUMENT for methods, losses and
 *   options that do not go together
 */
export function leastSquares(fun: Objective, x0: unknown, options: LeastSquaresOptions = {}): LeastSquaresResult {
  checkFunction(fun, "leastSquares: fun");
  checkKeys(
    options,
    [
      "args",
      "jac",
      "bounds",
      "method",
      "ftol",
      "xtol",
      "gtol",
      "xScale",
      "loss",
      "fScale",
      "diffStep",
      "maxNfev",
      "signal",
    ],
    "leastSquares",
  );
  const method = choiceOf<LeastSquaresMethod>(options.method ?? "trf", ["trf", "dogbox", "lm"], "leastSquares: method");
  const given = options.jac ?? "2-point";
  const jac = typeof given === "function" ? given : choiceOf(given, differenceMethods, "leastSquares: jac");
  const loss = lossOf(options.loss ?? "linear", options.fScale ?? 1);
  if (method === "lm" && loss !== undefined)
    throw coreError("BAD_ARGUMENT", "leastSquares: method lm supports only the linear loss.");
  const maxNfev = options.maxNfev ?? undefined;
  if (maxNfev !== undefined && !(maxNfev > 0))
    throw coreError("BAD_VALUE", `maxNfev: got ${maxNfev}, expected a number above 0.`);
  let start = startOf(x0);
  const n = start.length;
  const limits = limitsOfPair(options.bounds, n);
  checkLimits(start, limits, method);
  const scale = scaleOf(options.xScale, n);
  const [ftol, xtol, gtol] = tolerances(options, method);
  if (method === "trf") start = strictlyInside(start, limits);
  const { args = [], signal } = options;
  const call = fun as (...all: unknown[]) => unknown;
  let m = -1;
  const residuals = (x: Float64Array): Float64Array => {
    const f = lineOf(call(x.slice(), ...args), "fun");
    if (m >= 0 && f.length !== m)
      throw coreError("BAD_SHAPE", `fun returned ${f.length} residuals, where it returned ${m} before.`);
    return f;
  };
  const f0 = residuals(start);
  m = f0.length;
  if (m === 0) throw coreError("BAD_SHAPE", "leastSquares: fun returned no residuals.");
  if (!allFinite(f0)) throw coreError("BAD_VALUE", "Residuals are not finite in the initial point.");
  if (method === "lm" && m < n)
    throw coreError(
      "BAD_SHAPE",
      `Method lm doesn't work when the number of residuals (${m}) is less than the number of variables (${n}).`,
    );
  const relStep = stepsOf(options.diffStep, n, "diffStep");
  const jacobian = (x: Float64Array, f: Float64Array): Float64Array => {
    if (typeof jac !== "function")
      return rowsFromColumns(differentiate(residuals, x, f, { method: jac, relStep, limits }), m, n);
    const { data, rows, columns } = rowsOf((jac as (...all: unknown[]) => unknown)(x.slice(), ...args), "jac");
    if (rows !== m || columns !== n)
      throw coreError(
        "BAD_SHAPE",
        `The return value of jac has wrong shape: expected (${m}, ${n}), actual (${rows}, ${columns}).`,
      );
    return data;
  };
  const check = (): void => checkAborted(signal, "leastSquares");
  if (method === "lm") {
    const own = typeof jac === "function";
    const found = levenberg(
      residuals,
      own ? jacobian : undefined,
      start,
      m,
      [ftol, xtol, gtol],
      maxNfev,
      scale,
      relStep,
      check,
    );
    return resultOf(found, m, n, !own);
  }
  const problem = {
    fun: residuals,
    jac: jacobian,
    x0: start,
    f0,
    j0: jacobian(start, f0),
    limits,
    ftol,
    xtol,
    gtol,
    maxNfev: maxNfev ?? 100 * n,
    scale,
    loss,
    check,
  };
  return resultOf(method === "trf" ? trustRegionReflective(problem) : dogbox(problem), m, n, false);
}

function checkLimits(x: Float64Array, limits: Limits, method: LeastSquaresMethod): void {
  if (method === "lm" && isBounded(limits))
    throw coreError("BAD_ARGUMENT", "Method lm doesn't support bounds; trf and dogbox do.");
  if (limits.low.some((low, j) => low >= limits.high[j]!))
    throw coreError("BAD_VALUE", "Each lower bound must be strictly less than each upper bound.");
  if (!isInside(x, limits)) throw coreError("BAD_VALUE", "x0 is infeasible: it lies outside of the bounds.");
}

function scaleOf(value: unknown, n: number): Float64Array | undefined {
  if (value === "jac") return undefined;
  const scale = stepsOf(typeof value === "string" ? Number.NaN : (value ?? 1), n, "xScale");
  if (scale === undefined || scale.some((one) => !(one > 0 && Number.isFinite(one))))
    throw coreError("BAD_VALUE", 'xScale must be "jac" or positive numbers.');
  return scale;
}

function tolerances(
  options: LeastSquaresOptions,
  method: LeastSquaresMethod,
): [ftol: number, xtol: number, gtol: number] {
  const [ftol, xtol, gtol] = [options.ftol, options.xtol, options.gtol].map((tol) =>
    tol === undefined ? 1e-8 : (tol ?? 0),
  ) as [number, number, number];
  if (method === "lm" && (ftol < epsilon || xtol < epsilon || gtol < epsilon))
    throw coreError("BAD_VALUE", "All tolerances must be higher than machine epsilon (2.22e-16) for method lm.");
  if (ftol < epsilon && xtol < epsilon && gtol < epsilon)
    throw coreError("BAD_VALUE", "At least one of the tolerances must be higher than machine epsilon (2.22e-16).");
  return [ftol, xtol, gtol];
}

function levenberg(
  residuals: (x: Float64Array) => Float64Array,
  jacobian: ((x: Float64Array, f: Float64Array) => Float64Array) | undefined,
  x0: Float64Array,
  m: number,
  [ftol, xtol, gtol]: readonly [number, number, number],
  maxNfev: number | undefined,
  scale: Float64Array | undefined,
  relStep: Float64Array | undefined,
  check: () => void,
): LsqFound {
  const n = x0.length;
  const raw = levenbergMarquardt({
    residuals: (x, f) => f.set(residuals(x)),
    jacobian: jacobian === undefined ? undefined : (x, columns) => columns.set(columnsFromRows(jacobian(x, x), m, n)),
    x0,
    m,
    ftol,
    xtol,
    gtol,
    maxfev: maxNfev ?? (jacobian === undefined ? 100 * n * (n + 1) : 100 * n),
    epsfcn: relStep === undefined ? epsilon : relStep[0]! ** 2,
    factor: 100,
    diag: scale?.map((value) => 1 / value),
    check,
  });
  const { x, fvec } = raw;
  const jac = jacobian?.(x, fvec) ?? rowsFromColumns(differentiate(residuals, x, fvec, { method: "3-point" }), m, n);
  const grad = multiplyTransposed(jac, fvec);
  return {
    x,
    cost: 0.5 * dot(fvec, fvec),
    fun: fvec,
    jac,
    grad,
    optimality: maxAbs(grad),
    activeMask: new Int32Array(n),
    nfev: raw.nfev,
    njev: raw.njev,
    // MINPACK's 6 to 8 (tolerances too small) have no number in SciPy, which fails there.
    status: [-1, 2, 3, 4, 1, 0, 2, 3, 1][raw.info]!,
  };
}

function resultOf(found: LsqFound, m: number, n: number, noJacobian: boolean): LeastSquaresResult {
  const { status } = found;
  return {
    x: vector(found.x),
    cost: found.cost,
    fun: vector(found.fun),
    jac: vector(found.jac, [m, n]),
    grad: vector(found.grad),
    optimality: found.optimality,
    activeMask: intVector(found.activeMask),
    nfev: found.nfev,
    njev: noJacobian ? null : found.njev,
    status,
    message: texts[status]!,
    success: status > 0,
  };
}

function rowsFromColumns(columns: Float64Array, m: number, n: number): Float64Array {
  const rows = new Float64Array(m * n);
  for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) rows[i * n + j] = columns[j * m + i]!;
  return rows;
}

function columnsFromRows(rows: Float64Array, m: number, n: number): Float64Array {
  const columns = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) columns[j * m + i] = rows[i * n + j]!;
  return columns;
}
