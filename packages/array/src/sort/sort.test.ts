import { describe, expect, it } from "vitest";
import { type Expected, elementsOf, expectLike, expectSame, numbersOf } from "../../golden/compare.js";
import { type Golden, isStoredArray, type StoredArray, storedArray } from "../../golden/golden.js";
import { layout } from "../../golden/layouts.js";
import golden from "../../golden/sort.json" with { type: "json" };
import type { Scalar } from "../dtype.js";
import * as api from "../index.js";
import { isNDArray, type NDArray } from "../ndarray.js";

interface Case {
  readonly op: string;
  readonly args: readonly unknown[];
  readonly layout: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: Expected | { readonly results: readonly StoredArray[] };
}

const file = golden as unknown as Golden<Case> & { readonly arrays: Readonly<Record<string, StoredArray>> };
const functions = api as unknown as Record<string, (...rest: unknown[]) => unknown>;
/** Options that follow positional ones in NumPy and stand among the options here, and the other way round. */
const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace("Nan", "NaN");

function argument(value: unknown, how: string): unknown {
  if (Array.isArray(value)) return value.map((one) => argument(one, how));
  return typeof value === "string" && value in file.arrays
    ? layout(storedArray(file.arrays[value] as StoredArray), how)
    : value;
}

function results(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isNDArray(value) || typeof value !== "object" || value === null || "re" in value
    ? [value]
    : Object.values(value);
}

describe(`sorting, searching and counting as in NumPy ${file.versions.numpy}`, () => {
  const groups = new Map<string, Case[]>();
  for (const one of file.cases) groups.set(one.op, [...(groups.get(one.op) ?? []), one]);
  it.each([...groups])("%s", (op, cases) => {
    for (const one of cases) {
      const label = `${op} ${JSON.stringify(one.args)} ${one.layout} ${JSON.stringify(one.options)}`;
      const args = one.args.map((arg) => argument(arg, one.layout));
      const options = Object.fromEntries(
        Object.entries(one.options).map(([key, value]) => [camel(key), argument(value, one.layout)]),
      );
      const sizes = args
        .filter(isNDArray)
        .flatMap((a) => numbersOf(elementsOf(a)))
        .filter(Number.isFinite);
      const scale = ["gradient", "trapz", "cov", "corrcoef", "average", "histogram", "interp"].includes(op)
        ? Math.max(1, ...sizes.map(Math.abs))
        : 0;
      const run = (): unknown => (functions[camel(op)] as (...rest: unknown[]) => unknown)(...args, options);
      if (!("results" in one.expected)) {
        expectLike(() => results(run())[0] as NDArray | Scalar, one.expected, scale, label);
        continue;
      }
      const found = results(run());
      const wanted = one.expected.results;
      // The reference gives of index, inverse and counts only those that are asked for.
      const chosen =
        op === "unique"
          ? found.filter(
              (_, i) =>
                i === 0 || one.options[["", "return_index", "return_inverse", "return_counts"][i] ?? ""] === true,
            )
          : found;
      expect(chosen.length, label).toBe(wanted.length);
      wanted.forEach((want, i) => {
        expect(isStoredArray(want)).toBe(true);
        expectSame(chosen[i] as NDArray | Scalar, want, scale, `${label} #${i}`);
      });
    }
  });
});

describe("trapz", () => {
  it("does not wrap narrow whole numbers", () => {
    expect(api.trapz(api.array([-87, -96], { dtype: "int8" }))).toBe(-91.5);
  });
});
