import { array, fromData, type NDArray } from "@core/array";
import { randomState } from "@core/array/random";
import fc from "fast-check";
import { pdist, squareform } from "sci-spatial";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  cutTree,
  dendrogram,
  fcluster,
  isValidLinkage,
  kmeans,
  kmeans2,
  leavesList,
  linkage,
  maxdists,
  toTree,
  vq,
} from "./index.js";

const methods = ["single", "complete", "average", "weighted", "centroid", "median", "ward"] as const;

function points(seed: number, m: number, d = 2): NDArray {
  return randomState(seed).normal({ shape: [m, d] }) as NDArray;
}

/** The least sum of distances of neighbouring leaves over all turns of all branches. */
function leastLength(Z: readonly (readonly number[])[], distances: NDArray): number {
  const n = Z.length + 1;
  const orders = (node: number): number[][] => {
    if (node < n) return [[node]];
    const [left, right] = Z[node - n] as [number, number];
    return orders(left).flatMap((a) =>
      orders(right).flatMap((b) => [
        [...a, ...b],
        [...b, ...a],
      ]),
    );
  };
  const length = (order: readonly number[]): number =>
    order.slice(1).reduce((sum, leaf, i) => sum + (distances.get(order[i] as number, leaf) as number), 0);
  return Math.min(...orders(2 * n - 2).map(length));
}

describe("linkage", () => {
  it("is valid by every method, also with ties", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 2, max: 30 }),
        fc.nat(100),
        fc.boolean(),
        (method, m, seed, ties) => {
          const x = points(seed, m);
          const Z = linkage(ties ? fromData((x.data as Float64Array).map(Math.round), [m, 2]) : x, { method });
          expect(isValidLinkage(Z)).toBe(true);
          expect(toTree(Z).count).toBe(m);
          expect([...(leavesList(Z).data as Int32Array)].sort((a, b) => a - b)).toEqual(
            Array.from({ length: m }, (_, i) => i),
          );
        },
      ),
    );
  });

  it("takes the least distance each time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), fc.nat(100), (m, seed) => {
        const x = points(seed, m);
        const Z = linkage(x, { method: "complete" });
        const rows = Z.toNested() as number[][];
        const distances = squareform(pdist(x));
        const members: number[][] = Array.from({ length: m }, (_, i) => [i]);
        const alive = new Set(members.keys());
        const between = (a: number, b: number): number =>
          Math.max(...members[a]!.flatMap((i) => members[b]!.map((j) => distances.get(i, j) as number)));
        for (const [a, b, d] of rows as [number, number, number][]) {
          const list = [...alive];
          const least = Math.min(...list.flatMap((i) => list.filter((j) => j > i).map((j) => between(i, j))));
          expect(d).toBeCloseTo(least, 12);
          expect(between(a, b)).toBeCloseTo(least, 12);
          alive.delete(a);
          alive.delete(b);
          alive.add(members.length);
          members.push([...members[a]!, ...members[b]!]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("finds the best order of leaves", () => {
    for (let seed = 0; seed < 12; seed++) {
      const x = points(seed, 8);
      const method = methods[seed % 7] as (typeof methods)[number];
      const distances = squareform(pdist(x));
      const Z = linkage(x, { method, optimalOrdering: true });
      const order = leavesList(Z).toNested() as number[];
      const length = order
        .slice(1)
        .reduce((sum, leaf, i) => sum + (distances.get(order[i] as number, leaf) as number), 0);
      expect(length).toBeCloseTo(leastLength(linkage(x, { method }).toNested() as number[][], distances), 12);
    }
  });
});

describe("flat clusters", () => {
  it("are as many as were asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.nat(100), (m, seed) => {
        const Z = linkage(points(seed, m), { method: "average" });
        for (let t = 1; t <= m + 1; t++) {
          const T = fcluster(Z, t, { criterion: "maxclust" }).toNested() as number[];
          expect(new Set(T).size).toBe(Math.min(t, m));
          const same = cutTree(Z, { nClusters: Math.min(t, m) }).toNested() as bigint[][];
          expect(new Set(same.map(([one]) => one)).size).toBe(Math.min(t, m));
        }
        expect(fcluster(Z, 2, { criterion: "maxclust_monocrit", monocrit: maxdists(Z) }).toNested()).toEqual(
          fcluster(Z, 2, { criterion: "maxclust" }).toNested(),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("of many numbers of clusters stand in the columns that asked for them", () => {
    const Z = linkage(points(1, 5), { method: "average" });
    const all = cutTree(Z);
    const some = cutTree(Z, { nClusters: [2, 5, 2] });
    expect(some.slice(":", 0).toNested()).toEqual(all.slice(":", 3).toNested());
    expect(some.slice(":", 1).toNested()).toEqual([0n, 1n, 2n, 3n, 4n]);
    expect(some.slice(":", 2).toNested()).toEqual(all.slice(":", 3).toNested());
  });

  it("and trees of long chains do not exhaust the stack", () => {
    const m = 3000;
    const x = Float64Array.from({ length: m }, (_, i) => i * (1 + i / m));
    const Z = linkage(fromData(x, [m, 1]));
    expect(dendrogram(Z).leaves).toHaveLength(m);
    expect(new Set(fcluster(Z, 1.5, { criterion: "distance" }).data as Int32Array).size).toBeGreaterThan(10);
    expect(leavesList(Z).size).toBe(m);
  });
});

describe("k-means", () => {
  it("ends where no point would change its centre", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(1000), (k, seed) => {
        const x = points(seed, 40, 3);
        const [centres, label] = kmeans2(x, k, { minit: "++", iter: 200, seed });
        const [code] = vq(x, centres);
        expect(code.toNested()).toEqual(label.toNested());
        const [book, distortion] = kmeans(x, k, { seed, thresh: 0 });
        const [, dist] = vq(x, book);
        const mean = (dist.toNested() as number[]).reduce((sum, one) => sum + one, 0) / 40;
        expect(mean).toBeLessThan(1.05 * distortion);
      }),
      { numRuns: 30 },
    );
  });

  it("begins with far points on a line, too", () => {
    const [centres] = kmeans2([0, 0.1, 5, 5.1, 9, 9.1], 3, { minit: "++", seed: 2 });
    expect((centres.toNested() as number[]).sort((a, b) => a - b).map((one) => one.toFixed(2))).toEqual([
      "0.05",
      "5.05",
      "9.05",
    ]);
  });

  it("draws in more dimensions than there are points", () => {
    const [centres] = kmeans2(points(2, 4, 9), 2, { seed: 2 });
    expect(centres.shape).toEqual([2, 9]);
    expect((centres.data as Float64Array).every(Number.isFinite)).toBe(true);
  });
});

