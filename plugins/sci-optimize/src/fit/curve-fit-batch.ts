import { type ArrayLikeInput, dispatch, fromData, type NDArray, type Operation, withRuntime } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import { isBounded, limitsOfPair } from "../core/bounds.js";
import { checkKeys, describe, lineOf, numbersOf, realArray, vector } from "../core/values.js";
import { rootEpsilon } from "../core/vectors.js";
import { type BatchComponent, type Evaluate, guess, modelOf } from "./batch-components.js";
import { type BatchTolerances, batchFitter } from "./batch-fit.js";

/** A model in plain code that writes into arrays: the values, and the derivatives by each parameter in a column of x.length numbers. */
export interface BatchModel {
  /** The number of parameters. */
  readonly count: number;
  /** Writes the values; and the derivatives, where `columns` is given and `jacobian` is true. */
  readonly evaluate: Evaluate;
  /** Whether `evaluate` writes derivatives; otherwise they are estimated by forward differences. */
  readonly jacobian?: boolean;
}

/** What spectra are fitted with: named parts, whose sum is the model, or a function. */
export type BatchModelLike =
  | BatchComponent
  | readonly BatchComponent[]
  | BatchModel
  | ((x: Float64Array, ...parameters: number[]) => unknown);

/** Options of {@link curveFitBatch}. */
export interface CurveFitBatchOptions {
  /** The parameters to begin with: n numbers for all positions, or an array (…, n). Named models with at most one peak or decay find their own. */
  readonly p0?: ArrayLikeInput | null;
  /** The standard deviations of the data: one, m of them for all positions, or an array (…, m). Infinite ones leave points out. */
  readonly sigma?: ArrayLikeInput | null;
  /** Whether `sigma` is absolute; otherwise errors are scaled so that the reduced chi squared is 1. */
  readonly absoluteSigma?: boolean;
  /** `[lower limits, upper limits]` or `{ lb, ub }`, the same for all positions. */
  readonly bounds?: unknown;
  /** The relative change of the sum of squares at which to stop; 1.49012e-8. */
  readonly ftol?: number;
  /** The relative change of the parameters at which to stop; 1.49012e-8. */
  readonly xtol?: number;
  /** The cosine between residuals and derivatives at which to stop; 0. */
  readonly gtol?: number;
  /** The most iterations of each fit; 200. */
  readonly maxiter?: number;
  /** Stops the work with an ABORTED error; it is looked at after every 256 positions. */
  readonly signal?: AbortSignal;
  /** Told how many positions are done, after every 256. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The fits of all positions. */
export interface CurveFitBatchResult {
  /** Shape (…, n); NaN where a fit failed. */
  readonly params: NDArray<"float64">;
  /** Standard errors of the parameters, shape (…, n); Infinity where they could not be estimated. */
  readonly errors: NDArray<"float64">;
  /** The sum of squared residuals over sigma, shape (…). */
  readonly chi2: NDArray<"float64">;
  /** Whether the fit converged, shape (…). */
  readonly success: NDArray<"bool">;
  /** Iterations, shape (…). */
  readonly nit: NDArray<"int32">;
}

interface BatchAttributes extends BatchTolerances {
  readonly model: readonly BatchComponent[];
  /** Limits of the parameters; empty for none. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

type Raw = readonly [params: NDArray, variances: NDArray, chi2: NDArray, status: NDArray, nit: NDArray];

const operation: Operation<BatchAttributes, Raw> = {
  id: "sci-optimize/curve-fit-batch",
  reference: ([x, y, p0, weights], attributes) => {
    const { count, evaluate } = modelOf(attributes.model);
    return fitAll(evaluate, count, x!, y!, p0!, weights, attributes);
  },
};

/**
 * Fits one model to many spectra on the same x, for instance to each position of a spectrum image. The method of Levenberg and
 * Marquardt runs over whole typed arrays: 4096 Gaussians of 256 points take a fraction of a second.
 *
 * Parameters: `gaussian` height, centre, sigma; `lorentzian` height, centre, half width at half maximum; `powerLaw` A, r of A x^-r;
 * `exponential` A, k of A exp(-k x); `constant`, `line` and `{ polynomial: degree }` coefficients from the constant on. A list of parts is
 * their sum, the parameters one part after the other.
 *
 * @param model named parts, or a model in plain code
 * @param xdata m numbers
 * @param ydata the spectra, shape (…, m)
 * @throws BAD_SHAPE for sizes that do not match, BAD_ARGUMENT for unknown parts and where parameters to begin with are missing
 */
export function curveFitBatch(
  model: BatchModelLike,
  xdata: ArrayLikeInput,
  ydata: ArrayLikeInput,
  options: CurveFitBatchOptions = {},
): CurveFitBatchResult {
  checkKeys(
    options,
    ["p0", "sigma", "absoluteSigma", "bounds", "ftol", "xtol", "gtol", "maxiter", "signal", "onProgress"],
    "curveFitBatch",
  );
  const { ftol = 1.49012e-8, xtol = 1.49012e-8, gtol = 0, maxiter = 200, signal, onProgress } = options;
  const x = lineOf(xdata, "xdata");
  const y = realArray(ydata, "ydata");
  const m = x.length;
  if (y.shape.length === 0 || y.shape.at(-1) !== m)
    throw coreError(
      "BAD_SHAPE",
      `curveFitBatch: ydata has shape (${y.shape.join(", ")}), its last axis must have the ${m} points of xdata.`,
    );
  const lead = y.shape.slice(0, -1);
  const total = lead.reduce((product, size) => product * size, 1);
  const components = componentsOf(model);
  const given = options.p0 == null ? undefined : realArray(options.p0, "p0");
  const user = components === undefined ? userModel(model as BatchModel, given, m) : undefined;
  const n = user?.count ?? modelOf(components!).count;
  const values = numbersOf(y, "ydata");
  const p0 = startingPoints(given, components, x, values, total, m, n);
  const limits = limitsOfPair(options.bounds, n);
  const bounded = isBounded(limits);
  const weights = weightsOf(options.sigma, lead, total, m);
  const attributes: BatchAttributes = {
    model: components ?? [],
    low: bounded ? Array.from(limits.low) : [],
    high: bounded ? Array.from(limits.high) : [],
    ftol,
    xtol,
    gtol,
    maxiter,
  };
  const params = new Float64Array(total * n);
  const errors = new Float64Array(total * n);
  const chi2 = new Float64Array(total);
  const success = new Uint8Array(total);
  const nit = new Int32Array(total);
  // Kernels are those of the runtime that the spectra come from.
  const own = (data: Float64Array, shape?: readonly number[]): NDArray<"float64"> =>
    withRuntime(y.runtime, vector(data, shape));
  const xs = own(x);
  const shared = weights !== undefined && weights.length === m ? own(weights) : undefined;
  for (let from = 0; from < total; from += 256) {
    checkAborted(signal, "curveFitBatch");
    const to = Math.min(total, from + 256);
    const rows = (all: Float64Array, size: number): NDArray =>
      own(all.subarray(from * size, to * size), [to - from, size]);
    const inputs = [xs, rows(values, m), rows(p0, n)];
    if (weights !== undefined) inputs.push(shared ?? rows(weights, m));
    const raw =
      user === undefined
        ? dispatch(operation, inputs, attributes)
        : fitAll(user.evaluate, n, inputs[0]!, inputs[1]!, inputs[2]!, inputs[3], attributes);
    const [found, variances, squares, status, steps] = raw.map((one) => numbersOf(one, "curveFitBatch"));
    params.set(found!, from * n);
    chi2.set(squares!, from);
    for (let k = 0; k < to - from; k++) {
      success[from + k] = status![k]! > 0 ? 1 : 0;
      nit[from + k] = steps![k]!;
      const points = pointsOf(weights, shared !== undefined, from + k, m);
      const factor =
        options.absoluteSigma === true ? 1 : points > n ? squares![k]! / (points - n) : Number.POSITIVE_INFINITY;
      for (let j = 0; j < n; j++) errors[(from + k) * n + j] = Math.sqrt(variances![k * n + j]! * factor);
    }
    onProgress?.(to, total);
  }
  return {
    params: own(params, [...lead, n]),
    errors: own(errors, [...lead, n]),
    chi2: own(chi2, lead),
    success: withRuntime(y.runtime, fromData(success, lead, { dtype: "bool" })),
    nit: withRuntime(y.runtime, fromData(nit, lead, { dtype: "int32" })),
  };
}

function fitAll(
  evaluate: Evaluate,
  n: number,
  xs: NDArray,
  ys: NDArray,
  starts: NDArray,
  ws: NDArray | undefined,
  attributes: BatchAttributes,
): Raw {
  const x = numbersOf(xs, "x");
  const y = numbersOf(ys, "y");
  const params = numbersOf(starts, "p0");
  const weights = ws === undefined ? undefined : numbersOf(ws, "weights");
  const m = x.length;
  const count = ys.shape[0]!;
  const own = weights !== undefined && ws!.shape.length === 2;
  const bounded = attributes.low.length > 0;
  const [low, high] = [Float64Array.from(attributes.low), Float64Array.from(attributes.high)];
  const fitter = batchFitter(evaluate, x, n, bounded ? low : undefined, bounded ? high : undefined, attributes);
  const variances = new Float64Array(count * n).fill(Number.POSITIVE_INFINITY);
  const chi2 = new Float64Array(count);
  const status = new Int32Array(count);
  const nit = new Int32Array(count);
  const covariance = new Float64Array(n * n);
  for (let k = 0; k < count; k++) {
    const p = params.subarray(k * n, (k + 1) * n);
    const w = own ? weights.subarray(k * m, (k + 1) * m) : weights;
    status[k] = fitter.fit(y.subarray(k * m, (k + 1) * m), w, p);
    chi2[k] = fitter.chi2;
    nit[k] = fitter.iterations;
    if (status[k] === -1) {
      p.fill(Number.NaN);
      variances.fill(Number.NaN, k * n, (k + 1) * n);
    } else if (fitter.covariance(covariance)) for (let j = 0; j < n; j++) variances[k * n + j] = covariance[j * n + j]!;
  }
  const list = (data: Int32Array): NDArray => fromData(data, [count], { dtype: "int32" });
  return [vector(params, [count, n]), vector(variances, [count, n]), vector(chi2), list(status), list(nit)];
}

function componentsOf(model: BatchModelLike): readonly BatchComponent[] | undefined {
  if (typeof model === "function" || (typeof model === "object" && model !== null && "evaluate" in model))
    return undefined;
  const list = Array.isArray(model) ? (model as readonly BatchComponent[]) : [model as BatchComponent];
  if (list.length === 0) throw coreError("BAD_ARGUMENT", "curveFitBatch: model is an empty list.");
  return list;
}

/** A user's model with derivatives, its own or by forward differences. */
function userModel(
  model: BatchModel | ((x: Float64Array, ...p: number[]) => unknown),
  p0: NDArray | undefined,
  m: number,
): { readonly count: number; readonly evaluate: Evaluate } {
  const plain: Evaluate =
    typeof model === "function"
      ? (x, p, values) => {
          const result = numbersOf(model(x, ...p), "curveFitBatch: the model");
          if (result.length !== m && result.length !== 1)
            throw coreError("BAD_SHAPE", `curveFitBatch: the model gives ${result.length} numbers, expected ${m}.`);
          if (result.length === 1) values.fill(result[0]!);
          else values.set(result);
        }
      : model.evaluate;
  const count = typeof model === "function" ? (p0?.shape.at(-1) ?? model.length - 1) : model.count;
  if (!Number.isInteger(count) || count < 1)
    throw coreError("BAD_ARGUMENT", `curveFitBatch: the model has ${describe(count)} parameters, expected at least 1.`);
  if (typeof model !== "function" && model.jacobian === true) return { count, evaluate: plain };
  const moved = new Float64Array(count);
  const column = new Float64Array(m);
  return {
    count,
    evaluate: (x, p, values, columns) => {
      plain(x, p, values, undefined);
      if (columns === undefined) return;
      for (let j = 0; j < count; j++) {
        moved.set(p);
        const h = rootEpsilon * Math.abs(p[j]!) || rootEpsilon;
        moved[j] = p[j]! + h;
        plain(x, moved, column, undefined);
        for (let i = 0; i < m; i++) columns[j * m + i] = (column[i]! - values[i]!) / h;
      }
    },
  };
}

function startingPoints(
  given: NDArray | undefined,
  components: readonly BatchComponent[] | undefined,
  x: Float64Array,
  y: Float64Array,
  total: number,
  m: number,
  n: number,
): Float64Array {
  const points = new Float64Array(total * n);
  if (given === undefined) {
    for (let k = 0; k < total; k++) {
      const found = components === undefined ? undefined : guess(components, x, y.subarray(k * m, (k + 1) * m));
      if (found === undefined)
        throw coreError(
          "BAD_ARGUMENT",
          "curveFitBatch: p0 is missing; only named models with at most one peak or decay find it by themselves.",
        );
      points.set(found, k * n);
    }
    return points;
  }
  const values = numbersOf(given, "p0");
  if (values.length === n) for (let k = 0; k < total; k++) points.set(values, k * n);
  else if (values.length === total * n && given.shape.at(-1) === n) points.set(values);
  else
    throw coreError(
      "BAD_SHAPE",
      `curveFitBatch: p0 has shape (${given.shape.join(", ")}), expected (${n}) or one row of ${n} for each of ${total} positions.`,
    );
  return points;
}

function weightsOf(sigma: unknown, lead: readonly number[], total: number, m: number): Float64Array | undefined {
  if (sigma === undefined || sigma === null) return undefined;
  const a = realArray(sigma, "sigma");
  const values = numbersOf(a, "sigma").map((value) => 1 / value);
  if (a.shape.length === 0) return new Float64Array(m).fill(values[0]!);
  if (a.shape.length === 1 && values.length === m) return values;
  if (a.shape.at(-1) === m && values.length === total * m) return values;
  throw coreError(
    "BAD_SHAPE",
    `curveFitBatch: sigma has shape (${a.shape.join(", ")}), expected (${m}) or (${[...lead, m].join(", ")}).`,
  );
}

function pointsOf(weights: Float64Array | undefined, shared: boolean, k: number, m: number): number {
  if (weights === undefined) return m;
  const from = shared ? 0 : k * m;
  let count = 0;
  for (let i = 0; i < m; i++) if (weights[from + i] !== 0) count++;
  return count;
}
