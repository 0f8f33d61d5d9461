import { describe, it } from "vitest";
import { type Expected, expectLike } from "../../golden/compare.js";
import { type Golden, type StoredArray, storedArray } from "../../golden/golden.js";
import { layout } from "../../golden/layouts.js";
import golden from "../../golden/quantile.json" with { type: "json" };
import type { Scalar } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import * as reductions from "./index.js";

interface Case {
  readonly op: string;
  readonly a: string;
  readonly layout: string;
  readonly q: number | number[] | null;
  readonly options: object;
  readonly expected: Expected;
}

const file = golden as unknown as Golden<Case> & { readonly arrays: Readonly<Record<string, StoredArray>> };
const functions = reductions as unknown as Record<string, (a: NDArray, ...rest: unknown[]) => NDArray | Scalar>;

describe(`quantiles as in NumPy ${file.versions.numpy}`, () => {
  const groups = new Map<string, Case[]>();
  for (const one of file.cases) groups.set(one.op, [...(groups.get(one.op) ?? []), one]);
  it.each([...groups])("%s", (op, cases) => {
    for (const one of cases) {
      const a = layout(storedArray(file.arrays[one.a] as StoredArray), one.layout);
      const rest = one.q === null ? [one.options] : [one.q, one.options];
      const label = `${op} ${one.a} ${one.layout} ${JSON.stringify(rest)}`;
      expectLike(() => (functions[op] as (typeof functions)[string])(a, ...rest), one.expected, 0, label);
    }
  });
});
