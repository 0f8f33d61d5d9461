import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type PairOptions, pdist } from "sci-spatial";
import type { Method } from "./lance-williams.js";
import { linkage } from "./linkage.js";
import { float64Of, realArray } from "./numbers.js";
import { runtimeOf } from "./observations.js";
import { inconsistencies, largest } from "./statistics.js";
import { statisticsOf, type Tree, treeOf } from "./valid.js";

/** What makes points one cluster. */
export type Criterion = "inconsistent" | "distance" | "maxclust" | "monocrit" | "maxclust_monocrit";

/** Options of {@link fcluster}. */
export interface FclusterOptions {
  /**
   * `inconsistent` (the default): all links in a cluster have an inconsistency of at most t; `distance`: a distance of at most t;
   * `maxclust`: the least distance by which there are no more than t clusters; `monocrit` and `maxclust_monocrit`: the same with
   * numbers of one's own.
   */
  readonly criterion?: Criterion;
  /** The depth of `inconsistent`, 2 by default. */
  readonly depth?: number;
  /** The inconsistency matrix, computed where it is not given. */
  readonly R?: ArrayLikeInput;
  /** A number for each link that never falls towards the root. */
  readonly monocrit?: ArrayLikeInput;
}

/** Options of {@link fclusterdata}. */
export interface FclusterdataOptions extends Omit<FclusterOptions, "monocrit"> {
  readonly metric?: NonNullable<PairOptions["metric"]>;
  /** The linkage; `single` by default. */
  readonly method?: Method;
}

const criteria: readonly string[] = ["inconsistent", "distance", "maxclust", "monocrit", "maxclust_monocrit"];

/**
 * Cuts a linkage into flat clusters.
 * @param t the threshold, or the largest number of clusters
 * @returns the int32 cluster of each point, from 1 on
 * @throws BAD_VALUE for what is no linkage, an unknown criterion, or a threshold that is no number; BAD_SHAPE for a matrix or numbers of
 *   another size
 */
export function fcluster(Z: ArrayLikeInput, t: number, options: FclusterOptions = {}): NDArray {
  checkOptions("fcluster", options, { criterion: "any", depth: "number", R: "any", monocrit: "any" });
  checkKind("fcluster", "t", t, "number");
  const tree = treeOf(Z);
  const { criterion = "inconsistent" } = options;
  if (!criteria.includes(criterion))
    throw coreError("BAD_VALUE", `criterion: got ${describeValue(criterion)}, allowed are ${criteria.join(", ")}.`);
  if (typeof t !== "number" || Number.isNaN(t))
    throw coreError("BAD_VALUE", `t: got ${describeValue(t)}, expected a number.`);
  const numbers = criterionNumbers(tree, criterion, options);
  const limit = criterion.startsWith("maxclust") ? thresholdFor(tree, numbers, checkCount(t)) : t;
  return fromData(cut(tree, numbers, limit), tree.n, runtimeOf(tree.array));
}

/**
 * Clusters points: distances, {@link linkage} and {@link fcluster} in one.
 * @throws the errors of linkage and fcluster
 */
export function fclusterdata(X: ArrayLikeInput, t: number, options: FclusterdataOptions = {}): NDArray {
  checkOptions("fclusterdata", options, { metric: "any", method: "any", criterion: "any", depth: "number", R: "any" });
  checkKind("fclusterdata", "t", t, "number");
  const { metric = "euclidean", method = "single", ...rest } = options;
  const points = realArray(X, "X");
  if (points.shape.length !== 2)
    throw coreError("BAD_SHAPE", `X: has shape (${points.shape.join(", ")}), expected points by coordinates.`);
  return fcluster(linkage(pdist(points, { metric }), { method }), t, rest);
}

/**
 * The root of each flat cluster.
 * @param T the int32 cluster of each point, as {@link fcluster} gives them
 * @returns the nodes of the linkage, and the clusters that they are the roots of
 * @throws BAD_VALUE when some cluster is no subtree, BAD_SHAPE for another number of points
 */
