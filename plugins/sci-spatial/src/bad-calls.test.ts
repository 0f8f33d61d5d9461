import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as spatial from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = spatial as unknown as Record<string, (...args: unknown[]) => unknown>;
const points = [
  [0, 0],
  [1, 0.1],
  [0.2, 1],
  [1.1, 1.2],
];
const tree = new spatial.KDTree(points);
const triangles = new spatial.Delaunay(points);

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["query", [undefined, [0, 0]], "BAD_ARGUMENT"],
  ["query", [{}, [0, 0]], "BAD_ARGUMENT"],
  ["query", [points, [0, 0]], "BAD_ARGUMENT"],
  ["query", [tree, [0, 0, 0]], "BAD_SHAPE"],
  ["query", [tree, [0, Number.NaN]], "BAD_VALUE"],
  ["query", [tree, [0, 0], { k: 0 }], "BAD_VALUE"],
  ["query", [tree, [0, 0], { K: 2 }], "BAD_ARGUMENT"],
  ["query", [tree, [0, 0], null], "BAD_ARGUMENT"],
  ["query", [tree, [0, 0], { p: 0.5 }], "BAD_VALUE"],
  ["queryBallPoint", [null, [0, 0], 1], "BAD_ARGUMENT"],
  ["queryBallPoint", [tree, [0, 0], "1"], "BAD_ARGUMENT"],
  ["queryBallTree", [tree, points, 1], "BAD_ARGUMENT"],
  ["queryBallTree", ["tree", tree, 1], "BAD_ARGUMENT"],
  ["queryPairs", [tree, "1"], "BAD_ARGUMENT"],
  ["queryPairs", [5, 1], "BAD_ARGUMENT"],
  ["countNeighbors", [tree, null, 1], "BAD_ARGUMENT"],
  ["countNeighbors", [tree, tree, 1, { weights: 5 }], "BAD_ARGUMENT"],
  ["sparseDistanceMatrix", [tree, tree, Number.NaN], "BAD_VALUE"],
  ["sparseDistanceMatrix", [tree, undefined, 1], "BAD_ARGUMENT"],
  ["findSimplex", [undefined, [0, 0]], "BAD_ARGUMENT"],
  ["findSimplex", [points, [0, 0]], "BAD_ARGUMENT"],
  ["findSimplex", [triangles, [0, 0, 0]], "BAD_SHAPE"],
  ["findSimplex", [triangles, [0, 0], { brute: true }], "BAD_ARGUMENT"],
  ["vertexNeighborVertices", [null], "BAD_ARGUMENT"],
  ["cdist", [points, [[1, 2, 3]]], "BAD_SHAPE"],
  ["cdist", [points, points, { metric: "eucludean" }], "BAD_VALUE"],
  ["cdist", [points, points, { VI: "text" }], "BAD_ARGUMENT"],
  ["cdist", [points, points, { metric: () => "1" }], "BAD_ARGUMENT"],
  ["pdist", [[1, 2]], "BAD_SHAPE"],
  ["pdist", [points, { p: "2" }], "BAD_ARGUMENT"],
  ["euclidean", [[1, 2], [1]], "BAD_SHAPE"],
  ["euclidean", [undefined, [1]], "BAD_ARGUMENT"],
  ["euclidean", [[1], [1], { W: 1 }], "BAD_ARGUMENT"],
  ["squareform", [5], "BAD_SHAPE"],
  ["directedHausdorff", [points, {}], "BAD_ARGUMENT"],
  ["procrustes", [points, [[1, 2]]], "BAD_SHAPE"],
  ["mahalanobis", [[1, 2], [2, 3], null], "BAD_ARGUMENT"],
  ["minkowski", [[1, 2], [2, 3], { p: 0 }], "BAD_VALUE"],
];

describe("sci-spatial: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    const before = JSON.stringify(args);
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
    expect(JSON.stringify(args)).toBe(before);
  });
  it("classes refuse as well", () => {
    for (const given of [undefined, null, 5, "text", {}, [[1, Number.NaN]], [[1, Number.POSITIVE_INFINITY]]] as never[])
      for (const Made of [spatial.KDTree, spatial.Delaunay, spatial.ConvexHull, spatial.Voronoi])
        expect(codeOf(() => new Made(given))).toMatch(/^BAD_/u);
    expect(codeOf(() => new spatial.KDTree(points, null as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new spatial.KDTree(points, { leafSize: 3 } as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new spatial.KDTree(points, { leafsize: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => tree.queryBallTree(points as never, 1))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => tree.countNeighbors(undefined as never, 1))).toBe("BAD_ARGUMENT");
  });
});
