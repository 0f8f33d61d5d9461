import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { float64Of } from "../numbers.js";
import { planePoints, type Triangles, triangulate, turn } from "./triangulate.js";

/** Options of {@link findSimplex}. */
export interface FindSimplexOptions {
  /** Whether to look at every triangle instead of walking there; false by default. */
  readonly bruteforce?: boolean;
  /** How far outside a triangle a point may be, in barycentric coordinates; 100 rounding errors by default. */
  readonly tol?: number;
}

/**
 * The Delaunay triangulation of points in the plane. Of points on a common circle any triangulation may come out.
 * Source: delaunator (sweep-hull, D. A. Sinclair, arXiv:1604.01428).
 */
export class Delaunay {
  /** The points. */
  readonly points: NDArray;
  /** int32, the corners of each triangle, counterclockwise. */
  readonly simplices: NDArray;
  /** int32, the triangle opposite to each corner, -1 outside. */
  readonly neighbors: NDArray;
  /** int32, the two points of each edge of the convex hull. */
  readonly convexHull: NDArray;
  /** int32, a triangle of each point, -1 for those that are in none. */
  readonly vertexToSimplex: NDArray;
  /** int32, points that are in no triangle because another point is at the same place: point, triangle, the other point. */
  readonly coplanar: NDArray;
  /** The same as plain arrays. */
  readonly triangles: Triangles;

  /**
   * @param points points by two coordinates
   * @throws UNSUPPORTED for other dimensions, BAD_VALUE for points on a line, NaN and infinity; BAD_SHAPE; BAD_DTYPE
   */
  constructor(points: ArrayLikeInput) {
    const { array, values } = planePoints(points, "Delaunay");
    const triangles = triangulate(values, "Delaunay");
    const { corners, neighbours, count } = triangles;
    this.points = array;
    this.triangles = triangles;
    this.simplices = fromData(corners.slice(), [count, 3]);
    this.neighbors = fromData(neighbours.slice(), [count, 3]);
    this.convexHull = pairs(hullEdges(triangles));
    const home = new Int32Array(values.length / 2).fill(-1);
    corners.forEach((point, at) => {
      home[point] = Math.floor(at / 3);
    });
    this.vertexToSimplex = fromData(home, home.length);
    this.coplanar = coplanarOf(triangles, home);
  }

  /** See {@link findSimplex}. */
  findSimplex(xi: ArrayLikeInput, options?: FindSimplexOptions): NDArray | number {
    return findSimplex(this, xi, options);
  }

  /** See {@link vertexNeighborVertices}. */
  vertexNeighborVertices(): [indptr: NDArray, indices: NDArray] {
    return vertexNeighborVertices(this);
  }
}

/**
 * The triangles that points lie in.
 * @param xi points, two coordinates along the last axis
 * @returns int32 of the shape of xi without its last axis, a number for one point; -1 outside
 * @throws BAD_SHAPE for other coordinates
 */
export function findSimplex(of: Delaunay, xi: ArrayLikeInput, options: FindSimplexOptions = {}): NDArray | number {
  checkOptions("findSimplex", options, { bruteforce: "boolean", tol: "number" });
  checkTriangles(of);
  const a = asArray(xi);
  if (a.shape.at(-1) !== 2)
    throw coreError("BAD_SHAPE", `xi: has shape (${a.shape.join(", ")}), its last axis must have 2 coordinates.`);
  const tol = options.tol ?? 100 * 2 ** -52;
  const values = float64Of(a);
  const result = new Int32Array(values.length / 2);
  let start = 0;
  for (let i = 0; i < result.length; i++) {
    const [x, y] = [values[2 * i]!, values[2 * i + 1]!];
    const found =
      options.bruteforce === true ? everywhere(of.triangles, x, y, tol) : walk(of.triangles, x, y, tol, start);
    result[i] = found;
    if (found >= 0) start = found;
  }
  const shape = a.shape.slice(0, -1);
  return shape.length === 0 ? result[0]! : fromData(result, shape);
}

