import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { float64Of } from "../numbers.js";
import type { Nodes } from "./build.js";
import type { PointTree } from "./point-tree.js";
import { epsOf, spaceOf, targetsFor } from "./points.js";
import { between, leastToNode, powered, rooted, type Space } from "./space.js";

/** Options of {@link query}. */
export interface QueryOptions {
  /** How many neighbours, or a list of which ones, 1 for the nearest; 1 by default. */
  readonly k?: number | ArrayLikeInput;
  /** Neighbours may be farther than the true ones by this part; 0 by default. */
  readonly eps?: number;
  /** The Minkowski norm, from 1 on; 2 by default. */
  readonly p?: number;
  /** Only neighbours nearer than this; all by default. */
  readonly distanceUpperBound?: number;
}

/**
 * The nearest points of a tree.
 * @param x points, coordinates along the last axis
 * @returns distances, in rising order, and int64 numbers of the points: numbers for a single point and k 1, else arrays of the shape of x
 *   without its last axis, with an axis of k unless k is the number 1. Where there are too few neighbours, the distance is infinite and
 *   the number is that of the points in the tree
 * @throws BAD_SHAPE, BAD_DTYPE, BAD_VALUE for NaN and infinity, or wrong options
 */
export function query(
  tree: PointTree,
  x: ArrayLikeInput,
  options: QueryOptions = {},
): [distances: NDArray, indices: NDArray] | [distance: number, index: number] {
  checkOptions("query", options, { k: "any", eps: "number", p: "number", distanceUpperBound: "number" });
  const { k = 1, distanceUpperBound = Number.POSITIVE_INFINITY } = options;
  const ranks = ranksOf(k);
  const most = Math.max(...ranks);
  const space = spaceOf(tree, options.p);
  const slack = powered(space, 1 + epsOf(options.eps));
  if (!(distanceUpperBound >= 0))
    throw coreError("BAD_VALUE", `distanceUpperBound: got ${distanceUpperBound}, expected a number from 0 on.`);
  const targets = targetsFor(tree, x);
  const distances = new Float64Array(targets.count * ranks.length);
  const indices = new BigInt64Array(targets.count * ranks.length);
  const search = new Search(tree.nodes, space, Math.min(most, tree.n), slack, powered(space, distanceUpperBound));
  const missing = BigInt(tree.n);
  for (let i = 0; i < targets.count; i++) {
    const found = search.run(targets.values, i * tree.m);
    ranks.forEach((rank, column) => {
      const at = i * ranks.length + column;
      distances[at] = rank <= found ? rooted(space, search.distances[rank - 1]!) : Number.POSITIVE_INFINITY;
      indices[at] = rank <= found ? BigInt(search.indices[rank - 1]!) : missing;
    });
  }
  const flat = typeof k === "number" && k === 1;
  if (flat && targets.shape.length === 0) return [distances[0]!, Number(indices[0])];
  const shape = flat ? targets.shape : [...targets.shape, ranks.length];
  return [fromData(distances, shape), fromData(indices, shape)];
}

function ranksOf(k: number | ArrayLikeInput): readonly number[] {
  const ranks =
    typeof k === "number" ? Array.from({ length: checkRank(k) }, (_, i) => i + 1) : Array.from(float64Of(asArray(k)));
  if (ranks.length === 0) throw coreError("BAD_VALUE", "k: the list is empty.");
  return ranks.map(checkRank);
}

function checkRank(k: number): number {
  if (Number.isSafeInteger(k) && k >= 1 && k <= 2 ** 28) return k;
  throw coreError("BAD_VALUE", `k: got ${describeValue(k)}, expected whole numbers from 1 on.`);
}

/** Goes down the nearer branch first; a heap holds the k nearest so far, the farthest of them on top. */
class Search {
  readonly distances: Float64Array;
  readonly indices: Int32Array;
  private readonly nodes: Nodes;
  private readonly space: Space;
  private readonly k: number;
  private readonly slack: number;
  private readonly bound: number;
  private readonly pending: Int32Array;
  private readonly pendingLeast: Float64Array;
  private size = 0;

  constructor(nodes: Nodes, space: Space, k: number, slack: number, bound: number) {
    this.nodes = nodes;
    this.space = space;
    this.k = k;
    this.slack = slack;
    this.bound = bound;
    this.distances = new Float64Array(k);
    this.indices = new Int32Array(k);
    this.pending = new Int32Array(128);
    this.pendingLeast = new Float64Array(128);
  }

  /** Finds the neighbours of one point, sorted, and tells how many. */
  run(x: Float64Array, i: number): number {
    const { nodes, space, pending, pendingLeast, slack } = this;
    this.size = 0;
    let worst = this.bound;
    let open = 1;
    pending[0] = 0;
    pendingLeast[0] = leastToNode(space, x, i, nodes, 0);
    while (open > 0) {
      open--;
      if (pendingLeast[open]! * slack >= worst) continue;
      let node = pending[open]!;
      while (nodes.left[node]! >= 0) {
        const left = nodes.left[node]!;
        const right = nodes.right[node]!;
        const toLeft = leastToNode(space, x, i, nodes, left);
        const toRight = leastToNode(space, x, i, nodes, right);
        const leftFirst = toLeft <= toRight;
        pending[open] = leftFirst ? right : left;
        pendingLeast[open] = leftFirst ? toRight : toLeft;
        open++;
        node = leftFirst ? left : right;
      }
      worst = this.scan(x, i, node, worst);
    }
    this.sort();
    return this.size;
  }

  private scan(x: Float64Array, i: number, node: number, given: number): number {
    const { nodes, space } = this;
    const { m, points, order } = nodes;
    let worst = given;
    for (let at = nodes.start[node]!; at < nodes.end[node]!; at++) {
      const d = between(space, x, i, points, (at * m) | 0, m);
      if (!(d < worst)) continue;
      this.insert(d, order[at]!);
      if (this.size === this.k) worst = Math.min(this.bound, this.distances[0]!);
    }
    return worst;
  }

  private insert(d: number, index: number): void {
    const { distances, indices } = this;
    if (this.size < this.k) {
      let place = this.size++;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (distances[parent]! >= d) break;
        distances[place] = distances[parent]!;
        indices[place] = indices[parent]!;
        place = parent;
      }
      distances[place] = d;
      indices[place] = index;
    } else this.siftDown(d, index, this.k);
  }

  /** Puts an entry in place of the top one of the first `size`. */
  private siftDown(d: number, index: number, size: number): void {
    const { distances, indices } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && distances[child + 1]! > distances[child]!) child++;
      if (distances[child]! <= d) break;
      distances[place] = distances[child]!;
      indices[place] = indices[child]!;
      place = child;
    }
    distances[place] = d;
    indices[place] = index;
  }

  private sort(): void {
    const { distances, indices } = this;
    for (let last = this.size - 1; last > 0; last--) {
      const [d, index] = [distances[last]!, indices[last]!];
      distances[last] = distances[0]!;
      indices[last] = indices[0]!;
      this.siftDown(d, index, last);
    }
  }
}
