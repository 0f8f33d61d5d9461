import { type ArrayLikeInput, dispatch, fromData, type NDArray, type Operation } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { isValidY, numObsY, type PairOptions, pdist } from "sci-spatial";
import { type Method, methods } from "./lance-williams.js";
import { nearestNeighbourChain, spanningTree } from "./linkage-chain.js";
import { genericLinkage } from "./linkage-heap.js";
import { checkFinite, float64Of, realArray } from "./numbers.js";
import { runtimeOf } from "./observations.js";
import { orderLeaves } from "./optimal-order.js";

/** Options of {@link linkage}. */
export interface LinkageOptions {
  /** How the distance of clusters follows from that of points; `single` by default. */
  readonly method?: Method;
  /** The distance of points, `euclidean` by default: a name that `pdist` of sci-spatial knows, or a function. */
  readonly metric?: NonNullable<PairOptions["metric"]>;
  /** Whether branches are turned so that neighbouring leaves are near to each other; false by default, slow for many points. */
  readonly optimalOrdering?: boolean;
}

const operation: Operation<{ readonly method: Method }, NDArray> = {
  id: "sci-cluster/linkage",
  reference: ([y], { method }) => {
    const a = y as NDArray;
    const n = numObsY(a);
    const distances = float64Of(a);
    const Z =
      method === "single"
        ? spanningTree(distances, n)
        : method === "centroid" || method === "median"
          ? genericLinkage(distances, n, method)
          : nearestNeighbourChain(distances, n, method);
    return fromData(Z, [n - 1, 4], runtimeOf(a));
  },
  infer: ([y]) => ({ dtype: "float64", shape: [numObsY(y as NDArray) - 1, 4] }),
};

/**
 * Hierarchical clustering: merges the two nearest clusters until one is left.
 * @param y points by coordinates, or the condensed distances of all pairs (`pdist`)
 * @returns n - 1 rows: two clusters, their distance, and how many points their union has. Row i makes cluster n + i
 * @throws BAD_VALUE for an unknown method or metric, NaN and infinity, or another metric than `euclidean` with points and the methods
 *   centroid, median and ward; BAD_SHAPE for a wrong number of distances or fewer than two points
 */
export function linkage(y: ArrayLikeInput, options: LinkageOptions = {}): NDArray {
  checkOptions("linkage", options, { method: "any", metric: "any", optimalOrdering: "boolean" });
  const { method = "single" } = options;
  if (!methods.includes(method))
    throw coreError("BAD_VALUE", `method: got ${describeValue(method)}, allowed are ${methods.join(", ")}.`);
  const distances = condensedOf(y, options.metric, method);
  const Z = dispatch(operation, [distances], { method });
  return options.optimalOrdering === true ? optimalLeafOrdering(Z, distances) : Z;
}

/**
 * Turns the branches of a linkage so that the sum of the distances of neighbouring leaves is least.
 * Source: Z. Bar-Joseph et al., Bioinformatics 17 (2001) S22.
 * @param y what the linkage was made of
 * @throws BAD_VALUE for what is no linkage; the errors of {@link linkage}
 */
export function optimalLeafOrdering(
  Z: ArrayLikeInput,
  y: ArrayLikeInput,
  options: Pick<LinkageOptions, "metric"> = {},
): NDArray {
  checkOptions("optimalLeafOrdering", options, { metric: "any" });
  return orderLeaves(Z, condensedOf(y, options.metric));
}

/** Condensed distances from what {@link linkage} takes. */
function condensedOf(y: ArrayLikeInput, metric: LinkageOptions["metric"], method?: Method): NDArray {
  const a = realArray(y, "y");
  if (a.shape.length === 1 && !isValidY(a))
    throw coreError("BAD_SHAPE", `y: ${a.size} distances are not those of all pairs of two or more points.`);
  if (a.shape.length !== 1 && a.shape.length !== 2)
    throw coreError("BAD_SHAPE", `y: has shape (${a.shape.join(", ")}), expected distances or points by coordinates.`);
  const named = metric ?? "euclidean";
  const euclidean = method === "centroid" || method === "median" || method === "ward";
  if (a.shape.length === 2 && euclidean && named !== "euclidean")
    throw coreError("BAD_VALUE", `metric: ${method} needs euclidean distances, got ${describeValue(named)}.`);
  if (a.shape.length === 2 && (a.shape[0] as number) < 2)
    throw coreError("BAD_SHAPE", "y: there must be at least two points.");
  const distances = a.shape.length === 1 ? a : pdist(a, { metric: named });
  checkFinite(float64Of(distances), "y");
  return distances;
}

/**
 * {@link linkage} by the method single: nearest points.
 * @throws the errors of linkage
 */
export function single(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "single" });
}

/**
 * {@link linkage} by the method complete: farthest points.
 * @throws the errors of linkage
 */
export function complete(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "complete" });
}

/**
 * {@link linkage} by the method average: all pairs of points, on average.
 * @throws the errors of linkage
 */
export function average(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "average" });
}

/**
 * {@link linkage} by the method weighted: both parts, on average.
 * @throws the errors of linkage
 */
export function weighted(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "weighted" });
}

/**
 * {@link linkage} by the method centroid: centroids.
 * @throws the errors of linkage
 */
export function centroid(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "centroid" });
}

/**
 * {@link linkage} by the method median: medians, the middles of the two parts'.
 * @throws the errors of linkage
 */
export function median(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "median" });
}

/**
 * {@link linkage} by the method ward: the growth of the variance within.
 * @throws the errors of linkage
 */
export function ward(y: ArrayLikeInput): NDArray {
  return linkage(y, { method: "ward" });
}
