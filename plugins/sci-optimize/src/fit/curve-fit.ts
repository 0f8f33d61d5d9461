import { type ArrayLikeInput, isNDArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { isBounded, limitsOfPair } from "../core/bounds.js";
import type { Objective } from "../core/scalar-function.js";
import {
  checkFunction,
  checkKeys,
  choiceOf,
  describe,
  numbersOf,
  realArray,
  rowsOf,
  startOf,
  vector,
} from "../core/values.js";
import { allFinite, epsilon } from "../core/vectors.js";
import { type LeastSquaresOptions, leastSquares } from "../least-squares/least-squares.js";
import { type LeastsqOptions, runLeastsq } from "../least-squares/leastsq.js";
import { cholesky } from "../linear/solve.js";
import { singularValues } from "../linear/svd.js";

/** What a model gets as x: one axis is a Float64Array, more axes an array, and what is not numbers comes as it is. */
// biome-ignore lint/suspicious/noExplicitAny: models say what they take
export type Model = (x: any, ...parameters: number[]) => unknown;

/** Options of {@link curveFit}: its own, and those of the method (`leastsq` for `lm`, `leastSquares` otherwise). */
export interface CurveFitOptions
  extends Omit<LeastsqOptions, "args" | "Dfun" | "fullOutput" | "ftol" | "xtol" | "gtol">,
    Omit<LeastSquaresOptions, "args" | "jac" | "bounds" | "method"> {
  /** The parameters to begin with. Without them all are 1, or in the middle of their limits, and their number is that of the model's. */
  readonly p0?: ArrayLikeInput | null;
  /** The standard deviations of ydata, one for all of them, or their covariance matrix. */
  readonly sigma?: ArrayLikeInput | null;
  /** Whether `sigma` is absolute; otherwise the covariance is scaled so that the reduced chi squared is 1. */
  readonly absoluteSigma?: boolean;
  /** Whether NaN and infinities in the data are an error; true. */
  readonly checkFinite?: boolean;
  /** `[lower limits, upper limits]` or `{ lb, ub }`. */
  readonly bounds?: unknown;
  /** `lm` without limits, `trf` with them. */
  readonly method?: "lm" | "trf" | "dogbox" | (string & {}) | null;
  /** The Jacobian by the parameters, one row for each point, or how to estimate it. */
  readonly jac?: Model | "2-point" | "3-point" | (string & {}) | null;
  /** Whether to give `[popt, pcov, infodict, mesg, ier]`. */
  readonly fullOutput?: boolean;
  /** What to do with NaN in the data: an error (`raise`), or to leave the points out (`omit`). Replaces `checkFinite` for NaN. */
  readonly nanPolicy?: "raise" | "omit" | null;
}

/** The last three of `curveFit` with `fullOutput`: more about the method, its words and its number. */
export interface CurveFitInfo {
  readonly nfev: number;
  /** The weighted residuals. */
  readonly fvec: NDArray<"float64">;
  readonly fjac?: NDArray<"float64">;
  readonly ipvt?: NDArray<"int32">;
  readonly qtf?: NDArray<"float64">;
}

const methodKeys = ["ftol", "xtol", "gtol", "maxfev", "epsfcn", "factor", "diag", "colDeriv"] as const;
const lsqKeys = [
  "ftol",
  "xtol",
  "gtol",
  "xScale",
  "loss",
  "fScale",
  "diffStep",
  "maxNfev",
  "maxfev",
  "signal",
] as const;
const ownKeys = [
  "p0",
  "sigma",
  "absoluteSigma",
  "checkFinite",
  "bounds",
  "method",
  "jac",
  "fullOutput",
  "nanPolicy",
] as const;

/**
 * Fits a model to data by least squares.
 *
 * @param f the model: gets xdata and the parameters, gives one number for each of ydata
 * @param xdata where the data were measured: one axis comes to the model as a Float64Array, several as an array
 * @param ydata the data
 * @returns `[popt, pcov]`: the parameters and their covariance, whose entries are all infinite where it could not be estimated
 * @throws NOT_CONVERGED when no parameters are found, BAD_SHAPE and BAD_VALUE for data that do not fit
 */
export function curveFit(
  f: Model,
  xdata: unknown,
  ydata: ArrayLikeInput,
  options: CurveFitOptions & { readonly fullOutput: true },
): [popt: NDArray<"float64">, pcov: NDArray<"float64">, infodict: CurveFitInfo, mesg: string, ier: number];
export function curveFit(
  f: Model,
  xdata: unknown,
  ydata: ArrayLikeInput,
  options?: CurveFitOptions & { readonly fullOutput?: false },
): [popt: NDArray<"float64">, pcov: NDArray<"float64">];
export function curveFit(f: Model, xdata: unknown, ydata: ArrayLikeInput, options: CurveFitOptions = {}): unknown[] {
  checkFunction(f, "curveFit: f");
  checkKeys(options, [...new Set([...ownKeys, ...methodKeys, ...lsqKeys])], "curveFit");
  const { p0, sigma, absoluteSigma = false, checkFinite = true, jac, fullOutput = false, nanPolicy } = options;
  const n = p0 == null ? f.length - 1 : startOf(p0, "p0").length;
  if (n < 1)
    throw coreError(
      "BAD_ARGUMENT",
      "curveFit: unable to determine the number of fit parameters from the model; give p0.",
    );
  const limits = limitsOfPair(options.bounds, n);
  const bounded = isBounded(limits);
  const start = p0 == null ? middle(limits.low, limits.high) : startOf(p0, "p0");
  const method = choiceOf(
    options.method ?? (bounded ? "trf" : "lm"),
    ["lm", "trf", "dogbox"] as const,
    "curveFit: method",
  );
  const allowed: readonly string[] = [...ownKeys, ...(method === "lm" ? methodKeys : lsqKeys)];
  const unknown = Object.keys(options).filter((key) => !allowed.includes(key));
  if (unknown.length > 0)
    throw coreError(
      "BAD_ARGUMENT",
      `curveFit: unknown option ${unknown.join(", ")} for method ${method}, expected some of ${allowed.join(", ")}.`,
    );
  if (method === "lm" && bounded)
    throw coreError("BAD_ARGUMENT", "Method lm only works for unconstrained problems. Use trf or dogbox instead.");
  const data = readData(xdata, ydata, checkFinite, nanPolicy ?? undefined);
  const weights = weightsOf(sigma, data);
  const m = data.y.length;
  const values = (parameters: Float64Array): Float64Array => {
    const model = numbersOf(f(data.x, ...parameters), "curveFit: the model");
    const one = model.length === 1;
    if (!one && model.length !== m)
      throw coreError("BAD_SHAPE", `curveFit: the model gives ${model.length} numbers, ydata has ${m}.`);
    const residuals = new Float64Array(m);
    for (let i = 0; i < m; i++) residuals[i] = (one ? model[0]! : model[i]!) - data.y[i]!;
    return weights(residuals, 1);
  };
  const jacobian =
    typeof jac === "function"
      ? (((parameters: Float64Array) => {
          const { data: rows, rows: r, columns } = rowsOf(jac(data.x, ...parameters), "curveFit: jac");
          if (r * columns !== m * n || (columns !== n && !(n === 1 && r === 1)))
            throw coreError("BAD_SHAPE", `curveFit: jac gives shape (${r}, ${columns}), expected (${m}, ${n}).`);
          return vector(weights(rows, n), [m, n]);
        }) as Objective)
      : undefined;
  const own = Object.fromEntries(
    Object.entries(options).filter(([key]) => !(ownKeys as readonly string[]).includes(key)),
  );
  let popt: NDArray<"float64">;
  let pcov: Float64Array | undefined;
  let cost = 0;
  let rest: readonly unknown[];
  if (method === "lm") {
    if (m !== 1 && n > m)
      throw coreError(
        "BAD_SHAPE",
        `The number of func parameters=${n} must not exceed the number of data points=${m}.`,
      );
    if (typeof jac === "string") choiceOf(jac, ["2-point", "3-point"], "curveFit: jac");
    const found = runLeastsq(values, start, { ...own, ...(jacobian === undefined ? {} : { Dfun: jacobian }) });
    if (found.ier < 1 || found.ier > 4)
      throw coreError("NOT_CONVERGED", `Optimal parameters not found: ${found.message}`);
    popt = vector(found.raw.x);
    pcov = found.covX === null ? undefined : numbersOf(found.covX, "covX");
    for (const value of found.raw.fvec) cost += value * value;
    rest = [found.info, found.message, found.ier];
  } else {
    const { maxfev, ...others } = own as LeastSquaresOptions & { readonly maxfev?: number };
    const found = leastSquares(values, start, {
      ...others,
      maxNfev: others.maxNfev ?? maxfev ?? null,
      jac: jacobian ?? (typeof jac === "string" ? jac : "2-point"),
      bounds: { lb: limits.low, ub: limits.high },
      method,
    });
    if (!found.success) throw coreError("NOT_CONVERGED", `Optimal parameters not found: ${found.message}`);
    popt = found.x;
    cost = 2 * found.cost;
    pcov = pseudoInverse(numbersOf(found.jac, "jac"), m, n);
    rest = [{ nfev: found.nfev, fvec: found.fun }, found.message, found.status];
  }
  if (pcov === undefined) pcov = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
  else if (!absoluteSigma) {
    const scale = cost / (m - n);
    pcov = m > n ? pcov.map((value) => value * scale) : pcov.fill(Number.POSITIVE_INFINITY);
  }
  const covariance = vector(pcov, [n, n]);
  return fullOutput ? [popt, covariance, ...rest] : [popt, covariance];
}

function middle(low: Float64Array, high: Float64Array): Float64Array {
  return low.map((l, j) => {
    const h = high[j]!;
    if (Number.isFinite(l) && Number.isFinite(h)) return 0.5 * (l + h);
    return Number.isFinite(l) ? l + 1 : Number.isFinite(h) ? h - 1 : 1;
  });
}

interface Data {
  readonly x: unknown;
  readonly y: Float64Array;
  /** The points that are left; undefined is all. */
  readonly kept: readonly number[] | undefined;
  readonly count: number;
}

function readData(xdata: unknown, ydata: unknown, checkFinite: boolean, nanPolicy: string | undefined): Data {
  const y = numbersOf(ydata, "ydata");
  if (y.length === 0) throw coreError("BAD_SHAPE", "ydata must not be empty!");
  if (nanPolicy !== undefined) choiceOf(nanPolicy, ["raise", "omit"], "curveFit: nanPolicy");
  const plain = typeof xdata === "number" || Array.isArray(xdata) || ArrayBuffer.isView(xdata) || isNDArray(xdata);
  const array = plain ? realArray(xdata, "xdata") : undefined;
  const x = array === undefined ? undefined : numbersOf(array, "xdata");
  const omit = nanPolicy === "omit";
  const bad = (value: number): boolean =>
    omit ? Math.abs(value) === Number.POSITIVE_INFINITY : !Number.isFinite(value);
  if (checkFinite && (y.some(bad) || x?.some(bad) === true))
    throw coreError("BAD_VALUE", "curveFit: the data must not contain infs or NaNs; see checkFinite and nanPolicy.");
  if (nanPolicy === "raise" && (y.some(Number.isNaN) || x?.some(Number.isNaN) === true))
    throw coreError("BAD_VALUE", "curveFit: the data contain NaN.");
  const shaped = array === undefined ? xdata : array.shape.length <= 1 ? x : array;
  if (!omit) return { x: shaped, y, kept: undefined, count: y.length };
  const last = array?.shape.at(-1) ?? 0;
  const fits = x !== undefined && last === y.length;
  const rows = fits ? x.length / last : 0;
  const kept = [...y.keys()].filter((i) => {
    if (Number.isNaN(y[i])) return false;
    for (let r = 0; r < rows; r++) if (Number.isNaN(x![r * last + i])) return false;
    return true;
  });
  if (!fits && kept.length < y.length)
    throw coreError(
      "BAD_SHAPE",
      `curveFit: nanPolicy omit needs xdata with ${y.length} points along its last axis; got ${describe(xdata)}.`,
    );
  const left = Float64Array.from(kept, (i) => y[i]!);
  if (!fits || array === undefined) return { x: shaped, y: left, kept, count: y.length };
  const points = new Float64Array(rows * kept.length);
  for (let r = 0; r < rows; r++)
    kept.forEach((i, k) => {
      points[r * kept.length + k] = x[r * last + i]!;
    });
  const shape = [...array.shape.slice(0, -1), kept.length];
  return { x: shape.length === 1 ? points : vector(points, shape), y: left, kept, count: y.length };
}

/** What weights residuals, or the rows of a matrix with so many columns. */
function weightsOf(sigma: unknown, { y, kept, count }: Data): (rows: Float64Array, columns: number) => Float64Array {
  if (sigma === undefined || sigma === null) return (rows) => rows;
  const a = realArray(sigma, "sigma");
  const m = y.length;
  const all = numbersOf(a, "sigma");
  const points = kept ?? Array.from({ length: count }, (_, i) => i);
  if ((a.shape.length === 1 && a.shape[0] === count) || a.shape.length === 0) {
    const inverse = Float64Array.from(points, (i) => 1 / (a.shape.length === 0 ? all[0]! : all[i]!));
    return (rows, columns) => rows.map((value, i) => value * inverse[Math.floor(i / columns)]!);
  }
  if (a.shape.length !== 2 || a.shape[0] !== count || a.shape[1] !== count)
    throw coreError(
      "BAD_SHAPE",
      `sigma has shape (${a.shape.join(", ")}), expected (${count}) or (${count}, ${count}).`,
    );
  const chosen = new Float64Array(m * m);
  points.forEach((i, r) => {
    points.forEach((j, c) => {
      chosen[r * m + c] = all[i * count + j]!;
    });
  });
  const { factor, failed } = cholesky(chosen, m);
  if (failed > 0) throw coreError("BAD_VALUE", "sigma must be positive definite.");
  return (rows, columns) => {
    const solved = rows.slice();
    for (let i = 0; i < m; i++)
      for (let c = 0; c < columns; c++) {
        let sum = solved[i * columns + c]!;
        for (let k = 0; k < i; k++) sum -= factor[i * m + k]! * solved[k * columns + c]!;
        solved[i * columns + c] = sum / factor[i * m + i]!;
      }
    return solved;
  };
}

/** The pseudo-inverse of J'J. */
export function pseudoInverse(jac: Float64Array, m: number, n: number): Float64Array | undefined {
  if (!allFinite(jac)) return undefined;
  const { s, v, k } = singularValues(jac, m, n, new Float64Array(m));
  const threshold = epsilon * Math.max(m, n) * s[0]!;
  const product = new Float64Array(n * n);
  for (let i = 0; i < k; i++) {
    if (!(s[i]! > threshold)) continue;
    const weight = 1 / (s[i]! * s[i]!);
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) product[a * n + b]! += weight * v[i * n + a]! * v[i * n + b]!;
  }
  return product;
}
