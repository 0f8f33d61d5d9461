import { type ArrayLikeInput, asArray } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { float64Of } from "../numbers.js";
import { inverseCovariance, variances } from "./covariance.js";
import {
  braycurtisBy,
  canberraBy,
  chebyshevBy,
  cityblockBy,
  correlationBy,
  cosineBy,
  type Distance,
  euclideanBy,
  hammingBy,
  jaccardBy,
  jensenshannonBy,
  mahalanobisBy,
  minkowskiBy,
  seuclideanBy,
  sqeuclideanBy,
} from "./metrics.js";
import { truthMetrics, truthsBy } from "./truths.js";

/** The metrics that have a name. */
export type Metric =
  | "braycurtis"
  | "canberra"
  | "chebyshev"
  | "cityblock"
  | "correlation"
  | "cosine"
  | "dice"
  | "euclidean"
  | "hamming"
  | "jaccard"
  | "jensenshannon"
  | "kulczynski1"
  | "kulsinski"
  | "mahalanobis"
  | "minkowski"
  | "rogerstanimoto"
  | "russellrao"
  | "seuclidean"
  | "sokalmichener"
  | "sokalsneath"
  | "sqeuclidean"
  | "yule";

/** What the metrics take besides the points. */
export interface MetricOptions {
  /** The order of `minkowski`, 2 by default. */
  readonly p?: number;
  /** Weights of the coordinates, not negative; not for `seuclidean`, `mahalanobis` and `jensenshannon`. */
  readonly w?: ArrayLikeInput;
  /** Variances of the coordinates for `seuclidean`; those of all points by default. */
  readonly V?: ArrayLikeInput;
  /** The inverse covariance for `mahalanobis`; that of all points by default. */
  readonly VI?: ArrayLikeInput;
  /** The base of the logarithms of `jensenshannon`, e by default. */
  readonly base?: number;
}

const metrics: readonly string[] = [
  "braycurtis",
  "canberra",
  "chebyshev",
  "cityblock",
  "correlation",
  "cosine",
  "euclidean",
  "hamming",
  "jaccard",
  "jensenshannon",
  "mahalanobis",
  "minkowski",
  "seuclidean",
  "sqeuclidean",
];

const aliases: Readonly<Record<string, string>> = {
  chebychev: "chebyshev",
  cheby: "chebyshev",
  cheb: "chebyshev",
  ch: "chebyshev",
  cblock: "cityblock",
  cb: "cityblock",
  c: "cityblock",
  co: "correlation",
  cos: "cosine",
  euclid: "euclidean",
  eu: "euclidean",
  e: "euclidean",
  matching: "hamming",
  hamm: "hamming",
  ha: "hamming",
  h: "hamming",
  jacc: "jaccard",
  ja: "jaccard",
  j: "jaccard",
  js: "jensenshannon",
  mahal: "mahalanobis",
  mah: "mahalanobis",
  mi: "minkowski",
  m: "minkowski",
  pnorm: "minkowski",
  se: "seuclidean",
  s: "seuclidean",
  sqe: "sqeuclidean",
  sqeuclid: "sqeuclidean",
};

/** The full name of a metric, or BAD_VALUE with all names. */
export function metricName(metric: unknown): Metric {
  const lower = typeof metric === "string" ? metric.toLowerCase() : "";
  const name = Object.hasOwn(aliases, lower) ? (aliases[lower] as string) : lower;
  if (metrics.includes(name) || truthMetrics.includes(name)) return name as Metric;
  throw coreError(
    "BAD_VALUE",
    `metric: got ${describeValue(metric)}, allowed are ${[...metrics, ...truthMetrics].sort().join(", ")}, or a function.`,
  );
}

/**
 * The distance of a metric.
 * @param points all points, from which variances and covariances are taken where none are given
 * @param m how many points there are
 * @param n how many coordinates each has
 */
export function distanceOf(
  name: Metric,
  options: MetricOptions,
  points: () => readonly Float64Array[],
  m: number,
  n: number,
): Distance {
  const w = options.w === undefined ? undefined : weightsOf(options.w, n, name);
  if (truthMetrics.includes(name)) return truthsBy(name, w);
  switch (name) {
    case "minkowski":
      return minkowskiBy(orderOf(options.p), w);
    case "euclidean":
      return euclideanBy(w);
    case "sqeuclidean":
      return sqeuclideanBy(w);
    case "cityblock":
      return cityblockBy(w);
    case "chebyshev":
      return chebyshevBy(w);
    case "braycurtis":
      return braycurtisBy(w);
    case "canberra":
      return canberraBy(w);
    case "cosine":
      return cosineBy(w);
    case "correlation":
      return correlationBy(w);
    case "hamming":
      return hammingBy(w);
    case "jaccard":
      return jaccardBy(w);
    case "jensenshannon":
      return jensenshannonBy(baseOf(options.base));
    case "seuclidean":
      return seuclideanBy(options.V === undefined ? variances(points(), n) : sized(options.V, "V", [n]));
    default:
      return mahalanobisBy(
        options.VI === undefined ? inverseCovariance(points(), m, n) : sized(options.VI, "VI", [n, n]),
      );
  }
}

/** The order of a Minkowski norm, or BAD_VALUE. */
export function orderOf(p: number | undefined): number {
  const order = p ?? 2;
  if (!(order > 0)) throw coreError("BAD_VALUE", `p: got ${describeValue(p)}, expected a number above 0.`);
  return order;
}

function baseOf(base: number | undefined): number | undefined {
  if (base !== undefined && !(base > 0 && base !== 1))
    throw coreError("BAD_VALUE", `base: got ${describeValue(base)}, expected a number above 0 other than 1.`);
  return base;
}

function weightsOf(w: ArrayLikeInput, n: number, name: Metric): Float64Array {
  if (name === "seuclidean" || name === "mahalanobis" || name === "jensenshannon")
    throw coreError("BAD_ARGUMENT", `w: ${name} takes no weights.`);
  const weights = sized(w, "w", [n]);
  if (weights.some((one) => one < 0)) throw coreError("BAD_VALUE", "w: weights may not be negative.");
  return weights;
}

function sized(given: ArrayLikeInput, name: string, shape: readonly number[]): Float64Array {
  const a = asArray(given);
  if (a.shape.length !== shape.length || a.shape.some((size, i) => size !== shape[i]))
    throw coreError("BAD_SHAPE", `${name}: has shape (${a.shape.join(", ")}), expected (${shape.join(", ")}).`);
  return float64Of(a);
}
