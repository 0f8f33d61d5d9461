import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { float64Of, realArray } from "../numbers.js";
import type { Nodes } from "./build.js";
import type { PointTree } from "./point-tree.js";
import { checkAlike, spaceOf } from "./points.js";
import { between, betweenNodes, powered, type Space } from "./space.js";

/** Options of {@link countNeighbors}. */
export interface CountOptions {
  /** The Minkowski norm, from 1 on; 2 by default. */
  readonly p?: number;
  /** Weights of the points of both trees; a pair counts by the product. `null` for one tree: all 1 there. */
  readonly weights?: readonly [ArrayLikeInput | null, ArrayLikeInput | null] | null;
  /** Whether to count up to each distance (the default), or from the distance before, in rising order of distances. */
  readonly cumulative?: boolean;
}

/**
 * How many pairs of points of two trees are within distances.
 * Source: A. Gray and A. Moore, Adv. Neural Inf. Process. Syst. 13 (2000) 521.
 * @param r one distance, or several
 * @returns a number, or int64 counts (float64 with weights)
 * @throws BAD_SHAPE for trees of different dimensions, BAD_VALUE for wrong options
 */
export function countNeighbors(
  tree: PointTree,
  other: PointTree,
  r: number | ArrayLikeInput,
  options: CountOptions = {},
): NDArray | number {
  checkOptions("countNeighbors", options, { p: "number", weights: "list or null", cumulative: "boolean" });
  checkAlike(tree, other);
  const space = spaceOf(tree, options.p);
  const given = asArray(r);
  if (given.shape.length > 1)
    throw coreError("BAD_SHAPE", `r: has shape (${given.shape.join(", ")}), expected a number or a list.`);
  const radii = Array.from(float64Of(given));
  const cumulative = options.cumulative ?? true;
  if (!cumulative && radii.some((one, i) => i > 0 && !(one >= radii[i - 1]!)))
    throw coreError("BAD_VALUE", "r: without cumulative counts the distances must rise.");
  const [own, others] = options.weights ?? [null, null];
  const weights = [weightsOf(tree, own), weightsOf(other, others)] as const;
  const counts = radii.map((radius) => countPairs(tree.nodes, other.nodes, space, radius, weights));
  const results = cumulative ? counts : counts.map((count, i) => count - (i > 0 ? counts[i - 1]! : 0));
  if (given.shape.length === 0) return results[0]!;
  if (own !== null || others !== null) return fromData(Float64Array.from(results), results.length);
  return fromData(BigInt64Array.from(results, BigInt), results.length);
}

interface Weighted {
  /** The weights of the points, in the order of the leaves; undefined where all are 1. */
  readonly points: Float64Array | undefined;
  /** The sum of each node. */
  readonly nodes: (node: number) => number;
}

function weightsOf(tree: PointTree, weights: ArrayLikeInput | null): Weighted {
  const { start, end, order, left } = tree.nodes;
  if (weights === null) return { points: undefined, nodes: (node) => end[node]! - start[node]! };
  const values = float64Of(realArray(weights, 1, "weights"));
  if (values.length !== tree.n)
    throw coreError("BAD_SHAPE", `weights: there are ${values.length} for ${tree.n} points.`);
  const points = Float64Array.from(order, (i) => values[i]!);
  const sums = new Float64Array(left.length);
  for (let node = 0; node < sums.length; node++)
    for (let at = start[node]!; at < end[node]!; at++) sums[node] = sums[node]! + points[at]!;
  return { points, nodes: (node) => sums[node]! };
}

function countPairs(
  a: Nodes,
  b: Nodes,
  space: Space,
  radius: number,
  [first, second]: readonly [Weighted, Weighted],
): number {
  if (!(radius >= 0) || a.count === 0 || b.count === 0) return 0;
  const limit = powered(space, radius);
  let total = 0;
  const open: [number, number][] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [i, j] = next;
    const [least, most] = betweenNodes(space, a, i, b, j);
    if (least > limit) continue;
    const [from, to, start, end] = [a.start[i]!, a.end[i]!, b.start[j]!, b.end[j]!];
    if (most < limit) total += first.nodes(i) * second.nodes(j);
    else if (a.left[i]! >= 0 && (b.left[j]! < 0 || to - from >= end - start))
      open.push([a.left[i]!, j], [a.right[i]!, j]);
    else if (b.left[j]! >= 0) open.push([i, b.left[j]!], [i, b.right[j]!]);
    else
      for (let x = from; x < to; x++)
        for (let y = start; y < end; y++)
          if (between(space, a.points, x * a.m, b.points, y * b.m, a.m) <= limit)
            total += (first.points?.[x] ?? 1) * (second.points?.[y] ?? 1);
  }
  return total;
}
