import { type ArrayLikeInput, asArray, broadcastShapes, broadcastTo, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { float64Of } from "../numbers.js";
import type { Nodes } from "./build.js";
import type { PointTree } from "./point-tree.js";
import { epsOf, spaceOf, targetsFor } from "./points.js";
import { between, leastToNode, mostToNode, powered, type Space } from "./space.js";

/** Options of searches within a distance. */
export interface BallOptions {
  /** The Minkowski norm, from 1 on; 2 by default. */
  readonly p?: number;
  /** Boxes that are farther than r / (1 + eps) are left out, and those nearer than r (1 + eps) taken whole; 0 by default. */
  readonly eps?: number;
}

/** Options of {@link queryBallPoint}. */
export interface BallPointOptions extends BallOptions {
  /** Whether to count only; false by default. */
  readonly returnLength?: boolean;
}

/** Lists of numbers of points, nested as the points that were searched from. */
export type BallResult = number[] | BallResult[];

/**
 * The points of a tree within a distance of others.
 * @param x points, coordinates along the last axis
 * @param r the distance, or one for each point
 * @returns for each point the numbers of those within, in rising order: a list for one point, else lists nested as x; with
 *   `returnLength` how many these are, a number or int64
 * @throws BAD_SHAPE, BAD_DTYPE, BAD_VALUE for NaN and infinity, or wrong options
 */
export function queryBallPoint(
  tree: PointTree,
  x: ArrayLikeInput,
  r: number | ArrayLikeInput,
  options: BallPointOptions = {},
): BallResult | NDArray | number {
  checkOptions("queryBallPoint", options, { returnLength: "boolean", p: "number", eps: "number" });
  const space = spaceOf(tree, options.p);
  const eps = epsOf(options.eps);
  const targets = targetsFor(tree, x);
  const radius = asArray(r);
  const shape = broadcastShapes(targets.shape, radius.shape);
  if (shape.length !== targets.shape.length || shape.some((size, i) => size !== targets.shape[i]))
    throw coreError(
      "BAD_SHAPE",
      `r: has shape (${radius.shape.join(", ")}), there are points of (${targets.shape.join(", ")}).`,
    );
  const radii = float64Of(broadcastTo(radius, shape));
  const lists = Array.from({ length: targets.count }, (_, i) =>
    within(tree.nodes, space, targets.values, i * tree.m, radii[i]!, eps),
  );
  if (options.returnLength === true) {
    if (targets.shape.length === 0) return (lists[0] as number[]).length;
    return fromData(
      BigInt64Array.from(lists, (list) => BigInt(list.length)),
      targets.shape,
    );
  }
  return nested(lists, targets.shape, 0, 0) as BallResult;
}

/** The numbers of the points of a tree within a distance of one point, in rising order. */
export function within(nodes: Nodes, space: Space, x: Float64Array, i: number, r: number, eps: number): number[] {
  const found: number[] = [];
  if (!(r >= 0)) return found;
  const limit = powered(space, r);
  const [outside, inside] = [powered(space, r / (1 + eps)), powered(space, r * (1 + eps))];
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (leastToNode(space, x, i, nodes, node) > outside) continue;
    const [start, end] = [nodes.start[node]!, nodes.end[node]!];
    if (mostToNode(space, x, i, nodes, node) < inside) {
      for (let at = start; at < end; at++) found.push(nodes.order[at]!);
    } else if (nodes.left[node]! >= 0) open.push(nodes.left[node]!, nodes.right[node]!);
    else
      for (let at = start; at < end; at++)
        if (between(space, x, i, nodes.points, (at * nodes.m) | 0, nodes.m) <= limit) found.push(nodes.order[at]!);
  }
  return found.sort((a, b) => a - b);
}

function nested(
  lists: readonly number[][],
  shape: readonly number[],
  axis: number,
  from: number,
): BallResult | number[] {
  if (axis === shape.length) return lists[from] as number[];
  const step = shape.slice(axis + 1).reduce((all, one) => all * one, 1);
  return Array.from({ length: shape[axis] as number }, (_, i) =>
    nested(lists, shape, axis + 1, from + i * step),
  ) as BallResult;
}
