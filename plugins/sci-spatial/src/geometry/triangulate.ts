import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import Delaunator from "delaunator";
import { checkFinite, float64Of, realArray } from "../numbers.js";

/** Triangles over points in the plane, each counterclockwise. */
export interface Triangles {
  readonly points: Float64Array;
  readonly count: number;
  /** Three points of each triangle. */
  readonly corners: Int32Array;
  /** The triangle opposite to each of its corners, -1 outside. */
  readonly neighbours: Int32Array;
}

/** Reads points of the plane, or UNSUPPORTED for other dimensions. */
export function planePoints(
  points: ArrayLikeInput,
  name: string,
): { readonly array: NDArray; readonly values: Float64Array } {
  const array = realArray(points, 2, "points");
  if (array.shape[1] !== 2)
    throw coreError(
      "UNSUPPORTED",
      `${name}: the points have ${array.shape[1]} coordinates, only the plane (2) is supported.`,
    );
  const values = float64Of(array);
  checkFinite(values, "points");
  return { array, values };
}

/** The Delaunay triangulation of points in the plane, or BAD_VALUE where they lie on a line. */
export function triangulate(points: Float64Array, name: string): Triangles {
  const { triangles, halfedges } = new Delaunator(points);
  if (triangles.length === 0)
    throw coreError("BAD_VALUE", `${name}: the points lie on a line, or there are fewer than three different ones.`);
  const corners = Int32Array.from(triangles);
  const neighbours = new Int32Array(corners.length);
  // Half-edge e leads from corner e to the next one and is opposite to the one after that.
  for (let e = 0; e < corners.length; e++) {
    const first = e - (e % 3);
    const twin = halfedges[e]!;
    neighbours[first + ((e + 2) % 3)] = twin < 0 ? -1 : Math.floor(twin / 3);
  }
  let area = 0;
  for (let t = 0; t < corners.length; t += 3) area += turn(points, corners[t]!, corners[t + 1]!, corners[t + 2]!);
  if (area < 0)
    for (let t = 0; t < corners.length; t += 3) {
      for (const list of [corners, neighbours]) {
        const kept = list[t + 1]!;
        list[t + 1] = list[t + 2]!;
        list[t + 2] = kept;
      }
    }
  return { points, count: corners.length / 3, corners, neighbours };
}

/** Twice the area of a triangle, above 0 when it is counterclockwise. */
export function turn(points: Float64Array, a: number, b: number, c: number): number {
  const [x, y] = [points[2 * a]!, points[2 * a + 1]!];
  return (points[2 * b]! - x) * (points[2 * c + 1]! - y) - (points[2 * b + 1]! - y) * (points[2 * c]! - x);
}
