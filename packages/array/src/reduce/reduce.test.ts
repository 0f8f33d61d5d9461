import { describe, it } from "vitest";
import { type Expected, elementsOf, expectLike, numbersOf } from "../../golden/compare.js";
import { type Golden, type StoredArray, storedArray } from "../../golden/golden.js";
import { layout } from "../../golden/layouts.js";
import golden from "../../golden/reduce.json" with { type: "json" };
import type { Scalar } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import * as reductions from "./index.js";

interface Case {
  readonly op: string;
  readonly a: string;
  readonly layout: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: Expected;
}

type Arrays = Readonly<Record<string, StoredArray>>;
const file = golden as unknown as Golden<Case> & { readonly arrays: Arrays; readonly masks: Arrays };
const names: Readonly<Record<string, string>> = {
  var: "variance",
  nanvar: "nanvariance",
  count_nonzero: "countNonzero",
};
const functions = reductions as unknown as Record<string, (a: NDArray, options: object) => NDArray | Scalar>;

describe(`reductions as in NumPy ${file.versions.numpy}`, () => {
  const groups = new Map<string, Case[]>();
  for (const one of file.cases) groups.set(one.op, [...(groups.get(one.op) ?? []), one]);
  it.each([...groups])("%s", (op, cases) => {
    const run = functions[names[op] ?? op] as (typeof functions)[string];
    for (const one of cases) {
      const label = `${op} ${one.a} ${one.layout} ${JSON.stringify(one.options)}`;
      const a = layout(storedArray(file.arrays[one.a] as StoredArray), one.layout);
      const options: Record<string, unknown> = { ...one.options };
      if (typeof options.where === "string") options.where = storedArray(file.masks[options.where] as StoredArray);
      const adds = op.includes("sum") || op.includes("mean");
      const scale = adds ? Math.max(...numbersOf(elementsOf(a)).filter(Number.isFinite).map(Math.abs), 0) : 0;
      expectLike(() => run(a, options), one.expected, scale, label);
    }
  });
});
