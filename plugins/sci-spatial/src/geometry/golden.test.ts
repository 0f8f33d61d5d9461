import { array, type NDArray } from "@core/array";
import { randomState } from "@core/array/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, expectStored, type Golden, type StoredArray, storedArray } from "../../../../tools/golden/golden.js";
import golden from "../../golden/spatial.json" with { type: "json" };
import { ConvexHull, Delaunay, procrustes, Voronoi } from "../index.js";

interface Geometry {
  readonly points: StoredArray;
  readonly simplices?: StoredArray;
  readonly convexHull: StoredArray;
  readonly inside: StoredArray;
  readonly found: StoredArray;
  readonly hull: StoredArray;
  readonly area: number;
  readonly volume: number;
  readonly equations: StoredArray;
  readonly vertices: StoredArray;
  readonly ridgePoints: StoredArray;
  readonly ridgeVertices: readonly (readonly number[])[];
  readonly regions: readonly (readonly number[])[];
  readonly pointRegion: StoredArray;
}

interface Stored {
  readonly geometry: readonly Geometry[];
  readonly fits: readonly { readonly a: StoredArray; readonly b: StoredArray; readonly result: readonly unknown[] }[];
}

const { geometry, fits } = (golden as Golden<Stored>).cases[0]!;

const rows = (a: NDArray): number[][] => (a.toNested() as (number | bigint)[][]).map((row) => row.map(Number));
const list = (a: NDArray): number[] => (a.toNested() as (number | bigint)[]).map(Number);
const setOf = (sets: readonly (readonly number[])[]): string[] =>
  sets.map((one) => [...one].sort((a, b) => a - b).join(" ")).sort();

/** A ring from its smallest entry on. */
function ring(of: readonly number[]): number[] {
  const start = of.indexOf(Math.min(...of));
  return [...of.slice(start), ...of.slice(0, start)];
}

/** Vertices of a diagram by their places, so that diagrams with other numbers can be compared. */
function places(vertices: NDArray): (index: number) => string {
  const given = rows(vertices);
  return (index) =>
    index < 0 ? "outside" : given[index]!.map((one) => (Math.abs(one) < 5e-8 ? 0 : one).toPrecision(8)).join(",");
}

