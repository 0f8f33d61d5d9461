import { array, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectStored,
  type Golden,
  isStoredArray,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../../tools/golden/golden.js";
import golden from "../../golden/distance.json" with { type: "json" };
import * as sciSpatial from "../index.js";

interface Case {
  readonly name: string;
  readonly arrays: readonly StoredArray[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

const { cases } = golden as Golden<Case>;
const functions = { ...sciSpatial } as unknown as Record<string, (...given: unknown[]) => unknown>;
const { cdist, isValidDm, isValidY, numObsDm, numObsY, pdist, squareform } = sciSpatial;

function optionsOf(stored: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(stored).map(([key, value]) => [
      key,
      isStoredArray(value) ? storedArray(value) : value === "Infinity" ? storedScalar(value) : value,
    ]),
  );
}

describe("scipy.spatial.distance", () => {
  it.each([...new Set(cases.map(({ name }) => name))])("%s", (name) => {
    const call = functions[name === "directed_hausdorff" ? "directedHausdorff" : name] as (
      ...given: unknown[]
    ) => unknown;
    for (const one of cases.filter((each) => each.name === name)) {
      const label = JSON.stringify([name, one.options, one.arrays.map(({ dtype, shape }) => [dtype, ...shape])]);
      const run = (): unknown => call(...one.arrays.map(storedArray), optionsOf(one.options));
      if (one.result === "error") expect(codeOf(run), label).toMatch(/^BAD_/);
      else expectStored(run(), one.result, { rtol: 1e-12, atol: 3e-16 }, label);
    }
  });

  it("takes a function", () => {
    const x = array([
      [1, 2],
      [4, 6],
      [1, 3],
    ]);
    const metric = (u: Float64Array, v: Float64Array): number => Math.abs(u[0]! - v[0]!) + 10;
    expect(pdist(x, { metric }).toNested()).toEqual([13, 10, 13]);
    expect(cdist(x, x.slice("0:1"), { metric }).toNested()).toEqual([[10], [13], [10]]);
    expect(codeOf(() => pdist(x, { metric: (() => "far") as never }))).toBe("BAD_ARGUMENT");
  });

  it("reads any view and changes no input", () => {
    const x = array([
      [1, 2, 3],
      [4, 6, 8],
      [0, 1, 0],
    ]);
    const before = x.toNested();
    const view = x.slice("::-1", "::-2");
    expect(pdist(view, { metric: "cityblock" }).toNested()).toEqual(
      pdist(view.copy(), { metric: "cityblock" }).toNested(),
    );
    pdist(x, { metric: "correlation" });
    expect(x.toNested()).toEqual(before);
    const truths = array([
      [true, false],
      [true, true],
    ]);
    expect(pdist(truths.slice("::-1"), { metric: "dice" }).get(0)).toBeCloseTo(1 / 3, 15);
  });

  it("knows distance matrices", () => {
    const square = squareform([1, 2, 3]);
    expect(isValidDm(square)).toBe(true);
    expect(
      isValidDm([
        [0, 1],
        [2, 0],
      ]),
    ).toBe(false);
    expect(
      isValidDm(
        [
          [0, 1],
          [1.5, 0],
        ],
        { tol: 1 },
      ),
    ).toBe(true);
    expect(isValidDm([1, 2])).toBe(false);
    expect(isValidY([1, 2, 3])).toBe(true);
    expect(isValidY([1, 2])).toBe(false);
    expect([numObsDm(square), numObsY([1, 2, 3])]).toEqual([3, 3]);
    expect(codeOf(() => numObsY([1, 2]))).toBe("BAD_VALUE");
    expect(codeOf(() => numObsDm([1, 2]))).toBe("BAD_VALUE");
  });

  it("says what is wrong", () => {
    const x = [
      [1, 2],
      [3, 4],
      [5, 7],
    ];
    expect(codeOf(() => pdist(x, { w: [1] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => pdist(x, { w: [1, -1] }))).toBe("BAD_VALUE");
    expect(codeOf(() => pdist(x, { metric: "seuclidean", w: [1, 1] }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => pdist(x, { metric: "mahalanobis", VI: [[1]] }))).toBe("BAD_SHAPE");
    expect(
      codeOf(() =>
        pdist(
          [
            [1, 2],
            [2, 4],
            [3, 6],
            [4, 8],
          ],
          { metric: "mahalanobis" },
        ),
      ),
    ).toBe("SINGULAR");
    expect(codeOf(() => pdist(x, { metric: "jensenshannon", base: 1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => pdist(array([[1]]).astype("complex128")))).toBe("BAD_DTYPE");
    expect(codeOf(() => squareform([1], { force: "matrix" as never }))).toBe("BAD_VALUE");
    expect(codeOf(() => functions.euclidean?.([1, 2], [1]))).toBe("BAD_SHAPE");
    expect(codeOf(() => functions.directedHausdorff?.([[1]], [[1, 2]]))).toBe("BAD_SHAPE");
    expect((pdist([[1, 2]]) as NDArray).shape).toEqual([0]);
  });
});
