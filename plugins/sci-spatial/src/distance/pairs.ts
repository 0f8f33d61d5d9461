import { type ArrayLikeInput, dispatch, fromData, type NDArray, type Operation } from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { float64Of, realArray } from "../numbers.js";
import { distanceOf, type Metric, type MetricOptions, metricName } from "./choose.js";
import type { Distance } from "./metrics.js";
import { type Row, rowOf, rows, unitPoints } from "./rows.js";

const pairKinds: OptionKinds<PairOptions> = {
  metric: "any",
  p: "number",
  w: "any",
  V: "any",
  VI: "any",
  base: "number",
};

/** A distance of one's own; the arrays are the same at each call, filled anew. */
export type MetricFunction = (u: Float64Array, v: Float64Array) => number;

/** Options of {@link pdist} and {@link cdist}. */
export interface PairOptions extends MetricOptions {
  /** `euclidean` by default: a name, one of SciPy's short forms, in any case, or a function of two vectors. */
  readonly metric?: Metric | (string & {}) | MetricFunction;
}

interface PairAttributes {
  readonly metric: Metric;
  readonly options: MetricOptions;
}

const pdistOperation: Operation<PairAttributes, NDArray> = {
  id: "sci-spatial/pdist",
  reference: ([x], { metric, options }) => {
    const a = x as NDArray;
    const [m, n] = a.shape as [number, number];
    const points = float64Of(a);
    const distance = distanceOf(metric, options, () => [points], m, n);
    const [row, prepare] = rowsFor(metric, options, distance, n);
    return within(a, prepare(points), m, n, row);
  },
  infer: ([x]) => ({ dtype: "float64", shape: [pairs((x as NDArray).shape[0]!)] }),
};

const cdistOperation: Operation<PairAttributes, NDArray> = {
  id: "sci-spatial/cdist",
  reference: ([x, y], { metric, options }) => {
    const [a, b] = [x as NDArray, y as NDArray];
    const [m, n] = a.shape as [number, number];
    const [first, second] = [float64Of(a), float64Of(b)];
    const distance = distanceOf(metric, options, () => [first, second], m + b.shape[0]!, n);
    const [row, prepare] = rowsFor(metric, options, distance, n);
    return between(a, prepare(first), prepare(second), m, b.shape[0]!, n, row);
  },
  infer: ([x, y]) => ({ dtype: "float64", shape: [(x as NDArray).shape[0]!, (y as NDArray).shape[0]!] }),
};

/**
 * The distances of all pairs of points, in the order (0, 1), (0, 2), …, (1, 2), …: the condensed form.
 * @param X points by coordinates
 * @returns float64 of m (m - 1) / 2
 * @throws BAD_SHAPE, BAD_DTYPE for complex numbers, BAD_VALUE for an unknown metric or a bad parameter, SINGULAR
 */
export function pdist(X: ArrayLikeInput, options: PairOptions = {}): NDArray {
  checkOptions("pdist", options, pairKinds);
  checkVectors(options);
  const a = realArray(X, 2, "X");
  const { metric = "euclidean", ...rest } = options;
  if (typeof metric !== "function") return dispatch(pdistOperation, [a], { metric: metricName(metric), options: rest });
  const [m, n] = a.shape as [number, number];
  return within(a, float64Of(a), m, n, rowOf(own(metric, n)));
}

/**
 * The distances of all points of one set to all of another.
 * @param XA points by coordinates
 * @param XB points by as many coordinates
 * @returns float64 of mA by mB
 * @throws BAD_SHAPE, BAD_DTYPE for complex numbers, BAD_VALUE for an unknown metric or a bad parameter, SINGULAR
 */
export function cdist(XA: ArrayLikeInput, XB: ArrayLikeInput, options: PairOptions = {}): NDArray {
  checkOptions("cdist", options, pairKinds);
  checkVectors(options);
  const [a, b] = [realArray(XA, 2, "XA"), realArray(XB, 2, "XB")];
  if (a.shape[1] !== b.shape[1])
    throw coreError("BAD_SHAPE", `cdist: XA has ${a.shape[1]} coordinates, XB has ${b.shape[1]}.`);
  const { metric = "euclidean", ...rest } = options;
  if (typeof metric !== "function")
    return dispatch(cdistOperation, [a, b], { metric: metricName(metric), options: rest });
  const [m, n] = a.shape as [number, number];
  return between(a, float64Of(a), float64Of(b), m, b.shape[0]!, n, rowOf(own(metric, n)));
}

/** Refuses what is no list of numbers, also where the metric does not look at it. */
function checkVectors({ V, VI }: PairOptions): void {
  if (V !== undefined) realArray(V, 1, "V");
  if (VI !== undefined) realArray(VI, 2, "VI");
}

function pairs(m: number): number {
  return (m * (m - 1)) / 2;
}

/** The rows of a metric, and what is done to the points before. */
function rowsFor(
  metric: Metric,
  options: MetricOptions,
  distance: Distance,
  n: number,
): readonly [Row, (points: Float64Array) => Float64Array] {
  const angles = metric === "cosine" || metric === "correlation";
  const known = options.w === undefined ? rows[angles ? "cosine" : metric] : undefined;
  if (known === undefined) return [rowOf(distance), (points) => points];
  return [known, (points) => (angles ? unitPoints(points, n, metric === "correlation") : points)];
}

function within(a: NDArray, points: Float64Array, m: number, n: number, row: Row): NDArray {
  const result = new Float64Array(pairs(m));
  for (let i = 0, at = 0; i < m; at += m - 1 - i, i++) row(points, (i * n) | 0, points, i + 1, m, n, result, at);
  return fromData(result, result.length, runtimeOf(a));
}

function between(
  a: NDArray,
  first: Float64Array,
  second: Float64Array,
  m: number,
  count: number,
  n: number,
  row: Row,
): NDArray {
  const result = new Float64Array(m * count);
  for (let i = 0; i < m; i++) row(first, (i * n) | 0, second, 0, count, n, result, i * count);
  return fromData(result, [m, count], runtimeOf(a));
}

function runtimeOf(a: NDArray): { readonly runtime?: NonNullable<NDArray["runtime"]> } {
  return a.runtime === undefined ? {} : { runtime: a.runtime };
}

function own(metric: MetricFunction, n: number): Distance {
  const u = new Float64Array(n);
  const v = new Float64Array(n);
  return (a, i, b, j) => {
    u.set(a.subarray(i, i + n));
    v.set(b.subarray(j, j + n));
    const result: unknown = metric(u, v);
    if (typeof result !== "number")
      throw coreError("BAD_ARGUMENT", `metric: the function gave ${describeValue(result)}, expected a number.`);
    return result;
  };
}