describe("what is wrong", () => {
  it("has a code", () => {
    const x = points(1, 5);
    const Z = linkage(x);
    expect(codeOf(() => linkage(x, { method: "ward", metric: "cityblock" }))).toBe("BAD_VALUE");
    expect(codeOf(() => linkage(x, { metric: "none" }))).toBe("BAD_VALUE");
    expect(codeOf(() => linkage(x.astype("complex128")))).toBe("BAD_DTYPE");
    expect(codeOf(() => fcluster(Z, 1, { criterion: "height" as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => fcluster(Z, 0, { criterion: "maxclust" }))).toBe("BAD_VALUE");
    expect(codeOf(() => fcluster(Z, Number.NaN))).toBe("BAD_VALUE");
    expect(codeOf(() => fcluster(Z, 1, { criterion: "monocrit" }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => cutTree(Z, { nClusters: 1, height: 1 }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => cutTree(Z, { nClusters: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => dendrogram(Z, { truncateMode: "first" as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => dendrogram(Z, { labels: ["a"] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => kmeans(x, 1.5))).toBe("BAD_VALUE");
    expect(codeOf(() => kmeans2(x, 2, { missing: "drop" as never }))).toBe("BAD_VALUE");
    expect(
      codeOf(() =>
        kmeans2(
          array([
            [1, 1],
            [1, 1],
          ]),
          2,
          { minit: "random" },
        ),
      ),
    ).toBe("SINGULAR");
    expect(codeOf(() => kmeans2(array([[1], [2]]), array([[0], [50]]), { missing: "raise" }))).toBe("EMPTY_CLUSTER");
    expect(codeOf(() => kmeans2(array([[1, Number.NaN]]), 1))).toBe("BAD_VALUE");
    expect(codeOf(() => vq(x, [1, 2]))).toBe("BAD_SHAPE");
  });
});
