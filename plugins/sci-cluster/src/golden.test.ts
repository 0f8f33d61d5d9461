import type { NDArray } from "@core/array";
import { pdist, squareform } from "sci-spatial";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectStored,
  type Golden,
  isStoredArray,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import golden from "../golden/cluster.json" with { type: "json" };
import * as sciCluster from "./index.js";
import { leavesList, linkage, type Method, optimalLeafOrdering } from "./index.js";

interface Case {
  readonly name: string;
  readonly arrays: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

const { cases } = golden as Golden<Case>;
const functions = { ...sciCluster } as unknown as Record<string, (...given: unknown[]) => unknown>;

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const given = (value: unknown): unknown =>
  isStoredArray(value)
    ? storedArray(value)
    : typeof value === "object" && value !== null && !Array.isArray(value)
      ? storedScalar(value)
      : value;

/** SciPy's wording in this package's: keys in camel case, whole numbers as plain ones. */
function wantedOf(stored: unknown): unknown {
  if (isStoredArray(stored) || typeof stored !== "object" || stored === null || Array.isArray(stored)) return stored;
  if ("big" in stored) return Number(stored.big);
  return Object.fromEntries(Object.entries(stored).map(([key, value]) => [camel(key), value]));
}

describe("scipy.cluster", () => {
  it.each([...new Set(cases.map(({ name }) => name))])("%s", (name) => {
    for (const one of cases.filter((each) => each.name === name)) {
      const call = functions[camel(name)] as (...given: unknown[]) => unknown;
      const shapes = one.arrays.map((x) => (isStoredArray(x) ? [x.dtype, ...x.shape] : x));
      const label = JSON.stringify([name, one.options, shapes]);
      const options = Object.fromEntries(Object.entries(one.options).map(([key, value]) => [camel(key), given(value)]));
      const arrays = one.arrays.map(given);
      const before = arrays.map((x) => (isStoredArray(x) ? (x as unknown as NDArray).toNested() : x));
      const run = (): unknown => call(...arrays, ...(Object.keys(options).length > 0 ? [options] : []));
      if (name === "optimal_leaf_ordering" || options.optimalOrdering === true) continue;
      if (one.result === "error") expect(codeOf(run), label).toMatch(/^(BAD_|EMPTY_|SINGULAR)/);
      else {
        // SciPy's vq takes differences of squares there, and is off by the root of the rounding errors.
        const rough = name === "vq" && one.arrays.some((x) => isStoredArray(x) && (x.shape[1] ?? 0) > 4);
        const single = one.arrays.some((x) => isStoredArray(x) && x.dtype === "float32");
        expectStored(
          run(),
          wantedOf(one.result),
          { rtol: single ? 2e-6 : 1e-12, atol: single ? 1e-6 : rough ? 1e-7 : 1e-13 },
          label,
        );
      }
      expect(arrays.map((x) => (isStoredArray(x) ? (x as unknown as NDArray).toNested() : x))).toEqual(before);
    }
  });

  it("orders leaves as well as SciPy, which may turn the whole tree round", () => {
    const ordered = cases.filter(
      (one) => one.name === "optimal_leaf_ordering" || one.options.optimal_ordering === true,
    );
    expect(ordered.length).toBeGreaterThan(5);
    for (const one of ordered) {
      const points = given(one.arrays.at(-1)) as NDArray;
      const method = one.options.method as Method | undefined;
      const Z =
        one.name === "linkage"
          ? linkage(points, { method: method ?? "single", optimalOrdering: true })
          : optimalLeafOrdering(given(one.arrays[0]) as NDArray, points);
      const wanted = storedArray(one.result as StoredArray);
      const distances = squareform(pdist(points));
      const length = (order: readonly number[]): number =>
        order.slice(1).reduce((sum, leaf, i) => sum + (distances.get(order[i] as number, leaf) as number), 0);
      const found = length(leavesList(Z).toNested() as number[]);
      expect(found).toBeLessThan(length(leavesList(wanted).toNested() as number[]) + 1e-12);
      const sorted = (tree: NDArray): unknown =>
        (tree.toNested() as number[][]).map(([x, y, d, n]) => [Math.min(x!, y!), Math.max(x!, y!), d, n]);
      expect(sorted(Z)).toEqual(sorted(linkage(points, { method: method ?? "ward" })));
    }
  });
});
