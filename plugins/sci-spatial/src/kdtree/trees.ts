import { fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { type BallOptions, within } from "./ball.js";
import type { PointTree } from "./point-tree.js";
import { checkAlike, epsOf, spaceOf } from "./points.js";
import { between, rooted } from "./space.js";

/** The numbers of two points, the smaller one first. */
export type Pair = [i: number, j: number];

/** Distances by the numbers of their points. */
export interface SparseDistances {
  /** int64, the point of the first tree. */
  readonly i: NDArray;
  /** int64, the point of the second tree. */
  readonly j: NDArray;
  /** float64, the distance. */
  readonly v: NDArray;
  readonly shape: readonly [number, number];
}

/**
 * For each point of a tree the points of another within a distance, in rising order.
 * @throws BAD_SHAPE for trees of different dimensions, BAD_VALUE for wrong options
 */
export function queryBallTree(tree: PointTree, other: PointTree, r: number, options: BallOptions = {}): number[][] {
  checkOptions("queryBallTree", options, { p: "number", eps: "number" });
  checkKind("queryBallTree", "r", r, "number");
  checkAlike(tree, other);
  const space = spaceOf(tree, options.p);
  const eps = epsOf(options.eps);
  const values = tree.data.data as Float64Array;
  return Array.from({ length: tree.n }, (_, i) => within(other.nodes, space, values, i * tree.m, r, eps));
}

/**
 * The pairs of points of a tree within a distance of each other, i < j, in rising order.
 * @throws BAD_VALUE for wrong options
 */
export function queryPairs(tree: PointTree, r: number, options: BallOptions = {}): Pair[] {
  checkOptions("queryPairs", options, { p: "number", eps: "number" });
  checkKind("queryPairs", "r", r, "number");
  return queryBallTree(tree, tree, r, options).flatMap((list, i) => list.filter((j) => j > i).map((j): Pair => [i, j]));
}

/**
 * The distances of the points of two trees up to a largest one, also those that are 0.
 * @throws BAD_SHAPE for trees of different dimensions, BAD_VALUE for wrong options
 */
export function sparseDistanceMatrix(
  tree: PointTree,
  other: PointTree,
  maxDistance: number,
  options: Pick<BallOptions, "p"> = {},
): SparseDistances {
  checkOptions("sparseDistanceMatrix", options, { p: "number" });
  checkKind("sparseDistanceMatrix", "maxDistance", maxDistance, "number");
  if (Number.isNaN(maxDistance)) throw coreError("BAD_VALUE", "maxDistance: is NaN.");
  const lists = queryBallTree(tree, other, maxDistance, options);
  const space = spaceOf(tree, options.p);
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  const [i, j, v] = [new BigInt64Array(count), new BigInt64Array(count), new Float64Array(count)];
  const [a, b] = [tree.data.data as Float64Array, other.data.data as Float64Array];
  let at = 0;
  lists.forEach((list, from) => {
    for (const to of list) {
      i[at] = BigInt(from);
      j[at] = BigInt(to);
      v[at++] = rooted(space, between(space, a, from * tree.m, b, to * tree.m, tree.m));
    }
  });
  return { i: fromData(i, count), j: fromData(j, count), v: fromData(v, count), shape: [tree.n, other.n] };
}
