import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, float64Of } from "./numbers.js";
import { runtimeOf } from "./observations.js";
import { type Tree, treeOf } from "./valid.js";

/** A cluster in a tree: a point, or the union of two. */
export interface ClusterNode {
  /** The number of the cluster; points come before unions. */
  readonly id: number;
  readonly left: ClusterNode | null;
  readonly right: ClusterNode | null;
  /** The distance of left and right; 0 for points. */
  readonly dist: number;
  /** How many points it has. */
  readonly count: number;
}

/** Options of {@link cutTree}: one of the two. */
export interface CutTreeOptions {
  /** How many clusters, one number for each column. */
  readonly nClusters?: number | ArrayLikeInput;
  /** The distance at which to cut, one number for each column. */
  readonly height?: number | ArrayLikeInput;
}

/**
 * A linkage as a tree of objects.
 * @throws BAD_VALUE for what is no linkage, or has wrong counts
 */
export function toTree(Z: ArrayLikeInput): ClusterNode;
export function toTree(
  Z: ArrayLikeInput,
  options: { readonly rd: true },
): [root: ClusterNode, nodes: readonly ClusterNode[]];
export function toTree(
  Z: ArrayLikeInput,
  options: { readonly rd?: boolean } = {},
): ClusterNode | [ClusterNode, readonly ClusterNode[]] {
  checkOptions("toTree", options, { rd: "boolean" });
  const nodes = nodesOf(treeOf(Z));
  const root = nodes.at(-1) as ClusterNode;
  return options.rd === true ? [root, nodes] : root;
}

/**
 * The points of a linkage in the order of its leaves, left branches first.
 * @returns int32
 * @throws BAD_VALUE for what is no linkage
 */
export function leavesList(Z: ArrayLikeInput): NDArray {
  const tree = treeOf(Z);
  return fromData(Int32Array.from(leavesBelow(tree, 2 * tree.n - 2)), tree.n, runtimeOf(tree.array));
}

/**
 * Cuts a linkage at distances or into numbers of clusters, all numbers of clusters by default.
 * @returns int64 of points by cuts: the cluster of each point, from 0 on in the order of the points
 * @throws BAD_VALUE for what is no linkage or a wrong number of clusters, BAD_ARGUMENT when both options are given
 */
export function cutTree(Z: ArrayLikeInput, options: CutTreeOptions = {}): NDArray {
  checkOptions("cutTree", options, { nClusters: "any", height: "any" });
  const tree = treeOf(Z);
  const { n } = tree;
  if (options.nClusters !== undefined && options.height !== undefined)
    throw coreError("BAD_ARGUMENT", "cutTree: give nClusters or height, not both.");
  const nodes = byDistance(tree);
  const merges = mergesFor(tree, nodes, options);
  const result = new BigInt64Array(n * merges.length);
  let groups = Array.from({ length: n }, (_, i) => i);
  const write = (done: number): void => {
    for (const [column, wanted] of merges.entries()) {
      if (wanted !== done) continue;
      for (const [i, group] of groups.entries()) result[i * merges.length + column] = BigInt(group);
    }
  };
  write(0);
  nodes.forEach((node, i) => {
    const members = leavesBelow(tree, node);
    const own = members.map((one) => groups[one] as number);
    const [least, most] = [Math.min(...own), Math.max(...own)];
    const joined = [...groups];
    for (const one of members) joined[one] = least;
    groups = joined.map((group) => (group > most ? group - 1 : group));
    write(i + 1);
  });
  return fromData(result, [n, merges.length], runtimeOf(tree.array));
}

/** The points below a node, left branches first. */
export function leavesBelow({ n, Z }: Tree, node: number): number[] {
  const leaves: number[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next < n) leaves.push(next);
    else open.push(Z[4 * (next - n) + 1]!, Z[4 * (next - n)]!);
  }
  return leaves;
}

function nodesOf({ n, Z }: Tree): ClusterNode[] {
  const nodes: ClusterNode[] = Array.from({ length: n }, (_, id) => ({
    id,
    left: null,
    right: null,
    dist: 0,
    count: 1,
  }));
  for (let row = 0; row < n - 1; row++) {
    const left = nodes[Z[4 * row]!] as ClusterNode;
    const right = nodes[Z[4 * row + 1]!] as ClusterNode;
    const count = left.count + right.count;
    if (Z[4 * row + 3] !== count)
      throw coreError("BAD_VALUE", `Z: row ${row} has the count ${Z[4 * row + 3]}, its parts have ${count}.`);
    nodes.push({ id: n + row, left, right, dist: Z[4 * row + 2]!, count });
  }
  return nodes;
}

/** The unions in the order of their distances; equal ones as SciPy finds them, by levels from the root and the right. */
function byDistance({ n, Z }: Tree): number[] {
  const found: number[] = [];
  const queue = [2 * n - 2];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    if (node < n) continue;
    found.push(node);
    queue.push(Z[4 * (node - n) + 1]!, Z[4 * (node - n)]!);
  }
  // Later ones go before earlier ones of the same distance.
  return found.reverse().sort((a, b) => Z[4 * (a - n) + 2]! - Z[4 * (b - n) + 2]!);
}

/** After how many merges each column is taken. */
function mergesFor({ n, Z }: Tree, nodes: readonly number[], options: CutTreeOptions): number[] {
  if (options.height !== undefined) {
    const heights = nodes.map((node) => Z[4 * (node - n) + 2]!);
    return listOf(options.height).map((height) => firstNotBelow(heights, height));
  }
  if (options.nClusters !== undefined)
    return listOf(options.nClusters).map((count) => n - Math.min(checkWhole(count, 1, "nClusters"), n));
  return Array.from({ length: n }, (_, i) => i);
}

function listOf(given: ArrayLikeInput): number[] {
  return Array.from(float64Of(asArray(given)));
}

function firstNotBelow(sorted: readonly number[], value: number): number {
  const found = sorted.findIndex((one) => !(one < value));
  return found < 0 ? sorted.length : found;
}
