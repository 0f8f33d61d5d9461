import { array, type NDArray } from "@core/array";
import { randomState } from "@core/array/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, expectStored, type Golden, type StoredArray, storedArray } from "../../../../tools/golden/golden.js";
import { oracleNormal, testOracle } from "../../../../tools/golden/oracle.js";
import golden from "../../golden/spatial.json" with { type: "json" };
import { cdist, distanceMatrix, KDTree } from "../index.js";

interface TreeCase {
  readonly set: string;
  readonly data: StoredArray;
  readonly x: StoredArray;
  readonly other: StoredArray;
  readonly boxsize: number | null;
  readonly p: number | "Infinity";
  readonly weights: readonly [StoredArray, StoredArray];
  readonly query: readonly StoredArray[];
  readonly missing: StoredArray;
  readonly ball: readonly (readonly number[])[];
  readonly ballTree: readonly (readonly number[])[];
  readonly pairs: readonly (readonly number[])[];
  readonly sparse: readonly [StoredArray, StoredArray, StoredArray];
  readonly [key: string]: unknown;
}

const { trees } = (golden as Golden<{ readonly trees: readonly TreeCase[] }>).cases[0]!;
const close = { rtol: 1e-13, atol: 1e-15 };

describe("scipy.spatial.KDTree", () => {
  it.each(trees.map((one) => [`${one.set}, p ${one.p}, box ${one.boxsize}`, one] as const))("%s", (label, one) => {
    const p = Number(one.p);
    const options = one.boxsize === null ? {} : { boxsize: one.boxsize };
    const [data, x, other] = [one.data, one.x, one.other].map(storedArray) as [NDArray, NDArray, NDArray];
    for (const leafsize of [1, 3, 10]) {
      const tree = new KDTree(data, { ...options, leafsize });
      const friend = new KDTree(other, { ...options, leafsize: 2 });
      const searches = [{ k: 1 }, { k: 3 }, { k: [2, 4] }, { k: 60, distanceUpperBound: 1.5 }];
      searches.forEach((search, i) => {
        const [distances, indices] = tree.query(x, { p, ...search }) as [NDArray, NDArray];
        expectStored(distances, one.query[i], close, `${label} query ${i}`);
        checkIndices(data, x, distances, indices, p, one.boxsize);
      });
      expectStored(tree.query(x.slice(0), { p })[0], one.single, close, label);
      const [, far] = tree.query(x, { k: 60, p, distanceUpperBound: 1.5 }) as [NDArray, NDArray];
      expect(far.slice(":", 59).toNested()).toEqual(storedArray(one.missing).toNested());
      expect(tree.queryBallPoint(x, 1.2, { p })).toEqual(one.ball.map((list) => list.map(Number)));
      expectStored(tree.queryBallPoint(x, [0.5, 1, 2, 0], { p, returnLength: true }), one.length, close, label);
      expect(tree.queryBallTree(friend, 0.9, { p })).toEqual(one.ballTree);
      expect(tree.queryPairs(0.8, { p })).toEqual(one.pairs);
      const radii = [0.1, 0.5, 1, 2.5, 9];
      expectStored(tree.countNeighbors(friend, radii, { p }), one.count, close, label);
      expectStored(tree.countNeighbors(friend, radii, { p, cumulative: false }), one.steps, close, label);
      const weights = one.weights.map(storedArray) as [NDArray, NDArray];
      expectStored(
        tree.countNeighbors(friend, [0.5, 2], { p, weights }),
        one.weighted,
        { rtol: 1e-12, atol: 1e-12 },
        label,
      );
      const { i, j, v } = tree.sparseDistanceMatrix(friend, 1.1, { p });
      expectStored([i, j, v], one.sparse, close, label);
    }
  });

  it("finds what comparing all points finds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(100),
        fc.boolean(),
        (n, m, k, seed, coarse) => {
          const random = randomState(seed);
          const draw = (count: number): NDArray => {
            const values = random.normal({ shape: [count, m] }) as NDArray;
            return coarse ? array((values.toNested() as number[][]).map((row) => row.map(Math.round))) : values;
          };
          const [data, x] = [draw(n), draw(5)];
          const tree = new KDTree(data);
          const [distances] = tree.query(x, { k }) as [NDArray, NDArray];
          const all = (cdist(x, data).toNested() as number[][]).map((row) => row.sort((a, b) => a - b));
          (distances.toNested() as number[] | number[][]).forEach((row, i) => {
            [row].flat().forEach((d, rank) => {
              const wanted = all[i]![rank] ?? Number.POSITIVE_INFINITY;
              if (wanted === Number.POSITIVE_INFINITY) expect(d).toBe(wanted);
              else expect(d).toBeCloseTo(wanted, 12);
            });
          });
          const [rough] = tree.query(x, { k: 1, eps: 0.5 }) as [NDArray, NDArray];
          (rough.toNested() as number[]).forEach((d, i) => {
            expect(d).toBeLessThanOrEqual(1.5 * all[i]![0]! + 1e-12);
          });
        },
      ),
    );
  });

  it("reads any view and shape, and changes no input", () => {
    const data = array([
      [0, 5],
      [1, 6],
      [2, 7],
      [3, 8],
    ]);
    const tree = new KDTree(data.slice("::-1"));
    const x = array([
      [
        [0, 5],
        [3, 8],
      ],
    ]);
    const [distances, indices] = tree.query(x) as [NDArray, NDArray];
    expect([distances.shape, indices.toNested()]).toEqual([[1, 2], [[3n, 0n]]]);
    expect(tree.queryBallPoint(x, 0.1)).toEqual([[[3], [0]]]);
    expect(tree.queryBallPoint([0, 5], 0.1)).toEqual([3]);
    expect(tree.queryBallPoint([0, 5], 2, { returnLength: true })).toBe(2);
    expect(tree.queryBallPoint([0, 5], -2)).toEqual([]);
    expect(tree.query([0, 5])).toEqual([0, 3]);
    expect(tree.countNeighbors(tree, 0.5)).toBe(4);
    expect(data.get(0, 0)).toBe(0);
    expect(new KDTree(data.slice("0:0")).query([[1, 2]])[0]).toMatchObject({ shape: [1] });
    expect(distanceMatrix([[0, 0]], [[3, 4]], { p: 1 }).toNested()).toEqual([[7]]);
  });

  it("says what is wrong", () => {
    const tree = new KDTree([
      [0, 0],
      [1, 1],
    ]);
    expect(codeOf(() => new KDTree([1, 2]))).toBe("BAD_SHAPE");
    expect(codeOf(() => new KDTree([[1, Number.NaN]]))).toBe("BAD_VALUE");
    expect(codeOf(() => new KDTree([[1, 2]], { leafsize: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => new KDTree([[1, 2]], { boxsize: 2 }))).toBe("BAD_VALUE");
    expect(codeOf(() => new KDTree([[1, 2]], { boxsize: [3] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => tree.query([1, 2, 3]))).toBe("BAD_SHAPE");
    expect(codeOf(() => tree.query([1, Number.NaN]))).toBe("BAD_VALUE");
    expect(codeOf(() => tree.query([1, 2], { k: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => tree.query([1, 2], { k: [] }))).toBe("BAD_VALUE");
    expect(codeOf(() => tree.query([1, 2], { p: 0.5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => tree.query([1, 2], { eps: -1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => tree.queryBallPoint([1, 2], [1, 2]))).toBe("BAD_SHAPE");
    expect(codeOf(() => tree.queryBallTree(new KDTree([[1]]), 1))).toBe("BAD_SHAPE");
    expect(codeOf(() => tree.countNeighbors(tree, 1, { weights: [[1], null] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => tree.countNeighbors(tree, [2, 1], { cumulative: false }))).toBe("BAD_VALUE");
  });
});

/** Which of several equally distant points is found may differ: the distances of the points named must be those given. */
function checkIndices(
  data: NDArray,
  x: NDArray,
  distances: NDArray,
  indices: NDArray,
  p: number,
  box: number | null,
): void {
  const found = [indices.toNested()].flat(3) as bigint[];
  const given = [distances.toNested()].flat(3) as number[];
  const perPoint = found.length / (x.shape[0] as number);
  found.forEach((index, at) => {
    if (index === BigInt(data.shape[0] as number)) {
      expect(given[at]).toBe(Number.POSITIVE_INFINITY);
      return;
    }
    const point = Math.floor(at / perPoint);
    let sum = 0;
    for (let k = 0; k < (data.shape[1] as number); k++) {
      let d = Math.abs((data.get(Number(index), k) as number) - (x.get(point, k) as number));
      if (box !== null) d = Math.min(d % box, box - (d % box));
      sum = p === Number.POSITIVE_INFINITY ? Math.max(sum, d) : sum + d ** p;
    }
    expect(p === Number.POSITIVE_INFINITY ? sum : sum ** (1 / p)).toBeCloseTo(given[at] as number, 11);
  });
}

testOracle(["spatial."], {
  "spatial.kdtree": () => {
    const centres = [
      [0, 0],
      [5, 5],
      [8, -4],
    ];
    const points = centres.flatMap((centre, i) => {
      const values = oracleNormal(81 + i, 40);
      return Array.from({ length: 20 }, (_, row) => [values[2 * row]! + centre[0]!, values[2 * row + 1]! + centre[1]!]);
    });
    const tree = new KDTree(points);
    const [d, i] = tree.query(
      [
        [0, 0],
        [5, 4],
      ],
      { k: 3 },
    ) as [NDArray, NDArray];
    return { d, i: i.astype("float64"), ball: tree.queryBallPoint([5, 5], 1) };
  },
});
