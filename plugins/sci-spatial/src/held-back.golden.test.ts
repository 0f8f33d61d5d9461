import type { NDArray } from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { ConvexHull, cdist, Delaunay, KDTree } from "./index.js";

const ordered = (values: readonly number[]): number[] => [...values].sort((p, q) => p - q);
const byCorners = (p: readonly number[], q: readonly number[]): number =>
  p[0]! - q[0]! || p[1]! - q[1]! || p[2]! - q[2]!;

testHeldBack(["spatial."], {
  "spatial.delaunay": ({ points }) => {
    const { simplices, convexHull } = new Delaunay(points);
    const triangles = (simplices.toNested() as number[][]).map(ordered).sort(byCorners);
    const hull = ordered([...new Set((convexHull.toNested() as number[][]).flat())]);
    return { count: triangles.length, triangles, hull };
  },
  "spatial.delaunay.find": ({ points }) => {
    const found = new Delaunay(points).findSimplex([
      [0, 0],
      [5, 4],
      [50, 50],
    ]);
    return ((found as NDArray).toNested() as number[]).map((triangle) => triangle >= 0);
  },
  "spatial.kdtree.radius": ({ points }) => {
    const found = new KDTree(points).queryBallPoint(
      [
        [0, 0],
        [5, 4],
      ],
      1,
    );
    return (found as number[][]).map(ordered);
  },
  "spatial.kdtree.bound": ({ points }) =>
    new KDTree(points).query(
      [
        [0, 0],
        [50, 50],
      ],
      { k: 2, distanceUpperBound: 0.2 },
    ),
  "spatial.hull": ({ points }) => {
    const { vertices, area, volume } = new ConvexHull(points);
    return { vertices: ordered(vertices.toNested() as number[]), area, volume };
  },
  "spatial.cdist": ({ points }) => cdist(points.slice(0, 3), points.slice(20, 23)),
});