function checkTriangles(of: unknown): void {
  const triangles = (of as Partial<Delaunay> | null | undefined)?.triangles;
  if (typeof triangles !== "object" || triangles === null || !ArrayBuffer.isView(triangles.corners))
    throw coreError("BAD_ARGUMENT", `of: got ${describeValue(of)}, expected a Delaunay triangulation.`);
}

/**
 * The points that each point has an edge to: those of point k are `indices` from `indptr[k]` to `indptr[k + 1]`.
 * @returns int32 arrays
 */
export function vertexNeighborVertices(of: Delaunay): [indptr: NDArray, indices: NDArray] {
  checkTriangles(of);
  const { corners, points } = of.triangles;
  const lists = Array.from({ length: points.length / 2 }, () => new Set<number>());
  corners.forEach((point, at) => {
    const first = at - (at % 3);
    for (const step of [1, 2]) lists[point]?.add(corners[first + ((at + step) % 3)]!);
  });
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.size;
  });
  const indices = Int32Array.from(lists.flatMap((list) => [...list]));
  return [fromData(starts, starts.length), fromData(indices, indices.length)];
}

/** The edges on the outside, with the triangle on their left. */
export function hullEdges({ corners, neighbours }: Triangles): readonly (readonly [number, number])[] {
  const edges: [number, number][] = [];
  neighbours.forEach((neighbour, at) => {
    const first = at - (at % 3);
    if (neighbour < 0) edges.push([corners[first + ((at + 1) % 3)]!, corners[first + ((at + 2) % 3)]!]);
  });
  return edges;
}

/** Int32 pairs as an array. */
export function pairs(list: readonly (readonly [number, number])[]): NDArray {
  return fromData(Int32Array.from(list.flat()), [list.length, 2]);
}

/** The barycentric coordinate of (x, y) that is least, and where it is. */
function least(triangles: Triangles, t: number, x: number, y: number): readonly [number, number] {
  const { points, corners } = triangles;
  const area = turn(points, corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!);
  let value = Number.POSITIVE_INFINITY;
  let corner = 0;
  for (let k = 0; k < 3; k++) {
    const b = 2 * corners[3 * t + ((k + 1) % 3)]!;
    const c = 2 * corners[3 * t + ((k + 2) % 3)]!;
    const part = (points[b]! - x) * (points[c + 1]! - y) - (points[b + 1]! - y) * (points[c]! - x);
    if (part / area < value) {
      value = part / area;
      corner = k;
    }
  }
  return [value, corner];
}

/** Goes to the neighbour beyond the edge that the point is farthest behind; Delaunay triangulations have no cycles of this kind. */
function walk(triangles: Triangles, x: number, y: number, tol: number, start: number): number {
  let t = start;
  for (let step = 0; step <= triangles.count; step++) {
    const [value, corner] = least(triangles, t, x, y);
    if (value >= -tol) return t;
    const next = triangles.neighbours[3 * t + corner]!;
    if (next < 0) break;
    t = next;
  }
  return everywhere(triangles, x, y, tol);
}

function everywhere(triangles: Triangles, x: number, y: number, tol: number): number {
  for (let t = 0; t < triangles.count; t++) if (least(triangles, t, x, y)[0] >= -tol) return t;
  return -1;
}

function coplanarOf(triangles: Triangles, home: Int32Array): NDArray {
  const { points, corners } = triangles;
  const rows: number[] = [];
  home.forEach((own, i) => {
    if (own >= 0) return;
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const t = Math.max(0, walk(triangles, x, y, 1e-9, 0));
    const near = [0, 1, 2].map((k) => corners[3 * t + k]!);
    const far = (k: number): number => Math.hypot(points[2 * k]! - x, points[2 * k + 1]! - y);
    rows.push(
      i,
      t,
      near.reduce((best, k) => (far(k) < far(best) ? k : best)),
    );
  });
  return fromData(Int32Array.from(rows), [rows.length / 3, 3]);
}