export function leaders(Z: ArrayLikeInput, T: ArrayLikeInput): [nodes: NDArray, clusters: NDArray] {
  const { n, Z: rows, array } = treeOf(Z);
  const given = asArray(T);
  if (given.shape.length !== 1 || given.size !== n)
    throw coreError("BAD_SHAPE", `T: has shape (${given.shape.join(", ")}), expected (${n}).`);
  const labels = Array.from(float64Of(given));
  const whole: (number | undefined)[] = [...labels];
  const found: [node: number, cluster: number][] = [];
  for (let i = 0; i < n - 1; i++) {
    const [x, y] = [rows[4 * i]!, rows[4 * i + 1]!];
    const same = whole[x] !== undefined && whole[x] === whole[y];
    whole.push(same ? whole[x] : undefined);
    if (same) continue;
    for (const child of [x, y]) if (whole[child] !== undefined) found.push([child, whole[child]]);
  }
  const root = whole[2 * n - 2];
  if (root !== undefined) found.push([2 * n - 2, root]);
  if (found.length !== new Set(labels).size)
    throw coreError("BAD_VALUE", "T: some cluster is not all leaves of a node.");
  const column = (which: 0 | 1): NDArray =>
    fromData(
      Int32Array.from(found, (one) => one[which]),
      found.length,
      runtimeOf(array),
    );
  return [column(0), column(1)];
}

/**
 * Whether two clusterings are the same but for the names of the clusters.
 * @throws BAD_SHAPE for different numbers of points
 */
export function isIsomorphic(T1: ArrayLikeInput, T2: ArrayLikeInput): boolean {
  const [a, b] = [realArray(T1, "T1"), realArray(T2, "T2")];
  if (a.shape.length !== 1 || b.shape.length !== 1 || a.size !== b.size)
    throw coreError("BAD_SHAPE", `T1 and T2 have shapes (${a.shape.join(", ")}) and (${b.shape.join(", ")}).`);
  const [first, second] = [float64Of(a), float64Of(b)];
  const [there, back] = [new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < first.length; i++) {
    const [x, y] = [first[i]!, second[i]!];
    if ((there.get(x) ?? y) !== y || (back.get(y) ?? x) !== x) return false;
    there.set(x, y);
    back.set(y, x);
  }
  return true;
}

function criterionNumbers(tree: Tree, criterion: Criterion, options: FclusterOptions): Float64Array {
  if (criterion === "distance" || criterion === "maxclust") return largest(tree, tree.Z, 2);
  if (criterion === "inconsistent") {
    const depth = options.depth ?? 2;
    if (!Number.isInteger(depth) || depth < 0)
      throw coreError("BAD_VALUE", `depth: got ${describeValue(depth)}, expected a whole number from 0 on.`);
    const R = options.R === undefined ? inconsistencies(tree, depth) : statisticsOf(options.R, tree);
    return largest(tree, R, 3);
  }
  if (options.monocrit === undefined)
    throw coreError("BAD_ARGUMENT", `monocrit: ${criterion} needs a number for each link.`);
  const given = realArray(options.monocrit, "monocrit");
  if (given.shape.length !== 1 || given.size !== tree.n - 1)
    throw coreError("BAD_SHAPE", `monocrit: has shape (${given.shape.join(", ")}), expected (${tree.n - 1}).`);
  return float64Of(given);
}

/** Numbers the clusters by the first of their points on the way through the tree, left branches first. */
function cut({ n, Z }: Tree, numbers: Float64Array, limit: number): Int32Array {
  const T = new Int32Array(n);
  let clusters = 0;
  const open: [node: number, cluster: number][] = [[2 * n - 2, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, inside] = next;
    if (node < n) {
      T[node] = inside > 0 ? inside : ++clusters;
      continue;
    }
    const row = node - n;
    const cluster = inside > 0 ? inside : numbers[row]! <= limit ? ++clusters : 0;
    const [left, right] = [Z[4 * row]!, Z[4 * row + 1]!];
    // Of two children, subtrees are numbered before single points.
    const late = left < n && right >= n ? left : right;
    open.push([late, cluster], [late === right ? left : right, cluster]);
  }
  return T;
}

function checkCount(t: number): number {
  if (t >= 1) return Math.trunc(t);
  throw coreError("BAD_VALUE", `t: got ${t}, expected a number of clusters from 1 on.`);
}

/** The least of the numbers by which there are at most so many clusters. */
function thresholdFor(tree: Tree, numbers: Float64Array, most: number): number {
  if (most >= tree.n) return Number.NEGATIVE_INFINITY;
  const sorted = numbers.slice().sort();
  let lower = -1;
  let upper = tree.n - 2;
  while (upper - lower > 1) {
    const i = (lower + upper) >> 1;
    if (countAt(tree, numbers, sorted[i]!) > most) lower = i;
    else upper = i;
  }
  return sorted[upper]!;
}

function countAt({ n, Z }: Tree, numbers: Float64Array, limit: number): number {
  let count = 0;
  const open = [2 * n - 2];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node < n || numbers[node - n]! <= limit) count++;
    else open.push(Z[4 * (node - n)]!, Z[4 * (node - n) + 1]!);
  }
  return count;
}