describe("scipy.spatial, in the plane", () => {
  it("Delaunay", () => {
    for (const one of geometry) {
      if (one.simplices === undefined) continue;
      const found = new Delaunay(storedArray(one.points));
      expect(setOf(rows(found.simplices))).toEqual(setOf(rows(storedArray(one.simplices))));
      expect(setOf(rows(found.convexHull))).toEqual(setOf(rows(storedArray(one.convexHull))));
      const inside = storedArray(one.inside);
      const name = (simplices: readonly (readonly number[])[], index: number): string =>
        index < 0 ? "outside" : [...simplices[index]!].sort().join(" ");
      for (const bruteforce of [false, true]) {
        const triangles = list(found.findSimplex(inside, { bruteforce }) as NDArray);
        const wanted = list(storedArray(one.found));
        expect(triangles.map((index) => name(rows(found.simplices), index))).toEqual(
          wanted.map((index) => name(rows(storedArray(one.simplices as StoredArray)), index)),
        );
      }
    }
  });

  it("ConvexHull", () => {
    for (const one of geometry) {
      const hull = new ConvexHull(storedArray(one.points));
      expect(ring(list(hull.vertices))).toEqual(ring(list(storedArray(one.hull))));
      expect(hull.area).toBeCloseTo(one.area, 12);
      expect(hull.volume).toBeCloseTo(one.volume, 12);
      const text = (a: NDArray): string[] =>
        rows(a).map((row) => row.map((x) => (Math.abs(x) < 1e-12 ? 0 : x).toFixed(10)).join(" "));
      expect([...new Set(text(hull.equations))].sort()).toEqual([...new Set(text(storedArray(one.equations)))].sort());
    }
  });

  it("Voronoi", () => {
    for (const one of geometry) {
      const found = new Voronoi(storedArray(one.points));
      const [own, theirs] = [places(found.vertices), places(storedArray(one.vertices))];
      const ridges = (
        points: number[][],
        ends: readonly (readonly number[])[],
        place: (index: number) => string,
      ): string[] =>
        points.map((pair, i) => `${[...pair].sort((a, b) => a - b)} ${ends[i]!.map(place).sort().join(" ")}`).sort();
      expect(ridges(rows(found.ridgePoints), found.ridgeVertices, own)).toEqual(
        ridges(rows(storedArray(one.ridgePoints)), one.ridgeVertices, theirs),
      );
      const regions = (
        region: number[],
        all: readonly (readonly number[])[],
        place: (index: number) => string,
      ): string[] => region.map((index) => all[index]!.map(place).sort().join(" "));
      expect(regions(list(found.pointRegion), found.regions, own)).toEqual(
        regions(list(storedArray(one.pointRegion)), one.regions, theirs),
      );
    }
  });

  it("procrustes", () => {
    for (const { a, b, result } of fits)
      expectStored(procrustes(storedArray(a), storedArray(b)), result, { rtol: 1e-11, atol: 1e-13 }, "procrustes");
  });

  it("has empty circles, neighbours that know each other, and points inside the hull", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.nat(1000), fc.boolean(), (n, seed, coarse) => {
        const drawn = rows(randomState(seed).normal({ shape: [n, 2] }) as NDArray);
        const points = coarse ? drawn.map((row) => row.map((x) => Math.round(3 * x))) : drawn;
        const different = new Set(points.map(String)).size;
        const made = codeOf(() => new Delaunay(points));
        if (different < 3 || made === "BAD_VALUE") {
          expect(codeOf(() => new ConvexHull(points))).toBe("BAD_VALUE");
          return;
        }
        const { triangles, coplanar, simplices } = made as Delaunay;
        const { corners, neighbours, count } = triangles;
        expect((coplanar.shape[0] as number) + new Set(corners).size).toBe(n);
        let area = 0;
        for (let t = 0; t < count; t++) {
          const own = rows(simplices)[t]!.map((i) => points[i]!) as [number[], number[], number[]];
          const [a, b, c] = own as unknown as [[number, number], [number, number], [number, number]];
          const twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
          expect(twice).toBeGreaterThan(0);
          area += twice / 2;
          for (let k = 0; k < 3; k++) {
            const other = neighbours[3 * t + k]!;
            if (other >= 0) expect([0, 1, 2].map((one) => neighbours[3 * other + one])).toContain(t);
          }
          for (const d of points) {
            const [ax, ay, bx, by, cx, cy] = [
              a[0] - d[0]!,
              a[1] - d[1]!,
              b[0] - d[0]!,
              b[1] - d[1]!,
              c[0] - d[0]!,
              c[1] - d[1]!,
            ];
            const within =
              (ax * ax + ay * ay) * (bx * cy - by * cx) -
              (bx * bx + by * by) * (ax * cy - ay * cx) +
              (cx * cx + cy * cy) * (ax * by - ay * bx);
            expect(within).toBeLessThan(1e-9);
          }
        }
        const hull = new ConvexHull(points);
        expect(area).toBeCloseTo(hull.volume, 9);
        for (const [nx, ny, offset] of rows(hull.equations) as [number, number, number][])
          for (const [x, y] of points as [number, number][]) expect(nx * x + ny * y + offset).toBeLessThan(1e-9);
        for (const point of points.slice(0, 5)) expect((made as Delaunay).findSimplex(point)).toBeGreaterThanOrEqual(0);
        const [indptr, indices] = (made as Delaunay).vertexNeighborVertices();
        expect(list(indptr).at(-1)).toBe(indices.size);
        expect(new Voronoi(points).regions.length).toBe(new Set(corners).size);
      }),
    );
  });

  it("says what is wrong", () => {
    const line = [
      [0, 0],
      [1, 1],
      [2, 2],
    ];
    for (const make of [Delaunay, ConvexHull, Voronoi]) {
      expect(codeOf(() => new make(line))).toBe("BAD_VALUE");
      expect(codeOf(() => new make([[0, 0]]))).toBe("BAD_VALUE");
      expect(codeOf(() => new make([[0, 0, 0]]))).toBe("UNSUPPORTED");
      expect(codeOf(() => new make([[0, Number.NaN]]))).toBe("BAD_VALUE");
      expect(codeOf(() => new make([1, 2]))).toBe("BAD_SHAPE");
    }
    const three = new Delaunay(
      array([
        [0, 0],
        [1, 0],
        [0, 1],
      ]).slice("::-1"),
    );
    expect(three.findSimplex([0.2, 0.2])).toBe(0);
    expect(three.findSimplex([2, 2])).toBe(-1);
    expect(codeOf(() => three.findSimplex([1]))).toBe("BAD_SHAPE");
    expect(codeOf(() => procrustes([[1, 2]], [[1]]))).toBe("BAD_SHAPE");
    expect(codeOf(() => procrustes([[1], [1]], [[1], [2]]))).toBe("BAD_VALUE");
  });
});
