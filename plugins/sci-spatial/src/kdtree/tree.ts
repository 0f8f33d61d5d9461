import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkFinite, float64Of, realArray } from "../numbers.js";
import { type BallOptions, type BallPointOptions, queryBallPoint } from "./ball.js";
import { buildNodes, type Nodes } from "./build.js";
import { type CountOptions, countNeighbors } from "./count.js";
import { type QueryOptions, query } from "./nearest.js";
import type { PointTree } from "./point-tree.js";
import { type Pair, queryBallTree, queryPairs, type SparseDistances, sparseDistanceMatrix } from "./trees.js";

/** Options of {@link KDTree}. */
export interface KDTreeOptions {
  /** Points in a leaf at most; 10 by default. It changes times, not results. */
  readonly leafsize?: number;
  /** The length of axes that wrap round, 0 for those that do not: one for all, or one for each. */
  readonly boxsize?: number | ArrayLikeInput;
}

/** Points in a tree of boxes, for fast searches by distance. */
export class KDTree implements PointTree {
  /** The points. */
  readonly data: NDArray;
  /** How many points there are, and how many coordinates each has. */
  readonly n: number;
  readonly m: number;
  readonly leafsize: number;
  /** The largest and smallest coordinates. */
  readonly maxes: NDArray;
  readonly mins: NDArray;
  readonly boxsize: NDArray | null;
  /** The tree itself. */
  readonly nodes: Nodes;

  /**
   * @param data points by coordinates
   * @throws BAD_SHAPE, BAD_DTYPE for complex numbers, BAD_VALUE for NaN and infinity, or points outside the box
   */
  constructor(data: ArrayLikeInput, options: KDTreeOptions = {}) {
    checkOptions("KDTree", options, { leafsize: "number", boxsize: "any" });
    const a = realArray(data, 2, "data");
    const values = float64Of(a);
    const { leafsize = 10 } = options;
    if (!Number.isSafeInteger(leafsize) || leafsize < 1)
      throw coreError("BAD_VALUE", `leafsize: got ${describeValue(leafsize)}, expected a whole number from 1 on.`);
    checkFinite(values, "data");
    const [n, m] = a.shape as [number, number];
    const box = boxOf(options.boxsize, m);
    if (box !== undefined) checkInside(values, box, m);
    this.n = n;
    this.m = m;
    this.leafsize = leafsize;
    this.nodes = buildNodes(values, n, m, leafsize);
    this.data = fromData(a.dtype === "float64" ? values.slice() : values, [n, m]);
    const corner = (all: Float64Array): NDArray => fromData(n === 0 ? new Float64Array(m) : all.slice(0, m), m);
    this.maxes = corner(this.nodes.high);
    this.mins = corner(this.nodes.low);
    this.boxsize = box === undefined ? null : fromData(box, m);
  }

  /** See {@link query}. */
  query(x: ArrayLikeInput, options?: QueryOptions): ReturnType<typeof query> {
    return query(this, x, options);
  }

  /** See {@link queryBallPoint}. */
  queryBallPoint(
    x: ArrayLikeInput,
    r: number | ArrayLikeInput,
    options?: BallPointOptions,
  ): ReturnType<typeof queryBallPoint> {
    return queryBallPoint(this, x, r, options);
  }

  /** See {@link queryBallTree}. */
  queryBallTree(other: PointTree, r: number, options?: BallOptions): number[][] {
    return queryBallTree(this, other, r, options);
  }

  /** See {@link queryPairs}. */
  queryPairs(r: number, options?: BallOptions): Pair[] {
    return queryPairs(this, r, options);
  }

  /** See {@link countNeighbors}. */
  countNeighbors(other: PointTree, r: number | ArrayLikeInput, options?: CountOptions): NDArray | number {
    return countNeighbors(this, other, r, options);
  }

  /** See {@link sparseDistanceMatrix}. */
  sparseDistanceMatrix(other: PointTree, maxDistance: number, options?: Pick<BallOptions, "p">): SparseDistances {
    return sparseDistanceMatrix(this, other, maxDistance, options);
  }
}

function boxOf(boxsize: KDTreeOptions["boxsize"], m: number): Float64Array | undefined {
  if (boxsize === undefined) return undefined;
  const given = asArray(boxsize);
  const values = float64Of(given);
  if (given.shape.length > 1 || (given.shape.length === 1 && given.size !== m))
    throw coreError("BAD_SHAPE", `boxsize: has shape (${given.shape.join(", ")}), expected a number or (${m}).`);
  const box = given.shape.length === 0 ? new Float64Array(m).fill(values[0]!) : values.slice();
  if (box.some((length) => !(length >= 0) || length === Number.POSITIVE_INFINITY))
    throw coreError("BAD_VALUE", `boxsize: got ${box.join(", ")}, expected lengths from 0 on.`);
  return box.some((length) => length > 0) ? box : undefined;
}

function checkInside(values: Float64Array, box: Float64Array, m: number): void {
  for (let i = 0; i < values.length; i++) {
    const length = box[i % m]!;
    if (length > 0 && !(values[i]! >= 0 && values[i]! < length))
      throw coreError("BAD_VALUE", `data: ${values[i]} is outside the box, which goes from 0 to ${length}.`);
  }
}
