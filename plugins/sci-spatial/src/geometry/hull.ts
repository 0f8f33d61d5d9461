import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { pairs } from "./delaunay.js";
import { planePoints, turn } from "./triangulate.js";

/**
 * The convex hull of points in the plane.
 * Source: A. M. Andrew, Inf. Process. Lett. 9 (1979) 216.
 */
export class ConvexHull {
  /** The points. */
  readonly points: NDArray;
  /** int32, the corners, counterclockwise. Points on an edge are no corners. */
  readonly vertices: NDArray;
  /** int32, the two points of each edge. */
  readonly simplices: NDArray;
  /** int32, for each edge those that share its second and its first point. */
  readonly neighbors: NDArray;
  /** For each edge its normal to the outside and an offset: `normal . x + offset` is 0 on the edge and below 0 inside. */
  readonly equations: NDArray;
  /** The circumference (SciPy's name for what bounds the hull). */
  readonly area: number;
  /** The area (SciPy's name for what the hull holds). */
  readonly volume: number;

  /**
   * @param points points by two coordinates
   * @throws UNSUPPORTED for other dimensions, BAD_VALUE for points on a line, NaN and infinity; BAD_SHAPE; BAD_DTYPE
   */
  constructor(points: ArrayLikeInput) {
    const { array, values } = planePoints(points, "ConvexHull");
    const corners = cornersOf(values);
    const count = corners.length;
    if (count < 3)
      throw coreError(
        "BAD_VALUE",
        "ConvexHull: the points lie on a line, or there are fewer than three different ones.",
      );
    const edges = corners.map((corner, i): [number, number] => [corner, corners[(i + 1) % count]!]);
    const equations = new Float64Array(3 * count);
    let circumference = 0;
    let twice = 0;
    edges.forEach(([a, b], i) => {
      const [x, y] = [values[2 * a]!, values[2 * a + 1]!];
      const [dx, dy] = [values[2 * b]! - x, values[2 * b + 1]! - y];
      const length = Math.hypot(dx, dy);
      equations.set([dy / length, -dx / length, (y * dx - x * dy) / length], 3 * i);
      circumference += length;
      twice += turn(values, corners[0]!, a, b);
    });
    this.points = array;
    this.vertices = fromData(Int32Array.from(corners), count);
    this.simplices = pairs(edges);
    this.neighbors = pairs(edges.map((_, i) => [(i + 1) % count, (i + count - 1) % count]));
    this.equations = fromData(equations, [count, 3]);
    this.area = circumference;
    this.volume = twice / 2;
  }
}

/** Corners of the lower chain from left to right, then of the upper one back. */
function cornersOf(points: Float64Array): number[] {
  const order = Array.from({ length: points.length / 2 }, (_, i) => i).sort(
    (a, b) => points[2 * a]! - points[2 * b]! || points[2 * a + 1]! - points[2 * b + 1]!,
  );
  const lower = chain(points, order);
  const upper = chain(points, order.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(points: Float64Array, order: readonly number[]): number[] {
  const found: number[] = [];
  for (const next of order) {
    while (found.length > 1 && !turnsLeft(points, found.at(-2)!, found.at(-1)!, next)) found.pop();
    found.push(next);
  }
  return found;
}

/** Whether three points turn left by more than rounding errors. */
function turnsLeft(points: Float64Array, a: number, b: number, c: number): boolean {
  const [x, y] = [points[2 * a]!, points[2 * a + 1]!];
  const one = (points[2 * b]! - x) * (points[2 * c + 1]! - y);
  const other = (points[2 * b + 1]! - y) * (points[2 * c]! - x);
  return one - other > 4 * 2 ** -53 * (Math.abs(one) + Math.abs(other));
}
