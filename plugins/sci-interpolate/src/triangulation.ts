import { coreError } from "@core/array/runtime";
import Delaunator from "delaunator";

/** A Delaunay triangulation of points in the plane. */
export interface Triangulation {
  readonly points: Float64Array;
  /** Three points for each triangle. */
  readonly triangles: Int32Array;
  /** For each triangle the ones opposite to its points; -1 at the hull. */
  readonly neighbours: Int32Array;
}

/** Triangulates points, two numbers each. */
export function triangulate(where: string, points: Float64Array): Triangulation {
  if (points.some((one) => !Number.isFinite(one))) throw coreError("BAD_VALUE", `${where}: points must be finite.`);
  const found = new Delaunator(resized(points));
  if (found.triangles.length === 0)
    throw coreError(
      "BAD_VALUE",
      `${where}: the ${points.length / 2} points lie on a line; a triangulation needs three that do not.`,
    );
  const triangles = Int32Array.from(found.triangles);
  // Half-edge e runs from point e of a triangle to the next one, so it lies opposite to the one after.
  const neighbours = new Int32Array(triangles.length);
  for (let e = 0; e < triangles.length; e++) {
    const other = found.halfedges[e]!;
    const opposite = e - (e % 3) + ((e + 2) % 3);
    neighbours[opposite] = other < 0 ? -1 : Math.floor(other / 3);
  }
  return { points, triangles, neighbours };
}

/**
 * Points moved to the first one, at a size near 1 and rounded to 2^-50: points nearer than the rounding of their coordinates coincide then,
 * and count once.
 */
function resized(points: Float64Array): Float64Array {
  let largest = 0;
  for (let i = 2; i < points.length; i++) largest = Math.max(largest, Math.abs(points[i]! - points[i % 2]!));
  const by = 2 ** -Math.floor(Math.log2(largest));
  if (!(largest > 0 && by > 0 && Number.isFinite(by))) return points;
  return points.map((one, i) => Math.round((one - points[i % 2]!) * by * 2 ** 50) / 2 ** 50);
}

const slack = 100 * 2 ** -52;

/** Writes the barycentric coordinates of a place in a triangle. */
export function barycentricIn(t: Triangulation, triangle: number, x: number, y: number, out: Float64Array): void {
  const { points, triangles } = t;
  const [a, b, c] = [triangles[3 * triangle]!, triangles[3 * triangle + 1]!, triangles[3 * triangle + 2]!];
  const [cx, cy] = [points[2 * c]!, points[2 * c + 1]!];
  const [ax, ay] = [points[2 * a]! - cx, points[2 * a + 1]! - cy];
  const [bx, by] = [points[2 * b]! - cx, points[2 * b + 1]! - cy];
  const area = ax * by - bx * ay;
  const [px, py] = [x - cx, y - cy];
  out[0] = (px * by - bx * py) / area;
  out[1] = (ax * py - px * ay) / area;
  out[2] = 1 - out[0] - out[1];
}

/** The triangle in which a place lies, found by walking from another one; -1 outside the hull. Leaves its barycentric coordinates. */
export function locate(t: Triangulation, x: number, y: number, start: number, out: Float64Array): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return -1;
  const count = t.triangles.length / 3;
  let triangle = start >= 0 && start < count ? start : 0;
  for (let steps = 0; steps <= count; steps++) {
    barycentricIn(t, triangle, x, y, out);
    let lowest = 0;
    for (let k = 1; k < 3; k++) if (out[k]! < out[lowest]!) lowest = k;
    if (out[lowest]! >= -slack) return triangle;
    // Across the side that the place is farthest beyond; at the hull across another one that it is beyond, if there is one.
    let next = t.neighbours[3 * triangle + lowest]!;
    for (let k = 0; k < 3 && next < 0; k++) if (out[k]! < -slack) next = t.neighbours[3 * triangle + k]!;
    // Flat triangles have no coordinates.
    if (next < 0 && Number.isNaN(out[0]!)) break;
    if (next < 0) return -1;
    triangle = next;
  }
  // Flat triangles can make the walk go round in circles: look at all.
  for (triangle = 0; triangle < count; triangle++) {
    barycentricIn(t, triangle, x, y, out);
    if (Math.min(out[0]!, out[1]!, out[2]!) >= -slack) return triangle;
  }
  return -1;
}
