import { describe, expect, it } from "vitest";
import stored from "../golden/format.json" with { type: "json" };
import { type Golden, multiples, type StoredArray, storedArray } from "../golden/golden.js";
import type { DType } from "./dtype.js";
import { type FormatOptions, formatArray } from "./format.js";
import { array, isCoreError } from "./index.js";

interface Case {
  readonly options: FormatOptions;
  readonly str: string;
  readonly repr: string;
  readonly array?: StoredArray;
  readonly large?: { readonly dtype: DType; readonly shape: readonly number[]; readonly step: number };
}

describe("formatArray", () => {
  const { cases, versions } = stored as unknown as Golden<Case>;
  it.each(cases.map((one, i) => [i, one] as const))(
    `is NumPy ${versions.numpy}'s str and repr in case %i`,
    (_, one) => {
      const a =
        one.large === undefined
          ? storedArray(one.array as StoredArray)
          : multiples(one.large.dtype, one.large.shape, one.large.step);
      expect(formatArray(a, one.options)).toBe(one.str);
      expect(formatArray(a, { ...one.options, repr: true })).toBe(one.repr);
    },
  );

  it("reads views as they are seen", () => {
    const a = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(String(a.T)).toBe("[[1. 4.]\n [2. 5.]\n [3. 6.]]");
    expect(String(a.slice(0, "::-1"))).toBe("[3. 2. 1.]");
  });

  it("refuses options out of range", () => {
    for (const options of [
      { precision: -1 },
      { precision: 1.5 },
      { precision: 200 },
      { edgeitems: -1 },
      { linewidth: Number.NaN },
    ]) {
      let code: unknown;
      try {
        formatArray(array([1]), options);
      } catch (error) {
        code = isCoreError(error) ? error.code : error;
      }
      expect(code).toBe("BAD_VALUE");
    }
  });
});
